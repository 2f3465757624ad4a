/**
 * What the administrators' page asks of the hub, by documents of schema/operations under the browser's cookie. Failures
 * are answers; a session that is over leads to the sign-in and is an answer too.
 */
import { type DocumentNode, Kind, print } from "graphql";
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { DOCUMENT_IDS } from "../../schema/generated/document-ids.js";
import * as documents from "../../schema/generated/documents.js";
import { asksToSignIn, failureOf, GATEWAY_DOWN, type GraphError, parsed } from "../hub/failures.js";
import type { Answer } from "../hub/hub.js";

export type AuditPage = documents.AuditEventsQuery["auditEvents"];
export type AuditEvent = AuditPage["events"][number];
export type AuditOpened = NonNullable<documents.AuditEventQuery["auditEvent"]>;

export type Me = documents.MyAccountQuery["me"];
export type AccountPage = documents.AccountsQuery["accounts"];
export type Account = AccountPage["accounts"][number];
export type Grant = Account["grants"][number];
export type PersonFound = documents.PersonsToTieQuery["personsToTie"][number];
/** An organization or a region as it is chosen: by code, shown by name. */
export interface Place {
  readonly code: string;
  readonly name: string;
}

export interface NewGrant {
  readonly account: string;
  readonly role: string;
  readonly organization: string | null;
  readonly region: string | null;
  /** Null is all of the role's. */
  readonly subjects: string[] | null;
  readonly unmasks: boolean;
}

/** What became of working the logs out again; `POST /audit/verify`. */
export interface LogsVerified {
  readonly at: string;
  readonly changes: { readonly chains: number; readonly links: number };
  readonly access: { readonly chains: number; readonly links: number };
  readonly broken: readonly {
    readonly log: "change" | "access";
    readonly whose: string | null;
    readonly link: string;
    readonly fault: string;
  }[];
}

/** A password that is shown this once, and whose it is. */
export type OneTimePassword = documents.MakeAccountMutation["makeAccount"];

export interface NewAccount {
  readonly login: string;
  readonly name: string;
  /** Code of the home organization; "" for none. */
  readonly organization: string;
}

export type ProgramToken = documents.TokensQuery["tokens"][number];
export type NewToken = documents.MakeTokenMutation["makeToken"];

/** What is searched for, as it is typed: days, names and codes; nothing is sent of what is empty. */
export interface AuditSearch {
  /** A day in Beijing, `2026-11-05`; the last one included. */
  readonly from: string;
  readonly to: string;
  readonly who: string;
  readonly kinds: readonly string[];
  readonly organization: string;
  readonly register: string;
  readonly batch: string;
}

export interface AdminHub {
  auditEvents(search: AuditSearch, after: string | null): Promise<Answer<AuditPage>>;
  auditEvent(id: string): Promise<Answer<AuditOpened | null>>;
  /** The address of the file with all that a search finds. */
  exportAddress(search: AuditSearch): string;
  verify(): Promise<Answer<LogsVerified>>;

  me(): Promise<Answer<Me>>;
  endSession(id: string): Promise<Answer<boolean>>;
  accounts(search: string, after: string | null): Promise<Answer<AccountPage>>;
  makeAccount(account: NewAccount): Promise<Answer<OneTimePassword>>;
  closeAccount(id: string): Promise<Answer<boolean>>;
  resetPassword(id: string): Promise<Answer<OneTimePassword>>;
  endSessionsOf(id: string): Promise<Answer<boolean>>;

  grantRole(grant: NewGrant): Promise<Answer<string>>;
  /** To the person in a roster whose account it is, by the id of the row; null unties. */
  tieAccount(account: string, person: string | null): Promise<Answer<boolean>>;
  /** Those of an organization whom this name and number are. "" where the roster holds no number. */
  personsToTie(organization: string, name: string, lastFour: string): Promise<Answer<readonly PersonFound[]>>;
  revokeGrant(id: string): Promise<Answer<boolean>>;
  organizations(text: string): Promise<Answer<readonly Place[]>>;
  regions(text: string): Promise<Answer<readonly Place[]>>;

  tokens(): Promise<Answer<readonly ProgramToken[]>>;
  /** A token that only reads, with all one's own roles. */
  makeToken(name: string): Promise<Answer<NewToken>>;
  revokeToken(id: string): Promise<Answer<boolean>>;
}

const PATIENCE_MS = 30_000;
const PAGE = 50;
const DAY_MS = 86_400_000;
/** China keeps one time the whole year. */
const BEIJING = "+08:00";

export function openAdminHub(signIn: () => void): AdminHub {
  const line: Line = (document, variables, pick) => ask(signIn, document, variables, pick);
  return {
    auditEvents: (search, after) =>
      line(documents.AuditEventsDocument, { filter: filterOf(search), first: PAGE, after }, (data) => data.auditEvents),
    auditEvent: (id) => line(documents.AuditEventDocument, { id }, (data) => data.auditEvent),
    exportAddress: (search) => {
      const { kinds, ...filter } = filterOf(search);
      const query = new URLSearchParams({ ...filter });
      if (kinds) query.set("kinds", kinds.join(","));
      return `/audit/export.csv?${query.toString()}`;
    },
    verify: () => post<LogsVerified>(signIn, "/audit/verify", {}),

    me: () => line(documents.MyAccountDocument, {}, (data) => data.me),
    endSession: (id) => line(documents.EndSessionDocument, { id }, (data) => data.endSession),
    accounts: (search, after) =>
      line(documents.AccountsDocument, { search: search.trim() || null, first: PAGE, after }, (data) => data.accounts),
    makeAccount: ({ login, name, organization }) =>
      line(
        documents.MakeAccountDocument,
        { login: login.trim().toLowerCase(), name: name.trim(), organization: organization.trim() || null },
        (data) => data.makeAccount,
      ),
    closeAccount: (id) => line(documents.CloseAccountDocument, { id }, (data) => data.closeAccount),
    resetPassword: (id) => line(documents.ResetPasswordDocument, { id }, (data) => data.resetPassword),
    endSessionsOf: (id) => line(documents.EndSessionsOfDocument, { id }, (data) => data.endSessionsOf),

    grantRole: (grant) => line(documents.GrantRoleDocument, grant, (data) => data.grantRole),
    tieAccount: (account, person) => line(documents.TieAccountDocument, { account, person }, (data) => data.tieAccount),
    personsToTie: (organization, name, lastFour) =>
      line(
        documents.PersonsToTieDocument,
        { organization, name: name.trim(), idLast4: lastFour.trim() || null },
        (data) => data.personsToTie,
      ),
    revokeGrant: (id) => line(documents.RevokeGrantDocument, { id }, (data) => data.revokeGrant),
    organizations: (text) => line(documents.OrganizationsFoundDocument, { text }, (data) => data.searchCatalogue),
    regions: (search) =>
      line(documents.RegionsFoundDocument, { search }, (data) =>
        data.codes.map(({ code, nameZh }) => ({ code, name: nameZh })),
      ),

    tokens: () => line(documents.TokensDocument, {}, (data) => data.tokens),
    makeToken: (name) => line(documents.MakeTokenDocument, { name }, (data) => data.makeToken),
    revokeToken: (id) => line(documents.RevokeTokenDocument, { id }, (data) => data.revokeToken),
  };
}

type Line = <Data, Variables, Result>(
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  pick: (data: Data) => Result,
) => Promise<Answer<Result>>;

/** As the graph and the address of the file take it alike. */
interface Filter {
  from?: string;
  to?: string;
  who?: string;
  organization?: string;
  register?: string;
  batch?: string;
  kinds?: string[];
}

function filterOf(search: AuditSearch): Filter {
  const filter: Filter = {};
  const start = new Date(`${search.from}T00:00:00${BEIJING}`).getTime();
  const end = new Date(`${search.to}T00:00:00${BEIJING}`).getTime() + DAY_MS;
  if (!Number.isNaN(start)) filter.from = new Date(start).toISOString();
  if (!Number.isNaN(end)) filter.to = new Date(end).toISOString();
  for (const name of ["who", "organization", "register", "batch"] as const)
    if (search[name].trim() !== "") filter[name] = search[name].trim();
  if (search.kinds.length > 0) filter.kinds = [...search.kinds];
  return filter;
}

async function ask<Data, Variables, Result>(
  signIn: () => void,
  document: TypedDocumentNode<Data, Variables>,
  variables: Variables,
  pick: (data: Data) => Result,
): Promise<Answer<Result>> {
  const answer = await post<{ data?: Data | null }>(signIn, "/graphql", { ...asDocument(document), variables });
  if (answer.kind !== "ok") return answer;
  return answer.data.data ? { kind: "ok", data: pick(answer.data.data) } : { kind: "accident", id: null };
}

/** What came, or why not; whoever is not signed in any more is led to the sign-in. */
async function post<Body extends object>(signIn: () => void, path: string, body: object): Promise<Answer<Body>> {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: { "content-type": "application/json", "x-hub-client": "addin", "apollo-require-preflight": "1" },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PATIENCE_MS),
    });
    if (GATEWAY_DOWN.has(response.status)) return offline();
    const answer = parsed<Body & { errors?: readonly GraphError[] } & GraphError["extensions"]>(await response.text());
    if (answer.kind !== "ok") return answer;
    const { errors, code } = answer.data;
    const error = errors?.[0] ?? (code === undefined ? undefined : { extensions: answer.data });
    if (error === undefined) return answer;
    const failure = failureOf(error);
    if (asksToSignIn(failure)) signIn();
    return failure;
  } catch {
    return offline();
  }
}

/** Our own operations are known by id: that is all that whoever may not explore can send. */
function asDocument(document: DocumentNode): { documentId: string } | { query: string } {
  const operation = document.definitions.find((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  const documentId = DOCUMENT_IDS[operation?.name?.value ?? ""];
  return documentId === undefined ? { query: print(document) } : { documentId };
}

function offline(): Answer<never> {
  return { kind: "offline", since: new Date().toISOString() };
}
