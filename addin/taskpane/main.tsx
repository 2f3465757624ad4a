/**
 * Starts the add-in's one page: the spreadsheet behind it, the hub before it, the functions and the pane.
 * Outside of a spreadsheet it says where to open it instead of pretending.
 */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { type Desk, openDesk } from "../actions/desk.js";
import { answerFrom } from "../functions/functions.js";
import { openExcel } from "../host/excel/open.js";
import { createHubClient } from "../hub/client.js";
import { openSession } from "../hub/session.js";
import { zhCn } from "../ui/messages/zh-cn.js";
import { findingWords } from "../ui/words.js";
import { App } from "./app.js";
import { NotInOffice } from "./not-in-office.js";
import "./taskpane.css";

const root = document.getElementById("pane");
if (!root) throw new Error("the page has no element for the pane");
/** The one holder of who is signed in: the pane and the functions of this runtime ask through it. */
const session = openSession({ address: location.origin, keeps: "token" });
void session.look();
const excel = await openExcel();
createRoot(root).render(
  <StrictMode>
    {excel ? <App desk={setUp(excel.host)} session={session} isDark={excel.isDark} /> : <NotInOffice />}
  </StrictMode>,
);

function setUp(host: NonNullable<typeof excel>["host"]): Desk {
  const hub = createHubClient({ address: location.origin, session });
  const desk = openDesk(host, hub, { describe: (finding) => findingWords(zhCn, finding, finding.cell ?? "") });
  answerFrom(desk.cells);
  return desk;
}
