/** Invented reports for the gallery: one to send, one that came back, some that were sent, and two of others that wait. */
import type { Report, ReportPage, ReportQuestion, ReportStep, WaitingPage } from "../../hub/reports.js";
import type { Behaviour } from "./gallery-hub.js";

const BLANK = {
  ...{ correction: 1, submittedAt: null, submittedBy: null, reviewedAt: null, reviewedBy: null },
  ...{ approvedAt: null, approvedBy: null, returnReason: null, note: null, version: 1 },
  form: { code: "training_month", name: "社会培训月报" },
};
const OWN = { code: "YL-S1-01", name: "信息工程学院" };

const OWN_REPORTS: readonly Report[] = [
  {
    ...BLANK,
    ...{
      id: "own-10",
      period: "2026M10",
      status: "draft",
      statusLabel: "草稿",
      dueOn: "2026-11-05",
      organization: OWN,
    },
  },
  {
    ...BLANK,
    ...{
      id: "own-9",
      period: "2026M09",
      status: "returned",
      statusLabel: "退回",
      dueOn: "2026-10-05",
      organization: OWN,
    },
    ...{ submittedAt: "2026-10-04T01:30:00Z", submittedBy: "示例填报人", returnReason: "到账额与台账不符，请核对" },
    ...{ reviewedAt: "2026-10-06T02:10:00Z", reviewedBy: "示例审核人" },
  },
  {
    ...BLANK,
    ...{ id: "own-8", period: "2026M08", status: "approved", statusLabel: "已核定", dueOn: "2026-09-05" },
    ...{ organization: OWN, submittedAt: "2026-09-04T01:30:00Z", submittedBy: "示例填报人" },
    ...{ approvedAt: "2026-09-07T07:00:00Z", approvedBy: "示例审核人", correction: 2 },
  },
  {
    ...BLANK,
    ...{ id: "own-7", period: "2026M07", status: "locked", statusLabel: "已锁定", dueOn: "2026-08-05" },
    ...{ organization: OWN, submittedAt: "2026-08-03T01:30:00Z", submittedBy: "示例填报人" },
    ...{ approvedAt: "2026-08-06T07:00:00Z", approvedBy: "示例审核人" },
  },
];

/** The month on the sheet, back with its reason. */
const BACK: Report = {
  ...BLANK,
  ...{
    id: "own-10",
    period: "2026M10",
    status: "returned",
    statusLabel: "退回",
    dueOn: "2026-11-05",
    organization: OWN,
  },
  ...{ submittedAt: "2026-11-02T01:30:00Z", submittedBy: "示例填报人", returnReason: "到账额少一笔，请核对" },
  ...{ reviewedAt: "2026-11-02T08:40:00Z", reviewedBy: "示例审核人" },
};

const WAITING_REPORTS: readonly Report[] = [
  {
    ...BLANK,
    ...{ id: "other-9", period: "2026M09", status: "submitted", statusLabel: "已报送", dueOn: "2026-10-05" },
    organization: { code: "YL-S1-02", name: "智能制造学院" },
    ...{ submittedAt: "2026-10-04T01:30:00Z", submittedBy: "示例填报人", note: "两个班跨月，十月一并报" },
  },
  {
    ...BLANK,
    ...{ id: "other-8", period: "2026M08", status: "accepted", statusLabel: "已受理", dueOn: "2026-09-05" },
    organization: { code: "YL-S1-03", name: "建筑工程学院" },
    ...{ submittedAt: "2026-09-04T01:30:00Z", submittedBy: "示例填报人" },
  },
];

export const REPORT_STEPS: Readonly<Record<string, readonly ReportStep[]>> = {
  "own-10": ["SUBMIT"],
  "own-9": ["SUBMIT"],
  "own-8": [],
  "other-9": ["ACCEPT", "RETURN"],
  "other-8": ["RETURN", "APPROVE"],
};

const TO_SEND = ["draft", "returned"];

export function reportPage(question: ReportQuestion, { reports, returned = false }: Behaviour): ReportPage {
  const own =
    reports === "none" ? [] : OWN_REPORTS.map((report) => (returned && report.id === BACK.id ? BACK : report));
  const nodes =
    "ids" in question
      ? WAITING_REPORTS.filter(({ id }) => question.ids.includes(id))
      : "returned" in question
        ? returned
          ? [BACK]
          : []
        : own.filter(({ status }) => TO_SEND.includes(status) === question.open);
  const isCut = reports === "many" && "organization" in question && !question.open;
  const total = isCut ? 38 : nodes.length;
  return { totalCount: total, pageInfo: { hasNextPage: isCut, endCursor: isCut ? "38" : null }, nodes };
}

export function waitingPage({ reports }: Behaviour): WaitingPage {
  const waiting = reports === "none" ? [] : WAITING_REPORTS.map(({ id }) => ({ id, steps: REPORT_STEPS[id] ?? [] }));
  return {
    total: reports === "many" ? 126 : waiting.length,
    next: reports === "many" ? "other-8" : null,
    reports: waiting,
  };
}
