/** `Office.context.ui.displayDialogAsync` as the pane calls it: handlers by event, and results with a status. */
import type { OfficeHost } from "./protocol.js";

export const ASYNC_RESULT_STATUS = { Succeeded: "succeeded", Failed: "failed" } as const;
export const DIALOG_EVENTS = {
  DialogMessageReceived: "dialogMessageReceived",
  DialogEventReceived: "dialogEventReceived",
} as const;

type Handler = (event: object) => void;

/** Office opens one window at a time. */
const ALREADY_OPEN = 12007;

export class Dialogs {
  #isOpen = false;

  constructor(private readonly host: OfficeHost) {}

  readonly displayDialogAsync = (address: string, options: unknown, callback?: (result: object) => void): void => {
    const done = callback ?? (typeof options === "function" ? (options as (result: object) => void) : () => undefined);
    if (this.#isOpen) {
      done({ status: ASYNC_RESULT_STATUS.Failed, error: { code: ALREADY_OPEN, message: "a dialog is open" } });
      return;
    }
    this.#isOpen = true;
    const handlers = new Map<string, Handler>();
    const shut = this.host.showDialog(address, (news) => {
      if ("message" in news) {
        handlers.get(DIALOG_EVENTS.DialogMessageReceived)?.({ message: news.message, origin: location.origin });
        return;
      }
      this.#isOpen = false;
      handlers.get(DIALOG_EVENTS.DialogEventReceived)?.({ error: news.error });
    });
    const close = (): void => {
      this.#isOpen = false;
      shut();
    };
    const addEventHandler = (event: string, handler: Handler): void => void handlers.set(event, handler);
    done({ status: ASYNC_RESULT_STATUS.Succeeded, value: { addEventHandler, close } });
  };
}
