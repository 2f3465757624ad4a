/**
 * Units of values: what may be added to what, and what a product or quotient is in. Measure words (个 家 场 …) are one
 * dimension, 人 and 人次 are two; scales such as 万 do not make another unit. Pure.
 */

/** Base dimensions; `ratio` has none. */
export type Unit =
  "ratio" | "count" | "person" | "participation" | "money" | "hour" | "score" | "grade" | "year" | "date" | "dollar";

/** Exponents by base dimension, none zero: 元/人 is { money: 1, person: -1 }. */
export type Dimension = ReadonlyMap<Unit, number>;

export const NO_DIMENSION: Dimension = new Map();

export const dimensionOf = (unit: Unit): Dimension => (unit === "ratio" ? NO_DIMENSION : new Map([[unit, 1]]));

export function timesDimension(a: Dimension, b: Dimension, sign: 1 | -1): Dimension {
  const product = new Map(a);
  for (const [unit, exponent] of b) {
    const sum = (product.get(unit) ?? 0) + sign * exponent;
    if (sum === 0) product.delete(unit);
    else product.set(unit, sum);
  }
  return product;
}

export const sameDimension = (a: Dimension, b: Dimension): boolean =>
  a.size === b.size && [...a].every(([unit, exponent]) => b.get(unit) === exponent);

const UNIT_WORDS: Readonly<Record<Unit, string>> = {
  ratio: "比率",
  count: "个",
  person: "人",
  participation: "人次",
  money: "元",
  hour: "学时",
  score: "分",
  grade: "级",
  year: "年",
  date: "日期",
  dollar: "美元",
};

/** 元/人, 学时/人次, 比率. */
export function showDimension(dimension: Dimension): string {
  const part = (sign: 1 | -1): string =>
    [...dimension]
      .filter(([, exponent]) => exponent * sign > 0)
      .map(([unit, exponent]) => `${UNIT_WORDS[unit]}${Math.abs(exponent) > 1 ? `^${Math.abs(exponent)}` : ""}`)
      .join("·");
  const [over, under] = [part(1), part(-1)];
  if (under === "") return over === "" ? UNIT_WORDS.ratio : over;
  return `${over === "" ? "1" : over}/${under}`;
}

/** What a word of a unit is; measure words of things are all `count`. */
const NAMED: Readonly<Record<string, Unit>> = {
  比率: "ratio", 人: "person", 人次: "participation", 元: "money", 学时: "hour", 课时: "hour", 小时: "hour", 分: "score", 级: "grade",
  年: "year", 日期: "date", 美元: "dollar",
}; // prettier-ignore

/** Reads 元, 人次, 件/万人, 元/人. Any other word is a measure word. */
export function dimensionOfText(unit: string): Dimension {
  const [over = "", under] = unit.split("/");
  const base = (word: string): Dimension => dimensionOf(NAMED[word.trim().replace(/^[万亿](?=.)/u, "")] ?? "count");
  return under === undefined ? base(over) : timesDimension(base(over), base(under), -1);
}

/** The dimension a row of the catalogue declares. */
export function declaredDimension(unitDim: string, unit: string): Dimension {
  switch (unitDim) {
    case "count":
    case "person":
    case "participation":
    case "money":
    case "ratio":
    case "hour":
      return dimensionOf(unitDim);
    default:
      return dimensionOfText(unit);
  }
}

/** A share is a quotient of alike; participations per head (人次 ÷ 人) are read as a multiple too. */
export function fitsDeclared(result: Dimension, declared: Dimension): boolean {
  if (sameDimension(result, declared)) return true;
  return declared.size === 0 && result.size === 2 && result.get("participation") === 1 && result.get("person") === -1;
}
