/** The hub's port for reports on their way from draft to approved: what stands, what may be done next, and doing it. */
import type { Answer, Asking } from "./hub.js";
import type { RowReceipt } from "./rows.js";

export type ReportStep = "SUBMIT" | "ACCEPT" | "RETURN" | "APPROVE" | "LOCK" | "ORDER_CORRECTION";

/** One form of one organization for one period. */
export interface Report {
  /** Global id. */
  readonly id: string;
  readonly period: string;
  readonly status: string;
  readonly statusLabel: string | null;
  /** 1 for the first, then corrections. */
  readonly correction: number;
  readonly dueOn: string | null;
  readonly submittedAt: string | null;
  readonly submittedBy: string | null;
  readonly reviewedAt: string | null;
  readonly reviewedBy: string | null;
  readonly approvedAt: string | null;
  readonly approvedBy: string | null;
  readonly returnReason: string | null;
  readonly note: string | null;
  readonly version: number;
  readonly organization: { readonly code: string; readonly name: string };
  readonly form: { readonly code: string; readonly name: string };
}

export interface ReportPage {
  readonly totalCount: number;
  readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
  readonly nodes: readonly Report[];
}

/**
 * `open`: of one organization, by its code, those still to be sent, or those that were; `returned`: all that came back, of
 * whichever organization; `ids`: just these.
 */
export type ReportQuestion =
  | { readonly organization: string; readonly open: boolean }
  | { readonly returned: true }
  | { readonly ids: readonly string[] };

export interface PageAsked {
  readonly first: number;
  /** Where the page before ended. */
  readonly after?: string | null;
}

/** What waits for whoever asks, what is due first before what is due later. */
export interface WaitingPage {
  readonly total: number;
  readonly next: string | null;
  readonly reports: readonly { readonly id: string; readonly steps: readonly ReportStep[] }[];
}

export interface SentReport {
  readonly id: string;
  readonly baseVersion: number;
  /** Why it is returned or to be corrected. */
  readonly reason?: string;
  /** Problems and next steps, with a report that is sent. */
  readonly note?: string;
}

export interface ReportsInput {
  readonly batchId: string;
  readonly reports: readonly SentReport[];
}

export interface ReportHub {
  /** The latest periods first. */
  reports(question: ReportQuestion, page: PageAsked, asking?: Asking): Promise<Answer<ReportPage>>;
  /** At most 100 at a time. */
  waitingReports(page: PageAsked, asking?: Asking): Promise<Answer<WaitingPage>>;
  /** Same order and length as `ids`; at most 500. */
  reportSteps(ids: readonly string[], asking?: Asking): Promise<Answer<readonly (readonly ReportStep[])[]>>;
  /** Sending a batch again returns its first receipt and changes nothing. */
  moveReports(step: ReportStep, input: ReportsInput, asking?: Asking): Promise<Answer<RowReceipt>>;
}
