/** An enterprise's training records and its education fund. */
import { NOTE, PERSON_NAME, ID_NUMBER, SEX, OCCUPATION, LEVEL, HOURS, STARTS, ENDS } from "./shared-fields.js";
import { field, type IntakeTarget } from "./target.js";

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
