/**
 * Turns =HUB.… cells into the numbers they show, for a copy that leaves the house, and back again. What shows an error, is
 * part of a longer formula's table or was typed over meanwhile is left as it is, and counted.
 */
import type { CellValue, CellWrite, Json } from "../host/host.js";
import { cellIn, coverCells } from "../sheet/cover.js";
import { cellAt, type Place, within } from "../sheet/place.js";
import { loadBook, saveBook } from "./book.js";
import { type Desk, inTurn, type Trouble } from "./desk.js";

/** `left` still hold formulas (or, thawing, something typed since); `frozen` is how many can be brought back. */
export interface FreezeReport {
  readonly kind: "frozen" | "thawed";
  readonly cells: number;
  readonly left: number;
  readonly frozen: number;
}

interface FrozenCell {
  readonly place: Place;
  readonly formula: string;
  readonly value: CellValue;
}

const FROZEN = "frozen";
const OURS = /(?:^|[^A-Za-z0-9_.])(?:_xldudf_HUB_|(?:_xll\.)?HUB\.)[A-Z._]+\(/i;
/** Spills over its neighbours: as a number its first cell would take the others away. */
const SPILLS = /HUB[._](?:TABLE|LIST|GROUP)\(/i;

/** Every cell whose formula asks the hub becomes its value; the formula is kept in the workbook. */
export function freeze(desk: Desk): Promise<FreezeReport | Trouble> {
  return inTurn(desk, async () => {
    const before = await frozenCells(desk);
    const read = await desk.host.read(await desk.host.usedPlaces());
    const found = read.flatMap(({ place, formulas, values }) =>
      formulas.flatMap((row, down) =>
        row.flatMap((formula, right): FrozenCell[] => {
          if (typeof formula !== "string" || !formula.startsWith("=") || !OURS.test(formula)) return [];
          const value = values[down]?.[right] ?? "";
          return [{ place: cellAt(place.sheet, place.row + down, place.column + right), formula, value }];
        }),
      ),
    );
    const taken = found.filter(({ formula, value }) => !SPILLS.test(formula) && !isError(value));
    await desk.host.write(inBlocks(taken.map(({ place, value }) => ({ place, content: value }))));
    const isTaken = new Set(taken.map(({ place }) => nameOf(place)));
    const kept = [...before.filter(({ place }) => !isTaken.has(nameOf(place))), ...taken];
    await desk.host.save({ [FROZEN]: kept as unknown as Json });
    // Typed-over functions are edits and stay; the others are no functions any more.
    const { functions } = await loadBook(desk.host);
    await saveBook(desk.host, {
      functions: functions.filter(({ place }) => !isTaken.has(nameOf(place))),
    });
    return { kind: "frozen", cells: taken.length, left: found.length - taken.length, frozen: kept.length };
  });
}

/** The formulas come back, except where something else was typed since. */
export function thaw(desk: Desk): Promise<FreezeReport | Trouble> {
  return inTurn(desk, async () => {
    const cells = await frozenCells(desk);
    const read = await desk.host.read(coverCells(cells.map(({ place }) => place)));
    const untouched = cells.filter((cell) => cellIn(read, cell.place).value === cell.value);
    await desk.host.write(inBlocks(untouched.map(({ place, formula }) => ({ place, content: formula }))));
    await desk.host.save({ [FROZEN]: null });
    await desk.host.recalculate();
    return { kind: "thawed", cells: untouched.length, left: cells.length - untouched.length, frozen: 0 };
  });
}

/** How many cells could be brought back. */
export async function countFrozen(desk: Desk): Promise<number> {
  return (await frozenCells(desk)).length;
}

async function frozenCells(desk: Desk): Promise<readonly FrozenCell[]> {
  const [kept] = await desk.host.load([FROZEN]);
  return (kept ?? []) as unknown as readonly FrozenCell[]; // written by freeze only
}

const isError = (value: CellValue): boolean => typeof value === "string" && /^#[A-Z/0!?]+/.test(value);

const nameOf = ({ sheet, row, column }: Place): string => `${sheet} ${row} ${column}`;

/** Few rectangles instead of one write for each of thousands of cells. */
function inBlocks(cells: readonly { readonly place: Place; readonly content: CellValue }[]): CellWrite[] {
  const contents = new Map(cells.map(({ place, content }) => [nameOf(place), content]));
  return coverCells(cells.map(({ place }) => place)).map((place) => ({
    place,
    values: Array.from({ length: place.rows }, (_, down) =>
      Array.from({ length: place.columns }, (__, right) => contents.get(nameOf(within(place, down, right))) ?? null),
    ),
  }));
}
