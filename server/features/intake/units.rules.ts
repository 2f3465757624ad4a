/** Units as they stand in headers, unit rows and captions (人次, 万元, %): recognised, split off, turned into scales. Pure. */
import { squeeze } from "../../domain/text.js";

const UNITS = new Set(
  (
    "人次 人 名 位 元 千元 万元 百万元 千万元 亿元 美元 万美元 亿美元 % ‰ 个 所 家 项 篇 节 期 届 次 场 栋 件 门 学时 课时 小时 分钟 天 日 周 月 年 岁 " +
    "平方米 ㎡ m2 亩 公顷 台 套 册 万册 本 分 户 千克 公斤 吨 张 份 班 批 条 支 万人次 万人 千人 千人次 倍 个百分点 元/人 元/人次 元/课时 人民币元 人民币万元"
  ).split(" "),
);

/** Powers of ten by which a unit is larger than its base unit. */
const SCALES: readonly (readonly [RegExp, number])[] = [
  [/^(人民币)?亿/u, 8],
  [/^千万/u, 7],
  [/^百万/u, 6],
  [/^(人民币)?万/u, 4],
  [/^千(元|人)/u, 3],
  [/^%$/u, -2],
  [/^‰$/u, -3],
];

export function unitOf(text: string): string | undefined {
  const plain = squeeze(text)
    .replace(/^[([【]|[)\]】]$/gu, "")
    .replace(/^(计量)?单位[::]?/u, "");
  return UNITS.has(plain) ? plain : undefined;
}

/** `金额（万元）` → 金额 and 万元; `经费/万元`, `占比%` likewise; without a unit the header comes back as it is. */
export function splitUnit(header: string): { readonly text: string; readonly unit?: string } {
  const bracketed = /^(.*?)[（([【]([^（()）[\]【】]+)[）)\]】]\s*$/su.exec(header);
  const inBrackets = bracketed ? unitOf(bracketed[2] ?? "") : undefined;
  if (bracketed && inBrackets && bracketed[1]?.trim()) return { text: bracketed[1].trim(), unit: inBrackets };
  const slashed = /^(.+)[/／,，]([^/／]+)$/su.exec(header);
  const afterSlash = slashed ? unitOf(slashed[2] ?? "") : undefined;
  if (slashed && afterSlash) return { text: (slashed[1] ?? "").trim(), unit: afterSlash };
  const percent = /^(.+?)\s*[%％]$/su.exec(header);
  return percent ? { text: percent[1] ?? header, unit: "%" } : { text: header };
}

/** The power of ten that turns a number in this unit into its base unit: 万元 → 4, % → −2, 人次 → 0. */
export function scaleOf(unit: string | undefined): number {
  if (!unit) return 0;
  return SCALES.find(([form]) => form.test(unit))?.[1] ?? 0;
}

/** `单位：万元` in a caption; 单位：某某学院 names an organization and is no unit. */
export function captionUnit(text: string): string | undefined {
  for (const found of text.matchAll(/单位\s*[:：]\s*([^\s,，;；)）]+)/gu)) {
    const unit = unitOf(found[1] ?? "");
    if (unit) return unit;
  }
  return undefined;
}

export function isMoneyUnit(unit: string | undefined): boolean {
  return unit !== undefined && /元$/u.test(unit);
}
