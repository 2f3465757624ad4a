/** The periods before one, oldest first, where counting back is plain: years, halves, quarters, months, school years. */

export function earlierPeriods(period: string, count: number): readonly string[] {
  const before: string[] = [];
  for (let one = previousPeriod(period); one !== null && before.length < count; one = previousPeriod(one))
    before.unshift(one);
  return before;
}

/** Null for spans, terms and days: nobody reads a trend of those. */
export function previousPeriod(period: string): string | null {
  const [, prefix = "", year = "", kind = "", part = ""] = /^(SY)?(\d{4})(?:([HQM])(\d{1,2}))?$/.exec(period) ?? [];
  if (year === "" || (prefix !== "" && kind !== "")) return null;
  if (kind === "") return `${prefix}${Number(year) - 1}`;
  const first = Number(part) === 1;
  const before = first ? { H: 2, Q: 4, M: 12 }[kind as "H" | "Q" | "M"] : Number(part) - 1;
  const text = kind === "M" ? String(before).padStart(2, "0") : String(before);
  return `${first ? Number(year) - 1 : year}${kind}${text}`;
}
