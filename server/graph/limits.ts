/**
 * The measure of a document, taken before anything runs, and what of it is too much. Depth, fields after fragments are
 * spread, renamed fields and root fields are read off the document alone; how many rows and values it may return is
 * decided where the arguments are known.
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
import { Refusal, type RefusalCode } from "../errors.js";
import { WIDEST, type Limits } from "./limits-by-role.js";

/** The shape of a document. */
export type ShapeLimits = Pick<Limits, "depth" | "fields" | "aliases" | "roots">;

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

export function refusalFor(extent: ShapeLimits, limits: ShapeLimits): Refusal | undefined {
  const tooMuch = (["depth", "fields", "roots", "aliases"] as const).find((name) => extent[name] > limits[name]);
  return tooMuch && new Refusal(CODES[tooMuch], { max: limits[tooMuch], asked: extent[tooMuch] });
}

const CODES = {
  depth: "TOO_DEEP",
  fields: "TOO_MANY_FIELDS",
  roots: "TOO_MANY_ROOTS",
  aliases: "TOO_MANY_ALIASES",
} as const satisfies Record<keyof ShapeLimits, RefusalCode>;

/** The same once more where GraphQL validates: nothing reaches the executor around the gate of requests. */
export const queryLimits: ValidationRule = (context: ValidationContext): ASTVisitor => {
  const measure = new Measure((name) => context.getFragment(name));
  return {
    OperationDefinition(node) {
      const refusal = refusalFor(measure.of(node.selectionSet, new Set()), WIDEST);
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
