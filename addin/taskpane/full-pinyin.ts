/** Names spelled out in pinyin without tones (政府补贴 → zhengfubutie). Heavy: loaded only once somebody searches. Pure. */
import { pinyin } from "pinyin-pro";

/** What is not Chinese stays as it is. */
export function fullPinyin(name: string): string {
  return pinyin(name, { toneType: "none", type: "array", nonZh: "consecutive", v: true }).join("").toLowerCase();
}
