/**
 * A workbook in memory behind the host port: sheets, names, a store and events, with verbs that do what people do
 * (type, paste, insert rows, sort, rename). No calculation of its own: formulas show what `calculate` answers.
 */
import {
  type Binding,
  type Cells,
  type CellValue,
  type CellWrite,
  type ChangeKind,
  type ChartDrawing,
  type Host,
  type HostAbilities,
  type HostEvent,
  HostError,
  type Json,
  type Mark,
} from "../host.js";
import { choicesText } from "../choices.js";
import type { Hands } from "../hands.js";
import { ParsedTexts } from "../kept.js";
import { MemoryHands } from "./hands.js";
import { cellAt, formulaAddress, isSamePlace, overlaps, parseAddress, type Place, within } from "../../sheet/place.js";

interface MemoryCell {
  readonly content: CellValue;
  readonly format?: string;
}

export interface MemoryOptions {
  readonly name?: string;
  readonly sheets?: readonly string[];
  /** What a formula shows; "" when left out. */
  readonly calculate?: (formula: string, place: Place) => CellValue;
  /** What a person does in a window: the message it ends with. This host has no windows when left out. */
  readonly dialog?: (address: string) => Promise<string | null>;
}

export class MemoryHost implements Host {
  readonly kind = "memory";
  readonly can: HostAbilities;
  readonly marks: { readonly place: Place; readonly mark: Mark }[] = [];
  readonly recalculations: Date[] = [];
  readonly charts: ChartDrawing[] = [];
  readonly offered: { readonly place: Place; readonly choices: readonly string[] }[] = [];
  readonly hands: Hands = new MemoryHands(this);
  readonly protectedSheets = new Set<string>();
  readonly ownComments: { readonly place: Place; readonly text: string }[] = [];
  private readonly sheets = new Map<string, Map<number, Map<number, MemoryCell>>>();
  private readonly names = new Map<string, Place | null>();
  private readonly kept = new Map<string, string>();
  private readonly parsed = new ParsedTexts();
  private readonly listeners = new Set<(event: HostEvent) => void>();
  private selected: Place;

  constructor(private readonly options: MemoryOptions = {}) {
    const dialogs = options.dialog !== undefined;
    this.can = { conditionalMarks: true, comments: true, functions: true, events: true, charts: true, dialogs };
    for (const sheet of options.sheets ?? ["Sheet1"]) this.sheets.set(sheet, new Map());
    this.selected = { sheet: [...this.sheets.keys()][0] ?? "Sheet1", row: 0, column: 0, rows: 1, columns: 1 };
  }

  async workbook() {
    return { name: this.options.name ?? "Book1.xlsx", sheets: [...this.sheets.keys()] };
  }

  async read(places: readonly Place[]): Promise<readonly Cells[]> {
    return places.map((place) => this.readOne(place));
  }

  async write(writes: readonly CellWrite[]): Promise<void> {
    for (const { place, values, formats } of writes) {
      if (!this.sheets.has(place.sheet)) throw new HostError("GONE", { sheet: place.sheet });
      if (this.protectedSheets.has(place.sheet)) throw new HostError("PROTECTED", { sheet: place.sheet });
      for (let row = 0; row < place.rows; row++) {
        for (let column = 0; column < place.columns; column++) {
          const content = values?.[row]?.[column] ?? null;
          const format = formats?.[row]?.[column] ?? null;
          this.put(place.sheet, place.row + row, place.column + column, content, format);
        }
      }
    }
  }

  async usedPlaces(): Promise<readonly Place[]> {
    return [...this.sheets.keys()].flatMap((sheet) => this.usedPlace(sheet) ?? []);
  }

  async addSheet(name: string): Promise<string> {
    let free = name;
    for (let number = 2; this.sheets.has(free); number++) free = `${name} (${number})`;
    this.sheets.set(free, new Map());
    return free;
  }

  async bindings(prefix: string): Promise<readonly Binding[]> {
    return [...this.names].filter(([name]) => name.startsWith(prefix)).map(([name, place]) => ({ name, place }));
  }

  async bind(name: string, place: Place | null): Promise<void> {
    if (place) this.names.set(name, place);
    else this.names.delete(name);
  }

  async load(keys: readonly string[]): Promise<readonly Json[]> {
    return keys.map((key) => this.parsed.valueOf(key, this.kept.get(key)));
  }

  async save(entries: Readonly<Record<string, Json>>): Promise<void> {
    for (const [key, value] of Object.entries(entries)) {
      if (value === null) this.kept.delete(key);
      else this.kept.set(key, JSON.stringify(value));
    }
  }

  async selection(): Promise<Place> {
    return this.selected;
  }

  async goTo(place: Place): Promise<void> {
    if (!this.sheets.has(place.sheet)) throw new HostError("GONE", { sheet: place.sheet });
    this.select(place);
  }

  async mark(area: Place, marks: readonly Mark[]): Promise<void> {
    const others = this.marks.filter(({ place }) => !overlaps(place, area));
    const fresh = marks.flatMap((mark) => mark.cells.map((place) => ({ place, mark })));
    this.marks.splice(0, this.marks.length, ...others, ...fresh);
  }

  async chart(drawing: ChartDrawing): Promise<void> {
    if (!this.sheets.has(drawing.at.sheet)) throw new HostError("GONE", { sheet: drawing.at.sheet });
    const others = this.charts.filter(({ name, at }) => name !== drawing.name || at.sheet !== drawing.at.sheet);
    this.charts.splice(0, this.charts.length, ...others, drawing);
  }

  async offer(place: Place, choices: readonly string[] | null): Promise<void> {
    if (choices) choicesText(choices);
    const others = this.offered.filter((one) => !overlaps(one.place, place));
    this.offered.splice(0, this.offered.length, ...others, ...(choices ? [{ place, choices }] : []));
  }

  async recalculate(): Promise<void> {
    this.recalculations.push(new Date());
  }

  async openDialog(address: string): Promise<string | null> {
    if (!this.options.dialog) throw new HostError("UNKNOWN", { dialog: "none" });
    return this.options.dialog(address);
  }

  async listen(listener: (event: HostEvent) => void): Promise<() => void> {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  // What people do -----------------------------------------------------------------------------------------------

  /** Types into a cell, or pastes a grid from it on: `type("月报!G6", 31.85)`. */
  type(address: string, content: CellValue | readonly (readonly CellValue[])[]): void {
    const start = this.at(address);
    const grid = typeof content === "object" ? content : [[content]];
    grid.forEach((row, down) =>
      row.forEach((value, right) => this.put(start.sheet, start.row + down, start.column + right, value, null)),
    );
    this.emit("values", { ...start, rows: grid.length, columns: Math.max(1, ...grid.map((row) => row.length)) });
  }

  /** What a cell holds: its value, or the text of its formula. */
  content(address: string): CellValue {
    const { sheet, row, column } = this.at(address);
    return this.sheets.get(sheet)?.get(row)?.get(column)?.content ?? "";
  }

  format(address: string): string | undefined {
    const { sheet, row, column } = this.at(address);
    return this.sheets.get(sheet)?.get(row)?.get(column)?.format;
  }

  /** The state painted on a cell, or null. */
  markOf(address: string): Mark | null {
    const place = this.at(address);
    return this.marks.find((mark) => isSamePlace(mark.place, place) || overlaps(mark.place, place))?.mark ?? null;
  }

  select(place: Place | string): void {
    this.selected = typeof place === "string" ? this.at(place) : place;
    for (const listener of this.listeners) listener({ kind: "selected", place: this.selected });
  }

  insertRows(sheet: string, row: number, count = 1): void {
    this.moveRows(sheet, row, count);
    this.emit("rowsInserted", { sheet, row, column: 0, rows: count, columns: 16_384 });
  }

  deleteRows(sheet: string, row: number, count = 1): void {
    const rows = this.sheets.get(sheet);
    for (let index = 0; index < count; index++) rows?.delete(row + index);
    this.moveRows(sheet, row + count, -count);
    this.emit("rowsDeleted", { sheet, row, column: 0, rows: count, columns: 16_384 });
  }

  /** Cuts a rectangle and pastes it elsewhere; names of it go along. */
  move(from: Place, to: Place): void {
    const cells = this.readOne(from).formulas;
    this.type(
      formulaAddress(from),
      cells.map((row) => row.map(() => "")),
    );
    const there = { ...from, sheet: to.sheet, row: to.row, column: to.column };
    this.type(formulaAddress(cellAt(there.sheet, there.row, there.column)), cells);
    for (const [name, place] of this.names) {
      if (place && overlaps(place, from))
        this.names.set(name, {
          ...place,
          sheet: there.sheet,
          row: place.row + there.row - from.row,
          column: place.column + there.column - from.column,
        });
    }
  }

  insertColumn(sheet: string, column: number): void {
    for (const cells of this.sheets.get(sheet)?.values() ?? []) {
      const moved = [...cells].map(([at, cell]) => [at >= column ? at + 1 : at, cell] as const);
      cells.clear();
      for (const [at, cell] of moved) cells.set(at, cell);
    }
    for (const [name, place] of this.names) {
      if (!place || place.sheet !== sheet) continue;
      if (place.column >= column) this.names.set(name, { ...place, column: place.column + 1 });
      else if (place.column + place.columns > column) this.names.set(name, { ...place, columns: place.columns + 1 });
    }
    this.emit("columnsInserted", { sheet, row: 0, column, rows: 1_048_576, columns: 1 });
  }

  /** Sorts whole rows of a rectangle by one of its columns, as the sort button does. */
  sort(address: string, byColumn: number, descending = false): void {
    const place = this.at(address);
    const rows = this.readOne(place).formulas.map((row) => [...row]);
    const compare = (a: CellValue, b: CellValue) =>
      typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), "zh");
    rows.sort((a, b) => compare(a[byColumn] ?? "", b[byColumn] ?? "") * (descending ? -1 : 1));
    rows.forEach((row, down) =>
      row.forEach((value, right) => this.put(place.sheet, place.row + down, place.column + right, value, null)),
    );
    this.emit("values", place);
  }

  renameSheet(from: string, to: string): void {
    const entries = [...this.sheets].map(([name, rows]) => [name === from ? to : name, rows] as const);
    this.sheets.clear();
    for (const [name, rows] of entries) this.sheets.set(name, rows);
    for (const [name, place] of this.names) {
      if (place?.sheet === from) this.names.set(name, { ...place, sheet: to });
    }
  }

  deleteSheet(sheet: string): void {
    this.sheets.delete(sheet);
    for (const [name, place] of this.names) if (place?.sheet === sheet) this.names.set(name, null);
  }

  // -----------------------------------------------------------------------------------------------------------------

  private at(address: string): Place {
    const place = parseAddress(address, this.selected.sheet);
    if (!place) throw new HostError("GONE", { address });
    return place;
  }

  private emit(change: ChangeKind, place: Place): void {
    for (const listener of this.listeners) listener({ kind: "changed", change, place });
  }

  private readOne(place: Place): Cells {
    const rows = this.sheets.get(place.sheet);
    if (!rows) return { place, values: [], formulas: [], text: [] };
    const grid = <Value>(pick: (cell: MemoryCell | undefined, at: Place) => Value): Value[][] =>
      Array.from({ length: place.rows }, (_, row) =>
        Array.from({ length: place.columns }, (_, column) =>
          pick(rows.get(place.row + row)?.get(place.column + column), within(place, row, column)),
        ),
      );
    const values = grid((cell, at) => this.valueOf(cell, at));
    return { place, values, formulas: grid((cell) => cell?.content ?? ""), text: values.map((row) => row.map(String)) };
  }

  private valueOf(cell: MemoryCell | undefined, at: Place): CellValue {
    if (cell === undefined) return "";
    const isFormula = typeof cell.content === "string" && cell.content.startsWith("=");
    return isFormula ? (this.options.calculate?.(String(cell.content), at) ?? "") : cell.content;
  }

  private put(sheet: string, row: number, column: number, content: CellValue | null, format: string | null): void {
    if (content === null && format === null) return;
    const rows = this.sheets.get(sheet);
    if (!rows) throw new HostError("GONE", { sheet });
    const cells = rows.get(row) ?? new Map<number, MemoryCell>();
    rows.set(row, cells);
    const before = cells.get(column);
    cells.set(column, {
      content: content ?? before?.content ?? "",
      ...((format ?? before?.format) !== undefined && { format: format ?? before?.format ?? "" }),
    });
  }

  private usedPlace(sheet: string): Place | null {
    let [rows, columns] = [0, 0];
    for (const [row, cells] of this.sheets.get(sheet) ?? []) {
      for (const [column, cell] of cells) {
        if (cell.content !== "") [rows, columns] = [Math.max(rows, row + 1), Math.max(columns, column + 1)];
      }
    }
    return rows === 0 ? null : { sheet, row: 0, column: 0, rows, columns };
  }

  private moveRows(sheet: string, from: number, by: number): void {
    const rows = this.sheets.get(sheet);
    if (!rows) return;
    const moved = [...rows].map(([row, cells]) => [row >= from ? row + by : row, cells] as const);
    rows.clear();
    for (const [row, cells] of moved) rows.set(row, cells);
    for (const [name, place] of this.names) {
      if (place?.sheet === sheet) this.names.set(name, movedPlace(place, from, by));
    }
  }
}

/** Where a named rectangle is after rows were inserted (`by` > 0) before `from`, or deleted (`by` < 0) up to `from`. */
function movedPlace(place: Place, from: number, by: number): Place | null {
  const shift = (row: number) => (row >= from ? row + by : Math.min(row, from + Math.min(by, 0)));
  const lastRow = place.row + place.rows - 1;
  const isLastDeleted = by < 0 && lastRow >= from + by && lastRow < from;
  const [top, bottom] = [shift(place.row), shift(lastRow) + (isLastDeleted ? 0 : 1)];
  return bottom <= top ? null : { ...place, row: top, rows: bottom - top };
}
