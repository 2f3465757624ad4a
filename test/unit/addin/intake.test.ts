/** Handing a selection or a file to the hub: what is sent, what is refused at once, and that nothing is written twice. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { type Desk, openDesk } from "../../../addin/actions/desk.js";
import { commitImport, placeOfFinding, stageSelection, uploadFile } from "../../../addin/actions/intake.js";
import { MemoryHost } from "../../../addin/host/memory/memory-host.js";
import type { Import, ImportStatus, StageSelectionInput } from "../../../addin/hub/hub.js";
import { MemoryHub } from "./memory-hub.js";

let host: MemoryHost;
let hub: MemoryHub;
let desk: Desk;
let ids = 0;

beforeEach(() => {
  host = new MemoryHost({ name: "10月学员名册.xlsx", sheets: ["Web前端1班"] });
  hub = new MemoryHub();
  desk = openDesk(host, hub, { newId: () => `batch-${++ids}` });
});

function staging(status: ImportStatus, done: number): Import {
  return {
    ...{ id: "i1", file: "名册.xlsx", status, organization: { code: "YL-S1-01", name: "信息工程学院" } },
    ...{
      createdAt: hub.now,
      createdBy: "李敏",
      progress: { phase: "read", done, total: 2 },
      tables: [],
      findings: [],
      receipt: null,
    },
    counts: { rows: 2, new: 2, changed: 0, unchanged: 0, refused: 0 },
  };
}

describe("A selection", () => {
  test("goes with its values, its texts and where it is", async () => {
    let sent: StageSelectionInput | null = null;
    hub.stageSelection = async (input?: StageSelectionInput) => {
      sent = input ?? null;
      return { kind: "ok", data: staging("CHECKED", 2) };
    };
    host.type("A2", [
      ["姓名", "学时"],
      ["张某某", 24],
    ]);
    host.select("A2:B3");
    const report = await stageSelection(desk, "YL-S1-01");
    expect(report).toMatchObject({ kind: "staged", place: { row: 1, rows: 2 } });
    expect(sent).toMatchObject({
      workbook: "10月学员名册.xlsx",
      sheet: "Web前端1班",
      address: "A2:B3",
      values: [
        ["姓名", "学时"],
        ["张某某", 24],
      ],
      text: [
        ["姓名", "学时"],
        ["张某某", "24"],
      ],
    });
    expect(report.kind === "staged" && placeOfFinding(report, { row: 3 })).toMatchObject({ row: 2, columns: 2 });
    expect(report.kind === "staged" && placeOfFinding(report, { cell: "B17" })).toMatchObject({ row: 16, column: 1 });
  });

  test("of one cell, or of nothing, is not sent", async () => {
    expect(await stageSelection(desk, "YL-S1-01")).toMatchObject({ kind: "blocked", code: "SELECTION_ONE_CELL" });
    host.select("A1:C9");
    expect(await stageSelection(desk, "YL-S1-01")).toMatchObject({ kind: "blocked", code: "SELECTION_EMPTY" });
    host.select("A1:Z9999");
    expect(await stageSelection(desk, "YL-S1-01")).toMatchObject({ kind: "blocked", code: "TOO_LARGE", most: 100_000 });
    expect(hub.asked).toEqual([]);
  });

  test("the hub finds no table in is a refusal with its code", async () => {
    host.type("A1", [["x", "y"]]);
    host.select("A1:B1");
    expect(await stageSelection(desk, "YL-S1-01")).toMatchObject({ kind: "refusal", code: "NO_TABLE" });
  });
});

describe("A file", () => {
  test("is followed until it is checked", async () => {
    const steps = [staging("STAGING", 0), staging("STAGING", 1), staging("CHECKED", 2)];
    const last = steps[2] ?? null;
    hub.importProgress = async () => ({ kind: "ok", data: (steps.shift() ?? null) as never });
    hub.import = async () => ({ kind: "ok", data: last as never });
    const seen: number[] = [];
    const report = await uploadFile(desk, new Blob(["x"]), "名册.xlsx", "YL-S1-01", {
      onProgress: ({ progress }) => seen.push(progress.done),
      pauseMs: 1,
    });
    expect(report).toMatchObject({ kind: "staged", import: { status: "CHECKED" }, place: null });
    expect(seen).toEqual([0, 1, 2]);
  });

  test("may be stopped while the hub is reading", async () => {
    hub.import = async () => ({ kind: "ok", data: staging("STAGING", 0) });
    const stop = new AbortController();
    const report = uploadFile(desk, new Blob(["x"]), "名册.xlsx", "YL-S1-01", {
      signal: stop.signal,
      onProgress: () => stop.abort(),
      pauseMs: 5,
    });
    expect(await report).toEqual({ kind: "stopped" });
  });
});

describe("Writing the staged rows", () => {
  test("asked again after a lost answer uses the same batch id, and a new one after the receipt", async () => {
    hub.line = "deaf";
    await commitImport(desk, "i1");
    desk = openDesk(host, hub, { newId: () => `batch-${++ids}` });
    hub.line = "open";
    expect(await commitImport(desk, "i1")).toMatchObject({ kind: "committed" });
    await commitImport(desk, "i1");
    const [first, again, other] = hub.asked;
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });
});
