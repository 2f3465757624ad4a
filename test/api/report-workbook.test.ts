/** The report workbook: made by the hub, filled in by people without the add-in, sent back under the same protocol. */
import { execFile } from "node:child_process";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "@jest/globals";
import ExcelJS from "exceljs";
import { startHub, type TestHub } from "../support/hub.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ contents: "city" });
});
afterAll(() => hub.stop());

const COLUMNS = "QU01@2026,TR01@2026M10,TR06@2026";
const ORGANIZATIONS = ["YL-S1-01", "YL-S1-02"];

interface Taken {
  readonly receipt: { batchId: string; replayed: boolean; written: number; conflicts: number; refused: number };
  readonly untouched: number;
  readonly troubles: readonly { cell: string; zh: string }[];
}

async function download(columns = COLUMNS, organizations = ORGANIZATIONS): Promise<ExcelJS.Workbook> {
  const query = new URLSearchParams({ columns, organizations: organizations.join(","), title: "十月填报" });
  const response = await fetch(`${hub.url}/workbooks/report.xlsx?${query.toString()}`);
  if (response.status !== 200) throw new Error(await response.text());
  expect(response.headers.get("content-disposition")).toContain(encodeURIComponent("十月填报"));
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await response.arrayBuffer());
  return book;
}

async function upload(book: ExcelJS.Workbook, fields: Record<string, string> = {}): Promise<Taken> {
  const response = await send(await book.xlsx.writeBuffer(), fields);
  expect(response.status).toBe(200);
  return (await response.json()) as Taken;
}

function send(bytes: ExcelJS.Buffer, fields: Record<string, string> = {}): Promise<Response> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("file", new Blob([bytes]), "十月填报.xlsx");
  return fetch(`${hub.url}/workbooks`, { method: "POST", body: form });
}

function sheet(book: ExcelJS.Workbook): ExcelJS.Worksheet {
  const found = book.getWorksheet("填报");
  if (!found) throw new Error("no sheet to fill in");
  return found;
}

const figureQuery = `query ($keys: [FigureKeyInput!]!) { figures(keys: $keys) { value version reason } }`;
async function figure(organization: string): Promise<{ value: string | null; version: number; reason: string | null }> {
  const keys = [{ indicator: "QU01", organization, period: "2026" }];
  const { data } = await hub.graphql<{ figures: { value: string | null; version: number; reason: string | null }[] }>(
    figureQuery,
    { keys },
  );
  const [found] = data.figures;
  if (!found) throw new Error("no figure");
  return found;
}

describe("A report to fill in without the add-in", () => {
  let book: ExcelJS.Workbook;
  beforeEach(async () => {
    book = await download();
  });

  test("opens what is reported and locks what is counted or a formula", () => {
    const rows = sheet(book);
    expect([1, 2, 3, 4, 5, 6].map((column) => rows.getCell(4, column).value)).toEqual([
      "单位",
      "编号",
      "培训满意度 2026（比率）",
      "培训人次 2026M10（人次）",
      "培训人次与在校生比 2026（比率）",
      "改动原因",
    ]);
    expect(rows.getCell("B5").value).toBe("YL-S1-01");
    expect(rows.getCell("C5").protection?.locked).toBe(false);
    expect(rows.getCell("D5").protection?.locked ?? true).toBe(true);
    expect(rows.getCell("E5").protection?.locked ?? true).toBe(true);
    expect(rows.getCell("C5").dataValidation?.error).toContain("比率");
    expect(rows.getRow(3).hidden).toBe(true);
    expect(book.getWorksheet("训枢")?.state).toBe("veryHidden");
    expect(book.getWorksheet("口径")?.getCell("B2").value).toBe("培训满意度");
  });

  test("what was filled in goes in by its keys, also after sorting and inserting, and never twice", async () => {
    const before = await figure("YL-S1-02");
    const rows = sheet(book);
    // Somebody put the second college first and added a line of their own.
    const [first, second] = [rows.getRow(5), rows.getRow(6)].map((row) => (row.values as unknown[]).slice(1));
    rows.getRow(5).values = second as ExcelJS.CellValue[];
    rows.getRow(6).values = first as ExcelJS.CellValue[];
    rows.getCell("A8").value = "制表：张三";
    rows.getCell("C5").value = 0.9125;
    rows.getCell("F5").value = "十月问卷";
    const tried = await upload(book, { dryRun: "true" });
    expect(tried.receipt.written).toBe(1);
    expect((await figure("YL-S1-02")).version).toBe(before.version);

    const taken = await upload(book);
    expect(taken.receipt).toMatchObject({ written: 1, conflicts: 0, refused: 0, replayed: false });
    expect(taken.untouched).toBe(5);
    expect(await figure("YL-S1-02")).toMatchObject({ value: "0.9125", reason: "十月问卷" });

    const again = await upload(book);
    expect(again.receipt).toMatchObject({ batchId: taken.receipt.batchId, replayed: true });
    expect((await figure("YL-S1-02")).version).toBe(before.version + 1);
  });

  test("somebody else was faster: a conflict on its own cell, and the other cells go in", async () => {
    const other = await download();
    sheet(other).getCell("C5").value = 0.8;
    await upload(other);
    sheet(book).getCell("C5").value = 0.85;
    sheet(book).getCell("C6").value = 0.86;
    const taken = await upload(book);
    expect(taken.receipt).toMatchObject({ written: 1, conflicts: 1 });
    expect(taken.troubles).toEqual([expect.objectContaining({ cell: "填报!C5", zh: expect.stringContaining("0.8") })]);
    expect((await figure("YL-S1-01")).value).toBe("0.8");
  });

  test("parts of a figure are cells of their own: reported ones go in or clash, counted ones are locked", async () => {
    const parts = "FN01@2026M11,FN01@2026M11@source=省级,TR01@2026M10@性别=女,FN01@2026M11@来源=市级";
    const [mine, other] = [await download(parts), await download(parts)];
    const rows = sheet(mine);
    const headers = [3, 4, 5, 6].map((column) => String(rows.getCell(4, column).value));
    expect(headers.map((header) => header.split(" 2026")[0])).toEqual([
      ...["培训资金到账额", "培训资金到账额 · 省级", "培训人次 · 女性", "培训资金到账额 · 市级"],
    ]);
    expect(["C5", "D5", "E5", "F5"].map((cell) => rows.getCell(cell).protection?.locked ?? true)).toEqual([
      ...[false, false, true, false],
    ]);
    sheet(other).getCell("D5").value = 700;
    expect((await upload(other)).receipt).toMatchObject({ written: 1, conflicts: 0, refused: 0 });
    rows.getCell("D5").value = 800;
    rows.getCell("F5").value = 20;
    const taken = await upload(mine);
    expect(taken.receipt).toMatchObject({ written: 1, conflicts: 1, refused: 0 });
    expect(taken.troubles).toEqual([expect.objectContaining({ cell: "填报!D5", zh: expect.stringContaining("700") })]);
    const { data } = await hub.graphql<{ figures: unknown[] }>(figureQuery, {
      keys: ["省级", "市级"].map((code) => ({
        ...{ indicator: "FN01", organization: "YL-S1-01", period: "2026M11" },
        dims: [{ dimension: "source", code }],
      })),
    });
    expect(data.figures).toMatchObject([{ value: "700" }, { value: "20" }]);
  });

  test("what is no number is refused on its cell with what to do", async () => {
    sheet(book).getCell("C5").value = "约九成";
    const taken = await upload(book);
    expect(taken.receipt.refused).toBe(1);
    expect(taken.troubles[0]).toMatchObject({ cell: "填报!C5", zh: expect.stringMatching(/数/) });
  });

  test("brought in where everything else is brought in, it is known for what it is", async () => {
    sheet(book).getCell("C6").value = 0.8765;
    const form = new FormData();
    form.set("organization", "YL-S1");
    form.set("file", new Blob([await book.xlsx.writeBuffer()]), "十月填报.xlsx");
    const response = await fetch(`${hub.url}/imports`, { method: "POST", body: form });
    expect(await response.json()).toMatchObject({ report: { untouched: 5, troubles: [], receipt: { written: 1 } } });
    expect((await figure("YL-S1-02")).value).toBe("0.8765");
  });

  test("an untouched report changes nothing", async () => {
    expect(await upload(book)).toMatchObject({ untouched: 6, receipt: { written: 0, refused: 0 } });
  });
});

/** Another program opens and saves the file, as colleagues without Excel do. */
function savedByLibreOffice(book: ExcelJS.Workbook): Promise<ExcelJS.Workbook> {
  return inFolder(async (folder) => {
    await book.xlsx.writeFile(join(folder, "a.xlsx"));
    const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
    const words = [
      profile,
      "--headless",
      "--convert-to",
      "xlsx:Calc MS Excel 2007 XML",
      "--outdir",
      join(folder, "out"),
    ];
    await promisify(execFile)(OFFICE ?? "", [...words, join(folder, "a.xlsx")]);
    const saved = new ExcelJS.Workbook();
    await saved.xlsx.readFile(join(folder, "out", "a.xlsx"));
    return saved;
  });
}

async function inFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), "xunshu-office-"));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const OFFICE = ["/usr/bin/soffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice"].find(existsSync);
if (OFFICE) {
  describe("A report saved by LibreOffice", () => {
    test("keeps what is hidden, and what was filled in goes in", async () => {
      const opened = await savedByLibreOffice(await download());
      expect(opened.getWorksheet("训枢")?.state).toMatch(/hidden/i);
      expect(sheet(opened).getRow(3).hidden).toBe(true);
      sheet(opened).getCell("C6").value = 0.9333;
      const taken = await upload(await savedByLibreOffice(opened));
      expect(taken).toMatchObject({ untouched: 5, receipt: { written: 1, conflicts: 0, refused: 0 } });
      expect((await figure("YL-S1-02")).value).toBe("0.9333");
    }, 60_000);
  });
} else {
  console.log("LibreOffice is not installed: the report saved by it is not tried.");
}

describe("What is no report", () => {
  test("is refused with a word where it belongs", async () => {
    const book = new ExcelJS.Workbook();
    book.addWorksheet("名单").addRow(["姓名", "班级"]);
    const response = await send(await book.xlsx.writeBuffer());
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({
      code: "REPORT_NO_MARK",
      message: { zh: expect.stringContaining("导入") },
    });
  });

  test("a report that lost its keys says so", async () => {
    const book = await download();
    sheet(book).spliceRows(3, 1);
    const response = await send(await book.xlsx.writeBuffer());
    expect(await response.json()).toMatchObject({ code: "REPORT_NO_KEYS" });
  });

  test("an unknown organization or no column makes no report", async () => {
    for (const [query, code] of [
      ["organizations=NIX&columns=QU01@2026", "REPORT_UNKNOWN"],
      ["organizations=YL-S1-01", "REPORT_EMPTY"],
    ]) {
      const response = await fetch(`${hub.url}/workbooks/report.xlsx?${query}`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ code });
    }
  });
});
