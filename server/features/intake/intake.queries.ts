/** Looks at imports: one, the latest, their counts, rows and findings. Writes nothing. */
import { sql } from "kysely";
import type { Context } from "../../context.js";
import { Refusal } from "../../errors.js";
import { decodeGlobalId } from "../../graph/global-id.js";
import {
  maskedChanges,
  maskedFinding,
  maskedLabel,
  maskedValues,
  showsImport,
  withWordsMasked,
} from "../access/personal-intake.js";
import { findOrganizations } from "./intake.loader.js";
import { NO_COUNTS, rowsOf } from "./intake.counts.js";
import type { ImportKey } from "./intake.plan.js";
import type { Import, ImportCounts, ImportRow, NotListed, RowOutcome } from "./intake.objects.js";
import { presentImport, presentRow, type StoredImport, type StoredRow } from "./intake.presenter.js";
import type { ShownFinding } from "./staged.js";

export function importKey(globalId: string): ImportKey {
  const { register, orgId, id } = decodeGlobalId(globalId);
  if (register !== "Import") throw new Refusal("BAD_ID", { id: globalId.slice(0, 24) });
  return { orgId, id };
}

const IMPORT_COLUMNS =
  sql.raw(`org_id as "orgId", id, file_name as "fileName", status, phase, done, total, tables, refusal, receipt, counts,
  batch_id as "batchId", commit_hash as "commitHash", commit_rank as "commitRank", commit_row as "commitRow", created_at as "createdAt", created_by as "createdBy"`);

export async function loadImport(context: Context, { orgId, id }: ImportKey): Promise<StoredImport> {
  const { rows } =
    await sql<StoredImport>`select ${IMPORT_COLUMNS} from import where org_id = ${orgId} and id = ${id}`.execute(
      await context.tx(),
    );
  if (!rows[0]) throw new Refusal("NOT_FOUND", { id });
  return rows[0];
}

export async function lockImport(context: Context, { orgId, id }: ImportKey): Promise<StoredImport> {
  const { rows } =
    await sql<StoredImport>`select ${IMPORT_COLUMNS} from import where org_id = ${orgId} and id = ${id} for update`.execute(
      await context.tx(),
    );
  if (!rows[0]) throw new Refusal("NOT_FOUND", { id });
  return rows[0];
}

export async function importById(context: Context, id: string): Promise<Import | null> {
  const { orgId, id: own } = importKey(id);
  const { rows } =
    await sql<StoredImport>`select ${IMPORT_COLUMNS} from import where org_id = ${orgId} and id = ${own}`.execute(
      await context.tx(),
    );
  return rows[0] ? presentImport(rows[0]) : null;
}

/** Newest first; those of the organization and of what is below it. */
export async function imports(context: Context, organization: string | null, first: number): Promise<Import[]> {
  if (first < 1 || first > 200) throw new Refusal("PAGE_SIZE", { max: 200 });
  const tx = await context.tx();
  const found =
    organization === null ? undefined : (await findOrganizations(tx, [organization])).get(organization.trim());
  if (organization !== null && typeof found !== "object")
    throw new Refusal("UNKNOWN_ORGANIZATION", { organization: organization.slice(0, 40) });
  const within =
    typeof found === "object"
      ? sql`where org_id in (select org_id from organization_tree where ancestor_id = ${found.id})`
      : sql``;
  const { rows } =
    await sql<StoredImport>`select ${IMPORT_COLUMNS} from import ${within} order by created_at desc, id desc limit ${first}`.execute(
      tx,
    );
  return rows.map(presentImport);
}

/** Kept with the import as its rows were checked and written. */
export function countsOf(found: Import): ImportCounts {
  const counts = found.storedCounts ?? NO_COUNTS;
  const { new: fresh, changed, unchanged, refused } = counts;
  return { rows: rowsOf(counts), new: fresh, changed, unchanged, refused };
}

const MOST_ROWS = 1000;

/** `after`: how many rows to pass over. */
export async function importRows(
  context: Context,
  id: string,
  outcome: RowOutcome | null,
  first: number,
  after: number,
): Promise<ImportRow[]> {
  if (first < 1 || first > MOST_ROWS) throw new Refusal("PAGE_SIZE", { max: MOST_ROWS });
  const key = importKey(id);
  const only = outcome === null ? sql`` : sql`and r.outcome = ${sql.lit(outcome.toLowerCase())}`;
  const { rows } = await sql<StoredRow>`
    select r.sheet, r.row_no as row, r.outcome, r.label, r.changes, r.findings, t.value->>'target' as target,
      case when r.outcome = 'new' and r.changes is null then r.typed->'values' end as values
    from import_row r join import i on i.org_id = r.org_id and i.id = r.import_id
    left join lateral jsonb_array_elements(i.tables) t on (t.value->>'index')::int = r.table_no
    where r.org_id = ${key.orgId} and r.import_id = ${key.id} and r.outcome is not null ${only}
    order by r.table_no, r.row_no limit ${first} offset ${Math.max(after, 0)}`.execute(await context.tx());
  const shown = await showsImport(context, key.orgId);
  const told = shown ? rows : (await withWordsMasked(context, key.orgId, rows)).map(withoutNames);
  return told.map(presentRow);
}

function withoutNames(row: StoredRow): StoredRow {
  return {
    ...row,
    label: maskedLabel(row.target, row.label),
    changes: maskedChanges(row.changes),
    values: row.values && maskedValues(row.values),
    findings: row.findings.map(maskedFinding),
  };
}

/** Of the file and its tables first, then of the rows in order. `after`: how many to pass over. */
export async function importFindings(
  context: Context,
  found: Import,
  { first, after, severity }: { readonly first: number; readonly after: number; readonly severity: string | null },
): Promise<ShownFinding[]> {
  if (first < 1 || first > MOST_ROWS) throw new Refusal("PAGE_SIZE", { max: MOST_ROWS });
  const key = importKey(found.id);
  const ofTables = found.tableFindings.filter((f) => severity === null || f.severity === severity);
  const skipped = Math.max(after, 0);
  const told = ofTables.slice(skipped, skipped + first);
  if (told.length === first) return told;
  const only = severity === null ? sql`` : sql`where f.value->>'severity' = ${severity}`;
  const { rows } = await sql<{ finding: ShownFinding }>`
    select f.value as finding from (select table_no, row_no, findings from import_row
      where org_id = ${key.orgId} and import_id = ${key.id} and findings <> '[]' order by table_no, row_no) r
    cross join lateral jsonb_array_elements(r.findings) with ordinality as f(value, n) ${only}
    order by r.table_no, r.row_no, f.n limit ${first - told.length} offset ${Math.max(skipped - ofTables.length, 0)}`.execute(
    await context.tx(),
  );
  const shown = await showsImport(context, key.orgId);
  return [...told, ...rows.map((row) => (shown ? row.finding : maskedFinding(row.finding)))];
}

/**
 * Organizations that an earlier list of the same sender named and this one does not. They are told, never closed by
 * themselves: a list may be a part. Empty when this is no list of organizations, or the first one.
 */
export async function notListed(context: Context, id: string): Promise<NotListed> {
  const key = importKey(id);
  const { rows } = await sql<NotListed["organizations"][number]>`
    select coalesce(o.code, o.school_code, o.uscc) as code, o.name
    from organization o
    where o.id in (
      select earlier.row_id from import_row earlier
        join import i on i.org_id = earlier.org_id and i.id = earlier.import_id and i.status = 'committed'
        where earlier.org_id = ${key.orgId} and earlier.import_id <> ${key.id} and earlier.register = 'Organization'
          and i.created_at < (select created_at from import where org_id = ${key.orgId} and id = ${key.id}))
      and exists (select from import_row where org_id = ${key.orgId} and import_id = ${key.id} and register = 'Organization')
      and o.id not in (
        select row_id from import_row
        where org_id = ${key.orgId} and import_id = ${key.id} and register = 'Organization' and row_id is not null)
    order by 1`.execute(await context.tx());
  return { count: rows.length, organizations: rows };
}
