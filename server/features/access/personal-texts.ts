/**
 * Of every column that holds words, whether they are about a natural person: `personal-texts.tsv` decides, and the tests
 * hold the database, the registers and the search of an erasure to it. A new column without a line fails them.
 */
import { readFileSync } from "node:fs";
import type { PersonalKind } from "../../domain/personal.js";

export const HOLDS = {
  searched: "人可自由填写，照常显示，删除某人时查找 / Written freely, shown as it is, searched when a person is erased",
  attribute: "描述人但不指明是谁，随行显示 / Describes a person without telling who: shown with its row",
  cleared: "可能引用人员内容：期满或删除某人时清除 / May quote persons: cleared with time and when a person is erased",
  chained: "只增不改的记录，按约定不写姓名 / A log that is never rewritten and by contract names nobody",
  staff: "经办人的账号名，属职务行为 / Names of accounts: who acts in an office",
  no: "代码、名称、定义、数据，与个人无关 / Codes, names, definitions, numbers: of nobody",
} as const;

/** A kind of personal field, or one of these. */
export type Holds = PersonalKind | keyof typeof HOLDS;

/** By `table.column`. */
export function personalTexts(): ReadonlyMap<string, Holds> {
  const [, ...lines] = readFileSync(new URL("./personal-texts.tsv", import.meta.url), "utf8")
    .trimEnd()
    .split(/\r?\n/u);
  const decided = new Map<string, Holds>();
  for (const line of lines) {
    const [table = "", holds = "", columns = ""] = line.split("\t");
    for (const column of columns.split(" ")) {
      if (decided.has(`${table}.${column}`)) throw new Error(`personal-texts.tsv decides ${table}.${column} twice`);
      decided.set(`${table}.${column}`, holds as Holds);
    }
  }
  return decided;
}
