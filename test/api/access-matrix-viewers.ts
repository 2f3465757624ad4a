/** Who looks in the matrix of access, and what each of them must see: derived from the roles' table alone. */
import { decodeGlobalId } from "../../server/graph/global-id.js";
import { codeRows } from "../../server/database/codes/load-codes.js";
import { registerBook } from "../../server/registers.js";
import { roleCodes, roleRights } from "../../server/features/access/load-roles.js";
import { KEPT_AT, MARKS, TOP, type MatrixHub } from "./access-matrix-hub.js";

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
  const account = `矩阵${role}`;
  const headers = await hub.signIn({ role, organization: TOP.own, name: account });
  if (role === "trainee") await tie(hub, account);
  if (role === "expert") await assign(hub, account);
  return { name, role, headers: name === role ? headers : await programOf(hub, headers) };
}

/**
 * Single rows of the own side that a role sees though it reads no subject: a trainee oneself, what one took part in and
 * was awarded, and an expert what was assigned, in every register an assignment can name. By table, as they were written.
 */
const SINGLE: Readonly<Record<string, Readonly<Record<string, readonly number[]>>>> = {
  trainee: { person: [0], enrolment: [0], attendance: [0, 1], credential: [0], activity: [0], course: [0] },
  expert: { application: [0, 2], enrolment: [1] },
};
export const singleRows = (hub: MatrixHub, role: string | undefined, table: string): readonly string[] =>
  (SINGLE[role ?? ""]?.[table] ?? []).map((which) => hub.rows.own[table]?.[which] ?? "");
export const seesSingleRows = (role: string | undefined): boolean => SINGLE[role ?? ""] !== undefined;

const tie = (hub: MatrixHub, account: string): Promise<unknown> =>
  hub.sql("update account set person_id = $1, person_org_id = $2 where name = $3", [
    hub.rows.own["person"]?.[0],
    hub.organizations[KEPT_AT.own],
    account,
  ]);

async function assign(hub: MatrixHub, account: string): Promise<void> {
  for (const [register, table] of [
    ["Application", "application"],
    ["Enrolment", "enrolment"],
  ] as const)
    for (const row of singleRows(hub, "expert", table))
      await hub.sql(
        "insert into access_assignment (account_id, register, org_id, row_id) select id, $2, $3, $4 from account where name = $1 on conflict do nothing",
        [account, register, hub.organizations[KEPT_AT.own], row],
      );
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

export const countsOf = (role: string | undefined, subject: string): boolean =>
  ["counts", "approved", "all"].includes(readsOf(role, subject));

/** What of a subject a role reads is approved figures alone. */
export const readsApproved = (role: string | undefined, subject: string): boolean =>
  ["published", "approved"].includes(readsOf(role, subject));

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
  if (singleRows(hub, role, table).includes(id)) return true;
  return reads === "all" || (readsApproved(role, subject) && table === "figure" && id === hub.rows.own["figure"]?.[0]);
}

/** Who reads only what is published, or nothing: is told of nothing who did it. */
export const isStranger = (role: string | undefined): boolean => role === undefined || role === "public";

/** What the person says of oneself whom a trainee is, as it was written. */
const ONESELF: Readonly<Record<string, string | undefined>> = {
  name: `${MARKS.own.text}name0`,
  idLast4: MARKS.own.digits,
  phoneLast4: MARKS.own.digits,
  birthYm: "1990-05",
  homeRegion: "110101",
  homeRegionLabel: codeRows().find(({ list, code }) => list === "region" && code === "110101")?.name_zh,
};

/**
 * What is shown in other words than to an account over everything that says no purpose. Free texts are masked by a roster,
 * so they are not shown to whoever sees no other row of it; oneself is shown as one is.
 */
export function withoutTexts(answer: Json, role: string | undefined): Json {
  if (role !== "trainee" && !isStranger(role)) return answer;
  const within = (value: Json): Json => {
    if (Array.isArray(value)) return (value as Json[]).map(within);
    if (value === null || typeof value !== "object") return value;
    const object = value as Readonly<Record<string, Json>>;
    const register = isRow(value) ? value.id.split("_")[0] : undefined;
    const fields = registerBook.all.find(({ name }) => name === register)?.fields ?? {};
    return Object.fromEntries(
      Object.entries(object).map(([key, inner]) => [
        key,
        isStranger(role) && fields[key]?.inside
          ? fields[key].nullable
            ? null
            : "（不公开）"
          : isStranger(role)
            ? within(inner)
            : fields[key]?.personal === "words" && typeof inner === "string"
              ? "（可能提到个人，未显示）"
              : register === "Person" && key in ONESELF
                ? (ONESELF[key] ?? null)
                : within(inner),
      ]),
    );
  };
  return within(answer);
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
