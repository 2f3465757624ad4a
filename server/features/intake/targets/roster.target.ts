/** A class roster: who took part, and what came of it. */
import { NOTE, PERSON_NAME, ID_NUMBER, SEX, PHONE, OCCUPATION, LEVEL, HOURS } from "./shared-fields.js";
import { field, type IntakeTarget } from "./target.js";

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
