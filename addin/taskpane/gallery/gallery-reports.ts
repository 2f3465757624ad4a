/** Invented reports for the gallery: one to send, one that came back, one approved, and two of others that wait. */
import type { Report, ReportStep } from "../../hub/reports.js";

const BLANK = {
  ...{ correction: 1, submittedAt: null, submittedBy: null, reviewedAt: null, reviewedBy: null },
  ...{ approvedAt: null, approvedBy: null, returnReason: null, note: null, version: 1 },
  form: { code: "training_month", name: "社会培训月报" },
};
const OWN = { code: "YL-S1-01", name: "信息工程学院" };

export const OWN_REPORTS: readonly Report[] = [
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
];

export const WAITING_REPORTS: readonly Report[] = [
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
  "other-9": ["ACCEPT", "RETURN"],
  "other-8": ["RETURN", "APPROVE"],
};
