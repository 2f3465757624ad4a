/** What an import says of rows that are not its sender's to write, of money, and of persons claimed for elsewhere. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { checkDigitOf } from "../../server/domain/identity-number.js";
import { startHub, type TestHub } from "../support/hub.js";
import { IMPORT, type Counts, type FoundImport } from "./intake-hub.js";
import { fillRowHub, save, told } from "./rows-fixture.js";

let hub: TestHub;
type Headers = Record<string, string>;
let clerk: Headers;
let both: Headers;
let provider: Headers;
let everywhere: Headers;
beforeAll(async () => {
  hub = await startHub({ signedIn: false });
  await fillRowHub(hub);
  for (const [code, name] of [["C1", "机电学院"], ["C2", "商贸学院"]]) // prettier-ignore
    await hub.sql("insert into organization (code, name, kind, parent_id) values ($1, $2, 'college', (select id from organization where code = 'S'))", [code, name]); // prettier-ignore
  clerk = await hub.signIn({ role: "college_clerk", organization: "C1", name: "干事甲" });
  both = await hub.signIn({ role: "college_clerk", organization: "C1", name: "干事乙" }, { role: "county", organization: "S", name: "干事乙" }); // prettier-ignore
  provider = await hub.signIn({ role: "provider", organization: "P", name: "机构甲" });
  everywhere = await hub.signIn(
    { role: "college_clerk", organization: "S", name: "总管甲" },
    { role: "bureau", organization: "B", name: "总管甲" },
  );
  await hub.sql("insert into code (list, code, name_zh, name_en) values ('occupation', 'ZZ-1', '示例工种', 'Example')");
});
afterAll(() => hub.stop());

type Cell = string | number | null;
async function stage(who: Headers, organization: string, target: string, rows: readonly (readonly Cell[])[]) {
  const input = {
    ...{ organization, target, workbook: "示例.xlsx", sheet: "表一", address: "A1" },
    ...{ values: rows, text: rows.map((row) => row.map((cell) => (cell === null ? null : String(cell)))) },
  };
  const { data, errors } = await hub.graphql<{ stageSelection: FoundImport }>(
    `mutation ($input: StageSelectionInput!) { stageSelection(input: $input) ${IMPORT} }`,
    { input },
    who,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.stageSelection;
}

async function commit(who: Headers, id: string): Promise<Counts> {
  const { data, errors } = await hub.graphql<{ commitImport: { counts: Counts } }>(
    "mutation ($id: ID!, $batch: ID!) { commitImport(id: $id, batchId: $batch) { counts { rows new changed unchanged refused } } }",
    { id, batch: randomUUID() },
    who,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.commitImport.counts;
}

async function look(who: Headers, id: string): Promise<FoundImport> {
  return (await hub.graphql<{ import: FoundImport }>(`query ($id: ID!) { import(id: $id) ${IMPORT} }`, { id }, who)).data.import; // prettier-ignore
}

const problems = (found: FoundImport) =>
  found.rows.flatMap((row) => row.findings.map((f) => [row.row, f.cell, f.severity, f.code]));
const lastRefused = async (): Promise<unknown> =>
  (await hub.sql<{ detail: unknown }>("select detail from access_event where kind = 'refused' order by seq desc limit 1"))[0]?.detail; // prettier-ignore

/** An invented person's number: a day nobody of today was born on, with its check digit. */
const numberOf = (n: number): string => {
  const digits = `11010119000101${String(n).padStart(3, "0")}`;
  return digits + checkDigitOf(digits);
};

describe("rows of another organization", () => {
  test("in a class ledger are refused on their own cells, the sender's go in, and the log is told once", async () => {
    const found = await stage(clerk, "C1", "classes", [
      ["班级编号", "班级名称", "承办单位", "开始日期", "结束日期"],
      ["K-1", "示例一班", "C1", "2026-03-01", "2026-03-05"],
      ["K-2", "示例二班", "C2", "2026-03-01", "2026-03-05"],
      ["K-3", "示例三班", "P", "2026-03-01", "2026-03-05"],
    ]);
    expect(problems(found)).toEqual([
      [3, "C3", "ERROR", "NOT_GRANTED"],
      [4, "C4", "ERROR", "NOT_GRANTED"],
    ]);
    expect(found.rows[1]?.findings[0]?.message).toBe(
      "C3 您没有在这一行的单位写这类记录的权限，没有导入。改为本单位，或请该单位负责人、管理员授权。",
    );
    expect(await lastRefused()).toMatchObject({ what: "import", code: "NOT_GRANTED", rows: 2 });
    expect(await commit(clerk, found.id)).toMatchObject({ new: 1, refused: 2 });
    expect(await hub.sql("select code from activity where code like 'K-%'")).toEqual([{ code: "K-1" }]);
  });

  test("in a roster are refused row by row, and nothing of them is told", async () => {
    await hub.sql(
      "insert into activity (org_id, kind, code, title, starts_on, ends_on, status) select id, 'class', 'R-' || code, '示例班', '2026-03-01', '2026-03-05', 'done' from organization where code in ('C1', 'C2', 'P')",
    );
    const found = await stage(both, "S", "roster", [
      ["班级编号", "姓名", "证件号码"],
      ["R-C1", "虚构甲", numberOf(1)],
      ["R-C2", "虚构乙", numberOf(2)],
      ["R-P", "虚构丙", numberOf(3)],
    ]);
    // The second is a class the sender sees and does not write; of the third nobody of the school knows anything.
    expect(problems(found)).toEqual([
      [3, expect.any(String), "ERROR", "NOT_GRANTED"],
      [4, "A4", "ERROR", "UNKNOWN_CLASS"],
    ]);
    expect(await commit(both, found.id)).toMatchObject({ new: 1, refused: 2 });
    expect(await hub.sql("select p.name from enrolment e join person p on p.id = e.person_id")).toEqual([
      { name: "虚构甲" },
    ]);
  });

  test("in a sheet of any ledger are refused by the ledger, beside rows that go in", async () => {
    const found = await stage(clerk, "C1", "register:Course", [
      ["课程代码", "名称", "类别", "课时", "所属单位"],
      ["ZK-1", "示例课程一", "培训课程", 8, "C1"],
      ["ZK-2", "示例课程二", "培训课程", 8, "P"],
    ]);
    expect(problems(found).map(([row, , , code]) => [row, code])).toEqual([[3, "NOT_GRANTED"]]);
    expect(await commit(clerk, found.id)).toMatchObject({ new: 1, refused: 1 });
    expect(await lastRefused()).toMatchObject({ what: "import", code: "NOT_GRANTED", rows: 1 });
  });
});

describe("money of a sheet", () => {
  test("comes in as entered, whatever the sheet calls it, and says that a second person is wanted", async () => {
    const found = await stage(clerk, "C1", "register:FundEntry", [
      ["类别", "收或支", "金额", "发生日期", "状态", "凭证号"],
      ["fee", "in", 1200, "2026-03-01", "已收付", "PZ-1"],
      ["fee", "in", 800, "2026-03-02", "已批", "PZ-2"],
    ]);
    expect(problems(found).map(([row, , severity, code]) => [row, severity, code])).toEqual([[2, "INFO", "MONEY_ENTERED"]]); // prettier-ignore
    expect(await commit(clerk, found.id)).toMatchObject({ new: 2, refused: 0 });
    expect(await hub.sql("select status, voucher_no from fund_entry order by 2")).toEqual([
      { status: "entered", voucher_no: "PZ-1" },
      { status: "entered", voucher_no: "PZ-2" },
    ]);
  });
});

describe("persons claimed for elsewhere", () => {
  const as = (headers: Headers): Pick<TestHub, "graphql"> => ({
    graphql: ((query: string, variables?: Record<string, unknown>) =>
      hub.graphql(query, variables, headers)) as TestHub["graphql"],
  });
  const year = "2026";
  const claim = async (who: Headers, organization: string, n: number, more: Record<string, unknown> = {}) => {
    const person = await save(as(who), "Person", [{ organization, name: `虚构${n}`, idNumber: numberOf(n) }]);
    const cells = {
      organization,
      kind: "subsidy",
      title: "补贴申领",
      occupation: "ZZ-1",
      submittedOn: `${year}-05-01`,
    };
    return save(as(who), "Application", [{ ...cells, person: person.rows[0]?.id, ...more }]);
  };
  const move = (who: Headers, receipt: Awaited<ReturnType<typeof save>>, version: number, status: string, batch = {}) =>
    save(as(who), "Application", [{ id: receipt.rows[0]?.id, baseVersion: version, status }], batch);
  const checks = async (): Promise<unknown[]> =>
    (await hub.sql<{ detail: unknown }>("select detail from access_event where kind = 'claims_checked' order by seq")).map(({ detail }) => detail); // prettier-ignore

  test("a claim that another organization handed in is told, not whose, when or where, and is kept out as it is handed in", async () => {
    const first = await claim(provider, "P", 50);
    expect(told(first)).toEqual(["WRITTEN"]);
    expect(told(await move(provider, first, 1, "checked"))).toEqual(["WRITTEN"]);

    const second = await claim(clerk, "C1", 50);
    expect(second.rows[0]).toMatchObject({ outcome: "WRITTEN", findings: [{ code: "CLAIMED_ELSEWHERE" }] });
    const [said] = second.rows[0]?.findings ?? [];
    expect(said?.message).toBe(
      "第 1 行 此人本年度同一职业（工种）的补贴已在其他机构申领。核对后撤回；有异议的请主管局核查。",
    );
    expect(JSON.stringify(said)).not.toMatch(/松湖|虚构|2026-05|"P"/u);
    // A check alone says nothing; handing it in is refused.
    expect(told(await move(clerk, second, 1, "checked", { dryRun: true }))).toEqual(["WRITTEN"]);
    expect(told(await move(clerk, second, 1, "checked"))).toEqual(["CLAIMED_ELSEWHERE"]);
    expect(await checks()).toEqual([
      { claims: 1, elsewhere: 0 },
      { claims: 1, elsewhere: 0 },
      { claims: 1, elsewhere: 1 },
      { claims: 1, elsewhere: 1 },
    ]);
    // Of another occupation, or without the number, there is nothing to tell.
    const other = await claim(clerk, "C1", 51);
    expect(told(other)).toEqual(["WRITTEN"]);
  });

  test("a check of a new claim asks nothing and leaves no trace", async () => {
    const before = await checks();
    const cells = { organization: "C1", kind: "subsidy", title: "补贴申领", occupation: "ZZ-1" };
    const person = await save(as(clerk), "Person", [{ organization: "C1", name: "虚构50乙", idNumber: numberOf(52) }]);
    const tried = await save(as(clerk), "Application", [{ ...cells, person: person.rows[0]?.id }], { dryRun: true });
    expect(told(tried)).toEqual(["WRITTEN"]);
    expect(await checks()).toEqual(before);
  });

  test("a roster of a subsidised class says it on the row once it is in, not as it is checked", async () => {
    await hub.sql(
      `with c as (insert into course (org_id, kind, code, name, occupation) select id, 'training', 'ZZ', '示例课程', 'ZZ-1' from organization where code = 'C1' returning org_id, id)
       insert into activity (org_id, kind, code, title, course_id, starts_on, ends_on, status, funding) select org_id, 'class', 'SUB', '补贴班', id, '2026-06-01', '2026-06-05', 'done', 'subsidised' from c`,
    );
    const found = await stage(clerk, "C1", "roster", [
      ["班级编号", "姓名", "证件号码"],
      ["SUB", "虚构50", numberOf(50)],
      ["SUB", "虚构60", numberOf(60)],
    ]);
    expect(problems(found)).toEqual([]);
    expect(await commit(clerk, found.id)).toMatchObject({ new: 2, refused: 0 });
    expect(problems(await look(clerk, found.id))).toEqual([[2, "C2", "WARN", "CLAIMED_ELSEWHERE"]]);
  });

  test("whoever met too many in a day is told nothing more, and hands in no claim", async () => {
    const id = (await hub.sql<{ id: string }>("select id from account where name = '机构甲'"))[0]?.id;
    await hub.sql(
      "select set_config('hub.account', $1, false), set_config('hub.viewer', '机构甲', false), record_access('claims_checked', '{\"claims\": 200, \"elsewhere\": 200}')",
      [id],
    );
    await hub.sql("select set_config('hub.account', '', false), set_config('hub.viewer', '', false)");
    const drafted = await claim(provider, "P", 70);
    expect(told(drafted)).toEqual(["WRITTEN"]);
    expect(told(await move(provider, drafted, 1, "checked"))).toEqual(["CLAIMS_LATER"]);
    expect(told(await move(everywhere, await claim(everywhere, "S", 71), 1, "checked"))).toEqual(["WRITTEN"]);
  });
});
