/**
 * Rows of any register, through the door every sender of rows uses: its checks, states and references are those of the
 * register. A row is known again by the register's own keys; one without a key, by having come in with the same contents.
 */
import { sql } from "kysely";
import { encodeGlobalId } from "../../../graph/global-id.js";
import { columnOf as databaseColumn, type Register } from "../../../graph/register.js";
import { registerBook } from "../../../registers.js";
import { findCodes } from "../../row/row.references.js";
import { saveRows } from "../../row/row.save.js";
import type { SentRow } from "../../row/row.sent.js";
import { columnLetter } from "../cell.js";
import { recordsOf } from "../records.js";
import { registerOfTarget } from "../register.targets.js";
import type { Change, ShownFinding } from "../staged.js";
import { ENTERED, tellOfMoney } from "./money.js";
import { firstSeen, idFor, refused, textIn, type Pass, type Planned, type PlanRow, type Writer } from "./writer.js";

interface RegisterWork {
  readonly sent: SentRow;
}

interface Known {
  readonly orgId: string;
  readonly id: string;
  readonly version: number;
  readonly held: Readonly<Record<string, unknown>>;
}

export const registerWriter: Writer<RegisterWork> = { plan, write };

async function plan(pass: Pass, rows: readonly PlanRow[]): Promise<readonly Planned<RegisterWork>[]> {
  const [first] = rows;
  if (!first) return [];
  const register = registerOfTarget(first.target.name);
  const own = await ownKey(pass);
  const keyed = rows.map((row) => ({ row, key: keyOf(register, row) }));
  const known = await loadKnown(
    pass,
    register,
    keyed.map(({ key }) => key),
  );
  const before = await sameAsBefore(pass, register, rows);
  const decided = await decidedMoney(pass, register, rows);
  const going = keyed.flatMap(({ row, key }): { row: PlanRow; sent: SentRow; match: Known | undefined }[] => {
    const match = key && known.get(key.text);
    if (row.findings.some((f) => f.severity === "ERROR" || f.severity === "BLOCK")) return [];
    const contents = JSON.stringify(Object.entries(row.typed.values).sort());
    if (
      !firstSeen(
        pass,
        row,
        `${register.name} ${key?.text ?? contents}`,
        key?.field ?? row.target.fields[0]?.name ?? "",
        "内容",
      )
    )
      return [];
    if (!match && before.has(row.row)) return [];
    if (register.name === "FundEntry" && !match) tellOfMoney(pass, row, "status");
    return [{ row, match, sent: sentRow(row, register, match, own, !match && decided.has(row)) }];
  });
  const tried = await saveRows(
    pass.context,
    registerBook,
    register,
    {
      batchId: pass.batchId,
      dryRun: true,
      rows: going.map(({ sent }) => sent),
      origin: pass.fileName,
    },
    { keepsNoReceipt: true },
  );
  const answers = new Map(going.map((one, at) => [one.row, { ...one, answer: tried.rows[at] }]));
  return rows.map((row): Planned<RegisterWork> => {
    const one = answers.get(row);
    const rowId = before.get(row.row);
    if (!one && rowId !== undefined && !row.findings.some((f) => f.severity === "ERROR"))
      return {
        source: row,
        outcome: "unchanged",
        label: row.label,
        changes: null,
        register: register.name,
        rowId,
        work: undefined,
      };
    if (!one?.answer) return refused(row);
    const { answer, match, sent } = one;
    row.findings.push(...answer.findings.map((found) => placed(row, found as ShownFinding)));
    if (answer.outcome === "REFUSED" || answer.outcome === "CONFLICT") return refused(row);
    const id = match?.id ?? idFor(row);
    return {
      source: row,
      outcome: answer.outcome === "UNCHANGED" ? "unchanged" : match ? "changed" : "new",
      label: row.label,
      changes: match ? changesOf(register, row, match) : null,
      register: register.name,
      rowId: id,
      work: { sent: match ? sent : { ...sent, id } },
    };
  });
}

async function ownKey(pass: Pass): Promise<string> {
  const { rows } = await sql<{ key: string }>`
    select coalesce(code, school_code, uscc, name) as key from organization where id = ${pass.orgId}`.execute(pass.db);
  return rows[0]?.key ?? "";
}

function sentRow(row: PlanRow, register: Register, match: Known | undefined, own: string, isDecided: boolean): SentRow {
  const { organization, ...values } = row.typed.values;
  const cells = Object.fromEntries(
    Object.entries(values).map(([name, value]) => [name, Array.isArray(value) ? value.join("、") : value]),
  );
  const column = row.table.detected.firstColumn;
  return {
    ...cells,
    ...(isDecided ? { status: ENTERED } : {}),
    at: `'${row.table.sheet.replaceAll("'", "''")}'!${columnLetter(column)}${row.row}`,
    ...(match
      ? { id: encodeGlobalId(register.name, match.orgId, match.id), baseVersion: match.version }
      : { organization: typeof organization === "string" ? organization : own }),
  };
}

/** Rows that a sheet calls paid or approved: they were so on paper, and here a second person says it. */
async function decidedMoney(pass: Pass, register: Register, rows: readonly PlanRow[]): Promise<ReadonlySet<PlanRow>> {
  if (register.name !== "FundEntry") return new Set();
  const texts = new Map(
    rows.flatMap((row) => (textIn(row, "status") === null ? [] : [[row, textIn(row, "status") ?? ""] as const])),
  );
  const found = await findCodes(
    pass.db,
    new Map([...texts.values()].map((text) => [text, ["fund_status", text] as const])),
  );
  const isDecided = (text: string): boolean => {
    const hit = found.get(text);
    return hit?.kind === "found" && (hit.value === "paid" || hit.value === "approved");
  };
  return new Set([...texts].filter(([, text]) => isDecided(text)).map(([row]) => row));
}

/** A finding of the register names a field; the sheet knows its cell. */
function placed(row: PlanRow, found: ShownFinding): ShownFinding {
  const column = row.table.columns.find((c) => c.field === found.field)?.column.letter;
  return { ...found, sheet: row.table.sheet, row: row.row, cell: column ? `${column}${row.row}` : null };
}

// ── Rows that are known ─────────────────────────────────────────────────────────────────────────────────────────

interface Key {
  readonly columns: readonly string[];
  readonly values: readonly string[];
  readonly field: string;
  readonly text: string;
}

/** The first of the register's keys that the row fills in; keys over other rows are left to the register itself. */
function keyOf(register: Register, row: PlanRow): Key | undefined {
  const byColumn = new Map(Object.entries(register.fields).map(([name, spec]) => [databaseColumn(name, spec), name]));
  for (const columns of register.unique ?? []) {
    const fields = columns.map((column) => byColumn.get(column));
    const values = fields.map((name) => (name === undefined ? null : textIn(row, name)));
    if (values.every((value) => value !== null))
      return { columns, values, field: fields.at(-1) ?? "", text: `${columns.join(",")} ${values.join("\u0001")}` };
  }
  return undefined;
}

async function loadKnown(
  pass: Pass,
  register: Register,
  keys: readonly (Key | undefined)[],
): Promise<ReadonlyMap<string, Known>> {
  const found = new Map<string, Known>();
  const wanted = keys.filter((key): key is Key => key !== undefined);
  for (const columns of new Set(wanted.map((key) => key.columns))) {
    const own = wanted.filter((key) => key.columns === columns);
    const records = own.map(({ text, values }) => ({
      text,
      ...Object.fromEntries(values.map((v, i) => [`k${i}`, v])),
    }));
    const definition = ["text text", ...columns.map((_, i) => `k${i} text`)].join(", ");
    const on = sql.join(
      columns.map((column, i) => sql`x.${sql.ref(column)}::text = ${sql.ref(`r.k${i}`)}`),
      sql` and `,
    );
    const { rows } = await sql<Known & { text: string }>`
      select r.text, x.org_id as "orgId", x.id, x.version, to_jsonb(x) as held from ${recordsOf(records, definition)}
      join ${sql.table(register.table)} x on ${on}
      where x.org_id in (select org_id from organization_tree where ancestor_id = ${pass.orgId})
      order by x.org_id = ${pass.orgId}`.execute(pass.db);
    for (const row of rows) found.set(row.text, row);
  }
  return found;
}

/** Rows without a key that came in before with the very same contents: sent twice, they are in once. */
async function sameAsBefore(
  pass: Pass,
  register: Register,
  rows: readonly PlanRow[],
): Promise<ReadonlyMap<number, string>> {
  const records = rows
    .filter((row) => keyOf(register, row) === undefined)
    .map((row) => ({ row_no: row.row, contents: row.typed.values }));
  if (records.length === 0) return new Map();
  const { rows: known } = await sql<{ row: number; id: string }>`
    select r.row_no as row, min(earlier.row_id::text) as id from ${recordsOf(records, "row_no int, contents jsonb")}
    join import_row earlier on earlier.org_id = ${pass.orgId} and earlier.register = ${register.name}
      and earlier.import_id <> ${pass.importId} and earlier.typed->'values' = r.contents
    join import i on i.org_id = earlier.org_id and i.id = earlier.import_id and i.status = 'committed'
    join ${sql.table(register.table)} x on x.id = earlier.row_id
    group by r.row_no`.execute(pass.db);
  return new Map(known.map(({ row, id }) => [row, id]));
}

function changesOf(register: Register, row: PlanRow, { held }: Known): readonly Change[] {
  return Object.entries(row.typed.values).flatMap(([field, to]): Change[] => {
    const spec = register.fields[field];
    if (!spec) return [];
    const from = held[databaseColumn(field, spec)] ?? null;
    if (String(from) === String(to)) return [];
    return [{ field, label: row.target.fields.find((f) => f.name === field)?.label.zh ?? field, from, to }];
  });
}

async function write(
  pass: Pass,
  planned: readonly (Planned<RegisterWork> & { readonly work: RegisterWork })[],
): Promise<void> {
  const [first] = planned;
  if (!first) return;
  const register = registerOfTarget(first.source.target.name);
  const going = planned.filter(({ outcome }) => outcome !== "unchanged");
  const receipt = await saveRows(
    pass.context,
    registerBook,
    register,
    { batchId: pass.batchId, rows: going.map(({ work }) => work.sent), origin: pass.fileName },
    {
      keepsNoReceipt: true,
      origins: going.map(({ source }) => ({ import_id: pass.importId, import_row: String(source.row) })),
    },
  );
  for (const [at, { source }] of going.entries()) {
    const warned = receipt.rows[at]?.findings.filter(({ code }) => code === "CLAIMED_ELSEWHERE") ?? [];
    source.findings.push(...warned.map((found) => placed(source, found as ShownFinding)));
  }
  if (receipt.refused + receipt.conflicts > 0) throw new Error("rows changed between check and commit");
}
