/**
 * What is kept in the workbook: one XML part for everything small, its id in the settings; a very hidden sheet for a value
 * too large for it. Read once, then held: this runtime is the only one that writes.
 */
import type { Json } from "../host.js";
import {
  keysOnTop,
  LARGE,
  NAMESPACE,
  ON_SHEET,
  ParsedTexts,
  parsePart,
  readColumns,
  SHEET,
  toColumn,
  writeXml,
} from "../kept.js";
import { run } from "./run.js";

const SETTING = "xunshu.part";
/** Of 30,000 characters each. */
const CELLS_PER_CALL = 30;

export class ExcelStore {
  private small: Map<string, string> | null = null;
  private saving: Promise<void> = Promise.resolve();
  private reading: Promise<Map<string, string>> | null = null;
  private readonly parsed = new ParsedTexts();
  /** Where on the sheet each large value lies, and how far down anything was ever written. */
  private columns = new Map<string, number>();
  private rows = 1;

  async load(keys: readonly string[]): Promise<readonly Json[]> {
    const small = await this.readPart();
    const isLarge = keys.some((key) => small.get(key) === ON_SHEET);
    const large = isLarge ? await this.readSheet() : new Map<string, string>();
    return keys.map((key) => {
      const text = small.get(key);
      return this.parsed.valueOf(key, text === ON_SHEET ? large.get(key) : text);
    });
  }

  /** One after the other: each begins from what the one before it left. */
  save(entries: Readonly<Record<string, Json>>): Promise<void> {
    const done = this.saving.then(() => this.write(entries));
    this.saving = done.catch(() => undefined);
    return done;
  }

  private async write(entries: Readonly<Record<string, Json>>): Promise<void> {
    const small = new Map(await this.readPart());
    const toSheet = new Map<string, string | null>();
    for (const [key, value] of Object.entries(entries)) {
      const text = JSON.stringify(value);
      const wasLarge = small.get(key) === ON_SHEET;
      const isLarge = text.length > LARGE;
      if (isLarge || wasLarge) toSheet.set(key, isLarge ? text : null);
      if (value === null) small.delete(key);
      else small.set(key, isLarge ? ON_SHEET : text);
    }
    if (toSheet.size > 0) await this.writeSheet(toSheet);
    await this.writePart(small);
  }

  private async readPart(): Promise<Map<string, string>> {
    this.small ??= await run(async (context) => {
      const part = await findPart(context);
      if (!part) return new Map<string, string>();
      const xml = part.getXml();
      await context.sync();
      return parsePart(xml.value);
    });
    return this.small;
  }

  private async writePart(small: Map<string, string>): Promise<void> {
    const xml = writeXml(small);
    await run(async (context) => {
      const part = await findPart(context);
      if (part) part.setXml(xml);
      else {
        const added = context.workbook.customXmlParts.add(xml);
        added.load("id");
        await context.sync();
        context.workbook.settings.add(SETTING, added.id);
      }
      await context.sync();
    });
    this.small = small;
  }

  /** Once for all who ask meanwhile; while something is written, what was there before. */
  private readSheet(): Promise<Map<string, string>> {
    this.reading ??= this.readLarge().catch((error: unknown) => {
      this.reading = null;
      throw error;
    });
    return this.reading;
  }

  private async readLarge(): Promise<Map<string, string>> {
    const columns = new Map<string, number>();
    const large = await run(async (context) => {
      const sheet = context.workbook.worksheets.getItemOrNullObject(SHEET);
      await context.sync();
      if (sheet.isNullObject) return new Map<string, string>();
      const used = sheet.getUsedRangeOrNullObject(true);
      used.load("values,rowIndex,columnIndex,rowCount");
      await context.sync();
      // Nothing in the first row: whatever lies below was never named.
      if (used.isNullObject || used.rowIndex > 0) return new Map<string, string>();
      const values = used.values as unknown[][];
      for (const [index, key] of keysOnTop(values).entries()) if (key) columns.set(key, used.columnIndex + index);
      this.rows = Math.max(this.rows, used.rowCount);
      return readColumns(values);
    });
    this.columns = columns;
    return large;
  }

  /** Each value has a column of its own; the columns of other values are not touched. */
  private async writeSheet(changes: ReadonlyMap<string, string | null>): Promise<void> {
    const large = new Map(await this.readSheet());
    for (const [key, text] of changes) {
      if (text === null) large.delete(key);
      else large.set(key, text);
    }
    const columns = await run(async (context) => {
      const { worksheets } = context.workbook;
      let sheet = worksheets.getItemOrNullObject(SHEET);
      await context.sync();
      // Nothing is left behind in a workbook that keeps nothing large any more.
      if (large.size === 0) {
        if (!sheet.isNullObject) sheet.delete();
        await context.sync();
        return new Map<string, number>();
      }
      if (sheet.isNullObject) {
        sheet = worksheets.add(SHEET);
        sheet.visibility = "VeryHidden";
      }
      return this.writeColumns(context, sheet, changes);
    }).catch((error: unknown) => {
      // Now only the sheet itself knows what it holds.
      this.reading = null;
      throw error;
    });
    this.columns = columns;
    this.reading = Promise.resolve(large);
  }

  /** The new text goes beside the old one; one last call names the new column and empties the old. */
  private async writeColumns(
    context: Excel.RequestContext,
    sheet: Excel.Worksheet,
    changes: ReadonlyMap<string, string | null>,
  ): Promise<Map<string, number>> {
    const columns = new Map(this.columns);
    const taken = new Set(columns.values());
    const names: (() => void)[] = [];
    for (const [key, text] of changes) {
      const old = columns.get(key);
      if (old !== undefined) names.push(() => sheet.getRangeByIndexes(0, old, this.rows, 1).clear("Contents"));
      columns.delete(key);
      if (text === null) continue;
      const column = firstFree(taken);
      const [name = "", ...pieces] = toColumn([key, text]);
      this.rows = Math.max(this.rows, pieces.length + 1);
      // A writing that was cut off may have left something there.
      sheet.getRangeByIndexes(0, column, this.rows, 1).clear("Contents");
      // A call carries 5 MB at most.
      for (let from = 0; from < pieces.length; from += CELLS_PER_CALL) {
        const part = pieces.slice(from, from + CELLS_PER_CALL);
        sheet.getRangeByIndexes(1 + from, column, part.length, 1).values = part.map((cell) => [cell]);
        await context.sync();
      }
      names.push(() => (sheet.getRangeByIndexes(0, column, 1, 1).values = [[name]]));
      columns.set(key, column);
      taken.add(column);
    }
    for (const write of names) write();
    await context.sync();
    return columns;
  }
}

function firstFree(taken: ReadonlySet<number>): number {
  let column = 0;
  while (taken.has(column)) column++;
  return column;
}

async function findPart(context: Excel.RequestContext): Promise<Excel.CustomXmlPart | null> {
  const { settings, customXmlParts } = context.workbook;
  const setting = settings.getItemOrNullObject(SETTING);
  setting.load("value");
  const byNamespace = customXmlParts.getByNamespace(NAMESPACE).getOnlyItemOrNullObject();
  await context.sync();
  if (!setting.isNullObject) {
    const part = customXmlParts.getItemOrNullObject(String(setting.value));
    await context.sync();
    if (!part.isNullObject) return part;
  }
  // A copied workbook keeps the part but may lose the setting.
  return byNamespace.isNullObject ? null : byNamespace;
}
