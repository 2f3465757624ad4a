/**
 * Runs the batches of the pane: finds the objects, checks every step against the schema, applies it, and collects what
 * was asked for. The first step that fails ends the batch; what went before stays, as in Excel.
 */
import type { Answer, Guest, LoadedItem, Operation } from "../officejs/protocol.js";
import { OfficeError } from "../officejs/errors.js";
import { isSupported, SCHEMA, type ClassName, type ClassShape } from "../officejs/schema.js";
import type { Book } from "./book.js";
import type { ChangeEvents } from "./change-events.js";
import { nextTask } from "../officejs/next-task.js";
import { Runtime, Workbook } from "./workbook.js";

interface Entry {
  readonly type: ClassName;
  /** Null for an object that is not there. */
  readonly target: object | null;
}

/** Properties whose values depend on formulas: reading them waits until the grid has computed. */
const COMPUTED: ReadonlySet<string> = new Set(["values", "text", "valueTypes", "hasSpill", "value"]);

interface Collected {
  readonly loaded: [number, Record<string, unknown>][];
  readonly items: [number, LoadedItem[]][];
  readonly results: [number, unknown][];
  readonly nulls: [number, boolean][];
}

export class Session {
  readonly #contexts = new Map<number, Map<number, Entry>>();
  #guest: Guest | undefined;
  #lastItem = 0;
  /** One batch at a time: two contexts of the add-in must not interleave their steps. */
  #turn: Promise<unknown> = Promise.resolve();
  #batches = 0;

  constructor(
    private readonly book: Book,
    private readonly events: ChangeEvents,
  ) {}

  get guest(): Guest | undefined {
    return this.#guest;
  }

  /** True when no batch is waiting or running. */
  get atRest(): boolean {
    return this.#batches === 0;
  }

  connect(guest: Guest): void {
    this.#guest = guest;
    this.#contexts.clear();
    this.events.forgetListeners();
  }

  supports(set: string, version: string): boolean {
    return isSupported(set, version);
  }

  release(context: number): void {
    this.#contexts.delete(context);
  }

  execute(context: number, operations: readonly Operation[]): Promise<Answer> {
    this.#batches++;
    // In a task of the page's own, as a message would be: the pane's turn ends where it sent the batch.
    const run = this.#turn
      .then(nextTask)
      .then(() => this.#run(context, operations))
      .finally(() => this.#batches--);
    this.#turn = run.catch(() => undefined);
    return run;
  }

  async #run(context: number, operations: readonly Operation[]): Promise<Answer> {
    const objects = this.#objectsOf(context);
    const collected: Collected = { loaded: [], items: [], results: [], nulls: [] };
    for (const operation of operations) {
      try {
        if (operation.kind === "load" && operation.properties.some((name) => COMPUTED.has(name)))
          await this.#computed();
        this.#asAddin(() => this.#apply(objects, operation, collected));
      } catch (reason) {
        this.#asAddin(() => this.book.finishBatch());
        return { ...collected, failure: failureOf(reason, operation, objects) };
      }
    }
    this.#asAddin(() => this.book.finishBatch());
    return collected;
  }

  async #computed(): Promise<void> {
    this.#asAddin(() => this.book.finishBatch());
    await this.book.calculation.settled();
  }

  #asAddin(work: () => void): void {
    this.book.addinWrites++;
    try {
      work();
    } finally {
      this.book.addinWrites--;
    }
  }

  #objectsOf(context: number): Map<number, Entry> {
    const known = this.#contexts.get(context);
    if (known) return known;
    const objects = new Map<number, Entry>();
    this.#contexts.set(context, objects);
    return objects;
  }

  #apply(objects: Map<number, Entry>, operation: Operation, collected: Collected): void {
    switch (operation.kind) {
      case "object":
        return this.#makeObject(objects, operation, collected);
      case "set": {
        const { type, target } = present(objects, operation.id);
        allow(SCHEMA[type].write.includes(operation.name), type, operation.name);
        Reflect.set(target, operation.name, unwrap(objects, operation.value));
        return;
      }
      case "load": {
        const { type, target } = entryOf(objects, operation.id);
        if (target) collected.loaded.push([operation.id, read(SCHEMA[type], type, target, operation.properties)]);
        return;
      }
      case "items":
        return this.#loadItems(objects, operation, collected);
      case "call": {
        const { type, target } = present(objects, operation.id);
        const shape = SCHEMA[type];
        allow(shape.calls.includes(operation.name) || shape.results.includes(operation.name), type, operation.name);
        const value = invoke(target, operation.name, unwrapAll(objects, operation.args));
        if (operation.result !== undefined) collected.results.push([operation.result, value]);
        return;
      }
      case "listen": {
        const { type, target } = present(objects, operation.id);
        allow(SCHEMA[type].events.includes(operation.name), type, operation.name);
        this.events.listen(target, operation.name, operation.listener);
        return;
      }
      case "unlisten":
        this.events.unlisten(operation.listener);
    }
  }

  #makeObject(
    objects: Map<number, Entry>,
    operation: Extract<Operation, { kind: "object" }>,
    collected: Collected,
  ): void {
    const { id, parent, name, args, nullable } = operation;
    if (parent === 0) {
      objects.set(
        id,
        name === "Runtime"
          ? { type: "Runtime", target: new Runtime(this.book) }
          : { type: "Workbook", target: new Workbook(this.book) },
      );
      return;
    }
    const owner = entryOf(objects, parent);
    const shape = SCHEMA[owner.type];
    const type = args ? shape.methods[name] : shape.objects[name];
    if (!type) throw new OfficeError("ApiNotFound", `The playground does not offer ${owner.type}.${name}.`);
    if (owner.target === null) {
      // What hangs on a missing object is missing too; asking it for something certain is an error.
      if (!nullable && args) throw missing(owner.type);
      objects.set(id, { type, target: null });
      collected.nulls.push([id, true]);
      return;
    }
    const made = args
      ? invoke(owner.target, name, unwrapAll(objects, args))
      : (Reflect.get(owner.target, name) as unknown);
    const target = made as object | null;
    objects.set(id, { type, target });
    collected.nulls.push([id, target === null]);
  }

  #loadItems(
    objects: Map<number, Entry>,
    operation: Extract<Operation, { kind: "items" }>,
    collected: Collected,
  ): void {
    const { type, target } = entryOf(objects, operation.id);
    const itemType = SCHEMA[type].items;
    if (!itemType) throw new OfficeError("InvalidArgument", `${type} has no items.`);
    if (!target) return;
    const members = (target as { readonly items: readonly object[] }).items;
    const items = members.map((member): LoadedItem => {
      const id = --this.#lastItem;
      objects.set(id, { type: itemType, target: member });
      return { id, properties: read(SCHEMA[itemType], itemType, member, operation.properties) };
    });
    collected.items.push([operation.id, items]);
  }
}

function entryOf(objects: ReadonlyMap<number, Entry>, id: number): Entry {
  const entry = objects.get(id);
  if (!entry) throw new OfficeError("InvalidObjectPath", "The object belongs to another context or was released.");
  return entry;
}

function present(
  objects: ReadonlyMap<number, Entry>,
  id: number,
): { readonly type: ClassName; readonly target: object } {
  const { type, target } = entryOf(objects, id);
  if (target === null) throw missing(type);
  return { type, target };
}

function missing(type: ClassName): OfficeError {
  return new OfficeError("ItemNotFound", `The requested ${type} is not there.`);
}

function allow(offered: boolean, type: ClassName, name: string): void {
  if (!offered) throw new OfficeError("ApiNotFound", `The playground does not offer ${type}.${name}.`);
}

function read(shape: ClassShape, type: ClassName, target: object, names: readonly string[]): Record<string, unknown> {
  for (const name of names) allow(shape.read.includes(name), type, name);
  return Object.fromEntries(names.map((name) => [name, Reflect.get(target, name) as unknown]));
}

function invoke(target: object, name: string, args: readonly unknown[]): unknown {
  const method = Reflect.get(target, name) as (...args: readonly unknown[]) => unknown;
  return Reflect.apply(method, target, args) as unknown;
}

function unwrapAll(objects: ReadonlyMap<number, Entry>, args: readonly unknown[]): unknown[] {
  return args.map((value) => unwrap(objects, value));
}

function unwrap(objects: ReadonlyMap<number, Entry>, value: unknown): unknown {
  if (Array.isArray(value)) return typeof value[0] === "object" ? value.map((inner) => unwrap(objects, inner)) : value;
  if (typeof value !== "object" || value === null) return value;
  if ("$object" in value) return present(objects, (value as { $object: number }).$object).target;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, unwrap(objects, inner)]));
}

function failureOf(
  reason: unknown,
  operation: Operation,
  objects: ReadonlyMap<number, Entry>,
): NonNullable<Answer["failure"]> {
  const name = "name" in operation ? operation.name : operation.kind;
  const id = operation.kind === "object" ? operation.parent : "id" in operation ? operation.id : 0;
  const location = [objects.get(id)?.type, name].filter(Boolean).join(".");
  if (reason instanceof OfficeError) return { code: reason.code, message: reason.message, location };
  console.error(reason);
  return { code: "GeneralException", message: reason instanceof Error ? reason.message : String(reason), location };
}
