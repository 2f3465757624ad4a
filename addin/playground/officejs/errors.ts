/** Errors shaped like Office.js's own, so that the add-in's error handling meets the same codes here and in Excel. */

/** Where in the batch it happened. */
export interface DebugInfo {
  readonly code: string;
  readonly message: string;
  readonly errorLocation: string;
}

/** The shape of `OfficeExtension.Error`. */
export class OfficeError extends Error {
  override readonly name = "RichApi.Error";
  readonly traceMessages: readonly string[] = [];
  readonly innerError = null;
  readonly debugInfo: DebugInfo;

  constructor(
    readonly code: string,
    message: string,
    location = "",
  ) {
    super(message);
    this.debugInfo = { code, message, errorLocation: location };
  }
}

/** Something Office.js has, or may have, and the playground has not: said at once rather than answered wrongly. */
export function notOffered(location: string): OfficeError {
  return new OfficeError("ApiNotFound", `The playground does not offer ${location}.`, location);
}

/** A property read before it was loaded and synchronised. */
export function notLoaded(location: string): OfficeError {
  return new OfficeError(
    "PropertyNotLoaded",
    `The property '${location.split(".").at(-1)}' is not available. Before reading the property's value, call the load method on the containing object and call "context.sync()" on the associated request context.`,
    location,
  );
}
