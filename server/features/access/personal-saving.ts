/**
 * Saving rows whose personal fields the sender sees masked. What it is compared with is the mask, so a mask sent back is
 * unchanged and never written over a name; anything else is a change, so no trial save tells whether a guess was right.
 */
import type { Context } from "../../context.js";
import { maskPersonal, type PersonalKind } from "../../domain/personal.js";
import { decodeGlobalId } from "../../graph/global-id.js";
import {
  hasPersonal,
  maskWords,
  notePersonalRead,
  organizationsShown,
  personalFieldsOf,
} from "../../graph/personal.js";
import type { Register } from "../../graph/register.js";
import { maskedQuotes } from "./personal-intake.js";
import type { Value } from "../row/row.cells.rules.js";
import type { Values } from "../row/row.decide.rules.js";
import type { CurrentRow } from "../row/row.loader.js";
import type { RowAnswer, RowReceipt } from "../row/row.objects.js";
import { globalKey, type WantedRow } from "../row/row.references.js";

interface Standing {
  readonly current: CurrentRow | undefined;
  readonly base: Values | undefined;
}

interface Draft extends Standing {
  readonly orgId: string | undefined;
  /** What was sent. */
  readonly mine: Values;
}

/** How each row stands, as its sender may know it. */
export async function asSenderKnows(
  context: Context,
  register: Register,
  drafts: readonly Draft[],
): Promise<readonly Standing[]> {
  if (!hasPersonal(register)) return drafts;
  const shown = await organizationsShown(
    context,
    drafts.flatMap(({ orgId }) => orgId ?? []),
  );
  if (shown.size > 0) notePersonalRead(context, personalFieldsOf(register), shown);
  const isShown = ({ orgId }: Draft): boolean => orgId !== undefined && shown.has(orgId);
  const words = await maskedWords(
    context,
    register,
    drafts.filter((draft) => !isShown(draft)),
  );
  return drafts.map((draft): Standing => {
    const { current, base, orgId } = draft;
    if (isShown(draft)) return { current, base };
    const masked = (values: Values): Values => maskedValues(register, values, (text) => words.get(`${orgId} ${text}`));
    return { current: current && { ...current, values: masked(current.values) }, base: base && masked(base) };
  });
}

function maskedValues(register: Register, values: Values, words: (text: string) => string | undefined): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]): [string, Value] => {
      // The fingerprint of an identity number would tell whether a number is the person's.
      if (name === "idNumber") return [name, null];
      const kind = register.fields[name]?.personal;
      if (kind === undefined || typeof value !== "string") return [name, value];
      return [name, kind === "words" ? (words(value) ?? maskPersonal(kind, value)) : maskPersonal(kind, value)];
    }),
  );
}

/** Of the free texts that were sent anew, what stands there with the roster's names masked; by organization and text. */
async function maskedWords(
  context: Context,
  register: Register,
  drafts: readonly Draft[],
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, { readonly orgId: string; readonly text: string }>();
  for (const { orgId, mine, current, base } of drafts)
    for (const name of Object.keys(mine))
      for (const text of [current?.values[name], base?.[name]])
        if (orgId !== undefined && typeof text === "string" && register.fields[name]?.personal === "words")
          found.set(`${orgId} ${text}`, { orgId, text });
  const masked = await maskWords(context, [...found.values()]);
  return new Map([...found.keys()].map((key, n) => [key, masked[n] ?? ""]));
}

/**
 * Of the words a batch names persons by: all of them where names are shown, elsewhere ids alone, or a trial save would
 * tell who is on a roster.
 */
export async function namesToLookUp(
  context: Context,
  to: Register,
  wanted: readonly WantedRow[],
): Promise<readonly WantedRow[]> {
  if (to.fields["name"]?.personal === undefined) return wanted;
  const isId = ({ text }: WantedRow): boolean => globalKey(to.name, text) !== undefined;
  const named = wanted.filter((row) => !isId(row));
  if (named.length === 0) return wanted;
  const shown = await organizationsShown(
    context,
    named.map(({ owner }) => owner),
  );
  if (shown.size > 0) notePersonalRead(context, [`${to.name}.name`], shown);
  return wanted.filter((row) => isId(row) || shown.has(row.owner));
}

/**
 * A receipt kept from a time when its sender saw names, given again: what it quotes of personal fields is masked where the
 * sender sees masks by now.
 */
export async function asReceiverMay(context: Context, register: Register, receipt: RowReceipt): Promise<RowReceipt> {
  if (!receipt.replayed || !hasPersonal(register)) return receipt;
  const ownerOf = ({ id }: RowAnswer): string | undefined => (id === null ? undefined : decodeGlobalId(id).orgId);
  const shown = await organizationsShown(
    context,
    receipt.rows.flatMap((row) => ownerOf(row) ?? []),
  );
  if (shown.size > 0) notePersonalRead(context, personalFieldsOf(register), shown);
  const kindOf = (field: string | null | undefined): PersonalKind | undefined =>
    field == null ? undefined : field === "idNumber" ? "digits" : register.fields[field]?.personal;
  const masked = (kind: PersonalKind, value: unknown): unknown =>
    typeof value === "string" ? (maskPersonal(kind, value) ?? "****") : value;
  return {
    ...receipt,
    rows: receipt.rows.map((row) => {
      const owner = ownerOf(row);
      if (owner !== undefined && shown.has(owner)) return row;
      return {
        ...row,
        conflict: row.conflict && {
          ...row.conflict,
          fields: row.conflict.fields.map((field) => {
            const kind = kindOf(field.field);
            if (kind === undefined) return field;
            const { base, mine, theirs } = field;
            return { ...field, base: masked(kind, base), mine: masked(kind, mine), theirs: masked(kind, theirs) };
          }),
        },
        findings: row.findings.map((finding) =>
          kindOf(finding.field) === undefined
            ? finding
            : maskedQuotes(finding, (text) => String(masked(kindOf(finding.field) ?? "words", text))),
        ),
      };
    }),
  };
}
