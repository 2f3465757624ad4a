/** Puts the host side together: the grid, its calculation, the functions, the batches and the events of one page. */
import type { Guest, OfficeHost } from "../officejs/protocol.js";
import { FunctionRuntime } from "../functions/runtime.js";
import { Book } from "./book.js";
import { showCharts } from "./chart-drawing.js";
import { Calculation } from "./calculation.js";
import { showDialog } from "./dialog.js";
import { ChangeEvents } from "./change-events.js";
import type { Grid } from "./grid.js";
import { Session } from "./session.js";

const MOVES: ReadonlySet<string> = new Set([
  "sheet.mutation.insert-row",
  "sheet.mutation.insert-col",
  "sheet.mutation.remove-rows",
  "sheet.mutation.remove-col",
  "sheet.mutation.move-range",
  "sheet.mutation.move-rows",
  "sheet.mutation.move-columns",
  "sheet.mutation.reorder-range",
]);

/** What the page holds after the parts are wired. */
export interface HostParts {
  readonly book: Book;
  readonly calculation: Calculation;
  readonly functions: FunctionRuntime;
  readonly session: Session;
  readonly office: OfficeHost;
}

/** Wires the parts; `ready` resolves once a workbook is open. */
export function createHost(grid: Grid, ready: Promise<void>): HostParts {
  const calculation = new Calculation(grid);
  const functions = new FunctionRuntime(grid, calculation);
  const book = new Book(grid, calculation, () => functions.refresh());
  showCharts(book);
  const events = new ChangeEvents(book, (listener, event) => session.guest?.fire(listener, event));
  const session: Session = new Session(book, events);
  grid.commands.onCommandExecuted(({ id }) => {
    if (MOVES.has(id)) functions.notePlacesMoved();
  });
  const office: OfficeHost = {
    ready,
    language: "zh-CN",
    supports: (set, version) => session.supports(set, version),
    connect(guest: Guest) {
      session.connect(guest);
      functions.connect(guest);
    },
    associated: (id) => functions.associated(id),
    execute: (context, operations) => session.execute(context, operations),
    release: (context) => session.release(context),
    showDialog,
  };
  return { book, calculation, functions, session, office };
}
