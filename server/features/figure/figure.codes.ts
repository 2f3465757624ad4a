/** Reads the code lists that the breakdowns of some keys refer to; asks nothing where no key has a breakdown. */
import { sql, type Kysely } from "kysely";
import type { Database } from "../../database/tables.js";
import { listOfMark, type FigureKey, type KnownCodes } from "./figure.presenter.js";

/** Organizations are no list: the loader finds none of a code that is not one. */
const NOT_LISTS: ReadonlySet<string> = new Set(["org", "class"]);

export async function loadCodes(tx: Kysely<Database>, keys: readonly Pick<FigureKey, "dims">[]): Promise<KnownCodes> {
  const lists = new Set<string>();
  for (const { dims } of keys) {
    for (const { dimension } of dims ?? []) lists.add(listOfMark(dimension.trim().toLowerCase().slice(0, 60)));
  }
  const wanted = [...lists].filter((list) => !NOT_LISTS.has(list));
  if (wanted.length === 0) return new Map();
  const { rows } = await sql<{ list: string; codes: string[] }>`
    select list, array_agg(code) as codes from code where list = any(${wanted}::text[]) group by list`.execute(tx);
  return new Map(rows.map(({ list, codes }) => [list, new Set(codes)]));
}
