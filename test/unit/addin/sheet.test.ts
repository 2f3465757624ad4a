/** The pure words of the sheet: addresses, numbers as typed, merging, calls of functions, rectangles. */
import { describe, expect, test } from "@jest/globals";
import { coverCells } from "../../../addin/sheet/cover.js";
import { figureFormula, followMove, keyOfCall, readFigureCall } from "../../../addin/sheet/function-calls.js";
import { numberFormat, signedFormat } from "../../../addin/sheet/marks.js";
import { mergeValues } from "../../../addin/sheet/merge.js";
import { cellValueOf, decimalOf, isSameNumber, readCell, suggestNumber, sumOf } from "../../../addin/sheet/number.js";
import { periodLabel } from "../../../addin/sheet/period-label.js";
import {
  cellAddress,
  cellAt,
  columnLetters,
  formulaAddress,
  parseAddress,
  readableAddress,
} from "../../../addin/sheet/place.js";
import { type BoundTable, packTable, tableFrom, unpackTable } from "../../../addin/sheet/table.js";
import { findLayout } from "../../../addin/sheet/layout.js";
import { placeOf } from "../../../addin/host/excel/ranges.js";

describe("An address", () => {
  test.each([
    ["月报!G6", "月报!G6", "月报!$G$6"],
    ["'10 月'!$B$5:$G$11", "10 月!B5:G11", "'10 月'!$B$5:$G$11"],
    ["'It''s'!AA1", "It's!AA1", "'It''s'!$AA$1"],
    ["'A1'!B2", "A1!B2", "'A1'!$B$2"],
  ])("%s reads and writes back", (address, readable, formula) => {
    const place = parseAddress(address);
    expect(place && [readableAddress(place), formulaAddress(place)]).toEqual([readable, formula]);
  });

  test("that is none is told apart", () => {
    expect(["", "月报", "5:7", "B:C", "A0"].map((text) => parseAddress(text))).toEqual([null, null, null, null, null]);
  });

  test("of whole rows, whole columns or several areas, as Excel's events give it, is a place too", () => {
    expect(placeOf("5:7", "表")).toMatchObject({ sheet: "表", row: 4, rows: 3, column: 0 });
    expect(placeOf("B:C", "表")).toMatchObject({ column: 1, columns: 2, row: 0 });
    expect(placeOf("'a,b'!C3:D4,'a,b'!F6", "表")).toEqual({ sheet: "a,b", row: 2, column: 2, rows: 2, columns: 2 });
  });

  test("counts columns past Z", () => {
    expect([0, 25, 26, 701, 702, 16_383].map(columnLetters)).toEqual(["A", "Z", "AA", "ZZ", "AAA", "XFD"]);
  });
});

describe("A number in a cell", () => {
  test.each([
    [31.85, "31.85"],
    [0.1 + 0.2, "0.3"],
    [1e21, "1000000000000000000000"],
    [-0, "0"],
    [1e-7, "0.0000001"],
    [123456789012345, "123456789012345"],
  ])("%d is %s exactly", (number, text) => expect(decimalOf(number)).toBe(text));

  test("with more digits than a spreadsheet holds is still the hub's own", () => {
    const value = "12345678901234567.89";
    expect(isSameNumber(value, decimalOf(Number(cellValueOf(value))))).toBe(true);
    expect(isSameNumber("31.60", "31.6")).toBe(true);
    expect(isSameNumber("0", "0.0000000001")).toBe(false);
  });

  test("adds up exactly, and blanks count as nothing", () => {
    expect(sumOf(["0.1", "0.2", null])).toBe("0.3");
    expect(sumOf([null, null])).toBeNull();
  });

  test.each([
    ["", "", null, { kind: "blank" }],
    ["  ", "", null, { kind: "blank" }],
    [412, "412", null, { kind: "number", value: "412" }],
    ["1,234.50", "", null, { kind: "number", value: "1234.5" }],
    [0.634, "63.4%", "%", { kind: "number", value: "63.4" }],
    [0.634, "63.4%", "人次", { kind: "number", value: "0.634" }],
    ["#REF!", "#REF!", null, { kind: "error" }],
    ["一百三十", "", null, { kind: "notANumber", suggestion: "130" }],
    [true, "TRUE", null, { kind: "notANumber", suggestion: null }],
  ])("%j shown as %j in %j is read", (value, text, unit, reading) =>
    expect(readCell(value, text, unit)).toEqual(reading),
  );

  test.each([
    ["一百三十", "130"],
    ["一百二", "120"],
    ["一百零二", "102"],
    ["一万二", "12000"],
    ["三千五", "3500"],
    ["二十二", "22"],
    ["十二", "12"],
    ["一万零二十", "10020"],
    ["两亿三", "230000000"],
    ["十二", "12"],
    ["三万五千", "35000"],
    ["两千零五", "2005"],
    ["壹佰贰拾", "120"],
    ["一亿二千万", "120000000"],
    ["１３０", "130"],
    ["1 234", "1234"],
    ["1.2万", "12000"],
    ["130人次", "130"],
    ["63.4％", "63.4"],
    ["无", null],
    ["—", null],
    ["约130", null],
    ["12/13", null],
    ["一三零", null],
  ])("written %s is suggested as %s", (typed, suggestion) => expect(suggestNumber(typed)).toBe(suggestion));
});

describe("Two people at one cell", () => {
  test.each([
    ["1", "1", "1", "same"],
    ["1", "2", "1", "mine"],
    ["1", "1.0", "2", "theirs"],
    ["1", "2", "2.00", "converged"],
    ["1", "2", "3", "conflict"],
    ["1", null, "3", "conflict"],
    [null, "2", null, "mine"],
    ["1", null, null, "converged"],
  ] as const)("from %s, mine %s, theirs %s: %s", (base, mine, theirs, merge) =>
    expect(mergeValues(base, mine, theirs)).toBe(merge),
  );
});

describe("A call of =HUB.FIGURE", () => {
  const key = { indicator: "TR01", organization: 'YL"S1', period: "2026M10" };

  test("reads back as it was made", () => {
    const call = readFigureCall(figureFormula(key), "表");
    expect(call && keyOfCall(call, () => "")).toEqual(key);
  });

  test("looks its cells up", () => {
    const call = readFigureCall("=hub.figure( $B$3 , '10 月'!A5,2026)", "表");
    const looked = call && keyOfCall(call, (place) => readableAddress(place));
    expect(looked).toEqual({ indicator: "表!B3", organization: "10 月!A5", period: "2026" });
  });

  test.each(["=HUB.FIGURE(A1,B1)", "=HUB.FIGURE(A1,B1,C1)*2", "=SUM(A1:A3)", "=HUB.FIGURE(A1&B1,C1,D1)", "x", 5])(
    "%s is none",
    (formula) => expect(readFigureCall(formula, "表")).toBeNull(),
  );

  test("moves with its cell and goes with its row", () => {
    const cell = cellAt("表", 5, 2);
    const rows = { sheet: "表", row: 2, column: 0, rows: 2, columns: 16_384 };
    expect(followMove(cell, { change: "rowsInserted", place: rows })?.row).toBe(7);
    expect(followMove(cell, { change: "rowsDeleted", place: rows })?.row).toBe(3);
    expect(followMove(cell, { change: "rowsDeleted", place: { ...rows, row: 5 } })).toBeNull();
    expect(followMove(cell, { change: "columnsInserted", place: { ...rows, column: 3, columns: 1 } })).toEqual(cell);
  });
});

describe("A bound table", () => {
  const grid = {
    rows: [
      { organization: "A1", name: "信息系", problem: null },
      { organization: "B1", name: "信息系", problem: null },
    ],
    columns: ["2026M09", "2026M10"].map((period) => ({
      ...{
        indicator: "TR01",
        name: "培训人次",
        period,
        unit: "人次",
        displayUnit: null,
        decimals: 0,
        additive: true,
        problem: null,
      },
    })),
    values: [
      ["1", null],
      ["3", "4"],
    ],
    versions: [
      [1, 0],
      [1, 2],
    ],
    statuses: [
      ["COMPUTED", "MISSING"],
      ["LOCKED", "DRAFT"],
    ],
    sources: [
      ["COMPUTED", null],
      ["REPORTED", "EXCEL"],
    ],
    writable: [
      [true, true],
      [false, true],
    ],
    asOf: "2026-11-03T01:31:00Z",
  } as const;

  test("tells rows of one name apart by code, and columns by period", () => {
    const table = tableFrom("t", "", grid, null);
    expect(table.rows.map(({ label }) => label)).toEqual(["信息系（A1）", "信息系（B1）"]);
    expect(table.columns.map(({ label }) => label)).toEqual(["培训人次\n2026 年 9 月", "培训人次\n2026 年 10 月"]);
  });

  test("is kept in the workbook and comes back the same, cells of another time too", () => {
    const table = tableFrom("t", "", grid, { organization: null });
    const aged = {
      ...table,
      cells: table.cells.map((row) =>
        row.map((cell, at) => (at === 0 ? { ...cell, asOf: "2026-10-31T09:20:00Z" } : cell)),
      ),
    };
    expect(unpackTable(JSON.parse(JSON.stringify(packTable(aged))))).toEqual(aged);
  });
});

test("A table whose title says what its only column is called is found by its headers all the same", () => {
  const asOf = "2026-11-05T02:00:00.000Z";
  const cell = { value: "3", version: 0, source: "COMPUTED", status: "COMPUTED", writable: true, asOf };
  const table = {
    ...{ id: "t", title: "培训人次", total: null, asOf },
    rows: [{ organization: "YL-S1-01", name: "信息工程学院", label: "信息工程学院" }],
    columns: [{ indicator: "TR01", period: "2026M10", name: "培训人次", label: "培训人次", unit: "人次", decimals: 0 }],
    cells: [[cell]],
  } as unknown as BoundTable; // no more of it than is looked at
  const values = [
    ["培训人次", "", ""],
    ["数据截至 2026-11-05 10:00", "", ""],
    ["单位", "培训人次", "状态"],
    ["", "人次", ""],
    ["信息工程学院", 3, ""],
  ];
  const place = { sheet: "月报", row: 0, column: 0, rows: 5, columns: 3 };
  const text = values.map((row) => row.map(String));
  expect(findLayout(table, { place, values, formulas: values, text })).toMatchObject({ rows: [4], columns: [1] });
});

test("Marks keep a number a number, and the sign goes left", () => {
  expect(signedFormat("待", numberFormat(2))).toBe('"待"* #,##0.00;"待"* -#,##0.00;"待"* #,##0.00;"待"* @');
});

test("Periods read as people say them", () => {
  expect(
    ["2026", "2026H1", "2026Q3", "2026M10", "SY2025", "P2021/2025", "2026-12-31"].map((period) => periodLabel(period)),
  ).toEqual([
    ...["2026 年", "2026 年上半年", "2026 年 3 季度", "2026 年 10 月", "2025–2026 学年", "2021–2025 年", "2026-12-31"],
  ]);
});

test("Many cells become few rectangles, and none is lost", () => {
  const cells = [0, 1, 2].flatMap((row) => [0, 1].map((column) => cellAt("表", row, column)));
  expect(
    coverCells([...cells, cellAt("表", 9, 9), cellAt("他", 0, 0)]).map(
      (place) => `${place.sheet}!${cellAddress(place)}`,
    ),
  ).toEqual([...["他!A1", "表!A1:B3", "表!J10"]]);
});
