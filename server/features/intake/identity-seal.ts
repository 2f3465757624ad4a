/**
 * Identity numbers sealed for the few who must see one: AES-256-GCM under a key that lies outside the database, bound to
 * the number's print, so that a sealed copy moved to another person does not open. Without keys nothing is kept.
 */
import { createCipheriv, createDecipheriv, createHash, createHmac, randomBytes } from "node:crypto";

export interface SealingKey {
  readonly id: string;
  readonly key: Buffer;
}

/** The first seals; the others still open what they sealed. */
export type SealingKeys = readonly SealingKey[];

export interface Sealed {
  readonly keyId: string;
  readonly sealed: Buffer;
}

const NONCE = 12;
const TAG = 16;

/** Undefined where no key is configured: then only the print and the last four characters stay. */
export function sealIdentity(keys: SealingKeys, number: string, print: Buffer): Sealed | undefined {
  const [current] = keys;
  if (current === undefined) return undefined;
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", current.key, nonce).setAAD(print);
  const body = Buffer.concat([cipher.update(number, "latin1"), cipher.final()]);
  return { keyId: current.id, sealed: Buffer.concat([nonce, cipher.getAuthTag(), body]) };
}

/** The number; undefined where its key is not among these, or the copy is not of this print. */
export function openIdentity(keys: SealingKeys, { keyId, sealed }: Sealed, print: Buffer): string | undefined {
  const key = keys.find(({ id }) => id === keyId)?.key;
  if (key === undefined || sealed.length < NONCE + TAG) return undefined;
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, sealed.subarray(0, NONCE)).setAAD(print);
    decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]).toString("latin1");
  } catch {
    // What does not open was altered or is another's: there is no number to tell.
    return undefined;
  }
}

export function printOfNumber(key: Buffer, number: string): Buffer {
  return createHmac("sha256", key).update(number).digest();
}

/** Names the key of the prints without telling anything of it. */
export function printKeyId(key: Buffer): string {
  return createHash("sha256").update("xunshu identity print\0").update(key).digest("hex").slice(0, 16);
}
