import { describe, expect, test } from "@jest/globals";
import { ColumnSum } from "../../../server/features/intake/column-sum.js";
import { StringTable } from "../../../server/features/intake/readers/string-table.js";
import { csvLine } from "../../../server/domain/csv.js";
import { reportLines } from "../../../server/features/intake/report.rules.js";
import { SeenKeys } from "../../../server/features/intake/seen-keys.js";
import { rawRow, storeCells } from "../../../server/features/intake/stored-row.js";

describe("What a long import remembers", () => {
  test("a key met a hundred thousand rows ago is still known, with its row, and no other is mistaken for it", () => {
    const seen = new SeenKeys();
    for (let row = 1; row <= 100_000; row += 1)
      expect(seen.meet(`enrolment K-${row % 50} ${row}`, row)).toBeUndefined();
    expect(seen.meet("enrolment K-7 7", 100_001)).toBe(7);
    expect(seen.meet("enrolment K-0 100000", 100_002)).toBe(100_000);
    expect(seen.has("enrolment K-7 8")).toBe(false);
  });

  test("a million texts come back as they were, the last ones from the disk", () => {
    const table = new StringTable();
    const text = (i: number) => (i % 3 === 0 ? `示例第${i}号，很长的一段说明文字` : `t${i}`);
    for (let i = 0; i < 900_000; i += 1) table.add(text(i));
    for (const i of [0, 1, 16_383, 16_384, 500_001, 700_002, 899_999]) expect(table.at(i)).toBe(text(i));
    expect(table.at(900_000)).toBeUndefined();
    table.close();
  });

  test("a column adds up exactly, short numbers and long ones, above and below zero", () => {
    const sum = new ColumnSum();
    for (let i = 0; i < 10_000; i += 1) sum.add("0.1");
    for (const value of ["-2.000001", "12345678901234567890.5", "-0.5"]) sum.add(value);
    expect(sum.total()).toBe("12345678901234568887.999999");
  });

  test("a row is stored short and read back whole, also one that an earlier version stored", () => {
    const cells = [
      { column: 1, kind: "text", value: "甲" },
      { column: 3, kind: "number", value: "0.5", format: "0%" },
      { column: 4, kind: "text", value: "****0013", identity: { problem: "badCheckDigit" } },
      { column: 5, kind: "blank", value: null },
    ] as const;
    expect(rawRow(7, JSON.parse(JSON.stringify(storeCells({ cells, group: "一组" }))))).toEqual({
      row: 7,
      cells,
      group: "一组",
    });
    expect(rawRow(7, { cells })).toEqual({ row: 7, cells });
  });
});

describe("The report of refused rows", () => {
  test("starts no formula, quotes what needs quoting, and leaves plain numbers alone", () => {
    expect(csvLine(["=1+1", "+A1", "-3", "-A1", "@x", 'a "b"', "c,d", "＝SUM(A1)"])).toBe(
      `"'=1+1","'+A1",-3,"'-A1","'@x","a ""b""","c,d","'＝SUM(A1)"\r\n`,
    );
  });

  test("says of a row of a table nobody mapped why it is there", () => {
    expect(reportLines({ sheet: "表一", row: 3, label: "", cells: [], findings: [] })).toContain("NOT_MAPPED");
  });
});
