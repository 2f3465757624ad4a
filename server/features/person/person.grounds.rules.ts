/** On which ground what is held about a person is held, and for how long: words handed to the person. Pure. */

/** One thing that is kept. */
export interface Ground {
  readonly zh: string;
  readonly en: string;
}

const STORED_ONLY =
  "《个人信息保护法》第四十七条第二款：法定保存期限未届满的，停止除存储和采取必要安全措施之外的处理；姓名、证件号码已去除。 / PIPL Art. 47: within the statutory period only stored; name and number are gone.";
const ARCHIVES =
  "会计档案：凭证、账簿保存 30 年，月度、季度报表等保存 10 年（《会计档案管理办法》）。 / Accounting archives: 30 years for vouchers and books, 10 for interim statements.";
const CHAINED =
  "修改记录逐环相连、只增不改，不能删一环而不毁全部；其中的文字请核对。 / The log of changes is chained and never rewritten; look through what it quotes.";

/** Why what stays after an erasure may stay, by table. */
const WHY: Readonly<Record<string, string>> = {
  fund_entry: ARCHIVES,
  change_row: CHAINED,
  change_log: CHAINED,
  figure_revision: CHAINED,
  access_event:
    "访问记录至少保存三年（《个人信息保护法》第五十六条、《网络安全法》第二十一条）；其中写下的用途提到此人。 / The log of access is kept three years at least; a purpose written there names the person.",
};

export const whyKept = (table: string): string => WHY[table] ?? STORED_ONLY;

/** `months`: by the name of the parameter. */
export function groundsOf(months: Readonly<Record<string, number>>): readonly Ground[] {
  const of = (name: string): number => months[name] ?? 0;
  return [
    {
      zh: "本副本依《个人信息保护法》第四十五条，应本人请求提供；内容有误可依第四十六条请求更正、补充，符合第四十七条的可请求删除。",
      en: "This copy is given under PIPL Art. 45; mistakes are put right under Art. 46, data is deleted under Art. 47.",
    },
    {
      zh: "名册（姓名、证件类型和后四位、性别、出生年月、学历等）：为组织培训、评价、发证所必需（第十三条），参加期间及之后的法定期限内保存。证件号码只存指纹；本单位另行启用加密保存的，才有加密副本。",
      en: "The roster: needed to run training, assessment and certification (Art. 13). Of the identity number a print is kept, and a sealed copy only where that was switched on.",
    },
    {
      zh: "参加记录、考勤、任职：培训补贴核查的依据，保存至相应资金档案期满。",
      en: "Enrolments, attendance, roles: what subsidies are checked by, kept as long as the archives of the money.",
    },
    {
      zh: "证书与申报：发证、查验、撤销须可追溯，证书有效期内及之后的法定期限内保存，不删除。",
      en: "Credentials and applications: issued, verified and revoked traceably; kept, not deleted.",
    },
    {
      zh: "资金收支：会计凭证、账簿保存 30 年，月度、季度报表保存 10 年（《会计档案管理办法》），不删除、不改写。",
      en: "Money: vouchers and books 30 years, interim statements 10 (accounting archives); never deleted or rewritten.",
    },
    {
      zh: `导入的原文保存 ${of("keep_import_rows")} 个月，没有提交的导入 ${of("keep_waiting_imports")} 个月，回执 ${of("keep_receipts")} 个月，期满清除（参数 keep_*）。`,
      en: `Contents of imports are kept ${of("keep_import_rows")} months, uncommitted ones ${of("keep_waiting_imports")}, receipts ${of("keep_receipts")}.`,
    },
    {
      zh: `谁在何时为何看过，记入访问记录，保存 ${of("keep_access_events")} 个月（《个人信息保护法》第五十六条：至少三年）。`,
      en: `Who looked, when and what for is logged and kept ${of("keep_access_events")} months (Art. 56: three years at least).`,
    },
  ];
}
