/** A sheet that is looked at before it is brought in: its marks, what people mend in it, and that nothing of ours stays. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { type Desk, openDesk } from "../../../addin/actions/desk.js";
import {
  closeIntake,
  commitImport,
  openIntake,
  resumeIntake,
  stageAgain,
  stageSelection,
  uploadFile,
} from "../../../addin/actions/intake.js";
import {
  columnOfSelection,
  findSheetEdits,
  goToColumn,
  goToSent,
  markSheet,
  rowsToMark,
  unmarkSheet,
} from "../../../addin/actions/intake-sheet.js";
import { MemoryHost } from "../../../addin/host/memory/memory-host.js";
import { WpsHost } from "../../../addin/host/wps/wps-host.js";
import { rulesOf } from "../../../addin/host/mark-rules.js";
import type { Finding, Import, ImportRow, StageSelectionInput } from "../../../addin/hub/hub.js";
import { intakeMarks, markingRows, type SentSheet } from "../../../addin/sheet/intake-marks.js";
import { remaining } from "../../../addin/sheet/pace.js";
import { cellAt, parseAddress } from "../../../addin/sheet/place.js";
import { WpsDouble } from "../../support/wps-double.js";
import { MemoryHub } from "./memory-hub.js";

const IDENTITY = "990101200111169982";
const GRID = [
  ["十月名册（示例）", "", "", ""],
  ["序号", "姓名", "证件号码", "学时"],
  [1, "甲某", IDENTITY, 60],
  [2, "乙某", IDENTITY, "六十"],
  [3, "丙某", IDENTITY, 48],
  [4, "丁某", IDENTITY, 24],
];

const column = (letter: string, field: string | null, header: string) => ({
  ...{ letter, header, field, fieldLabel: header, confidence: 1, sample: [], state: field ? "MATCHED" : "UNMAPPED" },
});

function checked(more: Partial<Import> = {}): Import {
  return {
    ...{
      id: "i1",
      file: "名册.xlsx",
      status: "CHECKED",
      createdAt: "",
      createdBy: "李敏",
      findings: [],
      receipt: null,
    },
    organization: { code: "YL-S1-01", name: "信息工程学院" },
    progress: { phase: "ready", done: 4, total: 4 },
    counts: { rows: 4, new: 1, changed: 1, unchanged: 1, refused: 1 },
    tables: [
      {
        ...{ index: 0, sheet: "名册", range: "A2:D6", headerRows: [2], target: "roster", targetLabel: "学员名册" },
        ...{ confidence: 1, skipped: [], totalsChecked: 0 },
        columns: [
          column("A", null, "序号"),
          column("B", "personName", "姓名"),
          column("C", "idNumber", "证件号码"),
          column("D", "hoursDone", "学时"),
        ],
      },
    ],
    ...more,
  };
}

const refusal = (cell: string): Finding => ({
  ...{ code: "NOT_A_NUMBER", severity: "ERROR", args: {}, cell, message: `${cell} 这里要填数字。`, messageEn: "" },
});
const row = (number: number, outcome: ImportRow["outcome"], more: Partial<ImportRow> = {}): ImportRow => ({
  ...{ sheet: "名册", row: number, outcome, label: "某", changes: [], findings: [] },
  ...more,
});
const ROWS: readonly ImportRow[] = [
  row(3, "NEW", { changes: [{ field: "hoursDone", label: "学时", from: null, to: "60" }] }),
  row(4, "REFUSED", { findings: [refusal("D4")] }),
  row(5, "UNCHANGED"),
  row(6, "CHANGED", { changes: [{ field: "hoursDone", label: "学时", from: "20", to: "24" }] }),
];

let host: MemoryHost;
let hub: MemoryHub;
let desk: Desk;
let staged: StageSelectionInput[];
let discarded: string[];
let ids = 0;

beforeEach(() => {
  host = new MemoryHost({ name: "名册.xlsx", sheets: ["名册"] });
  hub = new MemoryHub();
  desk = openDesk(host, hub, { newId: () => `batch-${++ids}` });
  [staged, discarded] = [[], []];
  hub.stageSelection = async (input?: StageSelectionInput) => {
    if (input) staged.push(input);
    return { kind: "ok", data: checked({ id: `i${staged.length}` }) };
  };
  hub.importRows = async (_id?: string, outcome?: unknown) => ({
    kind: "ok",
    data: ROWS.filter((one) => !outcome || one.outcome === outcome) as never[],
  });
  hub.discardImport = async (id?: string) => {
    discarded.push(String(id));
    return { kind: "ok", data: checked({ status: "DISCARDED" }) };
  };
  host.type("名册!A1", GRID);
  host.select("名册!A1:D6");
});

async function lookedAt(): Promise<{ import: Import; sent: SentSheet }> {
  const report = await stageSelection(desk, "YL-S1-01");
  if (report.kind !== "staged" || !report.sent) throw new Error(report.kind);
  return { import: report.import, sent: report.sent };
}

async function marked(edited: readonly number[] = []): Promise<{ import: Import; sent: SentSheet }> {
  const look = await lookedAt();
  const rows = await rowsToMark(desk, look.import);
  if (rows.kind !== "looked") throw new Error(rows.kind);
  expect(await markSheet(desk, look.import, look.sent, rows.rows, edited)).toEqual({ kind: "marked", unmarked: 0 });
  return look;
}

const state = (address: string) =>
  host.marks
    .filter(({ place }) => {
      const at = parseAddress(address);
      return (
        at !== null &&
        place.row <= at.row &&
        at.row < place.row + place.rows &&
        place.column <= at.column &&
        at.column < place.column + place.columns
      );
    })
    .map(({ mark }) => mark.state);

describe("The marks", () => {
  test("outline the table under its title and say of each row and cell what it would come to", async () => {
    await marked();
    expect(state("名册!A1")).toEqual([]);
    expect(state("名册!C2")).toEqual(["found"]);
    expect(state("名册!B3")).toEqual(["fresh"]);
    expect(state("名册!B4")).toEqual([]);
    expect(state("名册!D4")).toEqual(expect.arrayContaining(["refused", "foundRight"]));
    expect(state("名册!A5")).toEqual(expect.arrayContaining(["same", "foundLeft"]));
    expect(state("名册!D6")).toEqual(expect.arrayContaining(["changing", "foundBottom"]));
    expect(state("名册!B6")).toEqual(expect.arrayContaining(["changed"]));
  });

  test("are told by a sign beside their colour, on a cell that can carry one, and never on long digits", async () => {
    await marked();
    const format = (address: string, one: string) =>
      host.marks.find(({ place, mark }) => mark.state === one && place.row === (parseAddress(address)?.row ?? -1))?.mark
        .format;
    expect(format("名册!A3", "fresh")).toContain("新");
    expect(format("名册!A4", "refused")).toContain("拒");
    expect(format("名册!A5", "same")).toContain("同");
    expect(format("名册!A6", "changed")).toContain("变");
    for (const { place, mark } of host.marks)
      if (place.column <= 2 && 2 < place.column + place.columns) expect(mark.format).toBeUndefined();
  });

  test("write nothing into the cells, hold no sentence, and go without a trace", async () => {
    const before = (await host.read([parseAddress("名册!A1:D6")!]))[0];
    await marked();
    expect(host.marks.length).toBeGreaterThan(0);
    expect(JSON.stringify(host.marks)).not.toMatch(/note|\d{15}/);
    expect((await host.read([parseAddress("名册!A1:D6")!]))[0]).toEqual(before);
    await unmarkSheet(desk);
    expect(host.marks).toEqual([]);
    expect(await host.bindings("XUNSHUI_")).toHaveLength(1);
    await closeIntake(desk, checked());
    expect(await host.bindings("XUNSHU")).toEqual([]);
    expect(discarded).toEqual(["i1"]);
    expect(JSON.stringify(await host.load(["intake.open"]))).toBe("[null]");
  });

  test("go with the sheet when rows are put in above it", async () => {
    const { import: found, sent } = await lookedAt();
    host.insertRows("名册", 0, 3);
    await markSheet(desk, found, sent, ROWS);
    expect(state("名册!D7")).toContain("refused");
    expect(state("名册!D4")).toEqual([]);
    await goToSent(desk, sent, cellAt("名册", 3, 3));
    expect(await host.selection()).toMatchObject({ row: 6, column: 3 });
  });

  test("of mended rows say only that they wait for a check", async () => {
    await marked([4]);
    expect(state("名册!A4")).toContain("pending");
    expect(state("名册!D4")).not.toContain("refused");
    expect(state("名册!B3")).toEqual(["fresh"]);
  });

  test("stay few in a sheet where every other row is refused, and it is told how many rows have none", () => {
    const numbers = Array.from({ length: 2_000 }, (_, index) => index + 3);
    const sent: SentSheet = {
      place: { sheet: "名册", row: 0, column: 0, rows: 2_002, columns: 2 },
      values: [["", ""], ["序号", "姓名"], ...numbers.map((n) => [n, "某"])],
      text: [["", ""], ["序号", "姓名"], ...numbers.map((n) => [String(n), "某"])],
    };
    const [table] = checked().tables;
    const { marks, unmarked } = intakeMarks(
      sent,
      [{ ...table!, range: "A2:B2002", columns: table!.columns.slice(0, 2) }],
      numbers.map((n) => (n % 2 ? row(n, "NEW") : row(n, "REFUSED", { findings: [refusal(`A${n}`)] }))),
    );
    expect(rulesOf(marks).length).toBeLessThan(400);
    expect(
      rulesOf(marks)
        .slice(0, 4)
        .map(({ state: one }) => one),
    ).toEqual(["found", "foundLeft", "foundRight", "foundBottom"]);
    expect(rulesOf(marks)[10]?.state).toBe("refused");
    expect(unmarked).toBe(2_000 - 360);
  });
});

describe("A long sheet", () => {
  const ROWS_IN_ALL = 12_000;
  /** New at the top, unchanged below; every four-hundredth row is refused, and one of each kind is changed. */
  const outcomeOf = (n: number): ImportRow["outcome"] =>
    n % 400 === 0 ? "REFUSED" : n === 50 || n === 9_050 ? "CHANGED" : n < 9_000 ? "NEW" : "UNCHANGED";
  const numbers = Array.from({ length: ROWS_IN_ALL }, (_, index) => index + 3);
  const rows = numbers.map((n) => row(n, outcomeOf(n), n % 400 === 0 ? { findings: [refusal(`B${n}`)] } : {}));
  const sent: SentSheet = {
    place: { sheet: "名册", row: 0, column: 0, rows: ROWS_IN_ALL + 2, columns: 2 },
    values: [["", ""], ["序号", "姓名"], ...numbers.map((n) => [n, "某"])],
    text: [["", ""], ["序号", "姓名"], ...numbers.map((n) => [String(n), "某"])],
  };
  const tables = (): Import["tables"] => {
    const [table] = checked().tables;
    return [{ ...table!, range: `A2:B${ROWS_IN_ALL + 2}`, columns: table!.columns.slice(0, 2) }];
  };

  test("has every one of its rows marked: new, changed, the same and refused", async () => {
    const asked: number[] = [];
    hub.importRows = async (_id?: string, _outcome?: unknown, first = 0, after?: number | null) => {
      asked.push(after ?? 0);
      return { kind: "ok", data: rows.slice(after ?? 0, (after ?? 0) + first) as never[] };
    };
    const staged = checked({ tables: tables(), counts: { ...checked().counts, rows: ROWS_IN_ALL } });
    const looked = await rowsToMark(desk, staged);
    if (looked.kind !== "looked") throw new Error(looked.kind);
    expect(asked).toHaveLength(ROWS_IN_ALL / 1_000 + 1);
    expect(await markSheet(desk, staged, sent, looked.rows)).toEqual({ kind: "marked", unmarked: 0 });
    const signs = { NEW: "fresh", CHANGED: "changed", UNCHANGED: "same", REFUSED: "refused" } as const;
    for (const n of [3, 50, 400, 8_999, 9_000, 9_050, 9_200, ROWS_IN_ALL + 2])
      expect([n, state(`名册!A${n}`)]).toEqual([n, expect.arrayContaining([signs[outcomeOf(n)]])]);
    expect(rulesOf(host.marks.map(({ mark }) => mark)).length).toBeLessThan(400);
  });

  test("is looked at row by row, so that the pane never stands still", () => {
    const work = markingRows(sent, tables(), rows, []);
    let steps = 0;
    while (work.next().done !== true) steps++;
    expect(steps).toBeGreaterThanOrEqual(2 * ROWS_IN_ALL);
  });
});

describe("In WPS's double", () => {
  test("the rows are marked as well, the header is the outline, and nothing of it stays", async () => {
    const double = new WpsDouble(["名册"]);
    const wps = new WpsHost(double.application);
    await wps.write([{ place: parseAddress("名册!A1:D6")!, values: GRID }]);
    double.select("名册", "A1:D6");
    desk = openDesk(wps, hub, { newId: () => "batch" });
    const rules = () => double.application.ActiveWorkbook!.Sheets.Item(1).Cells.FormatConditions.Count;
    const { import: found, sent } = await lookedAt();
    expect(await markSheet(desk, found, sent, ROWS)).toEqual({ kind: "marked", unmarked: 0 });
    expect(rules()).toBeGreaterThan(5);
    await closeIntake(desk, found);
    expect(rules()).toBe(0);
    expect((await wps.read([parseAddress("名册!D4")!]))[0]?.values).toEqual([["六十"]]);
  });
});

describe("What people mend", () => {
  test("is found row by row, and a table that grew says so", async () => {
    const { sent } = await lookedAt();
    expect(await findSheetEdits(desk, sent)).toEqual({ kind: "edits", rows: [], isReshaped: false });
    host.type("名册!D4", 60);
    host.insertRows("名册", 0, 1);
    expect(await findSheetEdits(desk, sent)).toEqual({ kind: "edits", rows: [4], isReshaped: false });
    host.insertRows("名册", 4, 1);
    expect(await findSheetEdits(desk, sent)).toMatchObject({ isReshaped: true });
    host.deleteSheet("名册");
    expect(await findSheetEdits(desk, sent)).toEqual({ kind: "gone" });
  });

  test("is checked where the sheet is now, as what it was taken for, and the earlier look is dropped", async () => {
    const { import: found } = await lookedAt();
    host.insertRows("名册", 0, 2);
    host.type("名册!D6", 60);
    const report = await stageAgain(desk, "YL-S1-01", found);
    expect(report).toMatchObject({ kind: "staged", place: { row: 2, rows: 6 } });
    expect(staged[1]).toMatchObject({ address: "A3:D8", target: "roster" });
    expect(staged[1]?.values[3]?.[3]).toBe(60);
    expect(discarded).toEqual(["i1"]);
  });

  test("after the rest went in, leaves the receipt's import alone", async () => {
    const { import: found } = await lookedAt();
    const committed = await commitImport(desk, found.id);
    if (committed.kind !== "committed") throw new Error(committed.kind);
    await stageAgain(desk, "YL-S1-01", { ...found, receipt: committed.receipt });
    expect(discarded).toEqual([]);
  });

  test("is kept when the line is down: the look stays, and the same check goes later", async () => {
    const { import: found, sent } = await lookedAt();
    const answers = hub.stageSelection;
    hub.stageSelection = async () => ({ kind: "offline", since: hub.now });
    expect(await stageAgain(desk, "YL-S1-01", found)).toMatchObject({ kind: "offline" });
    expect(discarded).toEqual([]);
    hub.stageSelection = answers;
    host.type("名册!D4", 60);
    expect(await findSheetEdits(desk, sent)).toMatchObject({ rows: [4] });
    expect(await stageAgain(desk, "YL-S1-01", found)).toMatchObject({ kind: "staged" });
  });
});

describe("The columns", () => {
  test("are pointed at by their header or several cells, not by the one cell that is being mended", async () => {
    const { import: found, sent } = await lookedAt();
    const at = (address: string) => columnOfSelection(desk, sent, found.tables, parseAddress(address)!);
    expect(await at("名册!D2")).toEqual({ table: 0, letter: "D" });
    expect(await at("名册!C1:C6")).toEqual({ table: 0, letter: "C" });
    expect(await at("名册!D4")).toBeNull();
    expect(await at("名册!C2:D6")).toBeNull();
    host.insertRows("名册", 0, 1);
    expect(await at("名册!D3")).toEqual({ table: 0, letter: "D" });
  });

  test("picked in the pane are selected in the sheet", async () => {
    const { import: found, sent } = await lookedAt();
    await goToColumn(desk, sent, found.tables[0]!, "D");
    expect(await host.selection()).toMatchObject({ row: 1, rows: 5, column: 3, columns: 1 });
  });
});

describe("One selected cell", () => {
  test("stands for the filled part of its sheet", async () => {
    host.select("名册!B3");
    expect(await stageSelection(desk, "YL-S1-01")).toMatchObject({ kind: "staged", place: { rows: 6, columns: 4 } });
    expect(staged[0]?.address).toBe("A1:D6");
  });
});

describe("What was left open", () => {
  test("is known after the workbook was closed, and a sheet is checked as it stands now", async () => {
    await lookedAt();
    expect(JSON.stringify(await host.load(["intake.open"]))).not.toContain(IDENTITY);
    desk = openDesk(host, hub, { newId: () => `batch-${++ids}` });
    const open = await openIntake(desk);
    expect(open).toEqual({ id: "i1", file: "名册.xlsx", organization: "YL-S1-01", isSheet: true });
    host.type("名册!D4", 60);
    hub.import = async () => ({ kind: "ok", data: checked() as never });
    expect(await resumeIntake(desk, open!)).toMatchObject({ kind: "staged", sent: { place: { rows: 6 } } });
    expect(staged[1]?.values[3]?.[3]).toBe(60);
    expect(discarded).toEqual(["i1"]);
  });

  test("of a file that was stopped is dropped in the hub, too", async () => {
    hub.import = async () => ({ kind: "ok", data: checked({ id: "1", status: "STAGING" }) as never });
    const stop = new AbortController();
    const report = uploadFile(desk, new Blob(["x"]), "大名册.xlsx", "YL-S1-01", {
      signal: stop.signal,
      onProgress: () => stop.abort(),
      pauseMs: 5,
    });
    expect(await report).toEqual({ kind: "stopped" });
    expect(discarded).toEqual(["1"]);
    expect(await openIntake(desk)).toBeNull();
  });
});

describe("A long writing", () => {
  test("says how long it will still take by its own pace, and nothing while that is a guess", () => {
    const began = { done: 1_000, at: 0 };
    const left = (done: number, at: number, total: number | null = 100_000) => remaining(began, { done, at }, total);
    expect(left(1_000, 9_000)).toBeNull();
    expect(left(5_000, 1_000)).toBeNull();
    expect(left(5_000, 10_000, null)).toBeNull();
    // 400 rows a second, 95,000 to go.
    expect(left(5_000, 10_000)).toEqual({ minutes: 4 });
    expect(left(97_000, 96_000)).toEqual({ seconds: 5 });
    expect(left(100_000, 99_000)).toBeNull();
  });

  test("tells how far it has come while the hub is at it", async () => {
    let finish!: () => void;
    const finished = new Promise<void>((resolve) => (finish = resolve));
    const told: number[] = [];
    hub.import = async () => ({
      kind: "ok",
      data: checked({ status: "COMMITTING", progress: { phase: "committing", done: 3, total: 4 } }) as never,
    });
    const writes = hub.commitImport.bind(hub);
    hub.commitImport = async (id, batch) => (await finished, writes(id, batch));
    const report = commitImport(desk, "i1", {
      pauseMs: 1,
      onProgress: ({ progress }) => (told.push(progress.done), finish()),
    });
    expect(await report).toMatchObject({ kind: "committed" });
    expect(told[0]).toBe(3);
  });
});
