/** The page behind WPS's ribbon, on the double: its callbacks are those the ribbon asks for, and it registers functions. */
import { readFileSync } from "node:fs";
import { beforeAll, expect, test } from "@jest/globals";
import { WpsDouble } from "../../support/wps-double.js";

const double = new WpsDouble(["月报"]);
const page = globalThis as unknown as Record<string, () => boolean | string>;

beforeAll(async () => {
  // @ts-expect-error -- plain JavaScript of the build
  const { describeFunctions } = (await import("../../../scripts/functions-json.mjs")) as {
    describeFunctions: () => Promise<{ given: unknown }>;
  };
  const { given } = await describeFunctions();
  Object.assign(globalThis, {
    Application: double.application,
    location: { href: "https://hub.example/addin/wps/index.html" },
    fetch: async () => Response.json(given),
  });
  await import("../../../addin/host/wps/page.js");
});

test("the ribbon asks only for callbacks the page has, and they answer", () => {
  const ribbon = readFileSync("addin/host/wps/ribbon.xml", "utf8");
  const wanted = [...ribbon.matchAll(/(?:onLoad|onAction|getImage)="(\w+)"/g)].map(([, name = ""]) => name);
  expect(wanted).toEqual(["OnAddinLoad", "OnAction", "GetImage"]);
  expect(wanted.filter((name) => typeof page[name] !== "function")).toEqual([]);
  expect(page["OnAddinLoad"]?.()).toBe(true);
});

test("the button opens the pane at its own hub, and closes and opens the same one afterwards", () => {
  page["OnAction"]?.();
  expect(double.panes.map(({ url, Visible }) => [url, Visible])).toEqual([
    ["https://hub.example/addin/taskpane/index.html?host=wps", true],
  ]);
  page["OnAction"]?.();
  expect(double.panes.map(({ Visible }) => Visible)).toEqual([false]);
  page["OnAction"]?.();
  expect(double.panes.map(({ Visible }) => Visible)).toEqual([true]);
});

test("functions that fill one cell are registered with their Chinese words, and no others are promised", () => {
  expect([...double.functions.keys()].sort()).toEqual(
    ["ASOF", "COUNTED", "COUNTED.ASOF", "EXPLAIN", "FIGURE", "PROGRESS", "SOURCE", "TARGET"].map(
      (name) => `HUB.${name}`,
    ),
  );
});
