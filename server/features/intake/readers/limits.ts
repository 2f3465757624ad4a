/** What a file may cost. Every limit is met with a refusal that names it, never with a crash or a silent cut. */
export interface ReaderLimits {
  readonly fileBytes: number;
  readonly entries: number;
  /** Uncompressed bytes of one part of a package. */
  readonly partBytes: number;
  /** Uncompressed bytes of what tells how a workbook is laid out: its list of sheets, its relations, its styles. */
  readonly layoutBytes: number;
  /** Uncompressed : compressed, looked at only for parts above `ratioFloor`. Workbooks of Excel come to about ten. */
  readonly ratio: number;
  readonly ratioFloor: number;
  readonly sharedStrings: number;
  readonly sharedStringCharacters: number;
  /** Characters of XML that brought no text or value, beyond what those that did explain. */
  readonly barrenCharacters: number;
  /** What cells that share texts may unfold to, beyond two hundred characters each. */
  readonly repeatedCharacters: number;
  /** Cell elements of one sheet, empty styled ones included. */
  readonly cells: number;
  /** Columns of one row with a value; rows of empty cells may be wider, a few. */
  readonly columns: number;
  readonly styles: number;
  readonly sheets: number;
  readonly tables: number;
  readonly merges: number;
  /** Bytes of an old workbook: what its library holds in memory is a multiple of it. */
  readonly xlsBytes: number;
  /** Cells with a value of an old workbook, all sheets together. */
  readonly xlsCells: number;
  readonly milliseconds: number;
  readonly workerMegabytes: number;
}

export const READER_LIMITS: ReaderLimits = {
  fileBytes: 256 * 1024 * 1024,
  entries: 4000,
  partBytes: 768 * 1024 * 1024,
  layoutBytes: 16 * 1024 * 1024,
  ratio: 50,
  ratioFloor: 4 * 1024 * 1024,
  sharedStrings: 4_000_000,
  sharedStringCharacters: 128 * 1024 * 1024,
  barrenCharacters: 16 * 1024 * 1024,
  repeatedCharacters: 1024 * 1024,
  cells: 40_000_000,
  columns: 2048,
  // As many as Excel keeps.
  styles: 65_490,
  sheets: 400,
  tables: 1000,
  merges: 200_000,
  xlsBytes: 128 * 1024 * 1024,
  xlsCells: 4_000_000,
  milliseconds: 60_000,
  workerMegabytes: 768,
};
