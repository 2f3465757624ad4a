/** Names of ranges. They live in the grid's own list, which moves them with inserted and deleted rows and renamed sheets. */
import { OfficeError } from "../officejs/errors.js";
import { areaText, quoteSheet, splitAddress, tryParseArea } from "./address.js";
import type { Book } from "./book.js";
import { CHART_NAMES } from "./chart-names.js";
import { Range } from "./range.js";

type DefinedName = ReturnType<Book["workbook"]["getDefinedNames"]>[number];

const VALID_NAME = /^[\p{L}_\\][\p{L}\p{N}_.\\?]{0,254}$/u;

export class NamedItemCollection {
  /** Without a sheet these are the workbook's names. */
  constructor(
    private readonly book: Book,
    private readonly sheetId?: string,
  ) {}

  get items(): NamedItem[] {
    return this.#names().map((name) => new NamedItem(this.book, name.getName(), this.sheetId));
  }

  add(name: string, reference: unknown, comment = ""): NamedItem {
    if (!VALID_NAME.test(name) || tryParseArea(name))
      throw new OfficeError("InvalidArgument", `'${name}' cannot be a name.`);
    if (this.getItemOrNullObject(name)) throw new OfficeError("ItemAlreadyExists", `The name '${name}' is taken.`);
    const builder = this.book.workbook
      .newDefinedNameBuilder()
      .setName(name)
      .setRef(referenceText(reference))
      .setComment(comment);
    const built = (
      this.sheetId === undefined
        ? builder.setScopeToWorkbook()
        : builder.setScopeToWorksheet(this.book.sheet(this.sheetId))
    ).build();
    this.book.workbook.insertDefinedNameBuilder(built);
    return new NamedItem(this.book, name, this.sheetId);
  }

  getItem(name: string): NamedItem {
    const item = this.getItemOrNullObject(name);
    if (!item) throw new OfficeError("ItemNotFound", `There is no name '${name}'.`);
    return item;
  }

  getItemOrNullObject(name: string): NamedItem | null {
    const found = this.#names().find((candidate) => sameName(candidate.getName(), name));
    return found ? new NamedItem(this.book, found.getName(), this.sheetId) : null;
  }

  getCount(): number {
    return this.#names().length;
  }

  #names(): DefinedName[] {
    return namesOf(this.book, this.sheetId);
  }
}

function namesOf(book: Book, sheetId: string | undefined): DefinedName[] {
  return book.workbook
    .getDefinedNames()
    .filter((name) => !name.getName().startsWith(CHART_NAMES))
    .filter((name) => (sheetId === undefined ? name.isWorkbookScope() : name.getLocalSheetId() === sheetId));
}

function sameName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function referenceText(reference: unknown): string {
  if (reference instanceof Range) return `${quoteSheet(reference.sheetName)}!${areaText(reference.area, true)}`;
  if (typeof reference === "string")
    return reference.startsWith("=") && tryParseArea(splitAddress(reference.slice(1)).area)
      ? reference.slice(1)
      : reference;
  throw new OfficeError("InvalidArgument", "A name stands for a range or a formula.");
}

export class NamedItem {
  #name: string;

  constructor(
    private readonly book: Book,
    name: string,
    private readonly sheetId: string | undefined,
  ) {
    this.#name = name;
  }

  #definition(): DefinedName {
    const definition = namesOf(this.book, this.sheetId).find((candidate) => sameName(candidate.getName(), this.#name));
    if (!definition) throw new OfficeError("ItemNotFound", `The name '${this.#name}' was deleted.`);
    return definition;
  }

  get name(): string {
    return this.#definition().getName();
  }

  get scope(): string {
    return this.sheetId === undefined ? "Workbook" : "Worksheet";
  }

  get formula(): string {
    const text = this.#definition().getFormulaOrRefString();
    const range = this.getRangeOrNullObject();
    if (range) return `=${quoteSheet(range.sheetName)}!${areaText(range.area, true)}`;
    return text.startsWith("=") ? text : `=${text}`;
  }

  set formula(formula: string) {
    this.#definition().setRef(referenceText(formula));
  }

  get type(): string {
    if (this.getRangeOrNullObject()) return "Range";
    return this.#definition().getFormulaOrRefString().includes("#REF!") ? "Error" : "String";
  }

  get value(): unknown {
    const range = this.getRangeOrNullObject();
    return range ? range.address : this.#definition().getFormulaOrRefString().replace(/^=/, "");
  }

  get comment(): string {
    return this.#definition().getComment() ?? "";
  }

  set comment(comment: string) {
    this.#definition().setComment(comment);
  }

  get visible(): boolean {
    return this.#definition().toBuilder().build().hidden !== true;
  }

  set visible(visible: boolean) {
    this.#definition().setHidden(!visible);
  }

  getRange(): Range {
    const range = this.getRangeOrNullObject();
    if (!range) throw new OfficeError("InvalidReference", `The name '${this.#name}' stands for no range any more.`);
    return range;
  }

  getRangeOrNullObject(): Range | null {
    const { sheet, area } = splitAddress(this.#definition().getFormulaOrRefString().replace(/^=/, ""));
    const parsed = tryParseArea(area);
    if (sheet === undefined || !parsed) return null;
    const owner = this.book.workbook.getSheetByName(sheet);
    return owner ? new Range(this.book, owner.getSheetId(), parsed) : null;
  }

  delete(): void {
    this.#definition().delete();
  }
}
