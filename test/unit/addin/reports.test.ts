/** Reports from the pane: what waits, what is not sent yet, and a step that is done once however often it is tried. */
import { beforeEach, describe, expect, test } from "@jest/globals";
import { openDesk, type Desk } from "../../../addin/actions/desk.js";
import { insertTable } from "../../../addin/actions/insert.js";
import { insertRegister } from "../../../addin/actions/register.js";
import { joined, moreReports, moveReport, readReports, type ReportLists } from "../../../addin/actions/reports.js";
import { findUnsent, type Unsent } from "../../../addin/actions/unsent.js";
import { MemoryHost } from "../../../addin/host/memory/memory-host.js";
import type { PageAsked, Report, ReportQuestion, ReportsInput, ReportStep } from "../../../addin/hub/reports.js";
import type { RowReceipt } from "../../../addin/hub/rows.js";
import { cellAt } from "../../../addin/sheet/place.js";
import { MemoryHub } from "./memory-hub.js";

const BLANK = {
  ...{ status: "draft", statusLabel: null, correction: 1, submittedAt: null, submittedBy: null, reviewedAt: null },
  ...{ reviewedBy: null, approvedAt: null, approvedBy: null, returnReason: null, note: null, version: 1 },
  form: { code: "training_month", name: "社会培训月报" },
};
function report(organization: string, period: string, more: Partial<Report> = {}): Report {
  const dueOn = `${period.slice(0, 4)}-${period.slice(5)}-28`;
  return { ...BLANK, id: `${organization} ${period}`, period, dueOn, ...more, organization: { code: organization, name: organization } }; // prettier-ignore
}

const TO_SEND = ["draft", "returned"];

/** Reports as the hub keeps them: a batch is answered once and then again, a no as well; a version stands only once. */
class ReportsHub extends MemoryHub {
  kept: Report[] = [];
  readonly batches: string[] = [];
  readonly done: string[] = [];
  refuses = false;
  private readonly answered = new Map<string, RowReceipt>();

  override reports(question?: ReportQuestion, { first, after }: PageAsked = { first: 500 }) {
    const all = this.kept.filter((one) =>
      question === undefined || "ids" in question
        ? (question?.ids.includes(one.id) ?? true)
        : "returned" in question
          ? one.status === "returned"
          : one.organization.code === question.organization && TO_SEND.includes(one.status) === question.open,
    );
    const sorted = all.sort((a, b) => b.period.localeCompare(a.period));
    const from = after ? Number(after) : 0;
    const pageInfo = { hasNextPage: all.length > from + first, endCursor: String(from + first) };
    const nodes = sorted.slice(from, from + first);
    return Promise.resolve({ kind: "ok" as const, data: { totalCount: all.length, pageInfo, nodes } });
  }

  override waitingReports({ first, after }: PageAsked = { first: 100 }) {
    const all = this.kept.filter(({ status }) => status === "submitted");
    const from = after ? all.findIndex(({ id }) => id === after) + 1 : 0;
    const reports = all.slice(from, from + first).map(({ id }) => ({ id, steps: ["ACCEPT" as const] }));
    const next = all.length > from + first ? (reports.at(-1)?.id ?? null) : null;
    return Promise.resolve({ kind: "ok" as const, data: { total: all.length, next, reports } });
  }

  override moveReports(_step?: ReportStep, { batchId, reports }: ReportsInput = { batchId: "", reports: [] }) {
    this.batches.push(batchId);
    const receipt = this.answered.get(batchId) ?? this.judged(batchId, reports);
    this.answered.set(batchId, receipt);
    const isLost = this.line === "deaf";
    return Promise.resolve(
      isLost ? { kind: "offline" as const, since: this.now } : { kind: "ok" as const, data: receipt },
    );
  }

  private judged(batchId: string, reports: ReportsInput["reports"]): RowReceipt {
    const rows = reports.map(({ id, baseVersion, reason, note }, index) => {
      const at = this.kept.findIndex((one) => one.id === id);
      const outcome = this.refuses ? "REFUSED" : this.kept[at]?.version === baseVersion ? "WRITTEN" : "CONFLICT";
      const version = (this.kept[at]?.version ?? 0) + 1;
      if (outcome === "WRITTEN") {
        this.kept[at] = { ...report(id.split(" ")[0]!, id.split(" ")[1]!), version, status: "submitted" };
        this.done.push(reason ?? note ?? "");
      }
      const code = { code: "NOT_APPROVER", severity: "BLOCK" as const, args: {}, message: "否", messageEn: "no", field: null }; // prettier-ignore
      return { index, id, version, outcome: outcome as "WRITTEN", merged: [], conflict: null, findings: outcome === "REFUSED" ? [code] : [] }; // prettier-ignore
    });
    return { batchId, dryRun: false, replayed: false, receivedAt: this.now, rows };
  }
}

let host: MemoryHost;
let hub: ReportsHub;
let desk: Desk;
let ids = 0;
beforeEach(() => {
  host = new MemoryHost({ name: "月报.xlsx", sheets: ["月报", "证书"] });
  hub = new ReportsHub();
  desk = openDesk(host, hub, { clock: () => new Date("2026-11-03T01:40:00Z"), newId: () => `batch-${++ids}` });
});

describe("A step of a report", () => {
  const october = report("YL-S1-01", "2026M10");
  const send = (words: string) => ({ step: "SUBMIT" as const, report: october, words });
  beforeEach(() => {
    hub.kept = [october];
  });

  test("whose answer was lost is tried again under its number, and is done once", async () => {
    hub.line = "deaf";
    const first = await moveReport(desk, send("照常"), null);
    expect(first).toMatchObject({ ended: { kind: "offline" }, lost: { words: "照常" } });
    const second = await moveReport(desk, send("照常"), first.lost);
    hub.line = "open";
    expect(await moveReport(desk, send(" 照常 "), second.lost)).toEqual({ ended: { kind: "moved" }, lost: null });
    expect(new Set(hub.batches).size).toBe(1);
    expect(hub.done).toEqual(["照常"]);
  });

  test("that goes with other words after a lost answer is another one, and is not done on top of the first", async () => {
    hub.line = "deaf";
    const { lost } = await moveReport(desk, send("照常"), null);
    hub.line = "open";
    const next = await moveReport(desk, send("漏了一班，下月补"), lost);
    expect(next).toEqual({ ended: { kind: "overtaken", afterLost: true }, lost: null });
    expect(new Set(hub.batches).size).toBe(2);
    expect(hub.done).toEqual(["照常"]);
  });

  test("that was refused is a new one when it is tried again: the old no is not told for ever", async () => {
    hub.refuses = true;
    const no = await moveReport(desk, send(""), null);
    expect(no).toMatchObject({ ended: { kind: "refused", findings: [{ code: "NOT_APPROVER" }] }, lost: null });
    hub.refuses = false;
    expect((await moveReport(desk, send(""), no.lost)).ended).toEqual({ kind: "moved" });
    expect(new Set(hub.batches).size).toBe(2);
  });

  test("that was refused after its answer was lost once is told so, and may be tried anew", async () => {
    [hub.refuses, hub.line] = [true, "deaf"];
    const { lost } = await moveReport(desk, send(""), null);
    [hub.refuses, hub.line] = [false, "open"];
    const no = await moveReport(desk, send(""), lost);
    expect(no).toMatchObject({ ended: { kind: "refused" }, lost: null });
    expect((await moveReport(desk, send(""), no.lost)).ended).toEqual({ kind: "moved" });
    expect(hub.done).toEqual([""]);
  });
});

describe("Lists of reports", () => {
  const lists = async (): Promise<ReportLists> => {
    const found = await readReports(desk, "YL-S1-01");
    if (found.kind !== "reports") throw new Error(found.kind);
    return found.lists;
  };

  test("begin with what came back and then what is due first, and know how many there are beyond what they show", async () => {
    const years = [2023, 2024, 2025].flatMap((year) => ["03", "04", "05", "06", "07"].map((month) => `${year}M${month}`)); // prettier-ignore
    hub.kept = [
      ...years.map((period) => report("YL-S1-01", period, { status: "approved" })),
      ...["2026M11", "2026M10"].map((period) => report("YL-S1-01", period)),
      report("YL-S1-01", "2026M12", { status: "returned", returnReason: "核对" }),
      ...Array.from({ length: 130 }, (_, n) => report(`YL-X-${n}`, "2026M09", { status: "submitted" })),
    ];
    const found = await lists();
    const { open } = found;
    let { waiting, done } = found;
    expect(open.lines.map(({ period }) => period)).toEqual(["2026M12", "2026M10", "2026M11"]);
    expect([open.total, open.next]).toEqual([3, null]);
    expect([done.lines.length < done.total, done.total, done.lines[0]?.period]).toEqual([true, 15, "2025M07"]);
    expect([waiting.lines.length < waiting.total, waiting.total]).toEqual([true, 130]);

    for (const name of ["waiting", "done"] as const)
      for (let next = { waiting, done }[name].next; next !== null;) {
        const more = await moreReports(desk, "YL-S1-01", name, next);
        if (more.kind !== "more") throw new Error(more.kind);
        next = more.list.next;
        if (name === "waiting") waiting = joined(waiting, more.list);
        else done = joined(done, more.list);
      }
    expect([waiting.lines.length, new Set(waiting.lines.map(({ id }) => id)).size]).toEqual([130, 130]);
    expect(done.lines.map(({ period }) => period)).toEqual([...years].sort().reverse());
  });
});

describe("What is not sent yet", () => {
  const unsent = async (organization: string, period: string): Promise<Unsent> => {
    const found = await findUnsent(desk, { organization, period });
    if (found.kind !== "unsent") throw new Error(found.kind);
    return found;
  };
  beforeEach(async () => {
    for (const organization of ["YL-S1-01", "YL-S1-02"])
      for (const period of ["2026M09", "2026M10"]) hub.set("FN01", organization, period, "100.00");
    const columns = ["2026M09", "2026M10"].map((period) => ({ indicator: "FN01", period }));
    await insertTable(desk, {
      organizations: ["YL-S1-01", "YL-S1-02"],
      columns,
      title: "月报",
      at: cellAt("月报", 0, 0),
    });
  });

  test("are the figures of the report's own organization and period; of others it is only said that there are some", async () => {
    expect(await unsent("YL-S1-01", "2026M10")).toEqual({ kind: "unsent", cells: 0, unanswered: 0, rows: 0, lost: [], elsewhere: 0 }); // prettier-ignore
    host.type("月报!B5", 7);
    host.type("月报!C6", 8);
    expect(await unsent("YL-S1-01", "2026M10")).toMatchObject({ cells: 0, elsewhere: 2 });
    host.type("月报!C5", "一百三十");
    expect(await unsent("YL-S1-01", "2026M10")).toMatchObject({ cells: 1, elsewhere: 2 });
    expect(await unsent("YL-S1-02", "2026M10")).toMatchObject({ cells: 1, elsewhere: 2 });
  });

  test("are rows of the organization's registers as well, and of a table whose rows cannot be told apart it is said", async () => {
    const request = { register: "Credential", columns: ["number", "kind", "issuedOn"], conditions: [], order: [] };
    await insertRegister(desk, {
      ...request,
      most: 100,
      title: "证书",
      organization: "YL-S1-01",
      at: cellAt("证书", 0, 0),
    });
    host.type("证书!B5", "专项");
    expect(await unsent("YL-S1-01", "2026M10")).toMatchObject({ cells: 0, rows: 1, elsewhere: 0 });
    expect(await unsent("YL-S1-02", "2026M10")).toMatchObject({ rows: 0, elsewhere: 1 });
    host.type("证书!D3", "别的");
    expect(await unsent("YL-S1-01", "2026M10")).toMatchObject({ rows: 0, lost: ["证书"] });
    expect(await unsent("YL-S1-02", "2026M10")).toMatchObject({ lost: [] });
  });
});
