/**
 * The compound file around an old workbook, opened far enough to take out one stream. Every chain of sectors is followed
 * for no more steps than the file has sectors, and every entry of a folder is visited once: rings and lies about sizes are
 * refused, and nothing is held beside the stream itself.
 */
import { IntakeRefusal } from "../refusal.js";

const FREE_FROM = 0xffff_fff0;
const ENTRY = 128;
const ROOT = 0;
const STREAM = 2;
const NONE = 0xffff_ffff;

/** The first of the named streams that stands in the root folder. */
export function streamOf(bytes: Buffer, names: readonly string[], file: string): Buffer {
  const container = new CompoundFile(bytes, file);
  const found = names.map((name) => container.find(name)).find((entry) => entry !== undefined);
  if (!found) throw new IntakeRefusal("truncated", { file });
  return container.read(found);
}

class CompoundFile {
  private readonly sectorSize: number;
  private readonly sectors: number;
  private readonly table: Uint32Array;
  private readonly folder: Buffer;

  constructor(
    private readonly bytes: Buffer,
    private readonly file: string,
  ) {
    if (bytes.length < 1024) throw new IntakeRefusal("truncated", { file });
    const shift = bytes.readUInt16LE(30);
    if (shift !== 9 && shift !== 12) throw this.broken();
    this.sectorSize = 1 << shift;
    // The header takes the room of one sector.
    this.sectors = Math.ceil(bytes.length / this.sectorSize) - 1;
    this.table = this.readTable();
    this.folder = this.chain(bytes.readUInt32LE(48));
  }

  /** Where an entry stands in the folder. Only siblings at the top are looked at: what is embedded has workbooks of its own. */
  find(name: string): number | undefined {
    const entries = Math.floor(this.folder.length / ENTRY);
    const visited = new Uint8Array(entries);
    const open = [this.folder.readUInt32LE(ROOT + 76)];
    for (let at = open.pop(); at !== undefined; at = open.pop()) {
      if (at === NONE) continue;
      if (at >= entries || visited[at] === 1) throw this.broken();
      visited[at] = 1;
      const entry = at * ENTRY;
      const length = Math.min(this.folder.readUInt16LE(entry + 64), 64);
      const own = this.folder.toString("utf16le", entry, entry + Math.max(length - 2, 0));
      if (own === name && this.folder[entry + 66] === STREAM) return entry;
      open.push(this.folder.readUInt32LE(entry + 68), this.folder.readUInt32LE(entry + 72));
    }
    return undefined;
  }

  read(entry: number): Buffer {
    const start = this.folder.readUInt32LE(entry + 116);
    const size = this.folder.readUInt32LE(entry + 120);
    if (size > this.bytes.length) throw new IntakeRefusal("truncated", { file: this.file });
    if (size >= this.bytes.readUInt32LE(56)) return this.chain(start, size);
    return this.miniChain(start, size);
  }

  /** The sectors of the table are named in the header, and beyond 109 of them in a chain of their own. */
  private readTable(): Uint32Array {
    const { bytes, sectorSize } = this;
    const perSector = sectorSize / 4;
    const places: number[] = [];
    for (let i = 0; i < 109; i += 1) places.push(bytes.readUInt32LE(76 + 4 * i));
    let next = bytes.readUInt32LE(68);
    for (let steps = 0; next < FREE_FROM; steps += 1) {
      if (steps > this.sectors) throw this.broken();
      const sector = this.sector(next);
      if (sector.length < sectorSize) throw this.broken();
      for (let i = 0; i < perSector - 1; i += 1) places.push(sector.readUInt32LE(4 * i));
      next = sector.readUInt32LE(sectorSize - 4);
    }
    const used = places.filter((place) => place < FREE_FROM);
    // The table names itself too; one that is longer than the file needs is none.
    if (used.length > Math.ceil(this.sectors / perSector) + 1) throw this.broken();
    const table = new Uint32Array(used.length * perSector).fill(NONE);
    used.forEach((place, n) => {
      const sector = this.sector(place);
      for (let i = 0; i + 4 <= sector.length; i += 4) table[n * perSector + i / 4] = sector.readUInt32LE(i);
    });
    return table;
  }

  private sector(number: number): Buffer {
    if (number >= this.sectors) throw this.broken();
    const from = (number + 1) * this.sectorSize;
    return this.bytes.subarray(from, Math.min(from + this.sectorSize, this.bytes.length));
  }

  private chain(start: number, size?: number): Buffer {
    const needed = size === undefined ? this.sectors : Math.ceil(size / this.sectorSize);
    const pieces: Buffer[] = [];
    let next = start;
    for (; next < FREE_FROM && (size === undefined || pieces.length < needed); next = this.table[next] ?? NONE) {
      // A chain longer than the file goes in a ring.
      if (pieces.length >= this.sectors) throw this.broken();
      pieces.push(this.sector(next));
    }
    const whole = Buffer.concat(pieces);
    if (size === undefined) return whole;
    if (whole.length < size) throw new IntakeRefusal("truncated", { file: this.file });
    return whole.subarray(0, size);
  }

  /** Small streams lie in pieces of 64 bytes within a stream of the root's. */
  private miniChain(start: number, size: number): Buffer {
    const piece = 1 << this.bytes.readUInt16LE(32);
    if (piece !== 64) throw this.broken();
    const container = this.chain(this.folder.readUInt32LE(ROOT + 116));
    const table = this.chain(this.bytes.readUInt32LE(60));
    const pieces: Buffer[] = [];
    const needed = Math.ceil(size / piece);
    for (
      let next = start;
      pieces.length < needed;
      next = 4 * next + 4 <= table.length ? table.readUInt32LE(4 * next) : NONE
    ) {
      if (next >= FREE_FROM || (next + 1) * piece > container.length + piece - 1) throw this.broken();
      pieces.push(container.subarray(next * piece, (next + 1) * piece));
    }
    return Buffer.concat(pieces).subarray(0, size);
  }

  private broken(): IntakeRefusal {
    return new IntakeRefusal("corrupted", { file: this.file, part: "xls" });
  }
}
