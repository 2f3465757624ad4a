/** The token a request is sent with: in its `Authorization`, else in the cookie of pages. A malformed one counts as none. */
import type { IncomingMessage } from "node:http";
import { parse } from "cookie";

export const COOKIE = "xunshu";

export function tokenOf(request: Pick<IncomingMessage, "headers">): string | undefined {
  const bearer = /^Bearer ([\w.~+/-]{8,200}=*)$/i.exec(request.headers.authorization ?? "")?.[1];
  if (request.headers.authorization !== undefined) return bearer;
  return parse(request.headers.cookie ?? "")[COOKIE];
}
