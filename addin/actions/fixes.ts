/**
 * Puts cells right as was offered: written into the sheet like typing, so the edit stays pending and can be undone. A cell
 * that no longer reads as it did when the fix was offered is left alone. Names come from the hub's own lists.
 */
import type { CellWrite } from "../host/host.js";
import { contentOf } from "../sheet/register-layout.js";
import { cellFix, type Fix, nearestNames } from "../sheet/fixes.js";
import type { RowCell } from "../sheet/register-diff.js";
import { type Desk, inTurn, type Trouble } from "./desk.js";
import { lookAgain, type PendingReport } from "./pending.js";
import { lookAtRows, type PendingRow, type RowsReport, surveyRows } from "./rows.js";
import { survey } from "./survey.js";

/** A fix of an edited figure. */
export interface FigureFix extends Fix {
  readonly id: string;
}

/** A fix of one cell of an edited row. */
export interface RowFix extends Fix {
  readonly id: string;
  readonly path: string;
  readonly label: string;
}

export type FixedFigures =
  | { readonly kind: "fixed"; readonly cells: number; readonly pending: PendingReport }
  | { readonly kind: "blocked"; readonly code: "NO_SUCH_EDIT" }
  | Trouble;

export function fixFigures(desk: Desk, fixes: readonly FigureFix[]): Promise<FixedFigures> {
  return inTurn(desk, async () => {
    const { pending } = await survey(desk);
    const wanted = new Map(fixes.map((fix) => [fix.id, fix]));
    const writes = pending.flatMap(({ id, typed, place }): CellWrite[] => {
      const fix = wanted.get(id);
      return fix?.from === typed ? [{ place, values: [[contentOf(fix.to, { kind: "decimal" })]] }] : [];
    });
    if (writes.length === 0) return { kind: "blocked", code: "NO_SUCH_EDIT" };
    await desk.host.write(writes);
    return { kind: "fixed", cells: writes.length, pending: await lookAgain(desk) };
  });
}

export type FixedRows =
  | { readonly kind: "rowsFixed"; readonly cells: number; readonly report: RowsReport }
  | { readonly kind: "blocked"; readonly code: "NO_SUCH_EDIT" }
  | Trouble;

export function fixRows(desk: Desk, fixes: readonly RowFix[]): Promise<FixedRows> {
  return inTurn(desk, async () => {
    const { rows } = await surveyRows(desk);
    const nameOf = (id: string, path: string): string => JSON.stringify([id, path]);
    const wanted = new Map(fixes.map((fix) => [nameOf(fix.id, fix.path), fix]));
    const writes = rows.flatMap(({ id, cells }) =>
      cells.flatMap(({ path, typed, kind, place }): CellWrite[] => {
        const fix = wanted.get(nameOf(id, path));
        return fix?.from === (typed ?? "") ? [{ place, values: [[contentOf(fix.to || null, { kind })]] }] : [];
      }),
    );
    if (writes.length === 0) return { kind: "blocked", code: "NO_SUCH_EDIT" };
    await desk.host.write(writes);
    return { kind: "rowsFixed", cells: writes.length, report: await lookAtRows(desk) };
  });
}

/** What can be put right in a row without asking anybody. */
export function fixesOfRow({ id, cells, findings }: PendingRow): RowFix[] {
  return cells.flatMap((cell) => {
    const fix = cellFix(cell, findings);
    return fix ? [{ ...fix, id, path: cell.path, label: cell.label }] : [];
  });
}

const UNKNOWN: ReadonlySet<string> = new Set(["UNKNOWN_CODE", "UNKNOWN_ORGANIZATION", "AMBIGUOUS"]);

/** For names the hub does not know: the nearest of the list they should be from. Asks the hub; answers none without a line. */
export async function namesForRow(desk: Desk, { id, cells, findings }: PendingRow): Promise<RowFix[]> {
  const offered = await Promise.all(
    cells.map(async (cell): Promise<RowFix[]> => {
      const { path, label, typed } = cell;
      const code = findings.find(({ field, code }) => field === path && UNKNOWN.has(code))?.code;
      if (code === undefined || typed === null) return [];
      const names = await namesFor(desk, cell, typed, code);
      return names.map((to) => ({ kind: "name", from: typed, to, id, path, label }));
    }),
  );
  return offered.flat();
}

async function namesFor(desk: Desk, { list }: RowCell, typed: string, code: string): Promise<readonly string[]> {
  if (list !== null && code === "UNKNOWN_CODE") {
    const names = await desk.hub.codeNames(list);
    return names.kind === "ok" ? nearestNames(typed, names.data) : [];
  }
  if (list !== null) return [];
  // Where several are called alike only the code tells them apart.
  const found = await desk.hub.searchCatalogue(typed.trim(), ["ORGANIZATION"], 3);
  return found.kind === "ok" ? found.data.map(({ code: own, name }) => (code === "AMBIGUOUS" ? own : name)) : [];
}
