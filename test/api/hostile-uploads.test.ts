/** Hostile files through the hub's own door: each is refused by name, the hub lives on, and nothing of them is taken in. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { readdir } from "node:fs/promises";
import { HOSTILE_FILES, sparseSheet } from "../support/hostile-files.js";
import { startHub, type TestHub } from "../support/hub.js";
import { look, send, upload } from "./intake-hub.js";

const ROSTER = "云岭培训班.csv";
let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ contents: "city" });
});
afterAll(() => hub.stop());

const takenIn = async (): Promise<string> =>
  JSON.stringify(await hub.sql("select count(*) from enrolment union all select count(*) from person"));

describe("hostile files", () => {
  test.each(HOSTILE_FILES.map(({ what, name, code, bytes }) => [what, name, code, bytes] as const))(
    "%s is refused, and says so first in Chinese",
    async (_, name, code, bytes) => {
      const before = await takenIn();

      const found = await upload(hub, bytes(), name, "YL-S1");

      expect(found.status).toBe("REFUSED");
      expect(found.findings.map((finding) => finding.code)).toEqual([code]);
      expect(found.findings[0]?.message).toMatch(/^[^a-zA-Z]*“/u);
      expect(await takenIn()).toBe(before);
    },
  );

  test("two cells a million rows and sixteen thousand columns apart are read like any two cells", async () => {
    const found = await upload(hub, sparseSheet(), "far.xlsx", "YL-S1");

    expect(["MAPPED", "CHECKED", "REFUSED"]).toContain(found.status);
    expect(found.counts.rows).toBeLessThanOrEqual(1);
  });

  test("a name that climbs folders or breaks lines is only a name, and the file stays where uploads are", async () => {
    for (const name of ["../../../etc/passwd.csv", "..\\..\\boot.csv", "a\r\nX-Injected: 1.csv", "甲\u202eslx.csv"]) {
      const response = await send(hub, Buffer.from("姓名,班级编号\n示例甲,T-1"), name, "YL-S1");
      expect(response.headers.get("x-injected")).toBeNull();
      if (response.status !== 202) continue;
      const { id } = (await response.json()) as { id: string };
      const { file } = await look(hub, id);
      expect(file).not.toMatch(/[\\/\r\n\u202e]/u);
    }
    await expect(readdir("/etc/passwd.csv")).rejects.toThrow();
  });
});

describe("hostile forms", () => {
  const post = (form: FormData): Promise<Response> => fetch(`${hub.url}/imports`, { method: "POST", body: form });
  const csv = new Blob(["姓名\n示例甲"]);

  test.each([
    [
      "two files at once",
      [
        ["file", csv],
        ["file", csv],
      ],
    ],
    ["a file under another name", [["other", csv]]],
    [
      "a field of a megabyte",
      [
        ["organization", "一".repeat(400_000)],
        ["file", csv],
      ],
    ],
    ["eleven fields", [...Array.from({ length: 11 }, (_, n) => [`f${n}`, "1"] as const), ["file", csv]]],
  ] as const)("%s are refused as a whole", async (_, parts) => {
    const form = new FormData();
    for (const [name, value] of parts)
      if (typeof value === "string") form.append(name, value);
      else form.append(name, value, ROSTER);

    const response = await post(form);

    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ code: "BAD_REQUEST" });
  });

  test("no file at all is told, and so is a form that is none", async () => {
    const form = new FormData();
    form.append("organization", "YL-S1");
    expect(await (await post(form)).json()).toMatchObject({ code: "FILE_MISSING" });

    const plain = await fetch(`${hub.url}/imports`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: "{}",
    });
    expect(plain.status).toBe(400);
  });
});

describe("a selection", () => {
  test.each([
    [
      "without what its cells show",
      {
        values: [
          ["姓名", "班级编号"],
          ["示例甲", "T-1"],
        ],
      },
    ],
    ["of nothing", {}],
    ["with rows of nothing", { values: [null, ["姓名"]], text: [null, null] }],
  ])("%s is looked at like any other", async (_, part) => {
    const { data, errors } = await hub.graphql<{ stageSelection: { status: string } }>(
      "mutation ($input: StageSelectionInput!) { stageSelection(input: $input) { status findings { code } } }",
      { input: { organization: "YL-S1", workbook: "簿.xlsx", sheet: "表", address: "A1", ...part } },
    );

    expect(errors).toBeUndefined();
    expect(["MAPPED", "CHECKED", "REFUSED"]).toContain(data.stageSelection.status);
  });
});
