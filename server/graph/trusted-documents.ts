/**
 * The operations of our own clients, known by the digest of their text. Whoever may not explore sends these and no
 * others, by id or word for word. Every document is measured once, and held against the limits of whoever sends it.
 */
import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { GraphQLError, parse } from "graphql";
import { Refusal } from "../errors.js";
import { WIDEST, type Limits } from "./limits-by-role.js";
import { extentOfDocument, refusalFor, type Extent } from "./limits.js";

/** What a document is, as far as the gate must know. */
export interface KnownDocument {
  readonly text: string;
  readonly writes: boolean;
}

export interface AskedDocument {
  readonly documentId?: unknown;
  readonly query?: unknown;
}

/** Its measure is the same for everybody; undefined where it is no GraphQL, which the graph then says. */
interface Measured extends KnownDocument {
  readonly extent: Extent | undefined;
  readonly tokens: number;
}

/** So many documents of explorers are remembered with their measure. */
const KEPT = 1000;

export class TrustedDocuments {
  private readonly trusted = new Map<string, Measured>();
  private readonly measured = new Map<string, Measured>();

  constructor(texts: Readonly<Record<string, string>>) {
    for (const [id, text] of Object.entries(texts)) this.trusted.set(id, measure(text));
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
    const found = this.find(asked, explores);
    if (found === undefined) return undefined;
    const { text, writes, extent, tokens } = found;
    if (tokens > limits.tokens) throw new Refusal("TOO_MANY_WORDS", { max: limits.tokens, asked: tokens });
    const refusal = extent && refusalFor(extent, limits);
    if (refusal) throw refusal;
    return { text, writes };
  }

  private find({ documentId, query }: AskedDocument, explores: boolean): Measured | undefined {
    if (documentId !== undefined && documentId !== null) return this.byId(documentId);
    if (typeof query !== "string" || query === "") return undefined;
    const id = idOf(query);
    const known = this.trusted.get(id);
    if (known) return known;
    if (!explores) throw new Refusal("NOT_TRUSTED");
    const found = this.measured.get(id) ?? measure(query);
    this.keep(id, found);
    return found;
  }

  private byId(id: unknown): Measured {
    const known = typeof id === "string" ? this.trusted.get(id) : undefined;
    if (known === undefined) throw new Refusal("UNKNOWN_DOCUMENT");
    return known;
  }

  private keep(id: string, found: Measured): void {
    this.measured.delete(id);
    this.measured.set(id, found);
    if (this.measured.size > KEPT) this.measured.delete(this.measured.keys().next().value ?? id);
  }
}

export function idOf(text: string): string {
  return `sha256:${createHash("sha256").update(text).digest("hex")}`;
}

/** Measured before GraphQL's own rules run: some of them compare every field with every other. */
function measure(text: string): Measured {
  try {
    const document = parse(text, { maxTokens: WIDEST.tokens, noLocation: true });
    const extent = extentOfDocument(document);
    return { text, writes: extent.writes, extent, tokens: document.tokenCount ?? 0 };
  } catch (error) {
    // Reading stops at the first word too many, so no more than that is known of it.
    const tokens = error instanceof GraphQLError && TOO_LONG.test(error.message) ? WIDEST.tokens + 1 : 0;
    return { text, writes: false, extent: undefined, tokens };
  }
}

/** How the parser says it, which gives no code for it. */
const TOO_LONG = /more tha[nt] \d+ tokens/u;
