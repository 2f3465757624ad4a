/**
 * Which keys were met before, and where: twelve bytes a key, so that a million rows stay a few dozen megabytes. Keys are
 * known by a 64-bit print; among a million, two different keys share one in one import of thirty million.
 */
const SMALLEST = 1 << 12;

export class SeenKeys {
  private high = new Uint32Array(SMALLEST);
  private low = new Uint32Array(SMALLEST);
  private rows = new Int32Array(SMALLEST);
  private count = 0;

  /** The row a key was first met in, or nothing; the key is remembered from now on. */
  meet(key: string, row: number): number | undefined {
    if (this.count * 4 >= this.rows.length * 3) this.grow();
    const [high, low] = printOf(key);
    const at = this.slotOf(high, low);
    if (this.rows[at] !== 0) return (this.rows[at] ?? 1) - 1;
    this.put(at, high, low, row + 1);
    return undefined;
  }

  has(key: string): boolean {
    return this.rows[this.slotOf(...printOf(key))] !== 0;
  }

  private slotOf(high: number, low: number): number {
    const mask = this.rows.length - 1;
    let at = low & mask;
    while (this.rows[at] !== 0 && (this.low[at] !== low || this.high[at] !== high)) at = (at + 1) & mask;
    return at;
  }

  private put(at: number, high: number, low: number, value: number): void {
    this.high[at] = high;
    this.low[at] = low;
    this.rows[at] = value;
    this.count += 1;
  }

  private grow(): void {
    const { high, low, rows } = this;
    this.high = new Uint32Array(rows.length * 2);
    this.low = new Uint32Array(rows.length * 2);
    this.rows = new Int32Array(rows.length * 2);
    this.count = 0;
    rows.forEach((value, at) => {
      if (value !== 0) this.put(this.slotOf(high[at] ?? 0, low[at] ?? 0), high[at] ?? 0, low[at] ?? 0, value);
    });
  }
}

/** Two hashes with different starts and multipliers over the same characters, each stirred with the other at the end. */
function printOf(key: string): readonly [number, number] {
  let a = 2166136261;
  let b = 374761393;
  for (let i = 0; i < key.length; i += 1) {
    const c = key.charCodeAt(i);
    a = Math.imul(a ^ c, 16777619);
    b = Math.imul(b + c, 2246822519);
    b ^= b >>> 15;
  }
  return [stir(a ^ Math.imul(b, 5)), stir(b + (a << 7))];
}

function stir(n: number): number {
  let x = Math.imul(n ^ (n >>> 16), 0x45d9f3b);
  x = Math.imul(x ^ (x >>> 16), 0x45d9f3b);
  return (x ^ (x >>> 16)) >>> 0;
}
