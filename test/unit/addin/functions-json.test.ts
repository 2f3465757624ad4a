/** What Excel reads of the functions. The maker of the file writes a flag that crashes Excel 2021; ours goes without. */
import { expect, test } from "@jest/globals";

interface Description {
  readonly made: Record<string, unknown>;
  readonly given: Record<string, unknown> & {
    readonly functions: readonly { readonly id: string; readonly description: string }[];
  };
}

test("Excel 2021 is given the functions without the flag that crashes it, and nothing else is lost", async () => {
  // Written in plain JavaScript for the build.
  // @ts-expect-error -- it has no types
  const { describeFunctions } = (await import("../../../scripts/functions-json.mjs")) as {
    describeFunctions: () => Promise<Description>;
  };
  const { made, given } = await describeFunctions();
  expect(made).toHaveProperty("allowCustomDataForDataTypeAny");
  expect(JSON.stringify(given)).not.toContain("allowCustomDataForDataTypeAny");
  expect(given.functions).toEqual(made["functions"]);
  expect(given.functions.map(({ id }) => id)).toEqual(
    expect.arrayContaining(["FIGURE", "TARGET", "PROGRESS", "TABLE", "COUNTED", "ASOF", "EXPLAIN", "SOURCE"]),
  );
  expect(given.functions.filter(({ description }) => !/\p{Script=Han}/u.test(description))).toEqual([]);
  // Excel for the desktop refuses a file above 1 MB.
  expect(JSON.stringify(given, null, 2).length).toBeLessThan(1_000_000);
});
