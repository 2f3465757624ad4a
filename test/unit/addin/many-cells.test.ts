/** Many cells at once: the pane goes on answering while they are compared, and says what to do where they are too many. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { type Desk, openDesk } from "../../../addin/actions/desk.js";
import { freeze, thaw } from "../../../addin/actions/freeze.js";
import { insertRegister } from "../../../addin/actions/register.js";
import { refreshAll } from "../../../addin/actions/refresh.js";
import { inSlices, rest } from "../../../addin/actions/slices.js";
import { MemoryHost } from "../../../addin/host/memory/memory-host.js";
import { diffingRegister, diffRegister } from "../../../addin/sheet/register-diff.js";
import { REGISTER_ROWS_ABOVE_DATA, type RegisterTable, ROW_ID_HEADER } from "../../../addin/sheet/register-table.js";
import { Freezing } from "../../../addin/taskpane/home-freeze.js";
import { type Pane, PaneContext } from "../../../addin/taskpane/pane.js";
import { zhCn } from "../../../addin/ui/messages/zh-cn.js";
import { MemoryHub } from "./memory-hub.js";

const ROWS = 10_000;

/** Ten thousand rows of which every tenth was typed over, one was deleted and one is new. */
function typedOver() {
  const column = (path: string, kind: string) => ({
    ...{ path, label: path, labelEn: path, kind, writable: true, required: false, list: null },
  });
  const table = {
    ...{ id: "reg", title: "大表", register: "Enrolment", organization: null, conditions: [], order: [], most: ROWS },
    columns: ["a", "b", "c", "d"].map((path) => column(path, path === "d" ? "int" : "text")),
    rows: Array.from({ length: ROWS }, (_, n) => ({
      ...{ id: `Enrolment_${n}`, version: 1, values: [`甲${n}`, `乙${n}`, null, String(n)] },
    })),
    ...{ total: ROWS, asOf: "2026-11-03T01:40:00Z" },
  } as unknown as RegisterTable; // columns carry more than a comparison looks at
  const body = table.rows.slice(1).map(({ id, values }, n) => {
    const shown = values.map((value, at) => (value === null ? "" : at === 3 ? Number(value) : value));
    return [...(n % 10 === 0 ? [`改${n}`, ...shown.slice(1)] : shown), id];
  });
  const values = [["大表"], ["数据截至"], ["a", "b", "c", "d", ROW_ID_HEADER], ...body, ["新", "行", "", 1, ""]];
  const place = { sheet: "表", row: 0, column: 0, rows: values.length, columns: 5 };
  const text = values.map((row) => row.map(String));
  expect(values.findIndex((row) => row.includes(ROW_ID_HEADER))).toBe(REGISTER_ROWS_ABOVE_DATA - 1);
  return { table, cells: { place, values, formulas: values, text } };
}

describe("Ten thousand rows", () => {
  test("are compared in slices that let others have their turn, and come to the same as in one go", async () => {
    const { table, cells } = typedOver();
    let [turns, isOver] = [0, false];
    const others = (async () => {
      for (; !isOver; turns++) await rest();
    })();
    const diff = await inSlices(diffingRegister(table, cells));
    isOver = true;
    await others;
    expect(turns).toBeGreaterThan(0);
    expect(diff).toEqual(diffRegister(table, cells));
    const kinds = diff.edits.map(({ kind }) => kind);
    expect(["changed", "new", "deleted"].map((kind) => kinds.filter((one) => one === kind).length)).toEqual([
      1000, 1, 1,
    ]);
  });

  test("are put into the sheet part by part, and others have their turn between the parts", async () => {
    const host = new MemoryHost({ sheets: ["表"] });
    const hub = new MemoryHub();
    hub.sheets = ({ register, columns, first, after }) => {
      const from = Number(after ?? 0);
      const ids = Array.from({ length: Math.min(first, ROWS - from) }, (_, n) => `Enrolment_${from + n}`);
      return {
        ...{ register, label: "大表", total: ROWS, asOf: hub.now, versions: ids.map(() => 1), ids },
        next: from + ids.length < ROWS ? String(from + ids.length) : null,
        columns: columns.map((path) => ({
          ...{ path, label: path, kind: "text", writable: true, required: false, list: null },
        })),
        values: ids.map((id) => columns.map((path) => `${path} ${id}`)),
      };
    };
    const desk = openDesk(host, hub, { newId: () => "1" });
    // Each part of the rows with the number of the others' turn it was written in.
    let [turn, isOver] = [0, false];
    const parts: { readonly rows: number; readonly turn: number }[] = [];
    const write = host.write.bind(host);
    host.write = async (writes) => {
      for (const { place, formats } of writes) if (formats) parts.push({ rows: place.rows, turn });
      await write(writes);
    };
    const others = (async () => {
      for (; !isOver; turn++) await rest();
    })();
    const report = await insertRegister(desk, {
      ...{ register: "Enrolment", columns: ["a", "b", "c", "d"], conditions: [], order: [], most: ROWS },
      ...{ title: "", organization: null, at: { sheet: "表", row: 0, column: 0, rows: 1, columns: 1 } },
    });
    isOver = true;
    await others;
    expect(report).toMatchObject({ kind: "insertedRegister", rows: ROWS });
    expect(parts.reduce((sum, { rows }) => sum + rows, 0)).toBe(ROWS);
    expect(Math.max(...parts.map(({ rows }) => rows))).toBeLessThanOrEqual(2_000);
    expect(parts.at(-1)!.turn).toBeGreaterThan(parts[0]!.turn);
  });

  test("no longer wanted are compared no further", async () => {
    const { table, cells } = typedOver();
    const stop = new AbortController();
    stop.abort(new Error("typed on"));
    await expect(inSlices(diffingRegister(table, cells), stop.signal)).rejects.toThrow("typed on");
  });
});

describe("Six thousand functions", () => {
  const [high, wide] = [600, 10];
  let host: MemoryHost;
  let hub: MemoryHub;
  let desk: Desk;
  const formulaAt = (row: number, column: number): string =>
    `=HUB.FIGURE("FN01","ORG-${row + 1}","20${10 + column}M01")`;

  beforeEach(() => {
    host = new MemoryHost({ sheets: ["表"], calculate: (_, place) => place.row * wide + place.column + 1 });
    hub = new MemoryHub();
    hub.knowsEveryone = true;
    desk = openDesk(host, hub, { clock: () => new Date("2026-11-03T01:40:00Z"), newId: () => "id" });
    const formulas = Array.from({ length: high }, (_, row) =>
      Array.from({ length: wide }, (__, column) => formulaAt(row, column)),
    );
    host.type("表!A1", formulas);
  });

  test("are warned of in the pane with the button that helps; five thousand are not", () => {
    const shown = (functions: number): string => {
      const pane = { desk, m: zhCn, setTrouble: () => undefined } as unknown as Pane; // what this part of the view uses
      const view = createElement(Freezing, { functions, onDone: () => undefined });
      return renderToStaticMarkup(createElement(PaneContext, { value: pane }, view));
    };
    expect(shown(6_000)).toContain("6000 个函数会让重算变慢");
    expect(shown(6_000)).toContain(zhCn.home.freeze);
    expect(shown(5_000)).not.toContain("个函数会让重算变慢");
  });

  test("are frozen and brought back in a few writes, however many they are", async () => {
    const writes: number[] = [];
    const write = host.write.bind(host);
    host.write = async (all) => {
      writes.push(all.length);
      await write(all);
    };
    expect(await freeze(desk)).toEqual({ kind: "frozen", cells: 6_000, left: 0, frozen: 6_000 });
    expect(host.content("J600")).toBe(6_000);
    expect(await thaw(desk)).toMatchObject({ cells: 6_000, left: 0 });
    expect(host.content("J600")).toBe(formulaAt(599, 9));
    expect(writes).toEqual([1, 1]);
  });

  test("of figures and of rates, ten thousand of each, come up to date in five questions at most", async () => {
    const keys = Array.from({ length: 10_000 }, (_, n) => ({
      ...{ indicator: "FN01", organization: `ORG-${n % 500}`, period: `${1900 + Math.floor(n / 500)}M01` },
    }));
    await Promise.all(keys.flatMap((key) => [desk.cells.figure(key), desk.cells.progress(key)]));
    hub.asked.length = 0;
    const report = await refreshAll(desk);
    expect(report).toMatchObject({ kind: "refreshed" });
    expect(hub.asked.length).toBeLessThanOrEqual(5);
  });
});
