/**
 * The hub on HTTP: the graph, the pages, health. It serves this machine only: until people sign in, whoever reaches it
 * may read and write, so it neither listens on nor answers to any other name than the machine's own.
 */
// First of all: the classes of the graph describe themselves through it as they are loaded.
import "reflect-metadata";
import { createServer } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import { ApolloServer, type ApolloServerPlugin, type BaseContext } from "@apollo/server";
import { ApolloServerPluginCacheControlDisabled } from "@apollo/server/plugin/disabled";
import { ApolloServerPluginDrainHttpServer } from "@apollo/server/plugin/drainHttpServer";
import { expressMiddleware } from "@as-integrations/express5";
import express, { type ErrorRequestHandler, type Express, type RequestHandler, type Response } from "express";
import type { GraphQLFormattedError } from "graphql";
import { sql } from "kysely";
import { pino, type Logger } from "pino";
import type { Config } from "./config.js";
import { createContext, type Context, type Hub, type Viewer } from "./context.js";
import { isMigrated } from "./database/migrate.js";
import { recordEvents } from "./database/record-events.js";
import type { OpenDatabase } from "./database/database.js";
import { formatError, logAccident, OUTSIDE, Refusal, refusalBody, wasDenied, wasStopped, wordsOf } from "./errors.js";
import { inTransaction, requestTransaction } from "./database/transaction.js";
import { signedInOnly, viewerIn, viewerOf } from "./features/access/access.session.js";
import { signInRouter } from "./features/access/sign-in.routes.js";
import { auditRouter } from "./features/audit/audit.routes.js";
import { loadRoles } from "./features/access/load-roles.js";
import { retainDaily } from "./features/access/personal-retention.js";
import { ensureTallies } from "./features/indicator/indicator.tallies.js";
import { holdPrintKey } from "./features/intake/identity-print-key.js";
import { resumeInterrupted, stopImports } from "./features/intake/intake.background.js";
import { importRouter } from "./features/intake/intake.upload.js";
import { workbookRouter } from "./features/workbook/workbook.routes.js";
import { stringifyAnswer } from "./graph/direct.js";
import { compiledExecution } from "./graph/executor.js";
import { WIDEST } from "./graph/limits-by-role.js";
import { queryLimits } from "./graph/limits.js";
import { ownNamesOnly, pageRoutes, protectiveHeaders } from "./pages.js";
import { RequestGate, signInPace } from "./requests.js";
import { registerBook } from "./registers.js";
import { buildHubSchema } from "./schema.js";
import { certificateFor } from "./tls.js";

export interface HubApp {
  readonly app: Express;
  readonly log: Logger;
  /** The certificate people have to trust before Office opens the hub's pages, where it was made here. */
  readonly toTrust: string | undefined;
  /** Starts to listen and tells the address, e.g. `http://127.0.0.1:4000`. */
  listen(): Promise<string>;
  /** Lets running requests finish, then stops. The database stays open: whoever opened it closes it. */
  stop(): Promise<void>;
}

/** Only this machine: an address of the network would offer everything to everyone on it. */
export const HOST = "127.0.0.1";

export async function createApp(
  config: Config,
  database: OpenDatabase,
  clock: () => Date = () => new Date(),
): Promise<HubApp> {
  const log = pino({ level: config.log, base: null });
  const requests = await database.requestsUnder(config.identityKey);
  const hub: Hub = { config, database, requests, log, clock };
  const app = express();
  const certificate = await certificateFor(config.tls, config.home);
  const server = certificate
    ? createSecureServer({ cert: certificate.cert, key: certificate.key, minVersion: "TLSv1.2" }, app)
    : createServer(app);
  const gate = new RequestGate(hub);
  const schema = buildHubSchema();
  const apollo = new ApolloServer<BaseContext>({
    gateway: compiledExecution(schema, registerBook),
    stringifyResult: stringifyAnswer,
    plugins: [
      // Cache control wraps every field of the schema; nothing here is cached by it.
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginDrainHttpServer({ httpServer: server, stopGracePeriodMillis: 5000 }),
      endOfTurn(gate),
      refusalsLogged(hub),
    ],
    validationRules: [queryLimits],
    parseOptions: { maxTokens: WIDEST.tokens },
    // Whoever may not explore sends our own documents alone, and those do not introspect.
    introspection: true,
    // The list of trusted documents is made with the product: no client may add to it.
    persistedQueries: false,
    csrfPrevention: true,
    includeStacktraceInErrorResponses: false,
    formatError: formatError(log),
    logger: log,
    stopOnTerminationSignals: false,
  });
  await apollo.start();

  app.disable("x-powered-by");
  // One proxy, the keeper's own: what it says of the asker's address and protocol is believed, and nobody else's word.
  if (config.behindProxy === true) app.set("trust proxy", 1);
  app.use(protectiveHeaders(certificate !== undefined || config.behindProxy === true, config.officeJs));
  app.use(ownNamesOnly(config.publicUrl));
  app.use(healthRoutes(hub));
  app.use("/session", noStore, signInPace(config.signInsPerMinute), signInRouter(hub));
  app.use("/graphql", noStore, signedInOnly(hub), gate.readBody, gate.admit, graphRoute(apollo, hub));
  app.use("/imports", noStore, signedInOnly(hub), gate.admitFile, importRouter(hub));
  app.use("/workbooks", noStore, signedInOnly(hub), gate.admitFile, workbookRouter(hub, schema));
  app.use("/audit", noStore, signedInOnly(hub), gate.admitFile, auditRouter(hub));
  await holdPrintKey(database.db, config.identityKey);
  await inTransaction(database.db, "system", loadRoles);
  await ensureTallies(database.db, requests);
  await resumeInterrupted(hub);
  const endRetention = retainDaily(database.db, clock, config.home, (error) => logAccident(log, error));
  app.use(
    pageRoutes(
      config.root,
      async (request) => (await viewerOf(hub, request))?.mustChangePassword === false,
      config.officeJs,
    ),
  );
  app.use(nothingThere);
  app.use(answerErrors(log));

  return {
    app,
    log,
    toTrust: certificate?.toTrust,
    listen: () =>
      new Promise((resolve, reject) => {
        server.once("error", reject);
        const host = config.host ?? HOST;
        server.listen(config.port, host, () => {
          const { port } = server.address() as AddressInfo;
          resolve(`${certificate ? "https" : "http"}://${host.includes(":") ? `[${host}]` : host}:${port}`);
        });
      }),
    stop: async () => {
      endRetention();
      await stopImports(hub);
      await apollo.stop();
    },
  };
}

/** Express would repeat the address, which may hold anything. */
const nothingThere: RequestHandler = (_request, response) => {
  response.status(404).type("text/plain").send("没有这个地址 / There is nothing at this address");
};

/** Answers change with the data: a digest over every large answer would cost more than it ever saves. */
const noStore: RequestHandler = (_request, response, next) => {
  response.setHeader("Cache-Control", "no-store");
  response.app.set("etag", false);
  next();
};

/** Tells the gate that an operation has ended, and keeps the names of the schema from those who may not look at it. */
function endOfTurn(gate: RequestGate): ApolloServerPlugin {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: ({ contextValue, response: { body } }) => {
          const { viewer } = contextValue as Context;
          gate.ended(viewer);
          if (body.kind === "single")
            body.singleResult.errors = body.singleResult.errors?.map((error) => withItsTime(error, viewer));
          if (!viewer.explores && body.kind === "single")
            body.singleResult.errors = body.singleResult.errors?.map(withoutSuggestions);
          return Promise.resolve();
        },
      }),
  };
}

/** What somebody was refused for lack of a right is part of the log of access: by its code, never by what was asked. */
function refusalsLogged(hub: Hub): ApolloServerPlugin {
  return {
    requestDidStart: () =>
      Promise.resolve({
        willSendResponse: async ({ contextValue, operation, operationName, response: { body } }) => {
          if (
            operation?.selectionSet.selections.some(
              (node) => node.kind === "Field" && LOGGED_THERE.has(node.name.value),
            )
          )
            return;
          const errors = body.kind === "single" ? (body.singleResult.errors ?? []) : [];
          const codes = [...new Set(errors.map(({ extensions }) => extensions?.["code"]))].filter((code) =>
            REFUSED_RIGHTS.has(code),
          );
          if (codes.length > 0) await recordRefusal(hub, (contextValue as Context).viewer, codes, operationName);
        },
      }),
  };
}

/** They keep what was tried, and by whom, themselves. */
const LOGGED_THERE: ReadonlySet<string> = new Set(["grantRole", "revokeGrant", "assignReview", "makeToken"]);
const REFUSED_RIGHTS: ReadonlySet<unknown> = new Set(["FORBIDDEN", "NOT_TRUSTED", "PERSONAL_PURPOSE"]);

async function recordRefusal(
  hub: Hub,
  viewer: Viewer,
  codes: readonly unknown[],
  operation: string | undefined | null,
): Promise<void> {
  const transaction = requestTransaction(viewer.accountId === undefined ? hub.database.db : hub.requests, viewer);
  try {
    const detail = { codes, operation: operation?.slice(0, 80) ?? null };
    await recordEvents(await transaction.tx(), "refused", [detail]);
    await transaction.commit();
  } catch (error) {
    await transaction.rollback();
    logAccident(hub.log, error);
  }
}

/** What was stopped says after how long: only here it is known who asked. */
function withItsTime(error: GraphQLFormattedError, { patience }: Viewer): GraphQLFormattedError {
  if (error.extensions?.["code"] !== "TOO_SLOW" || patience === undefined) return error;
  const args = { max: patience.milliseconds / 1000 };
  const message = wordsOf("TOO_SLOW", args);
  return { ...error, message: `${message.zh} / ${message.en}`, extensions: { ...error.extensions, args, message } };
}

function withoutSuggestions(error: GraphQLFormattedError): GraphQLFormattedError {
  return JSON.parse(JSON.stringify(error), (_key, value: unknown) =>
    typeof value === "string" ? value.replaceAll(/ ?Did you mean [^?]*\?/g, "") : value,
  ) as GraphQLFormattedError;
}

function graphRoute(apollo: ApolloServer<BaseContext>, hub: Hub): RequestHandler {
  return expressMiddleware(apollo, {
    context: ({ res }): Promise<Context> => Promise.resolve(createContext(hub, viewerIn(res as Response))),
  }) as RequestHandler;
}

function healthRoutes(hub: Hub): express.Router {
  const router = express.Router();
  router.get("/health", (_request, response) => {
    response.json({ status: "ok", version: hub.config.version });
  });
  router.get("/ready", async (_request, response) => {
    try {
      await sql`select 1`.execute(hub.database.db);
      const ready = await isMigrated(hub.database.db);
      response.status(ready ? 200 : 503).json({ status: ready ? "ready" : "migrating", engine: hub.database.engine });
    } catch (error) {
      response.status(503).json({ status: "database", id: logAccident(hub.log, error) });
    }
  });
  return router;
}

function answerErrors(log: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const refusal = wasStopped(error) ? stoppedFor(response) : refusalOf(error);
    const seconds = refusal?.refusal.args["seconds"];
    if (seconds !== undefined) response.setHeader("Retry-After", String(seconds));
    if (refusal) response.status(refusal.status).json(refusalBody(refusal.refusal));
    else response.status(500).json({ code: "ACCIDENT", args: { id: logAccident(log, error) } });
  };
}

/** A file that took the database longer than whoever asked may take. */
function stoppedFor(response: Response): { refusal: Refusal; status: number } {
  const viewer = response.locals["viewer"] as Viewer | undefined;
  return { refusal: new Refusal("TOO_SLOW", { max: (viewer?.patience?.milliseconds ?? 0) / 1000 }), status: 503 };
}

/** What is no mistake of the request itself. */
const STATUS: Readonly<Record<string, number>> = {
  TOO_BUSY: 429,
  TOO_OFTEN: 429,
  TOO_MANY_UPLOADS: 429,
  TOO_MANY_IMPORTS: 429,
  NOT_FOUND: 404,
  SIGN_IN: 401,
  PASSWORD_ONCE: 403,
  FORBIDDEN: 403,
};

function refusalOf(error: unknown): { refusal: Refusal; status: number } | undefined {
  if (wasDenied(error)) return { refusal: new Refusal("FORBIDDEN", OUTSIDE), status: 403 };
  if (error instanceof Refusal) return { refusal: error, status: STATUS[error.code] ?? 400 };
  const { status, type } = error as { status?: number; type?: string };
  if (type === "entity.too.large") return { refusal: bodyTooLarge(error as BodyError), status: 413 };
  // Express says what it could not read, which may quote the body; the kind of the mistake is enough.
  if (status !== undefined && status >= 400 && status < 500)
    return { refusal: new Refusal("BAD_REQUEST", { detail: type ?? `HTTP ${status}` }), status };
  return undefined;
}

/** What the body's reader says of one that is too large; of one that comes in parts it knows what it has had so far. */
interface BodyError {
  readonly limit?: number;
  readonly length?: number;
  readonly received?: number;
}

function bodyTooLarge({ limit = 0, length, received = limit }: BodyError): Refusal {
  const inMegabytes = (bytes: number): number => Math.ceil((bytes / 1024 / 1024) * 100) / 100;
  return new Refusal("BODY_TOO_LARGE", { max: inMegabytes(limit), asked: inMegabytes(length ?? received) });
}
