/**
 * What stands before the graph: which documents an account may send, how large, how many at once, how often, and for how
 * long, each by its roles. One account's long work never holds all the hub's connections, so it cannot keep others from
 * theirs. Requests a minute are counted in this process: they spare it, and a count in the database would cost as much as
 * many a request. Files an hour and imports under way are counted there, for all hubs together.
 */
import express, { type NextFunction, type Request, type RequestHandler, type Response } from "express";
import { sql } from "kysely";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { v7 as uuid } from "uuid";
import type { Hub, Viewer } from "./context.js";
import { Refusal, refusalBody } from "./errors.js";
import { viewerIn } from "./features/access/access.session.js";
import { limitsOf, type Limits } from "./graph/limits-by-role.js";
import { isAbsurd, refuseShape } from "./request-shape.js";
import { TrustedDocuments, type AskedDocument } from "./graph/trusted-documents.js";

/** What `SET_VIEWER` tells the database of one operation: when to stop by itself, and by what name to stop it sooner. */
const MARK = "hub ";

export class RequestGate {
  private readonly trusted: TrustedDocuments;
  private readonly turns = new Turns();
  private readonly pace = new Pace();
  /** What ends an operation's turn, by its mark. */
  private readonly running = new Map<string, () => void>();
  private readonly readers = new Map<number, RequestHandler>();

  constructor(private readonly hub: Hub) {
    this.trusted = TrustedDocuments.in(hub.config.root);
  }

  /** Before the graph: the document, the pace, the turn, in the order of what they cost. */
  readonly admit: RequestHandler = (request, response, next) => {
    this.letIn(request, response).then(
      () => next(),
      (error: unknown) => refuse(error, request, response, next),
    );
  };

  /** Before a file comes or goes: it takes a turn of its own kind, and no more memory than so many files at once. */
  readonly admitFile: RequestHandler = (request, response, next) => {
    const viewer = viewerIn(response);
    const limits = this.limitsOf(viewer);
    const account = viewer.accountId ?? "";
    const admit = async (): Promise<boolean> => {
      await this.spend(account, limits);
      const release = await this.turns.take(`file ${account}`, FILES);
      response.once("close", release);
      // Whoever hung up while waiting closes no second time.
      if (response.closed) {
        release();
        return false;
      }
      const seconds = request.method === "GET" ? limits.readSeconds : limits.writeSeconds;
      response.locals["viewer"] = { ...viewer, patience: patienceOf(seconds) } satisfies Viewer;
      return true;
    };
    admit().then((isThere) => isThere && next(), next);
  };

  /** Reads the body of a request to the graph, as large as the asker's may be. */
  readonly readBody: RequestHandler = (request, response, next) => {
    const { bodyMegabytes } = this.limitsOf(viewerIn(response));
    if (isAbsurd(request, bodyMegabytes)) {
      const asked = Math.round(Number(request.headers["content-length"]) / MEGABYTE);
      response.status(413).setHeader("Connection", "close");
      response.json(refusalBody(new Refusal("BODY_TOO_LARGE", { max: bodyMegabytes, asked })));
      return;
    }
    const read = this.readers.get(bodyMegabytes) ?? express.json({ limit: bodyMegabytes * MEGABYTE });
    this.readers.set(bodyMegabytes, read);
    read(request, response, next);
  };

  /** The operation has come to its end, whether anybody still waits for the answer or not. */
  ended(viewer: Viewer): void {
    if (viewer.patience) this.running.get(viewer.patience.mark)?.();
  }

  private async letIn(request: Request, response: Response): Promise<void> {
    const viewer = viewerIn(response);
    const limits = this.limitsOf(viewer);
    const account = viewer.accountId ?? "";
    await this.spend(account, limits);
    refuseShape(request.body);
    const asked = askedIn(request);
    const document = this.trusted.documentOf(asked, viewer.explores, limits);
    if (document !== undefined && asked.documentId !== undefined) putText(request, document.text);
    const release = await this.turns.take(account, limits);
    const patience = patienceOf(document?.writes ? limits.writeSeconds : limits.readSeconds);
    response.locals["viewer"] = { ...viewer, patience } satisfies Viewer;
    this.follow(response, patience, release);
  }

  private limitsOf(viewer: Viewer): Limits {
    return limitsOf(viewer, this.hub.config.limits);
  }

  private spend(account: string, { perMinute }: Limits): Promise<void> {
    return this.pace.spend(account, this.hub.config.requestsPerMinute ?? perMinute);
  }

  /** A client that hangs up keeps its turn until its work has ended, or hanging up would be a way to start more. */
  private follow(response: Response, { mark, milliseconds }: Patience, release: () => void): void {
    const end = (): void => {
      if (!this.running.delete(mark)) return;
      clearInterval(stopping);
      clearTimeout(overdue);
      clearTimeout(longest);
      release();
    };
    // The database ends a statement by itself; an operation of many short ones is ended at the one it has come to.
    let stopping: NodeJS.Timeout | undefined;
    const overdue = setTimeout(() => {
      stopping = setInterval(() => void this.stop(mark), 250).unref();
    }, milliseconds).unref();
    const longest = setTimeout(end, milliseconds + 5000).unref();
    this.running.set(mark, end);
    response.once("close", () => {
      if (response.writableFinished) end();
      else void this.stop(mark);
    });
    if (response.closed) void this.stop(mark);
  }

  /**
   * Stops the statement an operation is at, by the name its transaction bears. PGlite runs a statement to its end within
   * the process and hears nothing meanwhile: there it ends by itself, and the turn is kept for so long.
   */
  private async stop(mark: string): Promise<void> {
    if (this.hub.database.engine !== "postgres") return;
    try {
      await sql`select pg_cancel_backend(pid) from pg_stat_activity
        where application_name = ${mark} and state = 'active' and pid <> pg_backend_pid()`.execute(this.hub.requests);
    } catch (error) {
      this.hub.log.warn({ code: (error as { code?: string }).code }, "an abandoned statement could not be stopped");
    }
  }
}

type Patience = NonNullable<Viewer["patience"]>;

const patienceOf = (seconds: number): Patience => ({ milliseconds: seconds * 1000, mark: `${MARK}${uuid()}` });

/** The same for everybody: files are read to the disk, which all share. */
const FILES = { atOnce: 2, waiting: 20 } as const;
const MEGABYTE = 1024 * 1024;

/** The asker's words, from the body or, of a GET, the address. */
function askedIn(request: Request): AskedDocument {
  if (request.method === "POST") {
    const body = request.body as unknown;
    return typeof body === "object" && body !== null ? body : {};
  }
  const { searchParams } = new URL(request.url, "http://hub");
  return {
    documentId: searchParams.get("documentId") ?? undefined,
    query: searchParams.getAll("query").length > 1 ? undefined : (searchParams.get("query") ?? undefined),
  };
}

/** The graph reads a text where the client sent an id. */
function putText(request: Request, text: string): void {
  if (request.method === "POST") {
    (request.body as { query?: string }).query = text;
    return;
  }
  const url = new URL(request.url, "http://hub");
  url.searchParams.delete("documentId");
  url.searchParams.set("query", text);
  request.url = `${url.pathname}${url.search}`;
}

const STATUS: Readonly<Record<string, number>> = { NOT_TRUSTED: 403, TOO_BUSY: 429, TOO_OFTEN: 429 };

/** In the shape of the graph's own errors: its clients look nowhere else. */
function refuse(error: unknown, request: Request, response: Response, next: NextFunction): void {
  if (!(error instanceof Refusal)) return next(error);
  const { code, args, message } = refusalBody(error);
  const seconds = args["seconds"];
  if (seconds !== undefined) response.setHeader("Retry-After", String(seconds));
  const type = request.accepts(["application/json", "application/graphql-response+json"]) || "application/json";
  const errors = [{ message: `${message.zh} / ${message.en}`, extensions: { code, args, message } }];
  response
    .status(STATUS[code] ?? 400)
    .type(`${type}; charset=utf-8`)
    .send(JSON.stringify({ errors }));
}

/** So many at once for each, first come first served; a short queue, then a word to come again. */
export class Turns {
  private readonly held = new Map<string, { running: number; readonly queue: (() => void)[] }>();

  async take(who: string, limits: Pick<Limits, "atOnce" | "waiting">): Promise<() => void> {
    const own = this.held.get(who) ?? { running: 0, queue: [] };
    this.held.set(who, own);
    if (own.running < limits.atOnce) own.running++;
    else if (own.queue.length >= limits.waiting) throw tooBusy(limits);
    else await new Promise<void>((resolve) => own.queue.push(resolve));
    return once(() => this.giveBack(who, own));
  }

  private giveBack(who: string, own: { running: number; readonly queue: (() => void)[] }): void {
    const next = own.queue.shift();
    // The turn passes on as it is: whoever waited longest has it now.
    if (next) return next();
    own.running--;
    if (own.running === 0) this.held.delete(who);
  }
}

function tooBusy({ atOnce, waiting }: Pick<Limits, "atOnce" | "waiting">): Refusal {
  return new Refusal("TOO_BUSY", { max: atOnce + waiting, asked: atOnce + waiting + 1, seconds: 2 });
}

function once(work: () => void): () => void {
  let isDone = false;
  return () => {
    if (isDone) return;
    isDone = true;
    work();
  };
}

/** So many requests a minute for each account or address, in this process. */
export class Pace {
  /** Accounts of the same limit share a counter; each has its own points in it. */
  private readonly limiters = new Map<number, RateLimiterMemory>();

  async spend(who: string, perMinute: number): Promise<void> {
    const limiter = this.limiters.get(perMinute) ?? new RateLimiterMemory({ points: perMinute, duration: 60 });
    this.limiters.set(perMinute, limiter);
    try {
      await limiter.consume(who);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
      throw new Refusal("TOO_OFTEN", { max: perMinute, asked: error.consumedPoints, seconds });
    }
  }
}

/**
 * Trying passwords from one address: the accounts' own locks do not see who tries many accounts once each. Without a number
 * there is no limit.
 */
export function signInPace(perMinute: number | undefined): RequestHandler {
  const pace = new Pace();
  return (request, _response, next) => {
    if (request.method !== "POST" || perMinute === undefined) return next();
    pace.spend(request.ip ?? "", perMinute).then(() => next(), next);
  };
}
