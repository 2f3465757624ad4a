/** A window of our own beside the workbook: the pane opens it and waits for its one message; the window sends that. */
import { HostError } from "../host.js";

/** In per cent of the screen. Big enough for a form and a row of cards, small enough to see the sheet behind. */
const SIZE = { height: 70, width: 34 };
/** Codes of `DialogEventReceived`: the person closed it; the page could not be shown. */
const CLOSED_BY_PERSON = 12006;

export function offersDialogs(): boolean {
  return typeof Office.context?.ui?.displayDialogAsync === "function";
}

/** Opens an address of our own origin. Answers the window's message, or null when a person closed it without one. */
export function openDialog(address: string, signal?: AbortSignal): Promise<string | null> {
  return new Promise((resolve, reject) => {
    Office.context.ui.displayDialogAsync(address, SIZE, (opened) => {
      if (opened.status !== Office.AsyncResultStatus.Succeeded) {
        reject(new HostError("UNKNOWN", { dialog: opened.error.code }));
        return;
      }
      const dialog = opened.value;
      const stop = (): void => {
        dialog.close();
        resolve(null);
      };
      if (signal?.aborted) return stop();
      signal?.addEventListener("abort", stop, { once: true });
      dialog.addEventHandler(Office.EventType.DialogMessageReceived, (event) => {
        signal?.removeEventListener("abort", stop);
        dialog.close();
        resolve(readMessage(event));
      });
      dialog.addEventHandler(Office.EventType.DialogEventReceived, (event) => {
        signal?.removeEventListener("abort", stop);
        if ("error" in event && event.error !== CLOSED_BY_PERSON)
          reject(new HostError("UNKNOWN", { dialog: event.error }));
        else resolve(null);
      });
    });
  });
}

/** Only a page of our own origin is believed; an older Office does not say where a message comes from. */
function readMessage(event: object): string | null {
  const { message, origin } = event as { message?: unknown; origin?: unknown };
  const isOurs = typeof origin !== "string" || origin === location.origin;
  return isOurs && typeof message === "string" ? message : null;
}

/** Sends the window's message to the pane that opened it. False: Office is not here, nobody is told. */
export async function messageParent(text: string): Promise<boolean> {
  if (typeof Office === "undefined") return false;
  await Office.onReady();
  if (typeof Office.context?.ui?.messageParent !== "function") return false;
  Office.context.ui.messageParent(text, { targetOrigin: location.origin });
  return true;
}
