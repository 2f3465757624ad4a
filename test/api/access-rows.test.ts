/** Two colleges on one hub: each sees its own rows, counts its own figures, and learns nothing of the other. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { startHub, type TestHub } from "../support/hub.js";

let hub: TestHub;
let clerk: Record<string, string>;
let other: Record<string, string>;
let analyst: Record<string, string>;
beforeAll(async () => {
  hub = await startHub({ contents: "city" });
  const colleges = await hub.sql<{ code: string }>(
    `select o.code from organization o where exists (select from activity a where a.org_id = o.id) and o.kind = 'college' order by 1 limit 2`,
  );
  const [mine = "", theirs = ""] = colleges.map(({ code }) => code);
  expect([mine, theirs]).not.toContain("");
  clerk = await hub.signIn({ role: "college_clerk", organization: mine, name: "示例干事甲" });
  other = await hub.signIn({ role: "college_clerk", organization: theirs, name: "示例干事乙" });
  analyst = await hub.signIn({ role: "analyst", name: "示例分析员" });
});
afterAll(() => hub.stop());

interface Rows {
  readonly enrolments: { totalCount: number; nodes: { id: string; organization: { code: string } }[] };
}
const ROWS = "{ enrolments(first: 50) { totalCount nodes { id organization { code } } } }";

describe("A clerk of one college", () => {
  test("sees the rows of that college, and another clerk those of another", async () => {
    const one = (await hub.graphql<Rows>(ROWS, {}, clerk)).data.enrolments;
    const two = (await hub.graphql<Rows>(ROWS, {}, other)).data.enrolments;
    const codes = ({ nodes }: Rows["enrolments"]): string[] => [...new Set(nodes.map((row) => row.organization.code))];
    expect(codes(one)).toHaveLength(1);
    expect(codes(two)).toHaveLength(1);
    expect(codes(one)).not.toEqual(codes(two));
    const [counted] = await hub.sql<{ count: string }>(
      "select count(*) from enrolment e join organization o on o.id = e.org_id where o.code = $1",
      codes(one),
    );
    expect(String(one.totalCount)).toBe(counted?.count);
  });

  test("is answered alike of a row that is another's and of one that never was", async () => {
    const [foreign] = (await hub.graphql<Rows>(ROWS, {}, other)).data.enrolments.nodes;
    const ask = (id: string) => hub.graphql("query ($id: ID!) { node(id: $id) { id } }", { id }, clerk);
    const never = `${foreign!.id.slice(0, -4)}0000`;
    expect(await ask(foreign!.id)).toEqual(await ask(never));
  });
});

test("an analyst counts everything and sees no row and no person", async () => {
  const { data, errors } = await hub.graphql<Rows & { enrolmentGroups: { groups: { rows: number }[] } }>(
    "{ enrolments(first: 5) { totalCount nodes { id } } enrolmentGroups(groupBy: [{ dimension: YEAR }]) { groups { rows } } }",
    {},
    analyst,
  );
  expect(errors).toBeUndefined();
  expect(data.enrolments).toEqual({ totalCount: 0, nodes: [] });
  const [all] = await hub.sql<{ count: string }>("select count(*) from enrolment");
  expect(String(data.enrolmentGroups.groups.reduce((sum, { rows }) => sum + rows, 0))).toBe(all?.count);
});

test("a clerk can bring nothing in for another college, nor write its figure, and the refusal is in the log", async () => {
  const [theirs] = await hub.sql<{ code: string }>(
    "select o.code from organization o join access_grant g on g.org_id = o.id join account a on a.id = g.account_id where a.name = '示例干事乙'",
  );
  const form = new FormData();
  form.set("organization", theirs!.code);
  form.set("file", new Blob(["姓名,班级\n虚构甲,一班\n"], { type: "text/csv" }), "名册.csv");
  const upload = await fetch(`${hub.url}/imports`, { method: "POST", body: form, headers: clerk });
  expect({ status: upload.status, code: ((await upload.json()) as { code: string }).code }).toEqual({
    status: 403,
    code: "FORBIDDEN",
  });
  const { data } = await hub.graphql(
    `mutation ($input: WriteFiguresInput!) { writeFigures(input: $input) { cells { outcome figure { value } findings { code } } } }`,
    {
      input: {
        batchId: "0199aaaa-0000-7000-8000-000000000001",
        cells: [{ indicator: "FN01", organization: theirs!.code, period: "2026M10", value: "1", baseVersion: 0 }],
      },
    },
    clerk,
  );
  expect(data).toEqual({
    writeFigures: { cells: [{ outcome: "REFUSED", figure: null, findings: [{ code: "NOT_GRANTED" }] }] },
  });
  const logged = await hub.sql<{ by: string; detail: unknown }>(
    "select by, detail from access_event where kind = 'refused' order by seq desc limit 1",
  );
  expect(logged).toMatchObject([{ by: "示例干事甲", detail: { what: "writeFigures", code: "NOT_GRANTED", rows: 1 } }]);
});
