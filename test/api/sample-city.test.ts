/** The sample city in a real database: what holds between its registers. */
import { afterAll, beforeAll, describe, expect, test } from "@jest/globals";
import { sql, type Kysely } from "kysely";
import { loadCodes, loadIndicators } from "../../server/database/codes/load-codes.js";
import { loadRuleBook } from "../../server/database/codes/load-rules.js";
import { loadDocumentTargets } from "../../server/database/codes/load-targets.js";
import { openDatabase, type OpenDatabase } from "../../server/database/database.js";
import { cityOrganization } from "../../server/database/seed/city-organizations.js";
import type { Database } from "../../server/database/tables.js";
import { copyDatabase, type DatabaseCopy } from "../support/database-copies.js";

let copy: DatabaseCopy;
let database: OpenDatabase;
let db: Kysely<Database>;

beforeAll(async () => {
  copy = await copyDatabase("city", Buffer.alloc(32, 7));
  database = await openDatabase(copy.place);
  db = database.db;
}, 120_000);

afterAll(async () => {
  await database.close();
  await copy.remove();
});

const numbers = async (text: string): Promise<Record<string, number>> => {
  const { rows } = await sql.raw<Record<string, string>>(text).execute(db);
  return Object.fromEntries(Object.entries(rows[0] ?? {}).map(([name, value]) => [name, Number(value)]));
};

describe("the sample city in the hub", () => {
  test("the catalogue, the documents and the lists are there", async () => {
    const counted =
      await numbers(`select (select count(*) from indicator) as indicators, (select count(*) from document) as documents,
      (select count(*) from target where quote is null) as facts, (select count(distinct list) from code) as lists`);
    expect(counted).toEqual({ indicators: 318, documents: 6, facts: 270, lists: 74 });
  });

  test("every register has rows of its own, claims and reports in every state among them", async () => {
    const counted =
      await numbers(`select (select count(*) from asset) as assets, (select count(*) from attendance) as sessions,
      (select count(distinct status) from application where kind = 'subsidy') as claims, (select count(*) from rule) as rules,
      (select count(distinct status) from submission) as reports, (select count(*) from form) as forms,
      (select count(distinct status) from finding) as findings, (select count(distinct status) from task) as tasks`);
    expect(counted).toEqual({
      assets: 29,
      sessions: 240,
      claims: 11,
      rules: 102,
      reports: 5,
      forms: 12,
      findings: 6,
      tasks: 4,
    });
  });

  test("loading the lists again changes nothing", async () => {
    const before = await numbers("select count(*) as codes, (select count(*) from target) as targets from code");
    await loadCodes(db);
    await loadIndicators(db);
    await loadDocumentTargets(db, cityOrganization("YL").id);
    expect(await numbers("select count(*) as codes, (select count(*) from target) as targets from code")).toEqual(
      before,
    );
  });

  test("loading the rule book again changes nothing, and what an administrator changed stays", async () => {
    const state = () =>
      sql<{ state: string }>`select md5(concat(
          (select string_agg(rule::text, '|' order by code) from rule),
          (select string_agg(form::text, '|' order by code) from form),
          (select string_agg(parameter::text, '|' order by name, region) from parameter))) as state`
        .execute(db)
        .then(({ rows }) => rows[0]?.state);
    await sql`update rule set message = '请先核对名册。', version = version + 1 where code = 'R-TRN-14'`.execute(db);
    await sql`update parameter set value = 0.55, version = version + 1 where name = 'perf_share' and region = ''`.execute(
      db,
    );
    await sql`update form set due_days = 8, version = version + 1 where code = 'monthly_dispatch'`.execute(db);
    const before = await state();
    await loadRuleBook(db);
    expect(await state()).toBe(before);
  });

  test("every organization is within the bureau's tree", async () => {
    const counted = await numbers(`select count(*) as organizations, count(t.org_id) as within from organization o
      left join organization_tree t on t.org_id = o.id and t.ancestor_id = (select id from organization where code = 'YL')`);
    expect(counted).toEqual({ organizations: 39, within: 39 });
  });

  test("some people are known to a school and to an enterprise by the same fingerprint, and the fingerprint only", async () => {
    const counted =
      await numbers(`select count(distinct a.id_hash) as shared from person a join person b on a.id_hash = b.id_hash
      join organization s on s.id = a.org_id and s.kind = 'college' join organization e on e.id = b.org_id and e.kind = 'enterprise'`);
    expect(counted.shared).toBeGreaterThan(10);
    expect(
      await numbers("select count(*) as wrong from person where length(id_hash) <> 32 or id_last4 is null"),
    ).toEqual({ wrong: 0 });
  });

  test("every certificate has a holder who exists and was issued after the class it came from", async () => {
    const counted = await numbers(`select count(*) as wrong from credential c
      left join person p on p.org_id = c.org_id and p.id = c.person_id
      left join enrolment e on e.org_id = c.org_id and e.id = c.enrolment_id
      where (c.person_id is not null and p.id is null) or (e.id is not null and (e.status <> 'completed' or e.person_id <> c.person_id or c.issued_on < e.completed_on))`);
    expect(counted).toEqual({ wrong: 0 });
  });

  test("a skill certificate's number says its year and its level", async () => {
    const counted = await numbers(`select count(*) as certificates, count(*) filter (where length(number) = 22
      and substr(number, 14, 2) = to_char(issued_on, 'YY') and substr(number, 16, 1) = level) as agreeing
      from credential where kind = 'skill_level'`);
    expect(counted.certificates).toBeGreaterThan(200);
    expect(counted.agreeing).toBe(counted.certificates);
  });

  test("completed enrolments have a score, hours and a day, and no day lies after October 2026", async () => {
    const counted = await numbers(`select count(*) filter (where status = 'completed' and role = 'trainee'
        and (score is null or hours_done is null or completed_on is null)) as incomplete,
      count(*) filter (where completed_on > '2026-10-31') as late, count(*) filter (where status = 'completed') as completed from enrolment`);
    expect(counted).toMatchObject({ incomplete: 0, late: 0 });
    expect(counted.completed).toBeGreaterThan(800);
  });

  test("a wrong booking is reversed in full before it is booked anew", async () => {
    const counted =
      await numbers(`select count(*) as reversals, count(*) filter (where r.amount = -o.amount) as agreeing
      from fund_entry r join fund_entry o on o.org_id = r.org_id and o.id = r.reverses_id`);
    expect(counted.reversals).toBeGreaterThan(3);
    expect(counted.agreeing).toBe(counted.reversals);
  });

  test("reported income is the ledger's, and every figure's last revision is its value", async () => {
    const counted = await numbers(`select count(*) as figures, count(*) filter (where f.value = r.value) as revised,
      count(*) filter (where f.indicator = 'FN01' and f.value <> coalesce((select sum(amount) from fund_entry x where x.org_id = f.org_id
        and x.kind = 'training_income' and to_char(x.occurred_on, 'YYYY"M"MM') = f.period), 0)) as differing
      from figure f join figure_revision r on r.org_id = f.org_id and r.figure_id = f.id and r.version = f.version`);
    expect(counted).toEqual({ figures: 328, revised: 328, differing: 0 });
    expect((await numbers("select count(*) as corrected from figure where version > 1")).corrected).toBeGreaterThan(10);
  });

  test("progress towards each target of 2026 for participations lies between 40 % and 110 %", async () => {
    const { rows } = await sql<{ code: string; rate: string }>`
      select o.code, count(e.id) / t.value as rate from target t join organization o on o.id = t.subject_org_id
      join organization_tree below on below.ancestor_id = o.id
      left join enrolment e on e.org_id = below.org_id and e.status = 'completed' and e.completed_on >= '2026-01-01'
        and exists (select from activity a where a.org_id = e.org_id and a.id = e.activity_id and a.kind = 'class')
      where t.indicator = 'TR01' and t.period = '2026' group by o.code, t.value`.execute(db);
    expect(rows).toHaveLength(15);
    expect(rows.filter(({ rate }) => Number(rate) < 0.4 || Number(rate) > 1.1)).toEqual([]);
  });

  test("a school's target is the sum of its colleges'", async () => {
    const counted =
      await numbers(`select count(*) as schools, count(*) filter (where t.value = (select sum(c.value) from target c where c.parent_id = t.id)) as agreeing
      from target t join organization o on o.id = t.subject_org_id where o.kind = 'school' and t.indicator in ('TR01', 'FN01')`);
    expect(counted).toEqual({ schools: 6, agreeing: 6 });
  });

  test("the two classes of the sample roster wait without participants, and its members have not paid for 2026", async () => {
    const counted =
      await numbers(`select count(*) as classes, (select count(*) from enrolment e where e.activity_id = any(array_agg(a.id))) as participants
      from activity a where code in ('XG202610-A', 'XG202610-B') and status = 'open'`);
    expect(counted).toEqual({ classes: 2, participants: 0 });
    expect(
      await numbers(`select count(*) as paid from fund_entry f join organization o on o.id = f.counterparty_org_id
      where f.kind = 'fee' and f.occurred_on >= '2026-01-01' and o.code in ('YL-E01', 'YL-E11', 'YL-P01')`),
    ).toEqual({ paid: 0 });
  });
});
