/**
 * What travels between the pane's frame (which speaks Office.js) and the playground's page (which owns the grid).
 * Only plain data and numbers for objects: a frame never holds an object of the other one.
 */

/** A reference to an object inside an argument list. */
export interface ObjectReference {
  readonly $object: number;
}

/** One recorded step of a batch, in the order the add-in wrote it. */
export type Operation =
  | {
      readonly kind: "object";
      readonly id: number;
      readonly parent: number;
      readonly name: string;
      readonly args?: readonly unknown[];
      readonly nullable: boolean;
    }
  | { readonly kind: "set"; readonly id: number; readonly name: string; readonly value: unknown }
  | { readonly kind: "load"; readonly id: number; readonly properties: readonly string[] }
  | { readonly kind: "items"; readonly id: number; readonly properties: readonly string[] }
  | {
      readonly kind: "call";
      readonly id: number;
      readonly name: string;
      readonly args: readonly unknown[];
      readonly result?: number;
    }
  | { readonly kind: "listen"; readonly id: number; readonly name: string; readonly listener: number }
  | { readonly kind: "unlisten"; readonly listener: number };

/** One member of a loaded collection; its id was given by the host. */
export interface LoadedItem {
  readonly id: number;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** The answer to a batch. */
export interface Answer {
  readonly loaded: readonly (readonly [id: number, properties: Readonly<Record<string, unknown>>])[];
  readonly items: readonly (readonly [id: number, items: readonly LoadedItem[]])[];
  readonly results: readonly (readonly [result: number, value: unknown])[];
  /** Whether an object asked for with …OrNullObject is there. */
  readonly nulls: readonly (readonly [id: number, isNull: boolean])[];
  /** The step that failed; the steps before it were applied, as in Excel. */
  readonly failure?: { readonly code: string; readonly message: string; readonly location: string };
}

/** What a custom function is told about its call. */
export interface InvocationFacts {
  readonly address: string;
  readonly functionName: string;
  /** Present for streaming functions. */
  readonly setResult?: (value: unknown) => void;
}

/** The outcome of a function: a value, or the Excel error text that stands in the cell. */
export type FunctionOutcome = { readonly value: unknown } | { readonly error: string; readonly message: string };

/** The pane's side, as the page sees it. */
export interface Guest {
  invoke(
    id: string,
    args: readonly unknown[],
    facts: InvocationFacts,
  ): { readonly outcome: Promise<FunctionOutcome>; cancel(): void };
  fire(listener: number, event: Readonly<Record<string, unknown>>): void;
}

/** The page's side, found by the pane as `window.parent.__officeHost`. */
export interface OfficeHost {
  readonly ready: Promise<void>;
  readonly language: string;
  supports(set: string, version: string): boolean;
  connect(guest: Guest): void;
  associated(id: string): void;
  execute(context: number, operations: readonly Operation[]): Promise<Answer>;
  release(context: number): void;
  /** Shows a page of this origin in a window of its own; answers the way to close it. */
  showDialog(
    address: string,
    tell: (news: { readonly message: string } | { readonly error: number }) => void,
  ): () => void;
}
