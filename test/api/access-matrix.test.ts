/**
 * The matrix of access: every role, asked for every field of every register's rows, of its own organizations and of
 * others. What it must see is what an account over everything sees, less the rows its role and grant do not open.
 */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { decisions } from "../../server/features/access/decisions.js";
import { registerBook } from "../../server/registers.js";
import { coordinates, objectType, PAGE, wholeRow } from "./access-matrix-documents.js";
import { groupDocuments, hidesBelow, type GroupAnswer } from "./access-matrix-groups.js";
import { foreignIn, grouped, LEDGERS, startMatrixHub, TOP, type MatrixHub } from "./access-matrix-hub.js";
import { filterProbes, orderProbes, placeProbes, type Row } from "./access-matrix-probes.js";
import {
  countsOf,
  isStranger,
  readsOf,
  roleOf,
  seesRow,
  seesSingleRows,
  VIEWERS,
  viewerNamed,
  withoutTexts,
  withoutUnseen,
  type MatrixViewer,
} from "./access-matrix-viewers.js";

describe("The decisions", () => {
  test("name every field of the graph and every id that is sent, and nothing else", () => {
    const decided = decisions();
    const all = coordinates();
    expect({
      "fields without a decision: give each a line in server/features/access/decisions.tsv and have the matrix ask for it":
        all.filter((each) => !decided.has(each)),
      "decisions of fields that are no more": [...decided.keys()].filter((each) => !all.includes(each)),
    }).toEqual({
      "fields without a decision: give each a line in server/features/access/decisions.tsv and have the matrix ask for it":
        [],
      "decisions of fields that are no more": [],
    });
  });

  test("mask just the fields that registers call personal, with their words", () => {
    const personal = registerBook.all.flatMap(({ name, fields }) =>
      Object.entries(fields).flatMap(([field, spec]) =>
        spec.personal === undefined
          ? []
          : [`${name}.${field}`, ...(spec.list === undefined ? [] : [`${name}.${field}Label`])],
      ),
    );
    const masked = [...decisions()].flatMap(([coordinate, decision]) => (decision === "masked" ? [coordinate] : []));
    expect(masked.sort()).toEqual(personal.sort());
  });

  test("keep just the fields from strangers that registers call of the inside", () => {
    const inside = registerBook.all.flatMap(({ name, fields }) =>
      Object.entries(fields).flatMap(([field, spec]) => (spec.inside ? [`${name}.${field}`] : [])),
    );
    const kept = [...decisions()].flatMap(([coordinate, decision]) => (decision === "inside" ? [coordinate] : []));
    expect(kept.sort()).toEqual(inside.sort());
  });
});

let hub: MatrixHub;
let everything: Record<string, string>;
beforeAll(async () => {
  hub = await startMatrixHub();
  everything = await hub.signIn({ role: "*", name: "全看" });
});
afterAll(() => hub?.stop());

/** As many things as one request may ask for. */
const MOST_ROOTS = 20;
const OF_LEDGERS = LEDGERS.map((register) => [register.query ?? "", register] as const);
const QUERIED = registerBook.all.filter(({ query }) => query !== undefined);
/** Of shared definitions those that rows point at. */
const CHOSEN: Readonly<Record<string, string>> = { IndicatorRow: ', filter: { code: { in: ["TR01", "TR02"] } }' };
const pageOf = ({ name, query = "" }: { name: string; query?: string | undefined }): string =>
  `{ ${query}(first: 40${CHOSEN[name] ?? ""}) { ${PAGE.replace("nodes { id }", `nodes { ${wholeRow(objectType(name))} }`)} } }`;

const truths = new Map<string, Promise<Record<string, unknown>>>();
function truthOf(document: string): Promise<Record<string, unknown>> {
  const known = truths.get(document) ?? ask(document, everything);
  truths.set(document, known);
  return known;
}

async function ask(document: string, headers: Readonly<Record<string, string>>): Promise<Record<string, unknown>> {
  const { data, errors } = await hub.graphql(document, {}, { ...headers });
  expect(errors).toBeUndefined();
  return data;
}

describe.each(VIEWERS)("A %s", (name) => {
  let viewer: MatrixViewer;
  beforeAll(async () => {
    viewer = await viewerNamed(hub, name);
  });

  test.each(QUERIED.map((register) => [register.query ?? "", register] as const))(
    "sees of %s just the rows of their grant, with all that hangs on them",
    async (_, register) => {
      const document = pageOf(register);
      const sees = (id: string): boolean => seesRow(hub, viewer.role, id);
      const expected = withoutTexts(withoutUnseen((await truthOf(document)) as never, sees), viewer.role);
      const answer = await ask(document, viewer.headers);
      expect(answer).toEqual(expected);
      // Once more without reading anything into it. Of a foreign book a member sees its own membership.
      if (register.name === "Affiliation") return;
      expect(foreignIn(JSON.stringify(answer))).toEqual([]);
    },
  );
});

/** One that reads everything, one that counts no persons, and one that only counts. */
const THOROUGH: readonly string[] = ["school_office", "contact", "analyst"];

/** Roles that read and count the same subjects are asked the longer questions once. */
const ALIKE = grouped(VIEWERS, (name) => {
  const role = roleOf(name);
  const reads = LEDGERS.map(({ subject }) => readsOf(role, subject)).join(" ");
  return seesSingleRows(role) ? `${role ?? ""} ${reads}` : reads;
});

describe.each([...ALIKE.values()].map((names) => [names.join(", "), names[0]!] as const))("Each of %s", (_, name) => {
  let viewer: MatrixViewer;
  let sees: (id: string) => boolean;
  beforeAll(async () => {
    viewer = await viewerNamed(hub, name);
    sees = (id) => seesRow(hub, viewer.role, id);
  });

  test.each(OF_LEDGERS)("finds nothing else of %s by any filter, order or place", async (_, register) => {
    const truth = (await truthOf(pageOf(register)))[register.query ?? ""];
    const page = withoutTexts(truth as never, viewer.role) as unknown as PageOfRows;
    const probes = [
      ...filterProbes(register, page.nodes),
      ...orderProbes(register, page.nodes, isStranger(viewer.role)),
      ...placeProbes(register, page.edges),
    ];
    for (let from = 0; from < probes.length; from += MOST_ROOTS) {
      const some = probes.slice(from, from + MOST_ROOTS);
      const answer = (await ask(
        `{ ${some.map(({ field }, n) => `p${n}: ${field}`).join(" ")} }`,
        viewer.headers,
      )) as Record<string, FoundRows>;
      some.forEach(({ field, rows }, n) => {
        const expected = [...rows(sees)].sort();
        const found = answer[`p${n}`]!;
        const ids = found.nodes.map(({ id }) => id).sort();
        expect({ field, ids, total: found.totalCount ?? ids.length }).toEqual({
          field,
          ids: expected,
          total: expected.length,
        });
      });
    }
  });

  test.each(OF_LEDGERS)("counts of %s what their grant lets them count, by every dimension", async (_, register) => {
    const reads = readsOf(viewer.role, register.subject);
    const counts = countsOf(viewer.role, register.subject);
    const which = !counts
      ? "id: { in: [] }"
      : `organization: { within: "${TOP.own}" }${reads === "approved" && register.table === "figure" ? ', status: { eq: "approved" }' : ""}`;
    // Where nothing is counted, one question of each kind says as much as all; and three roles ask for all the others.
    const most = !counts ? 3 : THOROUGH.includes(viewer.role ?? "") ? Infinity : 12;
    for (const { text, left } of groupDocuments(register, most)) {
      const answer = (await ask(text(""), viewer.headers)) as GroupAnswer;
      const whole = (await truthOf(text(`, filter: { ${which} }${hidesBelow(answer)}`))) as GroupAnswer;
      expect(answer).toEqual(counts ? left(whole, viewer.role) : whole);
    }
  });
});

interface FoundRows {
  readonly totalCount?: number;
  readonly nodes: readonly Row[];
}
interface PageOfRows extends FoundRows {
  readonly edges: readonly { readonly cursor: string; readonly node: Row }[];
}

describe("The account that the others are held against", () => {
  test("sees both rows of both sides in every register, and each of them in words of its side", async () => {
    for (const register of LEDGERS) {
      const text = JSON.stringify(await truthOf(pageOf(register)));
      const rows = (["own", "foreign"] as const).flatMap((side) => [
        hub.globalId(register, side, 0),
        hub.globalId(register, side, 1),
      ]);
      expect({ register: register.name, missing: rows.filter((id) => !text.includes(id)) }).toEqual({
        register: register.name,
        missing: [],
      });
      if (register.name !== "Attendance")
        expect([register.name, foreignIn(text).length > 0]).toEqual([register.name, true]);
    }
  });

  test("finds something in every field and behind every relation, so that nobody is told nothing for want of anything", async () => {
    const empty = new Set(
      LEDGERS.flatMap(({ name }) => Object.keys(objectType(name).getFields()).map((field) => `${name}.${field}`)),
    );
    for (const register of QUERIED) {
      const page = (await truthOf(pageOf(register)))[register.query ?? ""] as { nodes: Row[] };
      for (const row of page.nodes)
        for (const [field, value] of Object.entries(row))
          if (isSomething(value)) empty.delete(`${register.name}.${field}`);
    }
    expect([...empty].sort()).toEqual(EMPTY);
  });
});

/** Personal fields, which are shown empty to who says no purpose. */
const EMPTY = ["Person.homeRegion", "Person.homeRegionLabel", "Person.idLast4", "Person.phoneLast4"];

function isSomething(value: unknown): boolean {
  if (value === null || value === undefined) return false;
  if (typeof value === "object" && "totalCount" in value) return value.totalCount !== 0;
  return !Array.isArray(value) || value.length > 0;
}
