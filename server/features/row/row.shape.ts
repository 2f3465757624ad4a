/**
 * What of a register can be written: its fields and its relations to one other row, each with the column it fills and how
 * its cells are read. Made from the register's description and the table's own facts.
 */
import { columnOf, type FieldSpec, type OneSpec, type Register } from "../../graph/register.js";
import type { CellShape } from "./row.cells.rules.js";
import type { ColumnFact, TableFacts } from "./row.facts.js";

export interface WritableField {
  /** The graph's name. */
  readonly name: string;
  readonly column: string;
  readonly label: string;
  readonly labelEn: string;
  readonly shape: CellShape;
  /** The code list its values come from. */
  readonly list: string | undefined;
  /** The register it points at, and the column there whose value it holds. */
  readonly to: { readonly register: string; readonly key: string; readonly sameOwner: boolean } | undefined;
  readonly fact: ColumnFact;
}

/** Kept by the hub itself: never a sender's. */
const OWN_WORK: ReadonlySet<string> = new Set(["version", "createdAt", "createdBy", "updatedAt", "updatedBy"]);
const LONGEST_TEXT = 4000;

/** The names of what a sender may fill in, in the order of the description; nothing of a register that is read only. */
export function writableNames(register: Register): readonly { readonly name: string; readonly description: string }[] {
  if (register.readOnly === true) return [];
  const hidden = new Set([...(register.readOnly ?? []), ...Object.keys(register.derived ?? {})]);
  const fields = Object.entries(register.fields).filter(([name]) => !OWN_WORK.has(name) && !hidden.has(name));
  const ones = Object.entries(register.one ?? {}).filter(
    ([name, one]) => !hidden.has(name) && ownColumn(register, one) !== undefined,
  );
  return [...fields, ...ones].map(([name, { description }]) => ({ name, description }));
}

export function writableFields(register: Register, facts: TableFacts): ReadonlyMap<string, WritableField> {
  const fields = writableNames(register).flatMap(({ name }): WritableField[] => {
    const spec = register.fields[name];
    const one = register.one?.[name];
    const column = spec ? columnOf(name, spec) : one && ownColumn(register, one);
    const fact = column === undefined ? undefined : facts.columns.get(column);
    if (column === undefined || fact === undefined) return [];
    const [label = name, labelEn = name] = (spec ?? one)?.description.split(" / ") ?? [];
    const named = { name, column, label: label.replace(/（.*$/u, ""), labelEn, fact };
    if (spec) return [{ ...named, shape: shapeOf(spec, fact), list: spec.list, to: undefined }];
    const key = one?.on.at(-1)?.[1] ?? "id";
    const to = { register: one?.to ?? "", key, sameOwner: (one?.on.length ?? 0) > 1 };
    return [{ ...named, shape: { kind: "text", most: 200 }, list: undefined, to }];
  });
  const identity = register.name === "Person" ? identityField(facts) : [];
  return new Map([...fields, ...identity].map((field) => [field.name, field]));
}

/** A person's identity number is written by its fingerprint; what was typed is never a value. */
function identityField(facts: TableFacts): readonly WritableField[] {
  const fact = facts.columns.get("id_hash");
  if (fact === undefined) return [];
  const words = { label: "证件号码", labelEn: "the identity number" };
  const shape: CellShape = { kind: "text", most: 100 };
  return [{ name: "idNumber", column: "id_hash", ...words, shape, list: undefined, to: undefined, fact }];
}

/** The column that says which other row; none for the owner, which a row keeps for ever. */
function ownColumn(register: Register, one: OneSpec): string | undefined {
  const column = one.on.at(-1)?.[0];
  const isOwner = register.key === "owned" && one.on.length === 1 && column === "org_id";
  return isOwner || column === "id" ? undefined : column;
}

function shapeOf(spec: FieldSpec, fact: ColumnFact): CellShape {
  if (fact.domain === "period_code") return { kind: "period" };
  switch (spec.kind) {
    case "decimal": {
      const unit = /（(.*?)）/u.exec(spec.description)?.[1] ?? (fact.name.includes("hours") ? "学时" : "");
      return { kind: "decimal", digits: fact.digits, places: fact.places, unit };
    }
    case "int":
    case "date":
    case "datetime":
    case "boolean":
    case "texts":
    case "json":
      return { kind: spec.kind };
    default:
      return { kind: "text", most: fact.type === "character" ? 3 : LONGEST_TEXT };
  }
}
