/** Loads what rows are compared with: how they stand, and how they stood in the version a sender started from. */
import { sql, type Kysely, type RawBuilder } from "kysely";
import type { Database } from "../../database/tables.js";
import type { Register } from "../../graph/register.js";
import type { Value } from "./row.cells.rules.js";
import { keyMatch } from "./row.checks.js";
import type { Values } from "./row.decide.rules.js";
import type { WritableField } from "./row.shape.js";

export interface CurrentRow {
  readonly orgId: string;
  readonly id: string;
  readonly version: number;
  readonly changedBy: string;
  readonly changedAt: Date;
  /** A file brought it, last or ever. */
  readonly cameFromFile: boolean;
  /** By field. */
  readonly values: Values;
}

interface Keyed {
  readonly index: number;
  readonly id: string;
  readonly orgId: string | undefined;
  readonly sent: { readonly id?: string | null; readonly baseVersion?: number | null };
}

/** In the order of ids, so that two batches over the same owners cannot wait for each other. */
export async function lockOwners(tx: Kysely<Database>, register: Register, ids: readonly string[]): Promise<void> {
  const owners = [...new Set(ids)];
  if (owners.length === 0) return;
  if (register.key === "owned" || register.table === "organization") {
    await sql`select hold_organizations(${owners}::uuid[])`.execute(tx);
    return;
  }
  await sql`select from ${sql.table(register.table)} where id = any(${owners}::uuid[]) order by id for no key update`.execute(
    tx,
  );
}

/** A column as exact text; several codes as a list; an instant as ISO text. */
function asText({ column, shape }: WritableField): RawBuilder<unknown> {
  const ref = sql.ref(`x.${column}`);
  if (shape.kind === "texts") return sql`to_json(${ref})`;
  if (shape.kind === "datetime") return sql`to_char(${ref} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
  return sql`${ref}::text`;
}

function valuesSql(fields: ReadonlyMap<string, WritableField>): RawBuilder<unknown> {
  const columns = [...fields.values()].map((field) => sql`${asText(field)} as ${sql.ref(field.name)}`);
  return sql`(select row_to_json(v) from (select ${sql.join(columns)}) v)`;
}

export async function loadCurrent(
  tx: Kysely<Database>,
  register: Register,
  fields: ReadonlyMap<string, WritableField>,
  drafts: readonly Keyed[],
): Promise<ReadonlyMap<number, CurrentRow>> {
  const named = drafts.filter(({ sent, orgId }) => sent.id != null && orgId !== undefined);
  if (named.length === 0) return new Map();
  const owner = register.key === "owned" ? sql.raw("x.org_id") : sql.raw("x.id");
  const { rows } = await sql<CurrentRow & { index: number }>`
    select w.index, ${owner} as "orgId", x.id, x.version, x.updated_by as "changedBy", x.updated_at as "changedAt",
      to_jsonb(x) ->> 'import_id' is not null as "cameFromFile", ${valuesSql(fields)} as values
    from unnest(${named.map(({ index }) => index)}::int[], ${named.map(({ orgId }) => orgId ?? null)}::uuid[], ${named.map(({ id }) => id)}::uuid[]) as w(index, org, id)
    join ${sql.table(register.table)} x on ${keyMatch(register, "x", "w.org", "w.id")}`.execute(tx);
  return new Map(rows.map(({ index, ...row }) => [index, row]));
}

/** The before-image of the change that replaced the version a sender started from; none is kept of rows unchanged since. */
export async function loadBases(
  tx: Kysely<Database>,
  register: Register,
  fields: ReadonlyMap<string, WritableField>,
  drafts: readonly Keyed[],
  current: ReadonlyMap<number, CurrentRow>,
): Promise<ReadonlyMap<number, Values>> {
  const stale = drafts.filter(({ index, sent }) => {
    const row = current.get(index);
    return row !== undefined && sent.baseVersion != null && sent.baseVersion !== row.version;
  });
  if (stale.length === 0) return new Map();
  const { rows } = await sql<{ index: number; before: Readonly<Record<string, unknown>> }>`
    select w.index, r.before
    from unnest(${stale.map(({ index }) => index)}::int[], ${stale.map(({ orgId }) => orgId ?? null)}::uuid[],
      ${stale.map(({ id }) => id)}::uuid[], ${stale.map(({ sent }) => sent.baseVersion ?? 0)}::int[]) as w(index, org, id, version)
    join change_row r on r.org_id = w.org and r.register = ${register.table} and r.row_id = w.id and r.version_before = w.version`.execute(
    tx,
  );
  return new Map(
    rows.map(({ index, before }) => [
      index,
      Object.fromEntries([...fields.values()].map(({ name, column }) => [name, valueOf(before[column])])),
    ]),
  );
}

function valueOf(json: unknown): Value {
  if (json === null || json === undefined) return null;
  return Array.isArray(json) ? json.map(String) : String(json as string | number | boolean);
}

export interface ReversedRow {
  readonly amount: string | null;
  readonly values: Values;
  readonly isUndone: boolean;
}

/** The rows that reversals of this batch undo, and whether another row has done so before. */
export async function loadReversed(
  tx: Kysely<Database>,
  register: Register,
  fields: ReadonlyMap<string, WritableField>,
  drafts: readonly (Keyed & { readonly mine: Values })[],
): Promise<ReadonlyMap<number, ReversedRow>> {
  const field = register.reversedBy === undefined ? undefined : fields.get(register.reversedBy);
  if (field === undefined) return new Map();
  const reversing = drafts.flatMap(({ index, orgId, mine }) => {
    const id = mine[field.name];
    return typeof id === "string" && orgId !== undefined ? [{ index, orgId, id }] : [];
  });
  if (reversing.length === 0) return new Map();
  const amount = register.fields["amount"] ? sql`x.amount::text` : sql`null::text`;
  const by = sql.ref(`undone.${field.column}`);
  const { rows } = await sql<ReversedRow & { index: number }>`
    select w.index, ${amount} as amount, ${valuesSql(fields)} as values,
      exists (select from ${sql.table(register.table)} undone where undone.org_id = x.org_id and ${by} = x.id) as "isUndone"
    from unnest(${reversing.map(({ index }) => index)}::int[], ${reversing.map(({ orgId }) => orgId)}::uuid[], ${reversing.map(({ id }) => id)}::uuid[]) as w(index, org, id)
    join ${sql.table(register.table)} x on x.org_id = w.org and x.id = w.id`.execute(tx);
  return new Map(rows.map(({ index, ...row }) => [index, row]));
}
