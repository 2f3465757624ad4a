/** People named in free texts, receipts and staged rows: masked, found when a person is erased, and decided column by column. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import ExcelJS from "exceljs";
import { CompiledQuery } from "kysely";
import { personalTexts } from "../../server/features/access/personal-texts.js";
import { verifyChain } from "../../server/database/history.js";
import { UNSHOWN_WORDS } from "../../server/domain/personal.js";
import { encodeGlobalId } from "../../server/graph/global-id.js";
import { columnOf } from "../../server/graph/register.js";
import { registerBook } from "../../server/registers.js";
import { startHub, type GraphAnswer, type TestHub } from "../support/hub.js";
import { addSmallRoster, ORG } from "../support/small-roster.js";

let hub: TestHub;
type Headers = Record<string, string>;
let head: Headers;
let plain: Headers;
let finance: Headers;
const WHY = { "x-hub-purpose": encodeURIComponent("本人申请") };
const NAME = "示例阿曼";

beforeAll(async () => {
  hub = await startHub();
  await addSmallRoster(hub);
  const grant = { role: "college_clerk", organization: "T-N-1" };
  head = await hub.signIn({ ...grant, unmasks: true });
  plain = await hub.signIn(grant);
  finance = await hub.signIn({ role: "finance", organization: "T-N-1" });
});
afterAll(() => hub.stop());

const codeOf = ({ errors }: GraphAnswer<unknown>): unknown => errors?.[0]?.extensions["code"];
const one = async (text: string, parameters: readonly unknown[] = []): Promise<Record<string, unknown>> =>
  (await hub.sql(text, parameters))[0] ?? {};
const told = async (query: string, headers: Headers): Promise<string> => {
  const answer = await hub.graphql(query, {}, headers);
  expect(answer.errors).toBeUndefined();
  return JSON.stringify(answer.data);
};

interface Texts {
  readonly person: string;
  readonly application: string;
  readonly task: string;
}

/** Somebody on the roster, and texts of five ledgers that name them. */
async function addTexts(name: string): Promise<Texts> {
  const { id: person } = await one("insert into person (org_id, name) values ($1, $2) returning id", [
    ORG.workshop,
    name,
  ]);
  const { id: application } = await one(
    "insert into application (org_id, kind, title, person_id) values ($1, 'title_review', $2, $3) returning id",
    [ORG.workshop, `${name}职称评审材料`, person],
  );
  const { id: task } = await one("insert into task (org_id, title, problem) values ($1, $2, $3) returning id", [
    ORG.workshop,
    `请${name}补交材料`,
    `${name}电话 13900000000 未接`,
  ]);
  await hub.sql(
    `insert into fund_entry (org_id, kind, direction, amount, occurred_on, counterparty, note) values ($1, 'fee', 'out', 10, '2026-03-01', $2, $3)`,
    [ORG.workshop, name, `付${name}讲课费`],
  );
  await hub.sql("insert into finding (org_id, subject, detail) values ($1, $2, $3)", [
    ORG.workshop,
    name,
    `${name}考勤冲突`,
  ]);
  return { person: String(person), application: String(application), task: String(task) };
}

const LISTS: readonly (readonly [what: string, query: string])[] = [
  ["applications", "{ applications(first: 50) { nodes { title decisionReason } } }"],
  ["money", "{ fundEntries(first: 50) { nodes { counterparty note } } }"],
  ["findings", "{ findings(first: 50) { nodes { subject detail explanation } } }"],
  ["tasks", "{ tasks(first: 50) { nodes { title problem } } }"],
];

describe("a free text that names somebody on the roster", () => {
  let texts: Texts;
  beforeAll(async () => {
    texts = await addTexts("示例柳莺");
  });

  test.each(LISTS)(
    "of %s shows the name masked without a purpose, and whole with one where the grant unmasks",
    async (_, query) => {
      const masked = await told(query, plain);
      expect(masked).toContain("示**");
      expect(masked).not.toContain("柳莺");
      expect(await told(query, { ...plain, ...WHY })).not.toContain("柳莺");
      const before = Number(
        (await one("select count(*)::int as n from access_event where kind = 'personal_read'"))["n"],
      );
      expect(await told(query, { ...head, ...WHY })).toContain("示例柳莺");
      const events = await hub.sql<{ detail: { fields: string[] } }>(
        "select detail from access_event where kind = 'personal_read' order by seq",
      );
      expect(events).toHaveLength(before + 1);
      expect(events.at(-1)?.detail.fields.length).toBeGreaterThan(0);
    },
  );

  test("keeps its other words, and loses mobile numbers", async () => {
    const data = await told("{ tasks(first: 50) { nodes { title problem } } }", plain);
    expect(data).toContain("请示**补交材料");
    expect(data).toContain("示**电话 **** 未接");
  });

  test("is masked for those who read money and no persons at all", async () => {
    const masked = await told("{ fundEntries(first: 50) { nodes { counterparty note } } }", finance);
    expect(masked).toContain("付示**讲课费");
    expect(masked).not.toContain("柳莺");
  });

  test("is found by its other words, and by a masked name only with a purpose", async () => {
    const found = async (word: string, headers: Headers): Promise<number> => {
      const query = `{ applications(filter: { title: { contains: "${word}" } }) { totalCount } }`;
      const { data, errors } = await hub.graphql<{ applications: { totalCount: number } }>(query, {}, headers);
      expect(errors).toBeUndefined();
      return data.applications.totalCount;
    };
    expect([
      await found("职称评审", plain),
      await found("柳莺", plain),
      await found("柳莺", { ...plain, ...WHY }),
    ]).toEqual([1, 0, 0]);
    expect(await found("柳莺", { ...head, ...WHY })).toBe(1);
    const not = await hub.graphql<{ applications: { totalCount: number } }>(
      `{ applications(filter: { not: { title: { contains: "柳莺" } } }) { totalCount } }`,
      {},
      plain,
    );
    expect(not.data.applications.totalCount).toBe(1);
    expect(codeOf(await hub.graphql("{ applications(orderBy: [{ field: TITLE }]) { nodes { id } } }", {}, plain))).toBe(
      "PERSONAL_PURPOSE",
    );
  });

  test("divides groups only with a purpose, and then rows whose persons may be shown; a row's own title is masked", async () => {
    const by = "{ fundEntryGroups(groupBy: [{ dimension: COUNTERPARTY }]) { groups { labels rows } } }";
    expect(codeOf(await hub.graphql(by, {}, plain))).toBe("PERSONAL_PURPOSE");
    expect(await told(by, { ...plain, ...WHY })).toContain('"groups":[]');
    expect(await told(by, { ...head, ...WHY })).toContain("示例柳莺");
    await hub.sql(
      `insert into fund_entry (org_id, kind, direction, amount, occurred_on, application_id) values ($1, 'subsidy', 'out', 1, '2026-03-02', $2)`,
      [ORG.workshop, texts.application],
    );
    const rows = "{ fundEntryGroups(groupBy: [{ dimension: APPLICATION }]) { groups { labels rows } } }";
    expect(await told(rows, plain)).toContain("示**职称评审材料");
    expect(await told(rows, { ...head, ...WHY })).toContain("示例柳莺职称评审材料");
  });

  test("is masked in the history and in a sheet's answer", async () => {
    const why = { task: { update: { [ORG.workshop]: { "*": "示例柳莺本人要求更正" } } } };
    await hub.sql(
      `with said as materialized (select set_config('hub.reasons', $2, true) as why)
       update task set title = '请示例柳莺再交', version = version + 1 from said where id = $1 and why <> ''`,
      [texts.task, JSON.stringify(why)],
    );
    const id = encodeGlobalId("Task", ORG.workshop, texts.task);
    const history = `{ rowHistory(id: "${id}") { reason changes { field before after } } }`;
    expect(await told(history, plain)).toContain("示**本人要求更正");
    expect(await told(history, { ...head, ...WHY })).toContain("示例柳莺本人要求更正");
    expect(await told(history, plain)).toContain("请示**再交");
    expect(await told(history, plain)).not.toContain("柳莺");
    expect(await told(history, { ...head, ...WHY })).toContain("请示例柳莺补交材料");
    const sheet = `{ registerSheet(register: "Task", columns: ["title", "problem"], first: 20) { values } }`;
    expect(await told(sheet, plain)).toContain("请示**再交");
    expect(await told(sheet, plain)).not.toContain("柳莺");
    expect(await told(sheet, { ...head, ...WHY })).toContain("请示例柳莺再交");
  });

  test("sent back masked is unchanged; a guess at the name is a change like any other", async () => {
    const save = async (problem: string, dryRun: boolean): Promise<unknown> => {
      const input = {
        ...{ batchId: crypto.randomUUID(), dryRun },
        rows: [{ id: encodeGlobalId("Task", ORG.workshop, texts.task), problem }],
      };
      const query =
        "mutation ($input: SaveTasksInput!) { saveTasks(input: $input) { written unchanged conflicts refused rows { outcome conflict { fields { theirs } } } } }";
      const answer = await hub.graphql<{ saveTasks: unknown }>(query, { input }, plain);
      expect(answer.errors).toBeUndefined();
      return answer.data.saveTasks;
    };
    expect(await save("示**电话 **** 未接", false)).toMatchObject({ written: 0, unchanged: 1 });
    expect((await one("select problem from task where id = $1", [texts.task]))["problem"]).toContain("示例柳莺电话");
    const right = await save("示例柳莺电话 13900000000 未接", true);
    expect(right).toEqual(await save("示例柳燕电话 13900000000 未接", true));
    expect(JSON.stringify(right)).not.toContain("柳莺");
  });
});

test("another's roster tells nothing to a text of one's own choice, by whatever SQL the hub's role sends", async () => {
  await hub.sql("insert into person (org_id, name) values ($1, '示例雪松')", [ORG.south]);
  const asked = (account: string, org: string): Promise<string> =>
    hub.database.db.transaction().execute(async (tx) => {
      const run = (text: string, parameters: readonly unknown[] = []) =>
        tx.executeQuery<{ said: string }>(CompiledQuery.raw(text, [...parameters]));
      await run(
        "select set_config('hub.account', (select id::text from account where name = $1), true), set_config('hub.viewer', $1, true)",
        [account],
      );
      await run("set local role xunshu_hub");
      return (await run("select mask_words($1::uuid, '找示例雪松', null) as said", [org])).rows[0]?.said ?? "";
    });
  await hub.signIn({ role: "college_clerk", organization: "T-N-1", name: "北校干事" });
  await hub.signIn({ role: "finance", organization: "T", name: "局财务" });
  expect(await asked("北校干事", ORG.south)).toBe(UNSHOWN_WORDS);
  expect(await asked("北校干事", ORG.workshop)).toBe("找示例雪松");
  expect(await asked("局财务", ORG.south)).toBe("找示**");
  // Who reads no text of anybody's has none to mask.
  await hub.signIn({ role: "administrator", name: "只管账号" });
  await hub.signIn({ role: "analyst", organization: "T", name: "局分析员" });
  for (const name of ["只管账号", "局分析员"]) expect(await asked(name, ORG.south)).toBe(UNSHOWN_WORDS);
});

describe("erasing a person whom texts name", () => {
  const ERASE = `mutation ($person: ID!, $replace: Boolean!) { erasePerson(person: $person, reason: "本人申请", replaceTexts: $replace) {
    images staged receipts replaced notice mentions { register field label row } kept { register rows reason } } }`;
  interface Erased {
    readonly erasePerson: {
      readonly receipts: number;
      readonly replaced: number;
      readonly staged: number;
      readonly notice: string | null;
      readonly mentions: { register: string; field: string; label: string; row: string | null }[];
      readonly kept: { register: string; rows: number; reason: string }[];
    };
  }
  let texts: Texts;
  let batch: string;
  beforeEach(async () => {
    texts = await addTexts(NAME);
    batch = crypto.randomUUID();
  });
  const erase = async (replace: boolean): Promise<Erased["erasePerson"]> => {
    const person = encodeGlobalId("Person", ORG.workshop, texts.person);
    const { data, errors } = await hub.graphql<Erased>(ERASE, { person, replace }, { ...head, ...WHY });
    expect(errors).toBeUndefined();
    return data.erasePerson;
  };
  const left = async (): Promise<string[]> => {
    const found: string[] = [];
    const tables = await hub.sql<{ t: string }>(
      "select table_name as t from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
    );
    for (const { t } of tables) {
      const { n } = await one(`select count(*)::int as n from "${t}" x where strpos(to_jsonb(x)::text, $1) > 0`, [
        NAME,
      ]);
      if (n !== 0) found.push(t);
    }
    return found.sort();
  };
  /** A receipt that quotes the name, one of another organization's namesake, an import past and its samples. */
  const leaveTraces = async (): Promise<void> => {
    const rows = [
      { id: encodeGlobalId("Person", ORG.workshop, texts.person), name: NAME, birthYm: "不对" },
      { organization: "T-N-1", name: NAME, birthYm: "也不对" },
    ];
    const save = "mutation ($input: SavePersonsInput!) { savePersons(input: $input) { refused written } }";
    const receipt = {
      rows: [
        {
          index: 0,
          outcome: "CONFLICT",
          id: encodeGlobalId("Person", ORG.workshop, texts.person),
          conflict: { fields: [{ field: "name", mine: `新${NAME}`, theirs: NAME }] },
          findings: [{ code: "X", message: `${NAME}：…`, args: { value: NAME } }],
        },
        { index: 1, outcome: "WRITTEN", id: "别的", findings: [], conflict: null },
      ],
    };
    expect((await hub.graphql(save, { input: { batchId: batch, rows } }, { ...head, ...WHY })).errors).toBeUndefined();
    await hub.sql("update batch set receipt = $2::jsonb where id = $1", [batch, JSON.stringify(receipt)]);
    const other = crypto.randomUUID();
    await hub.sql("insert into batch (id, kind, request_hash, receipt) values ($1, 'rows', '', $2::jsonb)", [
      other,
      JSON.stringify(receipt),
    ]);
    await hub.sql("select set_config('hub.batch', $1, false)", [other]);
    await hub.sql("insert into course (org_id, kind, name) values ($1, 'programme', '别家课')", [ORG.south]);
    await hub.sql("select set_config('hub.batch', '', false)");
    const { id } = await one(
      `insert into import (org_id, file_name, origin, status, committed_at, tables, receipt)
       values ($1, $2, 'upload', 'committed', now(), $3::jsonb, '{}') returning id`,
      [
        ORG.workshop,
        `${NAME}名册.xlsx`,
        JSON.stringify([{ columns: [{ field: "personName", sample: [NAME, "示例别人"] }] }]),
      ],
    );
    await hub.sql(
      `insert into import_row (org_id, import_id, table_no, row_no, sheet, cells, label, outcome, findings)
       values ($1, $2, 0, 2, '名册', '{"c": [[1, "t", "x"]]}', '示例别人', 'refused', $3::jsonb)`,
      [ORG.workshop, id, JSON.stringify([{ code: "X", args: { known: NAME }, message: `与${NAME}重复` }])],
    );
  };

  test("clears receipts and staged rows, leaves other organizations' alone, and tells where texts name the person", async () => {
    await leaveTraces();
    const erased = await erase(false);
    expect(erased.notice).toBe(
      `${erased.mentions.length} 处自由文本提到此人，请核对 / ${erased.mentions.length} free texts name this person: look through them`,
    );
    expect(erased.mentions.map(({ register, field }) => `${register}.${field}`).sort()).toEqual([
      "Application.title",
      "FindingRow.detail",
      "FindingRow.subject",
      "FundEntry.counterparty",
      "FundEntry.note",
      "Task.problem",
      "Task.title",
    ]);
    expect(erased.mentions.find(({ register }) => register === "Application")).toMatchObject({
      label: "名称",
      row: encodeGlobalId("Application", ORG.workshop, texts.application),
    });
    expect(erased.staged).toBe(1);
    expect(erased.receipts).toBe(1);
    // What is told is all there is; the namesake's receipt elsewhere is another person's.
    expect(await left()).toEqual(["application", "batch", "finding", "fund_entry", "task"]);
    const { receipt } = (await one("select receipt from batch where id = $1", [batch])) as {
      receipt: { rows: object[] };
    };
    expect(receipt.rows[0]).toMatchObject({ outcome: "CONFLICT", findings: [], conflict: null });
    expect(receipt.rows[1]).toMatchObject({ id: "别的", outcome: "WRITTEN" });
    expect((await verifyChain(hub.database.db)).broken).toEqual([]);
    for (const table of ["application", "finding", "task"])
      await hub.sql(`delete from ${table} where to_jsonb(${table})::text like '%${NAME}%'`);
  });

  test("replaces the name where asked to, before-images and all; money stays as law has it, and the chain still verifies", async () => {
    await hub.sql("update task set problem = problem || '，再催', version = version + 1 where id = $1", [texts.task]);
    const erased = await erase(true);
    expect(erased.replaced).toBe(5);
    expect(new Set(erased.mentions.map(({ register }) => register))).toEqual(new Set(["FundEntry"]));
    expect(await one("select title, problem from task where id = $1", [texts.task])).toEqual({
      title: "请（已删除）补交材料",
      problem: "（已删除）电话 13900000000 未接，再催",
    });
    const { n } = await one(
      "select count(*)::int as n from change_row where row_id = $1 and strpos(before::text, $2) > 0",
      [texts.task, NAME],
    );
    expect(n).toBe(0);
    expect((await verifyChain(hub.database.db)).broken).toEqual([]);
    expect(
      (await one("select counterparty from fund_entry where note = $1 limit 1", [`付${NAME}讲课费`]))["counterparty"],
    ).toBe(NAME);
  });

  test("tells of a ledger that whoever erases may not read that it names the person, but not where", async () => {
    const people = await hub.signIn({
      role: "college_clerk",
      organization: "T-N-1",
      subjects: ["people"],
      unmasks: true,
    });
    const person = encodeGlobalId("Person", ORG.workshop, texts.person);
    const { data } = await hub.graphql<Erased>(ERASE, { person, replace: true }, { ...people, ...WHY });
    expect(data.erasePerson.replaced).toBe(0);
    expect(data.erasePerson.mentions.length).toBeGreaterThan(5);
    expect(data.erasePerson.mentions.every(({ row }) => row === null)).toBe(true);
  });
});

describe("the copy handed to a person", () => {
  test("is a workbook with the words of the sheet, and says what is kept, why and how long", async () => {
    const { person } = await addTexts("示例白鹭");
    await hub.sql(
      "insert into enrolment (org_id, activity_id, person_id, status) select org_id, id, $1, 'completed' from activity where org_id = $2 limit 1",
      [person, ORG.workshop],
    );
    const query = "mutation ($person: ID!) { exportPersonFile(person: $person) { name type content } }";
    const variables = { person: encodeGlobalId("Person", ORG.workshop, person) };
    const { data } = await hub.graphql<{ exportPersonFile: { name: string; content: string } }>(query, variables, {
      ...head,
      ...WHY,
    });
    expect(data.exportPersonFile.name).toBe("个人信息副本-2026-11-05.xlsx");
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(Buffer.from(data.exportPersonFile.content, "base64") as never);
    const textOf = (sheet: string): string => JSON.stringify(book.getWorksheet(sheet)?.getSheetValues() ?? "none");
    expect(book.worksheets.map(({ name }) => name)).toEqual(["说明", "名册", "参加记录", "申报"]);
    for (const ground of [
      "第四十五条",
      "会计凭证、账簿保存 30 年",
      "访问记录，保存 36 个月",
      "证书与申报",
      "导入的原文保存 24 个月",
    ])
      expect(textOf("说明")).toContain(ground);
    expect(textOf("名册")).toContain("示例白鹭");
    expect(textOf("参加记录")).toContain("结业");
    expect(textOf("参加记录")).not.toContain(person);
    expect(
      (await one("select detail from access_event where kind = 'person_exported' order by seq desc limit 1"))["detail"],
    ).toMatchObject({ purpose: "本人申请" });
    expect(codeOf(await hub.graphql(query, variables, { ...plain, ...WHY }))).toBe("NOT_FOUND");
    expect(codeOf(await hub.graphql(query, variables, head))).toBe("PERSONAL_PURPOSE");
  });
});

describe("every column that holds words", () => {
  test("has a decision whether it is personal, and a new one without fails here", async () => {
    const columns = await hub.sql<{ place: string }>(
      `select c.table_name || '.' || c.column_name as place from information_schema.columns c
       join information_schema.tables t on t.table_schema = c.table_schema and t.table_name = c.table_name and t.table_type = 'BASE TABLE'
       where c.table_schema = 'public' and (c.data_type in ('text', 'jsonb', 'ARRAY', 'character', 'character varying') or c.udt_name in ('_text'))
         and c.table_name <> 'hub_migration'`,
    );
    expect([...personalTexts().keys()].sort()).toEqual(columns.map(({ place }) => place).sort());
  });

  test("that is personal is marked so in its register, and no other is", () => {
    const kinds = new Set(["name", "digits", "birth", "contact", "work", "words"]);
    for (const { table, fields } of registerBook.all)
      for (const [name, spec] of Object.entries(fields)) {
        const decided = personalTexts().get(`${table}.${columnOf(name, spec)}`);
        const wanted = decided !== undefined && kinds.has(decided) ? decided : undefined;
        expect([`${table}.${name}`, spec.personal]).toEqual([`${table}.${name}`, wanted]);
      }
  });

  test("that people write freely is searched at an erasure, masked or not as decided", async () => {
    const searched = await hub.sql<{ place: string; masked: boolean }>(
      "select ledger || '.' || field as place, masked from free_texts()",
    );
    const decided = [...personalTexts()].flatMap(([place, holds]) =>
      holds === "words" || holds === "searched" ? [{ place, masked: holds === "words" }] : [],
    );
    const sorted = (all: readonly { place: string }[]): unknown =>
      [...all].sort((a, b) => (a.place < b.place ? -1 : 1));
    expect(sorted(searched)).toEqual(sorted(decided));
  });
});

test("where nobody can look up the roster's names, a free text is not shown at all", async () => {
  const { maskPersonal } = await import("../../server/domain/personal.js");
  expect([maskPersonal("words", "示例"), maskPersonal("words", ""), maskPersonal("words", null)]).toEqual([
    UNSHOWN_WORDS,
    "",
    null,
  ]);
});
