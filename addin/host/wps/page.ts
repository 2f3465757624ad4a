/**
 * The page WPS opens with itself and never shows: the ribbon's callbacks, and functions that answer from what is kept.
 * The pane is a page of its own; both share WPS's storage of the add-in.
 */
import { type FunctionDescription, FunctionPage } from "./function-calls.js";
import { wpsApplication } from "./open.js";
import { XL } from "./api.js";

const PANE = "xunshu.pane";
const PANE_WIDTH = 380;
/** Functions that fill one cell. WPS documents none that spill or stream: tables are put in from the pane. */
const ONE_CELL: ReadonlySet<string> = new Set([
  "FIGURE",
  "TARGET",
  "PROGRESS",
  "COUNTED",
  "ASOF",
  "COUNTED.ASOF",
  "EXPLAIN",
  "SOURCE",
]);

/** WPS finds the ribbon's callbacks by their names. */
Object.assign(globalThis, { OnAddinLoad, OnAction, GetImage });

const application = wpsApplication();
if (application) void registerFunctions(new FunctionPage(application));

function OnAddinLoad(): boolean {
  return true;
}

function OnAction(): boolean {
  if (!application) return true;
  const { PluginStorage } = application;
  const id = Number(PluginStorage.getItem(PANE) ?? 0);
  if (id > 0) {
    const pane = application.GetTaskPane(id);
    pane.Visible = !pane.Visible;
    return true;
  }
  const pane = application.CreateTaskPane(new URL("/addin/taskpane/index.html?host=wps", location.href).href);
  PluginStorage.setItem(PANE, String(pane.ID));
  pane.DockPosition = XL.dockRight;
  pane.Width = PANE_WIDTH;
  pane.Visible = true;
  return true;
}

function GetImage(): string {
  return "icon.png";
}

async function registerFunctions(page: FunctionPage): Promise<void> {
  const { functions } = (await (await fetch("/addin/functions.json")).json()) as { functions: FunctionDescription[] };
  page.register(
    "HUB",
    functions.filter(({ name }) => ONE_CELL.has(name)),
  );
}
