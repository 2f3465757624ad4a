/** Who looks in the matrix of access, and what each of them must see: derived from the roles' table alone. */
import { decodeGlobalId } from "../../server/graph/global-id.js";
import { registerBook } from "../../server/registers.js";
import { roleCodes, roleRights } from "../../server/features/access/load-roles.js";
import { KEPT_AT, TOP, type MatrixHub } from "./access-matrix-hub.js";

export interface MatrixViewer {
  readonly name: string;
  /** None for an account that nothing was granted to. */
  readonly role: string | undefined;
  readonly headers: Readonly<Record<string, string>>;
}

/** Every role over the own subtree, a program that reads as one of them, and an account without a grant. */
export const VIEWERS: readonly string[] = [...roleCodes(), "program of a school_office", "nobody in particular"];

export async function viewerNamed(hub: MatrixHub, name: string): Promise<MatrixViewer> {
  const role = roleOf(name);
  if (role === undefined) return { name, role, headers: await hub.signIn({ role: "none", name: "无授权账号" }) };
  const headers = await hub.signIn({ role, organization: TOP.own, name: `矩阵${role}` });
  return { name, role, headers: name === role ? headers : await programOf(hub, headers) };
}

export const roleOf = (viewer: string): string | undefined =>
  viewer === "nobody in particular" ? undefined : viewer.split(" ").at(-1);

async function programOf(hub: MatrixHub, headers: Readonly<Record<string, string>>): Promise<Record<string, string>> {
  const { data, errors } = await hub.graphql<{ makeToken: { secret: string } }>('mutation { makeToken(name: "矩阵") { secret } }', {}, headers); // prettier-ignore
  if (errors) throw new Error(JSON.stringify(errors));
  await hub.sql("update account set explores = true where kind = 'program'");
  return { authorization: `Bearer ${data.makeToken.secret}` };
}

export const readsOf = (role: string | undefined, subject: string): string =>
  subject === "reference"
    ? "all"
    : (roleRights().find((right) => right.role === role && right.subject === subject)?.reads ?? "none");

export const countsOf = (role: string | undefined, subject: string): boolean => readsOf(role, subject) !== "none";

export const writesOf = (role: string | undefined, subject: string): boolean =>
  roleRights().some((right) => right.role === role && right.subject === subject && right.writes);

/** Whether a role with its grant at the top of the own subtree sees a row, by the row's global id. */
export function seesRow(hub: MatrixHub, role: string | undefined, globalId: string): boolean {
  const { register, orgId, id } = decodeGlobalId(globalId);
  const { subject, table } = registerBook.get(register);
  if (subject === "reference") return true;
  const reads = readsOf(role, subject);
  // A member sees its own membership in the other's book.
  if (register === "Affiliation" && id === hub.rows.foreign["affiliation"]?.[1]) return reads === "all";
  if (orgId !== hub.organizations[KEPT_AT.own]) return false;
  return reads === "all" || (reads === "approved" && table === "figure" && id === hub.rows.own["figure"]?.[0]);
}

type Json = null | string | number | boolean | readonly Json[] | { readonly [key: string]: Json };
type Page = { readonly [key: string]: Json } & {
  readonly edges: readonly { readonly cursor: string; readonly node: { readonly id: string } }[];
};

/** What is left of an answer that shows everything when only these rows may be seen. */
export function withoutUnseen(answer: Json, sees: (globalId: string) => boolean): Json {
  if (Array.isArray(answer)) return (answer as Json[]).map((each) => withoutUnseen(each, sees));
  if (answer === null || typeof answer !== "object") return answer;
  const object = answer as Readonly<Record<string, Json>>;
  if (Array.isArray(object["edges"])) return pageWithout(object as Page, sees);
  return Object.fromEntries(
    Object.entries(object).map(([key, value]) => [
      key,
      isRow(value) && !sees(value.id) ? null : withoutUnseen(value, sees),
    ]),
  );
}

function pageWithout(page: Page, sees: (globalId: string) => boolean): Json {
  const edges = page.edges.filter(({ node }) => sees(node.id));
  const nodes = (page["nodes"] as readonly { readonly id: string }[]).filter(({ id }) => sees(id));
  return {
    totalCount: Number(page["totalCount"]) - (page["nodes"] as readonly unknown[]).length + nodes.length,
    nodes: nodes.map((node) => withoutUnseen(node as Json, sees)),
    edges: edges.map((edge) => withoutUnseen(edge as unknown as Json, sees)),
    pageInfo: {
      ...(page["pageInfo"] as object),
      startCursor: edges[0]?.cursor ?? null,
      endCursor: edges.at(-1)?.cursor ?? null,
    },
  };
}

const isRow = (value: Json): value is { readonly id: string } =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  typeof (value as { id?: unknown }).id === "string";
