/**
 * Opens what people send, chosen by content and not by name: .xlsx, old .xls and .et, CSV.
 * Says what a disguised, locked, cut-off or foreign file really is.
 */
import { open, stat } from "node:fs/promises";
import type { WorkbookReader } from "../cell.js";
import { IntakeRefusal } from "../refusal.js";
import { openCsv } from "./csv.js";
import { READER_LIMITS, type ReaderLimits } from "./limits.js";
import { openXls } from "./xls.js";
import { openXlsx } from "./xlsx.js";

/** `name` is what the sender called the file; it appears in messages and names the sheet of a CSV. */
export async function openWorkbook(
  source: string | Buffer,
  name: string,
  limits: ReaderLimits = READER_LIMITS,
): Promise<WorkbookReader> {
  const size = typeof source === "string" ? (await stat(source)).size : source.length;
  if (size === 0) throw new IntakeRefusal("emptyFile", { file: name });
  if (size > limits.fileBytes) {
    const megabytes = (bytes: number) => `${Math.round(bytes / 1048576)} MB`;
    throw new IntakeRefusal("tooLarge", {
      file: name,
      part: name,
      size: megabytes(size),
      limit: megabytes(limits.fileBytes),
    });
  }
  const head = await firstBytes(source, 8192);
  if (startsWith(head, [0x50, 0x4b, 0x03, 0x04])) return openXlsx(source, name, limits);
  if (startsWith(head, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) {
    if (await holdsStream(source, "EncryptedPackage")) throw new IntakeRefusal("encrypted", { file: name });
    const isWorkbook = (await holdsStream(source, "Workbook")) || (await holdsStream(source, "Book"));
    if (!isWorkbook) {
      if (await holdsStream(source, "WordDocument"))
        throw new IntakeRefusal("unsupportedFormat", { file: name, format: "Word" });
      throw new IntakeRefusal("truncated", { file: name });
    }
    return openXls(source, name, limits);
  }
  // BIFF 2–5 files before compound documents.
  if (head[0] === 0x09 && [0x00, 0x02, 0x04, 0x08].includes(head[1] ?? -1) && head[2] !== undefined && head[2] < 17) {
    return openXls(source, name, limits);
  }
  refuseForeign(head, name);
  return openCsv(source, name, limits);
}

const startsWith = (head: Buffer, magic: readonly number[]): boolean => magic.every((byte, i) => head[i] === byte);

async function firstBytes(source: string | Buffer, count: number): Promise<Buffer> {
  if (typeof source !== "string") return source.subarray(0, count);
  const handle = await open(source);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** Whether a compound document names a stream: its directory spells names in UTF-16. */
async function holdsStream(source: string | Buffer, name: string): Promise<boolean> {
  const wanted = Buffer.from(`${name}\0`, "utf16le");
  if (typeof source !== "string") return source.includes(wanted);
  const handle = await open(source);
  try {
    const chunk = Buffer.alloc(1 << 20);
    for (let at = 0; ; at += chunk.length - wanted.length) {
      const { bytesRead } = await handle.read(chunk, 0, chunk.length, at);
      if (chunk.subarray(0, bytesRead).includes(wanted)) return true;
      if (bytesRead < chunk.length) return false;
    }
  } finally {
    await handle.close();
  }
}

const FOREIGN: readonly (readonly [RegExp, string])[] = [
  [/^%PDF/u, "PDF"],
  [/^\{\\rtf/u, "RTF"],
  [/^\x89PNG|^GIF8|^\xff\xd8\xff/u, "image"],
  [/^Rar!|^7z\xbc\xaf|^\x1f\x8b/u, "archive"],
];

function refuseForeign(head: Buffer, file: string): void {
  const raw = head.toString("latin1");
  const foreign = FOREIGN.find(([magic]) => magic.test(raw));
  if (foreign) throw new IntakeRefusal("unsupportedFormat", { file, format: foreign[1] });
  const utf16 = head[0] === 0xff && head[1] === 0xfe;
  const text = (utf16 ? head.toString("utf16le") : head.toString("utf8"))
    .replace(/^\ufeff/u, "")
    .trimStart()
    .toLowerCase();
  if (/^<\?xml/u.test(text) && text.includes("urn:schemas-microsoft-com:office:spreadsheet")) {
    throw new IntakeRefusal("unsupportedFormat", { file, format: "XML 2003" });
  }
  if (
    /^(<!doctype html|<html|<head|<body|<table|<meta|<style|<script|<div|<!--)/u.test(text) ||
    /^mime-version:/u.test(text)
  ) {
    throw new IntakeRefusal("htmlDisguised", { file });
  }
  if (/^<\?xml|^<[a-z]/u.test(text)) throw new IntakeRefusal("unsupportedFormat", { file, format: "XML" });
}
