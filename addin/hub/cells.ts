/**
 * The last value of every figure a function asked for, kept in the workbook: functions answer from here without the network.
 * Refuses to forget: a value stays, with its time, until a newer one arrives.
 */
import type { Host } from "../host/host.js";
import type { Answer, Figure, FigureKey, Hub, Progress } from "./hub.js";

export interface CachedFigure {
  readonly figure: Figure | null;
  readonly progress: Progress | null;
  readonly asOf: string;
}

export interface CellCache {
  /** Resolves when what the workbook kept is loaded. */
  readonly ready: Promise<void>;
  /** The last value, at once. */
  peek(key: FigureKey): CachedFigure | null;
  /** The last value, or the hub's after gathering all questions of 20 ms into one. */
  figure(key: FigureKey): Promise<Answer<Figure>>;
  progress(key: FigureKey): Promise<Answer<Progress>>;
}

export type OpenCellCache = (host: Host, hub: Hub, clock: () => Date) => CellCache;
