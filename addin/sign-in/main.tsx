/**
 * Starts the sign-in page. `?to=` says where a person was going; `?dialog=1` that a pane opened this window and waits for
 * a token, `?dialog=cookie` that it only waits to hear that the browser's cookie is there, `?relay=` that it waits at the hub.
 */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import type { Answer, Failure } from "../hub/hub.js";
import { type Entered, openSession } from "../hub/session.js";
import { tellOtherWindows } from "./other-windows.js";
import { ownPath } from "./destination.js";
import { handOver } from "./hand-over.js";
import { relayCode } from "./relay-code.js";
import { type Purpose, SignInPage } from "./page.js";
import "./sign-in.css";

const root = document.getElementById("sign-in");
if (!root) throw new Error("the page has no element for the sign-in");
const asked = new URLSearchParams(location.search);
const dialog = asked.get("dialog");
const relay = asked.get("relay");
const isForPane = dialog !== null || relay !== null;
const to = ownPath(asked.get("to"), location.origin);
const session = openSession({
  address: "",
  keeps: dialog === "1" ? "token" : "cookie",
  ...(relay !== null && { relay }),
});

/** What the pane is given: the token just made, or one more for a browser that is signed in already. */
async function tokenFor(entered: Entered): Promise<Answer<Entered>> {
  if (dialog !== "1" || entered.token !== undefined) return { kind: "ok", data: entered };
  return session.fetchByCookie();
}

const purpose: Purpose = {
  oidc: new URLSearchParams(
    relay === null ? { to: dialog === null ? to : `/sign-in?dialog=${dialog}` } : { relay },
  ).toString(),
  isForPane,
  code: relay === null ? null : relayCode(relay),
  wasRelayed: asked.has("relayed"),
  refusal: asked.get("refused"),
  done: async (entered) => {
    if (relay !== null) return entered.relayed ? null : failureIn(await session.admitPane());
    if (dialog !== "1") tellOtherWindows();
    if (dialog === null) {
      location.replace(to);
      return null;
    }
    const given = await tokenFor(entered);
    if (given.kind !== "ok") return given;
    const { token, expiresAt } = given.data;
    await handOver({ kind: "signedIn", ...(token !== undefined && { token }), expiresAt: expiresAt ?? null });
    return null;
  },
};

function failureIn(answer: Answer<unknown>): Failure | null {
  return answer.kind === "ok" ? null : answer;
}

createRoot(root).render(
  <StrictMode>
    <SignInPage session={session} purpose={purpose} />
  </StrictMode>,
);
