import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import type { SheetTables } from "../../../server/features/intake/read-tables.js";
import { findTables, readTables } from "../../../server/features/intake/read-tables.js";
import type { WorkbookReader } from "../../../server/features/intake/cell.js";
import { guessTarget } from "../../../server/features/intake/mapping.rules.js";
import { normaliseRow } from "../../../server/features/intake/normalise.rules.js";
import { openWorkbook } from "../../../server/features/intake/readers/workbook.js";
import type { TableRow, TableSummary } from "../../../server/features/intake/table-rows.rules.js";
import { wordFinding } from "../../../server/features/intake/findings.js";
import { knownHeaders, TARGETS } from "../../../server/features/intake/targets.js";

const FOLDER = path.resolve("../shared/workbooks");

interface Read {
  readonly reader: WorkbookReader;
  readonly sheets: readonly SheetTables[];
  readonly rows: readonly (readonly TableRow[])[][];
  readonly summaries: readonly (readonly TableSummary[])[];
}

async function readWhole(file: string): Promise<Read> {
  const reader = await openWorkbook(path.join(FOLDER, file), file);
  const sheets = await findTables(reader, knownHeaders());
  const rows: TableRow[][][] = [];
  const summaries: (readonly TableSummary[])[] = [];
  for (const sheet of sheets) {
    const lists = sheet.tables.map((): TableRow[] => []);
    summaries.push(
      await readTables(reader, sheet, knownHeaders(), { row: (row, table) => void (lists[table] ??= []).push(row) }),
    );
    rows.push(lists);
  }
  return { reader, sheets, rows, summaries };
}

const text = (row: TableRow | undefined, column: number) => row?.cells.get(column)?.value;
const headers = (read: Read, sheet = 0, table = 0) => read.sheets[sheet]?.tables[table]?.columns.map((c) => c.header);

if (existsSync(FOLDER)) describeRealFiles();
else {
  describe("Real workbooks", () => {
    test("the folder ../shared/workbooks is absent on this machine, so no real workbook was read", () => {
      console.log(`Absent: ${FOLDER}`);
      expect(existsSync(FOLDER)).toBe(false);
    });
  });
}

function describeRealFiles(): void {
  describe("The national list of colleges, 2025, as the ministry publishes it (.xls)", () => {
    let read: Read;
    beforeAll(async () => {
      read = await readWhole("putong-gaoxiao-2025.xls");
    });
    afterAll(() => read.reader.close());

    test("2,919 schools stand under 31 provinces, and every declared count is the counted one", () => {
      const summary = read.summaries[0]?.[0];
      expect(summary?.dataRows).toBe(2919);
      expect(summary?.groups).toHaveLength(31);
      expect(summary?.groups[0]).toEqual({ row: 4, value: "北京市", declared: 92, counted: 92 });
      for (const group of summary?.groups ?? [])
        expect([group.value, group.counted]).toEqual([group.value, group.declared]);
      expect(summary?.groups.reduce((sum, group) => sum + group.counted, 0)).toBe(2919);
      expect(summary?.findings).toEqual([]);
    });

    test("the title with its line break is a caption and row 3 the header", () => {
      const table = read.sheets[0]?.tables[0];
      expect(table?.headerRows).toEqual([3]);
      expect(headers(read)).toEqual(["序号", "学校名称", "学校标识码", "主管部门", "所在地", "办学层次", "备注"]);
      expect(table?.captions.map((c) => c.text)).toEqual(["附件1：", "全国普通高等学校名单 （截至2025年6月20日）"]);
      expect(table?.confidence).toBeGreaterThan(0.9);
    });

    test("every school keeps its ten digits, number cell or text, and its name without blanks at the end", async () => {
      const sheet = read.sheets[0] as SheetTables;
      const table = sheet.tables[0];
      const [samples] = sheet.samples;
      const mapping = guessTarget(table as never, TARGETS, samples)[0]?.mapping;
      expect(mapping?.target.name).toBe("organizations");
      const rows = (read.rows[0]?.[0] ?? []).map((row) =>
        normaliseRow(row, mapping as never, { sheet: "x", lists: new Map() }),
      );
      const codes = rows.map((row) => String(row.values.schoolCode));
      expect(codes.every((code) => /^\d{10}$/u.test(code))).toBe(true);
      expect(new Set(codes).size).toBe(2919);
      const raw = read.rows[0]?.[0] ?? [];
      expect(raw.filter((row) => row.cells.get(3)?.kind === "text")).toHaveLength(57);
      expect(raw.filter((row) => /\s$/u.test(String(text(row, 2))))).toHaveLength(1);
      expect(rows.filter((row) => row.values.name !== String(row.values.name).trim())).toEqual([]);
      expect(rows.flatMap((row) => row.findings)).toEqual([]);
      expect(rows[0]).toMatchObject({
        group: "北京市",
        values: { name: "北京大学", schoolCode: "4111010001", region: "北京市" },
      });
    });
  });

  describe("The 2019 edition (.csv)", () => {
    let read: Read;
    beforeAll(async () => {
      read = await readWhole("putong-gaoxiao-2019.csv");
    });

    test("2,688 rows, flat, and both editions share 2,652 codes", async () => {
      expect(read.summaries[0]?.[0]?.dataRows).toBe(2688);
      expect(text(read.rows[0]?.[0]?.at(-1), 2)).toBe("铁门关职业技术学院");
      const later = await readWhole("putong-gaoxiao-2025.xls");
      const codes = (some: Read) =>
        new Map((some.rows[0]?.[0] ?? []).map((r) => [String(text(r, 3)), String(text(r, 2)).trim()]));
      const [old, now] = [codes(read), codes(later)];
      const kept = [...old.keys()].filter((code) => now.has(code));
      expect(kept).toHaveLength(2652);
      expect(kept.filter((code) => old.get(code) !== now.get(code))).toHaveLength(210);
      expect([...now.keys()].filter((code) => !old.has(code))).toHaveLength(267);
      await later.reader.close();
    });
  });

  describe("Other people's workbooks", () => {
    const opened: Read[] = [];
    const readFile = async (file: string) => {
      const read = await readWhole(file);
      opened.push(read);
      return read;
    };
    afterAll(async () => {
      for (const read of opened) await read.reader.close();
    });

    test("an instruction row above the header is a caption", async () => {
      const read = await readFile("easyexcel-t01-instructions-row.xls");
      expect(read.sheets[0]?.tables[0]?.headerRows).toEqual([2]);
      expect(headers(read)?.slice(0, 3)).toEqual(["材质*", "等级", "标准号*"]);
      expect(read.summaries[0]?.[0]?.dataRows).toBe(1);
      expect(text(read.rows[0]?.[0]?.[0], 13)).toBe("200");
    });

    test("vertical merges are filled down and remember where the value stands", async () => {
      const read = await readFile("easyexcel-t04-70-vertical-merges.xlsx");
      const rows = read.rows[0]?.[0] ?? [];
      expect(rows).toHaveLength(56);
      expect(text(rows[7], 4)).toBe("A1JB037FPHA03224400489");
      expect(rows[7]?.filledFrom.get(4)).toBe(2);
      expect(text(rows[8], 4)).toBe("A1JB037FPHA03224400020");
      expect(text(rows[0], 7)).toBe("1111111111111111111111");
      for (const row of rows) expect(row.cells.get(2)).toBeDefined();
    });

    test("a sheet without a header is refused with a finding that names sheet and cell", async () => {
      const read = await readFile("hutool-blank-and-date.xlsx");
      expect(read.sheets[0]?.tables).toEqual([]);
      expect(read.sheets[0]?.findings).toEqual([
        { code: "noHeader", severity: "error", args: {}, sheet: "Sheet1", row: 1, column: "A" },
      ]);
      expect(wordFinding(read.sheets[0]?.findings[0] as never)).toContain("“Sheet1”从 A1");
      const cells: unknown[] = [];
      for await (const row of read.reader.rows(0)) cells.push(row.cells.find((cell) => cell.column === 4)?.value);
      expect(cells.slice(0, 7)).toEqual([
        "2017-12-16T03:04:05",
        undefined,
        undefined,
        "2017-12-16",
        undefined,
        undefined,
        "2017-01-02T05:06:07",
      ]);
    });

    test("a training plan keeps five rows and drops nineteen numbered blanks", async () => {
      const read = await readFile("peixun-jihua-pseudonymised.xlsx");
      const summary = read.summaries[0]?.[0];
      expect([summary?.dataRows, summary?.blankNumbered]).toEqual([5, 19]);
      expect(text(read.rows[0]?.[0]?.[0], 7)).toBe("2019-06-13");
      expect(text(read.rows[0]?.[0]?.[4], 2)).toBe("公司项目培训");
      expect(read.sheets.slice(1).map((sheet) => sheet.findings[0]?.code)).toEqual(["emptySheet", "emptySheet"]);
    });

    test("a sign-in form holds two lists side by side, both still empty", async () => {
      const read = await readFile("peixun-qiandaobiao.xlsx");
      expect(read.sheets[0]?.tables.map((table) => [table.headerRows, table.firstColumn, table.lastColumn])).toEqual([
        [[6], 1, 4],
        [[6], 5, 8],
      ]);
      expect(headers(read, 0, 1)).toEqual(["序号", "姓名", "单位/部门", "联系电话"]);
      expect(read.summaries[0]?.map((s) => [s.dataRows, s.blankNumbered])).toEqual([
        [0, 16],
        [0, 16],
      ]);
    });

    test("twelve monthly payrolls: headers in row 3, and every total adds up", async () => {
      const read = await readFile("phpss-3613-payroll-12-months.xlsx");
      expect(read.sheets).toHaveLength(13);
      for (const index of [0, 1, 2, 3, 4, 5]) {
        expect(read.sheets[index]?.tables[0]?.headerRows).toEqual([3]);
        expect(headers(read, index)?.[1]).toBe("身份证号码");
        const summary = read.summaries[index]?.[0];
        expect(summary?.totals).toHaveLength(1);
        expect(summary?.totals[0]?.checks.length).toBeGreaterThan(10);
        expect(summary?.findings).toEqual([]);
      }
      expect(text(read.rows[0]?.[0]?.[0], 5)).toBe("2020-08-27");
      expect(read.sheets.slice(6).map((sheet) => sheet.findings[0]?.code)).toEqual(Array(7).fill("emptySheet"));
    });

    test("a template 16,383 columns wide is four columns and no rows", async () => {
      const read = await readFile("playedu-xueyuan-import-template.xlsx");
      expect(read.sheets[0]?.tables[0]?.headerRows).toEqual([2]);
      expect(headers(read)).toEqual(["部门", "邮箱", "密码", "姓名"]);
      expect(read.summaries[0]?.[0]?.dataRows).toBe(0);
    });

    test("four sheets of questions and their lists", async () => {
      const read = await readFile("poi-12843-2.xls");
      expect(read.summaries.map((s) => s[0]?.dataRows)).toEqual([92, 14, 3, 10]);
      expect(headers(read, 3)).toEqual(["TOPICID", "TOPIC_NAME"]);
      expect(text(read.rows[1]?.[0]?.[13], 3)).toBe("修辭／著色詞");
    });

    test("a monthly statistics form: spaced headers, units as a column, notes below", async () => {
      const read = await readFile("poi-19599-2.xls");
      expect(headers(read)).toEqual(["指标代码", "指 标 名 称", "单 位", "实 际"]);
      const summary = read.summaries[0]?.[0];
      expect([summary?.dataRows, summary?.lastRow, summary?.notes.length]).toEqual([19, 22, 6]);
      const [samples] = (read.sheets[0] as SheetTables).samples;
      const mapping = guessTarget(read.sheets[0]?.tables[0] as never, TARGETS, samples)[0]?.mapping;
      expect(mapping?.target.name).toBe("figures");
      expect(mapping?.columns.map((c) => c.field?.name)).toEqual(["indicatorCode", "indicator", "unit", "value"]);
      expect(read.summaries[1]?.[0]?.dataRows).toBe(197);
    });

    test("no file is left out", () => {
      expect(readdirSync(FOLDER).length).toBe(11);
    });
  });
}
