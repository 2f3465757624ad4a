/**
 * The port to a spreadsheet: whole grids in, whole grids out, a dozen asynchronous members and flags where hosts differ.
 * Knows nothing of figures, tables or the hub; a host that cannot do something says so in `can` and does the next best.
 */
import type { MarkState } from "../sheet/marks.js";
import type { Hands } from "./hands.js";
import type { Place } from "../sheet/place.js";

/** What one cell holds as read: a blank is "", an error is its text (`#N/A`). */
export type CellValue = string | number | boolean;

/** A rectangle as read, all three of the place's size. `formulas` holds the value itself where there is no formula. */
export interface Cells {
  readonly place: Place;
  readonly values: readonly (readonly CellValue[])[];
  readonly formulas: readonly (readonly CellValue[])[];
  readonly text: readonly (readonly string[])[];
}

/**
 * A rectangle to write. `values`: a text beginning with `=` is a formula, null leaves the cell as it is, "" clears it.
 * `formats`: number formats, null leaves the cell's own. `look`: plain formatting of the whole rectangle.
 */
export interface CellWrite {
  readonly place: Place;
  readonly values?: readonly (readonly (CellValue | null)[])[];
  readonly formats?: readonly (readonly (string | null)[])[];
  readonly look?: CellLook;
}

export interface CellLook {
  readonly bold?: boolean;
  readonly fill?: string;
  readonly text?: string;
  readonly size?: number;
  readonly align?: "left" | "center" | "right";
  readonly wrap?: boolean;
  /** Width of the columns in pixels. */
  readonly width?: number;
}

/**
 * A chart the spreadsheet draws itself and redraws when its cells change. `categories` and all `values` are one column
 * of equal height; a blank cell is a gap.
 */
export interface ChartDrawing {
  /** One chart of this name in a sheet; drawing it again replaces it. */
  readonly name: string;
  readonly kind: "bars" | "lines";
  readonly title: string;
  readonly categories: Place;
  readonly series: readonly { readonly name: string; readonly values: Place; readonly color: string }[];
  /** The cells it covers. */
  readonly at: Place;
}

/** A named range that follows its cells; `place` is null when its cells were deleted. */
export interface Binding {
  readonly name: string;
  readonly place: Place | null;
}

/** Cells in one state. `format` is the number format that carries the sign; `note` a sentence shown on the cell. */
export interface Mark {
  readonly state: MarkState;
  readonly cells: readonly Place[];
  readonly format?: string;
  readonly note?: string;
}

/** What may be kept in the workbook. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

export type HostEvent =
  | { readonly kind: "changed"; readonly change: ChangeKind; readonly place: Place }
  | { readonly kind: "selected"; readonly place: Place };

/** `values`: typed, pasted, undone, sorted. The others moved cells; a moved cell is not an edited one. */
export type ChangeKind = "values" | "rowsInserted" | "rowsDeleted" | "columnsInserted" | "columnsDeleted" | "moved";

export type HostKind = "excel" | "wps" | "memory";

/** What this host can do; every false has a fallback. */
export interface HostAbilities {
  /** Marks by conditional format; without it, direct fill with the old fill remembered. */
  readonly conditionalMarks: boolean;
  /** Sentences on cells. */
  readonly comments: boolean;
  /** =HUB.FIGURE works here; without it people insert values. */
  readonly functions: boolean;
  /** Events of edits and selection; without them the pane asks on demand. */
  readonly events: boolean;
  /** A window of our own beside the workbook; without it people sign in in their browser. */
  readonly dialogs: boolean;
  /** Draws charts; without it people get the numbers alone. */
  readonly charts: boolean;
}

/** `CELL_EDITING`: a cell is being typed in. `PROTECTED`: the sheet is protected. `GONE`: the place was deleted. */
export type HostFailureCode = "CELL_EDITING" | "PROTECTED" | "GONE" | "TOO_LARGE" | "UNKNOWN";

/** The spreadsheet did not do as told. The only thing a host throws. */
export class HostError extends Error {
  constructor(
    readonly code: HostFailureCode,
    readonly args: Readonly<Record<string, unknown>> = {},
    options?: ErrorOptions,
  ) {
    super(code, options);
    this.name = "HostError";
  }
}

export interface Host {
  readonly kind: HostKind;
  readonly can: HostAbilities;
  /** What a person does beside us; for the contract and the self-test alone. */
  readonly hands: Hands;

  /** The workbook's file name and its visible sheets, in order. */
  workbook(): Promise<{ readonly name: string; readonly sheets: readonly string[] }>;

  /** Reads several rectangles in few round trips; same order and length. Places on missing sheets read as empty grids. */
  read(places: readonly Place[]): Promise<readonly Cells[]>;
  /** Writes in order. Our own writes raise no `changed` event. Creates no sheet. */
  write(writes: readonly CellWrite[]): Promise<void>;
  /** The used rectangle of every visible sheet that has one. */
  usedPlaces(): Promise<readonly Place[]>;
  /** Adds a visible sheet at the end, under that name or the next free one, and answers the name it got. */
  addSheet(name: string): Promise<string>;

  /** All named ranges whose name begins with `prefix`. */
  bindings(prefix: string): Promise<readonly Binding[]>;
  /** Creates or moves a named range; `place` null forgets the name and leaves the cells. */
  bind(name: string, place: Place | null): Promise<void>;

  /** Reads what was kept in the workbook under these keys; null where nothing is. */
  load(keys: readonly string[]): Promise<readonly Json[]>;
  /** Keeps values in the workbook; null forgets. Survives closing, copying and renaming the file. */
  save(entries: Readonly<Record<string, Json>>): Promise<void>;

  /** The selected rectangle, cut to the used range when whole rows or columns are selected. */
  selection(): Promise<Place>;
  /** Brings the place into view and selects it. */
  goTo(place: Place): Promise<void>;

  /** Replaces every mark of ours inside `area`; no marks clears it. The user's own format is never touched. */
  mark(area: Place, marks: readonly Mark[]): Promise<void>;
  /**
   * Lets people choose these in the cells' own list, and still type; null takes the list away. More than 255 characters
   * in all, or a comma within a choice, is `TOO_LARGE`.
   */
  offer(place: Place, choices: readonly string[] | null): Promise<void>;
  /** Draws a chart of the cells as they are and will be. Where `can.charts` is false it fails with `UNKNOWN`. */
  chart(drawing: ChartDrawing): Promise<void>;
  /** Makes our functions answer again. */
  recalculate(): Promise<void>;
  /**
   * Opens a page of the hub in a window and waits for its one message; null when a person closed it without one. The
   * message is the page's own text and is kept nowhere.
   */
  openDialog(address: string, signal?: AbortSignal): Promise<string | null>;
  /** Listens until the answer is called. */
  listen(listener: (event: HostEvent) => void): Promise<() => void>;
}
