/** Every role against every register, inside and outside of its scope: what the roles do not allow is not there. */
import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { buildSchema } from "graphql";
import { ROOT_DECISIONS } from "../../server/features/access/decisions.js";
import { roleCodes, roleRights } from "../../server/features/access/load-roles.js";
import { decodeGlobalId, encodeGlobalId } from "../../server/graph/global-id.js";
import { registerBook } from "../../server/registers.js";
import { startHub, type TestHub } from "../support/hub.js";

const TOP = "YL-S1";
const AT_ONCE = 6;
const owned = registerBook.all.filter(({ key, query, subject }) => key === "owned" && query !== undefined && subject !== "reference"); // prettier-ignore

let hub: TestHub;
let inside: ReadonlySet<string>;
beforeAll(async () => {
  hub = await startHub({ contents: "city", signedIn: false });
  const rows = await hub.sql<{ id: string }>(
    "select t.org_id as id from organization_tree t join organization o on o.id = t.ancestor_id where o.code = $1",
    [TOP],
  );
  inside = new Set(rows.map(({ id }) => id));
});
afterAll(() => hub.stop());

type Pages = Record<string, { totalCount: number; nodes: { id: string }[] }>;

describe("the matrix", () => {
  test("every field of the roots has a decision", () => {
    const schema = buildSchema(readFileSync(new URL("../../schema/schema.graphql", import.meta.url), "utf8"));
    const fields = [schema.getQueryType(), schema.getMutationType()].flatMap((type) => Object.keys(type?.getFields() ?? {})); // prettier-ignore
    const followed = new Set(
      registerBook.all.flatMap(({ name, query }) => [
        query ?? "",
        `${name.slice(0, 1).toLowerCase()}${name.slice(1)}Groups`,
        `save${(query ?? "").slice(0, 1).toUpperCase()}${(query ?? "").slice(1)}`,
      ]),
    );
    expect(fields.filter((field) => !followed.has(field) && ROOT_DECISIONS[field] === undefined)).toEqual([]);
  });

  test.each(roleCodes())(
    "a %s sees rows of no register that the role does not read, and none outside",
    async (role) => {
      const headers = await hub.signIn({ role, organization: TOP });
      const foreign: string[] = [];
      for (let from = 0; from < owned.length; from += AT_ONCE) {
        const asked = owned.slice(from, from + AT_ONCE);
        const { data, errors } = await hub.graphql<Pages>(
          `{ ${asked.map(({ query = "" }) => `${query}(first: 50) { totalCount nodes { id } }`).join(" ")} }`,
          {},
          headers,
        );
        expect(errors).toBeUndefined();
        for (const { name, query = "", subject } of asked) {
          const reads = roleRights().find((right) => right.role === role && right.subject === subject)?.reads;
          const page = data[query];
          const owners = (page?.nodes ?? []).map(({ id }) => decodeGlobalId(id).orgId);
          if (reads !== "all" && reads !== "approved" && page?.totalCount !== 0) foreign.push(`${name}: ${reads}`);
          // A member sees its own membership in its association's book.
          if (name !== "Affiliation" && owners.some((owner) => !inside.has(owner))) foreign.push(`${name}: outside`);
        }
      }
      expect(foreign).toEqual([]);
    },
  );

  test("a foreign id and an invented one answer alike", async () => {
    const headers = await hub.signIn({ role: "college_clerk", organization: TOP });
    const [row] = await hub.sql<{ org_id: string; id: string }>(
      "select org_id, id from person where org_id <> all ($1::uuid[]) limit 1",
      [[...inside]],
    );
    const ask = (id: string) => hub.graphql("query ($id: ID!) { node(id: $id) { id } }", { id }, headers);
    const foreign = await ask(encodeGlobalId("Person", row!.org_id, row!.id));
    const invented = await ask(encodeGlobalId("Person", row!.org_id, "00000000-0000-7000-8000-00000000dead"));
    expect(foreign).toEqual(invented);
    expect(foreign.data["node"]).toBeNull();
  });

  test("who reads a subject does see its rows inside", async () => {
    const headers = await hub.signIn({ role: "school_office", organization: TOP });
    const { data } = await hub.graphql<Pages>("{ persons(first: 1) { totalCount } activities(first: 1) { totalCount } }", {}, headers); // prettier-ignore
    expect(data["persons"]?.totalCount).toBeGreaterThan(0);
    expect(data["activities"]?.totalCount).toBeGreaterThan(0);
  });
});
