/**
 * Attaches the 270 targets read from five plans and policies to documents of an organization. They are facts (indicator,
 * comparator, value, period, who), with the offset in the text; the sentences themselves stay in the documents.
 */
import { sql, type Kysely } from "kysely";
import type { Database } from "../tables.js";
import { readCsv, type Row } from "./delimited.js";

/** Neutral titles: which city or school wrote it does not matter here. */
const DOCUMENTS = [
  { key: "D0", kind: "plan", title: "市级行业协会年度工作计划" },
  { key: "D1", kind: "plan", title: "省级行业协会五年发展规划" },
  { key: "D2", kind: "plan", title: "高职院校年度社会培训工作计划" },
  { key: "D3", kind: "plan", title: "教育、技工教育与知识产权行动计划（四篇）" },
  { key: "D4", kind: "policy", title: "市级职业技能培训高质量发展方案" },
] as const;

/** Loads the documents and their targets once; a second call finds them and adds nothing. Returns how many targets there are. */
export async function loadDocumentTargets(db: Kysely<Database>, owner: string): Promise<number> {
  const documents = DOCUMENTS.map((document, index) => ({ ...document, id: factId(1, index + 1) }));
  const idOf = new Map<string, string>(documents.map(({ key, id }) => [key, id]));
  const targets = readCsv("targets.csv").map((row) => targetRow(row, idOf));
  await sql`
    insert into document (org_id, id, kind, title)
    select ${owner}::uuid, id, kind, title
    from json_to_recordset(${JSON.stringify(documents)}::text::json) as row (id uuid, kind text, title text)
    on conflict (org_id, id) do nothing`.execute(db);
  await sql`
    insert into target (org_id, id, indicator, indicator_name, subject, scope, period, period_text, dims, comparator,
      value, value_max, raw_value, unit, nature, strict, responsible, document_id, anchor_offset)
    select ${owner}::uuid, id, indicator, indicator_name, subject, scope, period, period_text, dims, comparator,
      value, value_max, raw_value, unit, nature, strict, responsible, document_id, anchor_offset
    from json_to_recordset(${JSON.stringify(targets)}::text::json) as row (id uuid, indicator text, indicator_name text,
      subject text, scope text, period text, period_text text, dims jsonb, comparator text, value numeric, value_max numeric,
      raw_value text, unit text, nature text, strict boolean, responsible text, document_id uuid, anchor_offset int)
    on conflict (org_id, id) do nothing`.execute(db);
  return targets.length;
}

function targetRow(row: Row, documents: ReadonlyMap<string, string>): Readonly<Record<string, unknown>> {
  return {
    id: factId(2, Number((row.id ?? "").slice(1))),
    indicator: row.indicator_code,
    indicator_name: row.indicator_name,
    subject: row.subject,
    scope: row.scope,
    period: row.period_code || null,
    period_text: row.period_text,
    dims: row.dims ? (JSON.parse(row.dims) as unknown) : {},
    comparator: row.comparator,
    value: row.value || null,
    value_max: row.value_max || null,
    raw_value: row.raw_value || null,
    unit: row.unit || null,
    nature: row.nature,
    strict: row.strict === "true",
    responsible: row.responsible || null,
    document_id: documents.get(row.document ?? ""),
    anchor_offset: Number(row.offset),
  };
}

/** The same id in every hub, so that loading again recognises what is there. */
function factId(space: number, number: number): string {
  return `01a19467-e800-7f0${space}-8000-${String(number).padStart(12, "0")}`;
}
