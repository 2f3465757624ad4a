/**
 * Global ids: opaque text that finds a row again, whichever register it is in. They hold no secret, and nothing may be
 * read out of them outside this file; text that is not one of them is refused.
 */
import { Refusal } from "../errors.js";

export interface RowKey {
  /** The register's type name, e.g. `Activity`. */
  readonly register: string;
  /** The owner's id; an organization owns itself. */
  readonly orgId: string;
  readonly id: string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const isUuid = (text: unknown): text is string => typeof text === "string" && UUID.test(text);

export function encodeGlobalId(register: string, orgId: string, id: string): string {
  return Buffer.from(`${register}/${orgId}/${id}`, "latin1").toString("base64url");
}

export function decodeGlobalId(text: string): RowKey {
  const [register, orgId, id, ...rest] = Buffer.from(text, "base64url").toString("latin1").split("/");
  if (register === undefined || !/^[A-Z][A-Za-z]+$/.test(register) || !isUuid(orgId) || !isUuid(id) || rest.length > 0)
    throw new Refusal("BAD_ID", { id: text.slice(0, 24) });
  return { register, orgId, id };
}
