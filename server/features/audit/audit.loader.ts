/**
 * Reads both logs as one ordered list. Each side is asked by its own index for as much as a page needs, so a page costs
 * the same however long the logs are. Whose events may be read is decided here and by row security alike.
 */
import { sql, type Kysely, type RawBuilder } from "kysely";
import { recordEvents } from "../../database/record-events.js";
import type { Database } from "../../database/tables.js";
import { CHANGE_KINDS, kindOfChange, operationsOf, type Place } from "./audit.rules.js";

type Db = Kysely<Database>;
type Condition = RawBuilder<unknown>;

export interface AuditQuestion {
  readonly from?: Date;
  readonly to?: Date;
  /** Beginning of a name. */
  readonly who?: string;
  readonly kinds?: readonly string[];
  /** An organization's id. */
  readonly organization?: string;
  /** A ledger's table. */
  readonly ledger?: string;
  readonly batch?: string;
}

export interface LoggedEvent extends Place {
  readonly by: string;
  readonly kind: string;
  readonly origin: string | null;
  readonly organization: string | null;
  readonly organizationName: string | null;
  readonly ledger: string | null;
  readonly rows: number | null;
  readonly batch: string | null;
  readonly detail: unknown;
  /** The link's own hash, in hexadecimal digits. */
  readonly hash: string;
}

const EXACT = sql`'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'`;

export async function mayAudit(db: Db): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select hub_audits_some() as may`.execute(db);
  return rows[0]?.may ?? false;
}

/** Whether whoever asks audits everything, not a subtree. */
export async function auditsAll(db: Db): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select hub_audits() as may`.execute(db);
  return rows[0]?.may ?? false;
}

export async function organizationByCode(db: Db, code: string): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`select id from organization where code = ${code}`.execute(db);
  return rows[0]?.id;
}

/** Newest first; one more than a page tells whether there is a next one. */
export async function loadEvents(
  db: Db,
  asked: AuditQuestion,
  after: Place | undefined,
  most: number,
): Promise<LoggedEvent[]> {
  const sides = [
    ...(mayBeAccess(asked) ? [accessSide(asked, after, most)] : []),
    ...(mayBeChange(asked) ? [changeSide(asked, after, most)] : []),
  ];
  if (sides.length === 0) return [];
  const { rows } = await sql<LoggedEvent>`
    select to_char(e.moment at time zone 'UTC', ${EXACT}) as at, e.log, e.chain, e.link::text as link, e.by, e.kind, e.origin,
      o.code as organization, o.name as "organizationName", e.ledger, e.rows, e.batch, e.detail, encode(e.hash, 'hex') as hash
    from (${sql.join(sides, sql` union all `)}) e left join organization o on o.id = e.org_id
    order by e.moment desc, e.log desc, e.chain desc, e.link desc limit ${most}`.execute(db);
  return rows.map((row) => (row.log === "change" ? { ...row, kind: kindOfChange(row.kind) } : row));
}

export async function loadEvent(db: Db, { log, chain, link }: Place): Promise<LoggedEvent | undefined> {
  const one = sql`x.chain = ${chain}::uuid and x.link = ${link}::bigint`;
  const change = sql`x.org_id = ${chain}::uuid and x.seq = ${link}::bigint`;
  const { rows } = await sql<LoggedEvent>`
    select to_char(e.moment at time zone 'UTC', ${EXACT}) as at, e.log, e.chain, e.link::text as link, e.by, e.kind, e.origin,
      o.code as organization, o.name as "organizationName", e.ledger, e.rows, e.batch, e.detail, encode(e.hash, 'hex') as hash
    from (${log === "access" ? accessRows(sql`${ACCESS_OPEN} and ${one}`) : changeRows(sql`${CHANGE_OPEN} and ${change}`)}) e
    left join organization o on o.id = e.org_id`.execute(db);
  return rows.map((row) => (row.log === "change" ? { ...row, kind: kindOfChange(row.kind) } : row))[0];
}

export interface Images {
  readonly row: string | null;
  readonly before: Readonly<Record<string, unknown>> | null;
  readonly after: Readonly<Record<string, unknown>> | null;
}

export async function loadImages(db: Db, { chain, link }: Place, most: number): Promise<Images[]> {
  const { rows } = await sql<Images>`
    select row_id as row, before, after from audit_images(${chain}::uuid, ${link}::bigint, ${most}::int)`.execute(db);
  return rows;
}

export async function recordAudit(
  db: Db,
  kind: string,
  detail: Readonly<Record<string, unknown>>,
  origin: string | null,
): Promise<void> {
  await recordEvents(db, kind, [detail], origin);
}

// ── The two sides ────────────────────────────────────────────────────────────────────────────────────────────────

const ACCESS_OPEN = sql`((select hub_audits()) or x.account_id in (select hub_headed_accounts()))`;
const CHANGE_OPEN = sql`((select hub_audits()) or x.org_id in (select hub_heads()))`;

function accessRows(where: Condition): Condition {
  return sql`select x.at as moment, 'access' as log, x.chain, x.link, x.by, x.kind, x.origin, null::uuid as org_id, null::text as ledger,
    null::int as rows, null::uuid as batch, x.detail, x.hash from access_event x where ${where}`;
}

function changeRows(where: Condition): Condition {
  return sql`select x.at as moment, 'change' as log, x.org_id as chain, x.seq as link, x.by, x.operation as kind, x.origin, x.org_id,
    x.register as ledger, x.row_count as rows, x.batch_id as batch, null::jsonb as detail, x.hash from change_log x where ${where}`;
}

function mayBeAccess({ ledger, batch, kinds }: AuditQuestion): boolean {
  if (ledger !== undefined || batch !== undefined) return false;
  return kinds === undefined || kinds.some((kind) => !(kind in CHANGE_KINDS));
}

function mayBeChange({ kinds }: AuditQuestion): boolean {
  return operationsOf(kinds)?.length !== 0;
}

function accessSide(asked: AuditQuestion, after: Place | undefined, most: number): Condition {
  const where = [
    ACCESS_OPEN,
    ...sharedConditions(asked),
    ...(asked.kinds ? [sql`x.kind = any (${[...asked.kinds]}::text[])`] : []),
    ...(asked.organization ? [sql`x.account_id in (select hub_accounts_below(${asked.organization}::uuid))`] : []),
    ...(after ? [goesOn("access", after, sql`x.at, x.chain, x.link`)] : []),
  ];
  return sql`(${accessRows(sql.join(where, sql` and `))} order by x.at desc, x.chain desc, x.link desc limit ${most})`;
}

function changeSide(asked: AuditQuestion, after: Place | undefined, most: number): Condition {
  const operations = operationsOf(asked.kinds);
  const where = [
    CHANGE_OPEN,
    ...sharedConditions(asked),
    ...(operations ? [sql`x.operation = any (${[...operations]}::text[])`] : []),
    ...(asked.organization
      ? [sql`x.org_id in (select t.org_id from organization_tree t where t.ancestor_id = ${asked.organization}::uuid)`]
      : []),
    ...(asked.ledger ? [sql`x.register = ${asked.ledger}`] : []),
    ...(asked.batch ? [sql`x.batch_id = ${asked.batch}::uuid`] : []),
    ...(after ? [goesOn("change", after, sql`x.at, x.org_id, x.seq`)] : []),
  ];
  return sql`(${changeRows(sql.join(where, sql` and `))} order by x.at desc, x.org_id desc, x.seq desc limit ${most})`;
}

function sharedConditions({ from, to, who }: AuditQuestion): Condition[] {
  return [
    ...(from ? [sql`x.at >= ${from}`] : []),
    ...(to ? [sql`x.at < ${to}`] : []),
    ...(who ? [sql`x.by like ${`${who.replaceAll(/[\\%_]/g, String.raw`\$&`)}%`}`] : []),
  ];
}

/** At one moment all changes come before all accesses, newest first. */
function goesOn(log: Place["log"], { at, log: of, chain, link }: Place, key: Condition): Condition {
  if (log === of) return sql`(${key}) < (${at}::timestamptz, ${chain}::uuid, ${link}::bigint)`;
  return of === "change" ? sql`x.at <= ${at}::timestamptz` : sql`x.at < ${at}::timestamptz`;
}
