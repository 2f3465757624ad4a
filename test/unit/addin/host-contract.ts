/**
 * What every host must do, as tests over a factory: run against memory here, against the Excel host in the playground.
 * Each test gets a workbook with two empty sheets, 表一 in front and 表二.
 */
import { expect, test } from "@jest/globals";
import type { Host } from "../../../addin/host/host.js";
import { cellAt, type Place } from "../../../addin/sheet/place.js";

export function hostContract(openHost: () => Promise<Host>): void {
  const at = (row: number, column: number, rows = 1, columns = 1): Place => ({
    sheet: "表一",
    row,
    column,
    rows,
    columns,
  });

  test("a grid written is the grid read, null leaves a cell as it is, and blanks read as blank text", async () => {
    const host = await openHost();
    await host.write([
      {
        place: at(0, 0, 2, 2),
        values: [
          ["单位", 1.5],
          ["", true],
        ],
      },
    ]);
    await host.write([{ place: at(0, 0, 1, 2), values: [[null, 2]] }]);
    const [cells] = await host.read([at(0, 0, 2, 3)]);
    expect(cells?.values).toEqual([
      ["单位", 2, ""],
      ["", true, ""],
    ]);
  });

  test("several places are read in the order asked, and one on a missing sheet reads as empty", async () => {
    const host = await openHost();
    await host.write([
      { place: at(0, 0), values: [["甲"]] },
      { place: { ...at(1, 1), sheet: "表二" }, values: [["乙"]] },
    ]);
    const read = await host.read([{ ...at(1, 1), sheet: "表二" }, { ...at(0, 0), sheet: "没有" }, at(0, 0)]);
    expect(read.map(({ values }) => values)).toEqual([[["乙"]], [], [["甲"]]]);
  });

  test("a large grid goes through whole", async () => {
    const host = await openHost();
    const values = Array.from({ length: 2_000 }, (_, row) =>
      Array.from({ length: 15 }, (_, column) => row * 15 + column),
    );
    await host.write([{ place: at(0, 0, 2_000, 15), values }]);
    const [cells] = await host.read([at(0, 0, 2_000, 15)]);
    expect(cells?.values).toEqual(values);
  });

  test("a formula stays a formula", async () => {
    const host = await openHost();
    await host.write([{ place: at(0, 0, 1, 2), values: [[2, "=A1*3"]] }]);
    const [cells] = await host.read([at(0, 1)]);
    expect(cells?.formulas).toEqual([["=A1*3"]]);
  });

  test("used places are those with something in them", async () => {
    const host = await openHost();
    await host.write([{ place: at(3, 2), values: [["x"]] }]);
    const used = await host.usedPlaces();
    expect(used.map(({ sheet }) => sheet)).toEqual(["表一"]);
    expect(used[0] && used[0].row + used[0].rows).toBe(4);
    expect(used[0] && used[0].column + used[0].columns).toBe(3);
  });

  test("a named range is found, moved and forgotten, and other prefixes are left alone", async () => {
    const host = await openHost();
    await host.bind("XUNSHU_table_a", at(2, 1, 3, 4));
    await host.bind("OTHER_b", at(0, 0));
    expect(await host.bindings("XUNSHU_")).toEqual([{ name: "XUNSHU_table_a", place: at(2, 1, 3, 4) }]);
    await host.bind("XUNSHU_table_a", at(5, 5));
    expect(await host.bindings("XUNSHU_")).toEqual([{ name: "XUNSHU_table_a", place: at(5, 5) }]);
    await host.bind("XUNSHU_table_a", null);
    expect(await host.bindings("XUNSHU_")).toEqual([]);
  });

  test("what is kept comes back, small and large, with every sign XML and formulas mind", async () => {
    const host = await openHost();
    const small = { text: `<a b="c">&amp; 'x' =1+1 ~`, list: [1, null, true] };
    const large = Array.from({ length: 9_000 }, (_, index) => `=${index} <${index}> 学院`);
    await host.save({ small, large });
    expect(await host.load(["small", "none", "large"])).toEqual([small, null, large]);
    await host.save({ small: null, large: "now small" });
    expect(await host.load(["small", "large"])).toEqual([null, "now small"]);
  });

  test("what is kept is no sheet people see", async () => {
    const host = await openHost();
    await host.save({ large: "x".repeat(200_000) });
    expect((await host.workbook()).sheets).toEqual(["表一", "表二"]);
    expect(await host.usedPlaces()).toEqual([]);
  });

  test("going to a cell selects it, also on another sheet", async () => {
    const host = await openHost();
    await host.goTo({ ...cellAt("表二", 6, 6) });
    expect(await host.selection()).toEqual(cellAt("表二", 6, 6));
  });

  test("going to a sheet that is gone is a failure with a name", async () => {
    const host = await openHost();
    await expect(host.goTo(cellAt("没有", 0, 0))).rejects.toMatchObject({ name: "HostError", code: "GONE" });
  });

  test("a new sheet takes the next free name", async () => {
    const host = await openHost();
    expect(await host.addSheet("表二")).toBe("表二 (2)");
    expect((await host.workbook()).sheets).toContain("表二 (2)");
  });

  test("our own writes raise no event", async () => {
    const host = await openHost();
    const heard: string[] = [];
    const stop = await host.listen(({ kind }) => heard.push(kind));
    await host.write([{ place: at(0, 0), values: [[1]] }]);
    await host.read([at(0, 0)]);
    stop();
    expect(heard.filter((kind) => kind === "changed")).toEqual([]);
  });

  test("marks are put on, replaced and taken off, and never change what a cell holds", async () => {
    const host = await openHost();
    await host.write([{ place: at(0, 0), values: [[7.2]] }]);
    await host.mark(at(0, 0, 3, 3), [{ state: "pending", cells: [at(0, 0)], format: '"待"* 0.00' }]);
    await host.mark(at(0, 0, 3, 3), [{ state: "refused", cells: [at(1, 1)], note: "不是数字" }]);
    await host.mark(at(0, 0, 3, 3), []);
    const [cells] = await host.read([at(0, 0)]);
    expect(cells?.values).toEqual([[7.2]]);
  });
}
