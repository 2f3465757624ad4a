/**
 * Marks as conditional formats: one formula that is always true names the state, so that ours are known among the user's.
 * The user's own format is untouched and is back when the rule goes. Sentences are comments that begin with our name.
 */
import { LINE, MARK_LOOKS, type MarkEdge, type MarkSide, type MarkState } from "../../sheet/marks.js";
import { formulaAddress, overlaps, parseAddress, type Place } from "../../sheet/place.js";
import type { Mark } from "../host.js";
import { NAME, ruleFormula, rulesOf, SIGNATURE } from "../mark-rules.js";
import { rangeOf } from "./ranges.js";

const LINES: Readonly<Record<Exclude<MarkEdge, "none">, Excel.ConditionalRangeBorder["style"]>> = {
  solid: "Continuous",
  dashed: "Dash",
  dotted: "Dot",
};

const SIDES = { left: "EdgeLeft", right: "EdgeRight", bottom: "EdgeBottom" } as const satisfies Record<
  MarkSide,
  string
>;
const ALL_SIDES = ["EdgeTop", "EdgeBottom", "EdgeLeft", "EdgeRight"] as const;

export async function paintMarks(context: Excel.RequestContext, area: Place, marks: readonly Mark[]): Promise<void> {
  await removeOurs(context, area);
  for (const { state, format, place } of rulesOf(marks)) addRule(context, place, state, format);
  await context.sync();
}

function addRule(context: Excel.RequestContext, place: Place, state: MarkState, format: string | undefined): void {
  const look = MARK_LOOKS[state];
  const { custom } = rangeOf(context, place).conditionalFormats.add("Custom");
  custom.rule.formula = ruleFormula(state);
  if (look.fill) custom.format.fill.color = look.fill;
  if (look.text) custom.format.font.color = look.text;
  if (look.bold) custom.format.font.bold = true;
  if (look.italic) custom.format.font.italic = true;
  // A plain number keeps the user's own format; only a sign needs another.
  if (format !== undefined && look.sign !== null) custom.format.numberFormat = format;
  if (look.edge === "none") return;
  for (const side of look.side ? [SIDES[look.side]] : ALL_SIDES) {
    const border = custom.format.borders.getItem(side);
    border.style = LINES[look.edge];
    border.color = look.text ?? LINE;
  }
}

async function removeOurs(context: Excel.RequestContext, area: Place): Promise<void> {
  const formats = rangeOf(context, area).conditionalFormats;
  formats.load("items/type");
  await context.sync();
  const custom = formats.items
    .filter(({ type }) => type === "Custom")
    .map((format) => ({ format, rule: format.custom.rule }));
  if (custom.length === 0) return;
  for (const { rule } of custom) rule.load("formula");
  await context.sync();
  for (const { format, rule } of custom) if (rule.formula.includes(SIGNATURE)) format.delete();
  await context.sync();
}

/** Thousands of comments make a workbook unusable; the others are told in the pane, and their cells are marked too. */
const MOST_NOTES = 400;

/** Replaces our sentences inside the area. Comments that people wrote are never touched. */
export async function writeNotes(context: Excel.RequestContext, area: Place, marks: readonly Mark[]): Promise<void> {
  const { comments } = context.workbook;
  comments.load("items/content");
  await context.sync();
  const ours = comments.items
    .filter(({ content }) => content.startsWith(NAME))
    .map((comment) => ({ comment, location: comment.getLocation() }));
  for (const { location } of ours) location.load("address");
  if (ours.length > 0) await context.sync();

  const noted = marks.filter(({ note }) => note).slice(0, MOST_NOTES);
  const wanted = new Map(
    noted.flatMap(({ note, cells }) => cells.map((place) => [formulaAddress(place), NAME + (note ?? "")] as const)),
  );
  for (const { comment, location } of ours) {
    const place = parseAddress(location.address);
    if (!place || !overlaps(place, area)) continue;
    const address = formulaAddress(place);
    if (wanted.get(address) === comment.content) wanted.delete(address);
    else comment.delete();
  }
  await context.sync();
  for (const [address, content] of wanted) comments.add(address, content);
  if (wanted.size > 0) await context.sync();
}
