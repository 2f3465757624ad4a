/**
 * Which groups must not be shown so that no group of fewer than k persons can be read or worked out. Pure. It assumes the
 * worst: that every margin of the table is known, whichever way round it was asked for.
 *
 * A hidden cell is safe when it is a corner of a box whose corners are all hidden: one may then be raised and its
 * neighbours lowered in turn, along every side, and no row, column or margin of the table shows a difference. Where no
 * such box of cells exists, margins are corners too: hidden totals make it safe. So nobody can tell the cells from others
 * that would look the same.
 */

/** A margin's coordinate: all the values of that dimension together. */
export const ALL = Symbol("all");
export type Coordinate = string | null | typeof ALL;

export interface Cell {
  readonly at: readonly Coordinate[];
  readonly persons: number;
}

interface Place extends Cell {
  readonly index: number;
  readonly ids: readonly number[];
}

const ALL_ID = 0;

/** The places, in `cells`, of what must be hidden. `cells` holds every group and every margin that is not empty. */
export function cellsToHide(cells: readonly Cell[], k: number): ReadonlySet<number> {
  const table = new Table(cells);
  const small = table.places.filter(({ persons }) => persons > 0 && persons < k).sort((a, b) => a.persons - b.persons);
  for (const place of small) table.hide(place);
  for (const place of small) table.protect(place);
  return table.hidden;
}

class Table {
  readonly places: readonly Place[];
  readonly hidden = new Set<number>();
  private readonly safe = new Set<number>();
  private readonly byKey = new Map<number, Place>();
  /** The smallest first: the next smallest is what is hidden beside a small one. */
  private readonly ascending: readonly Place[];

  constructor(cells: readonly Cell[]) {
    const ids = new Map<string | null, number>();
    const idOf = (coordinate: Coordinate): number => {
      if (coordinate === ALL) return ALL_ID;
      const id = ids.get(coordinate) ?? ids.size + 1;
      ids.set(coordinate, id);
      return id;
    };
    this.places = cells.map((cell, index) => ({ ...cell, index, ids: cell.at.map(idOf) }));
    for (const place of this.places) this.byKey.set(keyOf(place.ids), place);
    this.ascending = [...this.places].sort((a, b) => a.persons - b.persons || allsOf(a) - allsOf(b));
  }

  hide(place: Place): void {
    this.hidden.add(place.index);
  }

  /** Hides the cheapest box around a cell. */
  protect(place: Place): void {
    if (this.safe.has(place.index) || place.ids.length === 0) return;
    for (const corner of this.cheapestBox(place)) {
      this.hidden.add(corner.index);
      this.safe.add(corner.index);
    }
  }

  private cheapestBox(place: Place): readonly Place[] {
    let best: readonly Place[] = [place];
    let least = Infinity;
    for (const opposite of this.ascending) {
      if (this.cost(opposite) >= least) continue;
      const box = this.boxOf(place, opposite);
      if (box === undefined) continue;
      const cost = box.reduce((sum, corner) => sum + this.cost(corner), 0);
      if (cost < least) [best, least] = [box, cost];
      if (least === 0) break;
    }
    return best;
  }

  /** What hiding costs: the persons no longer shown, and a margin before nothing else. */
  private cost({ index, persons }: Place): number {
    return this.hidden.has(index) ? 0 : Math.max(persons, 1);
  }

  /** All corners between two opposite ones, when each is there and the values can really be others. */
  private boxOf(place: Place, opposite: Place): readonly Place[] | undefined {
    const sides = place.ids.length;
    for (let side = 0; side < sides; side++) if (place.ids[side] === opposite.ids[side]) return undefined;
    const raised: Place[] = [];
    const lowered: Place[] = [];
    for (let corner = 0; corner < 1 << sides; corner++) {
      const ids = place.ids.map((id, side) => (corner & (1 << side) ? (opposite.ids[side] ?? id) : id));
      const found = this.byKey.get(keyOf(ids));
      if (found === undefined) return undefined;
      (isRaised(place, opposite, corner) ? raised : lowered).push(found);
    }
    // A group that is listed is known to hold somebody: lowered, it must still.
    const mayFall = (places: readonly Place[]): boolean => places.every(({ persons }) => persons >= 2);
    return mayFall(lowered) || mayFall(raised) ? [...raised, ...lowered] : undefined;
  }
}

/** Going from one value to another turns the sign; from a value to its margin keeps it, for the margin rises with it. */
function isRaised(place: Place, opposite: Place, corner: number): boolean {
  let raised = true;
  for (let side = 0; side < place.ids.length; side++)
    if (corner & (1 << side) && place.ids[side] !== ALL_ID && opposite.ids[side] !== ALL_ID) raised = !raised;
  return raised;
}

const allsOf = ({ ids }: Place): number => ids.filter((id) => id === ALL_ID).length;

/** At most four coordinates of some thousand values: exact in a number. */
const VALUES = 8192;
function keyOf(ids: readonly number[]): number {
  return ids.reduce((key, id) => key * VALUES + id, 0);
}
