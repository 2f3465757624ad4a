/** Starts the administrators' page under the browser's cookie; whoever is not signed in is led to the sign-in and back. */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { openSession } from "../hub/session.js";
import { AdminPage } from "./page.js";
import { openAdminHub } from "./admin-hub.js";
import "./admin.css";

const root = document.getElementById("admin");
if (!root) throw new Error("the page has no element for the administration");
const session = openSession({ address: "", keeps: "cookie" });
const hub = openAdminHub(() => location.assign("/sign-in?to=/admin"));
createRoot(root).render(
  <StrictMode>
    <AdminPage session={session} hub={hub} />
  </StrictMode>,
);
