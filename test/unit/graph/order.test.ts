/** Cursors and global ids: what was written is read back, and anything else is refused. */
import { describe, expect, test } from "@jest/globals";
import { Refusal } from "../../../server/errors.js";
import { decodeGlobalId, encodeGlobalId } from "../../../server/graph/global-id.js";
import { decodeCursor, encodeCursor, orderTerms } from "../../../server/graph/order.js";
import { OrderDirection } from "../../../server/graph/node.js";
import { date, decimal, defineRegister, optional, text } from "../../../server/graph/register.js";

const register = defineRegister({
  name: "Thing",
  subject: "people",
  table: "thing",
  key: "owned",
  description: "x",
  fields: { title: text("t"), endsOn: optional(date("d")), hours: optional(decimal("h")) },
});
const owner = "00000000-0000-7000-8000-000000000001";
const id = "00000000-0000-7000-8000-000000000002";
const byDay = orderTerms(register, [{ field: "endsOn", direction: OrderDirection.DESC }]);

describe("an order", () => {
  test("is made total by the key, which runs in the same direction", () => {
    expect(byDay.map(({ column, descending }) => [column, descending])).toEqual([
      ["ends_on", true],
      ["org_id", true],
      ["id", true],
    ]);
  });

  test("names a field once, however often it is asked for", () => {
    const terms = orderTerms(register, [{ field: "title" }, { field: "title", direction: OrderDirection.DESC }]);
    expect(terms.map(({ column, descending }) => [column, descending])).toEqual([
      ["title", false],
      ["org_id", false],
      ["id", false],
    ]);
  });
});

describe("a cursor", () => {
  test.each([["2026-05-20"], [null]])("holds its row's place: %s", (day) => {
    expect(decodeCursor(byDay, encodeCursor(byDay, [day, owner, id]))).toEqual([day, owner, id]);
  });

  test.each<[string, unknown[]]>([
    ["a day that does not exist", ["2026-02-30", owner, id]],
    ["a key that is none", ["2026-05-20", owner, "1"]],
    ["an empty key", ["2026-05-20", null, id]],
    ["too few values", [owner, id]],
    ["too many values", ["2026-05-20", owner, id, id]],
    ["another kind of value", [{ a: 1 }, owner, id]],
  ])("with %s is refused", (_, values) => {
    expect(() => decodeCursor(byDay, encodeCursor(byDay, values))).toThrow(new Refusal("BAD_CURSOR"));
  });

  test("of the opposite direction is refused", () => {
    const up = orderTerms(register, [{ field: "endsOn" }]);
    expect(() => decodeCursor(up, encodeCursor(byDay, ["2026-05-20", owner, id]))).toThrow(new Refusal("BAD_CURSOR"));
  });
});

describe("a global id", () => {
  test("finds its row again", () => {
    expect(decodeGlobalId(encodeGlobalId("Thing", owner, id))).toEqual({ register: "Thing", orgId: owner, id });
  });

  test.each(["", "!", "Thing", `Thing_${owner}${id}`, `Thing_${"0".repeat(65)}`, `thing_${"0".repeat(64)}`])(
    "%s is refused",
    (text) => expect(() => decodeGlobalId(text)).toThrow(new Refusal("BAD_ID")),
  );
});
