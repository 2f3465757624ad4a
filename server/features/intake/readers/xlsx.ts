/**
 * Streams .xlsx workbooks: rows come as they are unpacked, memory stays bounded, numbers keep the text of the file.
 * Refuses what is over a limit, locked or not well formed; never runs formulas, links or macros.
 */
import { SaxesParser, type SaxesTagPlain } from "saxes";
import {
  columnOf,
  rangeOf,
  type Cell,
  type CellRange,
  type Row,
  type SheetInfo,
  type WorkbookReader,
} from "../cell.js";
import { IntakeRefusal } from "../refusal.js";
import { READER_LIMITS, type ReaderLimits } from "./limits.js";
import { builtInFormat, numberCell } from "./number-format.js";
import { openPackage, type Package } from "./package.js";
import { StringTable } from "./string-table.js";

interface Layout {
  readonly sheets: readonly (SheetInfo & { readonly part: string })[];
  readonly date1904: boolean;
  readonly sharedStrings: string | undefined;
  readonly styles: string | undefined;
}

export async function openXlsx(
  source: string | Buffer,
  file: string,
  limits: ReaderLimits = READER_LIMITS,
): Promise<WorkbookReader> {
  const zip = await openPackage(source, file, limits);
  try {
    const layout = await readLayout(zip, file, limits);
    const formats = layout.styles ? await readFormats(zip, layout.styles, file) : [];
    let strings: Promise<StringTable> | undefined;
    const shared = () => (strings ??= readSharedStrings(zip, layout.sharedStrings, file, limits));
    const sheet = (index: number) => {
      const found = layout.sheets[index];
      if (!found) throw new RangeError(`No sheet ${index}`);
      return found;
    };
    return {
      format: "xlsx",
      sheets: layout.sheets.map(({ name, hidden, index }) => ({ name, hidden, index })),
      rows: (index) => readRows(zip, sheet(index), { shared, formats, date1904: layout.date1904, file, limits }),
      merges: (index) => readMerges(zip, sheet(index).part, limits),
      close: async () => {
        zip.close();
        (await strings?.catch(() => undefined))?.close();
      },
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

/** Producers may prefix every element (`x:row`); only the local name counts. */
const localName = (name: string): string => {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
};

interface Handlers {
  open?(name: string, attributes: SaxesTagPlain["attributes"]): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** A parser that refuses document types (entity tricks) and turns every syntax error into one refusal. */
function xmlParser(file: string, part: string, handlers: Handlers): { write(chunk: string): void; close(): void } {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  const broken = () => new IntakeRefusal("corrupted", { file, part });
  parser.on("doctype", () => {
    throw broken();
  });
  parser.on("error", () => {
    throw broken();
  });
  if (handlers.open) parser.on("opentag", (tag) => handlers.open?.(localName(tag.name), tag.attributes));
  if (handlers.close) parser.on("closetag", (tag) => handlers.close?.(localName(tag.name)));
  if (handlers.text) {
    parser.on("text", (text) => handlers.text?.(text));
    parser.on("cdata", (text) => handlers.text?.(text));
  }
  return { write: (chunk) => void parser.write(chunk), close: () => void parser.close() };
}

async function parsePart(zip: Package, part: string, file: string, handlers: Handlers): Promise<void> {
  const parser = xmlParser(file, part, handlers);
  for await (const chunk of zip.text(part)) parser.write(chunk);
  parser.close();
}

async function readRelations(
  zip: Package,
  part: string,
  file: string,
): Promise<ReadonlyMap<string, { type: string; target: string }>> {
  const relations = new Map<string, { type: string; target: string }>();
  const folder = part.includes("/") ? part.slice(0, part.lastIndexOf("/") + 1) : "";
  const rels = `${folder}_rels/${part.slice(folder.length)}.rels`;
  if (!zip.has(rels)) return relations;
  await parsePart(zip, rels, file, {
    open: (name, a) => {
      if (name !== "Relationship" || a.TargetMode === "External") return;
      const type = (a.Type ?? "").split("/").at(-1) ?? "";
      relations.set(a.Id ?? "", { type, target: resolvePart(folder, a.Target ?? "") });
    },
  });
  return relations;
}

function resolvePart(folder: string, target: string): string {
  if (target.startsWith("/")) return target.slice(1);
  const steps: string[] = [];
  for (const step of `${folder}${target}`.split("/")) {
    if (step === "..") steps.pop();
    else if (step !== "." && step !== "") steps.push(step);
  }
  return steps.join("/");
}

async function readLayout(zip: Package, file: string, limits: ReaderLimits): Promise<Layout> {
  const root = [...(await readRelations(zip, "", file)).values()].find((r) => r.type === "officeDocument")?.target;
  const workbook = root && zip.has(root) ? root : "xl/workbook.xml";
  refuseOtherFormats(zip, workbook, file);
  const relations = await readRelations(zip, workbook, file);
  const sheets: (SheetInfo & { part: string })[] = [];
  let date1904 = false;
  await parsePart(zip, workbook, file, {
    open: (name, a) => {
      if (name === "workbookPr") date1904 = a.date1904 === "1" || a.date1904 === "true";
      if (name !== "sheet") return;
      const id = Object.entries(a).find(([k]) => localName(k) === "id" && k !== "id")?.[1] ?? "";
      const relation = relations.get(id);
      // Chart and dialog sheets have no cells.
      if (!relation || relation.type !== "worksheet") return;
      const hidden = a.state === "hidden" || a.state === "veryHidden";
      sheets.push({ name: a.name ?? "", hidden, index: sheets.length, part: relation.target });
    },
  });
  if (sheets.length > limits.sheets)
    throw new IntakeRefusal("tooManySheets", { file, count: sheets.length, limit: limits.sheets });
  const partOf = (type: string) => [...relations.values()].find((r) => r.type === type && zip.has(r.target))?.target;
  return { sheets, date1904, sharedStrings: partOf("sharedStrings"), styles: partOf("styles") };
}

function refuseOtherFormats(zip: Package, workbook: string, file: string): void {
  if (zip.has(workbook) && !workbook.endsWith(".bin")) return;
  if (zip.has("xl/workbook.bin")) throw new IntakeRefusal("unsupportedFormat", { file, format: "XLSB" });
  if (zip.has("content.xml")) throw new IntakeRefusal("unsupportedFormat", { file, format: "ODS" });
  if (zip.has("word/document.xml")) throw new IntakeRefusal("unsupportedFormat", { file, format: "Word" });
  if (zip.has("ppt/presentation.xml")) throw new IntakeRefusal("unsupportedFormat", { file, format: "PowerPoint" });
  throw new IntakeRefusal("notAWorkbook", { file });
}

/** The number format of each cell style, by style index. */
async function readFormats(zip: Package, part: string, file: string): Promise<readonly (string | undefined)[]> {
  const custom = new Map<number, string>();
  const formats: (string | undefined)[] = [];
  let inCellFormats = false;
  await parsePart(zip, part, file, {
    open: (name, a) => {
      if (name === "numFmt") custom.set(Number(a.numFmtId), a.formatCode ?? "");
      else if (name === "cellXfs") inCellFormats = true;
      else if (name === "xf" && inCellFormats) {
        const id = Number(a.numFmtId ?? 0);
        formats.push(custom.get(id) ?? builtInFormat(id));
      }
    },
    close: (name) => {
      if (name === "cellXfs") inCellFormats = false;
    },
  });
  return formats;
}

async function readSharedStrings(
  zip: Package,
  part: string | undefined,
  file: string,
  limits: ReaderLimits,
): Promise<StringTable> {
  const strings = new StringTable();
  if (!part) return strings;
  let characters = 0;
  let current = "";
  let taking = false;
  let phonetic = false;
  await parsePart(zip, part, file, {
    open: (name) => {
      if (name === "si") current = "";
      else if (name === "rPh") phonetic = true;
      else if (name === "t") taking = !phonetic;
    },
    text: (text) => {
      if (taking) current += text;
    },
    close: (name) => {
      if (name === "t") taking = false;
      else if (name === "rPh") phonetic = false;
      else if (name === "si") {
        characters += current.length;
        if (strings.length >= limits.sharedStrings || characters > limits.sharedStringCharacters) {
          throw new IntakeRefusal("tooLarge", { file, part, size: strings.length, limit: limits.sharedStrings });
        }
        strings.add(unescapeText(current));
      }
    },
  }).catch((error: unknown) => {
    strings.close();
    throw error;
  });
  return strings;
}

/** `_x000D_` is how the format writes characters that XML cannot hold. */
const unescapeText = (text: string): string =>
  text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text;

interface SheetSource {
  readonly shared: () => Promise<StringTable>;
  readonly formats: readonly (string | undefined)[];
  readonly date1904: boolean;
  readonly file: string;
  readonly limits: ReaderLimits;
}

async function* readRows(zip: Package, sheet: SheetInfo & { part: string }, source: SheetSource): AsyncIterable<Row> {
  const strings = await source.shared();
  const assembler = new RowAssembler(sheet, source, strings);
  const parser = xmlParser(source.file, sheet.part, assembler);
  for await (const chunk of zip.text(sheet.part)) {
    parser.write(chunk);
    yield* assembler.take();
    if (assembler.done) return;
  }
  parser.close();
  yield* assembler.take();
}

/** Turns the events of a sheet's XML into rows. One per pass; it holds only the rows of the current chunk. */
class RowAssembler implements Handlers {
  done = false;
  private rows: Row[] = [];
  private cells: Cell[] = [];
  private rowNumber = 0;
  private column = 0;
  private type = "n";
  private style = -1;
  private value = "";
  private taking = false;
  private phonetic = false;
  private hasFormula = false;
  private seen = 0;

  constructor(
    private readonly sheet: SheetInfo & { part: string },
    private readonly source: SheetSource,
    private readonly strings: StringTable,
  ) {}

  take(): readonly Row[] {
    const rows = this.rows;
    if (rows.length > 0) this.rows = [];
    return rows;
  }

  open(name: string, a: SaxesTagPlain["attributes"]): void {
    if (name === "c") this.openCell(a);
    else if (name === "row") this.openRow(a);
    else if (name === "v" || name === "t") this.taking = !this.phonetic;
    else if (name === "rPh") this.phonetic = true;
    else if (name === "f") this.hasFormula = true;
  }

  text(text: string): void {
    if (this.taking) this.value += text;
  }

  close(name: string): void {
    if (name === "c") this.closeCell();
    else if (name === "v" || name === "t") this.taking = false;
    else if (name === "rPh") this.phonetic = false;
    else if (name === "row") {
      if (this.cells.length > 0) this.rows.push({ number: this.rowNumber, cells: this.cells });
      this.cells = [];
    } else if (name === "sheetData") this.done = true;
  }

  private openRow(a: SaxesTagPlain["attributes"]): void {
    this.rowNumber = a.r === undefined ? this.rowNumber + 1 : Number(a.r);
    if (!Number.isInteger(this.rowNumber) || this.rowNumber < 1 || this.rowNumber > 1_048_576) throw this.broken();
    this.column = 0;
    this.cells = [];
  }

  private openCell(a: SaxesTagPlain["attributes"]): void {
    const { limits, file } = this.source;
    this.seen += 1;
    if (this.seen > limits.cells)
      throw new IntakeRefusal("tooManyCells", { file, sheet: this.sheet.name, limit: limits.cells });
    this.column = a.r === undefined ? this.column + 1 : columnOf(a.r);
    if (this.column > limits.columns || this.cells.length >= limits.columns) {
      throw new IntakeRefusal("tooManyColumns", {
        file,
        sheet: this.sheet.name,
        row: this.rowNumber,
        limit: limits.columns,
      });
    }
    if (this.column < 1) throw this.broken();
    this.type = a.t ?? "n";
    this.style = a.s === undefined ? -1 : Number(a.s);
    this.value = "";
    this.hasFormula = false;
  }

  private closeCell(): void {
    const cell = this.cellOf();
    if (!cell) return;
    const last = this.cells.at(-1);
    if (last && last.column >= cell.column)
      this.cells = [...this.cells.filter((c) => c.column !== cell.column), cell].sort((x, y) => x.column - y.column);
    else this.cells.push(cell);
  }

  private cellOf(): Cell | undefined {
    const { column, value, type } = this;
    if (value === "") return this.hasFormula && type !== "str" ? { column, kind: "blank", value: null } : undefined;
    const format = this.style < 0 ? undefined : this.source.formats[this.style];
    switch (type) {
      case "s":
        return this.textCell(this.strings.at(Number(value)));
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
        return numberCell(column, value, format, this.source.date1904);
    }
  }

  private textCell(text: string | undefined): Cell | undefined {
    if (text === undefined) throw this.broken();
    if (text === "") return undefined;
    const format = this.style < 0 ? undefined : this.source.formats[this.style];
    return { column: this.column, kind: "text", value: text, ...(format && format !== "General" ? { format } : {}) };
  }

  private broken(): IntakeRefusal {
    return new IntakeRefusal("corrupted", { file: this.source.file, part: this.sheet.part });
  }
}

const MERGE = /<(?:\w+:)?mergeCell\b[^>]*?\bref="([^"]{2,32})"/gu;

/** Merges stand after the rows. Looking for the element in the text is five times faster than parsing the sheet again. */
async function readMerges(zip: Package, part: string, limits: ReaderLimits): Promise<readonly CellRange[]> {
  const merges: CellRange[] = [];
  let tail = "";
  for await (const chunk of zip.text(part)) {
    const text = tail + chunk;
    let end = 0;
    for (const found of text.matchAll(MERGE)) {
      const range = rangeOf(found[1] ?? "");
      if (range && merges.length < limits.merges) merges.push(range);
      end = (found.index ?? 0) + found[0].length;
    }
    const open = text.lastIndexOf("<");
    tail = text.slice(Math.max(end, open < 0 ? text.length : open)).slice(-4096);
  }
  return merges.sort((a, b) => a.top - b.top || a.left - b.left);
}
