/**
 * Everything an intake can say about a file, a sheet, a row or a cell: a closed list of codes with arguments and
 * both texts. Refusals stop a file; findings never do. No argument may carry an identity number.
 */
import type { IntakeRefusalCode } from "./refusal.js";

export type Severity = "block" | "error" | "warn" | "info";

export type FindingCode =
  | "noTable"
  | "emptySheet"
  | "hiddenSheet"
  | "noHeader"
  | "uncertainHeader"
  | "emptyHeader"
  | "duplicateHeader"
  | "missingColumn"
  | "unmappedColumn"
  | "groupCountDiffers"
  | "totalDiffers"
  | "repeatedHeader"
  | "formulaWithoutValue"
  | "errorValue"
  | "required"
  | "notANumber"
  | "confirmNumber"
  | "notADate"
  | "endsBeforeStart"
  | "dateTooCoarse"
  | "notAPeriod"
  | "notABoolean"
  | "unknownCode"
  | "similarCode"
  | "ambiguousCode"
  | "idMalformed"
  | "idBadBirthDate"
  | "idBadCheckDigit"
  | "idDigitsLost"
  | "usccMalformed"
  | "usccBadCheckDigit"
  | "badPhone"
  | "codeDigitsLost"
  | "textTooLong"
  | "negativeNumber"
  | "numberTooLarge"
  | "duplicateRow"
  | "unknownOrganization"
  | "ambiguousOrganization"
  | "unknownClass"
  | "ambiguousClass"
  | "unknownSponsor"
  | "nameDiffers"
  | "amountDiffers"
  | "changedMeanwhile"
  | "notGranted"
  | "claimedElsewhere"
  | "moneyEntered"
  | "interrupted";

export type FindingArgument = string | number;

export interface IntakeFinding {
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly args: Readonly<Record<string, FindingArgument>>;
  readonly sheet: string;
  /** 1-based; absent when the whole sheet is meant. */
  readonly row?: number;
  /** Column letters. */
  readonly column?: string;
  /** The target field the column was read as. */
  readonly field?: string;
}

/** How much each code weighs. A block or an error keeps the row out; a warning lets it in and is counted. */
export const SEVERITIES: Readonly<Record<FindingCode, Severity>> = {
  noTable: "error",
  emptySheet: "info",
  hiddenSheet: "info",
  noHeader: "error",
  uncertainHeader: "warn",
  emptyHeader: "info",
  duplicateHeader: "warn",
  missingColumn: "error",
  unmappedColumn: "info",
  groupCountDiffers: "warn",
  totalDiffers: "warn",
  repeatedHeader: "info",
  formulaWithoutValue: "error",
  errorValue: "error",
  required: "error",
  notANumber: "error",
  confirmNumber: "error",
  notADate: "error",
  endsBeforeStart: "error",
  dateTooCoarse: "error",
  notAPeriod: "error",
  notABoolean: "error",
  unknownCode: "error",
  similarCode: "error",
  ambiguousCode: "error",
  idMalformed: "error",
  idBadBirthDate: "error",
  idBadCheckDigit: "error",
  idDigitsLost: "error",
  usccMalformed: "error",
  usccBadCheckDigit: "warn",
  badPhone: "warn",
  codeDigitsLost: "error",
  textTooLong: "error",
  negativeNumber: "error",
  numberTooLarge: "error",
  duplicateRow: "error",
  unknownOrganization: "error",
  ambiguousOrganization: "error",
  unknownClass: "error",
  ambiguousClass: "error",
  unknownSponsor: "info",
  nameDiffers: "warn",
  amountDiffers: "error",
  changedMeanwhile: "error",
  notGranted: "error",
  claimedElsewhere: "warn",
  moneyEntered: "info",
  interrupted: "error",
};

export interface Wording {
  readonly zh: string;
  readonly en: string;
}

/** `{cell}`, `{sheet}`, `{row}` and `{column}` are always available beside the code's own arguments. */
export const FINDING_WORDS: Readonly<Record<FindingCode, Wording>> = {
  noTable: {
    zh: "工作表“{sheet}”里没找到表头。选上表头那一行再试。",
    en: "Sheet {sheet}: no header found. Include the header row and retry.",
  },
  emptySheet: { zh: "工作表“{sheet}”是空的，已跳过。", en: "Sheet {sheet} is empty and was skipped." },
  hiddenSheet: {
    zh: "工作表“{sheet}”是隐藏的，没有导入。要导入，取消隐藏后重传。",
    en: "Sheet {sheet} is hidden and was not read. Unhide it and send again to include it.",
  },
  noHeader: {
    zh: "工作表“{sheet}”从 {cell} 起就是数据，没有表头。在上面加一行表头后重传。",
    en: "Sheet {sheet}: data starts at {cell} without a header. Add a header row above it and send again.",
  },
  uncertainHeader: {
    zh: "工作表“{sheet}”把第 {row} 行当作表头，不太确定。核对后再继续。",
    en: "Sheet {sheet}: row {row} was taken for the header, without certainty. Check before going on.",
  },
  emptyHeader: {
    zh: "{column} 列有数据但没有表头，没有导入。要导入，补上表头。",
    en: "Column {column} has data but no header and was not read. Name it to include it.",
  },
  duplicateHeader: {
    zh: "{cell}“{header}”与 {other} 列表头相同，只导入前一列。改名后重传。",
    en: "{cell} repeats the header {header} of column {other}; only the first was read. Rename it and send again.",
  },
  missingColumn: {
    zh: "工作表“{sheet}”缺少“{label}”列。补上，或把某一列对应到“{label}”。",
    en: "Sheet {sheet} has no column for {label}. Add it, or map a column to {label}.",
  },
  unmappedColumn: {
    zh: "{column} 列“{header}”没有对应的内容，不会导入。需要时手工对应。",
    en: "Column {column} ({header}) maps to nothing and will not be read. Map it by hand if needed.",
  },
  groupCountDiffers: {
    zh: "第 {row} 行“{group}”写的是 {declared}，实际 {counted}。核对是否漏行。",
    en: "Row {row}: {group} declares {declared}, found {counted}. Check for missing rows.",
  },
  totalDiffers: {
    zh: "{cell} 合计写的是 {declared}，各行相加是 {counted}，差 {difference}。核对明细或合计。",
    en: "{cell}: the total says {declared}, the rows add up to {counted}, {difference} apart. Check rows or total.",
  },
  repeatedHeader: { zh: "第 {row} 行重复了表头，已跳过。", en: "Row {row} repeats the header and was skipped." },
  formulaWithoutValue: {
    zh: "{cell} 的公式没有保存结果。用 Excel 打开、保存后重传。",
    en: "{cell}: the formula has no stored result. Open and save in Excel, then send again.",
  },
  errorValue: {
    zh: "{cell} 显示 {value}。修好公式，或直接填数。",
    en: "{cell} shows {value}. Repair the formula or type the value.",
  },
  required: {
    zh: "{cell}“{label}”必填。补上后重传这一行。",
    en: "{cell}: {label} is required. Fill it in and resend the row.",
  },
  notANumber: { zh: "{cell} 这里要填数字。改成数字后重传。", en: "{cell} needs a number. Correct it and resend." },
  confirmNumber: {
    zh: "{cell} 这里要填数字，读作 {reading}，确认后即可导入。",
    en: "{cell} needs a number. Read as {reading}; confirm to import.",
  },
  notADate: {
    zh: "{cell} 不是能确定的日期。写成 2026-10-03 这样。",
    en: "{cell} is not a certain date. Write it like 2026-10-03.",
  },
  endsBeforeStart: {
    zh: "{cell} {endsOn} 早于开始日期 {startsOn}。核对两个日期。",
    en: "{cell}: {endsOn} lies before the start, {startsOn}. Check both days.",
  },
  dateTooCoarse: {
    zh: "{cell} 只写到{reading}，这里要具体到日。补上日期。",
    en: "{cell} says {reading} only; a day is needed here. Add it.",
  },
  notAPeriod: {
    zh: "{cell} 读不出期间。写成 2026、2026Q3 或 2026年10月 这样。",
    en: "{cell} is no period. Write it like 2026, 2026Q3 or 2026-10.",
  },
  notABoolean: { zh: "{cell} 填“是”或“否”。", en: "{cell}: answer yes or no." },
  unknownCode: {
    zh: "{cell}“{value}”不在“{list}”里。从列表里选，或请管理员添加。",
    en: "{cell}: {value} is not in the list {list}. Choose from it, or ask the administrator to add it.",
  },
  similarCode: {
    zh: "{cell}“{value}”不在“{list}”里，是不是“{reading}”。确认后即可导入。",
    en: "{cell}: {value} is not in {list}; perhaps {reading}. Confirm to import.",
  },
  ambiguousCode: {
    zh: "{cell}“{value}”在“{list}”里有 {count} 个。改填代码。",
    en: "{cell}: {value} stands {count} times in {list}. Use the code instead.",
  },
  idMalformed: {
    zh: "{cell} 不是 15 或 18 位的证件号。核对后重填。",
    en: "{cell} is not an ID number of 15 or 18 characters. Check and re-enter.",
  },
  idBadBirthDate: {
    zh: "{cell} 证件号里的出生日期不存在。核对后重填。",
    en: "{cell}: the birth date inside the ID number does not exist. Check and re-enter.",
  },
  idBadCheckDigit: {
    zh: "{cell} 证件号的校验位不对，多半有一位写错。对照证件重填。",
    en: "{cell}: the ID number fails its check digit; one character is probably wrong. Re-enter from the document.",
  },
  idDigitsLost: {
    zh: "{cell} 证件号末三位变成 000，是 Excel 转成数字造成的。把该列设为文本后重填。",
    en: "{cell}: the last three ID digits became 000 in Excel. Format the column as text and re-enter.",
  },
  usccMalformed: {
    zh: "{cell}“{value}”不是 18 位统一社会信用代码。核对后重填。",
    en: "{cell}: {value} is not an 18-character credit code. Check and re-enter.",
  },
  usccBadCheckDigit: {
    zh: "{cell} 统一社会信用代码的校验位不对，已照原样导入。对照证书核对。",
    en: "{cell}: the credit code fails its check digit; it was read as it stands. Check it against the certificate.",
  },
  badPhone: {
    zh: "{cell} 不像电话号码，已照原样导入。核对一下。",
    en: "{cell} does not look like a phone number; read as it stands.",
  },
  codeDigitsLost: {
    zh: "{cell} 超过 15 位，被 Excel 转成了数字，末几位不可信。把该列设为文本后重填。",
    en: "{cell} has over 15 digits and became a number in Excel; its last digits are lost. Format as text and re-enter.",
  },
  textTooLong: {
    zh: "{cell} 有 {length} 个字，最多 {most} 个。删短后重传。",
    en: "{cell} has {length} characters, at most {most}. Shorten and resend.",
  },
  negativeNumber: {
    zh: "{cell} 是负数 {value}。这里只收正数；冲销请在台账里做红字更正。",
    en: "{cell} is negative ({value}). Only positive numbers go in here; reverse an entry in the ledger.",
  },
  numberTooLarge: {
    zh: "{cell} 的数 {value} 超过上限 {most}。核对单位和小数点。",
    en: "{cell}: {value} is above the limit {most}. Check the unit and the decimal point.",
  },
  duplicateRow: {
    zh: "{cell} 与第 {other} 行是同一{label}。删掉其中一行。",
    en: "{cell} is the same {label} as row {other}. Delete one.",
  },
  unknownOrganization: {
    zh: "{cell}“{value}”不在机构名单里。核对名称或代码，或先导入机构名单。",
    en: "{cell}: no organization {value} in the hub. Check the name or code, or import the organization first.",
  },
  ambiguousOrganization: {
    zh: "{cell}“{value}”有 {count} 个同名机构。改填代码。",
    en: "{cell}: {count} organizations are named {value}. Use the code instead.",
  },
  unknownClass: {
    zh: "{cell} 没有“{value}”这个班。先导入班级台账，或核对班级编号。",
    en: "{cell}: there is no class {value}. Import the class ledger first, or check the code.",
  },
  ambiguousClass: {
    zh: "{cell} 有 {count} 个班叫“{value}”。改填班级编号。",
    en: "{cell}: {count} classes are called {value}. Use the class code.",
  },
  unknownSponsor: {
    zh: "{cell}“{value}”不在机构名单里，这一格没有导入，其余照常。",
    en: "{cell}: no organization {value} in the hub; this cell was left out, the rest goes in.",
  },
  nameDiffers: {
    zh: "{cell} 这个证件号已登记为“{known}”，名字没有改。核对是否填错人。",
    en: "{cell}: this ID is registered as {known}; the name was not changed. Check that it is the right person.",
  },
  amountDiffers: {
    zh: "{cell} 这笔钱已登记 {known} 元，这里是 {value} 元。台账不改数，用红字冲销更正。",
    en: "{cell}: this entry is booked with {known} yuan, here {value}. Correct money with a reversing entry.",
  },
  changedMeanwhile: {
    zh: "{cell}“{label}”检查之后被改成了 {theirs}，这里是 {mine}，没有写入。核对后重新导入这一行。",
    en: "{cell}: {label} was changed to {theirs} after the check, here {mine}; not written. Check it and import the row again.",
  },
  notGranted: {
    zh: "{cell} 您没有在这一行的单位写这类记录的权限，没有导入。改为本单位，或请该单位负责人、管理员授权。",
    en: "{cell}: you may not write such rows of this row's organization; it was left out. Name your own, or ask its head or an administrator for a grant.",
  },
  claimedElsewhere: {
    zh: "{cell} 此人本年度同一职业（工种）的补贴已在其他机构申领。不要再为其申领；有异议的请主管局核查。",
    en: "{cell}: a subsidy for this person and occupation was claimed elsewhere this year. Claim none again, or ask the bureau to look into it.",
  },
  moneyEntered: {
    zh: "{cell} 工作表“{sheet}”里的收付款按“已登记待复核”导入，不算已收付。请另一人核对凭证后改为“已收付”。",
    en: "{cell}: the money of sheet {sheet} comes in as entered, not as paid. A second person checks the vouchers and marks it paid.",
  },
  interrupted: {
    zh: "这次导入中途断了，没有写入任何数据。重新上传即可。",
    en: "This import was interrupted; nothing was written. Upload the file again.",
  },
};

/** Words for a file that could not be read at all. */
export const REFUSAL_WORDS: Readonly<Record<IntakeRefusalCode, Wording>> = {
  notAWorkbook: {
    zh: "“{file}”不是 Excel 或 CSV 文件。用 Excel 打开后另存为 .xlsx 再传。",
    en: "{file} is neither an Excel nor a CSV file. Open it in Excel, save as .xlsx and send that.",
  },
  emptyFile: { zh: "“{file}”是空文件。核对后重传。", en: "{file} is empty. Check and send again." },
  encrypted: {
    zh: "“{file}”有打开密码。在 Excel 里去掉密码，另存后再传。",
    en: "{file} is locked with a password. Remove it in Excel, save and send again.",
  },
  htmlDisguised: {
    zh: "“{file}”其实是网页，不是工作簿。用 Excel 打开后另存为 .xlsx 再传。",
    en: "{file} is really a web page. Open it in Excel, save as .xlsx and send that.",
  },
  unsupportedFormat: {
    zh: "“{file}”是 {format} 格式，这里不读。用 Excel 或 WPS 另存为 .xlsx 再传。",
    en: "{file} is in {format} format, which is not read here. Save it as .xlsx and send that.",
  },
  truncated: {
    zh: "“{file}”不完整，可能没有下载或上传完。重新取一份再传。",
    en: "{file} is incomplete, perhaps cut off on the way. Get a fresh copy and send again.",
  },
  corrupted: {
    zh: "“{file}”的 {part} 读不通。用 Excel 打开修复、另存后再传。",
    en: "{file}: {part} cannot be read. Open and repair it in Excel, save and send again.",
  },
  tooLarge: {
    zh: "“{file}”的 {part} 有 {size}，上限 {limit}。拆成几份再传。",
    en: "{file}: {part} is {size}, the limit is {limit}. Split it and send the parts.",
  },
  suspiciousCompression: {
    zh: "“{file}”的 {part} 压缩比异常（{ratio} 倍），没有读。用 Excel 另存后再传。",
    en: "{file}: {part} unpacks {ratio} times and was not read. Save it anew in Excel and send that.",
  },
  tooManyCells: {
    zh: "工作表“{sheet}”超过 {limit} 个单元格。拆成几份再传。",
    en: "Sheet {sheet} has over {limit} cells. Split it and send the parts.",
  },
  tooManyColumns: {
    zh: "工作表“{sheet}”第 {row} 行超过 {limit} 列。删掉多余的列再传。",
    en: "Sheet {sheet}, row {row}: more than {limit} columns. Delete the surplus and send again.",
  },
  tooManySheets: {
    zh: "“{file}”有 {count} 个工作表，上限 {limit}。拆成几份再传。",
    en: "{file} has {count} sheets, the limit is {limit}. Split it and send the parts.",
  },
  tooManyTables: {
    zh: "工作表“{sheet}”里的表格超过 {limit} 个。拆成几份再传。",
    en: "Sheet {sheet} has over {limit} tables. Split it and send the parts.",
  },
  tooMuchText: {
    zh: "工作表“{sheet}”在许多单元格里重复同一段长文字，平均每格超过 {limit} 个字。删去重复的长文字再传。",
    en: "Sheet {sheet} repeats long text in many cells, over {limit} characters a cell. Remove the repetitions and send again.",
  },
  tooSparse: {
    zh: "工作表“{sheet}”的 {count} 个单元格散落在 {columns} 列里，不像表格。把要报的数据整理到连续的几列，另存后再传。",
    en: "Sheet {sheet}: {count} cells lie scattered over {columns} columns and form no table. Put the data into adjoining columns, save and send again.",
  },
  mostlyEmpty: {
    zh: "工作表“{sheet}”几乎都是没有内容的格式。把要报的数据复制到新工作簿，另存后再传。",
    en: "Sheet {sheet} is nearly all formatting without content. Copy the data into a new workbook, save and send that.",
  },
  unsafePackage: {
    zh: "“{file}”里的 {part} 路径或结构异常，没有读。用 Excel 打开、另存为 .xlsx 再传。",
    en: "{file}: {part} inside it has an unsafe path or place and nothing was read. Open it in Excel, save as .xlsx and send that.",
  },
  tooSlow: {
    zh: "“{file}”读了 {seconds} 秒还没读完，已停止。另存为 .xlsx 再传。",
    en: "{file} took over {seconds} seconds and was stopped. Save it as .xlsx and send that.",
  },
  brokenQuotes: {
    zh: "“{file}”第 {row} 行起有一个引号没有配对。补上引号再传。",
    en: "{file}: a quotation mark opened in row {row} is never closed. Close it and send again.",
  },
};

/** Fills a template; an argument the caller forgot stays visible as `{name}`. */
export function fillWords(template: string, args: Readonly<Record<string, FindingArgument>>): string {
  return template.replace(/\{(\w+)\}/gu, (whole, name: string) => (name in args ? String(args[name]) : whole));
}

export function wordFinding(finding: IntakeFinding, locale: "zh" | "en" = "zh"): string {
  const { sheet, row, column } = finding;
  const place = { sheet, row: row ?? "", column: column ?? "", cell: `${column ?? ""}${row ?? ""}` };
  return fillWords(FINDING_WORDS[finding.code][locale], { ...place, ...finding.args });
}
