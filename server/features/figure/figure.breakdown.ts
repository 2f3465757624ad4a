/**
 * Breaks one figure down by dimensions: every code anything is held of, counted from the ledgers, reported, or worked out
 * code by code from the operands of a formula. `{CODE:all}` in a formula stays whole, so a share is of the whole.
 */
import { sql } from "kysely";
import type { Context } from "../../context.js";
import { Refusal } from "../../errors.js";
import type { Catalogue, IndicatorEntry } from "../indicator/indicator.catalogue.js";
import { DIMENSIONS, dimensionSpec, dimensionsOf, type Dimension } from "../indicator/indicator.dimensions.js";
import { loadDefinitions } from "./figure.definitions.js";
import { dimsKeyOf, type Mark } from "./figure.dims.js";
import type { BreakdownCell, BreakdownMark, FigureBreakdown } from "./figure.drill.objects.js";
import { loadFigures } from "./figure.loader.js";
import { operandsOf } from "./figure.operands.js";
import {
  cleanKey,
  indicatorCode,
  listOfMark,
  nameOfFigure,
  readKey,
  showFault,
  showFigure,
  type FigureKey,
} from "./figure.presenter.js";
import { momentAt, NO_PERIOD, placeOf } from "./figure.service.js";
import { nameArgs } from "./figure.values.js";

const MOST_DIMENSIONS = 3;
export const MOST_BREAKDOWN_CELLS = 5000;

export async function figureBreakdown(
  context: Context,
  key: FigureKey,
  by: readonly string[],
  asOf?: Date | null,
): Promise<FigureBreakdown> {
  if (by.length > MOST_DIMENSIONS) throw new Refusal("TOO_MANY_CELLS", { max: MOST_DIMENSIONS, asked: by.length });
  const tx = await context.tx();
  const definitions = await loadDefinitions(tx, [indicatorCode(key.indicator)]);
  const { moment, past } = momentAt(context, asOf);
  const read = readKey({ ...key, dims: null }, definitions, moment.today);
  const { indicator, period } = read;
  const wanted = [...new Set(by.map((each) => each.trim().toLowerCase()))].toSorted();
  const known = indicator === undefined ? [] : breakdownsOf(indicator, read.catalogue);
  const stranger = wanted.find((dimension) => !known.includes(dimension));
  const askable = indicator !== undefined && period !== undefined && stranger === undefined && wanted.length > 0;
  const held = await loadFigures(tx, definitions, {
    places: [cleanKey(key.organization)],
    columns: askable
      ? [{ indicator, period }, { indicator, period, by: wanted as Dimension[] }]
      : indicator && period
        ? [{ indicator, period }]
        : [],
    today: moment.today,
    ...(past === undefined ? {} : { asOf: past }),
  }); // prettier-ignore
  const found = placeOf(held, 0);
  const whole = showFigure(read, found, held.holdings(0, period ?? NO_PERIOD), moment);
  if (indicator !== undefined && (stranger !== undefined || wanted.length === 0)) {
    const args = { ...nameArgs(indicator), dimension: stranger ?? "", dimensions: known.join(", ") || "—" };
    const fault = { code: "UNKNOWN_DIMENSION", field: "dims", args } as const;
    return { whole, cells: [], problem: showFault(fault, nameOfFigure(read, found)) };
  }
  if (!askable || found.kind !== "found") return { whole, cells: [], problem: whole.problem };
  const fitting = held.breakdowns.filter((marks) => marks.length === wanted.length);
  if (fitting.length > MOST_BREAKDOWN_CELLS)
    throw new Refusal("TOO_MANY_CELLS", { max: MOST_BREAKDOWN_CELLS, asked: fitting.length });
  const labels = await loadLabels(context, fitting);
  const cells = fitting.map((marks): BreakdownCell => ({
    marks: marks.map((mark) => labels(mark)),
    figure: showFigure({ ...read, marks }, found, held.holdings(0, period, marks), moment),
  }));
  // What has no value in a code is not shown there; a code that is not said comes last.
  const shown = cells.filter(({ figure }) => figure.value !== null || figure.problem?.code === "DENOMINATOR_ZERO");
  const order = ({ marks }: BreakdownCell): string =>
    marks.map(({ code }) => (code === "" ? "\uFFFF" : code)).join(" ");
  return { whole, cells: shown.toSorted((a, b) => (order(a) < order(b) ? -1 : 1)), problem: null };
}

/** What the ledgers of an indicator carry, what its operands do, and what the catalogue names for reported ones. */
function breakdownsOf(indicator: IndicatorEntry, catalogue: Catalogue): readonly string[] {
  const { meaning } = indicator;
  if (meaning.kind === "counted") return dimensionsOf(meaning.definition);
  if (meaning.kind !== "formula") return indicator.dims;
  const operands = operandsOf(indicator).flatMap(({ code }) => catalogue.get(code) ?? []);
  return [...new Set(operands.flatMap((operand) => breakdownsOf(operand, catalogue)))];
}

/** Names of codes and organizations, in one statement. */
export async function loadLabels(
  context: Context,
  breakdowns: readonly (readonly Mark[])[],
): Promise<(mark: Mark) => BreakdownMark> {
  const marks = new Map(breakdowns.flat().map((mark) => [dimsKeyOf([mark]), mark]));
  const lists = [...marks.values()].map(({ dimension }) => (isOrganization(dimension) ? "" : listOfMark(dimension)));
  const codes = [...marks.values()].map(({ code }) => code);
  const { rows } = await sql<{ list: string; code: string; zh: string; en: string | null }>`
    select w.list, w.code, coalesce(c.name_zh, o.name) as zh, coalesce(c.name_en, o.name) as en
    from unnest(${lists}::text[], ${codes}::text[]) as w(list, code)
    left join code c on c.list = w.list and c.code = w.code
    left join organization o on w.list = '' and w.code in (o.code, o.school_code, o.uscc)
    where c.code is not null or o.id is not null`.execute(await context.tx());
  const names = new Map(rows.map((row) => [`${row.list} ${row.code}`, row]));
  return (mark) => {
    const name = names.get(`${isOrganization(mark.dimension) ? "" : listOfMark(mark.dimension)} ${mark.code}`);
    if (mark.code === "") return { ...mark, label: "未注明", labelEn: "not said" };
    return { ...mark, label: name?.zh ?? mark.code, labelEn: name?.en ?? name?.zh ?? mark.code };
  };
}

const isOrganization = (dimension: string): boolean =>
  dimension in DIMENSIONS && dimensionSpec(dimension as Dimension).keys === "organization";
