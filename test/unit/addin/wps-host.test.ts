/** The host contract against WPS's double, and what is WPS's own. No test here has seen a real WPS. */
import { describe, expect, test } from "@jest/globals";
import { MemoryHost } from "../../../addin/host/memory/memory-host.js";
import { selfTest } from "../../../addin/host/self-test.js";
import { WpsHost } from "../../../addin/host/wps/wps-host.js";
import { WpsDouble } from "../../support/wps-double.js";
import { hostContract } from "./host-contract.js";

describe("A workbook in WPS's double", () =>
  hostContract(async () => new WpsHost(new WpsDouble(["表一", "表二"]).application)));

describe("The double", () => {
  test("has nothing that WPS does not document, and says so when it is asked for", () => {
    const { application } = new WpsDouble();
    expect(() => Reflect.get(application, "Worksheets2")).toThrow("WPS documents no Application.Worksheets2");
    expect(() => Reflect.get(application.ActiveWorkbook!.Sheets.Item(1).Range("A1"), "values")).toThrow(
      /no Range.values/,
    );
    expect(() => Reflect.set(application.ActiveWorkbook!, "Name", "x")).toThrow(/can be set/);
    expect(() => application.ActiveWorkbook!.Sheets.Item(0)).toThrow(/counts from 1/);
  });
});

describe("In WPS", () => {
  const open = (...sheets: string[]) => {
    const double = new WpsDouble(sheets.length > 0 ? sheets : ["表一", "表二"]);
    return { double, host: new WpsHost(double.application) };
  };
  const cell = { sheet: "表一", row: 0, column: 0, rows: 1, columns: 1 };

  test("whole columns that are selected are cut to what is used, and several cells answer their shown text", async () => {
    const { double, host } = open();
    const place = { ...cell, row: 2, column: 1, rows: 2, columns: 2 };
    await host.write([
      {
        place,
        values: [
          [0.634, "甲"],
          [12, true],
        ],
        formats: [
          ["0.0%", null],
          ["0.00", null],
        ],
      },
    ]);
    double.select("表一", "A:C");
    expect(await host.selection()).toEqual(place);
    expect((await host.read([place]))[0]?.text).toEqual([
      ["63.4%", "甲"],
      ["12.00", "TRUE"],
    ]);
  });

  test("a cell that is being typed in is told by name, and without a workbook nothing is guessed", async () => {
    const { double, host } = open();
    double.isEditing = true;
    await expect(host.write([{ place: cell, values: [[1]] }])).rejects.toMatchObject({ code: "CELL_EDITING" });
    double.isEditing = false;
    await host.write([{ place: cell, values: [[1]] }]);
    expect((await host.read([cell]))[0]?.values).toEqual([[1]]);
  });

  test("rows that a person inserts are heard as moved, never as typed over", async () => {
    const { host } = open();
    const heard: unknown[] = [];
    await host.listen((event) => event.kind === "changed" && heard.push(event.change));
    await host.hands.insertRows("表一", 3, 2);
    await host.hands.type?.(cell, 5);
    expect(heard).toEqual(["moved", "values"]);
  });

  test("a protected sheet takes what is written into its open cells alone", async () => {
    const { double, host } = open();
    const openCell = { ...cell, row: 1, column: 1 };
    double.application.ActiveWorkbook!.Sheets.Item(1).Range("B2").Locked = false;
    await host.hands.protect("表一", true);
    await expect(host.write([{ place: cell, values: [[1]] }])).rejects.toMatchObject({ code: "PROTECTED" });
    await host.write([{ place: openCell, values: [[1]] }]);
    expect((await host.read([openCell]))[0]?.values).toEqual([[1]]);
  });

  test("a window of our own is not promised", async () => {
    const { host } = open();
    expect(host.can.dialogs).toBe(false);
    await expect(host.openDialog()).rejects.toMatchObject({ code: "UNKNOWN" });
  });
});

describe("The self-test", () => {
  const hosts = {
    memory: () => new MemoryHost({ sheets: ["月报", "名册"] }),
    WPS: () => new WpsHost(new WpsDouble(["月报", "名册"]).application),
  };

  test.each(Object.keys(hosts) as (keyof typeof hosts)[])(
    "in %s shows every sentence and leaves the workbook as it was",
    async (name) => {
      const host = hosts[name]();
      const mine = { sheet: "月报", row: 1, column: 1, rows: 1, columns: 1 };
      await host.write([{ place: mine, values: [["我的"]] }]);
      await host.bind("XUNSHU_table_a", mine);
      await host.save({ figures: { kept: true } });
      await host.goTo(mine);
      const report = await selfTest(host, { clock: () => new Date("2026-11-01T00:00:00Z") });
      expect(report.results.filter(({ state }) => state !== "passed")).toEqual([]);
      expect(report.results.length).toBeGreaterThan(25);
      expect(report.isRestored).toBe(true);
      expect((await host.workbook()).sheets).toEqual(["月报", "名册"]);
      expect((await host.read([mine]))[0]?.values).toEqual([["我的"]]);
      expect(await host.bindings("XUNSHU")).toEqual([{ name: "XUNSHU_table_a", place: mine }]);
      expect(await host.load(["figures"])).toEqual([{ kept: true }]);
      expect(await host.selection()).toEqual(mine);
    },
  );

  test("says which sentence a broken spreadsheet does not keep, and restores it all the same", async () => {
    const host = new MemoryHost({ sheets: ["月报"] });
    host.bindings = async () => [];
    const report = await selfTest(host);
    const failed = report.results.filter(({ state }) => state === "failed").map(({ code }) => code);
    expect(failed).toContain("namesFollowInsertedCells");
    expect(failed).not.toContain("gridWrittenIsRead");
    expect(report.results.find(({ code }) => code === "namesFollowInsertedCells")?.detail).toMatch(/expected .*found/);
    expect((await host.workbook()).sheets).toEqual(["月报"]);
  });
});
