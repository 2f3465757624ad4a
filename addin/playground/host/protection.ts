/** Protection as Excel has it for an add-in: on a protected sheet only cells that were unlocked take what is written. */
import type { Range } from "./range.js";

/** The grid lets people type on; that protection only guides them is true of Excel's own too, once they take it off. */
export function mayWrite(range: Range): boolean {
  return !range.worksheet.protection.protected || isUnlocked(range);
}

function isUnlocked(range: Range): boolean {
  const told = range.facade().getCustomMetaDatas();
  return told.length > 0 && told.every((row) => row.every((cell) => cell?.locked === false));
}
