/**
 * Takes from an answer what would tell of small groups: the groups themselves, those beside them, and measures that say
 * the same in other words (running totals, last year, ranks, extremes). Orders, conditions and pages come after, so that
 * they cannot tell either.
 */
import { compareDecimals } from "../../domain/decimal.js";
import { periodOf, samePeriodLastYear } from "../../domain/period.js";
import { holds, indexesOf, type Mask } from "./group-facts.js";
import type { GroupRow, GroupsRow } from "./group-statement.js";
import { isOfYearBefore, runsOn, timeKeys, type Bounds, type Question } from "./question.js";
import { ALL, cellsToHide, type Cell, type Coordinate } from "./suppression.rules.js";

export interface ShownGroup extends Omit<GroupRow, "n"> {
  readonly n: number | null;
  readonly hidden: boolean;
}

export type Levels = Readonly<Record<string, readonly GroupRow[]>>;
export type Before = GroupsRow["before"];
export type ShownLevels = ReadonlyMap<Mask, readonly ShownGroup[]>;

type Hidden = (at: readonly Coordinate[]) => boolean;

/** Every level without what must not be seen. `levels` and `before` hold all groups of all margins. */
export function hideSmallGroups(question: Question, levels: Levels, before: Before, k: number): ShownLevels {
  const isHidden = hiddenIn(question, levels, k);
  const wasHidden = before === null ? isHidden : hiddenIn(question, before, k);
  const shown = new Map<Mask, readonly ShownGroup[]>();
  for (const [name, groups] of Object.entries(levels)) {
    const mask = Number(name);
    const seen = groups.map((group): ShownGroup => {
      const at = coordinatesOf(question, mask, group);
      if (isHidden(at)) return { ...group, n: null, p: null, v: group.v.map(() => null), hidden: true };
      const values = group.v.map((value, n) => (mayShow(question, mask, at, n, isHidden, wasHidden) ? value : null));
      return { ...group, v: values, hidden: false };
    });
    shown.set(mask, withoutRuns(question, mask, withRanks(question, mask, seen)));
  }
  return shown;
}

function hiddenIn(question: Question, levels: NonNullable<Before>, k: number): Hidden {
  const cells = Object.entries(levels).flatMap(([mask, groups]) =>
    groups.map((group): Cell => ({ at: coordinatesOf(question, Number(mask), group), persons: group.p ?? 0 })),
  );
  const hidden = new Set([...cellsToHide(cells, k)].map((index) => nameOf(cells[index]?.at ?? [])));
  return (at) => hidden.has(nameOf(at));
}

function coordinatesOf({ dimensions }: Question, mask: Mask, { k }: Pick<GroupRow, "k">): Coordinate[] {
  const indexes = indexesOf(mask);
  return dimensions.map((_, index) => (holds(mask, index) ? (k[indexes.indexOf(index)] ?? null) : ALL));
}

const nameOf = (at: readonly Coordinate[]): string =>
  JSON.stringify(at.map((coordinate) => (coordinate === ALL ? [] : coordinate)));

function mayShow(
  question: Question,
  mask: Mask,
  at: readonly Coordinate[],
  n: number,
  isHidden: Hidden,
  wasHidden: Hidden,
): boolean {
  const measure = question.measures[n];
  if (measure === undefined) return false;
  const full = (1 << question.dimensions.length) - 1;
  // The greatest of a total that no shown group reaches is somebody's in a hidden one.
  if (measure.kind === "MIN" || measure.kind === "MAX") return mask === full;
  if (measure.as === "SHARE_OF_TOTAL") return !isHidden(at.map(() => ALL));
  if (measure.as === "SHARE_OF_PARENT") return !isHidden(parentAt(at));
  if (!isOfYearBefore(measure.as)) return true;
  // Last year's totals are sums of other groups than this year's: together they would tell more than each alone.
  const then = yearBefore(question, mask, at);
  return mask === full && !wasHidden(then) && !isHidden(then);
}

function parentAt(at: readonly Coordinate[]): Coordinate[] {
  const last = at.findLastIndex((coordinate) => coordinate !== ALL);
  return at.map((coordinate, index) => (index === last ? ALL : coordinate));
}

function yearBefore(question: Question, mask: Mask, at: readonly Coordinate[]): Coordinate[] {
  const times = timeKeys(question, mask);
  return at.map((coordinate, index) => {
    if (typeof coordinate !== "string" || !times.includes(index)) return coordinate;
    const period = periodOf(coordinate);
    return period ? samePeriodLastYear(period).code : coordinate;
  });
}

/** Ranks among what is shown: a gap would tell between which others a hidden group lies. */
function withRanks(question: Question, mask: Mask, groups: readonly ShownGroup[]): ShownGroup[] {
  const views = question.measures.map(({ as }) => as);
  if (!views.includes("RANK") && !views.includes("RANK_IN_PARENT")) return [...groups];
  const part = (group: ShownGroup, n: number): string =>
    views[n] === "RANK_IN_PARENT" ? JSON.stringify(group.k.slice(0, -1)) : "";
  return groups.map((group) => ({
    ...group,
    v: group.v.map((value, n) => {
      if ((views[n] !== "RANK" && views[n] !== "RANK_IN_PARENT") || value === null) return value;
      const better = groups.filter((other) => {
        const rank = other.v[n] ?? null;
        return rank !== null && part(other, n) === part(group, n) && Number(rank) < Number(value);
      });
      return String(better.length + 1);
    }),
  }));
}

/** A running total is shown until the first hidden period of its series: the difference of two would be that period. */
function withoutRuns(question: Question, mask: Mask, groups: readonly ShownGroup[]): ShownGroup[] {
  const running = question.measures.flatMap(({ as }, n) => (runsOn(as) ? [n] : []));
  if (running.length === 0) return [...groups];
  const times = timeKeys(question, mask);
  const indexes = indexesOf(mask);
  const [main = 0] = times;
  const periodAt = (group: ShownGroup): string => group.k[indexes.indexOf(main)] ?? "";
  const series = (group: ShownGroup): string =>
    JSON.stringify(group.k.filter((_, place) => !times.includes(indexes[place] ?? -1)));
  const firstHidden = new Map<string, string>();
  for (const group of groups) {
    const known = firstHidden.get(series(group));
    if (group.hidden && (known === undefined || periodAt(group) < known))
      firstHidden.set(series(group), periodAt(group));
  }
  return groups.map((group) => {
    const until = firstHidden.get(series(group));
    const isOver = until !== undefined && periodAt(group) >= until;
    return isOver ? { ...group, v: group.v.map((value, n) => (running.includes(n) ? null : value)) } : group;
  });
}

// ── Order, conditions, pages ───────────────────────────────────────────────────────────────────────────────────

/** What the database does otherwise, over what is left to be seen; a hidden group meets no condition. */
export function arranged(question: Question, groups: readonly ShownGroup[]): readonly ShownGroup[] {
  const kept = groups.filter((group) => question.having.every(({ index, bounds }) => meets(group.v[index], bounds)));
  const inOrder = [...kept].sort((a, b) => {
    for (const { on, index, descending } of question.orderBy) {
      const order =
        on === "measure"
          ? compareValues(a.v[index], b.v[index], descending, compareDecimals)
          : compareValues(a.k[index], b.k[index], descending, compareTexts);
      if (order !== 0) return order;
    }
    return 0;
  });
  return inOrder;
}

const compareTexts = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** What is empty comes last, whichever the direction. */
function compareValues(
  a: string | null | undefined,
  b: string | null | undefined,
  descending: boolean,
  compare: (a: string, b: string) => number,
): number {
  if (a == null || b == null) return Number(a == null) - Number(b == null);
  return descending ? compare(b, a) : compare(a, b);
}

function meets(value: string | null | undefined, bounds: Bounds): boolean {
  if (value == null) return bounds.isNull === true && Object.keys(bounds).length === 1;
  const against = (bound: string | null | undefined, holdsFor: (order: number) => boolean): boolean =>
    bound == null || holdsFor(compareDecimals(value, bound));
  return (
    bounds.isNull !== true &&
    against(bounds.eq, (order) => order === 0) &&
    against(bounds.ne, (order) => order !== 0) &&
    against(bounds.gt, (order) => order > 0) &&
    against(bounds.gte, (order) => order >= 0) &&
    against(bounds.lt, (order) => order < 0) &&
    against(bounds.lte, (order) => order <= 0)
  );
}
