/** What of the hub is in this workbook, and letting go of it. Asks the hub nothing. */
import type { Place } from "../sheet/place.js";
import { bindingName, storeKeyOf } from "../sheet/table.js";
import { loadBook } from "./book.js";
import { boards, forgetBoard } from "./board.js";
import { type Desk, inTurn, type Trouble } from "./desk.js";
import { forgetRegister, registerTables } from "./register.js";

/** What the home view says of this workbook. */
export interface Overview {
  readonly kind: "overview";
  readonly workbook: string;
  readonly tables: readonly {
    readonly id: string;
    readonly title: string;
    /** Null when its cells were deleted. */
    readonly place: Place | null;
    readonly cells: number;
    readonly asOf: string;
    /** Holds numbers a chart can show. */
    readonly draws: boolean;
  }[];
  readonly functionCells: number;
  /** Oldest time any shown value is from; null when nothing is bound. */
  readonly asOf: string | null;
}

export function overview(desk: Desk): Promise<Overview | Trouble> {
  return inTurn(desk, () => look(desk));
}

/** Forgets a bound table; its cells stay as plain numbers and lose their marks. */
export function forgetTable(desk: Desk, id: string): Promise<Overview | Trouble> {
  return inTurn(desk, async () => {
    if ((await registerTables(desk)).some(({ table }) => table.id === id)) {
      await forgetRegister(desk, id);
      return look(desk);
    }
    if ((await boards(desk)).some(({ board }) => board.id === id)) {
      await forgetBoard(desk, id);
      return look(desk);
    }
    const { tables } = await loadBook(desk.host);
    const place = tables.find(({ table }) => table.id === id)?.place;
    if (place) await desk.host.mark(place, []);
    await desk.host.bind(bindingName(id), null);
    await desk.host.save({ [storeKeyOf(id)]: null });
    return look(desk);
  });
}

async function look(desk: Desk): Promise<Overview> {
  await desk.cells.ready;
  const [book, { name }] = await Promise.all([loadBook(desk.host), desk.host.workbook()]);
  const tables = book.tables.map(({ table, place }) => ({
    id: table.id,
    title: table.title,
    place,
    cells: table.rows.length * table.columns.length,
    asOf: table.cells.flat().reduce((oldest, cell) => (cell.asOf < oldest ? cell.asOf : oldest), table.asOf),
    draws: true,
  }));
  const registers = (await registerTables(desk)).map(({ table, place }) => {
    const { id, title, asOf } = table;
    return { id, title, place, cells: table.rows.length * table.columns.length, asOf, draws: false };
  });
  const shown = (await boards(desk)).map(({ board, place }) => {
    const { id, title, asOf, lines } = board;
    return { id, title, place, cells: lines.length, asOf, draws: true };
  });
  const functionTimes = book.functions.flatMap(({ key }) => desk.cells.peek(key)?.asOf ?? []);
  const times = [...[...tables, ...registers, ...shown].map(({ asOf }) => asOf), ...functionTimes].sort();
  return {
    kind: "overview",
    workbook: name,
    tables: [...tables, ...registers, ...shown],
    functionCells: book.functions.length,
    asOf: times[0] ?? null,
  };
}
