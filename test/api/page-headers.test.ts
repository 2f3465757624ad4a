/** What stands at the head of every page and answer: who may frame it, what it may load, and that no script is taken from its text. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startHub, type TestHub } from "../support/hub.js";

let hub: TestHub;
let cookie: string;
beforeAll(async () => {
  hub = await startHub({ signedIn: false });
  const { name, value } = await hub.cookie();
  cookie = `${name}=${value}`;
});
afterAll(() => hub.stop());

async function policyOf(path: string): Promise<Map<string, string[]>> {
  const response = await fetch(`${hub.url}${path}`, { headers: { cookie }, redirect: "manual" });
  await response.arrayBuffer();
  expect(response.headers.get("x-content-type-options")).toBe("nosniff");
  expect(response.headers.get("referrer-policy")).toBe("no-referrer");
  expect(response.headers.get("x-powered-by")).toBeNull();
  expect(response.headers.get("access-control-allow-origin")).toBeNull();
  const text = response.headers.get("content-security-policy") ?? "";
  return new Map(
    text.split(";").map((part) => {
      const [name = "", ...sources] = part.trim().split(/\s+/);
      return [name, sources] as const;
    }),
  );
}

const OWN = [
  "/",
  "/sign-in",
  "/admin",
  "/playground",
  "/explorer",
  "/session",
  "/graphql",
  "/audit",
  "/health",
  "/nothing",
];
const IN_OFFICE = [
  "/addin/taskpane/index.html",
  "/addin/manifest.xml",
  "/addin/manifest-taskpane.xml",
  "/addin/functions/functions.json",
  "/addin/wps/index.html",
  "/addin/wps/ribbon.xml",
];

describe.each([...OWN, ...IN_OFFICE])("%s", (path) => {
  test("takes scripts from the hub and Office alone, none from its own text", async () => {
    const policy = await policyOf(path);
    expect(policy.get("default-src")).toEqual(["'self'"]);
    expect(policy.get("script-src")?.[0]).toBe("'self'");
    for (const source of policy.get("script-src") ?? []) expect(source).toMatch(/^'self'$|^https:\/\/appsforoffice\./);
    expect(policy.get("connect-src")).toEqual(["'self'"]);
    expect(policy.get("object-src")).toEqual(["'none'"]);
    expect(policy.get("base-uri")).toEqual(["'self'"]);
    expect(policy.get("form-action")).toEqual(["'self'"]);
  });
});

test.each(OWN)("%s is shown within no page of another site", async (path) => {
  expect((await policyOf(path)).get("frame-ancestors")).toEqual(["'self'"]);
});

test.each(IN_OFFICE)("%s is shown within Excel on the web, and nowhere else", async (path) => {
  const framers = (await policyOf(path)).get("frame-ancestors") ?? [];
  expect(framers).toContain("https://*.officeapps.live.com");
  for (const framer of framers) expect(framer).toMatch(/^'self'$|^https:\/\/\*\.[\w.-]+$/);
});
