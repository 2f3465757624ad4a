/**
 * The hub's port in memory: figures with versions, the batch protocol, and a line that can be cut before or after the hub
 * has heard. Counts what it was asked. The real hub takes its place in the browser tests.
 */
import { isSameValue, readCell } from "../../../addin/sheet/number.js";
import { keyText } from "../../../addin/sheet/table.js";
import { REGISTER_SHAPE, registerSheetOf } from "../../../addin/taskpane/gallery/gallery-registers.js";
import type { ReportPage, WaitingPage } from "../../../addin/hub/reports.js";
import type { RowAnswer, RowReceipt, SaveRowsInput, SentRow } from "../../../addin/hub/rows.js";
import type { RegisterGroupsQuestion, RegisterSheet, RegisterSheetQuestion } from "../../../addin/hub/registers.js";
import type { TogetherQuestion } from "../../../addin/hub/together.js";
import type {
  Answer,
  CellAnswer,
  ColumnKey,
  Connection,
  Failure,
  Figure,
  FigureCellInput,
  FigureGrid,
  FigureKey,
  Finding,
  Hub,
  Import,
  Indicator,
  Progress,
  WriteFiguresInput,
  WriteReceipt,
} from "../../../addin/hub/hub.js";

interface Stored {
  readonly value: string | null;
  readonly version: number;
  readonly source: Figure["source"];
  readonly status: Figure["status"];
  readonly writable: boolean;
  readonly changedBy: string;
  readonly changedAt: string;
  readonly reason: string | null;
  readonly coverage?: Figure["coverage"];
  readonly computedValue?: string;
}

export const ORGANIZATIONS: Readonly<Record<string, string>> = {
  "YL-S1": "云岭职业技术学院",
  "YL-S1-01": "信息工程学院",
  "YL-S1-02": "智能制造学院",
  "YL-S1-03": "建筑工程学院",
};

const INDICATORS: Readonly<
  Record<string, { name: string; unit: string; decimals: number; additive: boolean; counted: boolean }>
> = {
  TR01: { name: "培训人次", unit: "人次", decimals: 0, additive: true, counted: true },
  TR02: { name: "培训人数（去重）", unit: "人", decimals: 0, additive: false, counted: true },
  FN01: { name: "培训资金到账额", unit: "元", decimals: 2, additive: true, counted: false },
};

function keyIn({ indicator, organization, period, dims }: FigureKey): FigureKey {
  return { indicator, organization, period, ...(dims && { dims }) };
}

export class MemoryHub implements Hub {
  readonly address = "memory:";
  readonly asked: string[] = [];
  connection: Connection = { state: "unknown" };
  /** "cut": nobody hears. "deaf": the hub hears and acts, the answer is lost. */
  line: "open" | "cut" | "deaf" = "open";
  /** The next question ends so, once. */
  nextFailure: Failure | null = null;
  now = "2026-11-03T01:31:00.000Z";
  /** Organizations need no entry in the list above; those in `gone` are unknown all the same. */
  knowsEveryone = false;
  readonly gone = new Set<string>();
  /** Runs while a question is under way, as other people's work does. */
  meanwhile: (() => void) | null = null;
  /** Registers nobody here may read. */
  readonly refusedRegisters = new Set<string>();
  /** Answers instead of the few rows this hub has. */
  sheets: ((question: RegisterSheetQuestion) => RegisterSheet) | null = null;
  /** Rows as written or changed here, and each writing in its order. */
  readonly rows = new Map<string, { version: number; fields: Record<string, string | null> }>();
  readonly rowWrites: string[] = [];
  private readonly rowReceipts = new Map<string, RowReceipt>();
  private readonly stored = new Map<string, Stored>();
  private readonly receipts = new Map<string, WriteReceipt>();
  private readonly listeners = new Set<(connection: Connection) => void>();

  /** Someone else writes a figure. */
  set(indicator: string, organization: string, period: string, value: string | null, more: Partial<Stored> = {}): void {
    this.setFigure({ indicator, organization, period }, value, more);
  }

  /** The same, of a figure that may be one part of a breakdown. */
  setFigure(figure: FigureKey, value: string | null, more: Partial<Stored> = {}): void {
    const [key, { indicator }] = [keyText(figure), figure];
    const before = this.stored.get(key);
    const isCounted = INDICATORS[indicator]?.counted ?? false;
    this.stored.set(key, {
      value,
      version: (before?.version ?? 0) + 1,
      source: isCounted ? "COMPUTED" : "REPORTED",
      status: isCounted ? "COMPUTED" : "DRAFT",
      writable: true,
      changedBy: "王珊",
      changedAt: this.now,
      reason: null,
      ...more,
    });
  }

  get(indicator: string, organization: string, period: string): string | null {
    return this.stored.get(keyText({ indicator, organization, period }))?.value ?? null;
  }

  version(indicator: string, organization: string, period: string): number {
    return this.stored.get(keyText({ indicator, organization, period }))?.version ?? 0;
  }

  onConnection(listener: (connection: Connection) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  info() {
    return this.answer("info", () => ({
      ...{ name: "训枢", version: "0.1.0", engine: "memory", today: "2026-11-03", sampleData: true },
      ...{ viewer: "本机用户", defaultOrganization: "YL-S1" },
    }));
  }

  searchCatalogue() {
    return this.answer("searchCatalogue", () => []);
  }

  indicators(codes: readonly string[]) {
    return this.answer("indicators", () => this.indicatorsOf(codes));
  }

  private indicatorsOf(codes: readonly string[]) {
    return codes.flatMap((code) => {
      const known = INDICATORS[code];
      if (!known) return [];
      const { name, unit, decimals, additive, counted } = known;
      const kind: Indicator["kind"] = counted ? "LEDGER" : "REPORTED";
      const explanation = counted ? "数参与记录" : "由单位填报";
      return {
        ...{ code, nameZh: name, nameEn: name, unit, displayUnit: null, kind, additive },
        ...{ flowStock: "FLOW" as const, explanation, decimals },
      };
    });
  }

  organizationTree() {
    return this.answer("organizationTree", () =>
      Object.entries(ORGANIZATIONS).map(([code, name]) => ({
        code,
        name,
        kind: "college",
        parent: code === "YL-S1" ? null : "YL-S1",
      })),
    );
  }

  figures(keys: readonly FigureKey[]) {
    return this.answer("figures", () => keys.map((key) => this.figureOf(key)));
  }

  figureGrid(organizations: readonly string[], columns: readonly ColumnKey[]) {
    return this.answer("figureGrid", (): FigureGrid => {
      const grid = organizations.map((organization) =>
        columns.map((column) => this.figureOf({ ...column, organization })),
      );
      const pick = <Value>(field: (figure: Figure) => Value) => grid.map((row) => row.map(field));
      return {
        rows: organizations.map((organization) => ({
          organization,
          name: ORGANIZATIONS[organization] ?? organization,
          problem: this.knows(organization) ? null : problem("UNKNOWN_ORGANIZATION"),
        })),
        columns: columns.map(({ indicator, period }) => {
          const known = INDICATORS[indicator];
          return {
            ...{ indicator, period, name: known?.name ?? indicator, unit: known?.unit ?? null, displayUnit: null },
            ...{ decimals: known?.decimals ?? 0, additive: known?.additive ?? false },
            problem: known ? null : problem("UNKNOWN_INDICATOR"),
          };
        }),
        values: pick(({ value }) => value),
        versions: pick(({ version }) => version),
        statuses: pick(({ status }) => status),
        sources: pick(({ source }) => source),
        writable: pick(({ writable }) => writable),
        computed: pick(({ computedValue }) => computedValue),
        coverage: pick(({ coverage }) => (coverage ? ([coverage.have, coverage.of] as const) : null)),
        asOf: this.now,
      };
    });
  }

  indicatorDimensions() {
    return this.answer("indicatorDimensions", () => [
      { code: "funding", nameZh: "经费性质", nameEn: "funding", list: "funding" },
    ]);
  }

  breakdownMembers() {
    const held = [{ code: "subsidised", nameZh: "政府补贴", nameEn: "Subsidised" }];
    return this.answer("breakdownMembers", () => ({ held, listed: held }));
  }

  progress(keys: readonly FigureKey[]) {
    return this.answer("progress", () => keys.map((key) => this.progressOf(key)));
  }

  private progressOf(key: FigureKey): Progress {
    return {
      ...key,
      ...{ actual: this.figureOf(key).value, target: "1000", comparator: ">=", rate: "0.412", state: "BEHIND" },
      ...{ documentName: "2026 年工作方案（示例）", quote: "不少于 1000 人次", anchor: null, problem: null },
    };
  }

  together({ figures, progress, indicators, sheets, groups }: TogetherQuestion) {
    return this.answer("together", () => ({
      figures: figures.map((key) => this.figureOf(key)),
      progress: progress.map((key) => this.progressOf(key)),
      indicators: this.indicatorsOf(indicators),
      sheets: sheets.map((question) =>
        this.refusedRegisters.has(question.register)
          ? { found: null, problem: problem("UNKNOWN_TARGET") }
          : { found: this.sheetOf(question), problem: null },
      ),
      groups: groups.map((question) => ({ found: this.groupsOf(question), problem: null })),
    }));
  }

  figureLedgerRows(key: FigureKey, first: number, after: string | null) {
    return this.answer("figureLedgerRows", () => {
      const total = INDICATORS[key.indicator]?.counted ? Number(this.figureOf(key).value ?? 0) : 0;
      const from = Number(after ?? 0);
      const rows = Array.from({ length: Math.min(first, total - from) }, (_, index) => ({
        ...{ register: "Enrolment", id: `Enrolment_${from + index + 1}`, label: `学员 ${from + index + 1}` },
        ...{ contribution: "1", place: `名册.xlsx › 名册 › 第 ${from + index + 2} 行` },
      }));
      return { total, hasMore: from + rows.length < total, endCursor: String(from + rows.length), rows };
    });
  }

  /** Names of codes, by list. */
  readonly lists = new Map<string, readonly string[]>([["credential_kind", ["职业技能等级证书", "职业资格证书"]]]);

  codeNames(list: string) {
    return this.answer("codeNames", () => this.lists.get(list) ?? []);
  }

  reports() {
    const pageInfo = { hasNextPage: false, endCursor: null };
    return this.answer("reports", (): ReportPage => ({ totalCount: 0, pageInfo, nodes: [] }));
  }

  waitingReports() {
    return this.answer("waitingReports", (): WaitingPage => ({ total: 0, next: null, reports: [] }));
  }

  reportSteps(ids: readonly string[]) {
    return this.answer("reportSteps", () => ids.map(() => []));
  }

  moveReports() {
    return this.refuse<RowReceipt>("FORBIDDEN");
  }

  rowHistory(id: string) {
    return this.answer("rowHistory", () => [
      {
        ...{
          at: this.now,
          by: "王珊",
          batchId: null,
          file: "证书.xlsx",
          reason: null,
          operation: "update",
          version: 2,
        },
        changes: [{ field: "grade", label: `等级（${id}）`, before: "四级", after: "三级" }],
      },
    ]);
  }

  figureHistory() {
    return this.answer("figureHistory", () => []);
  }

  figureOrigin() {
    return this.answer("figureOrigin", () => ({
      ...{
        explanation: "已结业的报名，逐条计数。",
        explanationEn: "Completed enrolments, counted one by one.",
        total: 0,
      },
      ...{ rows: [], imports: [], targetQuote: null, targetDocument: null },
    }));
  }

  writeFigures(input: WriteFiguresInput) {
    return this.answer(input.dryRun ? "dryRun" : "writeFigures", () => {
      const before = this.receipts.get(input.batchId);
      if (before) return { ...before, replayed: true };
      const receipt = this.judge(input);
      if (!input.dryRun) this.receipts.set(input.batchId, receipt);
      return receipt;
    });
  }

  registerShapes() {
    return this.answer("registerShapes", () => [REGISTER_SHAPE]);
  }

  registerSheet(question: RegisterSheetQuestion) {
    return this.answer("registerSheet", () => this.sheetOf(question));
  }

  /** Pages as the hub does: `next` is where the next one begins. */
  private sheetOf(question: RegisterSheetQuestion): RegisterSheet {
    return this.sheets?.(question) ?? registerSheetOf(question);
  }

  saveRows(_register: string, input: SaveRowsInput) {
    return this.answer(input.dryRun ? "dryRun" : "saveRows", (): RowReceipt => {
      const before = this.rowReceipts.get(input.batchId);
      if (before) return { ...before, replayed: true };
      const rows = input.rows.map((row, index) => this.saveRow(row, index, input.dryRun ?? false));
      const { batchId, dryRun = false } = input;
      const receipt = { batchId, dryRun, replayed: false, receivedAt: this.now, rows };
      if (!dryRun) this.rowReceipts.set(batchId, receipt);
      return receipt;
    });
  }

  /** Someone else changes a row. */
  setRow(id: string, fields: Readonly<Record<string, string | null>>): void {
    const before = this.rows.get(id);
    this.rows.set(id, { version: (before?.version ?? 1) + 1, fields: { ...before?.fields, ...fields } });
  }

  /** Whether a row is deleted only with a reason, and what was said of which row. */
  asksWhy = false;
  readonly rowReasons = new Map<string, string>();

  private saveRow(row: SentRow, index: number, dryRun: boolean): RowAnswer {
    const { id: sentId, delete: isDeleted, baseVersion, organization: _, at: __, reason, ...cells } = row;
    const id = sentId.includes("_") ? sentId : `Credential_${sentId}`;
    const answer = { index, id, merged: [], conflict: null, findings: [] };
    const now = this.rows.get(id) ?? { version: baseVersion === undefined ? 0 : 1, fields: {} };
    if (cells["kind"] === "无此类别" || cells["kind"] === "职业技能证书") {
      const findings = [{ ...problem("UNKNOWN_CODE"), severity: "BLOCK" as const, field: "kind" }];
      return { ...answer, version: now.version, outcome: "REFUSED", findings };
    }
    if (this.asksWhy && isDeleted && reason === undefined) {
      const findings = [{ ...problem("REASON_REQUIRED"), severity: "BLOCK" as const, field: "reason" }];
      return { ...answer, version: now.version, outcome: "REFUSED", findings };
    }
    const clashes = Object.keys(cells).filter((field) => field in now.fields && now.fields[field] !== cells[field]);
    if (baseVersion !== undefined && now.version !== baseVersion && (clashes.length > 0 || isDeleted)) {
      const fields = clashes.map((field) => ({
        ...{ field, label: field, base: null, mine: cells[field], theirs: now.fields[field] },
      }));
      const conflict = { theirVersion: now.version, changedBy: "另一人", changedAt: this.now, fields };
      return { ...answer, version: now.version, outcome: "CONFLICT", conflict };
    }
    if (!dryRun) {
      if (isDeleted) this.rows.delete(id);
      else
        this.rows.set(id, { version: now.version + 1, fields: { ...now.fields, ...cells } as Record<string, string> });
      this.rowWrites.push(id);
      if (reason !== undefined) this.rowReasons.set(id, reason);
    }
    return { ...answer, version: now.version + 1, outcome: "WRITTEN" };
  }

  registerGroups(question: RegisterGroupsQuestion) {
    return this.answer("registerGroups", () => this.groupsOf(question));
  }

  private groupsOf({ dimensions, measures }: RegisterGroupsQuestion) {
    return {
      ...{ headers: [...dimensions, ...(measures.length > 0 ? measures : ["行数"])], dimensions: dimensions.length },
      ...{ values: [["信息工程学院", "3"]], asOf: this.now },
    };
  }

  imports() {
    return this.answer("imports", (): Import[] => []);
  }

  import() {
    return this.answer("import", (): Import | null => null);
  }

  importProgress() {
    return this.import();
  }

  importRows() {
    return this.answer("importRows", () => []);
  }

  stageSelection(): Promise<Answer<Import>> {
    return this.refuse("NO_TABLE");
  }

  setImportMapping(): Promise<Answer<Import>> {
    return this.refuse("NOT_FOUND");
  }

  commitImport(id: string, batchId: string) {
    return this.answer(`commitImport ${batchId}`, () => ({
      ...{ importId: id, batchId, replayed: false, committedAt: this.now },
      counts: { rows: 1, new: 1, changed: 0, unchanged: 0, refused: 0 },
    }));
  }

  discardImport(): Promise<Answer<Import>> {
    return this.refuse("NOT_FOUND");
  }

  upload() {
    return this.answer("upload", () => ({ id: "1" }));
  }

  offlineBook() {
    return this.answer("offlineBook", () => new Blob(["xlsx"]));
  }

  sendBook() {
    const receipt = { written: 0, unchanged: 0, conflicts: 0, refused: 0, replayed: false };
    return this.answer("sendBook", () => ({ what: "figures" as const, receipt, untouched: 0, troubles: [] }));
  }

  refusedReport() {
    return this.answer("refusedReport", () => new Blob(["行,单元格,问题"]));
  }

  figureOf(key: FigureKey): Figure {
    const stored = this.stored.get(keyText(key));
    const indicator = INDICATORS[key.indicator];
    const organization = ORGANIZATIONS[key.organization];
    return {
      ...key,
      ...{ organizationName: organization ?? null, indicatorName: indicator?.name ?? null },
      ...{
        value: stored?.value ?? null,
        unit: indicator?.unit ?? null,
        displayUnit: null,
        version: stored?.version ?? 0,
      },
      ...{ status: stored?.status ?? "MISSING", source: stored?.source ?? null, writable: stored?.writable ?? true },
      ...{ computedValue: stored?.computedValue ?? null, numerator: null, denominator: null },
      ...{ changedAt: stored?.changedAt ?? null, changedBy: stored?.changedBy ?? null, reason: stored?.reason ?? null },
      coverage: stored?.coverage ?? null,
      problem: !indicator
        ? problem("UNKNOWN_INDICATOR")
        : !this.knows(key.organization)
          ? problem("UNKNOWN_ORGANIZATION")
          : null,
    };
  }

  private knows(organization: string): boolean {
    return (this.knowsEveryone || organization in ORGANIZATIONS) && !this.gone.has(organization);
  }

  private judge({ batchId, cells, dryRun = false, atomic = false }: WriteFiguresInput): WriteReceipt {
    const verdicts = cells.map((cell, index) => this.verdict(cell, index));
    const isStopped =
      dryRun || (atomic && verdicts.some(({ outcome }) => outcome === "REFUSED" || outcome === "CONFLICT"));
    const answers = verdicts.map((verdict): CellAnswer => {
      const cell = cells[verdict.index];
      if (!cell || verdict.outcome === "REFUSED" || verdict.outcome === "CONFLICT") return verdict;
      if (verdict.outcome === "WRITTEN" && !isStopped) {
        const { value, reason } = cell;
        this.setFigure(cell, value, {
          source: "EXCEL",
          status: "DRAFT",
          changedBy: "本机用户",
          reason,
        });
      }
      return {
        ...verdict,
        figure: this.figureOf(keyIn(cell)),
      };
    });
    const count = (outcome: CellAnswer["outcome"]) => answers.filter((answer) => answer.outcome === outcome).length;
    return {
      ...{ batchId, dryRun, replayed: false, receivedAt: this.now, cells: answers },
      ...{
        written: count("WRITTEN"),
        unchanged: count("UNCHANGED"),
        conflicts: count("CONFLICT"),
        refused: count("REFUSED"),
      },
    };
  }

  private verdict(cell: FigureCellInput, index: number): CellAnswer {
    const now = this.figureOf(cell);
    const answer = { index, figure: null, conflict: null, findings: [] };
    const reading = readCell(cell.value ?? "");
    if (reading.kind === "notANumber") return { ...answer, outcome: "REFUSED", findings: [problem("NOT_A_NUMBER")] };
    if (now.problem) return { ...answer, outcome: "REFUSED", findings: [now.problem] };
    if (isSameValue(now.value, cell.value)) return { ...answer, outcome: "UNCHANGED" };
    if (now.version !== cell.baseVersion) {
      const { value: theirs, version: theirVersion } = now;
      const conflict = {
        ...{ base: cell.baseValue, mine: cell.value, theirs, theirVersion },
        ...{ changedBy: now.changedBy ?? "", changedAt: now.changedAt ?? "", reason: now.reason },
      };
      return { ...answer, outcome: "CONFLICT", conflict };
    }
    if (now.source === "COMPUTED" && !cell.reason)
      return { ...answer, outcome: "REFUSED", findings: [problem("REASON_NEEDED")] };
    return { ...answer, outcome: "WRITTEN" };
  }

  private async answer<Data>(question: string, act: () => Data): Promise<Answer<Data>> {
    this.asked.push(question);
    await Promise.resolve();
    this.meanwhile?.();
    const failure = this.nextFailure;
    this.nextFailure = null;
    if (failure) return failure;
    if (this.line === "cut") return this.offline();
    const data = act();
    if (this.line === "deaf") return this.offline();
    this.tell({ state: "online" });
    return { kind: "ok", data };
  }

  private refuse<Data>(code: string): Promise<Answer<Data>> {
    return Promise.resolve({ kind: "refusal", code, args: {}, message: code, messageEn: code });
  }

  private offline(): Failure {
    this.tell({ state: "offline", since: this.now });
    return { kind: "offline", since: this.now };
  }

  private tell(connection: Connection): void {
    this.connection = connection;
    for (const listener of this.listeners) listener(connection);
  }
}

function problem(code: string): Finding {
  return { code, severity: "ERROR", args: {}, message: `${code}。`, messageEn: `${code}.` };
}
