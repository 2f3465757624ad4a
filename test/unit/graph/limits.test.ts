/** What a document is measured by, whose documents are answered, and whose turn it is. */
import { describe, expect, test } from "@jest/globals";
import { parse } from "graphql";
import { readFileSync } from "node:fs";
import { roleCodes } from "../../../server/features/access/load-roles.js";
import {
  LIMIT_NAMES,
  LIMITS_BY_ROLE,
  limitsOf,
  readLimits,
  Tally,
  WIDEST,
  type Limits,
} from "../../../server/graph/limits-by-role.js";
import { extentOfDocument, refusalFor } from "../../../server/graph/limits.js";
import { idOf, TrustedDocuments } from "../../../server/graph/trusted-documents.js";
import { Pace, Turns } from "../../../server/requests.js";
import { Refusal } from "../../../server/errors.js";

const refusalOf = (work: () => unknown): unknown => {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof Refusal ? error.code : error;
  }
};

describe("the measure of a document", () => {
  test("fields count after fragments are spread, and renamed fields are counted besides", () => {
    const text = "query A { a: hub { ...F } b: hub { ...F } } fragment F on Hub { name version }";
    expect(extentOfDocument(parse(text))).toEqual({
      depth: 2,
      fields: 6,
      aliases: 2,
      roots: 2,
      introspects: false,
      writes: false,
    });
  });

  test("the largest of several operations counts, and one that writes makes the document one that writes", () => {
    const extent = extentOfDocument(parse("query A { hub { name } } mutation B { writeFigures { batchId } }"));
    expect(extent).toMatchObject({ depth: 2, roots: 1, writes: true });
  });

  test("looking at the schema is noticed wherever it hides, and costs no fields", () => {
    const extent = extentOfDocument(parse("{ ...F } fragment F on Query { __schema { types { name } } }"));
    expect(extent).toMatchObject({ introspects: true, fields: 0 });
  });

  test("fragments in a circle are measured to an end", () => {
    expect(extentOfDocument(parse("{ ...A } fragment A on Query { ...B } fragment B on Query { ...A }")).fields).toBe(
      0,
    );
  });

  test.each([
    ["TOO_DEEP", "depth"],
    ["TOO_MANY_FIELDS", "fields"],
    ["TOO_MANY_ROOTS", "roots"],
    ["TOO_MANY_ALIASES", "aliases"],
  ] as const)("exactly the limit passes, one more is refused as %s with both numbers", (code, name) => {
    const small = { depth: 1, fields: 1, aliases: 0, roots: 1 };
    const limits = lineOf("college_clerk");
    expect(refusalFor({ ...small, [name]: limits[name] }, limits)).toBeUndefined();
    const refusal = refusalFor({ ...small, [name]: limits[name] + 1 }, limits);
    expect(refusal).toMatchObject({ code, args: { max: limits[name], asked: limits[name] + 1 } });
    expect(refusal?.words.zh).toContain(String(limits[name]));
  });
});

function lineOf(role: string): Limits {
  const line = LIMITS_BY_ROLE.get(role);
  if (line === undefined) throw new Error(`no line ${role}`);
  return line;
}

const person = (...roles: string[]) => limitsOf({ accountId: "a", kind: "person", roles });
const program = (...roles: string[]) => limitsOf({ accountId: "a", kind: "program", roles });
const each = (choose: (name: (typeof LIMIT_NAMES)[number]) => number): Limits =>
  Object.fromEntries(LIMIT_NAMES.map((name) => [name, choose(name)])) as Limits;

describe("the table of limits", () => {
  test("has a line for every role, one for none and one for programs, and no other", () => {
    expect([...LIMITS_BY_ROLE.keys()].sort()).toEqual([...roleCodes(), "none", "program"].sort());
  });

  test("every number of it is read by the hub", () => {
    const read = [
      "compile",
      "direct",
      "limits",
      "limits-by-role",
      "trusted-documents",
      "../requests",
      "../features/intake/upload-limits",
      "../features/intake/intake.service",
    ]
      .map((name) => readFileSync(new URL(`../../../server/graph/${name}.ts`, import.meta.url), "utf8"))
      .join("")
      .replace(/const MEANINGS[\s\S]*?as const;/u, "");
    expect(
      LIMIT_NAMES.filter((name) => !new RegExp(`limits\\.${name}\\b|\\{[^{}]*\\b${name}\\b[^{}]*\\}`, "u").test(read)),
    ).toEqual([]);
  });

  test.each([
    ["a role without all its numbers", (text: string) => text.replace(/\t\d+\n/u, "\n")],
    ["a number that is none", (text: string) => text.replace("\t14\t", "\tmany\t")],
    ["a column nobody reads", (text: string) => text.replace("\tdepth", "\tdepth\twidth")],
  ])("%s stops the start", (_, spoil) => {
    const text = readFileSync(new URL("../../../server/graph/limits.tsv", import.meta.url), "utf8");
    expect(readLimits(text)).toEqual(LIMITS_BY_ROLE);
    expect(() => readLimits(spoil(text))).toThrow("limits.tsv");
  });

  test("somebody of one role has its numbers, of several the largest of each, of none the line of none", () => {
    for (const role of roleCodes())
      expect(person(role)).toEqual(each((name) => Math.max(lineOf(role)[name], lineOf("none")[name])));
    const [expert, analyst] = [lineOf("expert"), lineOf("analyst")];
    expect(person("expert", "analyst")).toEqual(each((name) => Math.max(expert[name], analyst[name])));
    expect(person()).toEqual(lineOf("none"));
    expect(person("a role of yesterday")).toEqual(lineOf("none"));
  });

  test("a program has its roles' numbers, never more than programs have", () => {
    const [analyst, of] = [lineOf("analyst"), lineOf("program")];
    expect(program("analyst")).toEqual(each((name) => Math.min(analyst[name], of[name])));
    expect(program("analyst")).toMatchObject({ rows: 100_000, perMinute: 600, atOnce: 4, uploadsPerHour: 10 });
    expect(program()).toEqual(each((name) => Math.min(lineOf("none")[name], of[name])));
  });

  test("a small machine sets ceilings, and nobody's numbers grow by them", () => {
    const low = limitsOf({ accountId: "a", kind: "person", roles: ["expert"] }, { rows: 7, imports: 99 });
    expect(low).toEqual({ ...person("expert"), rows: 7 });
  });

  test("roles that do other work have other numbers; clerks send large files and lists, experts do not", () => {
    expect(person("college_clerk")).toMatchObject({ batch: 10_000, uploadMegabytes: 100, rows: 50_000 });
    expect(person("expert").uploadMegabytes).toBeLessThan(person("college_clerk").uploadMegabytes);
    expect(person("administrator").rows).toBeLessThan(person("analyst").rows);
    expect(person("analyst").batch).toBeLessThan(person("college_clerk").batch);
  });

  test("nobody may hold as many turns as the hub has connections", () => {
    expect(WIDEST.atOnce).toBeLessThan(10);
  });
});

describe("what an operation may return", () => {
  test.each([
    ["TOO_COSTLY", 100, 1, { rows: 101, max: 100 }],
    ["TOO_MUCH_ASKED", 50, 20, { cost: 1020, max: 1000 }],
  ])("its root fields are summed up: exactly the limit passes, one row more is %s", (code, rows, fields, args) => {
    const tally = new Tally({ rows: 100, cost: 1000 });
    tally.expect(rows / 2, fields);
    tally.expect(rows / 2, fields);
    expect(() => tally.expect(1, fields)).toThrow(expect.objectContaining({ code, args }));
  });
});

describe("documents the hub trusts", () => {
  const own = "query Own {\n  hub {\n    name\n  }\n}";
  const documents = new TrustedDocuments({ [idOf(own)]: own });
  const [usual, explorer] = [lineOf("expert"), lineOf("analyst")];

  test("our own operation is answered by its id and word for word, whoever sends it", () => {
    expect(documents.documentOf({ documentId: idOf(own) }, false, usual)).toEqual({ text: own, writes: false });
    expect(documents.documentOf({ query: own }, false, usual)).toEqual({ text: own, writes: false });
  });

  test("another document is answered to explorers alone, each within the measure of who sends it", () => {
    expect(refusalOf(() => documents.documentOf({ query: `${own} ` }, false, usual))).toBe("NOT_TRUSTED");
    expect(documents.documentOf({ query: `${own} ` }, true, explorer)?.text).toBe(`${own} `);
    const roots = (count: number) => `{ ${Array.from({ length: count }, (_, n) => `q${n}: hub { name }`).join(" ")} }`;
    const sent = (count: number, limits: Limits) =>
      refusalOf(() => documents.documentOf({ query: roots(count) }, true, limits));
    const narrow = { ...usual, roots: 10 };
    // One document, asked by two: what was said to one is not what the other hears.
    for (let turn = 0; turn < 2; turn++) {
      expect(sent(11, explorer)).toBeUndefined();
      expect(sent(11, narrow)).toBe("TOO_MANY_ROOTS");
      expect(sent(21, explorer)).toBe("TOO_MANY_ROOTS");
    }
    expect(sent(10, narrow)).toBeUndefined();
  });

  test("a document of exactly so many words is read, one of a word more is not, whoever's limit it passes", () => {
    const words = (count: number) => `{ hub { ${"name ".repeat(count - 5)}} }`;
    const sent = (count: number, limits: Limits) => {
      try {
        documents.documentOf({ query: words(count) }, true, { ...limits, fields: 100_000 });
        return undefined;
      } catch (error) {
        return error instanceof Refusal ? [error.code, error.args] : error;
      }
    };
    for (const limits of [usual, explorer]) {
      expect(sent(limits.tokens, limits)).toBeUndefined();
      expect(sent(limits.tokens + 1, limits)).toEqual([
        "TOO_MANY_WORDS",
        { max: limits.tokens, asked: limits.tokens + 1 },
      ]);
    }
    expect(sent(50_000, explorer)).toEqual(["TOO_MANY_WORDS", { max: 10_000, asked: 10_001 }]);
  });

  test("our own operations are within everybody's measure", () => {
    const texts = JSON.parse(
      readFileSync(new URL("../../../schema/generated/trusted-documents.json", import.meta.url), "utf8"),
    ) as Record<string, string>;
    const ours = new TrustedDocuments(texts);
    expect(Object.keys(texts).length).toBeGreaterThan(20);
    for (const limits of LIMITS_BY_ROLE.values())
      for (const documentId of Object.keys(texts))
        expect(ours.documentOf({ documentId }, false, limits)?.text).toBe(texts[documentId]);
    const [longest = ""] = Object.keys(texts).sort((a, b) => (texts[b] ?? "").length - (texts[a] ?? "").length);
    expect(refusalOf(() => ours.documentOf({ documentId: longest }, false, { ...usual, fields: 1 }))).toBe(
      "TOO_MANY_FIELDS",
    );
  });

  test.each(["sha256:0000", idOf(own).toUpperCase(), 7, {}, ["a"], ""])(
    "an id the hub does not know is refused: %j",
    (documentId) => {
      expect(refusalOf(() => documents.documentOf({ documentId, query: own }, true, explorer))).toBe(
        "UNKNOWN_DOCUMENT",
      );
    },
  );
});

describe("turns and pace", () => {
  test("so many at once, the next wait in line, and one more is told to come again", async () => {
    const turns = new Turns();
    const limits = { atOnce: 1, waiting: 1 };
    const first = await turns.take("a", limits);
    const order: string[] = [];
    const second = turns.take("a", limits).then((release) => (order.push("second"), release));
    await expect(turns.take("a", limits)).rejects.toMatchObject({ code: "TOO_BUSY", args: { max: 2, asked: 3 } });
    (await turns.take("b", limits))();
    expect(order).toEqual([]);
    first();
    first();
    (await second)();
    expect(order).toEqual(["second"]);
    (await turns.take("a", limits))();
  });

  test("too many in a minute are told when to come again; another account is not held up", async () => {
    const pace = new Pace();
    await pace.spend("a", 2);
    await pace.spend("a", 2);
    await expect(pace.spend("a", 2)).rejects.toMatchObject({
      code: "TOO_OFTEN",
      args: { max: 2, asked: 3, seconds: expect.any(Number) },
    });
    await pace.spend("b", 2);
    // Under another role's number the same account has that number.
    await pace.spend("a", 3);
  });
});
