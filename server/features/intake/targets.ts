/**
 * What a table can be taken in as: each target says its fields, the headers people write for them, and what it needs.
 * Data, not code: the rules read it, the pane shows its labels. Indicators come from the catalogue, see figuresTarget.
 */
import { foldHeader } from "../../domain/text.js";

export type FieldType =
  "text" | "decimal" | "count" | "date" | "period" | "code" | "codes" | "identity" | "uscc" | "phone" | "boolean";

export interface TargetField {
  readonly name: string;
  readonly label: { readonly zh: string; readonly en: string };
  readonly synonyms: readonly string[];
  readonly type: FieldType;
  readonly required: boolean;
  /** The code list of a `code` or `codes` field. */
  readonly list?: string;
  /** A value outside the list is kept as text instead of refused. */
  readonly open?: boolean;
  /** The base unit numbers are stored in; a column in 万元 is multiplied. */
  readonly unit?: string;
  /** A column of this many characters at most. */
  readonly longest?: number;
  /** Not taken from the headers' look alone: the samples must fit too. */
  readonly indicator?: string;
}

export type TargetName = "organizations" | "members" | "classes" | "roster" | "employeeTraining" | "figures";

export interface IntakeTarget {
  /** A TargetName, or `register:` and the register's name. */
  readonly name: string;
  readonly label: { readonly zh: string; readonly en: string };
  /** Words in titles and sheet names that speak for this target. */
  readonly titles: readonly string[];
  /** At least one of each set must be mapped: a class by its code or by its name. */
  readonly needs: readonly (readonly string[])[];
  /** What names a row to people, first filled wins. */
  readonly labelFields: readonly string[];
  readonly fields: readonly TargetField[];
}

type Options = Partial<Omit<TargetField, "name" | "label" | "synonyms" | "type">>;

const field = (
  name: string,
  type: FieldType,
  zh: string,
  en: string,
  synonyms: string,
  options: Options = {},
): TargetField => ({
  name,
  type,
  label: { zh, en },
  synonyms: [zh, en, ...synonyms.split(" ").filter(Boolean)],
  required: false,
  ...options,
});

const NOTE = field("note", "text", "备注", "Note", "说明 备注说明 其他说明");
const PERSON_NAME = field(
  "personName",
  "text",
  "姓名",
  "Name",
  "学员姓名 参训人员 参训人员姓名 员工姓名 学生姓名 人员姓名 培训对象 培训人员 名字 学员 职工姓名",
  { required: true, longest: 60 },
);
const ID_NUMBER = field(
  "idNumber",
  "identity",
  "证件号码",
  "ID number",
  "身份证号 身份证号码 证件号 公民身份号码 身份证 居民身份证号 居民身份证号码 身份证件号码 有效证件号码 idno idcard",
  { required: true },
);
const SEX = field("sex", "code", "性别", "Sex", "gender", { list: "sex" });
const PHONE = field(
  "phone",
  "phone",
  "联系电话",
  "Phone",
  "电话 手机 手机号 手机号码 联系方式 电话号码 联系人电话 移动电话 mobile tel",
);
const OCCUPATION = field(
  "occupation",
  "code",
  "职业（工种）",
  "Occupation",
  "工种 职业 职业工种 培训工种 职业名称 工种名称 培训职业 培训职业工种 职业编码 申报工种 专业工种 鉴定工种 岗位工种",
  { list: "occupation", open: true },
);
const LEVEL = field(
  "level",
  "code",
  "技能等级",
  "Skill level",
  "等级 级别 培训等级 职业等级 技能级别 职业技能等级 申报等级 鉴定等级 培训级别",
  { list: "skill_level", open: true },
);
const HOURS = (zh = "课时") =>
  field(
    "hours",
    "decimal",
    zh,
    "Hours",
    "学时 课时数 学时数 总课时 总学时 培训课时 培训学时 培训学时数 完成学时 计划课时",
    { unit: "学时" },
  );
const STARTS = field(
  "startsOn",
  "date",
  "开班日期",
  "Starts on",
  "开始日期 开班时间 开始时间 培训开始日期 培训开始时间 起始日期 开课日期 开课时间 培训时间 培训日期 预计开始日期 计划开始日期 起 日期",
);
const ENDS = field(
  "endsOn",
  "date",
  "结束日期",
  "Ends on",
  "结业日期 结束时间 结业时间 培训结束日期 培训结束时间 截止日期 结课日期 预计结束日期 计划结束日期 止",
);

export const ORGANIZATIONS: IntakeTarget = {
  name: "organizations",
  label: { zh: "机构名单", en: "Organizations" },
  titles: [
    "机构名单",
    "学校名单",
    "院校名单",
    "高等学校名单",
    "单位名单",
    "企业名单",
    "机构名录",
    "培训机构",
    "organizations",
  ],
  needs: [["name"], ["schoolCode", "uscc", "code"]],
  labelFields: ["name", "schoolCode", "code"],
  fields: [
    field(
      "name",
      "text",
      "机构名称",
      "Organization",
      "单位名称 学校名称 院校名称 企业名称 名称 机构 培训机构 培训机构名称 学校 单位全称 公司名称 学院名称",
      { required: true, longest: 200 },
    ),
    field("shortName", "text", "简称", "Short name", "机构简称 单位简称 学校简称", { longest: 100 }),
    field("code", "text", "内部编码", "Code", "机构编码 单位编码 机构代码 单位代码 编码", { longest: 60 }),
    field(
      "uscc",
      "uscc",
      "统一社会信用代码",
      "Credit code",
      "信用代码 社会信用代码 统一信用代码 组织机构代码 营业执照号 uscc",
    ),
    field("schoolCode", "text", "学校标识码", "School code", "标识码 院校代码 学校代码 院校标识码 学校编码", {
      longest: 10,
    }),
    field("kind", "code", "机构类型", "Kind", "类型 单位类型 单位性质 机构性质 类别", { list: "org_kind", open: true }),
    field("ownership", "code", "办学性质", "Ownership", "举办性质 所有制 公办民办 性质", {
      list: "ownership",
      open: true,
    }),
    field("parent", "text", "上级机构", "Parent", "上级 上级单位 隶属单位 所属单位 所属机构"),
    field("authority", "text", "主管部门", "Authority", "主管单位 业务主管部门 举办单位 审批机关 业务主管单位"),
    field(
      "region",
      "code",
      "所在地",
      "Region",
      "所在地区 地区 区域 行政区划 所在区县 所属地区 所在城市 区县 市县 属地",
      { list: "region", open: true },
    ),
    field("level", "text", "办学层次", "Level", "层次 办学类型 学历层次"),
    field("industry", "code", "所属行业", "Industry", "行业 行业类别 行业分类 国民经济行业", {
      list: "industry",
      open: true,
    }),
    field("size", "text", "规模", "Size", "单位规模 企业规模"),
    field("foundedOn", "date", "成立日期", "Founded on", "成立时间 设立日期 注册日期 建校时间"),
    NOTE,
  ],
};

export const MEMBERS: IntakeTarget = {
  name: "members",
  label: { zh: "会员与会费台账", en: "Members and fees" },
  titles: ["会员名册", "会员名单", "会员单位", "会费", "会员台账", "members"],
  needs: [["memberName", "memberCode", "uscc"]],
  labelFields: ["memberName", "memberCode"],
  fields: [
    field(
      "memberName",
      "text",
      "会员单位",
      "Member",
      "会员单位名称 会员名称 单位名称 会员 会员机构 单位 机构名称 企业名称 学校名称",
      { required: true, longest: 200 },
    ),
    field("uscc", "uscc", "统一社会信用代码", "Credit code", "信用代码 社会信用代码 统一信用代码 uscc"),
    field("memberCode", "text", "会员编号", "Member code", "会员号 会员证号 证书编号 单位编码 机构编码 会员编码", {
      longest: 60,
    }),
    field("title", "text", "会员类别", "Standing", "会员类型 会员职务 会内职务 会员身份 单位类别 任职 职务"),
    field("level", "text", "会员级别", "Tier", "会员等级 级别"),
    field("industry", "code", "所属行业", "Industry", "行业 行业类别", { list: "industry", open: true }),
    field("joinedOn", "date", "入会日期", "Joined on", "入会时间 加入日期 加入时间 会员起始日期 入会年月"),
    field("leftOn", "date", "退会日期", "Left on", "退会时间 会员截止日期 有效期至"),
    field("status", "text", "会员状态", "Status", "状态 会籍状态"),
    field("feePeriod", "period", "会费年度", "Fee period", "缴费年度 年度 会费所属年度 所属年度 缴纳年度"),
    field("feeDue", "decimal", "应缴会费", "Fee due", "应缴金额 会费标准 应收会费 应交会费 应缴 应缴额", {
      unit: "元",
    }),
    field(
      "feePaid",
      "decimal",
      "实缴会费",
      "Fee paid",
      "实缴金额 已缴会费 缴费金额 实收会费 会费金额 会费 缴纳金额 已缴金额 实缴 到账金额 实交会费",
      { unit: "元" },
    ),
    field("feePaidOn", "date", "缴费日期", "Paid on", "缴费时间 缴纳日期 到账日期 缴纳时间 到账时间"),
    field("voucher", "text", "票据号", "Voucher", "凭证号 收据号 发票号 票据编号 发票号码 票据号码"),
    field("contact", "text", "联系人", "Contact", "联络人 联系人姓名"),
    PHONE,
    NOTE,
  ],
};

export const CLASSES: IntakeTarget = {
  name: "classes",
  label: { zh: "培训班台账", en: "Class ledger" },
  titles: ["培训班", "开班", "班级台账", "培训台账", "培训计划", "办班", "class"],
  needs: [
    ["title", "code"],
    ["startsOn", "endsOn"],
  ],
  labelFields: ["title", "code"],
  fields: [
    field("code", "text", "班级编号", "Class code", "班号 班级代码 开班编号 培训班编号 班次编号 期次编号 编号", {
      longest: 60,
    }),
    field(
      "title",
      "text",
      "班级名称",
      "Class",
      "培训班名称 班次名称 培训班 培训名称 培训项目 项目名称 培训项目名称 班名 项目 培训内容 班级 课程名称",
      { longest: 200 },
    ),
    field(
      "organization",
      "text",
      "承办单位",
      "Held by",
      "二级学院 培训机构 主办单位 承办学院 开班单位 举办单位 所属学院 学院 院系 承训机构 培训单位",
    ),
    field("course", "text", "课程", "Course", "课程编码 专业 培训课程"),
    OCCUPATION,
    LEVEL,
    STARTS,
    ENDS,
    HOURS(),
    field("mode", "code", "培训方式", "Mode", "授课方式 教学方式 培训形式 形式 方式 线上线下", { list: "mode" }),
    field("channel", "code", "培训渠道", "Channel", "渠道 任务渠道 归口渠道", { list: "channel" }),
    field("funding", "code", "补贴类型", "Funding", "是否补贴 补贴性质 资金性质 经费性质 是否补贴性培训", {
      list: "funding",
    }),
    field("fundSource", "code", "资金来源", "Fund source", "经费来源 资金渠道 补贴资金来源", {
      list: "fund_source",
      open: true,
    }),
    field("capacity", "count", "计划人数", "Capacity", "计划培训人数 招生人数 开班人数 班额 拟培训人数 额定人数", {
      unit: "人",
    }),
    field(
      "participants",
      "count",
      "参训人次",
      "Participations",
      "培训人次 参训人数 培训人数 实际人数 人数 人次 实训人数 报名人数",
      { unit: "人次" },
    ),
    field("completed", "count", "结业人次", "Completions", "结业人数 合格人数 合格人次 取证人数 结业", {
      unit: "人次",
    }),
    field("income", "decimal", "到账金额", "Income", "培训收入 到账额 资金到账额 培训费 收入 培训经费 到账经费", {
      unit: "元",
    }),
    field("place", "text", "培训地点", "Place", "地点 上课地点 教学地点 授课地点"),
    field("region", "code", "地区", "Region", "区县 所属区县 所在地区", { list: "region", open: true }),
    field("status", "code", "状态", "Status", "班级状态 进度 办班状态", { list: "activity_status" }),
    NOTE,
  ],
};

export const ROSTER: IntakeTarget = {
  name: "roster",
  label: { zh: "学员名册", en: "Class roster" },
  titles: ["名册", "学员", "花名册", "签到", "参训人员", "学员名单", "人员名单", "roster"],
  needs: [["personName"], ["idNumber"], ["classCode", "className"]],
  labelFields: ["personName"],
  fields: [
    field("classCode", "text", "班级编号", "Class code", "班号 开班编号 培训班编号 班级代码", { longest: 60 }),
    field("className", "text", "班级名称", "Class", "班级 培训班 培训班名称 培训项目 班次 班次名称 培训名称", {
      longest: 200,
    }),
    PERSON_NAME,
    SEX,
    ID_NUMBER,
    PHONE,
    field("education", "code", "文化程度", "Education", "学历 最高学历 教育程度", { list: "education", open: true }),
    field("homeRegion", "code", "户籍地", "Home region", "户籍 户籍所在地 籍贯 户口所在地", {
      list: "region",
      open: true,
    }),
    field(
      "categories",
      "codes",
      "人员类别",
      "Categories",
      "人员类型 培训对象类别 人群类别 学员类别 类别 对象类别 身份类别 劳动者类别",
      { list: "category" },
    ),
    field(
      "sponsor",
      "text",
      "工作单位",
      "Employer",
      "单位 所在单位 单位名称 用人单位 单位部门 派出单位 就业单位 所在企业 单位或部门 推荐单位 部门",
    ),
    OCCUPATION,
    LEVEL,
    field("enrolledOn", "date", "报名日期", "Enrolled on", "报名时间 入学日期 入班日期"),
    field("completedOn", "date", "结业日期", "Completed on", "结业时间 完成日期 结束日期"),
    { ...HOURS("完成学时"), name: "hoursDone" },
    field("score", "decimal", "成绩", "Score", "考核成绩 考试成绩 总成绩 分数 得分 综合成绩", { unit: "分" }),
    field("result", "code", "考核结果", "Result", "结果 是否合格 考试结果 合格情况 鉴定结果 评价结果", {
      list: "result",
      open: true,
    }),
    field("status", "code", "状态", "Status", "学员状态 参训状态", { list: "enrolment_status" }),
    field(
      "certificate",
      "text",
      "证书编号",
      "Certificate",
      "证书号 证书号码 等级证书编号 技能等级证书编号 职业技能等级证书编号",
      { longest: 60 },
    ),
    field("issuedOn", "date", "发证日期", "Issued on", "发证时间 取证日期 证书日期 取证时间"),
    field("outcome", "text", "就业情况", "Outcome", "是否就业 就业去向 就业状态"),
    NOTE,
  ],
};

export const EMPLOYEE_TRAINING: IntakeTarget = {
  name: "employeeTraining",
  label: { zh: "职工培训与教育经费", en: "Employee training and education fund" },
  titles: ["职工培训", "职工教育经费", "教育经费", "员工培训", "employee"],
  needs: [["course"], ["startsOn", "endsOn", "period"], ["personName", "trained", "fundUsed"]],
  labelFields: ["personName", "course"],
  fields: [
    field("organization", "text", "企业名称", "Enterprise", "单位名称 企业 单位 公司名称 公司"),
    field("uscc", "uscc", "统一社会信用代码", "Credit code", "信用代码 社会信用代码 uscc"),
    field("period", "period", "年度", "Period", "期间 所属年度 月份 所属期 统计期间 年月"),
    { ...PERSON_NAME, required: false },
    SEX,
    { ...ID_NUMBER, required: false },
    field("department", "text", "部门", "Department", "所在部门 车间 部门车间 岗位部门 部门岗位"),
    field("stage", "code", "培训类型", "Stage", "培训类别 培训阶段 类别 岗位阶段 培训性质", {
      list: "training_stage",
      open: true,
    }),
    field("course", "text", "培训项目", "Training", "培训内容 课程 课程名称 培训课程 项目名称 培训名称 培训班 项目", {
      longest: 200,
    }),
    OCCUPATION,
    LEVEL,
    STARTS,
    ENDS,
    HOURS("学时"),
    field("trained", "count", "培训人次", "Participations", "参训人次 参训人数 培训人数 人次 人数", { unit: "人次" }),
    field("result", "code", "考核结果", "Result", "结果 是否合格 考核情况", { list: "result", open: true }),
    field("certificate", "text", "证书编号", "Certificate", "证书号 取得证书 证书号码", { longest: 60 }),
    field(
      "fundAccrued",
      "decimal",
      "计提职工教育经费",
      "Fund accrued",
      "职工教育经费计提 计提金额 计提额 实提额 提取职工教育经费 职工教育经费提取额",
      { unit: "元" },
    ),
    field(
      "fundUsed",
      "decimal",
      "使用职工教育经费",
      "Fund used",
      "职工教育经费使用 培训费用 培训经费 经费 费用 使用金额 支出金额 列支金额 列支职工教育经费 职工教育经费支出 金额 培训费",
      { unit: "元" },
    ),
    field("purpose", "code", "经费用途", "Purpose", "用途 支出用途 列支项目", { list: "fund_purpose", open: true }),
    field("paidOn", "date", "支出日期", "Paid on", "支付日期 列支日期 报销日期 入账日期"),
    field("voucher", "text", "凭证号", "Voucher", "凭证编号 发票号 票据号 记账凭证号"),
    NOTE,
  ],
};

export const FIGURES: IntakeTarget = {
  name: "figures",
  label: { zh: "指标数据表", en: "Figures" },
  titles: ["月报", "季报", "年报", "统计表", "调度表", "汇总表", "报表", "指标", "figures"],
  needs: [],
  labelFields: ["organization", "indicator", "period"],
  fields: [
    field("organizationCode", "text", "机构编码", "Organization code", "单位编码 机构代码 单位代码 编码", {
      longest: 60,
    }),
    field(
      "organization",
      "text",
      "机构",
      "Organization",
      "机构名称 单位 单位名称 学院 二级学院 学院名称 院系 部门 填报单位 学校 学校名称 企业名称 区县 县区",
    ),
    field("period", "period", "期间", "Period", "月份 年月 年度 季度 统计期间 报告期 时间 年份 所属期 期别"),
    field("indicator", "text", "指标", "Indicator", "指标名称 项目 统计指标"),
    field("indicatorCode", "text", "指标代码", "Indicator code", "指标编码", { longest: 60 }),
    field(
      "value",
      "decimal",
      "数值",
      "Value",
      "数据 本期 本期数 本月 本期值 实际 完成数 完成值 填报数 值 累计完成 合计",
    ),
    field("unit", "text", "计量单位", "Unit", "指标单位 量纲 单位"),
    field("reason", "text", "说明", "Reason", "备注 原因 情况说明"),
  ],
};

export const TARGETS: readonly IntakeTarget[] = [ORGANIZATIONS, MEMBERS, CLASSES, ROSTER, EMPLOYEE_TRAINING, FIGURES];

export interface IndicatorName {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly unit: string;
}

/** The figures target with one field per indicator, for tables that have a column for each: 培训人次 | 到账额（万元）. */
export function figuresTarget(indicators: readonly IndicatorName[]): IntakeTarget {
  const columns = indicators.map((indicator): TargetField => {
    const short = indicator.nameZh.replace(/[（(].*?[)）]/gu, "");
    return {
      name: `indicator:${indicator.code}`,
      label: { zh: indicator.nameZh, en: indicator.nameEn },
      synonyms: [indicator.code, indicator.nameZh, indicator.nameEn, short, short.replace(/[额数]$/u, "")],
      type: "decimal",
      required: false,
      unit: indicator.unit,
      indicator: indicator.code,
    };
  });
  return { ...FIGURES, fields: [...FIGURES.fields, ...columns] };
}

/** Headers that any target knows, and the serial number: detection takes a row of them for a header. */
export function knownHeaders(targets: readonly IntakeTarget[] = TARGETS): ReadonlySet<string> {
  const names = targets.flatMap((target) => target.fields.flatMap((f) => f.synonyms.map(foldHeader)));
  return new Set([...names, "序号", "编号", "no", "部门", "邮箱", "负责人", "阶段"].filter(Boolean));
}
