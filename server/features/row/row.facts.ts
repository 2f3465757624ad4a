/**
 * What the database itself knows of a ledger: its columns with their defaults, its checks, keys and exclusions, and who
 * refers to it. Read once for each table from the catalogue, so that rules stand in one place only: the migrations.
 */
import { sql, type Kysely } from "kysely";
import type { Database } from "../../database/tables.js";

export interface ColumnFact {
  readonly name: string;
  readonly type: string;
  readonly domain: string | null;
  readonly nullable: boolean;
  /** The expression of its default. */
  readonly usual: string | null;
  readonly digits: number | null;
  readonly places: number | null;
}

export interface CheckFact {
  readonly name: string;
  readonly columns: readonly string[];
  readonly expression: string;
}

export interface UniqueFact {
  readonly name: string;
  readonly columns: readonly string[];
  /** Two empty values are alike. */
  readonly emptyIsAlike: boolean;
}

export interface ExclusionFact {
  readonly name: string;
  readonly columns: readonly string[];
  readonly parts: readonly { readonly expression: string; readonly operator: string }[];
}

/** A key from here to another table, or from another table to here. */
export interface ReferenceFact {
  readonly name: string;
  readonly table: string;
  readonly columns: readonly string[];
  readonly foreignColumns: readonly string[];
}

export interface TableFacts {
  readonly columns: ReadonlyMap<string, ColumnFact>;
  readonly checks: readonly CheckFact[];
  readonly uniques: readonly UniqueFact[];
  readonly exclusions: readonly ExclusionFact[];
  readonly references: readonly ReferenceFact[];
  readonly usedBy: readonly ReferenceFact[];
}

const kept = new WeakMap<object, Map<string, Promise<TableFacts>>>();

/** The adapter is the one object that all transactions of a database share. */
export function tableFacts(tx: Kysely<Database>, table: string): Promise<TableFacts> {
  const key = tx.getExecutor().adapter;
  const tables = kept.get(key) ?? new Map<string, Promise<TableFacts>>();
  kept.set(key, tables);
  const known = tables.get(table);
  if (known) return known;
  const facts = readFacts(tx, table);
  tables.set(table, facts);
  facts.catch(() => tables.delete(table));
  return facts;
}

interface FactsRow {
  readonly columns: readonly ColumnFact[] | null;
  readonly checks: readonly CheckFact[] | null;
  readonly uniques: readonly UniqueFact[] | null;
  readonly exclusions: readonly ExclusionFact[] | null;
  readonly references: readonly ReferenceFact[] | null;
  readonly usedBy: readonly ReferenceFact[] | null;
}

const names = (keys: string, relation: string) =>
  sql.raw(
    `(select json_agg(a.attname order by k.n) from unnest(${keys}) with ordinality k(no, n) join pg_attribute a on a.attrelid = ${relation} and a.attnum = k.no)`,
  );

async function readFacts(tx: Kysely<Database>, table: string): Promise<TableFacts> {
  const { rows } = await sql<FactsRow>`
    with t as (select ${`public.${table}`}::regclass::oid as oid)
    select
      (select json_agg(json_build_object('name', c.column_name, 'type', c.data_type, 'domain', c.domain_name,
          'nullable', c.is_nullable = 'YES', 'usual', c.column_default, 'digits', c.numeric_precision, 'places', c.numeric_scale)
          order by c.ordinal_position)
        from information_schema.columns c where c.table_schema = 'public' and c.table_name = ${table}) as columns,
      (select json_agg(json_build_object('name', conname, 'columns', ${names("conkey", "conrelid")}, 'expression', pg_get_expr(conbin, conrelid)))
        from pg_constraint, t where conrelid = t.oid and contype = 'c') as checks,
      (select json_agg(json_build_object('name', i.relname, 'columns', ${names("x.indkey::int2[]", "x.indrelid")}, 'emptyIsAlike', x.indnullsnotdistinct))
        from pg_index x join pg_class i on i.oid = x.indexrelid, t
        where x.indrelid = t.oid and x.indisunique and not x.indisprimary and x.indpred is null and x.indexprs is null) as uniques,
      (select json_agg(json_build_object('name', conname, 'columns', '[]'::json, 'parts',
          (select json_agg(json_build_object('expression', pg_get_indexdef(conindid, n::int, false), 'operator', o.oprname) order by n)
            from unnest(conexclop) with ordinality e(op, n) join pg_operator o on o.oid = e.op)))
        from pg_constraint, t where conrelid = t.oid and contype = 'x') as exclusions,
      (select json_agg(json_build_object('name', conname, 'table', confrelid::regclass::text,
          'columns', ${names("conkey", "conrelid")}, 'foreignColumns', ${names("confkey", "confrelid")}))
        from pg_constraint, t where conrelid = t.oid and contype = 'f') as references,
      (select json_agg(json_build_object('name', conname, 'table', conrelid::regclass::text,
          'columns', ${names("confkey", "confrelid")}, 'foreignColumns', ${names("conkey", "conrelid")}))
        from pg_constraint, t where confrelid = t.oid and contype = 'f' and confdeltype <> 'c') as "usedBy"`.execute(
    tx,
  );
  const [row] = rows;
  return {
    columns: new Map((row?.columns ?? []).map((column) => [column.name, column])),
    checks: row?.checks ?? [],
    uniques: row?.uniques ?? [],
    exclusions: row?.exclusions ?? [],
    references: row?.references ?? [],
    usedBy: row?.usedBy ?? [],
  };
}
