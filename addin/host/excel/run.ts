/** Runs a batch against Excel and turns what Excel refuses into the port's own error. Everything here goes through it. */
import { HostError, type HostFailureCode } from "../host.js";

export async function run<Result>(batch: (context: Excel.RequestContext) => Promise<Result>): Promise<Result> {
  try {
    return await Excel.run(batch);
  } catch (error) {
    if (error instanceof HostError) throw error;
    const code = codeOf(error);
    throw new HostError(FAILURES[code] ?? "UNKNOWN", { code }, { cause: error });
  }
}

const FAILURES: Readonly<Record<string, HostFailureCode>> = {
  InvalidOperationInCellEditMode: "CELL_EDITING",
  AccessDenied: "PROTECTED",
  ItemNotFound: "GONE",
  InvalidReference: "GONE",
  RequestPayloadSizeLimitExceeded: "TOO_LARGE",
  ResponsePayloadSizeLimitExceeded: "TOO_LARGE",
  RangeExceedsLimit: "TOO_LARGE",
};

/** Errors of Office.js carry a code; their class is not the same object in every frame. */
function codeOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === "string" ? code : error instanceof Error ? error.name : "";
}

/** True when Excel offers this version of its interface. */
export function offers(version: string, set = "ExcelApi"): boolean {
  return Office.context.requirements.isSetSupported(set, version);
}
