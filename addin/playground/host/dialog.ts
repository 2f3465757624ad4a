/**
 * The window beside the workbook: a page of our own in a frame over the sheet. Like Office it shows pages of the pane's
 * origin only, takes their messages from nowhere else, and tells when a person closes it.
 */

/** What the window tells: a message of its page, or Office's code for why it is gone. */
export type DialogNews = { readonly message: string } | { readonly error: number };

const CLOSED_BY_PERSON = 12006;
const WRONG_ADDRESS = 12004;

/** Shows the page. Answers the way to close it without a word. */
export function showDialog(address: string, tell: (news: DialogNews) => void): () => void {
  const url = new URL(address, location.origin);
  if (url.origin !== location.origin) {
    tell({ error: WRONG_ADDRESS });
    return () => undefined;
  }
  const dialog = document.createElement("dialog");
  dialog.className = "office-dialog";
  const close = document.createElement("button");
  close.type = "button";
  close.textContent = "关闭";
  const bar = document.createElement("div");
  bar.append(`${url.host}${url.pathname}`, close);
  const frame = document.createElement("iframe");
  frame.title = "加载项窗口";
  frame.src = url.href;
  dialog.append(bar, frame);

  const hear = (event: MessageEvent<unknown>): void => {
    if (event.source !== frame.contentWindow || event.origin !== location.origin) return;
    if (typeof event.data === "string") tell({ message: event.data });
  };
  const remove = (): void => {
    removeEventListener("message", hear);
    dialog.remove();
  };
  const leave = (): void => {
    remove();
    tell({ error: CLOSED_BY_PERSON });
  };
  addEventListener("message", hear);
  close.addEventListener("click", leave);
  dialog.addEventListener("cancel", leave);
  document.body.append(dialog);
  dialog.showModal();
  frame.focus();
  return remove;
}
