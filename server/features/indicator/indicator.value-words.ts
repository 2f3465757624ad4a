/** What the codes in conditions are called, for explanations; a code that is missing is shown as it stands. */
import type { Wording } from "./indicator.explanation.js";
import type { Field } from "./indicator.fields.js";

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
  archived: "已归档", cancelled: "已取消", doing: "进行中", overdue: "已逾期", planned: "计划中", running: "进行中", draft: "起草", withdrawn: "已撤回", issued: "已发证", closed: "已结题", audited: "已审计", submitted: "已提交", returned: "已退回", accepted: "已受理",
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

/** Codes that mean something else in one field than elsewhere. */
const FIELD_VALUE_WORDS: Readonly<Record<string, string>> = {
  "affiliation.role=employee": "职工",
  "task.list=checklist": "措施清单",
  "task.status=open": "待办",
  "task.status=doing": "进行中",
  "asset.kind=base": "基地",
  "application.kind=base": "基地申报",
  "document.kind=policy": "政策文件",
  "activity.level=unit": "单位级",
};

/** What a code of a field is called. */
export function valueWord(value: string, field?: Field): Wording {
  const zh = FIELD_VALUE_WORDS[`${field ?? ""}=${value}`] ?? VALUE_WORDS[value] ?? value;
  return { zh, en: value.replaceAll("_", " ") };
}
