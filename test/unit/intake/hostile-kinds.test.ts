/** Every kind of file made to hurt is refused by what it is, and an honest one of the same size is read. */
import { expect, jest, test } from "@jest/globals";
import { findTables, readTables } from "../../../server/features/intake/read-tables.js";
import { cleanReader } from "../../../server/features/intake/readers/clean.js";
import { openWorkbook } from "../../../server/features/intake/readers/workbook.js";
import { IntakeRefusal } from "../../../server/features/intake/refusal.js";
import { HOSTILE_KINDS, honestRoster } from "../../support/hostile-kinds.js";

// They are large on purpose, and the machine may be busy.
jest.setTimeout(90_000);

const KNOWN = new Set(["姓名", "班级编号", "证件号码"]);

/** How many rows were read, or why not. */
async function outcomeOf(bytes: Buffer, name: string): Promise<number | string> {
  let rows = 0;
  try {
    const reader = cleanReader(await openWorkbook(bytes, name));
    try {
      for (const sheet of await findTables(reader, KNOWN, 30))
        if (sheet.tables.length > 0) await readTables(reader, sheet, KNOWN, { row: () => void (rows += 1) });
    } finally {
      await reader.close();
    }
  } catch (error) {
    if (error instanceof IntakeRefusal) return error.code;
    throw error;
  }
  return rows;
}

test.each(HOSTILE_KINDS.map((kind) => [kind.name, kind.what, kind] as const))(
  "%s, %s, is refused",
  async (name, _what, kind) => {
    expect(await outcomeOf(kind.bytes("few"), name)).toBe(kind.code);
  },
);

test("an honest roster of sixty thousand rows is read to its end", async () => {
  expect(await outcomeOf(honestRoster(60_000), "名册.xlsx")).toBe(60_000);
});
