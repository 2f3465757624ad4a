/**
 * Conditional formats with a formula. The grid's own rules are the store, so they move with their cells and are saved
 * with the workbook. Changes to one format are gathered and applied once at the end of a batch.
 */
import type { BorderStyleTypes, IBorderStyleData, IStyleBase } from "@univerjs/core";
import {
  CFRuleType,
  CFSubRuleType,
  type IConditionFormattingRule,
  type IFormulaHighlightCell,
} from "@univerjs/preset-sheets-conditional-formatting";
import { OfficeError } from "../officejs/errors.js";
import { areaText, intersection, type Rectangle } from "./address.js";
import type { Book } from "./book.js";
import { flag } from "./cell-values.js";
import { Range } from "./range.js";
import { colourText, lineName, lineStyle } from "./range-format.js";

type FormulaRule = IConditionFormattingRule<IFormulaHighlightCell>;

function areaOf(range: FormulaRule["ranges"][number]): Rectangle {
  return {
    row: range.startRow,
    column: range.startColumn,
    rows: range.endRow - range.startRow + 1,
    columns: range.endColumn - range.startColumn + 1,
  };
}

function rulesOf(range: Range): IConditionFormattingRule[] {
  return range.sheet
    .getConditionalFormattingRules()
    .filter((rule) => rule.ranges.some((part) => intersection(areaOf(part), range.area)));
}

export class ConditionalFormatCollection {
  constructor(private readonly range: Range) {}

  get items(): ConditionalFormat[] {
    this.range.book.finishBatch();
    return rulesOf(this.range).map((rule) => new ConditionalFormat(this.range.book, this.range.sheetId, rule));
  }

  add(type: string): ConditionalFormat {
    if (type !== "Custom")
      throw new OfficeError("ApiNotFound", `The playground draws conditional formats of type Custom, not ${type}.`);
    const { row, column, rows, columns } = this.range.area;
    const rule: FormulaRule = {
      cfId: crypto.randomUUID(),
      ranges: [{ startRow: row, endRow: row + rows - 1, startColumn: column, endColumn: column + columns - 1 }],
      stopIfTrue: false,
      rule: { type: CFRuleType.highlightCell, subType: CFSubRuleType.formula, value: "=FALSE", style: {} },
    };
    const format = new ConditionalFormat(this.range.book, this.range.sheetId, rule, true);
    format.changed();
    return format;
  }

  getItem(id: string): ConditionalFormat {
    const found = this.items.find((item) => item.id === id);
    if (!found) throw new OfficeError("ItemNotFound", "There is no such conditional format.");
    return found;
  }

  getItemAt(index: number): ConditionalFormat {
    const found = this.items[index];
    if (!found) throw new OfficeError("ItemNotFound", `There is no conditional format number ${index}.`);
    return found;
  }

  getCount(): number {
    return this.items.length;
  }

  clearAll(): void {
    for (const item of this.items) item.delete();
  }
}

/** One format; it edits its own copy of the rule and hands it to the grid at the end of the batch. */
export class ConditionalFormat {
  readonly type: string;
  #rule: IConditionFormattingRule;
  #isNew: boolean;

  constructor(
    private readonly book: Book,
    private readonly sheetId: string,
    rule: IConditionFormattingRule,
    isNew = false,
  ) {
    this.#rule = structuredClone(rule);
    this.#isNew = isNew;
    this.type = isFormulaRule(this.#rule) ? "Custom" : "CellValue";
  }

  get id(): string {
    return this.#rule.cfId;
  }

  get formulaRule(): FormulaRule {
    if (!isFormulaRule(this.#rule))
      throw new OfficeError("InvalidOperation", "The conditional format is not of type Custom.");
    return this.#rule;
  }

  /** The first cell of the format, to which its formula is relative. */
  get firstCell(): string {
    const { row, column } = areaOf(this.#rule.ranges[0]!);
    return areaText({ row, column, rows: 1, columns: 1 });
  }

  /** Notes that the rule differs from what the grid has. */
  changed(): void {
    this.book.atEndOfBatch(this.id, () => {
      const sheet = this.book.sheet(this.sheetId);
      if (this.#isNew) sheet.addConditionalFormattingRule(this.#rule);
      else sheet.setConditionalFormattingRule(this.id, this.#rule);
      this.#isNew = false;
    });
  }

  get custom(): CustomConditionalFormat {
    return new CustomConditionalFormat(this);
  }

  get stopIfTrue(): boolean {
    return this.#rule.stopIfTrue;
  }

  set stopIfTrue(stop: boolean) {
    this.#rule.stopIfTrue = stop;
    this.changed();
  }

  get priority(): number {
    return this.book
      .sheet(this.sheetId)
      .getConditionalFormattingRules()
      .findIndex((rule) => rule.cfId === this.id);
  }

  set priority(priority: number) {
    this.book.finishBatch();
    const sheet = this.book.sheet(this.sheetId);
    const target = sheet.getConditionalFormattingRules()[priority];
    if (target && target.cfId !== this.id) sheet.moveConditionalFormattingRule(this.id, target.cfId, "before");
  }

  getRange(): Range {
    return new Range(this.book, this.sheetId, areaOf(this.#rule.ranges[0]!));
  }

  delete(): void {
    this.book.dropAtEnd(this.id);
    if (!this.#isNew) this.book.sheet(this.sheetId).deleteConditionalFormattingRule(this.id);
  }
}

function isFormulaRule(rule: IConditionFormattingRule): rule is FormulaRule {
  return rule.rule.type === "highlightCell" && (rule.rule as IFormulaHighlightCell).subType === "formula";
}

class Part {
  constructor(protected readonly owner: ConditionalFormat) {}

  protected get look(): IStyleBase {
    return this.owner.formulaRule.rule.style;
  }

  protected change(style: Partial<IStyleBase>): void {
    const { rule } = this.owner.formulaRule;
    rule.style = { ...rule.style, ...style };
    this.owner.changed();
  }

  protected drop(...names: readonly (keyof IStyleBase)[]): void {
    const { rule } = this.owner.formulaRule;
    rule.style = Object.fromEntries(
      Object.entries(rule.style).filter(([name]) => !(names as readonly string[]).includes(name)),
    );
    this.owner.changed();
  }
}

export class CustomConditionalFormat extends Part {
  get rule(): ConditionalFormatRule {
    return new ConditionalFormatRule(this.owner);
  }

  get format(): ConditionalRangeFormat {
    return new ConditionalRangeFormat(this.owner);
  }
}

/** The grid knows no "this cell" in these formulas, so ROW() is told where it is; the reference moves from cell to cell. */
function withPlace(formula: string, cell: string): string {
  return formula.replace(/\b(ROW|COLUMN)\(\)/gi, `$1(${cell})`);
}

function withoutPlace(formula: string, cell: string): string {
  return formula.replaceAll(new RegExp(`\\b(ROW|COLUMN)\\(${cell}\\)`, "gi"), "$1()");
}

export class ConditionalFormatRule extends Part {
  get formula(): string {
    return withoutPlace(this.owner.formulaRule.rule.value, this.owner.firstCell);
  }

  set formula(formula: string) {
    this.owner.formulaRule.rule.value = withPlace(
      formula.startsWith("=") ? formula : `=${formula}`,
      this.owner.firstCell,
    );
    this.owner.changed();
  }
}

export class ConditionalRangeFormat extends Part {
  get fill(): ConditionalRangeFill {
    return new ConditionalRangeFill(this.owner);
  }

  get font(): ConditionalRangeFont {
    return new ConditionalRangeFont(this.owner);
  }

  get borders(): ConditionalRangeBorderCollection {
    return new ConditionalRangeBorderCollection(this.owner);
  }

  get numberFormat(): string {
    return this.look.n?.pattern ?? "";
  }

  set numberFormat(pattern: string) {
    if (pattern) this.change({ n: { pattern } });
    else this.drop("n");
  }
}

export class ConditionalRangeFill extends Part {
  get color(): string {
    return colourText(this.look.bg?.rgb);
  }

  set color(color: string) {
    this.change({ bg: { rgb: color } });
  }

  clear(): void {
    this.drop("bg");
  }
}

export class ConditionalRangeFont extends Part {
  get bold(): boolean {
    return this.look.bl === 1;
  }

  set bold(bold: boolean) {
    this.change({ bl: flag(bold) });
  }

  get italic(): boolean {
    return this.look.it === 1;
  }

  set italic(italic: boolean) {
    this.change({ it: flag(italic) });
  }

  get color(): string {
    return colourText(this.look.cl?.rgb);
  }

  set color(color: string) {
    this.change({ cl: { rgb: color } });
  }

  get underline(): string {
    return this.look.ul?.s === 1 ? "Single" : "None";
  }

  set underline(name: string) {
    this.change({ ul: { s: flag(name !== "None") } });
  }

  get strikethrough(): boolean {
    return this.look.st?.s === 1;
  }

  set strikethrough(on: boolean) {
    this.change({ st: { s: flag(on) } });
  }

  clear(): void {
    this.drop("bl", "it", "cl", "ul", "st");
  }
}

const EDGES: Readonly<Record<string, "t" | "b" | "l" | "r">> = {
  EdgeTop: "t",
  EdgeBottom: "b",
  EdgeLeft: "l",
  EdgeRight: "r",
};

export class ConditionalRangeBorderCollection extends Part {
  get top(): ConditionalRangeBorder {
    return this.getItem("EdgeTop");
  }

  get bottom(): ConditionalRangeBorder {
    return this.getItem("EdgeBottom");
  }

  get left(): ConditionalRangeBorder {
    return this.getItem("EdgeLeft");
  }

  get right(): ConditionalRangeBorder {
    return this.getItem("EdgeRight");
  }

  getItem(side: string): ConditionalRangeBorder {
    if (!EDGES[side]) throw new OfficeError("InvalidArgument", `'${side}' is not a side of a conditional format.`);
    return new ConditionalRangeBorder(this.owner, side);
  }
}

export class ConditionalRangeBorder extends Part {
  constructor(
    owner: ConditionalFormat,
    readonly sideIndex: string,
  ) {
    super(owner);
  }

  get #edge(): IBorderStyleData | undefined {
    return this.look.bd?.[EDGES[this.sideIndex]!] ?? undefined;
  }

  #set(style: BorderStyleTypes, color: string): void {
    this.change({ bd: { ...this.look.bd, [EDGES[this.sideIndex]!]: { s: style, cl: { rgb: color } } } });
  }

  get style(): string {
    return lineName(this.#edge?.s);
  }

  set style(style: string) {
    this.#set(lineStyle(style), this.color);
  }

  get color(): string {
    return colourText(this.#edge?.cl?.rgb) || "#000000";
  }

  set color(color: string) {
    this.#set(this.#edge?.s ?? lineStyle("Continuous"), color);
  }
}
