/**
 * What a register can be divided and measured by, from its description alone: its codes, texts, yes-or-nos and days, and
 * those of the rows it points to. People are divided by their codes only: a name or a number would single one out.
 */
import { sql } from "kysely";
import {
  columnOf,
  stamps,
  type DayOf,
  type DimensionSpec,
  type FieldSpec,
  type MeasureSpec,
  type OneSpec,
  type Reach,
  type Register,
  type RegisterBook,
} from "../register.js";
import { measure } from "../dimensions.js";

export type Dimensions = Readonly<Record<string, DimensionSpec>>;

/** What a measure may be taken of: a number to add up, or something to count distinctly. */
export type MeasuredSpec = { readonly description: string } & (
  | { readonly is: "number"; readonly value: MeasureSpec["value"] }
  | { readonly is: "value"; readonly column: Reach }
  | { readonly is: "row"; readonly path: readonly string[] }
);
export type Measured = Readonly<Record<string, MeasuredSpec>>;

/** Beyond rows of rows no one looks for a dimension. */
const FARTHEST = 2;

const dimensionsKnown = new WeakMap<RegisterBook, Map<string, Dimensions>>();
const measuredKnown = new WeakMap<RegisterBook, Map<string, Measured>>();

/** The way from a row to the person it is about, straight or through the row it belongs to; empty for the roster itself. */
export function personPath(book: RegisterBook, register: Register): readonly string[] | undefined {
  if (register.name === "Person") return [];
  const relations = Object.entries(register.one ?? {});
  const straight = relations.find(
    ([, one]) => one.to === "Person" && one.on.some(([own]) => own === (register.person ?? "person_id")),
  );
  if (straight) return [straight[0]];
  for (const [name, one] of relations) {
    const to = book.get(one.to);
    const further = one.nullable || to.name === register.name ? undefined : to.person && personPath(book, to);
    if (further) return [name, ...further];
  }
  return undefined;
}

/** Every dimension of a register by name; what is written by hand takes the place of what is derived. */
export function dimensionsOf(book: RegisterBook, register: Register): Dimensions {
  return remembered(dimensionsKnown, book, register, () => {
    const found = new Map<string, DimensionSpec>();
    if (register.name === "Organization")
      found.set("ORGANIZATION", organizationDimension({ path: [], column: "id" }, "单位 / The organization"));
    addFields(found, register, []);
    for (const step of stepsOf(book, register)) addStep(book, found, register, step);
    addUsual(found, register);
    return Object.fromEntries([...found, ...Object.entries(register.dimensions ?? {})]);
  });
}

/** The numbers, codes and relations of a register by name. */
export function measuredOf(book: RegisterBook, register: Register): Measured {
  return remembered(measuredKnown, book, register, () => {
    const found = new Map<string, MeasuredSpec>();
    for (const [name, spec] of Object.entries(register.fields)) {
      if (name in stamps) continue;
      const column = { path: [], column: columnOf(name, spec) };
      const { description } = spec;
      if (spec.kind === "int" || spec.kind === "decimal")
        found.set(constantCase(name), { is: "number", value: measure(column.column, description).value, description });
      else if (spec.kind === "text" && !maySingleOut(register, spec))
        found.set(constantCase(name), { is: "value", column, description });
    }
    for (const [name, { value, description }] of Object.entries(register.measures ?? {}))
      found.set(name, { is: "number", value, description });
    for (const step of stepsOf(book, register))
      found.set(calledBy(step.path), { is: "row", path: step.path, description: describedBy(step.words) });
    return Object.fromEntries(found);
  });
}

function remembered<T>(
  known: WeakMap<RegisterBook, Map<string, T>>,
  book: RegisterBook,
  register: Register,
  make: () => T,
): T {
  const ofBook = known.get(book) ?? new Map<string, T>();
  known.set(book, ofBook);
  const found = ofBook.get(register.name) ?? make();
  ofBook.set(register.name, found);
  return found;
}

/** One way from the register to a row it points to. */
interface Step {
  readonly path: readonly string[];
  readonly one: OneSpec;
  /** What the relations on the way are called, the nearest first. */
  readonly words: readonly string[];
}

/**
 * The rows a register points to, and the rows those point to. Each register by its nearest way: what a credential's
 * activity says need not be said again of its enrolment's.
 */
function stepsOf(book: RegisterBook, start: Register): readonly Step[] {
  const near = Object.entries(start.one ?? {}).map(([name, one]): Step => ({
    path: [name],
    one,
    words: [one.description],
  }));
  const known = new Set([start.name, ...near.filter(({ one }) => one.to !== "Organization").map(({ one }) => one.to)]);
  const far = near.flatMap(({ path, one, words }): Step[] => {
    if (one.to === "Organization" || one.to === "Person" || one.to === start.name) return [];
    return Object.entries(book.get(one.to).one ?? {}).flatMap(([name, further]): Step[] =>
      // The owner of a row of the same owner is the same owner.
      isOwner(further) || known.has(further.to)
        ? []
        : [{ path: [...path, name], one: further, words: [...words, further.description] }],
    );
  });
  return [...near, ...far];
}

const isOwner = (one: OneSpec): boolean => one.to === "Organization" && one.on.some(([own]) => own === "org_id");

function addStep(
  book: RegisterBook,
  found: Map<string, DimensionSpec>,
  start: Register,
  { path, one, words }: Step,
): void {
  const to = book.get(one.to);
  const called = calledBy(path);
  const description = describedBy(words);
  const [column] = one.on.at(-1) ?? ["id"];
  if (one.to === "Organization")
    found.set(called, organizationDimension({ path: path.slice(0, -1), column }, description));
  else if (one.to !== "Person") addRow(found, to, path, called, description);
  // A parent of the same kind, or an organization far away, divides as one; its own codes would only repeat the list.
  const isWholeOnly = one.to === "Organization" ? path.length > 1 : one.to === start.name;
  if (!isWholeOnly) addFields(found, to, words, path);
}

const calledBy = (path: readonly string[]): string => path.map(constantCase).join("_");

/** Fields that only name the one row: the row itself divides better. */
const NAMES: ReadonlySet<string> = new Set([
  "name",
  "shortName",
  "title",
  "number",
  "code",
  "note",
  "summary",
  "detail",
]);

function addFields(
  found: Map<string, DimensionSpec>,
  register: Register,
  words: readonly string[],
  path: readonly string[] = [],
): void {
  for (const [name, spec] of Object.entries(register.fields)) {
    if (name === "version" || maySingleOut(register, spec)) continue;
    if (path.length > 0 && (name in stamps || NAMES.has(name) || !dividesFromAfar(register, spec, path.length)))
      continue;
    const division = divisionOf(spec, { path, column: columnOf(name, spec) });
    if (division)
      found.set(calledBy([...path, name]), { division, description: describedBy([...words, spec.description]) });
  }
}

/** Of organizations and of rows far away only codes divide. */
function dividesFromAfar(register: Register, spec: FieldSpec, distance: number): boolean {
  return spec.list !== undefined || (distance < FARTHEST && register.name !== "Organization");
}

/** A roster's texts and days are its people's own. */
function maySingleOut(register: Register, spec: FieldSpec): boolean {
  return register.name === "Person" && spec.list === undefined && spec.kind !== "boolean";
}

function divisionOf(spec: FieldSpec, of: Reach): DimensionSpec["division"] | undefined {
  const { kind, list } = spec;
  if (kind === "texts") return { by: "codes", of, ...(list === undefined ? {} : { list }) };
  if (kind === "text" && list === "region") return { by: "region", of };
  if (kind === "text") return list === undefined ? { by: "text", of } : { by: "code", of, list };
  if (kind === "boolean") return { by: "boolean", of };
  if (kind === "date" || kind === "datetime") return { by: "period", day: dayOf(of, kind) };
  return undefined;
}

function dayOf({ path, column }: Reach, kind: "date" | "datetime"): DayOf {
  return (row, join) => {
    const value = sql.ref(`${path.length === 0 ? row : join(...path)}.${column}`);
    return kind === "date" ? value : sql`(${value} at time zone 'Asia/Shanghai')::date`;
  };
}

function addRow(
  found: Map<string, DimensionSpec>,
  to: Register,
  path: readonly string[],
  called: string,
  description: string,
): void {
  const name = ["title", "name", "number", "code"].find((field) => to.fields[field] !== undefined);
  const spec = name === undefined ? undefined : to.fields[name];
  if (name !== undefined && spec !== undefined)
    found.set(called, { division: { by: "row", path, name: columnOf(name, spec) }, description });
}

/** PERIOD is the day the row counts for, REGION the owner's, where the register has none of its own. */
function addUsual(found: Map<string, DimensionSpec>, register: Register): void {
  const written = Object.values(register.dimensions ?? {}).find(({ division }) => division.by === "period");
  if (written?.division.by === "period") {
    const description = "期间，按这一行计入的日期 / Period, by the day a row counts for";
    found.set("PERIOD", { division: { by: "period", day: written.division.day }, description });
  } else {
    // No one said which day a row counts for: the first that its description names.
    const first = Object.keys(register.fields).find(
      (name) => !(name in stamps) && found.get(constantCase(name))?.division.by === "period",
    );
    const dimension = first === undefined ? undefined : found.get(constantCase(first));
    if (dimension) found.set("PERIOD", dimension);
  }
  const ownersRegion = found.get("ORGANIZATION_REGION");
  if (!found.has("REGION") && ownersRegion) found.set("REGION", ownersRegion);
}

function organizationDimension(of: Reach, description: string): DimensionSpec {
  return { division: { by: "organization", of }, description };
}

/** `活动 / The activity`, `课程 / The course` and `职业 / Occupation` → `活动·课程·职业 / Occupation (the activity, the course)`. */
function describedBy(words: readonly string[]): string {
  const parts = words.map((each) => each.split(" / "));
  const zh = parts.map(([first = ""]) => first).join("·");
  const english = parts.map(([, second = ""]) => second);
  const way = english.slice(0, -1).map((each) => `${each.slice(0, 1).toLowerCase()}${each.slice(1)}`);
  return `${zh} / ${english.at(-1) ?? ""}${way.length === 0 ? "" : ` (${way.join(", ")})`}`;
}

/** `startsOn` → `STARTS_ON`. */
export function constantCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (capital) => `_${capital}`).toUpperCase();
}
