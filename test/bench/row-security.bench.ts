/**
 * What row security costs: the same questions by the same accounts on a database with its policies and on a copy with
 * them switched off; and whether somebody of one college waits longer where more of the rows are others'.
 */
import pg from "pg";
import { benchDatabase, copyOf, dropDatabase } from "./data.js";
import { askOnce, compareRates, type Party, type Rate } from "./load.js";
import { keepResult, type Comparison } from "./results.js";
import { startHub } from "./servers.js";
import { grouped, ROUNDS, ROWS, SECONDS } from "./settings.js";
import { signIn, type Grant } from "./viewers.js";

const NESTED = `query Nested($filter: OrganizationFilter) { organizations(first: 50, filter: $filter) { nodes { id code
  activities(first: 10) { nodes { id title enrolments(first: 10) { nodes { id status score person { id sex } } } } } } } }`;
const PAGE = `query Page($filter: EnrolmentFilter) { enrolments(first: 100, filter: $filter, orderBy: [{ field: COMPLETED_ON, direction: DESC }]) {
  nodes { id completedOn score activity { title } organization { name } } pageInfo { hasNextPage endCursor } } }`;

interface Asker {
  readonly name: string;
  readonly grants: readonly Grant[];
  readonly organizations: unknown;
  readonly enrolments: unknown;
}

const guarded = await benchDatabase(ROWS);
const open = await copyOf(guarded, `${guarded.name}_open`);
const small = await benchDatabase(Math.max(100_000, ROWS / 10));
await inDatabase(open.url, (client) =>
  client.query(`do $$ declare t record; begin
    for t in select relname from pg_class where relrowsecurity and relnamespace = 'public'::regnamespace loop
      execute format('alter table %I disable row level security', t.relname);
    end loop; end $$`),
);
const college = await inDatabase(guarded.url, async (client) => {
  const { rows } = await client.query<{ code: string }>(
    "select o.code from organization o where kind = 'college' and exists (select from enrolment e where e.org_id = o.id) order by o.id limit 1",
  );
  return rows[0]?.code ?? "";
});
const ofCollege = { code: { eq: college } };
const colleges = { kind: { eq: "college" } };
const completed = { status: { eq: "completed" } };
const askers: readonly Asker[] = [
  { name: "one college", grants: [{ role: "college_clerk", organizations: `o.code = '${college}'` }], organizations: ofCollege, enrolments: { ...completed, organization: ofCollege } },
  { name: "a province", grants: [{ role: "bureau", organizations: "o.parent_id is null and o.code <> (select max(code) from organization where parent_id is null)" }], organizations: colleges, enrolments: completed },
  { name: "everything", grants: [{ role: "bureau" }], organizations: colleges, enrolments: completed },
]; // prettier-ignore

const hubs = [await startHub(guarded.url), await startHub(open.url), await startHub(small.url)] as const;
try {
  const comparisons: Comparison[] = [];
  const notes: string[] = [];
  for (const asker of askers) {
    const tokens = [await signIn(guarded.url, asker.grants), await signIn(open.url, asker.grants)] as const;
    const sees = await inDatabase(guarded.url, (client) => organizationsOf(client, tokens[0]));
    for (const [kind, query, filter] of [["nested page", NESTED, asker.organizations], ["page of 100", PAGE, asker.enrolments]] as const) {
      const body = JSON.stringify({ query, variables: { filter } });
      const party = (name: string, index: 0 | 1): Party => ({ name, url: hubs[index].url, body: () => body, token: tokens[index] });
      const parties = [party("with policies", 0), party("without", 1)];
      await sameAnswer(parties, kind === "nested page" || asker.name !== "a province");
      const [on, off] = (await compareRates(parties)) as [Rate, Rate];
      comparisons.push({ peer: "without policies", ours: `${asker.name}, ${kind}: ${on.perSecond.toFixed(1)} requests/s`, theirs: `${off.perSecond.toFixed(1)} requests/s`, ratio: on.perSecond / off.perSecond, atLeast: 0.8 });
      notes.push(`${asker.name} (${sees} organizations), ${kind}: median ${on.milliseconds.toFixed(2)} ms against ${off.milliseconds.toFixed(2)} ms, ${(on.bytes / 1024).toFixed(0)} KB an answer`);
    }
  } // prettier-ignore
  comparisons.push(await foreignRows());
  await keepResult("row-security", {
    title: "Row security: the same questions with the policies and without",
    data: `${grouped(guarded.enrolments)} enrolments, ${guarded.size}; foreign rows: ${grouped(small.enrolments)} against ${grouped(guarded.enrolments)}`,
    comparisons,
    notes: [`${ROUNDS} rounds of ${SECONDS} s each in turns`, ...notes],
  });
} finally {
  for (const hub of hubs) await hub.stop();
  await dropDatabase(open.name);
}

/** The unfiltered page of one college, ten times as many rows of others beside it. */
async function foreignRows(): Promise<Comparison> {
  const grants = askers[0]?.grants ?? [];
  const body = JSON.stringify({ query: PAGE, variables: { filter: completed } });
  const parties: Party[] = [
    { name: "many foreign rows", url: hubs[0].url, body: () => body, token: await signIn(guarded.url, grants) },
    { name: "few foreign rows", url: hubs[2].url, body: () => body, token: await signIn(small.url, grants) },
  ];
  const [many, few] = (await compareRates(parties, { concurrency: 1 })) as [Rate, Rate];
  return { peer: "a tenth of the foreign rows", ours: `one college, unfiltered page: ${many.milliseconds.toFixed(2)} ms`, theirs: `${few.milliseconds.toFixed(2)} ms`, ratio: many.milliseconds / few.milliseconds, atMost: 1.3 }; // prettier-ignore
}

async function sameAnswer(parties: readonly Party[], exactly: boolean): Promise<void> {
  const said = await Promise.all(parties.map(async (party) => JSON.stringify(await askOnce(party))));
  if ((said[0] ?? "").length < 5000) throw new Error("the page is not full");
  if (exactly && said[0] !== said[1]) throw new Error("with policies and without, the answers differ");
}

async function organizationsOf(client: pg.Client, token: string): Promise<string> {
  const { rows } = await client.query<{ count: string }>(
    `select case when hub_holds_all(s.account_id, 'people', 'all') then (select count(*) from organization)
       else (select count(*) from hub_organizations_of(s.account_id, 'people', 'all')) end as count
     from session s where s.hash = sha256($1::text::bytea)`,
    [token],
  );
  return grouped(Number(rows[0]?.count));
}

async function inDatabase<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
