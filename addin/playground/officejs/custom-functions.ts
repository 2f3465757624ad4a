/** `CustomFunctions` in the pane's frame: keeps the associated functions and runs one when the grid needs a value. */
import type { FunctionOutcome, Guest, InvocationFacts, OfficeHost } from "./protocol.js";
import { OfficeError } from "./errors.js";

/** Excel's error texts by the code of `CustomFunctions.ErrorCode`. */
export const ERROR_CODE = {
  divisionByZero: "#DIV/0!",
  invalidName: "#NAME?",
  invalidNumber: "#NUM!",
  invalidReference: "#REF!",
  invalidValue: "#VALUE!",
  notAvailable: "#N/A",
  nullReference: "#NULL!",
} as const;

/** `CustomFunctions.Error`: the code is what the cell shows. */
export class CustomFunctionsError extends Error {
  constructor(
    readonly code: string,
    message?: string,
  ) {
    super(message);
  }
}

type CustomFunction = (...args: readonly unknown[]) => unknown;

/** The functions of one pane. */
export class FunctionTable {
  readonly #functions = new Map<string, CustomFunction>();

  constructor(private readonly host: OfficeHost) {}

  /** `associate(id, fn)` or `associate({ id: fn })`. */
  readonly associate = (id: string | Readonly<Record<string, CustomFunction>>, body?: CustomFunction): void => {
    const entries = typeof id === "string" ? [[id, body] as const] : Object.entries(id);
    for (const [name, run] of entries) {
      if (typeof run !== "function")
        throw new OfficeError("InvalidArgument", `${name} is not a function.`, "CustomFunctions.associate");
      this.#functions.set(name.toUpperCase(), run);
      this.host.associated(name.toUpperCase());
    }
  };

  readonly invoke: Guest["invoke"] = (id, args, facts) => {
    const invocation = invocationOf(facts);
    const outcome = this.#run(id, args, invocation);
    return { outcome, cancel: () => invocation.onCanceled?.() };
  };

  async #run(id: string, args: readonly unknown[], invocation: Invocation): Promise<FunctionOutcome> {
    const body = this.#functions.get(id.toUpperCase());
    if (!body) return { error: ERROR_CODE.invalidName, message: `No function is associated with ${id}.` };
    try {
      return { value: await body(...args, invocation) };
    } catch (reason) {
      const code = reason instanceof CustomFunctionsError ? reason.code : ERROR_CODE.invalidValue;
      return { error: code, message: reason instanceof Error ? reason.message : String(reason) };
    }
  }
}

interface Invocation {
  readonly address: string;
  readonly functionName: string;
  setResult?: (value: unknown) => void;
  onCanceled?: () => void;
}

function invocationOf(facts: InvocationFacts): Invocation {
  const { setResult } = facts;
  return {
    address: facts.address,
    functionName: facts.functionName,
    ...(setResult
      ? { setResult: (value: unknown) => setResult(value instanceof CustomFunctionsError ? value.code : value) }
      : {}),
  };
}
