/** Accounts in the graph: what everybody sees of their own, what administrators do, and what nobody else may. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startHub, type TestHub } from "../support/hub.js";

let hub: TestHub;
let administrator: Record<string, string>;
let clerk: Record<string, string>;
let head: Record<string, string>;
beforeAll(async () => {
  hub = await startHub({ contents: "city", signedIn: false });
  administrator = await hub.signIn({ role: "administrator", name: "测试管理员" });
  clerk = await hub.signIn({ role: "college_clerk", organization: "YL-S1-01", name: "测试干事" });
  head = await hub.signIn({ role: "school_office", organization: "YL-S1", name: "测试培训处" });
});
afterAll(() => hub.stop());

const idOf = async (name: string): Promise<string> =>
  (await hub.sql<{ id: string }>("select id from account where name = $1", [name]))[0]!.id;

interface Made {
  readonly id: string;
  readonly password: string;
}

const make = async (login: string, name: string, organization: string | null, headers = administrator) =>
  hub.graphql<{ makeAccount: Made }>(
    "mutation ($login: String!, $name: String!, $organization: String) { makeAccount(login: $login, name: $name, organization: $organization) { id password } }",
    { login, name, organization },
    headers,
  );

const enter = async (login: string, password: string): Promise<{ status: number; body: Record<string, unknown> }> => {
  const response = await fetch(`${hub.url}/session`, {
    method: "POST",
    headers: { "content-type": "application/json", "x-hub-client": "pane" },
    body: JSON.stringify({ login, password }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

const codeOf = (answer: { errors?: readonly { extensions: Record<string, unknown> }[] | undefined }): unknown =>
  answer.errors?.[0]?.extensions["code"];

describe("everybody who is signed in", () => {
  test("sees who they are, what was granted to them and where they are signed in", async () => {
    const { data } = await hub.graphql(
      "{ me { name kind mustChangePassword hasSecondFactor roles { role organization subjects unmasks } sessions { isThis } } }",
      {},
      clerk,
    );
    expect(data["me"]).toEqual({
      name: "测试干事",
      kind: "person",
      mustChangePassword: false,
      hasSecondFactor: false,
      roles: [{ role: "college_clerk", organization: "YL-S1-01", subjects: null, unmasks: false }],
      sessions: [{ isThis: true }],
    });
  });

  test("can ask for it together with other things", async () => {
    const { data, errors } = await hub.graphql("{ me { name } organizations(first: 1) { totalCount } }", {}, clerk);
    expect(errors).toBeUndefined();
    expect(data["me"]).toEqual({ name: "测试干事" });
  });

  test("ends one of their own sessions, and nobody else's", async () => {
    const { data } = await make("two.sessions", "两处登录", null);
    await hub.sql("update account set password_once = false, explores = true where id = $1", [data.makeAccount.id]);
    const tokens: string[] = [];
    while (tokens.length < 2)
      tokens.push(String((await enter("two.sessions", data.makeAccount.password)).body["token"]));
    const [one, two] = tokens.map((token) => ({ authorization: `Bearer ${token}` }));
    const mine = await hub.graphql<{ me: { sessions: { id: string; isThis: boolean }[] } }>(
      "{ me { sessions { id isThis } } }",
      {},
      one,
    );
    const other = mine.data.me.sessions.find(({ isThis }) => !isThis)!;
    const end = "mutation ($id: ID!) { endSession(id: $id) }";
    expect(codeOf(await hub.graphql(end, { id: other.id }, clerk))).toBe("NOT_FOUND");
    expect((await hub.graphql(end, { id: other.id }, one)).data).toEqual({ endSession: true });
    expect((await hub.graphql("{ me { name } }", {}, two)).status).toBe(401);
    expect((await hub.graphql("{ me { name } }", {}, one)).status).toBe(200);
  });
});

describe("an administrator", () => {
  test("makes an account with a one-time password, which opens it and must be changed", async () => {
    const { data } = await make("New.Person@school.example", "新来的人", "YL-S1-01");
    const entered = await enter("new.person@school.example", data.makeAccount.password);
    expect([entered.status, entered.body["mustChangePassword"]]).toEqual([200, true]);
  });

  test.each([
    ["a login that is taken", "measured.twice", "另一个名字", null, "LOGIN_TAKEN"],
    ["a name that is taken", "measured.thrice", "量了两次", null, "NAME_TAKEN"],
    ["a login with spaces", "no login", "没有账号", null, "BAD_LOGIN"],
    ["an empty name", "no.name", "  ", null, "BAD_ACCOUNT_NAME"],
    ["an organization that is not there", "no.where", "没有单位", "YL-NOWHERE", "UNKNOWN_ORGANIZATION"],
  ])("is told why with %s", async (_, login, name, organization, code) => {
    await make("measured.twice", "量了两次", null);
    expect(codeOf(await make(login, name, organization))).toBe(code);
  });

  test("finds accounts by a part of the login or name, page by page", async () => {
    for (const n of [1, 2, 3]) await make(`paged.${n}`, `翻页${n}`, null);
    const ask =
      'query ($after: String) { accounts(search: "翻页", first: 2, after: $after) { totalCount next accounts { login status roles } } }';
    const one = (await hub.graphql<{ accounts: { next: string } }>(ask, {}, administrator)).data.accounts;
    expect(one).toMatchObject({ totalCount: 3, accounts: [{ login: "paged.1" }, { login: "paged.2" }] });
    const two = (await hub.graphql<{ accounts: { next: null } }>(ask, { after: one.next }, administrator)).data
      .accounts;
    expect(two).toMatchObject({ next: null, accounts: [{ login: "paged.3", status: "active", roles: [] }] });
  });

  test("resets a password: the old one, the sessions and the second factor are gone", async () => {
    const { data } = await make("reset.me", "重置的人", null);
    await hub.sql(
      "update account set password_once = false, failures = 9, locked_until = now() + interval '1 year' where id = $1",
      [data.makeAccount.id],
    );
    const answer = await hub.graphql<{ resetPassword: Made }>(
      "mutation ($id: ID!) { resetPassword(id: $id) { id password } }",
      { id: data.makeAccount.id },
      administrator,
    );
    expect((await enter("reset.me", data.makeAccount.password)).status).toBe(401);
    expect((await enter("reset.me", answer.data.resetPassword.password)).body["mustChangePassword"]).toBe(true);
  });

  test("closes an account and ends its sessions at once", async () => {
    const leaving = await hub.signIn({ role: "provider", organization: "YL-P01", name: "离开的人" });
    expect((await hub.graphql("{ me { name } }", {}, leaving)).status).toBe(200);
    const id = await idOf("离开的人");
    await hub.graphql("mutation ($id: ID!) { endSessionsOf(id: $id) }", { id }, administrator);
    expect((await hub.graphql("{ me { name } }", {}, leaving)).status).toBe(401);
    const close = "mutation ($id: ID!) { closeAccount(id: $id) }";
    expect((await hub.graphql(close, { id }, administrator)).data).toEqual({ closeAccount: true });
    expect(codeOf(await hub.graphql(close, { id }, administrator))).toBe("NOT_FOUND");
    expect(codeOf(await make("leaving.again", "离开的人", null))).toBe("NAME_TAKEN");
  });

  test("cannot close or reset their own account", async () => {
    const id = await idOf("测试管理员");
    expect(codeOf(await hub.graphql("mutation ($id: ID!) { closeAccount(id: $id) }", { id }, administrator))).toBe(
      "NOT_FOUND",
    );
    expect(
      codeOf(await hub.graphql("mutation ($id: ID!) { resetPassword(id: $id) { id } }", { id }, administrator)),
    ).toBe("NOT_FOUND");
  });

  test("leaves a trace of each of it under their own name", async () => {
    const rows = await hub.sql<{ kind: string }>(
      "select distinct kind from access_event where by = '测试管理员' order by kind",
    );
    expect(rows.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(["account_closed", "account_made", "password_reset", "session_ended"]),
    );
  });
});

describe("somebody who does not administer", () => {
  test.each([
    ["accounts", "{ accounts { totalCount } }"],
    ["makeAccount", 'mutation { makeAccount(login: "by.clerk", name: "干事建的") { id } }'],
    ["closeAccount", "mutation ($id: ID!) { closeAccount(id: $id) }"],
    ["resetPassword", "mutation ($id: ID!) { resetPassword(id: $id) { password } }"],
    ["endSessionsOf", "mutation ($id: ID!) { endSessionsOf(id: $id) }"],
  ])("may not do %s", async (what, document) => {
    const answer = await hub.graphql(document, document.includes("$id") ? { id: await idOf("测试管理员") } : {}, clerk);
    expect(answer.errors?.[0]?.extensions).toMatchObject({ code: "FORBIDDEN", args: { what } });
  });

  test("as the head of a school knows of and makes accounts of the school, and no others", async () => {
    await make("in.school", "校内的人", "YL-S1-02", head);
    const { data } = await hub.graphql<{ accounts: { accounts: { organization: string | null }[] } }>(
      "{ accounts(first: 200) { accounts { organization login } } }",
      {},
      head,
    );
    expect(data.accounts.accounts).toContainEqual({ organization: "YL-S1-02", login: "in.school" });
    for (const { organization } of data.accounts.accounts) expect(organization).toMatch(/^YL-S1/);
    expect(codeOf(await make("elsewhere", "校外的人", "YL-S2", head))).toBe("FORBIDDEN");
    expect(codeOf(await make("nowhere", "没有单位的人", null, head))).toBe("FORBIDDEN");
    const reset = "mutation ($id: ID!) { resetPassword(id: $id) { password } }";
    expect(codeOf(await hub.graphql(reset, { id: await idOf("校内的人") }, head))).toBe("FORBIDDEN");
  });

  test("gets nothing out of the tables themselves, asked as requests ask them", async () => {
    for (const table of ["account", "session", "access_token"]) {
      const [row] = await hub.sql<{ may: boolean }>("select has_table_privilege('xunshu_hub', $1, 'select') as may", [
        table,
      ]);
      expect([table, row!.may]).toEqual([table, false]);
    }
  });
});
