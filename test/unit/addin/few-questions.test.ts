/** Function cells that a sheet calculates one after the other: few questions to the hub, and no long wait for a single cell. */
import { afterEach, beforeEach, describe, expect, jest, test } from "@jest/globals";
import { Shelf } from "../../../addin/hub/shelf.js";

interface Value {
  readonly problem: null;
  readonly text: string;
}

/** How many cells each question to the hub was about. */
let asked: number[] = [];

function openShelf(): Shelf<string, Value> {
  asked = [];
  return new Shelf<string, Value>(
    async (keys) => {
      asked.push(keys.length);
      await new Promise((resolve) => setTimeout(resolve, 150));
      return { kind: "ok", data: keys.map((text) => ({ problem: null, text })) };
    },
    {
      partsOf: (key) => [key],
      keyOf: ([key = ""]) => key,
      clock: () => new Date(),
      gatherMs: 20,
      onNews: () => undefined,
    },
  );
}

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

describe("Functions that ask one after the other", () => {
  test("make few questions of a sheet that takes eight seconds to calculate", async () => {
    const shelf = openShelf();
    const answers: Promise<unknown>[] = [];
    for (let wave = 0; wave < 800; wave++) {
      for (let cell = 0; cell < 25; cell++) answers.push(shelf.get(`${wave}/${cell}`));
      await jest.advanceTimersByTimeAsync(10);
    }
    await jest.advanceTimersByTimeAsync(10_000);
    expect(await Promise.all(answers)).toHaveLength(20_000);
    expect(asked.reduce((sum, n) => sum + n)).toBe(20_000);
    expect(asked.length).toBeLessThanOrEqual(12);
  });

  test("that come all at once go in as many questions as the hub's largest answers need", async () => {
    const shelf = openShelf();
    const answers = Array.from({ length: 20_000 }, (_, n) => shelf.get(`${n}`));
    await jest.advanceTimersByTimeAsync(1_000);
    await Promise.all(answers);
    expect(asked).toEqual([5_000, 5_000, 5_000, 5_000]);
  });

  test("wait no longer for a cell typed after a rest than for the first", async () => {
    const shelf = openShelf();
    for (let n = 0; n < 5; n++) {
      const answer = shelf.get(`${n}`);
      await jest.advanceTimersByTimeAsync(20);
      expect(asked).toHaveLength(n + 1);
      await jest.advanceTimersByTimeAsync(1_500);
      await answer;
    }
  });
});
