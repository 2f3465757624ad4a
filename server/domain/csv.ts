/**
 * Lines of a CSV file that a spreadsheet opens: RFC 4180, and no cell that would start a formula there (OWASP, CSV
 * injection). Pure.
 */

/** Blanks, controls and marks of direction or width, which a spreadsheet or a person copying the cell may skip. */
const SKIPPED = String.raw`[\s\p{Cc}\p{Cf}]*`;
/** Behind apostrophes of its own too: led by one more, every text comes back as it was. */
const STARTS_FORMULA = new RegExp(`^'*(?:${SKIPPED}[=+\\-@＝＋－＠|%]|[\\t\\r\\n])`, "u");
const PLAIN_NUMBER = /^-?\d+(?:\.\d+)?$/u;

/** A text that a spreadsheet would take for a formula is led by an apostrophe; plain numbers stay numbers. */
export function withoutFormula(text: string): string {
  return STARTS_FORMULA.test(text) && !PLAIN_NUMBER.test(text) ? `'${text}` : text;
}

/** What was typed, of a cell that an export led by an apostrophe. */
export function asTyped(text: string): string {
  const typed = text.slice(1);
  return text.startsWith("'") && withoutFormula(typed) === text ? typed : text;
}

/** One line with its end; nothing is an empty cell. */
export function csvLine(cells: readonly (string | number | null)[]): string {
  return `${cells.map((cell) => quoted(withoutFormula(String(cell ?? "")))).join(",")}\r\n`;
}

function quoted(text: string): string {
  return /[",\r\n']/u.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
