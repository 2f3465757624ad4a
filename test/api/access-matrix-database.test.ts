/**
 * SQL through the connection that requests use, past everything the hub itself would ask: row security alone must keep
 * what is foreign. Tables and functions are enumerated from the catalogue, so a new one without a decision fails.
 */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { CompiledQuery, sql, type Kysely } from "kysely";
import { openDatabase } from "../../server/database/database.js";
import { PROOF_OF_MASKING } from "../../server/database/postgres.js";
import { recordEvents } from "../../server/database/record-events.js";
import { requestTransaction } from "../../server/database/transaction.js";
import type { Database } from "../../server/database/tables.js";
import { TEST_IDENTITY_KEY } from "../support/hub.js";
import { foreignIn, LEDGERS, MARKS, startMatrixHub, type MatrixHub } from "./access-matrix-hub.js";
import {
  readsApproved,
  readsOf,
  singleRows,
  VIEWERS,
  viewerNamed,
  type MatrixViewer,
} from "./access-matrix-viewers.js";

let hub: MatrixHub;
let requests: Kysely<Database>;
beforeAll(async () => {
  hub = await startMatrixHub();
  requests = await hub.database.requestsUnder(TEST_IDENTITY_KEY);
});
afterAll(() => hub?.stop());

/** Statements one after the other in one transaction of an account, as a request begins it; rolled back at the end. */
const as = (account: string, ...statements: readonly string[]): Promise<Record<string, unknown>[][]> =>
  asNamed("试探", account, ...statements);

async function asNamed(
  name: string,
  account: string,
  ...statements: readonly string[]
): Promise<Record<string, unknown>[][]> {
  const transaction = requestTransaction(requests, { name, accountId: account });
  const answers: Record<string, unknown>[][] = [];
  try {
    const tx = await transaction.tx();
    for (const text of statements)
      answers.push((await tx.executeQuery(CompiledQuery.raw(text))).rows as Record<string, unknown>[]);
    return answers;
  } finally {
    await transaction.rollback();
  }
}

/** The code PostgreSQL refuses with, or nothing. */
async function refusal(account: string, ...statements: readonly string[]): Promise<string | undefined> {
  try {
    await as(account, ...statements);
    return undefined;
  } catch (error) {
    return (error as { code?: string }).code ?? String(error);
  }
}

async function accountOf({ headers, role }: MatrixViewer): Promise<string> {
  const { data } = await hub.graphql<{ me: { id: string } }>("{ me { id } }", {}, { ...headers });
  expect([role, typeof data.me.id]).toEqual([role, "string"]);
  return data.me.id;
}

/** The embedded engine has one user and no one else to log in as: there the role is a habit, not a wall. */
const isServer = process.env["HUB_TEST_ENGINE"] === "postgres";
const NOBODY = "00000000-0000-7000-8000-00000000dead";

describe("Every table", () => {
  test("has row security, or the role of requests has no right to it at all", async () => {
    const open = await hub.sql<{ name: string }>(
      `select c.oid::regclass::text as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where n.nspname in ('public', 'counting') and c.relkind in ('r', 'p', 'm', 'f') and not c.relrowsecurity
         and (has_table_privilege('xunshu_hub', c.oid, 'select, insert, update, delete, truncate, references, trigger') or has_any_column_privilege('xunshu_hub', c.oid, 'select, insert, update'))
       order by 1`,
    );
    expect(open.map(({ name }) => name)).toEqual(OPEN_TABLES);
  });

  test("belongs to another than the role of requests, which is nothing but a role", async () => {
    const [role] = await hub.sql(
      `select rolsuper as super, rolbypassrls as bypasses, rolcreaterole as makes, rolcreatedb as creates,
         exists (select from pg_class c where c.relowner = r.oid) or exists (select from pg_proc p where p.proowner = r.oid) as owns,
         exists (select from pg_auth_members m where m.member = r.oid) as belongs from pg_roles r where rolname = 'xunshu_hub'`,
    );
    expect(role).toEqual({ super: false, bypasses: false, makes: false, creates: false, owns: false, belongs: false });
  });
});

/** Tables without row security that requests read: facts of the hub itself. */
const OPEN_TABLES: readonly string[] = ["hub_migration", "role_right", "tally_state"];

/** What the role of requests may select from, in every schema but the server's own. */
async function readable(): Promise<string[]> {
  const found = await hub.sql<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where n.nspname !~ '^pg_' and n.nspname <> 'information_schema' and c.relkind in ('r', 'v', 'm', 'p', 'f')
       and has_schema_privilege('xunshu_hub', n.oid, 'usage') and has_table_privilege('xunshu_hub', c.oid, 'select') order by 1`,
  );
  return found.map(({ name }) => name);
}

/** Every table and view, and every ledger as it stood a moment ago. */
async function allSources(): Promise<string[]> {
  const tables = await readable();
  const moments = await hub.sql<{ name: string }>(
    `select p.oid::regproc::text as name from pg_proc p where p.proretset and pg_get_function_identity_arguments(p.oid) = 'moment timestamp with time zone'
       and has_function_privilege('xunshu_hub', p.oid, 'execute') order by 1`,
  );
  return [...tables, ...moments.map(({ name }) => `${name}(now())`)];
}

/** Every row of them, as text. */
async function allThatIsSeen(account: string): Promise<Record<string, string[]>> {
  const sources = await allSources();
  const answers = await as(account, ...sources.map((source) => `select to_jsonb(x)::text as row from ${source} x`));
  return Object.fromEntries(sources.map((source, n) => [source, answers[n]!.map(({ row }) => String(row))]));
}

describe("Every row of every table", () => {
  test("is refused to whoever names no account, or hidden, and all but what everybody knows from one that is not there", async () => {
    const full = (seen: Record<string, string[]>): string[] =>
      Object.keys(seen).filter((name) => seen[name]!.length > 0);
    if (isServer) expect(await refusal("", "select 1 from person")).toBe("42501");
    else
      expect(
        full(await allThatIsSeen("")).filter((name) => !OPEN_TABLES.includes(name.replace("public.", ""))),
      ).toEqual([]);
    expect(
      full(await allThatIsSeen(NOBODY)).filter(
        (name) => !KNOWN_TO_ALL.has(name.replace(/^public\.|_as_of\(now\(\)\)$/gu, "")),
      ),
    ).toEqual([]);
  });

  test.each(VIEWERS)("is seen by a %s when it is of their grant, and none of another's", async (name) => {
    const viewer = await viewerNamed(hub, name);
    const seen = await allThatIsSeen(await accountOf(viewer));
    const foreign = Object.entries(seen).flatMap(([source, rows]) =>
      rows
        .filter((row) => isForeign(row) && !isMembership(viewer.role, source, row))
        .map((row) => `${source}: ${row.slice(0, 200)}`),
    );
    expect(foreign).toEqual([]);
    const own = LEDGERS.map(({ table, subject }) => [
      table,
      seen[`public.${table}`]!.some((row) => row.includes(hub.organizations["S-1"]!)),
      readsOf(viewer.role, subject),
    ]);
    expect(own).toEqual(
      LEDGERS.map(({ table, subject }) => [table, sees(viewer.role, subject, table), readsOf(viewer.role, subject)]),
    );
  });

  test("is seen whole by an account over everything, so that there is something to hide", async () => {
    await hub.signIn({ role: "*", unmasks: true, name: "全看" });
    const [account] = await hub.sql<{ id: string }>("select id from account where name = '全看'");
    const seen = await allThatIsSeen(account!.id);
    for (const { table } of LEDGERS) expect([table, seen[`public.${table}`]!.some(isForeign)]).toEqual([table, true]);
    for (const log of ["change_row", "change_log"])
      expect([log, seen[`public.${log}`]!.some(isForeign)]).toEqual([log, true]);
  });
});

/** Codes, names and definitions, with their history; and what roles may. */
const KNOWN_TO_ALL = new Set([
  ...OPEN_TABLES,
  ...[
    "code",
    "form",
    "indicator",
    "indicator_version",
    "organization",
    "organization_name",
    "organization_tree",
    "parameter",
    "rule",
  ],
  ...["change_log", "change_row"],
]);

const sees = (role: string | undefined, subject: string, table: string): boolean =>
  readsOf(role, subject) === "all" ||
  (table === "figure" && readsApproved(role, subject)) ||
  singleRows(hub, role, table).length > 0;

/** Of a ledger of the foreign side: its texts say so, or the organization it is kept at. The change log has public parts. */
function isForeign(row: string): boolean {
  const { org_id: owner, register } = JSON.parse(row) as { org_id?: string; register?: string };
  if (foreignIn(row).length > 0) return true;
  return owner === hub.organizations["X-1"] && !/"(?:ancestor_id|depth)"/u.test(row) && register !== "organization";
}

function isMembership(role: string | undefined, source: string, row: string): boolean {
  const { member_org_id: member } = JSON.parse(row) as { member_org_id?: string };
  return (
    /^(?:public\.)?affiliation/u.test(source) &&
    readsOf(role, "members") === "all" &&
    member === hub.organizations["S-1"]
  );
}

// ── Writing ─────────────────────────────────────────────────────────────────────────────────────────────────────

const DENIED = ["42501", "23001"];

describe("By SQL of one's own", () => {
  let writer: string;
  beforeAll(async () => {
    const headers = await hub.signIn({ role: "*", organization: "S", unmasks: true, name: "自家全权" });
    writer = await accountOf({ name: "自家全权", role: "*", headers });
  });

  test.each(LEDGERS.map(({ table }) => table))(
    "no foreign row of %s is changed, deleted, taken over or put there",
    async (table) => {
      const [{ before }] = (await hub.sql<{ before: string }>(
        `select md5(string_agg(x::text, '' order by x::text)) as before from "${table}" x where org_id = $1`,
        [hub.organizations["X-1"]],
      )) as [{ before: string }];
      const [own, foreign] = [hub.organizations["S-1"], hub.organizations["X-1"]];
      const change = (where: string): string =>
        `with u as (update "${table}" set updated_by = '外人' where ${where} returning 1) select count(*)::int as n from u`;
      const [[none]] = (await as(writer, change(`org_id = '${foreign}'`))) as [[{ n: number }]];
      expect(none.n).toBe(0);
      // A figure is not even at home changed without a revision; all else is, so that there is something to refuse.
      if (table === "figure") expect(DENIED).toContain(await refusal(writer, change("true")));
      else expect((await as(writer, change("true")))[0]?.[0]?.["n"]).toBe(hub.rows.own[table]?.length);
      expect(
        await refusal(
          writer,
          `with d as (delete from "${table}" where org_id = '${foreign}' returning 1) select count(*) from d`,
        ),
      ).toBeUndefined();
      const columns =
        "select string_agg(quote_ident(attname), ', ') as list from pg_attribute where attrelid = $1::regclass and attnum > 0 and not attisdropped and attname not in ('org_id', 'id')";
      const [{ list }] = (await hub.sql<{ list: string }>(columns, [table])) as [{ list: string }];
      expect(DENIED).toContain(
        await refusal(
          writer,
          `insert into "${table}" (org_id, ${list}) select '${foreign}', ${list} from "${table}" where org_id = '${own}' limit 1`,
        ),
      );
      expect(DENIED).toContain(
        await refusal(writer, `update "${table}" set org_id = '${foreign}' where org_id = '${own}'`),
      );
      const [{ after }] = (await hub.sql<{ after: string }>(
        `select md5(string_agg(x::text, '' order by x::text)) as after from "${table}" x where org_id = $1`,
        [foreign],
      )) as [{ after: string }];
      expect(after).toBe(before);
    },
  );

  test.each([
    "access_event",
    "access_head",
    "change_log",
    "change_row",
    "change_head",
    "figure_revision",
    "person_erasure",
    "change_erasure",
    "audit_seal",
  ])("nothing of %s is changed, deleted, emptied, altered or freed from what guards it", async (log) => {
    const [trigger] = await hub.sql<{ name: string }>(
      "select tgname as name from pg_trigger where tgrelid = $1::regclass and not tgisinternal limit 1",
      [log],
    );
    const [column] = await hub.sql<{ name: string }>(
      "select attname as name from pg_attribute where attrelid = $1::regclass and attnum = 2",
      [log],
    );
    const tries = [
      `update ${log} set ${column!.name} = ${column!.name}`,
      `delete from ${log}`,
      `truncate ${log} cascade`,
      `alter table ${log} disable row level security`,
      `alter table ${log} disable trigger all`,
      `drop table ${log} cascade`,
      `create policy open on ${log} using (true)`,
      ...(trigger === undefined ? [] : [`drop trigger ${trigger.name} on ${log}`]),
    ];
    for (const text of tries)
      expect([text, DENIED.includes(String(await refusal(writer, text)))]).toEqual([text, true]);
  });

  test.each([
    "set row_security = off; select 1 from person",
    "create role besides",
    "create table public.besides ()",
    "create schema besides",
    "copy person to program 'cat'",
    "select pg_read_file('/etc/passwd')",
    "alter role xunshu_hub superuser",
    "grant xunshu_hub to public",
    "set session_replication_role = replica",
  ])("“%s” is refused or gives nothing away", async (text) => {
    // Each statement by itself: several at once are refused for being several.
    const outcome = await refusal(writer, ...text.split("; "));
    expect(outcome).toMatch(/^(?:42501|22023|42704|0LP01|0A000)$/u);
  });
});

const onServer = isServer ? describe : undefined;
if (onServer === undefined) console.log("the login of requests is tested on PostgreSQL alone");
onServer?.("The login of requests", () => {
  test.each(["set session authorization", "set role", "alter role current_user superuser; set role"])(
    "becomes nobody else by “%s”",
    async (text) => {
      const writer = await accountOf({
        name: "",
        role: "",
        headers: await hub.signIn({ role: "*", organization: "S", name: "换角色" }),
      });
      const [owner] = await hub.sql<{ name: string }>("select quote_ident(session_user) as name");
      expect(await refusal(writer, ...`${text} ${owner!.name}`.split("; "))).toMatch(/^(?:42501|42601)$/u);
    },
  );

  test("is believed no account but the one the hub signed, under no other name, on this connection alone", async () => {
    const [writer, other] = [
      await accountOf({
        name: "",
        role: "",
        headers: await hub.signIn({ role: "*", organization: "S", name: "换人" }),
      }),
      await accountOf({
        name: "",
        role: "",
        headers: await hub.signIn({ role: "*", organization: "X", name: "被换" }),
      }),
    ];
    const count = "select count(*)::int as n from person";
    expect((await as(writer, count))[0]?.[0]?.["n"]).toBeGreaterThan(0);
    for (const forged of [
      `select set_config('hub.account', '${other}', true)`,
      `select set_config('hub.account', '', true)`,
      `select set_config('hub.viewer', '别人', true)`,
      `select set_config('hub.proof', '', true)`,
      `select set_config('hub.proof', repeat('0', 64), true)`,
    ])
      for (const what of [count, "select hub_account()"])
        expect([forged, what, await refusal(writer, forged, what)]).toEqual([forged, what, "42501"]);

    // What was signed for another account on another connection opens nothing here.
    const stolen = requestTransaction(requests, { name: "试探", accountId: writer });
    const held = requestTransaction(requests, { name: "试探", accountId: other });
    const [mine, first] = [await stolen.tx(), await held.tx()];
    const proofOf = async (tx: typeof mine): Promise<string> =>
      String((await sql<{ proof: string }>`select current_setting('hub.proof') as proof`.execute(tx)).rows[0]?.proof);
    const [own, elsewhere] = [await proofOf(mine), await proofOf(first)];
    expect([own, elsewhere]).toEqual([
      expect.stringMatching(/^[0-9a-f]{64}$/u),
      expect.stringMatching(/^[0-9a-f]{64}$/u),
    ]);
    await sql`select set_config('hub.account', ${other}, true), set_config('hub.proof', ${elsewhere}, true)`.execute(
      mine,
    );
    await expect(sql.raw(count).execute(mine)).rejects.toMatchObject({ code: "42501" });
    await stolen.rollback();
    await held.rollback();
  });

  test("is believed nothing that was signed for whoever its connection served before, committed, undone or begun anew", async () => {
    const [victim, thief] = await Promise.all(
      ["先来的人", "后来的人"].map(async (name, n) =>
        accountOf({
          name,
          role: "*",
          headers: await hub.signIn({ role: "*", organization: n === 0 ? "X" : "S", name }),
        }),
      ),
    );
    const url = new URL(process.env["HUB_TEST_DATABASE_URL"]!);
    url.pathname = `/${(await hub.sql<{ name: string }>("select current_database() as name"))[0]!.name}`;
    const single = await openDatabase({ engine: "postgres", url: url.href, poolSize: 1 });
    const served = await single.requestsUnder(TEST_IDENTITY_KEY);
    const SEEN = "select pg_backend_pid() as pid, count(*)::int as n from person";
    try {
      for (const end of ["commit", "rollback"] as const)
        for (const tries of REPLAYS) {
          const first = requestTransaction(served, { name: "先来的人", accountId: victim! });
          const [{ proof, pid, n }] = (
            await sql<{ proof: string; pid: number; n: number }>`select current_setting('hub.proof') as proof,
            pg_backend_pid() as pid, (select count(*)::int from person) as n`.execute(await first.tx())
          ).rows as [{ proof: string; pid: number; n: number }];
          await first[end]();
          const second = requestTransaction(served, { name: "后来的人", accountId: thief! });
          const tx = await second.tx();
          const own = (await sql.raw(SEEN).execute(tx)).rows;
          const outcomes: unknown[] = [];
          for (const text of [...tries, REPLAY, SEEN]) {
            await sql`savepoint try`.execute(tx);
            const filled = text.replaceAll("$WHO", victim!).replaceAll("$PROOF", proof);
            const outcome = await sql.raw(filled).execute(tx).catch((error: { code: string }) => error.code); // prettier-ignore
            if (typeof outcome === "string") await sql`rollback to try`.execute(tx);
            outcomes.push(typeof outcome === "string" ? outcome : outcome.rows);
          }
          await second.rollback();
          // On the very connection, where there was something to see, and with rows of one's own.
          expect([proof.length, n > 0, own]).toEqual([64, true, [{ pid, n: 2 }]]);
          expect([end, tries, outcomes.at(-1)]).toEqual([end, tries, expect.stringMatching(/^(?:42501|55000)$/u)]);
        }
    } finally {
      await single.close();
    }
  });

  test("adds nothing to the log, and tries no names, without the hub's signature for it", async () => {
    const clerk = await accountOf({
      name: "",
      role: "",
      headers: await hub.signIn({ role: "*", organization: "S", unmasks: true, name: "自记自遮" }),
    });
    const org = hub.organizations["S-1"]!;
    const proof = "current_setting('hub.proof')";
    for (const text of [
      "select record_access('claims_checked', '{}')",
      "select record_access('sign_out', '{}', 'page 127.0.0.1')",
      `select record_events('claims_checked', '[{}]', null, ${proof})`,
      "select record_events('claims_checked', '[{}]', null, null)",
      `select mask_words('${org}', '示例雪松')`,
      `select mask_words('${org}', '示例雪松', ${proof})`,
      `select mask_words('${org}', '示例雪松', null)`,
      "select hub_signature('call')",
      "select hub_asked('', 'mask')",
    ])
      expect([text, await refusal(clerk, text)]).toEqual([text, "42501"]);
    // The hub's own calls are signed, on the same connections.
    const transaction = requestTransaction(requests, { name: "自记自遮", accountId: clerk });
    const tx = await transaction.tx();
    await recordEvents(tx, "exported", [{ what: "一" }, { what: "二" }], "page 127.0.0.1");
    const masked = await sql<{
      said: string;
    }>`select mask_words(${org}, '没有人', ${PROOF_OF_MASKING}) as said`.execute(tx);
    expect(masked.rows).toEqual([{ said: "没有人" }]);
    await transaction.commit();
    const kept = await hub.sql(
      "select detail ->> 'what' as what, origin from access_event where by = '自记自遮' and kind = 'exported' order by link",
    );
    expect(kept).toEqual([
      { what: "一", origin: "page 127.0.0.1" },
      { what: "二", origin: "page 127.0.0.1" },
    ]);
  });

  test("reads neither the key of signatures nor, of other connections, what was signed", async () => {
    const writer = await accountOf({
      name: "",
      role: "",
      headers: await hub.signIn({ role: "*", organization: "S", name: "看连接" }),
    });
    expect(await refusal(writer, "select * from viewer_key")).toBe("42501");
    const held = requestTransaction(requests, { name: "别的连接", accountId: writer });
    await held.tx();
    const [, texts] = await as(
      writer,
      "reset role",
      "select query from pg_stat_activity where pid <> pg_backend_pid()",
    );
    await held.rollback();
    expect(texts?.some(({ query }) => String(query).includes("hub.proof"))).toBe(true);
    expect(texts?.filter(({ query }) => /[0-9a-f]{64}|别的连接/u.test(String(query)))).toEqual([]);
  });

  test("opens nothing at all under another's account or name", async () => {
    const [clerk, other] = [
      await hub.signIn({ role: "college_clerk", organization: "S-1", name: "冒名" }),
      await hub.signIn({ role: "*", unmasks: true, name: "被冒名" }),
    ].map((headers) => accountOf({ name: "", role: "", headers }));
    const [own, all] = [await clerk!, await other!];
    await hub.sql(
      `insert into batch (id, kind, request_hash, received_by, receipt) values ('${NOBODY}', 'rows', '', '被冒名', '{}')`,
    );
    const sources = [...(await allSources()), `hub_batch('${NOBODY}')`];
    const row = (source: string): string => `select to_jsonb(x)::text as row from ${source} x limit 1`;
    const seen = await asNamed("被冒名", all, ...sources.map(row));
    const full = sources.filter((source, n) => seen[n]!.length > 0 && !OPEN_TABLES.includes(source.split(".")[1]!));
    expect(full).toEqual(expect.arrayContaining([sources.at(-1), "public.batch", "public.person", "counting.person"]));
    for (const forged of [
      `select set_config('hub.account', '${all}', true)`,
      "select set_config('hub.viewer', '被冒名', true)",
    ]) {
      const transaction = requestTransaction(requests, { name: "试探", accountId: own });
      const tx = await transaction.tx();
      await sql.raw(forged).execute(tx);
      for (const source of full) {
        await sql`savepoint try`.execute(tx);
        const outcome = await sql.raw(row(source)).execute(tx).catch((error: { code: string }) => error.code); // prettier-ignore
        expect([forged, source, outcome]).toEqual([forged, source, "42501"]);
        await sql`rollback to try`.execute(tx);
      }
      await transaction.rollback();
    }
  });

  test("leaves no trap behind for whoever its connection would serve next", async () => {
    const [database] = await hub.sql<{ name: string }>("select current_database() as name");
    const url = new URL(process.env["HUB_TEST_DATABASE_URL"]!);
    url.pathname = `/${database!.name}`;
    // One connection: whoever comes next would get it.
    const single = await openDatabase({ engine: "postgres", url: url.href, poolSize: 1 });
    const served = await single.requestsUnder(TEST_IDENTITY_KEY);
    const backendAfter = async (...statements: readonly string[]): Promise<unknown> => {
      const transaction = requestTransaction(served, { name: "设套", accountId: NOBODY });
      const tx = await transaction.tx();
      const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx);
      for (const text of statements) await tx.executeQuery(CompiledQuery.raw(text)).catch(() => undefined);
      await transaction.rollback();
      return rows[0]?.pid;
    };
    try {
      for (const [honest, ...statements] of [
        [true, "select 1", "with x as (select 1) select * from x"],
        [false, "deallocate viewer", "prepare viewer (text) as select set_config('loot.proof', $1, false)"],
        [false, "prepare hub0 as select 1; select 1"],
        [false, "do $$ begin execute 'prepare hub1 as select 1'; raise exception 'undone'; end $$"],
        [false, "declare kept cursor with hold for select 1"],
        [false, "listen anything"],
      ] as const) {
        const before = await backendAfter(...statements);
        expect([statements, (await backendAfter()) === before]).toEqual([statements, honest]);
      }
    } finally {
      await single.close();
    }
    // Nor does it put a table of its own before the hub's.
    for (const text of ["create temporary table person ()", "select 1 as id into temporary person"])
      expect([text, await refusal(NOBODY, text)]).toEqual([text, "42501"]);
  });

  test("sees nothing else when it lays its role down", async () => {
    const writer = await accountOf({
      name: "",
      role: "",
      headers: await hub.signIn({ role: "*", organization: "S", name: "换角色" }),
    });
    const rows =
      "select count(*) filter (where org_id = any ($$ORG$$))::int as n, count(*)::int as own from person".replace(
        "$$ORG$$",
        `array['${hub.organizations["X-1"]!}'::uuid]`,
      );
    const [, before, , after] = await as(writer, "select 1", rows, "reset role", rows);
    expect([before, after]).toEqual([[{ n: 0, own: 2 }], [{ n: 0, own: 2 }]]);
    expect(await refusal(writer, "reset role", "update access_event set kind = kind")).toBe("42501");
  });
});

// ── Functions ───────────────────────────────────────────────────────────────────────────────────────────────────

/** Takes on again who was seen on the connection before, with what was signed for them then. */
const REPLAY =
  "select set_config('hub.account', '$WHO', true), set_config('hub.viewer', '先来的人', true), set_config('hub.proof', '$PROOF', true)";
/** What is tried first, so that it is believed. */
const REPLAYS: readonly (readonly string[])[] = [
  [],
  ["rollback and chain"],
  ["discard temp", "select hub_sit(1, '$PROOF')", "create temporary sequence hub_turn"],
  ["discard sequences"],
  ["select setval('pg_temp.hub_turn', 1)"],
  ["alter sequence pg_temp.hub_turn restart with 1"],
  ["select hub_enter(1, '$WHO', '先来的人', '$PROOF')"],
  ["select hub_enter(currval('pg_temp.hub_turn') + 1, '$WHO', '先来的人', '$PROOF')"],
];

/** Functions with their owner's rights that the role of requests may call, and why each may be called by anybody. */
const CALLABLE: Readonly<Record<string, string>> = {
  ...decided("says only what the asker's own grants are", [
    "hub_account",
    "hub_administers",
    "hub_audits",
    "hub_has_role",
    "hub_heads",
    "hub_held",
    "hub_may",
    "hub_may_all",
    "hub_near",
    "hub_names",
    "hub_gives_to",
    "hub_can_give",
    "account_administers",
    "account_lists",
    "account_governs",
  ]),
  ...decided("accounts and events of those a head or administrator may know", [
    "hub_headed_accounts",
    "hub_accounts_below",
    "account_list",
    "account_persons",
    "access_grants",
    "audit_images",
    "seal_logs",
  ]),
  ...decided("the asker's own account, sessions and tokens", [
    "account_mine",
    "account_end_session",
    "access_tokens",
    "access_end_token",
    "access_make_token",
  ]),
  ...decided("asks itself whether the asker governs the other account", [
    "access_give",
    "access_take_back",
    "access_assign",
    "account_close",
    "account_end_sessions",
    "account_make",
    "account_reset",
    "account_tie",
  ]),
  ...decided("rows that were assigned to the asker", ["hub_assigned"]),
  ...decided("rows of the person the asker's own account is tied to", ["hub_own", "hub_own_persons"]),
  ...decided("whether rows may be written, by the asker's grants, and who entered them among the asker's own names", [
    "hub_row_rights",
    "hub_entered",
  ]),
  ...decided("that there is one, not whose", ["hub_claimed_elsewhere", "hub_batch"]),
  ...decided("persons of organizations that the asker unmasks or writes; logged", [
    "erase_person",
    "seal_identities",
    "sealed_identity",
  ]),
  ...decided("nothing without the hub's signature for this very call, in this very turn", [
    "hub_sit",
    "hub_enter",
    "record_events",
    "mask_words",
  ]),
  ...decided("opens a correction where the asker approves", ["hub_order_correction"]),
  ...decided("tells whether the asker's own grants reach an organization", ["hub_knows"]),
  ...decided("locks, which tell nothing", ["hold_chains", "hold_organizations"]),
  ...decided("whether numbers are kept under a key, not which", ["tally_has"]),
};

function decided(why: string, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.map((name) => [name, why]));
}

describe("Every function with its owner's rights that requests may call", () => {
  test("has a decision, and looks for its tables where they are", async () => {
    const found = await hub.sql<{ name: string; schema: string; path: string | null; trigger: boolean }>(
      `select p.proname as name, n.nspname as schema, (select c from unnest(p.proconfig) c where c like 'search_path=%') as path, p.prorettype = 'trigger'::regtype as trigger
       from pg_proc p join pg_namespace n on n.oid = p.pronamespace where p.prosecdef and has_function_privilege('xunshu_hub', p.oid, 'execute') order by 1`,
    );
    expect(
      found.filter(({ schema, name }) => schema !== "counting" && !(name in CALLABLE)).map(({ name }) => name),
    ).toEqual([]);
    expect(found.filter(({ path }) => path !== "search_path=public, pg_temp").map(({ name }) => name)).toEqual([]);
    expect(found.filter(({ trigger }) => trigger).map(({ name }) => name)).toEqual([]);
  });

  test("tells nobody of another's grants", async () => {
    const clerk = await accountOf({
      name: "",
      role: "",
      headers: await hub.signIn({ role: "college_clerk", organization: "S-1", name: "探查干事" }),
    });
    const [other] = await hub.sql<{ id: string }>(
      "select account_id as id from access_grant where account_id <> $1 limit 1",
      [clerk],
    );
    const [own, others] = await as(
      clerk,
      `select count(*)::int as n from hub_held('${clerk}', '*', 'all')`,
      `select count(*)::int as n from hub_held('${other!.id}', '*', 'all')`,
    );
    expect([own?.[0]?.["n"], others?.[0]?.["n"]]).toEqual([1, 0]);
    for (const name of ["hub_holds_all", "hub_organizations_of"])
      expect(await refusal(clerk, `select ${name}('${other!.id}', '*', 'all')`)).toBe("42501");
  });

  test("tells nobody what persons were called whose rows they may only count", async () => {
    const analyst = await accountOf({
      name: "",
      role: "",
      headers: await hub.signIn({ role: "analyst", organization: "S", name: "探查分析员" }),
    });
    const [view, moment] = await as(
      analyst,
      "select count(*)::int as n, count(name)::int as named from counting.person",
      "select count(*)::int as n, count(name)::int as named from counting.person_as_of(now())",
    );
    expect([view?.[0], moment?.[0]]).toEqual([
      { n: 2, named: 0 },
      { n: 2, named: 0 },
    ]);
  });

  test("opens of the log to a head what rows were that their role reads, and to an administrator persons masked", async () => {
    const images = async (role: string, table: string, organization?: string): Promise<string> => {
      const headers = await hub.signIn({
        role,
        ...(organization === undefined ? {} : { organization }),
        name: `查${role}${organization ?? ""}`,
      });
      const [link] = await hub.sql<{ seq: string }>(
        "select max(seq)::text as seq from change_log where org_id = $1 and register = $2 and operation = 'update'",
        [hub.organizations["S-1"], table],
      );
      const [rows] = await as(
        await accountOf({ name: "", role, headers }),
        `select to_jsonb(x)::text as row from audit_images('${hub.organizations["S-1"]!}', ${link!.seq}, 10) x`,
      );
      return JSON.stringify(rows);
    };
    expect(await images("school_office", "fund_entry", "S")).toContain(MARKS.own.text);
    expect(await images("county", "fund_entry", "S")).toBe("[]");
    expect(await images("school_office", "fund_entry", "X")).toBe("[]");
    const masked = await images("administrator", "person");
    expect(masked).toContain("自**");
    expect(masked).not.toMatch(/自家账(?:name|verified)/u);
  });
});
