/**
 * What a person may ask of one organization: a copy of everything it holds about them, that a mistake is put right, and
 * that they are erased. Each is done for one organization, under the rights of whoever does it, and logged. What is not
 * this viewer's to see answers as if it were not there.
 */
import { sql } from "kysely";
import { v7 } from "uuid";
import type { Context } from "../../context.js";
import { recordEvents } from "../../database/record-events.js";
import { holdsIdentityNumber } from "../../domain/identity-scan.js";
import { Refusal } from "../../errors.js";
import { decodeGlobalId, encodeGlobalId } from "../../graph/global-id.js";
import { organizationsShown, purposeOf } from "../../graph/personal.js";
import { columnOf, type Register } from "../../graph/register.js";
import { registerBook } from "../../registers.js";
import { openIdentity } from "../intake/identity-seal.js";
import type { RowReceipt } from "../row/row.objects.js";
import { saveRows } from "../row/row.save.js";
import { periodsOf } from "../access/personal-periods.js";
import { codeNames, personFile, type PersonCopy, type PersonFile } from "./person.file.js";
import { groundsOf, whyKept } from "./person.grounds.rules.js";

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

/** Every row about the person in that organization, for whoever may see it by name and says what for. */
export async function exportPerson(context: Context, globalId: string): Promise<PersonCopy> {
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
  const { rows } = await sql<{ copy: Omit<PersonCopy, "explanation">; rows: number }>`
    select copy, (select count(*)::int from jsonb_each(copy -> 'rows') r, jsonb_array_elements(r.value)) as rows from (
      select jsonb_build_object('exportedAt', ${context.now.toISOString()}::text,
        'organization', (select jsonb_build_object('code', o.code, 'name', o.name) from organization o where o.id = p.org_id),
        'person', to_jsonb(p) - 'id_hash',
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
  const explanation = groundsOf(await periodsOf(tx, context.now));
  return { ...found.copy, explanation };
}

/** The same as a workbook to hand over. */
export async function exportPersonFile(context: Context, globalId: string): Promise<PersonFile> {
  const copy = await exportPerson(context, globalId);
  return personFile(copy, await codeNames(await context.tx(), copy));
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

/** A free text that names the person; the row only for those who may read it. */
export interface Mention {
  readonly register: string;
  readonly field: string;
  readonly label: string;
  readonly row: string | null;
}

export interface Erasure {
  readonly images: number;
  readonly staged: number;
  readonly receipts: number;
  readonly replaced: number;
  readonly mentions: readonly Mention[];
  readonly notice: string | null;
  readonly kept: readonly Kept[];
}

/** As the database says what it did. */
interface Done {
  readonly images: number;
  readonly staged: number;
  readonly receipts: number;
  readonly replaced: number;
  readonly mentions: readonly { readonly ledger: string; readonly field: string; readonly row: string | null }[];
  readonly kept: Readonly<Record<string, number>>;
  readonly unreached: Readonly<Record<string, number>>;
}

/**
 * Name, digits and print leave the roster, its history, the staged rows and the receipts; what the law keeps is told. Free
 * texts that name the person are told to whoever erases, or replaced where `replaceTexts` says so and law does not keep them.
 */
export async function erasePerson(
  context: Context,
  globalId: string,
  reason: string,
  replaceTexts = false,
): Promise<Erasure> {
  const { orgId, id } = personKey(globalId);
  const why = readReason(reason);
  await refuseNamed(context, { orgId, id }, why);
  const { rows } = await sql<{ done: null | Done }>`
    select erase_person(${orgId}, ${id}, ${why}, ${replaceTexts}) as done`.execute(await context.tx());
  const done = rows[0]?.done;
  if (done == null) throw new Refusal("NOT_FOUND", { id: globalId.slice(0, 80) });
  const { images, staged, receipts, replaced } = done;
  const kept = Object.entries({ ...done.kept, ...done.unreached }).filter(([, count]) => count > 0);
  const mentions = done.mentions.map((mention) => mentionOf(orgId, mention));
  return {
    ...{ images, staged, receipts, replaced, mentions },
    notice:
      mentions.length === 0
        ? null
        : `${mentions.length} 处自由文本提到此人，请核对 / ${mentions.length} free texts name this person: look through them`,
    kept: kept.map(([register, count]) => ({ register, rows: count, reason: whyKept(register) })),
  };
}

function mentionOf(orgId: string, { ledger, field, row }: Done["mentions"][number]): Mention {
  const register = registerBook.all.find(({ table }) => table === ledger);
  const found = Object.entries(register?.fields ?? {}).find(([name, spec]) => columnOf(name, spec) === field);
  return {
    register: register?.name ?? ledger,
    field: found?.[0] ?? field,
    label: found?.[1].description.split(" / ")[0] ?? field,
    row: row === null || register === undefined ? null : globalIdOf(register, orgId, row),
  };
}

const globalIdOf = (register: Register, orgId: string, row: string): string =>
  register.key === "owned" ? encodeGlobalId(register.name, orgId, row) : encodeGlobalId(register.name, row, row);

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
  await recordEvents(await context.tx(), kind, [detail]);
}
