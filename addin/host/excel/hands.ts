/**
 * A person's hands by Office.js, for the contract and the self-test. Typing is absent: what an add-in writes, Excel does
 * not take for typed.
 */
import { cellAddress, formulaAddress, type Place } from "../../sheet/place.js";
import type { Hands } from "../hands.js";
import { rangeOf } from "./ranges.js";
import { run } from "./run.js";

export class ExcelHands implements Hands {
  insertRows(sheet: string, row: number, count: number): Promise<void> {
    return onSheet(sheet, (at) => void at.getRange(`${row + 1}:${row + count}`).insert("Down"));
  }

  deleteRows(sheet: string, row: number, count: number): Promise<void> {
    return onSheet(sheet, (at) => at.getRange(`${row + 1}:${row + count}`).delete("Up"));
  }

  insertColumns(sheet: string, column: number, count: number): Promise<void> {
    const [from, to] = [column, column + count - 1].map((at) =>
      cellAddress({ sheet, row: 0, column: at, rows: 1, columns: 1 }).replace(/\d+$/, ""),
    );
    return onSheet(sheet, (at) => void at.getRange(`${from}:${to}`).insert("Right"));
  }

  sort(place: Place, byColumn: number): Promise<void> {
    return onRange(place, (range) => range.sort.apply([{ key: byColumn, ascending: true }]));
  }

  move(place: Place, to: Place): Promise<void> {
    return run(async (context) => {
      rangeOf(context, place).moveTo(rangeOf(context, { ...to, rows: place.rows, columns: place.columns }));
      await context.sync();
    });
  }

  renameSheet(from: string, to: string): Promise<void> {
    return onSheet(from, (sheet) => void (sheet.name = to));
  }

  deleteSheet(name: string): Promise<void> {
    return onSheet(name, (sheet) => sheet.delete());
  }

  protect(name: string, isProtected: boolean): Promise<void> {
    return run(async (context) => {
      const { protection } = context.workbook.worksheets.getItem(name);
      protection.load("protected");
      await context.sync();
      if (isProtected && !protection.protected) protection.protect();
      if (!isProtected && protection.protected) protection.unprotect();
      await context.sync();
    });
  }

  comment(cell: Place, text: string): Promise<void> {
    return run(async (context) => {
      context.workbook.comments.add(formulaAddress(cell), text);
      await context.sync();
    });
  }

  comments(name: string): Promise<readonly string[]> {
    return run(async (context) => {
      const { comments } = context.workbook.worksheets.getItem(name);
      comments.load("items/content");
      await context.sync();
      return comments.items.map(({ content }) => content);
    });
  }

  choices(cell: Place): Promise<readonly string[] | null> {
    return run(async (context) => {
      const { dataValidation } = rangeOf(context, cell);
      dataValidation.load("rule,type");
      await context.sync();
      const source: unknown = dataValidation.type === "List" ? dataValidation.rule.list?.source : null;
      return typeof source === "string" ? source.split(",") : null;
    });
  }
}

function onSheet(name: string, act: (sheet: Excel.Worksheet) => void): Promise<void> {
  return run(async (context) => {
    act(context.workbook.worksheets.getItem(name));
    await context.sync();
  });
}

function onRange(place: Place, act: (range: Excel.Range) => void): Promise<void> {
  return run(async (context) => {
    act(rangeOf(context, place));
    await context.sync();
  });
}
