/** Keeps the sealed copies of identity numbers beside the persons they belong to, where the hub was given keys. */
import { sql } from "kysely";
import type { Context } from "../../context.js";
import { printKeyId, type Sealed } from "./identity-seal.js";

/** A sealed number with the print it is bound to. */
export interface SealedPrint extends Sealed {
  readonly print: Buffer;
}

export interface OwnedSeal extends SealedPrint {
  readonly orgId: string;
}

/** Of persons that are there by now; a person who has a copy keeps it. */
export async function keepSeals(context: Context, seals: readonly OwnedSeal[]): Promise<void> {
  const printKey = printKeyId(context.hub.config.identityKey);
  for (const keyId of new Set(seals.map((seal) => seal.keyId))) {
    const own = seals.filter((seal) => seal.keyId === keyId);
    await sql`select seal_identities(${own.map(({ orgId }) => orgId)}::uuid[], ${own.map(({ print }) => `\\x${print.toString("hex")}`)}::bytea[],
      ${keyId}, ${printKey}, ${own.map(({ sealed }) => `\\x${sealed.toString("hex")}`)}::bytea[])`.execute(
      await context.tx(),
    );
  }
}
