/**
 * How long each kind of thing is kept, and how so much of it is let go of at a time. A period is a parameter; where law
 * sets a least, no parameter goes below it. Ledgers, their history, money and certificates are no kind here: law keeps
 * those. Persons of whom nothing is recorded any more are counted, and erased by name by somebody who looked, never by age.
 */
import { sql, type Kysely, type RawBuilder } from "kysely";
import type { Database } from "../../database/tables.js";

type Db = Kysely<Database>;

export interface Period {
  readonly unit: "month" | "day";
  /** Where no parameter of the name says otherwise. */
  readonly usual: number;
  /** What law asks for at least. */
  readonly least: number;
  readonly zh: string;
  readonly en: string;
}

export const PERIODS = {
  keep_import_rows: { unit: "month", usual: 24, least: 1, zh: "已完成导入的原文", en: "contents of finished imports" },
  keep_waiting_imports: { unit: "month", usual: 6, least: 1, zh: "没有提交的导入", en: "imports nobody committed" },
  keep_receipts: { unit: "month", usual: 24, least: 1, zh: "回执", en: "receipts" },
  keep_sessions: { unit: "month", usual: 6, least: 6, zh: "结束的登录", en: "ended sessions" },
  keep_uploads: {
    unit: "day",
    usual: 1,
    least: 1,
    zh: "上传原件与临时文件",
    en: "uploads and temporary files left over",
  },
  keep_access_events: { unit: "month", usual: 36, least: 36, zh: "访问记录", en: "events of the log of access" },
  keep_persons: {
    unit: "month",
    usual: 120,
    least: 12,
    zh: "名册中早已没有记录的人",
    en: "persons nothing is recorded of any more",
  },
} as const satisfies Readonly<Record<string, Period>>;

export type Retained = keyof typeof PERIODS;
export const RETAINED = Object.keys(PERIODS) as readonly Retained[];

/** So many months or days, as the parameters stand today. */
export async function periodsOf(db: Db, now: Date): Promise<Record<Retained, number>> {
  const { rows } = await sql<{ name: Retained; value: number }>`
    select name, ceil(value)::int as value from parameter
    where name = any(${[...RETAINED]}::text[]) and region = '' and value >= 1 and value < 10000
      and valid_from <= ${now.toISOString()}::timestamptz and (valid_to is null or valid_to > ${now.toISOString()}::timestamptz)`.execute(
    db,
  );
  const said = new Map(rows.map(({ name, value }) => [name, value]));
  return Object.fromEntries(
    RETAINED.map((name) => [name, Math.max(said.get(name) ?? PERIODS[name].usual, PERIODS[name].least)]),
  ) as Record<Retained, number>;
}

/** What is older than this goes. */
export function momentBefore(now: Date, name: Retained, length: number): RawBuilder<Date> {
  const interval =
    PERIODS[name].unit === "month"
      ? sql`make_interval(months => ${length}::int)`
      : sql`make_interval(days => ${length}::int)`;
  return sql<Date>`(${now.toISOString()}::timestamptz - ${interval})`;
}

// ── What the database keeps ──────────────────────────────────────────────────────────────────────────────────────

type Before = RawBuilder<Date>;

export interface KeptInDatabase {
  /** How many are due. */
  count(db: Db, before: Before): Promise<number>;
  /** Lets go of at most so many, and tells how many went. None: nothing is left. */
  removeSome(tx: Db, before: Before, most: number): Promise<number>;
}

const counted = async (db: Db, rows: RawBuilder<unknown>): Promise<number> =>
  (await sql<{ n: number }>`select count(*)::int as n from ${rows} due`.execute(db)).rows[0]?.n ?? 0;
const affected = async (tx: Db, statement: RawBuilder<unknown>): Promise<number> =>
  Number((await statement.execute(tx)).numAffectedRows ?? 0n);

const FINISHED = sql`i.status in ('committed', 'discarded', 'refused')`;
/** What stood in it is gone; the row itself is a place that figures lead back to. */
const EMPTY = sql`'{"c": []}'::jsonb`;

const finishedRows = (before: Before): RawBuilder<unknown> => sql`(
  select r.org_id, r.import_id, r.table_no, r.row_no from import_row r join import i on i.org_id = r.org_id and i.id = r.import_id
  where ${FINISHED} and coalesce(i.committed_at, i.created_at) < ${before} and r.cells <> ${EMPTY})`;
/** Tables of imports show the first cells of each column. */
const finishedTables = (before: Before): RawBuilder<unknown> => sql`(
  select i.org_id, i.id from import i where ${FINISHED} and coalesce(i.committed_at, i.created_at) < ${before}
    and i.tables <> import_tables_emptied(i.tables))`;

const importRows: KeptInDatabase = {
  count: async (db, before) => (await counted(db, finishedRows(before))) + (await counted(db, finishedTables(before))),
  removeSome: async (tx, before, most) =>
    (await affected(
      tx,
      sql`update import_row r set cells = ${EMPTY}, typed = null, label = null, changes = null, findings = '[]'
        from (select * from ${finishedRows(before)} f limit ${most}) due
        where (r.org_id, r.import_id, r.table_no, r.row_no) = (due.org_id, due.import_id, due.table_no, due.row_no)`,
    )) +
    (await affected(
      tx,
      sql`update import i set tables = import_tables_emptied(i.tables), file_name = '—'
        from (select * from ${finishedTables(before)} f limit ${most}) due where (i.org_id, i.id) = (due.org_id, due.id)`,
    )),
};

const waiting = (before: Before): RawBuilder<unknown> => sql`(
  select i.org_id, i.id from import i where i.status in ('staging', 'mapped', 'checked')
    and greatest(i.created_at, coalesce(i.worked_at, i.created_at)) < ${before})`;
const waitingRows = (before: Before): RawBuilder<unknown> => sql`(
  select r.org_id, r.import_id, r.table_no, r.row_no from import_row r join ${waiting(before)} w on (w.org_id, w.id) = (r.org_id, r.import_id))`;

const waitingImports: KeptInDatabase = {
  count: async (db, before) => (await counted(db, waiting(before))) + (await counted(db, waitingRows(before))),
  removeSome: async (tx, before, most) => {
    const rows = await affected(
      tx,
      sql`delete from import_row r using (select * from ${waitingRows(before)} f limit ${most}) due
        where (r.org_id, r.import_id, r.table_no, r.row_no) = (due.org_id, due.import_id, due.table_no, due.row_no)`,
    );
    // Nothing ever led to them: where no row is left the import is closed.
    if (rows > 0) return rows;
    return affected(
      tx,
      sql`update import i set status = 'discarded', phase = 'discarded', tables = '[]', file_name = '—'
        from (select * from ${waiting(before)} f limit ${most}) due where (i.org_id, i.id) = (due.org_id, due.id)`,
    );
  },
};

const receipts: KeptInDatabase = {
  count: (db, before) => counted(db, sql`(select id from batch where received_at < ${before})`),
  removeSome: (tx, before, most) =>
    affected(tx, sql`delete from batch where id in (select id from batch where received_at < ${before} limit ${most})`),
};

const over = (before: Before): RawBuilder<unknown> =>
  sql`least(coalesce(ended_at, expires_at), expires_at) < ${before}`;
const sessions: KeptInDatabase = {
  count: (db, before) => counted(db, sql`(select id from session where ${over(before)})`),
  removeSome: (tx, before, most) =>
    affected(tx, sql`delete from session where id in (select id from session where ${over(before)} limit ${most})`),
};

/** Only what lies behind a seal; sealing is done before, by whoever decides on it. */
const accessEvents: KeptInDatabase = {
  count: (db, before) => counted(db, sql`(select seq from access_event where at < ${before})`),
  removeSome: (tx, _before, most) =>
    affected(
      tx,
      sql`delete from access_event where seq in (select e.seq from access_event e
        join access_sealed s on s.chain = e.chain and e.link <= s.link order by e.chain, e.link limit ${most})`,
    ),
};

/** Persons of a roster for whom no ledger has had anything new, and no role or certificate has held, since the moment. */
export async function quietPersons(db: Db, before: Before): Promise<number> {
  const nothingNew = ["enrolment", "application", "fund_entry", "task"].map(
    (table) =>
      sql`not exists (select from ${sql.table(table)} x where x.org_id = p.org_id and x.person_id = p.id and x.updated_at >= ${before})`,
  );
  return counted(
    db,
    sql`(select p.id from person p where p.updated_at < ${before} and p.name <> erased_words() and ${sql.join(nothingNew, sql` and `)}
      and not exists (select from affiliation x where x.org_id = p.org_id and x.person_id = p.id and (x.valid_to is null or x.valid_to >= ${before}))
      and not exists (select from credential x where x.org_id = p.org_id and x.person_id = p.id
        and (x.updated_at >= ${before} or x.valid_to >= ${before})))`,
  );
}

export const KEPT_IN_DATABASE: Readonly<Record<Exclude<Retained, "keep_uploads" | "keep_persons">, KeptInDatabase>> = {
  keep_import_rows: importRows,
  keep_waiting_imports: waitingImports,
  keep_receipts: receipts,
  keep_sessions: sessions,
  keep_access_events: accessEvents,
};
