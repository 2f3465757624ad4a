/** A page as it is asked for and as it is answered: Relay's forward and backward pages over a total order. */
import { Refusal } from "../errors.js";
import { decodeCursor, encodeCursor, orderTerms, type OrderInput, type OrderTerm } from "./order.js";
import type { Register } from "./register.js";

export const LARGEST_PAGE = 500;
export const USUAL_PAGE = 50;
/** Pages within pages multiply, so the inner ones are shorter unless told. */
export const USUAL_INNER_PAGE = 20;

export interface Page {
  readonly size: number;
  readonly backward: boolean;
  /** The values of the row the page starts behind. */
  readonly place: readonly unknown[] | undefined;
  readonly terms: readonly OrderTerm[];
  readonly filter: Readonly<Record<string, unknown>> | undefined;
}

export interface PageArgs {
  readonly filter?: Readonly<Record<string, unknown>> | null;
  readonly orderBy?: readonly OrderInput[] | null;
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

export function readPage(register: Register, args: PageArgs, usual: number): Page {
  const { first, after, last, before } = args;
  const backward = isGiven(last) || isGiven(before);
  if (backward && (isGiven(first) || isGiven(after))) throw new Refusal("PAGE_BOTH_WAYS");
  const size = (backward ? last : first) ?? usual;
  if (size < 1 || size > LARGEST_PAGE) throw new Refusal("PAGE_SIZE", { max: LARGEST_PAGE });
  const terms = orderTerms(register, args.orderBy ?? []);
  const cursor = backward ? before : after;
  return {
    size,
    backward,
    terms,
    place: isGiven(cursor) ? decodeCursor(terms, cursor) : undefined,
    filter: args.filter ?? undefined,
  };
}

function isGiven<T>(value: T | null | undefined): value is T {
  return value !== null && value !== undefined;
}

type Row = Readonly<Record<string, unknown>>;

/** What `connectionObject` returned from the database. */
export interface PageRows {
  readonly rows?: readonly Row[];
  readonly total?: number;
}

export interface Connection {
  readonly edges: readonly { readonly cursor: string | null; readonly node: Row }[];
  readonly nodes: readonly Row[];
  readonly totalCount: number | undefined;
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

export function answerPage(register: Register, answer: PageRows, args: PageArgs, usual: number): Connection {
  const { size, backward, place, terms } = readPage(register, args, usual);
  const found = answer.rows ?? [];
  const more = found.length > size;
  const nodes = !more ? found : backward ? found.slice(1) : found.slice(0, size);
  const cursorOf = (row: Row | undefined): string | null => {
    const values = row?.["@cursor"];
    return Array.isArray(values) ? encodeCursor(terms, values) : null;
  };
  return {
    edges: nodes.map((node) => ({
      node,
      get cursor() {
        return cursorOf(node);
      },
    })),
    nodes,
    totalCount: answer.total,
    pageInfo: {
      // A page behind a cursor has at least the cursor's row on its other side.
      hasNextPage: backward ? place !== undefined : more,
      hasPreviousPage: backward ? more : place !== undefined,
      startCursor: cursorOf(nodes[0]),
      endCursor: cursorOf(nodes.at(-1)),
    },
  };
}
