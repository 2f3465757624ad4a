/**
 * Runs long work in slices: after a few milliseconds the pane may draw, listen to a key, or be told to stop. Whatever a
 * slice holds, no person should feel it; a browser counts everything above 50 ms as a task that was.
 */
import { stopIfAsked } from "../hub/patience.js";
import type { Steps } from "../sheet/steps.js";

/** Well below 50 ms: one step may be longer than others, and the machine may be busy. */
export const SLICE_MS = 8;

/** Does the work with rests in between. Rejects with the signal's reason when it is stopped. */
export async function inSlices<Result>(work: Steps<Result>, signal?: AbortSignal): Promise<Result> {
  let began = performance.now();
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
    if (performance.now() - began < SLICE_MS) continue;
    await rest();
    stopIfAsked(signal);
    began = performance.now();
  }
}

/** Ends the task under way and goes on in the next one. A timer would wait four milliseconds each time. */
export function rest(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}
