/**
 * Runs one operation: compiled once by graphql-jit, then kept; the request's transaction ends before the answer leaves.
 * A mutation that failed anywhere is undone as a whole: an answer never says "refused" about something half written.
 */
import type { GatewayExecutor, GatewayInterface } from "@apollo/server-gateway-interface";
import { GraphQLError, type ExecutionResult, type GraphQLSchema } from "graphql";
import { compileQuery, isCompiledQuery, type CompiledQuery } from "graphql-jit";
import type { Context } from "../context.js";

type Compiled = CompiledQuery | ExecutionResult;

/** Our own pages send a few dozen documents; an explorer's stray ones must not grow the memory without end. */
const KEPT_QUERIES = 500;

/**
 * Apollo Server lets only a gateway replace its executor, so the schema is handed over as one.
 * graphql-jit spends its time once per document instead of once per field and row.
 */
export function compiledExecution(schema: GraphQLSchema): GatewayInterface {
  const executor = compilingExecutor(schema);
  return {
    load: () => Promise.resolve({ executor }),
    onSchemaLoadOrUpdate(callback) {
      callback({ apiSchema: schema, coreSupergraphSdl: "" });
      return () => undefined;
    },
    stop: () => Promise.resolve(),
  };
}

function compilingExecutor(schema: GraphQLSchema): GatewayExecutor {
  const kept = new Map<string, Compiled>();
  return async (request) => {
    const key = `${request.queryHash} ${request.operationName ?? ""}`;
    let compiled = kept.get(key);
    if (compiled === undefined) {
      compiled = compileQuery(schema, request.document, request.operationName ?? undefined);
      if (kept.size >= KEPT_QUERIES) kept.delete(kept.keys().next().value ?? key);
    } else {
      kept.delete(key);
    }
    // Put last again: the first of the map is the one longest unused.
    kept.set(key, compiled);
    if (!isCompiledQuery(compiled)) return compiled;
    const context = request.context as Context;
    const variables = request.request.variables ?? {};
    const writes = request.operation.operation === "mutation";
    return inRequestTransaction(context, writes, async () => compiled.query(undefined, context, variables));
  };
}

async function inRequestTransaction(
  context: Context,
  writes: boolean,
  run: () => Promise<ExecutionResult>,
): Promise<ExecutionResult> {
  try {
    const result = asGraphql(await run());
    if (writes && result.errors?.length) await context.transaction.rollback();
    else await context.transaction.commit();
    return result;
  } catch (error) {
    await context.transaction.rollback();
    throw error;
  }
}

/** graphql-jit's errors are not quite GraphQL's own: they have no extensions, and Apollo Server stumbles over that. */
function asGraphql(result: ExecutionResult): ExecutionResult {
  if (!result.errors?.length) return result;
  const errors = result.errors.map(
    ({ message, path, originalError }) => new GraphQLError(message, { path: path ?? null, originalError: originalError ?? null }),
  );
  return { ...result, errors };
}
