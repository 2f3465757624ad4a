/** Who gives which role to whom, what programs may, and what one person may not do twice. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startHub, type TestHub } from "../support/hub.js";
import { fillRowHub, save, send } from "./rows-fixture.js";

let hub: TestHub;
type Headers = Record<string, string>;
let administrator: Headers;
let head: Headers;
let clerk: Headers;
let bureau: Headers;
beforeAll(async () => {
  hub = await startHub({ signedIn: false });
  await fillRowHub(hub);
  administrator = await hub.signIn({ role: "administrator", name: "管理员甲" });
  head = await hub.signIn({ role: "school_office", organization: "S", name: "培训处甲" });
  clerk = await hub.signIn({ role: "college_clerk", organization: "S", name: "干事甲" });
  bureau = await hub.signIn({ role: "bureau", organization: "B", name: "主管甲" });
  await hub.sql("update account set org_id = (select id from organization where code = 'S') where name like '干事%'");
});
afterAll(() => hub.stop());

const idOf = async (name: string): Promise<string> =>
  (await hub.sql<{ id: string }>("select id from account where name = $1", [name]))[0]!.id;
const codeOf = ({ errors }: { errors?: readonly { extensions: Record<string, unknown> }[] | undefined }): unknown =>
  errors?.[0]?.extensions["code"];
const give = async (headers: Headers, name: string, role: string, more: Record<string, unknown> = {}) =>
  hub.graphql<{ grantRole: string }>(
    "mutation ($account: ID!, $role: String!, $organization: String, $subjects: [String!], $unmasks: Boolean! = false) { grantRole(account: $account, role: $role, organization: $organization, subjects: $subjects, unmasks: $unmasks) }",
    { account: await idOf(name), role, ...more },
    headers,
  );
const refusals = async (): Promise<number> =>
  Number((await hub.sql<{ n: string }>("select count(*) as n from access_event where kind = 'refused'"))[0]!.n);

describe("grants", () => {
  test("the head of a school gives a role below their own within the school, and takes it back", async () => {
    const given = await give(head, "干事甲", "analyst", { organization: "S" });
    expect(given.errors).toBeUndefined();
    const { data } = await hub.graphql<{ grants: { id: string }[] }>("{ grants { id role name } }", {}, head);
    expect(data.grants.map(({ id }) => id)).toContain(given.data.grantRole);
    const end = "mutation ($id: ID!) { revokeGrant(id: $id) }";
    expect((await hub.graphql(end, { id: given.data.grantRole }, head)).data).toEqual({ revokeGrant: true });
    expect(codeOf(await hub.graphql(end, { id: given.data.grantRole }, head))).toBe("NOT_FOUND");
  });

  test.each<[string, string, Record<string, unknown>]>([
    ["a role as high as their own", "school_office", { organization: "S" }],
    ["anything outside the school", "college_clerk", { organization: "P" }],
    ["anything everywhere", "college_clerk", {}],
    ["what sees full names, not seeing them", "college_clerk", { organization: "S", unmasks: true }],
  ])("the head of a school may not give %s, and the try is kept", async (_, role, more) => {
    const before = await refusals();
    expect(codeOf(await give(head, "干事甲", role, more))).toBe("FORBIDDEN");
    expect(await refusals()).toBe(before + 1);
  });

  test("nobody gives themselves anything, and a clerk gives nobody anything", async () => {
    expect(codeOf(await give(administrator, "管理员甲", "college_clerk", { organization: "S" }))).toBe("FORBIDDEN");
    expect(codeOf(await give(clerk, "培训处甲", "analyst", { organization: "S" }))).toBe("FORBIDDEN");
  });
});

describe("accounts of persons", () => {
  const personOf = async (organization: string): Promise<string> => {
    const [row] = await hub.sql<{ org: string; id: string }>(
      "insert into person (org_id, name) select id, '虚构戊' from organization where code = $1 returning org_id as org, id",
      [organization],
    );
    return `Person_${row!.org}${row!.id}`.replaceAll("-", "");
  };
  const tie = async (headers: Headers, name: string, person: string | null) =>
    hub.graphql(
      "mutation ($account: ID!, $person: ID) { tieAccount(account: $account, person: $person) }",
      { account: await idOf(name), person },
      headers,
    );
  const seen = async (headers: Headers) =>
    (await hub.graphql("{ persons(first: 5) { nodes { id name } } }", {}, headers)).data;

  test("the head of a school finds whom to tie by organization, whole name and last four, and each search is in the log", async () => {
    await hub.sql(
      "insert into organization (code, name, kind, parent_id) select 'S-9', '虚构九系', 'college', id from organization where code = 'S'",
    );
    const [found] = await hub.sql<{ org: string; id: string }>(
      "insert into person (org_id, name, id_last4, birth_ym) select id, '虚构己', '123X', '1991-04' from organization where code = 'S-9' returning org_id as org, id",
    );
    await hub.sql(
      "insert into person (org_id, name, id_last4) select id, '虚构己', '123X' from organization where code = 'P'",
    );
    const id = `Person_${found!.org}${found!.id}`.replaceAll("-", "");
    const search = async (headers: Headers, organization: string, name: string, idLast4: string | null) => {
      const { data, errors } = await hub.graphql<{ personsToTie: unknown[] }>(
        "query ($organization: String!, $name: String!, $idLast4: String) { personsToTie(organization: $organization, name: $name, idLast4: $idLast4) { id organization organizationName birthYear } }",
        { organization, name, idLast4 },
        headers,
      );
      return errors?.[0]?.extensions["code"] ?? data.personsToTie;
    };
    const own = [{ id, organization: "S-9", organizationName: "虚构九系", birthYear: "1991" }];
    expect(await search(head, "S", "虚构己", "123x")).toEqual(own);
    expect(await search(administrator, "S-9", " 虚构己 ", "123X")).toEqual(own);
    // A part of a name, a name without its number or with another's, and somebody else's school: nobody.
    for (const [organization, name, four] of [
      ["S", "虚构", "123X"],
      ["S", "虚构己", null],
      ["S", "虚构己", "1234"],
      ["P", "虚构己", "123X"],
      ["NO-1", "虚构己", "123X"],
    ] as const)
      expect([organization, name, four, await search(head, organization, name, four)]).toEqual([
        organization,
        name,
        four,
        [],
      ]);
    expect(await search(administrator, "P", "虚构己", "123X")).toHaveLength(1);
    expect(await search(clerk, "S", "虚构己", "123X")).toBe("FORBIDDEN");
    const logged = await hub.sql<{ by: string; kind: string; detail: Record<string, unknown> }>(
      "select by, kind, detail from access_event where detail ->> 'what' = 'tieAccount' order by seq",
    );
    expect(logged).toHaveLength(9);
    expect(logged.at(0)).toMatchObject({
      by: "培训处甲",
      kind: "personal_read",
      detail: { organization: "S", rows: 1 },
    });
    expect(logged.at(-1)).toMatchObject({ kind: "refused" });
    expect(JSON.stringify(logged)).not.toMatch(/虚构|123/u);
  });

  test("the head of a school ties an account to the person whose it is, who then sees that row alone", async () => {
    const trainee = await hub.signIn({ role: "trainee", organization: "S", name: "干事学员" });
    await hub.sql("update account set org_id = (select id from organization where code = 'S') where name = '干事学员'");
    const [own, , foreign] = [await personOf("S"), await personOf("S"), await personOf("P")];
    expect(await seen(trainee)).toEqual({ persons: { nodes: [] } });
    expect((await tie(head, "干事学员", own)).data).toEqual({ tieAccount: true });
    expect(await seen(trainee)).toEqual({ persons: { nodes: [{ id: own, name: "虚构戊" }] } });
    // Neither to somebody of another school, nor by oneself, by a clerk, or of an account from elsewhere.
    expect(codeOf(await tie(head, "干事学员", foreign))).toBe("NOT_FOUND");
    expect(codeOf(await tie(trainee, "干事学员", own))).toBe("FORBIDDEN");
    expect(codeOf(await tie(clerk, "干事学员", own))).toBe("FORBIDDEN");
    expect(codeOf(await tie(head, "主管甲", own))).toBe("FORBIDDEN");
    expect((await seen(trainee))["persons"]).toEqual({ nodes: [{ id: own, name: "虚构戊" }] });
    const { data } = await hub.graphql('{ accounts(search: "干事学员") { accounts { tied roles } } }', {}, head);
    expect(data).toEqual({ accounts: { accounts: [{ tied: true, roles: ["trainee"] }] } });
    expect((await tie(administrator, "干事学员", null)).data).toEqual({ tieAccount: true });
    expect(await seen(trainee)).toEqual({ persons: { nodes: [] } });
    const logged = await hub.sql<{ by: string; detail: string }>(
      "select by, (detail - 'account')::text as detail from access_event where kind = 'account_tied' order by seq",
    );
    expect(logged).toEqual([
      { by: "培训处甲", detail: '{"tied": true}' },
      { by: "管理员甲", detail: '{"tied": false}' },
    ]);
  });
});

describe("programs", () => {
  const MAKE = 'mutation { makeToken(name: "看板") { id secret expiresAt } }';
  const count = "{ activities(first: 1) { totalCount } }";
  interface Made {
    readonly makeToken: { readonly id: string; readonly secret: string };
  }

  test("a token reads what its maker reads and writes nothing, until it is ended", async () => {
    const { data, errors } = await hub.graphql<Made>(MAKE, {}, clerk);
    expect(errors).toBeUndefined();
    const program = { authorization: `Bearer ${data.makeToken.secret}` };
    await hub.sql("update account set explores = true where kind = 'program'");
    expect(data.makeToken.secret).toMatch(/^xs_[\w-]{43}$/u);
    expect((await hub.graphql(count, {}, program)).errors).toBeUndefined();
    const rows = await sendAs(program, [{ organization: "S", kind: "class", title: "班" }]);
    expect(rows).toEqual(["NOT_GRANTED"]);
    await hub.graphql("mutation ($id: ID!) { revokeToken(id: $id) }", { id: data.makeToken.id }, clerk);
    expect((await hub.graphql(count, {}, program)).status).toBe(401);
  });

  test("a program makes no tokens, and an administrator's right is in none", async () => {
    expect(codeOf(await hub.graphql(MAKE, {}, administrator))).toBe("FORBIDDEN");
  });

  test("a token that would last two years is refused", async () => {
    expect(
      codeOf(await hub.graphql('mutation { makeToken(name: "看板", expiresInDays: 800) { id } }', {}, clerk)),
    ).toBe("BAD_EXPIRY");
  });
});

const sendAs = async (headers: Headers, rows: readonly Record<string, unknown>[], register = "Activity") => {
  const asked = {
    graphql: ((query: string, variables?: Record<string, unknown>) =>
      hub.graphql(query, variables, headers)) as TestHub["graphql"],
  };
  const { data, errors } = await send(asked, register, rows);
  return (
    errors?.map(({ extensions }) => extensions["code"]) ??
    data.receipt.rows.map(({ outcome, findings }) => findings[0]?.code ?? outcome)
  );
};
const as = (headers: Headers): Pick<TestHub, "graphql"> => ({
  graphql: ((query: string, variables?: Record<string, unknown>) =>
    hub.graphql(query, variables, headers)) as TestHub["graphql"],
});

describe("separations", () => {
  test("a row of another organization is refused with what to do, not with an accident", async () => {
    expect(await sendAs(clerk, [{ organization: "P", kind: "class", title: "班" }])).toEqual(["NOT_GRANTED"]);
  });

  test("organizations and parameters outside the grant are refused row by row, beside those within", async () => {
    const within = { code: "S-1", name: "云岭学院一系", kind: "college", parent: "S" };
    const outside = { code: "P-1", name: "松湖一部", kind: "college", parent: "P" };
    expect(await sendAs(head, [within, outside], "Organization")).toEqual(["WRITTEN", "NOT_GRANTED"]);
    const regional = await hub.signIn({ role: "bureau", region: "110101", name: "主管乙" });
    const value = { name: "mid_rate", value: "0.8", unit: "比率", validFrom: "2026-01-01" };
    expect(
      await sendAs(regional, [{ ...value, region: "110101" }, { ...value, region: "110102" }], "Parameter"), // prettier-ignore
    ).toEqual(["WRITTEN", "NOT_GRANTED"]);
  });

  test("who entered an application does not approve it; the bureau does, and changes nothing else", async () => {
    const both = await hub.signIn(
      { role: "college_clerk", organization: "S", name: "两用甲" },
      { role: "bureau", organization: "B", name: "两用甲" },
    );
    const made = await save(as(both), "Application", [{ organization: "S", kind: "membership", title: "入会" }]);
    const id = made.rows[0]?.id;
    let version = 1;
    for (const status of ["submitted", "accepted", "reviewing", "publicised"])
      expect([status, ...(await sendAs(both, [{ id, baseVersion: version++, status }], "Application"))]).toEqual([
        status,
        "WRITTEN",
      ]);
    expect(await sendAs(both, [{ id, baseVersion: version, status: "approved" }], "Application")).toEqual([
      "SAME_PERSON",
    ]);
    expect(await sendAs(clerk, [{ id, baseVersion: version, status: "approved" }], "Application")).toEqual([
      "NOT_APPROVER",
    ]);
    expect(await sendAs(bureau, [{ id, baseVersion: version, title: "改名" }], "Application")).toEqual(["ONLY_RETURN"]);
    expect(await sendAs(bureau, [{ id, baseVersion: version, status: "approved" }], "Application")).toEqual([
      "WRITTEN",
    ]);
    expect(await sendAs(clerk, [{ id, amount: "9000" }], "Application")).toEqual(["DECIDED"]);
    expect(await sendAs(clerk, [{ id, delete: true }], "Application")).toEqual(["UNDER_WAY"]);
  });

  test("a bureau does not write a unit's figure", async () => {
    const { data } = await hub.graphql(
      'mutation ($batch: ID!) { writeFigures(input: { batchId: $batch, cells: [{ indicator: "X", organization: "S", period: "2026M09", value: "1", baseVersion: 0 }] }) { written cells { findings { code } } } }',
      { batch: crypto.randomUUID() },
      bureau,
    );
    expect(data).toMatchObject({ writeFigures: { written: 0, cells: [{ findings: [{}, { code: "NOT_GRANTED" }] }] } });
  });
});
