/** The settings of signing in: a wrong one stops the start with a word that names it, and repeats no secret. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test } from "@jest/globals";
import { readConfig } from "../../../server/config.js";

const home = mkdtempSync(join(tmpdir(), "xunshu-settings-"));
afterAll(() => rmSync(home, { recursive: true, force: true }));
const read = (env: Record<string, string>) => readConfig({ HUB_HOME: home, ...env });

test("a session lasts an hour without work and twelve in all, unless told", () => {
  expect(read({}).session).toEqual({ idleMinutes: 60, hours: 12 });
  expect(read({ HUB_SESSION_IDLE_MINUTES: "15", HUB_SESSION_HOURS: "8" }).session).toEqual({
    idleMinutes: 15,
    hours: 8,
  });
});

test.each([
  [{ HUB_SESSION_IDLE_MINUTES: "0" }, "HUB_SESSION_IDLE_MINUTES"],
  [{ HUB_SESSION_HOURS: "many" }, "HUB_SESSION_HOURS"],
  [{ OIDC_ISSUER: "http://login.school.example", OIDC_CLIENT_ID: "hub" }, "OIDC_ISSUER"],
  [{ OIDC_ISSUER: "https://login.school.example" }, "OIDC_CLIENT_ID"],
  [{ OIDC_CLIENT_ID: "hub" }, "OIDC_ISSUER"],
  [{ HUB_LIMITS: "uploadsPerHour=0" }, "HUB_LIMITS"],
  [{ HUB_LIMITS: "imports=2,width=3" }, "HUB_LIMITS"],
])("%j is refused by the name of the setting", (env, name) => {
  expect(() => read(env as unknown as Record<string, string>)).toThrow(name);
});

test("ceilings of a small machine are read by their names, and requests a minute are the roles' own unless told", () => {
  expect(read({})).toMatchObject({ limits: {} });
  expect(read({}).requestsPerMinute).toBeUndefined();
  expect(read({ HUB_LIMITS: " uploadsPerHour=20, imports=1 " }).limits).toEqual({ uploadsPerHour: 20, imports: 1 });
  expect(read({ HUB_REQUESTS_PER_MINUTE: "6000" }).requestsPerMinute).toBe(6000);
});

test("a provider is used where its address and the hub's name there are known", () => {
  expect(read({}).oidc).toBeUndefined();
  expect(read({ OIDC_ISSUER: "https://login.school.example", OIDC_CLIENT_ID: "hub" }).oidc).toEqual({
    issuer: "https://login.school.example",
    clientId: "hub",
    clientSecret: undefined,
    name: "login.school.example",
  });
});
