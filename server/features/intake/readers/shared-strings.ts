/** Reads the texts that a workbook stores once. Refuses a table that unfolds to far more than its markup explains. */
import { IntakeRefusal } from "../refusal.js";
import type { ReaderLimits } from "./limits.js";
import type { Package } from "./package.js";
import { StringTable } from "./string-table.js";
import { LONGEST_TEXT, xmlReader } from "./xml.js";

/** Twice the markup of other parts is let pass: a formatted text has a description for each of its pieces. */
const CHARACTERS_PER_TEXT = 4000;

export async function readSharedStrings(
  zip: Package,
  part: string | undefined,
  file: string,
  limits: ReaderLimits,
): Promise<StringTable> {
  const strings = new StringTable();
  if (!part) return strings;
  try {
    await fillTable(strings, zip, part, file, limits);
    return strings;
  } catch (error) {
    strings.close();
    throw error;
  }
}

async function fillTable(
  strings: StringTable,
  zip: Package,
  part: string,
  file: string,
  limits: ReaderLimits,
): Promise<void> {
  let characters = 0;
  let read = 0;
  let current = "";
  let taking = false;
  let phonetic = false;
  const tooLarge = (size: number, limit: number) => new IntakeRefusal("tooLarge", { file, part, size, limit });
  const parser = xmlReader(file, part, {
    open: (name) => {
      if (name === "si") current = "";
      else if (name === "rPh") phonetic = true;
      else if (name === "t") taking = !phonetic;
    },
    text: (text) => {
      if (!taking) return;
      current += text;
      characters += text.length;
      if (current.length > LONGEST_TEXT) throw tooLarge(current.length, LONGEST_TEXT);
      if (characters > limits.sharedStringCharacters) throw tooLarge(characters, limits.sharedStringCharacters);
    },
    close: (name) => {
      if (name === "t") taking = false;
      else if (name === "rPh") phonetic = false;
      else if (name === "si") {
        if (strings.length >= limits.sharedStrings) throw tooLarge(strings.length, limits.sharedStrings);
        strings.add(unescapeText(current));
      }
    },
  });
  for await (const chunk of zip.text(part)) {
    parser.write(chunk);
    read += chunk.length;
    const explained = limits.barrenCharacters + CHARACTERS_PER_TEXT * strings.length + 8 * characters;
    if (read > explained) throw tooLarge(read, explained);
  }
  parser.close();
}

/** `_x000D_` is how the format writes characters that XML cannot hold. */
export const unescapeText = (text: string): string =>
  text.includes("_x")
    ? text.replace(/_x([0-9A-Fa-f]{4})_/gu, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)))
    : text;
