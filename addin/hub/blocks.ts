/**
 * Blocks of cells that one function spills: rows of a register, or its groups. A question the hub refuses is a problem of
 * its own block and never of the others.
 */
import type { RegisterCondition, RegisterOrder } from "../sheet/register-table.js";
import type { Answer, Asking, Finding, Hub } from "./hub.js";
import type { RegisterGroupSheet, RegisterSheet } from "./registers.js";
import { inFewest, NOTHING_ASKED, type OneOfSeveral, type TogetherQuestion } from "./together.js";

/** What =HUB.LIST and =HUB.GROUP ask. */
export type BlockQuestion =
  | {
      readonly kind: "list";
      readonly register: string;
      readonly columns: readonly string[];
      readonly conditions: readonly RegisterCondition[];
      readonly order: readonly RegisterOrder[];
      readonly most: number;
    }
  | {
      readonly kind: "group";
      readonly register: string;
      readonly dimensions: readonly string[];
      readonly measures: readonly string[];
      readonly conditions: readonly RegisterCondition[];
    };

export interface Block {
  readonly headers: readonly string[];
  /** Which columns hold numbers. */
  readonly numbers: readonly boolean[];
  readonly rows: readonly (readonly (string | null)[])[];
  readonly problem: Finding | null;
}

/** More than this spilled into a sheet is a bound table's work. */
export const MOST_LISTED = 2_000;
const MOST_GROUPS = 2_000;

/** All blocks that come together go in one question, unless they are too large for that. */
export async function askBlocks(
  hub: Hub,
  questions: readonly BlockQuestion[],
  asking?: Asking,
): Promise<Answer<readonly Block[]>> {
  const sheets: (Block | null)[] = [];
  const groups: (Block | null)[] = [];
  for (const part of inFewest(blocksTogether(questions))) {
    const answer = await hub.together(part, asking);
    if (answer.kind !== "ok") return answer;
    sheets.push(...answer.data.sheets.map(listBlock));
    groups.push(...answer.data.groups.map(groupBlock));
  }
  const blocks = inOrder(questions, sheets, groups);
  // Fewer answers than questions: the cells must not wait for ever.
  return blocks.includes(null) ? { kind: "accident", id: null } : { kind: "ok", data: blocks as readonly Block[] };
}

/** What blocks ask, by kind. */
export function blocksTogether(questions: readonly BlockQuestion[]): TogetherQuestion {
  const sheets = questions.flatMap((question) => {
    if (question.kind !== "list") return [];
    const { register, columns, conditions, order, most } = question;
    const first = Math.max(1, Math.min(most, MOST_LISTED));
    return [{ register, columns, conditions, order, first, after: null }];
  });
  const groups = questions.flatMap((question) => {
    if (question.kind !== "group") return [];
    const { register, dimensions, measures, conditions } = question;
    return [{ register, dimensions, measures, conditions, limit: MOST_GROUPS }];
  });
  return { ...NOTHING_ASKED, sheets, groups };
}

/** Blocks where their questions stood; null where nothing came. */
export function inOrder(
  questions: readonly BlockQuestion[],
  sheets: readonly (Block | null)[],
  groups: readonly (Block | null)[],
): (Block | null)[] {
  let [list, group] = [0, 0];
  return questions.map(({ kind }) => (kind === "list" ? sheets[list++] : groups[group++]) ?? null);
}

const emptyBlock = (problem: Finding | null): Block => ({ headers: [], numbers: [], rows: [], problem });

export function listBlock({ found, problem }: OneOfSeveral<RegisterSheet>): Block {
  if (!found) return emptyBlock(problem);
  const numbers = found.columns.map(({ kind }) => kind === "int" || kind === "decimal");
  return { headers: found.columns.map(({ label }) => label), numbers, rows: found.values, problem: null };
}

export function groupBlock({ found, problem }: OneOfSeveral<RegisterGroupSheet>): Block {
  if (!found) return emptyBlock(problem);
  const { headers, dimensions, values } = found;
  return { headers, numbers: headers.map((_, index) => index >= dimensions), rows: values, problem: null };
}
