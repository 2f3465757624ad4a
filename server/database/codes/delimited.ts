/**
 * Reads the product's own list files beside this one: the first line names the columns, TSV has no quotes, CSV has RFC 4180 quotes.
 * They are ours and checked by tests; files from other people go through the intake readers.
 */
import { readFileSync } from "node:fs";

export type Row = Readonly<Record<string, string>>;

export function readTsv(name: string): Row[] {
  return toRows(linesOf(name).map((line) => line.split("\t")));
}

export function readCsv(name: string): Row[] {
  return toRows(linesOf(name).map(splitCsvLine));
}

function linesOf(name: string): string[] {
  const text = readFileSync(new URL(`./${name}`, import.meta.url), "utf8");
  return text.split(/\r?\n/).filter((line) => line !== "");
}

function toRows([header = [], ...rows]: string[][]): Row[] {
  return rows.map((cells) => Object.fromEntries(header.map((column, index) => [column, cells[index] ?? ""])));
}

function splitCsvLine(line: string): string[] {
  const cells = line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^",]*))/g);
  return Array.from(cells, ([, quoted, plain]) => quoted?.replaceAll('""', '"') ?? plain ?? "");
}
