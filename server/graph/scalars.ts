/**
 * The graph's own scalars. A decimal travels as text and never becomes a float; a date is a calendar day without a zone.
 * What is not exactly one of them is refused where it enters.
 */
import { GraphQLError, GraphQLScalarType, Kind, valueFromASTUntyped, type ValueNode } from "graphql";
import { isLocalDate } from "../domain/local-date.js";

const DECIMAL = /^-?\d{1,30}(\.\d{1,20})?$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})$/;

function textOf(node: ValueNode, name: string): unknown {
  if (node.kind === Kind.STRING || node.kind === Kind.INT || node.kind === Kind.FLOAT) return node.value;
  throw new GraphQLError(`${name} must be text`, { nodes: node });
}

function readDecimal(value: unknown): string {
  // A whole number is exact in JSON too; a fraction is not, so it must come as text.
  const text = typeof value === "number" && Number.isSafeInteger(value) ? String(value) : value;
  if (typeof text === "string" && DECIMAL.test(text)) return text;
  throw new GraphQLError('Decimal must be text such as "4500" or "31.60"');
}

function readDate(value: unknown): string {
  if (typeof value === "string" && isLocalDate(value)) return value;
  throw new GraphQLError('Date must be a day that exists, such as "2026-10-03"');
}

function readInstant(value: unknown): Date {
  const moment = typeof value === "string" && INSTANT.test(value) ? new Date(value) : undefined;
  if (moment && !Number.isNaN(moment.getTime())) return moment;
  throw new GraphQLError('DateTime must be an instant with its zone, such as "2026-10-03T08:30:00Z"');
}

export const DecimalScalar = new GraphQLScalarType<string, string>({
  name: "Decimal",
  description: '精确的十进制数，以文字传送 / An exact decimal, sent as text: "4500", "31.60"',
  serialize: (value) => String(value),
  parseValue: readDecimal,
  parseLiteral: (node) => readDecimal(textOf(node, "Decimal")),
});

export const DateScalar = new GraphQLScalarType<string, string>({
  name: "Date",
  description: '日期，年-月-日 / A calendar day: "2026-10-03"',
  serialize: (value) => String(value),
  parseValue: readDate,
  parseLiteral: (node) => readDate(textOf(node, "Date")),
});

export const DateTimeScalar = new GraphQLScalarType<Date, string>({
  name: "DateTime",
  description: '时刻，世界时 / An instant in UTC: "2026-10-03T08:30:00.000Z"',
  serialize: (value) => (value instanceof Date ? value : new Date(String(value))).toISOString(),
  parseValue: readInstant,
  parseLiteral: (node) => readInstant(textOf(node, "DateTime")),
});

export const JsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: "JSON",
  description: "任意 JSON 值 / Any JSON value",
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node, variables) => valueFromASTUntyped(node, variables),
});
