/**
 * Everything the hub can say about a figure, a cell that was sent, or a figure that was asked for: a closed list of codes,
 * each with both texts in the order where, what, what to do next. Pure. No argument may carry an identity number.
 */

export type Severity = "INFO" | "WARN" | "ERROR" | "BLOCK";

interface Words {
  readonly severity: Severity;
  readonly zh: string;
  readonly en: string;
}

const FINDINGS = {
  UNKNOWN_INDICATOR: {
    severity: "BLOCK",
    zh: "{where} 没有代码为“{indicator}”的指标。在“查询”里搜到它，改用它的代码。",
    en: "{where}: there is no indicator {indicator}. Search for it and use its code.",
  },
  UNKNOWN_ORGANIZATION: {
    severity: "BLOCK",
    zh: "{where} 找不到单位“{organization}”。填单位代码或全称。",
    en: "{where}: there is no organization {organization}. Use its code or full name.",
  },
  NOT_GRANTED: {
    severity: "BLOCK",
    zh: "{where} 您没有填报“{organization}”的权限。数由该单位填报；要改，请退回或责令更正。",
    en: "{where}: you may not report for {organization}. It reports itself; return its report or order a correction.",
  },
  NOT_READABLE: {
    severity: "BLOCK",
    zh: "{where} 无权查看“{organization}”的数。要看，请管理员授权。",
    en: "{where}: you may not see the figures of {organization}. Ask an administrator for a grant.",
  },
  AMBIGUOUS_ORGANIZATION: {
    severity: "BLOCK",
    zh: "{where} 有 {count} 个单位叫“{organization}”。改填单位代码。",
    en: "{where}: {count} organizations are called {organization}. Use the code instead.",
  },
  BAD_PERIOD: {
    severity: "BLOCK",
    zh: "{where} 读不出期间“{period}”。写成 2026、2026Q3 或 2026M10。",
    en: "{where}: {period} is no period. Write it like 2026, 2026Q3 or 2026M10.",
  },
  UNKNOWN_DIMENSION: {
    severity: "BLOCK",
    zh: "{where} {indicatorName}不按“{dimension}”分。可用：{dimensions}，每个最多一次。",
    en: "{where}: {indicatorNameEn} is not broken down by {dimension}. Use each at most once of: {dimensions}.",
  },
  UNKNOWN_CODE: {
    severity: "BLOCK",
    zh: "{where} “{dimension}”里没有“{code}”。改用代码表里的名称或代码。",
    en: "{where}: {dimension} has no {code}. Use a name or a code of its list.",
  },
  PERIOD_IN_FUTURE: {
    severity: "BLOCK",
    zh: "{where} {period} 要到 {from} 才开始，还没有数。到时再填。",
    en: "{where}: {period} begins on {from}; there is nothing to report yet. Fill it in then.",
  },
  PERIOD_KIND_NOT_ALLOWED: {
    severity: "BLOCK",
    zh: "{where} {indicatorName}不按{kindZh}填。改用{allowedZh}。",
    en: "{where}: {indicatorNameEn} is not reported by {kindEn}. Use {allowedEn}.",
  },
  NOT_A_NUMBER: {
    severity: "BLOCK",
    zh: "{where} 这里要填数字，“{typed}”读不成数字。改成数字再发送。",
    en: "{where} needs a number; {typed} is none. Correct it and send again.",
  },
  /** As NOT_A_NUMBER on the wire, for a text that can be read: a person confirms the reading. */
  NOT_A_NUMBER_READ: {
    severity: "BLOCK",
    zh: "{where} 这里要填数字，读作 {suggestion}，确认后即可发送。",
    en: "{where} needs a number. Read as {suggestion}; confirm to send.",
  },
  NEGATIVE_NOT_ALLOWED: {
    severity: "BLOCK",
    zh: "{where} {indicatorName}不能是负数，现在是 {value}。核对后改正。",
    en: "{where}: {indicatorNameEn} cannot be negative ({value}). Check and correct it.",
  },
  NOT_WHOLE: {
    severity: "BLOCK",
    zh: "{where} {indicatorName}按{unit}计，要填整数，现在是 {value}。改成整数。",
    en: "{where}: {indicatorNameEn} is counted in whole {unit}, not {value}. Enter a whole number.",
  },
  TOO_MANY_DECIMALS: {
    severity: "BLOCK",
    zh: "{where} {value} 的小数超过 {places} 位。四舍五入为 {suggestion} 再填。",
    en: "{where}: {value} has more than {places} decimals. Round it to {suggestion}.",
  },
  TOO_LARGE: {
    severity: "BLOCK",
    zh: "{where} 这个数超过 15 位。核对单位和位数。",
    en: "{where}: the number has more than 15 digits. Check its unit and its digits.",
  },
  UNIT_MISMATCH: {
    severity: "BLOCK",
    zh: "{where} 写的单位是{typedUnit}，{indicatorName}的单位是{unit}。换算后只填数字。",
    en: "{where}: written in {typedUnit}, but {indicatorNameEn} is in {unit}. Convert it and enter the number alone.",
  },
  DUPLICATE_CELL: {
    severity: "BLOCK",
    zh: "{where} 与 {other} 填的是同一个数（{indicatorName} {period}）。只留一处。",
    en: "{where} and {other} are the same figure ({indicatorNameEn} {period}). Keep one of them.",
  },
  FORMULA_NOT_WRITABLE: {
    severity: "BLOCK",
    zh: "{where} {indicatorName}由公式 {formula} 算出，不能填。改公式里的数。",
    en: "{where}: {indicatorNameEn} is worked out as {formula} and cannot be typed. Change the figures in it.",
  },
  REASON_REQUIRED: {
    severity: "BLOCK",
    zh: "{where} {indicatorName}由台账统计为 {computed}，改成 {value} 要写原因。补上原因再发送。",
    en: "{where}: {indicatorNameEn} is counted as {computed}; a reason is needed to set {value}. Add one and send again.",
  },
  TEXT_TOO_LONG: {
    severity: "BLOCK",
    zh: "{where} 原因超过 {most} 个字。删短再发送。",
    en: "{where}: the reason is longer than {most} characters. Shorten it and send again.",
  },
  LOCKED: {
    severity: "BLOCK",
    zh: "{where} 这个数已{statusZh}（{by} {at}）。要改，请主管{remedyZh}；原数会保留。",
    en: "{where}: this figure is {statusEn} ({by} {at}). Ask your supervisor to {remedyEn}; the old value is kept.",
  },
  NOT_WRITTEN: {
    severity: "INFO",
    zh: "{where} 这格没有问题，但同批有 {others} 格没通过，整批都没写入。改好那些格再一起发送。",
    en: "{where} is fine, but {others} other cells of the batch are not, so nothing was written. Correct those and send again.",
  },
  NOT_COUNTED_YET: {
    severity: "INFO",
    zh: "{where} {indicatorName}在这一版还没有台账可数。可以先填报。",
    en: "{where}: no ledger of this version holds {indicatorNameEn} yet. It can be reported.",
  },
  PARTS_BELOW_TARGET: {
    severity: "WARN",
    zh: "{where} 分解的 {parts} 个目标合计 {sum}，不到总目标 {target}。补足分解的目标，或调整总目标。",
    en: "{where}: the {parts} parts of the target add up to {sum}, less than {target}. Raise the parts or change the whole.",
  },
  OPERAND_MISSING: {
    severity: "INFO",
    zh: "{where} 缺 {missing}，{indicatorName}算不出来。先填报 {missing}。",
    en: "{where}: {missing} is missing, so {indicatorNameEn} has no value. Report {missing} first.",
  },
  DENOMINATOR_ZERO: {
    severity: "INFO",
    zh: "{where} 分母 {denominator} 是 0，{indicatorName}没有值。核对分母。",
    en: "{where}: the denominator {denominator} is 0, so {indicatorNameEn} has no value. Check it.",
  },
} as const satisfies Record<string, Words>;

export type FindingCode = keyof typeof FINDINGS;
export type FindingArgs = Readonly<Record<string, string | number>>;

/** A fault as rules find it: its code and arguments; words and place are added where it leaves the hub. */
export interface Fault {
  readonly code: FindingCode;
  readonly args: FindingArgs;
  readonly field?: "indicator" | "organization" | "period" | "value" | "reason" | "dims";
  readonly suggestion?: string;
}

/** Where a cell stands in the sender's workbook. */
export interface CellPlace {
  readonly sheet: string | null;
  readonly cell: string | null;
}

export interface WordedFinding extends CellPlace {
  readonly code: string;
  readonly severity: Severity;
  readonly args: FindingArgs;
  readonly message: string;
  readonly messageEn: string;
  readonly row: number | null;
  readonly field: string | null;
  readonly suggestion: string | null;
}

/** `月报!F5`, `'三月 月报'!F5` or `F5`; longer text is an address of something else and stays whole as the sheet. */
export function readPlace(place: string | null | undefined): CellPlace {
  const parts = /^(?:'?(.+?)'?!)?(\$?[A-Z]{1,3}\$?\d{1,7})$/u.exec((place ?? "").trim());
  if (parts) return { sheet: parts[1]?.replaceAll("''", "'") ?? null, cell: (parts[2] ?? "").replaceAll("$", "") };
  return { sheet: place?.trim().slice(0, 200) || null, cell: null };
}

const NOWHERE: CellPlace = { sheet: null, cell: null };

/** Adds the words. Where there is no cell, `named` (the figure's own name) says where. */
export function wordFault(fault: Fault, named: string, place: CellPlace = NOWHERE, severity?: Severity): WordedFinding {
  const words: Words = FINDINGS[fault.code];
  const where = place.cell ?? named;
  const args = { ...fault.args, ...(fault.suggestion === undefined ? {} : { suggestion: fault.suggestion }), where };
  const row = /\d+$/u.exec(place.cell ?? "")?.[0];
  return {
    ...place,
    code: fault.code === "NOT_A_NUMBER_READ" ? "NOT_A_NUMBER" : fault.code,
    severity: severity ?? words.severity,
    args,
    message: fill(words.zh, args),
    messageEn: fill(words.en, args),
    row: row === undefined ? null : Number(row),
    field: fault.field ?? null,
    suggestion: fault.suggestion ?? null,
  };
}

const fill = (template: string, args: FindingArgs): string =>
  template.replace(/\{(\w+)\}/gu, (whole, name: string) => (name in args ? String(args[name]) : whole));

/** Text as people write it: no control characters and no halves of a character, which no database keeps. */
export const plainText = (text: string): string => text.replace(/\p{Cc}|\p{Cs}/gu, " ").trim();

/** What somebody typed, fit to be shown: short, and without a run of digits that could identify a person. */
export function quotable(typed: string): string {
  const plain = plainText(typed.slice(0, 200)).replace(/\d{7,}[\dXx]*/gu, "…");
  return [...plain].length > 20 ? `${[...plain].slice(0, 19).join("")}…` : plain;
}
