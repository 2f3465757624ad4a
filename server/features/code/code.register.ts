/** The code lists as a register. `CodeRow`, because `Code` is one entry of a list that was asked for by name. */
import { date, defineRegister, int, optional, text } from "../../graph/register.js";

export const codeRows = defineRegister({
  name: "CodeRow",
  subject: "reference",
  query: "codeRows",
  table: "code",
  key: "own",
  description: "代码表的各项 / The entries of the code lists",
  fields: {
    list: text("代码表 / The list"),
    code: text("代码 / The code"),
    nameZh: text("名称 / Name"),
    nameEn: optional(text("英文名称 / Name in English")),
    parent: optional(text("上级代码 / The code above it")),
    rank: optional(int("排序 / Rank")),
    validFrom: optional(date("有效期起 / Valid from")),
    validTo: optional(date("有效期止（不含） / Valid to, exclusive")),
  },
  one: {
    above: {
      to: "CodeRow",
      on: [
        ["list", "list"],
        ["parent", "code"],
      ],
      nullable: true,
      description: "上级 / The entry above it",
    },
  },
  many: {
    below: {
      of: "CodeRow",
      on: [
        ["list", "list"],
        ["code", "parent"],
      ],
      description: "下级 / The entries below it",
    },
  },
  unique: [["list", "code"]],
  readOnly: true,
});
