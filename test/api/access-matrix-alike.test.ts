/**
 * What is another's and what never was: the same answer, byte by byte, with as many statements sent for it, wherever an
 * id can be sent. An id that can be sent and has no case here fails.
 */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import type { KyselyPlugin } from "kysely";
import { decisions } from "../../server/features/access/decisions.js";
import { encodeGlobalId } from "../../server/graph/global-id.js";
import { registerBook } from "../../server/registers.js";
import { coordinates, getNamedType, schema } from "./access-matrix-documents.js";
import { foreignIn, LEDGERS, startMatrixHub, type MatrixHub } from "./access-matrix-hub.js";

let sent = 0;
const counter: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: ({ result }) => {
    sent += 1;
    return Promise.resolve(result);
  },
};

type Headers = Record<string, string>;
let hub: MatrixHub;
/** May do nearly everything, unmasked and for a purpose, in the own subtree: whatever is refused is so for being foreign. */
let mighty: Headers;
const ids: Record<string, string> = {};
beforeAll(async () => {
  hub = await startMatrixHub({ plugin: counter });
  const purpose = { "x-hub-purpose": encodeURIComponent("测试") };
  mighty = { ...(await hub.signIn({ role: "*", organization: "S", unmasks: true, name: "自家全权" })), ...purpose };
  const foreign = await hub.signIn({ role: "*", organization: "X", unmasks: true, name: "别家全权" });
  await hub.sql(
    "update account set org_id = (select id from organization where code = case name when '自家全权' then 'S' else 'X' end)",
  );
  await makeForeignThings(foreign);
});
afterAll(() => hub?.stop());

/** An import, an account, a grant, a token, a session, an event and a used batch of the foreign side. */
async function makeForeignThings(headers: Headers): Promise<void> {
  const must = async <Data>(query: string, variables: Record<string, unknown> = {}): Promise<Data> => {
    const { data, errors } = await hub.graphql<Data>(query, variables, headers);
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  const values = [
    ["姓名", "班级"],
    ["虚构甲", "一班"],
  ];
  const selection = {
    workbook: "别家账.xlsx",
    sheet: "名册",
    address: "A1",
    organization: "X-1",
    values,
    text: values,
  };
  ids["import"] = (
    await must<{ stageSelection: { id: string } }>(
      "mutation ($input: StageSelectionInput!) { stageSelection(input: $input) { id } }",
      { input: selection },
    )
  ).stageSelection.id;
  ids["token"] = (
    await must<{ makeToken: { id: string } }>('mutation { makeToken(name: "别家账") { id } }')
  ).makeToken.id;
  const me = (await must<{ me: { id: string; sessions: { id: string }[] } }>("{ me { id sessions { id } } }")).me;
  [ids["account"], ids["session"]] = [me.id, me.sessions[0]!.id];
  const [grant] = await hub.sql<{ id: string }>("select id from access_grant where account_id = $1 limit 1", [me.id]);
  ids["grant"] = grant!.id;
  const events = await must<{ auditEvents: { events: { id: string }[] } }>(
    '{ auditEvents(first: 1, filter: { organization: "X-1", register: "Activity" }) { events { id } } }',
  );
  ids["event"] = events.auditEvents.events[0]!.id;
  await hub.signIn({ role: "trainee", organization: "S", name: "自家学员" });
  const [learner] = await hub.sql<{ id: string }>(
    "update account set org_id = (select id from organization where code = 'S') where name = '自家学员' returning id",
  );
  ids["learner"] = learner!.id;
  ids["batch"] = randomUUID();
  const row = { id: hub.globalId(registerBook.get("Activity"), "foreign"), topic: "别家账改" };
  await must("mutation ($input: SaveActivitiesInput!) { saveActivities(input: $input) { written } }", {
    input: { batchId: ids["batch"], rows: [row] },
  });
}

interface Pair {
  /** Of the foreign side, there. */
  readonly foreign: string;
  /** Of the same form, not there. */
  readonly invented: string;
}
interface Case {
  readonly document: string;
  readonly variables: (id: string) => Record<string, unknown>;
  readonly pair: () => Pair;
}

const plain =
  (kind: string): (() => Pair) =>
  () => ({ foreign: ids[kind] ?? "", invented: randomUUID() });
function rowOf(name: string): () => Pair {
  const register = registerBook.get(name);
  return () => ({
    foreign: hub.globalId(register, "foreign"),
    invented: encodeGlobalId(name, hub.organizations["X-1"]!, randomUUID()),
  });
}
const anImport = (): Pair => ({
  foreign: ids["import"]!,
  invented: encodeGlobalId("Import", hub.organizations["X-1"]!, randomUUID()),
});
const event = (): Pair => ({
  foreign: ids["event"]!,
  invented: `${ids["event"]!.slice(0, -1)}${"0123456789".replace(ids["event"]!.at(-1)!, "").at(-1)!}77777`,
});
const one = (text: string, pair: () => Pair, more: Record<string, unknown> = {}): Case => ({
  document: text,
  pair,
  variables: (id) => ({ id, ...more }),
});

const RECEIPT =
  "written refused conflicts unchanged rows { outcome id version findings { code field message args } conflict { theirVersion changedBy } }";

const TIE = "mutation ($id: ID!, $person: ID) { tieAccount(account: $id, person: $person) }";

function reports(name: string, input: string, more: Record<string, unknown> = {}): Case {
  const document = `mutation ($input: ${input}!) { ${name}(input: $input) { ${RECEIPT} } }`;
  const variables = (id: string): Record<string, unknown> => ({
    input: { batchId: randomUUID(), reports: [{ id, ...more }] },
  });
  return { document, pair: rowOf("Submission"), variables };
}

const CASES: Readonly<Record<string, readonly Case[]>> = {
  "Query.node.id": LEDGERS.map(({ name }) => one(`query ($id: ID!) { node(id: $id) { __typename id } }`, rowOf(name))),
  "Query.rowHistory.id": LEDGERS.filter(({ readOnly }) => readOnly !== true).map(({ name }) =>
    one("query ($id: ID!) { rowHistory(id: $id) { version by } }", rowOf(name)),
  ),
  "Query.reportSteps.ids": [one("query ($id: ID!) { reportSteps(ids: [$id]) { steps } }", rowOf("Submission"))],
  "Query.waitingReports.after": [
    one("query ($id: ID!) { waitingReports(first: 3, after: $id) { total reports { id } } }", rowOf("Submission")),
  ],
  "Query.import.id": [one("query ($id: ID!) { import(id: $id) { id file } }", anImport)],
  "Query.auditEvent.id": [one("query ($id: ID!) { auditEvent(id: $id) { event { id who } } }", event)],
  "Query.auditEvents.after": [
    one(
      'query ($id: ID!) { auditEvents(first: 3, after: $id, filter: { register: "Activity" }) { events { id } } }',
      event,
    ),
  ],
  "Query.grants.account": [one("query ($id: ID!) { grants(account: $id) { id } }", plain("account"))],
  "Mutation.assignReview.account": [
    one("mutation ($id: ID!, $rows: [ID!]!) { assignReview(account: $id, rows: $rows) }", plain("account"), {
      rows: [],
    }),
  ],
  "Mutation.assignReview.rows": ["Application", "Enrolment"].map((name) => ({
    document: "mutation ($account: ID!, $rows: [ID!]!) { assignReview(account: $account, rows: $rows) }",
    pair: rowOf(name),
    variables: (id) => ({ account: ids["account"], rows: [id] }),
  })),
  "Mutation.tieAccount.account": [
    {
      ...one(TIE, plain("account")),
      variables: (id) => ({ id, person: hub.globalId(registerBook.get("Person"), "own") }),
    },
  ],
  "Mutation.tieAccount.person": [
    { ...one(TIE, rowOf("Person")), variables: (person) => ({ id: ids["learner"], person }) },
  ],
  "Mutation.closeAccount.id": [one("mutation ($id: ID!) { closeAccount(id: $id) }", plain("account"))],
  "Mutation.resetPassword.id": [one("mutation ($id: ID!) { resetPassword(id: $id) { id } }", plain("account"))],
  "Mutation.endSessionsOf.id": [one("mutation ($id: ID!) { endSessionsOf(id: $id) }", plain("account"))],
  "Mutation.endSession.id": [one("mutation ($id: ID!) { endSession(id: $id) }", plain("session"))],
  "Mutation.grantRole.account": [
    one(
      'mutation ($id: ID!) { grantRole(account: $id, role: "analyst", organization: "S", unmasks: false) }',
      plain("account"),
    ),
  ],
  "Mutation.revokeGrant.id": [one("mutation ($id: ID!) { revokeGrant(id: $id) }", plain("grant"))],
  "Mutation.revokeToken.id": [one("mutation ($id: ID!) { revokeToken(id: $id) }", plain("token"))],
  "Mutation.commitImport.id": [
    one("mutation ($id: ID!, $batchId: ID!) { commitImport(id: $id, batchId: $batchId) { importId } }", anImport, {
      batchId: "0199aaaa-0000-7000-8000-00000000feed",
    }),
  ],
  "Mutation.discardImport.id": [one("mutation ($id: ID!) { discardImport(id: $id) { id } }", anImport)],
  "Mutation.setImportMapping.id": [
    one('mutation ($id: ID!) { setImportMapping(id: $id, table: 0, target: "roster", columns: []) { id } }', anImport),
  ],
  "Mutation.erasePerson.person": [
    one('mutation ($id: ID!) { erasePerson(person: $id, reason: "本人要求") { images } }', rowOf("Person")),
  ],
  "Mutation.exportPersonFile.person": [
    one("mutation ($id: ID!) { exportPersonFile(person: $id) { name } }", rowOf("Person")),
  ],
  "ReportInput.id": ["acceptReports", "approveReports", "lockReports"].map((name) => reports(name, "ReportsInput")),
  "ReasonedReportInput.id": ["returnReports", "orderCorrections"].map((name) =>
    reports(name, "ReasonedReportsInput", { reason: "有误" }),
  ),
  "SubmitReportInput.id": [reports("submitReports", "SubmitReportsInput")],
  "Mutation.exportPerson.person": [one("mutation ($id: ID!) { exportPerson(person: $id) }", rowOf("Person"))],
  "Mutation.rectifyPerson.person": [
    one(
      'mutation ($id: ID!) { rectifyPerson(person: $id, changes: { name: "虚构丁" }, reason: "写错") { written } }',
      rowOf("Person"),
    ),
  ],
  "Mutation.revealIdentity.person": [
    one('mutation ($id: ID!) { revealIdentity(person: $id, purpose: "测试") }', rowOf("Person")),
  ],
  "IdFilter.eq": LEDGERS.map(({ name, query = "" }) =>
    one(`query ($id: ID!) { ${query}(filter: { id: { eq: $id } }) { totalCount nodes { id } } }`, rowOf(name)),
  ),
  "IdFilter.in": LEDGERS.map(({ name, query = "" }) =>
    one(`query ($id: ID!) { ${query}(filter: { id: { in: [$id] } }) { totalCount nodes { id } } }`, rowOf(name)),
  ),
  "AuditFilter.batch": [
    one("query ($id: ID!) { auditEvents(first: 3, filter: { batch: $id }) { events { id } } }", plain("batch")),
  ],
  ...Object.fromEntries(
    registerBook.all.flatMap((register) => savesOf(register.name).map(([input, cases]) => [`${input}.id`, cases])),
  ),
};

/** A row that is changed, and one that is deleted, by its id. */
function savesOf(name: string): [string, Case[]][] {
  const input = `${name}RowInput`;
  const { subject, query = "" } = registerBook.get(name);
  if (schema.getType(input) === undefined) return [];
  const plural = `${query.slice(0, 1).toUpperCase()}${query.slice(1)}`;
  const document = `mutation ($input: Save${plural}Input!) { save${plural}(input: $input) { ${RECEIPT} } }`;
  const pair = subject === "reference" ? () => ({ foreign: randomUUID(), invented: randomUUID() }) : rowOf(name);
  const save = (row: Record<string, unknown>): Case => ({
    document,
    pair,
    variables: (id) => ({ input: { batchId: randomUUID(), rows: [{ id, ...row }] } }),
  });
  if (subject === "reference") return [[input, []]];
  return [
    [
      input,
      [
        save({}),
        save({ baseVersion: 1 }),
        save({ baseVersion: 9 }),
        save({ delete: true }),
        save({ organization: "X-1" }),
        save({ organization: "S-1" }),
      ],
    ],
  ];
}

async function answer(
  { document, variables }: Case,
  id: string,
  headers: Headers,
): Promise<{ told: string; statements: number }> {
  const before = sent;
  const response = await fetch(`${hub.url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify({ query: document, variables: variables(id) }),
  });
  const told = `${response.status} ${await response.text()}`;
  return {
    told: told
      .replaceAll(id, "ID")
      .replaceAll(/[0-9a-f]{8}-[0-9a-f]{4}-[47][0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}/gu, "UUID"),
    statements: sent - before,
  };
}

describe("An id that is another's and one that never was", () => {
  test("have a case wherever an id can be sent", () => {
    const alike = [...decisions()].flatMap(([coordinate, decision]) => (decision === "alike" ? [coordinate] : []));
    expect(alike.filter((coordinate) => CASES[coordinate] === undefined)).toEqual([]);
    expect(Object.keys(CASES).filter((coordinate) => !coordinates().includes(coordinate))).toEqual([]);
    expect(getNamedType(schema.getQueryType()!).name).toBe("Query");
  });

  test.each(Object.keys(CASES))("are answered alike by %s", async (coordinate) => {
    for (const each of CASES[coordinate]!) {
      const { foreign, invented } = each.pair();
      // What is asked for the first time is compiled and remembered.
      await answer(each, each.pair().invented, mighty);
      const theirs = await answer(each, foreign, mighty);
      const never = await answer(each, invented, mighty);
      expect({ id: foreign, ...theirs }).toEqual({ id: foreign, ...never });
      expect(foreignIn(theirs.told)).toEqual([]);
      expect(theirs.told).not.toMatch(/ACCIDENT|别家全权|松湖/u);
    }
  });
});

test("an id of the own side is answered otherwise, so that being alike says something", async () => {
  const told = async (coordinate: string, own: string): Promise<string> => {
    const [each] = CASES[coordinate]!;
    const { told: there } = await answer(each!, own, mighty);
    const { told: never } = await answer(each!, each!.pair().invented, mighty);
    expect([coordinate, there === never]).toEqual([coordinate, false]);
    return there;
  };
  const activity = hub.globalId(
    LEDGERS.find(({ name }) => name === "Activity")!,
    "own",
  );
  const person = hub.globalId(registerBook.get("Person"), "own");
  await told("Query.node.id", activity);
  await told("Query.rowHistory.id", activity);
  await told("ActivityRowInput.id", activity);
  await told("Mutation.tieAccount.person", person);
  await told("Mutation.exportPerson.person", person);
  await told("Mutation.rectifyPerson.person", person);
  await told("Mutation.erasePerson.person", person);
});

test("of a batch that another has sent nothing is told but that its id is used", async () => {
  const row = { id: hub.globalId(registerBook.get("Activity"), "own"), topic: "自家账改" };
  const save = (batchId: string): Case => ({
    document: `mutation ($input: SaveActivitiesInput!) { saveActivities(input: $input) { ${RECEIPT} } }`,
    pair: () => ({ foreign: "", invented: "" }),
    variables: () => ({ input: { batchId, rows: [row] } }),
  });
  const { told } = await answer(save(ids["batch"]!), randomUUID(), mighty);
  expect(told).toContain("BATCH_DIFFERS");
  expect(foreignIn(told)).toEqual([]);
  expect(told).not.toMatch(/别家|松湖|X-1/u);
  expect((await answer(save(randomUUID()), randomUUID(), mighty)).told).toContain('"written":1');
});
