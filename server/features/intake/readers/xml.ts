/**
 * Reads the XML of a package as events. Refuses document types (entity tricks), whatever is not well formed, and what no
 * program that writes workbooks would write: tags within tags without end, and more text in one piece than a cell holds.
 */
import { SaxesParser, type SaxesTagPlain } from "saxes";
import { IntakeRefusal } from "../refusal.js";
import type { Package } from "./package.js";

export type Attributes = SaxesTagPlain["attributes"];

export interface Handlers {
  /** `name` is the local one: producers may prefix every element (`x:row`). */
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
}

/** A cell holds 32,767 characters, some six times as many when each is escaped. */
export const LONGEST_TEXT = 512 * 1024;
const DEEPEST = 64;

export interface XmlReader {
  write(chunk: string): void;
  close(): void;
}

export function localName(name: string): string {
  const colon = name.indexOf(":");
  return colon < 0 ? name : name.slice(colon + 1);
}

export function xmlReader(file: string, part: string, handlers: Handlers): XmlReader {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  let depth = 0;
  /** Characters since the parser last let go of what it holds: a comment or a tag may be as long as the file. */
  let held = 0;
  const broken = (): never => {
    throw new IntakeRefusal("corrupted", { file, part });
  };
  parser.on("doctype", broken);
  parser.on("error", broken);
  parser.on("opentag", (tag) => {
    held = 0;
    if ((depth += 1) > DEEPEST) broken();
    handlers.open?.(localName(tag.name), tag.attributes);
  });
  parser.on("closetag", (tag) => {
    held = 0;
    depth -= 1;
    handlers.close?.(localName(tag.name));
  });
  const take = (text: string): void => {
    held = 0;
    handlers.text?.(text);
  };
  parser.on("text", take);
  parser.on("cdata", take);
  return {
    write: (chunk) => {
      held += chunk.length;
      if (held > LONGEST_TEXT) broken();
      parser.write(chunk);
    },
    close: () => void parser.close(),
  };
}

/** Reads a part whole; `most` is how many bytes it may have. */
export async function readXml(
  zip: Package,
  part: string,
  file: string,
  most: number,
  handlers: Handlers,
): Promise<void> {
  const parser = xmlReader(file, part, handlers);
  for await (const chunk of zip.text(part, most)) parser.write(chunk);
  parser.close();
}
