/** Turns codes with arguments into sentences: findings, troubles, times and numbers, in the language of the pane. */
import type { Trouble } from "../actions/desk.js";
import type { Finding, FigureSource } from "../hub/hub.js";
import { suggestionOf } from "../sheet/fixes.js";
import { localMinute } from "../sheet/words.js";
import type { Messages } from "./messages/zh-cn.js";

export function findingWords(m: Messages, finding: Finding, address: string): string {
  const said = m.language === "zh-CN" ? finding.message : finding.messageEn;
  if (said) return said;
  const text = (name: string): string => String(finding.args[name] ?? "");
  switch (finding.code) {
    case "NOT_A_NUMBER":
      return m.finding.NOT_A_NUMBER(address, suggestionOf(finding));
    case "UNIT_MISMATCH":
      return m.finding.UNIT_MISMATCH(address, text("typed"), text("unit"));
    case "LOCKED":
      return m.finding.LOCKED(address);
    case "NOT_WRITABLE":
      return m.finding.NOT_WRITABLE(address);
    case "CELL_IN_ERROR":
      return m.finding.CELL_IN_ERROR(address);
    case "TYPED_TWICE":
      return m.finding.TYPED_TWICE(address, text("other"));
    default:
      return m.finding.other(address, finding.code);
  }
}

export function troubleWords(m: Messages, trouble: Trouble): string {
  switch (trouble.kind) {
    case "offline":
      return m.trouble.offline(localMinute(trouble.since).slice(-5));
    case "refusal":
      return m.language === "zh-CN" ? trouble.message : trouble.messageEn;
    case "accident":
      return m.trouble.accident(trouble.id ?? m.trouble.noId);
    case "hostFailed":
      return m.trouble.host[trouble.code];
  }
}

export function isTrouble(report: { readonly kind: string }): report is Trouble {
  return ["offline", "refusal", "accident", "hostFailed"].includes(report.kind);
}

/** Thousands separated, nothing rounded; null is a dash. */
export function numberWords(value: string | null, m: Messages): string {
  if (value === null || value === "") return m.noValue;
  const match = /^(-?)(\d+)(\.\d+)?$/.exec(value);
  if (!match) return value;
  const [, sign = "", whole = "", fraction = ""] = match;
  const trimmed = fraction.replace(/0+$/, "").replace(/^\.$/, "");
  return sign + whole.replaceAll(/\B(?=(\d{3})+(?!\d))/g, ",") + trimmed;
}

/** One character that says what kind of number it is. */
export function sourceSign(m: Messages, source: FigureSource | null, isOverride = false): string {
  if (isOverride) return m.source.override;
  if (source === "COMPUTED") return m.source.counted;
  if (source === "ROLLED_UP") return m.source.rolledUp;
  return source === "FORMULA" ? m.source.formula : m.source.reported;
}
