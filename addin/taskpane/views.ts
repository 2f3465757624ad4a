/**
 * Views that are not there at first sight: their code comes right after the first one is drawn, so that the pane can be
 * used sooner, and stays, so that a line that is cut later takes no view away.
 */
import { type ComponentType, lazy } from "react";

const loads: (() => Promise<unknown>)[] = [];

function later<Props>(load: () => Promise<ComponentType<Props>>) {
  loads.push(load);
  return lazy(async () => ({ default: await load() }));
}

export const CellView = later(async () => (await import("./cell-view.js")).CellView);
export const ConflictView = later(async () => (await import("./conflict.js")).ConflictView);
export const Intake = later(async () => (await import("./intake.js")).Intake);
export const Pending = later(async () => (await import("./pending.js")).Pending);
export const Query = later(async () => (await import("./query.js")).Query);
export const RowView = later(async () => (await import("./row-view.js")).RowView);
export const SelfTest = later(async () => (await import("./self-test.js")).SelfTest);

/** Brings all of them; one that does not come is asked for again when somebody goes there. */
export async function fetchViews(): Promise<void> {
  for (const load of loads) await load().catch(() => undefined);
}
