/** Runs a broad mix of work with identity numbers made on the spot, and looks for them wherever words may end up. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import ExcelJS from "exceljs";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pino } from "pino";
import { findIdentityNumbers } from "../../server/domain/identity-scan.js";
import { logAccident } from "../../server/errors.js";
import { encodeGlobalId } from "../../server/graph/global-id.js";
import { startHub, type TestHub } from "../support/hub.js";
import { addSmallRoster, ORG, PERSON } from "../support/small-roster.js";
import { commit, inventedId, send, untilRead, workbook } from "./intake-hub.js";

let hub: TestHub;
const began = Date.now();
/** Everything that was logged, answered, or printed. */
const told: { readonly where: string; readonly text: string }[] = [];
const numbers = Array.from({ length: 12 }, (_, n) => inventedId(`19${70 + n}0${(n % 9) + 1}15`, 100 + n));
const n = (at: number): string => numbers[at] ?? "";
const wide = (text: string): string =>
  [...text].map((c) => String.fromCodePoint((c.codePointAt(0) ?? 0) + 0xfee0)).join("");
/** As numbers were before 1999. */
const fifteen = (text: string): string => text.slice(0, 6) + text.slice(8, 17);
const parted = (text: string): string => `${text.slice(0, 6)} ${text.slice(6, 14)} ${text.slice(14)}`;
const write = { out: process.stdout.write.bind(process.stdout), err: process.stderr.write.bind(process.stderr) };

beforeAll(async () => {
  process.stdout.write = ((text: string | Uint8Array, ...rest: never[]) => {
    told.push({ where: "stdout", text: String(text) });
    return write.out(text, ...rest);
  }) as typeof process.stdout.write;
  process.stderr.write = ((text: string | Uint8Array, ...rest: never[]) => {
    told.push({ where: "stderr", text: String(text) });
    return write.err(text, ...rest);
  }) as typeof process.stderr.write;
  hub = await startHub({ settings: { identitySealing: [{ id: "k1", key: Buffer.alloc(32, 9) }], log: "debug" } });
  const stream = (hub.log as unknown as Record<symbol, { write: (line: string) => boolean }>)[pino.symbols.streamSym];
  if (stream === undefined) throw new Error("the log has no stream");
  stream.write = (line) => told.push({ where: "log", text: line }) > 0;
  await addSmallRoster(hub);
});
afterAll(async () => {
  Object.assign(process.stdout, { write: write.out });
  Object.assign(process.stderr, { write: write.err });
  await hub.stop();
});

const ask = async (query: string, variables: Record<string, unknown> = {}): Promise<unknown> => {
  const answer = await hub.graphql(query, variables);
  told.push({ where: query.slice(0, 60), text: JSON.stringify(answer) });
  return answer;
};
const get = async (path: string): Promise<void> => {
  const response = await fetch(`${hub.url}${path}`);
  const bytes = Buffer.from(await response.arrayBuffer());
  const sheets = bytes.subarray(0, 2).toString() === "PK" ? await textOfWorkbook(bytes) : bytes.toString("utf8");
  told.push({ where: path.replaceAll(/\d+/g, "0"), text: `${JSON.stringify([...response.headers])} ${sheets}` });
};

async function textOfWorkbook(bytes: Buffer): Promise<string> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(bytes as never);
  const values: string[] = [];
  book.eachSheet((sheet) => sheet.eachRow((row) => values.push(JSON.stringify(row.values))));
  return values.join("\n");
}

const SAVE = `mutation ($input: SavePersonsInput!) { savePersons(input: $input) { written refused
  rows { id outcome conflict { fields { field base mine theirs } } findings { code message messageEn args suggestion } } } }`;
const SAVE_COURSE = `mutation ($input: SaveCoursesInput!) { saveCourses(input: $input) { written refused
  rows { outcome findings { code message messageEn args } } } }`;

async function enterPeople(): Promise<void> {
  const rows = [
    { organization: "T-N-1", name: "示例一", idNumber: n(0) },
    { organization: "T-N-1", name: "示例二", idNumber: wide(n(1)) },
    { organization: "T-N-1", name: "示例三", idNumber: parted(n(2)) },
    { organization: "T-N-1", name: n(3), idNumber: n(3) },
    { organization: "T-N-1", name: "示例五", idNumber: `${n(4).slice(0, 17)}${n(4).endsWith("1") ? "2" : "1"}` },
    { organization: n(5), name: "示例六", idNumber: n(5), homeRegion: n(5) },
    { organization: "T-N-1", name: "示例七", phoneLast4: n(6), birthYm: n(6) },
    { id: n(6), name: "示例八" },
    { organization: "T-N-1", name: "示例十", idNumber: fifteen(n(10)) },
    { organization: fifteen(n(11)), name: "示例十一", idNumber: wide(fifteen(n(11))), homeRegion: fifteen(n(11)) },
  ];
  await ask(SAVE, { input: { batchId: crypto.randomUUID(), rows, origin: `表 ${n(0)}` } });
  await ask(SAVE_COURSE, {
    input: { batchId: crypto.randomUUID(), rows: [{ organization: "T-S", name: `课程 ${n(7)}`, code: n(7) }] },
  });
}

async function askWrongly(): Promise<void> {
  await ask(`{ persons(filter: { name: { eq: ${n(0)} } }) { totalCount } }`);
  await ask(`{ persons(filter: { name: { eq: "${n(0)}" } }) { totalCount nodes { name } } }`);
  await ask(`{ person${n(0)} }`);
  await ask(`{ persons(filter: { name: { eq: ${fifteen(n(0))} } }) { totalCount } }`);
  await ask("query ($id: ID!) { node(id: $id) { id } }", { id: fifteen(n(1)) });
  await ask("query ($id: ID!) { import(id: $id) { id } }", { id: parted(n(1)) });
  await ask("query ($x: Int!) { persons(first: $x) { totalCount } }", { x: n(1) });
  await ask("query ($k: [FigureKeyInput!]!) { figures(keys: $k) { value } }", {
    k: [{ indicator: n(2), organization: n(2), period: n(2) }],
  });
  await ask("query ($id: ID!) { node(id: $id) { id } }", { id: `Person_${n(3)}` });
  await ask(`{ personGroups(groupBy: [{ dimension: ORGANIZATION, below: "${n(4)}" }]) { groups { key } } }`);
  const person = encodeGlobalId("Person", ORG.workshop, PERSON[1] ?? "");
  const reason = `本人 ${n(1)}`;
  await ask("mutation ($p: ID!, $r: String!) { erasePerson(person: $p, reason: $r) { images } }", {
    p: person,
    r: reason,
  });
  await ask("mutation ($p: ID!, $r: String!) { revealIdentity(person: $p, purpose: $r) }", { p: person, r: reason });
  await ask("mutation ($p: ID!) { exportPerson(person: $p) }", { p: person });
  for (const path of [`/imports/${n(5)}/refused.csv`, `/${n(5)}`, `/workbooks/${n(5)}`, "/health"]) await get(path);
}

async function bringFiles(): Promise<void> {
  const head = ["班级编号", "姓名", "身份证号", "联系电话", "备注", "结业日期"];
  const book = await workbook({
    班级: [
      ["班级编号", "班级名称", "开班日期", "结束日期", "课时"],
      ["SC-1", "扫描班", "2026-10-08", "2026-10-20", 40],
    ],
    名册: [
      head,
      ["SC-1", "示例甲", n(8), "13900000000", null, "2026-10-20"],
      ["SC-1", "示例乙", wide(n(9)), null, `证件 ${n(9)} 已核`, "2026-10-20"],
      ["SC-1", "示例丙", parted(n(10)), null, null, "2026-10-20"],
      ["SC-1", "示例丁", Number(n(11).slice(0, 17)) * 10, null, null, "2026-10-20"],
      ["SC-1", n(0), n(0), n(0), n(0), n(0)],
      ["SC-1", "示例己", fifteen(n(7)), null, null, "2026-10-20"],
      ["SC-1", "示例戊", `${n(1).slice(0, 17)}${n(1).endsWith("1") ? "2" : "1"}`, null, null, "2026-10-20"],
    ],
    [`杂${n(2)}`]: [
      ["甲", "乙", "丙"],
      [n(2), `${n(3)}号`, "无"],
      [n(4), "无", n(5)],
    ],
  });
  const sent = await send(hub, book, `名册${n(6)}.xlsx`, "T-N-1");
  const { id } = (await sent.json()) as { id: string };
  told.push({ where: "import", text: JSON.stringify(await untilRead(hub, id)) });
  told.push({ where: "commit", text: JSON.stringify(await commit(hub, id)) });
  await get(`/imports/${id}/refused.csv`);
}

/** What staff take out of the hub: reports, copies for persons, histories, the log of access. */
async function takeOut(): Promise<void> {
  await hub.sql(
    "insert into indicator (code, name_zh, name_en, unit, unit_dim, kind) values ('FN01', '到账', 'Income', '元', 'money', 'reported') on conflict do nothing",
  );
  await get("/workbooks/report.xlsx?organizations=T-N-1&columns=FN01@2026M10");
  await get(
    `/workbooks/report.xlsx?organizations=${n(4)}&columns=FN01@2026M10&title=${encodeURIComponent(`表 ${n(4)}`)}`,
  );
  const people = await hub.sql<{ org_id: string; id: string }>("select org_id, id from person order by id");
  for (const { org_id, id } of people) {
    const person = encodeGlobalId("Person", org_id, id);
    const copy = await hub.graphql<{ exportPersonFile: { content: string } }>(
      "mutation ($p: ID!) { exportPersonFile(person: $p) { content } }",
      { p: person },
    );
    const bytes = Buffer.from(copy.data.exportPersonFile.content, "base64");
    told.push({ where: "copy for a person", text: await textOfWorkbook(bytes) });
    await ask("query ($id: ID!) { rowHistory(id: $id) { changes { field before after } } }", { id: person });
    await ask("mutation ($p: ID!) { exportPerson(person: $p) }", { p: person });
  }
  await ask(`{ registerSheet(register: "Person", columns: ["name", "idLast4"], first: 100) { values } }`);
  await ask("{ personGroups(groupBy: [{ dimension: HOME_REGION }]) { groups { key labels rows } } }");
  await ask('{ searchCatalogue(text: "' + n(3) + '") { code name } }');
  await ask("{ auditEvents(first: 100) { events { kind detail } } }");
  for (const path of ["/audit/export.csv", `/audit/export.csv?who=${n(3)}`]) await get(path);
}

/** Accidents: the database loses a table, or refuses a row, in the middle of questions that carry numbers. */
async function breakThings(): Promise<void> {
  const rows = [{ organization: "T-N-1", name: "示例九", idNumber: n(9) }];
  await hub.sql("alter table person add constraint scan_refuses check (name <> '示例九')");
  await ask(SAVE, { input: { batchId: crypto.randomUUID(), rows } });
  await hub.sql("alter table person drop constraint scan_refuses");
  const accidents = (): number => told.filter(({ where, text }) => where === "log" && text.includes("accident")).length;
  const before = accidents();
  for (const table of ["person", "batch", "import"])
    await hub.sql(`alter table "${table}" rename to scan_hidden_${table}`);
  await ask(`{ persons(filter: { name: { eq: "${n(8)}" } }) { totalCount } }`);
  await ask(SAVE, { input: { batchId: crypto.randomUUID(), rows: [{ ...rows[0], idNumber: wide(n(7)) }] } });
  const form = new FormData();
  form.set("file", new Blob([`姓名,身份证号\n示例,${n(6)}\n`]), `名册${n(6)}.csv`);
  form.set("organization", "T-N-1");
  const sent = await fetch(`${hub.url}/imports`, { method: "POST", body: form });
  told.push({ where: "broken import", text: await sent.text() });
  expect(sent.status).toBe(500);
  await get(`/imports/${n(6)}/refused.csv`);
  for (const table of ["person", "batch", "import"])
    await hub.sql(`alter table scan_hidden_${table} rename to "${table}"`);
  expect(accidents()).toBeGreaterThan(before + 2);
  // What an error may carry along, whoever threw it.
  for (const number of [n(0), wide(n(0)), parted(n(0)), `${n(0).slice(0, 6)}-${n(0).slice(6, 14)}-${n(0).slice(14)}`])
    logAccident(hub.log, new Error(`cannot read ${number} in the row of ${number}号`));
}

/** Files that are no tables, or broken in the middle. */
async function bringRubbish(): Promise<void> {
  for (const [name, bytes] of [
    [`坏${n(2)}.xlsx`, Buffer.from(`PK\u0003\u0004 ${n(2)}`)],
    [`${n(3)}.csv`, Buffer.from(`姓名,身份证号,单位\n示例,${n(3)},${n(3)}\n"没有结束,${parted(n(4))}`)],
    ["空.csv", Buffer.from("")],
  ] as const) {
    const form = new FormData();
    form.set("file", new Blob([new Uint8Array(bytes)]), name);
    form.set("organization", "T-N-1");
    const sent = await fetch(`${hub.url}/imports`, { method: "POST", body: form });
    const text = await sent.text();
    told.push({ where: "rubbish", text });
    const { id } = JSON.parse(text) as { id?: string };
    if (id !== undefined) told.push({ where: "rubbish read", text: JSON.stringify(await untilRead(hub, id)) });
  }
}

/** What lies in the hub's folder and in the machine's folder for temporary files, made since the test began. */
function wordsOfFiles(): number {
  let seen = 0;
  const look = (path: string): void => {
    const found = statSync(path, { throwIfNoEntry: false });
    if (found?.isDirectory()) for (const name of readdirSync(path)) look(join(path, name));
    else if (found?.isFile()) {
      seen += 1;
      const bytes = readFileSync(path);
      told.push({ where: `file ${path}`, text: `${path}\n${bytes.toString("utf8")}\n${bytes.toString("latin1")}` });
    }
  };
  look(hub.home);
  for (const name of readdirSync(tmpdir()))
    if (
      /^xunshu-(?:reports|texts)-/u.test(name) &&
      (statSync(join(tmpdir(), name), { throwIfNoEntry: false })?.mtimeMs ?? 0) > began
    )
      look(join(tmpdir(), name));
  return seen;
}

/** Every column that holds words, of every table; what is sealed or hashed is looked through as bytes. */
async function wordsOfDatabase(): Promise<void> {
  const tables = await hub.sql<{ table_name: string }>(
    "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
  );
  for (const { table_name } of tables) {
    const rows = await hub.sql<{ row: Record<string, unknown> }>(`select to_jsonb(t) as row from "${table_name}" t`);
    for (const { row } of rows) {
      const isBytes = ([, value]: [string, unknown]): boolean => typeof value === "string" && value.startsWith("\\x");
      const words = Object.entries(row).filter((entry) => !isBytes(entry));
      for (const [, value] of Object.entries(row).filter(isBytes))
        told.push({
          where: `bytes of ${table_name}`,
          text: Buffer.from(String(value).slice(2), "hex").toString("latin1"),
        });
      told.push({ where: `table ${table_name}`, text: JSON.stringify(Object.fromEntries(words)) });
    }
  }
}

test("no identity number is in a log, an answer, an error, a report, a table or what this test prints", async () => {
  await enterPeople();
  await askWrongly();
  await bringFiles();
  await ask(
    "{ persons(first: 100) { nodes { name idLast4 birthYm } } findings(first: 20) { nodes { subject detail } } }",
  );
  await ask("{ imports(first: 5) { id file tables { sheet columns { header sample } } } }");
  await takeOut();
  await bringRubbish();
  await breakThings();
  await wordsOfDatabase();
  wordsOfFiles();

  const squeezed = (text: string): string => text.normalize("NFKC").replaceAll(/[^\dX]/gu, "");
  const holds = (text: string): boolean =>
    findIdentityNumbers(text).length > 0 ||
    // Fifteen digits are what a spreadsheet leaves of a number it took for an amount.
    numbers.some((number) => squeezed(text).includes(number.slice(0, 15))) ||
    numbers.some((number) => squeezed(text).includes(fifteen(number))) ||
    numbers.some((number) => text.includes(`${number.slice(0, 1)}.${number.slice(1, 12)}`));
  expect(told.flatMap(({ where, text }) => (holds(text) ? [where] : []))).toEqual([]);
  // The same look finds every form in which a number was sent, so that nothing found means nothing there.
  const forms = [
    n(0),
    fifteen(n(0)),
    wide(n(0)),
    parted(n(0)),
    String(Number(n(11).slice(0, 17)) * 10),
    `{"a":["${n(5)}"]}`,
  ];
  expect(forms.map(holds)).toEqual(forms.map(() => true));
  for (const where of [
    "log",
    "copy for a person",
    "rubbish read",
    "broken import",
    "bytes of person_identity",
    "table access_event",
  ])
    expect(told.filter((each) => each.where === where && each.text.length > 2).length).toBeGreaterThan(0);
  const [{ sealed } = { sealed: 0 }] = await hub.sql<{ sealed: number }>(
    "select count(*)::int as sealed from person_identity",
  );
  expect(sealed).toBeGreaterThanOrEqual(6);
  expect(told.length).toBeGreaterThan(100);
});
