/** Says how an indicator is counted, in both languages, from the very definition that is compiled: the two cannot differ. */
import type { Condition, Definition, Meaning, Measure } from "./indicator.definitions.js";
import { faultWords } from "./indicator.faults.js";
import { FIELDS, PARAMETERS, type Field, type Source } from "./indicator.fields.js";
import type { Expression } from "./indicator.language.js";
import type { NamedCondition, Timing } from "./indicator.words.js";

export interface Wording {
  readonly zh: string;
  readonly en: string;
}

const word = (zh: string, en: string): Wording => ({ zh, en });

const SOURCE_WORDS: Readonly<Record<Source, Wording>> = {
  enrolment: word("参与记录", "enrolments"),
  activity: word("活动", "activities"),
  credential: word("证书与荣誉", "credentials"),
  affiliation: word("任职与会员关系", "affiliations"),
  fundEntry: word("资金流水", "fund entries"),
  organization: word("机构", "organizations"),
  course: word("课程", "courses"),
  attendance: word("考勤", "attendance"),
  application: word("申报", "applications"),
  asset: word("基地与资源", "bases and resources"),
  submission: word("报送", "reports"),
  finding: word("预警与问题", "findings"),
  task: word("任务", "tasks"),
  document: word("文件", "documents"),
  figure: word("报表应填数据", "cells of reports due"),
  target: word("目标", "targets"),
  person: word("人员", "persons"),
  code: word("代码表", "code lists"),
  parameter: word("参数", "parameters"),
};

/** The codes that conditions of the catalogue use; one that is missing is shown as it stands. */
const VALUE_WORDS: Readonly<Record<string, string>> = {
  class: "培训班", assessment: "评价批次", competition: "竞赛", selection: "评选", lecture: "讲座", exchange: "交流", congress: "会员代表大会",
  publication: "内刊", tour: "巡讲", open_lesson: "公开课", teaching_research: "教研", outreach: "送教", contest: "比赛", school_festival: "校园节会",
  art_show: "艺术展演", party_study: "理论学习", party_training: "党员培训", party_day: "主题党日", council: "理事会", supervisors: "监事会",
  election: "换届", gov_project: "政府项目", talk: "约谈", analysis: "分析", evaluation: "绩效评价", placement: "跟岗",
  completed: "已结业", done: "已完成", active: "有效", approved: "已批准", paid: "已支付", received: "已到账",
  subsidised: "补贴性", hr_bureau: "人社部门", industry: "行业主管部门", school: "院校", online: "线上", employee: "企业职工", teacher: "教师",
  startup: "创业", key_teacher: "骨干师资", employment: "就业技能", upskilling: "技能提升", apprenticeship: "新型学徒制", teacher_post: "教师岗位",
  new_economy: "新业态", special_operation: "特种作业", trainer_rotation: "师资轮训", community: "社区", elder: "老年", hongzhi: "宏志助航",
  order: "订单", post: "定岗", employed: "已就业", contestant: "参赛者", member: "会员", expert: "专家", pool_trainer: "师资库",
  party_member: "党员", delegate: "会员代表", teacher_full: "专职教师", teacher_part: "兼职教师", researcher_part: "兼职教研员", assessor: "考评员",
  alliance_member: "联盟成员", contact_school: "联系点", coop_partner: "校企合作", ip_pool: "培育库",
  skill_level: "职业技能等级", international: "国际证书", title: "职称", trainer_qualification: "培训教师资格", honour: "荣誉", double_qualified: "双师型",
  org_title: "院校称号", designated_provider: "定点培训机构", assessment_body: "评价机构", ie_enterprise: "产教融合型企业", ip_tier: "强企分级",
  course_selection: "课程入选", research_output: "教科研成果", case: "案例", gold_trainer: "金牌教师", commendation: "表彰", moe: "教育部",
  high_level_college: "高水平技师学院", model_school: "示范性技校", person: "个人", org: "单位", work: "作品", true: "是",
  committee: "专业委员会", party_branch: "党支部", group: "小组", provider: "培训机构", enterprise: "企业", major: "专业", standard_programme: "标准培训方案",
  city: "市级", county: "县级", province: "省级", national: "国家级", apprentice: "学徒工", junior: "初级工", intermediate: "中级工", senior: "高级工",
  technician: "技师", senior_technician: "高级技师", super_technician: "特级技师", chief_technician: "首席技师",
  fee: "会费", fee_due: "应收会费", project_income: "项目收入", project_expense: "项目支出", subsidy: "补贴", grant: "奖补", budget: "预算",
  edu_fund_accrual: "职工教育经费提取", edu_fund_use: "职工教育经费使用", training_cost: "培训成本", performance_pay: "绩效", tax_credit: "抵免",
  investment: "投资", expert_fee: "专家费", income_return: "收入返还", legal_fee: "法律费用", running_cost_from_training: "办学经费", insurance_premium: "保费",
  licence_transaction: "许可交易", in: "收", out: "支", self: "自筹", party: "党建", charity: "公益", training: "教育培训",
  archived: "已归档", issued: "已发证", closed: "已结题", audited: "已审计", submitted: "已提交", returned: "已退回", accepted: "已受理",
  verified: "已核实", reviewing: "评审中", rejected: "未通过", publicised: "公示中", decided: "已决定", locked: "已锁定", open: "未结",
  upheld: "已认定", pass: "合格", none: "无", diploma: "毕业证书", org_rating: "社会组织评估等级", asset: "基地或工作室",
  base: "基地", studio: "技能大师工作室", online_course: "网络课程", employee_training: "职工培训基地", training_project: "培训项目",
  title_review: "职称评审", research: "课题", conduct_case: "师德师风案件", teaching_evaluation: "授课评估", provider_evaluation: "机构质量评估",
  annual_inspection: "年检", course_project: "课程立项", able_teacher: "能者为师", coop_project: "合作办学项目", overseas_warning: "海外预警",
  bulletin: "通报", publicity: "宣传", proceedings: "成果文集", ip_ranking: "强企榜单", policy: "教育方针", mid_year: "年中检查", survey: "调研",
  inspection: "检查", special: "培训专项", quality_lesson: "优质课", international_class: "国际课程班", researcher: "教研员", external: "外聘",
  researcher_full: "专职教研员", principal: "校长", violation: "违规", suspend_funds: "停止资金支持", audit: "审计", checklist: "清单",
  milestone: "里程碑", monthly_dispatch: "月调度", quarter_summary: "季小结", year_summary: "年总结", half_year_check: "半年检查", region: "行政区划",
  college_graduate: "高校毕业生", two_later: "两后生", poverty_relief: "脱贫劳动力", relocation: "易地搬迁劳动力", rural_migrant: "农村转移就业劳动者",
  veteran: "退役军人", unemployed: "登记失业人员", disabled: "残疾人",
}; // prettier-ignore

const valueWord = (value: string): Wording => word(VALUE_WORDS[value] ?? value, value.replaceAll("_", " "));

/** How a row's day is told, per source. */
const DAY_WORDS: Readonly<Partial<Record<Source, Wording>>> = {
  enrolment: word("结业日期（没有的取班级结束日期）", "the day of completion (else the day the class ends)"),
  activity: word("结束日期（没有的取开始日期）", "the day it ends (else the day it starts)"),
  credential: word("颁发日期", "the day of issue"),
  fundEntry: word("发生日期", "the day it occurred"),
  attendance: word("上课日期", "the day of the session"),
  application: word("提交日期", "the day it was submitted"),
  submission: word("所报期间的最后一天", "the last day of the period it reports"),
  figure: word("所报期间的最后一天", "the last day of the period it reports"),
  finding: word("发现日期", "the day it was found"),
  task: word("期限（没有的取开始日期）", "the day it is due (else the day it began)"),
  document: word("印发日期", "the day it was issued"),
  target: word("目标期间的最后一天", "the last day of its period"),
};

/** The day something came to its end. */
const END_WORDS: Readonly<Partial<Record<Source, Wording>>> = {
  task: word("完成日期", "the day it was done"),
  finding: word("办结日期", "the day it was closed"),
};

function timingWords(source: Source, timing: Timing): Wording {
  const day = DAY_WORDS[source] ?? word("发生日期", "its day");
  const end = END_WORDS[source];
  const timings: Readonly<Record<Timing, Wording>> = {
    happened: word(`按${day.zh}归入期间`, `a row belongs to the period of ${day.en}`),
    inForce: word(
      "取期末（期间未结束时取今天）有效的",
      "those in force on the period's last day (today while it runs)",
    ),
    began: word("按开始日期归入期间", "a row belongs to the period it began in"),
    ended: word(
      `按${end?.zh ?? "终止日期"}归入期间`,
      end === undefined ? "a row belongs to the period it ended in" : `a row belongs to the period of ${end.en}`,
    ),
    revoked: word("按撤销日期归入期间", "a row belongs to the period it was revoked in"),
    decided: word(
      "按决定日期（没有的取提交日期）归入期间",
      "a row belongs to the period of the decision (else of submission)",
    ),
    rolling: word(
      "取期末（期间未结束时取今天）往前一年内有过的",
      "those in force at any time in the year up to the period's last day (today while it runs)",
    ),
    whenever: word("不看记录自身的日期", "whatever the row's own days"),
  };
  return timings[timing];
}

const NAMED_CONDITION_WORDS: Readonly<Record<NamedCondition, Wording>> = {
  present: word("到课", "present"),
  attended: word("有到场考勤或已结业", "with a session attended, or completed"),
  notHeld: word("活动尚未举办", "whose activity has not been held"),
  hasDoneClass: word("期间内办完过班", "with a class done in the period"),
  sanctioned: word("已作处理", "with a sanction"),
  required: word("必填", "required"),
  approved: word("已审定", "approved"),
  inRegion: word("在本机构所在地区", "in the organization's own region"),
};

const SIGNS: Readonly<Record<string, Wording>> = {
  "=": word("等于", "is"),
  "<": word("早于", "is before"),
  "<=": word("不晚于", "is not after"),
  ">": word("晚于", "is after"),
  ">=": word("不早于", "is not before"),
};

function conditionWords(condition: Condition): Wording {
  switch (condition.kind) {
    case "named":
      return NAMED_CONDITION_WORDS[condition.name];
    case "has": {
      const value = valueWord(condition.value);
      return condition.inPeriod
        ? word(`期间内在本机构取得${value.zh}`, `given ${value.en} by the organization in the period`)
        : word(`期末持有${value.zh}（不论哪里颁发）`, `holding ${value.en} on the period's last day, wherever issued`);
    }
    case "date": {
      const [label, sign] = [
        FIELDS[condition.field],
        SIGNS[condition.operator] ?? word(condition.operator, condition.operator),
      ];
      const other =
        condition.other === "today"
          ? word("期末（期间未结束时取今天）", "the period's last day (today while it runs)")
          : typeof condition.other === "string"
            ? FIELDS[condition.other]
            : word(condition.other.day, condition.other.day);
      return word(`${label.zh}${sign.zh}${other.zh}`, `${label.en} ${sign.en} ${other.en}`);
    }
    default: {
      const label = FIELDS[condition.field];
      const shown = condition.values.map(valueWord);
      const [zh, en] = [shown.map((value) => value.zh).join("或"), shown.map((value) => value.en).join(" or ")];
      return condition.operator === "!=" || condition.operator === "not in"
        ? word(`${label.zh}不是${zh}`, `${label.en} is not ${en}`)
        : word(`${label.zh}为${zh}`, `${label.en} is ${en}`);
    }
  }
}

/** What is never counted, whatever the definition. */
const LEFT_OUT: Readonly<Partial<Record<Source, Wording>>> = {
  activity: word("取消的不计", "cancelled ones are left out"),
  credential: word("冲销的不计", "reversed ones are left out"),
  fundEntry: word("作废的不计，只计人民币，冲销相抵", "void entries are left out, yuan only, reversals cancel out"),
  submission: word("更正不另计", "corrections are not counted again"),
  figure: word("更正不另计", "corrections are not counted again"),
  task: word("取消的不计", "cancelled ones are left out"),
};

/** The measure over its rows: 数“参与记录”（…）的条数. */
function measureWords(source: Source, measure: Measure, where: readonly Condition[]): Wording {
  const rows = SOURCE_WORDS[source];
  const conditions = where.map(conditionWords);
  const zhWhere = conditions.length > 0 ? `（${conditions.map((c) => c.zh).join("，")}）` : "";
  const enWhere = conditions.length > 0 ? ` where ${conditions.map((c) => c.en).join(" and ")}` : "";
  const [zhRows, enRows] = [`“${rows.zh}”${zhWhere}`, `${rows.en}${enWhere}`];
  if (measure.kind === "rows") return word(`数${zhRows}的条数`, `Counts ${enRows}`);
  if (measure.kind === "extreme") {
    const by = measure.by.map((field) => FIELDS[field]);
    const inner = measureWords(source, measure.inner, where);
    const [most, mostEn] = measure.pick === "min" ? ["小", "least"] : ["大", "greatest"];
    const [silent, silentEn] = amongWords(measure.among);
    return word(
      `按${by.map((field) => field.zh).join("、")}分组，${inner.zh}，取各组里最${most}的（${silent}）`,
      `The ${mostEn} over each ${by.map((field) => field.en).join(" and ")} of: ${inner.en.charAt(0).toLowerCase()}${inner.en.slice(1)} (${silentEn})`,
    );
  }
  if (measure.kind === "attainment") {
    return word(
      "取本机构本期间每个有数值的目标的完成程度（实际÷目标，最多为 1；上限类目标未超为 1），求平均；没有数的目标不参与",
      "Averages how far each of the organization's own targets of the very period is reached (figure over target, at most 1; a ceiling that is kept is 1); targets without a figure do not take part",
    );
  }
  const field = FIELDS[measure.field];
  switch (measure.kind) {
    case "distinct":
      return word(
        `数${zhRows}里不重复的${field.zh}${isPerson(measure.field) ? "（同一证件只计一次）" : ""}`,
        `Counts each ${field.en} once${isPerson(measure.field) ? ", by identity number" : ""}, over ${enRows}`,
      );
    case "sum":
      return word(`把${zhRows}的${field.zh}相加`, `Adds up ${field.en} over ${enRows}`);
    case "avg":
      return word(`取${zhRows}的${field.zh}的平均`, `Averages ${field.en} over ${enRows}`);
    case "min":
      return word(`取${zhRows}里最小的${field.zh}`, `Takes the least ${field.en} of ${enRows}`);
    case "max":
      return word(`取${zhRows}里最大的${field.zh}`, `Takes the greatest ${field.en} of ${enRows}`);
    case "last":
      return word(`取${zhRows}里最近一条的${field.zh}`, `Takes the ${field.en} of the latest of ${enRows}`);
  }
}

/** What becomes of groups in which nothing was counted. */
function amongWords(among: Definition | undefined): readonly [zh: string, en: string] {
  if (among === undefined) return ["没有记录的不参与", "those without rows do not take part"];
  const rows = measureWords(among.source, { kind: "rows" }, among.where);
  const time = among.timing === "inForce" ? ["、期末有效的", " in force on the period's last day"] : ["", ""];
  return [
    `组取自${rows.zh.slice(1, -3)}${time[0]}，没有记录的算 0`,
    `groups are those of ${rows.en.slice("Counts ".length)}${time[1]}, at 0 without rows`,
  ];
}

/** What a measure is called inside a formula. */
export function partWords({ source, measure, where }: Definition): Wording {
  const [name] = source === "parameter" && where[0]?.kind === undefined ? (where[0]?.values ?? []) : [];
  const known = name === undefined ? undefined : PARAMETERS[name];
  return known === undefined
    ? measureWords(source, measure, where)
    : word(`参数“${known.zh}”`, `parameter “${known.en}”`);
}

function definitionWords(definition: Definition): Wording {
  const { source, measure, where, timing } = definition;
  if (source === "parameter") {
    const name = partWords(definition);
    return word(
      `取${name.zh}；按机构所在地区（没有的取上级地区）和期末日期取值。`,
      `Takes the ${name.en}, for the organization's region (else the region above) on the period's last day.`,
    );
  }
  const counted = measureWords(source, measure, where);
  if (source === "code" || measure.kind === "attainment") return word(`${counted.zh}。`, `${counted.en}.`);
  const time = timingWords(source, timing);
  const out = LEFT_OUT[source];
  return word(
    `${counted.zh}；${time.zh}；含全部下级机构${out ? `；${out.zh}` : ""}。`,
    `${counted.en}; ${time.en}; the organization with all its parts${out ? `; ${out.en}` : ""}.`,
  );
}

const isPerson = (field: Field): boolean => field.endsWith(".person");

/** Measures and parameters inside a formula have names that say it all. */
const isPart = (code: string): boolean => /[#(]/u.test(code);

/** `{TR01}/{ST01}` with each indicator's name: 培训人次（TR01）÷ 在校生数（ST01）. */
function formulaWords(expression: Expression, nameOf: (code: string) => Wording | undefined): Wording {
  const show = (part: Expression, inner: boolean): Wording => {
    if (part.kind === "number") return word(part.value, part.value);
    if (part.kind === "indicator") {
      const name = nameOf(part.code);
      if (name === undefined) return word(part.code, part.code);
      if (isPart(part.code)) return word(`[${name.zh}]`, `[${name.en}]`);
      const [zhAll, enAll] = part.all ? ["，不分组", ", not broken down"] : ["", ""];
      return word(`${name.zh}（${part.code}${zhAll}）`, `${name.en} (${part.code}${enAll})`);
    }
    const { operator } = part;
    const [left, right] = [show(part.left, true), show(part.right, true)];
    if (operator === "min" || operator === "max") {
      return operator === "min"
        ? word(`${left.zh}与${right.zh}中较小的`, `the lesser of ${left.en} and ${right.en}`)
        : word(`${left.zh}与${right.zh}中较大的`, `the greater of ${left.en} and ${right.en}`);
    }
    const sign = { "+": "+", "-": "−", "*": "×", "/": "÷" }[operator];
    const [open, close] = inner ? ["(", ")"] : ["", ""];
    return word(`${open}${left.zh} ${sign} ${right.zh}${close}`, `${open}${left.en} ${sign} ${right.en}${close}`);
  };
  const shown = show(expression, false);
  const divides = expression.kind === "operation" && expression.operator === "/";
  return word(
    `${shown.zh}。${divides ? "分子、分母各自汇总后再相除，不平均下级的比率；分母为 0 时没有值。" : "各项各自汇总后再计算。"}`,
    `${shown.en}. ${divides ? "Numerator and denominator are each totalled, then divided; rates of parts are never averaged. No value when the denominator is 0." : "Each part is totalled first."}`,
  );
}

export function explain(meaning: Meaning, nameOf: (code: string) => Wording | undefined): Wording {
  switch (meaning.kind) {
    case "counted":
      return definitionWords(meaning.definition);
    case "formula":
      return formulaWords(meaning.expression, nameOf);
    case "reported":
      return word(
        "由单位填报，不从台账统计；下级的数不自动相加。",
        "Reported by the organization itself; not counted from ledgers and not added up from its parts.",
      );
    case "notYet": {
      const { zh, en } = faultWords(meaning.fault);
      return word(`定义还不能统计，可以填报。${zh}`, `The definition cannot be counted; it can be reported. ${en}`);
    }
  }
}
