/** Rows of a register to fill in without the add-in: changed, added and removed on paper, sent back under the same protocol. */
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

const COLUMNS = "code,title,kind,status,hours,startsOn,foreignSide,course,mode,organization.name";
const [CODE, TITLE, STATUS, HOURS, COURSE, MODE] = ["A", "B", "D", "E", "H", "I"];
const [REASON, REMOVE, ID] = ["K", "L", "M"];
const FIRST = 5;

interface Clash {
  readonly label: string;
  readonly base: string | null;
  readonly mine: string | null;
  readonly theirs: string | null;
  readonly version: number;
}
interface Taken {
  readonly what: string;
  readonly receipt: { batchId: string; replayed: boolean; written: number; conflicts: number; refused: number };
  readonly untouched: number;
  readonly troubles: readonly { cell: string; zh: string; clash?: Clash }[];
}

async function download(more: Record<string, string> = {}): Promise<ExcelJS.Workbook> {
  const wanted = { register: "Activity", columns: COLUMNS, organization: "YL-S1-01", title: "班级填报", ...more };
  const response = await fetch(`${hub.url}/workbooks/rows.xlsx?${new URLSearchParams(wanted).toString()}`);
  if (response.status !== 200) throw new Error(await response.text());
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await response.arrayBuffer());
  return book;
}

async function send(
  book: ExcelJS.Workbook,
  fields: Record<string, string> = {},
  path = "/workbooks",
): Promise<unknown> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set("file", new Blob([await book.xlsx.writeBuffer()]), "班级填报.xlsx");
  const response = await fetch(`${hub.url}${path}`, { method: "POST", body: form });
  expect(response.status).toBe(200);
  return response.json();
}
const upload = (book: ExcelJS.Workbook, fields?: Record<string, string>): Promise<Taken> =>
  send(book, fields) as Promise<Taken>;

function sheet(book: ExcelJS.Workbook, name = "填报"): ExcelJS.Worksheet {
  const found = book.getWorksheet(name);
  if (!found) throw new Error(`no sheet ${name}`);
  return found;
}

interface Class {
  readonly code: string;
  readonly title: string;
  readonly hours: string | null;
  readonly modeLabel: string;
}
async function classes(): Promise<ReadonlyMap<string, Class>> {
  const { data } = await hub.graphql<{ activities: { nodes: readonly Class[] } }>(
    `{ activities(first: 200, filter: { organization: { code: { eq: "YL-S1-01" } } }) { nodes { code title hours modeLabel } } }`,
  );
  return new Map(data.activities.nodes.map((node) => [node.code, node]));
}

/** What was said of a row's changes, newest first. */
async function reasonsOf(id: string): Promise<readonly (string | null)[]> {
  const { data } = await hub.graphql<{ rowHistory: readonly { reason: string | null }[] }>(
    `query ($id: ID!) { rowHistory(id: $id) { reason } }`,
    { id },
  );
  return data.rowHistory.map(({ reason }) => reason);
}

function rowOf(rows: ExcelJS.Worksheet, code: string): number {
  for (let row = FIRST; row < 300; row++) if (rows.getCell(`${CODE}${row}`).value === code) return row;
  throw new Error(`no row ${code}`);
}

/** The first row below those of the hub. */
function freshRow(rows: ExcelJS.Worksheet): number {
  for (let row = FIRST; row < 300; row++) if (String(rows.getCell(`${ID}${row}`).value).startsWith("+")) return row;
  throw new Error("no row to add in");
}

describe("Rows to fill in without the add-in", () => {
  let book: ExcelJS.Workbook;
  let rows: ExcelJS.Worksheet;
  let codes: readonly string[];
  beforeEach(async () => {
    book = await download();
    rows = sheet(book);
    codes = [0, 1, 2, 3].map((n) => String(rows.getCell(`${CODE}${FIRST + n}`).value));
  });

  test("say what goes where: headers, required columns, lists, open and locked cells, and how", () => {
    const headers = (rows.getRow(4).values as unknown[]).slice(1);
    expect(headers.slice(0, 5)).toEqual(["编号", "名称 *", "类别 *", "状态 *", "课时"]);
    expect(headers.slice(-3)).toEqual(["改动原因", "删除", "行号"]);
    expect(String(rows.getCell("A2").value)).toMatch(/必填.*删除/u);
    expect(rows.getCell(`${TITLE}${FIRST}`).protection?.locked).toBe(false);
    // Whose row it is stays.
    expect(rows.getCell(`J${FIRST}`).protection?.locked ?? true).toBe(true);
    expect(book.worksheets.map(({ name, state }) => [name, state])).toEqual([
      ["填报", "visible"],
      ["口径", "visible"],
      ["选项", "hidden"],
      ["训枢", "veryHidden"],
    ]);
    const lists = (sheet(book, "选项").columns ?? []).map((column) => (column.values ?? []).filter(Boolean));
    expect(lists.find((list) => list.includes("已结束"))).toContain("招生中");
    // Courses of the college itself, by what they are called.
    expect(lists.some((list) => list.includes("YL-S1-01-K01"))).toBe(true);
    const rules = (rows as unknown as { dataValidations: { model: Record<string, ExcelJS.DataValidation> } })
      .dataValidations.model;
    expect(rules[`${STATUS}${FIRST}`]).toMatchObject({ type: "list", formulae: [expect.stringContaining("选项")] });
  });

  test("go in by their ids after sorting: changed, added and removed, and never twice", async () => {
    const [first, second] = [FIRST, FIRST + 1].map((row) => (rows.getRow(row).values as ExcelJS.CellValue[]).slice(1));
    rows.getRow(FIRST).values = second ?? [];
    rows.getRow(FIRST + 1).values = first ?? [];
    rows.getCell(`${TITLE}${FIRST}`).value = "改过名的班";
    rows.getCell(`${REASON}${FIRST}`).value = "教务处定的新名";
    const added = freshRow(rows);
    for (const [column, value] of Object.entries({ A: "XB-01", B: "新办的班", C: "培训班", D: "计划", E: 24, G: "否" }))
      rows.getCell(`${column}${added}`).value = value;
    const tried = await upload(book, { dryRun: "true" });
    expect(tried).toMatchObject({ what: "rows", receipt: { written: 2, refused: 0 } });
    expect((await classes()).has("XB-01")).toBe(false);

    const taken = await upload(book);
    expect(taken.troubles).toEqual([]);
    expect(taken).toMatchObject({ receipt: { written: 2, conflicts: 0, refused: 0, replayed: false } });
    expect((await classes()).get(codes[1] ?? "")).toMatchObject({ title: "改过名的班" });
    expect(await reasonsOf(String(rows.getCell(`${ID}${FIRST}`).value))).toContain("教务处定的新名");
    expect((await classes()).get("XB-01")).toMatchObject({ title: "新办的班", hours: "24.0" });
    expect(await upload(book)).toMatchObject({ receipt: { replayed: true, batchId: taken.receipt.batchId } });

    // One more cell in the same file: what went in before is known for what it is.
    rows.getCell(`${HOURS}${FIRST + 2}`).value = 31;
    expect(await upload(book)).toMatchObject({ receipt: { written: 1, conflicts: 0, refused: 0 } });
    expect([...(await classes()).values()].filter(({ title }) => title === "新办的班")).toHaveLength(1);

    // What others made of the new row since is not written over when the file comes once more.
    const others = sheet(await download());
    others.getCell(`${TITLE}${rowOf(others, "XB-01")}`).value = "别人改了新班的名";
    await upload(others.workbook);
    rows.getCell(`${HOURS}${FIRST + 3}`).value = 32;
    expect(await upload(book)).toMatchObject({ receipt: { written: 1, conflicts: 0, refused: 0 } });
    expect((await classes()).get("XB-01")?.title).toBe("别人改了新班的名");

    const later = sheet(await download());
    later.getCell(`${REMOVE}${rowOf(later, "XB-01")}`).value = "是";
    // Rows that are gone from the file are gone from the file alone.
    later.spliceRows(FIRST, 1);
    expect(await upload(later.workbook)).toMatchObject({ receipt: { written: 1, refused: 0 }, troubles: [] });
    expect((await classes()).has("XB-01")).toBe(false);
    expect((await classes()).has(codes[0] ?? "")).toBe(true);
  });

  test("somebody else was faster: the cell clashes, others go in, and either side can be chosen", async () => {
    const other = await download();
    sheet(other).getCell(`${TITLE}${FIRST}`).value = "别人起的名";
    sheet(other).getCell(`${MODE}${FIRST + 1}`).value = "线上";
    await upload(other);
    rows.getCell(`${TITLE}${FIRST}`).value = "我起的名";
    rows.getCell(`${HOURS}${FIRST}`).value = 77;
    rows.getCell(`${MODE}${FIRST + 1}`).value = "线下";
    rows.getCell(`${HOURS}${FIRST + 2}`).value = 78;
    const taken = await upload(book);
    expect(taken.receipt).toMatchObject({ written: 1, conflicts: 2 });
    const [title, mode] = taken.troubles;
    expect(title).toMatchObject({
      cell: `填报!${TITLE}${FIRST}`,
      clash: { label: "名称", mine: "我起的名", theirs: "别人起的名" },
    });
    // Codes are told by their names.
    expect(mode).toMatchObject({ clash: { label: "方式", mine: "线下", theirs: "线上" } });

    const choices = {
      [title?.cell ?? ""]: { keep: "mine", version: title?.clash?.version },
      [mode?.cell ?? ""]: { keep: "theirs", version: mode?.clash?.version },
    };
    const settled = await upload(book, { choices: JSON.stringify(choices) });
    expect(settled).toMatchObject({ receipt: { conflicts: 0, refused: 0 }, troubles: [] });
    expect((await classes()).get(codes[0] ?? "")).toMatchObject({ title: "我起的名", hours: "77.0" });
    expect((await classes()).get(codes[1] ?? "")?.modeLabel).toBe("线上");
    expect((await classes()).get(codes[2] ?? "")?.hours).toBe("78.0");
  });

  test("what cannot go in names its cell and what to do, and keeps no good row out", async () => {
    rows.getCell(`${STATUS}${FIRST}`).value = "不知道";
    rows.getCell(`${COURSE}${FIRST + 1}`).value = "没有这门课";
    rows.getCell(`${HOURS}${FIRST + 3}`).value = 41;
    const taken = await upload(book);
    expect(taken.receipt).toMatchObject({ written: 1, refused: 2 });
    expect(taken.troubles.map(({ cell }) => cell)).toEqual([`填报!${STATUS}${FIRST}`, `填报!${COURSE}${FIRST + 1}`]);
    expect(taken.troubles[0]?.zh).toContain("不知道");
    expect((await classes()).get(codes[3] ?? "")?.hours).toBe("41.0");
  });

  test("brought in where everything else is brought in, they are known for what they are", async () => {
    rows.getCell(`${HOURS}${FIRST + 3}`).value = 43;
    const said = await send(book, { organization: "YL-S1-01" }, "/imports");
    expect(said).toMatchObject({ report: { what: "rows", receipt: { written: 1 }, troubles: [] } });
  });
});

describe("Conditions and rights", () => {
  test("narrow the rows; without an owner there is no room for new ones", async () => {
    const conditions = JSON.stringify([{ path: "code", is: "CONTAINS", values: ["202501"] }]);
    const rows = sheet(await download({ conditions, organization: "" }));
    const codes = (rows.getColumn(CODE ?? "A").values as unknown[]).slice(FIRST);
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.every((code) => String(code).includes("202501"))).toBe(true);
    expect(() => freshRow(rows)).toThrow("no row");
  });

  test.each([
    ["conditions=nichts", "BAD_CONDITIONS"],
    ["register=FigureRow&columns=indicator", "REGISTER_READ_ONLY"],
    ["columns=nichts", "UNKNOWN_FIELD"],
    ["register=nichts", "UNKNOWN_TARGET"],
  ])("%s is refused with a word on what to do", async (words, code) => {
    const query = new URLSearchParams({ register: "Activity", columns: COLUMNS, organization: "YL-S1-01" });
    for (const [name, value] of new URLSearchParams(words)) query.set(name, value);
    const response = await fetch(`${hub.url}/workbooks/rows.xlsx?${query.toString()}`);
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code });
  });
});

const OFFICE = ["/usr/bin/soffice", "/Applications/LibreOffice.app/Contents/MacOS/soffice"].find(existsSync);
if (OFFICE) {
  test("saved by LibreOffice they go in all the same", async () => {
    const folder = mkdtempSync(join(tmpdir(), "xunshu-office-"));
    try {
      const book = await download();
      const rows = sheet(book);
      rows.getCell(`${HOURS}${FIRST}`).value = 61;
      rows.getCell(`${TITLE}${freshRow(rows)}`).value = "只有名称的班";
      await book.xlsx.writeFile(join(folder, "a.xlsx"));
      const profile = `-env:UserInstallation=file://${join(folder, "profile")}`;
      const words = [profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir"];
      await promisify(execFile)(OFFICE, [...words, join(folder, "out"), join(folder, "a.xlsx")]);
      const saved = new ExcelJS.Workbook();
      await saved.xlsx.readFile(join(folder, "out", "a.xlsx"));
      const taken = await upload(saved);
      expect(taken.receipt).toMatchObject({ written: 1, conflicts: 0, refused: 1 });
      expect(taken.troubles[0]?.zh).toMatch(/类别|必填|状态/u);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }, 90_000);
} else {
  console.log("LibreOffice is not installed: rows saved by it are not tried.");
}
