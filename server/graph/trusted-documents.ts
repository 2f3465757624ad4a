/**
 * The operations of our own clients, known by the digest of their text. Whoever may not explore sends these and no
 * others, by id or word for word; a document of an explorer's own is measured before it is answered.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "graphql";
import { Refusal } from "../errors.js";
import { extentOfDocument, refusalFor, type Limits } from "./limits.js";

/** What a document is, as far as the gate must know. */
export interface KnownDocument {
  readonly text: string;
  readonly writes: boolean;
}

export interface AskedDocument {
  readonly documentId?: unknown;
  readonly query?: unknown;
}

/** So many documents of explorers are remembered with their measure. */
const KEPT = 1000;

export class TrustedDocuments {
  private readonly trusted = new Map<string, KnownDocument>();
  private readonly measured = new Map<string, KnownDocument | Refusal>();

  constructor(texts: Readonly<Record<string, string>>) {
    for (const [id, text] of Object.entries(texts))
      this.trusted.set(id, { text, writes: extentOfDocument(parse(text)).writes });
  }

  /** The list made with the schema; a folder without one trusts nothing. */
  static in(root: string): TrustedDocuments {
    const file = join(root, "schema", "generated", "trusted-documents.json");
    return new TrustedDocuments(
      existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as Readonly<Record<string, string>>) : {},
    );
  }

  /** The document to answer. Undefined where there is none to judge: the graph then says what is missing. */
  documentOf(asked: AskedDocument, explores: boolean, limits: Limits): KnownDocument | undefined {
    const { documentId, query } = asked;
    if (documentId !== undefined && documentId !== null) return this.byId(documentId);
    if (typeof query !== "string" || query === "") return undefined;
    const id = idOf(query);
    const known = this.trusted.get(id);
    if (known) return known;
    if (!explores) throw new Refusal("NOT_TRUSTED");
    const found = this.measured.get(id) ?? measure(query, limits);
    this.keep(id, found);
    if (found instanceof Refusal) throw found;
    return found;
  }

  private byId(id: unknown): KnownDocument {
    const known = typeof id === "string" ? this.trusted.get(id) : undefined;
    if (known === undefined) throw new Refusal("UNKNOWN_DOCUMENT");
    return known;
  }

  private keep(id: string, found: KnownDocument | Refusal): void {
    this.measured.delete(id);
    this.measured.set(id, found);
    if (this.measured.size > KEPT) this.measured.delete(this.measured.keys().next().value ?? id);
  }
}

export function idOf(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

/** Measured before GraphQL's own rules run: some of them compare every field with every other. */
function measure(text: string, limits: Limits): KnownDocument | Refusal {
  try {
    const extent = extentOfDocument(parse(text, { maxTokens: limits.tokens, noLocation: true }));
    return refusalFor(extent, limits) ?? { text, writes: extent.writes };
  } catch {
    // No GraphQL, or too long to read: the graph says where, under the same limit of words.
    return { text, writes: false };
  }
}
