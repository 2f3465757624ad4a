/**
 * The playground's Office.js against the real grid in a real browser, with a pane that holds no product code. What runs
 * here must run in Excel too: only Office.js as documented is used inside the pane.
 */
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, beforeEach, describe, expect, jest, test } from "@jest/globals";
import type { Browser, Frame, Page } from "playwright-core";
import { launchBrowser } from "../support/chromium.js";
import type { Playground } from "../../addin/playground/verbs.js";

jest.setTimeout(120_000);

/** What the trial pane's functions.js leaves for the tests. */
interface Trial {
  batches: number[];
  factor: number;
  events: Record<string, unknown>[];
  address?: string;
  isReady?: boolean;
}

declare const trial: Trial;
declare const playground: Playground;

const ROOT = resolve(".");
const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".json": "application/json",
};

let folder: string;
let server: Server;
let browser: Browser;
let page: Page;
let pane: Frame;
let origin: string;
const outside: string[] = [];

/** The built pages, and the trial pane in place of the product's. */
function fileOf(path: string): string {
  if (path === "/playground") return join(folder, "playground", "index.html");
  if (path === "/addin/functions.json") return join(ROOT, "addin/playground/trial-pane/functions.json");
  if (path.startsWith("/trial/")) return join(ROOT, "addin/playground/trial-pane", path.slice("/trial/".length));
  return join(folder, path.replace(/^\/addin\//, ""));
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "playground-"));
  await promisify(execFile)(
    process.execPath,
    [
      "node_modules/vite/bin/vite.js",
      "build",
      "--mode",
      "playground",
      "--outDir",
      folder,
      "--emptyOutDir",
      "--logLevel",
      "warn",
    ],
    { cwd: ROOT },
  );
  server = createServer((request, response) => {
    const file = fileOf(new URL(request.url ?? "/", "http://localhost").pathname);
    readFile(file).then(
      (body) =>
        response
          .writeHead(200, { "content-type": `${TYPES[extname(file)] ?? "application/octet-stream"}; charset=utf-8` })
          .end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  server?.close();
  await rm(folder, { recursive: true, force: true });
});

beforeEach(async () => {
  await page?.context().close();
  page = await (await browser.newContext({ viewport: { width: 1440, height: 900 } })).newPage();
  page.on("request", (request) => {
    if (!/^(data|blob):/.test(request.url()) && !request.url().startsWith(origin)) outside.push(request.url());
  });
  await open();
});

async function open(): Promise<void> {
  await page.goto(`${origin}/playground?pane=/trial/index.html`);
  await page.waitForFunction(() => "playground" in window);
  const frame = page.frames().find((candidate) => candidate !== page.mainFrame());
  if (!frame) throw new Error("The page has no pane.");
  pane = frame;
  await pane.waitForFunction(() => typeof trial !== "undefined" && trial.isReady === true);
  await settled();
}

/** Functions answered and nothing left to compute. */
async function settled(): Promise<void> {
  await page.waitForFunction(() => playground.functionCounts().calls === playground.functionCounts().answers);
  await page.evaluate(() => playground.settled());
}

async function eventually(read: () => Promise<unknown>, wanted: unknown): Promise<void> {
  const until = Date.now() + 10_000;
  while (Date.now() < until && JSON.stringify(await read()) !== JSON.stringify(wanted)) await page.waitForTimeout(50);
  expect(await read()).toEqual(wanted);
}

describe("the sheet as the add-in reads and writes it", () => {
  test("values, formulas, number formats and looks come back as they were written", async () => {
    const read = await pane.evaluate(() =>
      Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.add("往返");
        const range = sheet.getRange("B2:D3");
        range.values = [
          ["机构", 1234.5, true],
          ["'007", "=C2*2", "2026-10-31"],
        ];
        sheet.getRange("C2:C3").numberFormat = [["#,##0.00"], ["0"]];
        range.format.fill.color = "#E4F2F3";
        range.getCell(0, 0).format.font.bold = true;
        range.format.horizontalAlignment = "Center";
        range.load("values, formulas, text, numberFormat, address, rowIndex, columnIndex, rowCount, columnCount");
        range.load({ format: { fill: { color: true }, font: { bold: true }, horizontalAlignment: true } });
        range.worksheet.load("name");
        const used = sheet.getUsedRange(true).load("address");
        const nothing = sheet.getRange("H1:J9").getUsedRangeOrNullObject(true);
        await context.sync();
        return {
          values: range.values,
          formulas: range.formulas,
          text: range.text,
          formats: range.numberFormat,
          place: [range.address, range.rowIndex, range.columnIndex, range.rowCount, range.columnCount],
          look: [range.format.fill.color, range.format.font.bold, range.format.horizontalAlignment],
          sheet: range.worksheet.name,
          used: used.address,
          nothing: nothing.isNullObject,
        };
      }),
    );
    expect(read).toEqual({
      values: [
        ["机构", 1234.5, true],
        ["007", 2469, 46326],
      ],
      formulas: [
        ["机构", 1234.5, true],
        ["007", "=C2*2", 46326],
      ],
      text: [
        ["机构", "1,234.50", "TRUE"],
        ["007", "2469", "2026/10/31"],
      ],
      formats: [
        ["General", "#,##0.00", "General"],
        ["General", "0", "yyyy/m/d"],
      ],
      place: ["往返!B2:D3", 1, 1, 2, 3],
      look: ["#E4F2F3", null, "Center"],
      sheet: "往返",
      used: "往返!B2:D3",
      nothing: true,
    });
  });

  test("a property that was not loaded, an object that is not there and a block of the wrong size are refused with Excel's codes", async () => {
    const codes = await pane.evaluate(async () => {
      const codeOf = async (batch: (context: Excel.RequestContext) => Promise<unknown>): Promise<string> => {
        try {
          await Excel.run(batch);
          return "none";
        } catch (reason) {
          return (reason as OfficeExtension.Error).code;
        }
      };
      return [
        await codeOf(async (context) => context.workbook.worksheets.getActiveWorksheet().name),
        await codeOf(async (context) => context.workbook.worksheets.getItem("没有").load("name")),
        await codeOf(
          async (context) => (context.workbook.worksheets.getActiveWorksheet().getRange("A1:B2").values = [[1]]),
        ),
        await codeOf(async (context) => context.workbook.worksheets.getActiveWorksheet().getRange("1A")),
        await codeOf(async (context) => context.workbook.worksheets.getActiveWorksheet().tables),
        await codeOf(async (context) => context.workbook.names.add("A1", "=1")),
      ];
    });
    expect(codes).toEqual([
      "PropertyNotLoaded",
      "ItemNotFound",
      "InvalidArgument",
      "InvalidArgument",
      "ApiNotFound",
      "InvalidArgument",
    ]);
  });

  test("a sheet can be hidden from everybody but the add-in, and deleted", async () => {
    const seen = await pane.evaluate(() =>
      Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.add("_hub");
        sheet.visibility = "VeryHidden";
        sheet.getRange("A1:A2").values = [["底稿"], [1]];
        sheet.load("visibility");
        const active = context.workbook.worksheets.getActiveWorksheet().load("name");
        const sheets = context.workbook.worksheets.load("items/name,items/visibility");
        await context.sync();
        const names = sheets.items.map((item) => `${item.name} ${item.visibility}`);
        sheet.delete();
        const gone = context.workbook.worksheets.getItemOrNullObject("_hub");
        await context.sync();
        return { visibility: sheet.visibility, active: active.name, names, gone: gone.isNullObject };
      }),
    );
    expect(seen).toEqual({
      visibility: "VeryHidden",
      active: "月报",
      names: ["月报 Visible", "目标 Visible", "班级名册 Visible", "_hub VeryHidden"],
      gone: true,
    });
  });

  test("rows are inserted and deleted and columns hidden through ranges, and cells offer a list of choices", async () => {
    const seen = await pane.evaluate(() =>
      Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.add("行列");
        sheet.getRange("A1:A3").values = [["一"], ["二"], ["三"]];
        sheet.getRange("2:2").insert("Down");
        sheet.getRange("B1:B4").dataValidation.rule = { list: { inCellDropDown: true, source: "是,否" } };
        sheet.getRange("C1").getEntireColumn().columnHidden = true;
        const range = sheet.getRange("A1:A4").load("values");
        const validation = sheet.getRange("B2").dataValidation.load("type,rule");
        const column = sheet.getRange("C1").load("columnHidden");
        await context.sync();
        sheet.getRange("1:1").delete("Up");
        const after = sheet.getRange("A1:A3").load("values");
        await context.sync();
        return {
          values: range.values,
          type: validation.type,
          source: validation.rule.list?.source,
          hidden: column.columnHidden,
          after: after.values,
        };
      }),
    );
    expect(seen).toEqual({
      values: [["一"], [""], ["二"], ["三"]],
      type: "List",
      source: "是,否",
      hidden: true,
      after: [[""], ["二"], ["三"]],
    });
  });
});

describe("what people do reaches the add-in", () => {
  test("typing on the keyboard raises onChanged with the value before and after, and the add-in's own writes are marked", async () => {
    await pane.evaluate(() =>
      Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getItem("月报");
        sheet.onChanged.add(
          async ({ address, triggerSource, changeType, source, details }) =>
            void trial.events.push({ address, triggerSource, changeType, source, details }),
        );
        await context.sync();
        sheet.getRange("J1:J2").values = [[1], [2]];
        await context.sync();
        context.runtime.enableEvents = false;
        sheet.getRange("J3").values = [[3]];
        context.runtime.enableEvents = true;
        await context.sync();
      }),
    );
    await page.evaluate(() => playground.select("月报!J1"));
    await page.keyboard.type("4500");
    await page.keyboard.press("Enter");
    const details = { valueBefore: 1, valueAfter: 4500, valueTypeBefore: "Double", valueTypeAfter: "Double" };
    await eventually(
      () => pane.evaluate(() => trial.events),
      [
        { address: "J1:J2", triggerSource: "ThisLocalAddin", changeType: "RangeEdited", source: "Local" },
        { address: "J1", triggerSource: "Unknown", changeType: "RangeEdited", source: "Local", details },
      ],
    );
    expect(await page.evaluate(() => playground.selection())).toBe("月报!J2");
  });

  test("selecting cells tells the add-in, which can ask what is selected", async () => {
    await pane.evaluate(() =>
      Excel.run(async (context) => {
        context.workbook.onSelectionChanged.add(async () => {
          await Excel.run(async (inner) => {
            const range = inner.workbook.getSelectedRange().load("address");
            await inner.sync();
            trial.events.push({ address: range.address });
          });
        });
        await context.sync();
      }),
    );
    await page.evaluate(() => playground.select("目标!C5:D6"));
    await eventually(() => pane.evaluate(() => trial.events.at(-1)?.["address"]), "目标!C5:D6");
  });

  test("a named range follows inserted and deleted rows and columns and a renamed sheet", async () => {
    await pane.evaluate(() =>
      Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.getItem("月报");
        context.workbook.names.add("hub_月报", sheet.getRange("A3:G12"));
        await context.sync();
      }),
    );
    const where = () =>
      pane.evaluate(() =>
        Excel.run(async (context) => {
          const item = context.workbook.names.getItem("hub_月报").load("formula,type");
          const range = item.getRange().load("address");
          await context.sync();
          return `${item.type} ${item.formula} ${range.address}`;
        }),
      );
    expect(await where()).toBe("Range =月报!$A$3:$G$12 月报!A3:G12");
    await page.evaluate(() => playground.insertRow("月报", 2));
    expect(await where()).toBe("Range =月报!$A$4:$G$13 月报!A4:G13");
    await page.evaluate(() => playground.insertRow("月报", 8));
    await page.evaluate(() => playground.insertColumn("月报", 1));
    expect(await where()).toBe("Range =月报!$B$4:$H$14 月报!B4:H14");
    await page.evaluate(() => playground.renameSheet("月报", "十月 月报"));
    expect(await where()).toBe("Range ='十月 月报'!$B$4:$H$14 '十月 月报'!B4:H14");
    await page.evaluate(() => playground.deleteRow("十月 月报", 1));
    expect(await where()).toBe("Range ='十月 月报'!$B$3:$H$13 '十月 月报'!B3:H13");
  });
});

describe("the add-in's functions", () => {
  test("a thousand cells are answered in few batches, and a full calculation asks again", async () => {
    await pane.evaluate(async () => {
      trial.batches = [];
      await Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.add("千格");
        const rows = Array.from({ length: 100 }, (_, r) => r);
        const columns = Array.from({ length: 10 }, (_, c) => c);
        sheet.getRange("A1:J100").formulas = rows.map((r) =>
          columns.map((c) => `=HUB.FIGURE("TR01","U${r}-${c}","${"2".repeat(1 + c)}")`),
        );
        sheet.getRange("L1").formulas = [["=SUM(A1:J100)"]];
        await context.sync();
      });
    });
    await eventually(() => page.evaluate(() => playground.valueOf("千格!L1")), 5_500_000);
    const batches = await pane.evaluate(() => trial.batches);
    expect(batches.reduce((sum, size) => sum + size, 0)).toBe(1_000);
    expect(batches.length).toBeLessThanOrEqual(4);
    expect(await pane.evaluate(() => trial.address)).toBe("千格!J100");

    await pane.evaluate(async () => {
      trial.factor = 2;
      await Excel.run(async (context) => {
        context.workbook.application.calculate(Excel.CalculationType.full);
        await context.sync();
      });
    });
    await eventually(() => page.evaluate(() => playground.valueOf("千格!L1")), 11_000_000);
  });

  test("a table spills, a block is an argument, and an error stands in its own cell", async () => {
    await pane.evaluate(() =>
      Excel.run(async (context) => {
        const sheet = context.workbook.worksheets.add("函数");
        sheet.getRange("A1").formulas = [["=HUB.TABLE(3,3)"]];
        sheet.getRange("E1:E3").values = [[1], [2], [3]];
        sheet.getRange("F1:F2").formulas = [["=HUB.SUMOF(E1:E3)"], ['=HUB.FIGURE("nowhere")']];
        sheet.getRange("G1").formulas = [["=F1*10"]];
        await context.sync();
      }),
    );
    await eventually(
      () => page.evaluate(() => playground.valuesOf("函数!A1:C3")),
      [
        ["000", "001", "002"],
        ["010", 1, 2],
        ["020", 2, 4],
      ],
    );
    await eventually(
      () => page.evaluate(() => playground.valuesOf("函数!F1:G2")),
      [
        [6, 60],
        ["#N/A", ""],
      ],
    );
  });
});

describe("marks and memory", () => {
  test("a conditional format marks a cell without touching its own look, and goes without a trace", async () => {
    const id = await pane.evaluate(() =>
      Excel.run(async (context) => {
        const range = context.workbook.worksheets.getItem("月报").getRange("G5:G10");
        const mark = range.conditionalFormats.add(Excel.ConditionalFormatType.custom);
        mark.custom.rule.formula = "=ROW()=8";
        mark.custom.format.fill.color = "#FFF0BF";
        mark.custom.format.font.color = "#5C3A00";
        mark.custom.format.font.bold = true;
        mark.custom.format.borders.getItem("EdgeBottom").style = "Dash";
        mark.custom.format.borders.getItem("EdgeBottom").color = "#A86F00";
        mark.custom.format.numberFormat = '"待"* #,##0';
        mark.load("id");
        await context.sync();
        return mark.id;
      }),
    );
    await eventually(() => page.evaluate(() => playground.fillOf("月报!G8")), "#FFF0BF");
    expect(await page.evaluate(() => [playground.fillOf("月报!G7"), playground.textOf("月报!G8")])).toEqual([
      "",
      "待7,000",
    ]);
    const after = await pane.evaluate(
      (mark) =>
        Excel.run(async (context) => {
          const range = context.workbook.worksheets.getItem("月报").getRange("G5:G10");
          const count = range.conditionalFormats.getCount();
          const read = range.conditionalFormats.getItem(mark).custom;
          read.rule.load("formula");
          read.format.fill.load("color");
          await context.sync();
          range.conditionalFormats.clearAll();
          const left = range.conditionalFormats.getCount();
          await context.sync();
          return [count.value, read.rule.formula, read.format.fill.color, left.value];
        }),
      id,
    );
    expect(after).toEqual([1, "=ROW()=8", "#FFF0BF", 0]);
    await eventually(() => page.evaluate(() => playground.fillOf("月报!G8")), "");
  });

  test("settings, XML parts, names, comments and edits outlast a reload, and starting anew forgets them", async () => {
    await pane.evaluate(() =>
      Excel.run(async (context) => {
        const part = context.workbook.customXmlParts
          .add('<hub xmlns="urn:xunshu:bindings"><binding id="b1"/></hub>')
          .load("id");
        const sheet = context.workbook.worksheets.getItem("月报");
        context.workbook.names.add("hub_b1", sheet.getRange("A3:G12"));
        context.workbook.comments.add(sheet.getRange("G8"), "结业多于报名。");
        sheet.getRange("G9").values = [[99]];
        await context.sync();
        context.workbook.settings.add("hub.part", part.id);
        await context.sync();
      }),
    );
    await page.evaluate(() => playground.saved());
    await open();
    const kept = await pane.evaluate(() =>
      Excel.run(async (context) => {
        const setting = context.workbook.settings.getItemOrNullObject("hub.part").load("value");
        await context.sync();
        const xml = context.workbook.customXmlParts.getItem(String(setting.value)).getXml();
        const only = context.workbook.customXmlParts
          .getByNamespace("urn:xunshu:bindings")
          .getOnlyItemOrNullObject()
          .load("id");
        const range = context.workbook.names.getItem("hub_b1").getRange().load("address");
        const comment = context.workbook.comments.getItemByCell("月报!G8").load("content");
        await context.sync();
        return [xml.value.includes("b1"), only.isNullObject, range.address, comment.content];
      }),
    );
    expect(kept).toEqual([true, false, "月报!A3:G12", "结业多于报名。"]);
    expect(await page.evaluate(() => [playground.valueOf("月报!G9"), playground.valueOf("月报!G8")])).toEqual([
      99, 7000,
    ]);

    await Promise.all([page.waitForEvent("load"), page.evaluate(() => void playground.reset())]);
    await open();
    const fresh = await pane.evaluate(() =>
      Excel.run(async (context) => {
        const setting = context.workbook.settings.getItemOrNullObject("hub.part");
        const name = context.workbook.names.getItemOrNullObject("hub_b1");
        await context.sync();
        return [setting.isNullObject, name.isNullObject];
      }),
    );
    expect(fresh).toEqual([true, true]);
  });

  test("nothing on the page asks anybody but the hub", () => {
    expect(outside).toEqual([]);
  });
});
