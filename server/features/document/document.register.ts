/** Documents: what targets and rules are anchored in. */
import { code, date, defineRegister, optional, owner, parts, stamps, text } from "../../graph/register.js";

export const documents = defineRegister({
  name: "Document",
  query: "documents",
  table: "document",
  key: "owned",
  description: "文件 / Documents",
  fields: {
    kind: code("document_kind", "类别 / Kind"),
    title: text("标题 / Title"),
    number: optional(text("文号 / Number")),
    issuer: optional(text("发文单位 / Issuer")),
    issuedOn: optional(date("发文日期 / Issued on")),
    validFrom: optional(date("有效期起 / Valid from")),
    validTo: optional(date("有效期止（不含） / Valid to, exclusive")),
    fileName: optional(text("文件名 / File name")),
    ...stamps,
  },
  one: { organization: owner() },
  many: { targets: parts("Target", "document_id", "写明的目标 / The targets it sets") },
});
