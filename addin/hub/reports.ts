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
  readonly nodes: readonly Report[];
}

/** `organization`: a code; `waiting`: those that somebody is to accept or approve. */
export type ReportQuestion = { readonly organization: string } | { readonly waiting: true };

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
  reports(question: ReportQuestion, first: number, asking?: Asking): Promise<Answer<ReportPage>>;
  /** Same order and length as `ids`; at most 500. */
  reportSteps(ids: readonly string[], asking?: Asking): Promise<Answer<readonly (readonly ReportStep[])[]>>;
  /** Sending a batch again returns its first receipt and changes nothing. */
  moveReports(step: ReportStep, input: ReportsInput, asking?: Asking): Promise<Answer<RowReceipt>>;
}
