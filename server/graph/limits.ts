/**
 * What one account may ask of the graph, by what it is: a table, and the measure of a document taken before anything
 * runs. Depth, fields after fragments are spread, renamed fields and root fields are read off the document alone; how
 * many rows and values it may return is decided where the arguments are known.
 */
import {
  GraphQLError,
  Kind,
  OperationTypeNode,
  type ASTVisitor,
  type DocumentNode,
  type FragmentDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from "graphql";
import { Refusal } from "../errors.js";

/** The shape of a document. */
export interface ShapeLimits {
  readonly depth: number;
  readonly fields: number;
  readonly aliases: number;
  readonly roots: number;
}

export interface Limits extends ShapeLimits {
  /** Words and signs of a document: more are not even read. */
  readonly tokens: number;
  /** Rows one root field may return, all levels together. */
  readonly rows: number;
  /** Rows × fields of each: what the database has to put into words. */
  readonly cost: number;
  readonly bodyMegabytes: number;
  /** Operations under way at once; fewer than the hub has connections, so that nobody holds all of them. */
  readonly atOnce: number;
  /** So many more wait their turn; the next is sent away. */
  readonly waiting: number;
  readonly perMinute: number;
  readonly readSeconds: number;
  readonly writeSeconds: number;
}

export type Asker = "usual" | "explorer" | "program";

const SHAPE: ShapeLimits = { depth: 14, fields: 1000, aliases: 1000, roots: 20 };

/** `usual` sends our own documents alone, whose shape was agreed when they were written. */
export const LIMITS_BY: Readonly<Record<Asker, Limits>> = {
  usual: {
    ...SHAPE,
    tokens: 10_000,
    rows: 100_000,
    cost: 4_000_000,
    bodyMegabytes: 10,
    atOnce: 6,
    waiting: 200,
    perMinute: 1200,
    readSeconds: 30,
    writeSeconds: 600,
  },
  explorer: {
    ...SHAPE,
    tokens: 10_000,
    rows: 100_000,
    cost: 4_000_000,
    bodyMegabytes: 10,
    atOnce: 6,
    waiting: 200,
    perMinute: 1200,
    readSeconds: 60,
    writeSeconds: 600,
  },
  program: {
    ...SHAPE,
    tokens: 10_000,
    rows: 100_000,
    cost: 4_000_000,
    bodyMegabytes: 10,
    atOnce: 4,
    waiting: 100,
    perMinute: 600,
    readSeconds: 60,
    writeSeconds: 600,
  },
};

/** The largest of all askers: what no document may pass, whoever sends it. */
export const LIMITS = SHAPE;

export function limitsOf({
  kind,
  explores,
}: {
  readonly kind: "person" | "program";
  readonly explores: boolean;
}): Limits {
  return LIMITS_BY[kind === "program" ? "program" : explores ? "explorer" : "usual"];
}

export interface Extent extends ShapeLimits {
  /** Fields of the schema itself (`__schema`, `__type`): for explorers alone. */
  readonly introspects: boolean;
  readonly writes: boolean;
}

const NOTHING: Extent = { depth: 0, fields: 0, aliases: 0, roots: 0, introspects: false, writes: false };

/** The largest extent of a document's operations. */
export function extentOfDocument(document: DocumentNode): Extent {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of document.definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const measure = new Measure((name) => fragments.get(name));
  let largest = NOTHING;
  for (const definition of document.definitions) {
    if (definition.kind !== Kind.OPERATION_DEFINITION) continue;
    const extent = measure.of(definition.selectionSet, new Set());
    largest = {
      depth: Math.max(largest.depth, extent.depth),
      fields: Math.max(largest.fields, extent.fields),
      aliases: Math.max(largest.aliases, extent.aliases),
      roots: Math.max(largest.roots, extent.roots),
      introspects: largest.introspects || extent.introspects,
      writes: largest.writes || definition.operation === OperationTypeNode.MUTATION,
    };
  }
  return largest;
}

export function refusalFor(extent: ShapeLimits, limits: ShapeLimits = LIMITS): Refusal | undefined {
  if (extent.depth > limits.depth) return new Refusal("TOO_DEEP", { max: limits.depth });
  if (extent.fields > limits.fields) return new Refusal("TOO_MANY_FIELDS", { max: limits.fields });
  if (extent.roots > limits.roots) return new Refusal("TOO_MANY_ROOTS", { max: limits.roots });
  if (extent.aliases > limits.aliases) return new Refusal("TOO_MANY_ALIASES", { max: limits.aliases });
  return undefined;
}

/** The same once more where GraphQL validates: nothing reaches the executor around the gate of requests. */
export const queryLimits: ValidationRule = (context: ValidationContext): ASTVisitor => {
  const measure = new Measure((name) => context.getFragment(name));
  return {
    OperationDefinition(node) {
      const refusal = refusalFor(measure.of(node.selectionSet, new Set()));
      if (refusal) context.reportError(new GraphQLError(refusal.message, { nodes: node, originalError: refusal }));
    },
  };
};

/** Aliases count as the fields they are: a thousand names for one expensive field are a thousand fields. */
class Measure {
  /** Measured once per fragment: fragments that spread each other double at every step, and so would the walk. */
  private readonly measured = new Map<string, Extent>();

  constructor(private readonly fragmentNamed: (name: string) => FragmentDefinitionNode | null | undefined) {}

  of(set: SelectionSetNode, inside: ReadonlySet<string>): Extent {
    let { depth, fields, aliases, roots, introspects } = NOTHING;
    for (const selection of set.selections) {
      let extent: Extent;
      if (selection.kind === Kind.FIELD) {
        const name = selection.name.value;
        introspects ||= name === "__schema" || name === "__type";
        // Introspection describes the schema and costs no query; tools ask for it far deeper than for data.
        if (name.startsWith("__")) continue;
        const below = selection.selectionSet ? this.of(selection.selectionSet, inside) : NOTHING;
        const renamed = selection.alias === undefined ? 0 : 1;
        extent = {
          ...below,
          depth: below.depth + 1,
          fields: below.fields + 1,
          aliases: below.aliases + renamed,
          roots: 1,
        };
      } else if (selection.kind === Kind.INLINE_FRAGMENT) {
        extent = this.of(selection.selectionSet, inside);
      } else {
        extent = this.fragment(selection.name.value, inside);
      }
      depth = Math.max(depth, extent.depth);
      fields += extent.fields;
      aliases += extent.aliases;
      roots += extent.roots;
      introspects ||= extent.introspects;
    }
    return { depth, fields, aliases, roots, introspects, writes: false };
  }

  private fragment(name: string, inside: ReadonlySet<string>): Extent {
    const fragment = this.fragmentNamed(name);
    // Unknown and circular fragments are refused by GraphQL's own rules.
    if (!fragment || inside.has(name)) return NOTHING;
    const known = this.measured.get(name);
    if (known) return known;
    const extent = this.of(fragment.selectionSet, new Set([...inside, name]));
    this.measured.set(name, extent);
    return extent;
  }
}
