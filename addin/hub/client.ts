/**
 * The hub over HTTP: runs a typed document by fetch and sorts what comes back into four shapes.
 * Refuses to throw for a failure and to retry by itself, except what nobody was signed in for: the caller knows whether
 * sending again is safe.
 */
import type { DocumentTypeDecoration } from "@graphql-typed-document-node/core";
import { DOCUMENT_IDS } from "../../schema/generated/document-ids.js";
import * as documents from "./documents.js";
import { failureOf, GATEWAY_DOWN, type GraphError, parsed, SIGN_IN_FIRST } from "./failures.js";
import type {
  Answer,
  Asking,
  BookSending,
  BreakdownMembers,
  ColumnKey,
  Connection,
  Failure,
  FigureKey,
  Hub,
  IndicatorDimension,
  TakenReport,
} from "./hub.js";
import { patienceOf } from "./patience.js";
import type { ReportQuestion } from "./reports.js";
import type { Session } from "./session.js";
import type { TogetherAnswer, TogetherQuestion } from "./together.js";

/** Reads may be slow on a big workbook; a person waits this long before being told that nobody answers. */
const PATIENCE_MS = 30_000;
const UPLOAD_PATIENCE_MS = 180_000;

export interface HubClientOptions {
  /** `http://127.0.0.1:4000`, without a slash at the end; "" for the page's own origin. */
  readonly address: string;
  /** Who is signed in. Left out by those that bring their own credentials. */
  readonly session?: Pick<Session, "admits" | "pass" | "refused" | "touch"> & Partial<Pick<Session, "renewed">>;
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
      line.ask(
        documents.FigureGrid,
        { organizations, columns: columns.map(bareColumn), asOf },
        (data) => data.figureGrid,
        asking,
      ),
    indicatorDimensions: (codes, asking) =>
      line.ask(documents.IndicatorDimensions, { codes }, ({ indicators }) => sharedDimensions(indicators), asking),
    breakdownMembers: (key, { code, list }, asking) =>
      line.ask(documents.BreakdownMembers, { key: bareKey(key), by: [code], list: list ?? "" }, membersOf, asking),
    progress: (keys, asking) =>
      line.ask(documents.FigureProgress, { keys: keys.map(bareKey) }, (data) => data.progress, asking),
    together: (question, asking) =>
      line.ask(documents.AskTogether, togetherVariables(question), togetherAnswer, asking),
    figureHistory: (key, asking) =>
      line.ask(documents.FigureHistory, { key: bareKey(key) }, (data) => data.figureHistory, asking),
    figureOrigin: (key, first = 50, asking) =>
      line.ask(documents.FigureOrigin, { key: bareKey(key), first }, (data) => data.figureOrigin, asking),
    figureLedgerRows: (key, first, after, asking) =>
      line.ask(
        documents.FigureLedgerRows,
        { key: bareKey(key), first, after },
        (data) => data.figureLedgerRows,
        asking,
      ),
    rowHistory: (id, asking) => line.ask(documents.RowHistory, { id }, (data) => data.rowHistory, asking),
    codeNames: (list, asking) =>
      line.ask(documents.CodeNames, { list }, (data) => data.codes.map(({ nameZh }) => nameZh), asking),
    writeFigures: (input, asking) => line.ask(documents.WriteFigures, { input }, (data) => data.writeFigures, asking),

    registerShapes: (asking) => line.ask(documents.RegisterShapes, {}, (data) => data.registerShapes, asking),
    registerSheet: (question, asking) =>
      line.ask(documents.RegisterSheet, question, (data) => data.registerSheet, asking),
    registerGroups: (question, asking) =>
      line.ask(documents.RegisterGroups, question, (data) => data.registerGroups, asking),
    saveRows: (register, input, asking) =>
      line.ask(documents.saveRows(register), { input }, (data) => data.saved, asking),

    reports: (question, { first, after = null }, asking) =>
      line.ask(documents.Reports, { filter: reportFilter(question), first, after }, (data) => data.submissions, asking),
    waitingReports: ({ first, after = null }, asking) =>
      line.ask(documents.WaitingReports, { first, after }, (data) => data.waitingReports, asking),
    reportSteps: (ids, asking) =>
      line.ask(documents.ReportSteps, { ids }, (data) => data.reportSteps.map(({ steps }) => steps), asking),
    moveReports: (step, input, asking) =>
      line.ask(documents.moveReports(step), { input }, (data) => data.saved, asking),

    imports: (organization, first = 20, asking) =>
      line.ask(documents.Imports, { organization, first }, (data) => data.imports, asking),
    import: (id, asking) => line.ask(documents.Import, { id }, (data) => data.import, asking),
    importProgress: (id, asking) => line.ask(documents.ImportProgress, { id }, (data) => data.import, asking),
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
    refusedReport: (id, asking) => line.download(`/imports/${encodeURIComponent(id)}/refused.csv`, asking),
    offlineBook: (path, asking) => line.download(`/workbooks/${path}`, asking),
    sendBook: (file, name, how, asking) => line.sendBook(file, name, how, asking),
  };
}

const TO_SEND = { in: ["draft", "returned"] };

function reportFilter(question: ReportQuestion): Readonly<Record<string, unknown>> {
  if ("ids" in question) return { id: { in: question.ids } };
  if ("returned" in question) return { status: { eq: "returned" } };
  const status = question.open ? { status: TO_SEND } : { not: { status: TO_SEND } };
  return { organization: { code: { eq: question.organization } }, ...status };
}

/** The graph refuses unknown input fields; a key often is part of something larger. */
function bareKey({ organization, ...column }: FigureKey): FigureKey {
  return { organization, ...bareColumn(column) };
}

function bareColumn({ indicator, period, dims = [] }: ColumnKey): ColumnKey {
  const marks = dims.map(({ dimension, code }) => ({ dimension, code }));
  return { indicator, period, ...(marks.length > 0 && { dims: marks }) };
}

/** What nobody asks for is left out of the document. */
function togetherVariables({ figures, progress, indicators, sheets, groups }: TogetherQuestion) {
  return {
    ...{ figures: figures.map(bareKey), progress: progress.map(bareKey), indicators, sheets, groups },
    ...{ asksFigures: figures.length > 0, asksProgress: progress.length > 0, asksIndicators: indicators.length > 0 },
  };
}

function togetherAnswer(told: Told<typeof documents.AskTogether>): TogetherAnswer {
  return {
    ...{ figures: told.figures ?? [], progress: told.progress ?? [], indicators: told.indicators ?? [] },
    sheets: told.registerSheets.map(({ sheet: found, problem }) => ({ found, problem })),
    groups: told.registerGroupSheets.map(({ groups: found, problem }) => ({ found, problem })),
  };
}

function sharedDimensions(
  indicators: readonly { readonly dimensions: readonly IndicatorDimension[] }[],
): readonly IndicatorDimension[] {
  const [first, ...others] = indicators;
  const isShared = ({ code }: IndicatorDimension): boolean =>
    others.every(({ dimensions }) => dimensions.some((one) => one.code === code));
  return first?.dimensions.filter(isShared) ?? [];
}

/** What is not said of a row cannot be asked for by a code, so it is no member. */
function membersOf({ figureBreakdown, codes }: Told<typeof documents.BreakdownMembers>): BreakdownMembers {
  const held = figureBreakdown.cells.flatMap(({ marks: [mark] }) =>
    mark && mark.code !== "" ? [{ code: mark.code, nameZh: mark.label, nameEn: mark.labelEn }] : [],
  );
  const listed = codes.map(({ code, nameZh, nameEn }) => ({ code, nameZh, nameEn: nameEn ?? nameZh }));
  return { held, listed };
}

type Told<Document> = Document extends DocumentTypeDecoration<infer Data, never> ? Data : never;

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
      { body: JSON.stringify({ ...asDocument(String(document)), variables }), json: true },
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

  async sendBook(file: Blob, name: string, { dryRun, choices }: BookSending, asking: Asking = {}) {
    const form = new FormData();
    if (dryRun) form.set("dryRun", "true");
    form.set("choices", JSON.stringify(choices));
    form.set("file", file, name);
    const sent = await this.post<TakenReport & GraphError["extensions"]>(
      "/workbooks",
      { body: form, json: false },
      { timeoutMs: UPLOAD_PATIENCE_MS, ...asking },
    );
    return sent.kind === "ok" && sent.data.code !== undefined ? failureOf({ extensions: sent.data }) : sent;
  }

  /**
   * A request that nobody is signed in for was not done at all. It waits for the same person to sign in and is sent again
   * word for word: a batch keeps its id, so nothing can go in twice.
   */
  private post<Body>(path: string, content: Content, asking: Asking): Promise<Answer<Body>> {
    return this.signedIn(asking, (pass) =>
      this.once(path, content, asking, pass, async (said) => parsed(await said.text())),
    );
  }

  /** A file the hub makes; what is no file is a refusal or an accident in words. */
  download(path: string, asking: Asking = {}): Promise<Answer<Blob>> {
    const patient = { timeoutMs: UPLOAD_PATIENCE_MS, ...asking };
    return this.signedIn(asking, (pass) =>
      this.once(path, null, patient, pass, async (said): Promise<Answer<Blob>> => {
        if (said.ok) return { kind: "ok", data: await said.blob() };
        const refusal = parsed<GraphError["extensions"]>(await said.text());
        return refusal.kind === "ok" ? failureOf({ extensions: refusal.data ?? {} }) : refusal;
      }),
    );
  }

  private async signedIn<Body>(
    asking: Asking,
    once: (pass: string | null) => Promise<Answer<Body>>,
  ): Promise<Answer<Body>> {
    const { session } = this.options;
    if (!session) return once(null);
    for (;;) {
      if (!(await session.admits(asking.waitsForSignIn ?? true, asking.signal))) return SIGN_IN_FIRST;
      const pass = session.pass();
      const answer = await once(pass);
      if (answer !== SIGN_IN_FIRST) return answer;
      session.refused(pass);
    }
  }

  /** One request and what was said to it; without content it only asks for a file. */
  private async once<Body>(
    path: string,
    content: Content | null,
    { signal, timeoutMs = PATIENCE_MS, purpose }: Asking,
    pass: string | null,
    read: (response: Response) => Promise<Answer<Body>>,
  ): Promise<Answer<Body>> {
    const patience = patienceOf(timeoutMs, signal);
    try {
      const response = await (this.options.fetch ?? globalThis.fetch)(`${this.options.address}${path}`, {
        method: content ? "POST" : "GET",
        headers: headers(content?.json ?? false, pass, purpose),
        ...(content && { body: content.body }),
        signal: patience.signal,
      });
      const fresh = response.headers.get(FRESH_TOKEN);
      if (fresh !== null) this.options.session?.renewed?.(pass, fresh);
      if (GATEWAY_DOWN.has(response.status)) return this.unanswered();
      const answer = response.status === NOT_SIGNED_IN ? SIGN_IN_FIRST : await read(response);
      this.tell({ state: "online" });
      return answer;
    } catch (error) {
      // A person pressed stop: that is no news about the line.
      if (signal?.aborted) throw signal.reason instanceof Error ? signal.reason : error;
      return this.unanswered();
    } finally {
      patience.end();
    }
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

/** The hub has the texts of our operations: their ids are enough. */
function asDocument(text: string): { documentId: string } | { query: string } {
  const documentId = DOCUMENT_IDS[/^(?:query|mutation) (\w+)/.exec(text)?.[1] ?? ""];
  return documentId === undefined ? { query: text } : { documentId };
}

const NOT_SIGNED_IN = 401;
/** The hub renews a token by itself and puts the fresh one here. */
const FRESH_TOKEN = "x-hub-token";

interface Content {
  readonly body: BodyInit;
  readonly json: boolean;
}

function headers(json: boolean, pass: string | null, purpose: string | undefined): Record<string, string> {
  return {
    // Also tells the hub that no plain web form of another site sent this.
    "x-hub-client": "addin",
    "apollo-require-preflight": "1",
    ...(json && { "content-type": "application/json" }),
    ...(pass !== null && { authorization: `Bearer ${pass}` }),
    // Headers hold no Chinese.
    ...(purpose !== undefined && { "x-hub-purpose": encodeURIComponent(purpose) }),
  };
}

interface GraphAnswer<Data> {
  readonly data?: Data | null;
  readonly errors?: readonly GraphError[];
}
