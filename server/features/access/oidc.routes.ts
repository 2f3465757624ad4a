/**
 * The two stops of signing in with the organization's own provider: leaving for it and coming back. Whatever goes wrong
 * leads to the sign-in page with a code; nothing of what the provider said is shown or logged.
 */
import express, { type CookieOptions, type Request, type Response } from "express";
import { Refusal } from "../../errors.js";
import { onAccounts, originOf, recordAccess } from "./access.events.js";
import { accountOf } from "./oidc.js";
import { cookieIn, ownAddress } from "./sign-in.answers.js";
import { admit, on, type SignInDesk } from "./sign-in.desk.js";
import { placeAfterSignIn } from "./sign-in.rules.js";

/** Lax, for the way back starts at the provider's site. */
const COOKIE = "xunshu-oidc";
const PLACE = "/session/oidc";

const cookieOptions = (request: Request): CookieOptions => ({
  httpOnly: true,
  sameSite: "lax",
  path: PLACE,
  secure: request.secure,
});

export function oidcRouter(desk: SignInDesk): express.Router {
  const router = express.Router();
  router.get("/", on(desk, leaveForProvider));
  router.get("/callback", on(desk, comeBack));
  return router;
}

async function leaveForProvider(desk: SignInDesk, request: Request, response: Response): Promise<void> {
  const { oidc } = desk;
  if (oidc === undefined) throw new Refusal("NOT_FOUND", { id: PLACE });
  const to = placeAfterSignIn(request.query["to"]);
  const relay = typeof request.query["relay"] === "string" ? request.query["relay"] : undefined;
  try {
    const { url, browser } = await oidc.begin(`${ownAddress(request)}${PLACE}/callback`, to, relay);
    response.cookie(COOKIE, browser, { ...cookieOptions(request), maxAge: 10 * 60_000 });
    response.redirect(303, url.href);
  } catch (error) {
    await sayFailed(desk, request, error);
    response.redirect(303, refusedAt(to, "OIDC_FAILED"));
  }
}

async function comeBack(desk: SignInDesk, request: Request, response: Response): Promise<void> {
  const { oidc, hub } = desk;
  if (oidc === undefined) throw new Refusal("NOT_FOUND", { id: PLACE });
  const browser = cookieIn(request, COOKIE);
  response.clearCookie(COOKIE, cookieOptions(request));
  let to = "/playground";
  try {
    const finished = await oidc.finish(request.originalUrl.split("?")[1] ?? "", browser);
    to = finished.to;
    const account = await accountOf(hub, finished.person, originOf(request));
    await admit(desk, request, response, { ...account, mustChangePassword: false }, "oidc", finished.relay);
    goOn(response, finished.relay === undefined ? to : "/sign-in?relayed=1");
  } catch (error) {
    const isUnknown = error instanceof Refusal && error.code === "OIDC_UNKNOWN";
    if (!isUnknown) await sayFailed(desk, request, error);
    response.redirect(303, refusedAt(to, isUnknown ? "OIDC_UNKNOWN" : "OIDC_FAILED"));
  }
}

/**
 * A page, not a redirect: the browser came from the provider's site, and sends the strict cookie only on a step that
 * begins here. `to` is a path of printable characters, and what HTML could read as its own is written otherwise.
 */
function goOn(response: Response, to: string): void {
  const address = to.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
  response.setHeader("Cache-Control", "no-store");
  response
    .type("html")
    .send(
      `<!doctype html><html lang="zh-CN"><meta charset="utf-8"><meta http-equiv="refresh" content="0;url=${address}">` +
        `<title>训枢</title><p>已登录，<a href="${address}">继续</a>。 / Signed in, <a href="${address}">go on</a>.</p></html>`,
    );
}

function refusedAt(to: string, code: "OIDC_UNKNOWN" | "OIDC_FAILED"): string {
  if (to.startsWith("/sign-in")) return `${to}${to.includes("?") ? "&" : "?"}refused=${code}`;
  return `/sign-in?${new URLSearchParams({ to, refused: code }).toString()}`;
}

/** The kind of the failure alone: its words may quote an address with a code in it. */
async function sayFailed({ hub }: SignInDesk, request: Request, error: unknown): Promise<void> {
  const { name, code } = error as { name?: string; code?: unknown };
  hub.log.warn(
    { failure: typeof code === "string" ? code : (name ?? "unknown") },
    "a sign-in with the provider failed",
  );
  await onAccounts(hub, (tx) => recordAccess(tx, undefined, "sign_in_failed", { what: "oidc" }, originOf(request)));
}
