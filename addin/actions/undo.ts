import type { Desk, Trouble } from "./desk.js";
import type { PendingReport } from "./pending.js";

export type UndoReport =
  | { readonly kind: "undone"; readonly cells: number; readonly pending: PendingReport }
  | { readonly kind: "blocked"; readonly code: "NO_SUCH_EDIT" }
  | Trouble;

/** Puts back what the hub last said (or the function that stood there). */
export async function undoEdit(_desk: Desk, _id: string): Promise<UndoReport> {
  throw new Error("not built yet");
}

export async function undoAll(_desk: Desk): Promise<UndoReport> {
  throw new Error("not built yet");
}

/** Writes the suggested reading into the cell: 一百三十 becomes 130. The edit stays pending. */
export async function takeSuggestion(_desk: Desk, _id: string, _value: string): Promise<UndoReport> {
  throw new Error("not built yet");
}
