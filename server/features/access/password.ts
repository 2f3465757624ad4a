/**
 * Passwords: hashed with Argon2id, checked in the same time whether there is one to check against or not. A password is
 * never kept, logged or put into an error.
 */
import { randomInt } from "node:crypto";
import { hash, verify } from "@node-rs/argon2";

/** OWASP Password Storage Cheat Sheet, Argon2id: 19 MiB of memory, 2 passes, 1 lane. The library's algorithm is Argon2id unless told. */
const ARGON2ID = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

export function hashPassword(password: string): Promise<string> {
  return hash(password.normalize("NFKC"), ARGON2ID);
}

/** Made once per process from a password nobody knows: what unknown logins are checked against. */
let nobodys: Promise<string> | undefined;

/** Takes the same time for a wrong password, an unknown login and an account without a password. */
export async function isPassword(stored: string | null | undefined, password: string): Promise<boolean> {
  nobodys ??= hashPassword(oneTimePassword());
  const right = await verify(stored ?? (await nobodys), password.normalize("NFKC"));
  return right && stored != null;
}

/** Without characters that are taken for each other when read out: 0 O 1 l I. */
const READABLE = "23456789abcdefghjkmnpqrstuvwxyzABCDEFGHJKMNPQRSTUVWXYZ";

/** Good for one sign-in: four groups of four, over 90 bits. */
export function oneTimePassword(): string {
  const letter = (): string => READABLE.charAt(randomInt(READABLE.length));
  return Array.from({ length: 4 }, () => Array.from({ length: 4 }, letter).join("")).join("-");
}
