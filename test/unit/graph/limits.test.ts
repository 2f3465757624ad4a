/** What a document is measured by, whose documents are answered, and whose turn it is. */
import { describe, expect, test } from "@jest/globals";
import { parse } from "graphql";
import { extentOfDocument, LIMITS_BY, limitsOf, refusalFor } from "../../../server/graph/limits.js";
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
    ["TOO_DEEP", { depth: 15 }],
    ["TOO_MANY_FIELDS", { fields: 1001 }],
    ["TOO_MANY_ROOTS", { roots: 21 }],
    ["TOO_MANY_ALIASES", { aliases: 1001 }],
  ])("what is too much is refused as %s", (code, extent) => {
    const small = { depth: 1, fields: 1, aliases: 0, roots: 1 };
    expect(refusalFor({ ...small, ...extent })?.code).toBe(code);
    expect(refusalFor(small)).toBeUndefined();
  });

  test("nobody may hold as many turns as the hub has connections", () => {
    for (const limits of Object.values(LIMITS_BY)) expect(limits.atOnce).toBeLessThan(10);
    expect(limitsOf({ kind: "program", explores: true })).toBe(LIMITS_BY.program);
    expect(limitsOf({ kind: "person", explores: true })).toBe(LIMITS_BY.explorer);
    expect(limitsOf({ kind: "person", explores: false })).toBe(LIMITS_BY.usual);
  });
});

describe("documents the hub trusts", () => {
  const own = "query Own {\n  hub {\n    name\n  }\n}";
  const documents = new TrustedDocuments({ [idOf(own)]: own });
  const { usual, explorer } = LIMITS_BY;

  test("our own operation is answered by its id and word for word, whoever sends it", () => {
    expect(documents.documentOf({ documentId: idOf(own) }, false, usual)).toEqual({ text: own, writes: false });
    expect(documents.documentOf({ query: own }, false, usual)).toEqual({ text: own, writes: false });
  });

  test("another document is answered to explorers alone, within its measure", () => {
    expect(refusalOf(() => documents.documentOf({ query: `${own} ` }, false, usual))).toBe("NOT_TRUSTED");
    expect(documents.documentOf({ query: `${own} ` }, true, explorer)?.text).toBe(`${own} `);
    const roots = Array.from({ length: 21 }, (_, n) => `q${n}: hub { name }`).join(" ");
    for (let turn = 0; turn < 2; turn++)
      expect(refusalOf(() => documents.documentOf({ query: `{ ${roots} }` }, true, explorer))).toBe("TOO_MANY_ROOTS");
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
    await expect(turns.take("a", limits)).rejects.toMatchObject({ code: "TOO_BUSY" });
    (await turns.take("b", limits))();
    expect(order).toEqual([]);
    first();
    first();
    (await second)();
    expect(order).toEqual(["second"]);
    (await turns.take("a", limits))();
  });

  test("too many in a minute are told when to come again; another account is not held up", async () => {
    const pace = new Pace(2);
    await pace.spend("a");
    await pace.spend("a");
    await expect(pace.spend("a")).rejects.toMatchObject({ code: "TOO_OFTEN", args: { seconds: expect.any(Number) } });
    await pace.spend("b");
  });
});
