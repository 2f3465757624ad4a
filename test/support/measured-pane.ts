/**
 * The add-in's own pane with its desk within reach of whoever measures it, and every long task of its frame noted. Built
 * on the spot by `measured-page.ts`; never part of what the hub serves.
 */
import { createElement } from "react";
import { createRoot } from "react-dom/client";
import { openDesk } from "../../addin/actions/desk.js";
import { insertFunctions, insertTable } from "../../addin/actions/insert.js";
import { findPending } from "../../addin/actions/pending.js";
import { refreshAll } from "../../addin/actions/refresh.js";
import { insertRegister } from "../../addin/actions/register.js";
import { findRows } from "../../addin/actions/rows.js";
import { check, send } from "../../addin/actions/send.js";
import { checkRows, sendRows } from "../../addin/actions/send-rows.js";
import { answerFrom } from "../../addin/functions/functions.js";
import { openExcel } from "../../addin/host/excel/open.js";
import { createHubClient } from "../../addin/hub/client.js";
import { openSession } from "../../addin/hub/session.js";
import { App } from "../../addin/taskpane/app.js";
import "../../addin/taskpane/taskpane.css";
import { LongTasks } from "./long-tasks.js";

const tasks = new LongTasks();
const session = openSession({ address: location.origin, keeps: "token" });
void session.look();
const opened = await openExcel();
if (!opened) throw new Error("the measured pane runs in the playground alone");
const hub = createHubClient({ address: location.origin, session });
const desk = openDesk(opened.host, hub);
answerFrom(desk.cells);

const actions = {
  ...{ insertFunctions, insertTable, insertRegister, refreshAll },
  ...{ findPending, check, send, findRows, checkRows, sendRows },
};

export interface Measured {
  readonly desk: typeof desk;
  readonly actions: typeof actions;
  readonly tasks: LongTasks;
}

const root = document.getElementById("pane");
if (!root) throw new Error("the page has no element for the pane");
Object.assign(window, { measured: { desk, actions, tasks } satisfies Measured });
createRoot(root).render(createElement(App, { desk, session }));
