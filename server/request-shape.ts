/**
 * What is refused of a request to the graph by its shape alone, before anything is made of it: a body that says it is
 * absurdly long, more rows than anybody may send, and a name that every object of JavaScript has.
 */
import type { Request } from "express";
import { Refusal } from "./errors.js";
import { WIDEST } from "./graph/limits-by-role.js";

const MEGABYTE = 1024 * 1024;
/** A little too much is read to its end and answered; so much more nobody sends by mistake, and nobody waits for it. */
const ABSURD = 10;

/** Whether the body, by its own word, is so long that its sender is answered at once and the line is cut. */
export function isAbsurd({ headers }: Pick<Request, "headers">, mostMegabytes: number): boolean {
  return Number(headers["content-length"] ?? 0) > mostMegabytes * MEGABYTE * ABSURD;
}

/** Rows and cells are counted before they are read: a hundred thousand of them keep the process from everybody for seconds. */
export function refuseShape(body: unknown): void {
  if (typeof body !== "object" || body === null) return;
  const { variables, operationName } = body as { variables?: unknown; operationName?: unknown };
  // Whoever looks an operation up by its name would find what every object has.
  if (typeof operationName === "string" && operationName in Object.prototype)
    throw new Refusal("BAD_REQUEST", { detail: "operationName" });
  refuseMany(variables, "", DEEPEST);
}

/** `variables.input.rows`. */
const DEEPEST = 3;

function refuseMany(value: unknown, name: string, levels: number): void {
  if (typeof value !== "object" || value === null || levels === 0) return;
  if (!Array.isArray(value)) {
    for (const [key, inner] of Object.entries(value)) refuseMany(inner, key, levels - 1);
    return;
  }
  const isListOfInputs = typeof value[0] === "object" && value[0] !== null && !Array.isArray(value[0]);
  if (isListOfInputs && value.length > WIDEST.batch)
    throw new Refusal(name === "rows" ? "TOO_MANY_ROWS" : "TOO_MANY_CELLS", { max: WIDEST.batch, asked: value.length });
}
