import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { CompiledQuery, sql, type Kysely } from "kysely";
import { loadIndicators } from "../../server/database/codes/load-codes.js";
import { openDatabase, type OpenDatabase } from "../../server/database/database.js";
import type { Database } from "../../server/database/tables.js";
import { inTransaction } from "../../server/database/transaction.js";
import { loadCatalogue } from "../../server/features/indicator/indicator.catalogue.js";
import type { Definition } from "../../server/features/indicator/indicator.definitions.js";
import { COLUMNS, SOURCES } from "../../server/features/indicator/indicator.sources.js";
import { branchesOf, branchSql, type Branch } from "../../server/features/indicator/indicator.sql.js";
import {
  ensureTallies,
  isTallied,
  recountTallies,
  tallyBranchSql,
  withTallies,
  type TallyBranch,
} from "../../server/features/indicator/indicator.tallies.js";
import { copyDatabase, type DatabaseCopy } from "../support/database-copies.js";

const SEEDS = (process.env["HUB_TALLY_SEEDS"] ?? "1,2,3,4").split(",").map(Number);
const STEPS = 24;
const ORGANIZATIONS = [1, 2, 3, 4, 5].map((n) => `0190a000-0000-7000-8000-00000000000${n}`);
const [ROOT, PROVIDER, COLLEGE] = ORGANIZATIONS as [string, string, string];

let copy: DatabaseCopy;
let database: OpenDatabase;
let db: Kysely<Database>;

beforeAll(async () => {
  copy = await copyDatabase("empty", Buffer.alloc(32, 7));
  database = await openDatabase(copy.place);
  db = database.db;
  await inTransaction(db, "system", loadIndicators);
  // Counts hold whatever is written, even what the hub itself refuses: a credential changed or erased.
  await run("alter table credential disable trigger credential_stands");
  await run(`insert into organization (id, code, name, kind, parent_id) values
    ('${ORGANIZATIONS[0]}', 'T1', '示例协会', 'association', null), ('${ORGANIZATIONS[1]}', 'T2', '示例学院', 'provider', '${ROOT}'),
    ('${ORGANIZATIONS[2]}', 'T3', '示例学校', 'college', '${ORGANIZATIONS[1]}'), ('${ORGANIZATIONS[3]}', 'T4', '示例工厂', 'enterprise', '${ROOT}'),
    ('${ORGANIZATIONS[4]}', 'T5', '示例集团', 'group', null)`);
  await ensureTallies(db);
});
afterAll(async () => {
  await database.close();
  await copy.remove();
});

async function run<Row = Record<string, unknown>>(text: string, on: Kysely<Database> = db): Promise<Row[]> {
  return (await sql.raw<Row>(text).execute(on)).rows;
}

// ── Checking ────────────────────────────────────────────────────────────────────────────────────────────────────

const tallies = (on: Kysely<Database>) =>
  run<{ at: string; value: string }>(
    "select org_id || ' ' || key || ' ' || grain || ' ' || day as at, trim_scale(value)::text as value from tally where value <> 0 order by 1",
    on,
  );

const undone = new Error("undone on purpose");

/** What was kept and what a recount from nothing says; the recount is undone. */
async function keptAndRecounted() {
  let answer: { kept: unknown; recounted: unknown } | undefined;
  await inTransaction(db, "system", async (tx) => {
    const before = await tallies(tx);
    await recountTallies(tx);
    answer = { kept: before, recounted: await tallies(tx) };
    throw undone;
  }).catch((error: unknown) => {
    if (error !== undone) throw error;
  });
  return answer!;
}

async function talliedBranches(): Promise<readonly TallyBranch[]> {
  const leaves = [...(await loadCatalogue(db)).values()].flatMap(({ code, meaning }) =>
    meaning.kind === "counted" ? [{ code, definition: meaning.definition }] : [],
  );
  return withTallies(db, branchesOf(leaves)).filter(isTallied);
}

/** Years, months, quarters, a school year, days and an odd span, for every organization. */
const SPANS = `select o.id as org_id, i.starts, i.ends, i.ends - 1 as at from organization o, (values
  (date '2024-01-01', date '2025-01-01'), ('2024-03-01', '2024-04-01'), ('2023-10-01', '2024-01-01'), ('2024-09-01', '2025-09-01'),
  ('2024-02-29', '2024-03-01'), ('2023-12-30', '2025-01-02'), ('2025-05-14', '2025-05-20')) i (starts, ends)`;

/** Every figure of every organization, counted from the ledgers and read from the tallies. */
async function countedAndRead(branches: readonly TallyBranch[]) {
  const ask = async (branchOf: (branch: TallyBranch) => ReturnType<typeof branchSql>) => {
    const found = new Map<string, string>();
    for (const branch of branches) {
      const values = branch.leaves.map((_, i) => `trim_scale(v${i}::numeric)::text as v${i}`).join(", ");
      const { rows } = await sql<Record<string, string>>`with ${branchOf(branch)}
        select org_id || ' ' || starts || ' ' || ends as place, ${sql.raw(values)} from count_0`.execute(db);
      for (const row of rows)
        branch.leaves.forEach(({ code }, i) => {
          if (row[`v${i}`] !== "0") found.set(`${code} ${row["place"]}`, row[`v${i}`]!);
        });
    }
    return Object.fromEntries([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
  };
  const spans = sql.raw(SPANS);
  return {
    counted: await ask((branch) => branchSql(plain(branch), 0, spans)),
    read: await ask((branch) => tallyBranchSql(branch, 0, spans)),
  };
}

const plain = ({ tallied: _, ...branch }: TallyBranch): Branch => branch;

// ── A small city in random motion ───────────────────────────────────────────────────────────────────────────────

type Random = { below(limit: number): number; chance(share: number): boolean; pick<T>(from: readonly T[]): T };

function randomOf(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return { below, chance: (share) => next() < share, pick: (from) => from[below(from.length)]! };
}

interface Column {
  readonly name: string;
  readonly type: string;
  readonly required: boolean;
  /** The table a foreign key names. */
  readonly refers: string | null;
}

/** Parents first, so that random rows find others to refer to. */
const LEDGERS = [
  ...[
    "document",
    "person",
    "course",
    "asset",
    "activity",
    "enrolment",
    "attendance",
    "application",
    "affiliation",
    "credential",
  ],
  ...["fund_entry", "finding", "task", "submission", "target"],
];
const LEFT_ALONE = /^(?:import_|created_|updated_|version$|verified_|id_|hash|phone)/u;
/** Exactly one of these is filled in a row, or at most one where the last is empty. */
const ONE_OF: Readonly<Record<string, readonly string[]>> = {
  affiliation: ["person_id", "member_org_id"],
  enrolment: ["person_id", "member_org_id"],
  credential: ["person_id", "holder_org_id", "work_title", "asset_id"],
  application: ["person_id", "applicant_org_id", "enrolment_id", "asset_id", ""],
};
/** The second is not before the first. */
const IN_ORDER = [
  ["starts_on", "ends_on"],
  ["valid_from", "valid_to"],
  ["submitted_on", "decided_on"],
  ["opened_on", "closed_on"],
] as const;
const DAYS = [
  "2023-10-05",
  "2023-12-31",
  "2024-01-01",
  "2024-02-29",
  "2024-03-15",
  "2024-09-01",
  "2025-01-01",
  "2025-05-15",
  "2025-08-31",
];
const PERIODS = ["2024", "2024M03", "2024Q1", "SY2024"];

interface City {
  readonly columns: ReadonlyMap<string, readonly Column[]>;
  /** Words worth writing: those the definitions test, and one that none does. */
  readonly words: ReadonlyMap<string, readonly string[]>;
  readonly definitions: readonly Definition[];
}

async function cityOf(): Promise<City> {
  const rows = await run<Column & { table: string; check: string | null }>(`
    select c.table_name as table, c.column_name as name, c.data_type as type, c.is_nullable = 'NO' as required,
      (select f.confrelid::regclass::text from pg_constraint f join pg_attribute a on a.attrelid = f.conrelid and a.attnum = any(f.conkey)
        where f.contype = 'f' and f.conrelid = c.table_name::regclass and a.attname = c.column_name
          and c.column_name <> 'org_id' limit 1) as refers,
      (select pg_get_constraintdef(k.oid) from pg_constraint k join pg_attribute a on a.attrelid = k.conrelid and k.conkey = array[a.attnum]
        where k.contype = 'c' and k.conrelid = c.table_name::regclass and a.attname = c.column_name and pg_get_constraintdef(k.oid) like '%ARRAY%' limit 1) as check
    from information_schema.columns c where c.table_schema = 'public' and c.table_name in (${[...LEDGERS, "organization"].map((name) => `'${name}'`).join(", ")})
    order by c.ordinal_position`);
  const columns = new Map<string, Column[]>();
  const closed = new Map<string, string[]>();
  for (const row of rows) {
    columns.set(row.table, [...(columns.get(row.table) ?? []), row]);
    if (row.check !== null)
      closed.set(
        `${row.table}.${row.name}`,
        [...row.check.matchAll(/'([^']+)'::text/gu)].map(([, word]) => word!),
      );
  }
  const definitions = (await talliedBranches()).flatMap(({ leaves }) => leaves.map(({ definition }) => definition));
  return { columns, words: new Map([...wordsTested(definitions), ...closed]), definitions };
}

/** `table.column` of every code a tallied definition tests, with the codes. */
function wordsTested(definitions: readonly Definition[]): Map<string, string[]> {
  const words = new Map<string, Set<string>>();
  for (const { source, where } of definitions)
    for (const condition of where) {
      if (condition.kind !== undefined) continue;
      for (const [, alias, column] of COLUMNS[condition.field].matchAll(/\b([a-z])\.(\w+)/gu)) {
        const table = new RegExp(`(\\w+) ${alias}\\b`, "u").exec(SOURCES[source].from)?.[1];
        const known = words.get(`${table}.${column}`) ?? new Set(["other"]);
        for (const value of condition.values) known.add(value);
        words.set(`${table}.${column}`, known);
      }
    }
  return new Map([...words].map(([column, values]) => [column, [...values]]));
}

const text = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** A random value of a column as SQL. A reference is to any row of the same owner. */
function valueOf(random: Random, city: City, table: string, column: Column, owner: string): string {
  const { name, type, required, refers } = column;
  if (!required && name !== "status" && name !== "kind" && random.chance(refers === null ? 0.2 : 0.4))
    return type === "ARRAY" ? "'{}'" : "null";
  if (refers === "organization") return text(random.pick(ORGANIZATIONS));
  if (refers === "form") return `(select id from form order by md5(id::text || ${random.below(1000)}) limit 1)`;
  if (refers === "rule" || refers === "indicator") return "null";
  if (refers !== null)
    return `(select id from ${refers} where org_id = ${text(owner)} order by md5(id::text || ${random.below(1000)}) limit 1)`;
  const words = city.words.get(`${table}.${name}`);
  switch (type) {
    case "date":
      return text(random.pick(DAYS));
    case "boolean":
      return String(random.chance(0.5));
    case "ARRAY":
      return `array[${[random.pick(words ?? ["other"]), random.pick(words ?? ["other"])].map(text).join(", ")}]::text[]`;
    case "integer":
      return name.endsWith("rank") ? String(1 + random.below(8)) : String(1 + random.below(40));
    case "numeric":
      return `${random.below(90)}.${random.below(10)}`;
    case "text":
      if (name === "period") return text(random.pick(PERIODS));
      return text(words === undefined ? `${name} ${random.below(3)}` : random.pick(words));
    default:
      return "null";
  }
}

/** The columns a random row fills, put right where they must fit each other. */
function rowOf(random: Random, city: City, table: string, owner: string): Map<string, string> {
  const row = new Map<string, string>([
    ["org_id", text(owner)],
    ["id", text(randomUUID())],
  ]);
  for (const column of city.columns.get(table) ?? []) {
    if (
      row.has(column.name) ||
      LEFT_ALONE.test(column.name) ||
      column.name === "reverses_id" ||
      column.name === "parent_id"
    )
      continue;
    if (/^(?:timestamp|jsonb|uuid|bytea)/u.test(column.type) && column.refers === null) continue;
    row.set(column.name, valueOf(random, city, table, column, owner));
  }
  for (const [first, second] of IN_ORDER) {
    const [one, other] = [row.get(first), row.get(second)];
    if (one === undefined || other === undefined || one === "null" || other === "null" || one < other) continue;
    if (one === other) row.set(second, "null");
    else row.set(first, other).set(second, one);
  }
  const chosen = random.pick(ONE_OF[table] ?? [""]);
  for (const name of ONE_OF[table] ?? []) if (name !== chosen && name !== "") row.set(name, "null");
  const column = city.columns.get(table)?.find(({ name }) => name === chosen);
  if (column !== undefined) row.set(chosen, valueOf(random, city, table, { ...column, required: true }, owner));
  fitTable(random, table, row);
  return row;
}

function fitTable(random: Random, table: string, row: Map<string, string>): void {
  const unique = (name: string): unknown => row.set(name, text(`${name} ${randomUUID()}`));
  if (row.has("number")) unique("number");
  if (row.has("code") && table !== "credential") unique("code");
  if (table === "finding") unique("key");
  if (table === "credential" && row.get("revoked_on") !== "null") row.set("revoked_reason", "'错发'");
  if (table === "person") row.set("birth_ym", "'1990-01'").set("sex", "'1'").delete("home_region");
  if (table === "fund_entry") row.set("currency", random.chance(0.1) ? "'USD'" : "'CNY'");
  if (table === "target") row.set("comparator", "'>='");
  if (table === "submission") {
    row.set("correction", String(1 + random.below(1000)));
    if (random.chance(0.6)) row.set("correction", "1");
    row.set("return_reason", "'补正'");
  }
  if (table === "attendance") {
    const day = random.pick(DAYS);
    const hour = random.below(23);
    row.set("starts_at", text(`${day} ${hour}:00+08`)).set("ends_at", text(`${day} ${hour}:50+08`));
  }
}

const insertSql = (table: string, row: ReadonlyMap<string, string>): string =>
  `insert into ${table} (${[...row.keys()].join(", ")}) values (${[...row.values()].join(", ")}) on conflict do nothing`;

/** Some rows of a ledger: of one owner or of all, by the luck of their ids. */
const some = (random: Random, most: number): string =>
  `id in (select id from (select id, md5(id::text || ${random.below(100_000)}) as luck from TABLE) l order by luck limit ${1 + random.below(most)})`;

type Statement = string;

function insertion(random: Random, city: City): Statement[] {
  const table = random.pick(LEDGERS);
  const owner = random.pick(ORGANIZATIONS);
  return Array.from({ length: 1 + random.below(6) }, () => insertSql(table, rowOf(random, city, table, owner)));
}

/** Rows that some definition counts, as far as its codes go; rows they look at are changed to fit. */
function fitting(random: Random, city: City): Statement[] {
  const { source, where } = random.pick(city.definitions);
  const { from } = SOURCES[source];
  const table = /^\s*(\w+)/u.exec(from)![1]!;
  if (!LEDGERS.includes(table)) return insertion(random, city);
  const owner = random.pick(ORGANIZATIONS);
  const statements: Statement[] = [];
  const fits = new Map<string, string>();
  for (const condition of where) {
    if (condition.kind !== undefined) continue;
    const [, alias, column] = /^([a-z])\.(\w+)$/u.exec(COLUMNS[condition.field]) ?? [];
    if (alias === undefined || column === undefined || condition.values.length === 0) continue;
    const value = text(random.pick(condition.values));
    const joined = new RegExp(`(\\w+) ${alias}\\b`, "u").exec(from)?.[1];
    if (alias === "x") fits.set(column, value);
    else if (joined !== undefined && joined !== "form" && !column.endsWith("rank"))
      statements.push(`update ${joined} set ${column} = ${value} where ${some(random, 3).replace("TABLE", joined)}`);
  }
  for (let left = 1 + random.below(3); left > 0; left--) {
    const row = rowOf(random, city, table, owner);
    for (const [column, value] of fits) if (!column.endsWith("rank")) row.set(column, value);
    statements.push(insertSql(table, row));
  }
  return random.chance(0.5) ? statements : statements.reverse();
}

/** One statement for many rows of several owners, as intake writes them. */
function manyEnrolments(random: Random): Statement[] {
  return [
    `insert into enrolment (org_id, activity_id, person_id, status, completed_on, hours_done)
     select a.org_id, a.id, p.id, '${random.pick(["active", "completed", "dropped"])}', ${random.chance(0.5) ? text(random.pick(DAYS)) : "null"}, 7.5
     from activity a join person p on p.org_id = a.org_id
     where md5(a.id::text || p.id::text || ${random.below(1000)}) < '3' on conflict do nothing`,
  ];
}

/** Never changed: what names a row, what money is made of, and days that others must follow. */
const FIXED =
  /^(?:org_id|id|parent_id|reverses_id|code|number|key|correction|amount|direction|currency|valid_from|starts_on|submitted_on|opened_on|revoked_on|uscc|birth_ym|\w+_code)$/u;

const LATER = /^(?:valid_to|ends_on|decided_on|closed_on)$/u;

/** Mostly columns that some definition tests, of some rows of one owner. */
function change(random: Random, city: City): Statement[] {
  const table = random.pick([...LEDGERS, "affiliation", "organization", "activity", "course", "enrolment"]);
  const columns = (city.columns.get(table) ?? []).filter(
    ({ name, type, refers }) =>
      !FIXED.test(name) &&
      !LEFT_ALONE.test(name) &&
      !(ONE_OF[table] ?? []).includes(name) &&
      !(table === "fund_entry" && name === "kind") &&
      (type !== "uuid" || refers !== null) &&
      !/^(?:timestamp|jsonb|bytea)/u.test(type),
  );
  const tested = columns.filter(
    ({ name, type }) => city.words.has(`${table}.${name}`) || type === "date" || type === "boolean",
  );
  const chosen = [random.pick(tested.length > 0 ? tested : columns), random.pick(columns)].filter(
    (each, i, all) => all.indexOf(each) === i,
  );
  const owner = random.pick(ORGANIZATIONS);
  const sets = chosen.map(
    (column) =>
      // A new end is after every beginning: one before it would be refused.
      `${column.name} = ${LATER.test(column.name) && random.chance(0.7) ? text(random.pick(["2025-09-30", "2026-01-01"])) : valueOf(random, city, table, column, owner)}`,
  );
  const rows = table === "organization" ? table : `${table} where org_id = ${text(owner)}`;
  return [
    `update ${table} set ${sets.join(", ")}, version = version + 1 where ${some(random, 4).replace("TABLE", rows)}`,
  ];
}

/** A class moved, cancelled or given another course: what was counted for every enrolment in it changes. */
function changeOfClass(random: Random): Statement[] {
  return [
    random
      .pick([
        `update activity set status = 'cancelled' where ${some(random, 3)}`,
        `update activity set starts_on = null, ends_on = '${random.pick(DAYS)}' where ${some(random, 3)}`,
        `update activity set kind = case kind when 'class' then 'contest' else 'class' end where ${some(random, 4)}`,
        `update activity a set course_id = (select id from course c where c.org_id = a.org_id order by md5(c.id::text || a.id::text) limit 1) where ${some(random, 5)}`,
        `update enrolment e set activity_id = (select id from activity a where a.org_id = e.org_id order by md5(a.id::text || e.id::text) limit 1)
        where ${some(random, 2)} and not exists (select from enrolment o where o.org_id = e.org_id and o.id <> e.id)`,
      ])
      .replace("TABLE", "activity")
      .replace("from activity) l order by luck limit 1) and not", "from enrolment) l order by luck limit 1) and not"),
  ];
}

function reversal(random: Random): Statement[] {
  return random.chance(0.5)
    ? [
        `insert into credential (org_id, kind, code, person_id, holder_org_id, work_title, asset_id, issued_on, reverses_id)
         select org_id, kind, code, person_id, holder_org_id, work_title, asset_id, '${random.pick(DAYS)}', id from credential
         where ${some(random, 3).replace("TABLE", "credential")} on conflict do nothing`,
      ]
    : [
        `insert into fund_entry (org_id, kind, direction, amount, purpose, occurred_on, status, reverses_id)
         select org_id, kind, direction, -amount, purpose, occurred_on, status, id from fund_entry
         where ${some(random, 3).replace("TABLE", "fund_entry")} on conflict do nothing`,
      ];
}

function deletion(random: Random): Statement[] {
  const table = random.pick([
    "enrolment",
    "attendance",
    "credential",
    "affiliation",
    "application",
    "task",
    "target",
    "submission",
  ]);
  return [
    ...(table === "enrolment"
      ? [
          "delete from attendance",
          "update credential set enrolment_id = null",
          "update application set enrolment_id = null",
        ]
      : []),
    ...(table === "credential" && random.chance(0.5) ? ["delete from credential where reverses_id is not null"] : []),
    `delete from ${table} where ${some(random, 4).replace("TABLE", table)}`,
  ];
}

function batchOf(random: Random, city: City): Statement[] {
  const kinds = [
    insertion,
    insertion,
    fitting,
    fitting,
    fitting,
    change,
    change,
    change,
    change,
    manyEnrolments,
    changeOfClass,
    reversal,
    deletion,
  ];
  return Array.from({ length: 1 + random.below(6) }, () => random.pick(kinds)(random, city)).flat();
}

/** Whether the batch went in; a batch the database refuses leaves nothing behind. */
async function write(statements: readonly Statement[]): Promise<string | undefined> {
  try {
    await inTransaction(db, "系统测试", async (tx) => {
      for (const statement of statements) await tx.executeQuery(CompiledQuery.raw(statement));
    });
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

// ── The property ────────────────────────────────────────────────────────────────────────────────────────────────

describe("what is kept is what a recount says", () => {
  test.each(SEEDS)("after every batch of random inserts, changes, reversals and deletions (seed %i)", async (seed) => {
    const random = randomOf(seed);
    const city = await cityOf();
    const branches = await talliedBranches();
    await run(
      "insert into form (code, name, period_kind) values ('monthly_dispatch', '月报', 'month') on conflict do nothing",
    );
    for (const code of (city.words.get("finding.rule") ?? []).filter((each) => each.startsWith("R-")))
      await run(
        `insert into rule (code, name, severity) values (${text(code)}, '规则', 'warn') on conflict do nothing`,
      );
    for (const owner of ORGANIZATIONS)
      for (const table of ["person", "person", "course", "asset", "activity", "activity", "activity"])
        await write([insertSql(table, rowOf(random, city, table, owner))]);
    let refused = 0;
    for (let step = 0; step < STEPS; step++) {
      const batch = batchOf(random, city);
      const why = await write(batch);
      if (why !== undefined) {
        refused++;
        if (process.env["HUB_TALLY_TELL"]) console.log(why, batch);
      }
      const { kept, recounted } = await keptAndRecounted();
      const where = `seed ${seed}, step ${step}:\n${batch.join(";\n")}`;
      expect({ where, kept }).toEqual({ where, kept: recounted });
    }
    const { counted, read } = await countedAndRead(branches);
    expect({ seed, read }).toEqual({ seed, read: counted });
    expect(Object.keys(counted).length).toBeGreaterThan(20);
    expect(refused).toBeLessThan(STEPS / 2);
  });
});

describe("current when a write commits", () => {
  const count = async (code: string, place: string, on: Kysely<Database> = db) => {
    const branch = (await talliedBranches()).find(({ leaves }) => leaves.some((leaf) => leaf.code === code))!;
    const at = branch.leaves.findIndex((leaf) => leaf.code === code);
    const span = sql.raw(
      `select '${place}'::uuid as org_id, date '2024-01-01' as starts, date '2025-01-01' as ends, date '2024-12-31' as at`,
    );
    const { rows } = await sql<{
      value: string;
    }>`with ${tallyBranchSql(branch, 0, span)} select ${sql.raw(`v${at}`)} as value from count_0`.execute(on);
    return Number(rows[0]?.value ?? 0);
  };
  /** A class of one organization with so many people in it. */
  const classSql = (owner: string, code: string, people: number): string[] => [
    `insert into activity (org_id, kind, code, title, status, ends_on) values ('${owner}', 'class', '${code}', '班', 'done', '2024-06-30')`,
    `insert into person (org_id, name) select '${owner}', '${code} ' || n from generate_series(1, ${people}) n`,
    `insert into enrolment (org_id, activity_id, person_id, status)
     select a.org_id, a.id, p.id, 'completed' from activity a join person p on p.org_id = a.org_id and p.name like '${code} %' where a.code = '${code}' and a.org_id = '${owner}'`,
  ];

  test("a write is counted inside its own transaction, by every organization above, and gone with a rollback", async () => {
    const before = await tallies(db);
    const [own, above] = [await count("TR01", COLLEGE), await count("TR01", ROOT)];
    let inside: number[] = [];
    await inTransaction(db, "系统测试", async (tx) => {
      for (const statement of classSql(COLLEGE, "K1", 7)) await run(statement, tx);
      inside = [await count("TR01", COLLEGE, tx), await count("TR01", ROOT, tx)];
      throw undone;
    }).catch((error: unknown) => {
      if (error !== undone) throw error;
    });
    expect(inside).toEqual([own + 7, above + 7]);
    expect(await tallies(db)).toEqual(before);
  });

  test("a class that becomes a lecture takes its enrolments along, and a cancelled one is no class", async () => {
    for (const statement of classSql(PROVIDER, "K2", 5)) await run(statement);
    const held = await count("TR01", PROVIDER);
    const classes = await count("TR07", PROVIDER);
    await run(`update activity set kind = 'lecture' where code = 'K2' and org_id = '${PROVIDER}'`);
    expect(await count("TR01", PROVIDER)).toBe(held - 5);
    await run(`update activity set kind = 'class', status = 'cancelled' where code = 'K2' and org_id = '${PROVIDER}'`);
    expect([await count("TR01", PROVIDER), await count("TR07", PROVIDER)]).toEqual([held, classes - 1]);
    const { kept, recounted } = await keptAndRecounted();
    expect(kept).toEqual(recounted);
  });

  test("a holder that becomes an enterprise changes what is counted for whoever certified it", async () => {
    const before = await count("EN03", COLLEGE);
    await run(`insert into credential (org_id, kind, holder_org_id, issued_on)
      values ('${COLLEGE}', 'assessment_body', '${ORGANIZATIONS[4]}', '2024-05-01')`);
    await run(`update organization set kind = 'group' where id = '${ORGANIZATIONS[4]}'`);
    expect(await count("EN03", COLLEGE)).toBe(before);
    await run(`update organization set kind = 'enterprise' where id = '${ORGANIZATIONS[4]}'`);
    expect(await count("EN03", COLLEGE)).toBe(before + 1);
    const { kept, recounted } = await keptAndRecounted();
    expect(kept).toEqual(recounted);
  });

  test("a change of what no definition looks at leaves every tally as it is", async () => {
    const before = await run("select * from tally order by 1, 2, 3, 4");
    await run("update activity set title = '改名', version = version + 1");
    await run("update organization set note = '备注', version = version + 1");
    expect(await run("select * from tally order by 1, 2, 3, 4")).toEqual(before);
  });

  test("a reversing row takes the credential it reverses out of the count, and gives it back when it goes", async () => {
    const id = randomUUID();
    const before = await count("EV01", COLLEGE);
    await run(
      `insert into credential (org_id, id, kind, work_title, issued_on) values ('${COLLEGE}', '${id}', 'skill_level', '证', '2024-05-01')`,
    );
    expect(await count("EV01", COLLEGE)).toBe(before + 1);
    await run(
      `insert into credential (org_id, kind, work_title, issued_on, reverses_id) values ('${COLLEGE}', 'skill_level', '证', '2024-07-01', '${id}')`,
    );
    expect(await count("EV01", COLLEGE)).toBe(before);
    await run(`delete from credential where reverses_id = '${id}'`);
    expect(await count("EV01", COLLEGE)).toBe(before + 1);
  });

  test("starting again with the same definitions counts nothing anew; a new definition is counted at once", async () => {
    expect(await ensureTallies(db)).toBe(false);
    await run(`insert into indicator (code, name_zh, name_en, unit, unit_dim, kind, formula)
      values ('ZZ01', '新指标', 'New', '个', 'count', 'ledger', 'count(Activity[kind=class, mode=online])')`);
    await loadCatalogue(db, ["ZZ01"]);
    expect(await ensureTallies(db)).toBe(true);
    expect((await talliedBranches()).some(({ leaves }) => leaves.some(({ code }) => code === "ZZ01"))).toBe(true);
  });

  test("a definition that another version of the hub no longer keeps is refused, not read as nothing", async () => {
    const [branch] = await talliedBranches();
    const other: TallyBranch = { ...branch!, tallied: { keys: [...branch!.tallied.keys.slice(1), "1"] } };
    await expect(
      sql`with ${tallyBranchSql(other, 0, sql.raw(SPANS))} select * from count_0`.execute(db),
    ).rejects.toThrow(/no longer kept/);
  });
});

const onServer = process.env["HUB_TEST_ENGINE"] === "postgres";
if (!onServer)
  console.log("writers at the same time are tried on PostgreSQL only: the embedded engine has one connection");

const onServerOnly = onServer ? describe : () => undefined;
onServerOnly("writers at the same time", () => {
  test("writers of two organizations do not wait for each other", async () => {
    await db.transaction().execute(async (held) => {
      await run(
        `insert into activity (org_id, kind, title, ends_on) values ('${COLLEGE}', 'class', '甲', '2024-01-31')`,
        held,
      );
      await inTransaction(db, "乙", async (tx) => {
        await run("set local lock_timeout = '2s'", tx);
        await run(
          `insert into activity (org_id, kind, title, ends_on) values ('${PROVIDER}', 'class', '乙', '2024-01-31')`,
          tx,
        );
      });
    });
    const { kept, recounted } = await keptAndRecounted();
    expect(kept).toEqual(recounted);
  });

  test("enrolments written while their classes change are counted once, as the classes end up", async () => {
    const owners = [COLLEGE, PROVIDER];
    for (const owner of owners)
      await run(`insert into activity (org_id, kind, code, title, status, ends_on)
        select '${owner}', 'class', 'W' || n, '班', 'done', '2024-06-30' from generate_series(1, 6) n`);
    const random = randomOf(99);
    const writes = Array.from({ length: 60 }, (_, i) => {
      const owner = random.pick(owners);
      return random.chance(0.5)
        ? [
            `insert into person (org_id, name) select '${owner}', 'w${i} ' || n from generate_series(1, 5) n`,
            `insert into enrolment (org_id, activity_id, person_id, status) select a.org_id, a.id, p.id, 'completed'
             from activity a join person p on p.org_id = a.org_id and p.name like 'w${i} %' where a.code like 'W%' and a.org_id = '${owner}'`,
          ]
        : [
            `update activity set kind = '${random.pick(["class", "contest", "lecture"])}' where code = 'W${1 + random.below(6)}' and org_id = '${owner}'`,
          ];
    });
    const refused = (await Promise.all(writes.map(write))).filter((why) => why !== undefined);
    expect(refused).toEqual([]);
    const { kept, recounted } = await keptAndRecounted();
    expect(kept).toEqual(recounted);
  });
});
