/** What a request asks for below a field: fragments spread, `@skip` and `@include` obeyed, arguments as typed values. */
import {
  getArgumentValues,
  getDirectiveValues,
  GraphQLIncludeDirective,
  GraphQLSkipDirective,
  Kind,
  type FieldNode,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type SelectionSetNode,
} from "graphql";

export interface SelectedField {
  /** The name in the answer: the alias where there is one. */
  readonly key: string;
  readonly name: string;
  readonly args: Readonly<Record<string, unknown>>;
  readonly nodes: FieldNode[];
}

/** A field, or the operation itself. */
type Selecting = { readonly selectionSet?: SelectionSetNode | undefined };

type Request = Pick<GraphQLResolveInfo, "fragments" | "variableValues">;

/** The fields asked of `type`, each answer name once, in the order of the request. */
export function selectedFields(
  request: Request,
  nodes: readonly Selecting[],
  type: GraphQLObjectType,
): SelectedField[] {
  // `__typename` is answered by the executor.
  return askedFields(request, nodes, type).filter(({ name }) => name !== "__typename");
}

/** The same with `__typename` where it is asked. */
export function askedFields(request: Request, nodes: readonly Selecting[], type: GraphQLObjectType): SelectedField[] {
  const selected = new Map<string, SelectedField>();
  for (const node of nodes) if (node.selectionSet) collect(request, node.selectionSet, type, selected);
  return [...selected.values()];
}

function collect(
  request: Request,
  set: SelectionSetNode,
  type: GraphQLObjectType,
  selected: Map<string, SelectedField>,
): void {
  for (const selection of set.selections) {
    if (isLeftOut(request, selection)) continue;
    if (selection.kind === Kind.FIELD) {
      addField(request, selection, type, selected);
      continue;
    }
    const fragment = selection.kind === Kind.INLINE_FRAGMENT ? selection : request.fragments[selection.name.value];
    if (fragment && appliesTo(type, fragment.typeCondition?.name.value))
      collect(request, fragment.selectionSet, type, selected);
  }
}

function addField(
  request: Request,
  node: FieldNode,
  type: GraphQLObjectType,
  selected: Map<string, SelectedField>,
): void {
  const definition = type.getFields()[node.name.value];
  if (definition === undefined && node.name.value !== "__typename") return;
  const key = node.alias?.value ?? node.name.value;
  const known = selected.get(key);
  if (known) {
    known.nodes.push(node);
    return;
  }
  const args = !definition?.args.length ? {} : getArgumentValues(definition, node, request.variableValues);
  selected.set(key, { key, name: node.name.value, args, nodes: [node] });
}

function isLeftOut(request: Request, node: SelectionSetNode["selections"][number]): boolean {
  if (!node.directives?.length) return false;
  const skip = getDirectiveValues(GraphQLSkipDirective, node, request.variableValues);
  const include = getDirectiveValues(GraphQLIncludeDirective, node, request.variableValues);
  return skip?.["if"] === true || include?.["if"] === false;
}

function appliesTo(type: GraphQLObjectType, condition: string | undefined): boolean {
  return (
    condition === undefined ||
    condition === type.name ||
    type.getInterfaces().some((implemented) => implemented.name === condition)
  );
}
