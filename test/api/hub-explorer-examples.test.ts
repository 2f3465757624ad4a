/** The questions the explorer opens with can really be asked. */
import { afterAll, beforeAll, expect, test } from "@jest/globals";
import { EXAMPLES } from "../../addin/explorer/examples.js";
import { startHub, type TestHub } from "../support/hub.js";
import { addSmallRoster } from "../support/small-roster.js";

let hub: TestHub;
beforeAll(async () => {
  hub = await startHub();
  await addSmallRoster(hub);
});
afterAll(() => hub.stop());

test.each(EXAMPLES.map(({ query, variables }) => [query.split("\n")[0] ?? "", query, variables ?? "{}"]))(
  "%s",
  async (_, query, variables) => {
    const { errors } = await hub.graphql(query, JSON.parse(variables) as Record<string, unknown>);
    expect(errors).toBeUndefined();
  },
);
