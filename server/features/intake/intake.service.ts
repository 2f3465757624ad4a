/** Imports from the first look to the last: open, stage, map, discard. Nothing here reaches a ledger. */
import { sql } from "kysely";
import type { Context } from "../../context.js";
import { Refusal } from "../../errors.js";
import { limitsIn } from "../../graph/limits-by-role.js";
import type { WorkbookReader } from "./cell.js";
import { findOrganizations, loadTargets, rememberMapping } from "./intake.loader.js";
import { checkAgain } from "./intake.check.js";
import { rowsOf, type Counts } from "./intake.counts.js";
import type { ImportKey, Step } from "./intake.plan.js";
import { stageWorkbook } from "./intake.stage.js";
import type { ColumnMappingInput, StageSelectionInput } from "./intake.inputs.js";
import type { Import } from "./intake.objects.js";
import { presentImport, type StoredImport } from "./intake.presenter.js";
import { importKey, loadImport, lockImport } from "./intake.queries.js";
import { REFUSAL_WORDS, fillWords } from "./findings.js";
import { mappingFrom, memoryKey } from "./mapping.rules.js";
import { cleanReader } from "./readers/clean.js";
import { openSelection } from "./readers/selection.js";
import { IntakeRefusal } from "./refusal.js";
import { showIntakeFinding } from "./shown-finding.js";
import type { ShownFinding, StagedTable } from "./staged.js";
import type { IntakeTarget } from "./targets/target.js";

// ── Staging ─────────────────────────────────────────────────────────────────────────────────────────────────────

export interface NewImport {
  readonly organization: string;
  readonly fileName: string;
  readonly origin: "upload" | "selection";
  readonly sha256?: Buffer;
  readonly wanted?: string;
  readonly sizeBytes?: number;
}

/** Opens an import for an organization; it holds nothing yet. */
export async function openImport(context: Context, wanted: NewImport): Promise<ImportKey> {
  const tx = await context.tx();
  const key = wanted.organization.trim();
  const organization = (await findOrganizations(tx, [key])).get(key);
  if (typeof organization !== "object") throw new Refusal("UNKNOWN_ORGANIZATION", { organization: key.slice(0, 40) });
  await refuseUnwritable(context, organization.id);
  const { rows } = await sql<{ id: string }>`
    insert into import (org_id, file_name, sha256, size_bytes, origin, status, wanted, worked_at)
    values (${organization.id}, ${wanted.fileName.slice(0, 200)}, ${wanted.sha256 ?? null}, ${wanted.sizeBytes ?? null}, ${wanted.origin}, 'staging', ${wanted.wanted ?? null}, clock_timestamp()) returning id`.execute(
    tx,
  );
  const id = rows[0]?.id;
  if (id === undefined) throw new Error("an import that was opened has an id");
  return { orgId: organization.id, id };
}

/** Said before a file is read: what is brought in for an organization is written there. */
async function refuseUnwritable(context: Context, orgId: string): Promise<void> {
  if (context.viewer.accountId === undefined) return;
  const { rows } = await sql<{ may: boolean }>`
    select hub_writes_all('documents') or ${orgId}::uuid in (select hub_writable('documents')) as may`.execute(
    await context.tx(),
  );
  if (rows[0]?.may !== true)
    throw new Refusal("FORBIDDEN", { what: "为这个单位导入 / importing for this organization" });
}

/** Reads, maps and checks in one go. A file that cannot be read ends as refused, with the reason kept. */
export async function fillImport(
  step: Step,
  key: ImportKey,
  fileName: string,
  open: () => Promise<WorkbookReader>,
  target?: string,
): Promise<void> {
  let reader: WorkbookReader | undefined;
  try {
    reader = cleanReader(await open());
    const staged = await stageWorkbook(step, key, fileName, reader, target);
    if (staged.tables.length === 0) await step((context) => refuseImport(context, key, staged.findings));
    else await step((context) => keepStaged(context, key, staged));
  } catch (error) {
    if (!(error instanceof IntakeRefusal)) throw error;
    const shown = showRefusal(error);
    await step((context) => refuseImport(context, key, [shown]));
  } finally {
    await reader?.close();
  }
}

function showRefusal({ code, args }: IntakeRefusal): ShownFinding {
  const words = REFUSAL_WORDS[code];
  return {
    code: code.replace(/[A-Z]/gu, (letter) => `_${letter}`).toUpperCase(),
    severity: "BLOCK",
    args,
    message: fillWords(words.zh, args),
    messageEn: fillWords(words.en, args),
    sheet: typeof args.sheet === "string" ? args.sheet : null,
    row: typeof args.row === "number" ? args.row : null,
  };
}

async function refuseImport(
  context: Context,
  { orgId, id }: ImportKey,
  findings: readonly ShownFinding[],
): Promise<void> {
  const tx = await context.tx();
  await sql`delete from import_row where org_id = ${orgId} and import_id = ${id}`.execute(tx);
  await sql`update import set status = 'refused', phase = 'refused', counts = null, done = 0, total = null, worked_at = null, refusal = ${JSON.stringify(findings)}::jsonb where org_id = ${orgId} and id = ${id}`.execute(
    tx,
  );
}

/** For accidents on the way: what was staged is of no use. */
export async function abandonImport(context: Context, key: ImportKey): Promise<void> {
  await refuseImport(context, key, [
    showIntakeFinding({ code: "interrupted", severity: "error", args: {}, sheet: "" }),
  ]);
}

interface Checked {
  readonly tables: readonly StagedTable[];
  readonly counts: Counts;
  /** Of sheets without a table; nothing leaves those that are there. */
  readonly findings?: readonly ShownFinding[];
}

async function keepStaged(
  context: Context,
  { orgId, id }: ImportKey,
  { tables, counts, findings = [] }: Checked,
): Promise<void> {
  const isMapped = tables.some(
    (table) => table.target !== "" && !table.findings.some((f) => f.code === "MISSING_COLUMN"),
  );
  const told = findings.length > 0 ? JSON.stringify(findings) : null;
  await sql`update import set status = ${isMapped ? "checked" : "mapped"}, phase = 'ready', tables = ${JSON.stringify(tables)}::jsonb, counts = ${JSON.stringify(counts)}::jsonb,
      total = ${rowsOf(counts)}, done = ${rowsOf(counts)}, refusal = coalesce(${told}::jsonb, refusal), worked_at = null
    where org_id = ${orgId} and id = ${id} and status in ('staging', 'mapped', 'checked')`.execute(await context.tx());
}

/** A selection is small enough to be staged within its request. */
export async function stageSelection(context: Context, input: StageSelectionInput): Promise<Import> {
  // What is shown may be left out, and so may rows that hold nothing.
  const values = (input.values ?? []).map((row) => row ?? []);
  const text = (input.text ?? []).map((row) => row ?? []);
  const cells = values.reduce((sum, row) => sum + row.length, 0);
  const { selection: max } = limitsIn(context);
  if (cells > max) throw new Refusal("TOO_MANY_CELLS", { max, asked: cells });
  if (input.target) await knownTarget(context, input.target);
  const key = await openImport(context, {
    organization: input.organization,
    fileName: input.workbook,
    origin: "selection",
  });
  await fillImport(
    (work) => work(context),
    key,
    input.workbook,
    () => Promise.resolve(openSelection({ ...input, values, text })),
    input.target ?? undefined,
  );
  return presentImport(await loadImport(context, key));
}

// ── Mapping, discarding ─────────────────────────────────────────────────────────────────────────────

export async function setImportMapping(
  context: Context,
  input: {
    readonly id: string;
    readonly table: number;
    readonly target: string;
    readonly columns: readonly ColumnMappingInput[];
    readonly remember: boolean;
  },
): Promise<Import> {
  const key = importKey(input.id);
  const found = await lockImport(context, key);
  requireOpen(found);
  const table = found.tables.find((t) => t.index === input.table);
  if (!table) throw new Refusal("NOT_FOUND", { id: `table ${input.table}` });
  const target = await knownTarget(context, input.target);
  for (const { field } of input.columns) {
    if (field && !target.fields.some((f) => f.name === field))
      throw new Refusal("UNKNOWN_FIELD", { target: target.name, field: field.slice(0, 40) });
  }
  const remapped = remap(
    table,
    target,
    new Map(input.columns.map(({ letter, field }) => [letter.toUpperCase(), field ?? null])),
  );
  const tables = found.tables.map((t) => (t.index === table.index ? remapped : t));
  if (input.remember) {
    const entries = remapped.columns
      .filter(({ column }) => column.header !== "")
      .map(({ column, field }) => ({ header: memoryKey(column), field }));
    await rememberMapping(await context.tx(), key.orgId, target.name, entries);
  }
  const counts = await checkAgain(context, key, found.fileName, tables);
  await keepStaged(context, key, { tables, counts });
  return presentImport(await loadImport(context, key));
}

const OF_MAPPING = new Set(["MISSING_COLUMN", "UNMAPPED_COLUMN"]);

function remap(table: StagedTable, target: IntakeTarget, chosen: ReadonlyMap<string, string | null>): StagedTable {
  const mapping = mappingFrom(table.detected, target, chosen);
  return {
    ...table,
    target: target.name,
    confidence: mapping.confidence,
    columns: table.columns.map((column, i) => ({
      ...column,
      field: mapping.columns[i]?.field?.name ?? null,
      state: mapping.columns[i]?.state ?? "IGNORED",
      confidence: mapping.columns[i]?.confidence ?? 0,
    })),
    findings: [...table.findings.filter((f) => !OF_MAPPING.has(f.code)), ...mapping.findings.map(showIntakeFinding)],
  };
}

async function knownTarget(context: Context, name: string): Promise<IntakeTarget> {
  const target = (await loadTargets(await context.tx())).find((t) => t.name === name);
  if (!target) throw new Refusal("UNKNOWN_TARGET", { target: name.slice(0, 40) });
  return target;
}

export async function discardImport(context: Context, id: string): Promise<Import> {
  const key = importKey(id);
  const found = await lockImport(context, key);
  if (found.status === "committed" || found.status === "committing")
    throw new Refusal("IMPORT_CLOSED", { status: found.status });
  const tx = await context.tx();
  await sql`delete from import_row where org_id = ${key.orgId} and import_id = ${key.id}`.execute(tx);
  await sql`update import set status = 'discarded', phase = 'discarded', counts = null where org_id = ${key.orgId} and id = ${key.id}`.execute(
    tx,
  );
  return presentImport(await loadImport(context, key));
}

function requireOpen({ status }: StoredImport): void {
  if (status === "committed" || status === "discarded" || status === "refused")
    throw new Refusal("IMPORT_CLOSED", { status });
  if (status === "staging" || status === "committing") throw new Refusal("IMPORT_NOT_READY", { status });
}
