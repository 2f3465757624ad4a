/**
 * Streams the rows under a detected header: tells data from group lines, totals, notes and repeated headers, fills
 * merged cells down, and checks what group lines and totals declare. Pure; remembers sums, never rows.
 */
import { decimalOfFile, subtractDecimals, typedNumber, type DecimalText } from "../../domain/decimal.js";
import { foldHeader, oneLine, squeeze, toHalfWidth } from "../../domain/text.js";
import { ColumnSum } from "./column-sum.js";
import { columnLetter, type Cell, type CellRange, type Row } from "./cell.js";
import { finding } from "./finding.js";
import type { IntakeFinding } from "./findings.js";
import { isTotalLabel, shapeOf, textOf } from "./grid.rules.js";
import type { DetectedColumn } from "./header.rules.js";
import type { DetectedTable } from "./table.rules.js";

export interface TableRow {
  readonly number: number;
  readonly cells: ReadonlyMap<number, Cell>;
  /** The group line above it: 北京市. */
  readonly group?: string;
  /** Columns whose value came down from a merged cell, with the row it stands in. */
  readonly filledFrom: ReadonlyMap<number, number>;
}

export interface GroupLine {
  readonly row: number;
  readonly value: string;
  readonly declared?: number;
  readonly counted: number;
}

export interface TotalLine {
  readonly row: number;
  readonly label: string;
  readonly scope: "all" | "part";
  readonly checks: readonly {
    readonly column: string;
    readonly declared: DecimalText;
    readonly counted: DecimalText;
    readonly agrees: boolean;
  }[];
}

export interface TableSummary {
  readonly dataRows: number;
  readonly lastRow: number;
  readonly groups: readonly GroupLine[];
  readonly totals: readonly TotalLine[];
  readonly notes: readonly { readonly row: number; readonly text: string }[];
  /** Rows of a form that hold a running number and nothing else. */
  readonly blankNumbered: number;
  readonly findings: readonly IntakeFinding[];
}

const NOTE =
  /^\s*(注|说明|备注|附注|填表说明|填报说明|资料来源|数据来源|来源|note|source|remark)s?\s*([:：1-9一(（]|$)/iu;
const SIGNATURE =
  /^\s*(填表|填报|制表|制单|审核|审批|复核|单位负责|负责人|统计负责|联系人|联系电话|经办|报出|打印|盖章|签字)\S{0,8}\s*[:：]?/u;
const GROUP_COUNT =
  /^(.+?)\s*[(（]\s*(?:共|计|合计)?\s*([\d,，]+)\s*(?:所|个|家|人次|人|名|项|条|户|期|班|门|篇|件|位|校)?\s*[)）]$/u;
const SERIAL_HEADERS = new Set(["序号", "编号", "行号", "顺序号", "no", "sn", "id", "#", "序"]);
const NOT_ADDITIVE =
  /率|占比|比例|比重|均|同比|环比|增长|年龄|单价|序号|编号|代码|标识码|年份|电话|证件|身份证|账号|%/u;

/** Feed rows in order, then ask for the summary. */
export class TableReader {
  private readonly lastHeaderRow: number;
  private readonly merges: readonly CellRange[];
  private nextMerge = 0;
  private active: { range: CellRange; cell: Cell }[] = [];
  private group: { row: number; value: string; declared?: number; counted: number } | undefined;
  private groups: GroupLine[] = [];
  private totals: TotalLine[] = [];
  private notes: { row: number; text: string }[] = [];
  private findings: IntakeFinding[] = [];
  private inNotes = false;
  private dataRows = 0;
  private lastRow: number;
  private blankNumbered = 0;
  private rowsSinceBoundary = 0;
  private readonly all = new Map<number, ColumnSum>();
  private readonly part = new Map<number, ColumnSum>();
  private readonly additive: ReadonlySet<number>;
  private readonly named: readonly DetectedColumn[];
  /** The lowest header of each column, folded. */
  private readonly lastHeaders: ReadonlyMap<number, string>;
  private leading: { row: number; label: string; cells: readonly Cell[]; scope: "all" | "part" }[] = [];
  private readonly width: number;
  private readonly byIndex: ReadonlyMap<number, DetectedColumn>;

  constructor(
    private readonly table: DetectedTable,
    merges: readonly CellRange[],
  ) {
    this.lastHeaderRow = table.firstRow - 1;
    this.lastRow = this.lastHeaderRow;
    this.width = table.lastColumn - table.firstColumn + 1;
    this.byIndex = new Map(table.columns.map((column) => [column.index, column]));
    this.named = table.columns.filter((column) => column.header !== "");
    this.lastHeaders = new Map(
      table.columns.flatMap(({ index, path }) => (path.length > 0 ? [[index, foldHeader(path.at(-1) ?? "")]] : [])),
    );
    this.additive = new Set(table.columns.filter(isAdditive).map((column) => column.index));
    this.merges = merges.filter(
      (m) => m.top > this.lastHeaderRow && m.left <= table.lastColumn && m.right >= table.firstColumn,
    );
  }

  /** The row as data, or nothing when it is something else. */
  read(row: Row): TableRow | undefined {
    if (row.number <= this.lastHeaderRow) return undefined;
    const inside = row.cells.filter((c) => c.column >= this.table.firstColumn && c.column <= this.table.lastColumn);
    const started = this.advanceMerges(row.number, inside);
    const visible = inside.filter((cell) => cell.kind !== "text" || squeeze(textOf(cell)) !== "");
    if (visible.length === 0) return undefined;
    if (this.isNote(row, visible) || this.isGroup(row, visible, started) || this.isTotal(row, visible))
      return undefined;
    if (this.isRepeatedHeader(row, visible)) return undefined;
    if (this.isNumberOnly(visible)) {
      this.blankNumbered += 1;
      return undefined;
    }
    return this.dataRow(row, inside);
  }

  finish(): TableSummary {
    this.closeGroup();
    this.settleLeading("part");
    this.settleLeading("all");
    const { dataRows, lastRow, groups, totals, notes, blankNumbered, findings } = this;
    return { dataRows, lastRow, groups, totals, notes, blankNumbered, findings };
  }

  private dataRow(row: Row, inside: readonly Cell[]): TableRow {
    this.inNotes = false;
    const cells = new Map<number, Cell>();
    const filledFrom = new Map<number, number>();
    for (const { range, cell } of this.active) {
      if (range.top < row.number && range.bottom >= row.number) {
        cells.set(cell.column, cell);
        filledFrom.set(cell.column, range.top);
      }
    }
    for (const cell of inside) {
      cells.set(cell.column, cell);
      filledFrom.delete(cell.column);
    }
    for (const cell of inside) this.addUp(cell);
    this.dataRows += 1;
    this.rowsSinceBoundary += 1;
    this.lastRow = row.number;
    if (this.group) this.group.counted += 1;
    return { number: row.number, cells, filledFrom, ...(this.group ? { group: this.group.value } : {}) };
  }

  private addUp(cell: Cell): void {
    const value = this.additive.has(cell.column) ? numberIn(cell) : undefined;
    if (value === undefined) return;
    sumIn(this.all, cell.column).add(value);
    sumIn(this.part, cell.column).add(value);
  }

  /** Takes in the merges that start on this row and lets go of those above it; returns the ones that start here. */
  private advanceMerges(row: number, inside: readonly Cell[]): readonly CellRange[] {
    this.active = this.active.filter(({ range }) => range.bottom >= row);
    const started: CellRange[] = [];
    for (; ; this.nextMerge += 1) {
      const range = this.merges[this.nextMerge];
      if (!range || range.top > row) break;
      if (range.top < row) continue;
      started.push(range);
      const cell = inside.find((c) => c.column === range.left);
      if (cell && range.bottom > range.top) this.active.push({ range, cell });
    }
    return started;
  }

  private isNote(row: Row, visible: readonly Cell[]): boolean {
    // The cheap signs first: nearly every row is data and has none of them.
    const single = visible.length === 1;
    const hasColon = visible.some((cell) => cell.kind === "text" && /[:：]/u.test(textOf(cell)));
    if (visible.length > 2 && !hasColon && !this.inNotes) return false;
    const texts = visible.map((cell) => toHalfWidth(textOf(cell)));
    const first = texts[0] ?? "";
    const signature =
      hasColon &&
      texts.some((t) => SIGNATURE.test(t)) &&
      visible.every((cell) => shapeOf(cell) === "text" || shapeOf(cell) === "date");
    const starts = (visible.length <= 2 && NOTE.test(first)) || signature;
    if (!starts && !(this.inNotes && (single || visible.length < Math.min(3, this.width)))) return false;
    this.inNotes = true;
    this.notes.push({ row: row.number, text: oneLine(texts.join(" ")) });
    return true;
  }

  private isGroup(row: Row, visible: readonly Cell[], started: readonly CellRange[]): boolean {
    const cell = visible[0];
    if (visible.length !== 1 || !cell || shapeOf(cell) !== "text") return false;
    const text = oneLine(textOf(cell));
    const merged = started.some(
      (m) => m.left === cell.column && m.right > m.left && m.right - m.left + 1 >= this.width / 2,
    );
    const counted = GROUP_COUNT.exec(text);
    if (isTotalLabel(text) || (!merged && !(counted && cell.column <= this.table.firstColumn + 1 && this.width > 2)))
      return false;
    this.closeGroup();
    const value = oneLine(counted?.[1] ?? text).replace(/[:：]$/u, "");
    const declared = counted ? Number(squeeze(counted[2] ?? "").replace(/,/gu, "")) : undefined;
    this.group = { row: row.number, value, counted: 0, ...(declared === undefined ? {} : { declared }) };
    this.startPart();
    this.inNotes = false;
    return true;
  }

  private closeGroup(): void {
    const group = this.group;
    if (!group) return;
    this.groups.push(group);
    if (group.declared !== undefined && group.declared !== group.counted) {
      const args = { group: group.value, declared: group.declared, counted: group.counted };
      this.findings.push(
        finding("groupCountDiffers", this.table.sheet, args, group.row, columnLetter(this.table.firstColumn)),
      );
    }
    this.group = undefined;
  }

  private startPart(): void {
    this.settleLeading("part");
    this.part.clear();
    this.rowsSinceBoundary = 0;
  }

  private isTotal(row: Row, visible: readonly Cell[]): boolean {
    if (!visible.some((cell) => cell.kind === "text" && /计|total/iu.test(textOf(cell)))) return false;
    const texts = visible.filter((cell) => shapeOf(cell) === "text");
    const label = texts.slice(0, 3).find((cell) => isTotalLabel(textOf(cell)));
    if (!label || texts.length > 3) return false;
    const text = oneLine(textOf(label));
    const scope = /小计|subtotal/iu.test(squeeze(text)) || /^.+(合计|总计|共计)$/u.test(squeeze(text)) ? "part" : "all";
    const numbers = visible.filter((cell) => numberIn(cell) !== undefined);
    const isLeading = scope === "all" ? this.dataRows === 0 : this.rowsSinceBoundary === 0;
    if (isLeading) this.leading.push({ row: row.number, label: text, cells: numbers, scope });
    else this.checkTotal(row.number, text, numbers, scope);
    if (scope === "part" && !isLeading) this.startPart();
    this.lastRow = row.number;
    return true;
  }

  /** A total that stood above its rows is checked once they have passed. */
  private settleLeading(scope: "all" | "part"): void {
    const due = this.leading.filter((lead) => lead.scope === scope);
    if (due.length === 0 || this.dataRows === 0) return;
    if (scope === "part" && this.rowsSinceBoundary === 0) return;
    this.leading = this.leading.filter((lead) => lead.scope !== scope);
    for (const lead of due) this.checkTotal(lead.row, lead.label, lead.cells, scope);
  }

  private checkTotal(row: number, label: string, numbers: readonly Cell[], scope: "all" | "part"): void {
    const checks: TotalLine["checks"][number][] = [];
    for (const cell of numbers) {
      const declared = numberIn(cell);
      if (declared === undefined || !this.additive.has(cell.column)) continue;
      const all = this.all.get(cell.column)?.total();
      const part = this.part.get(cell.column)?.total();
      const counted = (scope === "all" ? all : part) ?? "0";
      const agrees =
        isClose(declared, counted) ||
        (part !== undefined && isClose(declared, part)) ||
        (all !== undefined && isClose(declared, all));
      checks.push({ column: columnLetter(cell.column), declared, counted, agrees });
      if (agrees) continue;
      const difference = subtractDecimals(declared, counted).replace(/^-/u, "");
      this.findings.push(
        finding("totalDiffers", this.table.sheet, { declared, counted, difference }, row, columnLetter(cell.column)),
      );
    }
    this.totals.push({ row, label, scope, checks });
  }

  private isRepeatedHeader(row: Row, visible: readonly Cell[]): boolean {
    const { named } = this;
    if (visible.length < Math.max(2, named.length * 0.8)) return false;
    // As soon as too many cells say something else the row is data.
    let spare = visible.length - named.length * 0.8;
    for (const cell of visible) {
      const last = this.lastHeaders.get(cell.column);
      if (last === undefined || !foldHeader(oneLine(textOf(cell))).startsWith(last)) spare -= 1;
      if (spare < 0) return false;
    }
    this.findings.push(finding("repeatedHeader", this.table.sheet, {}, row.number));
    return true;
  }

  private isNumberOnly(visible: readonly Cell[]): boolean {
    const cell = visible[0];
    if (visible.length !== 1 || !cell || shapeOf(cell) !== "number") return false;
    return SERIAL_HEADERS.has(foldHeader(this.byIndex.get(cell.column)?.header ?? ""));
  }
}

const isAdditive = (column: DetectedColumn): boolean => column.unit !== "%" && !NOT_ADDITIVE.test(column.header);

function sumIn(sums: Map<number, ColumnSum>, column: number): ColumnSum {
  const known = sums.get(column);
  if (known) return known;
  const fresh = new ColumnSum();
  sums.set(column, fresh);
  return fresh;
}

function numberIn(cell: Cell): DecimalText | undefined {
  if (cell.kind === "number") return decimalOfFile(textOf(cell));
  if (cell.kind !== "text") return undefined;
  const typed = typedNumber(textOf(cell));
  return typed.kind === "number" ? typed.value : undefined;
}

/** Formula results carry binary noise; a difference below a millionth is none. */
function isClose(a: DecimalText, b: DecimalText): boolean {
  const difference = subtractDecimals(a, b).replace(/^-/u, "");
  return /^0(\.0{5}\d*)?$/u.test(difference);
}
