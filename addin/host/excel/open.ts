/** Waits for Office to say where we are. Answers null outside of a spreadsheet; never waits for ever. */
import { ExcelHost } from "./excel-host.js";

/** A page opened by itself gets no word from Office at all. */
const PATIENCE_MS = 8_000;

export async function openExcel(): Promise<{ readonly host: ExcelHost; readonly isDark: boolean } | null> {
  if (typeof Office === "undefined") return null;
  const patience = new Promise<null>((resolve) => setTimeout(() => resolve(null), PATIENCE_MS));
  const info = await Promise.race([Office.onReady(), patience]);
  if (info?.host !== Office.HostType.Excel) return null;
  return { host: new ExcelHost(), isDark: isDarkTheme() };
}

/** Absent on older Office and on the web. */
function isDarkTheme(): boolean {
  const background = Office.context.officeTheme?.bodyBackgroundColor ?? "#FFFFFF";
  const [red = 255, green = 255, blue = 255] = [1, 3, 5].map((at) => Number.parseInt(background.slice(at, at + 2), 16));
  return red + green + blue < 382;
}
