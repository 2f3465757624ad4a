/** Words a finding of the rules for people, in both languages, and gives its code the spelling of the graph. */
import { wordFinding, type IntakeFinding } from "./findings.js";
import type { ShownFinding } from "./staged.js";

export function showIntakeFinding(found: IntakeFinding): ShownFinding {
  const reading = found.args.reading;
  return {
    code: found.code.replace(/[A-Z]/gu, (letter) => `_${letter}`).toUpperCase(),
    severity: found.severity.toUpperCase() as ShownFinding["severity"],
    args: found.args,
    message: wordFinding(found, "zh"),
    messageEn: wordFinding(found, "en"),
    sheet: found.sheet,
    row: found.row ?? null,
    cell: found.row === undefined || found.column === undefined ? null : `${found.column}${found.row}`,
    field: found.field ?? null,
    suggestion: reading === undefined ? null : String(reading),
  };
}

export const refusesRow = (found: ShownFinding): boolean => found.severity === "ERROR" || found.severity === "BLOCK";
