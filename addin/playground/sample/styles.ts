/** The looks of the sample's cells; colours and marks follow the product's own in the grid. */
import { BorderStyleTypes, HorizontalAlign, type IStyleData, VerticalAlign, WrapStrategy } from "@univerjs/core";

const LINE = { s: BorderStyleTypes.THIN, cl: { rgb: "#D1D1D1" } };
const BOX = { bd: { t: LINE, b: LINE, l: LINE, r: LINE } };
const NUMBER = { ht: HorizontalAlign.RIGHT, n: { pattern: "#,##0" } };

/** Named once, referred to by the cells. */
export const STYLES: Readonly<Record<string, IStyleData>> = {
  title: { bl: 1, fs: 14 },
  caption: { fs: 9, cl: { rgb: "#5C5C5C" } },
  header: {
    ...BOX,
    bl: 1,
    bg: { rgb: "#EEF5F5" },
    ht: HorizontalAlign.CENTER,
    vt: VerticalAlign.MIDDLE,
    tb: WrapStrategy.WRAP,
  },
  unit: { ...BOX, fs: 9, bg: { rgb: "#EEF5F5" }, cl: { rgb: "#5C5C5C" }, ht: HorizontalAlign.CENTER },
  label: { ...BOX },
  counted: { ...BOX, ...NUMBER, bg: { rgb: "#F5F5F5" }, cl: { rgb: "#242424" } },
  reported: { ...BOX, ...NUMBER, cl: { rgb: "#0F4C9C" } },
  totalLabel: { ...BOX, bl: 1, bg: { rgb: "#F5F5F5" } },
  total: { ...BOX, ...NUMBER, bl: 1, bg: { rgb: "#F5F5F5" } },
  // Persons of the colleges do not add up to the school's: some train twice.
  notAdditive: { ...BOX, bl: 1, bg: { rgb: "#F5F5F5" }, ht: HorizontalAlign.RIGHT, n: { pattern: '"≠Σ"* #,##0' } },
  pastLabel: { ...BOX, bg: { rgb: "#ECECEC" }, cl: { rgb: "#4A4A4A" } },
  past: { ...BOX, ...NUMBER, bg: { rgb: "#ECECEC" }, cl: { rgb: "#4A4A4A" } },
  percent: { ...BOX, bg: { rgb: "#F5F5F5" }, ht: HorizontalAlign.RIGHT, n: { pattern: "0.0%" } },
  center: { ...BOX, ht: HorizontalAlign.CENTER },
  text: { ...BOX, n: { pattern: "@" } },
};
