/**
 * The pane's states side by side, for people who draw it and for the test that measures it; `?scene=` shows one alone.
 * A workbook in memory and an invented hub; not built into the product.
 */
import type { ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { openDesk } from "../../actions/desk.js";
import { MemoryHost } from "../../host/memory/memory-host.js";
import { App } from "../app.js";
import "../taskpane.css";
import { GalleryHub, NOW } from "./gallery-hub.js";
import { SCENES, type Scene, setScene, type Step } from "./scenes.js";

const root = document.getElementById("pane");
if (!root) throw new Error("the page has no element for the gallery");
const asked = new URLSearchParams(location.search);
const scene = SCENES[asked.get("scene") ?? ""];
if (scene) await show(scene, root);
else createRoot(root).render(<Wall />);

function Wall(): ReactNode {
  return (
    <main style={{ display: "flex", flexWrap: "wrap", gap: 24, padding: 24, height: "100%", overflow: "auto" }}>
      {Object.entries(SCENES).map(([name, { title }]) => (
        <figure key={name} style={{ margin: 0 }}>
          <figcaption>{title}</figcaption>
          <iframe
            title={title}
            src={`?scene=${name}`}
            width={340}
            height={724}
            style={{ border: "1px solid #d1d1d1" }}
          />
        </figure>
      ))}
    </main>
  );
}

async function show(wanted: Scene, at: HTMLElement): Promise<void> {
  const host = new MemoryHost({ name: "10 月月报.xlsx", sheets: ["月报", "Web前端1班"] });
  const hub = new GalleryHub();
  const desk = openDesk(host, hub, { clock: () => new Date(NOW) });
  await setScene({ desk, host, hub }, wanted);
  createRoot(at).render(<App desk={desk} isDark={asked.get("theme") === "dark"} />);
  for (const step of wanted.steps) await take(step);
  // Last, because the steps are written in the names of the Chinese pane.
  if (asked.get("language") === "en") await take("English");
  document.documentElement.dataset["ready"] = "true";
}

async function take(step: Step): Promise<void> {
  if (typeof step === "string") {
    (await appear(() => named("button, [role=tab], [role=radio], [type=checkbox], [type=radio]", step))).click();
    return;
  }
  const [name, text] = step;
  const field = await appear(() => named("input, select", name) as HTMLInputElement | HTMLSelectElement | undefined);
  if (field instanceof HTMLSelectElement) {
    await appear(() => [...field.options].find(({ value }) => value === text));
    Object.getOwnPropertyDescriptor(HTMLSelectElement.prototype, "value")?.set?.call(field, text);
    field.dispatchEvent(new Event("change", { bubbles: true }));
    return;
  }
  // React listens to the setter of the element, not of the instance.
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, text);
  field.dispatchEvent(new Event("input", { bubbles: true }));
}

function named(selector: string, name: string): HTMLElement | undefined {
  const all = [...document.querySelectorAll<HTMLElement>(selector)];
  return all.find((one) => labelOf(one).startsWith(name) && one.getAttribute("aria-disabled") !== "true");
}

function labelOf(element: HTMLElement): string {
  const label = element.id === "" ? null : document.querySelector(`label[for="${CSS.escape(element.id)}"]`);
  return (element.getAttribute("aria-label") ?? label?.textContent ?? element.textContent).trim();
}

/** Waits for what a person would wait for; a scene that never comes shows in the console and stays as it is. */
async function appear<Found>(find: () => Found | undefined): Promise<Found> {
  for (let turn = 0; turn < 300; turn++) {
    const found = find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error("what the scene wants to press did not appear");
}
