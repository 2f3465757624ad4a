/**
 * The part of WPS's own object model that this host uses, as WPS documents it (open.wps.cn, 加载项; the published
 * declarations et-jsapi-declare 2.5.0). It is synchronous and counts from 1. Nothing here has been run in a real WPS:
 * a member that behaves otherwise there is found by the pane's self-test.
 */

/** One value for one cell, a grid for more; a blank cell is null. */
export type WpsValue = string | number | boolean | null | undefined;
export type WpsGrid = WpsValue | readonly (readonly WpsValue[])[];

/** `Item` counts from 1. */
export interface WpsList<Item> {
  readonly Count: number;
  Item(index: number): Item;
}

export interface WpsFont {
  Bold: boolean;
  Italic: boolean;
  Color: number;
  Size: number;
}

export interface WpsInterior {
  Color: number;
}

export interface WpsBorders {
  LineStyle: number;
  Color: number;
}

export interface WpsFormatCondition {
  readonly Type: number;
  readonly Formula1: string;
  readonly AppliesTo: WpsRange;
  readonly Interior: WpsInterior;
  readonly Font: WpsFont;
  readonly Borders: WpsBorders;
  NumberFormat: string;
  Delete(): void;
}

export interface WpsFormatConditions extends WpsList<WpsFormatCondition> {
  Add(type: number, operator: undefined, formula: string): WpsFormatCondition;
}

export interface WpsComment {
  readonly Parent: WpsRange;
  Text(): string;
  Delete(): void;
}

export interface WpsValidation {
  readonly Type: number;
  readonly Formula1: string;
  ShowError: boolean;
  Add(type: number, alertStyle: number, operator: number, formula: string): void;
  Delete(): void;
}

export interface WpsRange {
  readonly Row: number;
  readonly Column: number;
  readonly Rows: { readonly Count: number };
  readonly Columns: { readonly Count: number };
  readonly Areas: WpsList<WpsRange>;
  readonly Worksheet: WpsSheet;
  readonly Cells: { Item(row: number, column: number): WpsRange };
  readonly Text: string | null;
  readonly Left: number;
  readonly Top: number;
  readonly Width: number;
  readonly Height: number;
  readonly FormatConditions: WpsFormatConditions;
  readonly Comment: WpsComment | null;
  readonly Validation: WpsValidation;
  readonly Font: WpsFont;
  readonly Interior: WpsInterior;
  readonly EntireRow: WpsRange;
  readonly EntireColumn: WpsRange;
  Value2: WpsGrid;
  Formula: WpsGrid;
  NumberFormat: string | null;
  Locked: boolean | null;
  HorizontalAlignment: number;
  WrapText: boolean;
  ColumnWidth: number;
  Select(): unknown;
  ClearContents(): unknown;
  AddComment(text: string): WpsComment;
  Insert(shift?: number): unknown;
  Delete(shift?: number): unknown;
  Cut(destination: WpsRange): unknown;
  Sort(key: WpsRange, order: number): unknown;
  Find(
    what: string,
    after: undefined,
    lookIn: number,
    lookAt: number,
    searchOrder: number,
    searchDirection: number,
  ): WpsRange | null;
}

export interface WpsSeries {
  Name: string;
  Values: string;
  XValues: string;
  readonly Interior: WpsInterior;
  readonly Border: { Color: number };
}

export interface WpsChart {
  ChartType: number;
  HasTitle: boolean;
  readonly ChartTitle: { Text: string };
  HasLegend: boolean;
  Axes(type: number): { ReversePlotOrder: boolean; MinimumScale: number };
  SeriesCollection(): WpsList<WpsSeries> & { NewSeries(): WpsSeries };
}

export interface WpsChartObject {
  Name: string;
  readonly Chart: WpsChart;
  Delete(): unknown;
}

export interface WpsChartObjects extends WpsList<WpsChartObject> {
  Add(left: number, top: number, width: number, height: number): WpsChartObject;
}

export interface WpsSheet {
  Name: string;
  Visible: number;
  readonly Index: number;
  readonly ProtectContents: boolean;
  readonly UsedRange: WpsRange;
  readonly Cells: WpsRange;
  readonly Comments: WpsList<WpsComment>;
  Range(address: string): WpsRange;
  Activate(): void;
  Delete(): void;
  Protect(): void;
  Unprotect(): void;
  ChartObjects(): WpsChartObjects;
}

export interface WpsSheets extends WpsList<WpsSheet> {
  Add(before: undefined, after: WpsSheet): WpsSheet;
}

export interface WpsName {
  readonly Name: string;
  /** Fails when its cells were deleted. */
  readonly RefersToRange: WpsRange;
  Delete(): void;
}

export interface WpsNames extends WpsList<WpsName> {
  Add(name: string, refersTo: string): WpsName;
}

export interface WpsXmlPart {
  readonly XML: string;
  Delete(): void;
}

export interface WpsXmlParts {
  Add(xml: string): WpsXmlPart;
  SelectByNamespace(namespace: string): WpsList<WpsXmlPart>;
}

export interface WpsWorkbook {
  readonly Name: string;
  readonly FullName: string;
  readonly Sheets: WpsSheets;
  readonly Names: WpsNames;
  readonly CustomXMLParts: WpsXmlParts;
  readonly ActiveSheet: WpsSheet;
}

/** Shared by all pages of one add-in, gone when WPS is closed. */
export interface WpsPluginStorage {
  getItem(key: string): unknown;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface WpsTaskPane {
  readonly ID: number;
  DockPosition: number;
  Width: number;
  Visible: boolean;
}

export type WpsEvent = "SheetChange" | "SheetSelectionChange" | "WorkbookActivate";
export type WpsListener = (sheet: WpsSheet, range: WpsRange) => void;

export interface WpsFunctionMetadata {
  readonly description?: string;
  readonly result: { readonly type?: string };
  readonly parameters: readonly { readonly name?: string; readonly type?: string; readonly description?: string }[];
}

export interface WpsApplication {
  readonly ActiveWorkbook: WpsWorkbook | null;
  readonly ActiveWindow: { readonly RangeSelection: WpsRange; readonly ActiveCell: WpsRange };
  readonly Version: string;
  readonly Build: number;
  readonly Ready: boolean;
  readonly PluginStorage: WpsPluginStorage;
  readonly ApiEvent: {
    AddApiEventListener(name: WpsEvent, listener: WpsListener): void;
    RemoveApiEventListener(name: WpsEvent, listener: WpsListener): void;
  };
  EnableEvents: boolean;
  ScreenUpdating: boolean;
  DisplayAlerts: boolean;
  CalculateFull(): void;
  CreateTaskPane(url: string, title?: string): WpsTaskPane;
  GetTaskPane(id: number): WpsTaskPane;
  /** Since WPS 12.1.0.20540; synchronous functions only. */
  AddCustomFunction?(
    namespace: string,
    name: string,
    callback: (...args: unknown[]) => unknown,
    metadata?: WpsFunctionMetadata,
  ): void;
}

/** Numbers of WPS's enumerations, under their documented names. */
export const XL = {
  sheetVisible: -1,
  sheetVeryHidden: 2,
  expression: 2,
  validateList: 3,
  validAlertInformation: 3,
  between: 1,
  formulas: -4123,
  part: 2,
  byRows: 1,
  byColumns: 2,
  previous: 2,
  shiftDown: -4121,
  shiftUp: -4162,
  shiftToRight: -4161,
  ascending: 1,
  left: -4131,
  center: -4108,
  right: -4152,
  continuous: 1,
  dash: -4115,
  dot: -4118,
  barClustered: 57,
  lineMarkers: 65,
  category: 1,
  value: 2,
  dockRight: 2,
} as const;
