/** Answers what figures are, by key or as a grid: loads once, then asks the rules. */
import type { Context } from "../../context.js";
import type { Period } from "../../domain/period.js";
import { Refusal } from "../../errors.js";
import { loadCatalogue, type Catalogue } from "../indicator/indicator.catalogue.js";
import { loadFigures, type FoundOrganization, type Held, type WantedColumn } from "./figure.loader.js";
import type { Figure, FigureGrid, GridColumn, GridRow } from "./figure.objects.js";
import {
  ABSENT,
  cleanKey,
  indicatorCode,
  organizationFault,
  readKey,
  showFault,
  showFigure,
  standingOf,
  type FigureKey,
  type Moment,
  type ReadKey,
} from "./figure.presenter.js";

export const MOST_KEYS = 10_000;
export const MOST_GRID_CELLS = 50_000;

/** What was asked for, read and loaded: the material for figures, progress and batches. */
export interface Asked {
  readonly catalogue: Catalogue;
  readonly reads: readonly ReadKey[];
  readonly held: Held;
  readonly moment: Moment;
}

export async function askFigures(
  context: Context,
  keys: readonly FigureKey[],
  asOf?: Date | null,
  cleared: readonly number[] = [],
): Promise<Asked> {
  if (keys.length > MOST_KEYS) throw new Refusal("TOO_MANY_CELLS", { max: MOST_KEYS });
  const tx = await context.tx();
  const catalogue = await loadCatalogue(
    tx,
    keys.map((key) => indicatorCode(key.indicator)),
  );
  const reads = keys.map((key) => readKey(key, catalogue));
  const columns = new Map<string, { column: WantedColumn; position: number }>();
  const cells = reads.flatMap(({ indicator, period }, place) => {
    if (indicator === undefined || period === undefined) return [];
    const name = `${indicator.code} ${period.code}`;
    const known = columns.get(name) ?? { column: { indicator, period }, position: columns.size };
    columns.set(name, known);
    return [{ place, column: known.position }];
  });
  const past = pastOf(context, asOf);
  const held = await loadFigures(tx, catalogue, {
    places: keys.map((key) => cleanKey(key.organization)),
    columns: [...columns.values()].map(({ column }) => column),
    cells,
    cleared,
    today: context.today,
    ...(past === undefined ? {} : { asOf: past }),
  });
  return { catalogue, reads, held, moment: momentOf(context, past) };
}

/** A moment that has not passed is now. */
const pastOf = (context: Context, asOf?: Date | null): Date | undefined =>
  asOf && asOf < context.now ? asOf : undefined;

function momentOf(context: Context, past: Date | undefined): Moment {
  if (past === undefined) return { today: context.today };
  const inChina = new Date(past.getTime() + 8 * 3_600_000).toISOString();
  return { today: context.today, asOf: `${inChina.slice(0, 10)} ${inChina.slice(11, 16)}` };
}

export function figuresOf({ catalogue, reads, held, moment }: Asked): Figure[] {
  return reads.map((read, index) =>
    showFigure(read, placeOf(held, index), held.holdings(index, read.period ?? NO_PERIOD), catalogue, moment),
  );
}

/** Only ever asked about by keys whose period could not be read, for which nothing is held. */
const NO_PERIOD: Period = { code: "", kind: "day", from: "9999-12-31", to: "9999-12-31" };
export const placeOf = (held: Held, index: number): FoundOrganization => held.places[index] ?? { kind: "unknown" };

/** Same order and length as the keys. */
export async function figures(context: Context, keys: readonly FigureKey[], asOf?: Date | null): Promise<Figure[]> {
  return figuresOf(await askFigures(context, keys, asOf));
}

interface ColumnKey {
  readonly indicator: string;
  readonly period: string;
}

export async function figureGrid(
  context: Context,
  organizations: readonly string[],
  asked: readonly ColumnKey[],
  asOf?: Date | null,
): Promise<FigureGrid> {
  if (organizations.length * asked.length > MOST_GRID_CELLS)
    throw new Refusal("TOO_MANY_CELLS", { max: MOST_GRID_CELLS });
  const tx = await context.tx();
  const catalogue = await loadCatalogue(
    tx,
    asked.map((column) => indicatorCode(column.indicator)),
  );
  const reads = asked.map((column) => readKey({ ...column, organization: "" }, catalogue));
  const past = pastOf(context, asOf);
  const held = await loadFigures(tx, catalogue, {
    places: organizations.map(cleanKey),
    columns: reads.flatMap(({ indicator, period }) => (indicator && period ? [{ indicator, period }] : [])),
    today: context.today,
    ...(past === undefined ? {} : { asOf: past }),
  });
  const moment = momentOf(context, past);
  const standings = organizations.map((_, row) =>
    reads.map(({ indicator, period }) =>
      indicator && period && placeOf(held, row).kind === "found"
        ? standingOf(indicator, period, held.holdings(row, period), catalogue, moment)
        : ABSENT,
    ),
  );
  return {
    rows: organizations.map((key, row) => showRow(key, placeOf(held, row))),
    columns: reads.map(showColumn),
    values: standings.map((row) => row.map((standing) => standing.value)),
    versions: standings.map((row) => row.map((standing) => standing.version)),
    statuses: standings.map((row) => row.map((standing) => standing.status)),
    sources: standings.map((row) => row.map((standing) => standing.source)),
    writable: standings.map((row) => row.map((standing) => standing.writable)),
    computed: standings.map((row) => row.map((standing) => standing.computed)),
    coverage: standings.map((row) => row.map(({ coverage }) => coverage && [coverage.have, coverage.of])),
    asOf: past ?? context.now,
  };
}

function showRow(key: string, found: FoundOrganization): GridRow {
  const fault = organizationFault(key, found);
  return {
    organization: found.kind === "found" ? (found.code ?? key) : key,
    name: found.kind === "found" ? found.name : key,
    problem: fault === undefined ? null : showFault(fault, key),
  };
}

function showColumn({ key, indicator, period, faults }: ReadKey): GridColumn {
  const [fault] = faults;
  return {
    indicator: indicator?.code ?? key.indicator,
    name: indicator?.nameZh ?? key.indicator,
    period: period?.code ?? key.period,
    unit: indicator?.unit ?? null,
    displayUnit: indicator?.displayUnit ?? null,
    decimals: indicator?.decimals ?? 0,
    additive: indicator?.additive ?? false,
    problem: fault === undefined ? null : showFault(fault, `${key.indicator} ${key.period}`),
  };
}
