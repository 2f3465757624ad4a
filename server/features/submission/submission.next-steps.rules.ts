/** Which step a report may take next, for somebody with these rights: the order of states of `submission.register.ts`. */

export const REPORT_STEPS = ["SUBMIT", "ACCEPT", "RETURN", "APPROVE", "LOCK", "ORDER_CORRECTION"] as const;
export type ReportStep = (typeof REPORT_STEPS)[number];

export interface ReportStanding {
  readonly status: string;
  /** May enter the organization's figures. */
  readonly writes: boolean;
  readonly approves: boolean;
  /** Entered it, and so does not say yes to it. */
  readonly entered: boolean;
  /** A later correction is already on its way. */
  readonly follows: boolean;
}

const FROM: Readonly<Record<ReportStep, readonly string[]>> = {
  SUBMIT: ["draft", "returned"],
  ACCEPT: ["submitted"],
  RETURN: ["submitted", "accepted"],
  APPROVE: ["accepted"],
  LOCK: ["approved"],
  ORDER_CORRECTION: ["approved", "locked"],
};

export function nextSteps({ status, writes, approves, entered, follows }: ReportStanding): ReportStep[] {
  return REPORT_STEPS.filter((step) => {
    if (!FROM[step].includes(status)) return false;
    if (step === "SUBMIT") return writes;
    if (step === "APPROVE" || step === "LOCK") return approves && !entered;
    return approves && !(step === "ORDER_CORRECTION" && follows);
  });
}
