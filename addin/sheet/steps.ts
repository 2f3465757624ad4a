/**
 * Work over many rows in small steps: it pauses after every row, and whoever runs it decides when to let others have a
 * turn. The result is the same however often it rests. Pure: knows no clock.
 */
export type Steps<Result> = Generator<undefined, Result, undefined>;

/** Runs the steps without a rest: for what is short, and where nobody waits. */
export function atOnce<Result>(work: Steps<Result>): Result {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** One result per item. */
export function* eachOf<Item, Result>(
  items: readonly Item[],
  make: (item: Item, index: number) => Result,
): Steps<Result[]> {
  const made: Result[] = [];
  for (const [index, item] of items.entries()) {
    made.push(make(item, index));
    yield;
  }
  return made;
}
