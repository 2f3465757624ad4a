/** Where a figure came from, in the one line a cell holds. Only what the hub said of it; nothing is asked. */
import type { Figure } from "../hub/hub.js";
import { localMinute } from "./words.js";

export function sourceLine({ value, source, computedValue, coverage, changedAt, changedBy, reason }: Figure): string {
  if (value === null) return "没有填报";
  const when = changedAt === null ? "" : ` ${localMinute(changedAt)}`;
  const who = changedBy === null ? "" : `：${changedBy}${when}`;
  const differs = computedValue !== null && computedValue !== value ? `；台账为 ${computedValue}` : "";
  const because = reason === null || reason === "" ? "" : `；原因：${reason}`;
  switch (source) {
    case "COMPUTED":
      return "由台账计出";
    case "FORMULA":
      return "由其他指标算出";
    case "ROLLED_UP":
      return coverage ? `由下级单位相加，${coverage.of} 个中 ${coverage.have} 个已报` : "由下级单位相加";
    case "IMPORT":
      return `由文件导入${who}${differs}`;
    case "BASELINE":
      return `历史基数${who}`;
    default:
      return `填报${who}${differs}${because}`;
  }
}
