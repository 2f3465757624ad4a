/**
 * A target for every ledger the hub describes: its fields under their Chinese names, which are also the headers people
 * write. Where a target is written by hand it goes first; these are for all other sheets, by name or as the last guess.
 */
import { registerBook } from "../../registers.js";
import type { FieldSpec, Register } from "../../graph/register.js";
import { writableNames } from "../row/row.shape.js";
import type { FieldType, IntakeTarget, TargetField } from "./targets/target.js";
import { TARGETS } from "./targets.js";

const PREFIX = "register:";

/** People are known by their identity number, which never reaches a ledger row as text: rosters bring them. */
const BY_HAND: ReadonlySet<string> = new Set(["Person", "Organization", "Figure"]);

export const isOfRegister = (target: string): boolean => target.startsWith(PREFIX);
export const registerOfTarget = (target: string): Register => registerBook.get(target.slice(PREFIX.length));

/** What else people call these things, by the Chinese name of the field. */
const ALSO: Readonly<Record<string, string>> = {
  名称: "项目名称 标题 题目 名目",
  标题: "名称 题目 项目名称 事项",
  编号: "编码 代码 文号 证书编号 序列号",
  代码: "编码 编号",
  类别: "类型 种类 类",
  金额: "经费 费用 款项",
  状态: "进度 情况",
  备注: "说明",
  文号: "编号 发文字号",
  负责人: "责任人 联系人",
};

function targetOf(register: Register): IntakeTarget {
  const [zh = register.name, en = register.name] = register.description.split(" / ");
  const fields = [
    OWNER,
    ...writableNames(register).map(({ name, description }) => fieldOf(register, name, description)),
  ];
  return {
    name: `${PREFIX}${register.name}`,
    label: { zh: bare(zh), en },
    titles: [bare(zh)],
    needs: [],
    labelFields: ["title", "name", "number", "code", "subject", "indicatorName"],
    fields: withoutTwins(fields),
  };
}

const OWNER: TargetField = {
  name: "organization",
  label: { zh: "所属单位", en: "Organization" },
  synonyms: ["所属单位", "单位", "单位名称", "机构", "机构名称", "学校", "学院", "organization"],
  type: "text",
  required: false,
  longest: 200,
};

function fieldOf(register: Register, name: string, description: string): TargetField {
  const [zh = name, en = name] = description.split(" / ");
  const label = bare(zh);
  const spec = register.fields[name];
  const unit = /（([^（）]*元|学时|人|人次)）/u.exec(zh)?.[1];
  return {
    name,
    label: { zh: label, en },
    synonyms: [label, en, name, ...(ALSO[label] ?? "").split(" ").filter(Boolean)],
    type: typeOf(spec),
    required: false,
    ...(unit ? { unit } : spec?.kind === "decimal" && /amount|金额/u.test(`${name}${zh}`) ? { unit: "元" } : {}),
  };
}

/** Numbers and days are read here, with the units and formats of a sheet; names and codes by the register itself. */
function typeOf(spec: FieldSpec | undefined): FieldType {
  switch (spec?.kind) {
    case "decimal":
      return "decimal";
    case "int":
      return "count";
    case "date":
      return "date";
    case "boolean":
      return "boolean";
    default:
      return "text";
  }
}

const bare = (zh: string): string => zh.replace(/[（(；，。：].*$/u, "").trim();

/** Two fields of one name would fight for a column: the first keeps it. */
function withoutTwins(fields: readonly TargetField[]): readonly TargetField[] {
  const taken = new Set<string>();
  return fields.map((field) => {
    const synonyms = field.synonyms.filter((word) => !taken.has(word));
    synonyms.forEach((word) => taken.add(word));
    return { ...field, synonyms };
  });
}

export const REGISTER_TARGETS: readonly IntakeTarget[] = registerBook.all
  .filter((register) => register.key === "owned" && register.query !== undefined && !BY_HAND.has(register.name))
  .map(targetOf)
  .filter((target) => target.fields.length > 1);

export const ALL_TARGETS: readonly IntakeTarget[] = [...TARGETS, ...REGISTER_TARGETS];
