/**
 * A small hub for saving rows: a bureau over a school and a training provider, the code lists, and ways to send batches.
 * Everything is invented.
 */
import { randomUUID } from "node:crypto";
import { codeRows } from "../../server/database/codes/load-codes.js";
import { registerBook } from "../../server/registers.js";
import { startHub, type TestHub } from "../support/hub.js";

export type Outcome = "WRITTEN" | "UNCHANGED" | "CONFLICT" | "REFUSED";

export interface Finding {
  readonly code: string;
  readonly field: string | null;
  readonly row: number | null;
  readonly cell: string | null;
  readonly args: Readonly<Record<string, unknown>>;
  readonly message: string;
  readonly messageEn: string;
  readonly suggestion: string | null;
}

export interface Answer {
  readonly index: number;
  readonly outcome: Outcome;
  readonly id: string | null;
  readonly version: number;
  readonly merged: readonly string[];
  readonly conflict: {
    readonly fields: readonly { field: string; base: unknown; mine: unknown; theirs: unknown }[];
    readonly theirVersion: number;
    readonly changedBy: string | null;
    readonly changedAt: string | null;
  } | null;
  readonly findings: readonly Finding[];
}

export interface Receipt {
  readonly batchId: string;
  readonly dryRun: boolean;
  readonly replayed: boolean;
  readonly written: number;
  readonly unchanged: number;
  readonly conflicts: number;
  readonly refused: number;
  readonly rows: readonly Answer[];
}

export type Cells = Readonly<Record<string, unknown>>;

export interface Batch {
  readonly batchId?: string;
  readonly dryRun?: boolean;
  readonly atomic?: boolean;
  readonly origin?: string;
  readonly note?: string;
  readonly actor?: string;
}

const ORGANIZATIONS = [
  ["B", "云岭局", "gov_dept", null],
  ["S", "云岭学院", "school", "B"],
  ["P", "松湖培训学校", "provider", "B"],
] as const;

export async function startRowHub(): Promise<TestHub> {
  const hub = await startHub();
  await fillRowHub(hub);
  return hub;
}

export async function fillRowHub(hub: Pick<TestHub, "sql">): Promise<void> {
  // The long national lists are not needed here.
  const codes = codeRows().filter(({ list, code }) => !["region", "industry", "occupation"].includes(list) || /^11/u.test(code)); // prettier-ignore
  await hub.sql(
    `insert into code (list, code, name_zh, name_en, parent, rank, attrs)
     select list, code, name_zh, name_en, parent, rank, attrs
     from json_to_recordset($1::text::json) as row (list text, code text, name_zh text, name_en text, parent text, rank int, attrs jsonb)`,
    [JSON.stringify(codes)],
  );
  for (const [code, name, kind, parent] of ORGANIZATIONS)
    await hub.sql(
      "insert into organization (code, name, kind, parent_id) values ($1, $2, $3, (select id from organization where code = $4))",
      [code, name, kind, parent],
    );
}

function pluralOf(register: string): string {
  const query = registerBook.get(register).query ?? "";
  return query.slice(0, 1).toUpperCase() + query.slice(1);
}

const RECEIPT = `batchId dryRun replayed written unchanged conflicts refused
  rows { index outcome id version merged conflict { fields { field base mine theirs } theirVersion changedBy changedAt }
    findings { code field row cell args message messageEn suggestion } }`;

/** Sends a batch as a client does; a request that is refused whole comes back as its code. */
export async function send(hub: Pick<TestHub, "graphql">, register: string, rows: readonly Cells[], batch: Batch = {}) {
  const { actor, ...more } = batch;
  const plural = pluralOf(register);
  return hub.graphql<{ receipt: Receipt }>(
    `mutation ($input: Save${plural}Input!) { receipt: save${plural}(input: $input) { ${RECEIPT} } }`,
    { input: { batchId: randomUUID(), ...more, rows } },
    actor === undefined ? {} : { "x-hub-actor": encodeURIComponent(actor) },
  );
}

export async function save(
  hub: Pick<TestHub, "graphql">,
  register: string,
  rows: readonly Cells[],
  batch: Batch = {},
): Promise<Receipt> {
  const { data, errors } = await send(hub, register, rows, batch);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.receipt;
}

/** Saves one row that must go in, and answers its id. */
export async function made(hub: TestHub, register: string, cells: Cells): Promise<string> {
  const { rows } = await save(hub, register, [{ organization: "S", ...cells }]);
  const [row] = rows;
  if (row?.outcome !== "WRITTEN" || row.id === null) throw new Error(JSON.stringify(row));
  return row.id;
}

/** What became of each row: its outcome, or the codes of what is wrong with it. */
export const told = ({ rows }: Receipt): readonly string[] =>
  rows.map(({ outcome, findings }) => (findings.length === 0 ? outcome : findings.map(({ code }) => code).join(" ")));

/** The one field of the one row, as the graph shows it. */
export async function shown(hub: TestHub, register: string, id: string, fields: string): Promise<unknown> {
  const { data, errors } = await hub.graphql<{ node: unknown }>(
    `query ($id: ID!) { node(id: $id) { ... on ${register} { ${fields} } } }`,
    { id },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.node;
}
