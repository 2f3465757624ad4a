import { afterAll, beforeAll, describe, expect, jest, test } from "@jest/globals";
import { csvLine } from "../../../server/domain/csv.js";
import ExcelJS from "exceljs";
import * as XLSX from "@e965/xlsx";
import iconv from "iconv-lite";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Row } from "../../../server/features/intake/cell.js";
import { IntakeRefusal } from "../../../server/features/intake/refusal.js";
import { REFUSAL_WORDS } from "../../../server/features/intake/findings.js";
import { READER_LIMITS } from "../../../server/features/intake/readers/limits.js";
import { openWorkbook } from "../../../server/features/intake/readers/workbook.js";
import { package_, RELS, WORKBOOK, zip } from "../../support/hostile-files.js";

// The files made to hurt are large on purpose, and the machine may be busy.
jest.setTimeout(90_000);

async function rowsOf(source: string | Buffer, name: string, sheet = 0): Promise<Row[]> {
  const reader = await openWorkbook(source, name);
  try {
    const rows: Row[] = [];
    for await (const row of reader.rows(sheet)) rows.push(row);
    return rows;
  } finally {
    await reader.close();
  }
}

const values = (rows: readonly Row[]) => rows.map((row) => row.cells.map((cell) => cell.value));

async function refusalOf(work: Promise<unknown>): Promise<IntakeRefusal> {
  const error = await work.then(
    () => new Error("was read"),
    (thrown: unknown) => thrown,
  );
  if (!(error instanceof IntakeRefusal)) throw error;
  expect(REFUSAL_WORDS[error.code].zh).toContain("“{");
  return error;
}

describe("Workbooks as Excel writes them", () => {
  let bytes: Buffer;
  beforeAll(async () => {
    const book = new ExcelJS.Workbook();
    const first = book.addWorksheet("数据");
    first.addRow(["编号", "日期", "金额", "标记"]);
    first.addRow(["00123", new Date(Date.UTC(2026, 9, 3)), 1234567.89, true]);
    first.getCell("B2").numFmt = 'yyyy"年"m"月"d"日"';
    first.getCell("C2").numFmt = "#,##0.00_ ;[Red]-#,##0.00 ";
    first.getCell("A3").value = { richText: [{ text: "富" }, { text: "文本" }] };
    first.getCell("C3").value = { formula: "C2*2", result: 2469135.78 } as never;
    first.getCell("D3").value = { error: "#N/A" } as never;
    first.getCell("C4").value = { formula: "C3*2" } as never;
    first.mergeCells("A5:D5");
    first.getCell("A5").value = "合并";
    book.addWorksheet("藏", { state: "hidden" }).addRow(["x"]);
    book.addWorksheet("尾").addRow(["最后"]);
    bytes = Buffer.from(await book.xlsx.writeBuffer());
  });

  test("values keep their text, dates are known by their format, errors stay errors", async () => {
    const rows = await rowsOf(bytes, "a.xlsx");
    expect(rows[1]?.cells.map((c) => [c.kind, c.value])).toEqual([
      ["text", "00123"],
      ["date", "2026-10-03"],
      ["number", "1234567.89"],
      ["boolean", true],
    ]);
    expect(rows[2]?.cells.map((c) => [c.kind, c.value])).toEqual([
      ["text", "富文本"],
      ["number", "2469135.78"],
      ["error", "#N/A"],
    ]);
    expect(rows[3]?.cells).toEqual([{ column: 3, kind: "blank", value: null }]);
  });

  test("sheets keep order and say which is hidden; merges are known", async () => {
    const reader = await openWorkbook(bytes, "a.xlsx");
    expect(reader.sheets).toEqual([
      { name: "数据", hidden: false, index: 0 },
      { name: "藏", hidden: true, index: 1 },
      { name: "尾", hidden: false, index: 2 },
    ]);
    expect(await reader.merges(0)).toEqual([{ top: 5, left: 1, bottom: 5, right: 4 }]);
    expect(values(await rowsOf(bytes, "a.xlsx", 2))).toEqual([["最后"]]);
    await reader.close();
  });

  test("the content decides, not the name", async () => {
    expect((await rowsOf(bytes, "a.csv")).length).toBe(5);
    expect(values(await rowsOf(Buffer.from("a,b\n1,2\n"), "x.xlsx"))).toEqual([
      ["a", "b"],
      ["1", "2"],
    ]);
  });

  test("prefixed elements, missing references, shared strings and the 1904 calendar are read", async () => {
    const sheet =
      `<x:worksheet xmlns:x="m"><x:sheetData><x:row><x:c t="s"><x:v>0</x:v></x:c><x:c s="1"><x:v>41623</x:v></x:c>` +
      `<x:c t="inlineStr"><x:is><x:t>内</x:t><x:rPh><x:t>nei</x:t></x:rPh></x:is></x:c><x:c><x:v>12345678901234567890</x:v></x:c></x:row></x:sheetData></x:worksheet>`;
    const file = zip({
      "xl/workbook.xml": WORKBOOK.replace("<workbookPr/>", `<workbookPr date1904="1"/>`),
      "xl/_rels/workbook.xml.rels": RELS.replace(
        "</Relationships>",
        `<Relationship Id="rId2" Type="x/sharedStrings" Target="/xl/sharedStrings.xml"/><Relationship Id="rId3" Type="x/styles" Target="styles.xml"/></Relationships>`,
      ),
      "xl/worksheets/sheet1.xml": sheet,
      "xl/sharedStrings.xml": `<sst><si><t>一</t><rPh><t>yi</t></rPh><t>_x000D_二</t></si></sst>`,
      "xl/styles.xml": `<styleSheet><cellStyleXfs><xf numFmtId="0"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>`,
    });
    expect(values(await rowsOf(file, "a.xlsx"))).toEqual([["一\r二", "2017-12-16", "内", "12345678901234567890"]]);
  });
});

describe("Old workbooks", () => {
  test("an .xls is read in its worker: text, numbers, dates, merges, hidden sheets", async () => {
    const sheet = XLSX.utils.aoa_to_sheet([
      ["姓名", "日期", "数"],
      ["甲", 46298, 1.5],
    ]);
    if (sheet.B2) sheet.B2.z = "yyyy-mm-dd";
    sheet["!merges"] = [{ s: { r: 0, c: 0 }, e: { r: 0, c: 1 } }];
    const book: XLSX.WorkBook = {
      SheetNames: ["表", "藏"],
      Sheets: { 表: sheet, 藏: XLSX.utils.aoa_to_sheet([["x"]]) },
      Workbook: { Sheets: [{ Hidden: 0 }, { Hidden: 1 }] },
    };
    const bytes = XLSX.write(book, { type: "buffer", bookType: "biff8" }) as Buffer;
    const reader = await openWorkbook(bytes, "旧.xls");
    expect(reader.format).toBe("xls");
    expect(reader.sheets.map((s) => [s.name, s.hidden])).toEqual([
      ["表", false],
      ["藏", true],
    ]);
    expect(await reader.merges(0)).toEqual([{ top: 1, left: 1, bottom: 1, right: 2 }]);
    await reader.close();
    expect(values(await rowsOf(bytes, "旧.xls"))).toEqual([
      ["姓名", "日期", "数"],
      ["甲", "2026-10-03", "1.5"],
    ]);
  });

  test("a damaged .xls is refused, and the hub lives on", async () => {
    const book = XLSX.write(
      { SheetNames: ["a"], Sheets: { a: XLSX.utils.aoa_to_sheet([["x"]]) } },
      { type: "buffer", bookType: "biff8" },
    ) as Buffer;
    const refusal = await refusalOf(rowsOf(book.subarray(0, 1500), "坏.xls"));
    expect(["corrupted", "truncated"]).toContain(refusal.code);
  });

  test("a worker that takes too long or too much is stopped", async () => {
    const rows = Array.from({ length: 20000 }, (_, i) => [i, `甲${i}`, i * 2, `乙${i}`, `丙${i}`]);
    const book = XLSX.write(
      { SheetNames: ["a"], Sheets: { a: XLSX.utils.aoa_to_sheet(rows) } },
      { type: "buffer", bookType: "biff8" },
    ) as Buffer;
    const slow = await refusalOf(openWorkbook(book, "慢.xls", { ...READER_LIMITS, milliseconds: 1 }));
    expect(slow.code).toBe("tooSlow");
    const big = await refusalOf(openWorkbook(book, "大.xls", { ...READER_LIMITS, workerMegabytes: 8 }));
    expect(big.code).toBe("tooLarge");
  });
});

describe("CSV", () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "xunshu-csv-"));
  });
  afterAll(() => rm(folder, { recursive: true }));

  test.each([
    ["UTF-8", Buffer.from("姓名,数\n甲,001\n")],
    ["UTF-8 with a mark", Buffer.from("\ufeff姓名,数\r\n甲,001\r\n")],
    ["GB18030", iconv.encode("姓名,数\n甲,001\n", "gb18030")],
    ["UTF-16 from Excel", Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from("姓名\t数\n甲\t001\n", "utf16le")])],
    ["semicolons", Buffer.from("姓名;数\n甲;001\n")],
  ])("%s is read, leading zeros and all", async (_, bytes) => {
    expect(values(await rowsOf(bytes, "名.csv"))).toEqual([
      ["姓名", "数"],
      ["甲", "001"],
    ]);
  });

  test("a GB18030 file that begins with a megabyte of plain digits is still GB18030", async () => {
    const file = path.join(folder, "长.csv");
    await writeFile(file, iconv.encode(`${"1,2\n".repeat(300_000)}甲,乙\n`, "gb18030"));
    const rows = await rowsOf(file, "长.csv");
    expect(rows.length).toBe(300_001);
    expect(values(rows.slice(-1))).toEqual([["甲", "乙"]]);
  });

  test("quotes hold separators, line breaks and doubled quotes; row numbers stay true", async () => {
    const rows = await rowsOf(Buffer.from('a,b\n"x,1\n2","他说""好"""\n\n="00123",q"q\n'), "q.csv");
    expect(rows.map((r) => [r.number, r.cells.map((c) => c.value)])).toEqual([
      [1, ["a", "b"]],
      [2, ["x,1\n2", '他说"好"']],
      [4, ["00123", 'q"q']],
    ]);
  });

  test("what an export led by an apostrophe comes back as it was typed", async () => {
    const typed = ["=1+1", "-A1", "\u200b=1", "|x", "%0A", "＝1", "-3", "'甲", "甲", "'=1+1", "''=1", "'"];
    const rows = await rowsOf(Buffer.from(`列\r\n${typed.map((text) => csvLine([text])).join("")}`), "q.csv");
    expect(values(rows.slice(1)).flat()).toEqual(typed);
  });

  test("a file that ends in the middle of a character is refused: more than that is missing", async () => {
    const text = `姓名,数\n${"甲,001\n".repeat(20)}乙`;
    for (const bytes of [Buffer.from(text), iconv.encode(text, "gb18030")])
      expect((await refusalOf(rowsOf(bytes.subarray(0, -1), "断.csv"))).code).toBe("truncated");
  });

  test("a quote that never closes is refused with its row", async () => {
    const refusal = await refusalOf(rowsOf(Buffer.from('a,b\n1,"2\n3,4\n'), "q.csv"));
    expect([refusal.code, refusal.args.row]).toEqual(["brokenQuotes", 2]);
  });
});

describe("Files that are not what they say", () => {
  const encrypted = () => {
    const head = Buffer.alloc(2048);
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(head);
    Buffer.from("EncryptedPackage\0", "utf16le").copy(head, 1024);
    return head;
  };
  const cases: readonly (readonly [string, Buffer, string])[] = [
    ["an empty file", Buffer.alloc(0), "emptyFile"],
    ["a workbook with a password", encrypted(), "encrypted"],
    ["a web page named .xls", Buffer.from("<html><table><tr><td>1</td></tr></table></html>"), "htmlDisguised"],
    ["a saved web archive", Buffer.from("MIME-Version: 1.0\nContent-Type: multipart/related"), "htmlDisguised"],
    [
      "XML of Excel 2003",
      Buffer.from('<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'),
      "unsupportedFormat",
    ],
    ["a PDF", Buffer.from("%PDF-1.7\n1 0 obj"), "unsupportedFormat"],
    ["a zip that is no workbook", zip({ "a.xml": "<a/>" }), "notAWorkbook"],
    ["a Word document", zip({ "word/document.xml": "<a/>" }), "unsupportedFormat"],
    ["a binary workbook", zip({ "xl/workbook.bin": "x" }), "unsupportedFormat"],
    ["an OpenDocument sheet", zip({ "content.xml": "<a/>" }), "unsupportedFormat"],
    ["a cut-off zip", package_("<worksheet/>").subarray(0, 300), "truncated"],
    ["random bytes", Buffer.from([1, 2, 0, 4, 5]), "notAWorkbook"],
  ];
  test.each(cases)("%s is refused", async (_, bytes, code) => {
    expect((await refusalOf(rowsOf(bytes, "来件.xls"))).code).toBe(code);
  });

  test("broken XML, document types and dangling shared strings are refused, not guessed", async () => {
    for (const sheet of [
      "<worksheet><sheetData><row><c></row>",
      `<!DOCTYPE a [<!ENTITY x "y">]><worksheet><sheetData/></worksheet>`,
      `<worksheet><sheetData><row><c t="s"><v>7</v></c></row></sheetData></worksheet>`,
    ]) {
      expect((await refusalOf(rowsOf(package_(sheet), "坏.xlsx"))).code).toBe("corrupted");
    }
  });
});

describe("Files made to hurt", () => {
  test("a zip bomb is refused before a byte is unpacked", async () => {
    const sheet = `<worksheet><sheetData>${"<row/>".repeat(3_000_000)}</sheetData></worksheet>`;
    const refusal = await refusalOf(rowsOf(package_(sheet), "bomb.xlsx"));
    expect(refusal.code).toBe("suspiciousCompression");
  });

  test("a part that lies about its size is stopped at the size it declared", async () => {
    const sheet = `<worksheet><sheetData>${"<row><c><v>1</v></c></row>".repeat(100_000)}</sheetData></worksheet>`;
    const file = package_(sheet, {}, { "xl/worksheets/sheet1.xml": 50_000 });
    expect((await refusalOf(rowsOf(file, "lie.xlsx"))).code).toBe("corrupted");
  });

  test("a million empty rows are passed over, and the row below them keeps its number", async () => {
    const lines: string[] = [];
    for (let r = 2; r <= 1_000_000; r += 1) lines.push(`<row r="${r}"><c r="A${r}" s="1"/></row>`);
    const file = package_(
      `<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>${lines.join("")}<row><c><v>2</v></c></row></sheetData></worksheet>`,
    );
    const rows = await rowsOf(file, "empty.xlsx");
    expect(rows.map(({ number, cells }) => [number, cells[0]?.value])).toEqual([
      [1, "1"],
      [1_000_001, "2"],
    ]);
  });

  test("two thousand columns with a value are read, one more is refused", async () => {
    const wide = (count: number) =>
      package_(`<worksheet><sheetData><row r="1">${"<c><v>1</v></c>".repeat(count)}</row></sheetData></worksheet>`);
    expect((await rowsOf(wide(2048), "wide.xlsx"))[0]?.cells.length).toBe(2048);
    expect((await refusalOf(rowsOf(wide(2049), "wide.xlsx"))).code).toBe("tooManyColumns");
  });

  test("limits on cells, sheets, strings and file size each name themselves", async () => {
    const cells = package_(`<worksheet><sheetData><row>${"<c><v>1</v></c>".repeat(20)}</row></sheetData></worksheet>`);
    const open = async (limits: Partial<typeof READER_LIMITS>) => {
      const reader = await openWorkbook(cells, "l.xlsx", { ...READER_LIMITS, ...limits });
      for await (const row of reader.rows(0)) expect(row).toBeDefined();
    };
    expect((await refusalOf(open({ cells: 10 }))).code).toBe("tooManyCells");
    expect((await refusalOf(open({ sheets: 0 }))).code).toBe("tooManySheets");
    expect((await refusalOf(open({ fileBytes: 10 }))).code).toBe("tooLarge");
    expect((await refusalOf(open({ entries: 1 }))).code).toBe("tooLarge");
    expect((await refusalOf(open({ partBytes: 10 }))).code).toBe("tooLarge");
  });
});
