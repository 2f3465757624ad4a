/**
 * A question about a register as people write it in a cell: `类别=职业技能等级证书;发证日期>=2026-01-01`, `发证日期 降序`. Pure.
 * Refuses nothing: what cannot be read is left to the hub, which says so by name.
 */
import type { RegisterComparison, RegisterCondition, RegisterOrder } from "./register-table.js";

const SIGNS: readonly (readonly [sign: string, is: RegisterComparison])[] = [
  [">=", "GTE"],
  ["<=", "LTE"],
  ["<>", "NE"],
  ["≥", "GTE"],
  ["≤", "LTE"],
  ["≠", "NE"],
  [">", "GT"],
  ["<", "LT"],
  ["~", "CONTAINS"],
  ["^", "STARTS_WITH"],
  ["=", "EQ"],
];

/** Conditions parted by semicolons; several values parted by `|`; nothing behind `=` or `<>` asks for emptiness. */
export function readConditions(text: string): RegisterCondition[] {
  return text.split(/[;；\n]/u).flatMap((part): RegisterCondition[] => {
    const written = part.trim().replace("＝", "=").replace("＞", ">").replace("＜", "<");
    if (written === "") return [];
    const found = SIGNS.map(([sign, is]) => ({ sign, is, at: written.indexOf(sign) }))
      .filter(({ at }) => at > 0)
      .sort((a, b) => a.at - b.at || b.sign.length - a.sign.length)[0];
    // A field alone means that it is filled in.
    if (!found) return [{ path: written, is: "NOT_EMPTY", values: [] }];
    const path = written.slice(0, found.at).trim();
    const values = written
      .slice(found.at + found.sign.length)
      .split(/[|｜]/u)
      .map((value) => value.trim())
      .filter((value) => value !== "");
    if (values.length === 0) return [{ path, is: found.is === "NE" ? "NOT_EMPTY" : "EMPTY", values: [] }];
    return [{ path, is: found.is === "EQ" && values.length > 1 ? "IN" : found.is, values }];
  });
}

/** As `readConditions` reads them back. */
export function conditionsText(conditions: readonly RegisterCondition[]): string {
  return conditions
    .map(({ path, is, values }) => {
      if (is === "EMPTY") return `${path}=`;
      if (is === "NOT_EMPTY") return `${path}<>`;
      const sign = is === "IN" ? "=" : (SIGNS.find(([, each]) => each === is)?.[0] ?? "=");
      return `${path}${sign}${values.join("|")}`;
    })
    .join(";");
}

/** `发证日期 降序, number`: parted by commas, a minus sign in front or 降序 / desc behind for the greatest first. */
export function readOrder(text: string): RegisterOrder[] {
  return listOfWords(text).map((part) => {
    const descending = part.startsWith("-") || /\s(降序|desc)$/iu.test(part);
    return { path: part.replace(/^-/, "").replace(/\s(降序|升序|desc|asc)$/iu, ""), descending };
  });
}

export function orderText(order: readonly RegisterOrder[]): string {
  return order.map(({ path, descending }) => (descending ? `-${path}` : path)).join(",");
}

/** Words parted by commas of either width. */
export function listOfWords(text: string): string[] {
  return text
    .split(/[,，\n]/u)
    .map((word) => word.trim())
    .filter((word) => word !== "");
}
