import { mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startHub, type TestHub } from "../support/hub.js";
import { commit, inventedId, longRoster, look, send, tryCommit, untilRead, upload, workbook } from "./intake-hub.js";

const SCHOOL =
  "insert into organization (code, name, kind, region) values ('LG', '长名册示例学校', 'school', '990101')";
const count = async (hub: TestHub, table: string): Promise<number> =>
  (await hub.sql<{ n: number }>(`select count(*)::int as n from ${table}`))[0]?.n ?? -1;

describe("A long roster", () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startHub();
    await hub.sql(SCHOOL);
  }, 60_000);
  afterAll(() => hub.stop());

  test("is written page by page: others are answered meanwhile, and every row is in once", async () => {
    const found = await upload(hub, await workbook(longRoster(2600)), "长名册.xlsx", "LG");
    expect(found).toMatchObject({ status: "CHECKED", counts: { rows: 2601, new: 2601, refused: 0 } });
    const batchId = crypto.randomUUID();
    const answers: number[] = [];
    const writing = commit(hub, found.id, batchId);
    const twin = commit(hub, found.id, batchId);
    let isDone = false;
    void writing.finally(() => (isDone = true));
    while (!isDone) {
      const { data } = await hub.graphql<{ import: { progress: { done: number } } }>(
        "query ($id: ID!) { import(id: $id) { progress { done } } }",
        { id: found.id },
      );
      answers.push(data.import.progress.done);
    }
    expect((await writing).counts).toMatchObject({ rows: 2601, new: 2601, refused: 0 });
    // Whichever of the two came first does the work; the other one gets its receipt.
    expect([(await writing).replayed, (await twin).replayed].toSorted()).toEqual([false, true]);
    expect(answers.some((done) => done > 0 && done < 2601)).toBe(true);
    expect(await count(hub, "enrolment")).toBe(2600);
    expect(await count(hub, "person")).toBe(2600);
    expect(
      await hub.sql(
        "select count(*)::int as n from enrolment e join import_row r on r.org_id = e.org_id and r.register = 'Enrolment' and r.row_id = e.id and r.row_no = e.import_row",
      ),
    ).toEqual([{ n: 2600 }]);
    expect((await tryCommit(hub, found.id)).errors?.[0]?.extensions).toMatchObject({ code: "IMPORT_CLOSED" });
  }, 60_000);

  test("sent again it changes nothing, and the preview shows what a new row would bring", async () => {
    const again = await upload(hub, await workbook(longRoster(1200)), "长名册.xlsx", "LG");
    expect(again.counts).toMatchObject({ new: 0, changed: 0, unchanged: 1201, refused: 0 });
    const one = await upload(hub, await workbook(longRoster(1, "LR-2")), "一行.xlsx", "LG");
    expect(one.rows[1]).toMatchObject({ outcome: "NEW", label: "示例1" });
    expect(one.rows[1]?.changes).toContainEqual({ field: "classCode", label: "班级编号", from: null, to: "LR-2" });
  }, 60_000);

  test("given up while it is being read keeps none of its rows, nor its file", async () => {
    const sent = await send(hub, await workbook(longRoster(4000, "LR-3")), "不要了.xlsx", "LG");
    const { id } = (await sent.json()) as { id: string };
    let found = await look(hub, id);
    while (found.status === "STAGING" && found.progress.done === 0) found = await look(hub, id);
    expect(found.status).toBe("STAGING");
    const { data } = await hub.graphql<{ discardImport: { status: string } }>(
      "mutation ($id: ID!) { discardImport(id: $id) { status } }",
      { id },
    );
    expect(data.discardImport.status).toBe("DISCARDED");
    for (let tries = 0; tries < 100 && readdirSync(join(hub.home, "imports")).length > 0; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(readdirSync(join(hub.home, "imports"))).toEqual([]);
    expect((await look(hub, id)).status).toBe("DISCARDED");
    const left = await hub.sql(
      "select r.row_no from import_row r join import i on i.org_id = r.org_id and i.id = r.import_id where i.file_name = '不要了.xlsx'",
    );
    expect(left).toEqual([]);
  }, 60_000);

  test("what somebody changed after the check is kept: untouched fields merge, the rest is a conflict on its row", async () => {
    const file = await workbook({
      名册: [
        ["班级编号", "姓名", "身份证号", "成绩", "完成学时"],
        ["LR-1", "示例1", inventedId("19700101", 1), 90, 30],
        ["LR-1", "示例2", inventedId("19700101", 2), 80, 30],
      ],
    });
    const found = await upload(hub, file, "成绩.xlsx", "LG");
    expect(found.counts).toMatchObject({ changed: 2 });
    const of = (n: number) => `(select id from person where name = '示例${n}' limit 1)`;
    await hub.sql(`update enrolment set score = 55, version = version + 1 where person_id = ${of(1)}`);
    await hub.sql(`update enrolment set outcome = 'employed', version = version + 1 where person_id = ${of(2)}`);
    const receipt = await hub.graphql<{
      commitImport: { conflicts: number; counts: { changed: number; refused: number } };
    }>(`mutation ($id: ID!, $b: ID!) { commitImport(id: $id, batchId: $b) { conflicts counts { changed refused } } }`, {
      id: found.id,
      b: crypto.randomUUID(),
    });
    expect(receipt.data.commitImport).toEqual({ conflicts: 1, counts: { changed: 1, refused: 1 } });
    expect((await look(hub, found.id)).rows[0]?.findings).toMatchObject([
      {
        code: "CHANGED_MEANWHILE",
        cell: "D2",
        message: "D2“成绩”检查之后被改成了 55，这里是 90，没有写入。核对后重新导入这一行。",
      },
    ]);
    expect(await hub.sql(`select score::text, outcome from enrolment where person_id = ${of(2)}`)).toEqual([
      { score: "80.00", outcome: "employed" },
    ]);
  });
});

describe("Ten thousand and one findings", () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startHub();
    await hub.sql(SCHOOL);
  }, 60_000);
  afterAll(() => hub.stop());

  test("are all kept on their rows, shown page by page, and downloaded without a cell that runs", async () => {
    const lines = Array.from({ length: 10_001 }, (_, i) => `XX-${i},=1+${i},2026-13-45`);
    const csv = Buffer.from(["班级编号,班级名称,开班日期", ...lines].join("\n"));
    const found = await upload(hub, csv, "全错.csv", "LG", "classes");
    expect(found.counts).toMatchObject({ rows: 10_001, refused: 10_001 });
    const page = (after: number) =>
      hub.graphql<{ import: { findings: { cell: string }[] } }>(
        "query ($id: ID!, $after: Int) { import(id: $id) { findings(first: 1000, after: $after) { cell } } }",
        { id: found.id, after },
      );
    expect((await page(10_000)).data.import.findings).toEqual([{ cell: "C10002" }]);
    expect((await page(0)).data.import.findings).toHaveLength(1000);
    const { data } = await hub.graphql<{ import: { reportUrl: string } }>(
      "query ($id: ID!) { import(id: $id) { reportUrl } }",
      { id: found.id },
    );
    const answer = await fetch(hub.url + data.import.reportUrl);
    expect(answer.headers.get("content-disposition")).toContain(encodeURIComponent("全错-未导入的行.csv"));
    const bytes = Buffer.from(await answer.arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const rows = bytes.toString("utf8").trimEnd().split("\r\n");
    expect(rows).toHaveLength(10_002);
    expect(rows[1]).toBe(`全错,2,C2,"'=1+0",2026-13-45,${rows[1]?.split(",").slice(5).join(",")}`);
    expect(rows[1]).toContain("NOT_A_DATE");
  }, 60_000);
});

describe("A hub that stops in the middle", () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startHub();
    await hub.sql(SCHOOL);
  }, 60_000);
  afterAll(() => hub.stop());

  test("reads the kept file again when it starts, and keeps nothing of it afterwards", async () => {
    const found = await upload(hub, await workbook(longRoster(50)), "断了.xlsx", "LG");
    await hub.halt();
    // As a stop leaves it: half of the rows, the file in the hub's folder, nobody at it.
    const [{ id }] = (await hub.sql("select id from import")) as [{ id: string }];
    await hub.sql("update import set status = 'staging', phase = 'reading', tables = '[]', counts = null, done = 20");
    await hub.sql("delete from import_row where row_no > 20");
    mkdirSync(join(hub.home, "imports"), { recursive: true });
    writeFileSync(join(hub.home, "imports", id), await workbook(longRoster(50)));
    await hub.resume();
    expect(await untilRead(hub, found.id)).toMatchObject({ status: "CHECKED", counts: { rows: 51, new: 51 } });
    for (let tries = 0; tries < 50 && readdirSync(join(hub.home, "imports")).length > 0; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(readdirSync(join(hub.home, "imports"))).toEqual([]);
  }, 60_000);

  test("goes on with a commit from the page it had come to, and writes no row twice", async () => {
    const found = await upload(hub, await workbook(longRoster(2200, "ST-1")), "半途.xlsx", "LG");
    const batchId = crypto.randomUUID();
    // The third page meets a wall, as a lost connection would be.
    await hub.sql(`create function wall() returns trigger language plpgsql as $$ begin
      if new.import_row > 2100 then raise exception 'wall'; end if; return new; end $$`);
    await hub.sql("create trigger wall before insert on enrolment for each row execute function wall()");
    expect((await tryCommit(hub, found.id, batchId)).errors?.[0]?.extensions).toMatchObject({ code: "ACCIDENT" });
    expect(await count(hub, "enrolment")).toBe(2000);
    expect((await look(hub, found.id)).status).toBe("COMMITTING");
    await hub.sql("drop trigger wall on enrolment");
    await hub.sql("update import set worked_at = null where status = 'committing'");
    await hub.halt();
    await hub.resume();
    for (let tries = 0; tries < 200 && (await look(hub, found.id)).status !== "COMMITTED"; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 50));
    expect(await count(hub, "enrolment")).toBe(2200);
    const receipt = await commit(hub, found.id, batchId);
    expect(receipt).toMatchObject({ replayed: true, batchId, counts: { rows: 2201, new: 2201, refused: 0 } });
  }, 90_000);
});

describe("Tables stacked on one sheet", () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startHub();
    await hub.sql(SCHOOL);
  }, 60_000);
  afterAll(() => hub.stop());

  test("are each found with their own header, even where the second stands far below", async () => {
    const classes = Array.from({ length: 300 }, (_, i) => [
      `SK-${i + 1}`,
      `上下班${i + 1}`,
      "2026-10-08",
      "2026-10-20",
    ]);
    const file = await workbook({
      台账: [
        ["一、培训班台账"],
        ["班级编号", "班级名称", "开班日期", "结束日期"],
        ...classes,
        [],
        ["二、学员名册"],
        ["姓名", "班级编号", "身份证号", "成绩"],
        ["示例甲", "SK-1", inventedId("19800101", 1), 90],
        ["示例乙", "SK-2", inventedId("19800101", 2), 80],
      ],
    });
    const found = await upload(hub, file, "上下两表.xlsx", "LG");
    expect(found.tables.map((t) => [t.target, t.headerRows, t.range])).toEqual([
      ["classes", [2], "A2:D302"],
      ["roster", [305], "A305:D307"],
    ]);
    expect(found.counts).toMatchObject({ rows: 302, new: 302, refused: 0 });
    expect((await commit(hub, found.id)).counts).toMatchObject({ new: 302 });
  });
});
