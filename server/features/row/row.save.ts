/**
 * Saves a batch of rows of one register: take the receipt if the batch was here before, read every cell, look up what the
 * rows name, lock their owners, compare versions, ask the rules and the database's own checks, write, keep the receipt.
 * One transaction and a fixed number of statements, however many rows; a bad row never stops a good one unless the sender
 * asked for all or nothing.
 */
import { createHash } from "node:crypto";
import { sql, type Kysely } from "kysely";
import type { Context } from "../../context.js";
import type { Database } from "../../database/tables.js";
import { withoutIdentityNumbers } from "../../domain/identity-scan.js";
import { Refusal } from "../../errors.js";
import { encodeGlobalId, isUuid } from "../../graph/global-id.js";
import { refuseLargeBatch, WIDEST } from "../../graph/limits-by-role.js";
import type { Register, RegisterBook } from "../../graph/register.js";
import { keepSeals, type OwnedSeal } from "../intake/identity-sealing.js";
import { carryFigures, refuseOwnFigures } from "../submission/submission.figures.js";
import { answerRows, type Judged } from "./row.answer.js";
import type { Value } from "./row.cells.rules.js";
import { checkClaims } from "./row.claims.js";
import { circlesOf, complaintsOf, usersOf, type Candidate } from "./row.checks.js";
import { tableFacts, type TableFacts } from "./row.facts.js";
import { judgeComplaint } from "./row.complaints.js";
import { judgeRows, type Sheet } from "./row.judge.js";
import type { RowReceipt } from "./row.objects.js";
import { noteRefused, refuseForeign } from "./row.rights.js";
import { readRows } from "./row.reading.js";
import type { SentRow } from "./row.sent.js";
import { writableFields } from "./row.shape.js";
import { sayReasons } from "./row.said.js";
import { writeRows } from "./row.writer.js";

export interface SaveRowsInput {
  readonly batchId: string;
  readonly rows: readonly SentRow[];
  readonly dryRun?: boolean | null;
  readonly atomic?: boolean | null;
  /** The reason of rows without their own. */
  readonly note?: string | null;
  readonly origin?: string | null;
}

/** For the hub's own doors: what no sender may say. */
export interface SaveDoor {
  /** Columns that say where a row came from, by its place in the batch. */
  readonly origins?: readonly (Readonly<Record<string, Value>> | undefined)[];
  /** A batch inside another one leaves the receipt, and the note of what was refused, to it. */
  readonly keepsNoReceipt?: boolean;
  /** What the sender asked for, where it is more than saving rows: another request under the same id is another batch. */
  readonly asked?: string;
}

/** The most of any role. */
export const MOST_SAVED = WIDEST.batch;

export async function saveRows(
  context: Context,
  book: RegisterBook,
  register: Register,
  input: SaveRowsInput,
  door: SaveDoor = {},
): Promise<RowReceipt> {
  const batchId = input.batchId.toLowerCase();
  if (!isUuid(batchId)) throw new Refusal("BATCH_ID");
  if (door.keepsNoReceipt !== true) refuseLargeBatch(context, "TOO_MANY_ROWS", input.rows.length);
  const tx = await context.tx();
  const dryRun = input.dryRun === true;
  const keeps = !dryRun && door.keepsNoReceipt !== true;
  const hash = hashOf(register, input, door.asked);
  const earlier = keeps ? await earlierReceipt(tx, batchId, hash) : undefined;
  if (earlier !== undefined) return { ...earlier, replayed: true };
  await sql`select set_config('hub.batch', ${batchId}, true), set_config('hub.origin', ${withoutIdentityNumbers(input.origin ?? "").slice(0, 200)}, true)`.execute(
    tx,
  );

  const facts = await tableFacts(tx, register.table);
  const fields = writableFields(register, facts);
  const sheet = await readRows({ context, tx, book, register, fields, isWriting: !dryRun }, input.rows);
  const judged = judgeRows(register, facts, fields, sheet, door, input.note);
  await nameSteps(tx, register, judged);
  await refuseForeign(tx, register, judged);
  await refuseOwnFigures(tx, register, judged);
  if (door.keepsNoReceipt !== true) {
    const codes = judged.flatMap(({ faults }) => faults.map(({ code }) => code));
    await noteRefused(tx, door.asked ?? `save ${register.name}`, codes, batchId);
  }
  await complain(tx, register, facts, sheet, judged);
  // A check alone never tells of claims elsewhere: who asks leaves a row, and a trace.
  if (!dryRun) await checkClaims(tx, register, sheet, judged, context.today);
  if (input.atomic === true) stopAll(judged);
  if (!dryRun) await write(tx, register, facts, judged);
  if (!dryRun) await carryFigures(tx, register, judged, batchId);
  if (!dryRun) await keepSeals(context, sealsOf(sheet, judged));
  const receipt = answerRows(
    { batchId, dryRun, now: context.now, actor: context.actor },
    register,
    fields,
    sheet,
    judged,
  );
  // An all-or-nothing batch that was stopped left nothing behind, so it may be corrected under its own id.
  const stopped = input.atomic === true && receipt.written === 0 && receipt.conflicts + receipt.refused > 0;
  if (keeps && !stopped) await keepReceipt(tx, batchId, hash, receipt);
  return receipt;
}

/** What makes a batch the same batch: its rows and how to take them; not whether it was tried before. */
function hashOf(register: Register, { rows, atomic, note, origin }: SaveRowsInput, asked?: string): Buffer {
  const content = rows.map((row) => Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));
  const text = JSON.stringify([
    asked ?? register.name,
    content,
    atomic === true,
    origin ?? null,
    ...(note ? [note] : []),
  ]);
  return createHash("sha256").update(text).digest();
}

/** Two deliveries of one batch wait for each other here: the second finds the receipt of the first. */
export async function earlierReceipt(
  tx: Kysely<Database>,
  batchId: string,
  hash: Buffer,
): Promise<RowReceipt | undefined> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${batchId}, 20261122))`.execute(tx);
  const { rows } = await sql<{ same: boolean; receipt: RowReceipt }>`
    select request_hash = ${hash} as same, receipt from hub_batch(${batchId}::uuid)`.execute(tx);
  const earlier = rows[0];
  if (earlier !== undefined && !earlier.same) throw new Refusal("BATCH_DIFFERS", { batchId });
  return earlier?.receipt;
}

export async function keepReceipt(
  tx: Kysely<Database>,
  batchId: string,
  hash: Buffer,
  receipt: RowReceipt,
): Promise<void> {
  await sql`insert into batch (id, kind, request_hash, received_at, receipt)
    values (${batchId}, 'rows', ${hash}, ${receipt.receivedAt.toISOString()}, ${JSON.stringify(receipt)}::jsonb)`.execute(
    tx,
  );
}

function candidateOf(judged: Judged): Candidate {
  const { index, orgId, id, isNew, columns } = judged;
  return { index, orgId, id, isNew, columns };
}

/** Lets the database look at what the rules let pass; its complaints become findings of the rows. */
async function complain(
  tx: Kysely<Database>,
  register: Register,
  facts: TableFacts,
  sheet: Sheet,
  judged: readonly Judged[],
): Promise<void> {
  const standing = judged.filter(({ verdict }) => verdict === "write").map(candidateOf);
  const doomed = judged.filter(({ verdict }) => verdict === "remove").map(candidateOf);
  const byIndex = new Map(judged.map((row) => [row.index, row]));
  const refuse = (index: number, fault: Judged["faults"][number]): void => {
    const row = byIndex.get(index);
    if (!row) return;
    row.faults.push(fault);
    row.verdict = "refuse";
  };
  const parent = register.one?.["parent"];
  const column = parent?.to === register.name ? parent.on.at(-1)?.[0] : undefined;
  if (column !== undefined)
    for (const index of await circlesOf(tx, register, standing, column))
      refuse(index, { code: "UNDER_ITSELF", field: "parent" });
  const sound = standing.filter(({ index }) => byIndex.get(index)?.verdict === "write");
  for (const complaint of await complaintsOf(tx, register, facts, sound, sheet.looked))
    refuse(complaint.index, judgeComplaint(register, complaint));
  const users = await usersOf(tx, register, facts, doomed);
  for (const [index, tables] of users) refuse(index, judgeComplaint(register, { kind: "users", index, tables }));
}

function sealsOf(sheet: Sheet, judged: readonly Judged[]): OwnedSeal[] {
  return sheet.rows.flatMap(({ orgId, seal }, place) =>
    seal === undefined || orgId === undefined || judged[place]?.verdict !== "write" ? [] : [{ ...seal, orgId }],
  );
}

/** States are told by their names: staff know 受理, not `accepted`. */
async function nameSteps(tx: Kysely<Database>, register: Register, judged: readonly Judged[]): Promise<void> {
  const list = register.states && register.fields[register.states.field]?.list;
  const faults = judged.flatMap((row) => row.faults.filter(({ args }) => args?.["nextCodes"] !== undefined));
  if (list === undefined || faults.length === 0) return;
  const { rows } = await sql<{ code: string; name: string }>`
    select code, name_zh as name from code where list = ${list}`.execute(tx);
  const names = new Map(rows.map(({ code, name }) => [code, name]));
  const nameOf = (code: unknown): string => names.get(String(code)) ?? String(code);
  for (const fault of faults) {
    const { fromCode = "", toCode = "", nextCodes = "" } = fault.args ?? {};
    const next = nextCodes === "" ? [] : String(nextCodes).split(", ");
    const said = { from: nameOf(fromCode), to: nameOf(toCode), next: next.map(nameOf).join("、") || "（没有下一步）" };
    Object.assign(fault, { args: { ...fault.args, ...said } });
  }
}

/** One row that cannot go in keeps all out; the good ones say so. */
function stopAll(judged: readonly Judged[]): void {
  const others = judged.filter(({ verdict }) => verdict === "refuse" || verdict === "conflict").length;
  if (others === 0) return;
  for (const row of judged) {
    if (row.verdict !== "write" && row.verdict !== "remove") continue;
    row.verdict = "refuse";
    row.faults.push({ code: "NOT_WRITTEN", args: { others } });
  }
}

async function write(
  tx: Kysely<Database>,
  register: Register,
  facts: TableFacts,
  judged: readonly Judged[],
): Promise<void> {
  const standing = judged.filter(({ verdict }) => verdict === "write");
  const [added, changed] = [standing.filter(({ isNew }) => isNew), standing.filter(({ isNew }) => !isNew)];
  const removed = judged.filter(({ verdict }) => verdict === "remove");
  await sayReasons(tx, register, { insert: added, update: changed, delete: removed });
  await writeRows(tx, register, facts, {
    added: added.map(candidateOf),
    changed: changed.map((row) => ({ ...candidateOf(row), version: row.version })),
    removed: removed.map(candidateOf),
  });
  await sql`select set_config('hub.reasons', '', true)`.execute(tx);
}

export const globalIdOf = (register: Register, orgId: string, id: string): string =>
  encodeGlobalId(register.name, orgId, id);
