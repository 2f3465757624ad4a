/**
 * Counted figures kept as the ledgers are written: rows and sums, by owner, definition and day. A figure is then a short
 * sum, current the moment a write commits. Counted at reading instead: distinct persons and things (the ledger itself is
 * always current), averages, extremes and last values, what depends on today or on the period asked for (overdue tasks,
 * rolling years), what looks into other ledgers row by row (attended by attendance, has a credential, cells of reports),
 * and reference data that counts by region (codes, parameters).
 */
import { createHash } from "node:crypto";
import { sql, type Kysely, type RawBuilder } from "kysely";
import type { Database } from "../../database/tables.js";
import { inTransaction } from "../../database/transaction.js";
import { loadCatalogue } from "./indicator.catalogue.js";
import type { Branch } from "./indicator.sql.js";
import { tallyMeasureOf, type TallyMeasure } from "./indicator.tally-definitions.js";
import { tallyLedgersOf, triggerSql, type TallyLedger } from "./indicator.tally-triggers.js";

/** Hubs that start at the same time make the triggers one after the other: an arbitrary number, the same in all of them. */
const TALLY_LOCK = 7_2026_1124;

/** The definitions that the triggers of a database keep; its adapter is the one object all its transactions share. */
const kept = new WeakMap<object, ReadonlySet<string>>();

/**
 * Makes the triggers that keep the tallies fit the catalogue. Where they do not yet, they are replaced and everything is
 * counted anew in the same transaction, while nobody writes. Returns whether that was needed.
 */
export async function ensureTallies(db: Kysely<Database>, readers: Kysely<Database> = db): Promise<boolean> {
  return inTransaction(db, "system", async (tx) => {
    await sql`select pg_advisory_xact_lock(${sql.lit(TALLY_LOCK)})`.execute(tx);
    const measures = await measuresOf(tx);
    const ledgers = tallyLedgersOf(measures);
    const digest = digestOf(ledgers);
    const { rows } = await sql<{ digest: string }>`select digest from tally_state`.execute(tx);
    const isNew = rows[0]?.digest !== digest;
    if (isNew) {
      await replaceTriggers(tx, ledgers);
      await recount(tx, ledgers);
      const keys = measures.map(({ key }) => key);
      await sql`insert into tally_state (digest, keys) values (${digest}, ${keys}::bigint[])
        on conflict (one) do update set digest = excluded.digest, keys = excluded.keys, counted_at = clock_timestamp()`.execute(
        tx,
      );
    }
    const keys = new Set(measures.map(({ key }) => key));
    for (const each of [tx, readers]) kept.set(each.getExecutor().adapter, keys);
    return isNew;
  });
}

/** Counts everything from nothing in the caller's transaction: after rows were loaded with triggers off. */
export async function recountTallies(tx: Kysely<Database>): Promise<void> {
  await sql`select pg_advisory_xact_lock(${sql.lit(TALLY_LOCK)})`.execute(tx);
  await recount(tx, tallyLedgersOf(await measuresOf(tx)));
  await sql`update tally_state set counted_at = clock_timestamp()`.execute(tx);
}

/** Every definition of the catalogue that can be kept; those that mean the same once. */
async function measuresOf(tx: Kysely<Database>): Promise<readonly TallyMeasure[]> {
  const measures = new Map<string, TallyMeasure>();
  for (const { meaning } of (await loadCatalogue(tx)).values()) {
    const measure = meaning.kind === "counted" ? tallyMeasureOf(meaning.definition) : undefined;
    if (measure !== undefined) measures.set(measure.key, measure);
  }
  return [...measures.values()].sort((one, other) => (one.key < other.key ? -1 : 1));
}

function digestOf(ledgers: readonly TallyLedger[]): string {
  return createHash("sha256").update(JSON.stringify(ledgers)).digest("hex");
}

async function replaceTriggers(tx: Kysely<Database>, ledgers: readonly TallyLedger[]): Promise<void> {
  await lock(tx, ledgers);
  const { rows } = await sql<{ name: string; table: string }>`
    select t.tgname as name, c.relname as table from pg_trigger t join pg_class c on c.oid = t.tgrelid
    where t.tgname like 'tally\\_%' and not t.tgisinternal`.execute(tx);
  for (const { name, table } of rows) {
    await sql`drop trigger ${sql.id(name)} on ${sql.table(table)}`.execute(tx);
    await sql`drop function ${sql.id(name)}()`.execute(tx);
  }
  for (const trigger of ledgers.flatMap(({ triggers }) => triggers)) {
    for (const command of triggerSql(trigger)) await sql.raw(command).execute(tx);
  }
}

async function recount(tx: Kysely<Database>, ledgers: readonly TallyLedger[]): Promise<void> {
  await lock(tx, ledgers);
  await sql`delete from tally`.execute(tx);
  for (const { recount: count } of ledgers) await sql.raw(count).execute(tx);
  // A table just filled has no statistics, and readers would search it as if it were empty.
  await sql`analyze tally`.execute(tx);
}

/** Readers go on; writers wait until everything is counted. */
async function lock(tx: Kysely<Database>, ledgers: readonly TallyLedger[]): Promise<void> {
  const tables = [
    ...new Set(ledgers.flatMap(({ table, triggers }) => [table, ...triggers.map((each) => each.table)])),
  ].sort();
  if (tables.length === 0) return;
  await sql`lock table ${sql.join(tables.map((table) => sql.table(table)))} in share row exclusive mode`.execute(tx);
}

// ── Reading ─────────────────────────────────────────────────────────────────────────────────────────────────────

/** A branch all of whose definitions are kept in this database. */
export interface TallyBranch extends Branch {
  readonly tallied: { readonly keys: readonly string[] };
}

/** Whether a branch is read from the tallies. */
export const isTallied = (branch: Branch): branch is TallyBranch => "tallied" in branch;

/**
 * Parts the definitions of each branch that this database keeps tallies of from those counted at reading. Without
 * `ensureTallies` in this process, nothing is tallied.
 */
export function withTallies(tx: Kysely<Database>, branches: readonly Branch[]): readonly Branch[] {
  const known = kept.get(tx.getExecutor().adapter);
  if (known === undefined) return branches;
  return branches.flatMap((branch): readonly Branch[] => {
    const keys = branch.leaves.map(({ definition }) => tallyMeasureOf(definition)?.key);
    const isKept = keys.map((key) => key !== undefined && known.has(key));
    const tallied = branch.leaves.filter((_, i) => isKept[i]);
    if (tallied.length === 0) return [branch];
    const counted = branch.leaves.filter((_, i) => !isKept[i]);
    const fast: TallyBranch = {
      ...branch,
      leaves: tallied,
      tallied: {
        keys: keys.filter((key, i): key is string => key !== undefined && isKept[i] === true),
      },
    };
    return counted.length === 0 ? [fast] : [fast, { ...branch, leaves: counted }];
  });
}

/**
 * The same as `branchSql`, read from the tallies: common table expressions over `spans`, a query of (org_id, starts, ends,
 * at), that leave `count_<n>(org_id, starts, ends, at, v0, v1 …)`.
 */
export function tallyBranchSql(branch: TallyBranch, n: number, spans: RawBuilder<unknown>): RawBuilder<unknown> {
  const [span, piece, sum, count] = ["span", "piece", "sum", "count"].map((name) => sql.raw(`${name}_${n}`));
  const { keys } = branch.tallied;
  const days = branch.timing === "inForce" ? sql`'-infinity'::date, i.at + 1` : sql`i.starts, i.ends`;
  const totals = keys.map(
    (key, i) => sql`coalesce(max(t.value) filter (where t.key = ${sql.raw(key)}::bigint), 0) as ${sql.raw(`v${i}`)}`,
  );
  return sql`
    ${span} as materialized (${spans}),
    ${piece} as materialized (
      select i.starts, i.ends, i.at, p.grain, p.from_day, p.to_day
      from (select distinct starts, ends, at from ${span} where tally_has(${keys}::bigint[])) i cross join lateral tally_pieces(${days}) p),
    ${sum} as materialized (
      select s.org_id, s.starts, s.ends, s.at, t.key, sum(t.value) as value
      from ${span} s join ${piece} p on p.starts = s.starts and p.ends = s.ends and p.at = s.at
      join organization_tree u on u.ancestor_id = s.org_id
      join tally t on t.org_id = u.org_id and t.key = any(${keys}::bigint[]) and t.grain = p.grain and t.day >= p.from_day and t.day < p.to_day
      group by 1, 2, 3, 4, 5),
    ${count} as materialized (
      select t.org_id, t.starts, t.ends, t.at, ${sql.join(totals)} from ${sum} t group by 1, 2, 3, 4)`;
}
