/**
 * Every other question as every role: figures in all their forms, sheets, imports, accounts, grants and the audit. What
 * concerns another's organization is answered as to an account without any grant; what concerns one's own as to an
 * account over everything, where the role reads it. A root field without a case fails.
 */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decisions } from "../../server/features/access/decisions.js";
import { registerBook } from "../../server/registers.js";
import { asked, everythingOf, objectType } from "./access-matrix-documents.js";
import {
  foreignIn,
  KEPT_AT,
  LEDGERS,
  MARKS,
  startMatrixHub,
  TOP,
  type MatrixHub,
  type Side,
} from "./access-matrix-hub.js";
import {
  readsOf,
  roleOf,
  seesRow,
  singleRows,
  VIEWERS,
  viewerNamed,
  writesOf,
  type MatrixViewer,
} from "./access-matrix-viewers.js";

type Headers = Readonly<Record<string, string>>;
let hub: MatrixHub;
let everything: Headers;
let nobody: Headers;
const imports: Record<Side, string> = { own: "", foreign: "" };
beforeAll(async () => {
  hub = await startMatrixHub();
  everything = await hub.signIn({ role: "*", name: "全权" });
  nobody = (await viewerNamed(hub, "nobody in particular")).headers;
  for (const side of ["own", "foreign"] as const) {
    const values = [
      ["姓名", "班级"],
      [`${MARKS[side].text}甲`, "一班"],
    ];
    const input = {
      workbook: `${MARKS[side].text}.xlsx`,
      sheet: "名册",
      address: "A1",
      organization: KEPT_AT[side],
      values,
      text: values,
    };
    const { data } = await hub.graphql<{ stageSelection: { id: string } }>(
      "mutation ($input: StageSelectionInput!) { stageSelection(input: $input) { id } }",
      { input },
      { ...everything },
    );
    imports[side] = data.stageSelection.id;
    await hub.signIn({ role: "analyst", organization: TOP[side], name: `${MARKS[side].text}账号` });
    await hub.sql("update account set org_id = $1 where name = $2", [
      hub.organizations[TOP[side]],
      `${MARKS[side].text}账号`,
    ]);
    await hub.graphql("{ me { id } }", {}, {});
  }
});
afterAll(() => hub?.stop());

interface Answer {
  readonly text: string;
  readonly data: Record<string, unknown> | null;
  readonly code: unknown;
}
async function ask(document: string, headers: Headers, variables: Record<string, unknown> = {}): Promise<Answer> {
  const { data, errors, status } = await hub.graphql<Record<string, unknown> | null>(document, variables, {
    ...headers,
  });
  const code = status === 401 ? "SIGN_IN" : errors?.[0]?.extensions["code"];
  return { text: JSON.stringify({ data, errors }), data, code };
}

const of = (name: string, deep = 3): string => everythingOf(objectType(name), deep);
const keyOf = (side: Side): string => `{ indicator: "TR01", organization: "${KEPT_AT[side]}", period: "2026" }`;

/** Figures and what is told of them, about an organization. */
const FIGURES: Readonly<Record<string, (side: Side) => string>> = {
  figures: (side) => `{ figures(keys: [${keyOf(side)}]) { ${of("Figure")} } }`,
  figureGrid: (side) =>
    `{ figureGrid(organizations: ["${KEPT_AT[side]}"], columns: [{ indicator: "TR01", period: "2026" }]) { ${of("FigureGrid").replace("asOf", "")} } }`,
  figureBreakdown: (side) =>
    `{ figureBreakdown(key: ${keyOf(side)}, by: ["funding"]) { ${of("FigureBreakdown", 4)} } }`,
  figureChanges: (side) =>
    `{ figureChanges(keys: [${keyOf(side)}], from: "2026-11-01T00:00:00Z", to: "2026-11-05T00:00:00Z") { ${of("FigureChange", 4)} } }`,
  figureDifference: (side) => `{ figureDifference(key: ${keyOf(side)}) { ${of("FigureDifference", 4)} } }`,
  figureHistory: (side) => `{ figureHistory(key: ${keyOf(side)}) { ${of("FigureRevision")} } }`,
  figureOrigin: (side) => `{ figureOrigin(key: ${keyOf(side)}) { ${of("FigureOrigin", 4)} } }`,
  figureLedgerRows: (side) => `{ figureLedgerRows(key: ${keyOf(side)}) { ${of("LedgerRows", 4)} } }`,
  progress: (side) => `{ progress(keys: [${keyOf(side)}]) { ${of("Progress", 4)} } }`,
};

/** What everybody reads who signed in, in all of its fields. */
const REFERENCE: Readonly<Record<string, string>> = {
  checkFormula: `{ checkFormula(text: "TR01 / TR02") { ${of("FormulaCheck")} } }`,
  codes: `{ codes(list: "sex", first: 5) { ${of("Code")} } }`,
  hub: `{ hub { ${of("HubInfo").replace("viewer", "")} } }`,
  indicator: `{ indicator(code: "TR01") { ${of("Indicator")} } }`,
  indicators: `{ indicators(codes: ["TR01", "TR02"]) { ${of("Indicator")} } }`,
  // Who changed it is told to the staff: the matrix of rows says to whom.
  organizationTree: `{ organizationTree { ${everythingOf(objectType("Organization"), 0).replace(/(?:created|updated)By/gu, "")} parent { id } ancestors { id } } }`,
  registerShapes: `{ registerShapes { ${of("RegisterShape")} } }`,
  searchCatalogue: `{ searchCatalogue(text: "云岭", first: 5) { ${of("CatalogueHit")} } }`,
};

/** Roots that have tests of their own, below or elsewhere in the matrix. */
const ELSEWHERE = [
  "accounts",
  "auditEvent",
  "auditEvents",
  "grants",
  "import",
  "imports",
  "me",
  "node",
  "personsToTie",
  "registerGroups",
  "registerGroupSheets",
  "registerSheet",
  "registerSheets",
  "reportSteps",
  "rowHistory",
  "tokens",
  "waitingReports",
];

describe("The other questions", () => {
  test("have a case, each of them", () => {
    const paged = registerBook.all.flatMap(({ name, query = "" }) => [
      query,
      `${name.slice(0, 1).toLowerCase()}${name.slice(1)}Groups`,
    ]);
    const known = new Set([...Object.keys(FIGURES), ...Object.keys(REFERENCE), ...ELSEWHERE, ...paged]);
    expect(Object.keys(objectType("Query").getFields()).filter((name) => !known.has(name))).toEqual([]);
  });

  test("about names, codes and definitions are answered the same to an account without a grant, and to nobody else", async () => {
    for (const document of Object.values(REFERENCE)) {
      const whole = await ask(document, everything);
      expect(whole.code).toBeUndefined();
      expect((await ask(document, nobody)).text).toBe(whole.text);
      expect((await ask(document, {})).code).toBe("SIGN_IN");
    }
  });

  test("are refused to who did not sign in, whatever they ask", async () => {
    for (const document of [
      ...Object.values(FIGURES).map((write) => write("own")),
      "{ me { id } }",
      "{ tokens { id } }",
      "{ accounts { totalCount } }",
      "{ imports { id } }",
      "{ auditEvents { next } }",
    ])
      expect([document, (await ask(document, {})).code]).toEqual([document, "SIGN_IN"]);
  });
});

const NOT_TOLD = { value: null, computedValue: null, problem: { code: "NOT_READABLE" } };

describe.each(VIEWERS)("A %s", (name) => {
  let viewer: MatrixViewer;
  const role = roleOf(name);
  beforeAll(async () => {
    viewer = await viewerNamed(hub, name);
  });

  test.each(Object.keys(FIGURES))(
    "is answered to “%s” about another's organization as an account without a grant",
    async (root) => {
      const told = await ask(FIGURES[root]!("foreign"), viewer.headers);
      expect(told.text).toBe((await ask(FIGURES[root]!("foreign"), nobody)).text);
      expect(foreignIn(told.text)).toEqual([]);
      expect(told.text).not.toMatch(/"73\.\d"|ACCIDENT/u);
    },
  );

  test("is told of their own organization's figures what the role reads", async () => {
    const reads = readsOf(role, "figures");
    const figure = async (headers: Headers): Promise<unknown> => {
      const { data } = await ask(
        `{ figures(keys: [${keyOf("own")}]) { value computedValue status reason problem { code } } }`,
        headers,
      );
      return (data as { figures: unknown[] }).figures[0];
    };
    const whole = await figure(everything);
    expect(whole).toMatchObject({ problem: null });
    if (reads === "published") {
      // What was approved, and nothing beside it: of a draft, and of what is counted, not even that there is one.
      expect(await figure(viewer.headers)).toEqual({ ...(whole as object), computedValue: null, reason: null });
      const counted = `{ figures(keys: [${keyOf("own").replace("TR01", "TR02")}]) { value computedValue problem { code } } }`;
      expect((await ask(counted, everything)).data).toMatchObject({ figures: [{ computedValue: "0", problem: null }] });
      expect((await ask(counted, viewer.headers)).data).toEqual({ figures: [NOT_TOLD] });
    } else if (reads === "none") expect(await figure(viewer.headers)).toMatchObject({ ...NOT_TOLD, reason: null });
    else expect(await figure(viewer.headers)).toEqual(whole);
    // A draft is not for those who may know approved figures alone.
    const draft = `{ figureRows(filter: { status: { eq: "draft" } }) { totalCount } }`;
    expect((await ask(draft, viewer.headers)).data).toEqual({ figureRows: { totalCount: reads === "all" ? 1 : 0 } });
  });

  test("is shown of the rows behind a figure those their role reads", async () => {
    for (const root of ["figureLedgerRows", "figureOrigin", "figureDifference", "figureChanges"]) {
      const { text } = await ask(FIGURES[root]!("own"), viewer.headers);
      const ids = [...text.matchAll(/"([A-Z][A-Za-z]+_[0-9a-f]{64})"/gu)].map(([, id = ""]) => id);
      expect(ids.filter((id) => !seesRow(hub, role, id))).toEqual([]);
    }
  });

  test("fills a sheet with just the rows of their grant, and groups for a sheet with just their counts", async () => {
    for (const register of LEDGERS) {
      const columns = Object.entries(register.fields)
        .filter(([, { personal, kind }]) => personal === undefined && kind !== "json")
        .map(([field]) => JSON.stringify(field))
        .slice(0, 30);
      const { data, text } = await ask(
        `{ registerSheet(register: "${register.name}", columns: [${columns.join(" ")}], first: 100) { ids total values } }`,
        viewer.headers,
      );
      const sheet = (data as { registerSheet: { ids: string[]; total: number } }).registerSheet;
      // Asked with others it is the very same sheet.
      const together = await ask(
        `{ registerSheets(questions: [{ register: "${register.name}", columns: [${columns.join(" ")}], first: 100 }]) { sheet { ids total values } } }`,
        viewer.headers,
      );
      expect(together.data).toEqual({ registerSheets: [{ sheet }] });
      const all = (
        await ask(
          `{ registerSheet(register: "${register.name}", columns: ["version"], first: 100) { ids } }`,
          everything,
        )
      ).data as { registerSheet: { ids: string[] } };
      const expected = all.registerSheet.ids.filter((id) => seesRow(hub, role, id)).sort();
      expect([register.name, [...sheet.ids].sort(), sheet.total]).toEqual([register.name, expected, expected.length]);
      if (register.name !== "Affiliation") expect(foreignIn(text)).toEqual([]);
      const groups = await ask(
        `{ registerGroups(register: "${register.name}", dimensions: ["ORGANIZATION"], limit: 50) { values } }`,
        viewer.headers,
      );
      expect([register.name, groups.code]).toEqual([register.name, undefined]);
      expect([register.name, foreignIn(groups.text)]).toEqual([register.name, []]);
      const groupsTogether = await ask(
        `{ registerGroupSheets(questions: [{ register: "${register.name}", dimensions: ["ORGANIZATION"], limit: 50 }]) { groups { values } } }`,
        viewer.headers,
      );
      expect(groupsTogether.data).toEqual({ registerGroupSheets: [{ groups: groups.data?.["registerGroups"] }] });
    }
  });

  test("reads the history of rows of their grant alone", async () => {
    for (const register of LEDGERS) {
      if (register.readOnly === true) continue;
      const history = (side: Side): Promise<Answer> =>
        ask("query ($id: ID!) { rowHistory(id: $id) { version by changes { field before after } } }", viewer.headers, {
          id: hub.globalId(register, side),
        });
      expect([register.name, (await history("foreign")).code]).toEqual([register.name, "NOT_FOUND"]);
      const own = await history("own");
      const reads = readsOf(role, register.subject) === "all";
      // Of a single row of their own, or assigned, no more is told than what stands in it: that it was made.
      const single = singleRows(hub, role, register.table).includes(hub.rows.own[register.table]?.[0] ?? "?");
      expect([register.name, own.code]).toEqual([register.name, reads || single ? undefined : "NOT_FOUND"]);
      if (!reads) expect([register.name, own.text.includes(`"field"`)]).toEqual([register.name, false]);
    }
  });

  test("is told steps of reports they see and may take, and of another's none", async () => {
    const steps = async (side: Side): Promise<readonly string[]> => {
      const id = hub.globalId(registerBook.get("Submission"), side);
      const answer = await ask("query ($ids: [ID!]!) { reportSteps(ids: $ids) { steps } }", viewer.headers, {
        ids: [id],
      });
      return (answer.data as { reportSteps: { steps: string[] }[] }).reportSteps[0]?.steps ?? ["?"];
    };
    expect(await steps("foreign")).toEqual([]);
    // The own report is a draft: sending it is for those who write.
    const moves = readsOf(role, "figures") === "all" && !name.startsWith("program") && writesOf(role, "figures");
    expect([viewer.name, (await steps("own")).length > 0]).toEqual([viewer.name, moves]);
    // What waits is a part of that: never another's, and with no step that is not told above.
    const waits = await ask("{ waitingReports(first: 100) { total next reports { id steps } } }", viewer.headers);
    const { total, reports } = (waits.data as { waitingReports: { total: number; reports: { steps: string[] }[] } })
      .waitingReports;
    expect([foreignIn(waits.text), reports.length]).toEqual([[], total]);
    expect(reports.every((report) => report.steps.includes("RETURN"))).toBe(true);
  });

  test("knows imports where the role reads documents, and none of another's", async () => {
    const list = await ask(`{ imports(first: 50) { ${of("Import")} } }`, viewer.headers);
    expect(foreignIn(list.text)).toEqual([]);
    const reads = readsOf(role, "documents") === "all";
    expect((list.data as { imports: { id: string }[] } | null)?.imports.map(({ id }) => id) ?? []).toEqual(
      reads ? [imports.own] : [],
    );
    const one = (side: Side): Promise<Answer> =>
      ask(`query ($id: ID!) { import(id: $id) { ${of("Import")} } }`, viewer.headers, { id: imports[side] });
    expect((await one("foreign")).data).toEqual({ import: null });
    expect((await one("own")).text.includes(imports.own)).toBe(reads);
  });

  test("knows accounts, grants and events of others only as head of their subtree, and none of another's", async () => {
    const head =
      role !== undefined &&
      !name.startsWith("program") &&
      ["administrator", "bureau", "county", "school_office", "secretary"].includes(role);
    const known = await ask(`{ accounts(first: 100) { ${of("AccountPage")} } }`, viewer.headers);
    const grants = await ask(`{ grants { ${of("Grant")} } }`, viewer.headers);
    const events = await ask(`{ auditEvents(first: 100) { ${of("AuditPage")} } }`, viewer.headers);
    for (const { text } of [known, grants, events]) expect(foreignIn(text)).toEqual([]);
    expect(events.text).not.toMatch(/"(?:X|X-1)"/u);
    expect([known.text.includes("自家账账号"), grants.text.includes("自家账账号")]).toEqual([head, head]);
    const { data } = await ask(`{ me { ${of("Me")} } tokens { ${of("ProgramToken")} } }`, viewer.headers);
    expect((data as { me: { name: string } }).me.name).toContain(role === undefined ? "无授权账号" : `矩阵${role}`);
  });
});

test("every field that is decided on is asked for somewhere in the matrix", async () => {
  const documents = [
    ...Object.values(FIGURES).map((write) => write("own")),
    ...Object.values(REFERENCE),
    `{ imports { ${of("Import")} } accounts { ${of("AccountPage")} } grants { ${of("Grant")} } auditEvents { ${of("AuditPage")} } me { ${of("Me")} } tokens { ${of("ProgramToken")} } }`,
  ];
  const seen = new Set(documents.flatMap((document) => [...asked(document)]));
  const paged = new Set(registerBook.all.flatMap(({ name }) => [name, `${name}Connection`, `${name}Edge`]));
  const left = [...decisions()].flatMap(([coordinate, decision]) => {
    const [type = ""] = coordinate.split(".");
    const sent = ["alike", "once", "answer", "unmasked"].includes(decision) || ["Query", "Mutation"].includes(type);
    const varies = ["FigureGrid.asOf", "HubInfo.viewer"].includes(coordinate);
    return sent || varies || paged.has(type) || seen.has(coordinate) ? [] : [type];
  });
  expect([...new Set(left)].filter((type) => !ASKED_ELSEWHERE.includes(type))).toEqual([]);
  expect(writesOf("analyst", "figures")).toBe(false);
});

/** Answers of mutations, and of questions asked in other words above or in the other files of the matrix. */
const ASKED_ELSEWHERE = [
  ...["AuditField", "AuditOpened", "AuditRow", "Group", "Groups", "NewToken", "OneTimePassword"],
  ...[
    "PageInfo",
    "PersonToTie",
    "RegisterGroupsAnswer",
    "RegisterGroupSheet",
    "RegisterSheet",
    "RegisterSheetAnswer",
    "ReportSteps",
    "RowChange",
    "RowRevision",
    "SheetColumn",
  ],
  "WaitingReports",
];
