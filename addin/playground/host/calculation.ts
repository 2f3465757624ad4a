/**
 * Recalculation: asks the grid to compute some cells again, and tells when it has come to rest. Requests go through the
 * grid's own queue of dirty ranges: starting a calculation directly while one runs would lose the cells of one of them.
 */
import { CommandType, type ICommandInfo } from "@univerjs/core";
import {
  IActiveDirtyManagerService,
  SetFormulaCalculationNotificationMutation,
  SetFormulaCalculationResultMutation,
  SetFormulaCalculationStartMutation,
} from "@univerjs/preset-sheets-core";
import type { Grid } from "./grid.js";
import type { Rectangle } from "./address.js";

/** A place in the open workbook. */
export interface CellPlace {
  readonly unitId: string;
  readonly sheetId: string;
  readonly row: number;
  readonly column: number;
}

export interface SheetArea extends Rectangle {
  readonly unitId: string;
  readonly sheetId: string;
}

const RECALCULATE = "playground.operation.recalculate";
/** The grid waits 100 ms for more changes before it starts; when it has not by then, it will not. */
const START_WINDOW_MS = 1_000;
/** Results follow the end of a calculation; without any there is nothing to wait for after this long. */
const APPLY_WINDOW_MS = 600;
const SHORT_WINDOW_MS = 30;
const STYLE_TRIGGERS: ReadonlySet<string> = new Set([
  "sheet.command.set-style",
  "sheet.command.set-border",
  "sheet.command.clear-selection-format",
]);

export class Calculation {
  #lastChange = 0;
  #running = false;
  #lastEnd = 0;
  #applied = true;
  #startsSoon = false;
  #queue: SheetArea[] = [];
  #pumping = false;

  constructor(private readonly grid: Grid) {
    const dirty = grid.injector.get(IActiveDirtyManagerService);
    dirty.register(RECALCULATE, {
      commandId: RECALCULATE,
      getDirtyData: (command) => ({
        dirtyRanges: (command.params as { areas: readonly SheetArea[] }).areas.map(unitRange),
      }),
    });
    grid.commands.registerCommand({ id: RECALCULATE, type: CommandType.OPERATION, handler: () => true });
    grid.commands.onCommandExecuted((command, options) => {
      if (command.id === SetFormulaCalculationStartMutation.id) this.#noteStart();
      else if (command.id === SetFormulaCalculationResultMutation.id) this.#applied = true;
      else if (command.id === SetFormulaCalculationNotificationMutation.id) this.#noteProgress(command);
      else if (dirty.has(command.id) && !options?.onlyLocal && !isStyleOnly(command)) this.#noteChange();
    });
  }

  #noteChange(): void {
    this.#lastChange = performance.now();
    this.#startsSoon = true;
  }

  #noteStart(): void {
    this.#startsSoon = false;
    this.#running = true;
    this.#applied = false;
  }

  #noteProgress(command: Readonly<ICommandInfo>): void {
    const params = command.params as { functionsExecutedState?: unknown };
    // State 0 says that a calculation is about to begin.
    if (!params.functionsExecutedState) return;
    this.#running = false;
    this.#lastEnd = performance.now();
  }

  /** A change was made and its calculation has not begun; a busy page may be late with it. */
  #isStartDue(now: number): boolean {
    return this.#startsSoon && now - this.#lastChange < START_WINDOW_MS;
  }

  get atRest(): boolean {
    const now = performance.now();
    if (this.#running || this.#queue.length) return false;
    // Results are written a moment after the calculation ended.
    return !this.#isStartDue(now) && now - this.#lastEnd > (this.#applied ? SHORT_WINDOW_MS : APPLY_WINDOW_MS);
  }

  /** Resolves when nothing is being computed and nothing is about to be; gives up after a while rather than hang a sync. */
  async settled(limitMs = 5_000): Promise<void> {
    const until = performance.now() + limitMs;
    while (!this.atRest && performance.now() < until) await pause(10);
  }

  /** Computes these cells again. Requests made while one is under way wait and go together. */
  recalculate(areas: readonly SheetArea[]): void {
    this.#queue.push(...areas);
    if (!this.#pumping) void this.#pump();
  }

  async #pump(): Promise<void> {
    this.#pumping = true;
    try {
      while (this.#queue.length) {
        // Results that arrive together are shown together.
        await pause(20);
        while (this.#running) await pause(5);
        const areas = this.#queue;
        this.#queue = [];
        this.grid.commands.syncExecuteCommand(RECALCULATE, { areas });
        const until = performance.now() + 10_000;
        while ((this.#running || this.#isStartDue(performance.now())) && performance.now() < until) await pause(5);
      }
    } finally {
      this.#pumping = false;
    }
  }
}

function unitRange(area: SheetArea): {
  unitId: string;
  sheetId: string;
  range: { startRow: number; endRow: number; startColumn: number; endColumn: number };
} {
  const { unitId, sheetId, row, column, rows, columns } = area;
  return {
    unitId,
    sheetId,
    range: { startRow: row, endRow: row + rows - 1, startColumn: column, endColumn: column + columns - 1 },
  };
}

function isStyleOnly(command: Readonly<ICommandInfo>): boolean {
  const trigger = (command.params as { trigger?: string } | undefined)?.trigger;
  return trigger !== undefined && STYLE_TRIGGERS.has(trigger);
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
