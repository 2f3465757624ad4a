/** `Excel.RequestContext` and `Excel.run`: one batch is recorded, shipped to the page, and its answer spread over the proxies. */
import { nextTask } from "./next-task.js";
import type { OfficeHost, Operation } from "./protocol.js";
import {
  fill,
  ProxyFactory,
  stateOf,
  type EventHandler,
  type OfficeProxy,
  type ProxyState,
  type Recorder,
} from "./proxies.js";
import { OfficeError } from "./errors.js";

let lastId = 0;
let lastContext = 0;

/** Handlers of all contexts: an event outlives the run that added it. */
const listeners = new Map<number, { readonly handler: EventHandler; readonly context: RequestContext }>();

/** Calls the add-in's handler; a handler's failure is its own, reported to the console like any unhandled one. */
export function deliver(listener: number, event: Readonly<Record<string, unknown>>): void {
  const entry = listeners.get(listener);
  if (!entry) return;
  const { address, worksheetId } = event;
  const located = typeof address === "string" && typeof worksheetId === "string";
  const rangeOf = (context: RequestContext): unknown => context.rangeAt(String(worksheetId), String(address));
  const arguments_ = located ? { ...event, getRange: rangeOf, getRangeOrNullObject: rangeOf } : { ...event };
  void (async () => entry.handler(arguments_))().catch((reason: unknown) => console.error(reason));
}

/** Makes the class bound to one host. */
export class RequestContext implements Recorder {
  static host: OfficeHost;
  static readonly #collected = new FinalizationRegistry<number>((context) => RequestContext.host.release(context));

  readonly #number = ++lastContext;
  readonly #factory = new ProxyFactory(this, this);
  readonly #results = new Map<number, (value: unknown) => void>();
  #operations: Operation[] = [];
  readonly workbook: OfficeProxy;
  readonly application: OfficeProxy;
  readonly runtime: OfficeProxy;
  /** Kept for code that calls it; nothing is released early here. */
  readonly trackedObjects = { add: (): void => undefined, remove: (): void => undefined };
  readonly debugInfo = { pendingStatements: [] as string[] };

  constructor() {
    this.workbook = this.#root("Workbook");
    this.application = this.workbook.application as OfficeProxy;
    this.runtime = this.#root("Runtime");
    RequestContext.#collected.register(this, this.#number);
  }

  #root(name: "Workbook" | "Runtime"): OfficeProxy {
    const id = this.nextId();
    this.#operations.push({ kind: "object", id, parent: 0, name, nullable: false });
    return this.#factory.make(name, id);
  }

  nextId(): number {
    return ++lastId;
  }

  record(operation: Operation): void {
    this.#operations.push(operation);
  }

  addListener(handler: EventHandler): number {
    const listener = this.nextId();
    listeners.set(listener, { handler, context: this });
    return listener;
  }

  removeListener(listener: number): void {
    listeners.delete(listener);
  }

  awaitResult(result: number, settle: (value: unknown) => void): void {
    this.#results.set(result, settle);
  }

  rangeAt(worksheetId: string, address: string): unknown {
    const sheets = this.workbook.worksheets as { getItem(id: string): { getRange(address: string): unknown } };
    return sheets.getItem(worksheetId).getRange(address);
  }

  load(object: { load(what?: unknown): unknown }, what?: unknown): void {
    object.load(what);
  }

  async sync<Value>(passThrough?: Value): Promise<Value> {
    const operations = this.#operations;
    this.#operations = [];
    // Copied as postMessage would, so that nothing but plain data can slip through to the page.
    const answer = await RequestContext.host.execute(this.#number, structuredClone(operations));
    await nextTask();
    for (const [id, isNull] of answer.nulls) this.#withState(id, (state) => (state.isNull = isNull));
    for (const [id, properties] of answer.loaded) this.#withState(id, (state) => fill(state, properties));
    for (const [id, items] of answer.items) this.#withState(id, (state) => this.#factory.makeItems(state, items));
    for (const [result, value] of answer.results) {
      this.#results.get(result)?.(value);
      this.#results.delete(result);
    }
    if (answer.failure) throw new OfficeError(answer.failure.code, answer.failure.message, answer.failure.location);
    return passThrough as Value;
  }

  #withState(id: number, use: (state: ProxyState) => void): void {
    const state = this.#factory.known.get(id)?.deref();
    if (state) use(state);
  }
}

type Batch = (context: RequestContext) => Promise<unknown>;

/** `Excel.run(batch)`, `Excel.run(context | object | objects | options, batch)`. */
export async function run(...args: readonly unknown[]): Promise<unknown> {
  const batch = args.at(-1) as Batch;
  if (typeof batch !== "function") throw new OfficeError("InvalidArgument", "Excel.run needs a function.", "Excel.run");
  const context = contextOf(args.length > 1 ? args[0] : undefined) ?? new RequestContext();
  const result = await batch(context);
  await context.sync();
  return result;
}

function contextOf(value: unknown): RequestContext | undefined {
  if (value instanceof RequestContext) return value;
  if (Array.isArray(value)) return contextOf(value[0]);
  if (stateOf(value)) return (value as { context: RequestContext }).context;
  const inner = typeof value === "object" && value !== null ? (value as { context?: unknown }).context : undefined;
  return inner instanceof RequestContext ? inner : undefined;
}
