/**
 * What one account may ask of the hub, by its roles: `limits.tsv` has a line for each. Somebody with several roles gets the
 * largest of each number, somebody with none the line `none`, and a program never more than the line `program` besides.
 */
import { readFileSync } from "node:fs";
import type { Context, Viewer } from "../context.js";
import { Refusal } from "../errors.js";

/** What each number of the table holds down. Nothing is in it that nobody reads. */
const MEANINGS = {
  depth: "levels of a document",
  fields: "fields of a document, after fragments are spread",
  aliases: "renamed fields of a document",
  roots: "root fields of a document",
  tokens: "words and signs of a document: more are not even read",
  rows: "rows and figures one operation may return, all its levels and root fields together",
  cost: "rows × fields of each: what the database has to put into words for one operation",
  batch: "cells or rows of one write",
  selection: "cells of one selection that is staged",
  bodyMegabytes: "of one request to the graph",
  uploadMegabytes: "of one file",
  uploadsPerHour: "files sent in any sixty minutes, at whichever hub",
  imports: "files being read or written at the same time, at whichever hub",
  perMinute: "requests in a minute, at one hub",
  atOnce: "operations under way; fewer than the hub has connections, so that nobody holds all of them",
  waiting: "so many more wait their turn; the next is sent away",
  readSeconds: "of an operation that reads; then the database ends it",
  writeSeconds: "of an operation that writes, and of one statement of an import",
} as const;

export type LimitName = keyof typeof MEANINGS;
export type Limits = Readonly<Record<LimitName, number>>;

export const LIMIT_NAMES = Object.keys(MEANINGS) as readonly LimitName[];
/** The lines of the table that are no roles. */
export const NO_ROLE = "none";
export const PROGRAM = "program";

export const LIMITS_BY_ROLE: ReadonlyMap<string, Limits> = readLimits(
  readFileSync(new URL("./limits.tsv", import.meta.url), "utf8"),
);

/** The largest of all roles: what nobody passes, and what the hub's own work is measured by. */
export const WIDEST = combined([...LIMITS_BY_ROLE.values()], Math.max);

/** Refuses a table with a column too many or too few, and a number that is none. */
export function readLimits(text: string): ReadonlyMap<string, Limits> {
  const [head = "", ...lines] = text.trimEnd().split(/\r?\n/u);
  const [, ...names] = head.split("\t");
  if (names.join() !== LIMIT_NAMES.join()) throw new Error(`limits.tsv: its columns are ${LIMIT_NAMES.join(", ")}`);
  return new Map(
    lines.map((line) => {
      const [role = "", ...numbers] = line.split("\t");
      if (numbers.length !== names.length || !numbers.every((number) => /^[1-9]\d*$/u.test(number)))
        throw new Error(`limits.tsv: ${role} needs ${names.length} whole numbers`);
      return [role, Object.fromEntries(names.map((name, place) => [name, Number(numbers[place])])) as Limits];
    }),
  );
}

type Asker = Pick<Viewer, "accountId" | "kind" | "roles">;

const NO_CEILINGS: Partial<Limits> = {};
/** Roles come in few combinations: each is worked out once for every set of ceilings. */
const worked = new WeakMap<Partial<Limits>, Map<string, Limits>>();

/** `ceilings` are those of the place, whoever asks. The hub's own work has no account and is held down by nothing else. */
export function limitsOf(asker: Asker, ceilings: Partial<Limits> = NO_CEILINGS): Limits {
  if (asker.accountId === undefined) return WIDEST;
  const known = worked.get(ceilings) ?? new Map<string, Limits>();
  worked.set(ceilings, known);
  const name = `${asker.kind} ${asker.roles.join(" ")}`;
  const limits = known.get(name) ?? workOut(asker, ceilings);
  known.set(name, limits);
  return limits;
}

function workOut({ kind, roles }: Asker, ceilings: Partial<Limits>): Limits {
  const lines = roles.flatMap((role) => LIMITS_BY_ROLE.get(role) ?? []);
  const own = combined([...lines, lineOf(NO_ROLE)], Math.max);
  return combined([own, { ...own, ...ceilings }, ...(kind === "program" ? [lineOf(PROGRAM)] : [])], Math.min);
}

function lineOf(name: string): Limits {
  const line = LIMITS_BY_ROLE.get(name);
  if (line === undefined) throw new Error(`limits.tsv has no line ${name}`);
  return line;
}

function combined(lines: readonly Limits[], choose: (...numbers: number[]) => number): Limits {
  const entries = LIMIT_NAMES.map((name) => [name, choose(...lines.map((line) => line[name]))]);
  return Object.fromEntries(entries) as Limits;
}

export function limitsIn({ viewer, hub }: Pick<Context, "viewer" | "hub">): Limits {
  return limitsOf(viewer, hub.config.limits);
}

// ── What an operation may return ────────────────────────────────────────────────────────────────────────────────

/** Sums up what the root fields of one operation may return, and refuses what would be more than the asker may have. */
export class Tally {
  private rows = 0;
  private cost = 0;

  constructor(private readonly limits: Pick<Limits, "rows" | "cost">) {}

  /** So many more rows, each of so many fields. */
  expect(rows: number, fields = 1): void {
    this.rows += rows;
    this.cost += rows * fields;
    const { limits } = this;
    if (this.rows > limits.rows) throw new Refusal("TOO_COSTLY", { rows: this.rows, max: limits.rows });
    if (this.cost > limits.cost) throw new Refusal("TOO_MUCH_ASKED", { cost: this.cost, max: limits.cost });
  }
}

const tallies = new WeakMap<Context, Tally>();

/** The one tally of an operation: twenty root fields together return no more than one might. */
export function tallyOf(context: Context): Tally {
  const tally = tallies.get(context) ?? new Tally(limitsIn(context));
  tallies.set(context, tally);
  return tally;
}

/** Cells and rows of one write: refused before any is looked at. */
export function refuseLargeBatch(context: Context, code: "TOO_MANY_CELLS" | "TOO_MANY_ROWS", asked: number): void {
  const { batch: max } = limitsIn(context);
  if (asked > max) throw new Refusal(code, { max, asked });
}
