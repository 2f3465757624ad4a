/** Fields that several targets have: people, occupations, days. */
import { field } from "./target.js";

export const NOTE = field("note", "text", "备注", "Note", "说明 备注说明 其他说明");
export const PERSON_NAME = field(
  "personName",
  "text",
  "姓名",
  "Name",
  "学员姓名 参训人员 参训人员姓名 员工姓名 学生姓名 人员姓名 培训对象 培训人员 名字 学员 职工姓名",
  { required: true, longest: 60 },
);
export const ID_NUMBER = field(
  "idNumber",
  "identity",
  "证件号码",
  "ID number",
  "身份证号 身份证号码 证件号 公民身份号码 身份证 居民身份证号 居民身份证号码 身份证件号码 有效证件号码 idno idcard",
  { required: true },
);
export const SEX = field("sex", "code", "性别", "Sex", "gender", { list: "sex" });
export const PHONE = field(
  "phone",
  "phone",
  "联系电话",
  "Phone",
  "电话 手机 手机号 手机号码 联系方式 电话号码 联系人电话 移动电话 mobile tel",
);
export const OCCUPATION = field(
  "occupation",
  "code",
  "职业（工种）",
  "Occupation",
  "工种 职业 职业工种 培训工种 职业名称 工种名称 培训职业 培训职业工种 职业编码 申报工种 专业工种 鉴定工种 岗位工种",
  { list: "occupation", open: true },
);
export const LEVEL = field(
  "level",
  "code",
  "技能等级",
  "Skill level",
  "等级 级别 培训等级 职业等级 技能级别 职业技能等级 申报等级 鉴定等级 培训级别",
  { list: "skill_level", open: true },
);
export const HOURS = (zh = "课时") =>
  field(
    "hours",
    "decimal",
    zh,
    "Hours",
    "学时 课时数 学时数 总课时 总学时 培训课时 培训学时 培训学时数 完成学时 计划课时",
    { unit: "学时" },
  );
export const STARTS = field(
  "startsOn",
  "date",
  "开班日期",
  "Starts on",
  "开始日期 开班时间 开始时间 培训开始日期 培训开始时间 起始日期 开课日期 开课时间 培训时间 培训日期 预计开始日期 计划开始日期 起 日期",
);
export const ENDS = field(
  "endsOn",
  "date",
  "结束日期",
  "Ends on",
  "结业日期 结束时间 结业时间 培训结束日期 培训结束时间 截止日期 结课日期 预计结束日期 计划结束日期 止",
);
