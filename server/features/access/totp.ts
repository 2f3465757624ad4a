/**
 * The second factor: time-based codes (RFC 6238, six digits, 30 seconds). The secret is kept encrypted under a key
 * drawn from the hub's own, which lies outside the database, and bound to its account.
 */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { Secret, TOTP } from "otpauth";

const STEP_SECONDS = 30;
/** Clocks of telephones differ: the code before and the code after are good, too. */
const STEPS_ASIDE = 1;

export interface NewSecret {
  /** Encrypted, to be stored. */
  readonly kept: Buffer;
  /** What the authenticator is told, by hand or as a picture. Shown once. */
  readonly secret: string;
  readonly uri: string;
}

export function newSecret(identityKey: Buffer, accountId: string, login: string): NewSecret {
  const secret = new Secret({ size: 20 });
  return {
    kept: seal(identityKey, accountId, secret.base32),
    secret: secret.base32,
    uri: totpOf(secret.base32, login).toString(),
  };
}

/** The time step a code stands for, or nothing where it is wrong. Whoever asks must refuse a step that was used before. */
export function stepOfCode(
  identityKey: Buffer,
  accountId: string,
  kept: Buffer,
  code: string,
  now: Date,
): number | undefined {
  const digits = code.replaceAll(/\s/g, "");
  if (!/^\d{6}$/.test(digits)) return undefined;
  const totp = totpOf(open(identityKey, accountId, kept), accountId);
  const aside = totp.validate({ token: digits, timestamp: now.getTime(), window: STEPS_ASIDE });
  return aside === null ? undefined : Math.floor(now.getTime() / 1000 / STEP_SECONDS) + aside;
}

function totpOf(secret: string, label: string): TOTP {
  return new TOTP({ issuer: "Xunshu", label, secret, algorithm: "SHA1", digits: 6, period: STEP_SECONDS });
}

const keyFrom = (identityKey: Buffer): Buffer =>
  Buffer.from(hkdfSync("sha256", identityKey, Buffer.alloc(0), "xunshu second factor", 32));

/** Nonce, tag, then the encrypted secret. */
function seal(identityKey: Buffer, accountId: string, secret: string): Buffer {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", keyFrom(identityKey), nonce).setAAD(Buffer.from(accountId));
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), text]);
}

function open(identityKey: Buffer, accountId: string, kept: Buffer): string {
  const bytes = Buffer.from(kept);
  const decipher = createDecipheriv("aes-256-gcm", keyFrom(identityKey), bytes.subarray(0, 12));
  decipher.setAAD(Buffer.from(accountId)).setAuthTag(bytes.subarray(12, 28));
  return decipher.update(bytes.subarray(28), undefined, "utf8") + decipher.final("utf8");
}
