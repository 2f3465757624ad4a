/**
 * The token a request is sent with: in its `Authorization`, else in the cookie of pages. A malformed one counts as none,
 * and so do two at once: whoever stands between might have believed the other.
 */
import type { IncomingMessage } from "node:http";
import { parse } from "cookie";

export const COOKIE = "xunshu";

export type Sent = Pick<IncomingMessage, "headers"> & Partial<Pick<IncomingMessage, "rawHeaders">>;

export function tokenOf({ headers, rawHeaders = [] }: Sent): string | undefined {
  const { authorization, cookie = "" } = headers;
  if (authorization !== undefined) {
    // Node keeps the first of several and drops the others.
    const isOne = rawHeaders.filter((word, at) => at % 2 === 0 && word.toLowerCase() === "authorization").length <= 1;
    return isOne ? /^Bearer ([\w.~+/-]{8,200}=*)$/i.exec(authorization)?.[1] : undefined;
  }
  const ours = cookie.split(";").filter((pair) => pair.split("=")[0]?.trim() === COOKIE);
  return ours.length > 1 ? undefined : parse(cookie)[COOKIE];
}
