/**
 * What can go wrong, in three shapes: findings are data and not here; a Refusal has a closed code and says what to do next;
 * everything else is an accident, shown only as an id under which the log tells more. Personal data enters neither.
 */
import { randomInt } from "node:crypto";
import { GraphQLError, type GraphQLFormattedError } from "graphql";
import type { Logger } from "pino";
import { withoutCutNumber, withoutIdentityNumbers } from "./domain/identity-scan.js";

interface Words {
  readonly zh: string;
  readonly en: string;
}

/** Every refusal the hub knows. `{name}` is replaced by the argument of that name. */
const REFUSALS = {
  BAD_PURPOSE: {
    zh: "请求头 x-hub-purpose 写不清用途：应经过 URI 编码，1 到 200 个字。",
    en: "The header x-hub-purpose is not a usable purpose: URI-encode it, 1 to 200 characters.",
  },
  SIGN_IN: {
    zh: "请先登录。",
    en: "Sign in first.",
  },
  FORBIDDEN: {
    zh: "您的账号没有这项权限：{what}。请找本单位负责人或管理员授权。",
    en: "Your account may not do this: {what}. Ask the head of your organization or an administrator for a grant.",
  },
  UNKNOWN_ROLE: { zh: "没有角色 {role}。", en: "There is no role {role}." },
  UNKNOWN_SUBJECT: { zh: "业务范围 {subjects} 中有训枢没有的。", en: "Not every one of {subjects} is a subject area." },
  BAD_EXPIRY: {
    zh: "令牌的期限应为 1 到 366 天。",
    en: "A token lasts 1 to 366 days.",
  },
  OWN_AFFILIATION: {
    zh: "专家不能评自己所在单位的项目。请换一位专家。",
    en: "A judge may not judge items of their own organization. Choose another one.",
  },
  BAD_CURSOR: {
    zh: "翻页位置无效，或排序方式已改变。请从第一页重新开始。",
    en: "The page cursor is not valid for this order. Start again from the first page.",
  },
  BAD_ID: {
    zh: "编号 {id} 无效。请使用训枢返回的 id。",
    en: "{id} is not an id of this hub. Use an id the hub returned.",
  },
  BAD_NUMBER: {
    zh: "{field}：不是数值。请填十进制数，例如 4500。",
    en: "{field}: not a number. Write a decimal such as 4500.",
  },
  BAD_DATE: { zh: "{field}：不是日期。请写成 2026-10-03。", en: "{field}: not a date. Write it as 2026-10-03." },
  BAD_PERIOD: {
    zh: "期间 {period} 无效。例如 2026、2026Q3、2026M10。",
    en: "{period} is not a period. Use e.g. 2026, 2026Q3, 2026M10.",
  },
  PERSONAL_PURPOSE: {
    zh: "{field} 是个人信息，要筛选、排序或分组，请先说明用途：在任务窗格打开“显示全名”，或在请求头 x-hub-purpose 写明用途。",
    en: "{field} is personal. To filter, order or group by it, say what for: 显示全名 in the pane, or the header x-hub-purpose.",
  },
  PERSONAL_REASON: {
    zh: "请写明理由，不超过 200 个字，不要写姓名和证件号码。",
    en: "Give a reason of at most 200 characters, without names or identity numbers.",
  },
  NOT_SEALED: {
    zh: "训枢没有保存这个人的证件号码，只有它的指纹和后四位。请向本人或所属单位核对。",
    en: "The hub does not keep this person's identity number, only its print and last four characters. Ask the person or the organization.",
  },
  PAGE_SIZE: { zh: "一页应为 1 到 {max} 条。", en: "A page holds 1 to {max} rows." },
  PAGE_BOTH_WAYS: {
    zh: "first/after 与 last/before 不能同时使用。",
    en: "Use first/after or last/before, not both.",
  },
  TOO_DEEP: {
    zh: "查询嵌套 {asked} 层，您的账号最多 {max} 层。请分成几次查询。",
    en: "The query is nested {asked} levels deep; your account may go {max}. Split it.",
  },
  TOO_MANY_FIELDS: {
    zh: "一次写了 {asked} 项，最多 {max} 项。请分成几次。",
    en: "{asked} fields or values at once; the limit is {max}. Split it.",
  },
  TOO_MANY_ROOTS: {
    zh: "一次查询了 {asked} 项，您的账号最多 {max} 项。请分成几次查询。",
    en: "The request asks for {asked} things; your account may ask for {max}. Split it.",
  },
  TOO_MANY_ALIASES: {
    zh: "查询另起了 {asked} 个名称，您的账号最多 {max} 个。请分成几次查询。",
    en: "The query renames {asked} fields; your account may rename {max}. Split it.",
  },
  TOO_MANY_WORDS: {
    zh: "查询有 {asked} 个词或更多，您的账号最多 {max} 个。请缩短，或把值放进变量。",
    en: "The query has {asked} words or more; your account may send {max}. Shorten it, or put values into variables.",
  },
  TOO_MUCH_ASKED: {
    zh: "查询可能要读 {cost} 个值，超过上限 {max}。请减少字段、减小 first 或分成几次查询。",
    en: "The query may read {cost} values; the limit is {max}. Ask for fewer fields, lower first, or split it.",
  },
  NOT_TRUSTED: {
    zh: "您的账号只能使用训枢自带的查询。要自编查询，请找管理员授予分析员、主管局、校培训处或管理员角色。",
    en: "Your account may only send the hub's own operations. To write your own, ask for the role of analyst, bureau, school_office or administrator.",
  },
  UNKNOWN_DOCUMENT: {
    zh: "训枢不认识这个查询编号，页面可能已过期。请刷新页面再试。",
    en: "The hub does not know this document id; the page may be out of date. Reload it.",
  },
  TOO_BUSY: {
    zh: "您的账号同时有 {asked} 件事在做或在等，最多 {max} 件。请在 {seconds} 秒后再试。",
    en: "Your account has {asked} things under way or waiting; the limit is {max}. Try again in {seconds} seconds.",
  },
  TOO_OFTEN: {
    zh: "请求太频繁：一分钟 {asked} 次，最多 {max} 次。请在 {seconds} 秒后再试。",
    en: "Too many requests: {asked} in a minute, the limit is {max}. Try again in {seconds} seconds.",
  },
  TOO_MANY_UPLOADS: {
    zh: "您的账号一小时内上传了 {asked} 个文件，最多 {max} 个。请在 {seconds} 秒后再上传，或合并文件。",
    en: "Your account sent {asked} files within an hour; the limit is {max}. Send it in {seconds} seconds, or put files together.",
  },
  TOO_MANY_IMPORTS: {
    zh: "您的账号同时有 {asked} 个导入，最多 {max} 个。请等一个完成后再试。",
    en: "Your account has {asked} imports under way; the limit is {max}. Try again when one has ended.",
  },
  TOO_SLOW: {
    zh: "操作用时超过 {max} 秒，已停止，数据没有改变。请缩小范围或分批再试。",
    en: "The operation took longer than {max} seconds and was stopped; nothing was changed. Narrow or split it and try again.",
  },
  TOO_COSTLY: {
    zh: "查询最多可能返回 {rows} 行，超过上限 {max}。请减小 first 或分成几次查询。",
    en: "The query may return {rows} rows; the limit is {max}. Lower first, or split it.",
  },
  TOO_MANY_CELLS: {
    zh: "一次有 {asked} 个单元格，最多 {max} 个。请分批。",
    en: "{asked} cells at once; the limit is {max}. Send them in parts.",
  },
  TOO_MANY_ROWS: {
    zh: "一批有 {asked} 行，最多 {max} 行。请分批发送。",
    en: "A batch of {asked} rows; the limit is {max}. Send them in parts.",
  },
  UNKNOWN_LIST: { zh: "没有名为 {list} 的代码表。", en: "There is no code list named {list}." },
  UNKNOWN_CODE: { zh: "{field}：代码表 {list} 中没有 {code}。", en: "{field}: {code} is not in the code list {list}." },
  UNKNOWN_INDICATOR: { zh: "没有代码为 {indicator} 的指标。", en: "There is no indicator {indicator}." },
  UNKNOWN_ORGANIZATION: { zh: "没有代码为 {organization} 的单位。", en: "There is no organization {organization}." },
  UNKNOWN_TARGET: { zh: "没有名为 {target} 的登记表。", en: "There is no register {target}." },
  UNKNOWN_FIELD: { zh: "{target} 没有字段 {field}。", en: "{target} has no field {field}." },
  UNKNOWN_DIMENSION: {
    zh: "{target} 不能按 {dimension} 分组。",
    en: "{target} cannot be grouped by {dimension}.",
  },
  UNKNOWN_GROUP_NAME: {
    zh: "没有名为 {name} 的维度或量。排序和条件请用分组或量的名称。",
    en: "No dimension or measure is named {name}. Order and conditions go by their names.",
  },
  GROUP_NAME_TWICE: {
    zh: "名称 {name} 用了两次。请用 name 给其中一个另起名称。",
    en: "The name {name} is used twice. Give one of them another with name.",
  },
  TOO_MANY_DIMENSIONS: { zh: "最多按 {max} 个维度分组。", en: "Group by at most {max} dimensions." },
  TOO_MANY_MEASURES: {
    zh: "一次最多 {max} 个量。请分成几次查询。",
    en: "At most {max} measures at once. Split the query.",
  },
  BAD_GROUP_LEVEL: {
    zh: "维度 {dimension} 不能这样用 {option}。",
    en: "{option} does not fit the dimension {dimension} in this way.",
  },
  BAD_TOTAL: {
    zh: "没有保留前 {level} 个维度的合计：最多保留 {max} 个。",
    en: "There is no total that keeps {level} leading dimensions: at most {max}.",
  },
  MEASURE_MISFIT: {
    zh: "{target} 的量 {measure} 与字段或算法不相配。",
    en: "The measure {measure} of {target} does not fit its field or what is to be made of it.",
  },
  MEASURE_NEEDS: {
    zh: "量 {measure} 需要按 {dimension} 分组。",
    en: "The measure {measure} needs a dimension such as {dimension}.",
  },
  TOO_MANY_GROUPS: {
    zh: "超过 {max} 组，无法安全地隐去小组。请减少维度或缩小范围。",
    en: "More than {max} groups: small ones cannot be hidden safely. Use fewer dimensions or a narrower filter.",
  },
  NOT_FOUND: { zh: "找不到 {id}。它可能已被删除。", en: "{id} was not found. It may have been removed." },
  BATCH_ID: { zh: "批次编号应是 UUID。", en: "A batch id is a UUID." },
  BATCH_DIFFERS: {
    zh: "批次 {batchId} 已收到过，但内容不同。请换一个新的批次编号再发送。",
    en: "Batch {batchId} was received before with other contents. Send again under a new batch id.",
  },
  BATCH_REFUSED: {
    zh: "整批未写入：{refused} 个单元格被退回，{conflicts} 个有冲突。请改正后再发送。",
    en: "Nothing was written: {refused} cells refused, {conflicts} in conflict. Correct them and send again.",
  },
  IMPORT_CLOSED: {
    zh: "这次导入已结束（{status}），不能再改。",
    en: "This import has ended ({status}) and cannot change.",
  },
  IMPORT_NOT_READY: {
    zh: "这次导入还在处理（{status}）。请等检查完成再提交。",
    en: "This import is still being worked on ({status}). Commit it when the checks are done.",
  },
  FILE_MISSING: {
    zh: "没有收到文件。请选择一个 Excel 或 CSV 文件。",
    en: "No file arrived. Choose an Excel or CSV file.",
  },
  FILE_TOO_LARGE: {
    zh: "文件约 {asked} MB，您的账号最多 {max} MB。请拆分后再上传。",
    en: "The file has about {asked} MB; your account may send {max} MB. Split it and upload again.",
  },
  FILE_KIND: {
    zh: "{file} 不是可读取的表格（xlsx、xls、csv）。",
    en: "{file} is not a readable table (xlsx, xls, csv).",
  },
  FILE_PROTECTED: {
    zh: "{file} 有密码。请去掉密码后再上传。",
    en: "{file} has a password. Remove it and upload again.",
  },
  FILE_BROKEN: {
    zh: "{file} 已损坏，无法读取。请用 Excel 另存后再上传。",
    en: "{file} is damaged. Save it again in Excel and upload.",
  },
  REPORT_EMPTY: {
    zh: "报表至少要有一个单位和一个指标。",
    en: "A report needs at least one organization and one indicator.",
  },
  REPORT_UNKNOWN: { zh: "报表做不了：{detail}", en: "The report cannot be made: {detail}" },
  REGISTER_READ_ONLY: {
    zh: "“{register}”不能填报，只能查看。",
    en: "{register} can only be read, not filled in.",
  },
  TOO_MANY_ROWS_TO_FILL: {
    zh: "符合条件的有 {asked} 行，一份填报表最多 {max} 行。请加条件（如单位、时间），分几份下载。",
    en: "{asked} rows match; a workbook to fill in holds {max} at most. Add conditions and download several.",
  },
  BAD_CONDITIONS: {
    zh: "下载地址里的条件读不懂。请从训枢里重新点“做成离线填报表”。",
    en: "The conditions in the address cannot be read. Make the workbook anew from the hub.",
  },
  BAD_CHOICES: {
    zh: "冲突的选择读不懂，什么也没有写入。请刷新页面，重新上传。",
    en: "The choices cannot be read; nothing was written. Reload the page and send the file again.",
  },
  REPORT_NO_MARK: {
    zh: "{file} 不是训枢的填报表。名册等文件请用“导入”。",
    en: "{file} is not a report made by the hub. Bring rosters and the like in by Import.",
  },
  REPORT_OTHER_FORMAT: {
    zh: "{file} 是另一版训枢做的填报表，读不了。请重新下载填报表，把数抄过去。",
    en: "{file} was made by another version of the hub. Download the report again and copy the figures.",
  },
  REPORT_NO_KEYS: {
    zh: "{file} 的“填报”页少了隐藏的编号行（第 3 行）。请重新下载填报表，把数抄过去。",
    en: "{file} lost the hidden row of keys (row 3) of its first sheet. Download the report again and copy the figures.",
  },
  REPORT_NO_ORGANIZATIONS: {
    zh: "{file} 的“填报”页没有单位编号（B 列）。请重新下载填报表，把数抄过去。",
    en: "{file} has no organization codes in column B. Download the report again and copy the figures.",
  },
  NO_TABLE: {
    zh: "没有找到表格：需要一行表头和至少一行数据。",
    en: "No table was found: it needs a header row and at least one row.",
  },
  BODY_TOO_LARGE: {
    zh: "请求有 {asked} MB，您的账号最多 {max} MB。请分批发送。",
    en: "The request has {asked} MB; your account may send {max} MB. Send it in parts.",
  },
  SIGN_IN_WRONG: {
    zh: "账号或密码不对，或连续输错后暂时锁定。请核对后再试，或过一会儿再试。",
    en: "The login or the password is wrong, or too many wrong ones held it up for a while. Check them, or try later.",
  },
  SECOND_FACTOR: {
    zh: "请再输入身份验证器上的 6 位动态码。",
    en: "Now enter the 6 digits your authenticator shows.",
  },
  SECOND_FACTOR_WRONG: {
    zh: "动态码不对或已用过。请等下一个码再输入。",
    en: "The code is wrong or was used already. Wait for the next one.",
  },
  SECOND_FACTOR_SET: {
    zh: "这个账号已启用动态码。要换设备，请先停用，或请管理员重置。",
    en: "This account has a second factor. To change the device, end it first or ask an administrator for a reset.",
  },
  PASSWORD_ONCE: {
    zh: "这是一次性密码。请先换成自己的密码，再继续。",
    en: "This is a one-time password. Choose a password of your own first.",
  },
  PASSWORD_OVER: {
    zh: "这个一次性密码已过期。请管理员重新发一个；没有别的管理员时，请在服务器上运行 npm run administrator。",
    en: "This one-time password has run out. Ask an administrator for another; where there is none, run npm run administrator on the server.",
  },
  PASSWORD_WRONG: {
    zh: "原密码不对，或连续输错后暂时锁定。请核对后再试。",
    en: "The present password is wrong, or too many wrong ones held it up for a while. Check it and try again.",
  },
  PASSWORD_WEAK: {
    zh: "新密码不能用（{reason}）：至少 10 个字，不含账号名，不是常见密码，也不同于原密码。",
    en: "This password cannot be used ({reason}): at least 10 characters, without the login, not a common one, and a new one.",
  },
  OIDC_UNKNOWN: {
    zh: "统一登录已确认您的身份，但训枢里没有对应的账号。请让管理员为您建账号。",
    en: "The provider knows you, but the hub has no account for you. Ask an administrator to make one.",
  },
  OIDC_FAILED: {
    zh: "统一登录没有完成。请回到登录页再试一次。",
    en: "The sign-in with the provider did not end well. Go back to the sign-in page and try again.",
  },
  RELAY_OVER: {
    zh: "这次登录请求已完成或已过期。请回到任务窗格重新开始。",
    en: "This sign-in is done or has expired. Start again from the pane.",
  },
  BAD_LOGIN: {
    zh: "账号应是 2 到 100 个小写字母、数字或 . _ @ + -，例如 zhang.san@school.example。",
    en: "A login is 2 to 100 small letters, digits or . _ @ + -, e.g. zhang.san@school.example.",
  },
  BAD_ACCOUNT_NAME: {
    zh: "姓名应是 1 到 40 个字。",
    en: "The name has 1 to 40 characters.",
  },
  LOGIN_TAKEN: { zh: "账号 {login} 已经有了。", en: "There is an account {login} already." },
  NAME_TAKEN: {
    zh: "已有账号叫这个名字。请加上单位以便区分。",
    en: "Another account has this name. Add the organization to tell them apart.",
  },
  LAST_ADMINISTRATOR: {
    zh: "这是最后一个管理员账号，不能关闭。",
    en: "This is the last administrator's account and cannot be closed.",
  },
  ORIGIN: { zh: "不接受来自其他网站的请求。", en: "Requests from other sites are not accepted." },
  BAD_REQUEST: { zh: "请求无法理解：{detail}", en: "The request cannot be understood: {detail}" },
} as const satisfies Record<string, Words>;

export type RefusalCode = keyof typeof REFUSALS;
export type RefusalArgs = Readonly<Record<string, string | number>>;

/** The hub says no, knowingly. The code is part of the API; the words are its explanation. */
export class Refusal extends Error {
  readonly args: RefusalArgs;

  /** Arguments quote what was sent, often its beginning; an identity number among it, whole or cut, goes no further. */
  constructor(
    readonly code: RefusalCode,
    args: RefusalArgs = {},
  ) {
    super(code);
    this.args = Object.fromEntries(
      Object.entries(args).map(([name, value]) => [
        name,
        typeof value === "string" ? withoutCutNumber(withoutIdentityNumbers(value)) : value,
      ]),
    );
  }

  get words(): Words {
    return wordsOf(this.code, this.args);
  }
}

export function wordsOf(code: RefusalCode, args: RefusalArgs): Words {
  const fill = (text: string): string => text.replaceAll(/\{(\w+)\}/g, (_, name: string) => String(args[name] ?? ""));
  return { zh: fill(REFUSALS[code].zh), en: fill(REFUSALS[code].en) };
}

/** `E-7F3A-2291`: short enough to read out on the telephone. */
export function accidentId(): string {
  const part = (): string => randomInt(0x10000).toString(16).toUpperCase().padStart(4, "0");
  return `E-${part()}-${part()}`;
}

/** Logs an accident under a fresh id and returns the id. */
export function logAccident(log: Logger, error: unknown): string {
  const id = accidentId();
  log.error({ id, ...traceOf(error) }, "accident");
  return id;
}

/** A database's message or detail may quote a row, hence only its code and place; of other errors quoted parts go. */
function traceOf(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { kind: typeof error };
  const { code, constraint, table, column, routine } = error as Error & Record<string, unknown>;
  const fromDatabase = typeof code === "string" && /^[0-9A-Z]{5}$/.test(code);
  return {
    kind: error.name,
    ...(fromDatabase
      ? { sqlState: code, constraint, table, column, routine }
      : { message: withoutQuotes(error.message) }),
    at: error.stack
      ?.split("\n")
      .filter((line) => /^\s+at /.test(line))
      .slice(0, 12),
  };
}

/** Drops what is quoted and whatever is long enough to be an identity or telephone number, in parts or full-width too. */
function withoutQuotes(text: string): string {
  return withoutNumbers(withoutIdentityNumbers(text).replaceAll(/"[^"]*"|'[^']*'|“[^”]*”/g, "…")).slice(0, 500);
}

function withoutNumbers(text: string): string {
  return text.replaceAll(/\d{7,}[\dXx]?/g, "…");
}

const MASK: Words = {
  zh: "训枢出了意外，数据没有改变。请把编号 {id} 告诉管理员。",
  en: "Something went wrong in the hub; nothing was changed. Tell your administrator the id {id}.",
};

/** What GraphQL and Apollo say before anything runs: the asker's mistake, so their words may be shown. */
const ASKERS_MISTAKES: ReadonlySet<string> = new Set([
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "BAD_USER_INPUT",
  "BAD_REQUEST",
  "OPERATION_RESOLUTION_FAILURE",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_QUERY_NOT_SUPPORTED",
]);

/** Apollo's `formatError`: refusals keep their code, the asker's mistakes their words, accidents only an id. */
export function formatError(log: Logger): (formatted: GraphQLFormattedError, error: unknown) => GraphQLFormattedError {
  return (formatted, error) => {
    const cause = causeOf(error);
    const place = {
      ...(formatted.locations ? { locations: formatted.locations } : {}),
      ...(formatted.path ? { path: formatted.path } : {}),
    };
    if (cause instanceof Refusal) return { ...place, ...answerOf(cause.code, cause.args, cause.words) };
    if (wasStopped(cause)) return { ...place, ...answerOf("TOO_SLOW", {}, wordsOf("TOO_SLOW", {})) };
    if (wasDenied(cause)) {
      logAccident(log, cause);
      return { ...place, ...answerOf("FORBIDDEN", OUTSIDE, wordsOf("FORBIDDEN", OUTSIDE)) };
    }
    const code = formatted.extensions?.["code"];
    if (
      typeof code === "string" &&
      ASKERS_MISTAKES.has(code) &&
      !(cause instanceof GraphQLError && cause.originalError)
    ) {
      const detail = withoutNumbers(withoutIdentityNumbers(formatted.message));
      const { zh, en } = wordsOf("BAD_REQUEST", { detail });
      return { ...place, message: detail, extensions: { code, args: {}, message: { zh, en } } };
    }
    const id = logAccident(log, cause);
    const words = { zh: MASK.zh.replace("{id}", id), en: MASK.en.replace("{id}", id) };
    return { ...place, ...answerOf("ACCIDENT", { id }, words) };
  };
}

/** PostgreSQL's `query_canceled`: time was up, or whoever asked went away. */
export function wasStopped(cause: unknown): boolean {
  return cause instanceof Error && (cause as Error & { code?: unknown }).code === "57014";
}

/** PostgreSQL's `insufficient_privilege`: row security stood where the hub had not asked before. Logged, for it should have. */
export function wasDenied(cause: unknown): boolean {
  return cause instanceof Error && (cause as Error & { code?: unknown }).code === "42501";
}

export const OUTSIDE: RefusalArgs = { what: "写入授权范围以外的数据 / writing what lies outside your grants" };

function answerOf(code: RefusalCode | "ACCIDENT", args: RefusalArgs, words: Words): GraphQLFormattedError {
  return { message: `${words.zh} / ${words.en}`, extensions: { code, args, message: words } };
}

/** The error as it was thrown: GraphQL and Apollo wrap it, sometimes twice. */
function causeOf(error: unknown): unknown {
  let cause = error;
  while (cause instanceof GraphQLError && cause.originalError) cause = cause.originalError;
  return cause;
}

/** A refusal as the body of a plain HTTP answer. */
export function refusalBody(refusal: Refusal): { code: RefusalCode; args: RefusalArgs; message: Words } {
  return { code: refusal.code, args: refusal.args, message: refusal.words };
}
