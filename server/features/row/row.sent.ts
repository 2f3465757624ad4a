/** A row on its way in: its envelope and its cells, as anybody may send them. */
import { v7 } from "uuid";

/** A row as it is sent: its envelope, and under the names of fields what stands in the cells. */
export interface SentRow {
  readonly id?: string | null;
  readonly delete?: boolean | null;
  readonly baseVersion?: number | null;
  readonly baseValues?: Readonly<Record<string, unknown>> | null;
  readonly at?: string | null;
  readonly organization?: string | null;
  readonly reason?: string | null;
  readonly [field: string]: unknown;
}

/** A row's own id where the sender made none: ordered by time, as the hub's own are. */
export const newRowId = (): string => v7();
