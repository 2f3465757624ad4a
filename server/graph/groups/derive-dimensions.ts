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
    addFields(found, register, [], "", "");
    addRelations(book, found, register, register, [], "", "");
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
    for (const [name, one] of Object.entries(register.one ?? {})) {
      found.set(constantCase(name), { is: "row", path: [name], description: one.description });
      for (const [inner, further] of Object.entries(siblingsOf(book, one)))
        found.set(`${constantCase(name)}_${constantCase(inner)}`, {
          is: "row",
          path: [name, inner],
          description: joined(one.description, further.description),
        });
    }
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

function addFields(
  found: Map<string, DimensionSpec>,
  register: Register,
  path: readonly string[],
  prefix: string,
  outer: string,
): void {
  for (const [name, spec] of Object.entries(register.fields)) {
    if (path.length > 0 && (name in stamps || isLeftOut(register, spec, path.length))) continue;
    if (maySingleOut(register, spec)) continue;
    const division = divisionOf(spec, { path, column: columnOf(name, spec) });
    if (division && name !== "version")
      found.set(prefix + constantCase(name), { division, description: joined(outer, spec.description) });
  }
}

/** Of organizations and of rows far away only codes divide: their texts are names and numbers. */
function isLeftOut(register: Register, spec: FieldSpec, distance: number): boolean {
  if (spec.list !== undefined) return false;
  if (register.name === "Organization") return true;
  return distance >= FARTHEST && spec.kind === "text";
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

function addRelations(
  book: RegisterBook,
  found: Map<string, DimensionSpec>,
  start: Register,
  register: Register,
  path: readonly string[],
  prefix: string,
  outer: string,
): void {
  for (const [name, one] of Object.entries(register.one ?? {})) {
    // The owner of a row of the same owner is the same owner.
    if (path.length > 0 && (isOwner(one) || one.to === start.name)) continue;
    const to = book.get(one.to);
    const here = [...path, name];
    const called = prefix + constantCase(name);
    const description = joined(outer, one.description);
    const [column] = one.on.at(-1) ?? ["id"];
    if (one.to === "Organization") found.set(called, organizationDimension({ path, column }, description));
    else if (one.to !== "Person") addRow(found, to, here, called, description);
    if (one.to === start.name && one.to !== "Organization") continue;
    addFields(found, to, here, `${called}_`, description);
    if (one.to !== "Organization" && here.length < FARTHEST)
      addRelations(book, found, start, to, here, `${called}_`, description);
  }
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
  const written = Object.values(register.dimensions ?? {});
  const day = written.map(({ division }) => (division.by === "period" ? division : undefined)).find(Boolean)?.day;
  if (day) {
    const description = "期间，按这一行计入的日期 / Period, by the day a row counts for";
    found.set("PERIOD", { division: { by: "period", day }, description });
  }
  const ownersRegion = found.get("ORGANIZATION_REGION");
  if (!found.has("REGION") && ownersRegion) found.set("REGION", ownersRegion);
}

function organizationDimension(of: Reach, description: string): DimensionSpec {
  return { division: { by: "organization", of }, description };
}

const isOwner = (one: OneSpec): boolean => one.to === "Organization" && one.on.some(([own]) => own === "org_id");

function siblingsOf(book: RegisterBook, one: OneSpec): Readonly<Record<string, OneSpec>> {
  if (one.to === "Organization") return {};
  return Object.fromEntries(Object.entries(book.get(one.to).one ?? {}).filter(([, further]) => !isOwner(further)));
}

/** `活动 / The activity` and `渠道 / Channel` → `活动：渠道 / Channel (the activity)`. */
function joined(outer: string, inner: string): string {
  if (outer === "") return inner;
  const [outerZh = "", outerEn = ""] = outer.split(" / ");
  const [zh = "", en = ""] = inner.split(" / ");
  return `${outerZh}：${zh} / ${en} (${outerEn.slice(0, 1).toLowerCase()}${outerEn.slice(1)})`;
}

/** `startsOn` → `STARTS_ON`. */
export function constantCase(name: string): string {
  return name.replaceAll(/[A-Z]/g, (capital) => `_${capital}`).toUpperCase();
}
