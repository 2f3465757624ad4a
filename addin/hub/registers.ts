/** The hub's port for registers: what there is to choose, rows by column, and grouped counts. Field for field the graph. */
import type { RegisterColumn, RegisterCondition, RegisterOrder } from "../sheet/register-table.js";
import type { Answer, Asking } from "./hub.js";

export interface RegisterFieldShape {
  /** `number`, `person`, `person.name`. */
  readonly path: string;
  readonly label: string;
  readonly labelEn: string;
  /** Initials and full pinyin. */
  readonly spelling: string;
  readonly kind: string;
  readonly writable: boolean;
  readonly required: boolean;
  readonly orderable: boolean;
  /** Masked, unless the viewer may see it whole and says what for. */
  readonly personal: boolean;
  readonly list: string | null;
  /** The register a relation points at. */
  readonly to: string | null;
}

export interface RegisterShape {
  readonly name: string;
  readonly label: string;
  readonly labelEn: string;
  readonly writable: boolean;
  readonly fields: readonly RegisterFieldShape[];
  readonly dimensions: readonly { readonly name: string; readonly label: string }[];
}

/** `register` and columns by name or by Chinese label. At most 5,000 rows at once; `after` goes on where `next` ended. */
export interface RegisterSheetQuestion {
  readonly register: string;
  readonly columns: readonly string[];
  readonly conditions: readonly RegisterCondition[];
  readonly order: readonly RegisterOrder[];
  readonly first: number;
  readonly after: string | null;
}

export interface RegisterSheet {
  readonly register: string;
  readonly label: string;
  readonly columns: readonly RegisterColumn[];
  readonly ids: readonly string[];
  readonly versions: readonly number[];
  /** [row][column], exact text; null is empty. */
  readonly values: readonly (readonly (string | null)[])[];
  readonly total: number;
  readonly next: string | null;
  readonly asOf: string;
}

/** Dimensions as `单位` or `MONTH`, a level behind a colon; measures as `人数` or `合计:学时`. */
export interface RegisterGroupsQuestion {
  readonly register: string;
  readonly dimensions: readonly string[];
  readonly measures: readonly string[];
  readonly conditions: readonly RegisterCondition[];
  readonly limit: number;
}

export interface RegisterGroupSheet {
  readonly headers: readonly string[];
  /** How many of the columns are dimensions; the others are numbers. */
  readonly dimensions: number;
  readonly values: readonly (readonly (string | null)[])[];
  readonly asOf: string;
}

/** One change of a row, as the log tells it. */
export interface RowRevision {
  readonly at: string;
  readonly by: string;
  readonly batchId: string | null;
  /** The workbook or imported file it came from; null where nobody said. */
  readonly file: string | null;
  /** Why, as said by whoever changed it. */
  readonly reason: string | null;
  /** insert, update or delete. */
  readonly operation: string;
  readonly version: number;
  readonly changes: readonly {
    readonly field: string;
    readonly label: string;
    readonly before: unknown;
    readonly after: unknown;
  }[];
}

export interface RegisterHub {
  registerShapes(asking?: Asking): Promise<Answer<readonly RegisterShape[]>>;
  registerSheet(question: RegisterSheetQuestion, asking?: Asking): Promise<Answer<RegisterSheet>>;
  registerGroups(question: RegisterGroupsQuestion, asking?: Asking): Promise<Answer<RegisterGroupSheet>>;
  /** What the codes of a list are called, in their order; the first hundred. */
  codeNames(list: string, asking?: Asking): Promise<Answer<readonly string[]>>;
  /** Newest first; empty for a row nobody changed since it was kept, and for one that is not the viewer's. */
  rowHistory(id: string, asking?: Asking): Promise<Answer<readonly RowRevision[]>>;
}
