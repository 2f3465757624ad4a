/** How often an account may ask, and what the database is told of how long it may take. */
import { request } from "node:http";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { sql } from "kysely";
import { requestTransaction } from "../../server/database/transaction.js";
import { DOCUMENT_IDS } from "../../schema/generated/document-ids.js";
import { startHub, TEST_IDENTITY_KEY, type TestHub } from "../support/hub.js";

let hub: TestHub;
beforeAll(async () => {
  // Every role has its own numbers here: nothing is set for all of them.
  hub = await startHub({ settings: { requestsPerMinute: undefined } });
  await hub.sql("insert into organization (code, name, kind) values ('ZX', '示例协会', 'association')");
  await hub.sql("insert into code (list, code, name_zh, name_en) values ('activity_kind', 'class', '培训班', 'Class')");
});
afterAll(() => hub.stop());

type Headers = Record<string, string>;
interface Said {
  readonly status: number;
  readonly code?: unknown;
  readonly args?: unknown;
  readonly zh?: string;
  readonly retryAfter?: string | null;
}

async function said(response: Response): Promise<Said> {
  const body = (await response.json()) as Refused & { errors?: { extensions: Refused }[] };
  const { code, args, message } = body.errors?.[0]?.extensions ?? body;
  const { status } = response;
  return { status, code, args, zh: message?.zh ?? "", retryAfter: response.headers.get("retry-after") };
}
interface Refused {
  readonly code?: unknown;
  readonly args?: unknown;
  readonly message?: { readonly zh: string };
}

const post = (body: string, headers: Headers): Promise<Response> =>
  fetch(`${hub.url}/graphql`, { method: "POST", headers: { "content-type": "application/json", ...headers }, body });
const ask = async (query: string, headers: Headers, variables = {}): Promise<Said> =>
  said(await post(JSON.stringify({ query, variables }), headers));

test("in a minute a role sends as many requests as its line says, one more is told when to come again", async () => {
  const [eager, other] = [
    await hub.signIn({ role: "expert", name: "急" }),
    await hub.signIn({ role: "analyst", name: "缓" }),
  ];
  const send = async (headers: Headers) => said(await post('{"query":""}', headers));
  for (let n = 0; n < 300; n++) expect((await send(eager)).status).not.toBe(429);
  const refused = await send(eager);
  expect(refused).toMatchObject({ status: 429, code: "TOO_OFTEN", args: { max: 300, asked: 301 } });
  expect(Number(refused.retryAfter)).toBeGreaterThan(0);
  for (let n = 0; n < 301; n++) expect((await send(other)).status).not.toBe(429);
});

describe("What a document may be, by role", () => {
  const many = (count: number, word: (n: number) => string): string =>
    Array.from({ length: count }, (_, n) => word(n)).join(" ");
  const deep = (levels: number): string => (levels === 0 ? "{ name }" : `{ parent ${deep(levels - 1)} }`);
  // An expert's numbers, each exactly and by one more; an analyst's are larger but for the root fields.
  test.each<[string, number, (count: number) => string]>([
    ["TOO_DEEP", 12, (count) => `{ organizations { nodes ${deep(count - 3)} } }`],
    ["TOO_MANY_FIELDS", 500, (count) => `{ hub { ${many(count - 1, () => "name")} } }`],
    ["TOO_MANY_ALIASES", 200, (count) => `{ hub { ${many(count, (n) => `a${n}: name`)} } }`],
    ["TOO_MANY_ROOTS", 20, (count) => `{ ${many(count, (n) => `a${n}: hub { name }`)} }`],
    [
      "TOO_MANY_WORDS",
      4000,
      (count) => `{ figureGrid(organizations: [${many(count - 16, () => '"Z"')}], columns: []) { values } }`,
    ],
  ])("%s", async (code, max, document) => {
    const expert = await hub.signIn({ role: "expert", name: "专" });
    const analyst = await hub.signIn({ role: "analyst", name: "析" });
    expect(await ask(document(max), expert)).toMatchObject({ status: 200, code: undefined });
    const refused = await ask(document(max + 1), expert);
    expect(refused).toMatchObject({ status: 400, code, args: { max, asked: max + 1 } });
    expect(refused.zh).toContain(`${max + 1}`);
    if (code === "TOO_MANY_ROOTS") expect((await ask(document(max + 1), analyst)).code).toBe(code);
    else expect(await ask(document(max + 1), analyst)).toMatchObject({ status: 200, code: undefined });
  });
});

describe("What an operation may return, by role", () => {
  const pages = (inner: number, fields: string, more = ""): string =>
    `{ organizations(first: 500) { nodes { activities(first: ${inner}) { nodes { ${fields} } } ${more} } } }`;
  const names = (count: number): string => Array.from({ length: count }, (_, n) => `b${n}: name`).join(" ");
  const wide = Array.from({ length: 20 }, (_, n) => `a${n}: title`).join(" ");

  test("rows of all levels and root fields count together, whether answered at once or one by one", async () => {
    const expert = await hub.signIn({ role: "expert", name: "专" });
    const analyst = await hub.signIn({ role: "analyst", name: "析" });
    const two = (inner: number, last: number) =>
      pages(inner, "title").replace(/\}$/u, ` again: organizations(first: ${last}) { nodes { name } } }`);
    // The statement kept for an analyst is not an expert's.
    expect(await ask(two(78, 500), analyst)).toMatchObject({ status: 200, code: undefined });
    expect(await ask(two(78, 500), expert)).toMatchObject({ status: 200, code: undefined });
    for (const hand of ["", " hub { name }"]) {
      const over = `${two(79, 1).slice(0, -1)}${hand} }`;
      expect(await ask(over, analyst)).toMatchObject({ status: 200, code: undefined });
      expect(await ask(over, expert)).toMatchObject({ code: "TOO_COSTLY", args: { rows: 40_001, max: 40_000 } });
    }
  });

  test("fields of each row count, too", async () => {
    const expert = await hub.signIn({ role: "expert", name: "专" });
    expect(await ask(pages(79, wide, names(19)), expert)).toMatchObject({ status: 200, code: undefined });
    expect(await ask(pages(79, wide, names(20)), expert)).toMatchObject({
      code: "TOO_MUCH_ASKED",
      args: { cost: 800_500, max: 800_000 },
    });
    expect(await ask(pages(79, wide, names(20)), await hub.signIn({ role: "analyst", name: "析" }))).toMatchObject({
      status: 200,
      code: undefined,
    });
  });

  test("figures of a sheet are rows", async () => {
    const grid = (organizations: number) => ({
      organizations: Array.from({ length: organizations }, (_, n) => `Z${n}`),
      columns: Array.from({ length: 100 }, (_, n) => ({ indicator: "QU01", period: `${2000 + n}` })),
    });
    const query = `query ($organizations: [String!]!, $columns: [GridColumnInput!]!) {
      figureGrid(organizations: $organizations, columns: $columns) { values } }`;
    const expert = await hub.signIn({ role: "expert", name: "专" });
    expect(await ask(query, expert, grid(400))).toMatchObject({ status: 200, code: undefined });
    expect(await ask(query, expert, grid(401))).toMatchObject({ code: "TOO_COSTLY", args: { rows: 40_100 } });
  });
});

describe("What may be sent, by role", () => {
  const rows = (count: number) => ({
    input: { batchId: crypto.randomUUID(), dryRun: true, rows: Array.from({ length: count }, () => ({})) },
  });
  const SAVE = "mutation ($input: SaveActivitiesInput!) { saveActivities(input: $input) { refused } }";

  test("a batch of as many rows as the role's is taken, one row more is refused, Chinese first", async () => {
    const expert = await hub.signIn({ role: "expert", name: "专" });
    expect((await ask(SAVE, expert, rows(500))).code).not.toBe("TOO_MANY_ROWS");
    const { errors } = await hub.graphql(SAVE, rows(501), expert);
    expect(errors?.[0]?.extensions).toMatchObject({ code: "TOO_MANY_ROWS", args: { max: 500, asked: 501 } });
    expect(errors?.[0]?.message).toBe(
      "一批有 501 行，最多 500 行。请分批发送。 / A batch of 501 rows; the limit is 500. Send them in parts.",
    );
    expect((await ask(SAVE, await hub.signIn({ role: "secretary", name: "批" }), rows(501))).code).toBeUndefined();
  });

  test("a program sends no larger batches than programs may, whatever its role", async () => {
    const headers = await hub.signIn({ role: "secretary", name: "机" });
    await hub.sql(
      "update account set kind = 'program', owner_id = (select id from account where name = '专') where name = '机'",
    );
    await hub.sql(
      `insert into access_token (account_id, name, hash, expires_at, created_by)
       select id, '机', sha256('invented'::bytea), now() + interval '10 years', '测试' from account where name = '机'`,
    );
    const program = { ...headers, authorization: "Bearer invented" };
    expect((await ask(SAVE, program, rows(5001))).args).toEqual({ max: 5000, asked: 5001 });
    expect((await ask(SAVE, program, rows(501))).code).toBeUndefined();
  });

  test("cells of a write and of a selection, as many as the role's and one more", async () => {
    const expert = await hub.signIn({ role: "expert", name: "专" });
    const cell = { indicator: "QU01", organization: "ZX", period: "2026", value: "1", baseVersion: 0 };
    const write = (count: number) =>
      ask("mutation ($input: WriteFiguresInput!) { writeFigures(input: $input) { refused } }", expert, {
        input: { batchId: crypto.randomUUID(), dryRun: true, cells: Array.from({ length: count }, () => cell) },
      });
    expect((await write(500)).code).not.toBe("TOO_MANY_CELLS");
    expect(await write(501)).toMatchObject({ code: "TOO_MANY_CELLS", args: { max: 500, asked: 501 } });
    const stage = (count: number) =>
      ask("mutation ($input: StageSelectionInput!) { stageSelection(input: $input) { id } }", expert, {
        input: {
          ...{ organization: "ZX", workbook: "示例.xlsx", sheet: "表一", address: "A1" },
          values: [Array.from({ length: count }, () => "1")],
        },
      });
    expect((await stage(5000)).code).toBe("FORBIDDEN");
    expect(await stage(5001)).toMatchObject({ code: "TOO_MANY_CELLS", args: { max: 5000, asked: 5001 } });
  });

  test("a body of as many bytes as the role's is read, one byte more is refused", async () => {
    const expert = await hub.signIn({ role: "expert", name: "专" });
    const body = (bytes: number): string => `{"query":"{ hub { name } }","x":"${"x".repeat(bytes - 35)}"}`;
    expect(body(100)).toHaveLength(100);
    expect((await post(body(2 * 1024 * 1024), expert)).status).toBe(200);
    const refused = await said(await post(body(2 * 1024 * 1024 + 1), expert));
    expect(refused).toMatchObject({ status: 413, code: "BODY_TOO_LARGE", args: { max: 2, asked: 2.01 } });
    const analyst = await hub.signIn({ role: "analyst", name: "析" });
    expect((await post(body(2 * 1024 * 1024 + 1), analyst)).status).toBe(200);
  });
});

describe("Files, by role", () => {
  const send = async (headers: Headers, text: string, path = "/imports"): Promise<Said> => {
    const form = new FormData();
    form.set("organization", "ZX");
    form.set("file", new Blob([text]), "示例.csv");
    return said(await fetch(`${hub.url}${path}`, { method: "POST", headers, body: form }));
  };

  test("a file of as many bytes as the role's is taken, one byte more is refused", async () => {
    const expert = await hub.signIn({ role: "expert", name: "大" });
    const megabytes = 5 * 1024 * 1024;
    expect(await send(expert, "x".repeat(megabytes))).toMatchObject({ status: 403, code: "FORBIDDEN" });
    expect(await send(expert, "x".repeat(megabytes + 1))).toMatchObject({
      code: "FILE_TOO_LARGE",
      args: { max: 5, asked: 6 },
    });
    const contact = await hub.signIn({ role: "contact", name: "络" });
    expect((await send(contact, "x".repeat(megabytes + 1))).status).toBe(202);
  });

  test("of which some are hung up on while they wait for their turn keep nobody waiting afterwards", async () => {
    const headers = await hub.signIn({ role: "contact", name: "挂" });
    let refused = 0;
    // Two are read at once and twenty wait: two of these are sent away at once, and so all others are known to be there.
    const begun = Array.from({ length: 24 }, () => {
      const begin = request(`${hub.url}/imports`, {
        method: "POST",
        headers: { ...headers, "content-type": "multipart/form-data; boundary=x", "transfer-encoding": "chunked" },
      });
      begin.on("response", ({ statusCode }) => void (statusCode === 429 && refused++)).on("error", () => undefined);
      begin.write("--x\r\n");
      return begin;
    });
    await until(async () => refused === 2);
    for (const one of begun) one.destroy();
    expect((await send(headers, "编号,名称\n1,示例")).status).toBe(202);
  });

  test("so many an hour at every door together and at every hub; an hour later it goes on", async () => {
    const expert = await hub.signIn({ role: "expert", name: "频" });
    const sent = await Promise.all(Array.from({ length: 12 }, () => send(expert, "a", "/workbooks")));
    const refused = sent.filter(({ code }) => code === "TOO_MANY_UPLOADS");
    expect(refused).toHaveLength(2);
    expect(refused[0]).toMatchObject({ status: 429, args: { max: 10, asked: 11 } });
    expect(Number(refused[0]?.retryAfter)).toBeGreaterThan(3000);
    await hub.halt();
    await hub.resume();
    expect((await send(expert, "a")).code).toBe("TOO_MANY_UPLOADS");
    expect((await send(await hub.signIn({ role: "expert", name: "稀" }), "a")).code).toBe("FORBIDDEN");
    await hub.sql(
      `update upload_pace set sent[1] = sent[1] - interval '1 hour'
       where account_id = (select id from account where name = '频')`,
    );
    expect((await send(expert, "a")).code).toBe("FORBIDDEN");
    expect((await send(expert, "a")).code).toBe("TOO_MANY_UPLOADS");
  });

  test("so many imports under way, quiet ones too; the next begins when one has ended", async () => {
    const contact = await hub.signIn({ role: "contact", name: "多" });
    const status = () =>
      hub.sql<{ status: string }>("select status from import where created_by = '多' order by created_at");
    const settled = async (): Promise<void> => {
      while ((await status()).some(({ status }) => status === "staging")) await new Promise(setImmediate);
    };
    const places = async (now: string, ...ids: readonly number[]): Promise<void> => {
      const known = await hub.sql<{ id: string }>("select id from import where created_by = '多' order by created_at");
      for (const place of ids)
        await hub.sql(
          "update import set status = $1, total = 5000, counts = '{}', worked_at = clock_timestamp() - interval '25 seconds' where id = $2",
          [now, known[place]?.id],
        );
    };
    for (let n = 0; n < 3; n++) {
      expect((await send(contact, "编号,名称\n1,示例")).status).toBe(202);
      await settled();
    }
    const commit = async (): Promise<Said> => {
      const { data } = await hub.graphql<{ imports: { id: string }[] }>("{ imports(first: 1) { id } }", {}, contact);
      return ask("mutation ($id: ID!, $batch: ID!) { commitImport(id: $id, batchId: $batch) { replayed } }", contact, {
        id: data.imports[0]?.id,
        batch: crypto.randomUUID(),
      });
    };
    await places("staging", 0, 1);
    await places("checked", 2);
    const many = { code: "TOO_MANY_IMPORTS", args: { max: 2, asked: 3, seconds: 5 } };
    expect(await send(contact, "a")).toMatchObject({ status: 429, ...many, retryAfter: "5" });
    expect(await commit()).toMatchObject(many);
    await places("discarded", 0);
    expect((await commit()).code).not.toBe("TOO_MANY_IMPORTS");
    await places("discarded", 2);
    expect((await send(contact, "编号,名称\n1,示例")).status).toBe(202);
  });
});

describe("How long the database may take, by role", () => {
  const only = (command: string, time: string): Promise<unknown> =>
    hub.sql(
      `create policy of_a_test on activity as restrictive for ${command} ${command === "insert" ? "with check" : "using"} (current_setting('statement_timeout') = '${time}')`,
    );
  const after = (): Promise<unknown> => hub.sql("drop policy of_a_test on activity");
  const title = "示例班";

  test("reads and writes of a role are told their own seconds, each to the database itself", async () => {
    const [secretary, office, contact] = [
      await hub.signIn({ role: "secretary", name: "书" }),
      await hub.signIn({ role: "school_office", name: "处" }),
      await hub.signIn({ role: "contact", name: "会" }),
    ];
    const save = async (code: string) =>
      (
        await hub.graphql<{ saveActivities: { written: number } | null }>(
          "mutation ($input: SaveActivitiesInput!) { saveActivities(input: $input) { written } }",
          { input: { batchId: crypto.randomUUID(), rows: [{ organization: "ZX", kind: "class", code, title }] } },
          secretary,
        )
      ).data?.saveActivities?.written;
    const seen = async (headers: Headers) =>
      (await hub.graphql<{ activities: { totalCount: number } }>("{ activities { totalCount } }", {}, headers)).data
        .activities.totalCount;
    await only("insert", "5min");
    expect(await save("时-1")).not.toBe(1);
    await after();
    await only("insert", "10min");
    expect(await save("时-1")).toBe(1);
    await after();
    for (const [time, expected] of [
      ["30s", [1, 0, 0]],
      ["1min", [0, 1, 0]],
      ["15s", [0, 0, 1]],
    ] as const) {
      // prettier-ignore
      await only("select", time);
      expect([await seen(secretary), await seen(office), await seen(contact)]).toEqual(expected);
      await after();
    }
  });
});

test("the database is told of each operation how long it may take, and by what name to stop it", async () => {
  const patience = { milliseconds: 30_000, mark: "hub test" };
  const transaction = requestTransaction(hub.database.db, { name: "测试", patience });
  const { rows } = await sql<{ time: string; mark: string }>`
    select current_setting('statement_timeout') as time, current_setting('application_name') as mark`.execute(
    await transaction.tx(),
  );
  await transaction.rollback();
  expect(rows).toEqual([{ time: "30s", mark: "hub test" }]);
});

/** Keeps a table to itself until it is let go: whoever reads it waits in the database. */
async function holding(table: string, work: () => Promise<void>): Promise<void> {
  const holder = await hub.database.db.startTransaction().execute();
  try {
    await sql`lock table ${sql.id(table)} in access exclusive mode`.execute(holder);
    await work();
  } finally {
    await holder.rollback().execute();
  }
}

const waitingReads = async (): Promise<number> =>
  (
    await hub.sql<{ n: number }>(
      "select count(*)::int as n from pg_stat_activity where datname = current_database() and application_name like 'hub %' and state = 'active'",
    )
  )[0]?.n ?? -1;

async function until(isSo: () => Promise<boolean>): Promise<void> {
  for (let n = 0; n < 600; n++) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("it did not come to be so");
}

if (process.env["HUB_TEST_ENGINE"] === "postgres")
  describe("On PostgreSQL", () => {
    test("a client that goes away takes its statement with it: the database has none left of it", async () => {
      const headers = { "content-type": "application/json", ...(await hub.signIn({ role: "secretary", name: "走" })) };
      const leaving = new AbortController();
      await holding("activity", async () => {
        const asked = fetch(`${hub.url}/graphql`, {
          method: "POST",
          headers,
          body: JSON.stringify({ query: "{ activities { nodes { title } } }" }),
          signal: leaving.signal,
        });
        asked.catch(() => undefined);
        await until(async () => (await waitingReads()) === 1);
        leaving.abort();
        // The table is still held: nothing but a cancel ends the wait.
        await until(async () => (await waitingReads()) === 0);
        await expect(asked).rejects.toThrow();
      });
      expect((await hub.graphql("{ activities { totalCount } }", {}, headers)).errors).toBeUndefined();
    });

    test("a role has so many operations under way and so many waiting, one more is told to come again", async () => {
      const headers = await hub.signIn({ role: "expert", name: "忙" });
      await holding("activity", async () => {
        const ended: Said[] = [];
        const under = Array.from(
          { length: 44 },
          async () => void ended.push(await ask("{ activities { totalCount } }", headers)),
        );
        await until(async () => (await waitingReads()) === 3 && ended.length > 0);
        // Whichever of them came last is the one too many; the other 43 go on waiting.
        expect(ended).toMatchObject([
          { code: "TOO_BUSY", status: 429, args: { max: 43, asked: 44, seconds: 2 }, retryAfter: "2" },
        ]);
        expect(await waitingReads()).toBe(3);
        // Another account is answered meanwhile.
        expect((await ask("{ hub { name } }", await hub.signIn({ role: "expert", name: "闲" }))).code).toBeUndefined();
        void Promise.allSettled(under);
      });
    }, 60_000);

    test("an operation past its role's seconds is ended, whether in one statement or in many, and says after how long", async () => {
      const quick = await startHub({ settings: { limits: { readSeconds: 1 } } });
      try {
        const headers = await quick.signIn({ role: "secretary", name: "久" });
        const slow = { code: "TOO_SLOW", args: { max: 1 } };
        const holder = await quick.database.db.startTransaction().execute();
        await sql`lock table activity in access exclusive mode`.execute(holder);
        const [one] = (await quick.graphql("{ activities { totalCount } }", {}, headers)).errors ?? [];
        await holder.rollback().execute();
        expect(one?.extensions).toMatchObject(slow);
        expect(one?.message).toContain("超过 1 秒");
        // No single statement of these takes a second; together they do.
        await quick.sql("create function slowly() returns boolean language sql volatile as 'select true from pg_sleep(0.4)'"); // prettier-ignore
        await quick.sql("insert into organization (code, name, kind) values ('ZX', '示例协会', 'association')");
        await quick.sql("create policy of_a_test on organization as restrictive for select using (slowly())");
        const many = Array.from({ length: 10 }, (_, n) => `a${n}: organizations { nodes { name } }`).join(" ");
        const { errors } = await quick.graphql(`{ ${many} }`, {}, headers);
        expect(errors?.some(({ extensions }) => extensions["code"] === "TOO_SLOW")).toBe(true);
      } finally {
        await quick.stop();
      }
    }, 60_000);

    test("an operation past its time is ended by the database itself, and the connection serves on", async () => {
      const [account] = await hub.sql<{ id: string }>("select id from account where name = '走'");
      const requests = await hub.database.requestsUnder(TEST_IDENTITY_KEY);
      await holding("activity", async () => {
        const viewer = {
          name: "走",
          accountId: account?.id ?? "",
          patience: { milliseconds: 300, mark: "hub past its time" },
        };
        const transaction = requestTransaction(requests, viewer);
        const tx = await transaction.tx();
        await expect(sql`select count(*) from activity`.execute(tx)).rejects.toMatchObject({ code: "57014" });
        await transaction.rollback();
        expect(await waitingReads()).toBe(0);
      });
    });
  });
else console.log("Statements are cancelled on PostgreSQL alone: the embedded engine runs each to its end.");

describe("Suggestions of names", () => {
  const send = async (body: object, headers: Record<string, string>): Promise<string> => {
    const response = await fetch(`${hub.url}/graphql`, {
      method: "POST",
      headers: { "content-type": "application/json", ...headers },
      body: JSON.stringify(body),
    });
    return response.text();
  };
  const wrongKind = {
    documentId: DOCUMENT_IDS["SearchCatalogue"],
    variables: { text: "x", kinds: ["INDICATORR"], first: 1 },
  };

  test("help an explorer, in the document and in its variables", async () => {
    const explorer = await hub.signIn({ role: "analyst", name: "探", explores: true });
    expect(await send(wrongKind, explorer)).toContain("Did you mean");
    expect(await send({ query: "{ organizations { nodes { nmae } } }" }, explorer)).toContain("Did you mean");
    expect(await send({ query: "{ __schema { queryType { name } } }" }, explorer)).toContain('"name":"Query"');
  });

  test("are told to nobody else, nor is the schema", async () => {
    const clerk = await hub.signIn({ role: "college_clerk", name: "干", explores: false });
    const answered = await send(wrongKind, clerk);
    expect(answered).toContain("INDICATORR");
    expect(answered).not.toContain("Did you mean");
    for (const query of [
      "{ organizations { nodes { nmae } } }",
      "query ($x: Organisation) { hub { name } }",
      "{ __schema { queryType { name } } }",
      '{ __type(name: "Person") { name } }',
    ]) {
      const refused = await send({ query }, clerk);
      expect(refused).toContain("NOT_TRUSTED");
      expect(refused).not.toMatch(/Did you mean|queryType|"Person"/);
    }
  });
});
