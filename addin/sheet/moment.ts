/**
 * Reads a moment as people write it in a cell: a day, a day and a time, or Excel's own number for either. Times are those
 * of China, where the hub's users are; a day alone means its end. Refuses what is no date instead of guessing.
 */

const DAY_MS = 86_400_000;
/** Excel counts days from here; its invented 29 February 1900 is long past. */
const EXCEL_DAY_ZERO = Date.UTC(1899, 11, 30);
const CHINA_MS = 8 * 3_600_000;
const WRITTEN =
  /^(\d{4})(?:-|\/|\.|年)(\d{1,2})(?:-|\/|\.|月)(\d{1,2})日?(?:[ T]+(\d{1,2})[:：](\d{2})(?:[:：](\d{2}))?)?$/u;

/** The instant as ISO text, such as `2026-10-31T15:59:59.999Z`; null when it cannot be read. */
export function readMoment(typed: unknown): string | null {
  if (typeof typed === "number") return ofExcel(typed);
  const text = String(typed ?? "").trim();
  if (/^\d{5}(\.\d+)?$/.test(text)) return ofExcel(Number(text));
  const parts = WRITTEN.exec(text);
  if (!parts) return null;
  const [year, month, day, hour, minute, second] = parts.slice(1).map((part) => (part ? Number(part) : null));
  const date = Date.UTC(year ?? 0, (month ?? 0) - 1, day ?? 0);
  const written = new Date(date);
  if (written.getUTCMonth() + 1 !== month || written.getUTCDate() !== day) return null;
  if (hour === null || hour === undefined) return instant(date + DAY_MS - 1);
  if (hour > 23 || (minute ?? 0) > 59 || (second ?? 0) > 59) return null;
  return instant(date + ((hour * 60 + (minute ?? 0)) * 60 + (second ?? 0)) * 1000);
}

function ofExcel(serial: number): string | null {
  // Before 1950 or after 2200 it is some other number.
  if (!Number.isFinite(serial) || serial < 18_264 || serial > 109_574) return null;
  const whole = Number.isInteger(serial);
  const milliseconds = EXCEL_DAY_ZERO + Math.round(serial * DAY_MS);
  return instant(whole ? milliseconds + DAY_MS - 1 : milliseconds);
}

function instant(chinaMilliseconds: number): string {
  return new Date(chinaMilliseconds - CHINA_MS).toISOString();
}
