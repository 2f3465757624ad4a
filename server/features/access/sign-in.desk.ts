/**
 * The desk everybody signs in at: what it keeps between two requests, and how it lets somebody in, who has proved to be
 * the owner of an account by whatever way.
 */
import type { Request, RequestHandler, Response } from "express";
import type { Hub } from "../../context.js";
import { Refusal } from "../../errors.js";
import { originOf, type Whose } from "./access.events.js";
import { COOKIE } from "./sent-token.js";
import type { OidcSignIn } from "./oidc.js";
import type { Relay } from "./relay.js";
import { findSession, openSession, signOut } from "./session.service.js";
import { cookieIn, giveCookie, isPane } from "./sign-in.answers.js";

/** What the routes keep between two requests. */
export interface SignInDesk {
  readonly hub: Hub;
  readonly relay: Relay;
  readonly oidc: OidcSignIn | undefined;
}

type Handler = (desk: SignInDesk, request: Request, response: Response) => Promise<void>;

export function on(desk: SignInDesk, handler: Handler): RequestHandler {
  return (request, response, next) => void handler(desk, request, response).catch(next);
}

/** Opens a session and gives it to whoever asked: the browser, the pane, or the pane that waits at the relay. */
export async function admit(
  { hub, relay }: SignInDesk,
  request: Request,
  response: Response,
  who: Whose & { readonly mustChangePassword: boolean },
  way: "password" | "oidc" | "demo" | "relay",
  state: string | undefined,
): Promise<object> {
  if (state !== undefined && !(await relay.isOpen(state))) throw new Refusal("RELAY_OVER");
  await leaveFormer(hub, request);
  const opened = await openSession(hub, who, way, originOf(request), request.get("user-agent"));
  const told = {
    name: who.name,
    expiresAt: opened.expiresAt.toISOString(),
    mustChangePassword: who.mustChangePassword,
  };
  if (state !== undefined) {
    if (!(await relay.hand(state, { ...opened, name: who.name }))) throw new Refusal("RELAY_OVER");
    return { relayed: true, name: who.name, mustChangePassword: who.mustChangePassword };
  }
  if (isPane(request)) return { ...told, token: opened.token };
  giveCookie(request, response, opened.token);
  return told;
}

/** A browser that signs in anew leaves no open session behind whose token nobody has any more. */
async function leaveFormer(hub: Hub, request: Request): Promise<void> {
  const token = isPane(request) ? undefined : cookieIn(request, COOKIE);
  const found = token === undefined ? undefined : await findSession(hub, token, false);
  if (found !== undefined) await signOut(hub, found, false, originOf(request));
}
