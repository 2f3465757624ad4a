/**
 * The zip package around an .xlsx: its parts by name, each within limits, each as a stream of text.
 * Refuses bombs and tricks by what the directory declares, before a byte is unpacked; yauzl then holds every part to the
 * size it declared. Nothing is ever written under the name of a part.
 */
import type { Readable } from "node:stream";
import yauzl, { type Entry, type ZipFile } from "yauzl";
import { IntakeRefusal } from "../refusal.js";
import type { ReaderLimits } from "./limits.js";

export interface Package {
  has(part: string): boolean;
  names(): readonly string[];
  /** UTF-8 text in chunks; refused where the part declares more than `most` bytes. */
  text(part: string, most?: number): AsyncIterable<string>;
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
      text: (part, most = limits.partBytes) => readText(zip, entries.get(key(part)), { part, file, limits, most }),
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
  // Names are read here: a trick among them is to be called one, not a file cut off on the way.
  const options = { lazyEntries: true, autoClose: false, validateEntrySizes: true, decodeStrings: false };
  return new Promise((resolve, reject) => {
    const opened = (error: Error | null, zip?: ZipFile): void =>
      zip ? resolve(zip) : reject(error ?? new Error("zip"));
    if (typeof source === "string") yauzl.open(source, options, opened);
    else yauzl.fromBuffer(source, options, opened);
  });
}

async function readDirectory(zip: ZipFile, file: string, limits: ReaderLimits): Promise<Map<string, Entry>> {
  if (zip.entryCount > limits.entries) {
    throw new IntakeRefusal("tooLarge", { file, part: "zip", size: zip.entryCount, limit: limits.entries });
  }
  const entries = new Map<string, Entry>();
  await new Promise<void>((resolve, reject) => {
    zip.on("entry", (entry: Entry) => {
      const part = nameOf(entry);
      const refusal = entries.has(key(part))
        ? new IntakeRefusal("unsafePackage", { file, part: shown(part) })
        : refuseEntry(entry, part, file, limits);
      if (refusal) return reject(refusal);
      entries.set(key(part), entry);
      zip.readEntry();
    });
    zip.on("end", () => resolve());
    zip.on("error", () => reject(new IntakeRefusal("truncated", { file })));
    zip.readEntry();
  });
  refuseOverlaps(entries, file);
  return entries;
}

/** Some producers write backslashes. */
const nameOf = (entry: Entry): string =>
  yauzl.getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false);

/** A name as it may stand in a message. */
const shown = (part: string): string => part.replace(/[\p{Cc}\p{Cf}]/gu, "").slice(0, 80);

function refuseEntry(entry: Entry, part: string, file: string, limits: ReaderLimits): IntakeRefusal | undefined {
  if (entry.isEncrypted()) return new IntakeRefusal("encrypted", { file });
  if (climbs(part) || isLink(entry)) return new IntakeRefusal("unsafePackage", { file, part: shown(part) });
  // Pictures and embedded files are never opened, so only what is read counts.
  return /\.(xml|rels)$/iu.test(part) ? refuseSize(entry, { part, file, limits, most: limits.partBytes }) : undefined;
}

/** No workbook has such a name, and whoever unpacks the file elsewhere may trust it. */
const climbs = (part: string): boolean =>
  /^\/|^[a-z]:/iu.test(part) || part.includes("\0") || part.split("/").includes("..");

/** The upper half of the attributes is the mode of a Unix file: 0o120000 is a link. */
const isLink = (entry: Entry): boolean => ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000;

interface Wanted {
  readonly part: string;
  readonly file: string;
  readonly limits: ReaderLimits;
  readonly most: number;
}

function refuseSize(entry: Entry, { part, file, limits, most }: Wanted): IntakeRefusal | undefined {
  const { uncompressedSize, compressedSize } = entry;
  const ratio = uncompressedSize / Math.max(compressedSize, 1);
  if (uncompressedSize > limits.ratioFloor && ratio > limits.ratio)
    return new IntakeRefusal("suspiciousCompression", { file, part: shown(part), ratio: Math.round(ratio) });
  if (uncompressedSize <= most) return undefined;
  const size = { size: megabytes(uncompressedSize), limit: megabytes(most) };
  return new IntakeRefusal("tooLarge", { file, part: shown(part), ...size });
}

/** Parts that share their bytes unpack to many times the file without any of them looking like a bomb. */
function refuseOverlaps(entries: ReadonlyMap<string, Entry>, file: string): void {
  const ordered = [...entries].sort(([, a], [, b]) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader);
  let end = 0;
  for (const [part, entry] of ordered) {
    const start = entry.relativeOffsetOfLocalHeader;
    if (start < end) throw new IntakeRefusal("unsafePackage", { file, part: shown(part) });
    end = start + LOCAL_HEADER + entry.fileNameLength + entry.compressedSize;
  }
}

const LOCAL_HEADER = 30;

const megabytes = (bytes: number): string => `${Math.round(bytes / 1048576)} MB`;

async function* readText(zip: ZipFile, entry: Entry | undefined, wanted: Wanted): AsyncIterable<string> {
  const { part, file } = wanted;
  if (!entry) throw new IntakeRefusal("corrupted", { file, part });
  // A part is measured again when it is read: it may be called something that the directory let pass.
  const refusal = refuseSize(entry, wanted);
  if (refusal) throw refusal;
  const stream = await new Promise<Readable>((resolve, reject) => {
    zip.openReadStream(entry, (error, opened) => (opened ? resolve(opened) : reject(error ?? new Error("zip"))));
  }).catch(() => {
    throw new IntakeRefusal("corrupted", { file, part });
  });
  stream.setEncoding("utf8");
  try {
    for await (const chunk of stream as AsyncIterable<string>) yield chunk;
  } catch (error) {
    throw error instanceof IntakeRefusal ? error : new IntakeRefusal("corrupted", { file, part });
  } finally {
    stream.destroy();
  }
}
