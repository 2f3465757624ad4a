/**
 * Goes once over the records of an old workbook before its library sees them. What is not about cells, texts and formats
 * is blotted out in place, formulas too, so that nothing of it can be followed; tables that lie about their size, cells
 * scattered over the grid and records that run past the end are refused.
 */
import { IntakeRefusal } from "../refusal.js";
import type { ReaderLimits } from "./limits.js";
import { SheetShape } from "./sheet-shape.js";

const BEGIN: ReadonlySet<number> = new Set([0x0009, 0x0209, 0x0409, 0x0809]);
const END = 0x000a;
const CONTINUE = 0x003c;
const LOCKED = 0x002f;
const SHEET = 0x0085;
const TEXTS = 0x00fc;
const MERGES = 0x00e5;
const TEXT_CELL = 0x00fd;
const MANY_NUMBERS = 0x00bd;
const MANY_BLANKS = 0x00be;
const FORMULA = 0x0006;

/** Cells with a value: numbers, texts, truth values, errors, formulas with their results, of every version. */
const VALUES: ReadonlySet<number> = new Set([
  0x0002, 0x0003, 0x0004, 0x0005, FORMULA, 0x0203, 0x0204, 0x0205, 0x0206, 0x0406, 0x027e, 0x00d6, MANY_NUMBERS, TEXT_CELL,
]); // prettier-ignore
/** Texts of formulas, code page, calendar, number formats, cell styles, extents. */
const KEPT: ReadonlySet<number> = new Set([
  0x0007, 0x0207, 0x0042, 0x0022, 0x001e, 0x041e, 0x0043, 0x0243, 0x0443, 0x00e0, 0x0000, 0x0200, END, SHEET, TEXTS, MERGES,
]); // prettier-ignore
const EMPTY: ReadonlySet<number> = new Set([0x0001, 0x0201, MANY_BLANKS, 0x0008, 0x0208]);
const GO_ON: ReadonlySet<number> = new Set([TEXTS, 0x0207, 0x0204, 0x00d6]);
/** A record that no reader does anything with. */
const BLOT = 0x005e;
const LONGEST = 0xffff;
const LAST_COLUMN = 255;
/** Texts that no cell refers to any more: a few are left behind when a sheet is edited. */
const LEFT_OVER = 50_000;
/** The library joins the merges of every record to those before. */
const MERGE_WORK = 50_000_000;

export interface OldRecords {
  /** The same records at the same places, without what is not looked at. */
  readonly stream: Buffer;
  readonly cells: number;
  readonly records: number;
}

export function plainRecords(stream: Buffer, file: string, limits: ReaderLimits): OldRecords {
  return new RecordWalk(stream, file, limits).walk();
}

class RecordWalk {
  private depth = 0;
  private cells = 0;
  private records = 0;
  private references = 0;
  private texts = 0;
  private merges = 0;
  private mergeRecords = 0;
  private sheets = 0;
  private version = 0;
  private kept = 0;
  private blot: { readonly at: number; length: number } | undefined;
  private row = -1;
  private shape: SheetShape | undefined;
  private readonly names = new Map<number, string>();

  constructor(
    private readonly stream: Buffer,
    private readonly file: string,
    private readonly limits: ReaderLimits,
  ) {}

  walk(): OldRecords {
    const { stream } = this;
    let at = 0;
    while (at + 4 <= stream.length) {
      const type = stream.readUInt16LE(at);
      // Behind the last part there is padding.
      if (this.depth === 0 && !BEGIN.has(type)) break;
      const length = stream.readUInt16LE(at + 2);
      if (at + 4 + length > stream.length) throw new IntakeRefusal("truncated", { file: this.file });
      this.records += 1;
      this.take(type, at, length);
      at += 4 + length;
    }
    if (this.texts > this.references + LEFT_OVER || this.merges * this.mergeRecords > MERGE_WORK) throw this.broken();
    return { stream: stream.subarray(0, at), cells: this.cells, records: this.records };
  }

  private take(type: number, at: number, length: number): void {
    if (type === LOCKED) throw new IntakeRefusal("encrypted", { file: this.file });
    const isValue = VALUES.has(type);
    const isKept = isValue || KEPT.has(type) || BEGIN.has(type) || (type === CONTINUE && GO_ON.has(this.kept));
    if (!isKept) {
      if (EMPTY.has(type)) this.meetEmpty(type, length);
      return this.blotOut(at, length);
    }
    this.blot = undefined;
    if (type !== CONTINUE) this.kept = type;
    if (isValue) this.meetValue(type, at + 4, length);
    else if (BEGIN.has(type)) this.begin(at, length);
    else if (type === END) this.depth -= 1;
    else if (type === SHEET) this.nameSheet(at + 4, length);
    else if (type === TEXTS) this.countTexts(at, length);
    else if (type === MERGES) this.countMerges(at + 4, length);
  }

  /** Neighbours become one: the library then has few to step over. */
  private blotOut(at: number, length: number): void {
    this.kept = 0;
    const { stream, blot } = this;
    if (blot && blot.length + 4 + length <= LONGEST) {
      blot.length += 4 + length;
      stream.writeUInt16LE(blot.length, blot.at + 2);
      return;
    }
    stream.writeUInt16LE(BLOT, at);
    this.blot = { at, length };
  }

  private begin(at: number, length: number): void {
    if (this.depth === 0) {
      if (this.version === 0 && length >= 2) this.version = this.stream.readUInt16LE(at + 4);
      this.row = -1;
      this.shape = new SheetShape(this.file, this.names.get(at) ?? this.file, this.limits);
    }
    this.depth += 1;
  }

  private nameSheet(at: number, length: number): void {
    this.sheets += 1;
    const { sheets: limit } = this.limits;
    if (this.sheets > limit) throw new IntakeRefusal("tooManySheets", { file: this.file, count: this.sheets, limit });
    if (length < 8 || this.version < 0x0600) return;
    const wide = ((this.stream[at + 7] ?? 0) & 1) === 1;
    const size = Math.min((this.stream[at + 6] ?? 0) * (wide ? 2 : 1), length - 8);
    this.names.set(
      this.stream.readUInt32LE(at),
      this.stream.toString(wide ? "utf16le" : "latin1", at + 8, at + 8 + size),
    );
  }

  private meetEmpty(type: number, length: number): void {
    const cells = type === MANY_BLANKS ? Math.floor(Math.max(length - 6, 0) / 2) : 1;
    this.shape?.pass(cells);
    this.shape?.read(4 + length);
  }

  private meetValue(type: number, at: number, length: number): void {
    const { stream, shape } = this;
    if (length < 6) throw this.broken();
    const row = stream.readUInt16LE(at);
    const column = stream.readUInt16LE(at + 2);
    const count = type === MANY_NUMBERS ? Math.floor((length - 6) / 6) : 1;
    if (column + count - 1 > LAST_COLUMN) throw this.broken();
    // Charts within a sheet have cells of their own.
    if (this.depth === 1 && shape) this.fill(shape, row, column, count);
    this.cells += count;
    if (this.cells > this.limits.xlsCells) {
      const { xlsCells: limit } = this.limits;
      throw new IntakeRefusal("tooLarge", { file: this.file, part: "xls", size: this.cells, limit });
    }
    if (type === TEXT_CELL) this.references += 1;
    // A formula is never looked at, only its result.
    if (type === FORMULA && this.version >= 0x0500 && length >= 22) stream.writeUInt16LE(0xffff, at + 20);
  }

  private fill(shape: SheetShape, row: number, column: number, count: number): void {
    if (row !== this.row && this.row >= 0) shape.endRow(this.row + 1);
    this.row = row;
    for (let i = 0; i < count; i += 1) {
      shape.meet(row + 1);
      shape.fill(row + 1, column + i + 1, 0);
    }
  }

  private countMerges(at: number, length: number): void {
    if (length < 2) throw this.broken();
    this.mergeRecords += 1;
    this.merges += this.stream.readUInt16LE(at);
    const { merges: limit } = this.limits;
    if (this.merges > limit)
      throw new IntakeRefusal("tooLarge", { file: this.file, part: "mergeCells", size: this.merges, limit });
  }

  /** Follows each text over the records it runs through: one that says it goes backwards would never end. */
  private countTexts(at: number, length: number): void {
    if (length < 8 || this.texts > 0) throw this.broken();
    const wanted = this.stream.readUInt32LE(at + 8);
    const pieces = new Pieces(this.stream, at, () => this.broken());
    pieces.skip(8);
    while (this.texts < wanted && !pieces.isOver) {
      pieces.skipText();
      this.texts += 1;
    }
  }

  private broken(): IntakeRefusal {
    return new IntakeRefusal("corrupted", { file: this.file, part: "xls" });
  }
}

/** The table of texts as it runs from its record through those that continue it. */
class Pieces {
  private at: number;
  private end: number;

  constructor(
    private readonly stream: Buffer,
    record: number,
    private readonly broken: () => IntakeRefusal,
  ) {
    this.at = record + 4;
    this.end = this.at + stream.readUInt16LE(record + 2);
  }

  /** Nothing is left, in this piece or another. */
  get isOver(): boolean {
    return this.at >= this.end && !this.next();
  }

  skip(count: number): void {
    let left = count;
    while (left > this.end - this.at) {
      left -= this.end - this.at;
      if (!this.next()) throw this.broken();
    }
    this.at += left;
  }

  skipText(): void {
    const characters = this.number(2);
    let flags = this.number(1);
    const runs = (flags & 8) === 0 ? 0 : this.number(2);
    const more = (flags & 4) === 0 ? 0 : this.number(4);
    for (let left = characters; left > 0;) {
      const width = (flags & 1) + 1;
      const here = Math.min(left, Math.floor((this.end - this.at) / width));
      this.at += here * width;
      left -= here;
      if (left === 0) break;
      // The rest begins anew, perhaps in another width.
      if (!this.next()) throw this.broken();
      flags = this.number(1);
    }
    this.skip(4 * runs + more);
  }

  private number(bytes: 1 | 2 | 4): number {
    if (this.at >= this.end && !this.next()) throw this.broken();
    if (this.end - this.at < bytes) throw this.broken();
    const value = this.stream.readUIntLE(this.at, bytes);
    this.at += bytes;
    return value;
  }

  private next(): boolean {
    const { stream, end } = this;
    if (end + 4 > stream.length || stream.readUInt16LE(end) !== CONTINUE) return false;
    this.at = end + 4;
    this.end = this.at + stream.readUInt16LE(end + 2);
    return this.end <= stream.length;
  }
}
