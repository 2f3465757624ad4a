/**
 * The last value of every figure a function asked for, kept in the workbook: functions answer from here without the network.
 * Refuses to forget: a value stays, with its time, until a newer one arrives.
 */
import type { Host, Json } from "../host/host.js";
import type { Answer, Asking, Figure, FigureKey, Finding, Hub, Indicator, Progress } from "./hub.js";
import { breakdownCode, readBreakdown } from "../sheet/breakdown.js";
import { type Block, type BlockQuestion, askBlocks } from "./blocks.js";
import { LiveFigures } from "./live.js";
import { type Kept, Shelf } from "./shelf.js";

/** A figure as it stood at a moment: an instant such as `2026-09-30T15:59:59.999Z`. */
export interface PastKey extends FigureKey {
  readonly moment: string;
}

/** What an indicator means, in words; `problem` when there is none of this code. */
export interface Explained {
  readonly indicator: Indicator | null;
  readonly problem: Finding | null;
}

export interface CellCache {
  /** Resolves when what the workbook kept is loaded. */
  readonly ready: Promise<void>;
  /** The last value at once, or null. */
  peek(key: FigureKey): Kept<Figure> | null;
  /** The last value, or the hub's after gathering all questions of the same moment into one. */
  figure(key: FigureKey): Promise<Answer<Figure>>;
  progress(key: FigureKey): Promise<Answer<Progress>>;
  /** What was true at a moment stays true: such a figure is asked for once. */
  past(key: PastKey): Promise<Answer<Figure>>;
  explained(indicator: string): Promise<Answer<Explained>>;
  /** Rows or groups of a register, as a block of cells. */
  block(question: BlockQuestion): Promise<Answer<Block>>;
  /** Figures that follow the hub while someone looks. */
  readonly live: LiveFigures;
  /** Everything kept that may have changed, for a refresh. */
  keys(): {
    readonly figures: readonly FigureKey[];
    readonly progress: readonly FigureKey[];
    readonly explained: readonly string[];
    readonly blocks: readonly BlockQuestion[];
  };
  putFigures(figures: readonly Figure[], keys: readonly FigureKey[], asOf: string): void;
  putProgress(progress: readonly Progress[], keys: readonly FigureKey[], asOf: string): void;
  putExplained(explained: readonly Explained[], indicators: readonly string[], asOf: string): void;
  putBlocks(blocks: readonly Block[], questions: readonly BlockQuestion[], asOf: string): void;
  /**
   * Whose answers these are from now on. What another person was told is forgotten: what they may see this one may not.
   * Tells whether anything was.
   */
  belongTo(name: string): Promise<boolean>;
  /** Counts one refresh; what no function asked for during three of them is dropped. */
  grow(): void;
  /** Resolves when everything is written to the workbook. */
  saved(): Promise<void>;
}

export interface CellCacheOptions {
  readonly clock?: () => Date;
  /** How long to gather questions before asking. */
  readonly gatherMs?: number;
  /** How long to gather news before writing it to the workbook. */
  readonly saveMs?: number;
}

const STORE_KEY = "figures";
/** A cell that waits for a person to sign in would look busy for ever: it says 请先登录 instead. */
const AT_ONCE: Asking = { waitsForSignIn: false };

export function openCellCache(host: Pick<Host, "load" | "save">, hub: Hub, options: CellCacheOptions = {}): CellCache {
  return new WorkbookCellCache(host, hub, options);
}

class WorkbookCellCache implements CellCache {
  readonly ready: Promise<void>;
  private readonly figures: Shelf<FigureKey, Figure>;
  private readonly progresses: Shelf<FigureKey, Progress>;
  private readonly pasts: Shelf<PastKey, Figure>;
  private readonly explanations: Shelf<string, Explained>;
  private readonly blocks: Shelf<BlockQuestion, Block>;
  readonly live: LiveFigures;
  /** Who was told what is kept; null before anybody is known. */
  private reader: string | null = null;
  private saving: Promise<void> = Promise.resolve();
  private saveTimer: ReturnType<typeof setTimeout> | null = null;

  constructor(
    private readonly host: Pick<Host, "load" | "save">,
    hub: Hub,
    private readonly options: CellCacheOptions,
  ) {
    const shelf = {
      clock: options.clock ?? (() => new Date()),
      gatherMs: options.gatherMs ?? 20,
      onNews: () => this.saveSoon(),
    };
    this.figures = new Shelf((keys, asking) => hub.figures(keys, null, { ...asking, ...AT_ONCE }), {
      ...shelf,
      ...BY_FIGURE,
    });
    this.progresses = new Shelf((keys, asking) => hub.progress(keys, { ...asking, ...AT_ONCE }), {
      ...shelf,
      ...BY_FIGURE,
    });
    this.pasts = new Shelf((keys, asking) => askPast(hub, keys, { ...asking, ...AT_ONCE }), { ...shelf, ...BY_MOMENT });
    this.explanations = new Shelf((codes, asking) => explain(hub, codes, { ...asking, ...AT_ONCE }), {
      ...shelf,
      ...BY_CODE,
    });
    this.blocks = new Shelf((questions, asking) => askBlocks(hub, questions, asking), { ...shelf, ...BY_QUESTION });
    this.live = new LiveFigures((keys) => this.renew(hub, keys));
    this.ready = this.loadKept();
  }

  peek(key: FigureKey): Kept<Figure> | null {
    return this.figures.peek(key);
  }

  async figure(key: FigureKey): Promise<Answer<Figure>> {
    await this.ready;
    return this.figures.get(key);
  }

  async progress(key: FigureKey): Promise<Answer<Progress>> {
    await this.ready;
    return this.progresses.get(key);
  }

  async past(key: PastKey): Promise<Answer<Figure>> {
    await this.ready;
    return this.pasts.get(key);
  }

  async explained(indicator: string): Promise<Answer<Explained>> {
    await this.ready;
    return this.explanations.get(indicator);
  }

  async block(question: BlockQuestion): Promise<Answer<Block>> {
    await this.ready;
    return this.blocks.get(question);
  }

  keys() {
    return {
      figures: this.figures.keys(),
      progress: this.progresses.keys(),
      explained: this.explanations.keys(),
      blocks: this.blocks.keys(),
    };
  }

  putFigures(figures: readonly Figure[], keys: readonly FigureKey[], asOf: string): void {
    this.figures.put(figures, keys, asOf);
  }

  putProgress(progress: readonly Progress[], keys: readonly FigureKey[], asOf: string): void {
    this.progresses.put(progress, keys, asOf);
  }

  putExplained(explained: readonly Explained[], indicators: readonly string[], asOf: string): void {
    this.explanations.put(explained, indicators, asOf);
  }

  putBlocks(blocks: readonly Block[], questions: readonly BlockQuestion[], asOf: string): void {
    this.blocks.put(blocks, questions, asOf);
  }

  /** What live cells follow is kept as every other figure is, so that a workbook opened later shows the last of it. */
  private async renew(hub: Hub, keys: readonly FigureKey[]): Promise<Answer<readonly Figure[]>> {
    const answer = await hub.figures(keys);
    if (answer.kind !== "ok") return answer;
    this.figures.put(answer.data, keys, (this.options.clock?.() ?? new Date()).toISOString());
    return { kind: "ok", data: keys.map((key, index) => this.figures.peek(key)?.value ?? answer.data[index]!) };
  }

  async belongTo(name: string): Promise<boolean> {
    await this.ready;
    const wasAnothers = this.reader !== null && this.reader !== name;
    if (wasAnothers) for (const shelf of this.shelves()) shelf.clear();
    if (this.reader !== name) this.saveSoon();
    this.reader = name;
    return wasAnothers;
  }

  private shelves() {
    return [this.figures, this.progresses, this.pasts, this.explanations, this.blocks];
  }

  grow(): void {
    for (const shelf of this.shelves()) shelf.grow();
    this.saveSoon();
  }

  async saved(): Promise<void> {
    if (this.saveTimer !== null) this.saveNow();
    await this.saving;
  }

  private async loadKept(): Promise<void> {
    // A workbook that cannot be read must not leave every function waiting for ever.
    const [kept] = await this.host.load([STORE_KEY]).catch(() => [null]);
    const { figures, progress, past, explained, blocks, reader } = (kept ?? {}) as Readonly<Record<string, Json>>;
    if (typeof reader === "string") this.reader = reader;
    this.figures.unpack(figures);
    this.progresses.unpack(progress);
    this.pasts.unpack(past);
    this.explanations.unpack(explained);
    this.blocks.unpack(blocks);
  }

  private saveSoon(): void {
    this.saveTimer ??= setTimeout(() => this.saveNow(), this.options.saveMs ?? 800);
  }

  private saveNow(): void {
    if (this.saveTimer !== null) clearTimeout(this.saveTimer);
    this.saveTimer = null;
    const entry = {
      ...(this.reader !== null && { reader: this.reader }),
      figures: this.figures.pack(),
      progress: this.progresses.pack(),
      past: this.pasts.pack(),
      explained: this.explanations.pack(),
      blocks: this.blocks.pack(),
    };
    // A failed save loses nothing on screen; the next news writes everything again.
    this.saving = this.saving.then(() => this.host.save({ [STORE_KEY]: entry })).catch(() => undefined);
  }
}

const WHERE_PARTS = 3;

/** A breakdown stands last, and only where there is one: workbooks that were kept before there were any stay readable. */
const BY_FIGURE = {
  partsOf: (key: FigureKey): readonly string[] => [...wherePartsOf(key), ...dimsPartsOf(key)],
  keyOf: ([indicator = "", organization = "", period = "", breakdown = ""]: readonly string[]): FigureKey => ({
    ...{ indicator, organization, period },
    ...(breakdown !== "" && { dims: readBreakdown(breakdown) }),
  }),
};

const wherePartsOf = ({ indicator, organization, period }: FigureKey) => [indicator, organization, period];
const dimsPartsOf = ({ dims = [] }: FigureKey) => (dims.length > 0 ? [breakdownCode(dims)] : []);

const BY_MOMENT = {
  partsOf: (key: PastKey): readonly string[] => [...wherePartsOf(key), key.moment, ...dimsPartsOf(key)],
  keyOf: (parts: readonly string[]): PastKey => ({
    ...BY_FIGURE.keyOf([...parts.slice(0, WHERE_PARTS), ...parts.slice(WHERE_PARTS + 1)]),
    moment: parts[WHERE_PARTS] ?? "",
  }),
};

const BY_CODE = {
  partsOf: (code: string): readonly string[] => [code],
  keyOf: ([code = ""]: readonly string[]): string => code,
};

const BY_QUESTION = {
  partsOf: (question: BlockQuestion): readonly string[] => [JSON.stringify(question)],
  keyOf: ([text = "{}"]: readonly string[]): BlockQuestion => JSON.parse(text) as BlockQuestion, // written by partsOf
};

/** The hub is asked once for each moment; a report seldom looks back at more than one or two. */
async function askPast(hub: Hub, keys: readonly PastKey[], asking?: Asking): Promise<Answer<readonly Figure[]>> {
  const found = new Map<PastKey, Figure>();
  for (const moment of new Set(keys.map((key) => key.moment))) {
    const then = keys.filter((key) => key.moment === moment);
    const answer = await hub.figures(then, moment, asking);
    if (answer.kind !== "ok") return answer;
    answer.data.forEach((figure, index) => {
      const key = then[index];
      if (key) found.set(key, figure);
    });
  }
  return { kind: "ok", data: keys.flatMap((key) => found.get(key) ?? []) };
}

/** The hub leaves out codes it does not know; their cells say so. */
export async function explain(
  hub: Hub,
  codes: readonly string[],
  asking?: Asking,
): Promise<Answer<readonly Explained[]>> {
  const answer = await hub.indicators(codes, asking);
  if (answer.kind !== "ok") return answer;
  return { kind: "ok", data: explainedBy(codes, answer.data) };
}

/** One for each code, in their order. */
export function explainedBy(codes: readonly string[], indicators: readonly Indicator[]): readonly Explained[] {
  const byCode = new Map(indicators.map((indicator) => [indicator.code, indicator]));
  return codes.map((code) => explanationOf(byCode.get(code.toUpperCase()) ?? null, code));
}

function explanationOf(indicator: Indicator | null, code: string): Explained {
  if (indicator) return { indicator, problem: null };
  const problem: Finding = {
    ...{ code: "UNKNOWN_INDICATOR", severity: "ERROR", args: { indicator: code } },
    message: `没有编号为 ${code} 的指标，请在查询中查找`,
    messageEn: `there is no indicator ${code}: look it up in the query pane`,
  };
  return { indicator: null, problem };
}
