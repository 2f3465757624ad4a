/**
 * Paints what a survey found: marks on edited, locked and stale cells, the status column, the as-of line and the totals.
 * Repaints a table only when its picture changed; writes no figure.
 */
import type { CellWrite, Mark } from "../host/host.js";
import { frameWrites } from "../sheet/absorb.js";
import type { KnownCell, PendingCell } from "../sheet/edits.js";
import { MARK_LOOKS, type MarkState, numberFormat, signedFormat } from "../sheet/marks.js";
import { type Place, within } from "../sheet/place.js";
import { eachOf } from "../sheet/steps.js";
import { wordsAt } from "../sheet/table.js";
import { localDay, statusWords } from "../sheet/words.js";
import type { Desk } from "./desk.js";
import { inSlices } from "./slices.js";
import type { Survey, SurveyedTable } from "./survey.js";

/** What was painted last, by workbook: a picture that is already there costs nothing. */
const painted = new WeakMap<Desk["host"], Map<string, string>>();

export async function paint(desk: Desk, { tables, pending }: Survey): Promise<void> {
  const pictures = painted.get(desk.host) ?? new Map<string, string>();
  painted.set(desk.host, pictures);
  const writes: CellWrite[] = [];
  for (const table of tables) {
    const edits = pending.filter((edit) => edit.table === table.table.id);
    const { marks, states, picture } = await inSlices(markTable(desk, table, edits));
    writes.push(...frameWrites(table.table, table.cells, table.layout, edits.length), ...statusWrites(table, states));
    await paintOnce(desk, pictures, table.table.id, table.place, marks, picture);
  }
  await paintFunctions(desk, pictures, pending);
  if (writes.length > 0) await desk.host.write(writes);
}

async function paintOnce(
  desk: Desk,
  pictures: Map<string, string>,
  id: string,
  area: Place,
  marks: readonly Mark[],
  picture = JSON.stringify([area, marks]),
): Promise<void> {
  if (pictures.get(id) === picture) return;
  await desk.host.mark(area, marks);
  pictures.set(id, picture);
}

/** Only cells that were typed over carry a mark; one that is a function again loses it. */
async function paintFunctions(
  desk: Desk,
  pictures: Map<string, string>,
  pending: readonly PendingCell[],
): Promise<void> {
  const edits = new Map(pending.filter(({ table }) => table === null).map((edit) => [`cell ${edit.address}`, edit]));
  for (const [id, picture] of pictures) {
    if (!id.startsWith("cell ") || edits.has(id)) continue;
    const [area] = JSON.parse(picture) as [Place, unknown];
    await desk.host.mark(area, []);
    pictures.delete(id);
  }
  for (const [id, edit] of edits) await paintOnce(desk, pictures, id, edit.place, [editMark(desk, edit)]);
}

function* markTable(desk: Desk, { table, layout, place }: SurveyedTable, edits: readonly PendingCell[]) {
  const editAt = new Map(edits.map((edit) => [`${edit.place.row},${edit.place.column}`, edit]));
  const quiet = new Map<string, { mark: Omit<Mark, "cells">; cells: Place[] }>();
  const loud: Mark[] = [];
  const states = new Map<number, Map<MarkState, number>>();

  yield* eachOf(layout.rows, (rowAt, row) => {
    layout.columns.forEach((columnAt, column) => {
      const known = table.cells[row]?.[column];
      if (rowAt === null || columnAt === null || !known) return;
      const at = within(place, rowAt, columnAt);
      const edit = editAt.get(`${at.row},${at.column}`);
      const state = edit?.state ?? quietState(known, table.asOf);
      const counts = states.get(rowAt) ?? new Map<MarkState, number>();
      states.set(rowAt, counts.set(state, (counts.get(state) ?? 0) + 1));
      if (edit) return void loud.push(editMark(desk, edit));
      const mark = { state, format: formatOf(state, wordsAt(table, row, column).decimals, known) };
      const group = quiet.get(`${mark.state} ${mark.format}`) ?? { mark, cells: [] as Place[] };
      quiet.set(`${mark.state} ${mark.format}`, group);
      group.cells.push(at);
    });
  });
  const marks: readonly Mark[] = [...loud, ...[...quiet.values()].map(({ mark, cells }) => ({ ...mark, cells }))];
  const lines = yield* eachOf(marks, (mark) => JSON.stringify(mark));
  return { marks, states, picture: JSON.stringify(place) + lines.join("") };
}

/** What an unedited cell is. A value older than its table was not renewed last time. */
export function quietState(known: KnownCell, tableAsOf: string): MarkState {
  if (known.status === "LOCKED") return "locked";
  if (known.asOf < tableAsOf) return "stale";
  if (known.computed !== undefined) return "override";
  const isCounted = known.source === "COMPUTED" || known.source === "FORMULA" || known.status === "COMPUTED";
  return isCounted || !known.writable ? "computed" : "reported";
}

function formatOf(state: MarkState, decimals: number, known: KnownCell): string {
  const sign = MARK_LOOKS[state].sign;
  return signedFormat(state === "stale" ? `${sign} ${localDay(known.asOf)}` : sign, numberFormat(decimals));
}

function editMark(desk: Desk, edit: PendingCell): Mark {
  const format = signedFormat(MARK_LOOKS[edit.state].sign, numberFormat(edit.decimals));
  const note = edit.state === "pending" ? null : sentenceFor(desk, edit);
  return { state: edit.state, cells: [edit.place], format, ...(note && { note }) };
}

function sentenceFor(desk: Desk, edit: PendingCell): string | null {
  const [finding] = edit.findings;
  if (finding) return desk.describe?.({ ...finding, cell: edit.address }) ?? finding.message;
  if (!edit.conflict || !desk.describe) return null;
  const args = { ...edit.conflict };
  return desk.describe({
    code: "CONFLICT",
    severity: "ERROR",
    args,
    message: null,
    messageEn: null,
    cell: edit.address,
  });
}

function statusWrites(
  { layout, cells, place }: SurveyedTable,
  states: ReadonlyMap<number, ReadonlyMap<MarkState, number>>,
): CellWrite[] {
  const column = layout.statusColumn;
  if (column === null) return [];
  return layout.rows.flatMap((rowAt) => {
    if (rowAt === null) return [];
    const words = statusWords(states.get(rowAt) ?? new Map());
    return cells.values[rowAt]?.[column] === words ? [] : [{ place: within(place, rowAt, column), values: [[words]] }];
  });
}
