/**
 * Everything the hub can say about a row that was sent: a closed list of codes, each with both texts in the order where,
 * what, what to do next. Pure. No argument may carry an identity number.
 */

interface Words {
  readonly zh: string;
  readonly en: string;
}

const FINDINGS = {
  NOT_GRANTED: {
    zh: "{where} 您没有在这个单位写这类记录的权限。请找该单位负责人或管理员授权。",
    en: "{where}: you may not write such rows of this organization. Ask its head or an administrator for a grant.",
  },
  ONLY_RETURN: {
    zh: "{where} 您审核这条记录，不能改它的内容。请退回并写明原因，由填报单位改正。",
    en: "{where}: you approve this row and may not change what it says. Return it with a reason; its organization corrects it.",
  },
  NOT_APPROVER: {
    zh: "{where} 您没有批准这条记录的权限。请报给有审批权的人。",
    en: "{where}: you may not approve this row. Hand it to somebody who may.",
  },
  SAME_PERSON: {
    zh: "{where} 这条记录是您填的或改过的，不能由您批准。请另一人批准。",
    en: "{where}: you entered or changed this row, so somebody else has to approve it.",
  },
  NOT_APPROVED: {
    zh: "{where} 这张报表还没有核定，不用责令更正。要改，请退回。",
    en: "{where}: this report is not approved, so there is nothing to correct. Return it instead.",
  },
  ALREADY_CORRECTED: {
    zh: "{where} 这张报表已经另有更正，不能再开一次。请在最近那一次上办理。",
    en: "{where}: a correction of this report is already there. Work on the last one.",
  },
  CLAIMED_ELSEWHERE: {
    zh: "{where} 此人本年度同一职业（工种）的补贴已在其他机构申领。核对后撤回；有异议的请主管局核查。",
    en: "{where}: a subsidy for this person and occupation was claimed elsewhere this year. Check and withdraw it, or ask the bureau to look into it.",
  },
  CLAIMS_LATER: {
    zh: "{where} 今天查到的重复申领已太多，暂不再查。明天再提交，或请主管局核查。",
    en: "{where}: too many claims met others today. Hand it in tomorrow, or ask the bureau to look into it.",
  },
  REQUIRED: {
    zh: "{where} 要填“{label}”。填上再发送。",
    en: "{where}: {labelEn} is needed. Fill it in and send again.",
  },
  NOT_A_NUMBER: {
    zh: "{where} “{label}”要填数字，“{typed}”读不成数字。改成数字再发送。",
    en: "{where}: {labelEn} needs a number; {typed} is none. Correct it and send again.",
  },
  NOT_WHOLE: {
    zh: "{where} “{label}”要填整数，现在是 {typed}。改成整数。",
    en: "{where}: {labelEn} needs a whole number, not {typed}.",
  },
  TOO_MANY_DECIMALS: {
    zh: "{where} “{label}”最多 {places} 位小数，现在是 {typed}。核对后改正。",
    en: "{where}: {labelEn} keeps {places} decimals; {typed} has more. Check and correct it.",
  },
  TOO_LARGE: {
    zh: "{where} “{label}”的数太大：{typed}。核对单位后改正。",
    en: "{where}: {labelEn} is too large: {typed}. Check the unit and correct it.",
  },
  WRONG_UNIT: {
    zh: "{where} “{label}”的单位是{unit}，填的是“{typed}”。换算后只填数字。",
    en: "{where}: {labelEn} is in {unit}, not {typed}. Convert it and write the number alone.",
  },
  NOT_A_DATE: {
    zh: "{where} “{label}”要填日期，“{typed}”读不成日期。写成 2026-10-03。",
    en: "{where}: {labelEn} needs a date; {typed} is none. Write it as 2026-10-03.",
  },
  NOT_A_TIME: {
    zh: "{where} “{label}”要填时刻，“{typed}”读不出来。写成 2026-10-03 08:30。",
    en: "{where}: {labelEn} needs a time; {typed} is none. Write it as 2026-10-03 08:30.",
  },
  NOT_YES_OR_NO: {
    zh: "{where} “{label}”要填“是”或“否”，现在是“{typed}”。",
    en: "{where}: {labelEn} needs yes or no, not {typed}.",
  },
  NOT_JSON: {
    zh: "{where} “{label}”要填 JSON，读不出来。核对括号和引号。",
    en: "{where}: {labelEn} needs JSON. Check brackets and quotes.",
  },
  BAD_PERIOD: {
    zh: "{where} “{label}”读不出期间“{typed}”。写成 2026、2026Q3 或 2026M10。",
    en: "{where}: {typed} is no period. Write it like 2026, 2026Q3 or 2026M10.",
  },
  TEXT_TOO_LONG: {
    zh: "{where} “{label}”超过 {most} 个字。请缩短。",
    en: "{where}: {labelEn} is longer than {most} characters. Shorten it.",
  },
  UNKNOWN_CODE: {
    zh: "{where} “{label}”里没有“{typed}”。改用代码表 {list} 里的代码或名称。",
    en: "{where}: {labelEn} has no {typed}. Use a code or name of the list {list}.",
  },
  UNKNOWN_ORGANIZATION: {
    zh: "{where} “{label}”找不到单位“{typed}”。填单位代码或全称。",
    en: "{where}: there is no organization {typed}. Use its code or full name.",
  },
  UNKNOWN_ROW: {
    zh: "{where} “{label}”找不到“{typed}”。填训枢里的编号或名称。",
    en: "{where}: {labelEn}: there is no {typed}. Use its code or name in the hub.",
  },
  AMBIGUOUS: {
    zh: "{where} “{label}”有 {count} 个都叫“{typed}”。改填编号。",
    en: "{where}: {labelEn}: {count} are called {typed}. Use the code instead.",
  },
  OTHER_OWNER: {
    zh: "{where} “{label}”是别的单位的记录，不能引用。改用本单位的。",
    en: "{where}: {labelEn} belongs to another organization. Use one of its own.",
  },
  IDENTITY_NUMBER: {
    zh: "{where} 证件号码不对：{problemZh}。对照证件改正。",
    en: "{where}: the identity number is wrong: {problemEn}. Check it against the document.",
  },
  ROW_GONE: {
    zh: "{where} 这一行已被删除或从未存在。刷新后再改。",
    en: "{where}: this row was deleted or never was. Refresh first.",
  },
  OWNER_FIXED: {
    zh: "{where} 一行不能换所属单位。在新单位另建一行，再删除这一行。",
    en: "{where}: a row keeps its owner. Make a new row there and delete this one.",
  },
  FIELD_FIXED: {
    zh: "{where} “{label}”写定后不能改，原为“{before}”。要改就另建一行。",
    en: "{where}: {labelEn} cannot change once written (it is {before}). Make a new row instead.",
  },
  UNDER_WAY: {
    zh: "{where} 这一行已经在办理或已办结，不能删除。要撤回，请办理的人退回或作废。",
    en: "{where}: this row is under way or decided and cannot be deleted. Ask whoever handles it to return or void it.",
  },
  DECIDED: {
    zh: "{where} 已经批准，“{label}”不能再改。确需更正，作废后另报。",
    en: "{where}: this was approved; {labelEn} cannot change any more. Void it and hand in another if it must.",
  },
  CORRECT_BY_REVERSAL: {
    zh: "{where} 这一类记录不能改、不能删。另填一行冲销它：“{reverse}”填这一行的编号，金额取相反数，再填正确的一行。",
    en: "{where}: such rows are neither changed nor deleted. Add a row that reverses it ({reverseEn} names this row, the amount negated), then the correct one.",
  },
  REVERSAL_REPEATED: {
    zh: "{where} 这一行已经冲销过了。不用再冲销。",
    en: "{where}: that row was reversed already. Nothing more to do.",
  },
  REVERSAL_AMOUNT: {
    zh: "{where} 冲销的金额应为 {expected}，现在是 {typed}。改成相反数。",
    en: "{where}: a reversal carries {expected}, not {typed}.",
  },
  REVERSAL_DIFFERS: {
    zh: "{where} “{label}”与被冲销的那一行（{expected}）不同。改成一样。",
    en: "{where}: {labelEn} is not that of the row it reverses ({expected}). Make it the same.",
  },
  STEP_FORBIDDEN: {
    zh: "{where} “{label}”不能从“{from}”变为“{to}”。可以变为：{next}。",
    en: "{where}: {labelEn} cannot go from {fromCode} to {toCode}. It may become: {nextCodes}.",
  },
  FIRST_STATE: {
    zh: "{where} 新的一行“{label}”只能从{next}开始，现在是“{to}”。",
    en: "{where}: a new row begins with {nextCodes}, not {toCode}.",
  },
  DUPLICATE_IN_BATCH: {
    zh: "{where} 与本批第 {other} 行重复。留一行，删另一行。",
    en: "{where}: the same as row {other} of this batch. Keep one of them.",
  },
  ALREADY_THERE: {
    zh: "{where} 训枢里已有一行的“{label}”与此相同。改那一行，或换一个值。",
    en: "{where}: the hub already has a row with this {labelEn}. Change that row, or use another value.",
  },
  OVERLAP: {
    zh: "{where} 与已有的一段时间重叠（{label}）。核对起止日期。",
    en: "{where}: overlaps a row already there ({labelEn}). Check the dates.",
  },
  NOT_TOGETHER: {
    zh: "{where} “{label}”彼此不符。{rule}",
    en: "{where}: {labelEn} do not fit together. {ruleEn}",
  },
  UNDER_ITSELF: {
    zh: "{where} “{label}”不能是它自己或它的下级。另选一个上级。",
    en: "{where}: {labelEn} cannot be the row itself or one of its parts. Choose another.",
  },
  IN_USE: {
    zh: "{where} 不能删除：还有{users}用到它。先改或删除那些记录。",
    en: "{where}: cannot be deleted, it is used by {usersEn}. Change or delete those first.",
  },
  REASON_REQUIRED: {
    zh: "{where} {deed}要写原因。补上原因再发送。",
    en: "{where}: a reason is needed {deedEn}. Add one and send again.",
  },
  NOT_WRITTEN: {
    zh: "{where} 这一行没有问题，但本批有 {others} 行不能写入，整批都没有写。改正后一起再发。",
    en: "{where}: nothing wrong here, but {others} other rows of this all-or-nothing batch cannot be written.",
  },
} as const satisfies Record<string, Words>;

export type RowFindingCode = keyof typeof FINDINGS;
export type RowFindingArgs = Readonly<Record<string, string | number>>;

/** A fault of one row, before it is put into words. `field` is the graph's name of the field. */
export interface RowFault {
  readonly code: RowFindingCode;
  readonly field?: string;
  readonly args?: RowFindingArgs;
  readonly suggestion?: string;
  /** Said of a row that goes in all the same. */
  readonly isWarning?: boolean;
}

/** A fault in words. `where` says which cell or row. */
export function wordRowFault({ code, args = {}, suggestion }: RowFault, where: string): { zh: string; en: string } {
  const all: RowFindingArgs = { ...args, where, ...(suggestion === undefined ? {} : { suggestion }) };
  const fill = (text: string): string =>
    text.replace(/\{(\w+)\}/gu, (whole, name: string) => (name in all ? String(all[name]) : whole));
  return { zh: fill(FINDINGS[code].zh), en: fill(FINDINGS[code].en) };
}

/** What somebody typed, fit to be shown: short, and without a run of digits that could identify a person. */
export function quoted(typed: string): string {
  const plain = typed
    .slice(0, 200)
    .replace(/\p{Cc}|\p{Cs}/gu, " ")
    .trim()
    .replace(/\d{7,}[\dXx]*/gu, "…");
  return [...plain].length > 30 ? `${[...plain].slice(0, 29).join("")}…` : plain;
}
