/**
 * The port to the hub: what an add-in asks of it, and the four shapes an answer may take.
 * Field for field the hub's own graph; numbers travel as exact decimal text. Nothing here throws for a failure.
 */
import type { RegisterHub } from "./registers.js";
import type { ReportHub } from "./reports.js";
import type { RowHub } from "./rows.js";
import type { TogetherAnswer, TogetherQuestion } from "./together.js";

/** What came back. Findings about data are inside `data`; the other three are failures of the whole question. */
export type Answer<Data> = { readonly kind: "ok"; readonly data: Data } | Failure;

/** `refusal`: you may not, or it cannot be. `accident`: the hub's fault, with its number. `offline`: nobody answered. */
export type Failure =
  | {
      readonly kind: "refusal";
      readonly code: string;
      readonly args: Readonly<Record<string, unknown>>;
      readonly message: string;
      readonly messageEn: string;
    }
  | { readonly kind: "accident"; readonly id: string | null }
  | { readonly kind: "offline"; readonly since: string };

export type Connection =
  { readonly state: "unknown" | "online" } | { readonly state: "offline"; readonly since: string };

/** One mark of a breakdown: `{dimension: "funding", code: "subsidised"}`. */
export interface FigureMark {
  readonly dimension: string;
  readonly code: string;
}

/** A figure's identity. `organization` is a code; the hub also takes 学校标识码, 统一社会信用代码 or an exact name. */
export interface FigureKey {
  readonly indicator: string;
  readonly organization: string;
  readonly period: string;
  /** Its breakdown; left out for the whole. */
  readonly dims?: readonly FigureMark[];
}

/** One column that is asked for. */
export type ColumnKey = Omit<FigureKey, "organization">;

export type FigureSource = "COMPUTED" | "FORMULA" | "REPORTED" | "IMPORT" | "EXCEL" | "BASELINE" | "ROLLED_UP";
export type FigureStatus = "COMPUTED" | "DRAFT" | "SUBMITTED" | "APPROVED" | "LOCKED" | "MISSING";
export type Severity = "INFO" | "WARN" | "ERROR" | "BLOCK";

/** One fault of one cell or row: a closed code with arguments. `message` is null for those found in the sheet itself. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly args: Readonly<Record<string, unknown>>;
  readonly message: string | null;
  readonly messageEn: string | null;
  readonly sheet?: string | null;
  readonly cell?: string | null;
  readonly row?: number | null;
  readonly field?: string | null;
  readonly suggestion?: string | null;
}

export interface Figure extends FigureKey {
  readonly organizationName: string | null;
  readonly indicatorName: string | null;
  readonly value: string | null;
  readonly unit: string | null;
  readonly displayUnit: string | null;
  readonly version: number;
  readonly status: FigureStatus;
  readonly source: FigureSource | null;
  readonly computedValue: string | null;
  readonly numerator: string | null;
  readonly denominator: string | null;
  readonly changedAt: string | null;
  readonly changedBy: string | null;
  readonly reason: string | null;
  readonly writable: boolean;
  /** Of a sum of parts: how many of them have reported. Null for every other figure; absent in what was kept long ago. */
  readonly coverage?: { readonly have: number; readonly of: number } | null;
  readonly problem: Finding | null;
}

export interface GridColumn {
  readonly indicator: string;
  readonly name: string;
  readonly period: string;
  readonly unit: string | null;
  readonly displayUnit: string | null;
  readonly decimals: number;
  readonly additive: boolean;
  readonly problem: Finding | null;
  /** The breakdown it was asked for, with what it is called; the hub answers by position. */
  readonly dims?: readonly FigureMark[];
  readonly breakdownName?: string;
}

export interface GridRow {
  readonly organization: string;
  readonly name: string;
  readonly problem: Finding | null;
}

/** A sheet's worth of figures: axes and [row][column] arrays. */
export interface FigureGrid {
  readonly rows: readonly GridRow[];
  readonly columns: readonly GridColumn[];
  readonly values: readonly (readonly (string | null)[])[];
  readonly versions: readonly (readonly number[])[];
  readonly statuses: readonly (readonly FigureStatus[])[];
  readonly sources: readonly (readonly (FigureSource | null)[])[];
  readonly writable: readonly (readonly boolean[])[];
  /** What ledgers, formulas or sums of parts say, also where something else was typed. */
  readonly computed?: readonly (readonly (string | null)[])[];
  /** [have, of] of sums of parts. */
  readonly coverage?: readonly (readonly (readonly [number, number] | null)[])[];
  readonly asOf: string;
}

export type ProgressState = "ACHIEVED" | "BEHIND" | "PENDING" | "NO_TARGET";

export interface Progress extends FigureKey {
  readonly actual: string | null;
  readonly target: string | null;
  readonly comparator: string | null;
  readonly rate: string | null;
  readonly state: ProgressState;
  /** What the target asks for by now; absent in what was kept long ago. */
  readonly expected?: string | null;
  readonly onTrack?: boolean | null;
  readonly organizationName?: string | null;
  readonly indicatorName?: string | null;
  readonly unit?: string | null;
  readonly documentName: string | null;
  readonly quote: string | null;
  readonly anchor: string | null;
  readonly problem: Finding | null;
}

export interface FigureRevision {
  readonly version: number;
  readonly value: string | null;
  readonly source: FigureSource;
  readonly changedAt: string;
  readonly changedBy: string;
  readonly reason: string | null;
  readonly batchId: string | null;
  readonly importId: string | null;
  /** File › sheet › cell. */
  readonly place: string | null;
}

export interface FigureOrigin {
  readonly explanation: string;
  readonly explanationEn: string;
  readonly total: number;
  readonly rows: readonly {
    readonly register: string;
    readonly id: string;
    readonly label: string;
    readonly place: string | null;
  }[];
  readonly imports: readonly OriginImport[];
  readonly targetQuote: string | null;
  readonly targetDocument: string | null;
}

/** One page of the rows a figure counts. */
export interface LedgerRows {
  readonly total: number;
  readonly hasMore: boolean;
  readonly endCursor: string | null;
  readonly rows: readonly {
    readonly register: string;
    readonly id: string;
    readonly label: string;
    /** What it adds; null where persons are counted once. */
    readonly contribution: string | null;
    /** File › sheet › row. */
    readonly place: string | null;
  }[];
}

export interface OriginImport {
  readonly importId: string;
  readonly file: string;
  readonly sheet: string;
  readonly fromRow: number;
  readonly toRow: number;
  readonly rows: number;
  readonly by: string;
  readonly at: string;
}

export interface Indicator {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly unit: string;
  readonly displayUnit: string | null;
  readonly kind: "LEDGER" | "REPORTED" | "FORMULA";
  readonly additive: boolean;
  readonly flowStock: "FLOW" | "STOCK";
  readonly explanation: string;
  readonly decimals: number;
}

/** A way to break an indicator down. */
export interface IndicatorDimension {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** The list its codes are from; null where they are not listed. */
  readonly list: string | null;
}

/** What a dimension divides a figure into: what the figure holds, and everything of the list. */
export interface BreakdownMembers {
  readonly held: readonly BreakdownMember[];
  readonly listed: readonly BreakdownMember[];
}

export interface BreakdownMember {
  readonly code: string;
  readonly nameZh: string;
  readonly nameEn: string;
}

export interface OrganizationNode {
  readonly code: string;
  readonly name: string;
  readonly kind: string;
  /** Code of the parent; null at the top. */
  readonly parent: string | null;
}

export type CatalogueKind = "INDICATOR" | "ORGANIZATION" | "PERIOD";

export interface CatalogueHit {
  readonly kind: CatalogueKind;
  readonly code: string;
  readonly name: string;
  readonly detail: string | null;
  readonly matchedBy: string;
  readonly unit: string | null;
  readonly source: string | null;
}

export interface FigureCellInput extends FigureKey {
  /** As typed; null or "" clears. */
  readonly value: string | null;
  readonly baseVersion: number;
  readonly baseValue: string | null;
  readonly reason: string | null;
  /** `月报!G6`, for messages and history. */
  readonly place: string | null;
}

export interface WriteFiguresInput {
  readonly batchId: string;
  readonly cells: readonly FigureCellInput[];
  readonly dryRun?: boolean;
  readonly atomic?: boolean;
  readonly note?: string | null;
  readonly origin?: string | null;
}

export type CellOutcome = "WRITTEN" | "UNCHANGED" | "CONFLICT" | "REFUSED";

export interface Conflict {
  readonly base: string | null;
  readonly mine: string | null;
  readonly theirs: string | null;
  readonly theirVersion: number;
  readonly changedBy: string;
  readonly changedAt: string;
  readonly reason: string | null;
}

export interface CellAnswer {
  readonly index: number;
  readonly outcome: CellOutcome;
  readonly figure: Figure | null;
  readonly conflict: Conflict | null;
  readonly findings: readonly Finding[];
}

export interface WriteReceipt {
  readonly batchId: string;
  readonly dryRun: boolean;
  readonly replayed: boolean;
  readonly receivedAt: string;
  readonly written: number;
  readonly unchanged: number;
  readonly conflicts: number;
  readonly refused: number;
  readonly cells: readonly CellAnswer[];
}

export type ImportStatus = "STAGING" | "MAPPED" | "CHECKED" | "COMMITTING" | "COMMITTED" | "DISCARDED" | "REFUSED";
export type RowOutcome = "NEW" | "CHANGED" | "UNCHANGED" | "REFUSED";

export interface ImportColumn {
  readonly letter: string;
  readonly header: string;
  readonly field: string | null;
  readonly fieldLabel: string | null;
  readonly confidence: number;
  readonly sample: readonly string[];
  /** MATCHED, REMEMBERED, UNSURE, UNMAPPED or IGNORED. */
  readonly state: string;
}

export interface ImportTable {
  readonly index: number;
  readonly sheet: string;
  readonly range: string;
  readonly headerRows: readonly number[];
  readonly target: string;
  readonly targetLabel: string;
  readonly confidence: number;
  readonly columns: readonly ImportColumn[];
  readonly skipped: readonly string[];
  readonly totalsChecked: number;
  /** Every field a column of this target may be stored as. */
  readonly fields?: readonly { readonly name: string; readonly label: string }[];
}

export interface ImportCounts {
  readonly rows: number;
  readonly new: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly refused: number;
}

export interface ImportRow {
  readonly sheet: string;
  readonly row: number;
  readonly outcome: RowOutcome;
  readonly label: string;
  readonly changes: readonly {
    readonly field: string;
    readonly label: string;
    readonly from: string | null;
    readonly to: string | null;
  }[];
  readonly findings: readonly Finding[];
}

export interface ImportReceipt {
  readonly importId: string;
  readonly batchId: string;
  readonly replayed: boolean;
  readonly committedAt: string;
  readonly counts: ImportCounts;
}

export interface Import {
  readonly id: string;
  readonly file: string;
  readonly status: ImportStatus;
  readonly organization: { readonly code: string; readonly name: string };
  readonly createdAt: string;
  readonly createdBy: string;
  readonly progress: { readonly phase: string; readonly done: number; readonly total: number | null };
  readonly tables: readonly ImportTable[];
  readonly counts: ImportCounts;
  /** On the sender's earlier list and not on this one; only told. Absent for imports that are no list. */
  readonly notListed?: { readonly count: number; readonly organizations: readonly { readonly name: string }[] };
  readonly findings: readonly Finding[];
  readonly receipt: ImportReceipt | null;
}

/** How far an import has come, and nothing that takes long to say: it is asked again and again. */
export type ImportStanding = Pick<Import, "id" | "status" | "progress">;

/** What became of a workbook that was filled in without the add-in. `cell` is `填报!C5`. */
export interface TakenReport {
  /** Whether `untouched` and the receipt count cells of figures or rows of a register. */
  readonly what: "figures" | "rows";
  readonly receipt: Pick<WriteReceipt, "written" | "unchanged" | "conflicts" | "refused" | "replayed">;
  readonly untouched: number;
  readonly troubles: readonly TakenTrouble[];
}

export interface TakenTrouble {
  readonly cell: string;
  readonly zh: string;
  readonly en: string;
  /** What clashes, where somebody else was faster and it can be decided. */
  readonly clash?: {
    readonly label: string;
    readonly base: string | null;
    readonly mine: string | null;
    readonly theirs: string | null;
    readonly version: number;
    readonly by: string | null;
    readonly at: string | null;
  };
}

/** How a filled workbook is sent: looked at only, or with what was decided of cells that clashed, by their place. */
export interface BookSending {
  readonly dryRun: boolean;
  readonly choices: Readonly<Record<string, { readonly keep: "mine" | "theirs"; readonly version: number }>>;
}

/** A file that is read on in the background, or a filled report that was taken at once. */
export type Uploaded = { readonly id: string } | { readonly report: TakenReport };

export interface StageSelectionInput {
  readonly organization: string;
  readonly workbook: string;
  readonly sheet: string;
  readonly address: string;
  readonly values: readonly (readonly (string | number | boolean | null)[])[];
  readonly text: readonly (readonly string[])[];
  readonly target?: string | null;
}

export interface ColumnMappingInput {
  readonly letter: string;
  /** null: do not import this column. */
  readonly field: string | null;
}

export interface HubInfo {
  readonly name: string;
  readonly version: string;
  readonly engine: string;
  readonly today: string;
  readonly sampleData: boolean;
  readonly viewer: string;
  readonly defaultOrganization: string;
}

/** How one question is asked. `signal` stops it; a stopped question answers `offline`-free: it rejects with AbortError. */
export interface Asking {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** When nobody is signed in: wait for it (as left out), or answer that somebody has to. */
  readonly waitsForSignIn?: boolean;
  /** What personal data is needed for in this one question: asks for it whole, and is logged. */
  readonly purpose?: string;
}

export interface Hub extends RegisterHub, RowHub, ReportHub {
  /** The address people know the hub by, e.g. `http://127.0.0.1:4000`. */
  readonly address: string;
  /** What the last question showed. */
  readonly connection: Connection;
  onConnection(listener: (connection: Connection) => void): () => void;

  info(asking?: Asking): Promise<Answer<HubInfo>>;
  searchCatalogue(
    text: string,
    kinds: readonly CatalogueKind[],
    first?: number,
    asking?: Asking,
  ): Promise<Answer<readonly CatalogueHit[]>>;
  indicators(codes: readonly string[], asking?: Asking): Promise<Answer<readonly Indicator[]>>;
  organizationTree(
    root: string | null,
    depth: number | null,
    asking?: Asking,
  ): Promise<Answer<readonly OrganizationNode[]>>;

  /** Same order and length as `keys`; at most 5,000. */
  figures(keys: readonly FigureKey[], asOf?: string | null, asking?: Asking): Promise<Answer<readonly Figure[]>>;
  figureGrid(
    organizations: readonly string[],
    columns: readonly ColumnKey[],
    asOf?: string | null,
    asking?: Asking,
  ): Promise<Answer<FigureGrid>>;
  /** The dimensions every one of these indicators can be broken down by. */
  indicatorDimensions(codes: readonly string[], asking?: Asking): Promise<Answer<readonly IndicatorDimension[]>>;
  breakdownMembers(
    key: FigureKey,
    dimension: Pick<IndicatorDimension, "code" | "list">,
    asking?: Asking,
  ): Promise<Answer<BreakdownMembers>>;
  /** Same order and length as `keys`. */
  progress(keys: readonly FigureKey[], asking?: Asking): Promise<Answer<readonly Progress[]>>;
  /** Several questions in one request; what of them is refused is told beside it and spoils no other. */
  together(question: TogetherQuestion, asking?: Asking): Promise<Answer<TogetherAnswer>>;
  figureHistory(key: FigureKey, asking?: Asking): Promise<Answer<readonly FigureRevision[]>>;
  figureOrigin(key: FigureKey, first?: number, asking?: Asking): Promise<Answer<FigureOrigin>>;

  /** The rows behind a counted figure, at most 1,000 a page; none for figures of other kinds. */
  figureLedgerRows(key: FigureKey, first: number, after: string | null, asking?: Asking): Promise<Answer<LedgerRows>>;

  /** Sending a batch again returns its first receipt and changes nothing. */
  writeFigures(input: WriteFiguresInput, asking?: Asking): Promise<Answer<WriteReceipt>>;

  imports(organization: string | null, first?: number, asking?: Asking): Promise<Answer<readonly Import[]>>;
  import(id: string, asking?: Asking): Promise<Answer<Import | null>>;
  importProgress(id: string, asking?: Asking): Promise<Answer<ImportStanding | null>>;
  importRows(
    id: string,
    outcome: RowOutcome | null,
    first: number,
    after: number | null,
    asking?: Asking,
  ): Promise<Answer<readonly ImportRow[]>>;
  stageSelection(input: StageSelectionInput, asking?: Asking): Promise<Answer<Import>>;
  setImportMapping(
    id: string,
    table: number,
    target: string,
    columns: readonly ColumnMappingInput[],
    remember: boolean,
    asking?: Asking,
  ): Promise<Answer<Import>>;
  commitImport(id: string, batchId: string, atomic: boolean, asking?: Asking): Promise<Answer<ImportReceipt>>;
  discardImport(id: string, asking?: Asking): Promise<Answer<Import>>;
  /** Sends a whole file; an import's progress is read with `import`. */
  upload(
    file: Blob,
    name: string,
    organization: string,
    target: string | null,
    asking?: Asking,
  ): Promise<Answer<Uploaded>>;
  /** Every refused cell of an import with its reason, as a CSV that spreadsheets open; identity numbers are cut. */
  refusedReport(id: string, asking?: Asking): Promise<Answer<Blob>>;
  /** A workbook to fill in without the add-in; `path` is what its address ends in: `report.xlsx?report=…`. */
  offlineBook(path: string, asking?: Asking): Promise<Answer<Blob>>;
  /** A filled one on its way back: the same one twice counts once. */
  sendBook(file: Blob, name: string, how: BookSending, asking?: Asking): Promise<Answer<TakenReport>>;
}
