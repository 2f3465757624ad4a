/**
 * What one request may ask, decided on the document alone, before anything runs: depth, fields after fragments are
 * spread, and root fields. How many rows it may return is decided where the arguments are known.
 */
import {
  Kind,
  type ASTVisitor,
  type FragmentDefinitionNode,
  type SelectionSetNode,
  type ValidationContext,
  type ValidationRule,
} from "graphql";
import { GraphQLError } from "graphql";
import { Refusal } from "../errors.js";

export const LIMITS = { depth: 14, fields: 1000, roots: 20 } as const;

interface Extent {
  readonly depth: number;
  readonly fields: number;
  readonly roots: number;
}

const NOTHING: Extent = { depth: 0, fields: 0, roots: 0 };

/** Aliases count as the fields they are: a thousand names for one expensive field are a thousand fields. */
export const queryLimits: ValidationRule = (context: ValidationContext): ASTVisitor => {
  const measured = new Map<string, Extent>();
  return {
    OperationDefinition(node) {
      const extent = extentOf(node.selectionSet, context, measured, new Set());
      const refusal = refusalFor(extent);
      if (refusal) context.reportError(new GraphQLError(refusal.message, { nodes: node, originalError: refusal }));
    },
  };
};

function refusalFor(extent: Extent): Refusal | undefined {
  if (extent.depth > LIMITS.depth) return new Refusal("TOO_DEEP", { max: LIMITS.depth });
  if (extent.fields > LIMITS.fields) return new Refusal("TOO_MANY_FIELDS", { max: LIMITS.fields });
  if (extent.roots > LIMITS.roots) return new Refusal("TOO_MANY_ROOTS", { max: LIMITS.roots });
  return undefined;
}

function extentOf(
  set: SelectionSetNode,
  context: ValidationContext,
  measured: Map<string, Extent>,
  inside: ReadonlySet<string>,
): Extent {
  let { depth, fields, roots } = NOTHING;
  const add = (extent: Extent): void => {
    depth = Math.max(depth, extent.depth);
    fields += extent.fields;
    roots += extent.roots;
  };
  for (const selection of set.selections) {
    if (selection.kind === Kind.FIELD) {
      // Introspection describes the schema and costs no query; tools ask for it far deeper than for data.
      if (selection.name.value.startsWith("__")) continue;
      const below = selection.selectionSet ? extentOf(selection.selectionSet, context, measured, inside) : NOTHING;
      add({ depth: below.depth + 1, fields: below.fields + 1, roots: 1 });
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      add(extentOf(selection.selectionSet, context, measured, inside));
    } else {
      add(fragmentExtent(context.getFragment(selection.name.value), context, measured, inside));
    }
  }
  return { depth, fields, roots };
}

/** Measured once per fragment: fragments that spread each other double at every step, and so would the walk. */
function fragmentExtent(
  fragment: FragmentDefinitionNode | null | undefined,
  context: ValidationContext,
  measured: Map<string, Extent>,
  inside: ReadonlySet<string>,
): Extent {
  // Unknown and circular fragments are refused by GraphQL's own rules.
  if (!fragment || inside.has(fragment.name.value)) return NOTHING;
  const known = measured.get(fragment.name.value);
  if (known) return known;
  const extent = extentOf(fragment.selectionSet, context, measured, new Set([...inside, fragment.name.value]));
  measured.set(fragment.name.value, extent);
  return extent;
}
