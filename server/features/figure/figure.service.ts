/** Answers what figures are, by key or as a grid: loads once, then asks the rules. */
import type { Context } from "../../context.js";
import type { Period } from "../../domain/period.js";
import { Refusal } from "../../errors.js";
import { tallyOf } from "../../graph/limits-by-role.js";
import { loadDefinitions, type Definitions } from "./figure.definitions.js";
import { chinaDay, shownDecimals } from "./figure.rules.js";
import type { FoundOrganization, Held } from "./figure.held.js";
import { loadFigures, type WantedColumn } from "./figure.loader.js";
import { loadCodes } from "./figure.codes.js";
import { dimsKeyOf } from "./figure.dims.js";
import { spelledInCodes } from "./figure.spelling.js";
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
  type KnownCodes,
  type Moment,
  type ReadKey,
} from "./figure.presenter.js";

export const MOST_KEYS = 10_000;
export const MOST_GRID_CELLS = 50_000;

/** What was asked for, read and loaded: the material for figures, progress and batches. */
export interface Asked {
  readonly definitions: Definitions;
  readonly reads: readonly ReadKey[];
  readonly held: Held;
  readonly moment: Moment;
}

export async function askFigures(
  context: Context,
  asked: readonly FigureKey[],
  asOf?: Date | null,
  cleared: readonly number[] = [],
): Promise<Asked> {
  if (asked.length > MOST_KEYS) throw new Refusal("TOO_MANY_CELLS", { max: MOST_KEYS, asked: asked.length });
  const tx = await context.tx();
  const definitions = await loadDefinitions(
    tx,
    asked.map((key) => indicatorCode(key.indicator)),
  );
  const keys = await spelledInCodes(tx, asked, definitions.now);
  const past = pastOf(context, asOf);
  const moment = momentOf(context, past);
  const codes = await loadCodes(tx, keys);
  const reads = readKeys(keys, definitions, moment, codes);
  const columns = new Map<string, { column: WantedColumn; position: number }>();
  const cells = reads.flatMap(({ indicator, period, marks, faults }, place) => {
    if (indicator === undefined || period === undefined || faults.length > 0) return [];
    const name = `${indicator.code} ${period.code} ${dimsKeyOf(marks)}`;
    let known = columns.get(name);
    if (known === undefined)
      columns.set(name, (known = { column: { indicator, period, marks }, position: columns.size }));
    return [{ place, column: known.position }];
  });
  const held = await loadFigures(tx, definitions, {
    places: keys.map((key) => cleanKey(key.organization)),
    columns: [...columns.values()].map(({ column }) => column),
    cells,
    cleared,
    today: moment.today,
    ...(past === undefined ? {} : { asOf: past }),
  });
  return { definitions, reads, held, moment };
}

/** Ten thousand keys name few indicators and periods: each pair is read once. */
function readKeys(
  keys: readonly FigureKey[],
  definitions: Definitions,
  { today }: Moment,
  codes: KnownCodes,
): ReadKey[] {
  const known = new Map<string, ReadKey>();
  return keys.map((key) => {
    if (key.dims != null && key.dims.length > 0) return readKey(key, definitions, today, codes);
    const name = `${key.indicator}\n${key.period}`;
    let read = known.get(name);
    if (read === undefined) known.set(name, (read = readKey(key, definitions, today)));
    return { ...read, key };
  });
}

/** A moment that has not passed is now. */
const pastOf = (context: Context, asOf?: Date | null): Date | undefined =>
  asOf && asOf < context.now ? asOf : undefined;

/** The moment a question is about; `past` only where it has passed. */
export function momentAt(context: Context, asOf?: Date | null): { moment: Moment; past: Date | undefined } {
  const past = pastOf(context, asOf);
  return { past, moment: momentOf(context, past) };
}

const momentOf = (context: Context, past: Date | undefined): Moment => ({
  today: past === undefined ? context.today : chinaDay(past),
  past: past !== undefined,
});

export function figuresOf({ reads, held, moment }: Asked): Figure[] {
  return reads.map((read, index) =>
    showFigure(read, placeOf(held, index), held.holdings(index, read.period ?? NO_PERIOD, read.marks), moment),
  );
}

/** Only ever asked about by keys whose period could not be read, for which nothing is held. */
export const NO_PERIOD: Period = { code: "", kind: "day", from: "9999-12-31", to: "9999-12-31" };
export const placeOf = (held: Held, index: number): FoundOrganization => held.places[index] ?? { kind: "unknown" };

/** Same order and length as the keys. */
export async function figures(context: Context, keys: readonly FigureKey[], asOf?: Date | null): Promise<Figure[]> {
  return figuresOf(await askFigures(context, keys, asOf));
}

type ColumnKey = Omit<FigureKey, "organization">;

export async function figureGrid(
  context: Context,
  organizations: readonly string[],
  wanted: readonly ColumnKey[],
  asOf?: Date | null,
): Promise<FigureGrid> {
  if (organizations.length * wanted.length > MOST_GRID_CELLS)
    throw new Refusal("TOO_MANY_CELLS", { max: MOST_GRID_CELLS, asked: organizations.length * wanted.length });
  tallyOf(context).expect(organizations.length * wanted.length);
  const tx = await context.tx();
  const definitions = await loadDefinitions(
    tx,
    wanted.map((column) => indicatorCode(column.indicator)),
  );
  const asked = await spelledInCodes(tx, wanted, definitions.now);
  const past = pastOf(context, asOf);
  const moment = momentOf(context, past);
  const codes = await loadCodes(tx, asked);
  const reads = asked.map((column) => readKey({ ...column, organization: "" }, definitions, moment.today, codes));
  const held = await loadFigures(tx, definitions, {
    places: organizations.map(cleanKey),
    columns: reads.flatMap(({ indicator, period, marks, faults }) =>
      indicator && period && faults.length === 0 ? [{ indicator, period, marks }] : [],
    ),
    today: moment.today,
    brief: true,
    ...(past === undefined ? {} : { asOf: past }),
  });
  return {
    rows: organizations.map((key, row) => showRow(key, placeOf(held, row))),
    columns: reads.map(showColumn),
    ...cellsOf(reads, held, moment),
    asOf: past ?? context.now,
  };
}

type GridCells = Omit<FigureGrid, "rows" | "columns" | "asOf">;

/** Row by row into plain arrays: ten thousand cells leave no objects behind. */
function cellsOf(reads: readonly ReadKey[], held: Held, moment: Moment): GridCells {
  const cells: GridCells = {
    values: [],
    versions: [],
    statuses: [],
    sources: [],
    writable: [],
    computed: [],
    coverage: [],
    definitions: [],
  };
  for (let row = 0; row < held.places.length; row += 1) {
    const found = placeOf(held, row).kind === "found";
    const standings = reads.map(({ indicator, period, marks, catalogue, faults }) =>
      found && indicator && period && faults.length === 0
        ? standingOf(indicator, period, held.holdings(row, period, marks), catalogue, moment)
        : ABSENT,
    );
    cells.values.push(standings.map(({ value }) => value));
    cells.versions.push(standings.map(({ version }) => version));
    cells.statuses.push(standings.map(({ status }) => status));
    cells.sources.push(standings.map(({ source }) => source));
    cells.writable.push(standings.map(({ writable }) => writable));
    cells.computed.push(standings.map(({ computed }) => computed));
    cells.coverage.push(standings.map(({ coverage }) => coverage && [coverage.have, coverage.of]));
    cells.definitions.push(standings.map(({ typedUnder }, i) => typedUnder ?? reads[i]?.definition?.version ?? null));
  }
  return cells;
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
    decimals: indicator ? shownDecimals(indicator) : 0,
    additive: indicator?.additive ?? false,
    problem: fault === undefined ? null : showFault(fault, `${key.indicator} ${key.period}`),
  };
}
