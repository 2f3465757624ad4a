/**
 * The desk an action works at: the spreadsheet, the hub, the last values kept, a clock and a source of batch ids.
 * Actions take it and answer a report; they hold no state of their own and no words for people.
 */
import type { CellCache } from "../hub/cells.js";
import type { Failure, Finding, Hub } from "../hub/hub.js";
import type { Host } from "../host/host.js";

export interface Desk {
  readonly host: Host;
  readonly hub: Hub;
  readonly cells: CellCache;
  readonly clock: () => Date;
  readonly newId: () => string;
  /** Turns a finding into the sentence a comment on the cell shows. Without it the hub's own message is used. */
  readonly describe?: (finding: Finding) => string;
}

/** Every action may end in a failure of the hub, or here: a spreadsheet that did not do as told. */
export type Trouble =
  | Failure
  | { readonly kind: "hostFailed"; readonly code: HostFailureCode; readonly args: Readonly<Record<string, unknown>> };

/** `CELL_EDITING`: Excel is in cell edit mode. `PROTECTED`: the sheet is protected. `GONE`: the place was deleted. */
export type HostFailureCode = "CELL_EDITING" | "PROTECTED" | "GONE" | "TOO_LARGE" | "UNKNOWN";
