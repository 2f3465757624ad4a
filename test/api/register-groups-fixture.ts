/** Eight invented participations of four humans that a person can count: two schools, two years, one human at both schools. */
import { expect } from "@jest/globals";
import type { TestHub } from "../support/hub.js";

const id = (kind: number, n: number): string => `00000000-0000-7000-8000-${String(kind).padStart(4, "0")}0000000${n}`;
const [BUREAU, NORTH, WORKSHOP, SOUTH, PROVINCIAL] = [1, 2, 3, 4, 5].map((n) => id(1, n));

/**
 * | day | where | who | score | hours | groups |
 * |---|---|---|---|---|---|
 * | 2025-03-10 | G-N-1 | 甲, 乙 | 80, 90 | 40, 30 | farmer + veteran, farmer |
 * | 2025-12-31 | G-S | 丁 | 75 | 10 | veteran |
 * | 2026-01-15 | G-S | 甲, 丁 | 100, 50 | 20, 20 | farmer, – |
 * | 2026-03-20 | G-N-1 | 甲, 乙, 丙 | 60.5, 70, – | 60, 60, 50 | –, veteran, farmer twice |
 */
export async function addCountable(hub: TestHub): Promise<void> {
  await hub.sql(`insert into code (list, code, name_zh, parent) values ('org_kind', 'school', '院校', null), ('org_kind', 'college', '二级学院', null),
    ('sex', '1', '男性', null), ('sex', '2', '女性', null), ('category', 'farmer', '农村劳动者', null), ('category', 'veteran', '退役军人', null),
    ('region', '350000', '福建省', null), ('region', '350200', '厦门市', '350000'), ('region', '350203', '思明区', '350200'),
    ('region', '350205', '海沧区', '350200'), ('region', '350203-07', '试验街道', '350203')`);
  await hub.sql(`insert into organization (id, code, name, kind, parent_id, region) values
    ('${BUREAU}', 'G-B', '试验局', 'gov_dept', null, '350200'), ('${NORTH}', 'G-N', '北校', 'school', '${BUREAU}', '350203'),
    ('${WORKSHOP}', 'G-N-1', '北校工坊', 'college', '${NORTH}', '350203-07'), ('${SOUTH}', 'G-S', '南校', 'school', '${BUREAU}', '350205'),
    ('${PROVINCIAL}', 'G-P', '省校', 'school', null, '350000')`);
  await hub.sql(
    `insert into course (org_id, id, kind, name, occupation) values ('${WORKSHOP}', '${id(5, 1)}', 'class', '电工', '6-31')`,
  );
  await hub.sql(`insert into activity (org_id, id, kind, title, ends_on, hours, channel, course_id) values
    ('${WORKSHOP}', '${id(2, 0)}', 'class', '电工一班', '2025-03-10', 40, 'a', '${id(5, 1)}'),
    ('${WORKSHOP}', '${id(2, 1)}', 'class', '电工二班', '2026-03-20', 60, 'b', '${id(5, 1)}'),
    ('${SOUTH}', '${id(2, 2)}', 'class', '焊工一班', '2026-01-15', 20, 'a', null),
    ('${SOUTH}', '${id(2, 3)}', 'class', '焊工二班', '2025-12-31', 20, 'a', null)`);
  await hub.sql(`insert into person (org_id, id, name, id_hash, sex) values
    ('${WORKSHOP}', '${id(3, 0)}', '甲', '\\x01', '1'), ('${WORKSHOP}', '${id(3, 1)}', '乙', '\\x02', '2'),
    ('${WORKSHOP}', '${id(3, 2)}', '丙', null, '1'), ('${SOUTH}', '${id(3, 3)}', '甲', '\\x01', '1'),
    ('${SOUTH}', '${id(3, 4)}', '丁', '\\x04', '2')`);
  const rows: [number, number, string, string | null, number, string, boolean | null][] = [
    [0, 0, "2025-03-10", "80", 40, "{farmer,veteran}", true],
    [0, 1, "2025-03-10", "90", 30, "{farmer}", false],
    [3, 4, "2025-12-31", "75", 10, "{veteran}", null],
    [2, 3, "2026-01-15", "100", 20, "{farmer}", true],
    [2, 4, "2026-01-15", "50", 20, "{}", true],
    [1, 0, "2026-03-20", "60.5", 60, "{}", true],
    [1, 1, "2026-03-20", "70", 60, "{veteran}", true],
    [1, 2, "2026-03-20", null, 50, "{farmer,farmer}", null],
  ];
  for (const [activity, person, day, score, hours, categories, employed] of rows)
    await hub.sql(
      `insert into enrolment (org_id, activity_id, person_id, completed_on, score, hours_done, categories, employed_at_time, status)
       select a.org_id, a.id, $2::uuid, $3::date, $4::numeric, $5::numeric, $6::text[], $7::boolean, 'completed' from activity a where a.id = $1::uuid`,
      [id(2, activity), id(3, person), day, score, hours, categories, employed],
    );
  await hub.sql(
    `insert into indicator (code, name_zh, name_en, unit, unit_dim, kind) values ('TT01', '培训人次', 'participations', '人次', 'participation', 'reported')`,
  );
  await hub.sql(`insert into target (org_id, indicator, indicator_name, subject_org_id, subject, period, period_text, comparator, value, nature) values
    ('${BUREAU}', 'TT01', '培训人次', '${SOUTH}', '南校', '2026', '2026年', '>=', 5, 'plan'),
    ('${BUREAU}', 'TT01', '培训人次', '${SOUTH}', '南校', '2026', '2026年', '>=', 8, 'plan'),
    ('${BUREAU}', 'TT01', '培训人次', '${NORTH}', '北校', '2026', '2026年', '>=', 0, 'plan')`);
}

export interface Answer {
  readonly groups: Readonly<Record<string, unknown>>[];
  readonly totals: Readonly<Record<string, unknown>>[];
  readonly groupCount: number;
  readonly suppressedBelow: number | null;
}

export interface Asker {
  /** The whole answer to `<register>Groups(args)`, of each group the fields. */
  ask(args: string, fields: string, register?: string): Promise<Answer>;
  /** The groups in short: key, then the fields' values. */
  table(args: string, fields: string, register?: string): Promise<unknown[]>;
  /** The code of the refusal. */
  refusal(args: string, register?: string): Promise<unknown>;
}

export function askerOf(hub: () => TestHub): Asker {
  const query = (args: string, fields: string, register: string): string =>
    `{ g: ${register}Groups(${args}) { groups { ${fields} } totals { ${fields} } groupCount suppressedBelow } }`;
  const ask: Asker["ask"] = async (args, fields, register = "enrolment") => {
    const { data, errors } = await hub().graphql<{ g: Answer }>(query(args, fields, register));
    expect(errors).toBeUndefined();
    return data.g;
  };
  return {
    ask,
    table: async (args, fields, register) =>
      (await ask(args, `key ${fields}`, register)).groups.map((group) => Object.values(group).flat()),
    refusal: async (args, register = "enrolment") =>
      (await hub().graphql(query(args, "rows", register))).errors?.[0]?.extensions["code"],
  };
}
