/**
 * WPS's spreadsheet for tests, written from what WPS documents of its object model (open.wps.cn, 加载项; the published
 * declarations et-jsapi-declare 2.5.0), never from a running WPS. It has only members that are documented there and that
 * the host uses: any other, read or set, throws. Where the documents are silent it follows the family of COM it copies.
 */
import type { WpsApplication, WpsEvent, WpsListener, WpsRange, WpsSheet } from "../../addin/host/wps/api.js";

type Value = string | number | boolean;

/** Only what stands in the object exists; reading or setting anything else is a mistake of ours. */
export function strict<Shape extends object>(name: string, members: Shape): Shape {
  return new Proxy(members, {
    get(target, key) {
      // Symbols, and what the language and the test runner ask of every object.
      if (typeof key === "symbol" || key in target || key === "then" || key === "toJSON")
        return Reflect.get(target, key);
      throw new Error(`WPS documents no ${name}.${key}`);
    },
    set(target, key, value) {
      const own = Object.getOwnPropertyDescriptor(target, key);
      if (!own || (own.get && !own.set)) throw new Error(`WPS documents no ${name}.${String(key)} that can be set`);
      return Reflect.set(target, key, value);
    },
  });
}

interface Area {
  readonly sheet: DoubleSheet;
  /** From 0; ends are not within. */
  readonly top: number;
  readonly left: number;
  readonly bottom: number;
  readonly right: number;
}

interface Rule {
  area: Area;
  readonly formula: string;
}

interface DoubleSheet {
  name: string;
  visible: number;
  isProtected: boolean;
  cells: Map<string, Value>;
  formats: Map<string, string>;
  unlocked: Set<string>;
  rules: Rule[];
  comments: { row: number; column: number; text: string }[];
  lists: Map<string, string>;
  charts: { Name: string }[];
}

const [LAST_ROW, LAST_COLUMN] = [1_048_576, 16_384];
const key = (row: number, column: number): string => `${row},${column}`;

export class WpsDouble {
  readonly sheets: DoubleSheet[];
  readonly storage = new Map<string, unknown>();
  readonly functions = new Map<string, (...args: unknown[]) => unknown>();
  readonly panes: { url: string; ID: number; Visible: boolean; Width: number; DockPosition: number }[] = [];
  calculations = 0;
  isEditing = false;
  private active: DoubleSheet;
  private selected: Area;
  private names: { name: string; area: Area | null }[] = [];
  private parts: string[] = [];
  private readonly listeners: { name: WpsEvent; listener: WpsListener }[] = [];
  private readonly settings = { EnableEvents: true, ScreenUpdating: true, DisplayAlerts: true };

  constructor(names: readonly string[] = ["Sheet1"]) {
    this.sheets = names.map(newSheet);
    this.active = this.sheets[0] ?? newSheet("Sheet1");
    this.selected = this.areaOf(this.active, "A1");
  }

  /** What `window.Application` is to a page of the add-in. */
  readonly application: WpsApplication = this.makeApplication();

  /** Selects as a person does: `A1:B3`, `3:5` or `B:C`. */
  select(sheet: string, address: string): void {
    const found = this.sheets.find(({ name }) => name === sheet);
    if (!found) throw new Error("no such sheet");
    this.active = found;
    this.selected = this.areaOf(found, address);
    this.raise("SheetSelectionChange", this.selected);
  }

  private makeApplication(): WpsApplication {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- getters of an object literal have a `this` of their own
    const double = this;
    return strict("Application", {
      get ActiveWorkbook() {
        return double.workbook();
      },
      get ActiveWindow() {
        return strict("Window", {
          RangeSelection: double.range(double.selected),
          ActiveCell: double.range({
            ...double.selected,
            bottom: double.selected.top + 1,
            right: double.selected.left + 1,
          }),
        });
      },
      Version: "12.0",
      Build: 20_540,
      get Ready() {
        return !double.isEditing;
      },
      PluginStorage: strict("PluginStorage", {
        getItem: (name: string) => double.storage.get(name),
        setItem: (name: string, value: string) => void double.storage.set(name, value),
        removeItem: (name: string) => void double.storage.delete(name),
      }),
      ApiEvent: strict("ApiEvent", {
        AddApiEventListener: (name: WpsEvent, listener: WpsListener) => void double.listeners.push({ name, listener }),
        RemoveApiEventListener: (name: WpsEvent, listener: WpsListener) => {
          const at = double.listeners.findIndex((one) => one.name === name && one.listener === listener);
          if (at >= 0) double.listeners.splice(at, 1);
        },
      }),
      get EnableEvents() {
        return double.settings.EnableEvents;
      },
      set EnableEvents(on: boolean) {
        double.settings.EnableEvents = on;
      },
      get ScreenUpdating() {
        return double.settings.ScreenUpdating;
      },
      set ScreenUpdating(on: boolean) {
        double.settings.ScreenUpdating = on;
      },
      get DisplayAlerts() {
        return double.settings.DisplayAlerts;
      },
      set DisplayAlerts(on: boolean) {
        double.settings.DisplayAlerts = on;
      },
      CalculateFull: () => void double.calculations++,
      CreateTaskPane: (url: string) => {
        const pane = { url, ID: double.panes.length + 1, Visible: false, Width: 0, DockPosition: 0 };
        double.panes.push(pane);
        return taskPane(pane);
      },
      GetTaskPane: (id: number) => taskPane(at(double.panes, id)),
      AddCustomFunction: (namespace: string, name: string, callback: (...args: unknown[]) => unknown) =>
        void double.functions.set(`${namespace}.${name}`, callback),
    });
  }

  private workbook(): WpsApplication["ActiveWorkbook"] {
    return strict("Workbook", {
      get Name() {
        return "月报.xlsx";
      },
      get FullName() {
        return "D:\\月报.xlsx";
      },
      ActiveSheet: this.sheetObject(this.active),
      Sheets: strict("Sheets", {
        Count: this.sheets.length,
        Item: (index: number) => this.sheetObject(at(this.sheets, index)),
        Add: (_before: undefined, after: WpsSheet) => {
          let number = this.sheets.length + 1;
          while (this.sheets.some(({ name }) => name === `Sheet${number}`)) number++;
          const added = newSheet(`Sheet${number}`);
          this.sheets.splice(after.Index, 0, added);
          this.active = added;
          return this.sheetObject(added);
        },
      }),
      Names: strict("Names", {
        Count: this.names.length,
        Item: (index: number) => this.nameObject(at(this.names, index)),
        Add: (name: string, refersTo: string) => {
          const match = /^='?((?:[^']|'')+?)'?!(.+)$/.exec(refersTo);
          const sheet = this.sheets.find((one) => one.name === match?.[1]?.replaceAll("''", "'"));
          if (!match?.[2] || !sheet) throw new Error(`a name cannot stand for ${refersTo}`);
          const made = { name, area: this.areaOf(sheet, match[2]) };
          this.names = [...this.names.filter((one) => one.name !== name), made];
          return this.nameObject(made);
        },
      }),
      CustomXMLParts: strict("CustomXMLParts", {
        Add: (xml: string) => {
          this.parts.push(xml);
          return this.partObject(xml);
        },
        SelectByNamespace: (namespace: string) => {
          const found = this.parts.filter((xml) => xml.includes(`xmlns="${namespace}"`));
          return strict("CustomXMLParts", {
            Count: found.length,
            Item: (index: number) => this.partObject(at(found, index)),
          });
        },
      }),
    });
  }

  private partObject(xml: string) {
    return strict("CustomXMLPart", {
      XML: `<?xml version="1.0"?>${xml}`,
      Delete: () => {
        this.parts.splice(this.parts.indexOf(xml), 1);
      },
    });
  }

  private nameObject(held: { name: string; area: Area | null }) {
    const range = (area: Area | null): WpsRange => {
      if (!area) throw new Error("the name refers to no range");
      return this.range(area);
    };
    return strict("Name", {
      Name: held.name,
      get RefersToRange() {
        return range(held.area);
      },
      Delete: () => {
        this.names = this.names.filter((one) => one !== held);
      },
    });
  }

  private sheetObject(sheet: DoubleSheet): WpsSheet {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- as above
    const double = this;
    const whole: Area = { sheet, top: 0, left: 0, bottom: LAST_ROW, right: LAST_COLUMN };
    return strict("Worksheet", {
      get Name() {
        return sheet.name;
      },
      set Name(name: string) {
        if (double.sheets.some((one) => one !== sheet && one.name === name)) throw new Error("the name is taken");
        sheet.name = name;
      },
      get Visible() {
        return sheet.visible;
      },
      set Visible(visible: number) {
        sheet.visible = visible;
      },
      Index: this.sheets.indexOf(sheet) + 1,
      get ProtectContents() {
        return sheet.isProtected;
      },
      get UsedRange() {
        const used = [...sheet.cells.keys()].map((one) => one.split(",").map(Number) as [number, number]);
        const [rows, columns] = [used.map(([row]) => row), used.map(([, column]) => column)];
        return double.range({
          sheet,
          top: Math.min(0x7fffffff, ...rows) === 0x7fffffff ? 0 : Math.min(...rows),
          left: columns.length === 0 ? 0 : Math.min(...columns),
          bottom: Math.max(0, ...rows) + 1,
          right: Math.max(0, ...columns) + 1,
        });
      },
      Cells: this.range(whole),
      get Comments() {
        return strict("Comments", {
          Count: sheet.comments.length,
          Item: (index: number) => double.commentObject(sheet, at(sheet.comments, index)),
        });
      },
      Range: (address: string) => this.range(this.areaOf(sheet, address)),
      Activate: () => void (this.active = sheet),
      Delete: () => {
        if (this.settings.DisplayAlerts) throw new Error("WPS would ask a person first");
        this.sheets.splice(this.sheets.indexOf(sheet), 1);
        for (const name of this.names) if (name.area?.sheet === sheet) name.area = null;
        if (this.active === sheet) this.active = this.sheets[0]!;
      },
      Protect: () => void (sheet.isProtected = true),
      Unprotect: () => void (sheet.isProtected = false),
      ChartObjects: () =>
        strict("ChartObjects", {
          Count: sheet.charts.length,
          Item: (index: number) => this.chartObject(sheet, at(sheet.charts, index)),
          Add: () => {
            const made = { Name: `Chart ${sheet.charts.length + 1}` };
            sheet.charts.push(made);
            return this.chartObject(sheet, made);
          },
        }),
    }) as WpsSheet;
  }

  private chartObject(sheet: DoubleSheet, held: { Name: string; Chart?: object }) {
    const series: object[] = [];
    const newSeries = () =>
      strict("Series", {
        Name: "",
        Values: "",
        XValues: "",
        Interior: strict("Interior", { Color: 0 }),
        Border: strict("Border", { Color: 0 }),
      });
    held.Chart ??= strict("Chart", {
      ChartType: 0,
      HasTitle: false,
      ChartTitle: strict("ChartTitle", { Text: "" }),
      HasLegend: true,
      Axes: () => strict("Axis", { ReversePlotOrder: false, MinimumScale: 0 }),
      SeriesCollection: () =>
        strict("SeriesCollection", {
          Count: series.length,
          Item: (index: number) => at(series, index),
          NewSeries: () => {
            const made = newSeries();
            series.push(made);
            return made;
          },
        }),
    });
    return strict("ChartObject", {
      get Name() {
        return held.Name;
      },
      set Name(name: string) {
        held.Name = name;
      },
      Chart: held.Chart,
      Delete: () => void sheet.charts.splice(sheet.charts.indexOf(held), 1),
    }) as ReturnType<ReturnType<WpsSheet["ChartObjects"]>["Item"]>;
  }

  private commentObject(sheet: DoubleSheet, comment: DoubleSheet["comments"][number]) {
    const { row, column } = comment;
    return strict("Comment", {
      Parent: this.range({ sheet, top: row, left: column, bottom: row + 1, right: column + 1 }),
      Text: () => comment.text,
      Delete: () => void sheet.comments.splice(sheet.comments.indexOf(comment), 1),
    });
  }

  private range(area: Area): WpsRange {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- as above
    const double = this;
    const { sheet, top, left, bottom, right } = area;
    const isOne = bottom - top === 1 && right - left === 1;
    const grid = <Held>(read: (cell: string) => Held): Held | Held[][] => {
      if ((bottom - top) * (right - left) > 5_000_000) throw new Error("too many cells at once");
      if (isOne) return read(key(top, left));
      return rowsOf(area).map((row) => columnsOf(area).map((column) => read(key(row, column))));
    };
    const write = (held: unknown): void => {
      if (double.isEditing) throw new Error("a cell is being edited");
      const isLocked = rowsOf(area).some((row) =>
        columnsOf(area).some((column) => !sheet.unlocked.has(key(row, column))),
      );
      if (sheet.isProtected && isLocked) throw new Error("the sheet is protected");
      rowsOf(area).forEach((row, down) =>
        columnsOf(area).forEach((column, across) => {
          const value: unknown = Array.isArray(held) ? (held as unknown[][])[down]?.[across] : held;
          if (value === null || value === undefined || value === "") sheet.cells.delete(key(row, column));
          else sheet.cells.set(key(row, column), value as Value);
        }),
      );
      double.raise("SheetChange", area);
    };
    return strict("Range", {
      Row: top + 1,
      Column: left + 1,
      Rows: strict("Range", { Count: bottom - top }),
      Columns: strict("Range", { Count: right - left }),
      get Areas() {
        return strict("Areas", { Count: 1, Item: () => double.range(area) });
      },
      get Worksheet() {
        return double.sheetObject(sheet);
      },
      Cells: strict("Range", {
        Item: (row: number, column: number) =>
          this.range({
            sheet,
            top: top + row - 1,
            left: left + column - 1,
            bottom: top + row,
            right: left + column,
          }),
      }),
      get Text() {
        return isOne ? shown(double.calculate(sheet, key(top, left)), sheet.formats.get(key(top, left))) : null;
      },
      Left: left * 54,
      Top: top * 14,
      Width: (right - left) * 54,
      Height: (bottom - top) * 14,
      get Value2() {
        return grid((cell) => double.calculate(sheet, cell)) as never;
      },
      set Value2(held: unknown) {
        write(held);
      },
      get Formula() {
        return grid((cell) => sheet.cells.get(cell) ?? "") as never;
      },
      set Formula(held: unknown) {
        write(held);
      },
      get NumberFormat() {
        const formats = new Set(
          rowsOf(area).flatMap((row) =>
            columnsOf(area).map((column) => sheet.formats.get(key(row, column)) ?? "General"),
          ),
        );
        return formats.size === 1 ? [...formats][0]! : null;
      },
      set NumberFormat(format: string | null) {
        for (const row of rowsOf(area))
          for (const column of columnsOf(area)) sheet.formats.set(key(row, column), format ?? "General");
      },
      get Locked() {
        const locked = new Set(
          rowsOf(area).flatMap((row) => columnsOf(area).map((column) => !sheet.unlocked.has(key(row, column)))),
        );
        return locked.size === 1 ? [...locked][0]! : null;
      },
      set Locked(locked: boolean | null) {
        for (const row of rowsOf(area))
          for (const column of columnsOf(area)) {
            if (locked === false) sheet.unlocked.add(key(row, column));
            else sheet.unlocked.delete(key(row, column));
          }
      },
      HorizontalAlignment: 1,
      WrapText: false,
      ColumnWidth: 8.38,
      Font: strict("Font", { Bold: false, Italic: false, Color: 0, Size: 11 }),
      Interior: strict("Interior", { Color: 0xffffff }),
      get FormatConditions() {
        return double.formatConditions(area);
      },
      get Comment() {
        const found = sheet.comments.find(({ row, column }) => row === top && column === left);
        return found ? double.commentObject(sheet, found) : null;
      },
      get Validation() {
        return double.validation(area);
      },
      get EntireRow() {
        return double.range({ ...area, left: 0, right: LAST_COLUMN });
      },
      get EntireColumn() {
        return double.range({ ...area, top: 0, bottom: LAST_ROW });
      },
      Select: () => {
        if (this.active !== sheet) throw new Error("only cells of the active sheet can be selected");
        this.selected = area;
        this.raise("SheetSelectionChange", area);
        return true;
      },
      ClearContents: () => {
        for (const cell of [...sheet.cells.keys()]) if (isIn(area, cell)) sheet.cells.delete(cell);
        return true;
      },
      AddComment: (text: string) => {
        if (sheet.comments.some(({ row, column }) => row === top && column === left))
          throw new Error("the cell has a comment already");
        const made = { row: top, column: left, text };
        sheet.comments.push(made);
        return this.commentObject(sheet, made);
      },
      Insert: () => {
        this.shift(area, 1);
        return true;
      },
      Delete: () => {
        this.shift(area, -1);
        return true;
      },
      Cut: (destination: WpsRange) => {
        this.cut(area, destination);
        return true;
      },
      Sort: (by: WpsRange, order: number) => {
        this.sort(area, by.Column - 1, order === 1 ? 1 : -1);
        return true;
      },
      Find: (_what: string, _after: undefined, _lookIn: number, _lookAt: number, order: number) => {
        const held = [...sheet.cells.keys()]
          .filter((cell) => isIn(area, cell))
          .map((cell) => cell.split(",").map(Number));
        if (held.length === 0) return null;
        const [row = 0, column = 0] = held.reduce((best, one) => {
          const [first, second] = order === 1 ? [0, 1] : [1, 0];
          const [a = 0, b = 0] = [one[first!], best[first!]];
          return a > b || (a === b && (one[second!] ?? 0) > (best[second!] ?? 0)) ? one : best;
        });
        return this.range({ sheet, top: row, left: column, bottom: row + 1, right: column + 1 });
      },
    }) as WpsRange;
  }

  private formatConditions(area: Area) {
    // eslint-disable-next-line @typescript-eslint/no-this-alias -- as above
    const double = this;
    const { sheet } = area;
    const within = (): Rule[] => sheet.rules.filter((rule) => meets(rule.area, area));
    const object = (rule: Rule) =>
      strict("FormatCondition", {
        Type: 2,
        Formula1: rule.formula,
        AppliesTo: double.range(rule.area),
        Interior: strict("Interior", { Color: 0 }),
        Font: strict("Font", { Bold: false, Italic: false, Color: 0, Size: 11 }),
        Borders: strict("Borders", { LineStyle: 0, Color: 0 }),
        NumberFormat: "",
        Delete: () => void sheet.rules.splice(sheet.rules.indexOf(rule), 1),
      });
    return strict("FormatConditions", {
      get Count() {
        return within().length;
      },
      Item: (index: number) => object(at(within(), index)),
      Add: (type: number, _operator: undefined, formula: string) => {
        if (type !== 2) throw new Error("this double knows rules by formula alone");
        const rule = { area, formula };
        sheet.rules.push(rule);
        return object(rule);
      },
    });
  }

  private validation(area: Area) {
    const { sheet } = area;
    const cells = rowsOf(area).flatMap((row) => columnsOf(area).map((column) => key(row, column)));
    const list = (): string => {
      const found = sheet.lists.get(cells[0]!);
      if (found === undefined) throw new Error("the range has no validation");
      return found;
    };
    return strict("Validation", {
      get Type() {
        return list() === "" ? 0 : 3;
      },
      get Formula1() {
        return list();
      },
      ShowError: true,
      Add: (type: number, _alert: number, _operator: number, formula: string) => {
        if (type !== 3 || cells.some((cell) => sheet.lists.has(cell))) throw new Error("there is a validation already");
        for (const cell of cells) sheet.lists.set(cell, formula);
      },
      Delete: () => {
        for (const cell of cells) sheet.lists.delete(cell);
      },
    });
  }

  /** Whole rows or columns only, as the hands of a person use them. */
  private shift(area: Area, direction: 1 | -1): void {
    const isRows = area.right - area.left === LAST_COLUMN;
    if (!isRows && area.bottom - area.top !== LAST_ROW)
      throw new Error("this double moves whole rows and columns alone");
    const [from, to] = isRows ? [area.top, area.bottom] : [area.left, area.right];
    const move = (position: number): number | null => {
      if (direction === 1) return position >= from ? position + to - from : position;
      return position < from ? position : position < to ? null : position - (to - from);
    };
    const { sheet } = area;
    sheet.cells = moveCells(sheet.cells, isRows, move);
    sheet.formats = moveCells(sheet.formats, isRows, move);
    for (const name of this.names) {
      if (name.area?.sheet === sheet) name.area = stretched(name.area, isRows, move);
    }
    this.raise("SheetChange", area);
  }

  private cut(area: Area, destination: WpsRange): void {
    const target = this.sheets.find(({ name }) => name === destination.Worksheet.Name)!;
    const [down, across] = [destination.Row - 1 - area.top, destination.Column - 1 - area.left];
    const held = [...area.sheet.cells].filter(([cell]) => isIn(area, cell));
    for (const [cell] of held) area.sheet.cells.delete(cell);
    for (const [cell, value] of held) {
      const [row = 0, column = 0] = cell.split(",").map(Number);
      target.cells.set(key(row + down, column + across), value);
    }
    for (const name of this.names) {
      const { area: named } = name;
      if (!named || named.sheet !== area.sheet || !meets(named, area)) continue;
      name.area = {
        sheet: target,
        top: named.top + down,
        bottom: named.bottom + down,
        left: named.left + across,
        right: named.right + across,
      };
    }
    this.raise("SheetChange", area);
  }

  private sort(area: Area, column: number, direction: 1 | -1): void {
    const { cells } = area.sheet;
    const rows = rowsOf(area).map((row) => columnsOf(area).map((one) => cells.get(key(row, one))));
    const by = column - area.left;
    rows.sort((a, b) => (Number(a[by]) - Number(b[by])) * direction);
    rows.forEach((row, down) =>
      row.forEach((value, across) => {
        const cell = key(area.top + down, area.left + across);
        if (value === undefined) cells.delete(cell);
        else cells.set(cell, value);
      }),
    );
    this.raise("SheetChange", area);
  }

  /** Functions of the add-in only; everything else a formula says is shown as nothing. */
  private calculate(sheet: DoubleSheet, cell: string): Value | null {
    const held = sheet.cells.get(cell) ?? null;
    if (typeof held !== "string" || !held.startsWith("=")) return held;
    const call = /^=([\w.]+)\((.*)\)$/.exec(held);
    const callback = this.functions.get(call?.[1] ?? "");
    const answered = callback?.(...(call?.[2] ?? "").split(",").map((word) => word.replace(/^"|"$/g, "")));
    return (answered as Value | undefined) ?? null;
  }

  private raise(name: WpsEvent, area: Area): void {
    if (!this.settings.EnableEvents) return;
    for (const one of [...this.listeners]) {
      if (one.name === name) one.listener(this.sheetObject(area.sheet), this.range(area));
    }
  }

  private areaOf(sheet: DoubleSheet, address: string): Area {
    const [first = "", last = first] = address.replaceAll("$", "").split(":");
    const [from, to] = [/^([A-Z]*)(\d*)$/.exec(first), /^([A-Z]*)(\d*)$/.exec(last)];
    if (!from || !to) throw new Error(`no address: ${address}`);
    return {
      sheet,
      top: from[2] ? Number(from[2]) - 1 : 0,
      bottom: to[2] ? Number(to[2]) : LAST_ROW,
      left: from[1] ? columnOf(from[1]) : 0,
      right: to[1] ? columnOf(to[1]) + 1 : LAST_COLUMN,
    };
  }
}

/** What its page shows is for the tests alone. */
function taskPane(pane: WpsDouble["panes"][number]) {
  return strict("TaskPane", {
    ID: pane.ID,
    get Visible() {
      return pane.Visible;
    },
    set Visible(visible: boolean) {
      pane.Visible = visible;
    },
    Width: pane.Width,
    DockPosition: pane.DockPosition,
  });
}

function newSheet(name: string): DoubleSheet {
  return {
    ...{ name, visible: -1, isProtected: false, cells: new Map(), formats: new Map(), unlocked: new Set() },
    ...{ rules: [], comments: [], lists: new Map(), charts: [] },
  };
}

function at<Item>(items: readonly Item[], index: number): Item {
  const found = items[index - 1];
  if (found === undefined) throw new Error(`there is no item ${index}: WPS counts from 1`);
  return found;
}

const columnOf = (letters: string): number =>
  [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0) - 1;
const rowsOf = ({ top, bottom }: Area): number[] => Array.from({ length: bottom - top }, (_, index) => top + index);
const columnsOf = ({ left, right }: Area): number[] => Array.from({ length: right - left }, (_, index) => left + index);
const meets = (a: Area, b: Area): boolean =>
  a.sheet === b.sheet && a.top < b.bottom && b.top < a.bottom && a.left < b.right && b.left < a.right;

function isIn({ top, left, bottom, right }: Area, cell: string): boolean {
  const [row = 0, column = 0] = cell.split(",").map(Number);
  return row >= top && row < bottom && column >= left && column < right;
}

function moveCells<Held>(
  cells: ReadonlyMap<string, Held>,
  isRows: boolean,
  move: (position: number) => number | null,
): Map<string, Held> {
  return new Map(
    [...cells].flatMap(([cell, held]) => {
      const [row = 0, column = 0] = cell.split(",").map(Number);
      const moved = move(isRows ? row : column);
      if (moved === null) return [];
      return [[isRows ? key(moved, column) : key(row, moved), held] as const];
    }),
  );
}

/** Where a rectangle is when positions moved; null when none of it is left. */
function stretched(area: Area, isRows: boolean, move: (position: number) => number | null): Area | null {
  const all = (isRows ? rowsOf(area) : columnsOf(area)).flatMap((position) => move(position) ?? []);
  const [first, last] = [all[0], all.at(-1)];
  if (first === undefined || last === undefined) return null;
  return isRows ? { ...area, top: first, bottom: last + 1 } : { ...area, left: first, right: last + 1 };
}

/** As a cell shows it: only what the tests write. */
function shown(value: Value | null, format = "General"): string {
  if (typeof value !== "number" || format === "General") return String(value ?? "");
  if (format.endsWith("%")) return `${(value * 100).toFixed(format.split(".")[1]?.replace("%", "").length ?? 0)}%`;
  return value.toFixed(format.split(".")[1]?.length ?? 0);
}
