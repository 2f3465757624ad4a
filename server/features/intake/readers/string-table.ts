/**
 * The texts a workbook stores once and refers to by number, millions of them in a long roster: as bytes, the first ones
 * also as text, and beyond a few megabytes in a temporary file that nobody else can open and that ends with the table.
 */
import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const PER_BLOCK = 1024;
/** What repeats on every row (男, 合格) stands among the first. */
const AT_HAND = 16_384;
const IN_MEMORY = 16 * 1024 * 1024;
const LOADED_BLOCKS = 128;

interface Block {
  readonly bytes: Buffer;
  /** Where each text ends. */
  readonly ends: Uint32Array;
}

export class StringTable {
  private readonly first: string[] = [];
  /** Sealed blocks by number: in memory, or only their place in the file. */
  private readonly blocks: (Block | { readonly at: number; readonly size: number; readonly count: number })[] = [];
  private readonly loaded = new Map<number, Block>();
  private open: string[] = [];
  private memory = 0;
  private spill: { readonly folder: string; readonly file: number; size: number } | undefined;

  get length(): number {
    return this.blocks.length * PER_BLOCK + this.open.length;
  }

  add(text: string): void {
    // A piece of a larger text would keep the whole of it in memory.
    if (this.length < AT_HAND) this.first.push(Buffer.from(text, "utf8").toString("utf8"));
    this.open.push(text);
    if (this.open.length === PER_BLOCK) this.seal();
  }

  at(index: number): string | undefined {
    if (index < this.first.length) return this.first[index];
    const number = Math.floor(index / PER_BLOCK);
    const within = index % PER_BLOCK;
    if (number === this.blocks.length) return this.open[within];
    const block = this.blockOf(number);
    const end = block?.ends[within];
    return end === undefined
      ? undefined
      : block?.bytes.toString("utf8", within === 0 ? 0 : block.ends[within - 1], end);
  }

  close(): void {
    if (!this.spill) return;
    closeSync(this.spill.file);
    rmSync(this.spill.folder, { recursive: true, force: true });
    this.spill = undefined;
  }

  private seal(): void {
    const ends = new Uint32Array(this.open.length);
    let size = 0;
    const pieces = this.open.map((text, i) => {
      const bytes = Buffer.from(text, "utf8");
      size += bytes.length;
      ends[i] = size;
      return bytes;
    });
    this.open = [];
    const block = { bytes: Buffer.concat(pieces, size), ends };
    if (this.memory + size <= IN_MEMORY) {
      this.memory += size;
      this.blocks.push(block);
    } else this.blocks.push(this.write(block));
  }

  private write({ bytes, ends }: Block): { at: number; size: number; count: number } {
    this.spill ??= openSpill();
    const { file, size: at } = this.spill;
    const head = Buffer.from(ends.buffer, ends.byteOffset, ends.byteLength);
    writeSync(file, head, 0, head.length, at);
    writeSync(file, bytes, 0, bytes.length, at + head.length);
    this.spill.size = at + head.length + bytes.length;
    return { at, size: bytes.length, count: ends.length };
  }

  private blockOf(number: number): Block | undefined {
    const found = this.blocks[number];
    if (!found || "bytes" in found) return found;
    const ready = this.loaded.get(number);
    if (ready) return ready;
    const { at, size, count } = found;
    const ends = new Uint32Array(count);
    const bytes = Buffer.alloc(size);
    const file = this.spill?.file;
    if (file === undefined) return undefined;
    readSync(file, new Uint8Array(ends.buffer), 0, count * 4, at);
    readSync(file, bytes, 0, size, at + count * 4);
    const block = { bytes, ends };
    // The one loaded longest ago goes.
    if (this.loaded.size >= LOADED_BLOCKS) this.loaded.delete(this.loaded.keys().next().value ?? -1);
    this.loaded.set(number, block);
    return block;
  }
}

function openSpill(): { folder: string; file: number; size: number } {
  const folder = mkdtempSync(join(tmpdir(), "xunshu-texts-"));
  return { folder, file: openSync(join(folder, "texts"), "wx+", 0o600), size: 0 };
}
