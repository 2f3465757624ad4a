/**
 * Signing in and out over HTTP, under /session. A browser gets a cookie it cannot read, a pane its token in the answer.
 * Whoever signed in with a one-time password may do nothing here but change it or leave.
 */
import express, { type Request, type Response } from "express";
import type { Hub } from "../../context.js";
import { Refusal } from "../../errors.js";
import { originOf } from "./access.events.js";
import { tokenOf } from "./sent-token.js";
import {
  beginSecondFactor,
  changePassword,
  confirmSecondFactor,
  endSecondFactor,
  provePassword,
} from "./account.service.js";
import { allowsDemo, demoAccount, demoChoices } from "./demo.js";
import { oidcRouter } from "./oidc.routes.js";
import { OidcSignIn } from "./oidc.js";
import { Relay } from "./relay.js";
import { findSession, openSession, renewSession, signOut, type FoundSession } from "./session.service.js";
import { admit, on, type SignInDesk } from "./sign-in.desk.js";
import {
  answerRefusals,
  fromOwnPages,
  giveCookie,
  optionalTextIn,
  ownAddress,
  sessionOf,
  takeCookie,
  textIn,
} from "./sign-in.answers.js";

export function signInRouter(hub: Hub): express.Router {
  const desk: SignInDesk = {
    hub,
    relay: new Relay(hub),
    oidc: hub.config.oidc && new OidcSignIn(hub.config.oidc, hub),
  };
  const router = express.Router();
  router.use(fromOwnPages, express.json({ limit: "10kb" }));
  router.get("/", on(desk, tellSession));
  router.post("/", on(desk, signInWithPassword));
  router.delete("/", on(desk, leave));
  router.post("/demo", on(desk, signInAsDemo));
  router.post("/renew", on(desk, renew));
  router.post("/password", on(desk, setPassword));
  router.post("/second-factor", on(desk, enrolSecondFactor));
  router.post("/second-factor/confirm", on(desk, takeSecondFactor));
  router.delete("/second-factor", on(desk, dropSecondFactor));
  router.post("/relay", on(desk, openRelay));
  router.post("/relay/:state", on(desk, handToPane));
  router.get("/relay/:state", on(desk, fetchFromRelay));
  router.use("/oidc", oidcRouter(desk));
  router.use(answerRefusals);
  return router;
}

async function signInWithPassword(desk: SignInDesk, request: Request, response: Response): Promise<void> {
  const proof = {
    login: textIn(request, "login"),
    password: textIn(request, "password"),
    code: optionalTextIn(request, "code"),
  };
  const state = optionalTextIn(request, "relay");
  if (state !== undefined && !(await desk.relay.isOpen(state))) throw new Refusal("RELAY_OVER");
  const { id, name, password_once } = await provePassword(desk.hub, proof, originOf(request));
  response.json(
    await admit(desk, request, response, { id, name, mustChangePassword: password_once }, "password", state),
  );
}

async function signInAsDemo(desk: SignInDesk, request: Request, response: Response): Promise<void> {
  const login = optionalTextIn(request, "login");
  const account = allowsDemo(desk.hub, request) ? await demoAccount(desk.hub, login) : undefined;
  if (account === undefined) throw new Refusal("SIGN_IN_WRONG");
  const who = { ...account, mustChangePassword: false };
  response.json(await admit(desk, request, response, who, "demo", optionalTextIn(request, "relay")));
}

/** What the sign-in page needs to know. Looking does not keep a session alive. */
async function tellSession({ hub, oidc }: SignInDesk, request: Request, response: Response): Promise<void> {
  const token = tokenOf(request);
  const found = token === undefined ? undefined : await findSession(hub, token, false);
  response.json({
    signedIn: found !== undefined,
    name: found?.name ?? null,
    roles: found?.roles ?? [],
    mustChangePassword: found?.password_once ?? false,
    expiresAt: found?.expires_at.toISOString() ?? null,
    demo: found?.demo ?? false,
    ways: {
      password: true,
      oidc: oidc === undefined ? [] : [{ name: hub.config.oidc?.name ?? "" }],
      demo: allowsDemo(hub, request) ? await demoChoices(hub) : [],
    },
  });
}

async function leave({ hub }: SignInDesk, request: Request, response: Response): Promise<void> {
  const found = await sessionOf(hub, request);
  await signOut(hub, found, request.query["everywhere"] === "1", originOf(request));
  takeCookie(request, response);
  response.status(204).end();
}

async function renew({ hub }: SignInDesk, request: Request, response: Response): Promise<void> {
  await answerRenewed(hub, await sessionOf(hub, request), request, response);
}

/** A request that came with the former token gets no new one: whoever renewed has it. */
async function answerRenewed(
  hub: Hub,
  found: FoundSession & { readonly token: string },
  request: Request,
  response: Response,
): Promise<void> {
  const token = await renewSession(hub, found, found.token);
  const told = { name: found.name, expiresAt: found.expires_at.toISOString() };
  const isByHeader = request.headers.authorization !== undefined;
  if (token !== undefined && !isByHeader) giveCookie(request, response, token);
  response.json(token !== undefined && isByHeader ? { ...told, token } : told);
}

async function setPassword({ hub }: SignInDesk, request: Request, response: Response): Promise<void> {
  const found = await sessionOf(hub, request);
  if (found.demo) throw new Refusal("PASSWORD_WRONG");
  await changePassword(hub, found, textIn(request, "old"), textIn(request, "new"), originOf(request));
  await answerRenewed(hub, found, request, response);
}

/** The session of somebody with a password of their own. */
async function settledSession(hub: Hub, request: Request): Promise<FoundSession> {
  const found = await sessionOf(hub, request);
  if (found.password_once) throw new Refusal("PASSWORD_ONCE");
  return found;
}

async function enrolSecondFactor({ hub }: SignInDesk, request: Request, response: Response): Promise<void> {
  const found = await settledSession(hub, request);
  response.json(await beginSecondFactor(hub, found, textIn(request, "password"), originOf(request)));
}

async function takeSecondFactor({ hub }: SignInDesk, request: Request, response: Response): Promise<void> {
  const found = await settledSession(hub, request);
  await confirmSecondFactor(hub, found, textIn(request, "code"), originOf(request));
  response.status(204).end();
}

async function dropSecondFactor({ hub }: SignInDesk, request: Request, response: Response): Promise<void> {
  const found = await settledSession(hub, request);
  await endSecondFactor(hub, found, textIn(request, "password"), textIn(request, "code"), originOf(request));
  response.status(204).end();
}

/** `challenge`: the SHA-256, base64url, of what only the pane knows, which it then shows in the header x-hub-verifier. */
async function openRelay({ relay }: SignInDesk, request: Request, response: Response): Promise<void> {
  const challenge = textIn(request, "challenge");
  if (!/^[\w-]{43}$/.test(challenge)) throw new Refusal("BAD_REQUEST", { detail: "challenge" });
  const state = await relay.open(challenge);
  response.json({ state, url: `${ownAddress(request)}/sign-in?relay=${state}` });
}

/** Somebody who is signed in in the browser already lets the pane in, too: with a session of its own. */
async function handToPane(desk: SignInDesk, request: Request, response: Response): Promise<void> {
  const { id, name } = await settledSession(desk.hub, request);
  const state = String(request.params["state"]);
  if (!(await desk.relay.isOpen(state))) throw new Refusal("RELAY_OVER");
  const opened = await openSession(desk.hub, { id, name }, "relay", originOf(request), request.get("user-agent"));
  if (!(await desk.relay.hand(state, { ...opened, name }))) throw new Refusal("RELAY_OVER");
  response.json({ relayed: true, name });
}

async function fetchFromRelay({ relay }: SignInDesk, request: Request, response: Response): Promise<void> {
  const fetched = await relay.fetch(String(request.params["state"]), request.get("x-hub-verifier"));
  if (fetched.kind === "unknown") throw new Refusal("RELAY_OVER");
  if (fetched.kind === "waiting") response.status(202).json({});
  else {
    const { token, name, expiresAt } = fetched.handed;
    response.json({ token, name, expiresAt: expiresAt.toISOString() });
  }
}
