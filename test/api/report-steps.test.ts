/** A report on its way: sent, returned, sent again, accepted, approved, locked, corrected; by whom, and what becomes of its figures. */
import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decodeGlobalId, encodeGlobalId } from "../../server/graph/global-id.js";
import { startHub, type TestHub } from "../support/hub.js";
import { fillRowHub, told, type Receipt } from "./rows-fixture.js";

let hub: TestHub;
type Headers = Record<string, string>;
let clerk: Headers;
let office: Headers;
let bureau: Headers;
let elsewhere: Headers;
beforeAll(async () => {
  hub = await startHub({ signedIn: false });
  await fillRowHub(hub);
  clerk = await hub.signIn({ role: "college_clerk", organization: "S", name: "干事甲" });
  office = await hub.signIn({ role: "school_office", organization: "S", name: "培训处甲" });
  bureau = await hub.signIn({ role: "bureau", organization: "B", name: "主管甲" });
  elsewhere = await hub.signIn({ role: "school_office", organization: "P", name: "别处甲" });
  for (const [code, name] of [["ZZ01", "在训人数"], ["ZZ02", "教师人数"], ["ZZ03", "表外人数"]]) // prettier-ignore
    await hub.sql("insert into indicator (code, name_zh, name_en, unit, unit_dim, kind) values ($1, $2, $1, '人', 'person', 'reported')", [code, name]); // prettier-ignore
  await hub.sql(
    `insert into form (code, edition, name, period_kind, due_days, cells) values ('zz', 1, '测试月报', 'month', 5, '[{"indicator": "ZZ01"}, {"indicator": "ZZ02"}]')`,
  );
});
afterAll(() => hub.stop());

const ANSWER =
  "batchId dryRun replayed written unchanged conflicts refused rows { index outcome id version merged conflict { fields { field } } findings { code message messageEn field } }";
type Step = "submit" | "accept" | "return" | "approve" | "lock" | "order";
const NAMES: Readonly<Record<Step, readonly [mutation: string, input: string]>> = {
  submit: ["submitReports", "SubmitReportsInput"],
  accept: ["acceptReports", "ReportsInput"],
  return: ["returnReports", "ReasonedReportsInput"],
  approve: ["approveReports", "ReportsInput"],
  lock: ["lockReports", "ReportsInput"],
  order: ["orderCorrections", "ReasonedReportsInput"],
};

async function step(
  who: Headers,
  kind: Step,
  reports: readonly Record<string, unknown>[],
  batch: Record<string, unknown> = {},
): Promise<Receipt> {
  const [name, input] = NAMES[kind];
  const { data, errors } = await hub.graphql<{ receipt: Receipt }>(
    `mutation ($input: ${input}!) { receipt: ${name}(input: $input) { ${ANSWER} } }`,
    { input: { batchId: randomUUID(), reports, ...batch } },
    who,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.receipt;
}

async function type(who: Headers, period: string, values: Readonly<Record<string, string>>): Promise<string[]> {
  const versions = await hub.sql<{ indicator: string; version: number }>(
    "select indicator, version from figure where period = $1",
    [period],
  );
  const cells = Object.entries(values).map(([indicator, value]) => {
    const baseVersion = versions.find((row) => row.indicator === indicator)?.version ?? 0;
    return { indicator, organization: "S", period, value, baseVersion };
  });
  const { data, errors } = await hub.graphql<{
    writeFigures: { cells: { outcome: string; findings: { code: string }[] }[] };
  }>(
    "mutation ($input: WriteFiguresInput!) { writeFigures(input: $input) { cells { outcome findings { code } } } }",
    { input: { batchId: randomUUID(), cells } },
    who,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.writeFigures.cells.map(({ outcome, findings }) => findings[0]?.code ?? outcome);
}

const states = async (period: string): Promise<Record<string, string>> =>
  Object.fromEntries(
    (
      await hub.sql<{ name: string; status: string }>(
        "select indicator || ' ' || trim_scale(value) as name, status from figure where period = $1 order by 1",
        [period],
      )
    ).map(({ name, status }) => [name, status]),
  );

const monthly = (period: string) => ({ organization: "S", form: "zz", period });

/** A report that was sent by the clerk, with its id. */
async function sent(period: string): Promise<string> {
  await type(clerk, period, { ZZ01: "10", ZZ02: "2", ZZ03: "7" });
  const receipt = await step(clerk, "submit", [monthly(period)]);
  expect(told(receipt)).toEqual(["WRITTEN"]);
  return receipt.rows[0]?.id ?? "";
}

describe("a report on its way", () => {
  test("takes the figures of its form along, is returned with a reason, corrected, and approved by another person", async () => {
    const id = await sent("2026M01");
    expect(await states("2026M01")).toEqual({ "ZZ01 10": "submitted", "ZZ02 2": "submitted", "ZZ03 7": "draft" });
    expect(await type(clerk, "2026M01", { ZZ01: "11" })).toEqual(["LOCKED"]);

    expect(told(await step(clerk, "return", [{ id, reason: "我自己收回" }]))).toEqual(["NOT_APPROVER"]);
    expect(told(await step(bureau, "return", [{ id, reason: "" }]))).toEqual(["NOT_TOGETHER"]);
    expect(told(await step(bureau, "return", [{ id, reason: "在训人数与名册不符" }]))).toEqual(["WRITTEN"]);
    expect(await type(bureau, "2026M01", { ZZ01: "11" })).toEqual(["NOT_GRANTED"]);
    expect(await type(clerk, "2026M01", { ZZ01: "11" })).toEqual(["WRITTEN"]);

    expect(told(await step(clerk, "submit", [monthly("2026M01")]))).toEqual(["WRITTEN"]);
    expect(told(await step(bureau, "approve", [{ id }]))).toEqual(["STEP_FORBIDDEN"]);
    expect(told(await step(clerk, "accept", [{ id }]))).toEqual(["NOT_APPROVER"]);
    expect(told(await step(bureau, "accept", [{ id }]))).toEqual(["WRITTEN"]);
    expect(told(await step(bureau, "approve", [{ id }]))).toEqual(["WRITTEN"]);
    expect(told(await step(bureau, "lock", [{ id }]))).toEqual(["WRITTEN"]);
    expect(await states("2026M01")).toEqual({ "ZZ01 11": "locked", "ZZ02 2": "locked", "ZZ03 7": "draft" });

    const { data } = await hub.graphql<{ node: Record<string, unknown>; rowHistory: { by: string }[] }>(
      "query ($id: ID!) { node(id: $id) { ... on Submission { status submittedBy reviewedBy approvedBy } } rowHistory(id: $id) { by changes { field } } }",
      { id },
      bureau,
    );
    expect(data.node).toEqual({ status: "locked", submittedBy: "干事甲", reviewedBy: "主管甲", approvedBy: "主管甲" });
    expect(data.rowHistory.map(({ by }) => by)).toEqual(["主管甲", "主管甲", "主管甲", "干事甲", "主管甲", "干事甲"]);
    const revisions = await hub.sql<{ said: string }>(
      "select r.status || ' ' || trim_scale(r.value) || ' ' || r.changed_by as said from figure_revision r join figure f on f.org_id = r.org_id and f.id = r.figure_id where f.indicator = 'ZZ01' and f.period = '2026M01' order by r.version",
    );
    expect(revisions.map(({ said }) => said)).toEqual([
      "draft 10 干事甲", "submitted 10 干事甲", "draft 10 主管甲", "draft 11 干事甲", "submitted 11 干事甲", "approved 11 主管甲", "locked 11 主管甲",
    ]); // prettier-ignore
  });

  test("is not approved by whoever typed one of its figures, though another person sent it", async () => {
    await type(office, "2026M02", { ZZ01: "10" });
    const receipt = await step(clerk, "submit", [monthly("2026M02")]);
    const id = receipt.rows[0]?.id;
    expect(told(await step(office, "accept", [{ id }]))).toEqual(["WRITTEN"]);
    expect(told(await step(office, "approve", [{ id }]))).toEqual(["SAME_PERSON"]);
    expect(told(await step(bureau, "approve", [{ id }]))).toEqual(["WRITTEN"]);
    expect(await states("2026M02")).toEqual({ "ZZ01 10": "approved" });
  });

  test("is nothing to whoever has no business there: it is answered as one that never was", async () => {
    const id = await sent("2026M03");
    const never = encodeGlobalId("Submission", decodeGlobalId(id).orgId, randomUUID());
    for (const kind of ["accept", "approve", "return", "order"] as const) {
      const reason = kind === "return" || kind === "order" ? { reason: "理由" } : {};
      const [theirs, none] = [await step(elsewhere, kind, [{ id, ...reason }]), await step(elsewhere, kind, [{ id: never, ...reason }])]; // prettier-ignore
      expect([kind, told(theirs)]).toEqual([kind, ["ROW_GONE"]]);
      expect(theirs.rows[0]?.findings).toEqual(none.rows[0]?.findings);
    }
    expect(told(await step(elsewhere, "submit", [monthly("2026M03")]))).toEqual(["NOT_GRANTED"]);
    expect(told(await step(bureau, "accept", [{ id }]))).toEqual(["WRITTEN"]);
  });
});

describe("a correction", () => {
  test("is ordered of an approved report: a new one is opened, the earlier one and its figures stay readable", async () => {
    const id = await sent("2026M04");
    expect(told(await step(bureau, "order", [{ id, reason: "核实" }]))).toEqual(["NOT_APPROVED"]);
    await step(bureau, "accept", [{ id }]);
    await step(bureau, "approve", [{ id }]);
    expect(told(await step(clerk, "order", [{ id, reason: "自己改" }]))).toEqual(["NOT_APPROVER"]);
    expect(told(await step(bureau, "order", [{ id, reason: "名册多算一班" }], { dryRun: true }))).toEqual(["WRITTEN"]);
    expect(await states("2026M04")).toMatchObject({ "ZZ01 10": "approved" });

    const ordered = await step(bureau, "order", [{ id, reason: "名册多算一班" }]);
    expect(told(ordered)).toEqual(["WRITTEN"]);
    const next = ordered.rows[0]?.id;
    expect(next).not.toBe(id);
    expect(told(await step(bureau, "order", [{ id, reason: "再来" }]))).toEqual(["ALREADY_CORRECTED"]);
    expect(await type(bureau, "2026M04", { ZZ01: "9" })).toEqual(["NOT_GRANTED"]);
    expect(await type(clerk, "2026M04", { ZZ01: "9" })).toEqual(["WRITTEN"]);
    expect(told(await step(clerk, "submit", [monthly("2026M04")]))).toEqual(["WRITTEN"]);
    // Who ordered the correction entered nothing of it, and so may approve it.
    expect(told(await step(bureau, "accept", [{ id: next }]))).toEqual(["WRITTEN"]);
    expect(told(await step(bureau, "approve", [{ id: next }]))).toEqual(["WRITTEN"]);
    const { data } = await hub.graphql<{ submissions: { nodes: unknown[] } }>(
      `{ submissions(filter: { period: { eq: "2026M04" } }) { nodes { correction status returnReason } } }`,
      {},
      clerk,
    );
    expect(data.submissions.nodes).toEqual([
      { correction: 1, status: "approved", returnReason: null },
      { correction: 2, status: "approved", returnReason: "名册多算一班" },
    ]);
    const values = await hub.sql<{ said: string }>(
      "select r.status || ' ' || trim_scale(r.value) as said from figure_revision r join figure f on f.org_id = r.org_id and f.id = r.figure_id where f.indicator = 'ZZ01' and f.period = '2026M04' and r.status in ('approved', 'locked') order by r.version",
    );
    expect(values.map(({ said }) => said)).toEqual(["approved 10", "approved 9"]);
  });

  test("and every other step is done once under one batch, and not at all when it is only checked", async () => {
    const id = await sent("2026M05");
    const batch = { batchId: randomUUID() };
    expect(told(await step(bureau, "accept", [{ id }], { dryRun: true }))).toEqual(["WRITTEN"]);
    const first = await step(bureau, "accept", [{ id }], batch);
    expect({ replayed: first.replayed, version: first.rows[0]?.version }).toEqual({ replayed: false, version: 2 });
    const again = await step(bureau, "accept", [{ id }], batch);
    expect({ ...again, replayed: false }).toEqual(first);
    expect(again.replayed).toBe(true);
    await expect(step(bureau, "approve", [{ id }], batch)).rejects.toThrow("BATCH_DIFFERS");
    expect((await step(bureau, "approve", [{ id, baseVersion: 1 }])).rows[0]?.outcome).toBe("CONFLICT");
    expect(told(await step(bureau, "approve", [{ id, baseVersion: 2 }]))).toEqual(["WRITTEN"]);
    const order = { batchId: randomUUID() };
    const opened = await step(bureau, "order", [{ id, reason: "核实" }], order);
    expect({ ...(await step(bureau, "order", [{ id, reason: "核实" }], order)), replayed: false }).toEqual(opened);
  });
});

test("what is refused for lack of a right is in the log once for a batch and kind, without what it said", async () => {
  const before = await hub.sql<{ seq: string }>("select coalesce(max(seq), 0)::text as seq from access_event");
  const id = await sent("2026M06");
  const batchId = randomUUID();
  const other = await sent("2026M07");
  await step(clerk, "return", [{ id, reason: "虚构的理由" }, { id: other, reason: "虚构的理由" }], { batchId }); // prettier-ignore
  const logged = await hub.sql<{ detail: Record<string, unknown> }>(
    "select detail from access_event where kind = 'refused' and seq > $1 order by seq",
    [before[0]?.seq],
  );
  expect(logged.map(({ detail }) => detail)).toEqual([
    { what: "returnReports", code: "NOT_APPROVER", rows: 2, batch: batchId },
  ]);
});

describe("in the sample city", () => {
  test("the bureau approves a report of September with its figure, and the college that has its own back types again", async () => {
    const city = await startHub({ contents: "city", signedIn: false });
    try {
      const supervisor = await city.signIn({ role: "bureau", organization: "YL", name: "主管甲" });
      const [college] = await city.sql<{ id: string; org: string; code: string }>(
        "select s.id, s.org_id as org, o.code from submission s join organization o on o.id = s.org_id join form f on f.id = s.form_id where f.code = 'training_month' and s.period = '2026M09' and s.status = 'submitted' order by o.code limit 1",
      );
      const id = encodeGlobalId("Submission", college?.org ?? "", college?.id ?? "");
      for (const name of ["acceptReports", "approveReports"]) {
        const { data, errors } = await city.graphql<{ receipt: Receipt }>(
          `mutation ($input: ReportsInput!) { receipt: ${name}(input: $input) { ${ANSWER} } }`,
          { input: { batchId: randomUUID(), reports: [{ id }] } },
          supervisor,
        );
        expect([errors, told(data.receipt)]).toEqual([undefined, ["WRITTEN"]]);
      }
      expect(
        await city.sql("select status from figure where org_id = $1 and period = '2026M09' and indicator = 'FN01'", [college?.org]), // prettier-ignore
      ).toEqual([{ status: "approved" }]);

      const [back] = await city.sql<{ code: string; version: number }>(
        "select o.code, f.version from submission s join organization o on o.id = s.org_id join figure f on f.org_id = s.org_id and f.period = s.period and f.indicator = 'FN01' join form on form.id = s.form_id where form.code = 'training_month' and s.period = '2026M09' and s.status = 'returned'",
      );
      const theirs = await city.signIn({ role: "college_clerk", organization: back?.code ?? "", name: "干事丙" });
      const typed = { indicator: "FN01", organization: back?.code, period: "2026M09", value: "123456.78", baseVersion: back?.version, reason: "核对" }; // prettier-ignore
      const { data } = await city.graphql(
        "mutation ($input: WriteFiguresInput!) { writeFigures(input: $input) { cells { outcome findings { code } } } }",
        { input: { batchId: randomUUID(), cells: [typed] } },
        theirs,
      );
      expect(data).toEqual({ writeFigures: { cells: [{ outcome: "WRITTEN", findings: [] }] } });
    } finally {
      await city.stop();
    }
  });
});

test("what waits for one is counted whole and told page by page, what is due first before what is due later; nothing to others", async () => {
  interface Waits {
    readonly total: number;
    readonly next: string | null;
    readonly reports: readonly { readonly id: string; readonly steps: readonly string[] }[];
  }
  const waits = async (who: Headers, first: number, after: string | null = null): Promise<Waits> => {
    const { data, errors } = await hub.graphql<{ waitingReports: Waits }>(
      "query ($first: Int!, $after: ID) { waitingReports(first: $first, after: $after) { total next reports { id steps } } }",
      { first, after },
      who,
    );
    if (errors) throw new Error(JSON.stringify(errors));
    return data.waitingReports;
  };
  const made: string[] = [];
  for (const period of ["2027M05", "2027M04", "2027M06"]) made.push(await sent(period));
  await step(bureau, "accept", [{ id: made[2] }]);
  const all = await waits(bureau, 100);
  const [later, sooner, last] = made.map((id) => all.reports.findIndex((report) => report.id === id));
  expect([all.next, all.reports.length]).toEqual([null, all.total]);
  expect([sooner! < later!, later! < last!]).toEqual([true, true]);
  expect(all.reports[sooner!]?.steps).toEqual(["ACCEPT", "RETURN"]);
  expect(all.reports[last!]?.steps).toEqual(["RETURN", "APPROVE"]);

  const pages: Waits[] = [await waits(bureau, 2)];
  while (pages.at(-1)!.next !== null) pages.push(await waits(bureau, 2, pages.at(-1)!.next));
  expect(pages.length).toBeGreaterThan(1);
  expect(pages.flatMap(({ reports }) => reports)).toEqual(all.reports);
  // One that moved on meanwhile is still a place to go on from.
  await step(bureau, "return", [{ id: made[1], reason: "漏了一班" }]);
  expect((await waits(bureau, 100, made[1])).reports).toEqual(all.reports.slice(sooner! + 1));
  expect((await waits(bureau, 100)).total).toBe(all.total - 1);

  // Who sends them, and who has no business there, is told of none; nor where one that they do not see lies.
  for (const who of [clerk, elsewhere]) expect(await waits(who, 100)).toEqual({ total: 0, next: null, reports: [] });
  expect((await waits(elsewhere, 100, made[0])).reports).toEqual([]);
  await expect(waits(bureau, 101)).rejects.toThrow("TOO_MANY_ROWS");
}, 60_000);

test("what one may do next is told, and it is just what the hub then lets one do", async () => {
  const kinds = { SUBMIT: "submit", ACCEPT: "accept", RETURN: "return", APPROVE: "approve", LOCK: "lock", ORDER_CORRECTION: "order" } as const; // prettier-ignore
  const toldSteps = async (who: Headers, id: string): Promise<string[]> => {
    const { data } = await hub.graphql<{ reportSteps: { id: string; steps: string[] }[] }>(
      "query ($ids: [ID!]!) { reportSteps(ids: $ids) { id steps } }",
      { ids: [id] },
      who,
    );
    expect(data.reportSteps.map((one) => one.id)).toEqual([id]);
    return data.reportSteps[0]?.steps ?? [];
  };
  const doneSteps = async (who: Headers, id: string): Promise<string[]> => {
    const done: string[] = [];
    const [now] = await hub.sql<{ status: string }>("select status from submission where id = $1", [decodeGlobalId(id).id]); // prettier-ignore
    for (const [name, kind] of Object.entries(kinds)) {
      const reason = kind === "return" || kind === "order" ? { reason: "核对" } : {};
      const [outcome] = told(await step(who, kind, [{ id, ...reason }], { dryRun: true }));
      // Saying again why it was returned is no step.
      if (outcome === "WRITTEN" && !(now?.status === "returned" && kind === "return")) done.push(name);
    }
    return done;
  };
  const seen: Record<string, string[]> = {};
  const look = async (state: string, id: string): Promise<void> => {
    for (const [name, who] of Object.entries({ clerk, office, bureau, elsewhere })) {
      const steps = await toldSteps(who, id);
      expect([state, name, steps]).toEqual([state, name, await doneSteps(who, id)]);
      seen[`${state} ${name}`] = steps;
    }
  };
  const id = await sent("2027M02");
  await look("submitted", id);
  await step(bureau, "return", [{ id, reason: "漏了一班" }]);
  await look("returned", id);
  // Those it was returned to do not rewrite why.
  expect(told(await step(clerk, "return", [{ id, reason: "没有漏" }]))).toEqual(["NOT_APPROVER"]);
  await step(clerk, "submit", [{ id }]);
  await step(bureau, "accept", [{ id }]);
  await look("accepted", id);
  await step(bureau, "approve", [{ id }]);
  await look("approved", id);
  expect(seen).toMatchObject({
    "submitted bureau": ["ACCEPT", "RETURN"],
    "submitted clerk": [],
    "returned clerk": ["SUBMIT"],
    "accepted bureau": ["RETURN", "APPROVE"],
    "approved bureau": ["LOCK", "ORDER_CORRECTION"],
    "approved elsewhere": [],
  });
}, 60_000);
