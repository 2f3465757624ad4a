/**
 * Writes a batch of cells: take the receipt if the batch was here before, lock, load, ask the rules, save, keep the receipt.
 * One transaction and a fixed number of statements, however many cells. Writers of one organization take turns, so a
 * version that was compared is still the version when it is written.
 */
import { createHash } from "node:crypto";
import { sql, type Kysely } from "kysely";
import type { Context } from "../../context.js";
import type { Database } from "../../database/tables.js";
import { typedNumber } from "../../domain/decimal.js";
import { Refusal } from "../../errors.js";
import { isUuid } from "../../graph/global-id.js";
import { refuseLargeBatch } from "../../graph/limits-by-role.js";
import { noteRefused } from "../row/row.rights.js";
import { dimsKeyOf } from "./figure.dims.js";
import { plainText, quotable, readPlace, wordFault, type CellPlace } from "./figure.findings.js";
import type { FigureCellInput, WriteFiguresInput } from "./figure.inputs.js";
import { CellOutcome, type CellAnswer, type Conflict, type WriteReceipt } from "./figure.objects.js";
import { cleanKey, nameOfFigure, organizationFault, showFigure, showFinding } from "./figure.presenter.js";
import { packReceipt, unpackReceipt } from "./figure.receipt.js";
import { decideCells, type Decision, type KnownFigure, type SentCell } from "./figure.rules.js";
import { askFigures, placeOf, type Asked } from "./figure.service.js";
import type { Holdings, StoredFigure } from "./figure.values.js";

/** For imports: which one the cells come from, and the row of each by its position in the batch. */
export interface FigureAnchor {
  readonly importId: string;
  readonly rows: readonly number[];
}

export async function writeFigures(
  context: Context,
  sent: WriteFiguresInput,
  anchor?: FigureAnchor,
): Promise<WriteReceipt> {
  const input = plainInput(sent);
  const batchId = input.batchId.toLowerCase();
  if (!isUuid(batchId)) throw new Refusal("BATCH_ID");
  if (anchor === undefined) refuseLargeBatch(context, "TOO_MANY_CELLS", input.cells.length);
  const tx = await context.tx();
  const dryRun = input.dryRun === true;
  const requestHash = hashOf(input);
  const earlier = dryRun ? undefined : await earlierReceipt(tx, batchId, requestHash);
  if (earlier !== undefined) return { ...earlier, replayed: true };
  if (!dryRun) await lockOrganizations(tx, input.cells);
  const foreign = await foreignOwners(tx, input.cells);
  const cleared = input.cells.flatMap(({ value }, index) => ((value ?? "").trim() === "" ? [index] : []));
  const asked = await askFigures(context, input.cells, null, cleared);
  const cells = input.cells.map((cell, index) => sentCell(cell, index, { asked, foreign }, input.note ?? null));
  const decisions = decideCells(cells, (index) => knownFigure(asked, index), context.today, input.atomic === true);
  if (anchor === undefined) {
    const codes = decisions.flatMap(({ faults }) => faults.map(({ code }) => code));
    await noteRefused(tx, "writeFigures", codes, batchId);
  }
  const changes = changesOf(input, cells, decisions, asked);
  const saved = dryRun ? imagined(context, changes) : await saveChanges(tx, batchId, changes, anchor);
  const bases = await loadBases(tx, input.cells, decisions, asked);
  const answers = decisions.map((decision, index) => answerOf(decision, index, { input, cells, asked, saved, bases }));
  const receipt = receiptOf(batchId, dryRun, context.now, answers);
  // An all-or-nothing batch that was stopped left nothing behind, so it may be corrected under its own id.
  const stopped = input.atomic === true && receipt.written === 0 && receipt.conflicts + receipt.refused > 0;
  if (!dryRun && !stopped) await keepReceipt(tx, batchId, requestHash, receipt);
  return receipt;
}

// ── The batch as a whole ────────────────────────────────────────────────────────────────────────────────────────

/** Texts are kept and repeated in the receipt, so they come in fit to be kept. */
function plainInput(sent: WriteFiguresInput): WriteFiguresInput {
  const plain = (text: string | null | undefined): string | null => (text == null ? null : plainText(text));
  return {
    ...sent,
    note: plain(sent.note),
    origin: plain(sent.origin),
    cells: sent.cells.map((cell) => ({
      indicator: plainText(cell.indicator),
      organization: plainText(cell.organization),
      period: plainText(cell.period),
      dims:
        cell.dims?.map(({ dimension, code }) => ({ dimension: plainText(dimension), code: plainText(code) })) ?? null,
      value: plain(cell.value),
      baseVersion: cell.baseVersion,
      baseValue: plain(cell.baseValue),
      reason: plain(cell.reason),
      place: plain(cell.place),
    })),
  };
}

/** What makes a batch the same batch: its cells and how to take them; not whether it was tried before. */
function hashOf({ cells, atomic, note, origin }: WriteFiguresInput): Buffer {
  const content = cells.map((cell) => [
    cell.indicator, cell.organization, cell.period, cell.value ?? null, cell.baseVersion, cell.baseValue ?? null, cell.reason ?? null, cell.place ?? null,
    ...(cell.dims?.map(({ dimension, code }) => [dimension, code]) ?? []),
  ]); // prettier-ignore
  return createHash("sha256")
    .update(JSON.stringify([content, atomic === true, note ?? null, origin ?? null]))
    .digest();
}

/** Two deliveries of one batch wait for each other here: the second finds the receipt of the first. */
async function earlierReceipt(
  tx: Kysely<Database>,
  batchId: string,
  requestHash: Buffer,
): Promise<WriteReceipt | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${batchId}, 20261122))`.execute(tx);
  const { rows } = await sql<{ same: boolean; receipt: string }>`
    select request_hash = ${requestHash} as same, receipt #>> '{}' as receipt from hub_batch(${batchId}::uuid)`.execute(
    tx,
  );
  const earlier = rows[0];
  if (earlier !== undefined && !earlier.same) throw new Refusal("BATCH_DIFFERS", { batchId });
  return earlier && unpackReceipt(earlier.receipt);
}

/** Kept as the text it is: ten thousand cells taken apart into a document are never asked for one by one. */
async function keepReceipt(
  tx: Kysely<Database>,
  batchId: string,
  requestHash: Buffer,
  receipt: WriteReceipt,
): Promise<void> {
  await sql`insert into batch (id, kind, request_hash, received_at, receipt)
    values (${batchId}, 'figures', ${requestHash}, ${receipt.receivedAt.toISOString()}, to_jsonb(${packReceipt(receipt)}::text))`.execute(
    tx,
  );
}

/** The organizations among those named that are not the sender's to report for: those who only approve return a report. */
async function foreignOwners(tx: Kysely<Database>, cells: readonly FigureCellInput[]): Promise<ReadonlySet<string>> {
  const keys = [...new Set(cells.map((cell) => cleanKey(cell.organization)))];
  const { rows } = await sql<{ keys: (string | null)[] }>`
    select array[o.code, o.school_code, o.uscc, o.name] as keys from organization o
    where (o.code = any(${keys}) or o.school_code = any(${keys}) or o.uscc = any(${keys}) or o.name = any(${keys}))
      and not (hub_account() is null or (select hub_writes_all('figures')) or o.id in (select hub_writable('figures')))`.execute(
    tx,
  );
  return new Set(rows.flatMap(({ keys: own }) => own.flatMap((key) => key ?? [])));
}

/** In the order of ids, so that two batches over the same organizations cannot wait for each other. Rows that refer to an organization are not held up. */
async function lockOrganizations(tx: Kysely<Database>, cells: readonly FigureCellInput[]): Promise<void> {
  const keys = [...new Set(cells.map((cell) => cleanKey(cell.organization)))];
  await sql`select hold_organizations(array(
      select id from organization where code = any(${keys}) union select id from organization where school_code = any(${keys})
      union select id from organization where uscc = any(${keys}) union select id from organization where name = any(${keys})))`.execute(
    tx,
  );
}

function receiptOf(batchId: string, dryRun: boolean, receivedAt: Date, cells: CellAnswer[]): WriteReceipt {
  const count = (outcome: CellOutcome): number => cells.filter((cell) => cell.outcome === outcome).length;
  return {
    batchId,
    dryRun,
    replayed: false,
    receivedAt,
    written: count(CellOutcome.WRITTEN),
    unchanged: count(CellOutcome.UNCHANGED),
    conflicts: count(CellOutcome.CONFLICT),
    refused: count(CellOutcome.REFUSED),
    cells,
  };
}

// ── One cell ────────────────────────────────────────────────────────────────────────────────────────────────────

function sentCell(
  cell: FigureCellInput,
  index: number,
  { asked, foreign }: { readonly asked: Asked; readonly foreign: ReadonlySet<string> },
  note: string | null,
): SentCell {
  const read = asked.reads[index];
  const found = placeOf(asked.held, index);
  const fault = foreign.has(cleanKey(cell.organization))
    ? ({ code: "NOT_GRANTED", field: "organization", args: { organization: quotable(cell.organization) } } as const)
    : found.kind === "found"
      ? undefined
      : organizationFault(cell.organization, found);
  const reason = (cell.reason ?? "").trim() || (note ?? "").trim() || null;
  return {
    indicator: read?.indicator,
    organization: found.kind === "found" ? { id: found.id } : undefined,
    period: read?.period,
    dimsKey: dimsKeyOf(read?.marks ?? []),
    identityFaults: [...(read?.faults ?? []), ...(fault === undefined ? [] : [fault])],
    where: whereOf(cell, index, asked),
    typed: cell.value ?? null,
    baseVersion: cell.baseVersion,
    reason,
  };
}

function whereOf(cell: FigureCellInput, index: number, asked: Asked): string {
  const read = asked.reads[index];
  return readPlace(cell.place).cell ?? (read ? nameOfFigure(read, placeOf(asked.held, index)) : "");
}

function holdingsOf(asked: Asked, index: number): Holdings | undefined {
  const { period, marks } = asked.reads[index] ?? {};
  return period && asked.held.holdings(index, period, marks);
}

function knownFigure(asked: Asked, index: number): KnownFigure {
  const indicator = asked.reads[index]?.indicator;
  const holdings = holdingsOf(asked, index);
  if (indicator === undefined || holdings === undefined) return { stored: undefined, computed: null };
  const counted = indicator.meaning.kind === "counted" ? holdings.counted(indicator.code) : undefined;
  return { stored: holdings.stored(indicator.code), computed: counted ?? null };
}

// ── Saving ──────────────────────────────────────────────────────────────────────────────────────────────────────

interface Change {
  readonly index: number;
  readonly organization: string;
  /** The id of the figure; null for one that is made now. */
  readonly figure: string | null;
  readonly indicator: string;
  readonly period: string;
  readonly dims: string;
  readonly dimsKey: string;
  readonly definition: number | null;
  readonly value: string | null;
  readonly computed: string | null;
  readonly reason: string | null;
  readonly place: string | null;
  readonly version: number;
  readonly source: StoredFigure["source"];
}

function changesOf(
  input: WriteFiguresInput,
  cells: readonly SentCell[],
  decisions: readonly Decision[],
  asked: Asked,
): Change[] {
  const origin = input.origin?.trim().slice(0, 200) || null;
  return decisions.flatMap((decision, index) => {
    const { organization, indicator, period } = cells[index] ?? {};
    if (decision.outcome !== "WRITTEN" || !organization || !indicator || !period) return [];
    const { stored, computed } = knownFigure(asked, index);
    const { sheet, cell } = readPlace(input.cells[index]?.place);
    return {
      index,
      organization: organization.id,
      figure: stored?.id ?? null,
      indicator: indicator.code,
      period: period.code,
      dims: JSON.stringify(
        Object.fromEntries((asked.reads[index]?.marks ?? []).map((mark) => [mark.dimension, mark.code])),
      ),
      dimsKey: cells[index]?.dimsKey ?? "",
      definition: asked.reads[index]?.definition?.version ?? null,
      value: decision.value,
      computed: decision.value === null ? null : computed,
      reason: decision.reason,
      place: [origin, sheet, cell].filter((part) => part !== null).join(" › ") || null,
      version: stored?.version ?? 0,
      source: origin !== null || cell !== null ? "excel" : "reported",
    };
  });
}

/** Columns whose values hold no comma, quote, brace or blank. */
type PlainKey =
  "organization" | "figure" | "indicator" | "period" | "value" | "computed" | "version" | "source" | "definition";

/** What a change made of a figure, by the cell's position in the batch. */
type Saved = ReadonlyMap<number, StoredFigure>;

function storedBy(change: Change, changedAt: Date, changedBy: string): StoredFigure {
  const { value, computed: computedValue, reason, version, source, definition: definitionVersion } = change;
  return {
    id: change.figure ?? "",
    value,
    version: version + 1,
    status: "draft",
    source,
    computedValue,
    reason,
    changedAt,
    changedBy,
    definitionVersion,
  };
}

/** A dry run answers as if it had been written. */
const imagined = (context: Context, changes: readonly Change[]): Saved =>
  new Map(changes.map((change) => [change.index, storedBy(change, context.now, context.actor)]));

/**
 * Figures and their revisions in one statement; both carry the same moment, so `asOf` a figure's own time finds it. The
 * revisions are made from what came in, not from what was written: joining ten thousand rows with themselves costs more
 * than writing them.
 */
async function saveChanges(
  tx: Kysely<Database>,
  batchId: string,
  changes: readonly Change[],
  anchor: FigureAnchor | undefined,
): Promise<Saved> {
  if (changes.length === 0) return new Map();
  const importId = anchor?.importId ?? null;
  const importRows = changes.map((change) => anchor?.rows[change.index] ?? null);
  const column = <Key extends keyof Change>(key: Key): Change[Key][] => changes.map((change) => change[key]);
  // Ids, codes and numbers need no quotes, and ten thousand of them are worth not looking for any.
  const plain = (key: PlainKey): string => `{${changes.map((change) => change[key] ?? "NULL").join(",")}}`;
  const { rows } = await sql<{ saved: number; changedAt: Date; changedBy: string }>`
    with stamp as materialized (select clock_timestamp() as at),
    incoming as materialized (
      select i.*, coalesce(i.known, hub_uuid7()) as id, stamp.at
      from stamp, unnest(${plain("organization")}::uuid[], ${plain("figure")}::uuid[], ${plain("indicator")}::text[],
        ${plain("period")}::text[], ${plain("value")}::numeric[], ${plain("computed")}::numeric[], ${column("reason")}::text[],
        ${column("place")}::text[], ${plain("version")}::int[], ${plain("source")}::text[], ${plain("definition")}::int[],
        ${column("dims")}::text[], ${column("dimsKey")}::text[], ${importRows}::int[])
        as i(org_id, known, indicator, period, value, computed, reason, place, version, source, definition, dims, dims_key, import_row)),
    changed as (
      update figure f set value = i.value, computed_value = i.computed, reason = i.reason, source = i.source, status = 'draft',
        version = f.version + 1, definition_version = i.definition, batch_id = ${batchId}, import_id = ${importId}::uuid, updated_at = i.at, updated_by = hub_viewer()
      from incoming i where i.known is not null and f.org_id = i.org_id and f.id = i.id and f.version = i.version
      returning 1),
    made as (
      insert into figure (org_id, id, indicator, period, dims, dims_key, value, computed_value, reason, source, definition_version, batch_id, import_id, created_at, updated_at)
      select org_id, id, indicator, period, dims::jsonb, dims_key, value, computed, reason, source, definition, ${batchId}::uuid, ${importId}::uuid, at, at from incoming where known is null
      order by org_id, indicator, period
      on conflict (org_id, indicator, period, dims_key) do nothing
      returning 1),
    revised as (
      insert into figure_revision (org_id, figure_id, version, value, source, status, computed_value, reason, place, definition_version, batch_id, import_id, import_row, changed_at)
      select org_id, id, version + 1, value, source, 'draft', computed, reason, place, definition, ${batchId}::uuid, ${importId}::uuid, import_row, at from incoming)
    select ((select count(*) from changed) + (select count(*) from made))::int as saved, at as "changedAt", hub_viewer() as "changedBy"
    from stamp`.execute(tx);
  const [row] = rows;
  // The lock on the organizations makes this impossible, unless somebody wrote past it: then nothing at all is written.
  if (row?.saved !== changes.length) throw new Error(`${changes.length} figures sent, ${row?.saved ?? 0} written`);
  return new Map(changes.map((change) => [change.index, storedBy(change, row.changedAt, row.changedBy)]));
}

/** What the senders of conflicting cells had seen: the revision they started from. */
async function loadBases(
  tx: Kysely<Database>,
  cells: readonly FigureCellInput[],
  decisions: readonly Decision[],
  asked: Asked,
): Promise<ReadonlyMap<string, string | null>> {
  const wanted = decisions.flatMap((decision, index) => {
    const found = placeOf(asked.held, index);
    const stored = knownFigure(asked, index).stored;
    const version = cells[index]?.baseVersion ?? 0;
    return decision.outcome === "CONFLICT" && found.kind === "found" && stored
      ? [{ org: found.id, id: stored.id, version }]
      : [];
  });
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<{ key: string; value: string | null }>`
    select r.figure_id || ' ' || r.version as key, trim_scale(r.value)::text as value
    from unnest(${wanted.map((w) => w.org)}::uuid[], ${wanted.map((w) => w.id)}::uuid[], ${wanted.map((w) => w.version)}::int[]) w(org, id, version)
    join figure_revision r on r.org_id = w.org and r.figure_id = w.id and r.version = w.version`.execute(tx);
  return new Map(rows.map(({ key, value }) => [key, value]));
}

// ── Answering ───────────────────────────────────────────────────────────────────────────────────────────────────

interface Outcome {
  readonly input: WriteFiguresInput;
  readonly cells: readonly SentCell[];
  readonly asked: Asked;
  readonly saved: Saved;
  readonly bases: ReadonlyMap<string, string | null>;
}

function answerOf(decision: Decision, index: number, outcome: Outcome): CellAnswer {
  const place: CellPlace = readPlace(outcome.input.cells[index]?.place);
  const named = outcome.cells[index]?.where ?? "";
  return {
    index,
    outcome: CellOutcome[decision.outcome],
    figure: figureAfter(index, outcome),
    conflict: decision.outcome === "CONFLICT" ? conflictOf(decision.mine, index, outcome) : null,
    findings: decision.faults.map((fault) => showFinding(wordFault(fault, named, place))),
  };
}

function figureAfter(index: number, { asked, saved }: Outcome): CellAnswer["figure"] {
  const read = asked.reads[index];
  const holdings = holdingsOf(asked, index);
  const found = placeOf(asked.held, index);
  if (read?.indicator === undefined || holdings === undefined || found.kind !== "found") return null;
  const { code } = read.indicator;
  const stored = saved.get(index) ?? holdings.stored(code);
  const after: Holdings = {
    stored: (indicator) => (indicator === code ? stored : holdings.stored(indicator)),
    counted: (indicator) => holdings.counted(indicator),
    rolledUp: (indicator) => holdings.rolledUp(indicator),
    whole: holdings.whole,
  };
  return showFigure(read, found, after, asked.moment);
}

function conflictOf(mine: string | null, index: number, { input, asked, bases }: Outcome): Conflict {
  const { stored, computed } = knownFigure(asked, index);
  const cell = input.cells[index];
  const said = typedNumber((cell?.baseValue ?? "").slice(0, 80));
  const base = stored ? bases.get(`${stored.id} ${cell?.baseVersion ?? 0}`) : undefined;
  return {
    base: base ?? (said.kind === "number" ? said.value : cell?.baseVersion === 0 ? computed : null),
    mine,
    theirs: stored?.value ?? computed,
    theirVersion: stored?.version ?? 0,
    changedBy: stored?.changedBy ?? null,
    changedAt: stored?.changedAt ?? null,
    reason: stored?.reason ?? null,
  };
}
