/**
 * Every mutation as every role: against what is another's, where nobody may, and at home, where only those may whom the
 * roles let. What was refused has changed nothing, as the database's owner sees it. A mutation without a case fails.
 */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { roleRights } from "../../server/features/access/load-roles.js";
import { registerBook } from "../../server/registers.js";
import { objectType } from "./access-matrix-documents.js";
import { foreignIn, KEPT_AT, LEDGERS, startMatrixHub, TOP, type MatrixHub, type Side } from "./access-matrix-hub.js";
import { VIEWERS, viewerNamed, writesOf, type MatrixViewer } from "./access-matrix-viewers.js";

type Headers = Record<string, string>;
let hub: MatrixHub;
let everything: Headers;
const victims: Record<
  Side,
  Readonly<Record<"account" | "grant" | "session" | "token" | "import" | "expert", string>>
> = {
  own: { account: "", grant: "", session: "", token: "", import: "", expert: "" },
  foreign: { account: "", grant: "", session: "", token: "", import: "", expert: "" },
};
beforeAll(async () => {
  hub = await startMatrixHub();
  everything = {
    ...(await hub.signIn({ role: "*", unmasks: true, name: "全权" })),
    "x-hub-purpose": encodeURIComponent("测试"),
  };
  for (const side of ["own", "foreign"] as const) victims[side] = await victimsOf(side);
});
afterAll(() => hub?.stop());

/** An account of a side with what hangs on it, and an import: all that ids of mutations can point at. */
async function victimsOf(side: Side): Promise<(typeof victims)[Side]> {
  const organization = TOP[side];
  const headers = await hub.signIn({ role: "analyst", organization, name: `在${side}` });
  await hub.signIn({ role: "expert", organization, name: `专家${side}` });
  await hub.sql("update account set org_id = $1 where name = any ($2)", [
    hub.organizations[organization],
    [`在${side}`, `专家${side}`],
  ]);
  const must = async <Data>(query: string, variables: Record<string, unknown>, as: Headers): Promise<Data> => {
    const { data, errors } = await hub.graphql<Data>(query, variables, as);
    if (errors) throw new Error(JSON.stringify(errors));
    return data;
  };
  const { me } = await must<{ me: { id: string; sessions: { id: string }[] } }>(
    "{ me { id sessions { id } } }",
    {},
    headers,
  );
  const { makeToken } = await must<{ makeToken: { id: string } }>(
    'mutation { makeToken(name: "看板") { id } }',
    {},
    headers,
  );
  const { stageSelection } = await must<{ stageSelection: { id: string } }>(
    STAGE,
    { input: selection(side) },
    everything,
  );
  const [grant] = await hub.sql<{ id: string }>("select id from access_grant where account_id = $1", [me.id]);
  const [expert] = await hub.sql<{ id: string }>("select id from account where name = $1", [`专家${side}`]);
  return {
    account: me.id,
    grant: grant!.id,
    session: me.sessions[0]!.id,
    token: makeToken.id,
    import: stageSelection.id,
    expert: expert!.id,
  };
}

const STAGE = "mutation ($input: StageSelectionInput!) { stageSelection(input: $input) { id status } }";
function selection(side: Side): Record<string, unknown> {
  const values = [
    ["姓名", "班级"],
    ["虚构甲", "一班"],
  ];
  return { workbook: "册.xlsx", sheet: "名册", address: "A1", organization: KEPT_AT[side], values, text: values };
}

// ── Cases ───────────────────────────────────────────────────────────────────────────────────────────────────────

interface Case {
  readonly document: string;
  readonly variables: (side: Side) => Record<string, unknown>;
  /** Whether the roles let this role do it at home. */
  readonly may: (role: string | undefined) => boolean;
  /** Done at home by those who may, too, not only refused to the others: what is done again and again without an end. */
  readonly repeats?: boolean;
}

const approvesOf = (role: string | undefined, subject: string): boolean =>
  roleRights().some((right) => right.role === role && right.subject === subject && right.approves);
const among =
  (...roles: readonly string[]) =>
  (role: string | undefined): boolean =>
    role !== undefined && roles.includes(role);
const nobody = (): boolean => false;
const HEADS = among("administrator", "bureau", "county", "school_office", "secretary");
/** Who gives the role of an expert, by what each role gives. */
const GIVE_EXPERTS = among("administrator", "bureau", "school_office", "secretary");
const RECEIPT = "{ written refused rows { outcome findings { code } } }";

/** What is changed of a row of each register: to another text, number or moment every time. */
const CHANGES: Readonly<Record<string, Readonly<Record<string, "改" | "数" | "刻">>>> = {
  ...{
    Person: { verifiedAt: "刻" },
    Affiliation: { speciality: "改" },
    Course: { program: "改" },
    Activity: { topic: "改" },
  },
  ...{
    Enrolment: { hoursDone: "数" },
    Attendance: { evidence: "改" },
    Application: { program: "改" },
    Credential: { scope: "改" },
  },
  ...{
    Asset: { capacity: "数" },
    FundEntry: { voucherNo: "改" },
    Target: { responsible: "改" },
    Submission: { note: "改" },
  },
  ...{
    FindingRow: { explanation: "改" },
    Task: { progress: "数" },
    Document: { series: "改" },
    Organization: { note: "改" },
  },
  ...{ Form: { name: "改" }, Rule: { name: "改" }, Parameter: { note: "改" } },
};

let turn = 0;
function another(kind: "改" | "数" | "刻"): string {
  turn += 1;
  if (kind === "改") return `改${turn}`;
  return kind === "数" ? String(turn % 90) : new Date(Date.UTC(2026, 8, 8, 2) + turn * 60_000).toISOString();
}

function saveCases(): Record<string, Case> {
  const names = Object.keys(objectType("Mutation").getFields()).filter((name) => name.startsWith("save"));
  return Object.fromEntries(
    names.map((name): [string, Case] => {
      const register = registerBook.all.find(
        ({ query = "" }) => name === `save${query.slice(0, 1).toUpperCase()}${query.slice(1)}`,
      );
      if (register === undefined) throw new Error(`${name} saves no register`);
      const change = CHANGES[register.name];
      if (change === undefined) throw new Error(`say in CHANGES what of a ${register.name} is changed`);
      const shared = register.subject === "reference";
      const row = (side: Side): Record<string, unknown> =>
        register.name === "Organization"
          ? { id: organizationId(side) }
          : shared
            ? { id: shares[register.name] ?? "" }
            : { id: hub.globalId(register, side) };
      const changed = Object.fromEntries(Object.entries(change).map(([field, kind]) => [field, another(kind)]));
      return [
        name,
        {
          document: `mutation ($input: ${name.slice(0, 1).toUpperCase()}${name.slice(1)}Input!) { ${name}(input: $input) ${RECEIPT} }`,
          variables: (side) => ({ input: { batchId: randomUUID(), rows: [{ ...row(side), ...changed }] } }),
          may: (role) =>
            register.name === "Organization" ? writesOf(role, "members") : !shared && writesOf(role, register.subject),
          repeats: true,
        },
      ];
    }),
  );
}
const shares: Record<string, string> = {};
const organizationId = (side: Side): string =>
  `Organization_${hub.organizations[KEPT_AT[side]]!}${hub.organizations[KEPT_AT[side]]!}`.replaceAll("-", "");
const person = (side: Side): string => hub.globalId(registerBook.get("Person"), side);

function reports(name: string, input: string, may: Case["may"], more: Record<string, unknown> = {}): Case {
  const document = `mutation ($input: ${input}!) { ${name}(input: $input) ${RECEIPT} }`;
  const id = (side: Side): string => hub.globalId(registerBook.get("Submission"), side);
  return {
    document,
    may,
    variables: (side) => ({ input: { batchId: randomUUID(), reports: [{ id: id(side), ...more }] } }),
  };
}
const byId = (document: string, kind: keyof (typeof victims)[Side], may: Case["may"] = nobody): Case => ({
  document,
  may,
  variables: (side) => ({ id: victims[side][kind] }),
});
const ofPerson = (document: string): Case => ({ document, may: nobody, variables: (side) => ({ id: person(side) }) });

function casesOf(): Readonly<Record<string, Case>> {
  const writesDocuments = (role: string | undefined): boolean => writesOf(role, "documents");
  const approves = (role: string | undefined): boolean => approvesOf(role, "figures");
  const importing = (document: string): Case => byId(document, "import", writesDocuments);
  return {
    ...saveCases(),
    writeFigures: {
      document:
        "mutation ($input: WriteFiguresInput!) { writeFigures(input: $input) { written refused cells { outcome } } }",
      variables: (side) => ({
        input: {
          batchId: randomUUID(),
          cells: [
            {
              indicator: "FN01",
              organization: KEPT_AT[side],
              period: "2026M10",
              value: String((turn += 1)),
              baseVersion: 0,
            },
          ],
        },
      }),
      may: (role) => writesOf(role, "figures"),
    },
    stageSelection: {
      document: STAGE,
      variables: (side) => ({ input: selection(side) }),
      may: writesDocuments,
      repeats: true,
    },
    setImportMapping: importing(
      'mutation ($id: ID!) { setImportMapping(id: $id, table: 0, target: "roster", columns: []) { id } }',
    ),
    commitImport: {
      ...importing("mutation ($id: ID!, $batchId: ID!) { commitImport(id: $id, batchId: $batchId) { importId } }"),
      variables: (side) => ({ id: victims[side].import, batchId: randomUUID() }),
    },
    discardImport: importing("mutation ($id: ID!) { discardImport(id: $id) { id } }"),
    submitReports: reports("submitReports", "SubmitReportsInput", (role) => writesOf(role, "figures")),
    acceptReports: reports("acceptReports", "ReportsInput", approves),
    approveReports: reports("approveReports", "ReportsInput", approves),
    lockReports: reports("lockReports", "ReportsInput", approves),
    returnReports: reports("returnReports", "ReasonedReportsInput", approves, { reason: "有误" }),
    orderCorrections: reports("orderCorrections", "ReasonedReportsInput", approves, { reason: "有误" }),
    // None of the grants here unmasks.
    exportPerson: ofPerson("mutation ($id: ID!) { exportPerson(person: $id) }"),
    exportPersonFile: ofPerson("mutation ($id: ID!) { exportPersonFile(person: $id) { name } }"),
    // Putting right takes the right to write; the old name is not shown for it.
    rectifyPerson: {
      ...ofPerson(
        'mutation ($id: ID!) { rectifyPerson(person: $id, changes: { name: "虚构丁" }, reason: "写错") { written refused rows { outcome } } }',
      ),
      may: (role) => writesOf(role, "people"),
    },
    erasePerson: ofPerson('mutation ($id: ID!) { erasePerson(person: $id, reason: "本人要求") { images } }'),
    revealIdentity: ofPerson('mutation ($id: ID!) { revealIdentity(person: $id, purpose: "测试") }'),
    makeAccount: {
      document:
        "mutation ($login: String!, $name: String!, $organization: String) { makeAccount(login: $login, name: $name, organization: $organization) { id } }",
      variables: (side) => ({ login: `made.${(turn += 1)}`, name: `新建${turn}`, organization: KEPT_AT[side] }),
      ...{ may: HEADS, repeats: true },
    },
    // A subtree's administrator is its head: accounts are closed and reset by administrators of everything.
    closeAccount: byId("mutation ($id: ID!) { closeAccount(id: $id) }", "account"),
    resetPassword: byId("mutation ($id: ID!) { resetPassword(id: $id) { id } }", "account"),
    endSessionsOf: byId("mutation ($id: ID!) { endSessionsOf(id: $id) }", "account"),
    endSession: byId("mutation ($id: ID!) { endSession(id: $id) }", "session"),
    grantRole: {
      document:
        'mutation ($id: ID!, $organization: String) { grantRole(account: $id, role: "expert", organization: $organization, unmasks: false) }',
      variables: (side) => ({ id: victims[side].account, organization: TOP[side] }),
      ...{ may: GIVE_EXPERTS, repeats: true },
    },
    tieAccount: {
      document: "mutation ($id: ID!, $person: ID) { tieAccount(account: $id, person: $person) }",
      variables: (side) => ({ id: victims[side].account, person: person(side) }),
      ...{ may: HEADS, repeats: true },
    },
    revokeGrant: byId(
      "mutation ($id: ID!) { revokeGrant(id: $id) }",
      "grant",
      among("administrator", "bureau", "school_office"),
    ),
    assignReview: {
      document: "mutation ($id: ID!, $rows: [ID!]!) { assignReview(account: $id, rows: $rows) }",
      variables: (side) => ({ id: victims[side].expert, rows: [hub.globalId(registerBook.get("Application"), side)] }),
      may: GIVE_EXPERTS,
    },
    makeToken: {
      document: 'mutation ($organization: String) { makeToken(name: "矩阵", organization: $organization) { id } }',
      variables: (side) => ({ organization: TOP[side] }),
      may: (role) => role !== undefined && role !== "administrator",
      repeats: true,
    },
    revokeToken: byId("mutation ($id: ID!) { revokeToken(id: $id) }", "token"),
  };
}

// ── What became of it ───────────────────────────────────────────────────────────────────────────────────────────

interface Told {
  readonly refused: boolean;
  readonly text: string;
}

async function done(
  { document, variables }: Case,
  side: Side,
  headers: Readonly<Record<string, string>>,
): Promise<Told> {
  const { data, errors } = await hub.graphql<Record<string, { written?: number; refused?: number } | null> | null>(
    document,
    variables(side),
    { ...headers },
  );
  const [receipt] = Object.values(data ?? {});
  const nothing = receipt?.written === 0 && receipt.refused === 1;
  return { refused: errors !== undefined || nothing, text: JSON.stringify({ data, errors }) };
}

/** All of a side that a mutation could change, as the owner of the database sees it. */
async function digestOf(side: Side): Promise<string> {
  const owners = [hub.organizations[KEPT_AT[side]], hub.organizations[TOP[side]]];
  const tables = [
    ...new Set([
      ...LEDGERS.map(({ table }) => table),
      "import",
      "import_row",
      "figure_revision",
      "mapping_memory",
      "organization_name",
    ]),
  ];
  const parts = [
    ...tables.map(
      (table) =>
        `(select md5(string_agg(x::text, ',' order by x::text)) from "${table}" x where x.org_id = any ($1::uuid[]))`,
    ),
    "(select md5(string_agg(x::text, ',' order by x::text)) from organization x where x.id = any ($1::uuid[]))",
    "(select md5(string_agg(concat(a.id, a.status, a.password, a.password_once, a.person_id), ',' order by a.id)) from account a where a.org_id = any ($1::uuid[]) and a.kind = 'person')",
    "(select md5(string_agg(x::text, ',' order by x::text)) from access_grant x join account a on a.id = x.account_id where a.org_id = any ($1::uuid[]) and a.kind = 'person')",
    "(select md5(string_agg(concat(s.id, s.ended_at), ',' order by s.id)) from session s join account a on a.id = s.account_id where a.org_id = any ($1::uuid[]))",
    "(select md5(string_agg(concat(t.id, t.revoked_at), ',' order by t.id)) from access_token t where t.id = $2)",
    "(select count(*)::text from access_assignment x where x.org_id = any ($1::uuid[]))",
  ];
  const [row] = await hub.sql<{ digest: string }>(`select concat_ws(' ', ${parts.join(", ")}) as digest`, [
    owners,
    victims[side].token,
  ]);
  return row!.digest;
}

describe("Every mutation", () => {
  beforeAll(async () => {
    for (const [name, table] of [
      ["Form", "form"],
      ["Rule", "rule"],
      ["Parameter", "parameter"],
    ] as const) {
      const [row] = await hub.sql<{ id: string }>(`select id from ${table} order by id limit 1`);
      shares[name] = `${name}_${row!.id}${row!.id}`.replaceAll("-", "");
    }
  });

  test("has a case here", () => {
    expect(Object.keys(objectType("Mutation").getFields()).filter((name) => casesOf()[name] === undefined)).toEqual([]);
  });

  describe.each(VIEWERS)("of a %s", (name) => {
    let viewer: MatrixViewer;
    beforeAll(async () => {
      viewer = await viewerNamed(hub, name);
    });
    // A program does nothing, whosever it is.
    const role = (): string | undefined => (viewer.name.startsWith("program") ? undefined : viewer.role);

    test("is refused of what is another's, and changes nothing there", async () => {
      const before = await digestOf("foreign");
      const passed: string[] = [];
      for (const [mutation, each] of Object.entries(casesOf())) {
        const { refused, text } = await done(each, "foreign", viewer.headers);
        if (!refused || foreignIn(text).length > 0 || text.includes("ACCIDENT")) passed.push(`${mutation}: ${text}`);
      }
      expect(passed).toEqual([]);
      expect(await digestOf("foreign")).toBe(before);
    });

    test("is refused at home where the role does not let them, and changes nothing", async () => {
      const before = await digestOf("own");
      const passed: string[] = [];
      for (const [mutation, each] of Object.entries(casesOf())) {
        if (each.may(role())) continue;
        const { refused, text } = await done(each, "own", viewer.headers);
        if (!refused || text.includes("ACCIDENT")) passed.push(`${mutation}: ${text}`);
      }
      expect(passed).toEqual([]);
      expect(await digestOf("own")).toBe(before);
    });

    test("is done at home where the role lets them", async () => {
      const failed: string[] = [];
      for (const [mutation, each] of Object.entries(casesOf())) {
        if (!each.may(role()) || each.repeats !== true) continue;
        const { refused, text } = await done(each, "own", viewer.headers);
        if (refused) failed.push(`${mutation}: ${text}`);
      }
      expect(failed).toEqual([]);
    });
  });
});
