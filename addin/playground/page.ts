/**
 * The playground's page: a real spreadsheet on the left, the add-in's own task pane in a frame on the right. The pane
 * finds the spreadsheet through `__officeHost` and runs the very code that runs in Excel.
 */
import "./playground.css";
import { type FunctionDefinition, readDefinitions } from "./functions/metadata.js";
import { showGuide } from "./guide.js";
import { createGrid, openWorkbook, showConditionalNumberFormats } from "./host/grid.js";
import { createHost, type HostParts } from "./host/office-host.js";
import { sampleWorkbook } from "./sample/workbook.js";
import { forget, readSaved, SAMPLE_EDITION, save } from "./saved-session.js";
import { createVerbs } from "./verbs.js";
import { onOtherWindow } from "../sign-in/other-windows.js";

/** Where the pane is, unless the page is asked for another one of this origin (the tests bring their own). */
const DEFAULT_PANE = "/addin/taskpane/index.html";
const SAVE_AFTER_MS = 800;

const gridElement = element("grid");
const frame = element("pane") as HTMLIFrameElement;

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found;
}

function paneAddress(): string {
  const asked = new URLSearchParams(location.search).get("pane") ?? DEFAULT_PANE;
  const address = new URL(asked, location.origin);
  const ours = address.origin === location.origin ? address : new URL(DEFAULT_PANE, location.origin);
  ours.searchParams.set("host", "playground");
  return ours.href;
}

/** Under whose name the page was opened; "" where the hub does not answer. */
async function readOwner(): Promise<string> {
  const answer = await fetch("/session", { headers: { "x-hub-client": "page" } }).catch(() => undefined);
  const said = answer?.ok === true ? ((await answer.json()) as { readonly name: string | null }) : undefined;
  return said?.name ?? "";
}

async function openSaved(parts: HostParts, definitions: readonly FunctionDefinition[], owner: string): Promise<void> {
  const saved = await readSaved(owner);
  parts.book.extras = saved?.extras ?? { settings: {}, xmlParts: {} };
  openWorkbook(parts.book.grid, saved?.snapshot ?? sampleWorkbook());
  showConditionalNumberFormats(parts.book.grid);
  // In the same turn as opening: the grid's first calculation must find them.
  parts.functions.register(definitions);
  parts.functions.resume();
}

/** Keeps the workbook some time after the last change; `stop` is for the moment of starting anew. */
function keepSaving(parts: HostParts, owner: string): { now(): Promise<void>; stop(): void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let stopped = false;
  const later = (): void => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(saveOrWarn, SAVE_AFTER_MS);
  };
  const now = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    if (stopped) return;
    const { book } = parts;
    await save(owner, {
      edition: SAMPLE_EDITION,
      snapshot: book.workbook.save(),
      extras: structuredClone(book.extras),
    });
  };
  const saveOrWarn = (): void => void now().catch((reason: unknown) => console.warn(reason));
  parts.book.grid.commands.onCommandExecuted(({ id }) => {
    if (id.includes(".mutation.")) later();
  });
  parts.book.onExtrasChanged(later);
  addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && timer !== undefined) saveOrWarn();
  });
  return {
    now,
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

async function start(): Promise<void> {
  let markOpen!: () => void;
  const opened = new Promise<void>((resolve) => (markOpen = resolve));
  const definitions = await readDefinitions("/addin/functions.json");
  const parts = createHost(createGrid(gridElement), opened);
  const owner = await readOwner();
  await openSaved(parts, definitions, owner);
  const saving = keepSaving(parts, owner);
  const reset = async (): Promise<void> => {
    saving.stop();
    await forget(owner);
    location.reload();
  };
  const playground = createVerbs(parts, gridElement, opened, { reset, saved: saving.now });
  // Signed out, or somebody else: nothing of this person's stays on the screen. The hub leads to the sign-in.
  onOtherWindow(
    () =>
      void readOwner().then(async (name) => {
        if (name === owner) return;
        await saving.now();
        saving.stop();
        location.reload();
      }),
  );
  Object.assign(window, { __officeHost: parts.office, playground });
  showGuide(element("steps"), element("hint"), playground.select);
  element("restart").addEventListener("click", () => void reset());
  frame.src = paneAddress();
  markOpen();
}

await start();
