/**
 * Units as people write them after a number: 万元, 千人次, 课时. Pure. Converts between scales of one thing only: 人次 and 人
 * never mix, nor money with anything.
 */

/** A unit in two parts: 万元 is ten thousand of 元. `base` is the name all words for the same thing share. */
export interface Unit {
  readonly scale: string;
  readonly base: string;
}

const SCALES: readonly (readonly [sign: string, scale: string])[] = [
  ["万亿", "1e12"],
  ["千万", "1e7"],
  ["百万", "1e6"],
  ["亿", "1e8"],
  ["万", "1e4"],
  ["千", "1e3"],
  ["百", "1e2"],
];

const BASES: Readonly<Record<string, string>> = {
  ...{ 元: "元", 元整: "元", 圆: "元", 人民币: "元", 块: "元" },
  ...{ 人次: "人次", 人: "人", 名: "人", 学时: "学时", 课时: "学时", 小时: "学时" },
  ...Object.fromEntries([..."次期班个本份家项场所门件篇节届户支台套张册"].map((word) => [word, "个"])),
  "%": "%",
  百分点: "%",
  个百分点: "%",
};

/** Null for words that are no unit known here. `万` alone is a scale without a base. */
export function readUnit(written: string): Unit | null {
  const known = BASES[written];
  if (known !== undefined) return { scale: "1", base: known };
  for (const [sign, scale] of SCALES) {
    if (!written.startsWith(sign)) continue;
    const rest = written.slice(sign.length);
    const base = rest === "" ? "" : BASES[rest];
    return base === undefined ? null : { scale, base };
  }
  return null;
}

/** Whether a number written in one may be said in the other. Without a base it is whatever the other is. */
export const isSameThing = (written: Unit, wanted: Unit): boolean =>
  written.base === wanted.base || written.base === "" || wanted.base === "";
