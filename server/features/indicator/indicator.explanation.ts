/** Says how an indicator is counted, in both languages, from the very definition that is compiled: the two cannot differ. */
import type { Condition, Definition, Field, Meaning, Source, Timing } from "./indicator.definitions.js";
import type { Expression } from "./indicator.language.js";

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
};

const FIELD_WORDS: Readonly<Record<Field, Wording>> = {
  "enrolment.act.kind": word("活动类型", "activity kind"),
  "enrolment.act.mode": word("授课方式", "mode"),
  "enrolment.act.form": word("培训形式", "form"),
  "enrolment.act.series": word("系列", "series"),
  "enrolment.status": word("状态", "status"),
  "enrolment.role": word("身份", "role"),
  "enrolment.funding": word("经费性质", "funding"),
  "enrolment.channel": word("渠道", "channel"),
  "enrolment.category": word("人群", "population"),
  "enrolment.course_kind": word("培训类别", "course kind"),
  "enrolment.program": word("项目", "programme"),
  "enrolment.outcome": word("去向", "outcome"),
  "enrolment.person": word("人员", "person"),
  "enrolment.org": word("单位", "organization"),
  "enrolment.hours_done": word("完成学时", "hours done"),
  "activity.kind": word("类型", "kind"),
  "activity.status": word("状态", "status"),
  "activity.level": word("级别", "level"),
  "activity.course_kind": word("培训类别", "course kind"),
  "activity.series": word("系列", "series"),
  "activity.mode": word("授课方式", "mode"),
  "activity.form": word("培训形式", "form"),
  "activity.funding": word("经费性质", "funding"),
  "activity.channel": word("渠道", "channel"),
  "activity.hours": word("学时", "hours"),
  "activity.quantity": word("数量", "quantity"),
  "credential.kind": word("类型", "kind"),
  "credential.code": word("名目", "title"),
  "credential.level": word("等级", "level"),
  "credential.issuer": word("颁发单位", "issuer"),
  "credential.mutual_recognition": word("跨省互认", "mutual recognition"),
  "credential.holder": word("持有者", "holder"),
  "credential.holder.kind": word("持有机构类型", "kind of holder"),
  "credential.act.series": word("评选系列", "series"),
  "credential.person": word("人员", "person"),
  "affiliation.role": word("角色", "role"),
  "affiliation.course": word("专业", "course"),
  "affiliation.org": word("单位", "organization"),
  "affiliation.person": word("人员", "person"),
  "fundEntry.kind": word("类型", "kind"),
  "fundEntry.direction": word("收支", "direction"),
  "fundEntry.status": word("状态", "status"),
  "fundEntry.purpose": word("用途", "purpose"),
  "fundEntry.fund_source": word("资金来源", "fund source"),
  "fundEntry.amount": word("金额", "amount"),
  "organization.kind": word("类型", "kind"),
  "organization.parent": word("上级单位", "parent"),
  "course.kind": word("类型", "kind"),
  "course.status": word("状态", "status"),
  "course.occupation": word("工种", "occupation"),
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
}; // prettier-ignore

const valueWord = (value: string): Wording => word(VALUE_WORDS[value] ?? value, value.replaceAll("_", " "));

/** How a row's day is told, per source and timing. */
const DAY_WORDS: Readonly<Record<Source, Wording>> = {
  enrolment: word("结业日期（没有的取班级结束日期）", "the day of completion (else the day the class ends)"),
  activity: word("结束日期（没有的取开始日期）", "the day it ends (else the day it starts)"),
  credential: word("颁发日期", "the day of issue"),
  affiliation: word("开始日期", "the first day"),
  fundEntry: word("发生日期", "the day it occurred"),
  organization: word("成立日期", "the day it was founded"),
  course: word("生效日期", "the first day in force"),
};

function timingWords(source: Source, timing: Timing): Wording {
  const day = DAY_WORDS[source];
  const timings: Readonly<Record<Timing, Wording>> = {
    happened: word(`按${day.zh}归入期间`, `a row belongs to the period of ${day.en}`),
    inForce: word(
      "取期末（期间未结束时取今天）有效的",
      "those in force on the period's last day (today while it runs)",
    ),
    began: word("按开始日期归入期间", "a row belongs to the period it began in"),
    ended: word("按终止日期归入期间", "a row belongs to the period it ended in"),
    revoked: word("按撤销日期归入期间", "a row belongs to the period it was revoked in"),
  };
  return timings[timing];
}

function conditionWords({ field, operator, values }: Condition): Wording {
  const label = FIELD_WORDS[field];
  const shown = values.map(valueWord);
  const [zh, en] = [shown.map((value) => value.zh).join("或"), shown.map((value) => value.en).join(" or ")];
  return operator === "!="
    ? word(`${label.zh}不是${zh}`, `${label.en} is not ${en}`)
    : word(`${label.zh}为${zh}`, `${label.en} is ${en}`);
}

/** What is never counted, whatever the definition. */
const LEFT_OUT: Readonly<Partial<Record<Source, Wording>>> = {
  activity: word("取消的不计", "cancelled ones are left out"),
  credential: word("冲销的不计", "reversed ones are left out"),
  fundEntry: word("作废的不计，只计人民币，冲销相抵", "void entries are left out, yuan only, reversals cancel out"),
};

function definitionWords({ source, measure, where, timing }: Definition): Wording {
  const rows = SOURCE_WORDS[source];
  const conditions = where.map(conditionWords);
  const zhWhere = conditions.length > 0 ? `（${conditions.map((c) => c.zh).join("，")}）` : "";
  const enWhere = conditions.length > 0 ? ` where ${conditions.map((c) => c.en).join(" and ")}` : "";
  const subject = {
    rows: () => word(`数“${rows.zh}”${zhWhere}的条数`, `Counts ${rows.en}${enWhere}`),
    distinct: (field: Field) =>
      word(
        `数“${rows.zh}”${zhWhere}里不重复的${FIELD_WORDS[field].zh}${isPerson(field) ? "（同一证件只计一次）" : ""}`,
        `Counts each ${FIELD_WORDS[field].en} once${isPerson(field) ? ", by identity number" : ""}, over ${rows.en}${enWhere}`,
      ),
    sum: (field: Field) =>
      word(
        `把“${rows.zh}”${zhWhere}的${FIELD_WORDS[field].zh}相加`,
        `Adds up ${FIELD_WORDS[field].en} over ${rows.en}${enWhere}`,
      ),
  };
  const counted = measure.kind === "rows" ? subject.rows() : subject[measure.kind](measure.field);
  const time = timingWords(source, timing);
  const out = LEFT_OUT[source];
  return word(
    `${counted.zh}；${time.zh}；含全部下级机构${out ? `；${out.zh}` : ""}。`,
    `${counted.en}; ${time.en}; the organization with all its parts${out ? `; ${out.en}` : ""}.`,
  );
}

const isPerson = (field: Field): boolean => field.endsWith(".person");

/** `{TR01}/{ST01}` with each indicator's name: 培训人次（TR01）÷ 在校生数（ST01）. */
function formulaWords(expression: Expression, nameOf: (code: string) => Wording | undefined): Wording {
  const show = (part: Expression, inner: boolean): Wording => {
    if (part.kind === "number") return word(part.value, part.value);
    if (part.kind === "indicator") {
      const name = nameOf(part.code);
      return word(name ? `${name.zh}（${part.code}）` : part.code, name ? `${name.en} (${part.code})` : part.code);
    }
    const sign = { "+": "+", "-": "−", "*": "×", "/": "÷" }[part.operator];
    const [left, right] = [show(part.left, true), show(part.right, true)];
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
    case "notYet":
      return word(
        "这一版还没有它的台账，暂不统计；可以填报。",
        "This version has no ledger for it yet, so it is not counted; it can be reported.",
      );
  }
}
