/** Registers for sheets: rows by column over relations, conditions in people's words, and grouped counts as a table. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startHub, type TestHub } from "../support/hub.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ contents: "city" });
});
afterAll(() => hub.stop());

interface Sheet {
  readonly columns: { path: string; label: string; writable: boolean; required: boolean }[];
  readonly ids: string[];
  readonly versions: number[];
  readonly values: (string | null)[][];
  readonly total: number;
  readonly next: string | null;
}

const SHEET = `query ($register: String!, $columns: [String!]!, $conditions: [SheetCondition!], $order: [SheetOrder!], $first: Int, $after: String) {
  registerSheet(register: $register, columns: $columns, conditions: $conditions, order: $order, first: $first, after: $after) {
    columns { path label writable required } ids versions values total next } }`;

async function sheet(variables: Record<string, unknown>): Promise<Sheet> {
  const { data, errors } = await hub.graphql<{ registerSheet: Sheet }>(SHEET, variables);
  if (errors) throw new Error(errors[0]?.message);
  return data.registerSheet;
}

describe("A register in a sheet", () => {
  test("gives its rows by column, over relations and in Chinese, with ids and versions", async () => {
    const found = await sheet({ register: "证书", columns: ["number", "kind", "organization.name"], first: 7 });
    const rows = await hub.sql<{ count: string }>("select count(*) from credential");
    expect(found.total).toBe(Number(rows[0]?.count));
    expect(found.values).toHaveLength(7);
    expect(found.ids.every((id) => id.startsWith("Credential_"))).toBe(true);
    expect(found.versions.every((version) => version >= 1)).toBe(true);
    expect(found.columns.map(({ label }) => label)).toEqual(["证书编号", "类别", "所属单位·名称"]);
    // A code is shown by its name.
    expect(found.values[0]?.[1]).toMatch(/\p{Script=Han}/u);
  });

  test("is read on from where a part ended, and every row comes once", async () => {
    const all = await sheet({ register: "Organization", columns: ["name"], first: 2000 });
    const first = await sheet({ register: "Organization", columns: ["name"], first: 30 });
    const rest = await sheet({ register: "Organization", columns: ["name"], first: 2000, after: first.next });
    expect([...first.ids, ...rest.ids]).toEqual(all.ids);
    expect(all.next).toBeNull();
  });

  test("keeps to conditions in people's words: a school means itself and all below it, a code goes by its name", async () => {
    const [row] = await hub.sql<{ kind: string; name: string; count: string }>(
      `select c.kind, k.name_zh as name, count(*) from credential c join code k on k.list = 'credential_kind' and k.code = c.kind
       join organization_tree t on t.org_id = c.org_id join organization top on top.id = t.ancestor_id and top.code = 'YL-S1'
       group by 1, 2 order by 3 desc limit 1`,
    );
    const found = await sheet({
      ...{ register: "Credential", columns: ["number"], first: 1 },
      conditions: [
        { path: "organization", is: "EQ", values: ["YL-S1"] },
        { path: "类别", is: "EQ", values: [row?.name] },
      ],
    });
    expect(found.total).toBe(Number(row?.count));
  });

  test("in an order of its own columns", async () => {
    const order = [{ path: "issuedOn", descending: true }];
    const found = await sheet({ register: "Credential", columns: ["issuedOn"], order, first: 600 });
    const days = found.values.map(([day]) => day ?? "");
    expect(days).toEqual([...days].sort().reverse());
  });

  test("says by name what it does not have", async () => {
    await expect(sheet({ register: "Credential", columns: ["皮肤"] })).rejects.toThrow("没有字段 皮肤");
    await expect(sheet({ register: "无此表", columns: ["name"] })).rejects.toThrow("无此表");
  });

  test("groups as a table, by dimensions and measures in people's words", async () => {
    const { data } = await hub.graphql<{ registerGroups: { headers: string[]; values: (string | null)[][] } }>(
      `{ registerGroups(register: "证书", dimensions: ["类别"], measures: ["行数"]) { headers values } }`,
    );
    const rows = await hub.sql<{ count: string }>("select count(*) from credential");
    expect(data.registerGroups.headers).toEqual(["类别", "行数"]);
    const sum = data.registerGroups.values.reduce((total, [, count]) => total + Number(count), 0);
    expect(sum).toBe(Number(rows[0]?.count));
  });

  test("tells what can be chosen: own fields, relations, and the fields of what they point at", async () => {
    const { data } = await hub.graphql<{ registerShapes: { name: string; fields: { path: string }[] }[] }>(
      "{ registerShapes { name fields { path } } }",
    );
    const paths = data.registerShapes.find(({ name }) => name === "Credential")?.fields.map(({ path }) => path);
    expect(paths).toEqual(expect.arrayContaining(["number", "person", "organization.name"]));
  });

  test("spells each column in pinyin, so that it is found by its initials", async () => {
    const { data } = await hub.graphql<{
      registerShapes: { name: string; fields: { path: string; spelling: string }[] }[];
    }>("{ registerShapes { name fields { path spelling } } }");
    const fields = data.registerShapes.find(({ name }) => name === "Credential")?.fields;
    expect(fields?.find(({ path }) => path === "number")?.spelling).toBe("zsbh zhengshubianhao");
  });

  test("goes with others in one request: each is answered as if asked alone, and one that is refused spoils none", async () => {
    const asked = { register: "证书", columns: ["number", "kind"], first: 5 };
    const { data, errors } = await hub.graphql<{
      registerSheets: { sheet: Sheet | null; problem: { code: string; message: string } | null }[];
      registerGroupSheets: { groups: { values: (string | null)[][] } | null; problem: { code: string } | null }[];
    }>(
      `query ($sheets: [RegisterSheetQuestion!]!, $groups: [RegisterGroupsQuestion!]!) {
        registerSheets(questions: $sheets) {
          sheet { columns { path label writable required } ids versions values total next } problem { code message } }
        registerGroupSheets(questions: $groups) { groups { values } problem { code } } }`,
      {
        sheets: [
          asked,
          { register: "没有这张表", columns: ["number"] },
          { register: "Organization", columns: ["name"] },
        ],
        groups: [
          { register: "证书", dimensions: ["类别"] },
          { register: "证书", dimensions: ["没有这个维度"] },
        ],
      },
    );
    expect(errors).toBeUndefined();
    const [first, second, third] = data.registerSheets;
    expect(first).toEqual({ sheet: await sheet(asked), problem: null });
    expect(second).toMatchObject({ sheet: null, problem: { code: "UNKNOWN_TARGET" } });
    expect(third?.sheet?.ids.length).toBe(third?.sheet?.total);
    expect(data.registerGroupSheets.map(({ problem }) => problem?.code)).toEqual([undefined, "UNKNOWN_DIMENSION"]);
    const counted = data.registerGroupSheets[0]?.groups?.values.reduce((sum, [, count]) => sum + Number(count), 0);
    expect(counted).toBe(first?.sheet?.total);
  });
});
