/** The whole register counted by region and month, persons once each: the hub beside one hand-written statement. */
import { benchDatabase } from "./data.js";
import { askOnce, compareRates, type Party, type Rate } from "./load.js";
import { keepResult } from "./results.js";
import { startBare, startHub } from "./servers.js";
import { grouped, ROUNDS, ROWS } from "./settings.js";

const QUERY = `{ enrolmentGroups(groupBy: [{ dimension: REGION }, { dimension: MONTH }]) { groups { key rows persons } } }`;

const BARE = `select json_agg(json_build_array(region, month, rows, persons) order by region, month)::text as answer from (
  select o.region, to_char(coalesce(e.completed_on, a.ends_on), 'YYYY"M"MM') as month, count(*) as rows,
    count(distinct coalesce(p.id_hash, uuid_send(p.id))) as persons
  from enrolment e join organization o on o.id = e.org_id join activity a on a.org_id = e.org_id and a.id = e.activity_id
  left join person p on p.org_id = e.org_id and p.id = e.person_id group by 1, 2) g`;

interface Hub {
  readonly data: {
    readonly enrolmentGroups: { readonly groups: readonly { key: (string | null)[]; rows: number; persons: number }[] };
  };
}

const database = await benchDatabase(ROWS);
const hub = await startHub(database.url);
const bare = await startBare(database.url, BARE);
try {
  const parties: Party[] = [
    { name: "the hub", url: hub.url, body: () => JSON.stringify({ query: QUERY }) },
    { name: "bare SQL over bare http", url: bare.url, body: () => "[]" },
  ];
  await sameCounts(parties as [Party, Party]);
  const [ours, theirs] = (await compareRates(parties, { concurrency: 1, seconds: 1 })) as [Rate, Rate];
  const time = ({ milliseconds }: Rate): string => `${(milliseconds / 1000).toFixed(2)} s`;
  await keepResult("groups", {
    title: "Grouped count of all enrolments by region and month with distinct persons",
    data: `${grouped(database.enrolments)} enrolments, ${database.size}`,
    comparisons: [
      {
        peer: theirs.name,
        ours: time(ours),
        theirs: time(theirs),
        ratio: theirs.milliseconds / ours.milliseconds,
        atLeast: 0.9,
      },
    ],
    notes: [`${ROUNDS} rounds in turns, one request at a time; the ratio is theirs by ours, as of rates`],
  });
} finally {
  await hub.stop();
  await bare.stop();
}

async function sameCounts([own, other]: readonly [Party, Party]): Promise<void> {
  const ours = (await askOnce<Hub>(own)).data.enrolmentGroups.groups.map(({ key, rows, persons }) => [
    ...key,
    rows,
    persons,
  ]);
  const theirs = await askOnce<unknown[]>(other);
  const sorted = (rows: unknown[]): string => JSON.stringify(rows.map((row) => JSON.stringify(row)).sort());
  if (ours.length < 50) throw new Error(`only ${ours.length} groups`);
  if (sorted(ours) !== sorted(theirs)) throw new Error("the hub and bare SQL count differently");
}
