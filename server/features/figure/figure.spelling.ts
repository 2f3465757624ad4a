/**
 * A breakdown as people write it, 性别=女, turned into the codes of a figure's key: dimensions by their Chinese or English
 * name, members by a name their list has for them. What fits no name, or more than one, stays as written for the rules to judge.
 */
import { sql, type Kysely } from "kysely";
import type { Database } from "../../database/tables.js";
import {
  DIMENSIONS,
  dimensionSpec,
  listOfDimension,
  sourcesUnder,
  type Dimension,
} from "../indicator/indicator.dimensions.js";
import type { Catalogue } from "../indicator/indicator.catalogue.js";
import type { Mark } from "./figure.dims.js";
import { plainText } from "./figure.findings.js";
import { indicatorCode, listOfMark, type FigureKey } from "./figure.presenter.js";

type Broken = Pick<FigureKey, "indicator" | "dims">;

const BY_NAME: ReadonlyMap<string, Dimension> = new Map(
  (Object.keys(DIMENSIONS) as Dimension[]).flatMap((dimension) => {
    const { zh, en } = dimensionSpec(dimension);
    return [zh, en].map((name) => [name.toLowerCase(), dimension] as const);
  }),
);

/** The same keys in the same order; those without a breakdown are the very same objects, and ask nothing. */
export async function spelledInCodes<Key extends Broken>(
  tx: Kysely<Database>,
  keys: readonly Key[],
  catalogue: Catalogue,
): Promise<readonly Key[]> {
  if (keys.every(({ dims }) => dims == null || dims.length === 0)) return keys;
  const listOf = listsOf(catalogue);
  const named = keys.map((key) =>
    key.dims == null || key.dims.length === 0 ? key : { ...key, dims: key.dims.map(dimensionInCode) },
  );
  const words = named.flatMap(({ indicator, dims }) =>
    (dims ?? []).map(({ dimension, code }) => [listOf(indicator, dimension), code] as const),
  );
  const codes = await loadNamed(tx, words);
  if (codes.size === 0) return named;
  return named.map((key) => {
    if (key.dims == null || key.dims.length === 0) return key;
    const dims = key.dims.map(({ dimension, code }): Mark => {
      const meant = codes.get(`${listOf(key.indicator, dimension)} ${code.toLowerCase()}`);
      return { dimension, code: meant ?? code };
    });
    return { ...key, dims };
  });
}

function dimensionInCode({ dimension, code }: Mark): Mark {
  const word = plainText(dimension).toLowerCase();
  return { dimension: word in DIMENSIONS ? word : (BY_NAME.get(word) ?? word), code: plainText(code) };
}

/** A kind of activity is in another list than a kind of credential: the ledger under the indicator says which. */
function listsOf(catalogue: Catalogue): (indicator: string, dimension: string) => string {
  const known = new Map<string, string>();
  const find = (indicator: string, dimension: string): string => {
    const entry = catalogue.get(indicatorCode(indicator));
    if (entry === undefined || !(dimension in DIMENSIONS)) return listOfMark(dimension);
    const sources = [...sourcesUnder(entry.meaning, (code) => catalogue.get(code)?.meaning)];
    const [list, ...others] = new Set(sources.map((source) => listOfDimension(dimension as Dimension, source)));
    return others.length === 0 && list !== undefined ? list : listOfMark(dimension);
  };
  return (indicator, dimension) => {
    const name = `${indicator} ${dimension}`;
    let list = known.get(name);
    if (list === undefined) known.set(name, (list = find(indicator, dimension)));
    return list;
  };
}

/** `sex 女` → the one code of that list with this name; a word that is a code itself means that code. */
async function loadNamed(
  tx: Kysely<Database>,
  words: readonly (readonly [list: string, word: string])[],
): Promise<ReadonlyMap<string, string>> {
  const unlike = [...new Map(words.map((pair) => [pair.join(" "), pair] as const)).values()];
  // A name goes before the other spellings of another: 性别=女 is 女性, which the list also calls 女.
  const { rows } = await sql<{ list: string; word: string; code: string }>`
    select list, word, coalesce(min(code) filter (where named), min(code)) as code
    from (
      select w.list, lower(w.word) as word, c.code,
        c.name_zh = w.word or coalesce(lower(c.name_en) = lower(w.word), false) as named
      from unnest(${unlike.map(([list]) => list)}::text[], ${unlike.map(([, word]) => word)}::text[]) as w(list, word)
      join code c on c.list = w.list
        and (c.name_zh = w.word or lower(c.name_en) = lower(w.word) or jsonb_exists(c.attrs->'aliases', w.word))
      where not exists (select 1 from code s where s.list = w.list and s.code = w.word)) as found
    group by list, word
    having count(distinct code) filter (where named) = 1
      or count(*) filter (where named) = 0 and count(distinct code) = 1`.execute(tx);
  return new Map(rows.map(({ list, word, code }) => [`${list} ${word}`, code]));
}
