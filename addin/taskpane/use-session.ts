/** Draws a view anew whenever somebody signs in or out. Where no session is given (pictures, trials) somebody always is. */
import { useEffect, useState } from "react";
import { attempt, type Desk } from "../actions/desk.js";
import type { Session, SessionInfo, Standing } from "../hub/session.js";
import { onOtherWindow } from "../sign-in/other-windows.js";

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

/** Functions answer from what the workbook kept: when that was told to somebody else, they forget it and ask anew. */
export function useOwnAnswers(desk: Desk, { standing, info }: Presence): void {
  const name = standing === "in" && info?.signedIn === true ? info.name : null;
  useEffect(() => {
    if (name === null) return;
    void desk.cells.belongTo(name).then((wasAnothers) => {
      if (wasAnothers) void attempt(() => desk.host.recalculate());
    });
  }, [desk, name]);
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
    const deafen = onOtherWindow(() => void session.look());
    return () => {
      deafen();
      for (const name of SIGNS_OF_LIFE) document.removeEventListener(name, touch);
      document.removeEventListener("visibilitychange", lookAgain);
      stop();
    };
  }, [session]);
}
