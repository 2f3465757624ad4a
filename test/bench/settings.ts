/** What `npm run bench` was told: where the database server is, how many rows, how many rounds. */

/** A PostgreSQL server on which databases may be made and dropped. */
export function serverUrl(): string {
  const url = process.env["BENCH_SERVER"];
  if (!url) throw new Error("run this through `npm run bench`");
  return url;
}

export const ROWS = whole("BENCH_ROWS", 1_000_000);
export const ROUNDS = whole("BENCH_ROUNDS", 5);
/** How long each party is asked in one round. */
export const SECONDS = whole("BENCH_SECONDS", 5);
/** How many requests are under way at once. */
export const CONCURRENCY = whole("BENCH_CONCURRENCY", 4);
/** Rows of the roster that is taken in, and of the long one; 0 leaves that out. */
export const INTAKE_ROWS = whole("BENCH_INTAKE_ROWS", 100_000);
export const LARGE_INTAKE_ROWS = whole("BENCH_INTAKE_LARGE", 1_000_000, 0);
/** A step of the sheet's cases that takes longer has hung: it fails instead of keeping everybody waiting. */
export const STEP_SECONDS = whole("BENCH_STEP_SECONDS", 180);
/** Rows that are put into the sheet: of the short table and of the long one, which 0 leaves out. */
export const SHEET_ROWS_SHORT = whole("BENCH_SHEET_SHORT", 10_000);
export const SHEET_ROWS_LONG = whole("BENCH_SHEET_LONG", 100_000, 0);
/** The largest number of function cells. */
export const SHEET_CELLS = whole("BENCH_SHEET_CELLS", 20_000);

function whole(name: string, otherwise: number, least = 1): number {
  const text = process.env[name];
  if (text === undefined || text === "") return otherwise;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < least) throw new Error(`${name} is a whole number from ${least}`);
  return value;
}

export const grouped = (value: number): string => value.toLocaleString("en-US");
