/**
 * Excel behind the host port, by Office.js within ExcelApi 1.14. The same code runs in Excel on Windows, Mac and the web
 * and over the playground's spreadsheet. Never used inside a custom function.
 */
import { HostError } from "../host.js";
import type {
  Binding,
  Cells,
  CellLook,
  CellValue,
  CellWrite,
  ChangeKind,
  ChartDrawing,
  Host,
  HostAbilities,
  HostEvent,
  Json,
  Mark,
} from "../host.js";
import { cellAddress, type Place } from "../../sheet/place.js";
import { drawChart } from "./chart.js";
import { choicesText } from "../choices.js";
import { offersDialogs, openDialog } from "./dialog.js";
import { ExcelHands } from "./hands.js";
import { paintMarks, writeNotes } from "./marks.js";
import { callsFor, CELLS_PER_CALL, pieces, placeOf, rangeOf } from "./ranges.js";
import { offers, run } from "./run.js";
import { ExcelStore } from "./store.js";

export class ExcelHost implements Host {
  readonly kind = "excel";
  readonly can: HostAbilities = {
    conditionalMarks: offers("1.6"),
    comments: offers("1.10"),
    functions: offers("1.1", "CustomFunctionsRuntime"),
    events: offers("1.9"),
    dialogs: offersDialogs(),
    charts: offers("1.7"),
  };
  readonly openDialog = openDialog;
  readonly hands = new ExcelHands();
  private readonly store = new ExcelStore();
  /** How many of our own writes are under way: an Excel before 1.14 does not say who changed a cell. */
  private writing = 0;

  async workbook() {
    return run(async (context) => {
      const sheets = await visibleSheets(context);
      context.workbook.load("name");
      await context.sync();
      return { name: context.workbook.name, sheets };
    });
  }

  async read(places: readonly Place[]): Promise<readonly Cells[]> {
    if (places.length === 0) return [];
    return run(async (context) => {
      const sheets = new Set(await visibleSheets(context));
      const parts = new Map(places.map((place) => [place, sheets.has(place.sheet) ? pieces(place) : []]));
      const read = new Map<Place, Excel.Range>();
      for (const call of callsFor([...parts.values()].flat())) {
        for (const piece of call) {
          const range = rangeOf(context, piece);
          range.load("values,formulas,text");
          read.set(piece, range);
        }
        await context.sync();
      }
      return places.map((place) => {
        const ranges = (parts.get(place) ?? []).flatMap((piece) => read.get(piece) ?? []);
        return {
          place,
          values: ranges.flatMap((range) => range.values as CellValue[][]),
          formulas: ranges.flatMap((range) => range.formulas as CellValue[][]),
          text: ranges.flatMap((range) => range.text),
        };
      });
    });
  }

  async write(writes: readonly CellWrite[]): Promise<void> {
    await this.quietly(async (context) => {
      let room = CELLS_PER_CALL;
      for (const { place, values, formats, look } of writes) {
        for (const piece of values || formats ? pieces(place) : []) {
          const range = rangeOf(context, piece);
          const [from, to] = [piece.row - place.row, piece.row - place.row + piece.rows];
          // Excel leaves a cell as it is where the grid holds null.
          if (values) range.formulas = values.slice(from, to) as unknown[][];
          if (formats) range.numberFormat = formats.slice(from, to) as unknown[][];
          room -= piece.rows * piece.columns;
          if (room > 0) continue;
          await context.sync();
          room = CELLS_PER_CALL;
        }
        if (look) dress(rangeOf(context, place), look);
      }
      await context.sync();
    });
  }

  async usedPlaces(): Promise<readonly Place[]> {
    return run(async (context) => {
      const sheets = await visibleSheets(context);
      const ranges = sheets.map((name) => context.workbook.worksheets.getItem(name).getUsedRangeOrNullObject(true));
      for (const range of ranges) range.load("address");
      await context.sync();
      return ranges.flatMap((range, index) =>
        range.isNullObject ? [] : (placeOf(range.address, sheets[index] ?? "") ?? []),
      );
    });
  }

  async addSheet(name: string): Promise<string> {
    return this.quietly(async (context) => {
      const { worksheets } = context.workbook;
      worksheets.load("items/name");
      await context.sync();
      const taken = new Set(worksheets.items.map((sheet) => sheet.name.toLowerCase()));
      // Excel's own limits: 31 characters, none of []:*?/\
      const wanted =
        name
          .replace(/[[\]:*?/\\']/g, " ")
          .trim()
          .slice(0, 26) || "Sheet";
      let free = wanted;
      for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${wanted} (${number})`;
      worksheets.add(free);
      await context.sync();
      return free;
    });
  }

  async bindings(prefix: string): Promise<readonly Binding[]> {
    return run(async (context) => {
      const { names } = context.workbook;
      names.load("items/name");
      await context.sync();
      const ours = names.items.filter(({ name }) => name.startsWith(prefix));
      const ranges = ours.map((item) => item.getRangeOrNullObject());
      for (const range of ranges) range.load("address");
      await context.sync();
      return ours.map(({ name }, index) => {
        const range = ranges[index];
        return { name, place: range && !range.isNullObject ? placeOf(range.address, "") : null };
      });
    });
  }

  async bind(name: string, place: Place | null): Promise<void> {
    await run(async (context) => {
      const { names } = context.workbook;
      const before = names.getItemOrNullObject(name);
      await context.sync();
      if (!before.isNullObject) before.delete();
      if (place) names.add(name, rangeOf(context, place));
      await context.sync();
    });
  }

  load(keys: readonly string[]): Promise<readonly Json[]> {
    return this.store.load(keys);
  }

  async save(entries: Readonly<Record<string, Json>>): Promise<void> {
    this.writing++;
    await this.store.save(entries).finally(() => this.writing--);
  }

  async selection(): Promise<Place> {
    return run(async (context) => {
      const selected = context.workbook.getSelectedRange();
      selected.load("address,isEntireRow,isEntireColumn");
      selected.worksheet.load("name");
      // Several areas at once are no single range: then the active cell speaks for them.
      const isOne = await context.sync().then(
        () => true,
        () => false,
      );
      if (!isOne) return activeCell(context);
      const sheet = selected.worksheet.name;
      const whole = placeOf(selected.address, sheet);
      if (!selected.isEntireRow && !selected.isEntireColumn) return whole ?? activeCell(context);
      const used = selected.getUsedRangeOrNullObject(true);
      used.load("address");
      await context.sync();
      return (used.isNullObject ? null : placeOf(used.address, sheet)) ?? activeCell(context);
    });
  }

  async goTo(place: Place): Promise<void> {
    await run(async (context) => {
      const sheet = context.workbook.worksheets.getItem(place.sheet);
      sheet.activate();
      sheet.getRange(cellAddress(place)).select();
      await context.sync();
    });
  }

  async mark(area: Place, marks: readonly Mark[]): Promise<void> {
    await this.quietly(async (context) => {
      if (this.can.conditionalMarks) await paintMarks(context, area, marks);
    });
    if (!this.can.comments) return;
    // A workbook whose comments are locked (legacy notes, protected sheet) still gets its marks.
    await this.quietly((context) => writeNotes(context, area, marks)).catch(() => undefined);
  }

  async offer(place: Place, choices: readonly string[] | null): Promise<void> {
    const source = choices && choicesText(choices);
    await this.quietly(async (context) => {
      const { dataValidation } = rangeOf(context, place);
      dataValidation.clear();
      if (source !== null) {
        dataValidation.rule = { list: { inCellDropDown: true, source } };
        // The list helps; what may be written is for the hub to say.
        dataValidation.errorAlert = { showAlert: false, style: "Information", title: "", message: "" };
      }
      await context.sync();
    });
  }

  async chart(drawing: ChartDrawing): Promise<void> {
    if (!this.can.charts) throw new HostError("UNKNOWN", { wants: "charts" });
    await run((context) => drawChart(context, drawing));
  }

  async recalculate(): Promise<void> {
    await run(async (context) => {
      context.workbook.application.calculate("Full");
      await context.sync();
    });
  }

  async listen(listener: (event: HostEvent) => void): Promise<() => void> {
    if (!this.can.events) return () => undefined;
    const handlers = await run(async (context) => {
      const { worksheets } = context.workbook;
      const changed = worksheets.onChanged.add((event) => this.tellChange(event, listener));
      const selected = worksheets.onSelectionChanged.add((event) => tellSelection(event, listener));
      await context.sync();
      return [changed, selected];
    });
    return () => {
      for (const handler of handlers) {
        void Excel.run(handler.context, async (context) => {
          handler.remove();
          await context.sync();
        });
      }
    };
  }

  private async tellChange(
    event: Excel.WorksheetChangedEventArgs,
    listener: (event: HostEvent) => void,
  ): Promise<void> {
    if (event.triggerSource === "ThisLocalAddin" || (event.triggerSource === undefined && this.writing > 0)) return;
    const place = placeOf(event.address, await sheetName(event.worksheetId));
    if (place) listener({ kind: "changed", change: CHANGES[event.changeType] ?? "moved", place });
  }

  /** Runs a batch whose changes are ours. */
  private async quietly<Result>(batch: (context: Excel.RequestContext) => Promise<Result>): Promise<Result> {
    this.writing++;
    return run(batch).finally(() => this.writing--);
  }
}

const CHANGES: Readonly<Record<string, ChangeKind>> = {
  RangeEdited: "values",
  RowInserted: "rowsInserted",
  RowDeleted: "rowsDeleted",
  ColumnInserted: "columnsInserted",
  ColumnDeleted: "columnsDeleted",
};

async function tellSelection(
  event: Excel.WorksheetSelectionChangedEventArgs,
  listener: (event: HostEvent) => void,
): Promise<void> {
  const place = placeOf(event.address, await sheetName(event.worksheetId));
  if (place) listener({ kind: "selected", place });
}

/** Events name a sheet by its id; its name may have changed since. */
function sheetName(id: string): Promise<string> {
  return run(async (context) => {
    const sheet = context.workbook.worksheets.getItem(id);
    sheet.load("name");
    await context.sync();
    return sheet.name;
  });
}

async function visibleSheets(context: Excel.RequestContext): Promise<string[]> {
  const { worksheets } = context.workbook;
  worksheets.load("items/name,items/visibility");
  await context.sync();
  return worksheets.items.filter(({ visibility }) => visibility === "Visible").map(({ name }) => name);
}

async function activeCell(context: Excel.RequestContext): Promise<Place> {
  const cell = context.workbook.getActiveCell();
  cell.load("address");
  cell.worksheet.load("name");
  await context.sync();
  const { name } = cell.worksheet;
  return placeOf(cell.address, name) ?? { sheet: name, row: 0, column: 0, rows: 1, columns: 1 };
}

/** Plain formatting, as a person would give it. Widths are pixels; Excel counts them in points. */
function dress(range: Excel.Range, { bold, fill, text, size, align, wrap, width }: CellLook): void {
  const { format } = range;
  if (bold !== undefined) format.font.bold = bold;
  if (text !== undefined) format.font.color = text;
  if (size !== undefined) format.font.size = size;
  if (fill !== undefined) format.fill.color = fill;
  if (align !== undefined) format.horizontalAlignment = ALIGNMENTS[align];
  if (wrap !== undefined) format.wrapText = wrap;
  if (width !== undefined) format.columnWidth = width * 0.75;
}

const ALIGNMENTS = { left: "Left", center: "Center", right: "Right" } as const;
