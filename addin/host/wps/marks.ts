/** Marks and sentences by WPS's conditional formats and comments, under the same signs as in Excel. */
import { LINE, MARK_LOOKS, type MarkEdge } from "../../sheet/marks.js";
import { formulaAddress, overlaps, type Place } from "../../sheet/place.js";
import type { Mark } from "../host.js";
import { type MarkRule, NAME, ruleFormula, rulesOf, SIGNATURE } from "../mark-rules.js";
import { type WpsFormatCondition, type WpsRange, type WpsWorkbook, XL } from "./api.js";
import { findSheet, placeOf, rangeOf } from "./cells.js";

const LINES: Readonly<Record<Exclude<MarkEdge, "none">, number>> = {
  solid: XL.continuous,
  dashed: XL.dash,
  dotted: XL.dot,
};

export function paintMarks(workbook: WpsWorkbook, area: Place, marks: readonly Mark[]): void {
  removeOurs(workbook, area);
  for (const rule of rulesOf(marks)) addRule(workbook, rule);
}

function addRule(workbook: WpsWorkbook, { state, format, place }: MarkRule): void {
  const look = MARK_LOOKS[state];
  // Lines on one side of a rule are not written down for WPS: the outline is its header there.
  if (look.side) return;
  const rule = rangeOf(workbook, place).FormatConditions.Add(XL.expression, undefined, ruleFormula(state));
  if (look.fill) rule.Interior.Color = colour(look.fill);
  if (look.text) rule.Font.Color = colour(look.text);
  if (look.bold) rule.Font.Bold = true;
  if (look.italic) rule.Font.Italic = true;
  if (format !== undefined && look.sign !== null) rule.NumberFormat = format;
  if (look.edge === "none") return;
  rule.Borders.LineStyle = LINES[look.edge];
  rule.Borders.Color = colour(look.text ?? LINE);
}

/** From the last to the first: deleting moves those behind. */
function removeOurs(workbook: WpsWorkbook, area: Place): void {
  const sheet = findSheet(workbook, area.sheet);
  if (!sheet) return;
  const rules = sheet.Cells.FormatConditions;
  for (let index = rules.Count; index >= 1; index--) {
    const rule = rules.Item(index);
    if (rule.Type === XL.expression && rule.Formula1.includes(SIGNATURE) && isWithin(rule, area)) rule.Delete();
  }
}

function isWithin({ AppliesTo: { Areas } }: WpsFormatCondition, area: Place): boolean {
  return Array.from({ length: Areas.Count }, (_, index) => Areas.Item(index + 1)).some((one) =>
    overlaps(placeOf(one), area),
  );
}

/** Replaces our sentences inside the area. Comments that people wrote are never touched. */
export function writeNotes(workbook: WpsWorkbook, area: Place, marks: readonly Mark[]): void {
  const sheet = findSheet(workbook, area.sheet);
  if (!sheet) return;
  for (let index = sheet.Comments.Count; index >= 1; index--) {
    const comment = sheet.Comments.Item(index);
    if (comment.Text().startsWith(NAME) && overlaps(placeOf(comment.Parent), area)) comment.Delete();
  }
  const wanted = new Map(
    marks.flatMap(({ note, cells }) =>
      note ? cells.map((place) => [formulaAddress(place), { place, note }] as const) : [],
    ),
  );
  for (const { place, note } of wanted.values()) {
    const cell: WpsRange = rangeOf(workbook, place);
    // A cell has room for one: what a person wrote there stays.
    if (!cell.Comment) cell.AddComment(NAME + note);
  }
}

/** `#RRGGBB` as WPS counts colours: blue first. */
export function colour(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16));
  return (blue << 16) | (green << 8) | red;
}
