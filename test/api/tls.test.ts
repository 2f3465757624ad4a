/** HTTPS by the hub itself, the names it answers to, and what it refuses to start with. */
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { request as plainRequest } from "node:http";
import { request as secureRequest } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readConfig, WrongSetting } from "../../server/config.js";
import { certificateFor } from "../../server/tls.js";
import { startHub, type TestHub } from "../support/hub.js";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "xunshu-tls-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Heard {
  readonly status: number;
  readonly headers: Record<string, unknown>;
}

function get(url: string, headers: Record<string, string> = {}, ca?: string): Promise<Heard> {
  const { protocol, hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const request = protocol === "https:" ? secureRequest : plainRequest;
    request(
      { hostname, port, path: "/health", headers, servername: "localhost", ...(ca === undefined ? {} : { ca }) },
      (response) => {
        response.resume();
        resolve({ status: response.statusCode ?? 0, headers: response.headers });
      },
    )
      .on("error", reject)
      .end();
  });
}

describe("a hub with a certificate made for this machine", () => {
  let hub: TestHub;
  let ca: string;
  beforeAll(async () => {
    hub = await startHub({ settings: { tls: { kind: "development" }, publicUrl: "https://xunshu.example" } });
    ca = readFileSync(join(hub.home, "tls", "localhost.crt"), "utf8");
  });
  afterAll(() => hub.stop());

  test("speaks HTTPS to whoever trusts the certificate, and promises to go on so", async () => {
    const { status, headers } = await get(hub.url, {}, ca);
    expect(new URL(hub.url).protocol).toBe("https:");
    expect({ status, promise: headers["strict-transport-security"] }).toEqual({
      status: 200,
      promise: "max-age=31536000",
    });
    await expect(get(hub.url)).rejects.toMatchObject({ code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
  });

  test("keeps the key to itself and makes neither anew", async () => {
    expect(statSync(join(hub.home, "tls", "localhost.key")).mode & 0o077).toBe(0);
    expect((await certificateFor({ kind: "development" }, hub.home))?.cert).toBe(ca);
  });

  test("answers to the name its keeper gave it and to no other", async () => {
    expect((await get(hub.url, { host: "xunshu.example" }, ca)).status).toBe(200);
    expect((await get(hub.url, { host: "elsewhere.example" }, ca)).status).toBe(403);
  });
});

describe("settings of the place", () => {
  const read = (env: Record<string, string>, args: string[] = []) => readConfig({ HUB_HOME: folder, ...env }, args);

  test("without a word it is plain HTTP on this machine; --https asks for a certificate of its own", () => {
    expect(read({})).toMatchObject({ host: "127.0.0.1", behindProxy: false });
    expect(read({}).tls).toBeUndefined();
    expect(read({}, ["--https"]).tls).toEqual({ kind: "development" });
    expect(read({ HUB_DEV_CERT: "1" }).tls).toEqual({ kind: "development" });
    expect(read({ HUB_HOST: "0.0.0.0", HUB_BEHIND_PROXY: "1" })).toMatchObject({ host: "0.0.0.0", behindProxy: true });
  });

  test.each([
    ["HUB_HOST", { HUB_HOST: "0.0.0.0" }],
    ["TLS_CERT", { TLS_CERT: "a.crt" }],
    ["TLS_KEY", { TLS_KEY: "a.key" }],
    ["HUB_PUBLIC_URL", { HUB_PUBLIC_URL: "http://xunshu.example", HUB_BEHIND_PROXY: "1" }],
    ["HUB_PUBLIC_URL", { HUB_PUBLIC_URL: "https://xunshu.example" }],
    ["HUB_BEHIND_PROXY", { HUB_BEHIND_PROXY: "yes" }],
    ["HUB_REQUESTS_PER_MINUTE", { HUB_REQUESTS_PER_MINUTE: "0" }],
  ])("a wrong %s stops the start and is named", (name, env) => {
    expect(() => read(env as unknown as Record<string, string>)).toThrow(WrongSetting);
    expect(() => read(env as unknown as Record<string, string>)).toThrow(name);
  });

  test("a certificate that cannot be read, or whose key is another's, stops the start", async () => {
    const at = (home: string, file: string): string => join(folder, home, "tls", `localhost.${file}`);
    for (const home of ["a", "b"]) await certificateFor({ kind: "development" }, join(folder, home));
    expect(existsSync(at("a", "crt"))).toBe(true);
    const files = (cert: string, key: string) => certificateFor({ kind: "files", cert, key }, folder);
    expect(await files(at("a", "crt"), at("a", "key"))).toMatchObject({ toTrust: undefined });
    await expect(files(at("a", "crt"), at("b", "key"))).rejects.toThrow("TLS_KEY");
    await expect(files(join(folder, "none"), at("b", "key"))).rejects.toThrow("TLS_CERT");
  });
});
