/** Parameters: rates and limits that differ by region and time. Two never hold for one region on the same day. */
import { code, date, decimal, defineRegister, optional, stamps, text } from "../../graph/register.js";

export const parameters = defineRegister({
  name: "Parameter",
  subject: "reference",
  query: "parameters",
  table: "parameter",
  key: "own",
  description: "参数：随地区和时间不同的比例、标准与限额 / Parameters: rates and limits by region and time",
  fields: {
    name: text("参数名 / Name"),
    region: code("region", "地区，空为通用 / Region, empty for everywhere"),
    value: decimal("数值 / Value"),
    unit: text("单位 / Unit"),
    basis: optional(text("依据 / Basis")),
    note: optional(text("说明 / Note")),
    validFrom: date("有效期起 / Valid from"),
    validTo: optional(date("有效期止（不含） / Valid to, exclusive")),
    ...stamps,
  },
});
