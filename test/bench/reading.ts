/** The two reading questions as each party is asked them, and what their answers have in common. */
import "reflect-metadata";
import pg from "pg";
import { registerBook } from "../../server/registers.js";
import { encodeCursor, orderTerms } from "../../server/graph/order.js";
import { OrderDirection } from "../../server/graph/node.js";
import type { Party } from "./load.js";
import { startBare, startHub, startPostgraphile, type RunningServer } from "./servers.js";

export interface Question {
  /** The hub first, PostGraphile, bare SQL. */
  readonly parties: readonly Party[];
  /** What each party's answer says, in one common shape. */
  readonly contents: readonly ((answer: never) => unknown)[];
}

export interface Running {
  readonly hub: RunningServer;
  stop(): Promise<void>;
}

const HUB_NESTED = `query Nested($organizations: Int!, $activities: Int!, $enrolments: Int!) {
  organizations(first: $organizations, filter: { kind: { eq: "college" } }) { nodes { id code name
    activities(first: $activities) { nodes { id title startsOn
      enrolments(first: $enrolments) { nodes { id status score person { id name } } } } } } } }`;

const PEER_NESTED = `query Nested($organizations: Int!, $activities: Int!, $enrolments: Int!) {
  allOrganizations(first: $organizations, condition: { kind: "college" }, orderBy: [PRIMARY_KEY_ASC]) { nodes { id code name
    activitiesByOrgId(first: $activities, orderBy: [PRIMARY_KEY_ASC]) { nodes { id title startsOn
      enrolmentsByOrgIdAndActivityId(first: $enrolments, orderBy: [PRIMARY_KEY_ASC]) { nodes { id status score
        personByOrgIdAndPersonId { id name } } } } } } } }`;

const BARE_NESTED = `select (select json_agg(json_build_object('id', o.id, 'code', o.code, 'name', o.name, 'activities',
  (select json_agg(json_build_object('id', a.id, 'title', a.title, 'startsOn', a.starts_on, 'enrolments',
    (select json_agg(json_build_object('id', e.id, 'status', e.status, 'score', e.score::text,
        'person', json_build_object('id', p.id, 'name', p.name)))
     from (select * from enrolment e where e.org_id = a.org_id and e.activity_id = a.id order by e.org_id, e.id limit $3) e
     join person p on p.org_id = e.org_id and p.id = e.person_id)))
   from (select * from activity a where a.org_id = o.id order by a.org_id, a.id limit $2) a)))
  from (select * from organization where kind = 'college' order by id limit $1) o)::text as answer`;

const NESTED = { organizations: 50, activities: 10, enrolments: 10 };

interface Named { readonly name: string; readonly code: string } // prettier-ignore
interface Titled { readonly title: string; readonly startsOn: string } // prettier-ignore
interface Scored { readonly status: string; readonly score: string | null } // prettier-ignore
type Pages<T> = { readonly nodes: readonly T[] };

export function nestedQuestion(hub: string, postgraphile: string, bare: string): Question {
  const asked = (url: string, name: string, query: string): Party => {
    const body = JSON.stringify({ query, variables: NESTED });
    return { name, url, body: () => body };
  };
  const bareBody = JSON.stringify(Object.values(NESTED));
  type Hub = { data: { organizations: Pages<Named & { activities: Pages<Titled & { enrolments: Pages<Scored & { person: { name: string } }> }> }> } }; // prettier-ignore
  type Peer = { data: { allOrganizations: Pages<Named & { activitiesByOrgId: Pages<Titled & { enrolmentsByOrgIdAndActivityId: Pages<Scored & { personByOrgIdAndPersonId: { name: string } }> }> }> } }; // prettier-ignore
  type Bare = readonly (Named & { activities: readonly (Titled & { enrolments: readonly (Scored & { person: { name: string } })[] })[] })[]; // prettier-ignore
  const enrolment = (e: Scored, person: string): unknown => [e.status, e.score, person];
  return {
    parties: [
      asked(hub, "the hub", HUB_NESTED),
      asked(postgraphile, "PostGraphile 5", PEER_NESTED),
      { name: "bare SQL over bare http", url: bare, body: () => bareBody },
    ],
    contents: [
      ({ data }: Hub) => data.organizations.nodes.map((o) => [o.name, o.code, o.activities.nodes.map((a) => [a.title, a.startsOn, a.enrolments.nodes.map((e) => enrolment(e, e.person.name))])]), // prettier-ignore
      ({ data }: Peer) => data.allOrganizations.nodes.map((o) => [o.name, o.code, o.activitiesByOrgId.nodes.map((a) => [a.title, a.startsOn, a.enrolmentsByOrgIdAndActivityId.nodes.map((e) => enrolment(e, e.personByOrgIdAndPersonId.name))])]), // prettier-ignore
      (all: Bare) => all.map((o) => [o.name, o.code, o.activities.map((a) => [a.title, a.startsOn, a.enrolments.map((e) => enrolment(e, e.person.name))])]), // prettier-ignore
    ],
  };
}

export function startNestedBare(databaseUrl: string): Promise<RunningServer> {
  return startBare(databaseUrl, BARE_NESTED);
}

const HUB_PAGE = `query Page($status: String!, $after: String!) {
  enrolments(first: 100, after: $after, filter: { status: { eq: $status } }, orderBy: [{ field: COMPLETED_ON, direction: DESC }]) {
    nodes { id completedOn score result person { name } activity { title } organization { name } } pageInfo { hasNextPage endCursor } } }`;

const PEER_PAGE = `query Page($status: String!, $after: Cursor!) {
  allEnrolments(first: 100, after: $after, condition: { status: $status }, orderBy: [COMPLETED_ON_DESC, PRIMARY_KEY_DESC]) {
    nodes { id completedOn score result personByOrgIdAndPersonId { name } activityByOrgIdAndActivityId { title } organizationByOrgId { name } }
    pageInfo { hasNextPage endCursor } } }`;

const BARE_PAGE = `select json_build_object('nodes', json_agg(json_build_object('id', e.id, 'completedOn', e.completed_on,
    'score', e.score::text, 'result', e.result, 'person', p.name, 'activity', a.title, 'organization', o.name)
    order by e.completed_on desc, e.org_id desc, e.id desc) filter (where e.n <= 100), 'hasNextPage', count(*) > 100)::text as answer
  from (select *, row_number() over (order by completed_on desc, org_id desc, id desc) as n from enrolment
    where status = $1 and (completed_on, org_id, id) < ($2::date, $3::uuid, $4::uuid)
    order by completed_on desc, org_id desc, id desc limit 101) e
  join activity a on a.org_id = e.org_id and a.id = e.activity_id join organization o on o.id = e.org_id
  left join person p on p.org_id = e.org_id and p.id = e.person_id`;

export interface Place {
  readonly completedOn: string;
  readonly orgId: string;
  readonly id: string;
}

/** Places all over the middle half of the completed enrolments: another one with every request. */
export async function deepPlaces(databaseUrl: string, count: number): Promise<Place[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<Place>(
    `with days as (select distinct completed_on from enrolment where status = 'completed' and completed_on between '2025-06-01' and '2026-05-31' order by 1)
     select d.completed_on::text as "completedOn", e.org_id as "orgId", e.id from days d cross join lateral (
       select org_id, id from enrolment e where e.completed_on = d.completed_on and e.status = 'completed' limit 12) e order by md5(e.id::text || e.org_id::text) limit $1`,
    [count],
  );
  await client.end();
  return rows;
}

export function pageQuestion(places: readonly Place[], hub: string, postgraphile: string, bare: string): Question {
  const terms = orderTerms(registerBook.get("Enrolment"), [{ field: "completedOn", direction: OrderDirection.DESC }]);
  const at = (n: number): Place => places[n % places.length] as Place;
  const bodies = (query: string, after: (place: Place) => string): string[] =>
    places.map((place) => JSON.stringify({ query, variables: { status: "completed", after: after(place) } }));
  const ours = bodies(HUB_PAGE, ({ completedOn, orgId, id }) => encodeCursor(terms, [completedOn, orgId, id]));
  const theirs = bodies(PEER_PAGE, ({ completedOn, orgId, id }) => peerCursor([completedOn, orgId, id]));
  type Row = { completedOn: string; score: string | null; result: string | null };
  type Info = { pageInfo: { hasNextPage: boolean } };
  type Hub = { data: { enrolments: Info & Pages<Row & { person: { name: string }; activity: { title: string }; organization: { name: string } }> } }; // prettier-ignore
  type Peer = { data: { allEnrolments: Info & Pages<Row & { personByOrgIdAndPersonId: { name: string }; activityByOrgIdAndActivityId: { title: string }; organizationByOrgId: { name: string } }> } }; // prettier-ignore
  type Bare = { hasNextPage: boolean; nodes: readonly (Row & { person: string; activity: string; organization: string })[] }; // prettier-ignore
  const row = (r: Row, ...names: string[]): unknown => [r.completedOn, r.score, r.result, ...names];
  return {
    parties: [
      { name: "the hub", url: hub, body: (n) => ours[n % ours.length] as string },
      { name: "PostGraphile 5", url: postgraphile, body: (n) => theirs[n % theirs.length] as string },
      {
        name: "bare SQL over bare http",
        url: bare,
        body: (n) => JSON.stringify(["completed", at(n).completedOn, at(n).orgId, at(n).id]),
      },
    ],
    contents: [
      ({ data: { enrolments: page } }: Hub) => [page.pageInfo.hasNextPage, page.nodes.map((e) => row(e, e.person.name, e.activity.title, e.organization.name))], // prettier-ignore
      ({ data: { allEnrolments: page } }: Peer) => [page.pageInfo.hasNextPage, page.nodes.map((e) => row(e, e.personByOrgIdAndPersonId.name, e.activityByOrgIdAndActivityId.title, e.organizationByOrgId.name))], // prettier-ignore
      (page: Bare) => [page.hasNextPage, page.nodes.map((e) => row(e, e.person, e.activity, e.organization))],
    ],
  };
}

export function startPageBare(databaseUrl: string): Promise<RunningServer> {
  return startBare(databaseUrl, BARE_PAGE);
}

/** PostGraphile's cursors: the digest of its order, then the row's values. The digest is learnt from an answer. */
let orderDigest = "";
const peerCursor = (values: readonly string[]): string =>
  Buffer.from(JSON.stringify([orderDigest, ...values])).toString("base64");

export async function learnPeerCursor(postgraphile: string): Promise<void> {
  const query = PEER_PAGE.replace(", $after: Cursor!", "").replace(", after: $after", "");
  const response = await fetch(postgraphile, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query, variables: { status: "completed" } }),
  });
  const text = await response.text();
  const cursor = /"endCursor":"([^"]+)"/.exec(text)?.[1];
  if (cursor === undefined) throw new Error(`PostGraphile gave no cursor: ${text.slice(0, 500)}`);
  const [digest, ...values] = JSON.parse(Buffer.from(cursor, "base64").toString()) as [string, ...string[]];
  if (values.length !== 3) throw new Error(`PostGraphile's cursors changed: ${JSON.stringify([digest, ...values])}`);
  orderDigest = digest;
}

export async function startPeers(
  databaseUrl: string,
  bare: (url: string) => Promise<RunningServer>,
): Promise<{ hub: RunningServer; postgraphile: RunningServer; bare: RunningServer; stop: () => Promise<void> }> {
  const hub = await startHub(databaseUrl);
  const postgraphile = await startPostgraphile(databaseUrl);
  const started = await bare(databaseUrl);
  const stop = async (): Promise<void> => {
    for (const server of [hub, postgraphile, started]) await server.stop();
  };
  return { hub, postgraphile, bare: started, stop };
}
