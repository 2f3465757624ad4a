/**
 * How many people and classes there are and where: pure arithmetic on the factor, shared by everything the city generates.
 * At factor 1: 5,000 people, 300 classes, 12,000 enrolments from January 2025 to October 2026.
 */
import { addDays, daysInMonth } from "../../domain/local-date.js";
import { CITY_ORGANIZATIONS, cityOrganizationsOf, type CityOrganization } from "./city-organizations.js";
import { FIRST_WORKBOOK_PERSON } from "./people.js";
import { diceOf, type Dice } from "./random.js";

/** The last day the sample city knows. */
export const LAST_DAY = "2026-10-31";

export interface Month {
  readonly year: number;
  readonly month: number;
  /** `2026M10` */
  readonly code: string;
}

export const MONTHS: readonly Month[] = Array.from({ length: 22 }, (_, index) => {
  const year = 2025 + Math.floor(index / 12);
  const month = 1 + (index % 12);
  return { year, month, code: `${year}M${String(month).padStart(2, "0")}` };
});

export function dayOf({ year, month }: Month, day: number): string {
  return `${year}-${String(month).padStart(2, "0")}-${String(Math.min(day, daysInMonth(year, month))).padStart(2, "0")}`;
}

/** The later of a day some days on and the last day known: nothing in the sample lies in its future. */
export function daysLater(date: string, days: number): string {
  const later = addDays(date, days);
  return later > LAST_DAY ? LAST_DAY : later;
}

/** Who an organization trains: a stretch of people of its own, and for enterprises a few who study at a college. */
export interface Population {
  readonly organization: CityOrganization;
  readonly first: number;
  readonly count: number;
  /** The first so many of the stretch teach there. */
  readonly teachers: number;
  readonly borrowed: { readonly first: number; readonly count: number };
  /** People of other organizations who teach or advise here besides. */
  readonly guests: readonly number[];
}

export interface ClassCell {
  readonly organization: CityOrganization;
  readonly month: Month;
  readonly number: number;
  readonly size: number;
}

export interface CityPlan {
  readonly seed: number;
  readonly factor: number;
  readonly people: number;
  readonly populations: readonly Population[];
  readonly cells: readonly ClassCell[];
}

const SHARES: Partial<Record<CityOrganization["kind"], number>> = {
  college: 0.062, enterprise: 0.012, provider: 0.018, association: 0.03,
}; // prettier-ignore

/** The course of a year in training: quiet in February and August, busy in spring and autumn. */
const SEASON = [0.8, 0.6, 1, 1.1, 1.2, 1.1, 0.8, 0.7, 1.2, 1.3, 1.2, 1] as const;

export function planCity(seed: number, factor: number): CityPlan {
  if (!(factor > 0)) throw new RangeError("the factor of the sample city is a number above 0");
  const people = Math.max(600, Math.round(5_000 * factor));
  return { seed, factor, people, populations: populationsOf(people), cells: cellsOf(seed, factor) };
}

/** Person number of the k-th person an organization knows, its own first. */
export function personNumber(population: Population, k: number): number {
  return k < population.count ? population.first + k : population.borrowed.first + k - population.count;
}

export function knownPeople(population: Population): number {
  return population.count + population.borrowed.count;
}

function populationsOf(people: number): Population[] {
  let next = 0;
  const own = CITY_ORGANIZATIONS.flatMap((organization): Population[] => {
    const share = SHARES[organization.kind];
    if (share === undefined) return [];
    const count = Math.floor(people * share);
    const first = next;
    next += count;
    const teachers = ["college", "provider"].includes(organization.kind) ? Math.max(3, Math.floor(count * 0.05)) : 0;
    return [{ organization, first, count, teachers, borrowed: { first: 0, count: 0 }, guests: [] }];
  });
  const of = (kind: CityOrganization["kind"]) => own.filter(({ organization }) => organization.kind === kind);
  const [colleges, enterprises, providers] = [of("college"), of("enterprise"), of("provider")];
  return own.map((population) => {
    const { kind, code } = population.organization;
    const college = colleges[providers.indexOf(population)];
    return {
      ...population,
      borrowed:
        kind === "enterprise"
          ? studentsAtWork(population, enterprises.indexOf(population), colleges)
          : population.borrowed,
      guests: [
        ...(kind === "provider" && college ? [college.first, college.first + 1] : []),
        ...(kind === "association" ? [...colleges, ...enterprises].map(({ first }) => first) : []),
        ...(KNOWN_FROM_WORKBOOKS[code] ?? []).map((k) => FIRST_WORKBOOK_PERSON + k),
      ],
    };
  });
}

/** People of the sample workbooks whom the hub knows before any import: at the college two, one of them at the enterprise too. */
const KNOWN_FROM_WORKBOOKS: Readonly<Record<string, readonly number[]>> = { "YL-S1-01": [0, 1], "YL-E02": [0] };

/** From the far end of a college's stretch, where its students are; two enterprises of one college take different ones. */
function studentsAtWork(enterprise: Population, index: number, colleges: readonly Population[]) {
  const college = colleges[index % colleges.length];
  if (!college) return { first: 0, count: 0 };
  const count = Math.floor(enterprise.count * 0.3);
  const end = college.first + college.count - Math.floor(index / colleges.length) * count;
  return { first: end - count, count };
}

interface Slot {
  readonly organization: CityOrganization;
  readonly month: Month;
  readonly weight: number;
}

/** Spreads the enrolments over organizations and months by weight, to the exact total. */
function cellsOf(seed: number, factor: number): ClassCell[] {
  const slots = slotsOf(seed);
  const total = Math.round(12_000 * factor);
  const weights = slots.reduce((sum, slot) => sum + slot.weight, 0);
  const classes = Math.max(1, Math.round(factor));
  let reached = 0;
  let weighed = 0;
  return slots.flatMap(({ organization, month, weight }) => {
    weighed += weight;
    const upTo = Math.round((total * weighed) / weights);
    const enrolments = upTo - reached;
    reached = upTo;
    return Array.from({ length: classes }, (_, index) => ({
      organization,
      month,
      number: index + 1,
      size: Math.floor((enrolments * (index + 1)) / classes) - Math.floor((enrolments * index) / classes),
    }));
  });
}

/** 300 of them: every college every month, the others a few times. */
function slotsOf(seed: number): Slot[] {
  const dice = diceOf(seed, "slots");
  const colleges = cityOrganizationsOf("college").flatMap((organization) => {
    const strength = 0.75 + dice.unit() * 0.5;
    return MONTHS.map((month) => slot(organization, month, strength, dice));
  });
  const others = (["enterprise", "provider", "association"] as const).flatMap((kind) =>
    cityOrganizationsOf(kind).flatMap((organization, index) =>
      monthsOf(kind, index).map((month) => slot(organization, month, 0.9, dice)),
    ),
  );
  return [...colleges, ...others].sort((a, b) =>
    a.month.code < b.month.code ? -1 : a.month.code > b.month.code ? 1 : 0,
  );
}

function monthsOf(kind: "enterprise" | "provider" | "association", index: number): Month[] {
  const places =
    kind === "enterprise" ? [index % 12, 12 + ((index * 3) % 10)]
    : kind === "provider" ? [2 + index, 11 + (index % 4), 21 - (index % 5)]
    : [1, 3, 5, 8, 10, 13, 15, 17, 19, 21]; // prettier-ignore
  return places.flatMap((place) => MONTHS[place] ?? []);
}

function slot(organization: CityOrganization, month: Month, strength: number, dice: Dice): Slot {
  const growth = month.year === 2026 ? 1.15 : 1;
  const season = SEASON[month.month - 1] ?? 1;
  return { organization, month, weight: strength * growth * season * (0.88 + dice.unit() * 0.24) };
}
