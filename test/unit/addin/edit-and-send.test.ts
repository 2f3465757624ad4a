/** What people do with a bound table, from inserting it to the receipt, on a workbook and a hub in memory. */
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { openDesk, type Desk } from "../../../addin/actions/desk.js";
import { insertTable } from "../../../addin/actions/insert.js";
import { findPending, type PendingReport, setReason } from "../../../addin/actions/pending.js";
import { refreshAll } from "../../../addin/actions/refresh.js";
import { resolveConflict, resolveConflicts } from "../../../addin/actions/resolve.js";
import { check, send, type SendDone, type SendReport } from "../../../addin/actions/send.js";
import { watchEdits } from "../../../addin/actions/watch.js";
import { fixFigures } from "../../../addin/actions/fixes.js";
import { undoAll, undoEdit } from "../../../addin/actions/undo.js";
import { describeCell } from "../../../addin/actions/cell.js";
import { MemoryHost } from "../../../addin/host/memory/memory-host.js";
import { cellAt } from "../../../addin/sheet/place.js";
import { MemoryHub } from "./memory-hub.js";

const COLLEGES = ["YL-S1-01", "YL-S1-02", "YL-S1-03"];
let host: MemoryHost;
let hub: MemoryHub;
let desk: Desk;

// The table lies in A1:D8: labels in A, 培训人次 in B, 到账额 in C, status in D; data in rows 5–7, total in row 8.
beforeEach(async () => {
  host = new MemoryHost({ name: "月报.xlsx", sheets: ["月报"] });
  hub = new MemoryHub();
  COLLEGES.forEach((college, index) => {
    hub.set("TR01", college, "2026M10", ["412", "536", "318"][index] ?? null);
    hub.set("FN01", college, "2026M10", ["18600.00", "31200.5", "12450"][index] ?? null);
  });
  hub.set("TR02", "YL-S1", "2026M10", "1100");
  desk = newDesk();
  const report = await insertTable(desk, {
    organizations: COLLEGES,
    columns: [
      { indicator: "TR01", period: "2026M10" },
      { indicator: "FN01", period: "2026M10" },
    ],
    title: "社会培训月报",
    total: { organization: "YL-S1" },
  });
  expect(report).toMatchObject({ kind: "inserted", cells: 6 });
});

let ids = 0;
function newDesk(): Desk {
  return openDesk(host, hub, {
    clock: () => new Date("2026-11-03T01:40:00Z"),
    newId: () => `batch-${++ids}`,
    describe: (finding) => finding.code,
  });
}

async function pending(): Promise<PendingReport> {
  const report = await findPending(desk);
  if (report.kind !== "found") throw new Error(report.kind);
  return report;
}

function sent(report: SendReport): SendDone {
  if (report.kind !== "sent" && report.kind !== "checked") throw new Error(JSON.stringify(report));
  return report;
}

describe("A table just inserted", () => {
  test("shows names, units, numbers and a total of what the hub holds", async () => {
    expect(host.content("A1")).toBe("社会培训月报");
    expect(host.content("B3")).toBe("培训人次");
    expect(host.content("C4")).toBe("元");
    expect([host.content("A6"), host.content("B6"), host.content("C6")]).toEqual(["智能制造学院", 536, 31200.5]);
    expect([host.content("A8"), host.content("B8"), host.content("C8")]).toEqual(["合计（中枢已收）", 1266, 62250.5]);
    expect(host.format("C6")).toBe("#,##0.00");
  });

  test("has nothing pending, and counted cells are told from reported ones", async () => {
    expect((await pending()).cells).toEqual([]);
    expect(host.markOf("B5")?.state).toBe("computed");
    expect(host.markOf("C5")?.state).toBe("reported");
  });

  test("shows where a counted figure was overridden, and how complete a sum is", async () => {
    hub.set("TR01", "YL-S1-01", "2026M10", "430", { source: "EXCEL", status: "DRAFT", computedValue: "412" });
    hub.set("FN01", "YL-S1-02", "2026M10", "31200.5", { source: "ROLLED_UP", coverage: { have: 2, of: 3 } });
    await refreshAll(desk);
    expect(host.markOf("B5")?.state).toBe("override");
    // Kept in the workbook, and there again when it is opened.
    desk = newDesk();
    await findPending(desk);
    expect(host.markOf("B5")?.state).toBe("override");
    expect(await describeCell(desk, cellAt("月报", 4, 1))).toMatchObject({
      mark: "override",
      known: { computed: "412" },
    });
    expect(await describeCell(desk, cellAt("月报", 5, 2))).toMatchObject({ known: { coverage: [2, 3] } });
  });

  test("will not be put over something that is already there", async () => {
    const again = await insertTable(desk, {
      organizations: COLLEGES,
      columns: [{ indicator: "TR01", period: "2026" }],
      title: "",
    });
    expect(again).toMatchObject({ kind: "blocked", code: "PLACE_NOT_EMPTY" });
  });

  test("takes a figure that may not be summed from the whole's own figure", async () => {
    host.select("月报!H1");
    await insertTable(desk, {
      organizations: COLLEGES,
      columns: [{ indicator: "TR02", period: "2026M10" }],
      title: "人数",
      total: { organization: "YL-S1" },
    });
    expect(host.content("I8")).toBe(1100);
    expect(host.format("I8")).toContain("≠Σ");
  });
});

describe("Typing over a cell", () => {
  test("makes it pending, with what was there and what it is now", async () => {
    host.type("C6", 31850);
    const report = await pending();
    expect(report.cells).toMatchObject([
      {
        address: "月报!C6",
        key: { indicator: "FN01", organization: "YL-S1-02", period: "2026M10" },
        base: { value: "31200.5", version: 1 },
        value: "31850",
        state: "pending",
        needsReason: false,
      },
    ]);
    expect(host.markOf("C6")).toMatchObject({ state: "pending", format: expect.stringContaining('"待"') });
    expect(host.content("D6")).toBe("待 1");
    expect(hub.asked).toEqual(["figureGrid"]);
  });

  test("a number written in words is refused in the sheet, with its reading offered, and one press takes it", async () => {
    host.type("B5", "一百三十");
    const [cell] = (await pending()).cells;
    expect(cell).toMatchObject({
      state: "refused",
      value: null,
      findings: [{ code: "NOT_A_NUMBER", suggestion: "130" }],
    });
    expect(host.markOf("B5")).toMatchObject({ state: "refused", note: "NOT_A_NUMBER" });
    await fixFigures(desk, [{ id: cell?.id ?? "", kind: "reading", from: "一百三十", to: "130" }]);
    expect((await pending()).cells).toMatchObject([{ state: "pending", value: "130" }]);
  });

  test("typing the old number back leaves nothing pending", async () => {
    host.type("B5", 999);
    expect((await pending()).cells).toHaveLength(1);
    host.type("B5", 412);
    expect((await pending()).cells).toEqual([]);
    expect(host.content("D5")).toBe("");
  });

  test("an edit survives sorting, inserted rows and columns, a renamed sheet and closing the workbook", async () => {
    host.type("C6", 31850);
    host.sort("A5:C7", 1, true);
    host.insertRows("月报", 4, 2);
    host.insertColumn("月报", 1);
    host.renameSheet("月报", "10 月");
    host.select("10 月!A1");
    desk = newDesk();
    expect((await pending()).cells).toMatchObject([
      { address: "10 月!D7", key: { indicator: "FN01", organization: "YL-S1-02" }, value: "31850" },
    ]);
  });

  test("a deleted row is no edit, and a row of a stranger is named", async () => {
    host.deleteRows("月报", 5);
    host.insertRows("月报", 6);
    host.type("A7", [["外来学院", 5]]);
    host.type("A8", "又一学院");
    const report = await pending();
    expect(report.cells).toEqual([]);
  });

  test("clearing a reported cell clears the figure; the formula people wrote stays and its result is sent", async () => {
    host.type("C5", "");
    expect((await pending()).cells).toMatchObject([{ typed: "", value: null, state: "pending" }]);
  });

  test("undo puts back what the hub said, one or all", async () => {
    host.type("C5", 1);
    host.type("C6", 2);
    const [first] = (await pending()).cells;
    await undoEdit(desk, first?.id ?? "");
    expect([host.content("C5"), host.content("C6")]).toEqual([18600, 2]);
    const report = await undoAll(desk);
    expect(report).toMatchObject({ kind: "undone", cells: 1, pending: { cells: [] } });
    expect(host.content("C6")).toBe(31200.5);
    expect(host.markOf("C6")?.state).toBe("reported");
  });

  test("a locked cell says so at once", async () => {
    hub.set("FN01", "YL-S1-01", "2026M10", "18600", { status: "LOCKED", writable: false });
    await refreshAll(desk);
    expect(host.markOf("C5")?.state).toBe("locked");
    host.type("C5", 1);
    expect((await pending()).cells).toMatchObject([
      { state: "refused", findings: [{ code: "LOCKED", suggestion: "18600" }] },
    ]);
  });
});

describe("Checking and sending", () => {
  test("checking tells of every cell and writes nothing", async () => {
    host.type("C5", 20000);
    host.type("B5", 500);
    const report = sent(await check(desk));
    expect(report).toMatchObject({ kind: "checked", written: 1, refused: 1 });
    expect(report.pending.cells.map(({ state }) => state).sort()).toEqual(["pending", "refused"]);
    expect(hub.get("FN01", "YL-S1-01", "2026M10")).toBe("18600.00");
  });

  test("sending writes, quiets the cells and brings the total up to date", async () => {
    host.type("C5", 20000.25);
    const report = sent(await send(desk));
    expect(report).toMatchObject({
      kind: "sent",
      written: 1,
      replayed: false,
      pending: { cells: [], outstanding: null },
    });
    expect(hub.get("FN01", "YL-S1-01", "2026M10")).toBe("20000.25");
    expect(host.content("C8")).toBe(63650.75);
    expect(host.markOf("C5")?.state).toBe("reported");
    expect(host.content("D5")).toBe("");
  });

  test("an override of a counted figure goes in once it has a reason", async () => {
    host.type("B5", 500);
    expect(sent(await send(desk))).toMatchObject({ refused: 1, written: 0 });
    const [cell] = (await pending()).cells;
    expect(cell).toMatchObject({ state: "refused", needsReason: true });
    await setReason(desk, cell?.id ?? "", "名册未到，先报约数");
    expect(sent(await send(desk))).toMatchObject({ written: 1 });
  });

  test("a lost answer is sent again under the same batch id and counts once", async () => {
    host.type("C5", 20000);
    hub.line = "deaf";
    const lost = await send(desk);
    expect(lost).toMatchObject({ kind: "interrupted", trouble: { kind: "offline" }, done: null });
    expect(lost.kind === "interrupted" && lost.pending.outstanding).toMatchObject({ cells: 1 });

    hub.line = "open";
    desk = newDesk();
    const report = sent(await send(desk));
    expect(report).toMatchObject({ replayed: true, written: 1, pending: { cells: [], outstanding: null } });
    expect(hub.version("FN01", "YL-S1-01", "2026M10")).toBe(2);
  });

  test("what was typed after the answer was lost follows on top of it", async () => {
    host.type("C5", 20000);
    hub.line = "deaf";
    await send(desk);
    host.type("C5", 21000);
    hub.line = "open";
    expect(sent(await send(desk))).toMatchObject({ written: 2, conflicts: 0, pending: { cells: [] } });
    expect(hub.get("FN01", "YL-S1-01", "2026M10")).toBe("21000");
  });

  test("without a line everything stays pending and nothing in the sheet changes", async () => {
    host.type("C5", 20000);
    hub.line = "cut";
    const report = await send(desk);
    expect(report).toMatchObject({ kind: "interrupted", pending: { sendable: 1 } });
    expect(host.content("C5")).toBe(20000);
  });

  test("an accident with a number is not sent again by itself", async () => {
    host.type("C5", 20000);
    hub.nextFailure = { kind: "accident", id: "E-7F3A-2291" };
    expect(await send(desk)).toMatchObject({
      kind: "interrupted",
      trouble: { id: "E-7F3A-2291" },
      pending: { outstanding: null },
    });
    expect(sent(await send(desk))).toMatchObject({ written: 1 });
  });

  test("with all-or-nothing one refused cell keeps the others back", async () => {
    host.type("C5", 20000);
    host.type("B5", 1);
    await send(desk, { atomic: true });
    expect(hub.get("FN01", "YL-S1-01", "2026M10")).toBe("18600.00");
  });
});

describe("Someone else changed the same cell", () => {
  beforeEach(async () => {
    host.type("C6", 31850);
    hub.set("FN01", "YL-S1-02", "2026M10", "31600", { reason: "补录 10 月 30 日到账一笔" });
  });

  async function conflictId(): Promise<string> {
    const [cell] = (await pending()).cells;
    return cell?.id ?? "";
  }

  test("refreshing leaves my number, and shows theirs, who and why", async () => {
    const report = await refreshAll(desk);
    expect(report).toMatchObject({
      kind: "refreshed",
      conflicts: 1,
      changes: [{ from: "31200.5", to: "31600", changedBy: "王珊" }],
    });
    expect(host.content("C6")).toBe(31850);
    const found = await pending();
    expect(found.conflicts).toBe(1);
    expect(found.cells).toMatchObject([
      {
        state: "conflict",
        conflict: {
          base: "31200.5",
          mine: "31850",
          theirs: "31600",
          changedBy: "王珊",
          reason: "补录 10 月 30 日到账一笔",
        },
      },
    ]);
    expect(host.markOf("C6")?.state).toBe("conflict");
  });

  test("sending finds the conflict as well and overwrites nothing", async () => {
    expect(sent(await send(desk))).toMatchObject({ conflicts: 1, written: 0 });
    expect(hub.get("FN01", "YL-S1-02", "2026M10")).toBe("31600");
    expect((await pending()).cells).toMatchObject([{ state: "conflict" }]);
    expect(await send(desk)).toMatchObject({ kind: "nothingToSend" });
  });

  test("mine goes in on top of theirs, with its reason", async () => {
    await send(desk);
    expect(await resolveConflict(desk, await conflictId(), { take: "mine", reason: "" })).toMatchObject({
      code: "REASON_NEEDED",
    });
    await resolveConflict(desk, await conflictId(), { take: "mine", reason: "含 10-31 夜间到账一笔" });
    expect(sent(await send(desk))).toMatchObject({ written: 1 });
    expect(hub.get("FN01", "YL-S1-02", "2026M10")).toBe("31850");
  });

  test("theirs comes into the cell and nothing is left to send", async () => {
    await send(desk);
    const report = await resolveConflict(desk, await conflictId(), { take: "theirs" });
    expect(report).toMatchObject({ kind: "resolved", pending: { cells: [] } });
    expect(host.content("C6")).toBe(31600);
  });

  test("several are settled alike with one reason, and what clashes with nobody is left as it is", async () => {
    hub.set("FN01", "YL-S1-01", "2026M10", "501");
    host.type("C5", 700);
    host.type("C7", 800);
    const conflicts = sent(await send(desk)).pending.cells.filter(({ state }) => state === "conflict");
    expect(conflicts).toHaveLength(2);
    const ids = conflicts.map(({ id }) => id);
    expect(await resolveConflicts(desk, ids, { take: "mine", reason: " " })).toMatchObject({ code: "REASON_NEEDED" });
    const settled = await resolveConflicts(desk, ids, { take: "mine", reason: "已与财务核对" });
    expect(settled).toMatchObject({ kind: "resolved", pending: { conflicts: 0, sendable: 2 } });
    expect(sent(await send(desk))).toMatchObject({ written: 2, pending: { cells: [] } });
    expect([hub.get("FN01", "YL-S1-01", "2026M10"), hub.get("FN01", "YL-S1-02", "2026M10")]).toEqual(["700", "31850"]);
  });

  test("all theirs come into their cells at once", async () => {
    hub.set("FN01", "YL-S1-01", "2026M10", "501");
    host.type("C5", 700);
    const ids = sent(await send(desk)).pending.cells.map(({ id }) => id);
    expect(await resolveConflicts(desk, ids, { take: "theirs" })).toMatchObject({ pending: { cells: [] } });
    expect([host.content("C5"), host.content("C6")]).toEqual([501, 31600]);
  });

  test("a third number is typed for me and goes in on top of theirs", async () => {
    await send(desk);
    await resolveConflict(desk, await conflictId(), { take: "other", value: "31700", reason: "核对后" });
    expect(sent(await send(desk))).toMatchObject({ written: 1, pending: { cells: [] } });
    expect(hub.get("FN01", "YL-S1-02", "2026M10")).toBe("31700");
  });

  test("the same number from both sides is no conflict", async () => {
    hub.set("FN01", "YL-S1-02", "2026M10", "31850.00");
    await refreshAll(desk);
    expect((await pending()).cells).toEqual([]);
  });
});

describe("Refreshing", () => {
  test("brings new values and says what changed, from what, by whom", async () => {
    hub.set("FN01", "YL-S1-03", "2026M10", "12500");
    hub.now = "2026-11-04T01:00:00.000Z";
    const seen: number[] = [];
    const report = await refreshAll(desk, { onProgress: ({ done }) => seen.push(done) });
    expect(report).toMatchObject({
      kind: "refreshed",
      cells: 6,
      changes: [{ from: "12450", to: "12500", changedBy: "王珊" }],
      kept: [],
    });
    expect([host.content("C7"), host.content("C8")]).toEqual([12500, 62300.5]);
    expect(String(host.content("A2"))).toContain("2026-11-04");
    expect(seen.at(-1)).toBe(6);
  });

  test("without a line the values stay and are named as old", async () => {
    hub.line = "cut";
    const report = await refreshAll(desk);
    expect(report).toMatchObject({
      kind: "partial",
      trouble: { kind: "offline" },
      kept: [{ cells: 6, because: "offline" }],
    });
    expect(host.content("C7")).toBe(12450);
  });

  test("stopping keeps what came and names the rest", async () => {
    const stop = new AbortController();
    stop.abort();
    expect(await refreshAll(desk, { signal: stop.signal })).toMatchObject({
      kind: "partial",
      trouble: null,
      kept: [{ because: "stopped" }],
    });
  });

  test("what is typed while the hub answers is not overwritten", async () => {
    hub.set("FN01", "YL-S1-03", "2026M10", "12500");
    hub.meanwhile = () => host.type("C7", 12600);
    await refreshAll(desk);
    expect(host.content("C7")).toBe(12600);
    expect((await pending()).cells).toMatchObject([{ state: "conflict", conflict: { theirs: "12500" } }]);
  });

  test("a formula of one's own is not overwritten; where it now disagrees a person chooses", async () => {
    host = Object.assign(host, { options: { calculate: () => 12450 } });
    host.type("C7", "=C5-6150");
    expect((await pending()).cells).toEqual([]);
    hub.set("FN01", "YL-S1-03", "2026M10", "12500");
    await refreshAll(desk);
    expect(host.content("C7")).toBe("=C5-6150");
    expect((await pending()).cells).toMatchObject([{ state: "conflict", formula: "=C5-6150" }]);
  });
});

describe("The strip under the pane", () => {
  test("says what the selected cell is", async () => {
    expect(await describeCell(desk, { sheet: "月报", row: 5, column: 2, rows: 1, columns: 1 })).toMatchObject({
      kind: "figure",
      address: "月报!C6",
      organizationName: "智能制造学院",
      known: { value: "31200.5" },
      mark: null,
    });
    expect(await describeCell(desk, { sheet: "月报", row: 7, column: 2, rows: 1, columns: 1 })).toMatchObject({
      kind: "total",
    });
    expect(await describeCell(desk, { sheet: "月报", row: 30, column: 2, rows: 1, columns: 1 })).toMatchObject({
      kind: "plain",
    });
  });
});

describe("While somebody types", () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());
  const pause = () => jest.advanceTimersByTimeAsync(5_000);

  test("the hub says what is wrong without being asked, once for each edit, and writes nothing", async () => {
    const reports: (PendingReport | { kind: string })[] = [];
    const stop = await watchEdits(desk, (report) => reports.push(report));
    host.type("月报!B5", 450);
    await pause();
    expect(hub.asked.filter((question) => question === "dryRun")).toHaveLength(1);
    expect(reports.at(-1)).toMatchObject({ kind: "found", refused: 1 });
    expect((reports.at(-1) as PendingReport).cells[0]?.findings.map(({ code }) => code)).toEqual(["REASON_NEEDED"]);
    expect(hub.get("TR01", "YL-S1-01", "2026M10")).toBe("412");

    host.type("月报!C6", 31300);
    await pause();
    expect(hub.asked.filter((question) => question === "dryRun")).toHaveLength(2);
    expect(reports.at(-1)).toMatchObject({ sendable: 1, refused: 1 });
    stop();
  });

  test("without a line nothing is asked and nothing complains", async () => {
    const reports: { kind: string }[] = [];
    const stop = await watchEdits(desk, (report) => reports.push(report));
    hub.line = "cut";
    await desk.hub.info();
    host.type("月报!C5", 18700);
    await pause();
    expect(hub.asked).not.toContain("dryRun");
    expect(reports.map(({ kind }) => kind)).toEqual(["found"]);
    stop();
  });
});
