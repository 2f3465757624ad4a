/**
 * How what is kept lies in a workbook, the same in every host, so that a file opened in Excel and in WPS keeps one memory:
 * one XML part for everything small, a very hidden sheet for a value too large for it.
 */
import type { Json } from "./host.js";

export const NAMESPACE = "urn:xunshu:workbook:1";
export const SHEET = "_xunshu";
/** All small values together stay below the megabyte a part may hold in every Excel. */
export const LARGE = 120_000;
/** A cell holds 32,767 characters. */
const PER_CELL = 30_000;
/** Stands in the part for a value that lies on the sheet. Not JSON, so no value can look like it. */
export const ON_SHEET = "@sheet";

export function writeXml(entries: ReadonlyMap<string, string>): string {
  const escaped = JSON.stringify(Object.fromEntries(entries))
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;");
  return `<xunshu xmlns="${NAMESPACE}">${escaped}</xunshu>`;
}

export function parsePart(xml: string): Map<string, string> {
  const escaped = /<xunshu[^>]*>([\s\S]*)<\/xunshu>/.exec(xml)?.[1] ?? "{}";
  const json = escaped
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&quot;", '"')
    .replaceAll("&apos;", "'")
    .replaceAll("&amp;", "&");
  return new Map(Object.entries(JSON.parse(json) as Record<string, string>));
}

/** The key on top, the text below in pieces; each begins with ~ so that none is read as a number, date or formula. */
export function toColumn([key, text]: readonly [string, string]): string[] {
  const length = Math.ceil(text.length / PER_CELL);
  return [
    `~${key}`,
    ...Array.from({ length }, (_, index) => `~${text.slice(index * PER_CELL, (index + 1) * PER_CELL)}`),
  ];
}

/** The key of each column; empty where nothing lies. */
export function keysOnTop(values: readonly (readonly unknown[])[]): string[] {
  return (values[0] ?? []).map((cell) => String(cell ?? "").slice(1));
}

/** A column without a key on top is one whose writing was cut off: the value is still in its former column. */
export function readColumns(values: readonly (readonly unknown[])[]): Map<string, string> {
  const columns = (values[0] ?? []).map((_, column) => values.map((row) => String(row[column] ?? "").slice(1)));
  return new Map(columns.flatMap(([key, ...texts]) => (key ? [[key, texts.join("")] as const] : [])));
}

/** Shorter texts are parsed faster than they are worth remembering. */
const WORTH_REMEMBERING = 10_000;

/**
 * Parses a kept text once, however often it is loaded: a baseline of ten thousand rows is looked at after every edit. The
 * same text is the same value, so that what was made of it can be remembered by it; nobody may change it.
 */
export class ParsedTexts {
  private readonly known = new Map<string, { readonly text: string; readonly value: Json }>();

  valueOf(key: string, text: string | undefined): Json {
    if (text === undefined) {
      this.known.delete(key);
      return null;
    }
    const known = this.known.get(key);
    if (known?.text === text) return known.value;
    const value = JSON.parse(text) as Json;
    if (text.length >= WORTH_REMEMBERING) this.known.set(key, { text, value });
    else this.known.delete(key);
    return value;
  }
}
