/**
 * Runs one operation: compiled once by graphql-jit, then kept; the request's transaction ends before the answer leaves.
 * A mutation that failed anywhere is undone as a whole: an answer never says "refused" about something half written.
 */
import type { GatewayExecutor, GatewayInterface } from "@apollo/server-gateway-interface";
import {
  getOperationAST,
  getVariableValues,
  GraphQLError,
  Kind,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type VariableDefinitionNode,
} from "graphql";
import { compileQuery, isCompiledQuery } from "graphql-jit";
import type { Context } from "../context.js";
import { DirectAnswers } from "./direct.js";
import { hasPersonalReads, recordPersonalReads } from "./personal.js";
import type { RegisterBook } from "./register.js";
import { JsonScalar } from "./scalars.js";

type Variables = Readonly<Record<string, unknown>>;
type Run = (context: Context, variables: Variables) => ExecutionResult | Promise<ExecutionResult>;

/** Our own pages send a few dozen documents; an explorer's stray ones must not grow the memory without end. */
const KEPT_QUERIES = 500;

/**
 * Apollo Server lets only a gateway replace its executor, so the schema is handed over as one.
 * graphql-jit spends its time once per document instead of once per field and row.
 */
export function compiledExecution(schema: GraphQLSchema, book: RegisterBook): GatewayInterface {
  const executor = compilingExecutor(schema, new DirectAnswers(schema, book));
  return {
    load: () => Promise.resolve({ executor }),
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: "" });
      return () => undefined;
    },
    stop: () => Promise.resolve(),
  };
}

function compilingExecutor(schema: GraphQLSchema, direct: DirectAnswers): GatewayExecutor {
  const kept = new Map<string, Run>();
  return async (request) => {
    const asked = request.request.operationName;
    if (!getOperationAST(request.document, asked)) return { errors: [noOperation(asked)] };
    const key = `${request.queryHash} ${request.operationName ?? ""}`;
    let run = kept.get(key);
    if (run === undefined) {
      run = compile(schema, direct, request.document, request.operationName);
      if (kept.size >= KEPT_QUERIES) kept.delete(kept.keys().next().value ?? key);
    } else {
      kept.delete(key);
    }
    // Put last again: the first of the map is the one longest unused.
    kept.set(key, run);
    return run(request.context as Context, request.request.variables ?? {});
  };
}

/** A document of several operations, and none of them named; or a name that none of them bears. */
function noOperation(asked: string | null | undefined): GraphQLError {
  const said = asked ? "Unknown operation name" : "Must provide the name of one of the operations";
  return new GraphQLError(said, { extensions: { code: "OPERATION_RESOLUTION_FAILURE", http: { status: 400 } } });
}

/** Pages of registers are answered without the executor; it is compiled when it is first needed. */
function compile(
  schema: GraphQLSchema,
  direct: DirectAnswers,
  document: DocumentNode,
  operationName: string | null,
): Run {
  let usual: Run | undefined;
  const execute: Run = (context, variables) =>
    inRequestTransaction(context, async () =>
      (usual ??= compileUsual(schema, document, operationName))(context, variables),
    );
  const operation = direct.operationOf(document, operationName);
  if (operation === undefined) return execute;
  return async (context, variables) =>
    (await direct.answer(operation, context, variables)) ?? execute(context, variables);
}

/**
 * graphql-jit writes out a reader for every variable's type and never ends on one that contains itself, as filters do.
 * So graphql-js reads the variables, and the compiled query takes them as they are; all but yes and no, whose type
 * `@skip` and `@include` insist on.
 */
function compileUsual(schema: GraphQLSchema, document: DocumentNode, operationName: string | null): Run {
  const compiled = compileQuery(schema, takingVariablesAsTheyAre(document), operationName ?? undefined);
  if (!isCompiledQuery(compiled)) return () => compiled;
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  return (context, variables) => {
    const read = getVariableValues(schema, definitions, variables, { maxErrors: 5 });
    return read.errors ? { errors: read.errors } : compiled.query(undefined, context, read.coerced);
  };
}

function takingVariablesAsTheyAre(document: DocumentNode): DocumentNode {
  const anything = { kind: Kind.NAMED_TYPE, name: { kind: Kind.NAME, value: JsonScalar.name } } as const;
  return visit(document, {
    VariableDefinition: (definition): VariableDefinitionNode => {
      const type = definition.type.kind === Kind.NON_NULL_TYPE ? definition.type.type : definition.type;
      if (type.kind === Kind.NAMED_TYPE && type.name.value === "Boolean") return definition;
      return { kind: Kind.VARIABLE_DEFINITION, variable: definition.variable, type: anything };
    },
  });
}

async function inRequestTransaction(context: Context, run: () => Promise<ExecutionResult>): Promise<ExecutionResult> {
  try {
    const result = asGraphql(await run());
    if (result.errors?.length) {
      await context.transaction.rollback();
      // The log of what was read unmasked went with the transaction, so what was read stays here.
      return hasPersonalReads(context) ? { data: null, errors: result.errors } : result;
    }
    await recordPersonalReads(context);
    await context.transaction.commit();
    return result;
  } catch (error) {
    await context.transaction.rollback();
    throw error;
  }
}

/** graphql-jit's errors are not quite GraphQL's own: they have no extensions, and Apollo Server stumbles over that. */
function asGraphql(result: ExecutionResult): ExecutionResult {
  if (!result.errors?.length) return result;
  return { ...result, errors: result.errors.map((error) => (isOfGraphql(error) ? error : rewritten(error))) };
}

/** What the type promises, and graphql-jit does not keep. */
function isOfGraphql(error: GraphQLError): boolean {
  return (error.extensions as object | undefined) !== undefined;
}

function rewritten({ message, path, originalError }: GraphQLError): GraphQLError {
  return new GraphQLError(message, { path: path ?? null, originalError: originalError ?? null });
}
