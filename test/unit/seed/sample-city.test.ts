/** The sample city before any database: the same rows for the same seed, and nobody who could be real. */
import { createHash } from "node:crypto";
import { describe, expect, test } from "@jest/globals";
import { codeRows } from "../../../server/database/codes/load-codes.js";
import { CITY_ORGANIZATIONS } from "../../../server/database/seed/city-organizations.js";
import { knownPeople, personNumber, planCity } from "../../../server/database/seed/city-plan.js";
import { FIRST_WORKBOOK_PERSON, samplePerson } from "../../../server/database/seed/people.js";
import { cityBatches } from "../../../server/database/seed/sample-city.js";
import type { SeedRow } from "../../../server/database/seed/insert-rows.js";
import { readIdentityNumber } from "../../../server/domain/identity-number.js";
import { readUscc } from "../../../server/domain/uscc.js";

const identityKey = new Uint8Array(32);
const digestOf = (seed: number) => {
  const digest = createHash("sha256");
  for (const batch of cityBatches({ factor: 0.1, seed, identityKey })) digest.update(JSON.stringify(batch));
  return digest.digest("hex");
};
const rowsOf = (table: string): SeedRow[] =>
  [...cityBatches({ factor: 0.1, seed: 7, identityKey })].filter((batch) => batch.table === table).flatMap(({ rows }) => rows); // prettier-ignore

describe("the sample city", () => {
  test("the same seed makes the same city, another seed another", () => {
    expect(digestOf(7)).toBe(digestOf(7));
    expect(digestOf(8)).not.toBe(digestOf(7));
  });

  test("at factor 1 there are 300 classes with 12,000 enrolments", () => {
    const { cells, people } = planCity(20261122, 1);
    expect(cells).toHaveLength(300);
    expect(cells.reduce((sum, { size }) => sum + size, 0)).toBe(12_000);
    expect(people).toBe(5_000);
  });

  test("at factor 834 there are ten million enrolments, and no class is larger than what its holder can fill", () => {
    const { cells, populations } = planCity(20261122, 834);
    expect(cells.reduce((sum, { size }) => sum + size, 0)).toBeGreaterThanOrEqual(10_000_000);
    const pool = new Map(populations.map((each) => [each.organization.code, knownPeople(each) - each.teachers]));
    expect(cells.filter(({ organization, size }) => size > (pool.get(organization.code) ?? 0))).toEqual([]);
  });

  test("every college holds a class in every month", () => {
    const { cells } = planCity(20261122, 1);
    const months = new Set(cells.filter(({ organization }) => organization.kind === "college").map(({ organization, month }) => `${organization.code} ${month.code}`)); // prettier-ignore
    expect(months.size).toBe(11 * 22);
  });

  test("identity numbers are well formed, all different, and of no real region", () => {
    const numbers = [...Array.from({ length: 5_000 }, (_, k) => k), ...Array.from({ length: 50 }, (_, k) => FIRST_WORKBOOK_PERSON + k)].map((k) => samplePerson(7, k)); // prettier-ignore
    expect(new Set(numbers.map(({ identityNumber }) => identityNumber)).size).toBe(numbers.length);
    const real = new Set(codeRows().filter(({ list }) => list === "region").map(({ code }) => code)); // prettier-ignore
    for (const { identityNumber, birthDate, sex } of numbers) {
      const read = readIdentityNumber(identityNumber);
      expect(read).toMatchObject({ ok: true, birthDate, sex: sex === "1" ? "male" : "female" });
      expect(identityNumber).toMatch(/^99010[123]/);
      expect(real.has(identityNumber.slice(0, 6))).toBe(false);
    }
  });

  test("no row holds a whole identity number", () => {
    expect(rowsOf("person").filter((row) => /99010\d{12}/.test(JSON.stringify({ ...row, id: "", org_id: "", id_hash: "" })))).toEqual([]); // prettier-ignore
  });

  test("credit codes carry a valid check digit, and industries are of the national list", () => {
    const industries = new Set(codeRows().filter(({ list }) => list === "industry").map(({ code }) => code)); // prettier-ignore
    for (const { uscc, industry } of CITY_ORGANIZATIONS) {
      if (uscc !== null) expect(readUscc(uscc).verdict).toBe("ok");
      if (industry !== null) expect(industries.has(industry)).toBe(true);
    }
  });

  test("what is taught, held and granted uses codes the hub knows", () => {
    const known = new Set(codeRows().map(({ list, code }) => `${list}/${code}`));
    const used = (table: string, column: string, list: string) => rowsOf(table).flatMap((row) => (row[column] ? [`${list}/${String(row[column])}`] : [])); // prettier-ignore
    const all = [
      ...used("course", "kind", "course_kind"), ...used("course", "occupation", "occupation"), ...used("course", "level", "skill_level"),
      ...used("activity", "kind", "activity_kind"), ...used("activity", "mode", "mode"), ...used("activity", "channel", "channel"),
      ...used("activity", "fund_source", "fund_source"), ...used("activity", "level", "activity_level"), ...used("activity", "form", "training_form"),
      ...used("credential", "kind", "credential_kind"), ...used("fund_entry", "kind", "fund_kind"), ...used("affiliation", "role", "affiliation_role"),
      ...used("enrolment", "role", "enrolment_role"), ...used("enrolment", "result", "result"), ...used("enrolment", "outcome", "outcome"),
      ...rowsOf("enrolment").flatMap(({ categories }) => ((categories as string[] | undefined) ?? []).map((code) => `category/${code}`)),
    ]; // prettier-ignore
    expect([...new Set(all)].filter((code) => !known.has(code))).toEqual([]);
  });

  test("people an enterprise shares with a college are the college's own", () => {
    const { populations } = planCity(20261122, 1);
    const colleges = populations.filter(({ organization }) => organization.kind === "college");
    const students = new Set(
      colleges.flatMap((each) => Array.from({ length: each.count }, (_, k) => personNumber(each, k))),
    );
    for (const each of populations.filter(({ borrowed }) => borrowed.count > 0))
      for (let k = each.count; k < knownPeople(each); k += 1) expect(students.has(personNumber(each, k))).toBe(true);
  });
});
