/**
 * Personal fields as a request may see them: masked in the database, unless the row is the viewer, or the request says
 * what for and the row's organization is one the viewer's grant unmasks. What was read unmasked is logged in the request's own transaction,
 * or the request is not answered. Nobody probes a masked name by filters, orders or groups.
 */
import { sql, type RawBuilder } from "kysely";
import type { Context } from "../context.js";
import { PROOF_OF_MASKING } from "../database/postgres.js";
import { recordEvents } from "../database/record-events.js";
import { Refusal } from "../errors.js";
import type { PersonalKind } from "../domain/personal.js";
import { columnOf, type FieldSpec, type Register } from "./register.js";

type Fragment = RawBuilder<unknown>;

/** The organization of a row that was read unmasked, beside the row's own values. */
export const UNMASKED_OF = "@unmasked";

/** What of persons may be shown to a request at all; the rows it holds for, the database tells. */
export interface Shown {
  /** Personal fields, where the viewer's grant says so: a purpose was given. */
  readonly unmasked: boolean;
  /** The viewer's own name and digits, on the rows that are the viewer. */
  readonly own: boolean;
  /** Whose doing something was: to everybody but those who read only what is published, or nobody, or by the row. */
  readonly inside: "shown" | "hidden" | "by row";
}

/** Which personal fields one compilation reads unmasked, and what it may show at all. */
export class PersonalFields {
  readonly read = new Set<string>();

  constructor(private readonly shown: Shown) {}

  get unmasked(): boolean {
    return this.shown.unmasked;
  }

  get own(): boolean {
    return this.shown.own;
  }

  get inside(): Shown["inside"] {
    return this.shown.inside;
  }
}

/** Of those who read their own record. */
const THEMSELVES = "trainee";

/** Of those who read what is published, and nothing else. */
const STRANGERS = "public";

/** Whether anything of the inside may be told at all: who did what, and from which file. Nobody in particular is a stranger. */
export function insideFor({ viewer: { accountId, roles } }: Context): Shown["inside"] {
  if (accountId === undefined) return "shown";
  if (roles.every((role) => role === STRANGERS)) return "hidden";
  return roles.includes(STRANGERS) ? "by row" : "shown";
}

export function shownTo(context: Context): Shown {
  const { kind, roles } = context.viewer;
  // A program never unmasks anybody, its owner neither.
  return {
    unmasked: asksUnmasked(context),
    own: kind === "person" && roles.includes(THEMSELVES),
    inside: insideFor(context),
  };
}

/** What the request says it needs personal data for. */
export function purposeOf({ viewer }: Context): string | undefined {
  return viewer.purpose;
}

/** Whether it may ask for them unmasked at all: with a purpose. The hub itself sees what it keeps. */
export function asksUnmasked({ viewer }: Context): boolean {
  return viewer.accountId === undefined || viewer.purpose !== undefined;
}

/** Whether the persons of an organization may be shown by name to this request. */
export async function showsPersonsOf(context: Context, orgId: string): Promise<boolean> {
  return (await organizationsShown(context, [orgId])).has(orgId);
}

/** Those of the organizations whose persons may be shown by name. */
export async function organizationsShown(context: Context, orgIds: readonly string[]): Promise<ReadonlySet<string>> {
  if (!asksUnmasked(context) || orgIds.length === 0) return new Set();
  const { rows } = await sql<{ id: string }>`
    select o.id from unnest(${[...new Set(orgIds)]}::uuid[]) as o(id)
    where (select hub_unmasks_all()) or o.id in (select hub_unmasked())`.execute(await context.tx());
  return new Set(rows.map(({ id }) => id));
}

const MASKS: Readonly<Record<PersonalKind, (column: Fragment, owner: Fragment) => Fragment>> = {
  name: (column) => sql`mask_name(${column})`,
  work: (column) => sql`mask_name(${column})`,
  birth: (column) => sql`left(${column}, 4)`,
  digits: () => sql`null::text`,
  contact: () => sql`null::text`,
  words: (column, owner) => sql`mask_words(${owner}, ${column}, ${PROOF_OF_MASKING})`,
};

const ownerOf = (register: Register, row: string): Fragment => sql.ref(`${row}.${register.keyColumns[0] ?? "org_id"}`);

/** Holds for rows of organizations whose persons the viewer may see by name. */
export function mayUnmask(register: Register, row: string): Fragment {
  return sql`((select hub_unmasks_all()) or ${ownerOf(register, row)} in (select hub_unmasked()))`;
}

/** What a row of a roster says of the human it is. Who verified it is somebody else. */
const OF_ONESELF: ReadonlySet<PersonalKind> = new Set(["name", "digits", "birth", "contact"]);

/** Holds for rows that are the viewer; undefined where no such row is looked for. Reading oneself needs no purpose and no log. */
function isOneself({ own }: PersonalFields, register: Register, row: string, spec: FieldSpec): Fragment | undefined {
  if (!own || register.name !== "Person" || spec.personal === undefined || !OF_ONESELF.has(spec.personal))
    return undefined;
  return sql`(${ownerOf(register, row)}, ${sql.ref(`${row}.id`)}) in (select o.org_id, o.row_id from hub_own('person') o)`;
}

/** What stands for who did it, where that is not told. */
export const NOT_TOLD = "（不公开）";

/** Figures are known from the inside where they are known before they are approved. */
function knownInside(register: Register, row: string): Fragment | undefined {
  if (register.subject !== "figures") return undefined;
  return sql`((select hub_counts_all('figures')) or ${ownerOf(register, row)} in (select hub_countable('figures')))`;
}

function insideColumn(
  personal: PersonalFields,
  register: Register,
  row: string,
  spec: FieldSpec,
  column: Fragment,
): Fragment {
  if (personal.inside === "shown") return column;
  const instead = spec.nullable ? sql`null` : sql.lit(NOT_TOLD);
  if (personal.inside === "hidden") return sql`case when false then ${column} else ${instead} end`;
  const known = knownInside(register, row);
  return known === undefined ? column : sql`case when ${known} then ${column} else ${instead} end`;
}

/** The field's column as the viewer may see it. */
export function shownColumn(
  personal: PersonalFields,
  register: Register,
  row: string,
  name: string,
  spec: FieldSpec,
): Fragment {
  const column = sql.ref(`${row}.${columnOf(name, spec)}`);
  if (spec.inside) return insideColumn(personal, register, row, spec, column);
  if (spec.personal === undefined) return column;
  const masked = MASKS[spec.personal](column, ownerOf(register, row));
  const oneself = isOneself(personal, register, row, spec);
  const unsaid = oneself === undefined ? masked : sql`case when ${oneself} then ${column} else ${masked} end`;
  if (!personal.unmasked) return unsaid;
  personal.read.add(`${register.name}.${name}`);
  return sql`case when ${mayUnmask(register, row)} then ${column} else ${unsaid} end`;
}

/** The label of a personal code, or nothing. */
export function shownLabel(
  personal: PersonalFields,
  register: Register,
  row: string,
  name: string,
  spec: FieldSpec,
  label: Fragment,
): Fragment {
  if (spec.personal === undefined) return label;
  const oneself = isOneself(personal, register, row, spec);
  const unsaid = oneself === undefined ? sql`null::text` : sql`case when ${oneself} then ${label} end`;
  if (!personal.unmasked) return unsaid;
  personal.read.add(`${register.name}.${name}`);
  return sql`case when ${mayUnmask(register, row)} then ${label} else ${unsaid} end`;
}

/** The row's organization where its personal fields are shown: how many rows a request read unmasked is counted by it. */
export function unmaskedMark(register: Register, row: string): Fragment {
  return sql`case when ${mayUnmask(register, row)} then ${ownerOf(register, row)} end`;
}

/**
 * A filter, an order or a group by a personal field needs a purpose, and finds rows of unmasked organizations only; by who
 * did something, rows of which that is told.
 */
export function askByPersonal(personal: PersonalFields, register: Register, row: string, name: string): Fragment[] {
  const spec = register.fields[name];
  if (spec?.inside) return askByInside(personal, register, row);
  if (spec?.personal === undefined) return [];
  needPurpose(personal, register, name);
  return [mayUnmask(register, row)];
}

/** An order tells what it goes by, and a cursor in it holds it: it finds only rows of which that is told. */
function askByInside(personal: PersonalFields, register: Register, row: string): Fragment[] {
  if (personal.inside === "shown") return [];
  if (personal.inside === "hidden") return [sql`false`];
  const known = knownInside(register, row);
  return known === undefined ? [] : [known];
}

/** A free text is asked as it is shown: names in it that are masked are found by nobody, the rest by everybody. */
export function isAskedAsShown(spec: FieldSpec): boolean {
  return spec.personal === "words" || spec.inside === true;
}

/** Free texts of one organization's rows with the names of its roster masked, in their order. */
export async function maskWords(
  context: Context,
  texts: readonly { readonly orgId: string; readonly text: string }[],
): Promise<readonly string[]> {
  if (texts.length === 0) return [];
  const { rows } = await sql<{ text: string }>`
    select mask_words(w.org, w.text, ${PROOF_OF_MASKING}) as text
    from unnest(${texts.map(({ orgId }) => orgId)}::uuid[], ${texts.map(({ text }) => text)}::text[]) with ordinality as w(org, text, n) order by w.n`.execute(
    await context.tx(),
  );
  return rows.map(({ text }) => text);
}

export function needPurpose(personal: PersonalFields, register: Register, name: string): void {
  if (!personal.unmasked) throw new Refusal("PERSONAL_PURPOSE", { field: `${register.name}.${name}` });
  personal.read.add(`${register.name}.${name}`);
}

export function hasPersonal(register: Register): boolean {
  return Object.values(register.fields).some(({ personal }) => personal !== undefined);
}

/** `Person.name` and all else of a register that is personal. */
export function personalFieldsOf(register: Register): string[] {
  return Object.entries(register.fields).flatMap(([name, { personal }]) =>
    personal === undefined ? [] : [`${register.name}.${name}`],
  );
}

// ── What was read ────────────────────────────────────────────────────────────────────────────────────────────────

interface Reads {
  readonly fields: Set<string>;
  readonly organizations: Set<string>;
  rows: number;
}

const readsOf = new WeakMap<Context, Reads>();

/** Notes what an answer from the database shows unmasked, by the marks beside its rows. */
export function noteAnswer(context: Context, personal: PersonalFields, answer: unknown): void {
  if (personal.read.size === 0) return;
  const found: string[] = [];
  collectMarks(answer, found);
  notePersonalRead(context, personal.read, found);
}

/** `organizations`: that of every row read, as often as rows were read. */
export function notePersonalRead(context: Context, fields: Iterable<string>, organizations: Iterable<string>): void {
  if (context.viewer.accountId === undefined) return;
  const reads: Reads = readsOf.get(context) ?? { fields: new Set(), organizations: new Set(), rows: 0 };
  readsOf.set(context, reads);
  for (const field of fields) reads.fields.add(field);
  for (const organization of organizations) {
    reads.organizations.add(organization);
    reads.rows += 1;
  }
}

function collectMarks(value: unknown, found: string[]): void {
  if (typeof value !== "object" || value === null) return;
  if (Array.isArray(value)) {
    for (const each of value) collectMarks(each, found);
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    if (key === UNMASKED_OF && typeof inner === "string") found.push(inner);
    else collectMarks(inner, found);
  }
}

export function hasPersonalReads(context: Context): boolean {
  return readsOf.has(context);
}

/** One event for all a request read unmasked, before its transaction ends: what cannot be logged is not answered. */
export async function recordPersonalReads(context: Context): Promise<void> {
  const reads = readsOf.get(context);
  if (reads === undefined) return;
  readsOf.delete(context);
  const fields = [...reads.fields].sort();
  const detail = {
    purpose: purposeOf(context) ?? null,
    registers: [...new Set(fields.map((field) => field.split(".")[0] ?? field))],
    fields,
    organizations: reads.organizations.size,
    rows: reads.rows,
  };
  await recordEvents(await context.tx(), "personal_read", [detail]);
}
