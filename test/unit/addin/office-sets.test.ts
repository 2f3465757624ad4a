/** The check that finds what Excel 2021 does not have: that it catches one, however it is written, and lets asked ones be. */
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";

// @ts-expect-error -- plain JavaScript of the check
const { membersTooNew } = (await import("../../../scripts/office-sets.mjs")) as {
  membersTooNew: (files: readonly string[]) => string[];
};

const folder = mkdtempSync(join(process.cwd(), "dist", "office-sets-"));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function found(name: string, body: string): string[] {
  const file = join(folder, "addin", `${name}.ts`);
  mkdirSync(join(folder, "addin"), { recursive: true });
  writeFileSync(
    file,
    `declare function offers(version: string): boolean;\nexport function use(context: Excel.RequestContext): void {\n${body}\n}\n`,
  );
  return membersTooNew([file]);
}

test("a member of a later Excel is found where it stands", () => {
  expect(found("plain", "  context.workbook.notes;")).toEqual(["addin/plain.ts:3 notes → ExcelApi 1.18"]);
});

test("it is found too where it is taken apart or named in a text to load", () => {
  expect(found("apart", "  const { notes } = context.workbook;\n  void notes;")).toEqual([
    "addin/apart.ts:3 notes → ExcelApi 1.18",
  ]);
  expect(found("load", '  context.workbook.load("name, use1904DateSystem,notes/items");').join()).toMatch(
    /notes → ExcelApi 1.18/,
  );
});

test("a member that is asked for first is let be, and one of Excel 2021 needs no question", () => {
  expect(found("asked", '  if (offers("1.18")) context.workbook.notes;')).toEqual([]);
  expect(found("early", '  if (!offers("1.18")) return;\n  context.workbook.notes;')).toEqual([]);
  expect(found("other", '  if (offers("1.17")) context.workbook.notes;')).toHaveLength(1);
  expect(found("known", "  context.workbook.comments;\n  context.workbook.names;")).toEqual([]);
});
