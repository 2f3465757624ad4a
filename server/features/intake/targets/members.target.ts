/** Members of an association, and the fees they owe and paid. */
import { NOTE, PHONE } from "./shared-fields.js";
import { field, type IntakeTarget } from "./target.js";

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
