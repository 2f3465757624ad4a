import { expect, test } from "@jest/globals";
import { packReceipt, unpackReceipt } from "../../../server/features/figure/figure.receipt.js";
import {
  CellOutcome,
  FigureSource,
  FigureStatus,
  type CellAnswer,
  type Figure,
  type WriteReceipt,
} from "../../../server/features/figure/figure.objects.js";

const changedAt = new Date("2026-11-05T02:00:00.000Z");
const figure = (value: string | null, more: Partial<Figure> = {}): Figure => ({
  indicator: "FN01", organization: "S-1", organizationName: "信息学院", indicatorName: "到账", period: "2026M09", value, unit: "元",
  displayUnit: "万元", version: 1, status: FigureStatus.DRAFT, source: FigureSource.EXCEL, computedValue: null, numerator: null,
  denominator: null, coverage: null, definition: { version: 1, validFrom: null, formula: null }, dims: [], changedAt, changedBy: "王珊",
  reason: null, writable: true, problem: null, ...more,
}); // prettier-ignore
const cell = (index: number, of: Figure | null, more: Partial<CellAnswer> = {}): CellAnswer => ({
  index, outcome: CellOutcome.WRITTEN, figure: of, conflict: null, findings: [], ...more,
}); // prettier-ignore
const receipt = (cells: CellAnswer[]): WriteReceipt => ({
  batchId: "b", dryRun: false, replayed: false, receivedAt: changedAt, written: cells.length, unchanged: 0, conflicts: 0, refused: 0, cells,
}); // prettier-ignore
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

test("a receipt that was kept is the receipt that was given, cell by cell", () => {
  const given = receipt([
    cell(0, figure("1")),
    cell(1, figure("2", { version: 0, writable: false })),
    cell(2, null, { outcome: CellOutcome.REFUSED }),
    cell(3, figure(null, { dims: [{ dimension: "funding", code: "subsidised" }], reason: "0" })),
    cell(4, figure("0", { coverage: { have: 1, of: 2, missing: [] } }), {
      outcome: CellOutcome.CONFLICT,
      conflict: { base: "1", mine: "2", theirs: "0", theirVersion: 3, changedBy: "李", changedAt, reason: null },
    }),
    cell(5, figure("0")),
  ]);
  expect(plain(unpackReceipt(packReceipt(given)))).toEqual(plain(given));
});

test("a receipt kept whole before is still read", () => {
  const { coverage: _c, definition: _d, dims: _m, ...old } = figure("5");
  const kept = JSON.stringify(receipt([cell(0, old as Figure)]));
  expect(plain(unpackReceipt(kept).cells[0]?.figure)).toEqual(
    plain({ ...old, coverage: null, definition: null, dims: [] }),
  );
});

test("a thousand cells of one sheet take a fraction of their length", () => {
  const given = receipt(Array.from({ length: 1000 }, (_, i) => cell(i, figure(String(i)))));
  expect(packReceipt(given).length).toBeLessThan(JSON.stringify(given).length / 4);
});
