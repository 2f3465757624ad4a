/**
 * Classes of the sample city with their enrolments, certificates and money, streamed class by class in bounded memory.
 * What is counted on the way goes into the tally.
 */
import { addDays } from "../../domain/local-date.js";
import { coursesOf, taughtBy, type Course } from "./city-courses.js";
import { cityOrganization, cityOrganizationsOf, type CityOrganization } from "./city-organizations.js";
import { personId } from "./city-people.js";
import {
  dayOf,
  daysLater,
  knownPeople,
  LAST_DAY,
  personNumber,
  type CityPlan,
  type ClassCell,
  type Population,
} from "./city-plan.js";
import { add, yuan, type Tally } from "./city-tally.js";
import type { Batch, SeedRow } from "./insert-rows.js";
import { diceOf, sampleId, type Dice } from "./random.js";

interface Rows {
  readonly activity: SeedRow[];
  readonly enrolment: SeedRow[];
  readonly credential: SeedRow[];
  readonly fund_entry: SeedRow[];
}

interface Sequences {
  activity: number;
  enrolment: number;
  credential: number;
  fund_entry: number;
  /** Certificates of an issuer, year and level so far. */
  readonly certificates: Map<string, number>;
}

const CHUNK = 3_000;
const newRows = (): Rows => ({ activity: [], enrolment: [], credential: [], fund_entry: [] });

export function* trainingBatches(plan: CityPlan, tally: Tally): Generator<Batch> {
  const populations = new Map(plan.populations.map((population) => [population.organization.code, population]));
  const sequences: Sequences = { activity: 0, enrolment: 0, credential: 0, fund_entry: 0, certificates: new Map() };
  let rows = newRows();
  for (const [index, cell] of plan.cells.entries()) {
    const population = populations.get(cell.organization.code);
    if (!population) continue;
    const held = new HeldClass(plan, cell, population, index, sequences, tally);
    held.writeInto(rows);
    if (rows.enrolment.length >= CHUNK) {
      yield* batchesOf(rows);
      rows = newRows();
    }
  }
  yield* batchesOf(rows);
}

function* batchesOf(rows: Rows): Generator<Batch> {
  for (const table of ["activity", "enrolment", "credential", "fund_entry"] as const)
    yield { table, rows: rows[table] };
}

const CHANNELS = { college: "school", enterprise: "industry", provider: "hr_bureau", association: "industry" } as const;
const STRIDES = [7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43] as const;
const OUT_OF_WORK = [
  "college_graduate",
  "rural_migrant",
  "unemployed",
  "poverty_relief",
  "relocation",
  "veteran",
] as const;
const BUREAU = cityOrganization("YL");

class HeldClass {
  private readonly dice: Dice;
  private readonly course: Course;
  private readonly id: string;
  private readonly starts: string;
  private readonly ends: string;
  private readonly status: "done" | "running" | "cancelled";
  private readonly key: string;
  private readonly sponsor: CityOrganization | undefined;

  constructor(
    plan: CityPlan,
    private readonly cell: ClassCell,
    private readonly population: Population,
    private readonly index: number,
    private readonly next: Sequences,
    private readonly tally: Tally,
  ) {
    const { organization, month } = cell;
    this.dice = diceOf(plan.seed, "class", index);
    const [first, ...others] = coursesOf(organization).filter((course) => course.taught);
    if (!first) throw new Error(`${organization.code} teaches nothing`);
    this.course = this.dice.pick([first, ...others]);
    this.id = sampleId("activity", (next.activity += 1));
    this.starts = dayOf(month, this.dice.between(1, 8));
    this.status = statusOf(cell);
    this.ends = this.status === "running" ? "2026-11-20" : addDays(this.starts, this.dice.between(6, 18));
    this.key = `${organization.code} ${month.year}`;
    const partners = cityOrganizationsOf("enterprise").filter(({ trade }) => trade === organization.trade);
    this.sponsor = taughtBy(organization) === "college" && this.dice.happens(0.35) ? partners[0] : undefined;
  }

  writeInto(rows: Rows): void {
    rows.activity.push(this.activityRow());
    for (const number of this.members()) this.enrol(number, rows);
    if (this.status !== "done") return;
    add(this.tally.classes, this.key);
    this.bookMoney(rows.fund_entry);
  }

  private activityRow(): SeedRow {
    const { organization, month, number } = this.cell;
    const { course, dice } = this;
    return {
      org_id: organization.id,
      id: this.id,
      kind: "class",
      code: `${organization.code}-${month.code.replace("M", "")}-${String(number).padStart(2, "0")}`,
      title: `${course.name}培训班（${month.year}年${month.month}月第${number}期）`,
      course_id: course.id,
      region: organization.region,
      level: taughtBy(organization) === "association" ? "city" : "unit",
      level_rank: taughtBy(organization) === "association" ? 3 : 1,
      starts_on: this.starts,
      ends_on: this.ends,
      hours: String(course.hours),
      mode: dice.pick(["offline", "offline", "offline", "offline", "blended", "online"]),
      channel: CHANNELS[taughtBy(organization)],
      funding: course.funding,
      fund_source: course.funding === "subsidised" ? dice.pick(["employment_subsidy", "skill_account"]) : "self",
      form: course.form,
      capacity: this.cell.size + 5,
      place: dice.pick(["实训楼", "第一教学楼", "职工培训中心", "多功能厅"]),
      status: this.status,
    };
  }

  /** Person numbers, all different: a stride that shares no factor with the size of the pool meets everyone once. */
  private *members(): Generator<number> {
    const skip = this.population.teachers;
    const pool = knownPeople(this.population) - skip;
    const stride = STRIDES.find((candidate) => pool % candidate !== 0 && this.dice.happens(0.5)) ?? 1;
    const start = this.dice.between(0, pool - 1);
    for (let k = 0; k < Math.min(this.cell.size, pool); k += 1)
      yield personNumber(this.population, skip + ((start + k * stride) % pool));
  }

  private enrol(number: number, rows: Rows): void {
    const { organization, month } = this.cell;
    const { dice, course, tally, key } = this;
    const chance = dice.unit();
    const status =
      this.status === "running" ? "active"
      : this.status === "cancelled" ? "dropped"
      : chance < 0.87 ? "completed" : chance < 0.955 ? "dropped" : "applied"; // prettier-ignore
    const completed = status === "completed";
    const score = completed ? dice.between(600, 985) : undefined;
    const categories = this.categories();
    const works = completed && !categories.includes("student") && dice.happens(0.72);
    const enrolment: SeedRow = {
      org_id: organization.id,
      id: sampleId("enrolment", (this.next.enrolment += 1)),
      activity_id: this.id,
      person_id: personId(organization, number),
      role: "trainee",
      sponsor_org_id: this.sponsor?.id,
      categories,
      employed_at_time: categories.includes("employee"),
      hours_done: completed
        ? String(course.hours)
        : status === "dropped"
          ? String(dice.between(0, course.hours - 8))
          : null,
      score: score === undefined ? null : (score / 10).toFixed(1),
      result: score === undefined ? null : score >= 900 ? "excellent" : "pass",
      status,
      enrolled_on: addDays(this.starts, -dice.between(3, 20)),
      completed_on: completed ? this.ends : null,
      outcome: completed && !categories.includes("student") ? (works ? "employed" : "unemployed") : null,
      outcome_on: completed && !categories.includes("student") ? daysLater(this.ends, 30) : null,
    };
    rows.enrolment.push(enrolment);
    if (this.status === "done") add(tally.enrolled, key);
    if (!completed) return;
    add(tally.completed, key);
    add(tally.completed, `${organization.code} ${month.code}`);
    if (course.funding === "subsidised" && taughtBy(organization) === "provider")
      add(tally.subsidised, String(month.year));
    if (course.level !== null && dice.happens(0.45)) this.certify(enrolment, rows.credential);
  }

  private categories(): string[] {
    if (this.sponsor || this.cell.organization.kind === "enterprise") return ["employee"];
    if (this.cell.organization.kind === "association") return ["teacher"];
    if (this.course.kind === "employment" || this.cell.organization.kind === "provider")
      return [this.dice.pick(OUT_OF_WORK)];
    return this.dice.happens(0.6)
      ? ["student"]
      : [this.dice.pick(["new_economy", "rural_migrant", "veteran", "employee"])];
  }

  private certify(enrolment: SeedRow, rows: SeedRow[]): void {
    const { organization } = this.cell;
    const issued = addDays(this.ends, this.dice.between(5, 12));
    if (issued > LAST_DAY) return;
    const series = `S${990_100_000_000 + organization.index}${issued.slice(2, 4)}${this.course.level}`;
    add(this.next.certificates, series);
    const number = series + String(this.next.certificates.get(series)).padStart(6, "0");
    add(this.tally.certificates, `${organization.code} ${issued.slice(0, 4)}`);
    rows.push({
      org_id: organization.id,
      id: sampleId("credential", (this.next.credential += 1)),
      kind: "skill_level",
      person_id: enrolment.person_id,
      level: this.course.level,
      level_rank: this.course.levelRank,
      occupation: this.course.occupation,
      number,
      issuer:
        organization.kind === "college"
          ? cityOrganization(organization.parent ?? "YL").name
          : "云岭市职业培训协会（示例）",
      activity_id: this.id,
      enrolment_id: enrolment.id,
      issued_on: issued,
      valid_from: issued,
    });
  }

  /** Colleges and providers receive income, enterprises spend their education fund, the bureau pays the providers' subsidy. */
  private bookMoney(rows: SeedRow[]): void {
    const { organization, month, size, number } = this.cell;
    if (organization.kind === "association") return;
    const perHead = this.dice.between(38, 126) * 1_000;
    const common = { occurred_on: daysLater(this.ends, 3), status: "paid", activity_id: this.id };
    const voucher = `${month.code}-${organization.code}-${String(number).padStart(2, "0")}`;
    if (organization.kind === "enterprise") {
      this.book(rows, { ...common, kind: "edu_fund_use", direction: "out", purpose: "training", fund_source: "edu_fund", voucher_no: `JF-${voucher}` }, perHead * size); // prettier-ignore
      return;
    }
    const income = { ...common, kind: "training_income", direction: "in", fund_source: this.sponsor ? "edu_fund" : "employment_subsidy", counterparty: this.sponsor?.name, counterparty_org_id: this.sponsor?.id, voucher_no: `SR-${voucher}` }; // prettier-ignore
    const booked = this.book(rows, income, perHead * size);
    add(
      this.tally.income,
      `${organization.code} ${common.occurred_on.slice(0, 4)}M${common.occurred_on.slice(5, 7)}`,
      perHead * size,
    );
    if (this.index % 23 === 7) this.correct(rows, income, booked, perHead * size);
    if (organization.kind === "provider" && this.course.funding === "subsidised")
      rows.push({ org_id: BUREAU.id, id: sampleId("fund_entry", (this.next.fund_entry += 1)), kind: "subsidy", direction: "out", amount: yuan(perHead * size), fund_source: "employment_subsidy", counterparty: organization.name, counterparty_org_id: organization.id, occurred_on: daysLater(this.ends, 20), status: "paid", voucher_no: `BT-${voucher}` }); // prettier-ignore
  }

  private book(rows: SeedRow[], entry: SeedRow, fen: number): string {
    const id = sampleId("fund_entry", (this.next.fund_entry += 1));
    rows.push({ ...entry, org_id: this.cell.organization.id, id, amount: yuan(fen) });
    return id;
  }

  /** Booked 500 yuan too much: the entry is reversed and booked anew. */
  private correct(rows: SeedRow[], entry: SeedRow, id: string, fen: number): void {
    const voucher = String(entry.voucher_no);
    this.book(rows, { ...entry, reverses_id: id, voucher_no: `${voucher}-冲` }, -fen);
    this.book(rows, { ...entry, voucher_no: `${voucher}-更` }, fen - 50_000);
    const occurred = String(entry.occurred_on);
    add(this.tally.income, `${this.cell.organization.code} ${occurred.slice(0, 4)}M${occurred.slice(5, 7)}`, -50_000);
  }
}

/** Classes of the last month outside of the colleges still run; one class found too few people. */
function statusOf({ organization, month }: ClassCell): "done" | "running" | "cancelled" {
  if (organization.code === "YL-P04" && month.code === "2025M06") return "cancelled";
  return month.code === "2026M10" && organization.kind !== "college" && organization.kind !== "enterprise"
    ? "running"
    : "done";
}
