import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import {
  askFigure,
  cell,
  holdClass,
  key,
  send,
  startFigureHub,
  write,
  type CellInput,
  type FigureHub,
  type Receipt,
} from "./figure-fixture.js";

let hub: FigureHub;
beforeAll(async () => {
  hub = await startFigureHub();
  await holdClass(hub, "S-1", "2026-09-12", [{ hash: "a" }, { hash: "b" }]);
}, 60_000);
afterAll(() => hub.stop());

const outcomes = (receipt: Receipt) => receipt.cells.map(({ outcome, findings }) => findings[0]?.code ?? outcome);
/** Everything a write could leave behind. */
const rowCounts = async (of: FigureHub) =>
  (await of.sql("select (select count(*) from figure) as figures, (select count(*) from figure_revision) as revisions, (select count(*) from batch) as batches"))[0]; // prettier-ignore
const history = async (indicator: string, organization: string, period: string) =>
  (
    await hub.graphql<{
      figureHistory: {
        version: number;
        value: string | null;
        source: string;
        changedBy: string;
        reason: string | null;
        place: string | null;
        batchId: string;
      }[];
    }>(
      `query ($key: FigureKeyInput!) { figureHistory(key: $key) { version value source changedAt changedBy reason batchId importId place } }`,
      { key: key(indicator, organization, period) },
    )
  ).data.figureHistory;

test("a cell that is sent becomes a figure with its first revision: who, why and from which cell", async () => {
  const receipt = await write(
    hub,
    [cell("S-1", "１，２００.50元", { period: "2026M01", place: "'到账 月报'!C7", reason: "首次填报" })],
    { actor: "王珊", origin: "到账月报.xlsx" },
  );
  expect(receipt).toMatchObject({ written: 1, unchanged: 0, conflicts: 0, refused: 0, replayed: false, dryRun: false });
  expect(receipt.cells[0]?.figure).toMatchObject({
    value: "1200.5",
    version: 1,
    status: "DRAFT",
    source: "EXCEL",
    changedBy: "王珊",
    reason: "首次填报",
    writable: true,
  });
  expect(await askFigure(hub, "FN01", "S-1", "2026M01")).toEqual(receipt.cells[0]?.figure);
  expect(await history("FN01", "S-1", "2026M01")).toMatchObject([
    {
      version: 1,
      value: "1200.5",
      source: "EXCEL",
      changedBy: "王珊",
      reason: "首次填报",
      place: "到账月报.xlsx › 到账 月报 › C7",
      batchId: receipt.batchId,
    },
  ]);
});

test("the same batch sent again gets the same receipt and changes nothing", async () => {
  const batchId = crypto.randomUUID();
  const cells = [cell("S-1", "5", { period: "2026M02" })];
  const first = await write(hub, cells, { batchId });
  const before = await rowCounts(hub);
  const second = await write(hub, cells, { batchId });
  expect(second).toEqual({ ...first, replayed: true });
  expect(await rowCounts(hub)).toEqual(before);
});

test("a batch id used for other contents is refused", async () => {
  const batchId = crypto.randomUUID();
  await write(hub, [cell("S-1", "5", { period: "2026M03" })], { batchId });
  const { errors } = await send(hub, [cell("S-1", "6", { period: "2026M03" })], { batchId });
  expect(errors?.[0]?.extensions).toMatchObject({ code: "BATCH_DIFFERS", args: { batchId } });
  expect((await askFigure(hub, "FN01", "S-1", "2026M03")).value).toBe("5");
  expect((await send(hub, [], { batchId: "not-a-uuid" })).errors?.[0]?.extensions).toMatchObject({ code: "BATCH_ID" });
});

test("a figure somebody else changed is a conflict with both values; one that says the same merges by itself", async () => {
  const at = { period: "2026M04" };
  await write(hub, [cell("S-1", "30.00", at)], { actor: "李明" });
  await write(hub, [cell("S-1", "31.60", { ...at, baseVersion: 1, reason: "补报" })], { actor: "王珊" });
  const receipt = await write(hub, [cell("S-1", "31.85", { ...at, baseVersion: 1, place: "G6" })], { actor: "李明" });
  expect(receipt).toMatchObject({ written: 0, conflicts: 1 });
  expect(receipt.cells[0]).toMatchObject({
    outcome: "CONFLICT",
    conflict: { base: "30", mine: "31.85", theirs: "31.6", theirVersion: 2, changedBy: "王珊", reason: "补报" },
    figure: { value: "31.6", version: 2 },
  });
  const same = await write(hub, [cell("S-1", "31.6", { ...at, baseVersion: 1 })], { actor: "李明" });
  expect(same.cells[0]).toMatchObject({ outcome: "UNCHANGED", figure: { version: 2 }, conflict: null });
  expect(await history("FN01", "S-1", "2026M04")).toHaveLength(2);
});

test("a dry run answers as the write would, and leaves nothing, not even a receipt", async () => {
  const cells = [cell("S-1", "7", { period: "2026M05" }), cell("nobody", "1"), cell("S-1", "9", { period: "2026M04" })];
  const before = await rowCounts(hub);
  const batchId = crypto.randomUUID();
  const dry = await write(hub, cells, { batchId, dryRun: true });
  expect(await rowCounts(hub)).toEqual(before);
  const wet = await write(hub, cells, { batchId });
  expect(wet.replayed).toBe(false);
  const untimed = (receipt: Receipt) =>
    receipt.cells.map((one) => ({ ...one, figure: one.figure && { ...one.figure, changedAt: null } }));
  expect(untimed(dry)).toEqual(untimed(wet));
  expect([dry.written, dry.conflicts, dry.refused]).toEqual([1, 1, 1]);
});

test("all or nothing: one refused cell keeps the good ones out, each says so, and the batch may be corrected under its own id", async () => {
  const batchId = crypto.randomUUID();
  const before = await rowCounts(hub);
  const receipt = await write(
    hub,
    [cell("S-1", "1", { period: "2026M06" }), cell("S-1", "one", { period: "2026M07" })],
    { batchId, atomic: true },
  );
  expect(outcomes(receipt)).toEqual(["NOT_WRITTEN", "NOT_A_NUMBER"]);
  expect(receipt).toMatchObject({ written: 0, refused: 2 });
  expect(await rowCounts(hub)).toEqual(before);
  const corrected = await write(
    hub,
    [cell("S-1", "1", { period: "2026M06" }), cell("S-1", "2", { period: "2026M07" })],
    { batchId, atomic: true },
  );
  expect(corrected.written).toBe(2);
});

test("every slip is a finding on its own cell, and the other cells go in", async () => {
  const more = (value: string, other: Partial<CellInput>) => cell("S-2", value, other);
  const receipt = await write(hub, [
    more("1", { indicator: "XX01" }),
    cell("云岭", "1"),
    more("1", { period: "九月" }),
    more("1", { period: "2027M01" }),
    more("1", { period: "2026-09-01" }),
    more("一百三十", { period: "2026M01" }),
    more("abc", { period: "2026M02" }),
    more("-5", { period: "2026M03" }),
    more("12.5", { indicator: "ST01", period: "2026" }),
    more("1.234", { period: "2026M05" }),
    more("12人次", { period: "2026M06" }),
    more("0.8", { indicator: "TR16", period: "2026" }),
    more("1", { period: "2026M08", place: "表!B2" }),
    more("1", { period: "2026年8月", place: "表!B3" }),
    more("42", { period: "2026M09" }),
  ]);
  expect(outcomes(receipt)).toEqual([
    "UNKNOWN_INDICATOR", "UNKNOWN_ORGANIZATION", "BAD_PERIOD", "PERIOD_IN_FUTURE", "PERIOD_KIND_NOT_ALLOWED", "NOT_A_NUMBER", "NOT_A_NUMBER",
    "NEGATIVE_NOT_ALLOWED", "NOT_WHOLE", "TOO_MANY_DECIMALS", "UNIT_MISMATCH", "FORMULA_NOT_WRITABLE", "DUPLICATE_CELL", "DUPLICATE_CELL", "WRITTEN",
  ]); // prettier-ignore
  expect(receipt.cells[5]?.findings[0]).toMatchObject({
    suggestion: "130",
    message: "建筑学院 培训资金到账额 2026M01 这里要填数字，读作 130，确认后即可发送。",
  });
  expect(receipt.cells[12]?.findings[0]).toMatchObject({
    cell: "B2",
    message: "B2 与 B3 填的是同一个数（培训资金到账额 2026M08）。只留一处。",
  });
  expect(receipt.cells[13]?.findings[0]?.message).toContain("与 B2");
  expect(receipt).toMatchObject({ written: 1, refused: 14 });
});

describe("a number in place of a counted one", () => {
  const at = { indicator: "TR01", period: "2026M09" };

  test("needs a reason, keeps what was counted beside it, and feeds the formulas", async () => {
    const bare = await write(hub, [cell("S-1", "12", { ...at, place: "C8" })]);
    expect(bare.cells[0]?.findings[0]).toMatchObject({
      code: "REASON_REQUIRED",
      message: "C8 培训人次由台账统计为 2，改成 12 要写原因。补上原因再发送。",
    });
    await write(hub, [cell("S-1", "12", { ...at, reason: "十人的名册未到" })]);
    expect(await askFigure(hub, "TR01", "S-1", "2026M09")).toMatchObject({
      value: "12",
      computedValue: "2",
      status: "DRAFT",
      reason: "十人的名册未到",
      version: 1,
    });
    expect(await askFigure(hub, "TR16", "S-1", "2026M09")).toMatchObject({
      value: "6",
      numerator: "12",
      denominator: "2",
    });
    // A parent counts its ledgers: an override belongs to one organization.
    expect((await askFigure(hub, "TR01", "S", "2026M09")).value).toBe("2");
  });

  test("is nothing when it is the counted number itself", async () => {
    const receipt = await write(hub, [cell("S", "2", at)]);
    expect(outcomes(receipt)).toEqual(["UNCHANGED"]);
  });

  test("gives way to the count when it is cleared, and the history keeps it", async () => {
    const receipt = await write(hub, [cell("S-1", "", { ...at, baseVersion: 1 })]);
    expect(receipt.cells[0]?.figure).toMatchObject({ value: "2", status: "COMPUTED", source: "COMPUTED", version: 2 });
    expect((await history("TR01", "S-1", "2026M09")).map(({ value }) => value)).toEqual([null, "12"]);
  });
});

test("an approved or locked figure stands; saying the same again is no offence", async () => {
  await write(hub, [cell("P", "5", { period: "2025M12" })], { actor: "周航" });
  await hub.sql("update figure set status = 'locked' where period = '2025M12'");
  const receipt = await write(hub, [cell("P", "6", { period: "2025M12", baseVersion: 1, place: "D4" })]);
  expect(receipt.cells[0]?.findings[0]).toMatchObject({
    code: "LOCKED",
    message: expect.stringMatching(/^D4 这个数已锁定（周航 \d{4}-\d\d-\d\d）。要改，请主管责令更正；原数会保留。$/u),
  });
  expect((await askFigure(hub, "FN01", "P", "2025M12")).writable).toBe(false);
  expect(outcomes(await write(hub, [cell("P", "5", { period: "2025M12", baseVersion: 1 })]))).toEqual(["UNCHANGED"]);
});

test("ten thousand cells go in at once; one more is refused as a whole", async () => {
  const cells = Array.from({ length: 10_000 }, (_, i) =>
    cell("P", String(i + 1), { period: dayOf(i), indicator: "EN01", reason: "补录" }),
  );
  const receipt = await write(hub, cells);
  expect(receipt).toMatchObject({ written: 10_000, refused: 0 });
  const { errors } = await send(hub, [...cells, cell("P", "1")]);
  expect(errors?.[0]?.extensions).toMatchObject({ code: "TOO_MANY_CELLS", args: { max: 10_000 } });
}, 60_000);

/** Distinct days before 2026, backwards. */
const dayOf = (i: number): string => new Date(Date.UTC(2025, 11, 31) - i * 86_400_000).toISOString().slice(0, 10);

test("two who write the same figure at the same moment: one is written, the other is told, nothing is lost", async () => {
  const at = { period: "2025M11" };
  const receipts = await Promise.all(
    [1, 2, 3, 4].map((n) =>
      write(hub, [cell("S-2", String(n), at), cell("S-1", String(n), at)], { actor: `同事${n}` }),
    ),
  );
  const all = receipts.flatMap((receipt) => receipt.cells.map((one) => one.outcome));
  expect(all.filter((outcome) => outcome === "WRITTEN")).toHaveLength(2);
  expect(all.filter((outcome) => outcome === "CONFLICT")).toHaveLength(6);
  const lost = receipts.find((receipt) => receipt.conflicts === 2)?.cells[0]?.conflict;
  expect(lost).toMatchObject({ theirVersion: 1, theirs: (await askFigure(hub, "FN01", "S-2", "2025M11")).value });
});

test("one batch delivered twice at the same moment is written once", async () => {
  const batchId = crypto.randomUUID();
  const cells = [cell("S-2", "77", { period: "2025M10" })];
  const receipts = await Promise.all([1, 2, 3].map(() => write(hub, cells, { batchId })));
  expect(receipts.map((receipt) => receipt.replayed).sort()).toEqual([false, true, true]);
  expect(await history("FN01", "S-2", "2025M10")).toHaveLength(1);
});

test("odd characters and endless texts are findings like any other, never an accident", async () => {
  const odd = "\u0000\ud800";
  const receipt = await write(hub, [
    cell(`S-1${odd}`, `1${odd}`, { period: "2025M09", reason: `为${odd}何`, place: `表${odd}!B2` }),
    cell(odd, odd, { indicator: odd, period: odd }),
    cell("S-1", "余".repeat(100_000), { period: "2025M08" }),
    cell("S-1", "1", { period: "余".repeat(100_000) }),
    cell("无".repeat(100_000), "1", { place: "无".repeat(100_000) }),
  ]);
  expect(outcomes(receipt)).toEqual([
    "WRITTEN",
    "UNKNOWN_INDICATOR",
    "NOT_A_NUMBER",
    "BAD_PERIOD",
    "UNKNOWN_ORGANIZATION",
  ]);
  expect(JSON.stringify(receipt).length).toBeLessThan(250_000);
  expect(await askFigure(hub, `FN01${odd}`, `S-1${odd}`, `2025M09`)).toMatchObject({
    problem: { code: "UNKNOWN_INDICATOR" },
  });
});
