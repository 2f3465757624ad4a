import type { Place } from "../sheet/place.js";
import type { Desk, Trouble } from "./desk.js";

/** What the home view says of this workbook. */
export interface Overview {
  readonly kind: "overview";
  readonly workbook: string;
  readonly tables: readonly {
    readonly id: string;
    readonly title: string;
    /** Null when its cells were deleted. */
    readonly place: Place | null;
    readonly cells: number;
    readonly asOf: string;
  }[];
  readonly functionCells: number;
  /** Oldest time any shown value is from; null when nothing is bound. */
  readonly asOf: string | null;
}

/** Reads only what the workbook keeps; asks the hub nothing. */
export async function overview(_desk: Desk): Promise<Overview | Trouble> {
  throw new Error("not built yet");
}

/** Forgets a bound table; its cells stay as plain numbers (or freeze to values). */
export async function forgetTable(_desk: Desk, _id: string): Promise<Overview | Trouble> {
  throw new Error("not built yet");
}
