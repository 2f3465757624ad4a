/** A handful of invented rows that a person can count: two schools under one bureau, five classes, nine enrolments, four humans. */
import type { TestHub } from "./hub.js";

const id = (kind: string, n: number): string => `00000000-0000-7000-8000-${kind}${String(n).padStart(8, "0")}`;
export const ORG = { bureau: id("0001", 1), north: id("0001", 2), workshop: id("0001", 3), south: id("0001", 4) };
export const ACTIVITY = [0, 1, 2, 3, 4].map((n) => id("0002", n));
export const PERSON = [0, 1, 2, 3, 4].map((n) => id("0003", n));

/**
 * The same human is at both schools: PERSON[0] of the north's workshop and PERSON[3] of the south share a hash.
 * Two classes end on the same day and one on none, so that orders meet ties and empty values.
 */
export async function addSmallRoster(hub: TestHub): Promise<void> {
  await hub.sql(
    `insert into code (list, code, name_zh, rank) values ('org_kind', 'school', '院校', 1), ('org_kind', 'college', '二级学院', 2),
      ('activity_kind', 'class', '培训班', 1), ('activity_kind', 'meeting', '会议', 2), ('enrolment_status', 'completed', '结业', 1),
      ('population', 'farmer', '农村劳动者', 1) on conflict do nothing`,
  );
  await hub.sql(
    `insert into organization (id, code, name, kind, parent_id, region) values
      ('${ORG.bureau}', 'T', '试验局', 'gov_dept', null, '990100'),
      ('${ORG.north}', 'T-N', '北校', 'school', '${ORG.bureau}', '990101'),
      ('${ORG.workshop}', 'T-N-1', '北校工坊', 'college', '${ORG.north}', '990101'),
      ('${ORG.south}', 'T-S', '南校', 'school', '${ORG.bureau}', '990102')`,
  );
  await hub.sql(
    `insert into organization_name (org_id, name, valid_to) values ('${ORG.south}', '南门夜校', '2020-01-01')`,
  );
  const classes: [string, string, string, string | null, string | null][] = [
    [ORG.workshop, "class", "电工一班", "2026-03-31", "48.5"],
    [ORG.workshop, "class", "电工二班", "2026-05-20", "60"],
    [ORG.south, "class", "焊工班", "2026-05-20", null],
    [ORG.south, "meeting", "期中会 100%", "2026-06-01", null],
    [ORG.south, "class", "未定班", null, "12"],
  ];
  for (const [n, [org, kind, title, endsOn, hours]] of classes.entries())
    await hub.sql(
      "insert into activity (org_id, id, kind, title, ends_on, hours, status) values ($1, $2, $3, $4, $5, $6, 'done')",
      [org, ACTIVITY[n], kind, title, endsOn, hours],
    );
  const people: [string, string, string | null][] = [
    [ORG.workshop, "甲", "\\x01"],
    [ORG.workshop, "乙", "\\x02"],
    [ORG.workshop, "丙", null],
    [ORG.south, "甲", "\\x01"],
    [ORG.south, "丁", "\\x04"],
  ];
  for (const [n, [org, name, hash]] of people.entries())
    await hub.sql(
      "insert into person (org_id, id, name, id_hash, id_last4) values ($1, $2, $3, $4::text::bytea, '12X4'::text)".replace(
        "12X4",
        "1234",
      ),
      [org, PERSON[n], name, hash],
    );
  const took: [number, number, string | null, string | null][] = [
    [0, 0, "2026-03-31", "88.50"],
    [0, 1, "2026-03-31", null],
    [0, 2, null, "60.00"],
    [1, 0, "2026-05-21", "91.00"],
    [1, 1, null, null],
    [2, 3, "2026-05-20", "70.00"],
    [2, 4, "2026-05-20", "70.00"],
    [3, 3, null, null],
    [4, 4, null, null],
  ];
  for (const [activity, person, completedOn, score] of took)
    await hub.sql(
      `insert into enrolment (org_id, activity_id, person_id, completed_on, score, status, categories)
       select a.org_id, a.id, $2, $3, $4, case when $3::date is null then 'active' else 'completed' end, $5::text[]
       from activity a where a.id = $1`,
      [ACTIVITY[activity], PERSON[person], completedOn, score, person === 0 ? "{farmer}" : "{}"],
    );
  await hub.sql(
    `insert into fund_entry (org_id, kind, direction, amount, occurred_on) values
      ('${ORG.south}', 'subsidy', 'in', 0.10, '2026-01-05'), ('${ORG.south}', 'subsidy', 'in', 0.20, '2026-01-06'),
      ('${ORG.workshop}', 'subsidy', 'in', 9007199254740993.00, '2026-02-01')`,
  );
}
