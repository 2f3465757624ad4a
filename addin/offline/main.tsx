/** Starts the page of filling in offline under the browser's cookie; whoever is not signed in is led to the sign-in and back. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { createHubClient } from "../hub/client.js";
import { openSession } from "../hub/session.js";
import { OfflinePage } from "./page.js";
import "./offline.css";

const root = document.getElementById("offline");
if (!root) throw new Error("the page has no element for filling in offline");
const session = openSession({ address: "", keeps: "cookie" });
const hub = createHubClient({ address: "", session });
createRoot(root).render(
  <StrictMode>
    <OfflinePage session={session} hub={hub} />
  </StrictMode>,
);
