/**
 * Writes the SQL that keeps tallies: for every ledger a recount from nothing, and triggers per statement that add what
 * the new rows count and take away what the old ones did — on the ledger and on every table its definitions look at.
 * Triggers run after those of the change log, which hold the chain of each owner: so writers of one owner come one after
 * the other, and each sees what the one before it wrote. Not kept right: one statement that changes a ledger and a table
 * joined to it at once (writing WITH clauses); write them one after the other.
 */
import type { Source } from "./indicator.definitions.js";
import { SOURCES } from "./indicator.sources.js";
import {
  aliasesIn,
  daysOf,
  isReversible,
  joinsOf,
  tableOf,
  withoutTexts,
  type Join,
  type TallyMeasure,
} from "./indicator.tally-definitions.js";

/** A trigger and its function: the body is what the function does. */
export interface TallyTrigger {
  readonly name: string;
  readonly table: string;
  readonly operation: "insert" | "update" | "delete";
  readonly body: string;
}

export interface TallyLedger {
  readonly source: Source;
  readonly table: string;
  /** Counts the whole ledger into an empty tally. */
  readonly recount: string;
  readonly triggers: readonly TallyTrigger[];
}

/** Tables that belong to no organization: their key is the id alone. */
const SHARED: ReadonlySet<string> = new Set(["organization", "form", "rule", "parameter"]);
const keyOf = (table: string): readonly string[] => (SHARED.has(table) ? ["id"] : ["org_id", "id"]);
const sameKey = (table: string, one: string, other: string): string =>
  keyOf(table)
    .map((column) => `${one}.${column} = ${other}.${column}`)
    .join(" and ");

export function tallyLedgersOf(measures: readonly TallyMeasure[]): readonly TallyLedger[] {
  const sources = [...new Set(measures.map(({ source }) => source))].sort();
  return sources.map((source) =>
    ledgerOf(
      source,
      measures.filter((measure) => measure.source === source),
    ),
  );
}

function ledgerOf(source: Source, measures: readonly TallyMeasure[]): TallyLedger {
  const table = tableOf(source);
  const joins = neededJoins(source, measures);
  const { always } = SOURCES[source];
  const rows = (from: string, sign: string, where: string): string =>
    keepSql(source, measures, [from, ...joins.map(joinSql)].join(" "), sign, where);
  const own = (["insert", "update", "delete"] as const).map((operation) => ({
    name: `tally_${table}_${source.toLowerCase()}_${operation}`,
    table,
    operation,
    body: ownBody(source, table, operation, rows),
  }));
  const joined = joins.flatMap((join) => joinedTrigger(source, measures, joins, join));
  return { source, table, recount: rows(`${table} x`, "1", always), triggers: [...own, ...joined] };
}

/** Joins whose columns are looked at, directly or by another join; an inner join decides whether a row is there at all. */
function neededJoins(source: Source, measures: readonly TallyMeasure[]): readonly Join[] {
  const joins = joinsOf(source) ?? [];
  const texts = textsOf(source, measures);
  const needed = new Set<Join>();
  for (let found = true; found;) {
    const aliases = aliasesIn([...texts, ...[...needed].map(({ on }) => on)]);
    const more = joins.filter((join) => !needed.has(join) && (!join.left || aliases.has(join.alias)));
    for (const join of more) needed.add(join);
    found = more.length > 0;
  }
  return joins.filter((join) => needed.has(join));
}

function textsOf(source: Source, measures: readonly TallyMeasure[]): string[] {
  const days = measures.flatMap(({ timing }) => Object.values(daysOf(source, timing) ?? {}) as (string | undefined)[]);
  return [...measures.flatMap(({ where, column }) => [where, column]), ...days].filter((each) => each !== undefined);
}

const joinSql = ({ left, table, alias, on }: Join): string => `${left ? "left " : ""}join ${table} ${alias} on ${on}`;

// ── Counting ────────────────────────────────────────────────────────────────────────────────────────────────────

/** Adds what the rows of `from` count, each times its sign, to the tallies of their days, months and years. */
function keepSql(source: Source, measures: readonly TallyMeasure[], from: string, sign: string, where: string): string {
  const timings = [...new Set(measures.map(({ timing }) => timing))].sort();
  const parts = timings.map((timing) =>
    timingSql(
      source,
      measures.filter((measure) => measure.timing === timing),
      from,
      sign,
      where,
    ),
  );
  return `
    insert into tally as t (org_id, key, grain, day, value)
    select c.owner_id, c.key, g.grain, g.day, sum(c.value)
    from (${parts.join("\n    union all")}) c
    cross join lateral (values (0, c.day), (1, date_trunc('month', c.day::timestamp)::date), (2, date_trunc('year', c.day::timestamp)::date)) g (grain, day)
    group by 1, 2, 3, 4 having sum(c.value) <> 0 order by 1, 2, 3, 4
    on conflict (org_id, key, grain, day) do update set value = t.value + excluded.value`;
}

/** One pass over the rows for all definitions of a timing: facts per owner and day, then one row for each definition. */
function timingSql(
  source: Source,
  measures: readonly TallyMeasure[],
  from: string,
  sign: string,
  where: string,
): string {
  const days = daysOf(source, measures[0]?.timing ?? "happened");
  if (days === undefined) throw new Error(`${source} has no such days`);
  const { owner } = SOURCES[source];
  const isForce = days.end !== undefined;
  const plus = isForce ? `edge.plus * ${sign}` : sign;
  const edges = isForce
    ? `cross join lateral (values ((${days.first})::date, 1), ((${days.end})::date, -1)) edge (day, plus)`
    : "";
  const bounds = isForce
    ? [
        `(${days.first}) is not null`,
        `((${days.end}) is null or (${days.end}) > (${days.first}))`,
        "edge.day is not null",
      ]
    : [`(${days.first}) is not null`];
  const facts = measures.map(
    ({ column, where: test }, i) =>
      `(sum(${column === undefined ? plus : `${plus} * ${column}`}) filter (where ${test}))::numeric as m${i}`,
  );
  const some = measures.map(({ where: test }) => test).join(" or ");
  const conditions = [`(${owner}) is not null`, `(${where})`];
  return `
    select f.owner_id, v.key, f.day, v.value
    from (select ${owner} as owner_id, ${isForce ? "edge.day" : `(${days.first})::date`} as day, ${facts.join(", ")}
      from ${from} ${edges} where ${[...conditions, ...bounds, `(${some})`].join(" and ")} group by 1, 2) f
    cross join lateral (values ${measures.map(({ key }, i) => `(${key}::bigint, f.m${i})`).join(", ")}) v (key, value)
    where v.value <> 0`;
}

// ── Changes of the ledger itself ────────────────────────────────────────────────────────────────────────────────

type Rows = (from: string, sign: string, where: string) => string;
type Operation = TallyTrigger["operation"];

/** So few rows that planning would cost more than counting. */
const FEW = 100;

/**
 * For many rows `plus` is a variable, so that the plan is made for the rows at hand and not for the first that ever came;
 * for few the plan without it is made once and kept.
 */
function ownBody(source: Source, table: string, operation: Operation, rows: Rows): string {
  const written = transitions(operation).map((each) => `(select count(*) from ${each})`);
  const keep = (plus: string): string => {
    const plain = rows(`(${sidesOf(operation, plus).join(" union all ")}) x`, "x.sign", SOURCES[source].always);
    if (!isReversible(source)) return `${plain};`;
    return `
      if not exists (${reversals(operation).join(" union all ")}) then ${plain};
      else ${rows(`(${undoneSql(table, SOURCES[source].always, operation, plus)}) x`, "x.sign", "true")};
      end if;`;
  };
  return `
    if ${written.join(" + ")} <= ${FEW} then ${keep("1")}
    else ${keep("plus")}
    end if;`;
}

const sidesOf = (operation: Operation, plus: string): readonly string[] => [
  ...(operation === "delete" ? [] : [`select ${plus} as sign, n.* from new_rows n`]),
  ...(operation === "insert" ? [] : [`select -${plus} as sign, o.* from old_rows o`]),
];

const transitions = (operation: Operation): readonly string[] => [
  ...(operation === "delete" ? [] : ["new_rows"]),
  ...(operation === "insert" ? [] : ["old_rows"]),
];

const reversals = (operation: Operation): readonly string[] =>
  transitions(operation).map((rows) => `select r.org_id, r.reverses_id from ${rows} r where r.reverses_id is not null`);

/**
 * A reversing row changes the row it reverses: the rows written and the rows they reverse, as they count now, less as
 * they counted before. The ledger before is the ledger now, without the new rows and with the old ones.
 */
function undoneSql(table: string, always: string, operation: Operation, plus: string): string {
  const kept =
    operation === "delete"
      ? `select k.* from ${table} k`
      : `select k.* from ${table} k where not exists (select from new_rows n where n.org_id = k.org_id and n.id = k.id)`;
  const before = `(${kept}${operation === "insert" ? "" : " union all select o.* from old_rows o"})`;
  const touched = [
    ...transitions(operation).map((rows) => `select r.org_id, r.id from ${rows} r`),
    ...reversals(operation),
  ].join(" union ");
  const alwaysBefore = always.replace(` from ${table} u `, ` from ${before} u `);
  const among = `(x.org_id, x.id) in (${touched})`;
  return `select ${plus} as sign, x.* from ${table} x where ${among} and (${always})
    union all select -${plus}, x.* from ${before} x where ${among} and (${alwaysBefore})`;
}

// ── Changes of a table joined to the ledger ─────────────────────────────────────────────────────────────────────

/**
 * Rows of the ledger that look at changed rows of another table: as they count with the new ones, less with the old.
 * Foreign keys see to it that a row looked at is neither inserted after its row of the ledger nor deleted before it.
 */
function joinedTrigger(
  source: Source,
  measures: readonly TallyMeasure[],
  joins: readonly Join[],
  join: Join,
): readonly TallyTrigger[] {
  const { table, alias } = join;
  const columns = columnsOf(alias, [...textsOf(source, measures), ...joins.map(({ on }) => on)]).filter(
    (column) => !keyOf(table).includes(column),
  );
  if (columns.length === 0) return [];
  const list = (rows: string): string => columns.map((column) => `${rows}.${column}`).join(", ");
  const changed = `new_rows n join old_rows o on ${sameKey(table, "n", "o")} where (${list("n")}) is distinct from (${list("o")})`;
  const sides = `(select plus as sign, n.* from ${changed} union all select -plus, o.* from ${changed}) ${alias}`;
  const from = [
    `${tableOf(source)} x`,
    ...joins.map((each) => (each === join ? `join ${sides} on ${each.on}` : joinSql(each))),
  ].join(" ");
  // Rows of other owners look at these: their writers hold the key of the row, and are waited for.
  const wait = SHARED.has(table)
    ? `perform from ${table} w where w.id in (select n.id from ${changed}) order by w.id for update;`
    : "";
  const body = `
    if not exists (select from ${changed}) then return null; end if;
    ${wait}
    ${keepSql(source, measures, from, `${alias}.sign`, SOURCES[source].always)};`;
  return [
    { name: `tally_${tableOf(source)}_${source.toLowerCase()}_by_${table}_${alias}`, table, operation: "update", body },
  ];
}

function columnsOf(alias: string, texts: readonly string[]): readonly string[] {
  const pattern = new RegExp(`\\b${alias}\\.(\\w+)`, "gu");
  return [
    ...new Set(texts.flatMap((each) => [...withoutTexts(each).matchAll(pattern)].map(([, column]) => column ?? ""))),
  ].sort();
}

/** The function and the trigger, as two commands. */
export function triggerSql({ name, table, operation, body }: TallyTrigger): readonly [string, string] {
  const rows = {
    insert: "new table as new_rows",
    update: "old table as old_rows new table as new_rows",
    delete: "old table as old_rows",
  };
  return [
    `create function ${name}() returns trigger language plpgsql security definer set search_path = public, pg_temp set plan_cache_mode = force_custom_plan set jit = off as $tally$
    declare plus int := 1;
    begin ${body}
      return null;
    end $tally$`,
    `create trigger ${name} after ${operation} on ${table} referencing ${rows[operation]} for each statement execute function ${name}()`,
  ];
}
