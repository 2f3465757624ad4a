import { describe, expect, test } from "@jest/globals";
import { rangeOf, type Cell, type CellRange, type Row } from "../../../server/features/intake/cell.js";
import { wordFinding } from "../../../server/features/intake/findings.js";
import { detectTables, tableUnit } from "../../../server/features/intake/table.rules.js";
import { TableReader } from "../../../server/features/intake/table-rows.rules.js";
import { knownHeaders } from "../../../server/features/intake/targets.js";

type Value = string | number | null;

/** A sheet typed as rows; numbers become number cells, null an empty cell. */
function sheet(lines: readonly (readonly Value[])[], merges: readonly string[] = []) {
  const rows = lines
    .map((line, i): Row => ({
      number: i + 1,
      cells: line.flatMap((value, c): Cell[] => (value === null ? [] : [cell(c + 1, value)])),
    }))
    .filter((row) => row.cells.length > 0);
  return { sheet: "表", rows, merges: merges.map((m) => rangeOf(m) as CellRange) };
}

const cell = (column: number, value: string | number): Cell =>
  typeof value === "number" ? { column, kind: "number", value: String(value) } : { column, kind: "text", value };

function read(lines: readonly (readonly Value[])[], merges: readonly string[] = []) {
  const head = sheet(lines, merges);
  const { tables, findings } = detectTables(head, knownHeaders());
  const readers = tables.map((table) => new TableReader(table, head.merges));
  const rows = readers.map((reader) => head.rows.flatMap((row) => reader.read(row) ?? []));
  return { tables, findings, rows, summaries: readers.map((reader) => reader.finish()) };
}

const headers = (result: ReturnType<typeof read>, table = 0) => result.tables[table]?.columns.map((c) => c.header);

describe("Headers as people lay them out", () => {
  test("title, unit caption and instruction above the header are captions", () => {
    const result = read(
      [
        ["2026年10月培训月报"],
        ["填报单位：示例学院", null, null, "单位：万元"],
        ["学院", "培训人次", "到账金额", "备注"],
        ["信息学院", 120, 3.5, null],
        ["智能学院", 80, 2, null],
      ],
      ["A1:D1"],
    );
    expect(result.tables[0]?.headerRows).toEqual([3]);
    expect(tableUnit(result.tables[0] as never)).toBe("万元");
    expect(result.rows[0]?.map((r) => r.number)).toEqual([4, 5]);
  });

  test("merged parents and their children become one path each", () => {
    const result = read(
      [
        ["序号", "学院", "培训人次", null, "经费（万元）", null],
        [null, null, "线上", "线下", "到账", "支出"],
        [1, "甲学院", 10, 20, 1.5, 1],
        [2, "乙学院", 30, 40, 2.5, 2],
      ],
      ["A1:A2", "B1:B2", "C1:D1", "E1:F1"],
    );
    expect(result.tables[0]?.headerRows).toEqual([1, 2]);
    expect(headers(result)).toEqual(["序号", "学院", "培训人次·线上", "培训人次·线下", "经费·到账", "经费·支出"]);
    expect(result.tables[0]?.columns[4]?.unit).toBe("万元");
    expect(result.rows[0]).toHaveLength(2);
  });

  test("three levels, and parents typed without merging", () => {
    const merged = read(
      [
        ["学院", "培训", null, null, null],
        [null, "线上", null, "线下", null],
        [null, "人次", "学时", "人次", "学时"],
        ["甲", 1, 2, 3, 4],
      ],
      ["A1:A3", "B1:E1", "B2:C2", "D2:E2"],
    );
    expect(headers(merged)).toEqual(["学院", "培训·线上·人次", "培训·线上·学时", "培训·线下·人次", "培训·线下·学时"]);
    const typed = read([
      ["学院", "线上", null, "线下", null],
      [null, "人次", "学时", "人次", "学时"],
      ["甲", 1, 2, 3, 4],
      ["乙", 1, 2, 3, 4],
    ]);
    expect(headers(typed)).toEqual(["学院", "线上·人次", "线上·学时", "线下·人次", "线下·学时"]);
  });

  test("a unit row and a row of column numbers are not data", () => {
    const result = read([
      ["机构", "培训人次", "到账金额", "出勤率"],
      ["甲", "1", "2", "3"],
      [null, "人次", "万元", "%"],
      ["示例学院", 100, 12.5, 96],
    ]);
    expect(result.tables[0]?.underHeader).toEqual([2, 3]);
    expect(result.tables[0]?.columns.map((c) => c.unit)).toEqual([undefined, "人次", "万元", "%"]);
    expect(result.rows[0]?.map((r) => r.number)).toEqual([4]);
  });

  test("lists side by side are two tables", () => {
    const result = read([
      ["序号", "姓名", "成绩", "序号", "姓名", "成绩"],
      [1, "张三", 90, 3, "王五", 70],
      [2, "李四", 80, 4, "赵六", 60],
    ]);
    expect(result.tables.map((t) => [t.firstColumn, t.lastColumn])).toEqual([
      [1, 3],
      [4, 6],
    ]);
    expect(result.rows[1]?.map((r) => r.cells.get(5)?.value)).toEqual(["王五", "赵六"]);
  });

  test("years may head columns", () => {
    const result = read([
      ["指标", "2024年", "2025年"],
      ["培训人次", 10, 20],
      ["结业人次", 5, 6],
    ]);
    expect(headers(result)).toEqual(["指标", "2024年", "2025年"]);
  });

  test("numbers from the first row on are no table, and the finding says where", () => {
    const result = read([
      [1, 2, 3],
      [4, 5, 6],
    ]);
    expect(result.tables).toEqual([]);
    expect(result.findings.map((f) => wordFinding(f, "en"))).toEqual([
      "Sheet 表: data starts at A1 without a header. Add a header row above it and send again.",
    ]);
  });

  test("a headless column with data and a repeated header are told", () => {
    const result = read([
      ["姓名", "成绩", "成绩"],
      ["张三", 90, 91, "优"],
      ["李四", 80, 81, "良"],
    ]);
    expect(result.tables[0]?.findings.map((f) => [f.code, f.column])).toEqual([
      ["duplicateHeader", "C"],
      ["emptyHeader", "D"],
    ]);
  });
});

describe("Rows under the header", () => {
  test("group lines pass their value on, and a wrong count is found", () => {
    const result = read(
      [
        ["序号", "学校名称", "主管部门"],
        ["北京市（2所）"],
        [1, "甲大学", "教育部"],
        [2, "乙大学", "教育部"],
        ["天津市（3所）"],
        [3, "丙大学", "天津市"],
      ],
      ["A2:C2", "A5:C5"],
    );
    expect(result.rows[0]?.map((r) => r.group)).toEqual(["北京市", "北京市", "天津市"]);
    expect(result.summaries[0]?.groups.map((g) => [g.value, g.declared, g.counted])).toEqual([
      ["北京市", 2, 2],
      ["天津市", 3, 1],
    ]);
    expect(result.summaries[0]?.findings).toEqual([
      {
        code: "groupCountDiffers",
        severity: "warn",
        sheet: "表",
        row: 5,
        column: "A",
        args: { group: "天津市", declared: 3, counted: 1 },
      },
    ]);
  });

  test("subtotals and the total are checked and kept out of the data", () => {
    const result = read([
      ["学院", "专业", "培训人次", "到账金额", "结业率"],
      ["甲", "焊工", 10, 1.1, 0.9],
      ["甲", "电工", 20, 2.2, 0.8],
      ["小计", null, 30, 3.3, 0.85],
      ["乙", "钳工", 5, "1,000", 1],
      ["小计", null, 5, 1000, 1],
      ["合 计", null, 36, 1003.3, 0.9],
    ]);
    expect(result.rows[0]).toHaveLength(3);
    expect(result.summaries[0]?.totals.map((t) => [t.label, t.scope, t.checks.every((c) => c.agrees)])).toEqual([
      ["小计", "part", true],
      ["小计", "part", true],
      ["合 计", "all", false],
    ]);
    expect(result.summaries[0]?.findings.map((f) => [f.row, f.column, f.args])).toEqual([
      [7, "C", { declared: "36", counted: "35", difference: "1" }],
    ]);
  });

  test("a total that stands above its rows is checked at the end", () => {
    const right = read([
      ["区县", "人次"],
      ["合计", 30],
      ["甲区", 10],
      ["乙区", 20],
    ]);
    expect(right.summaries[0]?.totals[0]?.checks).toEqual([
      { column: "B", declared: "30", counted: "30", agrees: true },
    ]);
    const wrong = read([
      ["区县", "人次"],
      ["总计", 31],
      ["甲区", 10],
      ["乙区", 20],
    ]);
    expect(wrong.summaries[0]?.findings.map((f) => f.code)).toEqual(["totalDiffers"]);
  });

  test("notes, signatures and repeated headers are not data", () => {
    const result = read([
      ["姓名", "单位", "成绩"],
      ["张三", "甲厂", 90],
      ["姓名", "单位", "成绩"],
      ["李四", "乙厂", 80],
      ["注：", null, null],
      ["1.成绩为百分制。"],
      ["填表人：王五", null, "审核人：赵六"],
    ]);
    expect(result.rows[0]?.map((r) => r.number)).toEqual([2, 4]);
    expect(result.summaries[0]?.notes.map((n) => n.row)).toEqual([5, 6, 7]);
    expect(result.summaries[0]?.findings.map((f) => f.code)).toEqual(["repeatedHeader"]);
  });

  test("vertical merges are filled down, across a group line too", () => {
    const result = read(
      [
        ["班级", "姓名", "成绩"],
        ["焊工一班", "张三", 90],
        [null, "李四", 80],
        ["电工一班", "王五", 70],
      ],
      ["A2:A3"],
    );
    expect(result.rows[0]?.map((r) => r.cells.get(1)?.value)).toEqual(["焊工一班", "焊工一班", "电工一班"]);
    expect(result.rows[0]?.[1]?.filledFrom.get(1)).toBe(2);
  });
});
