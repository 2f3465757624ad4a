/** Creates the spreadsheet itself: Univer with the plugins the playground needs, in Chinese, without any network use. */
import {
  BooleanNumber,
  ICommandService,
  InterceptorEffectEnum,
  type IWorkbookData,
  LocaleType,
  LogLevel,
  mergeLocales,
  Univer,
  type Injector,
  type Plugin,
  type PluginCtor,
} from "@univerjs/core";
import { FUniver } from "@univerjs/core/facade";
import {
  CalculationMode,
  INTERCEPTOR_POINT,
  InterceptCellContentPriority,
  SheetInterceptorService,
  SpreadsheetSkeleton,
  UniverSheetsCorePreset,
} from "@univerjs/preset-sheets-core";
import coreWords from "@univerjs/preset-sheets-core/locales/zh-CN";
import "@univerjs/preset-sheets-core/lib/index.css";
import {
  ConditionalFormattingService,
  UniverSheetsConditionalFormattingPreset,
} from "@univerjs/preset-sheets-conditional-formatting";
import conditionalWords from "@univerjs/preset-sheets-conditional-formatting/locales/zh-CN";
import "@univerjs/preset-sheets-conditional-formatting/lib/index.css";
import { UniverSheetsDataValidationPreset } from "@univerjs/preset-sheets-data-validation";
import validationWords from "@univerjs/preset-sheets-data-validation/locales/zh-CN";
import "@univerjs/preset-sheets-data-validation/lib/index.css";
import { UniverSheetsDrawingPreset } from "@univerjs/preset-sheets-drawing";
import drawingWords from "@univerjs/preset-sheets-drawing/locales/zh-CN";
import "@univerjs/preset-sheets-drawing/lib/index.css";
import { UniverSheetsNotePreset } from "@univerjs/preset-sheets-note";
import noteWords from "@univerjs/preset-sheets-note/locales/zh-CN";
import "@univerjs/preset-sheets-note/lib/index.css";

/** The running spreadsheet. */
export interface Grid {
  readonly api: FUniver;
  readonly commands: ICommandService;
  readonly injector: Injector;
}

type PluginEntry = PluginCtor<Plugin> | readonly [PluginCtor<Plugin>, unknown];

/** Builds the grid into an element; no workbook is open yet. */
export function createGrid(container: HTMLElement): Grid {
  const univer = new Univer({
    locale: LocaleType.ZH_CN,
    locales: {
      [LocaleType.ZH_CN]: mergeLocales(coreWords, conditionalWords, validationWords, noteWords, drawingWords),
    },
    logLevel: LogLevel.WARN,
  });
  const presets = [
    UniverSheetsCorePreset({
      container,
      ribbonType: "simple",
      // Cells that were saved with a value keep it: opening a workbook asks the hub for nothing it already has.
      formula: { initialFormulaComputing: CalculationMode.WHEN_EMPTY },
      // The number kept as text is what identity numbers need; a warning triangle on each would cry wolf.
      disableTextFormatAlert: true,
      disableTextFormatMark: true,
      disableAutoFocus: true,
    }),
    UniverSheetsConditionalFormattingPreset(),
    UniverSheetsDataValidationPreset({ showEditOnDropdown: false }),
    UniverSheetsNotePreset(),
    UniverSheetsDrawingPreset(),
  ];
  registerOnce(
    univer,
    presets.flatMap((preset) => preset.plugins as readonly PluginEntry[]),
  );
  const api = FUniver.newAPI(univer);
  const injector = univer.__getInjector();
  return { api, injector, commands: injector.get(ICommandService) };
}

/** To fit one row the grid looks at all its 16,384 columns, some 25 ms: a long table would stop the page for minutes. */
const MOST_FITTED_ROWS = 20;

/** Long ranges keep the height their rows have, and a sheet that nobody sees all of them. */
function fitFewRowsAtOnce(): void {
  const fit = SpreadsheetSkeleton.prototype.calculateAutoHeightInRange;
  SpreadsheetSkeleton.prototype.calculateAutoHeightInRange = function (ranges, ...others) {
    const rows = (ranges ?? []).reduce((sum, { startRow, endRow }) => sum + endRow - startRow + 1, 0);
    return rows > MOST_FITTED_ROWS || this.worksheet.isSheetHidden() === BooleanNumber.TRUE
      ? []
      : fit.call(this, ranges, ...others);
  };
}

fitFewRowsAtOnce();

/**
 * Lets a conditional format carry a number format, as Excel's do: the grid looks at number formats before it comes to
 * conditional formats, so theirs is put in place first.
 */
export function showConditionalNumberFormats(grid: Grid): void {
  const formats = grid.injector.get(ConditionalFormattingService);
  grid.injector.get(SheetInterceptorService).intercept(INTERCEPTOR_POINT.CELL_CONTENT, {
    effect: InterceptorEffectEnum.Style,
    priority: InterceptCellContentPriority.NUMFMT + 1,
    handler: (cell, place, next) => {
      const n = cell ? formats.composeStyle(place.unitId, place.subUnitId, place.row, place.col)?.style?.n : undefined;
      if (!n) return next(cell);
      const own = typeof cell?.s === "string" ? place.workbook.getStyles().get(cell.s) : cell?.s;
      return next({ ...cell, s: { ...own, n } });
    },
  });
}

/** Presets share plugins; the last options of each win, as in the vendor's own starter. */
function registerOnce(univer: Univer, entries: readonly PluginEntry[]): void {
  const byName = new Map<string, readonly [PluginCtor<Plugin>, unknown]>();
  for (const entry of entries) {
    const [plugin, options] = Array.isArray(entry)
      ? (entry as readonly [PluginCtor<Plugin>, unknown])
      : [entry as PluginCtor<Plugin>, undefined];
    byName.set(plugin.pluginName, [plugin, options]);
  }
  for (const [plugin, options] of byName.values())
    univer.registerPlugin(plugin, options as ConstructorParameters<typeof plugin>[0]);
}

/** Opens a workbook in place of the one that is open. */
export function openWorkbook(grid: Grid, snapshot: Partial<IWorkbookData>): void {
  const open = grid.api.getActiveWorkbook();
  if (open) grid.api.disposeUnit(open.getId());
  grid.api.createWorkbook(snapshot);
}
