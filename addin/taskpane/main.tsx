/**
 * Starts the add-in's one page: the spreadsheet behind it, the hub before it, the functions and the pane.
 * Outside of a spreadsheet it says where to open it instead of pretending.
 */
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { type Desk, openDesk } from "../actions/desk.js";
import {
  answerFrom,
  asOf,
  counted,
  countedAsOf,
  explain,
  figure,
  progress,
  source,
  target,
} from "../functions/functions.js";
import type { Host } from "../host/host.js";
import { openExcel } from "../host/excel/open.js";
import type { AsyncFunction } from "../host/wps/function-calls.js";
import { openWps } from "../host/wps/open.js";
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
const wps = openWps();
const opened = wps ?? (await openExcel());
if (wps) serveWps(wps.serve);
createRoot(root).render(
  <StrictMode>
    {opened ? <App desk={setUp(opened.host)} session={session} isDark={opened.isDark} /> : <NotInOffice />}
  </StrictMode>,
);

/** In WPS this page answers the functions that another page shows. */
function serveWps(serve: NonNullable<typeof wps>["serve"]): void {
  const served = {
    ...{ FIGURE: figure, TARGET: target, PROGRESS: progress, COUNTED: counted },
    ...{ ASOF: asOf, "COUNTED.ASOF": countedAsOf, EXPLAIN: explain, SOURCE: source },
  };
  // What people type into a cell is checked by each function itself.
  serve(served as unknown as Record<string, AsyncFunction>);
}

function setUp(host: Host): Desk {
  const hub = createHubClient({ address: location.origin, session });
  const desk = openDesk(host, hub, { describe: (finding) => findingWords(zhCn, finding, finding.cell ?? "") });
  answerFrom(desk.cells);
  return desk;
}
