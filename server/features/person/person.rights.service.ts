/**
 * What a person may ask of one organization: a copy of everything it holds about them, that a mistake is put right, and
 * that they are erased. Each is done for one organization, under the rights of whoever does it, and logged. What is not
 * this viewer's to see answers as if it were not there.
 */
import { sql } from "kysely";
import { v7 } from "uuid";
import type { Context } from "../../context.js";
import { holdsIdentityNumber } from "../../domain/identity-scan.js";
import { Refusal } from "../../errors.js";
import { decodeGlobalId } from "../../graph/global-id.js";
import { organizationsShown, purposeOf } from "../../graph/personal.js";
import { registerBook } from "../../registers.js";
import { openIdentity } from "../intake/identity-seal.js";
import type { RowReceipt } from "../row/row.objects.js";
import { saveRows } from "../row/row.save.js";

interface PersonKey {
  readonly orgId: string;
  readonly id: string;
}

const LONGEST_REASON = 200;

function personKey(globalId: string): PersonKey {
  const { register, orgId, id } = decodeGlobalId(globalId);
  if (register !== "Person") throw new Refusal("BAD_ID", { id: globalId.slice(0, 80) });
  return { orgId, id };
}

function readReason(reason: string): string {
  const text = reason.trim();
  if (text === "" || [...text].length > LONGEST_REASON || holdsIdentityNumber(text))
    throw new Refusal("PERSONAL_REASON");
  return text;
}

/** Rows that speak of a person, by the subject that says who may read them. */
const ABOUT: readonly (readonly [table: string, subject: string])[] = [
  ["enrolment", "people"],
  ["affiliation", "members"],
  ["credential", "awards"],
  ["application", "awards"],
  ["fund_entry", "money"],
  ["task", "oversight"],
];

/**
 * Every row about the person in that organization, with what the roster said before. Registers the viewer may not read
 * are named in `withheld`, so that nobody takes the copy for the whole.
 */
export async function exportPerson(context: Context, globalId: string): Promise<unknown> {
  const { orgId, id } = personKey(globalId);
  const purpose = purposeOf(context);
  if (purpose === undefined) throw new Refusal("PERSONAL_PURPOSE", { field: "exportPerson" });
  await needShown(context, { orgId, id }, globalId);
  const tx = await context.tx();
  const parts = ABOUT.map(
    ([table]) => sql`${sql.lit(table)}, (select coalesce(jsonb_agg(to_jsonb(x) order by x.id), '[]')
      from ${sql.table(table)} x where x.org_id = ${orgId} and x.person_id = ${id})`,
  );
  const withheld = ABOUT.map(
    ([
      table,
      subject,
    ]) => sql`case when not ((select hub_reads_all(${sql.lit(subject)})) or ${orgId}::uuid in (select hub_readable(${sql.lit(subject)})))
      then ${sql.lit(table)} end`,
  );
  const { rows } = await sql<{ copy: unknown; rows: number }>`
    select copy, (select count(*)::int from jsonb_each(copy -> 'rows') r, jsonb_array_elements(r.value)) as rows from (
      select jsonb_build_object('exportedAt', ${context.now.toISOString()}::text, 'person', to_jsonb(p) - 'id_hash',
        'rows', jsonb_build_object(${sql.join(parts)},
          'attendance', (select coalesce(jsonb_agg(to_jsonb(x) order by x.starts_at), '[]') from attendance x
            join enrolment e on e.org_id = x.org_id and e.id = x.enrolment_id where e.org_id = ${orgId} and e.person_id = ${id})),
        'before', (select coalesce(jsonb_agg(r.before - 'id_hash' order by r.seq), '[]') from change_row r
          where r.org_id = ${orgId} and r.register = 'person' and r.row_id = ${id}),
        'withheld', to_jsonb(array_remove(array[${sql.join(withheld)}]::text[], null))) as copy
      from person p where p.org_id = ${orgId} and p.id = ${id}) c`.execute(tx);
  const [found] = rows;
  if (found === undefined) throw new Refusal("NOT_FOUND", { id: globalId.slice(0, 80) });
  await record(context, "person_exported", { purpose, organization: orgId, person: id, rows: found.rows + 1 });
  return found.copy;
}

/** Puts a person's own data right; the rows as they were stay in the history, with the reason. */
export async function rectifyPerson(
  context: Context,
  globalId: string,
  changes: Readonly<Record<string, unknown>>,
  reason: string,
): Promise<RowReceipt> {
  const { orgId, id } = personKey(globalId);
  const why = readReason(reason);
  const batchId = v7();
  const row = { ...changes, id: globalId, delete: false };
  const input = { batchId, rows: [row], atomic: true, origin: `更正：${why}` };
  const receipt = await saveRows(context, registerBook, registerBook.get("Person"), input);
  const fields = Object.keys(changes).sort();
  if (receipt.written > 0)
    await record(context, "person_rectified", { organization: orgId, person: id, batch: batchId, fields });
  return receipt;
}

export interface Kept {
  readonly register: string;
  readonly rows: number;
  readonly reason: string;
}

export interface Erasure {
  readonly images: number;
  readonly staged: number;
  readonly kept: readonly Kept[];
}

const STORED_ONLY =
  "《个人信息保护法》第四十七条：保存期限未届满的，停止除存储和采取必要安全措施之外的处理；姓名、证件号码已去除。 / PIPL Art. 47: within the statutory period only stored; name and number are gone.";
const ARCHIVES =
  "会计档案：凭证、账簿保存 30 年，月度、季度报表等保存 10 年（《会计档案管理办法》）。 / Accounting archives: 30 years for vouchers and books, 10 for interim statements.";

/** Why what stays may stay, by table. */
const WHY: Readonly<Record<string, string>> = {
  fund_entry: ARCHIVES,
  credential: STORED_ONLY,
  enrolment: STORED_ONLY,
  affiliation: STORED_ONLY,
  application: STORED_ONLY,
  task: STORED_ONLY,
};

/** Name, digits and print leave the roster, its history and the staged rows of imports; what the law keeps is told. */
export async function erasePerson(context: Context, globalId: string, reason: string): Promise<Erasure> {
  const { orgId, id } = personKey(globalId);
  const why = readReason(reason);
  await refuseNamed(context, { orgId, id }, why);
  const { rows } = await sql<{ done: null | { images: number; staged: number; kept: Record<string, number> } }>`
    select erase_person(${orgId}, ${id}, ${why}) as done`.execute(await context.tx());
  const done = rows[0]?.done;
  if (done == null) throw new Refusal("NOT_FOUND", { id: globalId.slice(0, 80) });
  const kept = Object.entries(done.kept).filter(([, count]) => count > 0);
  return {
    images: done.images,
    staged: done.staged,
    kept: kept.map(([register, count]) => ({ register, rows: count, reason: WHY[register] ?? STORED_ONLY })),
  };
}

/** A reason that names the person would keep the name. */
async function refuseNamed(context: Context, { orgId, id }: PersonKey, reason: string): Promise<void> {
  const { rows } = await sql<{ named: boolean }>`
    select strpos(${reason}, name) > 0 as named from person where org_id = ${orgId} and id = ${id}`.execute(
    await context.tx(),
  );
  if (rows[0]?.named === true) throw new Refusal("PERSONAL_REASON");
}

/** The identity number of one person, where a sealed copy is kept; logged with what it is for, and never in a list. */
export async function revealIdentity(context: Context, globalId: string, purpose: string): Promise<string> {
  const { orgId, id } = personKey(globalId);
  const what = readReason(purpose);
  await needShown(context, { orgId, id }, globalId, true);
  const { rows } = await sql<{ keyId: string; sealed: Buffer; print: Buffer }>`
    select key_id as "keyId", sealed, id_hash as print from sealed_identity(${orgId}, ${id}, ${what})`.execute(
    await context.tx(),
  );
  const [found] = rows;
  const copy = found && { keyId: found.keyId, sealed: Buffer.from(found.sealed) };
  const number = copy && openIdentity(context.hub.config.identitySealing ?? [], copy, Buffer.from(found.print));
  if (number === undefined) throw new Refusal("NOT_SEALED");
  return number;
}

/** Persons of others, and those seen masked, are not found. `says`: the purpose is said by an argument. */
async function needShown(context: Context, { orgId, id }: PersonKey, globalId: string, says = false): Promise<void> {
  const shown = says ? await unmasks(context, orgId) : (await organizationsShown(context, [orgId])).has(orgId);
  const { rows } = await sql<{ found: boolean }>`
    select exists (select from person where org_id = ${orgId} and id = ${id}) as found`.execute(await context.tx());
  if (!shown || rows[0]?.found !== true) throw new Refusal("NOT_FOUND", { id: globalId.slice(0, 80) });
}

async function unmasks(context: Context, orgId: string): Promise<boolean> {
  const { rows } = await sql<{ may: boolean }>`select hub_unmasks(${orgId}) as may`.execute(await context.tx());
  return rows[0]?.may === true;
}

async function record(context: Context, kind: string, detail: Readonly<Record<string, unknown>>): Promise<void> {
  await sql`select record_access(${kind}, ${JSON.stringify(detail)}::jsonb)`.execute(await context.tx());
}
