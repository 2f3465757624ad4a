/** A register in the sheet, written: what people do to its rows, what is sent, and what a cut line leaves behind. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { openDesk, type Desk } from "../../../addin/actions/desk.js";
import { fixesOfRow, fixRows, namesForRow } from "../../../addin/actions/fixes.js";
import { refreshAll } from "../../../addin/actions/refresh.js";
import { insertRegister, registerTables } from "../../../addin/actions/register.js";
import {
  findRows,
  loadRowBook,
  resolveRow,
  resolveRows,
  type RowsReport,
  undoRow,
  undoRows,
} from "../../../addin/actions/rows.js";
import { setRowReasons } from "../../../addin/actions/row-reasons.js";
import { checkRows, sendRows, type SendRowsReport } from "../../../addin/actions/send-rows.js";
import type { RegisterSheet, RegisterSheetQuestion } from "../../../addin/hub/registers.js";
import { MemoryHost } from "../../../addin/host/memory/memory-host.js";
import { cellAt } from "../../../addin/sheet/place.js";
import { MemoryHub } from "./memory-hub.js";

let host: MemoryHost;
let hub: MemoryHub;
let desk: Desk;
let ids = 0;

const newDesk = (): Desk =>
  openDesk(host, hub, { clock: () => new Date("2026-11-03T01:40:00Z"), newId: () => `uuid-${++ids}` });

// A: 证书编号, B: 类别, C: 发证日期, D: the row's id; header in row 3, six rows from row 4 on.
beforeEach(async () => {
  host = new MemoryHost({ name: "证书.xlsx", sheets: ["证书"] });
  hub = new MemoryHub();
  desk = newDesk();
  const request = { register: "Credential", columns: ["number", "kind", "issuedOn"], conditions: [], order: [] };
  await insertRegister(desk, { ...request, most: 100, title: "", organization: "YL-S1", at: cellAt("证书", 0, 0) });
});

async function rows(): Promise<RowsReport> {
  const report = await findRows(desk);
  if (report.kind !== "rowsFound") throw new Error(report.kind);
  return report;
}

function sent(report: SendRowsReport): Extract<SendRowsReport, { kind: "rowsSent" | "rowsChecked" }> {
  if (report.kind !== "rowsSent" && report.kind !== "rowsChecked") throw new Error(JSON.stringify(report));
  return report;
}

describe("What people do to the rows of a register", () => {
  test("is nothing, just after it was put in, and nothing after sorting or inserting rows above", async () => {
    expect((await rows()).rows).toEqual([]);
    host.sort("证书!A4:D9", 0, true);
    host.insertRows("证书", 0, 3);
    expect((await rows()).rows).toEqual([]);
  });

  test("is a changed cell, a new row and a deleted row, each by itself", async () => {
    host.type("证书!B5", "专项");
    host.deleteRows("证书", 6, 1);
    host.insertRows("证书", 5, 1);
    host.type("证书!A6", [["ZS-新", "职业技能等级证书", 46296]]);
    const report = await rows();
    expect(report.rows).toMatchObject([
      { kind: "changed", row: "Credential_2", cells: [{ path: "kind", was: "专项职业能力证书", typed: "专项" }] },
      { kind: "new", title: "ZS-新", cells: [{}, {}, { path: "issuedOn", typed: "2026-10-01" }] },
      { kind: "deleted", row: "Credential_4" },
    ]);
    expect(host.markOf("证书!B5")).toMatchObject({ state: "pending" });
  });

  test("a row typed right below the range is new, and one without its required field is refused at once", async () => {
    host.type("证书!A10", [["", "职业技能等级证书", "2026-10-09"]]);
    const report = await rows();
    expect(report.rows).toMatchObject([{ kind: "new", state: "refused", findings: [{ code: "REQUIRED" }] }]);
    expect(host.markOf("证书!A10")).toMatchObject({ state: "refused" });
  });

  test("a copied row is a new one, whichever of the two stands first", async () => {
    host.insertRows("证书", 3, 1);
    host.type("证书!A4", [["ZS-复制", "职业技能等级证书", "2026-10-01", "Credential_1"]]);
    expect((await rows()).rows).toMatchObject([{ kind: "new", title: "ZS-复制" }]);
  });

  test("all of it is taken back in one go: changed, new and deleted rows", async () => {
    host.type("证书!B5", "专项");
    host.type("证书!A10", [["ZS-新", "职业技能等级证书", "2026-10-09"]]);
    host.deleteRows("证书", 6, 2);
    expect((await rows()).rows.map(({ kind }) => kind).sort()).toEqual(["changed", "deleted", "deleted", "new"]);
    const undone = await undoRows(desk);
    expect(undone).toMatchObject({ kind: "rowsDone", report: { rows: [], sendable: 0, lost: [] } });
    expect((await rows()).rows).toEqual([]);
  });

  test("a wiped-out id is no deletion where the row is still there, and lost ids delete nothing", async () => {
    host.type("证书!D6", "");
    expect((await rows()).rows).toEqual([]);
    host.type("证书!D4", [["x"], ["y"], ["z"], ["u"], ["v"], ["w"]]);
    expect(await rows()).toMatchObject({ rows: [], lost: ["证书、称号与荣誉"] });
  });

  test("is taken back one by one", async () => {
    host.type("证书!B5", "专项");
    host.deleteRows("证书", 8, 1);
    for (const { id } of (await rows()).rows) await undoRow(desk, id);
    expect((await rows()).rows).toEqual([]);
    expect(host.content("证书!B5")).toBe("专项职业能力证书");
    expect(host.content("证书!A9")).toBe("ZS-2026-0006");
  });
});

describe("Putting rows right", () => {
  test("with one press for all of a kind is written into the sheet like typing, and can be undone", async () => {
    host.type("证书!A5", "　ZS-2026-0102 ");
    host.type("证书!A6", "ZS-2026-0103\u200B");
    host.type("证书!C7", "2026年10月9日");
    const fixes = (await rows()).rows.flatMap(fixesOfRow);
    expect(fixes).toMatchObject([
      { kind: "space", from: "　ZS-2026-0102 ", to: "ZS-2026-0102", label: "证书编号" },
      { kind: "space", from: "ZS-2026-0103\u200B", to: "ZS-2026-0103" },
      { kind: "date", from: "2026年10月9日", to: "2026-10-09", label: "发证日期" },
    ]);
    // Typed on meanwhile: what was offered for the old text is not put over the new.
    host.type("证书!A6", "ZS-另");
    expect(await fixRows(desk, fixes)).toMatchObject({ kind: "rowsFixed", cells: 2 });
    expect([host.content("证书!A5"), host.content("证书!A6")]).toEqual(["ZS-2026-0102", "ZS-另"]);
    const report = await rows();
    expect(report.rows.flatMap(fixesOfRow)).toEqual([]);
    await undoRow(desk, report.rows[0]?.id ?? "");
    expect(host.content("证书!A5")).toBe("ZS-2026-0002");
  });

  test("offers the nearest names of the hub's own list, and none while there is no line", async () => {
    host.type("证书!B5", "职业技能证书");
    sent(await checkRows(desk));
    const [row] = (await rows()).rows;
    if (!row) throw new Error("the edited row is not there");
    expect(row).toMatchObject({ state: "refused", findings: [{ code: "UNKNOWN_CODE" }] });
    const [nearest] = await namesForRow(desk, row);
    expect(nearest).toMatchObject({ kind: "name", from: "职业技能证书", to: "职业技能等级证书", label: "类别" });
    hub.line = "cut";
    expect(await namesForRow(desk, row)).toEqual([]);
    hub.line = "open";
    if (nearest) await fixRows(desk, [nearest]);
    expect(sent(await sendRows(desk)).counts).toMatchObject({ WRITTEN: 1, REFUSED: 0 });
  });
});

describe("The baseline of a long table", () => {
  const ROWS = 10_000;
  const long = ({ register, columns, first, after }: RegisterSheetQuestion): RegisterSheet => {
    const from = Number(after ?? 0);
    const numbers = Array.from({ length: Math.min(first, ROWS - from) }, (_, index) => from + index + 1);
    return {
      ...{ register, label: "证书", total: ROWS, asOf: hub.now },
      next: from + numbers.length < ROWS ? String(from + numbers.length) : null,
      columns: columns.map((path) => ({
        path,
        label: path,
        kind: "text",
        writable: true,
        required: false,
        list: null,
      })),
      ...{ ids: numbers.map((n) => `Credential_${n}`), versions: numbers.map(() => 1) },
      values: numbers.map((n) => columns.map((path) => `${path} ${n}`)),
    };
  };

  test("is read once however often people type, and anew once the hub has told something else", async () => {
    hub.sheets = long;
    const request = { register: "Credential", columns: ["number", "kind", "issuedOn"], conditions: [], order: [] };
    await insertRegister(desk, { ...request, most: ROWS, title: "", organization: null, at: cellAt("证书", 0, 6) });
    const baseline = async () => (await registerTables(desk)).find(({ table }) => table.rows.length === ROWS)?.table;
    const before = await baseline();
    expect(before?.rows[ROWS - 1]).toEqual({ id: "Credential_10000", version: 1, values: expect.anything() });
    host.type("证书!H9004", "改过");
    expect((await rows()).rows).toMatchObject([{ row: "Credential_9001", cells: [{ typed: "改过" }] }]);
    expect(await baseline()).toBe(before);
    hub.sheets = (question) => {
      const sheet = long(question);
      return { ...sheet, values: sheet.values.map((row) => [row[0] ?? null, "新类别", row[2] ?? null]) };
    };
    expect((await refreshAll(desk)).kind).toBe("refreshed");
    expect((await baseline())?.rows[0]?.values[1]).toBe("新类别");
    expect((await rows()).rows).toMatchObject([{ row: "Credential_9001", cells: [{ typed: "改过" }] }]);
  });
});

describe("Sending rows", () => {
  test("writes new and changed ones, deletes only when told to, and all is quiet afterwards", async () => {
    host.type("证书!B5", "专项");
    host.type("证书!A10", [["ZS-新", "职业技能等级证书", "2026-10-09"]]);
    host.deleteRows("证书", 3, 1);
    expect(sent(await sendRows(desk)).counts).toMatchObject({ WRITTEN: 2, REFUSED: 0 });
    expect((await rows()).rows).toMatchObject([{ kind: "deleted", row: "Credential_1" }]);
    expect(sent(await sendRows(desk, { withDeletions: true })).report.rows).toEqual([]);
    expect(hub.rows.get("Credential_2")?.fields).toEqual({ kind: "专项" });
    host.type("证书!B9", "改");
    expect((await rows()).rows).toMatchObject([{ kind: "changed", row: expect.stringContaining("Credential_uuid") }]);
  });

  test("asks why where the hub must know, one by one or for all, sends what was said, and forgets it with the edit", async () => {
    hub.asksWhy = true;
    host.deleteRows("证书", 5, 2);
    host.type("证书!B4", "专项");
    const refused = sent(await sendRows(desk, { withDeletions: true })).report;
    expect(refused.rows).toMatchObject([
      { kind: "deleted", state: "refused", needsReason: true, reason: null },
      { kind: "deleted", state: "refused", needsReason: true, reason: null },
    ]);
    const [first, second] = refused.rows.map(({ id }) => id);
    if (first === undefined || second === undefined) throw new Error("two rows were deleted");
    const said = await setRowReasons(desk, [first, second], " 重复登记 ");
    expect(said).toMatchObject({
      kind: "rowsFound",
      sendable: 2,
      rows: [{ reason: "重复登记" }, { reason: "重复登记" }],
    });
    // A new page knows it still.
    desk = newDesk();
    await setRowReasons(desk, [second], "已注销");
    expect((await undoRow(desk, first)).kind).toBe("rowsDone");
    const done = sent(await sendRows(desk, { withDeletions: true }));
    expect(done.report.rows).toEqual([]);
    expect([...hub.rowReasons.values()]).toEqual(["已注销"]);
    expect((await loadRowBook(host)).reasons).toEqual({});
  });

  test("says of each refused row why, keeps it, and sends it again once put right", async () => {
    host.type("证书!B5", "无此类别");
    host.type("证书!B6", "专项");
    expect(sent(await checkRows(desk)).counts).toMatchObject({ REFUSED: 1, WRITTEN: 1 });
    expect(hub.rowWrites).toEqual([]);
    const report = sent(await sendRows(desk));
    expect(report.report.rows).toMatchObject([{ state: "refused", findings: [{ code: "UNKNOWN_CODE" }] }]);
    expect(host.markOf("证书!B5")).toMatchObject({ state: "refused" });
    host.type("证书!B5", "专项");
    expect(sent(await sendRows(desk)).report.rows).toEqual([]);
  });

  test("settles all rows in conflict alike, but one the other side deleted, and what does not clash stays to be sent", async () => {
    hub.setRow("Credential_2", { kind: "他的" });
    hub.setRow("Credential_3", { kind: "他的" });
    host.type("证书!A5", [["ZS-改", "我的"]]);
    host.type("证书!B6", "我的");
    const { rows: clashing } = sent(await sendRows(desk)).report;
    const ids = clashing.map(({ id }) => id);
    expect(clashing.map(({ state }) => state)).toEqual(["conflict", "conflict"]);
    expect(await resolveRows(desk, [], "theirs")).toMatchObject({ kind: "blocked", code: "NO_SUCH_EDIT" });
    const done = await resolveRows(desk, ids, "theirs");
    expect([host.content("证书!B5"), host.content("证书!B6"), host.content("证书!A5")]).toEqual([
      "他的",
      "他的",
      "ZS-改",
    ]);
    expect(done).toMatchObject({ report: { conflicts: 0, sendable: 1, rows: [{ cells: [{ path: "number" }] }] } });
    expect(sent(await sendRows(desk)).counts).toMatchObject({ WRITTEN: 1, CONFLICT: 0 });
    expect(hub.rows.get("Credential_2")?.fields).toMatchObject({ number: "ZS-改", kind: "他的" });
  });

  test("comes back with both sides where somebody else changed the same field, and goes on as was chosen", async () => {
    hub.setRow("Credential_2", { kind: "他的" });
    hub.setRow("Credential_3", { kind: "他的" });
    host.type("证书!B5", [["我的"], ["我的"]]);
    const report = sent(await sendRows(desk)).report;
    expect(report).toMatchObject({ conflicts: 2, sendable: 0 });
    const [first, second] = report.rows.map(({ id }) => id);
    expect(await resolveRow(desk, first ?? "", {})).toMatchObject({ kind: "blocked", code: "CHOICE_MISSING" });
    await resolveRow(desk, first ?? "", { kind: "mine" });
    await resolveRow(desk, second ?? "", { kind: "theirs" });
    expect(host.content("证书!B6")).toBe("他的");
    expect(sent(await sendRows(desk))).toMatchObject({ counts: { WRITTEN: 1 }, report: { rows: [] } });
    expect(hub.rows.get("Credential_2")?.fields["kind"]).toBe("我的");
  });
});

describe("A row deleted here that somebody else changed", () => {
  const clashing = async (): Promise<string> => {
    hub.setRow("Credential_2", { kind: "他的" });
    host.deleteRows("证书", 4, 1);
    const { report } = sent(await sendRows(desk, { withDeletions: true }));
    expect(report).toMatchObject({ conflicts: 1, rows: [{ kind: "deleted", row: "Credential_2" }] });
    return report.rows[0]?.id ?? "";
  };

  test("is deleted over their change once that was chosen", async () => {
    const id = await clashing();
    expect(await resolveRow(desk, id, {})).toMatchObject({ kind: "blocked", code: "CHOICE_MISSING" });
    expect(await resolveRow(desk, id, "mine")).toMatchObject({ report: { conflicts: 0, deletions: 1 } });
    expect(sent(await sendRows(desk, { withDeletions: true }))).toMatchObject({
      counts: { WRITTEN: 1 },
      report: { rows: [] },
    });
    expect(hub.rows.has("Credential_2")).toBe(false);
  });

  test("comes back into the sheet where theirs was chosen, and waits for nothing any more", async () => {
    await clashing();
    const ids = (await rows()).rows.map(({ id }) => id);
    expect(await resolveRows(desk, ids, "theirs")).toMatchObject({ kind: "rowsDone", report: { rows: [] } });
    expect(host.content("证书!D9")).toBe("Credential_2");
    expect(hub.rowWrites).toEqual([]);
    host.type("证书!B9", "我的");
    expect(sent(await sendRows(desk)).report.rows).toMatchObject([
      { state: "conflict", conflict: { theirVersion: 2 } },
    ]);
  });
});

describe("A row settled for mine, of which somebody else changed more than what clashed", () => {
  const settled = async (): Promise<void> => {
    hub.setRow("Credential_2", { number: "他号", kind: "他的" });
    host.type("证书!B5", "我的");
    const [clash] = sent(await sendRows(desk)).report.rows;
    await resolveRow(desk, clash?.id ?? "", { kind: "mine" });
  };

  test("goes over theirs where that was chosen, before the rest is seen and after it was sent", async () => {
    await settled();
    expect(sent(await sendRows(desk)).counts).toMatchObject({ WRITTEN: 1, CONFLICT: 0 });
    host.type("证书!B5", "还是我的");
    expect(sent(await sendRows(desk)).counts).toMatchObject({ WRITTEN: 1, CONFLICT: 0 });
    expect(hub.rows.get("Credential_2")?.fields).toMatchObject({ number: "他号", kind: "还是我的" });
  });

  test.each([
    ["not sent yet", async () => undefined],
    ["sent already", async () => void (await sendRows(desk))],
    [
      "refreshed while something else was typed",
      async () => (host.type("证书!A5", "我号"), void (await refreshAll(desk))),
    ],
  ])("writes over nothing else of theirs unseen: %s", async (_when, between) => {
    await settled();
    await between();
    host.type("证书!A5", "我号");
    const { report } = sent(await sendRows(desk));
    expect(report.rows[0]?.conflict?.fields).toContainEqual(
      expect.objectContaining({ field: "number", mine: "我号", theirs: "他号" }),
    );
    expect(hub.rows.get("Credential_2")?.fields["number"]).toBe("他号");
    // Once it was seen and chosen, it goes.
    const choices = Object.fromEntries(
      (report.rows[0]?.conflict?.fields ?? []).map(({ field }) => [field, "mine" as const]),
    );
    await resolveRow(desk, report.rows[0]?.id ?? "", choices);
    expect(sent(await sendRows(desk)).counts).toMatchObject({ WRITTEN: 1, CONFLICT: 0 });
    expect(hub.rows.get("Credential_2")?.fields).toMatchObject({ number: "我号", kind: "我的" });
  });
});

describe("A line that is cut while rows are sent", () => {
  const typeBoth = (): void => {
    host.type("证书!B5", "专项");
    host.type("证书!A10", [["ZS-新", "职业技能等级证书", "2026-10-09"]]);
  };
  const goOn = async (): Promise<void> => {
    hub.line = "open";
    desk = newDesk();
    expect(sent(await sendRows(desk)).report.rows).toEqual([]);
    expect(hub.rowWrites).toEqual(["Credential_2", expect.stringContaining("uuid")]);
    expect([...hub.rows.values()].filter(({ fields }) => fields["number"] === "ZS-新")).toHaveLength(1);
  };

  test("before the hub heard: all is still there, and goes once", async () => {
    typeBoth();
    hub.line = "cut";
    expect(await sendRows(desk)).toMatchObject({ kind: "rowsInterrupted", report: { outstanding: { rows: 2 } } });
    expect(host.content("证书!A10")).toBe("ZS-新");
    await goOn();
  });

  test("after the hub heard and before the answer came: the receipt is asked for again, nothing goes in twice", async () => {
    typeBoth();
    hub.line = "deaf";
    expect(await sendRows(desk)).toMatchObject({ kind: "rowsInterrupted" });
    await goOn();
  });

  test("with the page closed, and the sheet sorted before it is opened again", async () => {
    typeBoth();
    hub.line = "deaf";
    await sendRows(desk);
    host.sort("证书!A4:D10", 0, true);
    await goOn();
  });

  test("at every write into the workbook in turn, as when Excel is closed", async () => {
    for (let step = 1; step < 12; step++) {
      hub = new MemoryHub();
      host = new MemoryHost({ name: "证书.xlsx", sheets: ["证书"] });
      desk = newDesk();
      const request = { register: "Credential", columns: ["number", "kind", "issuedOn"], conditions: [], order: [] };
      await insertRegister(desk, { ...request, most: 100, title: "", organization: "YL-S1", at: cellAt("证书", 0, 0) });
      typeBoth();
      const save = host.save.bind(host);
      const write = host.write.bind(host);
      let left = step;
      const orClose = (): void => {
        if (--left <= 0) throw new Error("closed");
      };
      host.save = async (entries) => (orClose(), save(entries));
      host.write = async (writes) => (orClose(), write(writes));
      await sendRows(desk).catch(() => undefined);
      Object.assign(host, { save, write });
      await goOn();
    }
  });

  test("by an error of the hub, or by a person: what was typed stays pending", async () => {
    typeBoth();
    hub.nextFailure = { kind: "accident", id: "A-1" };
    expect(await sendRows(desk)).toMatchObject({ kind: "rowsInterrupted", report: { sendable: 2, outstanding: null } });
    const stop = new AbortController();
    stop.abort();
    expect(await sendRows(desk, { signal: stop.signal })).toMatchObject({ kind: "rowsInterrupted", trouble: null });
    await goOn();
  });
});
