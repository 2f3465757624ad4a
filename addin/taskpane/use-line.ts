/**
 * Finds the line again after it was lost: while the pane is looked at and the hub does not answer, it is asked now and
 * then. Once it answers, cells that could not be told are asked for again; what was kept stays as it was.
 */
import { useEffect } from "react";
import { attempt, type Desk } from "../actions/desk.js";

const ASK_EVERY_MS = 10_000;

export function useLine(desk: Desk): void {
  useEffect(() => {
    let wasLost = desk.hub.connection.state === "offline";
    const ask = (): void => {
      if (desk.hub.connection.state === "offline" && document.visibilityState === "visible")
        void desk.hub.info({ waitsForSignIn: false });
    };
    const timer = setInterval(ask, ASK_EVERY_MS);
    addEventListener("online", ask);
    const leave = desk.hub.onConnection(({ state }) => {
      if (wasLost && state === "online") void attempt(() => desk.host.recalculate());
      wasLost = state === "offline";
    });
    return () => {
      clearInterval(timer);
      removeEventListener("online", ask);
      leave();
    };
  }, [desk]);
}
