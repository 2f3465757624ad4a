/**
 * Reports as they stand for one organization, those that wait for whoever asks, and moving them on. A step whose answer
 * was lost is taken again under the same number, so it counts once; one that was refused is a new step.
 */
import type { Answer, Finding } from "../hub/hub.js";
import type { Report, ReportStep } from "../hub/reports.js";
import { attempt, type Desk, type Trouble } from "./desk.js";

/** A report with what may be done with it now. */
export interface ReportLine extends Report {
  readonly steps: readonly ReportStep[];
}

/** As much of a list as was asked for. */
export interface ReportList {
  readonly lines: readonly ReportLine[];
  /** How many there are in all. */
  readonly total: number;
  /** Where to go on from; null at its end. */
  readonly next: string | null;
}

/**
 * `open`: of the organization, still to be sent, those that came back first; `waiting`: of whichever organization, what
 * whoever asks is to move on, what is due first; `done`: of the organization, sent at least, the latest period first.
 */
export type ReportListName = "open" | "waiting" | "done";

export type ReportLists = Readonly<Record<ReportListName, ReportList>>;
export type ReportsReport = { readonly kind: "reports"; readonly lists: ReportLists } | Trouble;
export type MoreReports = { readonly kind: "more"; readonly list: ReportList } | Trouble;

/** So many at once; one goes on from there. */
export const FIRST: Readonly<Record<ReportListName, number>> = { open: 24, waiting: 24, done: 12 };

export function readReports(desk: Desk, organization: string): Promise<ReportsReport> {
  return attempt(async () => {
    const [open, waiting, done] = await Promise.all([
      readList(desk, organization, "open", null),
      readList(desk, organization, "waiting", null),
      readList(desk, organization, "done", null),
    ]);
    if (open.kind !== "ok") return open;
    if (waiting.kind !== "ok") return waiting;
    if (done.kind !== "ok") return done;
    return { kind: "reports", lists: { open: open.data, waiting: waiting.data, done: done.data } };
  });
}

/** The next part of a list, to be put behind what is there. */
export function moreReports(
  desk: Desk,
  organization: string,
  name: ReportListName,
  after: string,
): Promise<MoreReports> {
  return attempt(async () => {
    const list = await readList(desk, organization, name, after);
    return list.kind === "ok" ? { kind: "more", list: list.data } : list;
  });
}

/** A list that went on. What moved between the two questions is there once. */
export function joined(before: ReportList, { lines, total, next }: ReportList): ReportList {
  const there = new Set(before.lines.map(({ id }) => id));
  return { lines: [...before.lines, ...lines.filter(({ id }) => !there.has(id))], total, next };
}

const readList = (
  desk: Desk,
  organization: string,
  name: ReportListName,
  after: string | null,
): Promise<Answer<ReportList>> =>
  name === "waiting" ? readWaiting(desk, after) : readOwn(desk, organization, name === "open", after);

async function readOwn(
  desk: Desk,
  organization: string,
  open: boolean,
  after: string | null,
): Promise<Answer<ReportList>> {
  const page = await desk.hub.reports({ organization, open }, { first: FIRST[open ? "open" : "done"], after });
  if (page.kind !== "ok") return page;
  const { nodes, totalCount, pageInfo } = page.data;
  const steps = nodes.length === 0 ? null : await desk.hub.reportSteps(nodes.map(({ id }) => id));
  if (steps !== null && steps.kind !== "ok") return steps;
  const lines = nodes.map((report, index) => ({ ...report, steps: steps?.data[index] ?? [] }));
  const next = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  return { kind: "ok", data: { lines: open ? lines.sort(whatCameBackFirst) : lines, total: totalCount, next } };
}

/** Then what is due first. */
function whatCameBackFirst(a: Report, b: Report): number {
  const back = Number(b.status === "returned") - Number(a.status === "returned");
  return back === 0 ? (a.dueOn ?? "9999").localeCompare(b.dueOn ?? "9999") : back;
}

async function readWaiting(desk: Desk, after: string | null): Promise<Answer<ReportList>> {
  const waiting = await desk.hub.waitingReports({ first: FIRST.waiting, after });
  if (waiting.kind !== "ok") return waiting;
  const { total, next, reports } = waiting.data;
  if (reports.length === 0) return { kind: "ok", data: { lines: [], total, next } };
  const ids = reports.map(({ id }) => id);
  const page = await desk.hub.reports({ ids }, { first: ids.length });
  if (page.kind !== "ok") return page;
  const known = new Map(page.data.nodes.map((report) => [report.id, report]));
  const lines = reports.flatMap(({ id, steps }) => {
    const report = known.get(id);
    return report ? [{ ...report, steps }] : [];
  });
  return { kind: "ok", data: { lines, total, next } };
}

export interface StepAsked {
  readonly step: ReportStep;
  readonly report: Report;
  /** What is said with it: a reason, or a note with a report that is sent. */
  readonly words: string;
}

/** A try whose answer never came: the hub may have done it. */
export interface LostTry {
  readonly batchId: string;
  readonly words: string;
}

export type StepReport =
  | { readonly kind: "moved" }
  /** What was shown is no longer so. `afterLost`: perhaps by the try before, whose answer was lost. */
  | { readonly kind: "overtaken"; readonly afterLost: boolean }
  | { readonly kind: "refused"; readonly findings: readonly Finding[] }
  | Trouble;

export interface StepTaken {
  readonly ended: StepReport;
  /** To be handed in with the next try at the same step; null after an answer, whatever it said. */
  readonly lost: LostTry | null;
}

const WITH_REASON: ReadonlySet<ReportStep> = new Set(["RETURN", "ORDER_CORRECTION"]);

export const needsReason = (step: ReportStep): boolean => WITH_REASON.has(step);

/**
 * The hub keeps what it answered to a batch, a no as well: only a try whose answer was lost goes under its number again, and
 * only with the words it went with. Anything else is a new batch, and the report's version keeps it from being done twice.
 */
export async function moveReport(desk: Desk, asked: StepAsked, lost: LostTry | null): Promise<StepTaken> {
  const words = asked.words.trim();
  const again = lost !== null && lost.words === words ? lost : { batchId: desk.newId(), words };
  const ended = await attempt(() => send(desk, asked, again, lost !== null));
  const isLost = ended.kind === "offline" || ended.kind === "accident";
  return { ended, lost: isLost ? again : null };
}

async function send(
  desk: Desk,
  { step, report }: StepAsked,
  { batchId, words }: LostTry,
  afterLost: boolean,
): Promise<StepReport> {
  const more = needsReason(step) ? { reason: words } : step === "SUBMIT" && words !== "" ? { note: words } : {};
  const reports = [{ id: report.id, baseVersion: report.version, ...more }];
  const answer = await desk.hub.moveReports(step, { batchId, reports });
  if (answer.kind !== "ok") return answer;
  const [row] = answer.data.rows;
  if (row?.outcome === "CONFLICT") return { kind: "overtaken", afterLost };
  return row?.outcome === "REFUSED" ? { kind: "refused", findings: row.findings } : { kind: "moved" };
}
