/** Assets: bases, studios, online courses, textbooks, equipment. What they are worth is kept; who may use them is elsewhere. */
import { byAncestor, byYear, measure, onDay } from "../../graph/dimensions.js";
import {
  code,
  date,
  decimal,
  defineRegister,
  int,
  optional,
  organizationBy,
  owner,
  parts,
  sibling,
  stamps,
  text,
} from "../../graph/register.js";

export const assets = defineRegister({
  name: "Asset",
  subject: "money",
  query: "assets",
  table: "asset",
  key: "owned",
  description: "基地与资源：基地、工作室、网络课程、教材、设备 / Bases and resources",
  fields: {
    kind: code("asset_kind", "类别 / Kind"),
    baseKind: optional(code("base_kind", "基地类型 / Kind of base")),
    code: optional(text("编号 / Code")),
    name: text("名称 / Name"),
    region: optional(code("region", "地区 / Region")),
    level: optional(code("activity_level", "级别 / Level")),
    levelRank: optional(int("级别序，越高越大 / Rank of the level")),
    capacity: optional(int("可容纳人数 / Places")),
    amount: optional(decimal("价值（元） / Worth in yuan")),
    status: code("asset_status", "状态 / Status"),
    validFrom: optional(date("启用日期 / In use from")),
    validTo: optional(date("停用日期（不含） / In use to, exclusive")),
    ...stamps,
  },
  one: {
    organization: owner(),
    hostOrganization: organizationBy("host_org_id", "依托单位 / The organization that hosts it"),
    course: sibling("Course", "course_id", "课程 / The course"),
  },
  many: {
    activities: parts("Activity", "base_id", "在此举办的活动 / Activities held there"),
    applications: parts("Application", "asset_id", "为它提出的申报 / Applications for it"),
    credentials: parts("Credential", "asset_id", "授予它的称号 / Titles given to it"),
    fundEntries: parts("FundEntry", "asset_id", "资金收支 / Money entries"),
  },
  dimensions: {
    SCHOOL: byAncestor("school", "所在学校 / The school"),
    YEAR: byYear(onDay("valid_from"), "启用年份 / Year it came into use"),
  },
  measures: {
    CAPACITY: measure("capacity", "可容纳人数 / Places"),
    AMOUNT: measure("amount", "价值（元） / Worth in yuan"),
  },
  unique: [["code"]],
  derived: { levelRank: { from: "level", list: "activity_level" } },
});
