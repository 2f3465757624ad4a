/** The ways a counted figure can be broken down: by code, place or time-free marks of the rows counted. */
import type { Definition, Meaning } from "./indicator.definitions.js";
import { FIELDS, type Field, type Source } from "./indicator.fields.js";
import { codesOf } from "./indicator.language.js";
import { COLUMNS } from "./indicator.sources.js";

export interface DimensionSpec {
  readonly zh: string;
  readonly en: string;
  /** The code list of its keys; absent where keys are codes of organizations or free words. */
  readonly list?: string;
  /** What the keys are when no list names them. */
  readonly keys?: "organization";
  /** A row counts under each of its codes. */
  readonly several?: true;
  /** The column of each ledger that has it, as text. */
  readonly columns: Readonly<Partial<Record<Source, string>>>;
}

/** The columns of the ledgers that have a field of this name. */
function fields(name: string, ...also: readonly (readonly [Source, Field])[]): DimensionSpec["columns"] {
  const found = (Object.keys(FIELDS) as Field[])
    .filter((field) => field.slice(field.indexOf(".") + 1) === name)
    .map((field) => [field.slice(0, field.indexOf(".")), COLUMNS[field]] as const);
  return Object.fromEntries([...found, ...also.map(([source, field]) => [source, COLUMNS[field]] as const)]);
}

const OWNED = [
  "enrolment", "activity", "credential", "affiliation", "fundEntry", "course", "attendance", "application", "asset", "submission",
  "finding", "task", "document", "figure", "target", "person",
] as const; // prettier-ignore

const ofOwner = (column: string): DimensionSpec["columns"] => ({
  ...Object.fromEntries(
    OWNED.map((source) => [source, `(select w.${column} from organization w where w.id = x.org_id)`]),
  ),
  organization: `x.${column}`,
});

const NAMED_OWNER = "coalesce(w.code, w.school_code, w.uscc)";

export const DIMENSIONS = {
  org: {
    zh: "机构",
    en: "organization",
    keys: "organization",
    columns: {
      ...Object.fromEntries(
        OWNED.map((source) => [source, `(select ${NAMED_OWNER} from organization w where w.id = x.org_id)`]),
      ),
      organization: "coalesce(x.code, x.school_code, x.uscc)",
    },
  },
  region: { zh: "地区", en: "region", list: "region", columns: { ...ofOwner("region"), asset: "x.region" } },
  org_kind: { zh: "机构类型", en: "kind of organization", list: "org_kind", columns: ofOwner("kind") },
  ownership: { zh: "办学性质", en: "ownership", list: "ownership", columns: ofOwner("ownership") },
  industry: {
    zh: "行业",
    en: "industry",
    list: "industry",
    columns: { ...ofOwner("industry"), affiliation: "m.industry", credential: "h.industry" },
  },
  channel: { zh: "渠道", en: "channel", list: "channel", columns: fields("channel") },
  funding: { zh: "经费性质", en: "funding", list: "funding", columns: fields("funding") },
  fund_source: { zh: "资金来源", en: "fund source", list: "fund_source", columns: fields("fund_source") },
  course_kind: {
    zh: "培训类别",
    en: "course kind",
    list: "course_kind",
    columns: fields("course_kind", ["course", "course.kind"]),
  },
  occupation: { zh: "工种", en: "occupation", list: "occupation", columns: fields("occupation") },
  category: {
    zh: "人群",
    en: "population",
    list: "category",
    several: true,
    columns: { enrolment: "x.categories" },
  },
  level: {
    zh: "级别",
    en: "level",
    list: "activity_level",
    columns: { activity: "x.level", application: "x.level", asset: "x.level", enrolment: "a.level" },
  },
  skill_level: { zh: "技能等级", en: "skill level", list: "skill_level", columns: { credential: "x.level" } },
  expert_level: { zh: "专家级别", en: "expert level", list: "expert_level", columns: { affiliation: "x.level" } },
  kind: {
    zh: "类型",
    en: "kind",
    columns: fields("kind", ["enrolment", "enrolment.act.kind"], ["attendance", "attendance.act.kind"]),
  },
  base_kind: {
    zh: "基地类型",
    en: "base kind",
    list: "base_kind",
    columns: fields("base_kind", ["activity", "activity.base.kind"]),
  },
  sex: {
    zh: "性别",
    en: "sex",
    list: "sex",
    columns: {
      enrolment: "p.sex",
      credential: "p.sex",
      affiliation: "p.sex",
      attendance: "p.sex",
      application: "p.sex",
      person: "x.sex",
    },
  },
  education: {
    zh: "学历",
    en: "education",
    list: "education",
    columns: { enrolment: "p.education", credential: "p.education", affiliation: "p.education", person: "x.education" },
  },
  mode: { zh: "授课方式", en: "mode", list: "mode", columns: fields("mode", ["enrolment", "enrolment.act.mode"]) },
  form: {
    zh: "培训形式",
    en: "form",
    list: "training_form",
    columns: fields("form", ["enrolment", "enrolment.act.form"]),
  },
  stage: { zh: "培训阶段", en: "stage", list: "training_stage", columns: fields("stage") },
  series: {
    zh: "系列",
    en: "series",
    columns: fields("series", ["enrolment", "enrolment.act.series"], ["credential", "credential.act.series"]),
  },
  program: { zh: "项目", en: "programme", list: "brand_project", columns: fields("program") },
  status: { zh: "状态", en: "status", columns: fields("status") },
  role: { zh: "角色", en: "role", columns: fields("role") },
  outcome: { zh: "去向", en: "outcome", list: "outcome", columns: fields("outcome") },
  result: { zh: "结果", en: "result", list: "result", columns: fields("result") },
  purpose: { zh: "用途", en: "purpose", list: "fund_purpose", columns: fields("purpose") },
  direction: { zh: "收支", en: "direction", list: "fund_direction", columns: fields("direction") },
  honour: { zh: "荣誉", en: "honour", list: "honour", columns: { credential: "x.code" } },
  work_kind: { zh: "作品类别", en: "kind of work", columns: fields("work_kind") },
  member_kind: { zh: "会员类型", en: "kind of member", columns: { affiliation: "coalesce(m.kind, 'person')" } },
  speciality: { zh: "专长", en: "speciality", columns: { affiliation: "x.speciality" } },
  source: { zh: "来源", en: "source", columns: fields("source") },
  tier: { zh: "梯队", en: "tier", columns: fields("tier") },
  topic: { zh: "主题", en: "topic", columns: fields("topic") },
  method: { zh: "签到方式", en: "method", columns: fields("method") },
  severity: { zh: "严重程度", en: "severity", columns: fields("severity") },
  rule: { zh: "规则", en: "rule", columns: fields("rule") },
  plan: { zh: "计划", en: "plan", columns: fields("plan") },
  list: { zh: "清单", en: "list", columns: { task: "x.list" } },
  class: {
    zh: "班级",
    en: "class",
    columns: {
      enrolment: "coalesce(a.code, a.title)",
      attendance: "coalesce(a.code, a.title)",
      activity: "coalesce(x.code, x.title)",
    },
  },
} as const satisfies Readonly<Record<string, DimensionSpec>>;

export type Dimension = keyof typeof DIMENSIONS;

export const dimensionSpec = (dimension: Dimension): DimensionSpec => DIMENSIONS[dimension];

/** The code list of a dimension's keys in a ledger: a kind of activity is in another list than a kind of credential. */
export function listOfDimension(dimension: Dimension, source: Source): string | undefined {
  const { columns, list } = dimensionSpec(dimension);
  const field = (Object.keys(FIELDS) as Field[]).find(
    (each) => each.startsWith(`${source}.`) && COLUMNS[each] === columns[source],
  );
  return field === undefined ? list : FIELDS[field].list;
}

/** Names the catalogue has for the same thing. */
const ALSO: Readonly<Partial<Record<string, Dimension>>> = {
  school: "org",
  party_org: "org",
  school_kind: "org_kind",
  owner: "org",
  title_level: "skill_level",
  project: "program",
  title: "honour",
};

/** The breakdowns a definition's ledger carries. */
export function dimensionsOf(definition: Definition): readonly Dimension[] {
  return (Object.keys(DIMENSIONS) as Dimension[]).filter(
    (dimension) =>
      definition.measure.kind !== "attainment" && dimensionSpec(dimension).columns[definition.source] !== undefined,
  );
}

/** The dimension a word of the catalogue means for a ledger. */
export function dimensionOfWord(word: string, source: Source): Dimension | undefined {
  const named =
    word === "level" && source === "credential"
      ? "skill_level"
      : word === "level" && source === "affiliation"
        ? "expert_level"
        : word;
  const dimension = named in DIMENSIONS ? (named as Dimension) : ALSO[named];
  return dimension !== undefined && dimensionSpec(dimension).columns[source] !== undefined ? dimension : undefined;
}

/** The breakdowns that every ledger under an indicator carries; over a reported operand there is none. */
export function breakdownsOf(
  meaning: Meaning,
  meaningOf: (code: string) => Meaning | undefined,
  above: readonly string[] = [],
): readonly Dimension[] {
  if (meaning.kind === "counted") return dimensionsOf(meaning.definition);
  if (meaning.kind !== "formula") return [];
  const parts = new Map(meaning.parts.map((part) => [part.code, part.definition]));
  const each = codesOf(meaning.expression).flatMap((code) => {
    const definition = parts.get(code);
    if (definition !== undefined) return definition.source === "parameter" ? [] : [dimensionsOf(definition)];
    const operand = above.includes(code) ? undefined : meaningOf(code);
    return operand === undefined ? [] : [breakdownsOf(operand, meaningOf, [...above, code])];
  });
  const [first, ...rest] = each;
  return first === undefined ? [] : first.filter((dimension) => rest.every((others) => others.includes(dimension)));
}

/** The ledgers an indicator is counted from, parameters aside. */
export function sourcesUnder(
  meaning: Meaning,
  meaningOf: (code: string) => Meaning | undefined,
  above: readonly string[] = [],
): ReadonlySet<Source> {
  if (meaning.kind === "counted") return new Set([meaning.definition.source]);
  if (meaning.kind !== "formula") return new Set();
  const own = meaning.parts.map(({ definition }) => definition.source).filter((source) => source !== "parameter");
  const operands = codesOf(meaning.expression).flatMap((code) => {
    const operand = above.includes(code) || /[#(]/u.test(code) ? undefined : meaningOf(code);
    return operand === undefined ? [] : [...sourcesUnder(operand, meaningOf, [...above, code])];
  });
  return new Set([...own, ...operands]);
}
