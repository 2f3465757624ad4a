/**
 * Who the organizations of the sample city know and how they belong: students, teachers, employees, experts, members.
 * The same person may be known to several organizations: the fingerprint of the identity number is then the same.
 */
import type { CityOrganization } from "./city-organizations.js";
import { cityOrganization, cityOrganizationsOf } from "./city-organizations.js";
import { knownPeople, personNumber, type CityPlan, type Population } from "./city-plan.js";
import { byteaText, type Batch, type SeedRow } from "./insert-rows.js";
import { samplePerson } from "./people.js";
import { diceOf, sampleId, type Dice } from "./random.js";

/** Turns an identity number into the fingerprint that is kept in its place. */
export type IdentityHash = (identityNumber: string) => Uint8Array;

const CHUNK = 4_000;
/** More than any person number, so that organization and person together give one id. */
const PEOPLE_PER_ORGANIZATION = 2 ** 25;

export function personId(organization: CityOrganization, number: number): string {
  return sampleId("person", organization.index * PEOPLE_PER_ORGANIZATION + number);
}

export function* peopleBatches(plan: CityPlan, hash: IdentityHash): Generator<Batch> {
  for (const population of plan.populations) {
    const total = knownPeople(population) + population.guests.length;
    for (let from = 0; from < total; from += CHUNK) {
      const rows = Array.from({ length: Math.min(CHUNK, total - from) }, (_, index) =>
        personRow(plan.seed, population.organization, numberOf(population, from + index), hash),
      );
      yield { table: "person", rows };
    }
  }
}

function numberOf(population: Population, k: number): number {
  const guest = population.guests[k - knownPeople(population)];
  return guest ?? personNumber(population, k);
}

function personRow(seed: number, organization: CityOrganization, number: number, hash: IdentityHash): SeedRow {
  const person = samplePerson(seed, number);
  return {
    org_id: organization.id,
    id: personId(organization, number),
    id_hash: byteaText(hash(person.identityNumber)),
    id_type: "resident_id",
    id_last4: person.identityNumber.slice(-4),
    name: person.name,
    sex: person.sex,
    birth_ym: person.birthDate.slice(0, 7),
    home_region: person.region,
    education: person.education,
  };
}

export function* affiliationBatches(plan: CityPlan): Generator<Batch> {
  let count = 0;
  let rows: SeedRow[] = [];
  const all = function* (): Generator<SeedRow> {
    for (const population of plan.populations) yield* belongings(plan.seed, population);
    yield* memberships();
    yield* cooperation();
  };
  for (const row of all()) {
    rows.push({ ...row, id: sampleId("affiliation", ++count) });
    if (rows.length === CHUNK) {
      yield { table: "affiliation", rows };
      rows = [];
    }
  }
  yield { table: "affiliation", rows };
}

function* belongings(seed: number, population: Population): Generator<SeedRow> {
  const { organization } = population;
  const dice = diceOf(seed, "affiliation", organization.code);
  const to = (number: number, row: SeedRow): SeedRow => ({
    org_id: organization.id,
    person_id: personId(organization, number),
    status: "active",
    ...row,
  });
  for (const guest of population.guests) yield to(guest, guestRow(organization, dice));
  for (let k = 0; k < knownPeople(population); k += 1) {
    const number = personNumber(population, k);
    if (k < population.teachers) yield to(number, teacherRow(dice));
    else if (organization.kind === "college") yield to(number, studentRow(dice));
    else if (organization.kind === "enterprise") for (const row of employeeRows(dice)) yield to(number, row);
    else if (organization.kind === "association" && k < 16)
      yield to(number, { role: k < 4 ? "council" : "delegate", valid_from: "2023-04-01" });
  }
}

function guestRow(organization: CityOrganization, dice: Dice): SeedRow {
  if (organization.kind === "provider")
    return { role: "teacher_part", valid_from: "2025-03-01", speciality: "实操指导" };
  if (organization.kind === "college") return { role: "student", valid_from: "2025-09-01" };
  if (organization.kind === "enterprise") return { role: "employee", valid_from: "2025-09-01", title: "技术员" };
  const level = dice.pick(["city", "city", "province"]);
  return { role: "expert", valid_from: "2024-01-01", valid_to: "2027-01-01", level, speciality: "职业技能评价" };
}

function teacherRow(dice: Dice): SeedRow {
  const title = dice.pick(["讲师", "讲师", "副教授", "高级讲师", "教授", "实习指导教师"]);
  return {
    role: dice.happens(0.8) ? "teacher_full" : "teacher_part",
    valid_from: `${dice.between(2012, 2024)}-09-01`,
    title,
  };
}

function studentRow(dice: Dice): SeedRow {
  if (dice.happens(0.06)) return { role: "student", valid_from: "2023-09-01", valid_to: "2026-07-01", status: "ended" };
  return { role: "student", valid_from: dice.pick(["2024-09-01", "2025-09-01", "2026-09-01"]) };
}

/** A few left and came back: two spells that do not touch. */
function employeeRows(dice: Dice): SeedRow[] {
  const title = dice.pick(["操作工", "技术员", "班组长", "工程师", "质检员"]);
  const from = `${dice.between(2015, 2024)}-0${dice.between(1, 9)}-01`;
  if (!dice.happens(0.05)) return [{ role: "employee", valid_from: from, title }];
  return [
    { role: "employee", valid_from: from, valid_to: "2025-06-30", title, status: "ended" },
    { role: "employee", valid_from: "2026-02-01", title },
  ];
}

function* memberships(): Generator<SeedRow> {
  const association = cityOrganization("YL-XH");
  const members = [
    ...cityOrganizationsOf("enterprise"),
    ...cityOrganizationsOf("provider"),
    ...cityOrganizationsOf("school"),
  ];
  for (const [index, member] of members.entries()) {
    const row = {
      org_id: association.id,
      role: "member",
      member_org_id: member.id,
      title: index % 6 === 0 ? "理事单位" : "会员单位",
    };
    const from = `${2019 + (index % 6)}-0${1 + (index % 9)}-15`;
    if (index === 9) yield { ...row, valid_from: from, valid_to: "2026-04-01", status: "ended" };
    else if (index === 14) {
      yield { ...row, valid_from: from, valid_to: "2025-07-01", status: "ended" };
      yield { ...row, valid_from: "2026-01-01", status: "active" };
    } else yield { ...row, valid_from: index % 8 === 3 ? "2026-03-20" : from, status: "active" };
  }
}

function* cooperation(): Generator<SeedRow> {
  const scopes = ["共建专业", "共育人才", "共建基地"];
  for (const college of cityOrganizationsOf("college"))
    for (const partner of cityOrganizationsOf("enterprise").filter(({ trade }) => trade === college.trade))
      yield {
        org_id: college.id,
        role: "coop_partner",
        member_org_id: partner.id,
        valid_from: "2024-05-01",
        scopes,
        status: "active",
      };
}
