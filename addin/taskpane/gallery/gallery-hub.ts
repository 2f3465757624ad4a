/**
 * A hub of invented data for the gallery: enough answers to fill every view, the same on every run. Keeps nothing.
 * Its rules are not the hub's: what a scene shows refused or in conflict is told to it beforehand.
 */
import type {
  Answer,
  CellAnswer,
  Connection,
  Failure,
  Figure,
  FigureCellInput,
  FigureGrid,
  FigureKey,
  Finding,
  Hub,
  Progress,
  WriteFiguresInput,
  WriteReceipt,
} from "../../hub/hub.js";
import { hits, INDICATORS, ORGANIZATIONS } from "./gallery-catalogue.js";
import { IMPORT, IMPORT_ROWS, RECEIPT } from "./gallery-import.js";
import { HISTORY, ORIGIN } from "./gallery-lineage.js";
import { REGISTER_SHAPE, registerSheetOf, rowAnswer } from "./gallery-registers.js";
import { reportPage, REPORT_STEPS, waitingPage } from "./gallery-reports.js";

export const NOW = "2026-11-03T01:31:00.000Z";
const ok = <Data>(data: Data): Promise<Answer<Data>> => Promise.resolve({ kind: "ok", data });

/** How this hub behaves in a scene. */
export interface Behaviour {
  readonly offline?: boolean;
  readonly accident?: boolean;
  /** Never answers a refresh, so that its progress can be looked at. */
  readonly stuck?: boolean;
  /** Whom the pane works for, if not the school. */
  readonly organization?: string;
  /** How many reports there are: none, or more than one page shows. */
  readonly reports?: "none" | "many";
  /** Reports came back. */
  readonly returned?: boolean;
}

export class GalleryHub implements Hub {
  readonly address = "http://127.0.0.1:4000";
  behaviour: Behaviour = {};
  connection: Connection = { state: "unknown" };
  private readonly listeners = new Set<(connection: Connection) => void>();
  private readonly changed = new Map<string, { value: string; by: string }>();

  onConnection(listener: (connection: Connection) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  behave(behaviour: Behaviour): void {
    this.behaviour = behaviour;
    this.tell(behaviour.offline ? { state: "offline", since: "2026-11-03T01:40:00.000Z" } : { state: "online" });
  }

  /** Someone else wrote. */
  change(key: FigureKey, value: string, by: string): void {
    this.changed.set(nameOf(key), { value, by });
  }

  info() {
    this.tell(this.behaviour.offline ? this.connection : { state: "online" });
    return ok({
      name: "云岭市培训数据中枢",
      version: "0.1.0",
      engine: "pglite",
      today: "2026-11-03",
      sampleData: true,
      viewer: "李敏",
      defaultOrganization: this.behaviour.organization ?? "YL-S1",
    });
  }
  searchCatalogue: Hub["searchCatalogue"] = (text, kinds, first = 20) => ok(hits(text, kinds).slice(0, first));
  indicators: Hub["indicators"] = () => ok([]);
  organizationTree: Hub["organizationTree"] = (root, depth) =>
    ok(ORGANIZATIONS.filter(({ code, parent }) => code === root || (parent === root && depth !== 0)));

  figures: Hub["figures"] = async (keys) => this.failure() ?? ok(keys.map((key) => this.figure(key)));
  indicatorDimensions: Hub["indicatorDimensions"] = async () =>
    this.failure() ??
    ok([
      { code: "funding", nameZh: "经费性质", nameEn: "funding", list: "funding" },
      { code: "channel", nameZh: "渠道", nameEn: "channel", list: "channel" },
    ]);
  breakdownMembers: Hub["breakdownMembers"] = async (_key, { code }) => {
    const channels = [
      { code: "school", nameZh: "院校", nameEn: "Schools" },
      { code: "enterprise", nameZh: "企业", nameEn: "Enterprises" },
    ];
    if (code === "channel") return this.failure() ?? ok({ held: channels, listed: channels });
    const held = [
      { code: "subsidised", nameZh: "政府补贴", nameEn: "Subsidised" },
      { code: "non_subsidised", nameZh: "非补贴", nameEn: "Not subsidised" },
    ];
    return this.failure() ?? ok({ held, listed: [...held, { code: "mixed", nameZh: "混合", nameEn: "Mixed" }] });
  };
  figureGrid: Hub["figureGrid"] = async (organizations, columns, _asOf, asking) => {
    if (this.behaviour.stuck) await untilStopped(asking?.signal);
    return this.failure() ?? ok(this.grid(organizations, columns));
  };
  progress: Hub["progress"] = (keys) =>
    ok(
      keys.map((key): Progress => ({
        ...key,
        actual: "6184",
        target: "12000",
        comparator: ">=",
        rate: "51.5",
        state: "BEHIND",
        documentName: "2026 年社会培训工作方案（示例）",
        quote: "全年面向社会开展各类职业培训不少于 1.2 万人次",
        anchor: "第二条",
        problem: null,
      })),
    );
  together: Hub["together"] = async (question, asking) => {
    const figures = await this.figures(question.figures, null, asking);
    const progress = await this.progress(question.progress, asking);
    const sheets = await Promise.all(question.sheets.map((each) => this.registerSheet(each, asking)));
    const groups = await Promise.all(question.groups.map((each) => this.registerGroups(each, asking)));
    if (figures.kind !== "ok") return figures;
    return ok({
      ...{ figures: figures.data, progress: progress.kind === "ok" ? progress.data : [], indicators: [] },
      sheets: sheets.map((each) => ({ found: each.kind === "ok" ? each.data : null, problem: null })),
      groups: groups.map((each) => ({ found: each.kind === "ok" ? each.data : null, problem: null })),
    });
  };
  figureHistory: Hub["figureHistory"] = async () => this.failure() ?? ok(HISTORY);
  figureOrigin: Hub["figureOrigin"] = async () => this.failure() ?? ok(ORIGIN);

  figureLedgerRows: Hub["figureLedgerRows"] = () =>
    ok({ total: 1, hasMore: false, endCursor: null, rows: ORIGIN.rows.map((row) => ({ ...row, contribution: "1" })) });
  codeNames: Hub["codeNames"] = () => ok(["职业技能等级证书", "专项职业能力证书", "职业资格证书"]);
  rowHistory: Hub["rowHistory"] = () =>
    ok([
      {
        ...{
          at: NOW,
          by: "王珊",
          batchId: null,
          file: "证书.xlsx",
          reason: "对照原件更正",
          operation: "update",
          version: 2,
        },
        changes: [{ field: "grade", label: "等级", before: "四级", after: "三级" }],
      },
      {
        ...{ at: NOW, by: "王珊", batchId: null, file: null, reason: null, operation: "insert", version: 1 },
        changes: [],
      },
    ]);

  reports: Hub["reports"] = async (question, _page, asking) => {
    if (this.behaviour.stuck) await untilStopped(asking?.signal);
    return this.failure() ?? ok(reportPage(question, this.behaviour));
  };
  waitingReports: Hub["waitingReports"] = async () => this.failure() ?? ok(waitingPage(this.behaviour));
  reportSteps: Hub["reportSteps"] = (ids) => ok(ids.map((id) => REPORT_STEPS[id] ?? []));
  moveReports: Hub["moveReports"] = async (_step, { batchId, reports }) =>
    this.failure() ??
    ok({
      ...{ batchId, dryRun: false, replayed: false, receivedAt: NOW },
      rows: reports.map(({ id, baseVersion }, index) => ({
        ...{
          index,
          id,
          version: baseVersion + 1,
          outcome: "WRITTEN" as const,
          merged: [],
          conflict: null,
          findings: [],
        },
      })),
    });

  writeFigures: Hub["writeFigures"] = async (input) => this.failure() ?? ok(this.receipt(input));

  imports: Hub["imports"] = () => ok([IMPORT]);
  import: Hub["import"] = () => ok(IMPORT);
  importProgress: Hub["importProgress"] = () => ok(IMPORT);
  importRows: Hub["importRows"] = (_id, outcome) =>
    ok(IMPORT_ROWS.filter((row) => outcome === null || row.outcome === outcome));
  stageSelection: Hub["stageSelection"] = async () => this.failure() ?? ok(IMPORT);
  setImportMapping: Hub["setImportMapping"] = () => ok(IMPORT);
  commitImport: Hub["commitImport"] = () => ok(RECEIPT);
  registerShapes: Hub["registerShapes"] = () => ok([REGISTER_SHAPE]);
  registerSheet: Hub["registerSheet"] = (question) => ok(registerSheetOf(question));
  registerGroups: Hub["registerGroups"] = ({ dimensions, measures }) =>
    ok({ headers: [...dimensions, ...measures], dimensions: dimensions.length, values: [], asOf: NOW });
  saveRows: Hub["saveRows"] = (_register, { batchId, rows, dryRun = false }) =>
    ok({ ...{ batchId, dryRun, replayed: false, receivedAt: NOW }, rows: rows.map(rowAnswer) });
  discardImport: Hub["discardImport"] = () => ok({ ...IMPORT, status: "DISCARDED" });
  upload: Hub["upload"] = () => ok({ id: IMPORT.id });
  offlineBook: Hub["offlineBook"] = async () => this.failure() ?? ok(new Blob(["xlsx"]));
  sendBook: Hub["sendBook"] = async () => this.failure() ?? { kind: "accident", id: null };
  refusedReport: Hub["refusedReport"] = async () => this.failure() ?? ok(new Blob(["行,单元格,问题"]));

  private failure(): Failure | null {
    if (this.behaviour.offline && this.connection.state === "offline")
      return { kind: "offline", since: this.connection.since };
    return this.behaviour.accident ? { kind: "accident", id: "E-7F3A-2291" } : null;
  }

  private tell(connection: Connection): void {
    this.connection = connection;
    for (const listener of this.listeners) listener(connection);
  }

  private figure(key: FigureKey): Figure {
    const indicator = INDICATORS[key.indicator];
    const change = this.changed.get(nameOf(key));
    const isCounted = indicator?.isCounted ?? false;
    return {
      ...key,
      organizationName: ORGANIZATIONS.find(({ code }) => code === key.organization)?.name ?? null,
      indicatorName: indicator?.name ?? null,
      value: change?.value ?? valueOf(key),
      unit: indicator?.unit ?? null,
      displayUnit: indicator?.unit ?? null,
      version: change ? 2 : 1,
      status: isCounted ? "COMPUTED" : "DRAFT",
      source: isCounted ? "COMPUTED" : "REPORTED",
      computedValue: null,
      numerator: null,
      denominator: null,
      changedAt: "2026-11-03T00:47:00.000Z",
      changedBy: change?.by ?? "张立",
      reason: change ? "补录 10 月 30 日到账一笔" : null,
      writable: true,
      problem: null,
    };
  }

  private grid(organizations: readonly string[], columns: Parameters<Hub["figureGrid"]>[1]): FigureGrid {
    const figures = organizations.map((organization) => columns.map((key) => this.figure({ ...key, organization })));
    return {
      rows: organizations.map((organization, row) => ({
        organization,
        name: figures[row]?.[0]?.organizationName ?? organization,
        problem: null,
      })),
      columns: columns.map(({ indicator, period }) => ({
        indicator,
        period,
        name: INDICATORS[indicator]?.name ?? indicator,
        unit: INDICATORS[indicator]?.unit ?? null,
        displayUnit: null,
        decimals: INDICATORS[indicator]?.decimals ?? 0,
        additive: true,
        problem: null,
      })),
      values: figures.map((row) => row.map(({ value }) => value)),
      versions: figures.map((row) => row.map(({ version }) => version)),
      statuses: figures.map((row) => row.map(({ status }) => status)),
      sources: figures.map((row) => row.map(({ source }) => source)),
      writable: figures.map((row) => row.map(({ writable }) => writable)),
      asOf: NOW,
    };
  }

  private receipt({ batchId, dryRun = false, cells }: WriteFiguresInput): WriteReceipt {
    const answers = cells.map((cell, index) => this.answer(cell, index));
    const count = (outcome: CellAnswer["outcome"]) => answers.filter((answer) => answer.outcome === outcome).length;
    return {
      batchId,
      dryRun,
      replayed: false,
      receivedAt: "2026-11-03T01:36:00.000Z",
      written: count("WRITTEN"),
      unchanged: count("UNCHANGED"),
      conflicts: count("CONFLICT"),
      refused: count("REFUSED"),
      cells: answers,
    };
  }

  private answer(cell: FigureCellInput, index: number): CellAnswer {
    const figure = this.figure(cell);
    const change = this.changed.get(nameOf(cell));
    if (change && cell.baseVersion < 2) {
      const [changedBy, changedAt] = [change.by, "2026-11-03T00:47:00.000Z"];
      const conflict = { base: cell.baseValue, mine: cell.value, theirs: change.value, theirVersion: 2 };
      const told = { ...conflict, changedBy, changedAt, reason: figure.reason };
      return { index, outcome: "CONFLICT", figure, conflict: told, findings: [] };
    }
    if (cell.value === "4500")
      return { index, outcome: "REFUSED", figure, conflict: null, findings: [overLimit(cell.place ?? "")] };
    const written = { ...figure, value: cell.value, version: 2 };
    return { index, outcome: "WRITTEN", figure: written, conflict: null, findings: [] };
  }
}

function overLimit(place: string): Finding {
  const cell = place.split("!").at(-1) ?? place;
  return {
    code: "OVER_LIMIT",
    severity: "BLOCK",
    args: { suggestion: "450" },
    message: `${cell} 结业 4,500 人次多于报名 468 人次。核对名册，或改回 450。`,
    messageEn: `${cell}: 4,500 completed, only 468 enrolled. Check the roster or restore 450.`,
    suggestion: "450",
  };
}

function nameOf({ indicator, organization, period }: FigureKey): string {
  return `${indicator}|${organization}|${period}`;
}

/** Invented, and the same for the same figure. */
function valueOf(key: FigureKey): string {
  const sum = [...nameOf(key)].reduce((total, letter) => (total * 31 + letter.charCodeAt(0)) % 9_973, 7);
  return key.indicator === "FN01"
    ? `${(sum % 90) + 3}.${String(sum % 100).padStart(2, "0")}`
    : String((sum % 560) + 40);
}

function untilStopped(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) =>
    signal?.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError"))),
  );
}
