/**
 * Every system of the field lives in the registers: a typical row of each is recorded through the graph, asked for back
 * by what tells it apart, and counted by its indicator, or where none counts it by its register's groups.
 */
import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startHub, type TestHub } from "../support/hub.js";
import { codeOf, record, registerNamed } from "./systems/record.js";
import type { System } from "./systems/system.js";
import { SYSTEM_IDS, SYSTEMS } from "./systems/systems.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ contents: "city" });
});
afterAll(() => hub.stop());

test("every system has its line in the table, once and in order", () => {
  expect(SYSTEMS.map(({ id }) => id)).toEqual(SYSTEM_IDS);
  expect(SYSTEMS.filter(({ relevance }) => relevance === "core")).toHaveLength(143);
  expect(SYSTEMS.filter(({ relevance }) => relevance === "pattern")).toHaveLength(32);
});

test("every system is counted, by an indicator or by groups", () => {
  expect(SYSTEMS.filter(({ figures, grouped }) => Object.keys(figures).length === 0 && !grouped)).toEqual([]);
});

test.each(SYSTEMS.map((system) => [system.id, system.zh, system] as const))(
  "%s %s: its rows go in, are found again and are counted",
  async (_id, _name, system) => {
    await record(hub, system);
    expect(await rowsFound(system)).toBeGreaterThan(0);
    expect(await figuresOf(system)).toEqual(system.figures);
    if (system.grouped) expect(await groupedRows(system, system.grouped[0])).toBe(system.grouped[1]);
  },
);

/** `form.code=x,foreignSide=true` as a filter, within the system's own organizations. */
function filterOf({ register, where }: System): Record<string, unknown> {
  return Object.fromEntries(
    where.split(",").map((condition) => {
      const [path = "", text = ""] = condition.split("=");
      const [field = "", inner] = path.split(".");
      const spec = registerNamed(register).fields[field];
      const value = { eq: spec?.kind === "boolean" ? text === "true" : text };
      return [field, inner === undefined ? value : { [inner]: value }];
    }),
  );
}

const ownedBy = (system: System): Record<string, unknown> =>
  system.register === "Organization" ? { within: codeOf(system) } : { organization: { within: codeOf(system) } };

async function rowsFound(system: System): Promise<number> {
  const { query, name } = registerNamed(system.register);
  const filter = { ...filterOf(system), ...ownedBy(system) };
  const { data, errors } = await hub.graphql<{ found: { totalCount: number; nodes: { id: string }[] } }>(
    `query ($filter: ${name}Filter!) { found: ${query}(filter: $filter) { totalCount nodes { id } } }`,
    { filter },
  );
  expect(errors).toBeUndefined();
  expect(data.found.nodes).toHaveLength(data.found.totalCount);
  return data.found.totalCount;
}

async function figuresOf(system: System): Promise<Record<string, string>> {
  const asked = Object.keys(system.figures);
  const keys = asked.map((name) => {
    const [indicator = "", period = "2025"] = name.split(" ");
    return { indicator, period, organization: codeOf(system) };
  });
  const { data, errors } = await hub.graphql<{ figures: { value: string | null }[] }>(
    "query ($keys: [FigureKeyInput!]!) { figures(keys: $keys) { value problem { code } } }",
    { keys },
  );
  expect(errors).toBeUndefined();
  return Object.fromEntries(asked.map((name, index) => [name, plain(data.figures[index]?.value)]));
}

/** `0.40` and `0.4` are one number. */
const plain = (value: string | null | undefined): string =>
  value?.includes(".") ? value.replace(/\.?0+$/, "") : String(value);

async function groupedRows(system: System, dimension: string): Promise<number> {
  const { name } = registerNamed(system.register);
  const query = `${name.slice(0, 1).toLowerCase()}${name.slice(1)}Groups`;
  const { data, errors } = await hub.graphql<{ counted: { groups: { rows: number }[] } }>(
    `query ($filter: ${name}Filter!) { counted: ${query}(groupBy: [{dimension: ${dimension}}], filter: $filter) { groups { rows } } }`,
    { filter: { ...filterOf(system), ...ownedBy(system) } },
  );
  expect(errors).toBeUndefined();
  return data.counted.groups.reduce((sum, { rows }) => sum + rows, 0);
}

const source = new URL("../../../shared/domain/systems.md", import.meta.url);
if (existsSync(source))
  describe("beside the field's own list", () => {
    test("ids and relevance are the same", () => {
      const listed = [...readFileSync(source, "utf8").matchAll(/^\| (S\d\.\d+) \|.*\| (core|pattern) \|$/gm)];
      expect(SYSTEMS.map(({ id, relevance }) => [id, relevance])).toEqual(
        listed.map(([, id, relevance]) => [id, relevance]),
      );
    });
  });
else console.info("../shared/domain/systems.md is not here: the table is not compared with it");
