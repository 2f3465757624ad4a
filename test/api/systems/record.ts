/**
 * Records the rows of a system through the graph, as a sheet would send them: figures as cells, everything else as rows,
 * each system in an organization of its own. A row that is refused stops the test with the finding that says why.
 */
import { randomUUID } from "node:crypto";
import type { Register } from "../../../server/graph/register.js";
import { registerBook } from "../../../server/registers.js";
import type { TestHub } from "../../support/hub.js";
import type { Cell, Cells, Row, System } from "./system.js";

/** `S0.1` keeps its rows in the organization `S0-1`. */
export const codeOf = (system: System): string => system.id.replace(".", "-");

export function registerNamed(name: string): Register & { readonly query: string } {
  const register = registerBook.get(name);
  if (register.query === undefined) throw new Error(`${name} has no query`);
  return register as Register & { readonly query: string };
}

/** Every row that was recorded, by its name and by its place: global ids. */
export async function record(hub: TestHub, system: System): Promise<string[]> {
  const code = codeOf(system);
  const names = new Map<string, string>();
  const keeper = { code, name: `${code} ${system.zh}`, kind: system.keeper, validFrom: "2020-01-01" };
  names.set("org", await save(hub, "Organization", undefined, keeper));
  const ids: string[] = [];
  for (const [register, cells, name] of system.rows) {
    const filled = fillIn(cells, code, names);
    const id = await recordRow(hub, code, [register, filled]);
    ids.push(id);
    if (name !== undefined) names.set(name, id);
  }
  return ids;
}

/** `@name` becomes the id of the row of that name, `$` the system's own code. */
function fillIn(cells: Cells, code: string, names: ReadonlyMap<string, string>): Cells {
  const filled = (value: Cell): Cell => {
    if (typeof value !== "string") return value;
    if (!value.startsWith("@")) return value.replace(/^\$/, code);
    const id = names.get(value.slice(1));
    if (id === undefined) throw new Error(`no row is called ${value}`);
    return id;
  };
  return Object.fromEntries(Object.entries(cells).map(([field, value]) => [field, filled(value)]));
}

async function recordRow(hub: TestHub, code: string, [register, cells]: Row): Promise<string> {
  if (register === "FigureRow") return writeFigure(hub, code, cells);
  const { organization, ...rest } = cells;
  const owner = register === "Organization" ? undefined : String(organization ?? code);
  const path = stepsTo(registerNamed(register), rest);
  if (path === undefined) return save(hub, register, owner, rest);
  // What stands at the end of a line of steps is walked there: no step is left out.
  const [first = "", ...later] = path.steps;
  const early = { ...rest, [path.field]: first };
  let id = await save(hub, register, owner, early);
  for (const [version, step] of later.entries())
    id = await save(
      hub,
      register,
      undefined,
      { id, baseVersion: version + 1, [path.field]: step },
      SENT.has(step) ? {} : DECIDER,
    );
  return id;
}

/** The states from a first one to the one the cells name; undefined where any may be entered at once. */
function stepsTo(register: Register, cells: Cells): { field: string; steps: readonly string[] } | undefined {
  const { states } = register;
  if (!states) return undefined;
  const wanted = cells[states.field];
  const machine = typeof cells["kind"] === "string" ? (states.byKind?.[cells["kind"]] ?? states) : states;
  if (typeof wanted !== "string" || machine.first.includes(wanted)) return undefined;
  const queue = machine.first.map((state) => [state]);
  for (let path = queue.shift(); path; path = queue.shift()) {
    const here = path.at(-1) ?? "";
    if (here === wanted) return { field: states.field, steps: path };
    const seen = path;
    queue.push(...(machine.steps[here] ?? []).filter((next) => !seen.includes(next)).map((next) => [...seen, next]));
  }
  throw new Error(`${register.name}: no steps lead to ${wanted}`);
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

interface RowReceipt {
  readonly rows: readonly {
    readonly outcome: string;
    readonly id: string | null;
    readonly findings: readonly { code: string; field: string | null; messageZh?: string; message?: string }[];
  }[];
}

/** Whoever enters a row sends it, and does not decide on it. */
const SENT: ReadonlySet<string> = new Set(["draft", "submitted"]);
const DECIDER = { "x-hub-actor": encodeURIComponent("示例审核人") };

async function save(
  hub: TestHub,
  register: string,
  organization: string | undefined,
  cells: Cells,
  headers: Record<string, string> = {},
): Promise<string> {
  const plural = capital(registerNamed(register).query);
  const { data, errors } = await hub.graphql<{ receipt: RowReceipt }>(
    `mutation ($input: Save${plural}Input!) { receipt: save${plural}(input: $input) {
      rows { outcome id findings { code field } } } }`,
    { input: { batchId: randomUUID(), rows: [{ ...(organization === undefined ? {} : { organization }), ...cells }] } },
    headers,
  );
  const answer = data?.receipt.rows[0];
  if (errors || answer?.outcome !== "WRITTEN" || answer.id === null)
    throw new Error(`${register} ${JSON.stringify(cells)}: ${JSON.stringify(errors ?? answer)}`);
  return answer.id;
}

async function writeFigure(hub: TestHub, organization: string, cells: Cells): Promise<string> {
  const { indicator, period, value } = cells;
  const { data, errors } = await hub.graphql<{ receipt: { cells: { outcome: string; findings: unknown[] }[] } }>(
    "mutation ($input: WriteFiguresInput!) { receipt: writeFigures(input: $input) { cells { outcome findings { code } } } }",
    { input: { batchId: randomUUID(), cells: [{ organization, indicator, period, value, baseVersion: 0 }] } },
  );
  const answer = data?.receipt.cells[0];
  if (errors || answer?.outcome !== "WRITTEN")
    throw new Error(`${JSON.stringify(cells)}: ${JSON.stringify(errors ?? answer)}`);
  return String(indicator);
}
