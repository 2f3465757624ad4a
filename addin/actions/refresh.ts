/**
 * Brings every bound table and function up to date in few questions. Unsent edits are never overwritten; what could not
 * be renewed keeps its value and its time, and is told.
 */
import { type Block, type BlockQuestion, blocksTogether, groupBlock, inOrder, listBlock } from "../hub/blocks.js";
import { explainedBy } from "../hub/cells.js";
import type { Answer, Failure, Figure, FigureGrid, FigureKey, Finding, Indicator, Progress } from "../hub/hub.js";
import type { RegisterSheet } from "../hub/registers.js";
import {
  type Answers,
  inFewest,
  joinedAnswers,
  NOTHING_ASKED,
  type OneOfSeveral,
  type TogetherQuestion,
  unanswered,
} from "../hub/together.js";
import { type AbsorbedChange, absorbCell, absorbing, type News } from "../sheet/absorb.js";
import { isSameValue } from "../sheet/number.js";
import type { Place } from "../sheet/place.js";
import { type BoundTable, keyAt, keyText, knownAt, wordsAt } from "../sheet/table.js";
import { boardFigures, boardNews, boards, type PlacedBoard, renewBoard } from "./board.js";
import { type loadBook, saveBook } from "./book.js";
import { type Desk, inTurn } from "./desk.js";
import { lookAgain } from "./pending.js";
import {
  nextPart,
  type PlacedRegister,
  registerTables,
  renewRegister,
  type RegisterRenewed,
  withPart,
} from "./register.js";
import { type GridQuestion, planRefresh, type RefreshPlan } from "./refresh-plan.js";
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
    if (figures.length > 0) await this.renewFigureFunctions(figures);
    await this.askTheRest(functionKeys, registers, shownBoards);
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

  private async renewFigureFunctions(keys: readonly FigureKey[]): Promise<void> {
    const came = keys.filter((key) => this.figures.has(keyText(key)));
    if (came.length < keys.length) this.keep(null, null, keys.length - came.length, null);
    if (came.length > 0)
      await this.takeInFunctions(
        came,
        came.flatMap((key) => this.figures.get(keyText(key)) ?? []),
      );
  }

  /** Everything that is no table of figures goes together; only long registers are asked on. */
  private async askTheRest(
    functions: ReturnType<Desk["cells"]["keys"]>,
    registers: readonly PlacedRegister[],
    shown: readonly PlacedBoard[],
  ): Promise<void> {
    const { progress, explained, blocks } = functions;
    const there = registers.flatMap(({ table, place }) => (place ? [{ table, place }] : []));
    for (const { table, place } of registers) if (!place) this.tellGone(table.id, cellsOf(table), table.asOf);
    const boardsThere = shown.flatMap(({ board, place }) => (place ? [{ board, place }] : []));
    for (const { board, place } of shown) if (!place) this.tellGone(board.id, board.lines.length, board.asOf);

    const nameless = this.changes.filter(({ changedAt }) => changedAt === null).slice(0, MOST_TOLD_CHANGES);
    const boardKeys = boardsThere.flatMap(({ board }) => boardFigures(board));
    const figures = distinct([...nameless.map(({ key }) => key), ...boardKeys]).filter(
      (key) => !this.figures.has(keyText(key)),
    );
    const ofBoards = boardsThere.flatMap(({ board }) =>
      board.lines.map(({ indicator, organization, period }) => ({ indicator, organization, period })),
    );
    const asked = { figures, progress: distinct([...progress, ...ofBoards]), indicators: explained };
    const lists = blocksTogether(blocks);
    const parts = there.map(({ table }) => nextPart(table, null));
    const sheets = [...lists.sheets, ...parts.flatMap((part) => part ?? [])];
    const answers = await this.askTogether({ ...asked, sheets, groups: lists.groups });

    answers.figures.forEach((figure, index) => {
      const key = figures[index];
      if (figure && key) this.figures.set(keyText(key), figure);
    });
    const came = new Map(asked.progress.map((key, index) => [keyText(key), answers.progress[index] ?? null]));
    this.takeInProgress(progress, came);
    this.takeInExplanations(explained, answers.indicators);
    const shownBlocks = answers.sheets.slice(0, lists.sheets.length).map((each) => each && listBlock(each));
    this.takeInBlocks(
      blocks,
      inOrder(
        blocks,
        shownBlocks,
        answers.groups.map((each) => each && groupBlock(each)),
      ),
    );
    if (progress.length + functions.figures.length + explained.length + blocks.length > 0) {
      await this.desk.cells.saved();
      await this.desk.host.recalculate();
    }
    await this.renewRegisters(there, answers.sheets.slice(lists.sheets.length));
    for (const each of boardsThere) await this.renewBoard(each, came);
    await this.nameWhoChanged(nameless);
  }

  private async askTogether(question: TogetherQuestion): Promise<Answers> {
    const parts: Answers[] = [];
    for (const part of inFewest(question)) {
      const answer = await this.ask((signal) => this.desk.hub.together(part, { signal }));
      parts.push(answer ?? unanswered(part));
    }
    return joinedAnswers(parts);
  }

  private takeInProgress(keys: readonly FigureKey[], came: ReadonlyMap<string, Progress | null>): void {
    const told = keys.filter((key) => came.get(keyText(key)));
    if (told.length < keys.length) this.keep(null, null, keys.length - told.length, null);
    if (told.length === 0) return;
    this.desk.cells.putProgress(
      told.flatMap((key) => came.get(keyText(key)) ?? []),
      told,
      this.now(),
    );
    this.renewed += told.length;
    this.advance(null, told.length, 0);
  }

  private takeInExplanations(codes: readonly string[], indicators: readonly Indicator[] | null): void {
    if (codes.length === 0) return;
    if (indicators === null) return this.keep(null, null, codes.length, null);
    this.desk.cells.putExplained(explainedBy(codes, indicators), codes, this.now());
    this.renewed += codes.length;
    this.advance(null, codes.length, 0);
  }

  private takeInBlocks(questions: readonly BlockQuestion[], blocks: readonly (Block | null)[]): void {
    const told = questions.filter((_, index) => blocks[index]);
    if (told.length < questions.length) this.keep(null, null, questions.length - told.length, null);
    if (told.length === 0) return;
    this.desk.cells.putBlocks(
      blocks.flatMap((block) => block ?? []),
      told,
      this.now(),
    );
    this.renewed += told.length;
    this.advance(null, told.length, 0);
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

  /** Long tables go on together, part by part, until each of them is whole. */
  private async renewRegisters(
    registers: readonly RegisterThere[],
    first: readonly (OneOfSeveral<RegisterSheet> | null)[],
  ): Promise<void> {
    let open = registers.map((each, index) => ({ ...each, whole: null as RegisterSheet | null, came: first[index] }));
    while (open.length > 0) {
      const next: typeof open = [];
      for (const { table, place, whole, came } of open) {
        if (!came?.found) {
          this.keepBecause(table.id, place, cellsOf(table), table.asOf, came?.problem ?? null);
          continue;
        }
        const sheet = withPart(whole, came.found);
        if (nextPart(table, sheet)) next.push({ table, place, whole: sheet, came: undefined });
        else await this.renewRegister({ table, place }, sheet);
      }
      const sheets = next.flatMap(({ table, whole }) => nextPart(table, whole) ?? []);
      const answers = await this.askTogether({ ...NOTHING_ASKED, sheets });
      open = next.map((each, index) => ({ ...each, came: answers.sheets[index] }));
    }
  }

  private async renewRegister({ table, place }: RegisterThere, sheet: RegisterSheet): Promise<void> {
    const cells = cellsOf(table);
    const renewed = await renewRegister(this.desk, table, place, sheet);
    this.registers.push(renewed);
    this.renewed += cells;
    this.advance(table.id, cells, renewed.changed + renewed.added);
    this.tell(null);
  }

  private async renewBoard(
    { board, place }: { readonly board: PlacedBoard["board"]; readonly place: Place },
    progress: ReadonlyMap<string, Progress | null>,
  ): Promise<void> {
    const { id, lines, asOf } = board;
    const news = boardNews(
      board,
      (key) => this.figures.get(keyText(key)) ?? null,
      (key) => progress.get(keyText(key)) ?? null,
    );
    if (news === null) return this.keep(id, place, lines.length, asOf);
    const changed = await renewBoard(this.desk, board, place, { lines: news, asOf: this.now() });
    this.renewed += lines.length;
    this.advance(id, lines.length, changed);
    this.tell(null);
  }

  private async nameWhoChanged(nameless: readonly FigureChange[]): Promise<void> {
    const told = nameless.flatMap((change) => {
      const figure = this.figures.get(keyText(change.key));
      return figure ? [[change, figure] as const] : [];
    });
    if (told.length === 0) return;
    const named = new Map<FigureChange | undefined, Figure>(told);
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

  /** Of several questions one may be refused; the others were answered. */
  private keepBecause(table: string, place: Place, cells: number, asOf: string | null, problem: Finding | null): void {
    if (!problem) return this.keep(table, place, cells, asOf);
    this.kept.push({ table, place, cells, asOf, because: "refusal", code: problem.code });
  }

  private tellGone(table: string, cells: number, asOf: string | null): void {
    this.kept.push({ table, place: null, cells, asOf, because: "gone", code: null });
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

interface RegisterThere {
  readonly table: PlacedRegister["table"];
  readonly place: Place;
}

const cellsOf = ({ rows, columns }: PlacedRegister["table"]): number => rows.length * columns.length;

function distinct(keys: readonly FigureKey[]): FigureKey[] {
  return [...new Map(keys.map((key) => [keyText(key), key])).values()];
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
