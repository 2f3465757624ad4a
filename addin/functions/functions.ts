/**
 * =HUB.…: what people type into cells. Every answer comes from the values kept in the workbook; only a figure never seen
 * before is asked of the hub, together with all others of the same moment. Opening and recalculating send nothing.
 * Never touches the sheet: Excel forbids that while it calculates.
 */
import { type Block, type BlockQuestion, MOST_LISTED } from "../hub/blocks.js";
import type { CellCache } from "../hub/cells.js";
import type { Answer, Failure, Figure, FigureKey, Finding, Progress } from "../hub/hub.js";
import { layoutWith, readLayout } from "../sheet/axes.js";
import { readBreakdownWords } from "../sheet/breakdown.js";
import { readMoment } from "../sheet/moment.js";
import { listOfWords, readConditions, readOrder } from "../sheet/register-words.js";
import { SPILLED_LAYOUT, spilledTable } from "./spilled-table.js";
import { sourceLine } from "../sheet/source-line.js";

/** What a cell may show. */
type Shown = number | string;

// The metadata Excel reads is made from these very signatures, and its maker knows `any` but no alias or union: a period
// is text or a number, an answer a number or text, a range a grid of either.
/* eslint-disable @typescript-eslint/no-explicit-any */

let giveCells: (cells: CellCache) => void = () => undefined;
/** Functions may be called before the page has opened the workbook's values: they wait for them. */
let cells = new Promise<CellCache>((resolve) => (giveCells = resolve));

/** Says where functions answer from. Called once when the page starts. */
export function answerFrom(cache: CellCache): void {
  giveCells(cache);
  cells = Promise.resolve(cache);
}

/**
 * 取一个指标的数，按指标自己的单位，不换算成万。
 * @customfunction FIGURE
 * @param {string} indicator 指标编号，例如 TR01
 * @param {string} organization 单位编号或全称，例如 YL-S1
 * @param {any} period 期间，例如 2026、2026Q3、2026M10
 * @param {string} [breakdown] 细分，写名称或代码，例如 性别=女；几项之间用分号；不填为合计
 * @returns {Promise<any>} 指标的数；没有填报时为空
 */
export async function figure(indicator: string, organization: string, period: any, breakdown?: string): Promise<any> {
  return figureAt(keyOf(indicator, organization, period, breakdown));
}

/**
 * 取文件里定的目标数。
 * @customfunction TARGET
 * @param {string} indicator 指标编号，例如 TR01
 * @param {string} organization 单位编号或全称，例如 YL-S1
 * @param {any} period 期间，例如 2026
 * @returns {Promise<any>} 目标数；目标待定时为文字“待定”
 */
export async function target(indicator: string, organization: string, period: any): Promise<any> {
  const progress = await progressAt(keyOf(indicator, organization, period));
  if (progress.state === "NO_TARGET") throw notAvailable("没有定这项目标 / no target is set");
  return progress.target === null ? "待定" : Number(progress.target);
}

/**
 * 取目标完成率：实际数除以目标数，例如 0.634。
 * @customfunction PROGRESS
 * @param {string} indicator 指标编号，例如 TR01
 * @param {string} organization 单位编号或全称，例如 YL-S1
 * @param {any} period 期间，例如 2026
 * @returns {Promise<any>} 完成率；目标待定时为文字“待定”
 */
export async function progress(indicator: string, organization: string, period: any): Promise<any> {
  const held = await progressAt(keyOf(indicator, organization, period));
  if (held.state === "NO_TARGET") throw notAvailable("没有定这项目标 / no target is set");
  return held.rate === null ? "待定" : Number(held.rate);
}

/**
 * 取台账计出的数，不管有没有人另填。
 * @customfunction COUNTED
 * @param {string} indicator 指标编号，例如 TR01
 * @param {string} organization 单位编号或全称，例如 YL-S1
 * @param {any} period 期间，例如 2026M10
 * @param {string} [breakdown] 细分，写名称或代码，例如 性别=女；几项之间用分号；不填为合计
 * @returns {Promise<any>} 台账计出的数；不从台账计数的指标为 #N/A
 */
export async function counted(indicator: string, organization: string, period: any, breakdown?: string): Promise<any> {
  return countedValue(await knownFigure(keyOf(indicator, organization, period, breakdown)));
}

/**
 * 取某一时刻的数：当时训枢里是多少，就是多少。
 * @customfunction ASOF
 * @param {string} indicator 指标编号，例如 TR01
 * @param {string} organization 单位编号或全称，例如 YL-S1
 * @param {any} period 期间，例如 2026M10
 * @param {any} moment 日期或时刻，例如 2026-10-31 或 2026-10-31 18:00；只写日期为当天结束时
 * @param {string} [breakdown] 细分，写名称或代码，例如 性别=女；几项之间用分号；不填为合计
 * @returns {Promise<any>} 当时的数；当时没有填报时为空
 */
export async function asOf(
  indicator: string,
  organization: string,
  period: any,
  moment: any,
  breakdown?: string,
): Promise<any> {
  return shownFigure(await figureThen(keyOf(indicator, organization, period, breakdown), moment));
}

/**
 * 说明一个指标怎样计算。
 * @customfunction EXPLAIN
 * @param {string} indicator 指标编号，例如 TR01
 * @returns {Promise<string>} 指标名称、单位和口径
 */
export async function explain(indicator: string): Promise<string> {
  const code = String(indicator ?? "").trim();
  if (!code) throw notAvailable("缺少指标 / an argument is blank");
  const found = opened(await (await cells).explained(code));
  if (found.problem) throw notAvailable(sentence(found.problem));
  const { nameZh, unit, explanation } = found.indicator ?? { nameZh: code, unit: "", explanation: "" };
  return `${nameZh}（${unit}）：${explanation}`;
}

/**
 * 取一张表：每个单位一行，每个指标和期间一列，带表头。
 * @customfunction TABLE
 * @param {any[][]} indicators 指标编号，一片单元格，或用逗号分开
 * @param {any[][]} organizations 单位编号或全称，一片单元格，或用逗号分开
 * @param {any[][]} periods 期间，一片单元格，或用逗号分开
 * @param {string} [layout] 行与列怎样排，例如 指标/单位,期间 或 单位/期间,细分；不填为每个单位一行
 * @param {any[][]} [breakdowns] 细分，一片单元格，或用逗号分开，例如 性别=女,性别=男,合计；不填为合计
 * @returns {Promise<any[][]>} 带表头的表
 */
export async function table(
  indicators: any[][],
  organizations: any[][],
  periods: any[][],
  layout?: string,
  breakdowns?: any[][],
): Promise<any[][]> {
  const axes = { indicators: namesIn(indicators), organizations: namesIn(organizations), periods: namesIn(periods) };
  if (Object.values(axes).some((members) => members.length === 0))
    throw notAvailable("缺少指标、单位或期间 / nothing to look up");
  const [asked, parts] = [String(layout ?? "").trim(), namesIn(breakdowns ?? [])];
  const order = asked === "" ? layoutWith(SPILLED_LAYOUT, parts.length > 0) : readLayout(asked);
  if (order === null) throw notAvailable("排列应写成 指标/单位,期间 / write the layout as 指标/单位,期间");
  return spilledTable({ ...axes, breakdowns: parts.length > 0 ? parts : [""] }, order, tryFigure);
}

/**
 * 取某一时刻台账计出的数，不管当时有没有人另填。
 * @customfunction COUNTED.ASOF
 * @param {string} indicator 指标编号，例如 TR01
 * @param {string} organization 单位编号或全称，例如 YL-S1
 * @param {any} period 期间，例如 2026M10
 * @param {any} moment 日期或时刻，例如 2026-10-31 或 2026-10-31 18:00
 * @param {string} [breakdown] 细分，写名称或代码，例如 性别=女；几项之间用分号；不填为合计
 * @returns {Promise<any>} 当时台账计出的数
 */
export async function countedAsOf(
  indicator: string,
  organization: string,
  period: any,
  moment: any,
  breakdown?: string,
): Promise<any> {
  return countedValue(await figureThen(keyOf(indicator, organization, period, breakdown), moment));
}

/**
 * 用一句话说明一个数从哪里来：台账计出、谁在何时填报，还是各单位相加。
 * @customfunction SOURCE
 * @param {string} indicator 指标编号，例如 TR01
 * @param {string} organization 单位编号或全称，例如 YL-S1
 * @param {any} period 期间，例如 2026M10
 * @param {string} [breakdown] 细分，写名称或代码，例如 性别=女；几项之间用分号；不填为合计
 * @returns {Promise<string>} 出处，一句话
 */
export async function source(
  indicator: string,
  organization: string,
  period: any,
  breakdown?: string,
): Promise<string> {
  return sourceLine(await knownFigure(keyOf(indicator, organization, period, breakdown)));
}

/**
 * 取一张登记表的若干行，带表头，自动向下溢出。
 * @customfunction LIST
 * @param {string} register 登记表，例如 证书 或 Credential
 * @param {any[][]} columns 列，用逗号分开或一片单元格，例如 证书编号,持证人.姓名,发证日期
 * @param {string} [conditions] 条件，用分号分开，例如 类别=职业技能等级证书;发证日期>=2026-01-01
 * @param {string} [order] 排序，例如 发证日期 降序
 * @param {number} [most] 最多几行，不填为 200
 * @returns {Promise<any[][]>} 带表头的各行
 */
export async function list(
  register: string,
  columns: any[][],
  conditions?: string,
  order?: string,
  most?: number,
): Promise<any[][]> {
  return blockAt({
    ...{ kind: "list", register: String(register ?? "").trim(), columns: namesIn(columns) },
    ...{ conditions: readConditions(String(conditions ?? "")), order: readOrder(String(order ?? "")) },
    most: Math.min(Number(most ?? USUAL_LISTED) || USUAL_LISTED, MOST_LISTED),
  });
}

/**
 * 把一张登记表分组计数，带表头，自动向下溢出。
 * @customfunction GROUP
 * @param {string} register 登记表，例如 证书 或 Credential
 * @param {any[][]} dimensions 按什么分组，例如 类别,发证月份:季
 * @param {any[][]} [measures] 计什么，例如 行数,人数,合计:金额；不填为行数
 * @param {string} [conditions] 条件，用分号分开，例如 所属单位=YL-S1;发证日期>=2026-01-01
 * @returns {Promise<any[][]>} 带表头的各组
 */
export async function group(
  register: string,
  dimensions: any[][],
  measures?: any[][],
  conditions?: string,
): Promise<any[][]> {
  return blockAt({
    ...{ kind: "group", register: String(register ?? "").trim(), dimensions: namesIn(dimensions) },
    ...{ measures: namesIn(measures ?? []), conditions: readConditions(String(conditions ?? "")) },
  });
}

/**
 * 取一个指标的数，并在有人看着时自动跟上最新的数。
 * @customfunction LIVE
 * @streaming
 * @param {string} indicator 指标编号，例如 TR01
 * @param {string} organization 单位编号或全称，例如 YL-S1
 * @param {any} period 期间，例如 2026M10
 * @param {string} [breakdown] 细分，写名称或代码，例如 性别=女；几项之间用分号；不填为合计
 * @param {CustomFunctions.StreamingInvocation<any>} invocation 由 Excel 给出
 */
export function live(
  indicator: string,
  organization: string,
  period: any,
  breakdown: string,
  invocation: CustomFunctions.StreamingInvocation<any>,
): void {
  let isOver = false;
  let unfollow = (): void => undefined;
  invocation.onCanceled = () => {
    isOver = true;
    unfollow();
  };
  const asked = () => keyOf(indicator, organization, period, breakdown);
  void followLive(asked, (value) => !isOver && invocation.setResult(value)).then((stop) => {
    unfollow = stop;
    if (isOver) stop();
  });
}

/* eslint-enable @typescript-eslint/no-explicit-any */

const USUAL_LISTED = 200;

/** The kept value first, then every newer one. An error is shown in the cell and followed no further. */
async function followLive(
  asked: () => FigureKey,
  show: (value: Shown | CustomFunctions.Error) => void,
): Promise<() => void> {
  try {
    const key = asked();
    let shown = await figureAt(key);
    show(shown);
    return (await cells).live.follow(key, (figure) => {
      const value = shownFigure(figure);
      if (value !== shown && figure.problem === null) show((shown = value));
    });
  } catch (error) {
    if (!(error instanceof CustomFunctions.Error)) throw error;
    show(error);
    return () => undefined;
  }
}

async function blockAt(question: BlockQuestion): Promise<Shown[][]> {
  const wanted = question.kind === "list" ? question.columns : question.dimensions;
  if (question.register === "" || wanted.length === 0) throw notAvailable("缺少登记表或列 / an argument is blank");
  const block = opened(await (await cells).block(question));
  if (block.problem) throw notAvailable(sentence(block.problem));
  return [[...block.headers], ...block.rows.map((row) => shownRow(row, block))];
}

function shownRow(row: readonly (string | null)[], { numbers }: Block): Shown[] {
  return row.map((value, column) => (value === null ? "" : numbers[column] ? Number(value) : value));
}

/** A block of cells, or one text with commas in it. */
function namesIn(block: readonly (readonly unknown[])[]): string[] {
  return listOf(block).flatMap(listOfWords);
}

async function figureThen(key: FigureKey, moment: unknown): Promise<Figure> {
  const at = readMoment(moment);
  if (at === null)
    throw notAvailable("时刻应写成 2026-10-31 或 2026-10-31 18:00 / write the moment as 2026-10-31 18:00");
  const found = opened(await (await cells).past({ ...key, moment: at }));
  if (found.problem) throw notAvailable(sentence(found.problem));
  return found;
}

function countedValue(found: Figure): number {
  const isCounted = found.source === "COMPUTED" || found.source === "FORMULA";
  const value = found.computedValue ?? (isCounted ? found.value : null);
  if (value === null) throw notAvailable("这个指标不从台账计数 / this indicator is not counted from ledgers");
  return Number(value);
}

async function tryFigure(key: FigureKey): Promise<Answer<Figure>> {
  return (await cells).figure(key);
}

async function figureAt(key: FigureKey): Promise<Shown> {
  return shownFigure(await knownFigure(key));
}

async function knownFigure(key: FigureKey): Promise<Figure> {
  const found = opened(await tryFigure(key));
  if (found.problem) throw notAvailable(sentence(found.problem));
  return found;
}

async function progressAt(key: FigureKey): Promise<Progress> {
  const found = opened(await (await cells).progress(key));
  if (found.problem) throw notAvailable(sentence(found.problem));
  return found;
}

/** Blank is not reported; 0 is a zero. */
function shownFigure({ value }: Figure): Shown {
  return value === null ? "" : Number(value);
}

function opened<Data>(answer: Answer<Data>): Data {
  if (answer.kind === "ok") return answer.data;
  throw notAvailable(REASONS[answer.kind](answer));
}

const REASONS: { readonly [Kind in Failure["kind"]]: (failure: Failure) => string } = {
  offline: () => "连不上数据中枢，连上后点刷新 / hub unreachable, refresh when it is back",
  refusal: (failure) => (failure.kind === "refusal" ? `${failure.message} / ${failure.messageEn}` : ""),
  accident: (failure) =>
    `没有取到，编号 ${(failure.kind === "accident" && failure.id) || "—"} / not answered, try a refresh`,
};

function sentence({ code, message, messageEn }: Finding): string {
  return message === null ? code : `${message} / ${messageEn ?? code}`;
}

function notAvailable(message: string): CustomFunctions.Error {
  return new CustomFunctions.Error(CustomFunctions.ErrorCode.notAvailable, message);
}

function keyOf(indicator: unknown, organization: unknown, period: unknown, breakdown?: unknown): FigureKey {
  const [code, name, time] = [indicator, organization, period].map((argument) => String(argument ?? "").trim());
  if (!code || !name || !time) throw notAvailable("缺少指标、单位或期间 / an argument is blank");
  const dims = readBreakdownWords(String(breakdown ?? ""));
  if (dims === null)
    throw notAvailable(
      "细分应写成 性别=女，几项之间用分号 / write the breakdown as 性别=女, several parted by semicolons",
    );
  return { indicator: code, organization: name, period: time, ...(dims.length > 0 && { dims }) };
}

function listOf(codes: readonly (readonly unknown[])[]): string[] {
  return codes.flat().flatMap((code) => String(code ?? "").trim() || []);
}

// Excel looks for these the moment the page has loaded, before anything asynchronous; a page outside Excel has none.
if (typeof CustomFunctions !== "undefined") {
  CustomFunctions.associate("FIGURE", figure);
  CustomFunctions.associate("TARGET", target);
  CustomFunctions.associate("PROGRESS", progress);
  CustomFunctions.associate("TABLE", table);
  CustomFunctions.associate("COUNTED", counted);
  CustomFunctions.associate("ASOF", asOf);
  CustomFunctions.associate("EXPLAIN", explain);
  CustomFunctions.associate("COUNTED.ASOF", countedAsOf);
  CustomFunctions.associate("SOURCE", source);
  CustomFunctions.associate("LIST", list);
  CustomFunctions.associate("GROUP", group);
  CustomFunctions.associate("LIVE", live);
}
