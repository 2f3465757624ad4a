/**
 * Old .xls and WPS .et workbooks. Their container and their records are gone over here first, in steps that the file's
 * size bounds; what is left is read in a worker thread with a memory limit and a time limit. A file that is too much for
 * the worker ends the worker, not the hub.
 */
import { readFile } from "node:fs/promises";
import { Worker } from "node:worker_threads";
import type { Cell, CellRange, Row, SheetInfo, WorkbookReader } from "../cell.js";
import { IntakeRefusal } from "../refusal.js";
import { streamOf } from "./compound-file.js";
import { READER_LIMITS, type ReaderLimits } from "./limits.js";
import { inOrder } from "./merges.js";
import { numberCell } from "./number-format.js";
import { plainRecords } from "./old-records.js";
import { SheetShape } from "./sheet-shape.js";

type PlainCell = readonly [column: number, type: string, value: string | boolean, format: string | undefined];

interface Answer {
  readonly kind?: "opened" | "failed";
  readonly id?: number;
  readonly reason?: "encrypted" | "corrupted";
  readonly sheets?: readonly SheetInfo[];
  readonly date1904?: boolean;
  readonly rows?: readonly (readonly [number, readonly PlainCell[]])[];
  readonly next?: number;
  readonly merges?: readonly CellRange[];
}

type Question =
  | { readonly kind: "rows"; readonly sheet: number; readonly from: number }
  | { readonly kind: "merges"; readonly sheet: number };

export async function openXls(
  source: string | Buffer,
  file: string,
  limits: ReaderLimits = READER_LIMITS,
): Promise<WorkbookReader> {
  const bytes = typeof source === "string" ? await readFile(source) : source;
  const desk = new WorkerDesk(recordsIn(bytes, file, limits), file, limits);
  const opened = await desk.opening;
  const sheets = opened.sheets ?? [];
  if (sheets.length > limits.sheets) {
    await desk.close();
    throw new IntakeRefusal("tooManySheets", { file, count: sheets.length, limit: limits.sheets });
  }
  const date1904 = opened.date1904 ?? false;
  return {
    format: "xls",
    sheets,
    rows: (index) => streamRows(desk, index, date1904, new SheetShape(file, sheets[index]?.name ?? file, limits)),
    merges: async (index) => inOrder((await desk.ask({ kind: "merges", sheet: index })).merges ?? [], file, "xls"),
    close: () => desk.close(),
  };
}

/** A compound file holds them as a stream; before there were such, they were the file. */
function recordsIn(bytes: Buffer, file: string, limits: ReaderLimits): Buffer {
  const megabytes = (size: number) => `${Math.round(size / 1048576)} MB`;
  if (bytes.length > limits.xlsBytes) {
    const size = { size: megabytes(bytes.length), limit: megabytes(limits.xlsBytes) };
    throw new IntakeRefusal("tooLarge", { file, part: "xls", ...size });
  }
  // A copy: what is blotted out must not be blotted out for others.
  const stream = bytes[0] === 0xd0 ? streamOf(bytes, ["Workbook", "Book"], file) : Buffer.from(bytes);
  return plainRecords(stream, file, limits).stream;
}

async function* streamRows(desk: WorkerDesk, sheet: number, date1904: boolean, shape: SheetShape): AsyncIterable<Row> {
  let from = 0;
  while (from >= 0) {
    const answer = await desk.ask({ kind: "rows", sheet, from });
    for (const [number, cells] of answer.rows ?? []) {
      for (const [column, , value] of cells) {
        const length = typeof value === "string" ? value.length : 0;
        shape.fill(number, column, length);
        shape.repeat(length);
      }
      shape.endRow(number);
      yield { number, cells: cells.map((cell) => cellOf(cell, date1904)) };
    }
    from = answer.next ?? -1;
  }
}

function cellOf([column, type, value, format]: PlainCell, date1904: boolean): Cell {
  if (type === "n") return numberCell(column, String(value), format, date1904);
  if (type === "b") return { column, kind: "boolean", value };
  if (type === "e") return { column, kind: "error", value };
  return { column, kind: "text", value, ...(format && format !== "General" ? { format } : {}) };
}

/** Talks with one worker: one answer per question, and every question fails at once when the worker dies. */
class WorkerDesk {
  readonly opening: Promise<Answer>;
  private readonly worker: Worker;
  private readonly waiting = new Map<number, { resolve(answer: Answer): void; reject(error: Error): void }>();
  private asked = 0;
  private over: Error | undefined;

  constructor(
    bytes: Buffer,
    private readonly file: string,
    private readonly limits: ReaderLimits,
  ) {
    this.worker = new Worker(new URL("./xls.worker.mjs", import.meta.url), {
      workerData: { bytes },
      // Handed over, not copied. Small ones lie in memory that others share.
      transferList: bytes.buffer.byteLength > Buffer.poolSize ? [bytes.buffer as ArrayBuffer] : [],
      resourceLimits: { maxOldGenerationSizeMb: limits.workerMegabytes, stackSizeMb: 4 },
      execArgv: [],
      stderr: true,
      stdout: true,
    });
    this.opening = this.waitFor(0);
    this.worker.on("message", (answer: Answer) => this.hear(answer));
    this.worker.on("error", (error: NodeJS.ErrnoException) => {
      const tooBig = error.code === "ERR_WORKER_OUT_OF_MEMORY";
      const limit = `${limits.workerMegabytes} MB`;
      this.end(
        tooBig
          ? new IntakeRefusal("tooLarge", { file, part: "xls", size: `> ${limit}`, limit })
          : new IntakeRefusal("corrupted", { file, part: "xls" }),
      );
    });
    this.worker.on("exit", () => this.end(new IntakeRefusal("corrupted", { file, part: "xls" })));
  }

  ask(question: Question): Promise<Answer> {
    if (this.over) return Promise.reject(this.over);
    const id = (this.asked += 1);
    this.worker.postMessage({ id, ...question });
    return this.waitFor(id);
  }

  async close(): Promise<void> {
    this.over ??= new Error("The workbook was closed");
    await this.worker.terminate();
  }

  private waitFor(id: number): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.end(
          new IntakeRefusal("tooSlow", { file: this.file, seconds: Math.round(this.limits.milliseconds / 1000) }),
        );
        void this.worker.terminate();
      }, this.limits.milliseconds);
      const settle = () => {
        clearTimeout(timer);
        this.waiting.delete(id);
      };
      this.waiting.set(id, {
        resolve: (answer) => (settle(), resolve(answer)),
        reject: (error) => (settle(), reject(error)),
      });
    });
  }

  private hear(answer: Answer): void {
    if (answer.kind === "failed") {
      const { file } = this;
      this.end(
        answer.reason === "encrypted"
          ? new IntakeRefusal("encrypted", { file })
          : new IntakeRefusal("corrupted", { file, part: "xls" }),
      );
      void this.worker.terminate();
      return;
    }
    this.waiting.get(answer.id ?? 0)?.resolve(answer);
  }

  private end(error: Error): void {
    this.over ??= error;
    for (const { reject } of [...this.waiting.values()]) reject(this.over);
  }
}
