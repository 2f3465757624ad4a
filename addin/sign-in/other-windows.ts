/**
 * Tells the other windows of this browser that somebody signed in or out, so that they look again at once instead of at
 * their next question. Says only that; who it is each window asks the hub.
 */
const CHANNEL = "xunshu-sign-in";

export function tellOtherWindows(): void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.postMessage("changed");
  channel.close();
}

/** Answers the way to stop listening. */
export function onOtherWindow(look: () => void): () => void {
  const channel = new BroadcastChannel(CHANNEL);
  channel.addEventListener("message", look);
  return () => channel.close();
}
