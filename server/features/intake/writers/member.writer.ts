/** Members of an association and the fees they paid: the membership is kept, each payment is booked once. */
import { sql } from "kysely";
import { compareDecimals } from "../../../domain/decimal.js";
import { periodOf } from "../../../domain/period.js";
import { findOrganizations, type KnownOrganization } from "../intake.loader.js";
import { recordsOf } from "../records.js";
import type { Change } from "../staged.js";
import { judgeEntry, loadEntries, tellOfMoney, writeEntries, type Entry, type KnownEntry } from "./money.js";
import {
  changesBetween,
  firstSeen,
  idFor,
  isRefused,
  refused,
  report,
  textIn,
  type Pass,
  type Planned,
  type PlanRow,
  type Writer,
} from "./writer.js";

interface Membership extends Record<string, unknown> {
  readonly id: string;
  readonly memberId: string;
  readonly joinedOn: string;
}

export interface MemberWork {
  readonly id: string;
  readonly isNew: boolean;
  readonly memberId: string;
  readonly row: number;
  readonly values: Readonly<Record<string, unknown>>;
  readonly entries: readonly Entry[];
}

const FIELDS = ["title", "level", "leftOn"];

export const memberWriter: Writer<MemberWork> = { plan, write };

async function plan(pass: Pass, rows: readonly PlanRow[]): Promise<readonly Planned<MemberWork>[]> {
  const keys = rows.flatMap((row) => ["uscc", "memberCode", "memberName"].flatMap((field) => textIn(row, field) ?? []));
  const found = await findOrganizations(pass.db, keys);
  const members = rows.map((row) => ({ row, member: memberOf(row, found) }));
  const memberships = await loadMemberships(
    pass,
    members.flatMap(({ member }) => member?.id ?? []),
  );
  const entries = await loadEntries(pass, ["fee", "fee_due"]);
  return members.map(({ row, member }) => planRow(pass, row, member, memberships, entries));
}

/** A code goes before a name: names change and repeat. */
function memberOf(row: PlanRow, found: Awaited<ReturnType<typeof findOrganizations>>): KnownOrganization | undefined {
  for (const field of ["uscc", "memberCode"]) {
    const hit = found.get(textIn(row, field) ?? "");
    if (typeof hit === "object") return hit;
  }
  const name = textIn(row, "memberName");
  const hit = name === null ? undefined : found.get(name);
  if (typeof hit === "object") return hit;
  const value = (name ?? textIn(row, "uscc") ?? textIn(row, "memberCode") ?? "").slice(0, 60);
  if (hit === undefined) report(row, "memberName", "unknownOrganization", { value });
  else report(row, "memberName", "ambiguousOrganization", { value, count: hit });
  return undefined;
}

function planRow(
  pass: Pass,
  row: PlanRow,
  member: KnownOrganization | undefined,
  memberships: ReadonlyMap<string, Membership>,
  known: readonly KnownEntry[],
): Planned<MemberWork> {
  if (!member) return refused(row);
  const wanted = entriesOf(pass, row, member, known);
  const fee = wanted.find((entry) => entry.kind === "fee");
  const key = `member ${member.id} ${textIn(row, "feePeriod") ?? ""} ${fee?.voucher ?? fee?.occurredOn ?? ""}`;
  if (!firstSeen(pass, row, key, "memberName", "会员、同一笔会费")) return refused(row);
  const fresh = wanted.filter((entry) => isNewEntry(row, entry, known));
  if (isRefused(row)) return refused(row);
  if (fresh.some(({ kind }) => kind === "fee")) tellOfMoney(pass, row, "feePaid");
  const match = memberships.get(member.id);
  const joinedOn = match?.joinedOn ?? textIn(row, "joinedOn") ?? pass.context.today;
  const leftOn = textIn(row, "leftOn");
  if (leftOn !== null && leftOn <= joinedOn) {
    report(row, "leftOn", "endsBeforeStart", { startsOn: joinedOn, endsOn: leftOn });
    return refused(row);
  }
  const changes: Change[] | null = match ? changesBetween(row, match, FIELDS) : null;
  for (const entry of match ? fresh : []) {
    changes?.push({
      field: entry.kind === "fee" ? "feePaid" : "feeDue",
      label: entry.kind === "fee" ? "实缴会费" : "应缴会费",
      from: null,
      to: entry.amount,
    });
  }
  const id = match?.id ?? idFor(row);
  const outcome = match ? (changes?.length ? "changed" : "unchanged") : "new";
  const work = { id, isNew: !match, memberId: member.id, row: row.row, values: row.typed.values, entries: fresh };
  const ledgers = ["affiliation", ...(fresh.length > 0 ? ["fund_entry"] : [])];
  const places = ledgers.map((ledger) => ({ ledger, orgId: pass.orgId }));
  return { source: row, outcome, label: member.name, changes, register: "Affiliation", rowId: id, work, places };
}

/** The payment of the row and, in a year in which nothing was due yet, what was due. */
function entriesOf(
  pass: Pass,
  row: PlanRow,
  member: KnownOrganization,
  known: readonly KnownEntry[],
): readonly Entry[] {
  const year = periodOf(textIn(row, "feePeriod") ?? "")?.from.slice(0, 4) ?? textIn(row, "feePaidOn")?.slice(0, 4);
  const base = {
    orgId: pass.orgId,
    direction: "in",
    counterpartyId: member.id,
    counterparty: member.name,
    fundSource: "self",
    row: row.row,
  } as const;
  const entries: Entry[] = [];
  const paid = textIn(row, "feePaid");
  if (paid !== null && compareDecimals(paid, "0") > 0) {
    const occurredOn = textIn(row, "feePaidOn");
    if (occurredOn === null) report(row, "feePaidOn", "required", { label: "缴费日期" });
    else entries.push({ ...base, kind: "fee", amount: paid, occurredOn, voucher: textIn(row, "voucher") });
  }
  const due = textIn(row, "feeDue");
  const isDueKnown = known.some(
    (k) => k.kind === "fee_due" && k.counterpartyId === member.id && k.occurredOn.startsWith(year ?? "-"),
  );
  if (due !== null && year && compareDecimals(due, "0") > 0 && !isDueKnown) {
    entries.push({
      ...base,
      kind: "fee_due",
      amount: due,
      occurredOn: `${year}-01-01`,
      voucher: null,
      status: "planned",
    });
  }
  return entries;
}

function isNewEntry(row: PlanRow, entry: Entry, known: readonly KnownEntry[]): boolean {
  const verdict = judgeEntry(entry, known);
  if (verdict.kind === "differs")
    report(row, "feePaid", "amountDiffers", { known: verdict.known, value: entry.amount });
  return verdict.kind === "new";
}

async function loadMemberships(pass: Pass, members: readonly string[]): Promise<ReadonlyMap<string, Membership>> {
  if (members.length === 0) return new Map();
  const { rows } = await sql<Membership>`
    select distinct on (member_org_id) id, member_org_id as "memberId", title, level, valid_from as "joinedOn", valid_to as "leftOn" from affiliation
    where org_id = ${pass.orgId} and role = 'member' and member_org_id = any(${members}::uuid[])
    order by member_org_id, valid_to desc nulls first`.execute(pass.db);
  return new Map(rows.map((row) => [row.memberId, row]));
}

const COLUMNS = "id uuid, member_org_id uuid, title text, level text, valid_from date, valid_to date, import_row int";

async function write(
  pass: Pass,
  planned: readonly (Planned<MemberWork> & { readonly work: MemberWork })[],
): Promise<void> {
  const works = planned.filter(({ outcome }) => outcome !== "unchanged").map(({ work }) => work);
  const recordOf = ({ id, memberId, row, values }: MemberWork) => ({
    id, member_org_id: memberId, title: values.title, level: values.level, valid_from: values.joinedOn ?? pass.context.today, valid_to: values.leftOn, import_row: row,
  }); // prettier-ignore
  const fresh = works.filter((work) => work.isNew).map(recordOf);
  const changed = works.filter((work) => !work.isNew).map(recordOf);
  if (fresh.length > 0) {
    await sql`insert into affiliation (org_id, id, role, member_org_id, title, level, valid_from, valid_to, import_id, import_row)
      select ${pass.orgId}::uuid, id, 'member', member_org_id, title, level, valid_from, valid_to, ${pass.importId}::uuid, import_row from ${recordsOf(fresh, COLUMNS)}`.execute(
      pass.db,
    );
  }
  if (changed.length > 0) {
    await sql`update affiliation a set title = coalesce(r.title, a.title), level = coalesce(r.level, a.level), valid_to = coalesce(r.valid_to, a.valid_to),
        import_id = ${pass.importId}::uuid, import_row = r.import_row, version = a.version + 1, updated_at = now(), updated_by = hub_viewer()
      from ${recordsOf(changed, COLUMNS)} where a.org_id = ${pass.orgId} and a.id = r.id`.execute(pass.db);
  }
  await writeEntries(
    pass,
    works.flatMap(({ entries }) => entries),
  );
}
