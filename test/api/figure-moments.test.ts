import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { askFigure, cell, holdClass, insert, key, startFigureHub, write, type FigureHub } from "./figure-fixture.js";

/** The clock of this hub is ahead of the database's, so that what was just written has passed. */
let hub: FigureHub;
let september: string;
beforeAll(async () => {
  hub = await startFigureHub({ now: "2200-01-01T00:00:00.000Z" });
  september = await holdClass(hub, "S-1", "2026-09-12", [
    { hash: "a" },
    { hash: "b" },
    { hash: "c", status: "dropped" },
  ]);
  await holdClass(hub, "S-2", "2026-09-30", [{ hash: "a" }]);
}, 60_000);
afterAll(() => hub.stop());

/** Now, as the database says it, after a moment in which nothing happens. */
async function moment(): Promise<string> {
  const wait = () => new Promise((resolve) => setTimeout(resolve, 5));
  await wait();
  const [row] = await hub.sql<{ at: string }>(
    `select to_char(clock_timestamp() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as at`,
  );
  await wait();
  return row?.at ?? "";
}

const CHANGES = `query ($keys: [FigureKeyInput!]!, $from: DateTime!, $to: DateTime!) { figureChanges(keys: $keys, from: $from, to: $to) {
  before { value } after { value } change definitionChanged revisions { version value reason }
  ledger { added removed changed rows { kind cause register label before after place } } } }`;
const changes = async (keys: readonly ReturnType<typeof key>[], from: string, to: string) => {
  const { data, errors } = await hub.graphql<{ figureChanges: Record<string, unknown>[] }>(CHANGES, { keys, from, to });
  expect(errors).toBeUndefined();
  return data.figureChanges;
};

test("counted figures, formulas and sums of parts are answered as they stood at a moment", async () => {
  await write(hub, [cell("S-1", "100")]);
  const then = await moment();
  await hub.sql("update enrolment set status = 'completed' where status = 'dropped'");
  await write(hub, [cell("S-1", "150", { baseVersion: 1 }), cell("S-2", "7")]);
  const values = async (asOf?: string) =>
    Promise.all(
      [["TR01", "S"], ["TR16", "S"], ["FN01", "S"]].map(async ([indicator = "", organization = ""]) => {
        const figure = await askFigure(hub, indicator, organization, "2026M09", asOf);
        return [figure.value, figure.source, figure.writable];
      }),
    ); // prettier-ignore
  expect(await values(then)).toEqual([["3", "COMPUTED", false], ["0.75", "FORMULA", false], ["100", "ROLLED_UP", false]]); // prettier-ignore
  expect(await values()).toEqual([["4", "COMPUTED", true], ["1", "FORMULA", false], ["157", "ROLLED_UP", true]]); // prettier-ignore
  await hub.sql("update enrolment set status = 'dropped' where person_id in (select id from person where id_hash = 'c'::bytea)");
}, 30_000); // prettier-ignore

test("the difference between two moments names the rows that were added, edited and deleted, and what was typed", async () => {
  const from = await moment();
  const org_id = hub.organizations["S-1"];
  const person_id = await insert(hub, "person", { org_id, name: "某新人" });
  await insert(hub, "enrolment", { org_id, activity_id: september, person_id, status: "completed" });
  await hub.sql("update enrolment set status = 'completed' where status = 'dropped'");
  await hub.sql("delete from enrolment where org_id = $1", [hub.organizations["S-2"]]);
  await write(hub, [cell("S-1", "160", { baseVersion: 2, reason: "更正" })]);
  const to = await moment();
  const [counted, typed] = await changes([key("TR01", "S", "2026M09"), key("FN01", "S-1", "2026M09")], from, to);
  expect(counted).toMatchObject({
    before: { value: "3" }, after: { value: "4" }, change: "1", definitionChanged: false, revisions: [],
    ledger: { added: 2, removed: 1, changed: 0 },
  }); // prettier-ignore
  const rows = (
    counted?.["ledger"] as { rows: { kind: string; cause: string; before: string | null; after: string | null }[] }
  ).rows;
  expect(rows.map(({ kind, cause, before, after }) => [kind, cause, before, after].join(" ")).sort()).toEqual([
    "ADDED EDITED  1", "ADDED WRITTEN  1", "REMOVED DELETED 1 ",
  ]); // prettier-ignore
  expect(typed).toMatchObject({ before: { value: "150" }, after: { value: "160" }, change: "10", ledger: null, revisions: [{ version: 3, value: "160", reason: "更正" }] }); // prettier-ignore
}, 30_000);

test("a number put in place of a count is explained: what differed when it was typed, and row by row since", async () => {
  await write(hub, [{ ...key("TR01", "S-1", "2026M09"), value: "9", baseVersion: 0, reason: "纸质台账" }]);
  const org_id = hub.organizations["S-1"];
  const person_id = await insert(hub, "person", { org_id, name: "某后来人" });
  await insert(hub, "enrolment", { org_id, activity_id: september, person_id, status: "completed" });
  const ask = async (organization: string) =>
    (
      await hub.graphql<{ figureDifference: Record<string, unknown> }>(
        `query ($key: FigureKeyInput!) { figureDifference(key: $key) { figure { value computedValue } difference countedThen differenceThen countedSince
          since { added removed rows { kind cause label } } parts { organization value countedThen reason changedBy } explanation explanationEn } }`,
        { key: key("TR01", organization, "2026M09") },
      )
    ).data.figureDifference;
  expect(await ask("S-1")).toMatchObject({
    figure: { value: "9", computedValue: "5" },
    difference: "4", countedThen: "4", differenceThen: "5", countedSince: "1",
    since: { added: 1, removed: 0, rows: [{ kind: "ADDED", cause: "WRITTEN" }] },
    parts: [],
    explanation: "填报 9，台账现在统计为 5。填的时候已差 5，填报人的说明：纸质台账。此后台账变动 1。",
  }); // prettier-ignore
  // The whole counts the ledgers; what a part put in its place is shown beside it.
  expect(await ask("S")).toMatchObject({
    figure: { value: "5", computedValue: "5" },
    difference: null,
    parts: [{ organization: "S-1", value: "9", countedThen: "4", reason: "纸质台账" }],
  });
}, 30_000);

test("the rows behind a count come page by page, each with what it adds", async () => {
  for (const amount of ["10.50", "20", "30"]) {
    await insert(hub, "fund_entry", { org_id: hub.organizations["S-1"], kind: "fee", direction: "in", amount, occurred_on: "2026-09-01" }); // prettier-ignore
  }
  const page = async (first: number, after?: string | null) => {
    const { data, errors } = await hub.graphql<{
      figureLedgerRows: { total: number; hasMore: boolean; endCursor: string | null; figure: { value: string }; rows: { register: string; contribution: string }[] };
    }>(
      `query ($key: FigureKeyInput!, $first: Int!, $after: String) { figureLedgerRows(key: $key, first: $first, after: $after) { total hasMore endCursor figure { value } rows { register label contribution } } }`,
      { key: key("MB05", "B", "2026"), first, after: after ?? null },
    ); // prettier-ignore
    expect(errors).toBeUndefined();
    return data.figureLedgerRows;
  };
  const one = await page(2);
  expect(one).toMatchObject({ total: 3, hasMore: true, figure: { value: "60.5" } });
  const two = await page(2, one.endCursor);
  expect(two).toMatchObject({ total: 3, hasMore: false });
  const all = [...one.rows, ...two.rows];
  expect(all.map(({ contribution }) => contribution).sort()).toEqual(["10.5", "20", "30"]);
  expect(new Set(all.map(({ register }) => register))).toEqual(new Set(["FundEntry"]));
}, 30_000);

test("a closed period keeps the definition that was in force at its end, and says which", async () => {
  await hub.sql(`insert into indicator_version (indicator, version, kind, formula, unit_dim, valid_from, valid_to)
    select code, 1, kind, 'count(Enrolment[act.kind=class])', unit_dim, '1900-01-01', '2027-01-01' from indicator where code = 'TR01'`);
  await hub.sql(`insert into indicator_version (indicator, version, kind, formula, unit_dim, valid_from)
    select code, 2, kind, formula, unit_dim, '2027-01-01' from indicator where code = 'TR01'`);
  await hub.sql("update indicator set definition_version = 2 where code = 'TR01'");
  await holdClass(hub, "P", "2026-05-05", [{ hash: "x" }, { hash: "y", status: "dropped" }]);
  await holdClass(hub, "P", "2027-05-05", [{ hash: "x" }, { hash: "y", status: "dropped" }]);
  // A catalogue is kept for a minute; a code nobody knows makes it read anew.
  await askFigure(hub, "ZZ99", "P", "2026");
  const { data, errors } = await hub.graphql<{ figures: unknown[]; figureGrid: unknown }>(
    `query ($keys: [FigureKeyInput!]!) { figures(keys: $keys) { value definition { version validFrom formula } }
      figureGrid(organizations: ["P"], columns: [{indicator: "TR01", period: "2026"}, {indicator: "TR01", period: "2027"}, {indicator: "TR16", period: "2026"}]) { values definitions } }`,
    { keys: [key("TR01", "P", "2026"), key("TR01", "P", "2027")] },
  );
  expect(errors).toBeUndefined();
  expect(data.figures).toEqual([
    { value: "2", definition: { version: 1, validFrom: null, formula: "count(Enrolment[act.kind=class])" } },
    { value: "1", definition: { version: 2, validFrom: "2027-01-01", formula: "count(Enrolment[act.kind=class, status=completed])" } },
  ]); // prettier-ignore
  // The completion rate of 2026 divides by the definitions of 2026 too.
  expect(data.figureGrid).toEqual({ values: [["2", "1", "1"]], definitions: [[1, 2, 1]] });
}, 30_000);
