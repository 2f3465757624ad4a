/** Asks the database what a root field selected: one statement each, in the request's own transaction. */
import type { GraphQLResolveInfo } from "graphql";
import { sql, type RawBuilder } from "kysely";
import type { Context } from "../context.js";
import { Compilation, connectionObject, keyCondition, nodeObject } from "./compile.js";
import { decodeGlobalId } from "./global-id.js";
import { tallyOf } from "./limits-by-role.js";
import { answerPage, USUAL_PAGE, type Connection, type PageArgs, type PageRows } from "./page.js";
import { noteAnswer, shownTo } from "./personal.js";
import type { Register, RegisterBook } from "./register.js";

type Fragment = RawBuilder<unknown>;

/** The whole answer of one root field is one JSON value. What it shows unmasked is noted for the log. */
export async function ask<Answer>(context: Context, c: Compilation, value: Fragment): Promise<Answer> {
  const { rows } = await sql<{ answer: Answer }>`select ${value} as answer`.execute(await context.tx());
  noteAnswer(context, c.personal, rows[0]?.answer);
  return rows[0]?.answer as Answer;
}

export async function askPage(
  book: RegisterBook,
  register: Register,
  args: PageArgs,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<Connection> {
  const c = new Compilation(book, info, shownTo(context), tallyOf(context));
  c.few = context.viewer.seesFew;
  const field = { key: info.fieldName, name: info.fieldName, args: { ...args }, nodes: [...info.fieldNodes] };
  const answer = await ask<PageRows>(
    context,
    c,
    connectionObject(c, register, field, () => [], 1, USUAL_PAGE),
  );
  return answerPage(register, answer, args, USUAL_PAGE);
}

/** The row with this global id, or null; an id that is none is refused. */
export async function askNode(
  book: RegisterBook,
  globalId: string,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<unknown> {
  const key = decodeGlobalId(globalId);
  const register = book.find(key.register);
  if (!register) return null;
  return askRow(book, register, key.orgId, key.id, context, info);
}

/** One row of a register, selected as `info` says: for hand-written fields that point at one. */
export async function askRow(
  book: RegisterBook,
  register: Register,
  orgId: string,
  id: string,
  context: Context,
  info: GraphQLResolveInfo,
): Promise<unknown> {
  const c = new Compilation(book, info, shownTo(context), tallyOf(context));
  const row = c.alias();
  const kind: readonly [string, Fragment] = ["__typename", sql.lit(register.name)];
  const object = nodeObject(c, register, row, info.fieldNodes, 1, [kind]);
  const where = keyCondition(register, row, orgId, id);
  return ask(context, c, sql`(select ${object} from ${sql.table(register.table)} as ${sql.table(row)} where ${where})`);
}

/** The rows for which `where` holds, in an order of its own, without pages: for small reference data. */
export async function askRows(
  book: RegisterBook,
  register: Register,
  choice: { where: (row: string) => Fragment; order: (row: string) => Fragment; most: number },
  context: Context,
  info: GraphQLResolveInfo,
): Promise<unknown> {
  const c = new Compilation(book, info, shownTo(context), tallyOf(context));
  const row = c.alias();
  // The most is a ceiling, not an expectation: such lists are short.
  const object = nodeObject(c, register, row, info.fieldNodes, 1);
  return ask(
    context,
    c,
    sql`(select coalesce(json_agg(${object} order by ${choice.order(row)}), '[]')
      from (select * from ${sql.table(register.table)} as ${sql.table(row)} where ${choice.where(row)}
            order by ${choice.order(row)} limit ${sql.lit(choice.most)}) as ${sql.table(row)})`,
  );
}
