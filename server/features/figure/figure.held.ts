/**
 * What the loader brought, ready to be asked cell by cell: looked up by column once and by organization then, since a
 * sheet has ten thousand cells and few columns. Holds nothing but what the statement said.
 */
import type { DecimalText } from "../../domain/decimal.js";
import type { LocalDate } from "../../domain/local-date.js";
import type { Period } from "../../domain/period.js";
import type { Catalogue, IndicatorEntry } from "../indicator/indicator.catalogue.js";
import { dimensionsOf } from "../indicator/indicator.dimensions.js";
import { SOURCES } from "../indicator/indicator.sources.js";
import { emptyOf } from "../indicator/indicator.sql.js";
import type { Definitions } from "./figure.definitions.js";
import { dimsKeyOf, type Mark } from "./figure.dims.js";
import type { Column, CountedBranch, Wanted } from "./figure.loader.js";
import type { Holdings, StoredFigure, StoredSource, StoredStatus } from "./figure.values.js";
import { sumName, sumsOf, type RolledRows } from "./roll-up.loader.js";
import type { RolledUp, Summing } from "./roll-up.rules.js";

/** What a key for an organization turned out to be. */
export type FoundOrganization =
  | {
      readonly kind: "found";
      readonly id: string;
      readonly code: string | null;
      readonly name: string;
      readonly active: boolean;
      /** Approved figures alone may be told of it: nothing is counted, and nothing added up. */
      readonly published: boolean;
    }
  | { readonly kind: "ambiguous"; readonly count: number }
  /** There, but not for whoever asks: a count of nothing would read as a nought. */
  | { readonly kind: "closed"; readonly name: string }
  | { readonly kind: "unknown" };

type PlaceRow = readonly [
  place: number,
  id: string,
  code: string | null,
  name: string,
  hits: number,
  active: boolean,
  told: "open" | "published" | "closed",
];
type StoredRow = readonly [
  place: number,
  column: number,
  id: string,
  value: string | null,
  version: number,
  status: StoredStatus,
  source: StoredSource,
  computed: string | null,
  reason: string | null,
  at: string,
  by: string,
  definition: number | null,
  dims: Readonly<Record<string, string>> | null,
];
type CountRow = readonly [organization: string, starts: string, ends: string, ...keysAndValues: (string | null)[]];

export interface FiguresRow {
  readonly places: readonly PlaceRow[];
  readonly stored: readonly StoredRow[];
  readonly broken: readonly StoredRow[] | null;
  readonly counts: readonly (readonly CountRow[])[] | null;
  readonly rolled: RolledRows | null;
}

export interface Held {
  readonly places: readonly FoundOrganization[];
  /** Of the whole, or of a breakdown. */
  holdings(place: number, period: Period, marks?: readonly Mark[]): Holdings;
  /** The breakdowns anything is held of, of what was asked for `by` dimensions. */
  readonly breakdowns: readonly (readonly Mark[])[];
}

/** Two versions of one indicator are two things to count. */
export const leafCode = (entry: IndicatorEntry | undefined): string =>
  entry === undefined ? "" : `${entry.code}@${entry.version}`;

/** A rate of the rule book is the same whatever the figure is broken down by. */
export function marksFor<Each>({ meaning }: IndicatorEntry, marks: readonly Each[]): readonly Each[] {
  return meaning.kind === "counted" && SOURCES[meaning.definition.source].regional ? [] : marks;
}

interface Loaded {
  readonly places: readonly string[];
  readonly wanted: Wanted;
  readonly columns: readonly Column[];
  readonly counted: readonly CountedBranch[];
  readonly definitions: Definitions;
}

const UNKNOWN: FoundOrganization = { kind: "unknown" };

export function heldOf(row: FiguresRow, loaded: Loaded): Held {
  const { wanted, columns, definitions } = loaded;
  const found = new Map(row.places.map((place) => [place[0], foundOf(place)]));
  const indexOf = new Map(loaded.places.map((key, index) => [key, index]));
  const breakdowns = new Map<string, readonly Mark[]>();
  const store: Store = {
    stored: storedIn(row, columns, breakdowns),
    counts: countsOf(loaded.counted, row.counts ?? [], breakdowns),
    sums: sumsOf(row.rolled, definitions.now, wanted.today),
    today: wanted.today,
  };
  const placeIds = wanted.places.map((key) => indexOf.get(key) ?? -1);
  const places = placeIds.map((place) => found.get(place) ?? UNKNOWN);
  const sheets = new Map<string, Sheet>();
  return {
    places,
    breakdowns: [...breakdowns.values()],
    holdings(place, period, marks = []) {
      const dimsKey = dimsKeyOf(marks);
      const name = dimsKey === "" ? period.code : `${period.code} ${dimsKey}`;
      let sheet = sheets.get(name);
      if (sheet === undefined) {
        sheet = new Sheet(store, period, definitions.at(period, wanted.today), marks, dimsKey);
        sheets.set(name, sheet);
      }
      return new CellHoldings(sheet, placeIds[place] ?? -1, places[place] ?? UNKNOWN);
    },
  };
}

interface Store {
  /** By indicator, period and breakdown; then by place. */
  readonly stored: ReadonlyMap<string, ReadonlyMap<number, StoredFigure>>;
  /** By definition, interval and breakdown; then by organization. */
  readonly counts: ReadonlyMap<string, ReadonlyMap<string, DecimalText | null>>;
  readonly sums: ReadonlyMap<string, Summing>;
  readonly today: LocalDate;
}

interface Counts {
  readonly byOrganization: ReadonlyMap<string, DecimalText | null> | undefined;
  /** Of an organization without a fitting row: 0, not nothing; an average of no rows is nothing. */
  readonly empty: DecimalText | null;
}

/** One period in one breakdown, for any organization. */
class Sheet {
  readonly whole: Sheet;
  private readonly counted = new Map<string, Counts | undefined>();

  constructor(
    readonly store: Store,
    readonly period: Period,
    readonly catalogue: Catalogue,
    readonly marks: readonly Mark[],
    readonly dimsKey: string,
  ) {
    this.whole = dimsKey === "" ? this : new Sheet(store, period, catalogue, [], "");
  }

  stored(indicator: string): ReadonlyMap<number, StoredFigure> | undefined {
    return this.store.stored.get(storedName(indicator, this.period.code, this.dimsKey));
  }

  countsOf(indicator: string): Counts | undefined {
    if (!this.counted.has(indicator)) this.counted.set(indicator, this.find(indicator));
    return this.counted.get(indicator);
  }

  private find(indicator: string): Counts | undefined {
    const entry = this.catalogue.get(indicator);
    if (entry?.meaning.kind !== "counted" || this.period.from > this.store.today) return undefined;
    const { definition } = entry.meaning;
    if (this.dimsKey !== "" && marksFor(entry, this.marks).length === 0) return this.whole.find(indicator);
    const carried: readonly string[] = dimensionsOf(definition);
    if (!this.marks.every(({ dimension }) => carried.includes(dimension))) return undefined;
    const byOrganization = this.store.counts.get(
      countName(leafCode(entry), this.period.from, this.period.to, this.dimsKey),
    );
    return { byOrganization, empty: emptyOf(definition) };
  }
}

class CellHoldings implements Holdings {
  constructor(
    private readonly sheet: Sheet,
    private readonly place: number,
    private readonly organization: FoundOrganization,
  ) {}

  get whole(): Holdings {
    return this.sheet.dimsKey === "" ? this : new CellHoldings(this.sheet.whole, this.place, this.organization);
  }

  get published(): string | undefined {
    return this.organization.kind === "found" && this.organization.published ? this.organization.name : undefined;
  }

  stored(indicator: string): StoredFigure | undefined {
    return this.sheet.stored(indicator)?.get(this.place);
  }

  counted(indicator: string): DecimalText | null {
    if (this.organization.kind !== "found") return null;
    const counts = this.sheet.countsOf(indicator);
    if (counts === undefined) return null;
    const value = counts.byOrganization?.get(this.organization.id);
    return value === undefined ? counts.empty : value;
  }

  rolledUp(indicator: string): RolledUp | undefined {
    if (this.organization.kind !== "found" || this.organization.published) return undefined;
    const sum = this.sheet.store.sums.get(sumName(indicator, this.sheet.dimsKey));
    return sum?.without(this.organization, this.sheet.period);
  }
}

const storedName = (indicator: string, period: string, dimsKey: string): string => `${indicator} ${period} ${dimsKey}`;
const countName = (leaf: string, starts: string, ends: string, dimsKey: string): string =>
  `${leaf} ${starts} ${ends} ${dimsKey}`;

function foundOf([, id, code, name, hits, active, told]: PlaceRow): FoundOrganization {
  if (hits === 1 && told === "closed") return { kind: "closed", name };
  if (hits > 1) return { kind: "ambiguous", count: hits };
  return { kind: "found", id, code, name, active, published: told === "published" };
}

function storedIn(
  row: FiguresRow,
  columns: readonly Column[],
  breakdowns: Map<string, readonly Mark[]>,
): Store["stored"] {
  const stored = new Map<string, Map<number, StoredFigure>>();
  const byColumn = columns.map(({ indicator, period, dimsKey }) => {
    const name = storedName(indicator.code, period.code, dimsKey);
    const places = stored.get(name) ?? new Map<number, StoredFigure>();
    stored.set(name, places);
    return places;
  });
  for (const figure of row.stored) byColumn[figure[1]]?.set(figure[0], storedOf(figure));
  for (const figure of row.broken ?? []) {
    const column = columns[figure[1]];
    const marks = Object.entries(figure[12] ?? {}).map(([dimension, code]) => ({ dimension, code }));
    const dimsKey = dimsKeyOf(marks);
    breakdowns.set(dimsKey, marks);
    const name = storedName(column?.indicator.code ?? "", column?.period.code ?? "", dimsKey);
    const places = stored.get(name) ?? new Map<number, StoredFigure>();
    stored.set(name, places.set(figure[0], storedOf(figure)));
  }
  return stored;
}

function storedOf([
  ,
  ,
  id,
  value,
  version,
  status,
  source,
  computed,
  reason,
  at,
  by,
  definition,
]: StoredRow): StoredFigure {
  return {
    id,
    value,
    version,
    status,
    source,
    computedValue: computed,
    reason,
    changedAt: new Date(at),
    changedBy: by,
    definitionVersion: definition,
  };
}

function countsOf(
  counted: readonly CountedBranch[],
  counts: readonly (readonly CountRow[])[],
  breakdowns: Map<string, readonly Mark[]>,
): Store["counts"] {
  const values = new Map<string, Map<string, DecimalText | null>>();
  counted.forEach(({ branch, by }, n) => {
    const { leaves } = branch;
    const empty = leaves.map(({ definition }) => emptyOf(definition));
    const maps = new Map<string, readonly Map<string, DecimalText | null>[]>();
    for (const row of counts[n] ?? []) {
      const [organization, starts, ends] = row;
      const marks = by.length === 0 ? [] : by.map((dimension, i): Mark => ({ dimension, code: row[3 + i] ?? "" }));
      const dimsKey = dimsKeyOf(marks);
      const name = `${starts} ${ends} ${dimsKey}`;
      let ofLeaves = maps.get(name);
      if (ofLeaves === undefined) {
        ofLeaves = leaves.map(({ code }) => mapAt(values, countName(code, starts, ends, dimsKey)));
        maps.set(name, ofLeaves);
        if (dimsKey !== "") breakdowns.set(dimsKey, marks);
      }
      for (let i = 0; i < leaves.length; i += 1) {
        const value = row[3 + by.length + i];
        ofLeaves[i]?.set(organization, value == null ? (empty[i] ?? null) : plain(value));
      }
    }
  });
  return values;
}

function mapAt<Key, Inner>(outer: Map<string, Map<Key, Inner>>, name: string): Map<Key, Inner> {
  let inner = outer.get(name);
  if (inner === undefined) outer.set(name, (inner = new Map()));
  return inner;
}

/** `numeric` keeps the zeros it was written with; a value is the same without them. */
const plain = (numeric: string): DecimalText => (numeric.includes(".") ? numeric.replace(/\.?0+$/u, "") : numeric);
