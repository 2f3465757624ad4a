/**
 * Sending in several batches, with the line cut, the sign-in ended or the workbook closed at every step in turn: nothing
 * typed is lost, and nothing is written twice.
 */
import { beforeEach, expect, test } from "@jest/globals";
import { type Desk, openDesk } from "../../../addin/actions/desk.js";
import { insertTable } from "../../../addin/actions/insert.js";
import { findPending } from "../../../addin/actions/pending.js";
import { send } from "../../../addin/actions/send.js";
import { MemoryHost } from "../../../addin/host/memory/memory-host.js";
import type { Failure } from "../../../addin/hub/hub.js";
import { MemoryHub } from "./memory-hub.js";

const COLLEGES = ["YL-S1-01", "YL-S1-02", "YL-S1-03"];
/** 3 colleges × 200 months: two batches, the first of 500. */
const MONTHS = Array.from({ length: 200 }, (_, index) => `${2010 + Math.floor(index / 12)}M${(index % 12) + 1}`);
const EDITS = COLLEGES.length * MONTHS.length;
const SIGN_IN: Failure = {
  ...{ kind: "refusal", code: "SIGN_IN", args: {} },
  ...{ message: "请先登录", messageEn: "sign in first" },
};

const typed = (row: number, column: number): number => 1000 + row * MONTHS.length + column;

let host: MemoryHost;
let hub: MemoryHub;
let desk: Desk;
let ids = 0;

/** The page anew, as after closing and opening the workbook. */
function open(): void {
  desk = openDesk(host, hub, { clock: () => new Date("2026-11-03T01:40:00Z"), newId: () => `batch-${++ids}` });
}

beforeEach(typeAll);

/** A workbook with every cell of a bound table typed over. */
async function typeAll(): Promise<void> {
  host = new MemoryHost({ name: "补报.xlsx", sheets: ["补报"] });
  hub = new MemoryHub();
  for (const college of COLLEGES) for (const month of MONTHS) hub.set("FN01", college, month, "100");
  open();
  const columns = MONTHS.map((period) => ({ indicator: "FN01", period }));
  expect(await insertTable(desk, { organizations: COLLEGES, columns, title: "补报" })).toMatchObject({ cells: EDITS });
  host.type(
    "补报!B5",
    COLLEGES.map((_, row) => MONTHS.map((_month, column) => typed(row, column))),
  );
  expect(await findPending(desk)).toMatchObject({ sendable: EDITS });
}

/** Sends what is left, and looks at every figure in the hub and every cell in the sheet. */
async function goOn(): Promise<void> {
  hub.line = "open";
  open();
  await send(desk);
  expect(await findPending(desk)).toMatchObject({ cells: [], outstanding: null });
  const held = COLLEGES.flatMap((college) =>
    MONTHS.map((month) => [hub.get("FN01", college, month), hub.version("FN01", college, month)]),
  );
  const wanted = COLLEGES.flatMap((_, row) => MONTHS.map((_month, column) => [String(typed(row, column)), 2]));
  expect(held).toEqual(wanted);
}

/** What happens when the n-th batch of this sending is under way. */
function atBatch(nth: number, happens: () => void): void {
  const before = hub.asked.length;
  hub.meanwhile = () => {
    const batches = hub.asked.slice(before).filter((question) => question === "writeFigures").length;
    if (batches === nth && hub.asked.at(-1) === "writeFigures") happens();
  };
}

test.each([1, 2])("the line breaks before batch %d is heard", async (nth) => {
  atBatch(nth, () => (hub.line = "cut"));
  expect(await send(desk)).toMatchObject({ kind: "interrupted", trouble: { kind: "offline" } });
  hub.meanwhile = null;
  await goOn();
});

test.each([1, 2])("the line breaks when batch %d is written and not yet answered", async (nth) => {
  atBatch(nth, () => (hub.line = "deaf"));
  expect(await send(desk)).toMatchObject({ kind: "interrupted", trouble: { kind: "offline" } });
  hub.meanwhile = null;
  await goOn();
});

test.each([1, 2])("the sign-in has ended when batch %d leaves", async (nth) => {
  atBatch(nth, () => (hub.nextFailure = SIGN_IN));
  expect(await send(desk)).toMatchObject({ kind: "interrupted", trouble: { code: "SIGN_IN" } });
  hub.meanwhile = null;
  const left = nth === 1 ? EDITS : EDITS - 500;
  expect(await findPending(desk)).toMatchObject({ sendable: left, outstanding: { cells: Math.min(left, 500) } });
  await goOn();
});

test("a person stops between two batches", async () => {
  const stop = new AbortController();
  const report = await send(desk, { signal: stop.signal, onProgress: () => stop.abort() });
  expect(report).toMatchObject({ kind: "interrupted", trouble: null, done: { written: 500 } });
  await goOn();
});

test("the workbook is closed at every write into it in turn", async () => {
  let isOver = false;
  for (let step = 1; !isOver; step++) {
    await typeAll();
    const { save, write } = host;
    let left = step;
    const orClose = (): void => {
      if (--left <= 0) throw new Error("closed");
    };
    host.save = async (entries) => (orClose(), save.call(host, entries));
    host.write = async (writes) => (orClose(), write.call(host, writes));
    const report = await send(desk).catch(() => null);
    Object.assign(host, { save, write });
    isOver = report !== null;
    if (isOver) expect(step).toBeGreaterThan(4);
    else await goOn();
  }
});
