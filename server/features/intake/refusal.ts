/** A file that will not be read, with a closed code and the arguments of its message. Thrown, never returned. */

export type IntakeRefusalCode =
  | "notAWorkbook"
  | "emptyFile"
  | "encrypted"
  | "htmlDisguised"
  | "unsupportedFormat"
  | "truncated"
  | "corrupted"
  | "tooLarge"
  | "suspiciousCompression"
  | "tooManyCells"
  | "tooManyColumns"
  | "tooManySheets"
  | "tooManyTables"
  | "tooMuchText"
  | "tooSparse"
  | "mostlyEmpty"
  | "unsafePackage"
  | "tooSlow"
  | "brokenQuotes";

export class IntakeRefusal extends Error {
  override readonly name = "IntakeRefusal";

  constructor(
    readonly code: IntakeRefusalCode,
    readonly args: Readonly<Record<string, string | number>>,
  ) {
    super(code);
  }
}
