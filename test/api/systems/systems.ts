/** All systems, in their order. `SYSTEM_COUNTS` is how many each document describes: one that is missing here is seen. */
import { ASSOCIATION_FIVE_YEARS } from "./association-five-years.js";
import { ASSOCIATION_PLAN } from "./association-plan.js";
import { CITY_PLAN } from "./city-plan.js";
import { SCHOOL_PLAN } from "./school-plan.js";
import type { System } from "./system.js";
import { THREE_YEAR_PLANS } from "./three-year-plans.js";

export const SYSTEMS: readonly System[] = [
  ...ASSOCIATION_PLAN,
  ...ASSOCIATION_FIVE_YEARS,
  ...SCHOOL_PLAN,
  ...THREE_YEAR_PLANS,
  ...CITY_PLAN,
];

/** How many systems each of the five documents describes. */
export const SYSTEM_COUNTS = [29, 21, 30, 54, 41] as const;

/** Every id there must be. */
export const SYSTEM_IDS: readonly string[] = SYSTEM_COUNTS.flatMap((count, document) =>
  Array.from({ length: count }, (_, index) => `S${document}.${index + 1}`),
);
