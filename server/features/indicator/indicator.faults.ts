/**
 * What can be wrong with a definition: closed codes with the place in the text, in words for whoever writes indicators.
 * The words are made here alone, so that a fault says the same in the catalogue, the graph and the tests.
 */

export const FAULT_CODES = [
  "EXPECTED",
  "TOO_DEEP",
  "TOO_LONG",
  "UNKNOWN_VERB",
  "UNKNOWN_LEDGER",
  "UNKNOWN_FIELD",
  "UNKNOWN_WORD",
  "UNKNOWN_VALUE",
  "UNKNOWN_SET",
  "UNKNOWN_CODE",
  "UNKNOWN_PARAMETER",
  "NOT_NUMERIC",
  "NOT_AN_IDENTITY",
  "NOT_ORDERED",
  "NOT_A_DATE",
  "NOT_A_MEASURE",
  "TIMING_MISSING",
  "TIMING_TWICE",
  "UNIT_MISMATCH",
  "UNIT_NOT_DECLARED",
  "CYCLE",
  "EMPTY",
] as const;
export type FaultCode = (typeof FAULT_CODES)[number];

export interface FormulaFault {
  readonly code: FaultCode;
  /** Characters from 0. */
  readonly at: number;
  /** What was found there, or the word it is about. */
  readonly found: string;
  /** What would have fitted. */
  readonly expected: string;
}

/** A definition that cannot be read; carries its fault. */
export class LanguageFault extends Error {
  constructor(
    readonly expected: string,
    readonly at: number,
    readonly code: FaultCode = "EXPECTED",
    readonly found = "",
  ) {
    super(`${code}: expected ${expected} at ${at}`);
  }

  get fault(): FormulaFault {
    return { code: this.code, at: this.at, found: this.found, expected: this.expected };
  }
}

type Words = (fault: FormulaFault) => readonly [zh: string, en: string];

const quoted = (text: string): string => (text === "" ? "" : `“${text}”`);

const WORDS: Readonly<Record<FaultCode, Words>> = {
  EXPECTED: ({ expected, found }) => [
    `这里应为 ${expected}${found === "" ? "" : `，却是${quoted(found)}`}；请改写。`,
    `Expected ${expected} here${found === "" ? "" : `, found ${quoted(found)}`}; write that instead.`,
  ],
  TOO_DEEP: () => [
    "括号套得太深；请拆成几个指标。",
    "Brackets are nested too deeply; split it into several indicators.",
  ],
  TOO_LONG: () => ["公式太长；请拆成几个指标。", "The formula is too long; split it into several indicators."],
  UNKNOWN_VERB: ({ found, expected }) => [
    `没有${quoted(found)}这种算法；可用 ${expected}。`,
    `There is no measure ${quoted(found)}; use ${expected}.`,
  ],
  UNKNOWN_LEDGER: ({ found, expected }) => [
    `没有名为${quoted(found)}的台账；可用 ${expected}。`,
    `There is no ledger ${quoted(found)}; use ${expected}.`,
  ],
  UNKNOWN_FIELD: ({ found, expected }) => [
    `这本台账没有${quoted(found)}一栏；可用 ${expected}。`,
    `This ledger has no field ${quoted(found)}; use ${expected}.`,
  ],
  UNKNOWN_WORD: ({ found, expected }) => [
    `不认识条件${quoted(found)}；可用 ${expected}。`,
    `The condition ${quoted(found)} is not known; use ${expected}.`,
  ],
  UNKNOWN_VALUE: ({ found, expected }) => [
    `${quoted(found)}不是这一栏的值；可用 ${expected}。`,
    `${quoted(found)} is not a value of this field; use ${expected}.`,
  ],
  UNKNOWN_SET: ({ found, expected }) => [
    `没有名为${quoted(found)}的一组值；可用 ${expected}。`,
    `There is no named set ${quoted(found)}; use ${expected}.`,
  ],
  UNKNOWN_CODE: ({ found }) => [
    `目录里没有指标 ${found}；请核对代码。`,
    `The catalogue has no indicator ${found}; check the code.`,
  ],
  UNKNOWN_PARAMETER: ({ found, expected }) => [
    `没有名为${quoted(found)}的参数；可用 ${expected}。`,
    `There is no parameter ${quoted(found)}; use ${expected}.`,
  ],
  NOT_NUMERIC: ({ found, expected }) => [
    `${quoted(found)}不是数，不能这样算；可用 ${expected}。`,
    `${quoted(found)} is not a number and cannot be calculated with; use ${expected}.`,
  ],
  NOT_AN_IDENTITY: ({ found, expected }) => [
    `${quoted(found)}不能去重计数；可用 ${expected}。`,
    `${quoted(found)} cannot be counted distinctly; use ${expected}.`,
  ],
  NOT_ORDERED: ({ found }) => [
    `${quoted(found)}没有先后高低，只能用 =、!=、in、not in。`,
    `${quoted(found)} has no order; only =, !=, in and not in apply.`,
  ],
  NOT_A_DATE: ({ found, expected }) => [
    `${quoted(found)}不是日期；可用 ${expected}。`,
    `${quoted(found)} is no date; use ${expected}.`,
  ],
  NOT_A_MEASURE: ({ found }) => [
    `${quoted(found)}不是从台账统计的，不能分组取最小或最大。`,
    `${quoted(found)} is not counted from a ledger, so it has no groups to take the least or most of.`,
  ],
  TIMING_MISSING: ({ expected }) => [
    `要写明一条记录何时算数，如 ${expected}。`,
    `Say when a row counts, such as ${expected}.`,
  ],
  TIMING_TWICE: ({ found }) => [
    `${quoted(found)}与前面的时间条件矛盾；只留一个。`,
    `${quoted(found)} contradicts an earlier condition of time; keep one.`,
  ],
  UNIT_MISMATCH: ({ found, expected }) => [
    `单位不同的数不能相加减或比较：${expected} 与 ${found}。`,
    `Values of different units cannot be added, subtracted or compared: ${expected} and ${found}.`,
  ],
  UNIT_NOT_DECLARED: ({ found, expected }) => [
    `算出来的单位是 ${found}，指标写的是 ${expected}；请改公式或单位。`,
    `The result is in ${found}, the indicator says ${expected}; change the formula or the unit.`,
  ],
  CYCLE: ({ found }) => [
    `指标绕回了自己：${found}；请断开。`,
    `The indicator is defined by itself: ${found}; break the circle.`,
  ],
  EMPTY: () => ["没有写定义。", "There is no definition."],
};

/** The fault in words: where, what, and what to do. Positions people read count from 1. */
export function faultWords(fault: FormulaFault): { readonly zh: string; readonly en: string } {
  const [zh, en] = WORDS[fault.code](fault);
  return { zh: `第 ${fault.at + 1} 个字符：${zh}`, en: `Character ${fault.at + 1}: ${en}` };
}
