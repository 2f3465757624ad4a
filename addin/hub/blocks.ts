/**
 * Blocks of cells that one function spills: rows of a register, or its groups. A question the hub refuses is a problem of
 * its own block and never of the others.
 */
import type { RegisterCondition, RegisterOrder } from "../sheet/register-table.js";
import type { Answer, Asking, Finding, Hub } from "./hub.js";

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

/** One question to the hub for each block. */
export async function askBlocks(
  hub: Hub,
  questions: readonly BlockQuestion[],
  asking?: Asking,
): Promise<Answer<readonly Block[]>> {
  const blocks: Block[] = [];
  for (const question of questions) {
    const answer =
      question.kind === "list" ? await askList(hub, question, asking) : await askGroup(hub, question, asking);
    if (answer.kind === "refusal") {
      const { code, args, message, messageEn } = answer;
      blocks.push({
        headers: [],
        numbers: [],
        rows: [],
        problem: { code, args, message, messageEn, severity: "ERROR" },
      });
    } else if (answer.kind !== "ok") return answer;
    else blocks.push(answer.data);
  }
  return { kind: "ok", data: blocks };
}

type Of<Kind extends BlockQuestion["kind"]> = Extract<BlockQuestion, { readonly kind: Kind }>;

async function askList(hub: Hub, question: Of<"list">, asking?: Asking): Promise<Answer<Block>> {
  const { register, columns, conditions, order, most } = question;
  const first = Math.max(1, Math.min(most, MOST_LISTED));
  const answer = await hub.registerSheet({ register, columns, conditions, order, first, after: null }, asking);
  if (answer.kind !== "ok") return answer;
  const headers = answer.data.columns.map(({ label }) => label);
  const numbers = answer.data.columns.map(({ kind }) => kind === "int" || kind === "decimal");
  return { kind: "ok", data: { headers, numbers, rows: answer.data.values, problem: null } };
}

async function askGroup(hub: Hub, question: Of<"group">, asking?: Asking): Promise<Answer<Block>> {
  const { register, dimensions, measures, conditions } = question;
  const answer = await hub.registerGroups({ register, dimensions, measures, conditions, limit: MOST_GROUPS }, asking);
  if (answer.kind !== "ok") return answer;
  const { headers, values } = answer.data;
  const numbers = headers.map((_, index) => index >= answer.data.dimensions);
  return { kind: "ok", data: { headers, numbers, rows: values, problem: null } };
}
