/**
 * WPS behind the host port, by the object model WPS documents for add-ins. Never run in a real WPS so far: it is tested
 * against a double written from the documents, and the pane's self-test shows what a real one does otherwise.
 */
import { choicesText } from "../choices.js";
import type { Hands } from "../hands.js";
import {
  type Binding,
  type Cells,
  type CellLook,
  type CellValue,
  type CellWrite,
  type ChartDrawing,
  type Host,
  type HostAbilities,
  HostError,
  type HostEvent,
  type Json,
  type Mark,
} from "../host.js";
import { cellAddress, cellAt, formulaAddress, type Place } from "../../sheet/place.js";
import { type WpsApplication, type WpsListener, type WpsRange, type WpsWorkbook, XL } from "./api.js";
import { findSheet, placeOf, rangeOf, readRange, sheetsOf, usedPlace, writeWithoutHoles } from "./cells.js";
import { drawChart } from "./chart.js";
import { WpsHands } from "./hands.js";
import { colour, paintMarks, writeNotes } from "./marks.js";
import { ParsedTexts } from "../kept.js";
import { loadKept, saveKept } from "./store.js";

const LAST_ROW = 1_048_576;
const LAST_COLUMN = 16_384;

export class WpsHost implements Host {
  private readonly parsed = new ParsedTexts();
  readonly kind = "wps";
  readonly can: HostAbilities;
  readonly hands: Hands;
  /** Told when functions are to answer again; they live beside this host. */
  onRecalculate: () => void = () => undefined;
  private writing = 0;

  constructor(private readonly application: WpsApplication) {
    const functions = typeof application.AddCustomFunction === "function";
    // A window of ours would be a web page without a way back to the pane: people sign in in their browser.
    this.can = { conditionalMarks: true, comments: true, functions, events: true, dialogs: false, charts: true };
    this.hands = new WpsHands(application, () => this.book());
  }

  async workbook() {
    return this.run((workbook) => ({
      name: workbook.Name,
      sheets: sheetsOf(workbook)
        .filter(({ Visible }) => Visible === XL.sheetVisible)
        .map(({ Name }) => Name),
    }));
  }

  async read(places: readonly Place[]): Promise<readonly Cells[]> {
    return this.run((workbook) =>
      places.map((place) => {
        const sheet = findSheet(workbook, place.sheet);
        if (sheet?.Visible !== XL.sheetVisible) return { place, values: [], formulas: [], text: [] };
        return readRange(sheet.Range(cellAddress(place)), place);
      }),
    );
  }

  async write(writes: readonly CellWrite[]): Promise<void> {
    this.quietly((workbook) => {
      for (const { place, values, formats, look } of writes) {
        refuseProtected(rangeOf(workbook, place));
        if (values)
          writeWithoutHoles<CellValue>(place, values, (at, grid) => {
            rangeOf(workbook, at).Formula = at.rows * at.columns === 1 ? grid[0]?.[0] : grid;
          });
        if (formats) writeFormats(workbook, place, formats);
        if (look) dress(rangeOf(workbook, place), look);
      }
    });
  }

  async usedPlaces(): Promise<readonly Place[]> {
    return this.run((workbook) =>
      sheetsOf(workbook)
        .filter(({ Visible }) => Visible === XL.sheetVisible)
        .flatMap((sheet) => usedPlace(sheet) ?? []),
    );
  }

  async addSheet(name: string): Promise<string> {
    return this.quietly((workbook) => {
      const sheets = sheetsOf(workbook);
      const taken = new Set(sheets.map((sheet) => sheet.Name.toLowerCase()));
      const wanted = freeOfSigns(name);
      let free = wanted;
      for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${wanted} (${number})`;
      const active = workbook.ActiveSheet;
      const sheet = workbook.Sheets.Add(undefined, sheets.at(-1) ?? active);
      sheet.Name = free;
      // WPS shows a sheet it adds: people stay on theirs.
      active.Activate();
      return free;
    });
  }

  async bindings(prefix: string): Promise<readonly Binding[]> {
    return this.run((workbook) =>
      namesOf(workbook)
        .filter(({ Name }) => Name.startsWith(prefix))
        .map((name) => ({ name: name.Name, place: placeOfName(name) })),
    );
  }

  async bind(name: string, place: Place | null): Promise<void> {
    this.quietly((workbook) => {
      if (place) rangeOf(workbook, place);
      for (const before of namesOf(workbook)) if (before.Name === name) before.Delete();
      if (place) workbook.Names.Add(name, `=${formulaAddress(place)}`);
    });
  }

  async load(keys: readonly string[]): Promise<readonly Json[]> {
    return this.run((workbook) => loadKept(workbook, keys, this.parsed));
  }

  async save(entries: Readonly<Record<string, Json>>): Promise<void> {
    this.quietly((workbook) => saveKept(this.application, workbook, entries));
  }

  async selection(): Promise<Place> {
    return this.run(() => {
      const { RangeSelection, ActiveCell } = this.application.ActiveWindow;
      // Several areas at once are no single rectangle: then the active cell speaks for them.
      if (RangeSelection.Areas.Count > 1) return placeOf(ActiveCell);
      const place = placeOf(RangeSelection);
      if (place.rows < LAST_ROW && place.columns < LAST_COLUMN) return place;
      const used = usedPlace(RangeSelection.Worksheet);
      return used ? cut(place, used) : placeOf(ActiveCell);
    });
  }

  async goTo(place: Place): Promise<void> {
    this.run((workbook) => {
      const range = rangeOf(workbook, place);
      range.Worksheet.Activate();
      range.Select();
    });
  }

  async mark(area: Place, marks: readonly Mark[]): Promise<void> {
    this.quietly((workbook) => {
      paintMarks(workbook, area, marks);
      writeNotes(workbook, area, marks);
    });
  }

  async offer(place: Place, choices: readonly string[] | null): Promise<void> {
    const source = choices && choicesText(choices);
    this.quietly((workbook) => {
      const { Validation } = rangeOf(workbook, place);
      Validation.Delete();
      if (source === null) return;
      Validation.Add(XL.validateList, XL.validAlertInformation, XL.between, source);
      // The list helps; what may be written is for the hub to say.
      Validation.ShowError = false;
    });
  }

  async chart(drawing: ChartDrawing): Promise<void> {
    this.quietly((workbook) => drawChart(workbook, drawing));
  }

  async recalculate(): Promise<void> {
    this.onRecalculate();
    this.run(() => this.application.CalculateFull());
  }

  async openDialog(): Promise<string | null> {
    throw new HostError("UNKNOWN", { dialog: "none" });
  }

  async listen(listener: (event: HostEvent) => void): Promise<() => void> {
    const { ApiEvent } = this.application;
    const changed: WpsListener = (_sheet, range) => {
      if (this.writing > 0) return;
      const place = placeOf(range);
      // Whole rows and columns change when some are inserted or deleted; WPS does not say which.
      const isMoved = place.columns >= LAST_COLUMN || place.rows >= LAST_ROW;
      listener({ kind: "changed", change: isMoved ? "moved" : "values", place });
    };
    const selected: WpsListener = (_sheet, range) => listener({ kind: "selected", place: placeOf(range) });
    ApiEvent.AddApiEventListener("SheetChange", changed);
    ApiEvent.AddApiEventListener("SheetSelectionChange", selected);
    return () => {
      ApiEvent.RemoveApiEventListener("SheetChange", changed);
      ApiEvent.RemoveApiEventListener("SheetSelectionChange", selected);
    };
  }

  private book(): WpsWorkbook {
    const workbook = this.application.ActiveWorkbook;
    if (!workbook) throw new HostError("GONE", { workbook: "none" });
    return workbook;
  }

  private run<Result>(act: (workbook: WpsWorkbook) => Result): Result {
    try {
      return act(this.book());
    } catch (error) {
      if (error instanceof HostError) throw error;
      const code = this.application.Ready ? "UNKNOWN" : "CELL_EDITING";
      throw new HostError(code, { wps: error instanceof Error ? error.name : "" }, { cause: error });
    }
  }

  /** What we change ourselves raises no event and redraws once. */
  private quietly<Result>(act: (workbook: WpsWorkbook) => Result): Result {
    const { application } = this;
    this.writing++;
    application.EnableEvents = false;
    application.ScreenUpdating = false;
    try {
      return this.run(act);
    } finally {
      application.ScreenUpdating = true;
      application.EnableEvents = true;
      this.writing--;
    }
  }
}

function namesOf(workbook: WpsWorkbook) {
  return Array.from({ length: workbook.Names.Count }, (_, index) => workbook.Names.Item(index + 1));
}

/** A name whose cells were deleted has no range, and says so by failing. */
function placeOfName(name: { readonly RefersToRange: WpsRange }): Place | null {
  try {
    return placeOf(name.RefersToRange);
  } catch {
    return null;
  }
}

function refuseProtected(range: WpsRange): void {
  if (range.Worksheet.ProtectContents && range.Locked !== false)
    throw new HostError("PROTECTED", { sheet: range.Worksheet.Name });
}

/** A format belongs to a range as a whole: neighbours of one format down a column are one. */
function writeFormats(workbook: WpsWorkbook, place: Place, formats: readonly (readonly (string | null)[])[]): void {
  for (let column = 0; column < place.columns; column++) {
    let from = 0;
    for (let row = 1; row <= place.rows; row++) {
      const format = formats[from]?.[column] ?? null;
      if (row < place.rows && (formats[row]?.[column] ?? null) === format) continue;
      const at = { ...cellAt(place.sheet, place.row + from, place.column + column), rows: row - from };
      if (format !== null) rangeOf(workbook, at).NumberFormat = format;
      from = row;
    }
  }
}

/** The sheet names WPS takes are Excel's: 31 characters, none of []:*?/\ */
function freeOfSigns(name: string): string {
  const plain = name.replace(/[[\]:*?/\\']/g, " ").trim();
  return plain.slice(0, 26) || "Sheet";
}

function cut(place: Place, used: Place): Place {
  const [row, column] = [Math.max(place.row, used.row), Math.max(place.column, used.column)];
  const bottom = Math.min(place.row + place.rows, used.row + used.rows);
  const right = Math.min(place.column + place.columns, used.column + used.columns);
  if (bottom <= row || right <= column) return cellAt(place.sheet, place.row, place.column);
  return { sheet: place.sheet, row, column, rows: bottom - row, columns: right - column };
}

/** Widths are pixels; WPS counts them in characters of about seven. */
function dress(range: WpsRange, { bold, fill, text, size, align, wrap, width }: CellLook): void {
  if (bold !== undefined) range.Font.Bold = bold;
  if (text !== undefined) range.Font.Color = colour(text);
  if (size !== undefined) range.Font.Size = size;
  if (fill !== undefined) range.Interior.Color = colour(fill);
  if (align !== undefined) range.HorizontalAlignment = XL[align];
  if (wrap !== undefined) range.WrapText = wrap;
  if (width !== undefined) range.ColumnWidth = Math.max(1, (width - 5) / 7);
}
