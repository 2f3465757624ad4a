/**
 * A small hub for figures: a bureau over a school with two colleges and a training provider, the whole catalogue of
 * indicators, and ways to add ledger rows. Everything is invented.
 */
import { readCsv } from "../../server/database/codes/delimited.js";
import { startHub, type HubOptions, type TestHub } from "../support/hub.js";

export interface FigureHub extends TestHub {
  /** Ids by code. */
  readonly organizations: Readonly<Record<string, string>>;
}

const ORGANIZATIONS = [
  { code: "B", name: "云岭局", kind: "gov_dept", parent: null },
  { code: "S", name: "云岭学院", kind: "school", parent: "B" },
  { code: "S-1", name: "信息学院", kind: "college", parent: "S" },
  { code: "S-2", name: "建筑学院", kind: "college", parent: "S" },
  { code: "P", name: "松湖培训学校", kind: "provider", parent: "B" },
] as const;

export async function startFigureHub(options: HubOptions = {}): Promise<FigureHub> {
  const hub = await startHub(options);
  await loadCatalogue(hub);
  const organizations: Record<string, string> = {};
  for (const { code, name, kind, parent } of ORGANIZATIONS) {
    const [row] = await hub.sql<{ id: string }>(
      "insert into organization (code, name, kind, parent_id, school_code) values ($1, $2, $3, $4, $5) returning id",
      [code, name, kind, parent === null ? null : organizations[parent], code === "S" ? "4199000001" : null],
    );
    organizations[code] = row?.id ?? "";
  }
  return { ...hub, organizations };
}

async function loadCatalogue(hub: TestHub): Promise<void> {
  const rows = readCsv("indicators.csv").map((row) => ({
    ...row,
    formula: row["formula"] || null,
    dims: [],
    period_kinds: (row["period_kinds"] ?? "").split(" ").filter(Boolean),
  }));
  await hub.sql(
    `insert into indicator (code, name_zh, name_en, unit, unit_dim, display_unit, display_scale, decimals, kind, formula, flow_stock, additive, direction, dims, period_kinds)
     select code, name_zh, name_en, unit, unit_dim, display_unit, display_scale, decimals, kind, formula, flow_stock, additive, direction, dims, period_kinds
     from json_to_recordset($1::text::json) as row (code text, name_zh text, name_en text, unit text, unit_dim text, display_unit text, display_scale numeric,
       decimals int, kind text, formula text, flow_stock text, additive boolean, direction text, dims text[], period_kinds text[])`,
    [JSON.stringify(rows)],
  );
}

/** Adds a row and returns its id; column names are those of the table. */
export async function insert(hub: FigureHub, table: string, row: Readonly<Record<string, unknown>>): Promise<string> {
  const columns = Object.keys(row);
  const [made] = await hub.sql<{ id: string }>(
    `insert into ${table} (${columns.join(", ")}) values (${columns.map((_, i) => `$${i + 1}`).join(", ")}) returning id`,
    Object.values(row),
  );
  return made?.id ?? "";
}

/** A class of an organization that ended on a day, with people known by fingerprints; returns its id. */
export async function holdClass(
  hub: FigureHub,
  code: string,
  endsOn: string,
  people: readonly {
    readonly hash: string | null;
    readonly status?: string;
    readonly hours?: string;
    readonly outcome?: string;
  }[],
  activity: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const org_id = hub.organizations[code];
  const title = `班 ${endsOn}`;
  const activity_id = await insert(hub, "activity", {
    org_id,
    kind: "class",
    title,
    ends_on: endsOn,
    status: "done",
    ...activity,
  });
  for (const [i, { hash, status = "completed", hours, outcome }] of people.entries()) {
    const person_id = await person(hub, org_id ?? "", hash, `${title} ${i}`);
    await insert(hub, "enrolment", {
      org_id,
      activity_id,
      person_id,
      status,
      hours_done: hours ?? null,
      outcome: outcome ?? null,
    });
  }
  return activity_id;
}

async function person(hub: FigureHub, orgId: string, hash: string | null, name: string): Promise<string> {
  const bytes = hash === null ? null : Buffer.from(hash);
  const known =
    hash === null
      ? []
      : await hub.sql<{ id: string }>("select id from person where org_id = $1 and id_hash = $2", [orgId, bytes]);
  return known[0]?.id ?? insert(hub, "person", { org_id: orgId, id_hash: bytes, name });
}

export const key = (indicator: string, organization: string, period: string) => ({ indicator, organization, period });

export const FIGURE = `indicator organization organizationName indicatorName period value unit displayUnit version status source computedValue
  numerator denominator coverage { have of missing { organization name periods } } changedAt changedBy reason writable problem { code severity args message messageEn suggestion }`;

export interface FigureAnswer {
  readonly indicator: string;
  readonly organization: string;
  readonly period: string;
  readonly value: string | null;
  readonly version: number;
  readonly status: string;
  readonly source: string | null;
  readonly computedValue: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly coverage: {
    readonly have: number;
    readonly of: number;
    readonly missing: readonly { organization: string; name: string; periods: readonly string[] }[];
  } | null;
  readonly changedAt: string | null;
  readonly changedBy: string | null;
  readonly reason: string | null;
  readonly writable: boolean;
  readonly problem: { readonly code: string; readonly severity: string; readonly message: string } | null;
}

export async function askFigures(
  hub: FigureHub,
  keys: readonly ReturnType<typeof key>[],
  asOf?: string,
): Promise<readonly FigureAnswer[]> {
  const answer = await hub.graphql<{ figures: FigureAnswer[] }>(
    `query ($keys: [FigureKeyInput!]!, $asOf: DateTime) { figures(keys: $keys, asOf: $asOf) { ${FIGURE} } }`,
    { keys, asOf: asOf ?? null },
  );
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data.figures;
}

export async function askFigure(
  hub: FigureHub,
  indicator: string,
  organization: string,
  period: string,
  asOf?: string,
): Promise<FigureAnswer> {
  const [figure] = await askFigures(hub, [key(indicator, organization, period)], asOf);
  if (figure === undefined) throw new Error("no answer");
  return figure;
}

export interface CellInput {
  readonly indicator: string;
  readonly organization: string;
  readonly period: string;
  readonly value: string | null;
  readonly baseVersion: number;
  readonly baseValue?: string;
  readonly reason?: string;
  readonly place?: string;
}

export interface Receipt {
  readonly batchId: string;
  readonly dryRun: boolean;
  readonly replayed: boolean;
  readonly receivedAt: string;
  readonly written: number;
  readonly unchanged: number;
  readonly conflicts: number;
  readonly refused: number;
  readonly cells: readonly {
    readonly index: number;
    readonly outcome: string;
    readonly figure: FigureAnswer | null;
    readonly conflict: Readonly<Record<string, unknown>> | null;
    readonly findings: readonly {
      readonly code: string;
      readonly message: string;
      readonly cell: string | null;
      readonly suggestion: string | null;
    }[];
  }[];
}

export const WRITE = `mutation ($input: WriteFiguresInput!) { writeFigures(input: $input) { batchId dryRun replayed receivedAt written unchanged conflicts refused
  cells { index outcome figure { ${FIGURE} } conflict { base mine theirs theirVersion changedBy changedAt reason } findings { code severity args message messageEn sheet cell row field suggestion } } } }`;

export interface BatchOptions {
  readonly batchId?: string;
  readonly dryRun?: boolean;
  readonly atomic?: boolean;
  readonly note?: string;
  readonly origin?: string;
  readonly actor?: string;
}

export async function send(hub: FigureHub, cells: readonly CellInput[], { actor, ...options }: BatchOptions = {}) {
  const input = { batchId: crypto.randomUUID(), ...options, cells };
  const headers: Record<string, string> = actor === undefined ? {} : { "x-hub-actor": encodeURIComponent(actor) };
  return hub.graphql<{ writeFigures: Receipt }>(WRITE, { input }, headers);
}

/** Sends and expects a receipt. */
export async function write(hub: FigureHub, cells: readonly CellInput[], options: BatchOptions = {}): Promise<Receipt> {
  const answer = await send(hub, cells, options);
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
  return answer.data.writeFigures;
}

export const cell = (organization: string, value: string | null, more: Partial<CellInput> = {}): CellInput => ({
  indicator: "FN01",
  organization,
  period: "2026M09",
  value,
  baseVersion: 0,
  ...more,
});
