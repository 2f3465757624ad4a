/** What a table can be taken in as: a target says its fields, the headers people write for them, and what it needs. */

export type FieldType =
  "text" | "decimal" | "count" | "date" | "period" | "code" | "codes" | "identity" | "uscc" | "phone" | "boolean";

export interface TargetField {
  readonly name: string;
  readonly label: { readonly zh: string; readonly en: string };
  readonly synonyms: readonly string[];
  readonly type: FieldType;
  readonly required: boolean;
  /** The code list of a `code` or `codes` field. */
  readonly list?: string;
  /** A value outside the list is kept as text instead of refused. */
  readonly open?: boolean;
  /** The base unit numbers are stored in; a column in 万元 is multiplied. */
  readonly unit?: string;
  /** A column of this many characters at most. */
  readonly longest?: number;
  /** Not taken from the headers' look alone: the samples must fit too. */
  readonly indicator?: string;
}

export type TargetName = "organizations" | "members" | "classes" | "roster" | "employeeTraining" | "figures";

export interface IntakeTarget {
  /** A TargetName, or `register:` and the register's name. */
  readonly name: string;
  readonly label: { readonly zh: string; readonly en: string };
  /** Words in titles and sheet names that speak for this target. */
  readonly titles: readonly string[];
  /** At least one of each set must be mapped: a class by its code or by its name. */
  readonly needs: readonly (readonly string[])[];
  /** What names a row to people, first filled wins. */
  readonly labelFields: readonly string[];
  readonly fields: readonly TargetField[];
}

export type FieldOptions = Partial<Omit<TargetField, "name" | "label" | "synonyms" | "type">>;

/** A field by its labels; `synonyms` are the other headers people write for it, parted by blanks. */
export const field = (
  name: string,
  type: FieldType,
  zh: string,
  en: string,
  synonyms: string,
  options: FieldOptions = {},
): TargetField => ({
  name,
  type,
  label: { zh, en },
  synonyms: [zh, en, ...synonyms.split(" ").filter(Boolean)],
  required: false,
  ...options,
});
