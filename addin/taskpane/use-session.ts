/** Draws a view anew whenever somebody signs in or out. Where no session is given (pictures, trials) somebody always is. */
import { useEffect, useState } from "react";
import type { Session, SessionInfo, Standing } from "../hub/session.js";

export interface Presence {
  readonly standing: Standing;
  readonly wasIn: boolean;
  readonly isPutOff: boolean;
  readonly info: SessionInfo | null;
}

const ALWAYS_IN: Presence = { standing: "in", wasIn: false, isPutOff: false, info: null };

export function useSession(session: Session | undefined): Presence {
  const [presence, setPresence] = useState<Presence>(() => presenceOf(session));
  useEffect(() => {
    setPresence(presenceOf(session));
    return session?.onChange(() => setPresence(presenceOf(session)));
  }, [session]);
  return presence;
}

function presenceOf(session: Session | undefined): Presence {
  if (!session) return ALWAYS_IN;
  const { standing, wasIn, isPutOff, info } = session;
  return { standing, wasIn, isPutOff, info };
}

const SIGNS_OF_LIFE = ["pointerdown", "keydown"] as const;

/** Keeps the session alive while a person works here, and looks again when they come back to a pane that was left. */
export function useKeepAlive(session: Session | undefined): void {
  useEffect(() => {
    if (!session) return undefined;
    const touch = (): void => session.touch();
    const lookAgain = (): void => {
      if (document.visibilityState === "visible" && session.standing === "out") void session.look();
    };
    for (const name of SIGNS_OF_LIFE) document.addEventListener(name, touch, { passive: true });
    document.addEventListener("visibilitychange", lookAgain);
    const stop = session.keepAlive();
    return () => {
      for (const name of SIGNS_OF_LIFE) document.removeEventListener(name, touch);
      document.removeEventListener("visibilitychange", lookAgain);
      stop();
    };
  }, [session]);
}
