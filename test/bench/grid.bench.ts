/** A sheet of 10,000 figures: 200 organizations × 50 columns, counted ones and reported ones, the hub beside bare SQL. */
import pg from "pg";
import { benchDatabase } from "./data.js";
import { askOnce, compareRates, type Party, type Rate } from "./load.js";
import { keepResult } from "./results.js";
import { startBare, startHub } from "./servers.js";
import { grouped, ROUNDS, ROWS } from "./settings.js";

const COUNTED = ["TR01", "TR02", "TR07", "TR12", "TR15", "EV01"];
const REPORTED = ["FN01", "ST04", "ST05", "FN35"];
const MONTHS = ["2026M05", "2026M06", "2026M07", "2026M08", "2026M09"];
const COLUMNS = [...COUNTED, ...REPORTED].flatMap((indicator) => MONTHS.map((period) => ({ indicator, period })));

const QUERY = `query Grid($organizations: [String!]!, $columns: [GridColumnInput!]!) {
  figureGrid(organizations: $organizations, columns: $columns) { rows { organization } values versions sources } }`;

/** The same values, versions and sources: each organization with its parts, one pass over each ledger. */
const BARE = `with org as (select o.id, k.n from unnest($1::text[]) with ordinality as k(code, n) join organization o on o.code = k.code),
span as (select p as period, make_date(left(p, 4)::int, right(p, 2)::int, 1) as starts,
    (make_date(left(p, 4)::int, right(p, 2)::int, 1) + interval '1 month')::date as ends from unnest($2::text[]) as p),
under as (select o.n, t.org_id from org o join organization_tree t on t.ancestor_id = o.id),
enr as (select u.n, s.period, count(*) filter (where e.status = 'completed') as tr01,
    count(distinct coalesce(p.id_hash, uuid_send(p.id))) filter (where e.status = 'completed') as tr02,
    coalesce(sum(e.hours_done), 0) as tr12, count(*) as tr15
  from under u join enrolment e on e.org_id = u.org_id join activity a on a.org_id = e.org_id and a.id = e.activity_id and a.kind = 'class'
  left join person p on p.org_id = e.org_id and p.id = e.person_id
  join span s on coalesce(e.completed_on, a.ends_on) >= s.starts and coalesce(e.completed_on, a.ends_on) < s.ends group by 1, 2),
act as (select u.n, s.period, count(*) as tr07 from under u join activity a on a.org_id = u.org_id and a.kind = 'class' and a.status in ('done', 'archived')
  join span s on coalesce(a.ends_on, a.starts_on) >= s.starts and coalesce(a.ends_on, a.starts_on) < s.ends group by 1, 2),
cred as (select u.n, s.period, count(*) as ev01 from under u join credential c on c.org_id = u.org_id and c.kind = 'skill_level'
    and c.reverses_id is null and not exists (select from credential r where r.org_id = c.org_id and r.reverses_id = c.id)
  join span s on c.issued_on >= s.starts and c.issued_on < s.ends group by 1, 2),
counted as (
  select n, period, v.indicator, v.value from enr, lateral (values ('TR01', tr01::numeric), ('TR02', tr02::numeric), ('TR12', tr12), ('TR15', tr15::numeric)) as v(indicator, value)
  union all select n, period, 'TR07', tr07::numeric from act union all select n, period, 'EV01', ev01::numeric from cred),
reported as (select o.n, f.period, f.indicator, f.value, f.version, f.source from org o join figure f on f.org_id = o.id
  where f.indicator = any($4) and f.period = any($2) and f.dims_key = ''),
cell as (select o.n, c.indicator, p.period, row_number() over () as place, case when c.indicator = any($3) then coalesce(k.value, 0)::text else r.value::text end as value,
    coalesce(r.version, 0) as version, case when c.indicator = any($3) then 'COMPUTED' else upper(r.source) end as source
  from org o cross join unnest($3::text[] || $4::text[]) with ordinality as c(indicator, i) cross join unnest($2::text[]) with ordinality as p(period, j)
  left join counted k on k.n = o.n and k.indicator = c.indicator and k.period = p.period
  left join reported r on r.n = o.n and r.indicator = c.indicator and r.period = p.period order by o.n, c.i, p.j)
select json_build_object('values', json_agg(values order by n), 'versions', json_agg(versions order by n), 'sources', json_agg(sources order by n))::text as answer
from (select n, json_agg(value) as values, json_agg(version) as versions, json_agg(source) as sources from cell group by n) g`;

interface Answer {
  readonly values: readonly (readonly (string | null)[])[];
  readonly versions: readonly (readonly number[])[];
  readonly sources: readonly (readonly (string | null)[])[];
}

const database = await benchDatabase(ROWS);
const organizations = await prepare(database.url);
const hub = await startHub(database.url);
const bare = await startBare(database.url, BARE);
try {
  const hubBody = JSON.stringify({ query: QUERY, variables: { organizations, columns: COLUMNS } });
  const bareBody = JSON.stringify([organizations, MONTHS, COUNTED, REPORTED]);
  const parties: [Party, Party] = [
    { name: "the hub", url: hub.url, body: () => hubBody },
    { name: "bare SQL over bare http", url: bare.url, body: () => bareBody },
  ];
  await sameFigures(parties);
  const [ours, theirs] = (await compareRates(parties, { concurrency: 2 })) as [Rate, Rate];
  const rate = ({ perSecond }: Rate): string => `${perSecond.toFixed(2)} requests/s`;
  await keepResult("grid", {
    title: "Grid of 10,000 figures: 200 organizations × 50 columns (30 counted, 20 reported)",
    data: `${grouped(database.enrolments)} enrolments, ${database.size}`,
    comparisons: [
      {
        peer: theirs.name,
        ours: rate(ours),
        theirs: rate(theirs),
        ratio: ours.perSecond / theirs.perSecond,
        atLeast: 0.7,
      },
    ],
    notes: [
      `${ROUNDS} rounds in turns, 2 requests at once; median ${ours.milliseconds.toFixed(0)} ms against ${theirs.milliseconds.toFixed(0)} ms`,
    ],
  });
} finally {
  await hub.stop();
  await bare.stop();
}

/** 200 organizations, with a report in every reported column. */
async function prepare(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ code: string }>(
    "select code from organization where kind in ('college', 'enterprise', 'provider') order by id limit 200",
  );
  const codes = rows.map(({ code }) => code);
  await client.query(
    `insert into figure (org_id, indicator, period, value, source)
     select o.id, i, p, 1000 + (row_number() over ()) % 977, 'reported' from organization o, unnest($2::text[]) as i, unnest($3::text[]) as p
     where o.code = any($1) on conflict do nothing`,
    [codes, REPORTED, MONTHS],
  );
  await client.query("analyze figure");
  await client.end();
  if (codes.length < 200) throw new Error("200 organizations need at least 150,000 enrolments: raise BENCH_ROWS");
  return codes;
}

async function sameFigures([own, other]: readonly [Party, Party]): Promise<void> {
  const { figureGrid: ours } = (await askOnce<{ data: { figureGrid: Answer } }>(own)).data;
  const theirs = await askOnce<Answer>(other);
  let counted = 0;
  for (const [row, values] of theirs.values.entries())
    for (const [column, value] of values.entries()) {
      const mine = ours.values[row]?.[column] ?? null;
      const same = mine === value || Number(mine) === Number(value);
      if (!same || ours.versions[row]?.[column] !== theirs.versions[row]?.[column] || ours.sources[row]?.[column] !== theirs.sources[row]?.[column])
        throw new Error(`${organizations[row]} ${JSON.stringify(COLUMNS[column])}: ${mine} ${ours.versions[row]?.[column]} ${ours.sources[row]?.[column]} against ${value} ${theirs.versions[row]?.[column]} ${theirs.sources[row]?.[column]}`); // prettier-ignore
      counted += Number(value) > 0 ? 1 : 0;
    }
  if (counted < 4000) throw new Error(`only ${counted} figures are not zero`);
}
