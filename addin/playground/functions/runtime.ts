/**
 * Excel's way with custom functions, over a grid that wants its answers at once: a cell whose answer is not there yet
 * shows #GETTING_DATA, the add-in is asked once per distinct call, and answers that arrive together cause one
 * recalculation of just the cells that wait for them.
 */
import { IRegisterFunctionService } from "@univerjs/preset-sheets-core";
import { columnName, quoteSheet } from "../host/address.js";
import type { Calculation, CellPlace, SheetArea } from "../host/calculation.js";
import type { Grid } from "../host/grid.js";
import type { FunctionOutcome, Guest } from "../officejs/protocol.js";
import { type FunctionDefinition, NAMESPACE } from "./metadata.js";

/** What stands in a cell while its answer is on the way. */
export const WAITING = "#GETTING_DATA";
/** A failed call is asked again by the next calculation after this long, so that an outage does not stick to the sheet. */
const ERROR_LIFE_MS = 1_000;

type Scalar = string | number | boolean;
type CellResult = Scalar | Scalar[][];

/** What the grid hands to a registered function as `this`. */
interface Executor {
  readonly unitId: string;
  readonly subUnitId: string;
  readonly row: number;
  readonly column: number;
}

/** One distinct call: a function with its arguments. */
interface Call {
  readonly definition: FunctionDefinition;
  readonly args: readonly unknown[];
  /** Cells to compute again when the answer changes. */
  readonly cells: Map<string, CellPlace>;
  /** The last answer; kept on screen while a newer one is on the way. */
  answer: { readonly result: CellResult; readonly until: number } | undefined;
  state: "idle" | "queued" | "asked" | "streaming";
  cancel: (() => void) | undefined;
}

export class FunctionRuntime {
  /** For the tests and the curious. */
  readonly counts = { calls: 0, answers: 0 };
  readonly #calls = new Map<string, Call>();
  readonly #associated = new Set<string>();
  #guest: Guest | undefined;
  #placesMoved = false;

  constructor(
    private readonly grid: Grid,
    private readonly calculation: Calculation,
  ) {}

  /** Makes the functions known to the grid. Registered at the service: the facade's verb recalculates everything. */
  register(definitions: readonly FunctionDefinition[]): void {
    const service = this.grid.injector.get(IRegisterFunctionService);
    for (const definition of definitions) {
      // The grid binds `this` to the place of the cell, hence no arrow function.
      const compute = (here: Executor, raw: readonly unknown[]): CellResult => this.#compute(definition, here, raw);
      service.registerFunction({
        name: `${NAMESPACE}.${definition.name}`.toUpperCase(),
        func: function (this: unknown, ...raw: readonly unknown[]) {
          return compute(this as Executor, raw);
        },
        description: definition.description ?? "",
      });
    }
  }

  /** Whether the add-in still owes an answer; a call that streams owes none. */
  get isOwed(): boolean {
    return [...this.#calls.values()].some(({ state }) => state === "asked");
  }

  /** A pane was loaded, or loaded anew: what its predecessor owed is asked again. */
  connect(guest: Guest): void {
    this.#guest = guest;
    this.#associated.clear();
    for (const call of this.#calls.values()) if (call.state !== "idle") call.state = "queued";
  }

  associated(id: string): void {
    this.#associated.add(id.toUpperCase());
    queueMicrotask(() => {
      for (const [key, call] of this.#calls) if (call.state === "queued") this.#ask(key, call);
    });
  }

  /** Rows or columns moved: cells that wait are looked for instead of remembered. */
  notePlacesMoved(): void {
    this.#placesMoved = true;
  }

  /** Forgets every answer and asks again; the old values stay on screen until the new ones are there. */
  refresh(): void {
    for (const [key, call] of this.#calls) {
      if (call.answer) call.answer = { ...call.answer, until: 0 };
      if (call.state === "streaming") call.cancel?.();
      if (call.state === "streaming" || call.cells.size === 0) this.#calls.delete(key);
    }
    this.calculation.recalculate(this.#functionCells(() => true));
  }

  /** A workbook was opened: cells saved while waiting or in error are computed again, as Excel does. */
  resume(): void {
    this.#calls.clear();
    const unresolved = this.#functionCells(
      (value) => value === undefined || value === null || String(value).startsWith("#"),
    );
    if (unresolved.length) this.calculation.recalculate(unresolved);
  }

  #compute(definition: FunctionDefinition, here: Executor, raw: readonly unknown[]): CellResult {
    const args = argumentsOf(definition, raw);
    const place: CellPlace = { unitId: here.unitId, sheetId: here.subUnitId, row: here.row, column: here.column };
    const key = definition.id + JSON.stringify(args);
    const call = this.#callFor(key, definition, args);
    call.cells.set(`${place.sheetId}!${place.row},${place.column}`, place);
    if (call.answer && (call.answer.until > performance.now() || call.state === "streaming")) return call.answer.result;
    if (call.state === "idle") {
      call.state = "queued";
      // Outside of the calculation: the add-in may take its time, the grid may not.
      queueMicrotask(() => this.#ask(key, call));
    }
    return call.answer?.result ?? WAITING;
  }

  #callFor(key: string, definition: FunctionDefinition, args: readonly unknown[]): Call {
    const known = this.#calls.get(key);
    if (known) return known;
    const call: Call = { definition, args, cells: new Map(), answer: undefined, state: "idle", cancel: undefined };
    this.#calls.set(key, call);
    return call;
  }

  #ask(key: string, call: Call): void {
    const guest = this.#guest;
    if (!guest || call.state !== "queued" || !this.#associated.has(call.definition.id.toUpperCase())) return;
    const streaming = call.definition.options?.stream === true;
    call.state = streaming ? "streaming" : "asked";
    this.counts.calls++;
    const setResult = (value: unknown): void => this.#settle(key, call, { value });
    const facts = {
      address: this.#addressOf(call),
      functionName: call.definition.id,
      ...(streaming ? { setResult } : {}),
    };
    const { outcome, cancel } = guest.invoke(call.definition.id, call.args, facts);
    call.cancel = cancel;
    void outcome.then((settled) => {
      // An answer of a pane that was replaced meanwhile comes too late.
      if (guest !== this.#guest) return;
      if (!streaming || "error" in settled) this.#settle(key, call, settled);
    });
  }

  #addressOf(call: Call): string {
    const [place] = call.cells.values();
    if (!place || !call.definition.options?.requiresAddress) return "";
    const sheet = this.grid.api.getActiveWorkbook()?.getSheetBySheetId(place.sheetId);
    return sheet ? `${quoteSheet(sheet.getSheetName())}!${columnName(place.column)}${place.row + 1}` : "";
  }

  #settle(key: string, call: Call, outcome: FunctionOutcome): void {
    if (this.#calls.get(key) !== call) return;
    const failed = "error" in outcome;
    call.answer = {
      result: failed ? outcome.error : resultOf(outcome.value),
      until: failed ? performance.now() + ERROR_LIFE_MS : Infinity,
    };
    if (call.state !== "streaming") call.state = "idle";
    this.counts.answers++;
    const cells = [...call.cells.values()];
    // The cells that still use the answer report themselves again when they are computed.
    call.cells.clear();
    this.calculation.recalculate(
      this.#placesMoved ? this.#functionCells((value) => value === WAITING) : cells.map(areaOfCell),
    );
    this.#placesMoved &&= [...this.#calls.values()].some((other) => other.state !== "idle");
  }

  #functionCells(wanted: (value: unknown) => boolean): SheetArea[] {
    const workbook = this.grid.api.getActiveWorkbook();
    const areas: SheetArea[] = [];
    for (const facade of workbook?.getSheets() ?? []) {
      const sheet = facade.getSheet();
      sheet.getCellMatrix().forValue((row, column, cell) => {
        const isOurs = cell?.f?.toUpperCase().includes(`${NAMESPACE}.`) || (cell?.si !== undefined && cell.si !== null);
        if (isOurs && wanted(cell?.v))
          areas.push(areaOfCell({ unitId: sheet.getUnitId(), sheetId: sheet.getSheetId(), row, column }));
      });
    }
    return areas;
  }
}

function areaOfCell({ unitId, sheetId, row, column }: CellPlace): SheetArea {
  return { unitId, sheetId, row, column, rows: 1, columns: 1 };
}

/** The grid gives single cells as 1×1 blocks; Excel gives them as values, and an omitted argument as null. */
function argumentsOf(definition: FunctionDefinition, raw: readonly unknown[]): readonly unknown[] {
  return definition.parameters.map((parameter, index) => {
    if (parameter.repeating) return raw.slice(index).map((value) => argument(value, parameter.dimensionality));
    return argument(raw[index], parameter.dimensionality);
  });
}

function argument(value: unknown, dimensionality: "scalar" | "matrix" = "scalar"): unknown {
  const block = Array.isArray(value) ? (value as readonly (readonly unknown[])[]) : undefined;
  if (dimensionality === "matrix") return block ? block.map((row) => row.map((cell) => cell ?? "")) : [[value ?? ""]];
  return (block ? block[0]?.[0] : value) ?? null;
}

function resultOf(value: unknown): CellResult {
  if (!Array.isArray(value)) return scalarOf(value);
  const block = value as readonly unknown[];
  const rows = block.map((row) => (Array.isArray(row) ? row.map(scalarOf) : [scalarOf(row)]));
  const [first] = rows;
  if (!first?.length || rows.some((row) => row.length !== first.length)) return "#VALUE!";
  return rows.length === 1 && first.length === 1 ? first[0]! : rows;
}

const ERROR_TEXT = /^#[A-Z0-9/_]+[!?]?$/;

/** Quoted as in a formula, so that digits stay text as in Excel. A text like a date or a time the grid still reads as one. */
function asText(value: string): string {
  return `"${value.replaceAll('"', '""')}"`;
}

function scalarOf(value: unknown): Scalar {
  if (typeof value === "string") return ERROR_TEXT.test(value) || value === "" ? value : asText(value);
  if (typeof value === "number" || typeof value === "boolean") return value;
  if (value === null || value === undefined) return "";
  // An error inside a block stands in its own cell.
  const { code, basicValue } = value as { readonly code?: unknown; readonly basicValue?: unknown };
  if (typeof code === "string") return code;
  return basicValue === undefined ? "#VALUE!" : scalarOf(basicValue);
}
