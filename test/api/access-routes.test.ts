/**
 * Every address beside the graph × every role, inside and outside of its scope. What is not expressly allowed here is
 * refused, an unknown and a foreign thing alike; an address nobody decided on fails the first test.
 */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import ExcelJS from "exceljs";
import { LIMITS_BY_ROLE, NO_ROLE, PROGRAM } from "../../server/graph/limits-by-role.js";
import { startHub, type TestHub } from "../support/hub.js";

const [INSIDE, OUTSIDE, NOWHERE] = ["YL-S1", "YL-S2", "NIX"];
const COLUMN = "columns=QU01@2026";
const ROLES = [...LIMITS_BY_ROLE.keys()].filter((role) => role !== NO_ROLE && role !== PROGRAM);

/** Each address as the sources register it, and who decides on it. */
const DECIDED: Readonly<Record<string, string>> = {
  "GET /health": "everybody: says that the hub is up",
  "GET /ready": "everybody: says whether its database is",
  "GET /": "everybody: tells whether somebody is signed in; at the root, leads to the playground",
  "POST /": "whoever knows a password; under /imports and /workbooks by role, below",
  "DELETE /": "whoever is signed in",
  "POST /demo": "this computer alone, on the sample",
  "POST /renew": "whoever is signed in",
  "POST /password": "whoever is signed in and knows it",
  "POST /second-factor": "whoever is signed in and knows the password",
  "POST /second-factor/confirm": "whoever is signed in",
  "DELETE /second-factor": "whoever is signed in and knows the password",
  "POST /relay": "everybody: a pane asks to be signed in",
  "POST /relay/:state": "whoever is signed in",
  "GET /relay/:state": "the pane that keeps its proof",
  "GET /callback": "whoever comes back from the provider in the browser that left",
  "GET /:id/refused.csv": "by role, below",
  "GET /report.xlsx": "by role, below",
  "GET /rows.xlsx": "by role, below: the rows that the graph shows",
  "GET /export.csv": "by role, below",
  "POST /verify": "by role, below",
  "GET /${name}": "pages: whoever is signed in",
  "GET /sign-in": "everybody",
  "GET /addin/taskpane/index.html": "everybody: it holds no data",
  "GET /addin/${name}": "everybody: manifests",
  "GET /addin/wps/index.html": "everybody: it holds no data",
  "GET /addin/wps/${name}": "everybody: manifests",
  "GET /addin/wps/icon.png": "everybody",
};

/** Who may what, with a grant at one school. All other roles are refused. */
const OPENS_REFUSED_ROWS = [
  "secretary",
  "contact",
  "school_office",
  "college_clerk",
  "enterprise_hr",
  "provider",
  "bureau",
  "county",
  "finance",
];
const SENDS_FILES = OPENS_REFUSED_ROWS;
const TAKES_REPORTS = [...OPENS_REFUSED_ROWS, "analyst", "leader", "public"];
const AUDITS = ["administrator", "secretary", "school_office", "bureau", "county"];

let hub: TestHub;
const imports = new Map<string | undefined, string>();
beforeAll(async () => {
  hub = await startHub({ contents: "city" });
  const everything = await hub.signIn({ role: "*", name: "样样可以" });
  for (const organization of [INSIDE, OUTSIDE]) {
    const { id } = JSON.parse((await knock("POST", "/imports", everything, file(organization))).text) as { id: string };
    imports.set(organization, id);
  }
});
afterAll(() => hub.stop());

type Headers = Readonly<Record<string, string>>;
interface Said {
  readonly status: number;
  readonly code: string | undefined;
  readonly text: string;
}

async function knock(method: string, path: string, headers: Headers, body?: FormData): Promise<Said> {
  const response = await fetch(`${hub.url}${path}`, {
    ...{ method, redirect: "manual", headers: { "x-hub-client": "addin", ...headers } },
    ...(body && { body }),
  });
  const text = await response.text();
  return { status: response.status, code: /"code":"(\w+)"/u.exec(text)?.[1], text };
}

function file(organization = ""): FormData {
  const form = new FormData();
  form.set("organization", organization);
  form.set("file", new Blob(["编号,名称\n1,示例"]), "示例.csv");
  return form;
}

/** Without a cookie or a header the tests' own requests are signed in. */
const NOBODY: Headers = { cookie: "theme=dark" };
const granted = (role: string): Promise<Headers> =>
  hub.signIn({ role, organization: INSIDE ?? "", name: `路-${role}`, explores: null });

test("nobody has added an address without a decision", () => {
  const server = fileURLToPath(new URL("../../server", import.meta.url));
  const found = readdirSync(server, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".ts"))
    .flatMap((path) => [
      ...readFileSync(join(server, path), "utf8").matchAll(
        /\brouter\.(get|post|put|patch|delete)\(\s*["`]([^"`]+)["`]/gu,
      ),
    ])
    .map(([, method = "", path = ""]) => `${method.toUpperCase()} ${path}`);
  expect(found.length).toBeGreaterThan(20);
  expect([...new Set(found)].sort()).toEqual(Object.keys(DECIDED).sort());
});

test("whoever is not signed in gets nothing but the way in", async () => {
  for (const [method, path] of [
    ["GET", `/imports/${imports.get(INSIDE)}/refused.csv`],
    ["POST", "/imports"],
    ["GET", `/workbooks/report.xlsx?organizations=${INSIDE}&${COLUMN}`],
    ["GET", `/workbooks/rows.xlsx?register=Activity&organization=${INSIDE}`],
    ["POST", "/workbooks"],
    ["GET", "/audit/export.csv"],
    ["POST", "/audit/verify"],
    ["POST", "/graphql"],
    ["POST", "/session/renew"],
    ["POST", "/session/second-factor"],
    ["DELETE", "/session"],
  ] as const)
    expect({ path, ...(await knock(method, path, NOBODY)) }).toMatchObject({ path, status: 401, code: "SIGN_IN" });
  expect((await knock("GET", "/session", NOBODY)).text).toContain('"signedIn":false');
});

test("a report holds what its taker may read: a figure nobody approved is not the public's", async () => {
  await hub.sql(
    `insert into figure (org_id, indicator, period, value, source) select id, 'QU01', '2026', 0.8137, 'reported' from organization where code = $1
     on conflict (org_id, indicator, period, dims_key) do update set value = excluded.value`,
    [INSIDE],
  );
  const shown = async (role: string): Promise<unknown> => {
    const response = await fetch(`${hub.url}/workbooks/report.xlsx?organizations=${INSIDE}&${COLUMN}`, {
      headers: await granted(role),
    });
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(await response.arrayBuffer());
    return book.getWorksheet("填报")?.getCell("C5").value;
  };
  expect(await shown("school_office")).toBe(0.8137);
  expect(await shown("public")).toBeNull();
});

describe.each(ROLES)("A %s of one school", (role) => {
  let headers: Headers;
  beforeAll(async () => {
    headers = await granted(role);
  });
  const may = (roles: readonly string[]): boolean => roles.includes(role);

  test("opens the refused rows of its own imports at most, another's like one that never was", async () => {
    const own = await knock("GET", `/imports/${imports.get(INSIDE)}/refused.csv`, headers);
    const foreign = await knock("GET", `/imports/${imports.get(OUTSIDE)}/refused.csv`, headers);
    expect(own.status).toBe(may(OPENS_REFUSED_ROWS) ? 200 : 404);
    expect(foreign).toMatchObject({ status: 404, code: "NOT_FOUND" });
    const unnamed = ({ text }: Said): string => text.replaceAll(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gu, "…");
    if (!may(OPENS_REFUSED_ROWS)) expect(unnamed(own)).toBe(unnamed(foreign));
  });

  test("sends files for its own school at most", async () => {
    expect((await knock("POST", "/imports", headers, file(INSIDE))).status).toBe(may(SENDS_FILES) ? 202 : 403);
    expect(await knock("POST", "/imports", headers, file(OUTSIDE))).toMatchObject({ status: 403, code: "FORBIDDEN" });
    expect(await knock("POST", "/imports", headers, file(NOWHERE))).toMatchObject({ status: 400 });
  });

  test("takes away a report with its own school's figures at most", async () => {
    const own = await knock("GET", `/workbooks/report.xlsx?organizations=${INSIDE}&${COLUMN}`, headers);
    const foreign = await knock("GET", `/workbooks/report.xlsx?organizations=${OUTSIDE}&${COLUMN}`, headers);
    expect([own.status, own.code]).toEqual(may(TAKES_REPORTS) ? [200, undefined] : [foreign.status, foreign.code]);
    expect(foreign.status).toBeGreaterThanOrEqual(400);
  });

  test("takes away just the rows to fill in that the graph shows it, and none of another school", async () => {
    const rowsOf = async (organization: string): Promise<number> => {
      const words = `register=Activity&columns=code&organization=${organization}`;
      const response = await fetch(`${hub.url}/workbooks/rows.xlsx?${words}`, { headers });
      expect(response.status).toBe(200);
      const book = new ExcelJS.Workbook();
      await book.xlsx.load(await response.arrayBuffer());
      return (book.getWorksheet("填报")?.getColumn("D").values ?? [])
        .slice(5)
        .filter((id) => /^Activity_/u.test(String(id))).length;
    };
    const asked = `query ($of: String!) { activities(first: 1, filter: { organization: { within: $of } }) { totalCount } }`;
    const explores = await hub.signIn({ role, organization: INSIDE ?? "", name: `路-${role}-问`, explores: true });
    const { data } = await hub.graphql<{ activities: { totalCount: number } | null }>(asked, { of: INSIDE }, explores);
    expect(await rowsOf(INSIDE ?? "")).toBe(data?.activities?.totalCount ?? 0);
    expect([await rowsOf(OUTSIDE ?? ""), await rowsOf(NOWHERE ?? "")]).toEqual([0, 0]);
    if (["school_office", "college_clerk"].includes(role)) expect(data?.activities?.totalCount).toBeGreaterThan(5);
  });

  test("exports the log of its own school at most, and verifies no chain of everybody", async () => {
    const { status, text } = await knock("GET", "/audit/export.csv", headers);
    expect(status).toBe(may(AUDITS) ? 200 : 403);
    expect(text).not.toContain(OUTSIDE);
    expect(await knock("POST", "/audit/verify", headers)).toMatchObject({ status: 403, code: "FORBIDDEN" });
  });
});
