import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import ExcelJS from "exceljs";
import { existsSync } from "node:fs";
import { checkDigitOf } from "../../server/domain/identity-number.js";
import { startHub, type TestHub } from "../support/hub.js";
import { commit, figure, IMPORT, look, send, startCity, tryCommit, upload, type FoundImport } from "./intake-hub.js";

type Value = string | number | null;

async function workbook(sheets: Readonly<Record<string, readonly (readonly Value[])[]>>): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) book.addWorksheet(name).addRows(rows as never);
  return Buffer.from(await book.xlsx.writeBuffer());
}

let hub: TestHub;
beforeAll(async () => {
  hub = await startCity();
}, 120_000);
afterAll(() => hub.stop());

const setMapping = (id: string, target: string, columns: Readonly<Record<string, string | null>>, remember = true) =>
  hub.graphql<{ setImportMapping: FoundImport }>(
    `mutation ($id: ID!, $target: String!, $columns: [ColumnMappingInput!]!, $remember: Boolean!) {
      setImportMapping(id: $id, table: 0, target: $target, columns: $columns, remember: $remember) ${IMPORT} }`,
    { id, target, remember, columns: Object.entries(columns).map(([letter, field]) => ({ letter, field })) },
  );

describe("Columns people name their own way", () => {
  const odd = () =>
    workbook({
      表一: [
        ["甲栏", "乙栏", "丙栏"],
        ["AB-1", "焊工冬季班", "2026-10-05"],
        ["AB-2", "电工冬季班", "2026-10-06"],
      ],
    });

  test("a table that nobody can guess waits to be mapped; mapped by hand it is checked, and next time remembered", async () => {
    const first = await upload(hub, await odd(), "自编.xlsx", "YL-S1-02");
    expect(first).toMatchObject({ status: "MAPPED", counts: { rows: 2, refused: 2 } });
    expect(first.tables[0]).toMatchObject({ target: "", headerRows: [1] });
    expect((await tryCommit(hub, first.id)).errors?.[0]?.extensions).toMatchObject({ code: "IMPORT_NOT_READY" });
    const { data } = await setMapping(first.id, "classes", { A: "code", B: "title", C: "startsOn" });
    expect(data.setImportMapping).toMatchObject({ status: "CHECKED", counts: { rows: 2, new: 2, refused: 0 } });
    const second = await upload(hub, await odd(), "自编.xlsx", "YL-S1-02");
    expect(second.status).toBe("CHECKED");
    expect(second.tables[0]?.columns.map((c) => [c.field, c.state])).toEqual([
      ["code", "REMEMBERED"],
      ["title", "REMEMBERED"],
      ["startsOn", "REMEMBERED"],
    ]);
    const elsewhere = await upload(hub, await odd(), "自编.xlsx", "YL-S1-03");
    expect(elsewhere.status).toBe("MAPPED");
  });

  test("an unknown target, field or table is refused by name", async () => {
    const found = await upload(hub, await odd(), "自编.xlsx", "YL-S1-04");
    expect((await setMapping(found.id, "nothing", {})).errors?.[0]?.extensions).toMatchObject({
      code: "UNKNOWN_TARGET",
    });
    expect((await setMapping(found.id, "classes", { A: "nonsense" })).errors?.[0]?.extensions).toMatchObject({
      code: "UNKNOWN_FIELD",
      args: { field: "nonsense" },
    });
  });
});

/** Of the region 990000, which does not exist. */
const sampleId = (birth: string, serial: string) => `990000${birth}${serial}${checkDigitOf(`990000${birth}${serial}`)}`;

describe("Two sheets that lean on each other", () => {
  test("a roster may name a class that the same file brings; one that nobody knows is refused", async () => {
    const file = await workbook({
      班级: [
        ["班级编号", "班级名称", "开班日期", "结束日期", "课时"],
        ["NX-1", "数控车工班", "2026-10-08", "2026-10-20", 40],
      ],
      名册: [
        ["班级编号", "姓名", "身份证号", "状态", "结业日期"],
        ["NX-1", "示例一", sampleId("19900101", "001"), "结业", "2026-10-20"],
        ["NX-9", "示例二", sampleId("19900101", "003"), "结业", "2026-10-20"],
      ],
    });
    const found = await upload(hub, file, "两表.xlsx", "YL-S1-05");
    expect(found.rows.map((r) => [r.sheet, r.row, r.outcome, r.findings[0]?.code, r.findings[0]?.cell])).toEqual([
      ["班级", 2, "NEW", undefined, undefined],
      ["名册", 2, "NEW", undefined, undefined],
      ["名册", 3, "REFUSED", "UNKNOWN_CLASS", "A3"],
    ]);
    const before = await figure(hub, "TR01", "YL-S1-05", "2026M10");
    expect((await commit(hub, found.id)).counts).toMatchObject({ new: 2, refused: 1 });
    expect(await figure(hub, "TR01", "YL-S1-05", "2026M10")).toBe(before + 1);
  });
});

describe("Cells no ledger has room for", () => {
  test("huge, negative, backward and control characters are findings on their cells, and the good row goes in", async () => {
    const file = await workbook({
      班级: [
        ["班级编号", "班级名称", "开班日期", "结束日期", "课时", "计划人数"],
        ["HG-1", "课时太多班", "2026-10-08", "2026-10-20", "1E+20", 10],
        ["HG-2", "负数班", "2026-10-08", "2026-10-20", 10, -3],
        ["HG-3", "倒着办班", "2026-10-20", "2026-10-08", 10, 3],
        ["HG-4", "好\u0001班", "2026-10-08", "2026-10-20", 10, 3],
      ],
    });
    const found = await upload(hub, file, "边界.xlsx", "YL-S1-05");
    expect(found.rows.map((r) => [r.outcome, r.findings[0]?.code, r.findings[0]?.cell])).toEqual([
      ["REFUSED", "NUMBER_TOO_LARGE", "E2"],
      ["REFUSED", "NEGATIVE_NUMBER", "F3"],
      ["REFUSED", "ENDS_BEFORE_START", "D4"],
      ["NEW", undefined, undefined],
    ]);
    await commit(hub, found.id);
    expect(await hub.sql("select title from activity where code like 'HG-%'")).toEqual([{ title: "好班" }]);
  });
});

describe("Figures from a sheet", () => {
  test("a column per indicator is written in the indicator's own unit; a counted figure is not overridden without a reason", async () => {
    const file = await workbook({
      月报: [
        ["2026年10月到账月报"],
        ["二级学院", "培训资金到账额（万元）", "培训人次"],
        ["建筑工程学院", 12.5],
        ["没有这个学院", 3],
        ["经济管理学院", null, 99999],
      ],
    });
    const found = await upload(hub, file, "月报.xlsx", "YL-S1");
    expect(found.tables[0]).toMatchObject({ target: "figures" });
    expect(found.rows.map((r) => [r.outcome, r.findings[0]?.cell])).toEqual([
      ["CHANGED", undefined],
      ["REFUSED", "B4"],
      ["REFUSED", "C5"],
    ]);
    await commit(hub, found.id);
    expect(await figure(hub, "FN01", "建筑工程学院", "2026M10")).toBe(125000);
    const { data } = await hub.graphql<{ figureHistory: { place: string; changedBy: string }[] }>(
      "query ($key: FigureKeyInput!) { figureHistory(key: $key) { place changedBy } }",
      { key: { indicator: "FN01", organization: "建筑工程学院", period: "2026M10" } },
    );
    expect(data.figureHistory[0]?.place).toBe("月报.xlsx › 月报 › B3");
    expect(
      await hub.sql(
        `select r.import_row, i.file_name, f.import_id = r.import_id as same from figure_revision r
          join figure f on f.org_id = r.org_id and f.id = r.figure_id join import i on i.id = r.import_id
          where f.indicator = 'FN01' and r.import_id is not null`,
      ),
    ).toEqual([{ import_row: 3, file_name: "月报.xlsx", same: true }]);
  });
});

describe("Files and imports that go no further", () => {
  test("a file that cannot be read ends as refused, with what to do", async () => {
    const found = await upload(hub, Buffer.from("<html><table></table></html>"), "报表.xls", "YL-S1-01");
    expect(found).toMatchObject({ status: "REFUSED", counts: { rows: 0 } });
    expect(found.findings).toMatchObject([
      {
        code: "HTML_DISGUISED",
        severity: "BLOCK",
        message: "“报表.xls”其实是网页，不是工作簿。用 Excel 打开后另存为 .xlsx 再传。",
      },
    ]);
    expect((await tryCommit(hub, found.id)).errors?.[0]?.extensions).toMatchObject({ code: "IMPORT_CLOSED" });
  });

  test("no file, an unknown organization and a strange id are refused at the door", async () => {
    expect(await (await fetch(`${hub.url}/imports`, { method: "POST", body: new FormData() })).json()).toMatchObject({
      code: "FILE_MISSING",
    });
    expect(await (await send(hub, Buffer.from("a,b\n1,2\n"), "a.csv", "没有的单位")).json()).toMatchObject({
      code: "UNKNOWN_ORGANIZATION",
    });
    expect((await hub.graphql('query { import(id: "abc") { id } }')).errors?.[0]?.extensions).toMatchObject({
      code: "BAD_ID",
    });
  });

  test("a discarded import keeps its trace and none of its rows", async () => {
    const found = await upload(hub, "samples/班级台账与学员名册.xlsx", "班级台账与学员名册.xlsx", "YL-S1-01");
    const { data } = await hub.graphql<{ discardImport: FoundImport }>(
      "mutation ($id: ID!) { discardImport(id: $id) { id status counts { rows } } }",
      { id: found.id },
    );
    expect(data.discardImport).toMatchObject({ status: "DISCARDED", counts: { rows: 0 } });
    expect((await tryCommit(hub, found.id)).errors?.[0]?.extensions).toMatchObject({ code: "IMPORT_CLOSED" });
  });

  test("the list shows the newest first, within the organization asked for", async () => {
    const { data } = await hub.graphql<{ imports: FoundImport[] }>(
      `{ imports(organization: "YL-S1-02") { file organization { code } } }`,
    );
    expect(data.imports.length).toBeGreaterThan(0);
    expect(new Set(data.imports.map((i) => i.organization.code))).toEqual(new Set(["YL-S1-02"]));
  });

  test("two commits at once write once", async () => {
    const file = await workbook({
      班级: [
        ["班级编号", "班级名称", "开班日期"],
        ["CC-1", "双击班", "2026-10-08"],
      ],
    });
    const found = await upload(hub, file, "双击.xlsx", "YL-S1-06");
    const batchId = crypto.randomUUID();
    const [a, b] = await Promise.all([commit(hub, found.id, batchId), commit(hub, found.id, batchId)]);
    expect([a.replayed, b.replayed].sort()).toEqual([false, true]);
    expect(await hub.sql("select count(*)::int as n from activity where code = 'CC-1'")).toEqual([{ n: 1 }]);
  });

  test("what was new when it was checked is unchanged when somebody else was first", async () => {
    const file = () =>
      workbook({
        班级: [
          ["班级编号", "班级名称", "开班日期"],
          ["RC-1", "抢先班", "2026-10-08"],
        ],
      });
    const [mine, theirs] = [
      await upload(hub, await file(), "我.xlsx", "YL-S1-06"),
      await upload(hub, await file(), "他.xlsx", "YL-S1-06"),
    ];
    expect((await commit(hub, theirs.id)).counts).toMatchObject({ new: 1 });
    expect((await commit(hub, mine.id)).counts).toMatchObject({ new: 0, unchanged: 1 });
    expect((await look(hub, mine.id)).status).toBe("COMMITTED");
  });
});

const SHARED = "../shared/workbooks";
const national = existsSync(SHARED) ? describe : undefined;
if (!national) console.log(`Absent: ${SHARED}; the national lists were not imported`);
national?.("The national lists of colleges", () => {
  let empty: TestHub;
  beforeAll(async () => {
    empty = await startHub();
    await empty.sql("insert into organization (code, name, kind) values ('MOE', '示例主管部门', 'gov_dept')");
  }, 60_000);
  afterAll(() => empty.stop());

  test("2019 then 2025: 2,652 codes stay, 210 under a new name, 36 go, 267 come, and old names are kept", async () => {
    const first = await upload(empty, `${SHARED}/putong-gaoxiao-2019.csv`, "putong-gaoxiao-2019.csv", "MOE");
    expect(first.counts).toMatchObject({ rows: 2688, new: 2688 });
    await commit(empty, first.id);
    const second = await upload(empty, `${SHARED}/putong-gaoxiao-2025.xls`, "putong-gaoxiao-2025.xls", "MOE");
    expect(second.counts).toMatchObject({ rows: 2919, new: 267, refused: 0 });
    expect(second.counts.changed + second.counts.unchanged).toBe(2652);
    const told = await empty.graphql<{ import: { notListed: { count: number; organizations: { code: string }[] } } }>(
      "query ($id: ID!) { import(id: $id) { notListed { count organizations { code name } } } }",
      { id: second.id },
    );
    expect(told.data.import.notListed.count).toBe(36);
    expect(told.data.import.notListed.organizations).toHaveLength(36);
    await commit(empty, second.id);
    expect(await empty.sql("select count(*)::int as n from organization where school_code is not null")).toEqual([
      { n: 2955 },
    ]);
    expect(await empty.sql("select count(*)::int as n from organization_name")).toEqual([{ n: 210 }]);
    const again = await upload(empty, `${SHARED}/putong-gaoxiao-2025.xls`, "putong-gaoxiao-2025.xls", "MOE");
    expect(again.counts).toMatchObject({ new: 0, changed: 0, unchanged: 2919 });
  }, 180_000);
});
