/**
 * What a person does with an account: prove who they are, change the password, take on a second factor. An attempt is
 * counted before it is judged, so guessing side by side gains nothing; unknown, locked and wrong are answered alike.
 */
import { sql } from "kysely";
import type { Hub } from "../../context.js";
import { Refusal } from "../../errors.js";
import { onAccounts, recordAccess } from "./access.events.js";
import { hashPassword, isPassword } from "./password.js";
import { endOthers, type FoundSession } from "./session.service.js";
import { lockFor, passwordFault, readLogin } from "./sign-in.rules.js";
import { newSecret, stepOfCode } from "./totp.js";

/** An account whose password is about to be checked. */
interface Tried {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  readonly password: string | null;
  readonly password_once: boolean;
  readonly password_until: Date | null;
  readonly failures: number;
  readonly locked_until: Date | null;
  readonly totp: Buffer | null;
  readonly totp_step: string | null;
}

export interface Proof {
  readonly login: string;
  readonly password: string;
  readonly code?: string | undefined;
}

const NOBODY = "00000000-0000-0000-0000-000000000000";

/** The account of whoever knows its password, and the code where it has a second factor. */
export async function provePassword(hub: Hub, proof: Proof, origin: string): Promise<Tried> {
  const tried = await countAttempt(hub, readLogin(proof.login));
  const right = await isPassword(tried?.password, proof.password);
  if (tried === undefined || !right) {
    await recordFailure(hub, tried, "password", origin);
    throw new Refusal("SIGN_IN_WRONG");
  }
  await proveSecondFactor(hub, tried, proof.code, origin);
  await clearFailures(hub, tried.id);
  // Told only to whoever knows it.
  if (tried.password_until !== null && tried.password_until <= hub.clock()) {
    await recordFailure(hub, tried, "password_over", origin);
    throw new Refusal("PASSWORD_OVER");
  }
  return tried;
}

/** The fifth attempt in a row locks before it is judged; a right one unlocks again. */
function countAttempt(hub: Hub, login: string | undefined): Promise<Tried | undefined> {
  const now = hub.clock();
  return onAccounts(hub, async (tx) => {
    const { rows } = await sql<Tried>`
      select id, login, name, password, password_once, password_until, failures, locked_until, totp, totp_step from account
      where login = ${login ?? ""} and kind = 'person' and status = 'active' for update`.execute(tx);
    const found = rows[0];
    const open = found !== undefined && (found.locked_until === null || found.locked_until <= now);
    const failures = (found?.failures ?? 0) + 1;
    // Run for nobody, too: an unknown login costs the same statements.
    await tx
      .updateTable("account")
      .set({ failures, locked_until: lockFor(failures) > 0 ? new Date(now.getTime() + lockFor(failures)) : null })
      .where("id", "=", open ? found.id : NOBODY)
      .execute();
    return open ? found : undefined;
  });
}

async function clearFailures(hub: Hub, id: string, failures = 0): Promise<void> {
  await hub.database.db.updateTable("account").set({ failures, locked_until: null }).where("id", "=", id).execute();
}

function recordFailure(hub: Hub, tried: Tried | undefined, what: string, origin: string): Promise<void> {
  return onAccounts(hub, (tx) => recordAccess(tx, tried, "sign_in_failed", { what }, origin));
}

async function proveSecondFactor(hub: Hub, tried: Tried, code: string | undefined, origin: string): Promise<void> {
  if (tried.totp === null || tried.totp_step === null) return;
  if (code === undefined || code.trim() === "") {
    // Nothing was guessed yet: what the attempt was charged is given back.
    await clearFailures(hub, tried.id, tried.failures);
    throw new Refusal("SECOND_FACTOR");
  }
  if (await useCode(hub, tried.id, tried.totp, code)) return;
  await recordFailure(hub, tried, "code", origin);
  throw new Refusal("SECOND_FACTOR_WRONG");
}

/** Whether a code is right and was not used before; from now on it was. */
async function useCode(hub: Hub, id: string, kept: Buffer, code: string): Promise<boolean> {
  const step = stepOfCode(hub.config.identityKey, id, kept, code, hub.clock());
  if (step === undefined) return false;
  const { numUpdatedRows } = await hub.database.db
    .updateTable("account")
    .set({ totp_step: String(step) })
    .where("id", "=", id)
    .where((where) => where.or([where("totp_step", "is", null), where("totp_step", "<", String(step))]))
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** The person's own change: the old password proves it is them, and every other session ends. */
export async function changePassword(
  hub: Hub,
  found: FoundSession,
  old: string,
  wanted: string,
  origin: string,
): Promise<void> {
  const tried = await countAttempt(hub, found.login);
  if (!(await isPassword(tried?.password, old)) || tried === undefined) {
    await recordFailure(hub, tried, "old_password", origin);
    throw new Refusal("PASSWORD_WRONG");
  }
  await clearFailures(hub, tried.id);
  const fault = old === wanted ? "SAME" : passwordFault(wanted, found.login);
  if (fault !== undefined) throw new Refusal("PASSWORD_WEAK", { reason: fault });
  const password = await hashPassword(wanted);
  await onAccounts(hub, async (tx) => {
    await tx.updateTable("account").set({ password, password_once: false }).where("id", "=", found.id).execute();
    await endOthers(tx, found.id, found.session_id, hub.clock());
    await recordAccess(tx, found, "password_changed", {}, origin);
  });
}

/** A secret for the person's authenticator; it counts from the first right code on. */
export async function beginSecondFactor(
  hub: Hub,
  found: FoundSession,
  password: string,
  origin: string,
): Promise<{ readonly secret: string; readonly uri: string }> {
  const tried = await provenOwner(hub, found, password, origin);
  if (tried.totp !== null && tried.totp_step !== null) throw new Refusal("SECOND_FACTOR_SET");
  const { kept, secret, uri } = newSecret(hub.config.identityKey, tried.id, tried.login);
  await hub.database.db
    .updateTable("account")
    .set({ totp: kept, totp_step: null })
    .where("id", "=", tried.id)
    .execute();
  return { secret, uri };
}

export async function confirmSecondFactor(hub: Hub, found: FoundSession, code: string, origin: string): Promise<void> {
  const tried = await countAttempt(hub, found.login);
  const right = tried?.totp != null && (await useCode(hub, tried.id, tried.totp, code));
  if (tried === undefined || !right) throw new Refusal("SECOND_FACTOR_WRONG");
  await clearFailures(hub, tried.id);
  await onAccounts(hub, (tx) => recordAccess(tx, found, "second_factor", { set: true }, origin));
}

/** Given up with the password and one more code; who lost the device asks an administrator for a reset. */
export async function endSecondFactor(
  hub: Hub,
  found: FoundSession,
  password: string,
  code: string,
  origin: string,
): Promise<void> {
  const tried = await provenOwner(hub, found, password, origin, code);
  await onAccounts(hub, async (tx) => {
    await tx.updateTable("account").set({ totp: null, totp_step: null }).where("id", "=", tried.id).execute();
    await recordAccess(tx, found, "second_factor", { set: false }, origin);
  });
}

async function provenOwner(
  hub: Hub,
  found: FoundSession,
  password: string,
  origin: string,
  code?: string,
): Promise<Tried> {
  const tried = await countAttempt(hub, found.login);
  if (!(await isPassword(tried?.password, password)) || tried === undefined) {
    await recordFailure(hub, tried, "old_password", origin);
    throw new Refusal("PASSWORD_WRONG");
  }
  if (code !== undefined) await proveSecondFactor(hub, tried, code, origin);
  await clearFailures(hub, tried.id);
  return tried;
}
