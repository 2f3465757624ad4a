/** Small groups are hidden so that nobody can work them out: checked by hand, and by solving the table for what is hidden. */
import { describe, expect, test } from "@jest/globals";
import { ALL, cellsToHide, type Cell, type Coordinate } from "../../../server/graph/groups/suppression.rules.js";

type Groups = readonly (readonly [readonly (string | null)[], number])[];

/** The groups with all their margins. */
function tableOf(groups: Groups): Cell[] {
  const sums = new Map<string, { at: Coordinate[]; persons: number }>();
  for (const [keys, persons] of groups)
    for (let mask = 0; mask < 1 << keys.length; mask++) {
      const at = keys.map((key, side): Coordinate => (mask & (1 << side) ? ALL : key));
      const name = nameOf(at);
      const sum = sums.get(name) ?? { at, persons: 0 };
      sum.persons += persons;
      sums.set(name, sum);
    }
  return [...sums.values()];
}

const nameOf = (at: readonly Coordinate[]): string =>
  at.map((coordinate) => (coordinate === ALL ? "*" : `=${coordinate ?? "∅"}`)).join(" ");

function hiddenOf(groups: Groups, k = 10): string[] {
  const cells = tableOf(groups);
  return [...cellsToHide(cells, k)].map((index) => nameOf(cells[index]?.at ?? [])).sort();
}

/** Every "its parts add up to the margin" of the table, over the hidden cells alone: what is shown is a constant. */
function equationsOf(cells: readonly Cell[], hidden: ReadonlySet<number>): Map<number, number>[] {
  const lines = new Map<string, Map<number, number>>();
  cells.forEach(({ at }, index) =>
    at.forEach((coordinate, side) => {
      const line = nameOf(at.map((own, i) => (i === side ? ALL : own))) + ` ${side}`;
      const equation = lines.get(line) ?? new Map<number, number>();
      if (hidden.has(index)) equation.set(index, coordinate === ALL ? -1 : 1);
      lines.set(line, equation);
    }),
  );
  return [...lines.values()].filter((equation) => equation.size > 0);
}

const PRIME = 1_000_003;
const modulo = (value: number): number => ((value % PRIME) + PRIME) % PRIME;
function inverse(value: number): number {
  let [result, base, power] = [1, value, PRIME - 2];
  for (; power > 0; power = Math.floor(power / 2)) {
    if (power % 2 === 1) result = modulo(result * base);
    base = modulo(base * base);
  }
  return result;
}

/** The hidden cells whose value follows from the equations: those left alone in a row of the reduced system. */
function derivable(cells: readonly Cell[], hidden: ReadonlySet<number>): string[] {
  const columns = [...hidden];
  const rows = equationsOf(cells, hidden).map((equation) => columns.map((index) => modulo(equation.get(index) ?? 0)));
  let done = 0;
  for (let column = 0; column < columns.length; column++) {
    const pivot = rows.findIndex((row, index) => index >= done && row[column] !== 0);
    if (pivot < 0) continue;
    [rows[done], rows[pivot]] = [rows[pivot] ?? [], rows[done] ?? []];
    const scale = inverse(rows[done]?.[column] ?? 1);
    const lead = (rows[done] ?? []).map((value) => modulo(value * scale));
    rows[done] = lead;
    rows.forEach((row, index) => {
      const factor = row[column] ?? 0;
      if (index !== done && factor !== 0) rows[index] = row.map((value, i) => modulo(value - factor * (lead[i] ?? 0)));
    });
    done++;
  }
  return rows
    .slice(0, done)
    .filter((row) => row.filter((value) => value !== 0).length === 1)
    .map((row) => nameOf(cells[columns[row.findIndex((value) => value !== 0)] ?? 0]?.at ?? []));
}

describe("one dimension", () => {
  test("nothing is hidden where every group is large enough", () => {
    expect(
      hiddenOf([
        [["a"], 10],
        [["b"], 11],
      ]),
    ).toEqual([]);
  });

  test("one small group takes the next smallest with it, else the total would tell", () => {
    expect(
      hiddenOf([
        [["a"], 3],
        [["b"], 40],
        [["c"], 25],
      ]),
    ).toEqual(["=a", "=c"]);
  });

  test("two small groups are enough for each other", () => {
    expect(
      hiddenOf([
        [["a"], 3],
        [["b"], 4],
        [["c"], 25],
      ]),
    ).toEqual(["=a", "=b"]);
  });

  test("two groups of one person each would be told by their sum of two: a third is hidden", () => {
    expect(
      hiddenOf([
        [["a"], 1],
        [["b"], 1],
        [["c"], 25],
      ]),
    ).toEqual(["=a", "=b", "=c"]);
  });

  test("a small group that is all there is takes the total with it", () => {
    expect(hiddenOf([[["a"], 3]])).toEqual(["*", "=a"]);
  });

  test("rows about nobody are no secret", () => {
    expect(
      hiddenOf([
        [["a"], 0],
        [["b"], 12],
      ]),
    ).toEqual([]);
  });
});

test("over rows and columns: four corners are hidden, not two", () => {
  const groups: Groups = [
    [["n", "1"], 4], [["n", "2"], 50], [["n", "3"], 30],
    [["s", "1"], 60], [["s", "2"], 20], [["s", "3"], 90],
    [["w", "1"], 70], [["w", "2"], 80], [["w", "3"], 75],
  ]; // prettier-ignore
  expect(hiddenOf(groups)).toEqual(["=n =1", "=n =2", "=s =1", "=s =2"]);
});

test("an empty key is a key like any other", () => {
  expect(
    hiddenOf([
      [[null], 3],
      [["b"], 40],
    ]),
  ).toEqual(["=b", "=∅"]);
});

test("the check itself finds a cell that a row gives away", () => {
  const cells = tableOf([
    [["a"], 3],
    [["b"], 40],
  ]);
  const only = new Set([cells.findIndex(({ at }) => at[0] === "a")]);
  expect(derivable(cells, only)).toEqual(["=a"]);
});

/** The same sequence every time: a failure can be looked at again. */
function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

describe("whatever the table", () => {
  const made = (random: (below: number) => number, sides: number, values: number): Groups => {
    const groups = new Map<string, readonly [readonly string[], number]>();
    for (let count = 1 + random(24); count > 0; count--) {
      const keys = Array.from({ length: sides }, () => String(random(values)));
      groups.set(keys.join(" "), [keys, 1 + random(random(2) === 0 ? 12 : 80)]);
    }
    return [...groups.values()];
  };

  test.each([
    [1, 6],
    [2, 5],
    [3, 3],
    [4, 2],
  ])("of %i dimensions, no small group is shown and no hidden one can be worked out", (sides, values) => {
    for (let seed = 1; seed <= 300; seed++) {
      const random = randomFrom(seed);
      const cells = tableOf(made(random, sides, values));
      const k = 2 + random(11);
      const hidden = cellsToHide(cells, k);
      expect([seed, cells.filter(({ persons }, index) => persons < k && !hidden.has(index))]).toEqual([seed, []]);
      expect([seed, derivable(cells, hidden)]).toEqual([seed, []]);
    }
  });
});
