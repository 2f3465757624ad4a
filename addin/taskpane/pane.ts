/**
 * What every view of the pane shares: the desk, the language, the chosen organization, the edits found and where we are.
 * Holds state only; it speaks to nobody. Views ask actions and put their reports here.
 */
import { createContext, useContext } from "react";
import type { Desk, Trouble } from "../actions/desk.js";
import type { PendingReport } from "../actions/pending.js";
import type { Connection, FigureKey, HubInfo } from "../hub/hub.js";
import type { Session } from "../hub/session.js";
import type { Messages } from "../ui/messages/zh-cn.js";

export type Tab = "home" | "query" | "pending" | "intake";

/** Where the pane is: one of four tabs, or a view that replaces them under a back bar. */
export type View =
  | { readonly at: "tab"; readonly tab: Tab }
  | { readonly at: "selfTest" }
  | { readonly at: "reports" }
  | { readonly at: "conflict"; readonly id: string }
  | { readonly at: "row"; readonly id: string; readonly address: string; readonly title: string }
  | { readonly at: "cell"; readonly key: FigureKey; readonly address: string; readonly title: string };

export interface ChosenOrganization {
  readonly code: string;
  readonly name: string;
}

export interface Pane {
  readonly desk: Desk;
  readonly m: Messages;
  /** Absent where nobody needs to sign in. */
  readonly session?: Session;
  readonly info: HubInfo | null;
  readonly connection: Connection;
  readonly organization: ChosenOrganization | null;
  readonly pending: PendingReport | null;
  readonly view: View;
  readonly go: (view: View) => void;
  readonly back: () => void;
  readonly setOrganization: (organization: ChosenOrganization) => void;
  readonly setPending: (pending: PendingReport) => void;
  /** Shows what went wrong above the view; null takes it away. */
  readonly setTrouble: (trouble: Trouble | null) => void;
  readonly switchLanguage: () => void;
}

export const PaneContext = createContext<Pane | null>(null);

export function usePane(): Pane {
  const pane = useContext(PaneContext);
  if (!pane) throw new Error("a view was rendered outside of the pane");
  return pane;
}
