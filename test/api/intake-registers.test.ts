import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { TestHub } from "../support/hub.js";
import { commit, startCity, upload, workbook, type FoundImport, type Value } from "./intake-hub.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startCity();
}, 120_000);
afterAll(() => hub.stop());

const send = async (name: string, rows: readonly (readonly Value[])[], target?: string): Promise<FoundImport> =>
  upload(hub, await workbook({ [name]: rows }), `${name}.xlsx`, "YL-S1", target);
const problems = (found: FoundImport) =>
  found.rows.flatMap((row) => row.findings.map((f) => [row.row, f.cell, f.code, f.message]));

describe("A sheet of any ledger", () => {
  const courses: readonly (readonly Value[])[] = [
    ["课程代码", "名称", "类别", "课时", "学分", "状态"],
    ["KC-901", "示例钳工课程", "培训课程", 80, 4, "active"],
    ["KC-902", "示例焊接课程", "没有这种课程", 60, 3, "active"],
  ];

  test("is taken for what its columns say, checked by the ledger's own rules, and written with the cell it came from", async () => {
    const found = await send("课程一览", courses);
    expect(found.tables[0]?.target).toBe("register:Course");
    expect(problems(found)).toMatchObject([[3, "C3", "UNKNOWN_CODE", expect.any(String)]]);
    expect(found.counts).toMatchObject({ new: 1, refused: 1 });
    expect((await commit(hub, found.id)).counts).toMatchObject({ new: 1, refused: 1 });
    expect(
      await hub.sql(
        "select c.name, c.hours::text, c.import_row, r.label from course c join import_row r on r.register = 'Course' and r.row_id = c.id where c.code like 'KC-9%'",
      ),
    ).toEqual([{ name: "示例钳工课程", hours: "80.0", import_row: 2, label: "示例钳工课程" }]);
  });

  test("sent again it is known by its key: what differs is changed, the rest is left alone", async () => {
    const again = await send("课程一览", courses.slice(0, 2));
    expect(again.counts).toMatchObject({ new: 0, unchanged: 1 });
    const changed = await send("课程一览", [courses[0] ?? [], ["KC-901", "示例钳工课程", "培训课程", 96, 4, "active"]]);
    expect(changed.rows[0]).toMatchObject({ outcome: "CHANGED" });
    expect(changed.rows[0]?.changes).toContainEqual({ field: "hours", label: "课时", from: 80, to: "96" });
    await commit(hub, changed.id);
    expect(await hub.sql("select hours::text, version from course where code = 'KC-901'")).toEqual([
      { hours: "96.0", version: 2 },
    ]);
  });

  test("documents, tasks and bases come in by name; rows without a key are in once however often they are sent", async () => {
    const sheets: readonly (readonly [string, string, readonly (readonly Value[])[]])[] = [
      [
        "register:Document",
        "文件",
        [
          ["类别", "标题", "文号", "发文日期"],
          ["plan", "示例实施方案", "例发〔2026〕1号", "2026-03-01"],
        ],
      ],
      [
        "register:Task",
        "任务",
        [
          ["任务", "期限", "进度"],
          ["完成示例台账整改", "2026-12-31", 30],
        ],
      ],
      [
        "register:Asset",
        "基地",
        [
          ["编号", "名称", "类别", "可容纳人数"],
          ["JD-901", "示例实训基地", "base", 120],
        ],
      ],
    ];
    for (const [target, name, rows] of sheets) {
      const found = await send(name, rows, target);
      expect([name, problems(found), found.counts.new]).toEqual([name, [], 1]);
      await commit(hub, found.id);
      expect((await send(name, rows, target)).counts).toMatchObject({ new: 0, changed: 0, unchanged: 1 });
    }
    expect(await hub.sql("select title, due_on::text, progress from task where import_id is not null")).toEqual([
      { title: "完成示例台账整改", due_on: "2026-12-31", progress: 30 },
    ]);
  });

  test("a row twice in one sheet is refused on its cell, with the row it repeats", async () => {
    const twice = await send("课程一览", [
      courses[0] ?? [],
      ["KC-903", "甲课程", "培训课程", 8, 1, "active"],
      ["KC-903", "乙课程", "培训课程", 9, 1, "active"],
    ]);
    expect(problems(twice)).toMatchObject([[3, "A3", "DUPLICATE_ROW", expect.stringContaining("第 2 行")]]);
  });
});
