/**
 * What waits for its answer under a state: hard to guess, good once, gone after ten minutes. It lies in the database,
 * sealed with the state, so that any hub on it goes on with it and nobody else who reads it; and there is an end to how
 * many wait, so that asking for states fills nothing.
 */
import { createCipheriv, createDecipheriv, createHash, randomBytes } from "node:crypto";
import { sql } from "kysely";
import type { Hub } from "../../context.js";

const WAITS_MS = 10 * 60_000;
const MOST_WAITING = 10_000;

/** `Kept` goes through JSON. */
export class WaitingStates<Kept> {
  constructor(private readonly hub: Pick<Hub, "database" | "clock">) {}

  /** Keeps it under a fresh state; the oldest give way where too many wait. */
  async open(value: Kept): Promise<string> {
    const state = randomBytes(32).toString("base64url");
    const now = this.hub.clock();
    const until = new Date(now.getTime() + WAITS_MS);
    await sql`
      with gone as (
        delete from waiting_sign_in where until <= ${now} or digest in (
          select w.digest from waiting_sign_in w order by w.until desc, w.digest offset ${MOST_WAITING - 1}))
      insert into waiting_sign_in (digest, sealed, until) values (${digestOf(state)}, ${seal(state, value)}, ${until})`.execute(
      this.hub.database.db,
    );
    return state;
  }

  async look(state: string): Promise<{ readonly value: Kept; readonly handed: boolean } | undefined> {
    const found = await this.hub.database.db
      .selectFrom("waiting_sign_in")
      .select(["sealed", "handed"])
      .where("digest", "=", digestOf(state))
      .where("until", ">", this.hub.clock())
      .executeTakeFirst();
    return found && { value: unseal<Kept>(state, found.sealed), handed: found.handed };
  }

  /** Puts another value in its place, once: false where the state is gone or somebody did so before. */
  async hand(state: string, value: Kept): Promise<boolean> {
    const { numUpdatedRows } = await this.hub.database.db
      .updateTable("waiting_sign_in")
      .set({ sealed: seal(state, value), handed: true })
      .where("digest", "=", digestOf(state))
      .where("handed", "=", false)
      .where("until", ">", this.hub.clock())
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  /** Takes it away: nobody gets it twice. */
  async take(state: string): Promise<Kept | undefined> {
    const found = await this.hub.database.db
      .deleteFrom("waiting_sign_in")
      .where("digest", "=", digestOf(state))
      .where("until", ">", this.hub.clock())
      .returning("sealed")
      .executeTakeFirst();
    return found && unseal<Kept>(state, found.sealed);
  }
}

const sha256 = (what: string, state: string): Buffer => createHash("sha256").update(`${what} ${state}`).digest();
const digestOf = (state: string): Buffer => sha256("digest", state);

const NONCE = 12;
const TAG = 16;

/** AES-256-GCM under a key that follows from the state alone: 256 random bits, so a plain hash makes a key of them. */
function seal(state: string, value: unknown): Buffer {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv("aes-256-gcm", sha256("key", state), nonce);
  const sealed = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

function unseal<Kept>(state: string, bytes: Uint8Array): Kept {
  const sealed = Buffer.from(bytes);
  const decipher = createDecipheriv("aes-256-gcm", sha256("key", state), sealed.subarray(0, NONCE));
  decipher.setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  const text = Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]).toString("utf8");
  return JSON.parse(text) as Kept;
}
