/** What of each register a sheet may choose: its own fields, what it points at, and the fields of what it points at. */
import { dimensionsOf } from "../../graph/groups/derive-dimensions.js";
import type { Register, RegisterBook } from "../../graph/register.js";
import { writableNames } from "../row/row.shape.js";
import { spelling } from "../hub/spelling.js";
import type { RegisterFieldShape, RegisterShape } from "./register-sheet.objects.js";
import { labelOf, NAMING } from "./register-sheet.reading.js";

export function shapes(book: RegisterBook): RegisterShape[] {
  return book.all
    .filter(({ query }) => query !== undefined)
    .map((register) => ({
      name: register.name,
      ...named(register.description),
      writable: register.readOnly !== true,
      fields: [...ownFields(register), ...ones(book, register), ...further(book, register)],
      dimensions: Object.entries(dimensionsOf(book, register)).map(([name, { description }]) => ({
        ...{ name, label: labelOf(description) },
      })),
    }));
}

function ownFields(register: Register): RegisterFieldShape[] {
  const writable = new Set(writableNames(register).map(({ name }) => name));
  return Object.entries(register.fields).map(([name, spec]) => ({
    ...{ path: name, ...spelled(spec.description), kind: spec.kind, writable: writable.has(name) },
    ...{ required: writable.has(name) && !spec.nullable, orderable: !spec.plain && spec.kind !== "texts" },
    ...{ personal: spec.personal !== undefined, list: spec.list ?? null, to: null },
  }));
}

function ones(book: RegisterBook, register: Register): RegisterFieldShape[] {
  const writable = new Set(writableNames(register).map(({ name }) => name));
  return Object.entries(register.one ?? {}).map(([name, one]) => ({
    ...{ path: name, ...spelled(one.description), kind: "text", writable: writable.has(name) },
    ...{ required: writable.has(name) && !one.nullable, orderable: false, list: null, to: one.to },
    personal: isNamedPersonally(book.get(one.to)),
  }));
}

/** A relation is shown by what its rows are called. */
function isNamedPersonally(register: Register): boolean {
  const name = NAMING.find((field) => register.fields[field]);
  return name !== undefined && register.fields[name]?.personal !== undefined;
}

/** One step over each relation; farther ways can be typed. */
function further(book: RegisterBook, register: Register): RegisterFieldShape[] {
  return Object.entries(register.one ?? {}).flatMap(([relation, one]) => {
    const [zh, en] = [labelOf(one.description), named(one.description).labelEn];
    return Object.entries(book.get(one.to).fields).map(([name, spec]) => {
      const words = named(spec.description);
      return {
        ...{ path: `${relation}.${name}`, label: `${zh}·${words.label}`, labelEn: `${en}: ${words.labelEn}` },
        spelling: `${spelling(words.label)} ${spelling(`${zh}${words.label}`)}`,
        ...{ kind: spec.kind, writable: false, required: false, orderable: false, list: spec.list ?? null, to: null },
        personal: spec.personal !== undefined,
      };
    });
  });
}

function spelled(description: string): { label: string; labelEn: string; spelling: string } {
  const words = named(description);
  return { ...words, spelling: spelling(words.label) };
}

function named(description: string): { label: string; labelEn: string } {
  return { label: labelOf(description), labelEn: description.split(" / ")[1] ?? labelOf(description) };
}
