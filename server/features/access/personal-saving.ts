/**
 * Saving rows whose personal fields the sender sees masked. What it is compared with is the mask, so a mask sent back is
 * unchanged and never written over a name; anything else is a change, so no trial save tells whether a guess was right.
 */
import type { Context } from "../../context.js";
import { maskPersonal } from "../../domain/personal.js";
import { hasPersonal, notePersonalRead, organizationsShown, personalFieldsOf } from "../../graph/personal.js";
import type { Register } from "../../graph/register.js";
import type { Value } from "../row/row.cells.rules.js";
import type { Values } from "../row/row.decide.rules.js";
import type { CurrentRow } from "../row/row.loader.js";
import { globalKey, type WantedRow } from "../row/row.references.js";

interface Standing {
  readonly current: CurrentRow | undefined;
  readonly base: Values | undefined;
}

/** How a row stands, as its sender may know it. */
export async function maskerOf(
  context: Context,
  register: Register,
  drafts: readonly { readonly orgId: string | undefined }[],
): Promise<(orgId: string | undefined, standing: Standing) => Standing> {
  if (!hasPersonal(register)) return (_, standing) => standing;
  const shown = await organizationsShown(
    context,
    drafts.flatMap(({ orgId }) => orgId ?? []),
  );
  if (shown.size > 0) notePersonalRead(context, personalFieldsOf(register), shown);
  return (orgId, { current, base }) =>
    orgId !== undefined && shown.has(orgId)
      ? { current, base }
      : {
          current: current && { ...current, values: maskedValues(register, current.values) },
          base: base && maskedValues(register, base),
        };
}

function maskedValues(register: Register, values: Values): Values {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]): [string, Value] => {
      // The fingerprint of an identity number would tell whether a number is the person's.
      if (name === "idNumber") return [name, null];
      const kind = register.fields[name]?.personal;
      return [name, kind === undefined || typeof value !== "string" ? value : maskPersonal(kind, value)];
    }),
  );
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
