/** The few words a bound table writes into the sheet itself. Everything said in the pane is in ui/messages. */
import { MARK_LOOKS, type MarkState } from "./marks.js";
import { periodLabel } from "./period-label.js";

export const SHEET_WORDS = {
  rowHeader: "单位",
  status: "状态",
  total: "合计（中枢已收）",
  locked: "已锁定",
  sample: "示例数据",
} as const;

/** What a progress board writes. Its headers are also how its columns are found again. */
export const BOARD_WORDS = {
  headers: ["单位", "指标", "期间", "目标", "实际", "完成率", "进度", "比上期", "走势"],
  state: "进度",
  legend: "▲ 达到 · ● 不落后于时间 · ▼ 落后 · ▼▼ 不到应达到的八成",
  states: {
    reached: "▲ 达到",
    keepsPace: "● 按进度",
    behind: "▼ 落后",
    farBehind: "▼▼ 落后多",
    pending: "待定",
    noTarget: "— 无目标",
  },
  target: "目标",
  actual: "实际",
} as const;

/** 数据截至 2026-11-03 09:31 · 灰底 = 台账算出 · 蓝字 = 单位填报 */
export function asOfLine(asOf: string, pending = 0): string {
  const waiting = pending > 0 ? ` · ${pending} 处待发送未计入合计` : "";
  return `数据截至 ${localMinute(asOf)} · 灰底 = 台账算出 · 蓝字 = 单位填报${waiting}`;
}

/** The as-of row is known by its beginning, so a refresh rewrites it wherever it has moved to. */
export const AS_OF_BEGINS = "数据截至 ";

/** 拒 1 · 待 2 */
export function statusWords(counts: ReadonlyMap<MarkState, number>): string {
  const told: readonly MarkState[] = ["refused", "conflict", "pending", "stale", "override"];
  const words = told.flatMap((state) => {
    const count = counts.get(state) ?? 0;
    return count > 0 ? [`${MARK_LOOKS[state].sign} ${count}`] : [];
  });
  return words.length > 0 ? words.join(" · ") : (counts.get("locked") ?? 0) > 0 ? SHEET_WORDS.locked : "";
}

/** The title of a table when its person gave none. */
export function defaultTitle(name: string, periods: readonly string[]): string {
  const [first] = periods;
  return first !== undefined && new Set(periods).size === 1 ? `${name} · ${periodLabel(first)}` : name;
}

/** 2026-11-03 09:31 in the reader's own time. */
export function localMinute(instant: string): string {
  const date = new Date(instant);
  const two = (number: number) => String(number).padStart(2, "0");
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
  return `${day} ${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** 10-31: the day a stale value is from. */
export function localDay(instant: string): string {
  return localMinute(instant).slice(5, 10);
}
