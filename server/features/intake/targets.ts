/** The targets written by hand. Data, not code: the rules read them, the pane shows their labels. */
import { foldHeader } from "../../domain/text.js";
import { CLASSES } from "./targets/classes.target.js";
import { EMPLOYEE_TRAINING } from "./targets/employee-training.target.js";
import { FIGURES } from "./targets/figures.target.js";
import { MEMBERS } from "./targets/members.target.js";
import { ORGANIZATIONS } from "./targets/organizations.target.js";
import { ROSTER } from "./targets/roster.target.js";
import type { IntakeTarget } from "./targets/target.js";

export const TARGETS: readonly IntakeTarget[] = [ORGANIZATIONS, MEMBERS, CLASSES, ROSTER, EMPLOYEE_TRAINING, FIGURES];

/** Headers that any target knows, and the serial number: detection takes a row of them for a header. */
export function knownHeaders(targets: readonly IntakeTarget[] = TARGETS): ReadonlySet<string> {
  const names = targets.flatMap((target) => target.fields.flatMap((f) => f.synonyms.map(foldHeader)));
  return new Set([...names, "序号", "编号", "no", "部门", "邮箱", "负责人", "阶段"].filter(Boolean));
}
