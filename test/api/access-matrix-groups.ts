/**
 * Grouped questions for the matrix of access: every register by every dimension, and of everything that can be measured;
 * and what is left of an answer for those who may not count, or not read, what its rows point at.
 */
import { isEnumType } from "graphql";
import { dimensionsOf, measuredOf, personPath } from "../../server/graph/groups/derive-dimensions.js";
import { columnOf, type Division, type Reach, type Register } from "../../server/graph/register.js";
import { registerBook } from "../../server/registers.js";
import { schema } from "./access-matrix-documents.js";
import { countsOf, readsOf } from "./access-matrix-viewers.js";

const MOST_ROOTS = 20;
const MOST_MEASURES = 20;

interface Measure {
  readonly text: string;
  /** Subjects of the registers on the way to what is measured. */
  readonly crosses: readonly string[];
}

interface Question {
  readonly field: (more: string) => string;
  readonly crosses: readonly string[];
  /** Of a division by rows, the subject of those rows: their names are told to who reads them. */
  readonly named: string | undefined;
  readonly measures: readonly Measure[];
  readonly persons: readonly string[] | undefined;
}

interface Line {
  readonly key?: readonly (string | null)[];
  readonly labels?: readonly (string | null)[];
  readonly persons: number | null;
  readonly suppressed: boolean;
  readonly values: readonly (string | null)[];
}
interface Groups {
  readonly groups: readonly Line[];
  readonly totals: readonly Line[];
  readonly groupCount: number;
  readonly suppressedBelow: number | null;
}
export type GroupAnswer = Readonly<Record<string, Groups>>;

export interface GroupDocument {
  /** With more arguments for its root fields: a filter, for one. */
  readonly text: (more: string) => string;
  /** What of an all-seeing account's answer a role may be told. */
  readonly left: (answer: GroupAnswer, role: string | undefined) => GroupAnswer;
}

export function groupDocuments(register: Register, most = Infinity): GroupDocument[] {
  const named = enumValues(`${register.name}Dimension`).filter((name) => {
    const { division } = dimensionsOf(registerBook, register)[name]!;
    return !("of" in division) || !isPersonal(register, division.of);
  });
  const measures = chunks(measuresOf(register), MOST_MEASURES);
  const [first = "", ...others] = named;
  const questions = [
    ...measures.map((some) => questionOf(register, first, some)),
    ...others.map((name) => questionOf(register, name, [])),
  ];
  return chunks(questions.slice(0, most), MOST_ROOTS).map((some) => ({
    text: (more) => `{ ${some.map(({ field }, n) => `g${n}: ${field(more)}`).join(" ")} }`,
    left: (answer, role) =>
      Object.fromEntries(some.map((question, n) => [`g${n}`, leftOf(question, answer[`g${n}`]!, role)])),
  }));
}

function questionOf(register: Register, dimension: string, measures: readonly Measure[]): Question {
  const root = `${register.name.slice(0, 1).toLowerCase()}${register.name.slice(1)}Groups`;
  const { division } = dimensionsOf(registerBook, register)[dimension]!;
  const paths = pathsOf(division);
  const asked = measures.length === 0 ? "" : `, measures: [${measures.map(({ text }) => text).join(" ")}]`;
  const persons = personPath(registerBook, register);
  return {
    field: (more) => `${root}(groupBy: [{ dimension: ${dimension} }], totals: [0]${asked}${more}) {
      groups { key labels rows persons values suppressed } totals { key labels rows persons values suppressed } groupCount suppressedBelow }`,
    crosses: paths.flatMap((path) => subjectsOn(register, path)),
    named: division.by === "row" ? subjectsOn(register, division.path).at(-1) : undefined,
    measures,
    persons: persons && subjectsOn(register, persons),
  };
}

function leftOf({ crosses, named, measures, persons }: Question, whole: Groups, role: string | undefined): Groups {
  const counts = (subjects: readonly string[]): boolean => subjects.every((subject) => countsOf(role, subject));
  const line = (each: Line): Line => ({
    ...each,
    ...(persons === undefined || each.suppressed || counts(persons) ? {} : { persons: 0 }),
    values: each.values.map((value, n) => (each.suppressed || counts(measures[n]?.crosses ?? []) ? value : "0")),
  });
  const totals = whole.totals.map(line);
  // What may not be counted is as if it were not filled in: all rows are then of one group, of nothing.
  if (!counts(crosses))
    return {
      ...whole,
      totals,
      groups: totals.map((total) => ({ ...total, key: [null], labels: [null] })),
      groupCount: 1,
    };
  const silent = named !== undefined && readsOf(role, named) !== "all";
  return {
    ...whole,
    totals,
    groups: whole.groups.map(line).map((each) => (silent ? { ...each, labels: [null] } : each)),
  };
}

function measuresOf(register: Register): Measure[] {
  const known = measuredOf(registerBook, register);
  return enumValues(`${register.name}Measured`).flatMap((of): Measure[] => {
    const spec = known[of];
    if (spec === undefined) throw new Error(`the hub does not know how to measure ${register.name}.${of}`);
    if (spec.is === "number")
      return ["SUM", "MIN", "MAX"].map((measure) => ({ text: `{ measure: ${measure}, of: ${of} }`, crosses: [] }));
    const path = spec.is === "value" ? spec.column.path : spec.path;
    return spec.is === "value" && isPersonal(register, spec.column)
      ? []
      : [{ text: `{ measure: DISTINCT, of: ${of} }`, crosses: subjectsOn(register, path) }];
  });
}

function pathsOf(division: Division): (readonly string[])[] {
  if (division.by === "row") return [division.path];
  if (division.by !== "period") return [division.of.path];
  const paths: string[][] = [];
  division.day("row", (...path) => {
    paths.push(path);
    return "row";
  });
  return paths;
}

/** The subjects of the registers a path leads over. */
function subjectsOn(register: Register, path: readonly string[]): string[] {
  let at = register;
  return path.map((step) => (at = registerBook.get(at.one?.[step]?.to ?? at.name)).subject);
}

function isPersonal(register: Register, { path, column }: Reach): boolean {
  const to = path.reduce((from, step) => registerBook.get(from.one?.[step]?.to ?? from.name), register);
  return Object.entries(to.fields).some(
    ([name, spec]) => spec.personal !== undefined && columnOf(name, spec) === column,
  );
}

/** How few persons a group of the answer was hidden for, as an argument to ask another the same way. */
export function hidesBelow(answer: GroupAnswer): string {
  const below = Object.values(answer)[0]?.suppressedBelow ?? null;
  return below === null ? "" : `, suppressBelow: ${below}`;
}

const enumValues = (name: string): string[] => {
  const type = schema.getType(name);
  return isEnumType(type) ? type.getValues().map((value) => value.name) : [];
};

function chunks<Each>(all: readonly Each[], size: number): (readonly Each[])[] {
  return Array.from({ length: Math.ceil(all.length / size) }, (_, n) => all.slice(n * size, (n + 1) * size));
}
