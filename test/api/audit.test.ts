import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { compareWithSeal } from "../../server/database/history.js";
import { startHub, type TestHub } from "../support/hub.js";

let hub: TestHub;
let administrator: Record<string, string>;
let head: Record<string, string>;
let clerk: Record<string, string>;
const TOP = "0190a000-0000-7000-8000-000000000020";
const SCHOOL = "0190a000-0000-7000-8000-000000000021";
const OTHER = "0190a000-0000-7000-8000-000000000022";
const BATCH = "0190b000-0000-7000-8000-000000000021";

beforeAll(async () => {
  hub = await startHub({ signedIn: false });
  await hub.sql(
    `insert into organization (id, code, name, kind, parent_id) values ('${TOP}', 'T', '示例市局', 'bureau', null), ('${SCHOOL}', 'S', '示例学校', 'school', '${TOP}'), ('${OTHER}', 'O', '别的学校', 'school', '${TOP}')`,
  );
  administrator = await hub.signIn({ role: "administrator", name: "示例管理员" });
  head = await hub.signIn({ role: "school_office", organization: "S", name: "示例校办" });
  clerk = await hub.signIn({ role: "college_clerk", organization: "S", name: "示例干事" });
  await hub.sql(`update account set org_id = '${SCHOOL}' where name in ('示例校办', '示例干事')`);
  for (const [org, name] of [
    [SCHOOL, "欧阳示例"],
    [OTHER, "王示例"],
  ] as const)
    await writing(`insert into person (org_id, name, sex) values ('${org}', '${name}', '1')`);
  await writing(`update person set name = '李示例', sex = '2' where org_id = '${SCHOOL}'`);
  await writing(`update person set sex = '1' where org_id = '${SCHOOL}'`);
  await writing(
    `insert into course (org_id, kind, name) values ('${SCHOOL}', 'course', '=HYPERLINK("http://x","点我")')`,
    `update course set name = '电工基础'`,
  );
}, 120_000);
afterAll(() => hub?.stop());

async function writing(...statements: string[]): Promise<void> {
  for (const statement of statements)
    await hub.database.db.transaction().execute(async (tx) => {
      const { sql } = await import("kysely");
      await sql`select set_config('hub.viewer', '示例干事', true), set_config('hub.batch', ${BATCH}, true), set_config('hub.origin', 'excel', true)`.execute(
        tx,
      );
      await sql.raw(statement).execute(tx);
    });
}

interface Event {
  readonly id: string;
  readonly kind: string;
  readonly who: string | null;
  readonly organization: string | null;
  readonly register: string | null;
  readonly rows: number | null;
  readonly origin: string | null;
  readonly detail: Record<string, unknown> | null;
}
interface Page {
  readonly auditEvents: { readonly events: readonly Event[]; readonly next: string | null };
}

const EVENTS = `query ($filter: AuditFilter, $first: Int!, $after: ID) { auditEvents(filter: $filter, first: $first, after: $after) {
  next events { id at kind who origin organization organizationName register rows batch detail } } }`;
const OPEN = `query ($id: ID!) { auditEvent(id: $id) { more event { kind } changes { row title fields { name label before after } } } }`;

async function search(
  headers: Record<string, string>,
  filter: Record<string, unknown> = {},
  first = 100,
  after: string | null = null,
) {
  const answer = await hub.graphql<Page>(EVENTS, { filter, first, after }, headers);
  expect(answer.errors).toBeUndefined();
  return answer.data.auditEvents;
}

async function open(headers: Record<string, string>, id: string) {
  const answer = await hub.graphql<{
    auditEvent: { changes: { title: string; fields: { name: string; before: string; after: string }[] }[] } | null;
  }>(OPEN, { id }, headers);
  expect(answer.errors).toBeUndefined();
  return answer.data.auditEvent;
}

describe("searching", () => {
  test("finds changes and accesses in one list, newest first, by who, kind, organization, register and batch", async () => {
    const byClerk = (await search(administrator, { who: "示例干" })).events;
    expect(byClerk.map(({ kind, register }) => [kind, register])).toEqual([
      ["rows_changed", "Course"],
      ["rows_added", "Course"],
      ["rows_changed", "Person"],
      ["rows_changed", "Person"],
      ["rows_added", "Person"],
      ["rows_added", "Person"],
    ]);
    expect(byClerk[0]).toMatchObject({ who: "示例干事", origin: "excel", organization: "S", rows: 1, batch: BATCH });
    expect((await search(administrator, { register: "Person", kinds: ["rows_changed"] })).events).toHaveLength(2);
    expect((await search(administrator, { organization: "O", batch: BATCH })).events).toHaveLength(1);
    expect((await search(administrator, { organization: "T", batch: BATCH })).events).toHaveLength(6);
    expect((await search(administrator, { to: "2001-01-01T00:00:00Z" })).events).toEqual([]);
    expect((await search(administrator, { who: "%" })).events).toEqual([]);
  });

  test("goes on page by page without skipping or repeating, though new events come meanwhile", async () => {
    const whole = (await search(administrator, { kinds: ["rows_added", "rows_changed", "audit_searched"] })).events;
    const seen: string[] = [];
    let after: string | null = null;
    const until = { kinds: ["rows_added", "rows_changed", "audit_searched"] };
    for (;;) {
      const page: Page["auditEvents"] = await search(administrator, until, 3, after);
      seen.push(...page.events.map(({ id }) => id));
      await writing(`update person set sex = '2' where org_id = '${OTHER}'`);
      if (page.next === null) break;
      after = page.next;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.slice(-whole.length)).toEqual(whole.map(({ id }) => id));
  });

  test("is an event itself, which tells what was asked but nobody's name", async () => {
    await search(administrator, { who: "示例干事", register: "Course" });
    const [own] = (await search(administrator, { kinds: ["audit_searched"] })).events.slice(1);
    expect(own).toMatchObject({ who: "示例管理员", detail: { byName: true, register: "Course" } });
    expect(JSON.stringify(own?.detail)).not.toContain("示例干事");
  });

  test("refuses a place that is none, a page too large and a register that is none", async () => {
    const code = async (variables: Record<string, unknown>) =>
      (await hub.graphql(EVENTS, { filter: {}, first: 10, ...variables }, administrator)).errors?.[0]?.extensions[
        "code"
      ];
    expect(await code({ after: "' or 1=1" })).toBe("BAD_CURSOR");
    expect(await code({ first: 100_000 })).toBe("PAGE_SIZE");
    expect(await code({ filter: { register: "pg_authid" } })).toBe("UNKNOWN_TARGET");
    expect(await code({ filter: { organization: "no-such" } })).toBe("UNKNOWN_ORGANIZATION");
  });
});

describe("who may", () => {
  test("the head of a school sees what belongs to it, and nothing of another", async () => {
    const { events } = await search(head);
    expect(new Set(events.map(({ organization }) => organization))).toEqual(new Set(["S", null]));
    expect(new Set(events.filter((event) => event.organization === null).map(({ who }) => who))).toEqual(
      new Set(["示例校办"]),
    );
    const foreign = (await search(administrator, { organization: "O" })).events.find(
      ({ kind }) => kind === "rows_added",
    )!;
    expect(await open(head, foreign.id)).toBeNull();
  });

  test("a clerk sees nothing, by search, by id or as a file", async () => {
    const answer = await hub.graphql(EVENTS, { filter: {}, first: 10 }, clerk);
    expect(answer.errors?.[0]?.extensions["code"]).toBe("FORBIDDEN");
    const [event] = (await search(administrator, { batch: BATCH })).events;
    const opened = await hub.graphql(OPEN, { id: event!.id }, clerk);
    expect(opened.errors?.[0]?.extensions["code"]).toBe("FORBIDDEN");
    expect((await fetch(`${hub.url}/audit/export.csv`, { headers: clerk })).status).not.toBe(200);
    expect((await fetch(`${hub.url}/audit/export.csv`)).status).toBe(401);
  });

  test("an administrator of a subtree is not one of everything", async () => {
    const partial = await hub.signIn({ role: "administrator", organization: "O", name: "示例分管" });
    const { events } = await search(partial, { register: "Person" });
    expect(new Set(events.map(({ organization }) => organization))).toEqual(new Set(["O"]));
  });
});

describe("opening an event", () => {
  test("shows what was changed before and after, the names masked", async () => {
    const changed = (await search(administrator, { register: "Person", organization: "S", kinds: ["rows_changed"] }))
      .events;
    const opened = await open(administrator, changed[1]!.id);
    expect(opened?.changes).toEqual([
      {
        row: expect.any(String),
        title: "李**",
        fields: [
          expect.objectContaining({ name: "name", before: "欧阳**", after: "李**" }),
          expect.objectContaining({ name: "sex", before: "1", after: "2" }),
        ],
      },
    ]);
    expect(JSON.stringify(opened)).not.toContain("示例");
  });

  test("shows what was entered as it was then, though it was changed since", async () => {
    const [entered] = (await search(administrator, { register: "Person", organization: "S", kinds: ["rows_added"] }))
      .events;
    const opened = await open(administrator, entered!.id);
    expect(opened?.changes[0]?.fields).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ name: "name", before: null, after: "欧阳**" }),
        expect.objectContaining({ name: "sex", before: null, after: "1" }),
      ]),
    );
  });
});

describe("exporting", () => {
  test("gives a file for spreadsheets that runs nothing, sealed at its end, and is recorded", async () => {
    await hub.sql(`select record_access('refused', '{"what":"=1+1"}', '=cmd|x')`);
    const response = await fetch(`${hub.url}/audit/export.csv?kinds=rows_added,rows_changed,refused`, {
      headers: administrator,
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("content-type")).toContain("text/csv");
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(bytes).trim().split("\r\n");
    expect(lines[0]).toContain("时间（北京）,谁,事件");
    expect(lines.some((line) => line.includes("'=cmd|x"))).toBe(true);
    expect(lines.slice(1).every((line) => !/(^|,)"?=/.test(line))).toBe(true);
    expect(lines.slice(1, -1).length).toBeGreaterThanOrEqual(7);
    const seal = /^印记,([0-9a-f]{64})$/.exec(lines.at(-1) ?? "")?.[1] ?? "";
    expect(await compareWithSeal(hub.database.db, seal)).toEqual({ kind: "known", missing: [] });
    const [own] = (await search(administrator, { kinds: ["exported"] })).events;
    expect(own).toMatchObject({ who: "示例管理员", detail: { what: "audit" } });
  });

  test("holds no more than the filter says", async () => {
    const response = await fetch(`${hub.url}/audit/export.csv?register=Course`, { headers: administrator });
    const lines = (await response.text()).trim().split("\r\n");
    expect(lines).toHaveLength(2 + 2);
  });
});
