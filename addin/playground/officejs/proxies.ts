/**
 * Office.js objects as the add-in sees them: proxies that record what is asked and answer only from what was loaded.
 * They know no spreadsheet; the schema says what exists, and anything else is refused at once.
 */
import type { LoadedItem, ObjectReference, Operation } from "./protocol.js";
import { notLoaded, notOffered, OfficeError } from "./errors.js";
import { SCHEMA, type ClassName, type ClassShape } from "./schema.js";

/** What a proxy needs of the context it belongs to. */
export interface Recorder {
  record(operation: Operation): void;
  nextId(): number;
  addListener(handler: EventHandler): number;
  removeListener(listener: number): void;
  awaitResult(result: number, settle: (value: unknown) => void): void;
}

export type EventHandler = (event: unknown) => unknown;
export type OfficeProxy = Readonly<Record<string, unknown>>;

/** The state behind one proxy; the context fills it in after a sync. */
export class ProxyState {
  readonly loaded = new Map<string, unknown>();
  readonly children = new Map<string, OfficeProxy>();
  items: readonly OfficeProxy[] | undefined;
  isNull: boolean | undefined;

  constructor(
    readonly type: ClassName,
    readonly id: number,
  ) {}
}

const states = new WeakMap<object, ProxyState>();

/** The state behind a proxy, or nothing when the value is not one of ours. */
export function stateOf(value: unknown): ProxyState | undefined {
  return typeof value === "object" && value !== null ? states.get(value) : undefined;
}

/** Makes proxies for one request context. */
export class ProxyFactory {
  readonly known = new Map<number, WeakRef<ProxyState>>();

  constructor(
    private readonly recorder: Recorder,
    private readonly context: object,
  ) {}

  make(type: ClassName, id: number): OfficeProxy {
    const state = new ProxyState(type, id);
    const proxy = new Proxy({}, new ProxyBehaviour(state, this.recorder, this, this.context)) as OfficeProxy;
    states.set(proxy, state);
    this.known.set(id, new WeakRef(state));
    return proxy;
  }

  /** Turns the members the host returned into proxies with their loaded properties. */
  makeItems(collection: ProxyState, items: readonly LoadedItem[]): void {
    const itemType = SCHEMA[collection.type].items;
    if (!itemType) return;
    collection.items = items.map((item) => {
      const proxy = this.make(itemType, item.id);
      const state = stateOf(proxy);
      if (state) fill(state, item.properties);
      return proxy;
    });
  }
}

/** Stores loaded properties; a path such as `worksheet/name` was already asked of the child itself. */
export function fill(state: ProxyState, properties: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(properties)) state.loaded.set(name, value);
}

class ProxyBehaviour implements ProxyHandler<object> {
  private readonly shape: ClassShape;

  constructor(
    private readonly state: ProxyState,
    private readonly recorder: Recorder,
    private readonly factory: ProxyFactory,
    private readonly context: object,
  ) {
    this.shape = SCHEMA[state.type];
  }

  get(_target: object, name: string | symbol, self: OfficeProxy): unknown {
    if (typeof name === "symbol" || name === "then") return undefined;
    const { shape, state } = this;
    if (shape.read.includes(name)) return this.readProperty(name);
    if (name in shape.objects) return this.child(name);
    if (name in shape.methods) return (...args: unknown[]) => this.callForObject(name, args);
    if (shape.calls.includes(name)) return (...args: unknown[]) => this.call(name, args);
    if (shape.results.includes(name)) return (...args: unknown[]) => this.callForResult(name, args);
    if (shape.events.includes(name)) return this.event(name);
    switch (name) {
      case "context":
        return this.context;
      case "isNullObject":
        if (state.isNull === undefined) throw notLoaded(`${state.type}.isNullObject`);
        return state.isNull;
      case "load":
        return (what?: unknown) => (this.load(what), self);
      case "set":
        return (values: Record<string, unknown>) => this.setMany(self, values);
      case "track":
      case "untrack":
        return () => self;
      case "toJSON":
        return () => Object.fromEntries(state.loaded);
      case "items":
        if (!shape.items) break;
        if (!state.items) throw notLoaded(`${state.type}.items`);
        return state.items;
    }
    throw notOffered(`${state.type}.${name}`);
  }

  set(_target: object, name: string | symbol, value: unknown): boolean {
    if (typeof name === "symbol") return false;
    if (!this.shape.write.includes(name)) {
      const known = this.shape.read.includes(name);
      throw known
        ? new OfficeError("InvalidOperation", `${this.state.type}.${name} cannot be set.`, `${this.state.type}.${name}`)
        : notOffered(`${this.state.type}.${name}`);
    }
    this.recorder.record({ kind: "set", id: this.state.id, name, value: wrap(value) });
    this.state.loaded.set(name, value);
    return true;
  }

  has(_target: object, name: string | symbol): boolean {
    return (
      typeof name === "string" &&
      (this.shape.read.includes(name) || name in this.shape.objects || name in this.shape.methods)
    );
  }

  ownKeys(): string[] {
    return [];
  }

  private readProperty(name: string): unknown {
    if (this.state.loaded.has(name)) return this.state.loaded.get(name);
    // A null object answers undefined, as in Office.js: only isNullObject is meaningful on it.
    if (this.state.isNull === true) return undefined;
    throw notLoaded(`${this.state.type}.${name}`);
  }

  private child(name: string): OfficeProxy {
    const known = this.state.children.get(name);
    if (known) return known;
    const type = this.shape.objects[name]!;
    const id = this.recorder.nextId();
    this.recorder.record({ kind: "object", id, parent: this.state.id, name, nullable: false });
    const proxy = this.factory.make(type, id);
    this.state.children.set(name, proxy);
    return proxy;
  }

  private callForObject(name: string, args: readonly unknown[]): OfficeProxy {
    const type = this.shape.methods[name]!;
    const id = this.recorder.nextId();
    this.recorder.record({
      kind: "object",
      id,
      parent: this.state.id,
      name,
      args: args.map(wrap),
      nullable: name.endsWith("OrNullObject"),
    });
    return this.factory.make(type, id);
  }

  private call(name: string, args: readonly unknown[]): void {
    this.recorder.record({ kind: "call", id: this.state.id, name, args: args.map(wrap) });
  }

  private callForResult(name: string, args: readonly unknown[]): object {
    const result = this.recorder.nextId();
    this.recorder.record({ kind: "call", id: this.state.id, name, args: args.map(wrap), result });
    let settled: { readonly value: unknown } | undefined;
    this.recorder.awaitResult(result, (value) => (settled = { value }));
    const location = `${this.state.type}.${name}`;
    return {
      get value(): unknown {
        if (!settled)
          throw new OfficeError(
            "ValueNotLoaded",
            "The value of the result object has not been loaded yet. Call context.sync() first.",
            location,
          );
        return settled.value;
      },
    };
  }

  private event(name: string): object {
    const { recorder, state, context } = this;
    return {
      add(handler: EventHandler) {
        const listener = recorder.addListener(handler);
        recorder.record({ kind: "listen", id: state.id, name, listener });
        return {
          context,
          remove() {
            recorder.removeListener(listener);
            recorder.record({ kind: "unlisten", listener });
          },
        };
      },
    };
  }

  private setMany(self: OfficeProxy, values: Record<string, unknown>): void {
    for (const [name, value] of Object.entries(values)) {
      if (name in this.shape.objects) (this.child(name) as { set(values: unknown): void }).set(value);
      else Reflect.set(self, name, value);
    }
  }

  /** Understands "a, b/c", ["a", "b/c"] and { a: true, b: { c: true } }; no argument means every own property. */
  private load(what: unknown): void {
    const paths = what === undefined ? [...this.shape.read] : pathsOf(what);
    if (this.shape.items) this.loadItems(paths);
    else this.loadProperties(paths);
  }

  private loadItems(paths: readonly string[]): void {
    const itemShape = SCHEMA[this.shape.items!];
    const names = paths.map((path) => path.replace(/^items\/?/, "")).filter((name) => name && !name.startsWith("$"));
    const properties = names.length ? names : [...itemShape.read];
    for (const name of properties) {
      if (!itemShape.read.includes(name)) throw notOffered(`${this.shape.items}.${name}`);
    }
    this.recorder.record({ kind: "items", id: this.state.id, properties });
  }

  private loadProperties(paths: readonly string[]): void {
    const own: string[] = [];
    for (const path of paths) {
      const [first = "", ...rest] = path.split("/");
      if (first in this.shape.objects) {
        const child = this.child(first) as unknown as { load(what?: unknown): void };
        child.load(rest.length ? rest.join("/") : undefined);
      } else if (this.shape.read.includes(first)) own.push(first);
      else if (first !== "isNullObject" && !first.startsWith("$")) throw notOffered(`${this.state.type}.${first}`);
    }
    this.recorder.record({ kind: "load", id: this.state.id, properties: own });
  }
}

function pathsOf(what: unknown): string[] {
  if (typeof what === "string")
    return what
      .split(",")
      .map((path) => path.trim().replaceAll(".", "/"))
      .filter(Boolean);
  if (Array.isArray(what)) return what.flatMap(pathsOf);
  if (typeof what !== "object" || what === null) return [];
  const { select, ...plain } = what as Record<string, unknown>;
  const selected = select === undefined ? [] : pathsOf(select);
  return [
    ...selected,
    ...Object.entries(plain).flatMap(([name, value]) => {
      if (value === true) return [name];
      return typeof value === "object" && value !== null ? pathsOf(value).map((path) => `${name}/${path}`) : [];
    }),
  ];
}

/** Replaces proxies by references, also inside plain objects and arrays of arguments. */
function wrap(value: unknown): unknown {
  const state = stateOf(value);
  if (state) return { $object: state.id } satisfies ObjectReference;
  if (Array.isArray(value)) return value.map(wrap);
  if (typeof value === "object" && value !== null && !(value instanceof Date)) {
    return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, wrap(inner)]));
  }
  return value;
}
