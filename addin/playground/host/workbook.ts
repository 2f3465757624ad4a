/** `Excel.Workbook`, `Excel.Application` and `Excel.Runtime`. */
import type { Book } from "./book.js";
import { CommentCollection } from "./comments.js";
import { NamedItemCollection } from "./names.js";
import { Range } from "./range.js";
import { CustomXmlPartCollection, SettingCollection } from "./stores.js";
import { WorksheetCollection } from "./worksheet.js";

export class Workbook {
  readonly name = "训枢 演练场.xlsx";
  readonly readOnly = false;

  constructor(readonly book: Book) {}

  get worksheets(): WorksheetCollection {
    return new WorksheetCollection(this.book);
  }

  get names(): NamedItemCollection {
    return new NamedItemCollection(this.book);
  }

  get settings(): SettingCollection {
    return new SettingCollection(this.book);
  }

  get customXmlParts(): CustomXmlPartCollection {
    return new CustomXmlPartCollection(this.book);
  }

  get comments(): CommentCollection {
    return new CommentCollection(this.book);
  }

  get application(): Application {
    return new Application(this.book);
  }

  getSelectedRange(): Range {
    return selectedRange(this.book);
  }

  getActiveCell(): Range {
    const range = selectedRange(this.book);
    return new Range(this.book, range.sheetId, { row: range.area.row, column: range.area.column, rows: 1, columns: 1 });
  }
}

/** The selected rectangle; A1 of the active sheet when nothing was selected yet. */
export function selectedRange(book: Book): Range {
  const sheet = book.workbook.getActiveSheet();
  const active = sheet.getActiveRange();
  const area = active
    ? { row: active.getRow(), column: active.getColumn(), rows: active.getHeight(), columns: active.getWidth() }
    : { row: 0, column: 0, rows: 1, columns: 1 };
  return new Range(book, sheet.getSheetId(), area);
}

export class Application {
  calculationMode = "Automatic";

  constructor(private readonly book: Book) {}

  /** The grid computes after the batch anyway. */
  suspendApiCalculationUntilNextSync(): void {
    return;
  }

  /** The grid draws after the batch anyway. */
  suspendScreenUpdatingUntilNextSync(): void {
    return;
  }

  /** A full calculation asks the add-in's functions again; a plain one has nothing to do, the grid is never behind. */
  calculate(type = "Recalculate"): void {
    if (type !== "Recalculate") this.book.refreshFunctions();
  }
}

export class Runtime {
  constructor(private readonly book: Book) {}

  get enableEvents(): boolean {
    return this.book.eventsEnabled;
  }

  set enableEvents(enabled: boolean) {
    this.book.eventsEnabled = enabled;
  }
}
