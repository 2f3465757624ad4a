/** An enterprise's training records and its education fund: who was trained in what, what was set aside and what was spent. */
import { sql } from "kysely";
import { compareDecimals } from "../../../domain/decimal.js";
import { addDays } from "../../../domain/local-date.js";
import { periodOf } from "../../../domain/period.js";
import { recordsOf } from "../records.js";
import type { Change } from "../staged.js";
import { judgeEntry, loadEntries, tellOfMoney, writeEntries, type Entry, type KnownEntry } from "./money.js";
import { findPeople, personIdFor, personKey, type KnownPerson } from "./people.js";
import { newPerson, writeEnrolments, type EnrolmentWork } from "./roster.writer.js";
import {
  changesBetween,
  firstSeen,
  idFor,
  isRefused,
  newId,
  refused,
  report,
  textIn,
  type Pass,
  type Planned,
  type PlanRow,
  type Writer,
} from "./writer.js";

interface KnownClass {
  readonly id: string;
  readonly title: string;
  readonly startsOn: string | null;
}

interface KnownEnrolment extends Record<string, unknown> {
  readonly id: string;
  readonly activityId: string;
  readonly personId: string;
}

export interface EmployeeWork {
  readonly activity:
    | {
        readonly id: string;
        readonly isNew: boolean;
        readonly values: Readonly<Record<string, unknown>>;
        readonly row: number;
      }
    | undefined;
  readonly enrolment: EnrolmentWork | undefined;
  readonly entries: readonly (Entry & { readonly id: string })[];
}

export const employeeWriter: Writer<EmployeeWork> = { plan, write };

interface Known {
  readonly classes: readonly KnownClass[];
  readonly people: ReadonlyMap<string, KnownPerson>;
  readonly enrolments: readonly KnownEnrolment[];
  readonly entries: readonly KnownEntry[];
}

async function plan(pass: Pass, rows: readonly PlanRow[]): Promise<readonly Planned<EmployeeWork>[]> {
  const titles = [...new Set(rows.flatMap((row) => textIn(row, "course") ?? []))];
  const { rows: classes } = await sql<KnownClass>`
    select id, title, starts_on as "startsOn" from activity where org_id = ${pass.orgId} and kind = 'class' and title = any(${titles}::text[])`.execute(
    pass.db,
  );
  const people = await findPeople(
    pass,
    rows.flatMap((row) => (row.typed.print ? [{ orgId: pass.orgId, hash: row.typed.print.hash }] : [])),
  );
  const { rows: enrolments } = await sql<KnownEnrolment>`
    select id, activity_id as "activityId", person_id as "personId", trim_scale(hours_done)::text as hours, result, completed_on as "endsOn" from enrolment
    where org_id = ${pass.orgId} and role = 'trainee' and activity_id = any(${classes.map((c) => c.id)}::uuid[])
      and person_id = any(${[...people.values()].map((p) => p.id)}::uuid[])`.execute(pass.db);
  const entries = await loadEntries(pass, ["edu_fund_accrual", "edu_fund_use"]);
  return rows.map((row) => planRow(pass, row, { classes, people, enrolments, entries }));
}

function planRow(pass: Pass, row: PlanRow, known: Known): Planned<EmployeeWork> {
  const part =
    textIn(row, "personName") === null
      ? { changes: [] as Change[], isNew: false, activity: undefined, enrolment: undefined }
      : trainingOf(pass, row, known);
  if (part === undefined || isRefused(row)) return refused(row);
  const entries = entriesOf(pass, row, part.enrolment);
  if (!part.enrolment && entries.length === 0 && !isRefused(row))
    report(row, "fundUsed", "required", { label: "使用职工教育经费" });
  const fresh = entries.filter((entry) => {
    const verdict = judgeEntry(entry, known.entries);
    if (verdict.kind === "differs")
      report(row, entry.kind === "edu_fund_use" ? "fundUsed" : "fundAccrued", "amountDiffers", {
        known: verdict.known,
        value: entry.amount,
      });
    return verdict.kind === "new";
  });
  const first = entries[0];
  if (!part.enrolment && first) {
    const key = `money ${entries.map((e) => `${e.kind} ${e.voucher ?? ""} ${e.occurredOn} ${e.amount}`).join(" ")} ${textIn(row, "course") ?? ""}`;
    if (!firstSeen(pass, row, key, "course", "笔经费")) return refused(row);
  }
  if (isRefused(row)) return refused(row);
  if (fresh[0]) tellOfMoney(pass, row, fresh[0].kind === "edu_fund_use" ? "fundUsed" : "fundAccrued");
  const isNew = part.isNew || (!part.enrolment && fresh.length > 0 && fresh.length === entries.length);
  const changes = isNew
    ? null
    : [
        ...part.changes,
        ...fresh.map((e): Change => ({
          field: e.kind === "edu_fund_use" ? "fundUsed" : "fundAccrued",
          label: "经费",
          from: null,
          to: e.amount,
        })),
      ];
  const knownId =
    known.entries.find((k) => first && k.kind === first.kind && k.occurredOn === first.occurredOn)?.id ?? null;
  return {
    source: row,
    outcome: isNew ? "new" : changes?.length ? "changed" : "unchanged",
    label: row.label,
    changes,
    register: part.enrolment ? "Enrolment" : "FundEntry",
    rowId: part.enrolment?.id ?? fresh[0]?.id ?? knownId,
    work: { activity: part.activity, enrolment: part.enrolment, entries: fresh },
    places: [
      ...(part.enrolment ? ["enrolment"] : []),
      ...(part.activity?.isNew ? ["activity"] : []),
      ...(fresh.length > 0 ? ["fund_entry"] : []),
    ].map((ledger) => ({ ledger, orgId: pass.orgId })),
  };
}

function trainingOf(pass: Pass, row: PlanRow, known: Known) {
  const { print, values } = row.typed;
  const title = textIn(row, "course");
  const startsOn = textIn(row, "startsOn");
  if (!print) {
    if (!row.findings.some((f) => f.field === "idNumber")) report(row, "idNumber", "required", { label: "证件号码" });
    return undefined;
  }
  if (title === null) report(row, "course", "required", { label: "培训项目" });
  if (startsOn === null) report(row, "startsOn", "required", { label: "开始日期" });
  if (title === null || startsOn === null) return undefined;
  if (!firstSeen(pass, row, `training ${title} ${startsOn} ${print.hash}`, "idNumber", "人、同一培训"))
    return undefined;
  const held = known.classes.find((c) => c.title === title && c.startsOn === startsOn);
  const classKey = `class ${title} ${startsOn}`;
  const activityId = held?.id ?? pass.people.get(classKey) ?? newId();
  pass.people.set(classKey, activityId);
  const key = personKey(pass.orgId, print.hash);
  const person = known.people.get(key);
  const name = textIn(row, "personName") ?? "";
  if (person && person.name !== name) report(row, "personName", "nameDiffers", { known: person.name });
  const personId = personIdFor(pass, key, person);
  const match = known.enrolments.find((e) => e.activityId === activityId && e.personId === personId);
  const endsOn = textIn(row, "endsOn") ?? startsOn;
  // Who did not pass has not completed; who is still in it has not either.
  if (endsOn < startsOn) {
    report(row, "endsOn", "endsBeforeStart", { startsOn, endsOn });
    return undefined;
  }
  const isCompleted = values.result !== "fail" && values.result !== "absent" && endsOn <= pass.context.today;
  const enrolment: EnrolmentWork = {
    orgId: pass.orgId,
    id: match?.id ?? idFor(row),
    isNew: !match,
    activityId,
    personId,
    person: person ? undefined : newPerson(row, pass.orgId, personId, name),
    sponsorId: pass.orgId,
    row: row.row,
    values: {
      categories: ["employee"],
      hoursDone: values.hours,
      result: values.result,
      status: isCompleted ? "completed" : "active",
      completedOn: isCompleted ? endsOn : undefined,
    },
    certificate: undefined,
  };
  const activity = {
    id: activityId,
    isNew: !held,
    values: { title, startsOn, endsOn, hours: values.hours },
    row: row.row,
  };
  return { changes: match ? changesBetween(row, match, ["hours", "result"]) : [], isNew: !match, activity, enrolment };
}

function entriesOf(
  pass: Pass,
  row: PlanRow,
  enrolment: EnrolmentWork | undefined,
): readonly (Entry & { readonly id: string })[] {
  const period = periodOf(textIn(row, "period") ?? "");
  const occurredOn =
    textIn(row, "paidOn") ??
    textIn(row, "endsOn") ??
    textIn(row, "startsOn") ??
    (period ? addDays(period.to, -1) : null);
  const amounts = [
    ["edu_fund_accrual", "in", textIn(row, "fundAccrued"), null],
    ["edu_fund_use", "out", textIn(row, "fundUsed"), textIn(row, "purpose") ?? "training"],
  ] as const;
  return amounts.flatMap(([kind, direction, amount, purpose]) => {
    if (amount === null || compareDecimals(amount, "0") <= 0) return [];
    if (occurredOn === null) {
      report(row, "paidOn", "required", { label: "支出日期" });
      return [];
    }
    const link = enrolment
      ? { personId: enrolment.personId, activityId: enrolment.activityId, enrolmentId: enrolment.id }
      : {};
    return [
      {
        id: newId(),
        orgId: pass.orgId,
        kind,
        direction,
        amount,
        occurredOn,
        voucher: textIn(row, "voucher"),
        purpose,
        fundSource: "edu_fund",
        row: row.row,
        ...link,
      },
    ];
  });
}

async function write(
  pass: Pass,
  planned: readonly (Planned<EmployeeWork> & { readonly work: EmployeeWork })[],
): Promise<void> {
  const works = planned.filter(({ outcome }) => outcome !== "unchanged");
  const classes = [
    ...new Map(
      works.flatMap(({ work }) => (work.activity?.isNew ? [[work.activity.id, work.activity] as const] : [])),
    ).values(),
  ];
  if (classes.length > 0) {
    const records = classes.map(({ id, row, values }) => ({
      id,
      title: values.title,
      starts_on: values.startsOn,
      ends_on: values.endsOn,
      hours: values.hours,
      import_row: row,
    }));
    await sql`insert into activity (org_id, id, kind, title, region, starts_on, ends_on, hours, channel, funding, fund_source, status, import_id, import_row)
      select o.id, r.id, 'class', r.title, o.region, r.starts_on, r.ends_on, r.hours, 'industry', 'non_subsidised', 'edu_fund',
        case when r.ends_on <= ${pass.context.today}::date then 'done' else 'running' end, ${pass.importId}::uuid, r.import_row
      from ${recordsOf(records, "id uuid, title text, starts_on date, ends_on date, hours numeric, import_row int")} join organization o on o.id = ${pass.orgId}
      on conflict do nothing`.execute(pass.db);
  }
  await writeEnrolments(
    pass,
    works.flatMap((p) => (p.work.enrolment ? [{ ...p, work: p.work.enrolment }] : [])),
  );
  await writeEntries(
    pass,
    works.flatMap(({ work }) => work.entries),
  );
}
