/**
 * Brings every bound table and function up to date in few questions. Unsent edits are never overwritten; what could not
 * be renewed keeps its value and its time, and is told.
 */
import { explain } from "../hub/cells.js";
import { MOST_KEYS_PER_QUESTION } from "../hub/shelf.js";
import { askBlocks, type BlockQuestion } from "../hub/blocks.js";
import type { Answer, Failure, Figure, FigureGrid, FigureKey, Finding } from "../hub/hub.js";
import { type AbsorbedChange, absorbCell, absorbing, type News } from "../sheet/absorb.js";
import { isSameValue } from "../sheet/number.js";
import type { Place } from "../sheet/place.js";
import { type BoundTable, keyAt, keyText, knownAt, wordsAt } from "../sheet/table.js";
import { askBoard, boards, type PlacedBoard, renewBoard } from "./board.js";
import { type loadBook, saveBook } from "./book.js";
import { type Desk, inTurn } from "./desk.js";
import { lookAgain } from "./pending.js";
import { askRegister, type PlacedRegister, registerTables, renewRegister, type RegisterRenewed } from "./register.js";
import { chunks, type GridQuestion, planRefresh, type RefreshPlan } from "./refresh-plan.js";
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
import { inSlices } from "./slices.js";
import { knownFigure, survey, type SurveyedTable } from "./survey.js";

export function refreshAll(desk: Desk, options: RefreshOptions = {}): Promise<RefreshReport> {
  return inTurn(desk, () => new Refresh(desk, options).run());
}

/** Who changed a figure is asked for these many changes at most; a longer list is nobody's reading. */
const MOST_TOLD_CHANGES = 500;

/** What the hub said of one cell: news, or that it does not know the figure. */
interface CameIn {
  readonly problem: Finding | null;
  readonly news: News;
}

/** One refresh from first question to report. */
class Refresh {
  private readonly started = performance.now();
  private readonly changes: FigureChange[] = [];
  private readonly kept: KeptOld[] = [];
  private readonly registers: RegisterRenewed[] = [];
  private regions: RegionProgress[] = [];
  /** What grids said, by table and figure, and what was asked figure by figure. */
  private readonly cells = new Map<string, CameIn>();
  private readonly figures = new Map<string, Figure>();
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
    const { figures, progress, explained, blocks } = functionKeys;
    const functionCount = figures.length + progress.length + explained.length + blocks.length;
    const registers = await registerTables(this.desk);
    const shownBoards = await boards(this.desk);
    if (tables.length + functionCount + registers.length + shownBoards.length === 0) return { kind: "nothingBound" };

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
    for (const { table, place } of registers) {
      const { id, title, rows, columns } = table;
      this.regions.push({ table: id, title, place, cells: rows.length * columns.length, done: 0, changed: 0 });
    }
    for (const { board, place } of shownBoards) {
      const { id, title, lines } = board;
      this.regions.push({ table: id, title, place, cells: lines.length, done: 0, changed: 0 });
    }
    this.tell(null);
    const plan = planRefresh(
      tables.map(({ table }) => table),
      figures,
    );
    if (functionCount > 0) this.desk.cells.grow();
    await this.askFigures(tables, plan, figures);
    for (const surveyed of tables) await this.renewTable(surveyed);
    if (functionCount > 0) await this.renewFunctions(functionKeys);
    for (const each of registers) await this.renewRegister(each);
    for (const each of shownBoards) await this.renewBoard(each);
    await this.nameWhoChanged();
    await lookAgain(this.desk);
    this.tell(null);
    return this.report();
  }

  /** Asks everything the plan names; what comes is kept by figure, what does not is told by whoever needed it. */
  private async askFigures(tables: readonly SurveyedTable[], plan: RefreshPlan, functions: readonly FigureKey[]) {
    const placeOf = new Map(tables.map(({ table, place }) => [table.id, place]));
    for (const question of plan.grids) {
      const { table, organizations, columns } = question;
      const grid = await this.ask((signal) => this.desk.hub.figureGrid(organizations, columns, null, { signal }));
      if (grid === null) continue;
      this.asOf ??= grid.asOf;
      this.collect(question, grid);
      this.advance(table.id, (organizations.length - (question.whole === null ? 0 : 1)) * columns.length, 0);
      const place = placeOf.get(table.id);
      this.tell(place ? { table: table.id, place } : null);
    }
    const shownBy = ownersOf(tables, functions);
    for (const { keys } of plan.keys) {
      const figures = await this.ask((signal) => this.desk.hub.figures(keys, null, { signal }));
      if (figures === null) continue;
      figures.forEach((figure, index) => {
        const key = keys[index];
        if (!key) return;
        this.figures.set(keyText(key), figure);
        for (const owner of shownBy.get(keyText(key)) ?? []) this.advance(owner, 1, 0);
      });
      this.tell(null);
    }
  }

  /** A grid's cells become news; rows and columns the hub no longer knows are told and keep their values. */
  private collect({ table, organizations, columns }: GridQuestion, grid: FigureGrid): void {
    organizations.forEach((organization, row) =>
      columns.forEach((column, at) => {
        const problem = grid.rows[row]?.problem ?? grid.columns[at]?.problem ?? null;
        const known = { ...knownAt(grid, row, at), asOf: this.asOf ?? grid.asOf };
        const name = `${table.id} ${keyText({ ...column, organization })}`;
        this.cells.set(name, { problem, news: { known, changedBy: null, changedAt: null, reason: null } });
      }),
    );
  }

  /** What came for one cell of a table; null when nothing did. */
  private newsOf(table: BoundTable, key: FigureKey): CameIn | null {
    const fromGrid = this.cells.get(`${table.id} ${keyText(key)}`);
    if (fromGrid) return fromGrid;
    const figure = this.figures.get(keyText(key));
    if (!figure) return null;
    const { changedBy, changedAt, reason, problem } = figure;
    return { problem, news: { known: knownFigure(figure, this.now()), changedBy, changedAt, reason } };
  }

  private async renewTable({ table, place }: SurveyedTable): Promise<void> {
    const news = new Map<string, News>();
    let missed = 0;
    table.rows.forEach((_, row) =>
      table.columns.forEach((_, column) => {
        const key = keyAt(table, row, column);
        const came = key && this.newsOf(table, key);
        if (!key || !came) return void missed++;
        if (came.problem) {
          const asOf = table.cells[row]?.[column]?.asOf ?? null;
          const { code } = came.problem;
          this.kept.push({ table: table.id, place, cells: 1, asOf, because: "unknown", code });
          return;
        }
        news.set(keyText(key), came.news);
        this.renewed++;
      }),
    );
    if (missed > 0) this.keep(table.id, place, missed, table.asOf);
    if (news.size > 0) await this.takeIn(withTotals(table, this.totalsOf(table)), news);
  }

  private totalsOf(table: BoundTable): readonly (string | null)[] | null {
    const organization = table.total?.organization;
    if (!organization) return null;
    const came = table.columns.map(({ indicator, period }) => this.newsOf(table, { indicator, organization, period }));
    return came.some((one) => one === null) ? null : came.map((one) => one?.news.known.value ?? null);
  }

  /** Writes the news into the sheet as it is now: people may have typed while the hub was answering. */
  private async takeIn(table: BoundTable, news: ReadonlyMap<string, News>): Promise<void> {
    const { book, tables } = await survey(this.desk);
    const now = tables.find((surveyed) => surveyed.table.id === table.id);
    if (!now) return;
    const asked = { ...now.table, total: table.total };
    const taken = await inSlices(absorbing(asked, now.cells, news, this.asOf ?? table.asOf));
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
    const { organizationName, indicatorName } = wordsAt(table, row, column);
    const figure = this.figures.get(keyText(key));
    this.changes.push({
      ...{ key, place, organizationName, indicatorName, from, to, conflicts: conflict !== null },
      ...{ changedBy: figure?.changedBy ?? null, changedAt: figure?.changedAt ?? null },
    });
  }

  private async renewFunctions(keys: ReturnType<Desk["cells"]["keys"]>): Promise<void> {
    const { cells } = this.desk;
    const came = keys.figures.filter((key) => this.figures.has(keyText(key)));
    if (came.length < keys.figures.length) this.keep(null, null, keys.figures.length - came.length, null);
    if (came.length > 0)
      await this.takeInFunctions(
        came,
        came.flatMap((key) => this.figures.get(keyText(key)) ?? []),
      );
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
    await this.renewBlocks(keys.blocks);
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

  private async renewBlocks(questions: readonly BlockQuestion[]): Promise<void> {
    for (const question of questions) {
      const blocks = await this.ask((signal) => askBlocks(this.desk.hub, [question], { signal }));
      if (blocks === null) this.keep(null, null, 1, null);
      else {
        this.desk.cells.putBlocks(blocks, [question], this.now());
        this.renewed++;
        this.advance(null, 1, 0);
      }
    }
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

  private async renewRegister({ table, place }: PlacedRegister): Promise<void> {
    const cells = table.rows.length * table.columns.length;
    if (!place) {
      this.kept.push({ table: table.id, place, cells, asOf: table.asOf, because: "gone", code: null });
      return;
    }
    const columns = table.columns.map(({ path }) => path);
    const sheet = await this.ask((signal) => askRegister(this.desk, { ...table, columns }, { signal }));
    if (sheet === null) return this.keep(table.id, place, cells, table.asOf);
    const renewed = await renewRegister(this.desk, table, place, sheet);
    this.registers.push(renewed);
    this.renewed += cells;
    this.advance(table.id, cells, renewed.changed + renewed.added);
    this.tell(null);
  }

  private async renewBoard({ board, place }: PlacedBoard): Promise<void> {
    const { id, lines, asOf } = board;
    if (!place) {
      this.kept.push({ table: id, place, cells: lines.length, asOf, because: "gone", code: null });
      return;
    }
    const news = await this.ask((signal) => askBoard(this.desk, lines, { signal }));
    if (news === null) return this.keep(id, place, lines.length, asOf);
    const changed = await renewBoard(this.desk, board, place, news);
    this.asOf ??= news.asOf;
    this.renewed += lines.length;
    this.advance(id, lines.length, changed);
    this.tell(null);
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
      registers: this.registers,
      trouble: this.trouble,
    };
  }
}

/** Which regions show a figure: tables by their id, functions as null. */
function ownersOf(
  tables: readonly SurveyedTable[],
  functions: readonly FigureKey[],
): ReadonlyMap<string, readonly (string | null)[]> {
  const owners = new Map<string, (string | null)[]>();
  const add = (key: FigureKey, owner: string | null): void => {
    const known = owners.get(keyText(key));
    if (known) known.push(owner);
    else owners.set(keyText(key), [owner]);
  };
  for (const { table } of tables)
    table.rows.forEach((_, row) =>
      table.columns.forEach((_, column) => {
        const key = keyAt(table, row, column);
        if (key) add(key, table.id);
      }),
    );
  for (const key of functions) add(key, null);
  return owners;
}

function withTotals(table: BoundTable, values: readonly (string | null)[] | null): BoundTable {
  return table.total && values ? { ...table, total: { ...table.total, values } } : table;
}
