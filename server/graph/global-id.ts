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
/** The register's name, then the owner's and the row's own id without their dashes. */
const GLOBAL_ID = /^([A-Z][A-Za-z]+)_([0-9a-f]{32})([0-9a-f]{32})$/;

export const isUuid = (text: unknown): text is string => typeof text === "string" && UUID.test(text);

export function encodeGlobalId(register: string, orgId: string, id: string): string {
  return `${register}_${orgId}${id}`.replaceAll("-", "");
}

export function decodeGlobalId(text: string): RowKey {
  const [, register, orgId, id] = GLOBAL_ID.exec(text) ?? [];
  if (register === undefined || orgId === undefined || id === undefined)
    throw new Refusal("BAD_ID", { id: text.slice(0, 24) });
  return { register, orgId: dashed(orgId), id: dashed(id) };
}

function dashed(hex: string): string {
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
