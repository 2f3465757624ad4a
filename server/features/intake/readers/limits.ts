/** What a file may cost. Every limit is met with a refusal that names it, never with a crash or a silent cut. */
export interface ReaderLimits {
  readonly fileBytes: number;
  readonly entries: number;
  /** Uncompressed bytes of one part of a package. */
  readonly partBytes: number;
  /** Uncompressed : compressed, looked at only for parts above `ratioFloor`. */
  readonly ratio: number;
  readonly ratioFloor: number;
  readonly sharedStrings: number;
  readonly sharedStringCharacters: number;
  /** Cell elements of one sheet, empty styled ones included. */
  readonly cells: number;
  readonly columns: number;
  readonly sheets: number;
  readonly merges: number;
  readonly milliseconds: number;
  readonly workerMegabytes: number;
}

export const READER_LIMITS: ReaderLimits = {
  fileBytes: 256 * 1024 * 1024,
  entries: 4000,
  partBytes: 768 * 1024 * 1024,
  ratio: 300,
  ratioFloor: 4 * 1024 * 1024,
  sharedStrings: 4_000_000,
  sharedStringCharacters: 128 * 1024 * 1024,
  cells: 40_000_000,
  columns: 16_384,
  sheets: 400,
  merges: 200_000,
  milliseconds: 60_000,
  workerMegabytes: 768,
};
