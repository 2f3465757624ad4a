/** The class ledger: what was held when, by whom, for how many. */
import { NOTE, OCCUPATION, LEVEL, HOURS, STARTS, ENDS } from "./shared-fields.js";
import { field, type IntakeTarget } from "./target.js";

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
