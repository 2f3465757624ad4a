/** Periods as people read them: 2026M10 → 2026 年 10 月. Anything unknown stays as it is. */

const FORMS: readonly (readonly [
  RegExp,
  (parts: readonly string[]) => string,
  (parts: readonly string[]) => string,
])[] = [
  [/^(\d{4})$/, ([, year]) => `${year} 年`, ([, year]) => `${year}`],
  [
    /^(\d{4})H([12])$/,
    ([, year, half]) => `${year} 年${half === "1" ? "上" : "下"}半年`,
    ([, year, half]) => `H${half} ${year}`,
  ],
  [
    /^(\d{4})Q([1-4])$/,
    ([, year, quarter]) => `${year} 年 ${quarter} 季度`,
    ([, year, quarter]) => `Q${quarter} ${year}`,
  ],
  [/^(\d{4})M(\d{2})$/, ([, year, month]) => `${year} 年 ${Number(month)} 月`, ([, year, month]) => `${year}-${month}`],
  [
    /^SY(\d{4})$/,
    ([, year]) => `${year}–${Number(year) + 1} 学年`,
    ([, year]) => `School year ${year}/${Number(year) + 1}`,
  ],
  [/^P(\d{4})\/(\d{4})$/, ([, from, to]) => `${from}–${to} 年`, ([, from, to]) => `${from}–${to}`],
];

export function periodLabel(period: string, language: "zh" | "en" = "zh"): string {
  for (const [form, zh, en] of FORMS) {
    const parts = form.exec(period);
    if (parts) return language === "zh" ? zh(parts) : en(parts);
  }
  return period;
}
