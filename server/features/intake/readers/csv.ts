/**
 * Streams CSV: UTF-8, UTF-16 or GB18030, separated by comma, semicolon or tab, quoted or not.
 * Every cell is text as written: leading zeros and long numbers survive. Binary data and endless quotes are refused.
 */
import { createReadStream } from "node:fs";
import { Readable } from "node:stream";
import { asTyped } from "../../../domain/csv.js";
import type { Cell, Row, WorkbookReader } from "../cell.js";
import { IntakeRefusal } from "../refusal.js";
import { READER_LIMITS, type ReaderLimits } from "./limits.js";
import { SheetShape } from "./sheet-shape.js";

type Encoding = "utf-8" | "gb18030" | "utf-16le" | "utf-16be";

export async function openCsv(
  source: string | Buffer,
  file: string,
  limits: ReaderLimits = READER_LIMITS,
): Promise<WorkbookReader> {
  const encoding = await detectEncoding(source, file);
  const delimiter = await sniffDelimiter(source, encoding, file);
  const name = file.replace(/^.*[\\/]/u, "").replace(/\.[^.]+$/u, "") || file;
  return {
    format: "csv",
    sheets: [{ name, hidden: false, index: 0 }],
    rows: () => readRows(source, { encoding, delimiter, file, limits }),
    merges: async () => [],
    close: async () => undefined,
  };
}

function byteStream(source: string | Buffer): AsyncIterable<Buffer> {
  return typeof source === "string"
    ? createReadStream(source, { highWaterMark: 256 * 1024 })
    : Readable.from(slices(source));
}

function* slices(bytes: Buffer): Iterable<Buffer> {
  for (let at = 0; at < bytes.length; at += 256 * 1024) yield bytes.subarray(at, at + 256 * 1024);
}

/** The whole file decides: a GB18030 file may begin with megabytes of plain digits. */
async function detectEncoding(source: string | Buffer, file: string): Promise<Encoding> {
  const utf8 = new TextDecoder("utf-8", { fatal: true });
  let isUtf8 = true;
  let size = 0;
  for await (const chunk of byteStream(source)) {
    if (size === 0) {
      if (chunk[0] === 0xff && chunk[1] === 0xfe) return "utf-16le";
      if (chunk[0] === 0xfe && chunk[1] === 0xff) return "utf-16be";
    }
    size += chunk.length;
    if (chunk.includes(0)) throw new IntakeRefusal("notAWorkbook", { file });
    if (!isUtf8) continue;
    try {
      utf8.decode(chunk, { stream: true });
    } catch {
      isUtf8 = false;
    }
  }
  if (size === 0) throw new IntakeRefusal("emptyFile", { file });
  if (!isUtf8) return "gb18030";
  try {
    utf8.decode();
  } catch {
    // All of it was UTF-8 but for the first bytes of a character. Four characters might be another encoding's by chance.
    if (size > 64) throw new IntakeRefusal("truncated", { file });
    return "gb18030";
  }
  return "utf-8";
}

async function* decode(source: string | Buffer, encoding: Encoding, file: string): AsyncIterable<string> {
  const decoder = new TextDecoder(encoding);
  for await (const chunk of byteStream(source)) yield decoder.decode(chunk, { stream: true });
  // Half a character is left: the rest of the file is missing too.
  if (decoder.decode() !== "") throw new IntakeRefusal("truncated", { file });
}

const HEAD = 65_536;

/** The separator that splits the first lines into the most columns, equally often on each line. */
async function sniffDelimiter(source: string | Buffer, encoding: Encoding, file: string): Promise<string> {
  let head = "";
  for await (const text of decode(source, encoding, file)) {
    head += text;
    if (head.length > HEAD) break;
  }
  head = head.slice(0, HEAD);
  const declared = /^sep=([,;\t|])\r?\n/iu.exec(head)?.[1];
  if (declared) return declared;
  const lines = head
    .replace(/"(?:[^"]|"")*"/gu, "")
    .split(/\r\n|\n|\r/u)
    .filter((line) => line.trim() !== "")
    .slice(0, 30);
  let best = ",";
  let bestScore = 0;
  for (const candidate of [",", "\t", ";", "，", "|"]) {
    const counts = lines.map((line) => line.split(candidate).length - 1);
    const most = Math.max(0, ...counts);
    const agreeing = counts.filter((count) => count === most).length;
    const score = most * agreeing;
    if (most > 0 && score > bestScore) {
      best = candidate;
      bestScore = score;
    }
  }
  return best;
}

interface CsvSource {
  readonly encoding: Encoding;
  readonly delimiter: string;
  readonly file: string;
  readonly limits: ReaderLimits;
}

const LONGEST_FIELD = 1_000_000;

async function* readRows(source: string | Buffer, options: CsvSource): AsyncIterable<Row> {
  const splitter = new CsvSplitter(options);
  for await (const text of decode(source, options.encoding, options.file)) {
    splitter.write(text);
    yield* splitter.take();
  }
  splitter.end();
  yield* splitter.take();
}

/** Splits text into records as RFC 4180 has it, tolerating quotes inside unquoted fields. */
class CsvSplitter {
  private rows: Row[] = [];
  private cells: Cell[] = [];
  private column = 1;
  private field = "";
  private number = 1;
  private line = 1;
  private state: "start" | "plain" | "quoted" | "quoteSeen" = "start";
  private quoteLine = 1;
  private carriage = false;
  private readonly shape: SheetShape;

  constructor(private readonly options: CsvSource) {
    this.shape = new SheetShape(options.file, options.file, options.limits);
  }

  take(): readonly Row[] {
    const rows = this.rows;
    if (rows.length > 0) this.rows = [];
    return rows;
  }

  write(text: string): void {
    const { delimiter } = this.options;
    let from = 0;
    for (let i = 0; i < text.length; i += 1) {
      const c = text[i] ?? "";
      if (this.carriage) {
        this.carriage = false;
        if (c === "\n") {
          from = i + 1;
          continue;
        }
      }
      if (this.state === "quoted") {
        if (c === "\n") this.line += 1;
        if (c !== '"') continue;
        this.append(text.slice(from, i));
        from = i + 1;
        this.state = "quoteSeen";
      } else if (c === '"' && this.state === "quoteSeen") {
        this.field += '"';
        from = i + 1;
        this.state = "quoted";
      } else if (c === '"' && this.state === "start") {
        this.state = "quoted";
        this.quoteLine = this.line;
        from = i + 1;
      } else if (c === delimiter || c === "\n" || c === "\r") {
        this.append(text.slice(from, i));
        from = i + 1;
        this.endField();
        if (c === delimiter) continue;
        this.endRow();
        this.carriage = c === "\r";
      } else if (this.state === "start" || this.state === "quoteSeen") {
        this.state = "plain";
      }
    }
    this.append(text.slice(from));
  }

  end(): void {
    if (this.state === "quoted")
      throw new IntakeRefusal("brokenQuotes", { file: this.options.file, row: this.quoteLine });
    this.endField();
    this.endRow();
  }

  private append(piece: string): void {
    this.field += piece;
    if (this.field.length > LONGEST_FIELD)
      throw new IntakeRefusal("brokenQuotes", { file: this.options.file, row: this.quoteLine });
  }

  private endField(): void {
    // Empty fields to the right of a table are an export of everything that was formatted: they count only by their number.
    this.shape.meet(this.number);
    // ="00123" is the trick by which programs keep Excel from eating zeros.
    const text = asTyped(
      this.field.replace(/^="?([^"]*)"?$/u, (whole, inner: string) => (whole.startsWith('="') ? inner : whole)),
    );
    if (text !== "") {
      this.cells.push({ column: this.column, kind: "text", value: text });
      this.shape.fill(this.number, this.column, text.length);
    }
    this.field = "";
    this.column += 1;
    this.state = "start";
  }

  private endRow(): void {
    if (this.cells.length > 0) this.rows.push({ number: this.number, cells: this.cells });
    this.shape.endRow(this.number);
    this.cells = [];
    this.column = 1;
    this.number += 1;
    this.line += 1;
  }
}
