/** Conditions that are said in words: `active`, `start in period`, `overlaps rolling 1y`. Each is a time, a test, or both. */
import type { Source } from "./indicator.fields.js";

/**
 * When a row belongs to a period. `happened`: its day lies in the period. `inForce`: it holds on the period's last day
 * (today, while the period still runs). `began`, `ended`, `revoked`, `decided`: that day of it lies in the period.
 * `rolling`: it held at some time in the year up to that day. `whenever`: the row's own days do not matter.
 */
export type Timing = "happened" | "inForce" | "began" | "ended" | "revoked" | "decided" | "rolling" | "whenever";

export type NamedCondition =
  "present" | "attended" | "notHeld" | "hasDoneClass" | "sanctioned" | "required" | "approved" | "inRegion";

interface Effect {
  readonly timing?: Timing;
  readonly condition?: NamedCondition;
}

const inForce: Effect = { timing: "inForce" };

export const NAMED_WORDS: Readonly<Record<string, Readonly<Partial<Record<Source, Effect>>>>> = {
  active: {
    affiliation: inForce,
    organization: inForce,
    course: inForce,
    asset: inForce,
    enrolment: inForce,
  },
  valid: { credential: inForce, document: inForce },
  open: { task: inForce, finding: inForce },
  "start in period": { affiliation: { timing: "began" } },
  "end in period": { affiliation: { timing: "ended" } },
  "revoked in period": { credential: { timing: "revoked" } },
  "decided in period": { application: { timing: "decided" } },
  "done in period": { task: { timing: "ended" } },
  "closed in period": { finding: { timing: "ended" } },
  "overlaps rolling 1y": { affiliation: { timing: "rolling" } },
  present: { attendance: { condition: "present" }, enrolment: { condition: "attended" } },
  "not held": { application: { condition: "notHeld" } },
  "has done class": { course: { condition: "hasDoneClass", timing: "whenever" } },
  sanctioned: { finding: { condition: "sanctioned" } },
  required: { figure: { condition: "required" } },
  approved: { figure: { condition: "approved" } },
  "in region": { code: { condition: "inRegion" } },
};

/** The words a source knows. */
export const wordsOf = (source: Source): string =>
  Object.keys(NAMED_WORDS)
    .filter((words) => NAMED_WORDS[words]?.[source] !== undefined)
    .join(", ");

/** What a source's rows do in time when no named condition says otherwise; an affiliation must say. */
export const USUAL_TIMING: Readonly<Partial<Record<Source, Timing>>> = {
  enrolment: "happened",
  activity: "happened",
  credential: "happened",
  fundEntry: "happened",
  organization: "inForce",
  course: "inForce",
  attendance: "happened",
  application: "happened",
  asset: "inForce",
  submission: "happened",
  finding: "happened",
  task: "happened",
  document: "happened",
  figure: "happened",
  target: "happened",
  person: "whenever",
  code: "whenever",
  parameter: "whenever",
};
