/** Makes a finding with the weight its code has. */
import { SEVERITIES, type FindingArgument, type FindingCode, type IntakeFinding } from "./findings.js";

export function finding(
  code: FindingCode,
  sheet: string,
  args: Readonly<Record<string, FindingArgument>> = {},
  row?: number,
  column?: string,
  field?: string,
): IntakeFinding {
  return {
    code,
    severity: SEVERITIES[code],
    args,
    sheet,
    ...(row === undefined ? {} : { row }),
    ...(column === undefined ? {} : { column }),
    ...(field === undefined ? {} : { field }),
  };
}

/** A row with a finding of this weight does not go in. */
export const keepsRowOut = (found: IntakeFinding): boolean => found.severity === "block" || found.severity === "error";
