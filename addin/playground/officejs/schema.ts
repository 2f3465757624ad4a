/**
 * The part of Office.js the playground offers, as data: both sides read it. The pane's proxies refuse what is not
 * listed here, and the host calls nothing that is not listed here.
 */

/** Names of the supported classes. */
export type ClassName =
  | "Workbook"
  | "Application"
  | "Runtime"
  | "WorksheetCollection"
  | "Worksheet"
  | "WorksheetProtection"
  | "WorksheetFreezePanes"
  | "NamedItemCollection"
  | "NamedItem"
  | "Range"
  | "RangeFormat"
  | "RangeFill"
  | "RangeFont"
  | "RangeBorderCollection"
  | "RangeBorder"
  | "FormatProtection"
  | "DataValidation"
  | "RangeSort"
  | "ConditionalFormatCollection"
  | "ConditionalFormat"
  | "CustomConditionalFormat"
  | "ConditionalFormatRule"
  | "ConditionalRangeFormat"
  | "ConditionalRangeFill"
  | "ConditionalRangeFont"
  | "ConditionalRangeBorderCollection"
  | "ConditionalRangeBorder"
  | "SettingCollection"
  | "Setting"
  | "CustomXmlPartCollection"
  | "CustomXmlPart"
  | "CommentCollection"
  | "Comment"
  | "ChartCollection"
  | "Chart"
  | "ChartTitle"
  | "ChartLegend"
  | "ChartAxes"
  | "ChartAxis"
  | "ChartSeriesCollection"
  | "ChartSeries"
  | "ChartSeriesFormat"
  | "ChartFill"
  | "ChartLineFormat";

/** How one class may be used. Lists are words separated by blanks. */
export interface ClassShape {
  readonly read: readonly string[];
  readonly write: readonly string[];
  readonly objects: Readonly<Record<string, ClassName>>;
  readonly methods: Readonly<Record<string, ClassName>>;
  readonly calls: readonly string[];
  readonly results: readonly string[];
  readonly events: readonly string[];
  readonly items?: ClassName;
}

interface ShapeText {
  readonly read?: string;
  readonly write?: string;
  readonly objects?: Readonly<Record<string, ClassName>>;
  readonly methods?: Readonly<Record<string, ClassName>>;
  readonly calls?: string;
  readonly results?: string;
  readonly events?: string;
  readonly items?: ClassName;
}

const words = (text = ""): string[] => text.split(" ").filter(Boolean);

function shape(text: ShapeText): ClassShape {
  return {
    read: [...words(text.read), ...words(text.write)],
    write: words(text.write),
    objects: text.objects ?? {},
    methods: text.methods ?? {},
    calls: words(text.calls),
    results: words(text.results),
    events: words(text.events),
    ...(text.items ? { items: text.items } : {}),
  };
}

/** Every supported class. */
export const SCHEMA: Readonly<Record<ClassName, ClassShape>> = {
  Workbook: shape({
    read: "name readOnly",
    objects: {
      worksheets: "WorksheetCollection",
      names: "NamedItemCollection",
      settings: "SettingCollection",
      customXmlParts: "CustomXmlPartCollection",
      application: "Application",
      comments: "CommentCollection",
    },
    methods: { getSelectedRange: "Range", getActiveCell: "Range" },
    events: "onSelectionChanged",
  }),
  Application: shape({
    write: "calculationMode",
    calls: "suspendApiCalculationUntilNextSync suspendScreenUpdatingUntilNextSync calculate",
  }),
  Runtime: shape({ write: "enableEvents" }),
  WorksheetCollection: shape({
    items: "Worksheet",
    methods: {
      getItem: "Worksheet",
      getItemOrNullObject: "Worksheet",
      getActiveWorksheet: "Worksheet",
      getFirst: "Worksheet",
      getLast: "Worksheet",
      add: "Worksheet",
    },
    results: "getCount",
    events: "onChanged onActivated onAdded onDeleted onSelectionChanged",
  }),
  Worksheet: shape({
    read: "id",
    write: "name position visibility tabColor showGridlines",
    objects: {
      names: "NamedItemCollection",
      protection: "WorksheetProtection",
      freezePanes: "WorksheetFreezePanes",
      comments: "CommentCollection",
      charts: "ChartCollection",
    },
    methods: {
      getRange: "Range",
      getRangeByIndexes: "Range",
      getUsedRange: "Range",
      getUsedRangeOrNullObject: "Range",
      getCell: "Range",
    },
    calls: "activate delete",
    events: "onChanged onSelectionChanged onActivated",
  }),
  WorksheetProtection: shape({ read: "protected options", calls: "protect unprotect" }),
  WorksheetFreezePanes: shape({ calls: "freezeRows freezeColumns freezeAt unfreeze" }),
  NamedItemCollection: shape({
    items: "NamedItem",
    methods: { add: "NamedItem", getItem: "NamedItem", getItemOrNullObject: "NamedItem" },
    results: "getCount",
  }),
  NamedItem: shape({
    read: "name value type scope",
    write: "formula visible comment",
    methods: { getRange: "Range", getRangeOrNullObject: "Range" },
    calls: "delete",
  }),
  Range: shape({
    read: "address addressLocal text valueTypes rowIndex columnIndex rowCount columnCount cellCount isEntireRow isEntireColumn hasSpill",
    write: "values formulas numberFormat rowHidden columnHidden",
    objects: {
      worksheet: "Worksheet",
      format: "RangeFormat",
      conditionalFormats: "ConditionalFormatCollection",
      dataValidation: "DataValidation",
      sort: "RangeSort",
    },
    methods: {
      getCell: "Range",
      getResizedRange: "Range",
      getAbsoluteResizedRange: "Range",
      getOffsetRange: "Range",
      getRow: "Range",
      getColumn: "Range",
      getLastCell: "Range",
      getLastRow: "Range",
      getLastColumn: "Range",
      getIntersection: "Range",
      getIntersectionOrNullObject: "Range",
      getBoundingRect: "Range",
      getEntireRow: "Range",
      getEntireColumn: "Range",
      getUsedRange: "Range",
      getUsedRangeOrNullObject: "Range",
      insert: "Range",
    },
    calls: "select clear delete merge unmerge moveTo",
  }),
  RangeSort: shape({ calls: "apply" }),
  RangeFormat: shape({
    write: "horizontalAlignment verticalAlignment wrapText columnWidth rowHeight",
    objects: { fill: "RangeFill", font: "RangeFont", borders: "RangeBorderCollection", protection: "FormatProtection" },
    calls: "autofitColumns autofitRows",
  }),
  RangeFill: shape({ write: "color", calls: "clear" }),
  RangeFont: shape({ write: "bold italic color name size underline strikethrough" }),
  RangeBorderCollection: shape({ methods: { getItem: "RangeBorder" } }),
  RangeBorder: shape({ read: "sideIndex", write: "style color weight" }),
  FormatProtection: shape({ write: "locked" }),
  DataValidation: shape({ read: "type", write: "rule errorAlert prompt ignoreBlanks", calls: "clear" }),
  ConditionalFormatCollection: shape({
    items: "ConditionalFormat",
    methods: { add: "ConditionalFormat", getItem: "ConditionalFormat", getItemAt: "ConditionalFormat" },
    calls: "clearAll",
    results: "getCount",
  }),
  ConditionalFormat: shape({
    read: "id type",
    write: "priority stopIfTrue",
    objects: { custom: "CustomConditionalFormat" },
    methods: { getRange: "Range" },
    calls: "delete",
  }),
  CustomConditionalFormat: shape({ objects: { rule: "ConditionalFormatRule", format: "ConditionalRangeFormat" } }),
  ConditionalFormatRule: shape({ write: "formula" }),
  ConditionalRangeFormat: shape({
    write: "numberFormat",
    objects: {
      fill: "ConditionalRangeFill",
      font: "ConditionalRangeFont",
      borders: "ConditionalRangeBorderCollection",
    },
  }),
  ConditionalRangeFill: shape({ write: "color", calls: "clear" }),
  ConditionalRangeFont: shape({ write: "bold italic color underline strikethrough", calls: "clear" }),
  ConditionalRangeBorderCollection: shape({
    objects: {
      top: "ConditionalRangeBorder",
      bottom: "ConditionalRangeBorder",
      left: "ConditionalRangeBorder",
      right: "ConditionalRangeBorder",
    },
    methods: { getItem: "ConditionalRangeBorder" },
  }),
  ConditionalRangeBorder: shape({ read: "sideIndex", write: "style color" }),
  SettingCollection: shape({
    items: "Setting",
    methods: { add: "Setting", getItem: "Setting", getItemOrNullObject: "Setting" },
    results: "getCount",
  }),
  Setting: shape({ read: "key", write: "value", calls: "delete" }),
  CustomXmlPartCollection: shape({
    items: "CustomXmlPart",
    methods: {
      add: "CustomXmlPart",
      getItem: "CustomXmlPart",
      getItemOrNullObject: "CustomXmlPart",
      getByNamespace: "CustomXmlPartCollection",
      getOnlyItem: "CustomXmlPart",
      getOnlyItemOrNullObject: "CustomXmlPart",
    },
    results: "getCount",
  }),
  CustomXmlPart: shape({ read: "id namespaceUri", calls: "setXml delete", results: "getXml" }),
  CommentCollection: shape({
    items: "Comment",
    methods: { add: "Comment", getItem: "Comment", getItemByCell: "Comment" },
    results: "getCount",
  }),
  Comment: shape({
    read: "id authorName contentType",
    write: "content resolved",
    methods: { getLocation: "Range" },
    calls: "delete",
  }),
  ChartCollection: shape({
    items: "Chart",
    methods: { add: "Chart", getItem: "Chart", getItemOrNullObject: "Chart" },
    results: "getCount",
  }),
  Chart: shape({
    read: "id",
    write: "name",
    objects: { title: "ChartTitle", legend: "ChartLegend", axes: "ChartAxes", series: "ChartSeriesCollection" },
    calls: "setPosition delete",
  }),
  ChartTitle: shape({ write: "text" }),
  ChartLegend: shape({ write: "visible" }),
  ChartAxes: shape({ objects: { categoryAxis: "ChartAxis", valueAxis: "ChartAxis" } }),
  ChartAxis: shape({ write: "reversePlotOrder minimum" }),
  ChartSeriesCollection: shape({
    items: "ChartSeries",
    methods: { add: "ChartSeries", getItemAt: "ChartSeries" },
    results: "getCount",
  }),
  ChartSeries: shape({
    write: "name",
    objects: { format: "ChartSeriesFormat" },
    calls: "setValues setXAxisValues delete",
  }),
  ChartSeriesFormat: shape({ objects: { fill: "ChartFill", line: "ChartLineFormat" } }),
  ChartFill: shape({ calls: "setSolidColor" }),
  ChartLineFormat: shape({ write: "color" }),
};

/** Requirement sets the playground claims; an add-in that stays within them runs here. */
export const REQUIREMENT_SETS: Readonly<Record<string, string>> = {
  ExcelApi: "1.14",
  CustomFunctionsRuntime: "1.3",
  SharedRuntime: "1.1",
};

/** Whether a requirement set is offered in at least this version. */
export function isSupported(set: string, version: string): boolean {
  const offered = REQUIREMENT_SETS[set];
  if (offered === undefined) return false;
  const [major = 0, minor = 0] = offered.split(".").map(Number);
  const [wantedMajor = 1, wantedMinor = 0] = version.split(".").map(Number);
  return major > wantedMajor || (major === wantedMajor && minor >= wantedMinor);
}
