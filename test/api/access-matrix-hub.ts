/**
 * A hub for the matrix of access: two subtrees side by side, each with two rows in every register that say whose they
 * are in every text, name and amount, so that an answer can be searched for what is foreign. Everything is invented.
 */
import { codeRows } from "../../server/database/codes/load-codes.js";
import { loadIndicators } from "../../server/database/codes/load-codes.js";
import { loadRuleBook } from "../../server/database/codes/load-rules.js";
import { inTransaction } from "../../server/database/transaction.js";
import { columnOf, type Register } from "../../server/graph/register.js";
import { encodeGlobalId } from "../../server/graph/global-id.js";
import { registerBook } from "../../server/registers.js";
import { startHub, type HubOptions, type TestHub } from "../support/hub.js";

export type Side = "own" | "foreign";

/** What stands in every text of a side's rows, and the digits its amounts begin with. */
export const MARKS: Readonly<Record<Side, { readonly text: string; readonly digits: string }>> = {
  own: { text: "自家账", digits: "4141" },
  foreign: { text: "别家账", digits: "7373" },
};
/** What of an answer's text can only come from a row of the foreign side. */
export const foreignIn = (told: string): string[] => told.match(/别家账\w*|"7373(?:\d\.25)?"/gu) ?? [];

/** Where the rows of a side are kept, and the top of its subtree, by code. */
export const KEPT_AT: Readonly<Record<Side, string>> = { own: "S-1", foreign: "X-1" };
export const TOP: Readonly<Record<Side, string>> = { own: "S", foreign: "X" };
export const REGION: Readonly<Record<Side, string>> = { own: "110101", foreign: "110102" };

export interface MatrixHub extends TestHub {
  /** Ids of organizations by code. */
  readonly organizations: Readonly<Record<string, string>>;
  /** Ids of the rows of each table, by side. */
  readonly rows: Readonly<Record<Side, Readonly<Record<string, readonly string[]>>>>;
  /** The global id of a side's row. */
  globalId(register: Register, side: Side, which?: number): string;
}

const ORGANIZATIONS: readonly (readonly [
  code: string,
  name: string,
  kind: string,
  parent: string | null,
  region: string,
])[] = [
  ["B", "云岭局", "gov_dept", null, "110100"],
  ["S", "云岭学院", "school", "B", REGION.own],
  ["S-1", "云岭学院信息系", "college", "S", REGION.own],
  ["X", "松湖学院", "school", "B", REGION.foreign],
  ["X-1", "松湖学院建筑系", "college", "X", REGION.foreign],
];

export async function startMatrixHub(options: HubOptions = {}): Promise<MatrixHub> {
  const hub = await startHub({ signedIn: false, settings: { requestsPerMinute: 500_000 }, ...options });
  await inTransaction(hub.database.db, "system", async (tx) => {
    await loadIndicators(tx);
    await loadRuleBook(tx);
  });
  await loadShortCodes(hub);
  const organizations: Record<string, string> = {};
  for (const [code, name, kind, parent, region] of ORGANIZATIONS) {
    const [row] = await hub.sql<{ id: string }>(
      "insert into organization (code, name, kind, parent_id, region) values ($1, $2, $3, $4, $5) returning id",
      [code, name, kind, parent === null ? null : organizations[parent], region],
    );
    organizations[code] = row?.id ?? "";
  }
  const forms = await hub.sql<{ id: string }>("select id from form order by code, edition limit 2");
  const writer = new SideWriter(hub, organizations, await tableShapes(hub), forms.map(({ id }) => id)); // prettier-ignore
  const rows = { own: await writer.write("own"), foreign: await writer.write("foreign") };
  // The same human stands in both rosters.
  await hub.sql("update person set id_hash = (select id_hash from person where id = $1) where id = $2", [
    rows.own["person"]?.[0],
    rows.foreign["person"]?.[0],
  ]);
  // Every row changes once, so that the log holds what it was before.
  for (const { table } of LEDGERS) await hub.sql(`update "${table}" set updated_by = '核对'`);
  return {
    ...hub,
    get url() {
      return hub.url;
    },
    organizations,
    rows,
    globalId: (register, side, which = 0) =>
      encodeGlobalId(register.name, organizations[KEPT_AT[side]]!, rows[side][register.table]![which]!),
  };
}

/** The registers whose rows belong to somebody. */
export const LEDGERS = registerBook.all.filter(({ subject }) => subject !== "reference");

async function loadShortCodes(hub: TestHub): Promise<void> {
  // A few of each list, and the regions of the rows.
  const codes = [...CODES].flatMap(([list, all]) =>
    list === "region" ? all.filter(({ code }) => /^1101/u.test(code)) : all.slice(0, 12),
  );
  await hub.sql(
    `insert into code (list, code, name_zh, name_en, parent, rank, attrs)
     select list, code, name_zh, name_en, parent, rank, attrs
     from json_to_recordset($1::text::json) as row (list text, code text, name_zh text, name_en text, parent text, rank int, attrs jsonb)
     on conflict do nothing`,
    [JSON.stringify(codes)],
  );
}

// ── Rows made from the catalogue of the database ────────────────────────────────────────────────────────────────

interface ColumnShape {
  readonly table: string;
  readonly column: string;
  readonly type: string;
  readonly required: boolean;
  /** The table a foreign key of this column leads to. */
  readonly leads: string | null;
  /** What a check allows, as the database writes it. */
  readonly checks: string | null;
}

/** A new column of a ledger is filled by itself; one that no example fits fails the insert and so the tests. */
async function tableShapes(hub: TestHub): Promise<ReadonlyMap<string, readonly ColumnShape[]>> {
  const columns = await hub.sql<ColumnShape>(
    `select c.relname as "table", a.attname as "column", format_type(a.atttypid, a.atttypmod) as type,
       a.attnotnull and not a.atthasdef as required,
       (select f.confrelid::regclass::text from pg_constraint f where f.conrelid = c.oid and f.contype = 'f' and f.conkey[cardinality(f.conkey)] = a.attnum limit 1) as leads,
       (select string_agg(pg_get_constraintdef(k.oid), ' ') from pg_constraint k where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]) as checks
     from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' and a.attidentity = ''
     order by c.relname, a.attnum`,
  );
  return grouped(columns, ({ table }) => table);
}

/** Written in this order: what others point at comes first. */
const ORDER = [
  ...["document", "person", "course", "asset", "activity", "affiliation", "enrolment", "attendance", "application"],
  ...["credential", "fund_entry", "submission", "figure", "target", "finding", "task"],
];

/** Columns the database or the hub fills, and those that say something about another row. */
const LEFT_OUT = new Set(["version", "created_at", "updated_at", "batch_id", "import_id", "import_row", "source_id"]);

/** Where a text of one's own would not be valid. `null` leaves the column empty. */
const EXAMPLES: Readonly<Record<string, unknown>> = {
  ...{ "person.birth_ym": "1990-05" },
  ...{ "figure.dims_key": "", "figure.dims": "{}" },
  ...{ "target.period": "2026", "figure.period": "2026", "submission.period": "2026M10", "finding.period": "2026M10" },
  ...{ "target.dims": "{}", "finding.rule": "R-RPT-14", "finding.subject_register": "Activity" },
  ...{ "fund_entry.currency": "CNY" },
  ...{
    "application.status": "draft",
    "submission.status": "draft",
    "figure.status": "approved",
    "fund_entry.status": "planned",
  },
};

/** Of columns that exclude each other, one for each row. */
const EITHER: Readonly<Record<string, readonly string[]>> = {
  affiliation: ["person_id", "member_org_id"],
  enrolment: ["person_id", "member_org_id"],
  credential: ["person_id", "holder_org_id", "asset_id", "work_title"],
  application: ["person_id", "applicant_org_id", "enrolment_id", "asset_id"],
};

class SideWriter {
  constructor(
    private readonly hub: TestHub,
    private readonly organizations: Readonly<Record<string, string>>,
    private readonly shapes: ReadonlyMap<string, readonly ColumnShape[]>,
    private readonly forms: readonly string[],
  ) {}

  async write(side: Side): Promise<Record<string, string[]>> {
    const made: Record<string, string[]> = {};
    for (const table of ORDER) {
      made[table] = [];
      for (let which = 0; which < (EITHER[table]?.length ?? 2); which += 1)
        made[table].push(await this.insert(table, side, which, made));
    }
    const [figure, draft] = made["figure"]!;
    await this.hub.sql("update figure set status = 'draft' where id = $1", [draft]);
    await this.hub.sql(
      `insert into figure_revision (org_id, figure_id, version, value, source, status, reason, place, changed_by)
       select org_id, id, version, value, source, status, reason, $2, created_by from figure where id = $1`,
      [figure, MARKS[side].text],
    );
    return made;
  }

  private async insert(
    table: string,
    side: Side,
    which: number,
    made: Readonly<Record<string, readonly string[]>>,
  ): Promise<string> {
    const columns: string[] = [];
    const values: unknown[] = [];
    for (const shape of this.shapes.get(table) ?? []) {
      const value = this.valueOf(shape, side, which, made);
      if (value === undefined) continue;
      columns.push(`"${shape.column}"`);
      values.push(value);
    }
    const places = values.map((_, index) => `$${index + 1}`).join(", ");
    const [row] = await this.hub.sql<{ id: string }>(
      `insert into "${table}" (${columns.join(", ")}) values (${places}) returning id`,
      values,
    );
    return row!.id;
  }

  private valueOf(
    shape: ColumnShape,
    side: Side,
    which: number,
    made: Readonly<Record<string, readonly string[]>>,
  ): unknown {
    const { table, column, type, leads, checks } = shape;
    const name = `${table}.${column}`;
    if (column === "id" || LEFT_OUT.has(column)) return undefined;
    if (column === "org_id") return this.organizations[KEPT_AT[side]];
    const either = EITHER[table];
    if (either?.includes(column) && column !== either[which]) return undefined;
    if (name in EXAMPLES) return EXAMPLES[name] ?? undefined;
    // Rows point at the other side wherever they may: what is reached from one's own organization may be foreign.
    if (leads === "organization") return this.organizations[KEPT_AT[side === "own" ? "foreign" : "own"]];
    if (leads === "form") return this.forms[which];
    if (leads === "indicator") return which === 0 ? "TR01" : "TR02";
    if (leads === table) return made[table]?.[which - 1];
    if (leads !== null) return made[leads]?.[0] ?? fail(`no row of ${leads} for ${name}`);
    const listed = /ARRAY\[\(?'([^']+)'/u.exec(checks ?? "")?.[1];
    if (listed !== undefined) return listed;
    return plainValue(shape, type, side, which);
  }
}

function plainValue({ table, column }: ColumnShape, type: string, side: Side, which: number): unknown {
  const { text, digits } = MARKS[side];
  const list = codeListOf(table, column);
  if (list !== undefined) return type.endsWith("[]") ? [firstCode(list)] : firstCode(list);
  if (column === "id_last4" || column === "phone_last4") return digits;
  if (type === "text") return `${text}${column}${which}`;
  if (type === "text[]") return [`${text}${which}`];
  if (type.startsWith("numeric(18")) return `${digits}${which}.25`;
  if (type.startsWith("numeric")) return `${digits.slice(0, 2)}.${which}`;
  if (type === "integer")
    return column === "level_rank" || column === "edition" ? 1 + which : Number(digits.slice(0, 2));
  if (type === "boolean") return true;
  if (type === "date")
    return /_to$|^ends|^completed|^due|^decided|^closed|^revoked|^done/u.test(column)
      ? "2026-10-30"
      : `2026-09-0${1 + which}`;
  if (type === "timestamp with time zone")
    return column === "ends_at" ? `2026-09-0${1 + which}T04:00:00Z` : `2026-09-0${1 + which}T02:00:00Z`;
  if (type === "bytea") return Buffer.from(`${text}${which}`);
  if (type === "jsonb") return JSON.stringify({ note: text });
  if (type === "period_code") return "2026M10";
  if (type === "uuid") return undefined;
  return fail(`no example of a ${type} for ${table}.${column}`);
}

function codeListOf(table: string, column: string): string | undefined {
  const register = registerBook.all.find((each) => each.table === table);
  return Object.entries(register?.fields ?? {}).find(([name, spec]) => columnOf(name, spec) === column)?.[1].list;
}

const CODES = grouped(codeRows(), ({ list }) => list);
const firstCode = (list: string): string =>
  CODES.get(list)?.find(({ code }) => list !== "region" || code === "110101")?.code ??
  fail(`the list ${list} is empty`);

function fail(message: string): never {
  throw new Error(message);
}

export function grouped<Each>(all: readonly Each[], by: (each: Each) => string): ReadonlyMap<string, readonly Each[]> {
  const groups = new Map<string, Each[]>();
  for (const each of all) groups.set(by(each), [...(groups.get(by(each)) ?? []), each]);
  return groups;
}
