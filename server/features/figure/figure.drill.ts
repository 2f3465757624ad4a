/** Answers what is behind a figure: its rows page by page, its change between two moments, and reported beside counted. */
import { sql } from "kysely";
import type { Context } from "../../context.js";
import { subtractDecimals, type DecimalText } from "../../domain/decimal.js";
import { Refusal } from "../../errors.js";
import { encodeGlobalId, isUuid } from "../../graph/global-id.js";
import { SOURCES } from "../indicator/indicator.sources.js";
import { dimsKeyOf } from "./figure.dims.js";
import {
  RowChangeCause,
  RowChangeKind,
  type FigureChange,
  type FigureDifference,
  type LedgerRows,
  type LedgerChanges,
  type PartDifference,
} from "./figure.drill.objects.js";
import { intervalOf } from "./figure.loader.js";
import { askOne, figureHistory, type One } from "./figure.origin.js";
import type { FigureKey } from "./figure.presenter.js";
import { changesSql, hasRows, rowsSql, type Behind, type Between, type ChangesAnswer } from "./figure.rows.js";
import { askFigures, figuresOf, placeOf, type Asked } from "./figure.service.js";
import type { Figure, FigureRevision } from "./figure.objects.js";

export const MOST_ROWS = 1000;
export const MOST_CHANGES = 200;

/** What a counted figure counts; nothing for other figures, and for what is no ledger of anybody. */
function behindOf(asked: Asked, index: number): Behind | undefined {
  const { indicator, period, marks, faults } = asked.reads[index] ?? {};
  const found = placeOf(asked.held, index);
  if (indicator?.meaning.kind !== "counted" || period === undefined || found.kind !== "found" || found.published)
    return undefined;
  const { definition } = indicator.meaning;
  if (!hasRows(definition) || (faults?.length ?? 0) > 0 || period.from > asked.moment.today) return undefined;
  return { definition, place: found.id, interval: intervalOf(period, asked.moment.today), marks: marks ?? [] };
}

const onlyFigure = (asked: Asked): Figure => {
  const [figure] = figuresOf(asked);
  if (figure === undefined) throw new Error("one key has one figure");
  return figure;
};

const placeOfRow = (file: string | null, sheet: string | null, row: number | null): string | null =>
  file === null ? null : [file, sheet, row === null ? null : `第 ${row} 行`].filter(Boolean).join(" › ");

export async function figureLedgerRows(
  context: Context,
  key: FigureKey,
  first: number,
  after?: string | null,
  asOf?: Date | null,
): Promise<LedgerRows> {
  if (first < 1 || first > MOST_ROWS) throw new Refusal("PAGE_SIZE", { max: MOST_ROWS });
  const from = after == null ? undefined : readCursor(after);
  const { asked } = await askOne(context, key, asOf);
  const figure = onlyFigure(asked);
  const behind = behindOf(asked, 0);
  if (behind === undefined) return { figure, total: 0, rows: [], hasMore: false, endCursor: null };
  const past = asked.moment.past && asOf ? asOf : undefined;
  const { rows } = await rowsSql(behind, first, from, past).execute(await context.tx());
  const answer = rows[0] ?? { total: 0, rows: [] };
  const { register } = SOURCES[behind.definition.source];
  const shown = answer.rows.slice(0, first).map(([org, id, label, contribution, file, sheet, row]) => ({
    register,
    id: encodeGlobalId(register, org, id),
    label: label ?? "",
    contribution,
    place: placeOfRow(file, sheet, row),
    cursor: Buffer.from(`${org} ${id}`).toString("base64url"),
  }));
  return {
    figure,
    total: answer.total,
    rows: shown,
    hasMore: answer.rows.length > first,
    endCursor: shown.at(-1)?.cursor ?? null,
  };
}

function readCursor(text: string): readonly [string, string] {
  const [org, id] = Buffer.from(text.slice(0, 200), "base64url").toString().split(" ");
  if (!isUuid(org) || !isUuid(id)) throw new Refusal("BAD_CURSOR");
  return [org, id];
}

/** Each key at both moments, and what happened in between; a moment that has not passed is now. */
export async function figureChanges(
  context: Context,
  keys: readonly FigureKey[],
  from: Date,
  to: Date,
  first: number,
): Promise<FigureChange[]> {
  if (keys.length > MOST_CHANGES) throw new Refusal("TOO_MANY_CELLS", { max: MOST_CHANGES, asked: keys.length });
  if (first < 0 || first > MOST_ROWS) throw new Refusal("PAGE_SIZE", { max: MOST_ROWS });
  const before = await askFigures(context, keys, from);
  const after = await askFigures(context, keys, to);
  const ledgers = await changesBetween(context, before, after, from, to, first);
  const revisions = await revisionsBetween(context, after, from, to);
  const [earlier, later] = [figuresOf(before), figuresOf(after)];
  return keys.flatMap((_, index) => {
    const [then, now] = [earlier[index], later[index]];
    if (then === undefined || now === undefined) return [];
    return {
      before: then,
      after: now,
      change: minus(now.value, then.value),
      ledger: ledgers.get(index) ?? null,
      revisions: revisions.get(index) ?? [],
      definitionChanged: then.definition?.version !== now.definition?.version,
    };
  });
}

const minus = (a: DecimalText | null, b: DecimalText | null): DecimalText | null =>
  a === null || b === null ? null : subtractDecimals(a, b);

async function changesBetween(
  context: Context,
  before: Asked,
  after: Asked,
  from: Date,
  to: Date,
  first: number,
): Promise<ReadonlyMap<number, LedgerChanges>> {
  const figures = after.reads.flatMap((_, key): Between[] => {
    const now = behindOf(after, key);
    // Before its period began nothing counted: then its interval is looked at all the same, and holds what it held.
    const then = behindOf(before, key) ?? now;
    return now === undefined || then === undefined ? [] : [{ key, then, now }];
  });
  if (figures.length === 0) return new Map();
  const { rows } = await changesSql(figures, from, after.moment.past ? to : undefined, first).execute(
    await context.tx(),
  );
  return new Map(rows.map((row) => [row.key, showChanges(row, after)]));
}

function showChanges(answer: ChangesAnswer, asked: Asked): LedgerChanges {
  const meaning = asked.reads[answer.key]?.indicator?.meaning;
  const register = meaning?.kind === "counted" ? SOURCES[meaning.definition.source].register : "";
  return {
    added: answer.added,
    removed: answer.removed,
    changed: answer.changed,
    rows: answer.rows.map(([org, id, label, before, after, kind, cause, file, sheet, row]) => ({
      kind: RowChangeKind[kind],
      cause: RowChangeCause[cause],
      register,
      id: encodeGlobalId(register, org, id),
      label: label ?? "",
      before,
      after,
      place: placeOfRow(file, sheet, row),
    })),
  };
}

/** The keys of figures whose revisions fall between; their histories are short and few have any. */
async function revisionsBetween(
  context: Context,
  asked: Asked,
  from: Date,
  to: Date,
): Promise<ReadonlyMap<number, FigureRevision[]>> {
  const wanted = asked.reads.flatMap(({ indicator, period, marks }, index) => {
    const found = placeOf(asked.held, index);
    const stored = indicator && period && asked.held.holdings(index, period, marks).stored(indicator.code);
    return found.kind === "found" && !found.published && stored && stored.changedAt > from ? [index] : [];
  });
  const revisions = new Map<number, FigureRevision[]>();
  for (const index of wanted) {
    const key = asked.reads[index]?.key;
    if (key === undefined) continue;
    const all = await figureHistory(context, key);
    revisions.set(
      index,
      all.filter(({ changedAt }) => changedAt > from && changedAt <= to),
    );
  }
  return revisions;
}

export async function figureDifference(context: Context, key: FigureKey, first: number): Promise<FigureDifference> {
  if (first < 0 || first > MOST_ROWS) throw new Refusal("PAGE_SIZE", { max: MOST_ROWS });
  const one = await askOne(context, key);
  const figure = onlyFigure(one.asked);
  const parts = await partDifferences(context, one);
  const stored = one.asked.held.holdings(0, one.period, one.read.marks).stored(one.indicator.code);
  if (behindOf(one.asked, 0) === undefined || stored?.value == null) {
    const [explanation, explanationEn] = wordsOf(figure, null, null, parts.length);
    return { figure, difference: null, countedThen: null, differenceThen: null, countedSince: null, since: null, parts, explanation, explanationEn }; // prettier-ignore
  }
  const then = await askFigures(context, [key], stored.changedAt);
  const since = await changesBetween(context, then, one.asked, stored.changedAt, context.now, first);
  const { countedThen, differenceThen, countedSince } = {
    countedThen: stored.computedValue,
    differenceThen: minus(stored.value, stored.computedValue),
    countedSince: minus(figure.computedValue, stored.computedValue),
  };
  const [explanation, explanationEn] = wordsOf(figure, differenceThen, countedSince, parts.length);
  return {
    figure,
    difference: minus(figure.value, figure.computedValue),
    countedThen,
    differenceThen,
    countedSince,
    since: since.get(0) ?? null,
    parts,
    explanation,
    explanationEn,
  };
}

/** Says what is known and no more: why a number was typed, only the one who typed it knows. */
function wordsOf(
  figure: Figure,
  then: DecimalText | null,
  since: DecimalText | null,
  parts: number,
): readonly [string, string] {
  const { value, computedValue: counted, reason } = figure;
  const zh: string[] = [];
  const en: string[] = [];
  if (then === null || since === null) {
    zh.push(`没有填报的数，显示的是台账统计的 ${counted ?? "—"}。`);
    en.push(`Nothing was typed; what is shown, ${counted ?? "—"}, is counted.`);
  } else {
    zh.push(
      `填报 ${value}，台账现在统计为 ${counted ?? "—"}。填的时候已差 ${then}，填报人的说明：${reason ?? "无"}。此后台账变动 ${since}。`,
    );
    en.push(
      `${value} was typed; the ledgers now say ${counted ?? "—"}. It differed by ${then} when typed (${reason ?? "no reason given"}); the ledgers changed by ${since} since.`,
    );
  }
  if (parts > 0) {
    zh.push(`${parts} 个下级单位也改动了自己的数；这里按台账统计，不含这些改动。`);
    en.push(`${parts} parts put numbers of their own in place of counts; this figure counts the ledgers without them.`);
  }
  return [zh.join(""), en.join(" ")];
}

/** Overrides below the organization, in the same indicator, period and breakdown. */
async function partDifferences(
  context: Context,
  { organization, indicator, period, read }: One,
): Promise<PartDifference[]> {
  if (indicator.meaning.kind !== "counted") return [];
  const { rows } = await sql<PartDifference>`
    select coalesce(o.code, o.name) as organization, o.name, trim_scale(f.value)::text as value, trim_scale(f.computed_value)::text as "countedThen",
      f.reason, f.updated_at as "changedAt", f.updated_by as "changedBy"
    from figure f join organization_tree t on t.org_id = f.org_id and t.ancestor_id = ${organization.id} and t.depth > 0
    join organization o on o.id = f.org_id
    where f.indicator = ${indicator.code} and f.period = ${period.code} and f.dims_key = ${dimsKeyOf(read.marks)} and f.value is not null
    order by o.code, o.id limit 200`.execute(await context.tx());
  return rows;
}
