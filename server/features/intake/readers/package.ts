/**
 * The zip package around an .xlsx: its parts by name, each within limits, each as a stream of text.
 * Refuses bombs by what the directory declares; yauzl then holds every part to the size it declared.
 */
import type { Readable } from "node:stream";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { IntakeRefusal } from "../refusal.js";
import type { ReaderLimits } from "./limits.js";

export interface Package {
  has(part: string): boolean;
  names(): readonly string[];
  /** UTF-8 text in chunks. */
  text(part: string): AsyncIterable<string>;
  close(): void;
}

export async function openPackage(source: string | Buffer, file: string, limits: ReaderLimits): Promise<Package> {
  const zip = await openZip(source).catch(() => {
    throw new IntakeRefusal("truncated", { file });
  });
  try {
    const entries = await readDirectory(zip, file, limits);
    return {
      has: (part) => entries.has(key(part)),
      names: () => [...entries.keys()],
      text: (part) => readText(zip, entries.get(key(part)), part, file),
      close: () => zip.close(),
    };
  } catch (error) {
    zip.close();
    throw error;
  }
}

/** Part names compare without case, and relationship targets may start with a slash. */
const key = (part: string): string => part.replace(/^\/+/u, "").toLowerCase();

function openZip(source: string | Buffer): Promise<ZipFile> {
  const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true, strictFileNames: false };
  return new Promise((resolve, reject) => {
    const opened = (error: Error | null, zip?: ZipFile): void =>
      zip ? resolve(zip) : reject(error ?? new Error("zip"));
    if (typeof source === "string") yauzl.open(source, options, opened);
    else yauzl.fromBuffer(source, options, opened);
  });
}

function readDirectory(zip: ZipFile, file: string, limits: ReaderLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.entries) {
    throw new IntakeRefusal("tooLarge", { file, part: "zip", size: zip.entryCount, limit: limits.entries });
  }
  const entries = new Map<string, Entry>();
  return new Promise((resolve, reject) => {
    zip.on("entry", (entry: Entry) => {
      const refusal = refuseEntry(entry, file, limits);
      if (refusal) return reject(refusal);
      entries.set(key(entry.fileName), entry);
      zip.readEntry();
    });
    zip.on("end", () => resolve(entries));
    zip.on("error", () => reject(new IntakeRefusal("truncated", { file })));
    zip.readEntry();
  });
}

function refuseEntry(entry: Entry, file: string, limits: ReaderLimits): IntakeRefusal | undefined {
  const part = entry.fileName;
  if (entry.isEncrypted()) return new IntakeRefusal("encrypted", { file });
  // Pictures and embedded files are never opened, so only what is read counts.
  if (!/\.(xml|rels)$/iu.test(part)) return undefined;
  if (entry.uncompressedSize > limits.partBytes) {
    return new IntakeRefusal("tooLarge", {
      file,
      part,
      size: megabytes(entry.uncompressedSize),
      limit: megabytes(limits.partBytes),
    });
  }
  const ratio = entry.uncompressedSize / Math.max(entry.compressedSize, 1);
  if (entry.uncompressedSize > limits.ratioFloor && ratio > limits.ratio) {
    return new IntakeRefusal("suspiciousCompression", { file, part, ratio: Math.round(ratio) });
  }
  return undefined;
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1048576)} MB`;

/** More text than this without a tag is no sheet that a person made, and would have to be held in memory whole. */
const LONGEST_RUN = 8 * 1024 * 1024;

async function* readText(zip: ZipFile, entry: Entry | undefined, part: string, file: string): AsyncIterable<string> {
  if (!entry) throw new IntakeRefusal("corrupted", { file, part });
  const stream = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (opened ? resolve(opened) : reject(error ?? new Error("zip"))));
  }).catch(() => {
    throw new IntakeRefusal("corrupted", { file, part });
  });
  stream.setEncoding("utf8");
  let run = 0;
  try {
    for await (const chunk of stream as AsyncIterable<string>) {
      run = chunk.includes("<") ? chunk.length - chunk.lastIndexOf("<") : run + chunk.length;
      if (run > LONGEST_RUN) throw new IntakeRefusal("corrupted", { file, part });
      yield chunk;
    }
  } catch (error) {
    throw error instanceof IntakeRefusal ? error : new IntakeRefusal("corrupted", { file, part });
  } finally {
    stream.destroy();
  }
}
