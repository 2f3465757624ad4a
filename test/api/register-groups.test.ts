/** Grouped counts: participations are rows, persons are counted once whoever knows them, sums are exact. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startHub, type TestHub } from "../support/hub.js";
import { addSmallRoster } from "../support/small-roster.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
  await addSmallRoster(hub);
});
afterAll(() => hub.stop());

interface Answer {
  readonly groups: Readonly<Record<string, unknown>>[];
  readonly totals?: Readonly<Record<string, unknown>>[];
  readonly groupCount?: number;
}

/** Asks `<register>Groups(args) { groups { fields } … }`. */
async function ask(register: string, args: string, fields: string, more = ""): Promise<Answer> {
  const { data, errors } = await hub.graphql<{ g: Answer }>(
    `{ g: ${register}Groups(${args}) { groups { ${fields} } ${more} } }`,
  );
  expect(errors).toBeUndefined();
  return data.g;
}

async function groups(register: string, args: string, fields: string): Promise<unknown> {
  return (await ask(register, args, fields)).groups;
}

const by = (...dimensions: string[]): string =>
  `groupBy: [${dimensions.map((each) => `{ dimension: ${each} }`).join(", ")}]`;

test("participations by school: a workshop's count for its school, and one human at two schools is one person", async () => {
  expect(await groups("enrolment", by("SCHOOL"), "key labels rows persons")).toEqual([
    { key: ["T-N"], labels: ["北校"], rows: 5, persons: 3 },
    { key: ["T-S"], labels: ["南校"], rows: 4, persons: 2 },
  ]);
  expect(await groups("enrolment", by(), "key rows persons")).toEqual([{ key: [], rows: 9, persons: 4 }]);
});

test("by month of completion, else of the activity's end; what has neither is a group of its own", async () => {
  expect(await groups("enrolment", by("MONTH"), "key labels rows")).toEqual([
    { key: ["2026M03"], labels: ["2026年3月"], rows: 3 },
    { key: ["2026M05"], labels: ["2026年5月"], rows: 4 },
    { key: ["2026M06"], labels: ["2026年6月"], rows: 1 },
    { key: [null], labels: [null], rows: 1 },
  ]);
});

test("by two codes, with their words, under a filter", async () => {
  const args = `${by("ACTIVITY_KIND", "STATUS")}, filter: {organization: {within: "T-S"}}`;
  expect(await groups("enrolment", args, "key labels rows persons")).toEqual([
    { key: ["class", "active"], labels: ["培训班", "active"], rows: 1, persons: 1 },
    { key: ["class", "completed"], labels: ["培训班", "结业"], rows: 2, persons: 2 },
    { key: ["meeting", "active"], labels: ["会议", "active"], rows: 1, persons: 1 },
  ]);
});

test("sums are exact decimals, beyond what a float could hold", async () => {
  const sum = (of: string): string => `measures: [{ measure: SUM, of: ${of} }]`;
  expect(await groups("fundEntry", `${by("ORGANIZATION")}, ${sum("AMOUNT")}`, "key values")).toEqual([
    { key: ["T-N-1"], values: ["9007199254740993.00"] },
    { key: ["T-S"], values: ["0.30"] },
  ]);
  expect(await groups("activity", `${by("KIND")}, ${sum("HOURS")}`, "key rows values")).toEqual([
    { key: ["class"], rows: 4, values: ["120.5"] },
    { key: ["meeting"], rows: 1, values: [null] },
  ]);
});

test("every dimension of every register can be counted by", async () => {
  const { data } = await hub.graphql<{
    __schema: { types: { name: string; enumValues: { name: string }[] | null }[] };
  }>("{ __schema { types { name enumValues { name } } } }");
  const dimensions = data.__schema.types.filter(({ name }) => name.endsWith("Dimension"));
  expect(dimensions.length).toBeGreaterThan(9);
  for (const { name, enumValues } of dimensions) {
    const register = `${name[0]?.toLowerCase() ?? ""}${name.slice(1).replace("Dimension", "")}`;
    const names = (enumValues ?? []).map((value) => value.name);
    // Four at once: each is counted by all the same.
    const queries = Array.from({ length: Math.ceil(names.length / 4) }, (_, n) => {
      const some = names.slice(n * 4, n * 4 + 4);
      return `g${n}: ${register}Groups(${by(...some)}, totals: [0]) { groups { key labels rows persons } totals { rows } }`;
    });
    for (let from = 0; from < queries.length; from += 20) {
      const { errors } = await hub.graphql(`{ ${queries.slice(from, from + 20).join(" ")} }`);
      expect([register, errors]).toEqual([register, undefined]);
    }
  }
});

test("more than four dimensions are refused by their code", async () => {
  const { errors } = await hub.graphql(
    `{ enrolmentGroups(${by("ORGANIZATION", "SCHOOL", "ROLE", "STATUS", "MONTH")}) { groups { rows } } }`,
  );
  expect(errors?.[0]?.extensions["code"]).toBe("TOO_MANY_DIMENSIONS");
});
