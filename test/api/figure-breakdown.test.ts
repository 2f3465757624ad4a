import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { holdClass, insert, key, startFigureHub, write, type FigureHub } from "./figure-fixture.js";

let hub: FigureHub;
beforeAll(async () => {
  hub = await startFigureHub();
  await hub.sql(`insert into code (list, code, name_zh, name_en) values ('funding', 'subsidised', '政府补贴', 'Subsidised'),
    ('funding', 'non_subsidised', '非补贴', 'Not subsidised'), ('channel', 'school', '院校', 'Schools') on conflict do nothing`);
  await holdClass(hub, "S-1", "2026-09-12", [{ hash: "a" }, { hash: "b" }, { hash: "c", status: "dropped" }], { funding: "subsidised", channel: "school" }); // prettier-ignore
  await holdClass(hub, "S-2", "2026-09-30", [{ hash: "a" }], { funding: "non_subsidised", channel: "school" });
  await holdClass(hub, "P", "2026-09-30", [{ hash: "a" }, { hash: "e" }, { hash: "f", status: "dropped" }]);
}, 60_000);
afterAll(() => hub.stop());

interface Answer {
  readonly whole: { readonly value: string | null };
  readonly problem: { readonly code: string } | null;
  readonly cells: readonly {
    readonly marks: readonly { readonly code: string; readonly label: string }[];
    readonly figure: { readonly value: string | null; readonly numerator: string | null; readonly denominator: string | null };
  }[];
} // prettier-ignore
async function breakdown(indicator: string, organization: string, by: readonly string[], period = "2026M09"): Promise<Answer> {
  const { data, errors } = await hub.graphql<{ figureBreakdown: Answer }>(
    `query ($key: FigureKeyInput!, $by: [String!]!) { figureBreakdown(key: $key, by: $by) { whole { value } problem { code }
      cells { marks { dimension code label labelEn } figure { value numerator denominator } } } }`,
    { key: key(indicator, organization, period), by },
  );
  expect(errors).toBeUndefined();
  return data.figureBreakdown;
} // prettier-ignore
const cells = (answer: Answer) =>
  answer.cells.map(({ marks, figure }) => [...marks.map(({ code }) => code), figure.value].join(" "));

test("a count broken down by a code adds up to the whole, and what nobody said comes last", async () => {
  const answer = await breakdown("TR01", "B", ["funding"]);
  expect(answer.whole.value).toBe("5");
  expect(cells(answer)).toEqual(["non_subsidised 1", "subsidised 2", " 2"]);
  expect(answer.cells.map(({ marks }) => marks[0]?.label)).toEqual(["非补贴", "政府补贴", "未注明"]);
  expect(cells(await breakdown("TR01", "B", ["org", "funding"]))).toEqual(["non_subsidised S-2 1", "subsidised S-1 2", " P 2"]); // prettier-ignore
});

test("distinct persons are counted in every cell they are in", async () => {
  const answer = await breakdown("TR02", "B", ["org"]);
  expect(answer.whole.value).toBe("3");
  expect(cells(answer)).toEqual(["P 2", "S-1 2", "S-2 1"]);
});

test("a ratio is divided in each cell from that cell's own numerator and denominator", async () => {
  const answer = await breakdown("TR16", "B", ["funding"]);
  expect(answer.whole.value).toBe("0.714285714286");
  expect(answer.cells.map(({ marks, figure }) => [marks[0]?.code, figure.numerator, figure.denominator])).toEqual([
    ["non_subsidised", "1", "1"], ["subsidised", "2", "3"], ["", "2", "3"],
  ]); // prettier-ignore
});

test("a share divides each kind by the whole", async () => {
  const kinds = [["P", "2"], ["S-1", "1"], ["S-2", "1"]] as const; // prettier-ignore
  for (const [code] of kinds) {
    await insert(hub, "affiliation", { org_id: hub.organizations["B"], role: "member", member_org_id: hub.organizations[code], valid_from: "2026-01-01" }); // prettier-ignore
  }
  const answer = await breakdown("MB04", "B", ["member_kind"], "2026M09");
  expect(answer.whole.value).toBe("1");
  expect(answer.cells.map(({ marks, figure }) => [marks[0]?.code, figure.numerator, figure.denominator])).toEqual([
    ["college", "2", "3"], ["provider", "1", "3"],
  ]); // prettier-ignore
});

test("a figure can be read and written for one breakdown; the whole is another figure", async () => {
  const dims = (code: string) => [{ dimension: "channel", code }];
  const receipt = await write(hub, [
    { ...key("TR01", "S", "2026M09"), dims: dims("school"), value: "8", baseVersion: 0, reason: "纸质" },
    { ...key("TR01", "S", "2026M09"), value: "3", baseVersion: 0 },
    { ...key("TR01", "S", "2026M09"), dims: dims("no_such"), value: "1", baseVersion: 0, reason: "x" },
    { ...key("TR01", "S", "2026M09"), dims: [{ dimension: "colour", code: "red" }], value: "1", baseVersion: 0 },
    { ...key("TR01", "S", "2026M09"), dims: [...dims("school"), ...dims("school")], value: "1", baseVersion: 0 },
  ] as never);
  expect(receipt.cells.map(({ outcome, findings }) => findings[0]?.code ?? outcome)).toEqual([
    "WRITTEN", "UNCHANGED", "UNKNOWN_CODE", "UNKNOWN_DIMENSION", "UNKNOWN_DIMENSION",
  ]); // prettier-ignore
  const { data } = await hub.graphql<{ figures: unknown[] }>(
    `query ($keys: [FigureKeyInput!]!) { figures(keys: $keys) { value computedValue version dims { dimension code } } }`,
    { keys: [{ ...key("TR01", "S", "2026M09"), dims: dims("school") }, key("TR01", "S", "2026M09")] },
  );
  expect(data.figures).toEqual([
    { value: "8", computedValue: "3", version: 1, dims: dims("school") },
    { value: "3", computedValue: "3", version: 0, dims: [] },
  ]);
});

test("a breakdown is asked for and written by the names people know as by the codes, and a name nobody has costs its own cell", async () => {
  const named = (...marks: readonly (readonly [string, string])[]) => marks.map(([dimension, code]) => ({ dimension, code }));
  const S = key("TR01", "S-1", "2026M09");
  const { data } = await hub.graphql<{ figures: unknown[]; figureGrid: unknown }>(
    `query ($keys: [FigureKeyInput!]!, $columns: [GridColumnInput!]!) {
      figures(keys: $keys) { value dims { dimension code } problem { code message } }
      figureGrid(organizations: ["S-1"], columns: $columns) { values } }`,
    {
      keys: [
        { ...S, dims: named(["经费性质", "政府补贴"]) },
        { ...S, dims: named(["funding", "subsidised"], ["渠道", "Schools"]) },
        { ...S, dims: named(["经费性质", "没有这一项"]) },
        { ...S, dims: named(["颜色", "红"]) },
      ],
      columns: [{ indicator: "TR01", period: "2026M09", dims: named(["经费性质", "政府补贴"]) }],
    },
  );
  expect(data.figures).toMatchObject([
    { value: "2", dims: named(["funding", "subsidised"]), problem: null },
    { value: "2", dims: named(["channel", "school"], ["funding", "subsidised"]), problem: null },
    { value: null, problem: { code: "UNKNOWN_CODE", message: expect.stringContaining("没有这一项") } },
    { value: null, problem: { code: "UNKNOWN_DIMENSION", message: expect.stringContaining("颜色") } },
  ]);
  expect(data.figureGrid).toEqual({ values: [["2"]] });
  const receipt = await write(hub, [
    { ...key("TR01", "S-2", "2026M09"), dims: named(["经费性质", "非补贴"]), value: "1", baseVersion: 0 },
  ] as never);
  expect(receipt.cells.map(({ outcome }) => outcome)).toEqual(["UNCHANGED"]);
}); // prettier-ignore

test("reported figures are broken down by what was reported", async () => {
  await hub.sql("update indicator set dims = '{source}' where code = 'FN01'");
  await hub.sql("delete from code where list = 'source'");
  await hub.graphql(`{ figures(keys: [{indicator: "ZZ98", organization: "S", period: "2026"}]) { value } }`);
  const of = (code: string, value: string) => ({ ...key("FN01", "P", "2026M09"), dims: [{ dimension: "source", code }], value, baseVersion: 0 }); // prettier-ignore
  const receipt = await write(hub, [of("市级", "10"), of("省级", "20.5"), of("市级", "30")] as never);
  expect(receipt.cells.map(({ outcome, findings }) => findings[0]?.code ?? outcome)).toEqual(["DUPLICATE_CELL", "WRITTEN", "DUPLICATE_CELL"]); // prettier-ignore
  const answer = await breakdown("FN01", "P", ["source"]);
  expect(answer).toMatchObject({ whole: { value: null }, problem: null });
  expect(cells(answer)).toEqual(["省级 20.5"]);
});

test("what an indicator is not broken down by is said, with what it can be", async () => {
  expect(await breakdown("TR01", "B", ["colour"])).toMatchObject({ whole: { value: "5" }, cells: [], problem: { code: "UNKNOWN_DIMENSION" } }); // prettier-ignore
});
