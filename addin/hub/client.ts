/**
 * The hub over HTTP: runs a typed document by fetch and sorts what comes back into four shapes.
 * Refuses to throw for a failure and to retry by itself: the caller knows whether sending again is safe.
 */
import type { DocumentTypeDecoration } from "@graphql-typed-document-node/core";
import * as documents from "./documents.js";
import type { Answer, Asking, Connection, Failure, FigureKey, Hub, TakenReport } from "./hub.js";

/** Reads may be slow on a big workbook; a person waits this long before being told that nobody answers. */
const PATIENCE_MS = 30_000;
const UPLOAD_PATIENCE_MS = 180_000;

export interface HubClientOptions {
  /** `http://127.0.0.1:4000`, without a slash at the end; "" for the page's own origin. */
  readonly address: string;
  /** The name changes are recorded under until people sign in. */
  readonly actor?: () => string | null;
  readonly clock?: () => Date;
  readonly fetch?: typeof globalThis.fetch;
}

export function createHubClient(options: HubClientOptions): Hub {
  const line = new Line(options);
  return {
    address: options.address,
    get connection() {
      return line.connection;
    },
    onConnection: (listener) => line.onConnection(listener),

    info: (asking) => line.ask(documents.HubInfo, {}, (data) => data.hub, asking),
    searchCatalogue: (text, kinds, first = 20, asking) =>
      line.ask(documents.SearchCatalogue, { text, kinds, first }, (data) => data.searchCatalogue, asking),
    indicators: (codes, asking) => line.ask(documents.Indicators, { codes }, (data) => data.indicators, asking),
    organizationTree: (root, depth, asking) =>
      line.ask(
        documents.OrganizationTree,
        { root, depth },
        (data) => data.organizationTree.map((node) => ({ ...node, parent: node.parent?.code ?? null })),
        asking,
      ),

    figures: (keys, asOf = null, asking) =>
      line.ask(documents.Figures, { keys: keys.map(bareKey), asOf }, (data) => data.figures, asking),
    figureGrid: (organizations, columns, asOf = null, asking) =>
      line.ask(documents.FigureGrid, { organizations, columns, asOf }, (data) => data.figureGrid, asking),
    progress: (keys, asking) =>
      line.ask(documents.FigureProgress, { keys: keys.map(bareKey) }, (data) => data.progress, asking),
    figureHistory: (key, asking) =>
      line.ask(documents.FigureHistory, { key: bareKey(key) }, (data) => data.figureHistory, asking),
    figureOrigin: (key, first = 50, asking) =>
      line.ask(documents.FigureOrigin, { key: bareKey(key), first }, (data) => data.figureOrigin, asking),
    writeFigures: (input, asking) => line.ask(documents.WriteFigures, { input }, (data) => data.writeFigures, asking),

    imports: (organization, first = 20, asking) =>
      line.ask(documents.Imports, { organization, first }, (data) => data.imports, asking),
    import: (id, asking) => line.ask(documents.Import, { id }, (data) => data.import, asking),
    importRows: (id, outcome, first, after, asking) =>
      line.ask(documents.ImportRows, { id, outcome, first, after }, (data) => data.import?.rows ?? [], asking),
    stageSelection: (input, asking) =>
      line.ask(documents.StageSelection, { input }, (data) => data.stageSelection, asking),
    setImportMapping: (id, table, target, columns, remember, asking) =>
      line.ask(
        documents.SetImportMapping,
        { id, table, target, columns, remember },
        (data) => data.setImportMapping,
        asking,
      ),
    commitImport: (id, batchId, atomic, asking) =>
      line.ask(documents.CommitImport, { id, batchId, atomic }, (data) => data.commitImport, asking),
    discardImport: (id, asking) => line.ask(documents.DiscardImport, { id }, (data) => data.discardImport, asking),
    upload: (file, name, organization, target, asking) => line.upload(file, name, organization, target, asking),
  };
}

/** The graph refuses unknown input fields; a key often is part of something larger. */
function bareKey({ indicator, organization, period }: FigureKey): FigureKey {
  return { indicator, organization, period };
}

/** One line to the hub: who is on it, how long to wait, and whether anybody answered last time. */
class Line {
  connection: Connection = { state: "unknown" };
  private readonly listeners = new Set<(connection: Connection) => void>();

  constructor(private readonly options: HubClientOptions) {}

  onConnection(listener: (connection: Connection) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async ask<Data, Variables, Result>(
    document: DocumentTypeDecoration<Data, Variables>,
    variables: Variables,
    pick: (data: Data) => Result,
    asking: Asking = {},
  ): Promise<Answer<Result>> {
    const answer = await this.post<GraphAnswer<Data>>(
      "/graphql",
      { body: JSON.stringify({ query: String(document), variables }), json: true },
      { timeoutMs: PATIENCE_MS, ...asking },
    );
    if (answer.kind !== "ok") return answer;
    const [error] = answer.data.errors ?? [];
    if (error) return failureOf(error);
    return answer.data.data ? { kind: "ok", data: pick(answer.data.data) } : { kind: "accident", id: null };
  }

  async upload(file: Blob, name: string, organization: string, target: string | null, asking: Asking = {}) {
    const form = new FormData();
    form.set("organization", organization);
    if (target !== null) form.set("target", target);
    form.set("file", file, name);
    const sent = await this.post<{ id?: string; report?: TakenReport } & GraphError["extensions"]>(
      "/imports",
      { body: form, json: false },
      { timeoutMs: UPLOAD_PATIENCE_MS, ...asking },
    );
    if (sent.kind !== "ok") return sent;
    if (sent.data.code !== undefined) return failureOf({ extensions: sent.data });
    const { id, report } = sent.data;
    if (report !== undefined) return { kind: "ok", data: { report } } as const;
    return id === undefined ? ({ kind: "accident", id: null } as const) : ({ kind: "ok", data: { id } } as const);
  }

  private async post<Body>(
    path: string,
    { body, json }: { body: BodyInit; json: boolean },
    { signal, timeoutMs = PATIENCE_MS }: Asking,
  ): Promise<Answer<Body>> {
    const patience = AbortSignal.timeout(timeoutMs);
    try {
      const response = await (this.options.fetch ?? globalThis.fetch)(`${this.options.address}${path}`, {
        method: "POST",
        headers: this.headers(json),
        body,
        signal: signal ? AbortSignal.any([signal, patience]) : patience,
      });
      if (GATEWAY_DOWN.has(response.status)) return this.unanswered();
      const text = await response.text();
      this.tell({ state: "online" });
      return parsed<Body>(text);
    } catch (error) {
      // A person pressed stop: that is no news about the line.
      if (signal?.aborted) throw signal.reason instanceof Error ? signal.reason : error;
      return this.unanswered();
    }
  }

  private headers(json: boolean): Record<string, string> {
    const actor = this.options.actor?.();
    return {
      // Also tells the hub that no plain web form of another site sent this.
      "x-hub-client": "addin",
      "apollo-require-preflight": "1",
      ...(json && { "content-type": "application/json" }),
      ...(actor && { "x-hub-actor": encodeURIComponent(actor) }),
    };
  }

  private unanswered(): Failure {
    const since =
      this.connection.state === "offline"
        ? this.connection.since
        : (this.options.clock?.() ?? new Date()).toISOString();
    this.tell({ state: "offline", since });
    return { kind: "offline", since };
  }

  private tell(connection: Connection): void {
    const isNews = connection.state !== this.connection.state;
    this.connection = connection;
    if (isNews) for (const listener of this.listeners) listener(connection);
  }
}

/** A proxy in front of a hub that is being restarted answers for it. */
const GATEWAY_DOWN = new Set([502, 503, 504]);

interface GraphError {
  readonly message?: string;
  readonly extensions?: {
    readonly code?: string;
    readonly args?: Readonly<Record<string, unknown>>;
    readonly message?: { readonly zh?: string; readonly en?: string };
  };
}

interface GraphAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GraphError[];
}

function parsed<Body>(text: string): Answer<Body> {
  try {
    return { kind: "ok", data: JSON.parse(text) as Body };
  } catch {
    return { kind: "accident", id: null };
  }
}

/** Codes of the graph's own machinery mean that our question was wrong: nobody's refusal, an accident of ours. */
const MACHINERY = /^(GRAPHQL_|BAD_USER_INPUT|INTERNAL_SERVER_ERROR|PERSISTED_QUERY|OPERATION_RESOLUTION)/;

function failureOf({ message, extensions }: GraphError): Failure {
  const { code, args = {} } = extensions ?? {};
  if (code === "ACCIDENT") return { kind: "accident", id: typeof args.id === "string" ? args.id : null };
  if (code === undefined || MACHINERY.test(code)) return { kind: "accident", id: null };
  const zh = extensions?.message?.zh ?? message ?? code;
  return { kind: "refusal", code, args, message: zh, messageEn: extensions?.message?.en ?? zh };
}
