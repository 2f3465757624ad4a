import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { startHub, type TestHub } from "../support/hub.js";
let hub: TestHub;
beforeAll(async () => {
  hub = await startHub({ contents: "city" });
}, 120_000);
afterAll(() => hub?.stop());
test("a college's clerk sees the own figure, and of others that they may not be seen", async () => {
  const headers = await hub.signIn({ role: "college_clerk", organization: "YL-S1-01" });
  const key = (organization: string) => ({ indicator: "TR01", organization, period: "2026M10" });
  const answer = await hub.graphql<{
    figures: { value: string | null; problem: { code: string; message: string } | null }[];
  }>(
    "query ($keys: [FigureKeyInput!]!) { figures(keys: $keys) { value problem { code message } } }",
    { keys: ["YL-S1-01", "YL-S1-02", "YL-S1"].map(key) },
    headers,
  );
  expect(answer.data.figures.map(({ problem }) => problem?.code ?? null)).toEqual([
    null,
    "NOT_READABLE",
    "NOT_READABLE",
  ]);
});
