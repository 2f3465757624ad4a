/** What the tests of imports do to a hub: upload, wait, look, commit. */
import ExcelJS from "exceljs";
import { readFileSync } from "node:fs";
import { checkDigitOf } from "../../server/domain/identity-number.js";
import { startHub, type TestHub } from "../support/hub.js";

export interface FoundFinding {
  readonly code: string;
  readonly severity: string;
  readonly cell: string | null;
  readonly row: number | null;
  readonly sheet: string | null;
  readonly message: string;
  readonly suggestion: string | null;
}

export interface Counts {
  readonly rows: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
}

export interface FoundImport {
  readonly id: string;
  readonly file: string;
  readonly status: string;
  readonly organization: { readonly code: string };
  readonly createdBy: string;
  readonly progress: { readonly phase: string; readonly done: number; readonly total: number | null };
  readonly tables: readonly {
    readonly index: number;
    readonly sheet: string;
    readonly range: string;
    readonly headerRows: readonly number[];
    readonly target: string;
    readonly targetLabel: string;
    readonly confidence: number;
    readonly totalsChecked: number;
    readonly skipped: readonly string[];
    readonly columns: readonly {
      readonly letter: string;
      readonly header: string;
      readonly field: string | null;
      readonly state: string;
      readonly sample: readonly string[];
    }[];
  }[];
  readonly counts: Counts;
  readonly findings: readonly FoundFinding[];
  readonly rows: readonly {
    readonly sheet: string;
    readonly row: number;
    readonly outcome: string;
    readonly label: string;
    readonly changes: readonly { field: string; from: unknown; to: unknown }[];
    readonly findings: readonly FoundFinding[];
  }[];
}

const FINDING = "{ code severity cell row sheet message suggestion }";
export const IMPORT = `{ id file status createdBy organization { code name } progress { phase done total }
  tables { index sheet range headerRows target targetLabel confidence totalsChecked skipped columns { letter header field state sample } }
  counts { rows new changed unchanged refused } findings(first: 500) ${FINDING} rows(first: 1000) { sheet row outcome label changes findings ${FINDING} } }`;

export interface Receipt {
  readonly importId: string;
  readonly batchId: string;
  readonly replayed: boolean;
  readonly committedAt: string;
  readonly counts: Counts;
}

export const startCity = (): Promise<TestHub> => startHub({ contents: "city" });

export async function upload(
  hub: TestHub,
  file: string | Buffer,
  name: string,
  organization: string,
  target?: string,
): Promise<FoundImport> {
  const response = await send(hub, file, name, organization, target);
  const body = (await response.json()) as { id: string };
  if (response.status !== 202) throw new Error(JSON.stringify(body));
  return untilRead(hub, body.id);
}

export function send(
  hub: TestHub,
  file: string | Buffer,
  name: string,
  organization: string,
  target?: string,
): Promise<Response> {
  const form = new FormData();
  const bytes = typeof file === "string" ? readFileSync(file) : file;
  form.set("file", new Blob([new Uint8Array(bytes)]), name);
  form.set("organization", organization);
  if (target) form.set("target", target);
  return fetch(`${hub.url}/imports`, {
    method: "POST",
    body: form,
    headers: { "x-hub-actor": encodeURIComponent("王珊") },
  });
}

export async function untilRead(hub: TestHub, id: string): Promise<FoundImport> {
  for (const started = Date.now(); Date.now() - started < 60_000;) {
    const found = await look(hub, id);
    if (found.status !== "STAGING") return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("the import was not read in a minute");
}

export async function look(hub: TestHub, id: string): Promise<FoundImport> {
  const { data, errors } = await hub.graphql<{ import: FoundImport }>(
    `query ($id: ID!) { import(id: $id) ${IMPORT} }`,
    { id },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.import;
}

export async function commit(
  hub: TestHub,
  id: string,
  batchId: string = crypto.randomUUID(),
  atomic = false,
): Promise<Receipt> {
  const { data, errors } = await tryCommit(hub, id, batchId, atomic);
  if (errors) throw new Error(JSON.stringify(errors));
  return data.commitImport;
}

export function tryCommit(hub: TestHub, id: string, batchId: string = crypto.randomUUID(), atomic = false) {
  return hub.graphql<{ commitImport: Receipt }>(
    `mutation ($id: ID!, $batchId: ID!, $atomic: Boolean!) { commitImport(id: $id, batchId: $batchId, atomic: $atomic) {
      importId batchId replayed committedAt counts { rows new changed unchanged refused } } }`,
    { id, batchId, atomic },
  );
}

export async function figure(hub: TestHub, indicator: string, organization: string, period: string): Promise<number> {
  const { data, errors } = await hub.graphql<{ figures: { value: string | null }[] }>(
    "query ($keys: [FigureKeyInput!]!) { figures(keys: $keys) { value } }",
    { keys: [{ indicator, organization, period }] },
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return Number(data.figures[0]?.value ?? Number.NaN);
}

/** Deliberately strange names, of people who do not exist, with numbers of the region 990000, which does not either. */
export const inventedId = (birth: string, serial: number): string => {
  const body = `990000${birth}${String(serial).padStart(3, "0")}`;
  return body + checkDigitOf(body);
};

export type Value = string | number | null;

export async function workbook(sheets: Readonly<Record<string, readonly (readonly Value[])[]>>): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  for (const [name, rows] of Object.entries(sheets)) book.addWorksheet(name).addRows(rows as never);
  return Buffer.from(await book.xlsx.writeBuffer());
}

/** A class and so many people in it. */
export function longRoster(people: number, code = "LR-1"): Readonly<Record<string, readonly (readonly Value[])[]>> {
  const rows = Array.from({ length: people }, (_, i): Value[] => [
    code,
    `示例${i + 1}`,
    inventedId(`19${70 + (Math.floor(i / 900) % 30)}0101`, (i % 900) + 1),
    "2026-10-20",
  ]);
  return {
    班级: [
      ["班级编号", "班级名称", "开班日期", "结束日期", "课时"],
      [code, "长名册班", "2026-10-08", "2026-10-20", 40],
    ],
    名册: [["班级编号", "姓名", "身份证号", "结业日期"], ...rows],
  };
}
