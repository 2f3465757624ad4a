/** Whatever is asked, the groups, their totals and what runs over time are what a plain recount of the same rows gives. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { periodHolding, periodOf, samePeriodLastYear } from "../../server/domain/period.js";
import { diceOf } from "../../server/database/seed/random.js";
import { startHub, type TestHub } from "../support/hub.js";
import { askerOf } from "./register-groups-fixture.js";

interface Row {
  readonly school: string;
  readonly day: string;
  readonly human: string;
  readonly activity: string;
  readonly channel: string | null;
  readonly sex: string;
  readonly categories: readonly string[];
  readonly hours: number;
}

const dice = diceOf(7, "recount");
const SCHOOLS = ["S0", "S1", "S2"] as const;
const uuid = (kind: number, n: number): string =>
  `00000000-0000-7000-8${String(kind).padStart(3, "0")}-${String(n).padStart(12, "0")}`;

/** Twelve humans of whom any school knows any, thirty activities, three hundred rows over three years. */
const ACTIVITIES = Array.from({ length: 30 }, (_, n) => ({
  id: uuid(2, n),
  school: n % 3,
  channel: dice.pick<string | null>(["a", "b", null]),
}));
const ROWS: readonly Row[] = Array.from({ length: 300 }, () => {
  const place = dice.between(0, ACTIVITIES.length - 1);
  const activity = ACTIVITIES[place] ?? { id: "", school: 0, channel: null };
  const human = dice.between(0, 11);
  return {
    school: SCHOOLS[activity.school] ?? "S0",
    day: `${dice.between(2024, 2026)}-${String(dice.between(1, 12)).padStart(2, "0")}-${String(dice.between(1, 28)).padStart(2, "0")}`,
    human: String(human),
    activity: String(place),
    channel: activity.channel,
    sex: String(1 + (human % 2)),
    categories: ["x", "y", "z"].filter(() => dice.happens(0.4)),
    hours: dice.between(0, 40),
  };
});

let hub: TestHub;
const { ask } = askerOf(() => hub);
beforeAll(async () => {
  hub = await startHub();
  await hub.sql(
    `insert into organization (id, code, name, kind) values ${SCHOOLS.map((code, n) => `('${uuid(1, n)}', '${code}', '${code}', 'school')`).join(", ")}`,
  );
  await hub.sql(
    `insert into activity (org_id, id, kind, title, channel) values ${ACTIVITIES.map(({ id, school, channel }) => `('${uuid(1, school)}', '${id}', 'class', 'k', ${channel === null ? "null" : `'${channel}'`})`).join(", ")}`,
  );
  const people = SCHOOLS.flatMap((_, school) =>
    Array.from(
      { length: 12 },
      (__, human) =>
        `('${uuid(1, school)}', '${uuid(3, school * 12 + human)}', '甲', '\\x${String(human + 10)}', '${1 + (human % 2)}')`,
    ),
  );
  await hub.sql(`insert into person (org_id, id, name, id_hash, sex) values ${people.join(", ")}`);
  const values = ROWS.map((row, n) => {
    const school = SCHOOLS.indexOf(row.school as (typeof SCHOOLS)[number]);
    // A role of its own lets the same person take part twice.
    return `('${uuid(1, school)}', '${ACTIVITIES[Number(row.activity)]?.id ?? ""}', '${uuid(3, school * 12 + Number(row.human))}', 'r${n}', '${row.day}',
      '{${row.categories.join(",")}}', ${row.hours}, 'completed')`;
  });
  await hub.sql(
    `insert into enrolment (org_id, activity_id, person_id, role, completed_on, categories, hours_done, status) values ${values.join(", ")}`,
  );
});
afterAll(() => hub.stop());

type Grain = "YEAR" | "QUARTER" | "MONTH" | "TERM" | "SCHOOL_YEAR";
const KINDS = { YEAR: "year", QUARTER: "quarter", MONTH: "month", TERM: "term", SCHOOL_YEAR: "schoolYear" } as const;

interface Dimension {
  readonly text: string;
  readonly keys: (row: Row) => readonly (string | null)[];
  readonly isPeriod?: boolean;
}

const PLAIN: readonly Dimension[] = [
  { text: "{ dimension: ORGANIZATION }", keys: ({ school }) => [school] },
  { text: "{ dimension: PERSON_SEX }", keys: ({ sex }) => [sex] },
  { text: "{ dimension: ACTIVITY_CHANNEL }", keys: ({ channel }) => [channel] },
  { text: "{ dimension: CATEGORIES }", keys: ({ categories }) => (categories.length === 0 ? [null] : categories) },
];
const period = (grain: Grain): Dimension => ({
  text: `{ dimension: PERIOD, grain: ${grain} }`,
  keys: ({ day }) => [periodHolding(KINDS[grain], day).code],
  isPeriod: true,
});

/** The rows of every group, by the group's key as text. */
function recount(dimensions: readonly Dimension[], rows: readonly Row[] = ROWS): Map<string, Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const keys = dimensions.reduce<(string | null)[][]>(
      (some, { keys: of }) => some.flatMap((key) => of(row).map((each) => [...key, each])),
      [[]],
    );
    for (const key of keys) groups.set(JSON.stringify(key), [...(groups.get(JSON.stringify(key)) ?? []), row]);
  }
  return groups;
}

const persons = (rows: readonly Row[]): number => new Set(rows.map(({ human }) => human)).size;
const hours = (rows: readonly Row[]): number => rows.reduce((sum, row) => sum + row.hours, 0);

/** a / b, rounded half up at twelve places, without a float. */
function share(a: number, b: number): string {
  const scaled = ((BigInt(a) * 2_000_000_000_000n + BigInt(b)) / (2n * BigInt(b))).toString().padStart(13, "0");
  return `${scaled.slice(0, -12)}.${scaled.slice(-12)}`.replace(/\.?0+$/u, "");
}

const MEASURES = `measures: [{ measure: SUM, of: HOURS_DONE }, { measure: DISTINCT, of: ACTIVITY }, { measure: PERSONS, as: SHARE_OF_TOTAL },
  { measure: ROWS, as: SHARE_OF_PARENT }]`;
const TIMED = `measures: [{ measure: PERSONS, as: CUMULATIVE }, { measure: ROWS, as: CUMULATIVE }, { measure: PERSONS, as: YEAR_BEFORE }]`;

const drawn = Array.from({ length: 24 }, (_, n) => {
  const throws = diceOf(n, "question");
  const some = PLAIN.filter(() => throws.happens(0.5));
  const grain = throws.pick<Grain>(["YEAR", "QUARTER", "MONTH", "TERM", "SCHOOL_YEAR"]);
  return throws.happens(0.7) ? [...some.slice(0, 3), period(grain)] : some;
});

test.each(drawn.map((dimensions) => [dimensions.map(({ text }) => text).join(", "), dimensions] as const))(
  "groups and totals by %s",
  async (text, dimensions) => {
    const totals = dimensions.map((_, level) => level);
    const { groups, totals: sums } = await ask(
      `groupBy: [${text}], ${MEASURES}, totals: [${totals.join(", ")}], limit: 5000`,
      "key rows persons values",
    );
    const expected = (kept: readonly Dimension[]): unknown[] =>
      [...recount(kept)].map(([key, rows]) => {
        const parent = JSON.stringify((JSON.parse(key) as unknown[]).slice(0, -1));
        const above = kept.length === 0 ? rows : (recount(kept.slice(0, -1)).get(parent) ?? []);
        const distinct = new Set(rows.map(({ activity }) => activity)).size;
        return {
          key: JSON.parse(key) as unknown,
          rows: rows.length,
          persons: persons(rows),
          values: [
            `${hours(rows)}.0`,
            String(distinct),
            share(persons(rows), persons(ROWS)),
            share(rows.length, above.length),
          ],
        };
      });
    expect(new Set(groups.map((group) => JSON.stringify(group)))).toEqual(
      new Set(expected(dimensions).map((group) => JSON.stringify(group))),
    );
    expect(new Set(sums.map((group) => JSON.stringify(group)))).toEqual(
      new Set(totals.flatMap((level) => expected(dimensions.slice(0, level))).map((group) => JSON.stringify(group))),
    );
  },
);

test.each(
  drawn
    .filter((dimensions) => dimensions.some(({ isPeriod }) => isPeriod))
    .map((dimensions) => [dimensions.map(({ text }) => text).join(", "), dimensions] as const),
)("what runs over time by %s", async (text, dimensions) => {
  const { groups } = await ask(`groupBy: [${text}], ${TIMED}, limit: 5000`, "key values");
  const rowsOf = recount(dimensions);
  for (const { key, values } of groups as unknown as { key: (string | null)[]; values: string[] }[]) {
    const others = key.slice(0, -1);
    const now = periodOf(key.at(-1) ?? "");
    if (!now) throw new Error("a period without a code");
    const series = [...rowsOf].filter(([each]) => {
      const at = JSON.parse(each) as string[];
      const its = periodOf(at.at(-1) ?? "");
      return JSON.stringify(at.slice(0, -1)) === JSON.stringify(others) && its !== undefined && its.from <= now.from;
    });
    const until = series.flatMap(([, rows]) => rows);
    const before = rowsOf.get(JSON.stringify([...others, samePeriodLastYear(now).code])) ?? [];
    expect([key, values]).toEqual([key, [String(persons(until)), String(until.length), String(persons(before))]]);
  }
});
