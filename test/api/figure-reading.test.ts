import { afterAll, beforeAll, expect, test } from "@jest/globals";
import {
  askFigure,
  askFigures,
  holdClass,
  insert,
  key,
  startFigureHub,
  write,
  cell,
  type FigureHub,
} from "./figure-fixture.js";

let hub: FigureHub;
beforeAll(async () => {
  hub = await startFigureHub();
  await holdClass(hub, "S-1", "2026-09-12", [
    { hash: "a", hours: "8" },
    { hash: "b", hours: "8.5" },
    { hash: "c", status: "dropped" },
  ]);
  await holdClass(hub, "S-2", "2026-09-30", [
    { hash: "a", hours: "10", outcome: "employed" },
    { hash: null },
    { hash: null },
  ]);
  await holdClass(hub, "S-2", "2026-10-01", [{ hash: "d" }]);
  await holdClass(hub, "P", "2026-09-30", [{ hash: "a" }, { hash: "e" }], { mode: "online" });
}, 60_000);
afterAll(() => hub.stop());

test("参训人次 of an organization counts its whole subtree, in the period in which the class ended", async () => {
  const values = (
    await askFigures(
      hub,
      ["B", "S", "S-1", "S-2", "P"].map((code) => key("TR01", code, "2026M09")),
    )
  ).map((f) => f.value);
  expect(values).toEqual(["7", "5", "2", "3", "2"]);
  expect((await askFigure(hub, "TR01", "B", "2026")).value).toBe("8");
});

test("distinct persons are counted by fingerprint over the whole subtree; those without one count as themselves", async () => {
  const values = (
    await askFigures(
      hub,
      ["B", "S", "S-1", "S-2", "P"].map((code) => key("TR02", code, "2026M09")),
    )
  ).map((f) => f.value);
  // a was in three classes of two organizations.
  expect(values).toEqual(["5", "4", "2", "3", "2"]);
});

test("a counted figure says where it comes from, is counted the moment rows are there, and can be put right by hand", async () => {
  const figure = await askFigure(hub, "TR12", "S", "2026Q3");
  expect(figure).toMatchObject({
    value: "26.5",
    status: "COMPUTED",
    source: "COMPUTED",
    version: 0,
    writable: true,
    problem: null,
  });
  await insert(hub, "fund_entry", {
    org_id: hub.organizations["S-1"],
    kind: "fee",
    direction: "in",
    amount: "120.50",
    occurred_on: "2026-09-01",
  });
  await insert(hub, "fund_entry", {
    org_id: hub.organizations["S-2"],
    kind: "fee",
    direction: "in",
    amount: "0.50",
    occurred_on: "2026-09-30",
  });
  await insert(hub, "fund_entry", {
    org_id: hub.organizations["S-2"],
    kind: "fee",
    direction: "in",
    amount: "9",
    occurred_on: "2026-09-30",
    status: "void",
  });
  expect((await askFigure(hub, "MB05", "S", "2026M09")).value).toBe("121");
});

test("things in force are looked at on the period's last day, or today while the period runs", async () => {
  const [org_id, member] = [hub.organizations["S"], hub.organizations["P"]];
  await insert(hub, "affiliation", {
    org_id,
    role: "member",
    member_org_id: member,
    valid_from: "2026-02-01",
    valid_to: "2026-09-30",
    status: "ended",
  });
  await insert(hub, "affiliation", {
    org_id,
    role: "member",
    member_org_id: hub.organizations["B"],
    valid_from: "2026-10-01",
  });
  await insert(hub, "affiliation", {
    org_id,
    role: "member",
    member_org_id: hub.organizations["S-1"],
    valid_from: "2026-12-01",
  });
  await insert(hub, "affiliation", {
    org_id,
    role: "member",
    member_org_id: hub.organizations["S-2"],
    valid_from: "2026-01-01",
    status: "prospect",
  });
  const values = await askFigures(
    hub,
    ["2026M01", "2026M02", "2026M08", "2026M09", "2026M10", "2026"].map((period) => key("MB01", "S", period)),
  );
  expect(values.map((f) => f.value)).toEqual(["0", "1", "1", "0", "1", "1"]);
  expect((await askFigure(hub, "MB02", "S", "2026M10")).value).toBe("1");
  expect((await askFigure(hub, "MB03", "S", "2026M09")).value).toBe("1");
});

test("a formula shows numerator and denominator, totalled first and divided once", async () => {
  const rate = await askFigure(hub, "TR16", "S", "2026M09");
  expect(rate).toMatchObject({
    value: "0.833333333333",
    numerator: "5",
    denominator: "6",
    source: "FORMULA",
    status: "COMPUTED",
    writable: false,
  });
  expect(await askFigure(hub, "TR16", "S-1", "2026M10")).toMatchObject({
    value: null,
    numerator: "0",
    denominator: "0",
    status: "MISSING",
    problem: { code: "DENOMINATOR_ZERO", severity: "INFO" },
  });
  expect(await askFigure(hub, "TR06", "S", "2026")).toMatchObject({
    value: null,
    numerator: "6",
    denominator: null,
    problem: {
      code: "OPERAND_MISSING",
      message: "云岭学院 培训人次与在校生比 2026 缺 在校生数，培训人次与在校生比算不出来。先填报 在校生数。",
    },
  });
});

test("an organization is found by its code, school code or exact name; two of one name are not guessed between", async () => {
  await insert(hub, "organization", { code: "X-1", name: "重名学院", kind: "college" });
  await insert(hub, "organization", { code: "X-2", name: "重名学院", kind: "college" });
  const figures = await askFigures(
    hub,
    ["S", "4199000001", " 云岭学院 ", "云岭", "重名学院"].map((name) => key("TR01", name, "2026M09")),
  );
  expect(figures.map((f) => f.organization)).toEqual(["S", "S", "S", "云岭", "重名学院"]);
  expect(figures.map((f) => f.problem?.code ?? f.value)).toEqual([
    "5",
    "5",
    "5",
    "UNKNOWN_ORGANIZATION",
    "AMBIGUOUS_ORGANIZATION",
  ]);
});

test("answers keep the order and length of the keys, and each bad key says what is wrong with it", async () => {
  await hub.sql(`insert into indicator (code, name_zh, name_en, unit, unit_dim, kind, formula)
    values ('NO01', '无台账', 'No ledger', '个', 'count', 'ledger', 'count(Spaceship)')`);
  const figures = await askFigures(hub, [
    key("XX99", "S", "2026"),
    key("TR01", "S", "2026年9月"),
    key("TR01", "S", "九月"),
    key("TR01", "S", "2027M01"),
    key("NO01", "S", "2026"),
    key("TR01", "S", "2026M09"),
  ]);
  expect(figures.map((f) => f.problem?.code ?? f.value)).toEqual([
    "UNKNOWN_INDICATOR",
    "5",
    "BAD_PERIOD",
    "PERIOD_IN_FUTURE",
    "NOT_COUNTED_YET",
    "5",
  ]);
  expect(figures[1]?.period).toBe("2026M09");
});

test("an organization that reported nothing shows the sum of its parts, and who has not reported", async () => {
  await write(hub, [cell("S-1", "1200.5")]);
  expect(await askFigure(hub, "FN01", "S-1", "2026M09")).toMatchObject({
    value: "1200.5",
    status: "DRAFT",
    source: "REPORTED",
    version: 1,
    coverage: null,
  });
  expect(await askFigure(hub, "FN01", "S", "2026M09")).toMatchObject({
    value: "1200.5",
    computedValue: "1200.5",
    status: "COMPUTED",
    source: "ROLLED_UP",
    version: 0,
    problem: null,
    writable: true,
    coverage: { have: 1, of: 2, missing: [{ organization: "S-2", name: "建筑学院", periods: [] }] },
  });
});

test("a moment that has not passed is now", async () => {
  await write(hub, [cell("S-2", "10")]);
  await write(hub, [cell("S-2", "20", { baseVersion: 1, reason: "更正" })]);
  // The clock of this hub stands in November 2026; the database's own time may be later.
  const [now] = await askFigures(hub, [key("FN01", "S-2", "2026M09")], "2200-01-01T00:00:00Z");
  expect(now).toMatchObject({ value: "20", version: 2, writable: true });
  const [before] = await askFigures(hub, [key("FN01", "S-2", "2026M09")], "2020-01-01T00:00:00Z");
  expect(before).toMatchObject({ value: null, version: 0, status: "MISSING", writable: false });
});

test("a grid is axes and arrays, and its bad rows and columns say why", async () => {
  const { data, errors } = await hub.graphql<{ figureGrid: Record<string, unknown> }>(
    `{ figureGrid(organizations: ["S-1", "nobody", "B"], columns: [{indicator: "TR01", period: "2026M09"}, {indicator: "TR16", period: "2026M09"},
        {indicator: "FN01", period: "2026M09"}, {indicator: "ZZ", period: "2026"}])
      { rows { organization name problem { code } } columns { indicator name period unit decimals additive problem { code } } values versions statuses sources writable asOf } }`,
  );
  expect(errors).toBeUndefined();
  expect(data.figureGrid).toMatchObject({
    rows: [
      { organization: "S-1", name: "信息学院", problem: null },
      { organization: "nobody", problem: { code: "UNKNOWN_ORGANIZATION" } },
      { organization: "B" },
    ],
    columns: [{ indicator: "TR01", additive: true, decimals: 0 }, { indicator: "TR16", additive: false }, { unit: "元", decimals: 2 }, { problem: { code: "UNKNOWN_INDICATOR" } }],
    values: [["2", "0.666666666667", "1200.5", null], [null, null, null, null], ["7", "0.875", "1220.5", null]],
    versions: [[0, 0, 1, 0], [0, 0, 0, 0], [0, 0, 0, 0]],
    statuses: [["COMPUTED", "COMPUTED", "DRAFT", "MISSING"], ["MISSING", "MISSING", "MISSING", "MISSING"], ["COMPUTED", "COMPUTED", "COMPUTED", "MISSING"]],
    writable: [[true, false, true, false], [false, false, false, false], [true, false, true, false]],
  }); // prettier-ignore
});

test("too many cells are refused with the limit", async () => {
  const { errors } = await hub.graphql(`query ($keys: [FigureKeyInput!]!) { figures(keys: $keys) { value } }`, {
    keys: Array.from({ length: 10_001 }, () => key("TR01", "S", "2026")),
  });
  expect(errors?.[0]?.extensions).toMatchObject({ code: "TOO_MANY_CELLS", args: { max: 10_000 } });
});

test("the origin of a count is its rows, shortened names and all; of a formula, its parts; of a report, who reported it", async () => {
  const origin = async (indicator: string, organization: string, period: string) =>
    (
      await hub.graphql<{
        figureOrigin: {
          total: number;
          rows: { register: string; label: string; place: string | null }[];
          imports: unknown[];
          explanation: string;
          explanationEn: string;
        };
      }>(
        `query ($key: FigureKeyInput!) { figureOrigin(key: $key, first: 2) { explanation explanationEn total rows { register id label place } imports { importId file sheet fromRow toRow rows by at } targetQuote } }`,
        { key: key(indicator, organization, period) },
      )
    ).data.figureOrigin;
  const counted = await origin("TR01", "S", "2026M09");
  expect(counted).toMatchObject({ total: 5, imports: [] });
  expect(counted.rows).toHaveLength(2);
  expect(counted.rows[0]?.register).toBe("Enrolment");
  expect(counted.rows[0]?.label).toMatch(/^班 2026-09-\d\d · 班\*+$/u);
  expect(counted.explanation).toBe(
    "数“参与记录”（活动类型为培训班，状态为已结业）的条数；按结业日期（没有的取班级结束日期）归入期间；含全部下级机构。",
  );
  const formula = await origin("TR16", "S", "2026M09");
  expect(formula.rows.map((row) => row.label)).toEqual(["培训人次（TR01） 5 人次", "报名人次（TR15） 6 人次"]);
  expect((await origin("FN01", "S-2", "2026M09")).total).toBe(2);
});

test("rows that came by an import lead back to their file, sheet and row", async () => {
  const org_id = hub.organizations["P"];
  const import_id = await insert(hub, "import", {
    org_id,
    file_name: "证书.xlsx",
    origin: "upload",
    status: "committed",
    committed_at: "2026-10-02T00:00:00Z",
  });
  const person_id = await insert(hub, "person", { org_id, name: "王小明" });
  const row_id = await insert(hub, "credential", {
    org_id,
    kind: "skill_level",
    person_id,
    number: "X1",
    issued_on: "2026-10-01",
    import_id,
    import_row: 7,
  });
  await hub.sql(
    "insert into import_row (org_id, import_id, table_no, row_no, sheet, cells, register, row_id) values ($1, $2, 0, 7, '十月', '[]', 'Credential', $3)",
    [org_id, import_id, row_id],
  );
  const { data } = await hub.graphql<{ figureOrigin: unknown }>(
    `{ figureOrigin(key: {indicator: "EV01", organization: "P", period: "2026M10"}) { total rows { label place } imports { file sheet fromRow toRow rows by } } }`,
  );
  expect(data.figureOrigin).toMatchObject({
    total: 1,
    rows: [{ label: "X1 · 王**", place: "证书.xlsx › 十月 › 第 7 行" }],
    imports: [{ file: "证书.xlsx", sheet: "十月", fromRow: 7, toRow: 7, rows: 1 }],
  });
});

test("progress sets the figure beside the strictest target, with its sentence; without a number it is pending", async () => {
  const org_id = hub.organizations["B"];
  const document_id = await insert(hub, "document", { org_id, kind: "plan", title: "年度计划", number: "示例1号" });
  const target = (indicator: string, comparator: string, value: string | null, more = {}) =>
    insert(hub, "target", {
      org_id,
      indicator,
      indicator_name: indicator,
      subject_org_id: hub.organizations["S"],
      subject: "云岭学院",
      period: "2026M09",
      period_text: "9月",
      comparator,
      value,
      nature: "target",
      document_id,
      anchor_offset: 40,
      ...more,
    });
  await target("TR01", ">=", "4");
  await target("TR01", ">=", "10", { quote: "九月培训十人次以上。" });
  await target("TR02", ">=", "4");
  await target("TR07", ">=", null);
  const { data, errors } = await hub.graphql<{ progress: unknown[] }>(
    `query ($keys: [FigureKeyInput!]!) { progress(keys: $keys) { indicator actual target comparator rate state documentName quote anchor problem { code } } }`,
    { keys: ["TR01", "TR02", "TR07", "TR12", "NONE"].map((indicator) => key(indicator, "S", "2026M09")) },
  );
  expect(errors).toBeUndefined();
  expect(data.progress).toMatchObject([
    {
      actual: "5",
      target: "10",
      comparator: ">=",
      rate: "0.5",
      state: "BEHIND",
      documentName: "年度计划",
      quote: "九月培训十人次以上。",
      anchor: "示例1号 @40",
    },
    { actual: "4", target: "4", rate: "1", state: "ACHIEVED" },
    { actual: "2", target: null, rate: null, state: "PENDING" },
    { actual: "26.5", target: null, state: "NO_TARGET", documentName: null },
    { actual: null, state: "NO_TARGET", problem: { code: "UNKNOWN_INDICATOR" } },
  ]);
});

test("progress says what time asks for, what each month left needs, and when the parts of a target fall short of it", async () => {
  const org_id = hub.organizations["B"];
  const target = (code: string, value: string, parent_id: string | null) =>
    insert(hub, "target", {
      org_id, indicator: "TR01", indicator_name: "培训人次", subject_org_id: hub.organizations[code], subject: code, period: "2026Q4",
      period_text: "四季度", comparator: ">=", value, nature: "target", parent_id,
    }); // prettier-ignore
  const whole = await target("B", "46", null);
  await target("S", "30", whole);
  await target("P", "15", whole);
  const { data, errors } = await hub.graphql<{ progress: unknown[] }>(
    `query ($keys: [FigureKeyInput!]!) { progress(keys: $keys) { actual target elapsed expected onTrack remaining neededPerMonth partsProblem { code severity args } } }`,
    { keys: [key("TR01", "B", "2026Q4"), key("TR01", "S", "2026Q4"), key("MB01", "S", "2026Q4")] },
  );
  expect(errors).toBeUndefined();
  // 36 of 92 days have gone on 5 November; 46 × 36 / 92 = 18.
  expect(data.progress).toMatchObject([
    { actual: "1", target: "46", expected: "18", onTrack: false, remaining: "45", neededPerMonth: "22.5",
      partsProblem: { code: "PARTS_BELOW_TARGET", severity: "WARN", args: { parts: 2, sum: "45", target: "46" } } },
    { actual: "1", target: "30", remaining: "29", partsProblem: null },
    { target: null, elapsed: null, onTrack: null },
  ]); // prettier-ignore
});

test("the catalogue explains every indicator from the definition that is counted", async () => {
  const { data } = await hub.graphql<{
    indicators: { code: string; explanation: string; explanationEn: string; counted: boolean; kind: string }[];
  }>(`{ indicators(codes: ["TR16", "TR01", "NO01", "NONE"]) { code kind counted explanation explanationEn } }`);
  expect(data.indicators.map((i) => [i.code, i.kind, i.counted])).toEqual([["TR16", "FORMULA", true], ["TR01", "LEDGER", true], ["NO01", "LEDGER", false]]); // prettier-ignore
  const search = await hub.graphql<{ indicators: { code: string }[] }>(
    `{ indicators(search: "结业率", first: 5) { code } }`,
  );
  expect(search.data.indicators).toEqual([{ code: "TR16" }]);
});
