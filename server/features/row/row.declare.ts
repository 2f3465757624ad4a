/**
 * The mutations that save rows: one for each register, with an input of its own fields, made from its description. Cells
 * come as text, so whatever stands in a sheet arrives, and what is wrong with it is a finding on its field.
 */
import {
  Arg,
  createParameterDecorator,
  Field,
  ID,
  InputType,
  Int,
  Mutation,
  Query,
  Resolver,
  type ClassType,
} from "type-graphql";
import type { Context } from "../../context.js";
import { asReceiverMay } from "../access/personal-saving.js";
import { JsonScalar } from "../../graph/scalars.js";
import type { Register, RegisterBook } from "../../graph/register.js";
import { rowHistory } from "./row.history.js";
import { CellText, RowReceipt, RowRevision } from "./row.objects.js";
import { MOST_SAVED, saveRows, type SaveRowsInput } from "./row.save.js";
import { writableNames } from "./row.shape.js";

type TypeFunction = () => never;
/** TypeGraphQL takes any of its type values here; its own signature cannot say so for a computed one. */
const typed = (get: () => unknown): TypeFunction => get as TypeFunction;

const capital = (word: string): string => `${word[0]?.toUpperCase() ?? ""}${word.slice(1)}`;

function emptyClass(name: string): ClassType {
  return { [name]: class {} }[name] as ClassType;
}

interface Asked {
  readonly args: { readonly input: SaveRowsInput };
  readonly context: Context;
}
/** The arguments as they came: the engine reads them itself and needs no instances made of ten thousand rows. */
const AskedParameter = createParameterDecorator<Context>(({ args, context }) => ({ args, context }));

/** Declares the mutations of every register people may write; returns the resolver classes for the schema. */
export function declareSaves(book: RegisterBook): ClassType[] {
  const writable = book.all.filter((register) => register.query !== undefined && writableNames(register).length > 0);
  return [historyResolver(book), ...writable.map((register) => declareSave(book, register))];
}

/** What saves the rows of `activities`: `saveActivities`. */
export const saveName = (register: Register): string => `save${capital(register.query ?? register.name)}`;

function declareSave(book: RegisterBook, register: Register): ClassType {
  const name = saveName(register);
  const row = rowInput(register);
  const input = batchInput(capital(name), row);
  const resolver = emptyClass(`${capital(name)}Resolver`);
  const prototype = resolver.prototype as object;
  Resolver()(resolver);
  const save = ({ args, context }: Asked): Promise<RowReceipt> =>
    saveRows(context, book, register, args.input).then((receipt) => asReceiverMay(context, register, receipt));
  Object.defineProperty(prototype, name, { value: save, configurable: true, writable: true });
  const [zh, en] = register.description.split(" / ");
  const description = `成批新建、改动、删除：${zh ?? ""}。同一批次号再发得到同一份回执，不会写两次 / Adds, changes and removes rows: ${en ?? ""}. A batch sent again answers the same and writes nothing`;
  Mutation(
    typed(() => RowReceipt),
    { description },
  )(prototype, name, Object.getOwnPropertyDescriptor(prototype, name) ?? {});
  AskedParameter(prototype, name, 0);
  Arg(
    "input",
    typed(() => input),
  )(prototype, name, 1);
  return resolver;
}

function rowInput(register: Register): ClassType {
  const row = emptyClass(`${register.name}RowInput`);
  InputType(`${register.name}RowInput`, { description: `要写的一行：${register.description}` })(row);
  const put = (field: string, type: () => unknown, description: string): void =>
    Field(typed(type), { nullable: true, description })(row.prototype, field);
  put(
    "id",
    () => ID,
    "全局编号；新的一行可不填，或填发送方生成的 UUID / Global id; none, or a UUID of your own, for a new row",
  );
  put("delete", () => Boolean, "删除这一行 / Remove this row");
  put(
    "baseVersion",
    () => Int,
    "改动前看到的版本；不填则直接改 / The version you started from; none to change it as it is",
  );
  put("baseValues", () => JsonScalar, "改动前看到的各字段 / The fields as you saw them");
  put("at", () => String, "单元格，如 名册!B5 / The cell, such as Sheet1!B5");
  put(
    "reason",
    () => String,
    "原因；冲销、删除导入的行、改动已批准的记录必填 / Why; needed to take back a row, to delete one that a file brought, and to change what was approved",
  );
  if (register.key === "owned")
    put(
      "organization",
      () => String,
      "所属单位：代码、学校标识码、统一社会信用代码或全称；新的一行必填 / The owner; needed for a new row",
    );
  if (register.name === "Person")
    put(
      "idNumber",
      () => CellText,
      "证件号码：只留指纹和后四位，号码不保存 / Identity number: only a fingerprint and the last four are kept",
    );
  for (const { name, description } of writableNames(register)) put(name, () => CellText, description);
  return row;
}

function batchInput(name: string, row: ClassType): ClassType {
  const input = emptyClass(`${name}Input`);
  InputType(`${name}Input`, { description: "一批要写的行 / A batch of rows" })(input);
  const { prototype } = input;
  const batchId = "发送方生成的 UUID；重发用同一个 / A UUID made by the sender; resend under the same";
  Field(
    typed(() => ID),
    { description: batchId },
  )(prototype, "batchId");
  Field(
    typed(() => [row]),
    { description: `各行，最多 ${MOST_SAVED} 行 / At most ${MOST_SAVED} rows` },
  )(prototype, "rows");
  const put = (field: string, type: () => unknown, description: string): void =>
    Field(typed(type), { nullable: true, description })(prototype, field);
  put("dryRun", () => Boolean, "只检查，不写入 / Check only");
  put("atomic", () => Boolean, "一行不行则都不写 / All or nothing");
  put("note", () => String, "批注；没有单独原因的行用它作原因 / The reason of rows without their own");
  put("origin", () => String, "工作簿名 / The workbook it comes from");
  return input;
}

function historyResolver(book: RegisterBook): ClassType {
  const resolver = emptyClass("RowHistoryResolver");
  const prototype = resolver.prototype as object;
  Resolver()(resolver);
  const ask = ({
    args,
    context,
  }: {
    args: { id: string; first?: number | null };
    context: Context;
  }): Promise<RowRevision[]> => rowHistory(context, book, args.id, args.first ?? 50);
  Object.defineProperty(prototype, "rowHistory", { value: ask, configurable: true, writable: true });
  const description =
    "一行的每次改动，新的在前：谁、何时、哪一批、改了什么、为什么 / Every change of a row, newest first: who, when, in which batch, what, why";
  Query(
    typed(() => [RowRevision]),
    { description },
  )(prototype, "rowHistory", Object.getOwnPropertyDescriptor(prototype, "rowHistory") ?? {});
  AskedParameter(prototype, "rowHistory", 0);
  Arg(
    "id",
    typed(() => ID),
    { description: "全局编号 / Global id" },
  )(prototype, "rowHistory", 1);
  const first = "最多几次，缺省 50，至多 500 / At most so many, 50 unless told, up to 500";
  Arg(
    "first",
    typed(() => Int),
    { nullable: true, description: first },
  )(prototype, "rowHistory", 2);
  return resolver;
}
