/** Turns the XML of a sheet into rows as it is unpacked. Holds only the rows of the current chunk; rows come in rising order. */
import { columnOf, type Cell, type Row, type SheetInfo } from "../cell.js";
import { IntakeRefusal } from "../refusal.js";
import { endOfRow, mayHoldValues, passEmptyRows } from "./empty-rows.js";
import type { ReaderLimits } from "./limits.js";
import { numberCell } from "./number-format.js";
import type { Package } from "./package.js";
import { unescapeText } from "./shared-strings.js";
import { SheetShape } from "./sheet-shape.js";
import type { StringTable } from "./string-table.js";
import { LONGEST_TEXT, xmlReader, type Attributes, type Handlers } from "./xml.js";

export interface SheetSource {
  readonly shared: () => Promise<StringTable>;
  readonly formats: readonly (string | undefined)[];
  readonly date1904: boolean;
  readonly file: string;
  readonly limits: ReaderLimits;
}

type Sheet = SheetInfo & { readonly part: string };

export async function* readRows(zip: Package, sheet: Sheet, source: SheetSource): AsyncIterable<Row> {
  const assembler = new RowAssembler(sheet, source, await source.shared());
  const feed = new SheetFeed(sheet, source, assembler);
  for await (const chunk of zip.text(sheet.part)) {
    feed.write(chunk);
    yield* assembler.take();
    if (assembler.done) return;
  }
  feed.close();
  yield* assembler.take();
}

/** Hands text to the parser, all but rows in which there is nothing. */
class SheetFeed {
  private readonly parser;
  /** The beginning of a row that nobody parsed yet: the parser stands between two rows. */
  private pending = "";
  private isBetweenRows = false;

  constructor(
    sheet: Sheet,
    source: SheetSource,
    private readonly assembler: RowAssembler,
  ) {
    this.parser = xmlReader(source.file, sheet.part, assembler);
  }

  write(chunk: string): void {
    const text = this.pending + chunk;
    this.pending = "";
    if (mayHoldValues(text)) this.parse(text);
    else this.passOver(text);
  }

  close(): void {
    this.parse(this.pending);
    this.parser.close();
  }

  private passOver(text: string): void {
    let rest = text;
    if (!this.isBetweenRows) {
      const end = endOfRow(text);
      if (end < 0) return this.parse(text);
      this.parse(text.slice(0, end));
      rest = text.slice(end);
      if (!this.assembler.isBetweenRows) return this.parse(rest);
    }
    const passed = passEmptyRows(rest);
    if (passed.rows === 0) return this.parse(rest);
    this.assembler.pass(passed.cells, passed.last);
    this.pending = rest.slice(passed.length);
    this.isBetweenRows = true;
  }

  private parse(text: string): void {
    this.isBetweenRows = false;
    this.parser.write(text);
    this.assembler.shape.read(text.length);
  }
}

/** Longer than any number a program writes. */
const LONGEST_NUMBER = 400;

class RowAssembler implements Handlers {
  done = false;
  readonly shape: SheetShape;
  private rows: Row[] = [];
  private cells: Cell[] = [];
  private rowNumber = 0;
  private column = 0;
  private isInRow = false;
  private isInData = false;
  private isInOrder = true;
  private type = "n";
  private style = -1;
  private value = "";
  private taking = false;
  private phonetic = false;
  private hasFormula = false;

  constructor(
    private readonly sheet: Sheet,
    private readonly source: SheetSource,
    private readonly strings: StringTable,
  ) {
    this.shape = new SheetShape(source.file, sheet.name, source.limits);
  }

  get isBetweenRows(): boolean {
    return this.isInData && !this.isInRow;
  }

  take(): readonly Row[] {
    const rows = this.rows;
    if (rows.length > 0) this.rows = [];
    return rows;
  }

  /** Rows without a value, up to the one of this number. */
  pass(cells: number, last: number): void {
    this.goTo(last);
    this.shape.pass(cells);
  }

  open(name: string, a: Attributes): void {
    if (name === "c") this.openCell(a);
    else if (name === "row") this.openRow(a);
    else if (name === "v" || name === "t") this.taking = !this.phonetic;
    else if (name === "rPh") this.phonetic = true;
    else if (name === "f") this.hasFormula = true;
    else if (name === "sheetData") this.isInData = true;
  }

  text(text: string): void {
    if (!this.taking) return;
    this.value += text;
    if (this.value.length > LONGEST_TEXT) throw this.broken();
  }

  close(name: string): void {
    if (name === "c") this.closeCell();
    else if (name === "v" || name === "t") this.taking = false;
    else if (name === "rPh") this.phonetic = false;
    else if (name === "row") this.closeRow();
    else if (name === "sheetData") {
      this.isInData = false;
      this.done = true;
    }
  }

  private openRow(a: Attributes): void {
    if (this.isInRow) throw this.broken();
    this.goTo(a.r === undefined ? this.rowNumber + 1 : Number(a.r));
    this.isInRow = true;
    this.isInOrder = true;
    this.column = 0;
    this.cells = [];
  }

  private goTo(row: number): void {
    if (!Number.isInteger(row) || row <= this.rowNumber || row > 1_048_576) throw this.broken();
    this.rowNumber = row;
  }

  private closeRow(): void {
    this.isInRow = false;
    if (this.cells.length > 0)
      this.rows.push({ number: this.rowNumber, cells: this.isInOrder ? this.cells : inOrder(this.cells) });
    this.cells = [];
    this.shape.endRow(this.rowNumber);
  }

  private openCell(a: Attributes): void {
    this.shape.meet(this.rowNumber);
    this.column = a.r === undefined ? this.column + 1 : columnOf(a.r);
    if (this.column < 1 || this.column > 16_384) throw this.broken();
    this.type = a.t ?? "n";
    this.style = a.s === undefined ? -1 : Number(a.s);
    this.value = "";
    this.hasFormula = false;
  }

  private closeCell(): void {
    const cell = this.cellOf();
    if (!cell) return;
    const last = this.cells.at(-1);
    if (last && last.column >= cell.column) this.isInOrder = false;
    this.cells.push(cell);
    this.shape.fill(this.rowNumber, cell.column, this.value.length);
  }

  private cellOf(): Cell | undefined {
    const { column, value, type } = this;
    if (value === "") return this.hasFormula && type !== "str" ? { column, kind: "blank", value: null } : undefined;
    const format = this.style < 0 ? undefined : this.source.formats[this.style];
    switch (type) {
      case "s":
        return this.sharedCell(this.strings.at(Number(value)));
      case "str":
      case "inlineStr":
        return this.textCell(unescapeText(value));
      case "b":
        return { column, kind: "boolean", value: value === "1" || value === "true" };
      case "e":
        return { column, kind: "error", value };
      case "d":
        return { column, kind: "date", value: value.replace(/T00:00:00(\.0+)?Z?$/u, "") };
      default:
        if (value.length > LONGEST_NUMBER) throw this.broken();
        return numberCell(column, value, format, this.source.date1904);
    }
  }

  private sharedCell(text: string | undefined): Cell | undefined {
    if (text === undefined) throw this.broken();
    this.shape.repeat(text.length);
    return this.textCell(text);
  }

  private textCell(text: string): Cell | undefined {
    if (text === "") return undefined;
    const format = this.style < 0 ? undefined : this.source.formats[this.style];
    return { column: this.column, kind: "text", value: text, ...(format && format !== "General" ? { format } : {}) };
  }

  private broken(): IntakeRefusal {
    return new IntakeRefusal("corrupted", { file: this.source.file, part: this.sheet.part });
  }
}

/** By column; of two cells in one place the later counts. */
function inOrder(cells: readonly Cell[]): Cell[] {
  return [...new Map(cells.map((cell) => [cell.column, cell])).values()].sort((a, b) => a.column - b.column);
}
