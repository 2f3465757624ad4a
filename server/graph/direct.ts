/**
 * Operations that only ask for pages of registers are answered past the executor: one statement for each root field makes
 * the text of its answer, and statements are kept per operation and variables. What it does not know how to answer, or
 * would have to refuse, it leaves to the executor, which says so in GraphQL's own words.
 */
import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  OperationTypeNode,
  type DocumentNode,
  type ExecutionResult,
  type FragmentDefinitionNode,
  type GraphQLObjectType,
  type GraphQLSchema,
} from "graphql";
import { sql, type CompiledQuery } from "kysely";
import type { Context } from "../context.js";
import { connectionText } from "./answer.js";
import { Compilation } from "./compile.js";
import { limitsIn, Tally } from "./limits-by-role.js";
import { USUAL_PAGE } from "./page.js";
import { shownTo } from "./personal.js";
import type { Register, RegisterBook } from "./register.js";
import { askedFields, type SelectedField } from "./selection.js";

type Variables = Readonly<Record<string, unknown>>;
type Answer = { readonly answer: string };

/** One root field of the answer: a statement that yields its text, or the text itself. */
interface Root {
  readonly key: string;
  readonly value: CompiledQuery<Answer> | string;
}

/** An operation that may be answered here, whatever its variables. */
export interface Operation {
  readonly document: DocumentNode;
  readonly name: string | undefined;
  readonly number: number;
}

/** The text of a whole answer, as the executor's would be written. */
export class AnswerText {
  constructor(readonly text: string) {}
}

/** Apollo's `stringifyResult`: an answer that is text already leaves as it is. */
export function stringifyAnswer(result: { readonly data?: unknown }): string {
  return result.data instanceof AnswerText ? result.data.text : JSON.stringify(result);
}

/** Variables come from outside and are without end; the few that come again and again stay. */
const KEPT_PLANS = 500;
const LONGEST_KEY = 4000;

export class DirectAnswers {
  private readonly registers: ReadonlyMap<string, Register>;
  /** By operation and variables, the longest unused first. */
  private readonly plans = new Map<string, readonly Root[]>();
  private operations = 0;

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly book: RegisterBook,
  ) {
    this.registers = new Map(
      book.all.flatMap((register) => (register.query === undefined ? [] : [[register.query, register] as const])),
    );
  }

  /** Whether every root field is a register's page; decided once per document. */
  operationOf(document: DocumentNode, operationName: string | null): Operation | undefined {
    const name = operationName ?? undefined;
    const operation = getOperationAST(document, name);
    if (operation?.operation !== OperationTypeNode.QUERY) return undefined;
    const plain = operation.selectionSet.selections.every(
      (node) => node.kind === "Field" && (node.name.value === "__typename" || this.registers.has(node.name.value)),
    );
    return plain ? { document, name, number: this.operations++ } : undefined;
  }

  /** Undefined where the executor must answer instead. Nothing has been asked of the database then. */
  async answer(operation: Operation, context: Context, variables: Variables): Promise<ExecutionResult | undefined> {
    // A plan that shows masks is another than one that may not, and one for many rows than one for few: none ever
    // stands for another.
    const { rows, cost } = limitsIn(context);
    const { unmasked, own, inside } = shownTo(context);
    const key = `${operation.number} ${rows} ${cost} ${unmasked ? "unmasked" : "masked"} ${own ? "own" : ""} ${inside} ${context.viewer.seesFew ? "few" : "many"} ${JSON.stringify(variables)}`;
    const plan = this.plans.get(key) ?? this.plan(operation, context, variables);
    if (plan === undefined) return undefined;
    this.keep(key, plan);
    return run(plan, context);
  }

  private keep(key: string, plan: readonly Root[]): void {
    this.plans.delete(key);
    if (key.length > LONGEST_KEY) return;
    this.plans.set(key, plan);
    if (this.plans.size > KEPT_PLANS) this.plans.delete(this.plans.keys().next().value ?? key);
  }

  private plan(operation: Operation, context: Context, variables: Variables): readonly Root[] | undefined {
    try {
      return this.compile(operation, context, variables);
    } catch {
      // A refusal, most likely: the executor meets it again and answers with its path. Or names are read unmasked.
      return undefined;
    }
  }

  private compile({ document, name }: Operation, context: Context, variables: Variables): readonly Root[] | undefined {
    const operation = getOperationAST(document, name);
    if (!operation) return undefined;
    const read = getVariableValues(this.schema, operation.variableDefinitions ?? [], variables, { maxErrors: 1 });
    if (read.errors) return undefined;
    const request = {
      schema: this.schema,
      fragments: fragmentsOf(document),
      variableValues: read.coerced,
      fieldNodes: [],
    };
    const fields = askedFields(request, [operation], this.schema.getQueryType() as GraphQLObjectType);
    const [only] = fields;
    const alone = fields.length === 1 && only !== undefined;
    // A tally of its own: where this is given up, the executor counts all of it anew.
    const tally = new Tally(limitsIn(context));
    return fields.map((field) => ({ key: field.key, value: this.rootValue(field, request, context, tally, alone) }));
  }

  /** The one root field of an operation brings the frame of the answer along: a megabyte is not copied to be framed here. */
  private rootValue(
    field: SelectedField,
    request: Compilation["request"],
    context: Context,
    tally: Tally,
    alone: boolean,
  ): CompiledQuery<Answer> | string {
    const register = this.registers.get(field.name);
    if (register === undefined) return alone ? `${BEFORE}"${field.key}":"Query"${AFTER}` : '"Query"';
    const c = new Compilation(this.book, request, shownTo(context), tally);
    c.few = context.viewer.seesFew;
    const text = connectionText(c, register, field, () => [], 1, USUAL_PAGE);
    // What is read unmasked is counted and logged row by row, which text made in the database cannot be.
    if (c.personal.read.size > 0) throw new ReadsUnmasked();
    const answer = alone ? sql`${sql.lit(`${BEFORE}"${field.key}":`)} || ${text} || ${sql.lit(AFTER)}` : text;
    return sql<Answer>`select ${answer} as answer`.compile(context.hub.database.db);
  }
}

/** Leaves an operation to the executor. */
class ReadsUnmasked extends Error {}

const BEFORE = '{"data":{';
const AFTER = "}}";

async function run(plan: readonly Root[], context: Context): Promise<ExecutionResult> {
  let text = "";
  const statements = plan.filter(({ value }) => typeof value !== "string");
  // Several statements share one transaction; a single one brings its own.
  if (statements.length > 1) await context.tx();
  for (const { key, value } of plan) {
    const answer =
      typeof value === "string" ? value : await ask(value, context).catch((error: unknown) => asError(error));
    if (answer instanceof Error) {
      await context.transaction.rollback();
      return { data: null, errors: [new GraphQLError(answer.message, { path: [key], originalError: answer })] };
    }
    text += plan.length === 1 ? answer : `${text === "" ? BEFORE : ","}"${key}":${answer}`;
  }
  // Nothing was written, so the answer need not wait for the transaction's end.
  void context.transaction.commit().catch(() => undefined);
  return { data: new AnswerText(plan.length === 1 ? text : text + AFTER) as never };
}

async function ask(query: CompiledQuery<Answer>, context: Context): Promise<string> {
  const [row] = await context.transaction.read(query);
  return row?.answer ?? "null";
}

function asError(error: unknown): Error {
  return error instanceof Error ? error : new Error(String(error));
}

function fragmentsOf(document: DocumentNode): Record<string, FragmentDefinitionNode> {
  const fragments: Record<string, FragmentDefinitionNode> = {};
  for (const definition of document.definitions)
    if (definition.kind === "FragmentDefinition") fragments[definition.name.value] = definition;
  return fragments;
}
