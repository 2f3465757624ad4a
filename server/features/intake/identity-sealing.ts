/** Keeps the sealed copies of identity numbers beside the persons they belong to, where the hub was given keys. */
import { sql, type RawBuilder } from "kysely";
import type { Context } from "../../context.js";
import type { IdentityPrint } from "./cell.js";
import { printKeyId, type Sealed } from "./identity-seal.js";

/** A sealed number with the print it is bound to. */
export interface SealedPrint extends Sealed {
  readonly print: Buffer;
}

export interface OwnedSeal extends SealedPrint {
  readonly orgId: string;
}

/** What a staged print brought along. */
export function ownedSeal(orgId: string, { hash, sealed }: IdentityPrint): OwnedSeal | undefined {
  const [keyId, base64] = sealed?.split(":") ?? [];
  if (keyId === undefined || base64 === undefined) return undefined;
  return { orgId, keyId, print: Buffer.from(hash, "hex"), sealed: Buffer.from(base64, "base64") };
}

/** Of persons that are there by now; a person who has a copy keeps it. */
export async function keepSeals(context: Context, seals: readonly OwnedSeal[]): Promise<void> {
  const printKey = printKeyId(context.hub.config.identityKey);
  for (const keyId of new Set(seals.map((seal) => seal.keyId))) {
    const own = seals.filter((seal) => seal.keyId === keyId);
    await sql`select seal_identities(${own.map(({ orgId }) => orgId)}::uuid[], ${bytesOf(own.map(({ print }) => print))},
      ${keyId}, ${printKey}, ${bytesOf(own.map(({ sealed }) => sealed))})`.execute(await context.tx());
  }
}

/** As texts that the database reads: the embedded one takes no lists of bytes. */
function bytesOf(values: readonly Buffer[]): RawBuilder<unknown> {
  const texts = values.map((value) => value.toString("hex"));
  return sql`(select array_agg(decode(u.h, 'hex') order by u.n) from unnest(${texts}::text[]) with ordinality as u(h, n))`;
}
