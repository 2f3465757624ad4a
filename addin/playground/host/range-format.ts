/** How a range looks: fill, font, borders, alignment, sizes. A property that differs between cells is null, as in Excel. */
import {
  BorderStyleTypes,
  BorderType,
  HorizontalAlign,
  type IBorderData,
  type IStyleData,
  VerticalAlign,
  WrapStrategy,
} from "@univerjs/core";
import { SetWorksheetColWidthMutation } from "@univerjs/preset-sheets-core";
import { OfficeError } from "../officejs/errors.js";
import type { Range } from "./range.js";

/** Looking at more cells than this would cost more than the answer is worth; the first ones speak for the rest. */
const MOST_COMPARED = 2_000;
/** Excel counts in points, the grid in pixels. */
const PIXELS_PER_POINT = 4 / 3;

const HORIZONTAL: Readonly<Record<string, HorizontalAlign>> = {
  General: HorizontalAlign.UNSPECIFIED,
  Left: HorizontalAlign.LEFT,
  Center: HorizontalAlign.CENTER,
  Right: HorizontalAlign.RIGHT,
  Justify: HorizontalAlign.JUSTIFIED,
  Distributed: HorizontalAlign.DISTRIBUTED,
};
const VERTICAL: Readonly<Record<string, VerticalAlign>> = {
  Top: VerticalAlign.TOP,
  Center: VerticalAlign.MIDDLE,
  Bottom: VerticalAlign.BOTTOM,
};

const LINE: Readonly<Record<string, BorderStyleTypes>> = {
  None: BorderStyleTypes.NONE,
  Continuous: BorderStyleTypes.THIN,
  Dash: BorderStyleTypes.DASHED,
  DashDot: BorderStyleTypes.DASH_DOT,
  DashDotDot: BorderStyleTypes.DASH_DOT_DOT,
  Dot: BorderStyleTypes.DOTTED,
  Double: BorderStyleTypes.DOUBLE,
  SlantDashDot: BorderStyleTypes.SLANT_DASH_DOT,
};

/** Excel's word for a line as the grid's; the weight matters for a plain line only. */
export function lineStyle(style: string, weight = "Thin"): BorderStyleTypes {
  const found = LINE[style];
  if (found === undefined) throw new OfficeError("InvalidArgument", `'${style}' is not a line style.`);
  if (style === "Continuous" && weight === "Medium") return BorderStyleTypes.MEDIUM;
  if (style === "Continuous" && weight === "Thick") return BorderStyleTypes.THICK;
  return found;
}

/** The grid's line as Excel's word. */
export function lineName(style: BorderStyleTypes | undefined): string {
  if (style === undefined || style === BorderStyleTypes.NONE) return "None";
  return Object.keys(LINE).find((name) => LINE[name] === style) ?? "Continuous";
}

/** #RRGGBB in capitals, as Office.js writes colours; names such as "red" pass as they are. */
export function colourText(colour: string | null | undefined | void): string {
  if (!colour) return "";
  const [, red, green, blue] = /^rgba?\((\d+),\s*(\d+),\s*(\d+)/.exec(colour) ?? [];
  if (red === undefined) return colour.startsWith("#") ? colour.toUpperCase() : colour;
  return `#${[red, green, blue].map((part) => Number(part).toString(16).padStart(2, "0")).join("")}`.toUpperCase();
}

class Styled {
  constructor(protected readonly range: Range) {}

  /** The value all cells agree on, or null. */
  protected common<Value>(read: (style: Readonly<IStyleData>) => Value): Value | null {
    const { row, column, rows, columns } = this.range.area;
    const sheet = this.range.sheet.getSheet();
    const first = read(sheet.getComposedCellStyle(row, column));
    const count = Math.min(rows * columns, MOST_COMPARED);
    for (let index = 1; index < count; index++) {
      const style = sheet.getComposedCellStyle(row + Math.floor(index / columns), column + (index % columns));
      if (read(style) !== first) return null;
    }
    return first;
  }
}

export class RangeFormat extends Styled {
  get fill(): RangeFill {
    return new RangeFill(this.range);
  }

  get font(): RangeFont {
    return new RangeFont(this.range);
  }

  get borders(): RangeBorderCollection {
    return new RangeBorderCollection(this.range);
  }

  get protection(): FormatProtection {
    return new FormatProtection(this.range);
  }

  get horizontalAlignment(): string | null {
    const align = this.common((style) => style.ht ?? HorizontalAlign.UNSPECIFIED);
    return align === null ? null : (Object.keys(HORIZONTAL).find((name) => HORIZONTAL[name] === align) ?? "General");
  }

  set horizontalAlignment(name: string) {
    this.range
      .facade()
      .setHorizontalAlignment(
        name === "Left" ? "left" : name === "Center" ? "center" : name === "Right" ? "normal" : "left",
      );
    if (name === "Right") setStyle(this.range, { ht: HorizontalAlign.RIGHT });
    if (!["Left", "Center", "Right"].includes(name))
      setStyle(this.range, { ht: HORIZONTAL[name] ?? HorizontalAlign.UNSPECIFIED });
  }

  get verticalAlignment(): string | null {
    const align = this.common((style) => style.vt ?? VerticalAlign.BOTTOM);
    return align === null ? null : (Object.keys(VERTICAL).find((name) => VERTICAL[name] === align) ?? "Bottom");
  }

  set verticalAlignment(name: string) {
    this.range.facade().setVerticalAlignment(name === "Top" ? "top" : name === "Center" ? "middle" : "bottom");
  }

  get wrapText(): boolean | null {
    return this.common((style) => style.tb === WrapStrategy.WRAP);
  }

  set wrapText(wrap: boolean) {
    this.range.facade().setWrap(wrap);
  }

  get columnWidth(): number {
    return this.range.sheet.getColumnWidth(this.range.area.column) / PIXELS_PER_POINT;
  }

  set columnWidth(points: number) {
    const { sheet, book, area } = this.range;
    // Not by the grid's command: that fits the heights of a million rows anew, and Excel does no such thing either.
    void book.grid.commands.syncExecuteCommand(SetWorksheetColWidthMutation.id, {
      ...{ unitId: book.workbook.getId(), subUnitId: sheet.getSheetId() },
      ranges: [{ startRow: 0, endRow: 0, startColumn: area.column, endColumn: area.column + area.columns - 1 }],
      colWidth: Math.round(points * PIXELS_PER_POINT),
    });
  }

  get rowHeight(): number {
    return this.range.sheet.getRowHeight(this.range.area.row) / PIXELS_PER_POINT;
  }

  set rowHeight(points: number) {
    this.range.sheet.setRowHeightsForced(
      this.range.area.row,
      this.range.area.rows,
      Math.round(points * PIXELS_PER_POINT),
    );
  }

  autofitColumns(): void {
    this.range.sheet.autoResizeColumns(this.range.area.column, this.range.area.columns);
  }

  autofitRows(): void {
    this.range.sheet.autoResizeRows(this.range.area.row, this.range.area.rows);
  }
}

/** Writes style properties that the facade has no verb for. */
function setStyle(range: Range, style: IStyleData): void {
  const { rows, columns } = range.area;
  range.facade().setValues(Array.from({ length: rows }, () => Array.from({ length: columns }, () => ({ s: style }))));
}

export class RangeFill extends Styled {
  get color(): string | null {
    const colour = this.common((style) => style.bg?.rgb ?? "");
    // Excel answers white for a cell without a fill.
    return colour === null ? null : colourText(colour) || "#FFFFFF";
  }

  set color(colour: string) {
    if (colour) this.range.facade().setBackground(colour);
    else this.clear();
  }

  clear(): void {
    setStyle(this.range, { bg: null });
  }
}

export class RangeFont extends Styled {
  get bold(): boolean | null {
    return this.common((style) => style.bl === 1);
  }

  set bold(bold: boolean) {
    this.range.facade().setFontWeight(bold ? "bold" : "normal");
  }

  get italic(): boolean | null {
    return this.common((style) => style.it === 1);
  }

  set italic(italic: boolean) {
    this.range.facade().setFontStyle(italic ? "italic" : "normal");
  }

  get color(): string | null {
    const colour = this.common((style) => style.cl?.rgb ?? "");
    return colour === null ? null : colourText(colour) || "#000000";
  }

  set color(colour: string) {
    this.range.facade().setFontColor(colour);
  }

  get name(): string | null {
    return this.common((style) => style.ff ?? "Arial");
  }

  set name(name: string) {
    this.range.facade().setFontFamily(name);
  }

  get size(): number | null {
    return this.common((style) => style.fs ?? 11);
  }

  set size(size: number) {
    this.range.facade().setFontSize(size);
  }

  get underline(): string | null {
    return this.common((style) => (style.ul?.s === 1 ? "Single" : "None"));
  }

  set underline(name: string) {
    this.range.facade().setFontLine(name === "None" ? "none" : "underline");
  }

  get strikethrough(): boolean | null {
    return this.common((style) => style.st?.s === 1);
  }

  set strikethrough(on: boolean) {
    this.range.facade().setFontLine(on ? "line-through" : "none");
  }
}

const SIDES: Readonly<Record<string, { readonly type: BorderType; readonly key: keyof IBorderData }>> = {
  EdgeTop: { type: BorderType.TOP, key: "t" },
  EdgeBottom: { type: BorderType.BOTTOM, key: "b" },
  EdgeLeft: { type: BorderType.LEFT, key: "l" },
  EdgeRight: { type: BorderType.RIGHT, key: "r" },
  InsideHorizontal: { type: BorderType.HORIZONTAL, key: "b" },
  InsideVertical: { type: BorderType.VERTICAL, key: "r" },
};

export class RangeBorderCollection extends Styled {
  getItem(side: string): RangeBorder {
    if (!SIDES[side]) throw new OfficeError("InvalidArgument", `'${side}' is not a side the playground can draw.`);
    return new RangeBorder(this.range, side);
  }
}

export class RangeBorder extends Styled {
  #weight = "Thin";

  constructor(
    range: Range,
    readonly sideIndex: string,
  ) {
    super(range);
  }

  #present(): { readonly style: string; readonly color: string } {
    const { row, column } = this.range.area;
    const edge = this.range.sheet.getSheet().getComposedCellStyle(row, column).bd?.[SIDES[this.sideIndex]!.key];
    return { style: lineName(edge?.s), color: colourText(edge?.cl?.rgb) || "#000000" };
  }

  #draw(style: string, color: string): void {
    this.range.facade().setBorder(SIDES[this.sideIndex]!.type, lineStyle(style, this.#weight), color);
  }

  get style(): string {
    return this.#present().style;
  }

  set style(style: string) {
    this.#draw(style, this.#present().color);
  }

  get color(): string {
    return this.#present().color;
  }

  set color(color: string) {
    const { style } = this.#present();
    // Colouring an edge draws it, as in Excel.
    this.#draw(style === "None" ? "Continuous" : style, color);
  }

  get weight(): string {
    return this.#weight;
  }

  set weight(weight: string) {
    this.#weight = weight;
    const { style, color } = this.#present();
    this.#draw(style === "None" ? "Continuous" : style, color);
  }
}

/** Kept in the cell's own notes for the add-in; the grid does not lock cells. */
export class FormatProtection extends Styled {
  get locked(): boolean {
    return this.range.facade().getCustomMetaData()?.locked !== false;
  }

  set locked(locked: boolean) {
    const { rows, columns } = this.range.area;
    const data = Array.from({ length: rows }, () => Array.from({ length: columns }, () => ({ locked })));
    this.range.facade().setCustomMetaDatas(data);
  }
}
