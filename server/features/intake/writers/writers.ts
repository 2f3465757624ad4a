/** The writer of each target, and the order in which targets lean on each other. */
import { isOfRegister } from "../register.targets.js";
import type { TargetName } from "../targets/target.js";
import { classWriter } from "./class.writer.js";
import { employeeWriter } from "./employee.writer.js";
import { figureWriter } from "./figure.writer.js";
import { memberWriter } from "./member.writer.js";
import { organizationWriter } from "./organization.writer.js";
import { registerWriter } from "./register.writer.js";
import { rosterWriter } from "./roster.writer.js";
import type { Writer } from "./writer.js";

const BY_HAND: Readonly<Record<TargetName, Writer<unknown>>> = {
  organizations: organizationWriter as Writer<unknown>,
  members: memberWriter as Writer<unknown>,
  classes: classWriter as Writer<unknown>,
  roster: rosterWriter as Writer<unknown>,
  employeeTraining: employeeWriter as Writer<unknown>,
  figures: figureWriter as Writer<unknown>,
};

export function writerOf(target: string): Writer<unknown> {
  if (isOfRegister(target)) return registerWriter as Writer<unknown>;
  return BY_HAND[target as TargetName];
}

/** What others refer to comes first: organizations before members, classes before rosters. */
const ORDER: readonly string[] = ["organizations", "members", "classes", "roster", "employeeTraining", "figures"];

export const rankOf = (target: string): number => {
  const rank = ORDER.indexOf(target);
  return rank < 0 ? ORDER.length : rank;
};
