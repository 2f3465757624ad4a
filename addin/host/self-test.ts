/**
 * Runs the contract in a real workbook and leaves it as it was: every sentence gets two fresh sheets, which are deleted
 * with their names and kept values when it ends, however it ends. Answers a report of plain data, without a word of what
 * the workbook holds.
 */
import type { Host } from "./host.js";
import {
  CONTRACT,
  CONTRACT_CODES,
  CONTRACT_KEYS,
  CONTRACT_NAMES,
  type ContractCode,
  ContractBroken,
  NotHere,
} from "./contract.js";

export interface SelfTestResult {
  readonly code: ContractCode;
  readonly state: "passed" | "failed" | "notHere";
  /** What went wrong, of the contract's own cells. */
  readonly detail?: string;
  readonly milliseconds: number;
}

export interface SelfTestReport {
  readonly host: string;
  /** What the program says of itself. */
  readonly program: Readonly<Record<string, string>>;
  readonly can: Readonly<Record<string, boolean>>;
  readonly at: string;
  readonly results: readonly SelfTestResult[];
  /** Whether sheets, names and kept values are as before. */
  readonly isRestored: boolean;
}

const SHEET = "训枢自检";

export interface SelfTestOptions {
  readonly clock?: () => Date;
  readonly program?: Readonly<Record<string, string>>;
  readonly codes?: readonly ContractCode[];
  readonly onProgress?: (done: number, all: number) => void;
}

export async function selfTest(host: Host, options: SelfTestOptions = {}): Promise<SelfTestReport> {
  const { clock = () => new Date(), program = {}, codes = CONTRACT_CODES, onProgress } = options;
  const before = (await host.workbook()).sheets;
  const selected = await host.selection();
  const results: SelfTestResult[] = [];
  for (const code of codes) {
    onProgress?.(results.length + 1, codes.length);
    results.push(await runSentence(host, code, clock, before));
  }
  await host.goTo(selected).catch(() => undefined);
  const isRestored = await isAsBefore(host, before);
  return { host: host.kind, program, can: { ...host.can }, at: clock().toISOString(), results, isRestored };
}

async function runSentence(
  host: Host,
  code: ContractCode,
  clock: () => Date,
  before: readonly string[],
): Promise<SelfTestResult> {
  const start = clock().getTime();
  const ended = (): number => clock().getTime() - start;
  try {
    const first = await host.addSheet(SHEET);
    const second = await host.addSheet(SHEET);
    await host.goTo({ sheet: first, row: 0, column: 0, rows: 1, columns: 1 });
    await CONTRACT[code]({ host, first, second });
    return { code, state: "passed", milliseconds: ended() };
  } catch (error) {
    if (error instanceof NotHere) return { code, state: "notHere", milliseconds: ended() };
    return { code, state: "failed", detail: detailOf(error), milliseconds: ended() };
  } finally {
    await tidy(host, before).catch(() => undefined);
  }
}

/** The contract's own words name its own cells alone; of any other error only its kind and code are told. */
function detailOf(error: unknown): string {
  if (error instanceof ContractBroken) return error.message;
  const { name = "Error", code = "", args } = (error ?? {}) as { name?: string; code?: unknown; args?: unknown };
  return `${name} ${String(code)} ${JSON.stringify(args ?? {})}`;
}

async function tidy(host: Host, before: readonly string[]): Promise<void> {
  for (const { name } of await host.bindings(CONTRACT_NAMES)) await host.bind(name, null);
  await host.save(Object.fromEntries(CONTRACT_KEYS.map((key) => [key, null])));
  for (const sheet of (await host.workbook()).sheets) {
    if (before.includes(sheet) || !sheet.startsWith(SHEET)) continue;
    await host.hands.protect(sheet, false).catch(() => undefined);
    await host.hands.deleteSheet(sheet);
  }
}

async function isAsBefore(host: Host, before: readonly string[]): Promise<boolean> {
  const [sheets, names, kept] = [
    (await host.workbook()).sheets,
    await host.bindings(CONTRACT_NAMES),
    await host.load(CONTRACT_KEYS),
  ];
  return (
    JSON.stringify(sheets) === JSON.stringify(before) && names.length === 0 && kept.every((value) => value === null)
  );
}
