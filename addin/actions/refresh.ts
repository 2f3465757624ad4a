/**
 * Brings every bound table and function up to date in few questions. Unsent edits are never overwritten; what could not
 * be renewed keeps its value and its time, and is told.
 */
import { explain } from "../hub/cells.js";
import { MOST_KEYS_PER_QUESTION } from "../hub/shelf.js";
import type { Answer, Failure, Figure, FigureGrid, FigureKey } from "../hub/hub.js";
import { absorb, type AbsorbedChange, absorbCell, type News } from "../sheet/absorb.js";
import { isSameValue } from "../sheet/number.js";
import type { Place } from "../sheet/place.js";
import { type BoundTable, keyText, knownAt } from "../sheet/table.js";
import { type loadBook, saveBook } from "./book.js";
import { type Desk, inTurn } from "./desk.js";
import { lookAgain } from "./pending.js";
import { gathered, namedConflict, withConflict, withConflicts } from "./refresh-notes.js";
import { scanFunctions } from "./scan.js";
import type {
  FigureChange,
  KeptOld,
  RefreshDone,
  RefreshOptions,
  RefreshProgress,
  RefreshReport,
  RegionProgress,
} from "./refresh-report.js";
import { knownFigure, survey, type SurveyedTable } from "./survey.js";

export function refreshAll(desk: Desk, options: RefreshOptions = {}): Promise<RefreshReport> {
  return inTurn(desk, () => new Refresh(desk, options).run());
}

/** Who changed a figure is asked for these many changes at most; a longer list is nobody's reading. */
const MOST_TOLD_CHANGES = 500;

/** One refresh from first question to report. */
class Refresh {
  private readonly started = performance.now();
  private readonly changes: FigureChange[] = [];
  private readonly kept: KeptOld[] = [];
  private regions: RegionProgress[] = [];
  private requests = 0;
  private renewed = 0;
  private asOf: string | null = null;
  private trouble: Failure | null = null;

  constructor(
    private readonly desk: Desk,
    private readonly options: RefreshOptions,
  ) {}

  async run(): Promise<RefreshReport> {
    await this.desk.cells.ready;
    const { tables, book } = await survey(this.desk);
    await scanFunctions(this.desk);
    this.tellOfGoneTables(book);
    const functionKeys = this.desk.cells.keys();
    const { figures, progress, explained } = functionKeys;
    const functionCount = figures.length + progress.length + explained.length;
    if (tables.length === 0 && functionCount === 0) return { kind: "nothingBound" };

    this.regions = tables.map(({ table, place }) => ({
      ...{
        table: table.id,
        title: table.title,
        place,
        cells: table.rows.length * table.columns.length,
        done: 0,
        changed: 0,
      },
    }));
    if (functionCount > 0) {
      this.regions.push({ table: null, title: "", place: null, cells: functionCount, done: 0, changed: 0 });
    }
    this.tell(null);
    for (const surveyed of tables) await this.renewTable(surveyed);
    if (functionCount > 0) await this.renewFunctions(functionKeys);
    await this.nameWhoChanged();
    await lookAgain(this.desk);
    this.tell(null);
    return this.report();
  }

  private async renewTable({ table, place }: SurveyedTable): Promise<void> {
    const news = new Map<string, News>();
    let totals: readonly (string | null)[] | null = null;
    for (const rows of rowChunks(table)) {
      const isLast = rows.at(-1) === table.rows.length - 1;
      const whole = isLast ? table.total?.organization : null;
      const organizations = rows.flatMap((row) => table.rows[row]?.organization ?? []);
      const cells = organizations.length * table.columns.length;
      const grid = await this.ask((signal) =>
        this.desk.hub.figureGrid(whole ? [...organizations, whole] : organizations, table.columns.map(columnOf), null, {
          signal,
        }),
      );
      if (grid === null) {
        this.keep(table.id, place, cells, table.asOf);
        continue;
      }
      this.asOf ??= grid.asOf;
      this.collect(table, place, rows, grid, news);
      if (whole) totals = grid.values[organizations.length] ?? null;
      this.advance(table.id, cells, 0);
      this.tell({ table: table.id, place });
    }
    if (news.size > 0) await this.takeIn(withTotals(table, totals), news);
  }

  /** Rows and columns the hub no longer knows are told and keep their values. */
  private collect(
    table: BoundTable,
    place: Place,
    rows: readonly number[],
    grid: FigureGrid,
    news: Map<string, News>,
  ): void {
    rows.forEach((row, gridRow) => {
      const rowProblem = grid.rows[gridRow]?.problem ?? null;
      table.columns.forEach((column, gridColumn) => {
        const problem = rowProblem ?? grid.columns[gridColumn]?.problem ?? null;
        const base = table.cells[row]?.[gridColumn];
        if (problem) {
          this.kept.push({
            table: table.id,
            place,
            cells: 1,
            asOf: base?.asOf ?? null,
            because: "unknown",
            code: problem.code,
          });
          return;
        }
        const organization = table.rows[row]?.organization ?? "";
        const known = { ...knownAt(grid, gridRow, gridColumn), asOf: this.asOf ?? grid.asOf };
        const key = { indicator: column.indicator, organization, period: column.period };
        news.set(keyText(key), { known, changedBy: null, changedAt: null, reason: null });
        this.renewed++;
      });
    });
  }

  /** Writes the news into the sheet as it is now: people may have typed while the hub was answering. */
  private async takeIn(table: BoundTable, news: ReadonlyMap<string, News>): Promise<void> {
    const { book, tables } = await survey(this.desk);
    const now = tables.find((surveyed) => surveyed.table.id === table.id);
    if (!now) return;
    const taken = absorb({ ...now.table, total: table.total }, now.cells, news, this.asOf ?? table.asOf);
    if (taken.writes.length > 0) await this.desk.host.write(taken.writes);
    await saveBook(this.desk.host, {
      tables: [taken.table],
      notes: withConflicts(
        book.notes,
        taken.changes,
        (change) => `${table.id}:${keyText(change.key)}`,
        this.desk.clock(),
      ),
      checkedAt: book.checkedAt,
    });
    for (const change of taken.changes) this.remember(table, change);
    this.advance(table.id, 0, taken.changes.length);
  }

  private remember(table: BoundTable, { key, place, row, column, from, to, conflict }: AbsorbedChange): void {
    const organizationName = table.rows[row]?.name ?? key.organization;
    const indicatorName = table.columns[column]?.name ?? key.indicator;
    const conflicts = conflict !== null;
    this.changes.push({
      key,
      place,
      organizationName,
      indicatorName,
      from,
      to,
      changedBy: null,
      changedAt: null,
      conflicts,
    });
  }

  private async renewFunctions(keys: ReturnType<Desk["cells"]["keys"]>): Promise<void> {
    const { cells } = this.desk;
    cells.grow();
    for (const chunk of chunks(keys.figures, MOST_KEYS_PER_QUESTION)) {
      const figures = await this.ask((signal) => this.desk.hub.figures(chunk, null, { signal }));
      if (figures === null) this.keep(null, null, chunk.length, null);
      else {
        await this.takeInFunctions(chunk, figures);
        this.advance(null, chunk.length, 0);
        this.tell(null);
      }
    }
    for (const chunk of chunks(keys.progress, MOST_KEYS_PER_QUESTION)) {
      const progress = await this.ask((signal) => this.desk.hub.progress(chunk, { signal }));
      if (progress === null) this.keep(null, null, chunk.length, null);
      else {
        cells.putProgress(progress, chunk, this.now());
        this.renewed += chunk.length;
        this.advance(null, chunk.length, 0);
      }
    }
    await this.renewExplanations(keys.explained);
    await cells.saved();
    await this.desk.host.recalculate();
  }

  private async renewExplanations(codes: readonly string[]): Promise<void> {
    if (codes.length === 0) return;
    const explained = await this.ask((signal) => explain(this.desk.hub, codes, { signal }));
    if (explained === null) return this.keep(null, null, codes.length, null);
    this.desk.cells.putExplained(explained, codes, this.now());
    this.renewed += codes.length;
    this.advance(null, codes.length, 0);
  }

  private async takeInFunctions(keys: readonly FigureKey[], figures: readonly Figure[]): Promise<void> {
    const { book, pending } = await survey(this.desk);
    const placeOf = new Map(book.functions.map((cell) => [keyText(cell.key), cell.place]));
    const editOf = new Map(pending.filter(({ table }) => table === null).map((edit) => [keyText(edit.key), edit]));
    let notes = book.notes;
    const bases = new Map<string, News["known"]>();
    figures.forEach((figure, index) => {
      const key = keys[index];
      const before = key && this.desk.cells.peek(key);
      if (!key || !before || figure.problem) return;
      const edit = editOf.get(keyText(key)) ?? null;
      const known = knownFigure(figure, this.now());
      const { changedBy, changedAt, reason } = figure;
      if (edit) {
        const taken = absorbCell(edit.base, edit, false, { known, changedBy, changedAt, reason });
        bases.set(keyText(key), taken.known);
        if (taken.conflict) notes = withConflict(notes, edit.id, edit.typed, taken.conflict, this.desk.clock());
      }
      if (isSameValue(before.value.value, figure.value)) return;
      this.changes.push({
        ...{
          key,
          place: placeOf.get(keyText(key)) ?? null,
          from: before.value.value,
          to: figure.value,
          changedBy,
          changedAt,
        },
        organizationName: figure.organizationName ?? key.organization,
        indicatorName: figure.indicatorName ?? key.indicator,
        conflicts: edit !== null && bases.get(keyText(key)) === edit.base,
      });
      this.advance(null, 0, 1);
    });
    this.renewed += figures.length;
    this.desk.cells.putFigures(figures, keys, this.now());
    const functions = book.functions.map((cell) => ({ ...cell, base: bases.get(keyText(cell.key)) ?? cell.base }));
    await saveBook(this.desk.host, { functions, notes, checkedAt: book.checkedAt });
  }

  /** A grid carries no names of people; they are asked for the few cells that changed. */
  private async nameWhoChanged(): Promise<void> {
    const nameless = this.changes.filter((change) => change.changedAt === null).slice(0, MOST_TOLD_CHANGES);
    if (nameless.length === 0) return;
    const figures = await this.ask((signal) =>
      this.desk.hub.figures(
        nameless.map(({ key }) => key),
        null,
        { signal },
      ),
    );
    const named = new Map((figures ?? []).map((figure, index) => [nameless[index], figure]));
    this.changes.forEach((change, index) => {
      const figure = named.get(change);
      if (figure) this.changes[index] = { ...change, changedBy: figure.changedBy, changedAt: figure.changedAt };
    });
    const { book } = await survey(this.desk);
    const notes = Object.entries(book.notes).map(([id, note]) => [
      id,
      named.size > 0 ? namedConflict(id, note, named) : note,
    ]);
    await saveBook(this.desk.host, {
      notes: Object.fromEntries(notes) as typeof book.notes,
      checkedAt: book.checkedAt,
    });
  }

  /** After a stop or an unanswered question the rest is not asked at all: it would only make people wait. */
  private async ask<Data>(question: (signal: AbortSignal) => Promise<Answer<Data>>): Promise<Data | null> {
    const signal = this.options.signal ?? new AbortController().signal;
    if (signal.aborted || this.trouble) return null;
    this.requests++;
    try {
      const answer = await question(signal);
      if (answer.kind === "ok") return answer.data;
      this.trouble = answer;
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    return null;
  }

  private keep(table: string | null, place: Place | null, cells: number, asOf: string | null): void {
    const { trouble } = this;
    const code = trouble?.kind === "refusal" ? trouble.code : trouble?.kind === "accident" ? trouble.id : null;
    this.kept.push({ table, place, cells, asOf, because: trouble?.kind ?? "stopped", code });
  }

  private tellOfGoneTables(book: Awaited<ReturnType<typeof loadBook>>): void {
    for (const { table, place } of book.tables) {
      const cells = table.rows.length * table.columns.length;
      if (!place) this.kept.push({ table: table.id, place, cells, asOf: table.asOf, because: "gone", code: null });
    }
  }

  private advance(table: string | null, done: number, changed: number): void {
    this.regions = this.regions.map((region) =>
      region.table === table ? { ...region, done: region.done + done, changed: region.changed + changed } : region,
    );
  }

  private tell(region: RefreshProgress["region"]): void {
    const sum = (field: "done" | "cells") => this.regions.reduce((total, each) => total + each[field], 0);
    this.options.onProgress?.({ done: sum("done"), total: sum("cells"), region, regions: this.regions });
  }

  private now(): string {
    return (this.asOf ??= this.desk.clock().toISOString());
  }

  private report(): RefreshDone {
    const isCut = this.kept.some(({ because }) => because !== "unknown" && because !== "gone");
    return {
      kind: isCut ? "partial" : "refreshed",
      cells: this.renewed,
      requests: this.requests,
      milliseconds: Math.round(performance.now() - this.started),
      asOf: this.asOf,
      changes: this.changes,
      conflicts: this.changes.filter(({ conflicts }) => conflicts).length,
      kept: gathered(this.kept),
      trouble: this.trouble,
    };
  }
}

function columnOf({ indicator, period }: { readonly indicator: string; readonly period: string }) {
  return { indicator, period };
}

/** Rows of a table in questions of at most 5,000 cells. */
function rowChunks(table: BoundTable): number[][] {
  const perQuestion = Math.max(1, Math.floor(MOST_KEYS_PER_QUESTION / Math.max(1, table.columns.length)) - 1);
  return chunks(
    table.rows.map((_, row) => row),
    perQuestion,
  );
}

function chunks<Item>(items: readonly Item[], size: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, index) =>
    items.slice(index * size, (index + 1) * size),
  );
}

function withTotals(table: BoundTable, values: readonly (string | null)[] | null): BoundTable {
  return table.total && values ? { ...table, total: { ...table.total, values } } : table;
}
