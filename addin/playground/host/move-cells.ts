/** Cutting and pasting: the grid's own moving of cells, which takes names and formulas along. */
import { getMoveRangeCommandMutations } from "@univerjs/preset-sheets-core";
import { OfficeError } from "../officejs/errors.js";
import type { Range } from "./range.js";

export function moveCells(from: Range, to: Range): void {
  const { grid, workbook } = from.book;
  const unit = workbook.getId();
  const moved = getMoveRangeCommandMutations(
    grid.injector,
    {
      fromUnitId: unit,
      toUnitId: unit,
      fromSubUnitId: from.sheetId,
      toSubUnitId: to.sheetId,
      fromRange: from.facade().getRange(),
      toRange: to.facade().getRange(),
    },
    { includeSelection: false },
  );
  if (!moved) throw new OfficeError("InvalidOperation", "The cells cannot be moved there.", "Range.moveTo");
  for (const { id, params } of moved.redos) grid.commands.syncExecuteCommand(id, params);
}
