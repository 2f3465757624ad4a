/** Why rows are sent as they are: written beside an edit, kept in the workbook until it is written, sent with it. */
import { type Desk, inTurn, type Trouble } from "./desk.js";
import { lookAtRows, type RowBook, type RowsReport, saveRowBook, surveyRows } from "./rows.js";

/** One reason for these rows; an empty one is taken away. What the hub said before no longer holds of them. */
export function setRowReasons(desk: Desk, ids: readonly string[], text: string): Promise<RowsReport | Trouble> {
  return inTurn(desk, async () => {
    const { book, rows } = await surveyRows(desk);
    const wanted = new Set(ids);
    const said = text.trim();
    const verdicts = { ...book.verdicts };
    // What was said of edits that are no more is forgotten.
    const reasons: Record<string, RowBook["reasons"][string]> = {};
    for (const { id, reads, reason, conflict } of rows) {
      const own = wanted.has(id) ? said : (reason ?? "");
      if (own !== "") reasons[id] = { reads, text: own };
      // A conflict stays one, whatever is written beside it; anything else the hub judges anew.
      if (wanted.has(id) && !conflict) Reflect.deleteProperty(verdicts, id);
    }
    await saveRowBook(desk.host, { ...book, verdicts, reasons });
    return lookAtRows(desk);
  });
}
