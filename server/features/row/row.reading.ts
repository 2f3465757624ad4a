/**
 * Reads a batch of rows: every cell by its field, every name looked up, the rows as they stand and what the sender had
 * seen of them. Faults are collected on their rows; nothing stops at the first.
 */
import type { Kysely } from "kysely";
import type { Context } from "../../context.js";
import type { Database } from "../../database/tables.js";
import { holdsSureIdentityNumber } from "../../domain/identity-scan.js";
import { readIdentityNumber, type IdentityProblem } from "../../domain/identity-number.js";
import type { Register, RegisterBook } from "../../graph/register.js";
import { asSenderKnows, namesToLookUp } from "../access/personal-saving.js";
import { printOfNumber, sealIdentity } from "../intake/identity-seal.js";
import type { SealedPrint } from "../intake/identity-sealing.js";
import { readCell, type Value } from "./row.cells.rules.js";
import type { Values } from "./row.decide.rules.js";
import type { RowFault } from "./row.findings.js";
import { quoted } from "./row.findings.js";
import { loadBases, loadCurrent, loadReversed, lockOwners, type CurrentRow, type ReversedRow } from "./row.loader.js";
import {
  findCodes,
  findOrganizations,
  findRows,
  globalKey,
  rowIdOf,
  type Found,
  type WantedRow,
} from "./row.references.js";
import { newRowId, type SentRow } from "./row.sent.js";
import type { WritableField } from "./row.shape.js";

export interface ReadRow {
  readonly index: number;
  readonly sent: SentRow;
  readonly id: string;
  /** The owner's id; the row's own for organizations and shared reference data; undefined when it was not found. */
  readonly orgId: string | undefined;
  readonly current: CurrentRow | undefined;
  /** Named by an id that should exist. */
  readonly isKnown: boolean;
  /** What the cells say, by field. */
  readonly mine: Values;
  readonly base: Values | undefined;
  readonly faults: RowFault[];
  /** Columns that follow from a cell beside its own. */
  readonly beside: Readonly<Record<string, Value>>;
  /** The identity number it brought, sealed, where the hub keeps such. */
  readonly seal: SealedPrint | undefined;
  /** The row it undoes, where it is a reversal. */
  readonly reversed: ReversedRow | undefined;
}

export interface Reading {
  readonly rows: readonly ReadRow[];
  /** Columns whose references were looked up by name. */
  readonly looked: ReadonlySet<string>;
  /** The rank of a code: `list code`. */
  readonly ranks: ReadonlyMap<string, number | null>;
}

export interface ReadingOf {
  readonly context: Context;
  readonly tx: Kysely<Database>;
  readonly book: RegisterBook;
  readonly register: Register;
  readonly fields: ReadonlyMap<string, WritableField>;
  readonly isWriting: boolean;
}

/** Fields of the envelope; everything else of a sent row is a cell. */
const ENVELOPE: ReadonlySet<string> = new Set([
  "id",
  "delete",
  "baseVersion",
  "baseValues",
  "at",
  "organization",
  "reason",
]);

interface Draft {
  readonly index: number;
  readonly sent: SentRow;
  readonly id: string;
  readonly named: ReturnType<typeof rowIdOf>;
  readonly isKnown: boolean;
  readonly mine: Record<string, Value>;
  readonly beside: Record<string, Value>;
  readonly faults: RowFault[];
  readonly seal: SealedPrint | undefined;
  orgId: string | undefined;
}

export async function readRows(of: ReadingOf, sent: readonly SentRow[]): Promise<Reading> {
  const { tx, register, fields } = of;
  const drafts = sent.map((row, index) => draftOf(of, row, index));
  const ranks = await lookUpCodes(tx, fields, drafts);
  await lookUpOrganizations(of, drafts);
  if (of.isWriting)
    await lockOwners(
      tx,
      register,
      drafts.flatMap(({ orgId }) => orgId ?? []),
    );
  const looked = await lookUpRows(of, drafts);
  const current = await loadCurrent(tx, register, fields, drafts);
  const bases = await loadBases(tx, register, fields, drafts, current);
  const reversed = await loadReversed(tx, register, fields, drafts);
  const known = drafts.map((draft) => {
    const base = baseOf(draft, fields) ?? bases.get(draft.index);
    return { orgId: draft.orgId, mine: draft.mine, current: current.get(draft.index), base };
  });
  const standings = await asSenderKnows(of.context, register, known);
  const rows = drafts.map((draft, n): ReadRow => {
    const { current, base } = standings[n] ?? { current: undefined, base: undefined };
    return { ...draft, current, base, reversed: reversed.get(draft.index) };
  });
  return { rows, looked, ranks };
}

function draftOf({ context, register, fields }: ReadingOf, sent: SentRow, index: number): Draft {
  const named = sent.id == null ? undefined : rowIdOf(register, sent.id);
  const faults: RowFault[] = sent.id != null && named === undefined ? [{ code: "ROW_GONE", field: "id" }] : [];
  const mine: Record<string, Value> = {};
  const beside: Record<string, Value> = {};
  let seal: SealedPrint | undefined;
  for (const [name, content] of Object.entries(sent)) {
    const field = fields.get(name);
    if (ENVELOPE.has(name) || content === undefined || field === undefined) continue;
    const typed = content === null ? "" : String(content as string | number | boolean);
    if (name === IDENTITY) seal = readIdentity(context, typed, mine, beside, faults);
    else takeCell(field, typed, mine, faults);
  }
  const id = named?.id ?? newRowId();
  const orgId = register.key === "own" ? id : named?.orgId;
  return {
    index,
    sent,
    id,
    named,
    isKnown: named?.orgId !== undefined || (register.key === "own" && sent.id?.includes("_") === true),
    mine,
    beside,
    faults,
    seal,
    orgId,
  };
}

function takeCell(field: WritableField, typed: string, mine: Record<string, Value>, faults: RowFault[]): void {
  // Kept as a print in its own field alone: a number in a note or a title is refused, not stored.
  if (field.shape.kind === "text" && holdsSureIdentityNumber(typed)) {
    const [problemZh, problemEn] = NOT_HERE;
    faults.push({ code: "IDENTITY_NUMBER", field: field.name, args: { problemZh, problemEn } });
    return;
  }
  const read = readCell(typed, field.shape);
  if ("fault" in read) faults.push({ ...read.fault, field: field.name });
  else mine[field.name] = read.value;
}

/** The name of the field that takes a person's identity number; the number itself goes no further than here. */
export const IDENTITY = "idNumber";

const PROBLEMS: Readonly<Record<IdentityProblem, readonly [zh: string, en: string]>> = {
  malformed: ["位数不对或有别的字符", "it is not 18 characters long, or holds others than digits and X"],
  badBirthDate: ["出生日期不存在", "its date of birth does not exist"],
  badCheckDigit: ["校验码不符", "its check digit does not fit"],
  digitsLost: ["Excel 把末几位变成了 0", "Excel turned its last digits into zeros"],
};

const NOT_HERE = ["这一格不能存证件号码，请删去", "this cell must not hold one; remove it"] as const;

function readIdentity(
  context: Context,
  typed: string,
  mine: Record<string, Value>,
  beside: Record<string, Value>,
  faults: RowFault[],
): SealedPrint | undefined {
  if (typed.trim() === "") return undefined;
  const read = readIdentityNumber(typed);
  if (!read.ok) {
    const [problemZh, problemEn] = PROBLEMS[read.problem];
    faults.push({ code: "IDENTITY_NUMBER", field: IDENTITY, args: { problemZh, problemEn } });
    return undefined;
  }
  const print = printOfNumber(context.hub.config.identityKey, read.number);
  mine[IDENTITY] = `\\x${print.toString("hex")}`;
  beside["id_last4"] = read.number.slice(-4);
  beside["birth_ym"] = read.birthDate.slice(0, 7);
  beside["sex"] = read.sex === "male" ? "1" : "2";
  beside["id_type"] = "resident";
  const sealed = sealIdentity(context.hub.config.identitySealing ?? [], read.number, print);
  return sealed && { ...sealed, print };
}

async function lookUpCodes(
  tx: Kysely<Database>,
  fields: ReadonlyMap<string, WritableField>,
  drafts: readonly Draft[],
): Promise<ReadonlyMap<string, number | null>> {
  const wanted = new Map<string, readonly [string, string]>();
  const each = (visit: (draft: Draft, field: WritableField, list: string, texts: readonly string[]) => void): void => {
    for (const draft of drafts)
      for (const [name, value] of Object.entries(draft.mine)) {
        const field = fields.get(name);
        if (field?.list !== undefined && value !== null)
          visit(draft, field, field.list, typeof value === "string" ? [value] : value);
      }
  };
  each((_, __, list, texts) => texts.forEach((text) => wanted.set(`${list} ${text}`, [list, text])));
  const found = await findCodes(tx, wanted);
  const ranks = new Map<string, number | null>();
  each((draft, field, list, texts) => {
    const codes = texts.flatMap((text) => {
      const hit = found.get(`${list} ${text}`) ?? { kind: "none" as const };
      if (hit.kind === "found") {
        ranks.set(`${list} ${hit.value}`, hit.rank ?? null);
        return [hit.value];
      }
      draft.faults.push(unknownCode(field, list, text, hit));
      return [];
    });
    draft.mine[field.name] = typeof draft.mine[field.name] === "string" ? (codes[0] ?? null) : codes;
  });
  return ranks;
}

function unknownCode({ name, label, labelEn }: WritableField, list: string, text: string, hit: Found): RowFault {
  const typed = quoted(text);
  if (hit.kind === "several")
    return { code: "AMBIGUOUS", field: name, args: { label, labelEn, typed, count: hit.count } };
  const similar = hit.kind === "none" ? hit.similar : undefined;
  return {
    code: "UNKNOWN_CODE",
    field: name,
    args: { typed, list },
    ...(similar === undefined ? {} : { suggestion: similar }),
  };
}

async function lookUpOrganizations({ tx, register, fields }: ReadingOf, drafts: readonly Draft[]): Promise<void> {
  const owned = register.key === "owned";
  const toOrganization = [...fields.values()].filter(({ to }) => to?.register === "Organization");
  const texts = drafts.flatMap(({ sent, mine }) => [
    ...(owned && sent.organization ? [sent.organization.trim()] : []),
    ...toOrganization.flatMap(({ name }) => (typeof mine[name] === "string" ? [mine[name]] : [])),
  ]);
  const found = await findOrganizations(tx, texts);
  for (const draft of drafts) {
    for (const field of toOrganization) resolve(draft, field, found, "UNKNOWN_ORGANIZATION");
    if (!owned) continue;
    const text = draft.sent.organization?.trim() ?? "";
    const hit = found.get(text);
    if (hit?.kind === "found" && draft.orgId !== undefined && hit.value !== draft.orgId)
      draft.faults.push({ code: "OWNER_FIXED", field: "organization" });
    else if (hit?.kind === "found") draft.orgId = hit.value;
    else if (text !== "")
      draft.faults.push({ code: "UNKNOWN_ORGANIZATION", field: "organization", args: { typed: quoted(text) } });
    else if (draft.orgId === undefined) draft.faults.push({ code: "REQUIRED", field: "organization" });
  }
}

function resolve(
  draft: Draft,
  field: WritableField,
  found: ReadonlyMap<string, Found>,
  code: RowFault["code"],
  prefix = "",
): void {
  const text = draft.mine[field.name];
  if (typeof text !== "string") return;
  const hit = found.get(`${prefix}${text}`) ?? { kind: "none" as const };
  if (hit.kind === "found") {
    draft.mine[field.name] = hit.value;
    return;
  }
  draft.mine[field.name] = null;
  const args = { typed: quoted(text) };
  if (hit.kind === "several")
    draft.faults.push({ code: "AMBIGUOUS", field: field.name, args: { ...args, count: hit.count } });
  else draft.faults.push({ code: hit.kind === "otherOwner" ? "OTHER_OWNER" : code, field: field.name, args });
}

async function lookUpRows(
  { context, tx, book, fields }: ReadingOf,
  drafts: readonly Draft[],
): Promise<ReadonlySet<string>> {
  const looked = new Set<string>();
  for (const field of fields.values()) {
    const { to } = field;
    if (to === undefined) continue;
    looked.add(field.column);
    if (to.register === "Organization") continue;
    const wanted = drafts.flatMap(({ orgId, mine }): WantedRow[] => {
      const text = mine[field.name];
      return typeof text === "string" && orgId !== undefined ? [{ owner: orgId, text }] : [];
    });
    const found = await findRows(tx, book, to, await namesToLookUp(context, book.get(to.register), wanted));
    for (const draft of drafts) resolve(draft, field, found, "UNKNOWN_ROW", `${draft.orgId ?? ""} `);
  }
  return looked;
}

/** What the sender says it had seen, in the words the hub gave it. */
function baseOf({ sent }: Draft, fields: ReadonlyMap<string, WritableField>): Values | undefined {
  if (sent.baseValues == null) return undefined;
  const base: Record<string, Value> = {};
  for (const [name, content] of Object.entries(sent.baseValues)) {
    const field = fields.get(name);
    if (field === undefined) continue;
    const text =
      content === null || content === undefined
        ? ""
        : Array.isArray(content)
          ? content.join("、")
          : String(content as string);
    const key = field.to && globalKey(field.to.register, text);
    const read = key ? { value: key.id } : readCell(text, field.shape);
    if ("value" in read) base[name] = read.value;
  }
  return base;
}
