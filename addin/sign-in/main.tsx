/**
 * Starts the sign-in page. `?to=` says where a person was going; `?dialog=1` that a pane opened this window and waits for
 * a token, `?dialog=cookie` that it only waits to hear that the browser's cookie is there.
 */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { openSession } from "../hub/session.js";
import { ownPath } from "./destination.js";
import { handOver } from "./hand-over.js";
import { type Purpose, SignInPage } from "./page.js";
import "./sign-in.css";

const root = document.getElementById("sign-in");
if (!root) throw new Error("the page has no element for the sign-in");
const asked = new URLSearchParams(location.search);
const dialog = asked.get("dialog");
const to = ownPath(asked.get("to"), location.origin);
const session = openSession({ address: "", keeps: dialog === "1" ? "token" : "cookie" });

const purpose: Purpose = {
  to,
  back: dialog === null ? to : `${location.pathname}${location.search}`,
  isForPane: dialog !== null,
  wasRefused: asked.has("refused"),
  done: async ({ token, expiresAt }) => {
    if (dialog === null) return location.replace(to);
    await handOver({ kind: "signedIn", ...(token !== undefined && { token }), expiresAt: expiresAt ?? null });
  },
};
createRoot(root).render(
  <StrictMode>
    <SignInPage session={session} purpose={purpose} />
  </StrictMode>,
);
