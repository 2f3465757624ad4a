/**
 * When a password is too weak, how long guessing is held up, what a session may still do, and where a sign-in may lead
 * back to. Pure: the caller brings the clock and what is stored.
 */

const MINUTE = 60_000;

/** NIST SP 800-63B-4 §3.1.1 asks for a length and a list, not for kinds of characters. */
export const SHORTEST_PASSWORD = 10;
/** Longer ones only cost time to hash. */
export const LONGEST_PASSWORD = 200;

export type PasswordFault = "SHORT" | "LONG" | "LOGIN" | "COMMON";

/** Of the commonest passwords of public lists, those of ten and more characters, with the ones staff here think of. */
const COMMON: ReadonlySet<string> = new Set(
  `1234567890 0123456789 12345678910 1234567891 0987654321 9876543210 1122334455 1231231234 123456789a 123456789q
  a123456789 q123456789 1q2w3e4r5t 1qaz2wsx3edc qwertyuiop qwertyuiop1 qwerty1234 qwerty12345 qwerty123456 asdfghjkl123
  1234qwerasdf password10 password12 password123 password1234 passw0rd123 p@ssw0rd123 iloveyou123 woaini1314 woaini520
  woaini5201314 5201314520 1314520520 abc1234567 abcd123456 abcd1234567 abc123456789 aa123456789 admin12345 admin123456
  administrator administrator1 admin@12345 admin@123456 letmein1234 welcome123 welcome1234 changeme123 computer123
  peixun123456 xunshu1234 xunshu123456 huawei12345 test123456 zhang123456 wang123456 li123456789`.split(/\s+/),
);

/** What is wrong with a password somebody wants to use from now on; nothing where it may be used. */
export function passwordFault(password: string, login: string): PasswordFault | undefined {
  const plain = password.normalize("NFKC").toLowerCase();
  const length = [...password].length;
  if (length < SHORTEST_PASSWORD) return "SHORT";
  if (length > LONGEST_PASSWORD) return "LONG";
  const name = login.toLowerCase();
  if (plain === name || (name.length >= 4 && plain.replaceAll(name, "").length < 4)) return "LOGIN";
  if (COMMON.has(plain) || new Set(plain).size <= 2) return "COMMON";
  return undefined;
}

export const FAILURES_BEFORE_LOCK = 5;
const FIRST_LOCK = MINUTE;
const LONGEST_LOCK = 60 * MINUTE;

/** How long nobody may try after so many failures in a row: one minute after the fifth, doubling, an hour at most. */
export function lockFor(failures: number): number {
  if (failures < FAILURES_BEFORE_LOCK) return 0;
  return Math.min(LONGEST_LOCK, FIRST_LOCK * 2 ** Math.min(failures - FAILURES_BEFORE_LOCK, 16));
}

/** How long the token before the last renewal still opens: requests that were on their way may arrive. */
export const FORMER_TOKEN_FOR = 30_000;
/** Being seen is written down this often at most, so that reading does not become writing. */
export const SEEN_EVERY = MINUTE;

export interface SessionLimits {
  readonly idleMinutes: number;
  readonly hours: number;
}

export interface SessionTimes {
  readonly rotated_at: Date;
  readonly seen_at: Date;
  readonly expires_at: Date;
  readonly ended_at: Date | null;
}

/** `stolen`: a token that was replaced a while ago is used again, so two hold the session and it ends for both. */
export type SessionVerdict = "good" | "ended" | "stolen";

export function judgeSession(
  times: SessionTimes,
  usedFormer: boolean,
  limits: SessionLimits,
  now: Date,
): SessionVerdict {
  const at = now.getTime();
  if (times.ended_at !== null || times.expires_at.getTime() <= at) return "ended";
  if (times.seen_at.getTime() + limits.idleMinutes * MINUTE <= at) return "ended";
  if (usedFormer && times.rotated_at.getTime() + FORMER_TOKEN_FOR < at) return "stolen";
  return "good";
}

/** A token is replaced by the hub itself when it was used for so long. */
export const ROTATE_EVERY = 15 * MINUTE;

export function isDueToRotate({ rotated_at }: SessionTimes, usedFormer: boolean, now: Date): boolean {
  return !usedFormer && rotated_at.getTime() + ROTATE_EVERY <= now.getTime();
}

export function sessionEnd(limits: SessionLimits, now: Date): Date {
  return new Date(now.getTime() + limits.hours * 60 * MINUTE);
}

const USUAL_PLACE = "/playground";

/** A page of the hub itself to go on to; anything that could lead elsewhere becomes the usual one. */
export function placeAfterSignIn(to: unknown): string {
  if (typeof to !== "string" || !/^\/(?![/\\])[\x21-\x7e]*$/.test(to) || to.includes("\\")) return USUAL_PLACE;
  if (to.startsWith("/session")) return USUAL_PLACE;
  return to;
}

const LOGIN = /^[a-z0-9][a-z0-9._@+-]{1,99}$/;

/** A login as it is stored and looked for; none where it cannot be one. */
export function readLogin(text: unknown): string | undefined {
  if (typeof text !== "string") return undefined;
  const login = text.normalize("NFKC").trim().toLowerCase();
  return LOGIN.test(login) ? login : undefined;
}
