/**
 * Unlike questions asked as one: what a refresh needs beside its figures, and what several function cells spill. Split
 * only where an answer would be more than a hub gives at once or Excel on the web carries. Pure but for the asking.
 */
import type { Figure, FigureKey, Finding, Indicator, Progress } from "./hub.js";
import type { RegisterGroupSheet, RegisterGroupsQuestion, RegisterSheet, RegisterSheetQuestion } from "./registers.js";

export interface TogetherQuestion {
  readonly figures: readonly FigureKey[];
  readonly progress: readonly FigureKey[];
  readonly indicators: readonly string[];
  readonly sheets: readonly RegisterSheetQuestion[];
  readonly groups: readonly RegisterGroupsQuestion[];
}

/** One of several: what was found, or why nothing was. The others are answered all the same. */
export interface OneOfSeveral<Found> {
  readonly found: Found | null;
  readonly problem: Finding | null;
}

/** Same order and length as what was asked, except that indicators nobody knows are left out. */
export interface TogetherAnswer {
  readonly figures: readonly Figure[];
  readonly progress: readonly Progress[];
  readonly indicators: readonly Indicator[];
  readonly sheets: readonly OneOfSeveral<RegisterSheet>[];
  readonly groups: readonly OneOfSeveral<RegisterGroupSheet>[];
}

export const NOTHING_ASKED: TogetherQuestion = { figures: [], progress: [], indicators: [], sheets: [], groups: [] };

/** What one request may come to. */
const MOST = {
  /** Excel on the web carries 5 MB. */
  bytes: 3_500_000,
  /** The hub gives the least of roles 40,000 rows at once. */
  rows: 30_000,
  /** Of each kind that is asked by a list of its own. */
  figures: 5_000,
  progress: 5_000,
  indicators: 500,
  sheets: 50,
  groups: 50,
} as const;

type Kind = keyof TogetherQuestion;
type Item = { readonly [Name in Kind]: readonly [kind: Name, asked: TogetherQuestion[Name][number]] }[Kind];

/** About what an answer weighs: a row brings its id and version along. */
function weightOf([kind, asked]: Item): { readonly bytes: number; readonly rows: number } {
  if (kind === "figures") return { bytes: 400, rows: 1 };
  if (kind === "progress") return { bytes: 600, rows: 1 };
  if (kind === "indicators") return { bytes: 500, rows: 1 };
  if (kind === "sheets") return { bytes: asked.first * (90 + 24 * asked.columns.length), rows: asked.first };
  // Seldom near its limit: each dimension has some tens of members.
  return { bytes: 40_000, rows: asked.limit };
}

/** As few questions as it takes, in the order asked; none where nothing is. */
export function inFewest(question: TogetherQuestion): readonly TogetherQuestion[] {
  const items: Item[] = [
    ...question.figures.map((asked): Item => ["figures", asked]),
    ...question.progress.map((asked): Item => ["progress", asked]),
    ...question.indicators.map((asked): Item => ["indicators", asked]),
    ...question.sheets.map((asked): Item => ["sheets", asked]),
    ...question.groups.map((asked): Item => ["groups", asked]),
  ];
  const parts: Item[][] = [];
  let [bytes, rows, counts] = [0, 0, new Map<Kind, number>()];
  for (const item of items) {
    const [kind] = item;
    const weight = weightOf(item);
    const last = parts.at(-1);
    const isFull =
      bytes + weight.bytes > MOST.bytes || rows + weight.rows > MOST.rows || (counts.get(kind) ?? 0) >= MOST[kind];
    if (last === undefined || isFull) {
      parts.push([item]);
      [bytes, rows, counts] = [weight.bytes, weight.rows, new Map([[kind, 1]])];
    } else {
      last.push(item);
      [bytes, rows] = [bytes + weight.bytes, rows + weight.rows];
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
    }
  }
  return parts.map(asQuestion);
}

function asQuestion(items: readonly Item[]): TogetherQuestion {
  const of = <Name extends Kind>(name: Name): TogetherQuestion[Name][number][] =>
    items.flatMap(([kind, asked]) => (kind === name ? [asked as TogetherQuestion[Name][number]] : []));
  return {
    ...{ figures: of("figures"), progress: of("progress"), indicators: of("indicators") },
    ...{ sheets: of("sheets"), groups: of("groups") },
  };
}

/** How many answers of each kind stand for one question, where it was not answered. */
export function unanswered(question: TogetherQuestion): Answers {
  const none = (list: readonly unknown[]): null[] => list.map(() => null);
  const { figures, progress, sheets, groups } = question;
  return {
    ...{ figures: none(figures), progress: none(progress), sheets: none(sheets), groups: none(groups) },
    indicators: null,
  };
}

/** What came of all parts, in the order asked; null where nobody answered. */
export interface Answers {
  readonly figures: readonly (Figure | null)[];
  readonly progress: readonly (Progress | null)[];
  readonly sheets: readonly (OneOfSeveral<RegisterSheet> | null)[];
  readonly groups: readonly (OneOfSeveral<RegisterGroupSheet> | null)[];
  /** Null where any part that asked for some was not answered. */
  readonly indicators: readonly Indicator[] | null;
}

export function joinedAnswers(parts: readonly Answers[]): Answers {
  return {
    figures: parts.flatMap(({ figures }) => figures),
    progress: parts.flatMap(({ progress }) => progress),
    sheets: parts.flatMap(({ sheets }) => sheets),
    groups: parts.flatMap(({ groups }) => groups),
    indicators: parts.some(({ indicators }) => indicators === null)
      ? null
      : parts.flatMap(({ indicators }) => indicators ?? []),
  };
}
