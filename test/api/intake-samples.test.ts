import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { MEMBERS_EXPECTED } from "../../samples/association-workbook.js";
import { CLASSES_EXPECTED } from "../../samples/college-workbook.js";
import { ENTERPRISE_EXPECTED } from "../../samples/enterprise-workbook.js";
import { ROSTER_EXPECTED, ROSTER_GRID } from "../../samples/roster.js";
import type { TestHub } from "../support/hub.js";
import { commit, figure, look, startCity, tryCommit, upload, workbook, type FoundImport } from "./intake-hub.js";

const outcomes = (found: FoundImport, sheet: string) => {
  const rows = found.rows.filter((row) => row.sheet === sheet);
  const count = (outcome: string) => rows.filter((row) => row.outcome === outcome).length;
  return {
    rows: rows.length,
    new: count("NEW"),
    changed: count("CHANGED"),
    unchanged: count("UNCHANGED"),
    refused: count("REFUSED"),
  };
};

describe("A college sends its October: classes and roster", () => {
  let hub: TestHub;
  let found: FoundImport;
  let before: { tr01: number; school: number; tr15: number };
  beforeAll(async () => {
    hub = await startCity();
    before = {
      tr01: await figure(hub, "TR01", "YL-S1-01", "2026M10"),
      school: await figure(hub, "TR01", "YL-S1", "2026M10"),
      tr15: await figure(hub, "TR15", "YL-S1-01", "2026M10"),
    };
    found = await upload(hub, "samples/班级台账与学员名册.xlsx", "班级台账与学员名册.xlsx", "YL-S1-01");
  }, 120_000);
  afterAll(() => hub.stop());

  test("both tables are found, taken for what they are, and every column has its field", () => {
    expect(found).toMatchObject({
      status: "CHECKED",
      file: "班级台账与学员名册.xlsx",
      createdBy: "王珊",
      organization: { code: "YL-S1-01" },
    });
    expect(found.tables.map((t) => [t.sheet, t.target, t.headerRows, t.range])).toEqual([
      ["班级台账", "classes", [3, 4], "A3:P9"],
      ["学员名册", "roster", [3, 4], "A3:N28"],
    ]);
    expect(found.tables.flatMap((t) => t.columns.filter((c) => c.state !== "MATCHED").map((c) => c.header))).toEqual([
      "序号",
      "序号",
    ]);
    expect(found.tables[0]?.totalsChecked).toBe(4);
    expect(found.progress).toMatchObject({ phase: "ready", done: 27, total: 27 });
  });

  test("the preview counts new, changed and refused rows before anything is written", async () => {
    const { rows, new: fresh, changed, refused } = CLASSES_EXPECTED;
    expect(outcomes(found, "班级台账")).toEqual({ rows, new: fresh, changed, unchanged: 0, refused });
    expect(outcomes(found, "学员名册")).toEqual({
      rows: ROSTER_EXPECTED.rows,
      new: ROSTER_EXPECTED.new,
      changed: 0,
      unchanged: 0,
      refused: ROSTER_EXPECTED.refused,
    });
    expect(found.rows.filter((r) => r.outcome === "REFUSED").map((r) => r.row)).toEqual([
      ...ROSTER_EXPECTED.refusedRows,
    ]);
    expect(await figure(hub, "TR01", "YL-S1-01", "2026M10")).toBe(before.tr01);
  });

  test("each refused row names its cell and what to do", () => {
    const refused = found.rows
      .filter((row) => row.outcome === "REFUSED")
      .flatMap((row) => row.findings.filter((f) => f.severity === "ERROR"));
    expect(refused.map((f) => [f.code, f.cell, f.message])).toEqual([
      ["DUPLICATE_ROW", "F17", "F17 与第 10 行是同一人、同一班。删掉其中一行。"],
      ["ID_DIGITS_LOST", "F28", "F28 证件号末三位变成 000，是 Excel 转成数字造成的。把该列设为文本后重填。"],
    ]);
  });

  test("no identity number is kept anywhere: not staged, not shown", async () => {
    const [{ staged = "" } = {}] = await hub.sql<{ staged: string }>(
      "select string_agg(cells::text || coalesce(typed::text, '') || findings::text || coalesce(changes::text, ''), '') as staged from import_row",
    );
    expect(staged).not.toMatch(/99\d{15}[\dX]/u);
    expect(JSON.stringify(found)).not.toMatch(/99\d{13}/u);
    expect(found.tables[1]?.columns[5]?.sample.every((sample) => sample.startsWith("****"))).toBe(true);
  });

  test("a commit that must be whole is refused for its refused rows and leaves nothing", async () => {
    const { errors } = await tryCommit(hub, found.id, crypto.randomUUID(), true);
    expect(errors?.[0]?.extensions).toMatchObject({ code: "BATCH_REFUSED", args: { refused: 2 } });
    expect(await figure(hub, "TR01", "YL-S1-01", "2026M10")).toBe(before.tr01);
    expect((await look(hub, found.id)).status).toBe("CHECKED");
  });

  test("committed, participations rise at once for college and school, and sent again it changes nothing", async () => {
    const batchId = crypto.randomUUID();
    const receipt = await commit(hub, found.id, batchId);
    expect(receipt).toMatchObject({
      replayed: false,
      counts: { rows: 27, new: 23, changed: 2, unchanged: 0, refused: 2 },
    });
    expect(await figure(hub, "TR01", "YL-S1-01", "2026M10")).toBe(before.tr01 + ROSTER_EXPECTED.completed);
    expect(await figure(hub, "TR01", "YL-S1", "2026M10")).toBe(before.school + ROSTER_EXPECTED.completed);
    expect(await figure(hub, "TR15", "YL-S1-01", "2026M10")).toBe(before.tr15 + ROSTER_EXPECTED.new);
    expect(await commit(hub, found.id, batchId)).toEqual({ ...receipt, replayed: true });
    expect(await figure(hub, "TR01", "YL-S1-01", "2026M10")).toBe(before.tr01 + ROSTER_EXPECTED.completed);
    expect((await tryCommit(hub, found.id)).errors?.[0]?.extensions).toMatchObject({ code: "IMPORT_CLOSED" });
  });

  test("twenty people are new to the college, two were known; the money came in yuan", async () => {
    const [people] = await hub.sql("select count(*)::int as n from person where import_id is not null");
    expect(people).toEqual({ n: 20 });
    const income = await hub.sql(
      "select trim_scale(amount)::text as amount, occurred_on::text as day from fund_entry where import_id is not null order by amount",
    );
    expect(income).toEqual([
      { amount: "52800", day: "2026-10-30" },
      { amount: "96000", day: "2026-10-23" },
    ]);
    const classes = await hub.sql("select code, status from activity where import_id is not null order by code");
    expect(classes).toEqual([
      { code: "XG202610-A", status: "done" },
      { code: "XG202610-B", status: "done" },
      { code: "XG202610-C", status: "running" },
    ]);
  });

  test("the figure leads back to file, sheet and row", async () => {
    const { data } = await hub.graphql<{
      figureOrigin: {
        imports: { file: string; sheet: string; fromRow: number; toRow: number; rows: number; by: string }[];
      };
    }>("query ($key: FigureKeyInput!) { figureOrigin(key: $key) { imports { file sheet fromRow toRow rows by } } }", {
      key: { indicator: "TR01", organization: "YL-S1-01", period: "2026M10" },
    });
    expect(data.figureOrigin.imports).toEqual([
      { file: "班级台账与学员名册.xlsx", sheet: "学员名册", fromRow: 5, toRow: 27, rows: 20, by: "王珊" },
    ]);
  });

  test("a college's class in its school's ledger leads back to that ledger, too", async () => {
    const ledger = await workbook({
      班级台账: [
        ["班级编号", "班级名称", "二级学院", "开始日期", "结束日期", "课时", "状态"],
        ["XX202610-Z", "学校统一开的班", "YL-S1-02", "2026-10-10", "2026-10-20", 40, "已结束"],
      ],
    });
    const found = await upload(hub, ledger, "学校班级台账.xlsx", "YL-S1");
    expect(found.counts).toMatchObject({ new: 1, refused: 0 });
    await commit(hub, found.id);
    const { data } = await hub.graphql<{
      figureOrigin: { rows: { label: string; place: string | null }[]; imports: { importId: string; file: string }[] };
    }>(
      `query ($key: FigureKeyInput!) { figureOrigin(key: $key, first: 50) { rows { label place } imports { importId file } } }`,
      { key: { indicator: "TR07", organization: "YL-S1-02", period: "2026M10" } },
    );
    const place = "学校班级台账.xlsx › 班级台账 › 第 2 行";
    expect(data.figureOrigin.rows).toContainEqual({ label: "学校统一开的班", place });
    expect(data.figureOrigin.imports).toContainEqual({ importId: found.id, file: "学校班级台账.xlsx" });
  });

  test("the same file again is unchanged, row by row", async () => {
    const again = await upload(hub, "samples/班级台账与学员名册.xlsx", "班级台账与学员名册.xlsx", "YL-S1-01");
    expect(again.rows.filter((row) => row.outcome !== "UNCHANGED" && row.outcome !== "REFUSED")).toEqual([]);
    expect(again.counts).toEqual({ rows: 27, new: 0, changed: 0, unchanged: 25, refused: 2 });
  });
});

describe("The same roster, selected on a sheet", () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startCity();
  }, 120_000);
  afterAll(() => hub.stop());

  const stage = (variables: Record<string, unknown>) =>
    hub.graphql<{ stageSelection: FoundImport }>(
      `mutation ($input: StageSelectionInput!) { stageSelection(input: $input) { id status tables { target range columns { letter field state } } counts { rows new changed unchanged refused } findings(first: 50) { code cell severity } } }`,
      { input: variables },
    );
  const grid = ROSTER_GRID.map((row) => Array.from({ length: 14 }, (_, i) => row[i] ?? null));
  const text = grid.map((row) => row.map((cell) => (cell === null ? "" : String(cell))));
  const selection = {
    organization: "YL-S1-01",
    workbook: "工作簿1",
    sheet: "班级名册",
    address: "A1",
    values: grid,
    text,
  };

  test("it is staged, checked and committed without a file", async () => {
    const { data, errors } = await stage(selection);
    expect(errors).toBeUndefined();
    expect(data.stageSelection).toMatchObject({
      status: "CHECKED",
      counts: { rows: 24, new: 22, changed: 0, unchanged: 0, refused: 2 },
    });
    const before = await figure(hub, "TR01", "YL-S1-01", "2026M10");
    await commit(hub, data.stageSelection.id);
    expect(await figure(hub, "TR01", "YL-S1-01", "2026M10")).toBe(before + ROSTER_EXPECTED.completed);
  });

  test("a selection without a header says so", async () => {
    const { data } = await stage({
      ...selection,
      address: "C7",
      values: [
        [1, 2],
        [3, 4],
      ],
      text: [
        ["1", "2"],
        ["3", "4"],
      ],
    });
    expect(data.stageSelection.status).toBe("REFUSED");
    expect(data.stageSelection.findings).toMatchObject([{ code: "NO_HEADER", cell: "C7" }]);
  });
});

describe("An association sends its members and fees", () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startCity();
  }, 120_000);
  afterAll(() => hub.stop());

  test("eleven members are known by their credit code, the stranger is refused, ten payments are booked", async () => {
    const found = await upload(
      hub,
      "samples/会员名单与会费.xlsx",
      "会员名单与会费.xlsx",
      MEMBERS_EXPECTED.organization,
    );
    expect(found.tables.map((t) => t.target)).toEqual(["members"]);
    expect(found.rows.filter((row) => row.outcome === "REFUSED").map((row) => row.row)).toEqual([
      ...MEMBERS_EXPECTED.refusedRows,
    ]);
    expect(found.findings.filter((f) => f.severity === "ERROR").map((f) => [f.code, f.cell])).toEqual([
      ["UNKNOWN_ORGANIZATION", "B16"],
    ]);
    const receipt = await commit(hub, found.id);
    expect(receipt.counts).toMatchObject({ rows: MEMBERS_EXPECTED.rows, refused: MEMBERS_EXPECTED.refused });
    const fees = await hub.sql(
      "select count(*)::int as n, sum(amount)::text as total from fund_entry where import_id is not null and kind = 'fee'",
    );
    expect(fees).toEqual([{ n: 10, total: MEMBERS_EXPECTED.feesPaid }]);
    const again = await upload(
      hub,
      "samples/会员名单与会费.xlsx",
      "会员名单与会费.xlsx",
      MEMBERS_EXPECTED.organization,
    );
    expect(again.counts).toMatchObject({ new: 0, changed: 0, unchanged: 11, refused: 1 });
  });
});

describe("An enterprise sends its training records and education fund", () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startCity();
  }, 120_000);
  afterAll(() => hub.stop());

  test("ten records and four fund rows come in, once", async () => {
    const { records, fund, organization } = ENTERPRISE_EXPECTED;
    const found = await upload(hub, "samples/职工培训记录与教育经费.xlsx", "职工培训记录与教育经费.xlsx", organization);
    expect(found.tables.map((t) => t.target)).toEqual(["employeeTraining", "employeeTraining"]);
    expect(outcomes(found, "职工培训记录")).toMatchObject({ rows: records.rows, new: records.new, refused: 0 });
    expect(outcomes(found, "教育经费")).toMatchObject({ rows: fund.rows, new: fund.new, refused: 0 });
    await commit(hub, found.id);
    const money = await hub.sql(
      "select kind, purpose, count(*)::int as n, sum(amount)::text as total from fund_entry where import_id is not null group by 1, 2 order by 1, 2",
    );
    expect(money).toEqual([
      { kind: "edu_fund_accrual", purpose: null, n: 3, total: fund.accrued },
      { kind: "edu_fund_use", purpose: "materials", n: 1, total: fund.used },
      { kind: "edu_fund_use", purpose: "training", n: 10, total: "6460.00" },
    ]);
    expect(await hub.sql("select count(*)::int as n from enrolment where import_id is not null")).toEqual([{ n: 10 }]);
    const again = await upload(hub, "samples/职工培训记录与教育经费.xlsx", "职工培训记录与教育经费.xlsx", organization);
    expect(again.counts).toEqual({ rows: 14, new: 0, changed: 0, unchanged: 14, refused: 0 });
  });
});
