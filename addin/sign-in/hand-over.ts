/**
 * The one message this window gives to the pane that opened it. It goes to our own origin only; a window that nobody
 * opened hands nothing over.
 */
import { messageParent } from "../host/excel/dialog.js";

export interface HandedOver {
  readonly kind: "signedIn";
  /** Only for a pane that cannot use the browser's cookie. */
  readonly token?: string;
  readonly expiresAt?: string | null;
}

/** Gives it to the page of ours around this one, or to Office. False: there is nobody to give it to. */
export async function handOver(message: HandedOver): Promise<boolean> {
  const text = JSON.stringify(message);
  if (window.parent === window) return messageParent(text);
  window.parent.postMessage(text, location.origin);
  return true;
}

/** Reads it in the pane; null for anything that is not ours. */
export function readHandedOver(text: string | null): HandedOver | null {
  try {
    const said = JSON.parse(text ?? "null") as Partial<HandedOver> | null;
    return said?.kind === "signedIn" ? (said as HandedOver) : null;
  } catch {
    return null;
  }
}
