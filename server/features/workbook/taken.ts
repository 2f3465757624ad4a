/** What a filled workbook on its way back says and is answered: one shape for figures and for rows. */
import { createHash } from "node:crypto";

/** How a workbook is to be taken. */
export interface Taking {
  readonly fileName: string;
  readonly dryRun: boolean;
  /** What was decided of cells that clashed before, by their place: `填报!C5`. */
  readonly choices: Choices;
}

/** `version` is the one whose value was shown to whoever decided: if it changed again since, it clashes again. */
export interface Choice {
  readonly keep: "mine" | "theirs";
  readonly version: number;
}
export type Choices = ReadonlyMap<string, Choice>;

export interface TakenBook {
  /** Whether `untouched` and the receipt count cells of figures or rows of a register. */
  readonly what: "figures" | "rows";
  readonly receipt: TakenReceipt;
  readonly madeAt: string;
  readonly untouched: number;
  readonly troubles: readonly Trouble[];
}

export interface TakenReceipt {
  readonly batchId: string;
  readonly dryRun: boolean;
  readonly replayed: boolean;
  readonly receivedAt: Date;
  readonly written: number;
  readonly unchanged: number;
  readonly conflicts: number;
  readonly refused: number;
}

/** Why one cell did not go in, and what to do. `cell` is `填报!C5`. */
export interface Trouble {
  readonly cell: string;
  readonly zh: string;
  readonly en: string;
  /** What clashes, where somebody else was faster and it can be decided. */
  readonly clash?: Clash;
}

export interface Clash {
  /** What stands in it: the column and the row, in words. */
  readonly label: string;
  readonly base: string | null;
  readonly mine: string | null;
  readonly theirs: string | null;
  readonly version: number;
  readonly by: string | null;
  readonly at: string | null;
}

/** A batch id made from the book's own and what is sent of it: UUID version 8, the version for one's own making. */
export function batchOf(...content: readonly unknown[]): string {
  const hash = createHash("sha256").update(JSON.stringify(content)).digest();
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x80;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  return hash.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})/u, "$1-$2-$3-$4-");
}
