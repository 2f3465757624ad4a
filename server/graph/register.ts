/**
 * A register described once. From this description come its GraphQL types, its filters and orders, its pages and its
 * grouped counts. A register knows other registers by name only, so their files need not import each other.
 */
import type { RawBuilder } from "kysely";
import type { PersonalKind } from "../domain/personal.js";

export type ValueKind = "text" | "int" | "decimal" | "date" | "datetime" | "boolean" | "texts" | "json" | "uuid";

export interface FieldSpec {
  readonly kind: ValueKind;
  readonly nullable: boolean;
  /** The code list whose codes the column holds: the graph then shows the label beside the code. */
  readonly list?: string;
  /** The column, where it is not the field's name in snake case. */
  readonly column?: string;
  /** Shown and described, but neither filtered nor ordered by. */
  readonly plain?: boolean;
  /** Masked unless the request says what it needs it for and the viewer's grant unmasks the row's organization. */
  readonly personal?: PersonalKind;
  /** Who of the staff did something and why, or what lies behind: not for those who read only what is published. */
  readonly inside?: true;
  readonly description: string;
}

export interface OneSpec {
  readonly to: string;
  /** Pairs of own column and the other row's column. */
  readonly on: readonly (readonly [own: string, other: string])[];
  readonly nullable: boolean;
  readonly description: string;
}

export interface ManySpec {
  readonly of: string;
  /** Pairs of own column and the part's column. */
  readonly on: readonly (readonly [own: string, part: string])[];
  /** Rows between the two, where the part points at one of those. */
  readonly through?: {
    readonly table: string;
    readonly on: readonly (readonly [own: string, between: string])[];
    readonly part: readonly (readonly [between: string, part: string])[];
  };
  readonly description: string;
}

/** A short list without pages: the rows for which `where` holds, in the order of `order`. */
export interface ListSpec {
  readonly of: string;
  readonly where: (own: string, other: string) => RawBuilder<unknown>;
  readonly order: (own: string, other: string) => RawBuilder<unknown>;
  readonly description: string;
}

/** A column of the row itself, or of the row that a path of to-one relations leads to. */
export interface Reach {
  readonly path: readonly string[];
  readonly column: string;
}

/** Joins the row that a path of to-one relations leads to, and tells its alias. */
export type Join = (...path: string[]) => string;

export type PeriodGrain = "YEAR" | "HALF" | "QUARTER" | "MONTH" | "DAY" | "SCHOOL_YEAR" | "TERM";

/** The calendar day a row counts for. */
export type DayOf = (row: string, join: Join) => RawBuilder<unknown>;

/** How a dimension divides rows. Each is to-one, so no row is counted twice; `codes` alone puts a row into several groups. */
export type Division =
  /** By organization, or by the nearest organization of a kind at or above it. */
  | { readonly by: "organization"; readonly of: Reach; readonly nearest?: string }
  | { readonly by: "region"; readonly of: Reach }
  | { readonly by: "code"; readonly of: Reach; readonly list: string }
  | { readonly by: "codes"; readonly of: Reach; readonly list?: string }
  | { readonly by: "text"; readonly of: Reach }
  | { readonly by: "boolean"; readonly of: Reach }
  /** With a fixed grain where the dimension's name tells it. */
  | { readonly by: "period"; readonly day: DayOf; readonly grain?: PeriodGrain }
  /** By the row at the end of the path, called by its column `name`. */
  | { readonly by: "row"; readonly path: readonly string[]; readonly name: string };

/** A way to divide rows into groups. */
export interface DimensionSpec {
  readonly division: Division;
  readonly description: string;
}

export interface MeasureSpec {
  readonly value: (row: string) => RawBuilder<unknown>;
  readonly description: string;
}

/** A filter that is no column: it takes one text and holds or not. */
export interface WordFilterSpec {
  readonly holds: (row: string, word: string) => RawBuilder<unknown>;
  readonly description: string;
}

/** Which states a row may begin in and which may follow which. One that is not named leads nowhere. */
export interface StateSteps {
  readonly first: readonly string[];
  readonly steps: Readonly<Record<string, readonly string[]>>;
}

/** The field that holds the state; `byKind` where a kind of row has a course of its own. */
export interface StateMachine extends StateSteps {
  readonly field: string;
  readonly byKind?: Readonly<Record<string, StateSteps>>;
}

/** A field filled from another: the rank that its list gives to the code. */
export interface DerivedSpec {
  readonly from: string;
  readonly list: string;
}

/** What grants speak of: a role reads, writes or approves the registers of a subject area. */
export type Subject =
  | "people"
  | "members"
  | "teaching"
  | "awards"
  | "money"
  | "figures"
  | "targets"
  | "oversight"
  | "documents"
  /** Names, codes and definitions, which everybody signed in reads. */
  | "reference";

export interface RegisterSpec {
  /** The GraphQL type's name: `Activity`. */
  readonly name: string;
  readonly subject: Subject;
  /** The query's name: `activities`; none when its rows are only reached through their parent. */
  readonly query?: string;
  readonly table: string;
  readonly description: string;
  /** `owned` rows are keyed (org_id, id); organizations by id alone. */
  readonly key: "owned" | "own";
  readonly fields: Readonly<Record<string, FieldSpec>>;
  readonly one?: Readonly<Record<string, OneSpec>>;
  readonly many?: Readonly<Record<string, ManySpec>>;
  readonly lists?: Readonly<Record<string, ListSpec>>;
  readonly words?: Readonly<Record<string, WordFilterSpec>>;
  /** Beside those that follow from the fields and relations, or instead of one of the same name. */
  readonly dimensions?: Readonly<Record<string, DimensionSpec>>;
  readonly measures?: Readonly<Record<string, MeasureSpec>>;
  /** The column of the person a row is about: distinct persons are counted through it. */
  readonly person?: string;
  readonly states?: StateMachine;
  /** Columns that, besides the owner, no two rows share. */
  readonly unique?: readonly (readonly string[])[];
  /** Fields and relations that keep what they once hold. */
  readonly fixed?: readonly string[];
  /** The relation by which a correcting row points at the row it undoes: such rows are reversed, never changed back. */
  readonly reversedBy?: string;
  readonly derived?: Readonly<Record<string, DerivedSpec>>;
  /** Fields no sender writes; `true` where rows are not written as rows at all. */
  readonly readOnly?: readonly string[] | true;
}

export interface Register extends RegisterSpec {
  /** The key's columns, the owner first. */
  readonly keyColumns: readonly string[];
}

export function defineRegister(spec: RegisterSpec): Register {
  return { ...spec, keyColumns: spec.key === "owned" ? ["org_id", "id"] : ["id"] };
}

export class RegisterBook {
  private readonly byName: ReadonlyMap<string, Register>;

  constructor(readonly all: readonly Register[]) {
    this.byName = new Map(all.map((register) => [register.name, register]));
  }

  find(name: string): Register | undefined {
    return this.byName.get(name);
  }

  get(name: string): Register {
    const register = this.byName.get(name);
    if (register === undefined) throw new Error(`no register is named ${name}`);
    return register;
  }
}

export function columnOf(field: string, spec: FieldSpec): string {
  return spec.column ?? field.replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}

// The words a description is written in.

type Kinded = (description: string, more?: Partial<FieldSpec>) => FieldSpec;
const ofKind =
  (kind: ValueKind): Kinded =>
  (description, more = {}) => ({ kind, nullable: false, description, ...more });

export const text = ofKind("text");
export const int = ofKind("int");
export const decimal = ofKind("decimal");
export const date = ofKind("date");
export const datetime = ofKind("datetime");
export const boolean = ofKind("boolean");
export const texts = ofKind("texts");
/** Data of no column's shape: shown, but neither filtered nor ordered by. */
export const json: Kinded = (description, more = {}) => ofKind("json")(description, { plain: true, ...more });

export function code(list: string, description: string): FieldSpec {
  return { kind: "text", nullable: false, list, description };
}

export function optional(spec: FieldSpec): FieldSpec {
  return { ...spec, nullable: true };
}

export function personal(kind: PersonalKind, spec: FieldSpec): FieldSpec {
  return { ...spec, personal: kind };
}

const SHOWN_OF: Readonly<Record<PersonalKind, readonly [zh: string, en: string]>> = {
  name: ["姓加**", "surname and **"],
  work: ["姓加**", "surname and **"],
  birth: ["年份", "its year"],
  digits: ["空", "nothing"],
  contact: ["空", "nothing"],
  words: ["名册姓名加**后的文字", "the text with names of the roster masked"],
};

export function inside(spec: FieldSpec): FieldSpec {
  return { ...spec, inside: true };
}

/** The field's description, with what is shown of a personal field to those who see masks. */
export function describedField({ description, personal: kind }: FieldSpec): string {
  if (kind === undefined) return description;
  const [zh, en] = description.split(" / ");
  const [shown, shownEn] = SHOWN_OF[kind];
  return `${zh ?? ""}（个人信息，未说明用途或无权时只显示${shown}） / ${en ?? ""} (personal: ${shownEn} unless a purpose is given and the grant allows)`;
}

/** Who changed the row last, and how often it changed. */
export const stamps: Readonly<Record<string, FieldSpec>> = {
  version: int("版本，每改一次加一 / Version, one more with every change"),
  createdAt: datetime("建立时间 / When it was made"),
  createdBy: inside(text("建立人 / Who made it")),
  updatedAt: datetime("最后修改时间 / When it changed last"),
  updatedBy: inside(text("最后修改人 / Who changed it last")),
};

export function owner(description = "所属单位 / The organization it belongs to"): OneSpec {
  return { to: "Organization", on: [["org_id", "id"]], nullable: false, description };
}

export function organizationBy(column: string, description: string): OneSpec {
  return { to: "Organization", on: [[column, "id"]], nullable: true, description };
}

/** Another row of the same owner. */
export function sibling(to: string, column: string, description: string, nullable = true): OneSpec {
  return {
    to,
    on: [
      ["org_id", "org_id"],
      [column, "id"],
    ],
    nullable,
    description,
  };
}

/** The rows of the same owner that point here. */
export function parts(of: string, column: string, description: string): ManySpec {
  return {
    of,
    on: [
      ["org_id", "org_id"],
      ["id", column],
    ],
    description,
  };
}

/** The attendance of the enrolments that point here. */
export function attendanceOf(column: string): ManySpec {
  return {
    of: "Attendance",
    on: [["org_id", "org_id"]],
    through: {
      table: "enrolment",
      on: [
        ["org_id", "org_id"],
        ["id", column],
      ],
      part: [
        ["org_id", "org_id"],
        ["id", "enrolment_id"],
      ],
    },
    description: "考勤 / Attendance",
  };
}

/** The rows an organization owns. */
export function owned(of: string, description: string): ManySpec {
  return { of, on: [["id", "org_id"]], description };
}
