/** The sample workbooks: what is committed is what the code makes, and the roster says what it says it says. */
import { readFileSync, statSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "@jest/globals";
import { makeWorkbook, WORKBOOKS } from "../../../samples/make-samples.js";
import { ROSTER_EXPECTED, ROSTER_GRID } from "../../../samples/roster.js";
import { FIRST_WORKBOOK_PERSON, samplePerson } from "../../../server/database/seed/people.js";
import { readIdentityNumber } from "../../../server/domain/identity-number.js";

const file = (name: string) => fileURLToPath(new URL(`../../../samples/${name}`, import.meta.url));
const people = ROSTER_GRID.filter((row) => typeof row[0] === "number");

describe("the sample workbooks", () => {
  test.each(Object.keys(WORKBOOKS))("%s is what its maker makes, and small", async (name) => {
    const made = await makeWorkbook(WORKBOOKS[name] ?? []);
    expect(Buffer.from(made).equals(readFileSync(file(name)))).toBe(true);
    expect(statSync(file(name)).size).toBeLessThan(60_000);
  });

  test("the roster holds as many rows as expected, and two to refuse", () => {
    expect(people).toHaveLength(ROSTER_EXPECTED.rows);
    const numbers = people.map((row) => row[5]);
    const rounded = numbers.filter((number) => typeof number === "number");
    const repeated = numbers.filter((number, index) => numbers.indexOf(number) !== index);
    expect(rounded.length + repeated.length).toBe(ROSTER_EXPECTED.refused);
    expect(ROSTER_EXPECTED.new + ROSTER_EXPECTED.refused).toBe(ROSTER_EXPECTED.rows);
    for (const row of ROSTER_EXPECTED.refusedRows) {
      const number = ROSTER_GRID[row - 1]?.[5] ?? null;
      expect(typeof number === "number" || repeated.includes(number)).toBe(true);
    }
  });

  test("as many of its new rows are completed as participations are expected to rise", () => {
    const accepted = people.filter((_, index) => !ROSTER_EXPECTED.refusedRows.some((row) => row === index + 5));
    expect(accepted.filter((row) => row[11] === "结业")).toHaveLength(ROSTER_EXPECTED.completed);
    expect(accepted).toHaveLength(ROSTER_EXPECTED.new);
  });

  test("everyone on the roster is invented", () => {
    const invented = new Set(Array.from({ length: 40 }, (_, k) => samplePerson(1, FIRST_WORKBOOK_PERSON + k).identityNumber)); // prettier-ignore
    for (const row of people.filter((each) => typeof each[5] === "string")) {
      expect(invented.has(String(row[5]))).toBe(true);
      expect(readIdentityNumber(String(row[5])).ok).toBe(true);
    }
  });

  test("a number cell cannot hold an identity number: its last digits are gone", () => {
    const rounded = people.map((row) => row[5]).find((number) => typeof number === "number");
    expect(readIdentityNumber(String(rounded), true)).toEqual({ ok: false, problem: "digitsLost" });
  });
});
