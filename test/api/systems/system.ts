/**
 * What the table of systems is made of: a system's rows in the order they are recorded, where the last one is found, and
 * what counts it. Everything is said in the cells a sheet would send.
 */
export type Cell = string | number | boolean | null;
export type Cells = Readonly<Record<string, Cell>>;

/** A register, the cells of one row, and the name by which later rows point at it: `@name`. */
export type Row = readonly [register: string, cells: Cells, name?: string];

export interface System {
  /** As the list of systems numbers it. */
  readonly id: string;
  readonly zh: string;
  readonly en: string;
  /** `core`: the training domain. `pattern`: another department's mechanism, recorded the same way. */
  readonly relevance: "core" | "pattern";
  /** The kind of organization that keeps it. */
  readonly keeper: string;
  readonly register: string;
  /** What tells its rows apart: `role=member`, `form.code=half_year_check`. */
  readonly where: string;
  readonly rows: readonly Row[];
  /** Indicator and value, in 2025 unless a period is named: `{ "AC14 2025M03": "1" }`. */
  readonly figures: Readonly<Record<string, string>>;
  /** Where no indicator counts it: the dimension it is grouped by, and how many rows there are. */
  readonly grouped?: readonly [dimension: string, rows: number];
}

type Counted = Readonly<Record<string, string>> | readonly [dimension: string, rows: number];
type Maker = (
  id: string,
  names: readonly [zh: string, en: string],
  found: readonly [register: string, where: string],
  rows: readonly Row[],
  counted: Counted,
  keeper?: string,
) => System;

const isGrouped = (counted: Counted): counted is readonly [string, number] => Array.isArray(counted);

const maker =
  (relevance: System["relevance"], usual: string): Maker =>
  (id, [zh, en], [register, where], rows, counted, keeper = usual) => ({
    id,
    zh,
    en,
    relevance,
    keeper,
    register,
    where,
    rows,
    figures: isGrouped(counted) ? {} : counted,
    ...(isGrouped(counted) ? { grouped: counted } : {}),
  });

/** Systems of one document, kept by organizations of one kind unless said. */
export const systemsOf = (keeper: string): { core: Maker; pattern: Maker } => ({
  core: maker("core", keeper),
  pattern: maker("pattern", keeper),
});

// The rows systems are recorded with. `$` stands for the system's own code, so that codes are never taken twice.

export const person = (name: string, as = "p", more: Cells = {}): Row => ["Person", { name, ...more }, as];

export const unit = (kind: string, as: string, more: Cells = {}): Row => [
  "Organization",
  { code: `$-${as}`, name: `$ ${as}`, kind, validFrom: "2020-01-01", ...more },
  as,
];

export const activity = (kind: string, title: string, more: Cells = {}, as = "a"): Row => [
  "Activity",
  { kind, title, startsOn: "2025-05-10", endsOn: "2025-05-12", status: "done", ...more },
  as,
];

export const course = (kind: string, name: string, more: Cells = {}, as = "c"): Row => [
  "Course",
  { kind, name, status: "active", validFrom: "2024-01-01", ...more },
  as,
];

/** Of `@p` in `@a`, unless other cells say otherwise. */
export const enrolment = (role = "trainee", more: Cells = {}, as = "e"): Row => [
  "Enrolment",
  { activity: "@a", person: "@p", role, status: "completed", completedOn: "2025-05-12", ...more },
  as,
];

/** Of an organization, named by `memberOrganization`. */
export const entry = (role: string, more: Cells): Row => [
  "Enrolment",
  { activity: "@a", role, status: "completed", completedOn: "2025-05-12", ...more },
];

export const affiliation = (role: string, more: Cells = { person: "@p" }): Row => [
  "Affiliation",
  { role, validFrom: "2025-01-01", status: "active", ...more },
];

export const credential = (kind: string, more: Cells = { person: "@p" }): Row => [
  "Credential",
  { kind, issuedOn: "2025-06-01", ...more },
];

export const fund = (kind: string, direction: "in" | "out", amount: string, more: Cells = {}): Row => [
  "FundEntry",
  { kind, direction, amount, occurredOn: "2025-06-15", status: "paid", ...more },
];

export const application = (kind: string, title: string, status: string, more: Cells = {}, as = "x"): Row => [
  "Application",
  { kind, title, status, submittedOn: "2025-04-01", ...more },
  as,
];

/** An application that was decided. */
export const decided = (kind: string, title: string, status: string, more: Cells = {}): Row =>
  application(kind, title, status, { decidedOn: "2025-05-20", ...more });

export const asset = (kind: string, name: string, more: Cells = {}, as = "b"): Row => [
  "Asset",
  { kind, name, status: "active", validFrom: "2025-02-01", ...more },
  as,
];

export const task = (title: string, more: Cells = {}): Row => [
  "Task",
  { title, startedOn: "2025-02-01", dueOn: "2025-06-20", status: "open", ...more },
];

export const done = (title: string, more: Cells = {}): Row =>
  task(title, { status: "done", doneOn: "2025-06-10", progress: 100, ...more });

export const finding = (subject: string, more: Cells = {}, as = "f"): Row => [
  "FindingRow",
  { subject, openedOn: "2025-06-05", ...more },
  as,
];

export const document = (kind: string, title: string, more: Cells = {}, as = "d"): Row => [
  "Document",
  { kind, title, issuedOn: "2025-03-03", ...more },
  as,
];

/** A report of an organization; the form is known by its code. */
export const submission = (form: string, period: string, status: string, more: Cells = {}): Row => [
  "Submission",
  { form, period, status, ...more },
];

/** A reported number. Figures are cells and go in as cells do. */
export const figure = (indicator: string, value: string, period = "2025"): Row => [
  "FigureRow",
  { indicator, period, value },
];

export const target = (indicator: string, name: string, value: string, more: Cells = {}, as = "t"): Row => [
  "Target",
  {
    indicator,
    indicatorName: name,
    subject: "全部",
    period: "2025",
    periodText: "2025",
    comparator: ">=",
    value,
    nature: "target",
    ...more,
  },
  as,
];

/** A finished class with one trainee who completed it: `@c`, `@a`, `@p`. */
export const classWith = (
  kind: string,
  name: string,
  more: { course?: Cells; class?: Cells; person?: Cells } = {},
): Row[] => [
  course(kind, name, more.course),
  activity("class", `${name}班`, { course: "@c", ...more.class }),
  person("甲学员", "p", more.person),
];
