/** A list of organizations: names, codes, kinds, places. */
import { NOTE } from "./shared-fields.js";
import { field, type IntakeTarget } from "./target.js";

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
