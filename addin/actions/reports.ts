/**
 * Reports as they stand for one organization, those that wait for whoever asks, and moving them on. A step whose answer
 * was lost is taken again under the same number, so it counts once.
 */
import type { Report, ReportStep } from "../hub/reports.js";
import type { Finding } from "../hub/hub.js";
import { attempt, type Desk, type Trouble } from "./desk.js";

/** A report with what may be done with it now. */
export interface ReportLine extends Report {
  readonly steps: readonly ReportStep[];
}

export type ReportsReport =
  | {
      readonly kind: "reports";
      /** Of the organization, the latest period first. */
      readonly own: readonly ReportLine[];
      /** Of others, that whoever asks is to move on. */
      readonly waiting: readonly ReportLine[];
    }
  | Trouble;

const MOST_OWN = 24;
const MOST_WAITING = 100;

export function readReports(desk: Desk, organization: string): Promise<ReportsReport> {
  return attempt(async () => {
    const [own, waiting] = await Promise.all([
      desk.hub.reports({ organization }, MOST_OWN),
      desk.hub.reports({ waiting: true }, MOST_WAITING),
    ]);
    if (own.kind !== "ok") return own;
    if (waiting.kind !== "ok") return waiting;
    const others = waiting.data.nodes.filter(({ id }) => !own.data.nodes.some((mine) => mine.id === id));
    const all = [...own.data.nodes, ...others];
    const steps = all.length === 0 ? null : await desk.hub.reportSteps(all.map(({ id }) => id));
    if (steps !== null && steps.kind !== "ok") return steps;
    const lines = all.map((report, index) => ({ ...report, steps: steps?.data[index] ?? [] }));
    return {
      kind: "reports",
      own: lines.slice(0, own.data.nodes.length),
      waiting: lines.slice(own.data.nodes.length).filter((line) => line.steps.length > 0),
    };
  });
}

export interface StepAsked {
  readonly step: ReportStep;
  readonly report: Report;
  /** What is said with it: a reason, or a note with a report that is sent. */
  readonly words: string;
  /** The same for every try at the same step. */
  readonly batchId: string;
}

export type StepReport =
  | { readonly kind: "moved" }
  /** Somebody was faster: what is shown is no longer so. */
  | { readonly kind: "overtaken" }
  | { readonly kind: "refused"; readonly findings: readonly Finding[] }
  | Trouble;

const WITH_REASON: ReadonlySet<ReportStep> = new Set(["RETURN", "ORDER_CORRECTION"]);

export const needsReason = (step: ReportStep): boolean => WITH_REASON.has(step);

export function moveReport(desk: Desk, { step, report, words, batchId }: StepAsked): Promise<StepReport> {
  return attempt(async () => {
    const said = words.trim();
    const more = needsReason(step) ? { reason: said } : step === "SUBMIT" && said !== "" ? { note: said } : {};
    const reports = [{ id: report.id, baseVersion: report.version, ...more }];
    const answer = await desk.hub.moveReports(step, { batchId, reports });
    if (answer.kind !== "ok") return answer;
    const [row] = answer.data.rows;
    if (row?.outcome === "CONFLICT") return { kind: "overtaken" };
    return row?.outcome === "REFUSED" ? { kind: "refused", findings: row.findings } : { kind: "moved" };
  });
}
