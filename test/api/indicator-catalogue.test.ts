import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { sql } from "kysely";
import { openDatabase, type OpenDatabase } from "../../server/database/database.js";
import { loadIndicators } from "../../server/database/codes/load-codes.js";
import { indicatorsIn, loadCatalogue } from "../../server/features/indicator/indicator.catalogue.js";
import { branchesOf } from "../../server/features/indicator/indicator.sql.js";
import { copyDatabase, type DatabaseCopy } from "../support/database-copies.js";
import { count, countedIn, originOf, type Span } from "./indicator-counts.js";

let copy: DatabaseCopy;
let opened: OpenDatabase;
let span: Span;
beforeAll(async () => {
  copy = await copyDatabase("city", Buffer.alloc(32, 7));
  opened = await openDatabase(copy.place);
  await loadIndicators(opened.db);
  const { rows } = await sql<{
    id: string;
  }>`select id from organization where parent_id is null order by code limit 1`.execute(opened.db);
  span = { organization: rows[0]?.id ?? "", starts: "2026-01-01", ends: "2027-01-01", at: "2026-11-05" };
}, 120_000);
afterAll(async () => {
  await opened.close();
  await copy.remove();
});

test("every counted indicator of the catalogue is counted in the sample city, all in one statement", async () => {
  const entries = await countedIn(opened.db);
  expect(entries.length).toBeGreaterThan(190);
  const counts = await count(opened.db, entries, span);
  expect(counts.size).toBe(entries.length);
  expect(["TR01", "TR02", "MB01", "EV01", "TE01"].filter((code) => !(Number(counts.get(code)?.get("")) > 0))).toEqual(
    [],
  );
  for (const [code, values] of counts) expect([code, values.size]).toEqual([code, 1]);
});

test("as the ledgers stand now is the same as not asking for a moment, and before anything there is nothing", async () => {
  const entries = await countedIn(opened.db);
  const now = await count(opened.db, entries, span);
  expect(await count(opened.db, entries, span, { asOf: new Date(Date.now() + 60_000) })).toEqual(now);
  const before = await count(opened.db, entries, span, { asOf: new Date("2001-01-01T00:00:00Z") });
  expect(["TR01", "TR02", "MB01", "TE05", "FN02"].map((code) => before.get(code)?.get(""))).toEqual([
    "0",
    "0",
    "0",
    null,
    "0",
  ]);
});

test("every counted indicator can be broken down, and additive rows add up to the whole", async () => {
  const entries = await countedIn(opened.db);
  const counts = await count(opened.db, entries, span, { by: ["org", "region"] });
  const whole = await count(opened.db, entries, span);
  for (const { code, meaning } of entries) {
    if (
      meaning.kind !== "counted" ||
      meaning.definition.measure.kind !== "rows" ||
      meaning.definition.source === "code"
    )
      continue;
    const sum = [...(counts.get(code)?.values() ?? [])].reduce((total, value) => total + Number(value), 0);
    expect([code, sum]).toEqual([code, Number(whole.get(code)?.get(""))]);
  }
});

test("the rows behind a figure of rows are as many as the figure says, whichever indicator", async () => {
  const entries = await countedIn(opened.db);
  const whole = await count(opened.db, entries, span);
  for (const { code, meaning } of entries) {
    if (meaning.kind !== "counted") continue;
    const { total } = await originOf(opened.db, code, span);
    if (meaning.definition.measure.kind === "rows")
      expect([code, total]).toEqual([code, Number(whole.get(code)?.get(""))]);
  }
}, 120_000);

test("the whole catalogue needs few passes over the ledgers", async () => {
  const catalogue = await loadCatalogue(opened.db);
  expect(indicatorsIn(catalogue)).toHaveLength(318);
  const leaves = [...catalogue.values()].flatMap(({ code, meaning }) =>
    meaning.kind === "counted" ? [{ code, definition: meaning.definition }] : [],
  );
  expect(branchesOf(leaves).length).toBeLessThanOrEqual(60);
});
