/**
 * Functions in WPS are synchronous and live on another page than the pane. So the two share a board, WPS's storage of the
 * add-in: the functions' page writes down what was asked and shows the last answer; the pane answers and has WPS
 * recalculate. What the board does not know comes from the workbook, where the pane kept the last answers.
 */
import type { Json } from "../host.js";
import type { WpsApplication, WpsFunctionMetadata } from "./api.js";
import { loadKept } from "./store.js";

/** What a cell shows until its first answer, as Excel does. */
export const WAITING = "#GETTING_DATA";
export const ANSWERS_KEY = "wps.answers";
const ASKED = "xunshu.asked";
const ANSWERS = "xunshu.answers";

/** A call in words: the name of the function and what it was given. */
export type CallText = string;
export type Shown = string | number | boolean;

export function callText(name: string, args: readonly unknown[]): CallText {
  return JSON.stringify([name, ...args.map((argument) => argument ?? null)]);
}

export function readCall(call: CallText): { readonly name: string; readonly args: readonly unknown[] } {
  const [name, ...args] = JSON.parse(call) as [string, ...unknown[]];
  return { name, args };
}

/** What a file of functions says of one of them, as Excel reads it. */
export interface FunctionDescription {
  readonly name: string;
  readonly description?: string;
  readonly result?: { readonly type?: string };
  readonly parameters?: WpsFunctionMetadata["parameters"];
}

/** The functions' page: registers, writes down, shows the last answer. Never waits and never asks the network. */
export class FunctionPage {
  private readonly asked = new Set<CallText>();
  private isToldLater = false;
  private told: { readonly text: unknown; readonly answers: Readonly<Record<CallText, Shown>> } = {
    text: null,
    answers: {},
  };
  private kept: { readonly file: string; readonly answers: Readonly<Record<CallText, Shown>> } | null = null;

  constructor(
    private readonly application: WpsApplication,
    private readonly later: (work: () => void) => void = (work) => void setTimeout(work, 50),
  ) {}

  /** Answers how many were registered: none in a WPS before functions of add-ins. */
  register(namespace: string, functions: readonly FunctionDescription[]): number {
    const { application } = this;
    if (typeof application.AddCustomFunction !== "function") return 0;
    for (const { name, description, result, parameters } of functions) {
      application.AddCustomFunction(namespace, name, (...args) => this.answer(name, args), {
        ...(description !== undefined && { description }),
        result: result ?? {},
        parameters: parameters ?? [],
      });
    }
    return functions.length;
  }

  answer(name: string, args: readonly unknown[]): Shown {
    const call = callText(name, args);
    if (!this.asked.has(call)) this.writeDown(call);
    return this.answersNow()[call] ?? this.keptAnswers()[call] ?? WAITING;
  }

  /** Once for many: thousands of cells ask in one calculation. */
  private writeDown(call: CallText): void {
    this.asked.add(call);
    if (this.isToldLater) return;
    this.isToldLater = true;
    this.later(() => {
      this.isToldLater = false;
      this.application.PluginStorage.setItem(ASKED, JSON.stringify([...this.asked]));
    });
  }

  private answersNow(): Readonly<Record<CallText, Shown>> {
    const text = this.application.PluginStorage.getItem(ANSWERS);
    if (typeof text === "string" && text !== this.told.text)
      this.told = { text, answers: JSON.parse(text) as Record<CallText, Shown> };
    return this.told.answers;
  }

  private keptAnswers(): Readonly<Record<CallText, Shown>> {
    const workbook = this.application.ActiveWorkbook;
    if (!workbook) return {};
    if (this.kept?.file !== workbook.FullName) {
      const [kept = null] = loadKept(workbook, [ANSWERS_KEY]);
      this.kept = { file: workbook.FullName, answers: (kept ?? {}) as Record<CallText, Shown> };
    }
    return this.kept.answers;
  }
}

export type AsyncFunction = (...args: unknown[]) => Promise<unknown>;

/** The pane's side: answers what was asked, keeps it in the workbook, and has WPS recalculate when something is new. */
export class FunctionServer {
  private answers: Record<CallText, Shown> = {};
  private seen: unknown = null;
  private calls: readonly CallText[] = [];

  constructor(
    private readonly application: WpsApplication,
    private readonly functions: Readonly<Record<string, AsyncFunction>>,
    private readonly keep: (entries: Readonly<Record<string, Json>>) => Promise<void>,
  ) {}

  /** Looks at the board; answers how many calls it answered anew. */
  async look(): Promise<number> {
    const text = this.application.PluginStorage.getItem(ASKED);
    if (typeof text !== "string" || text === this.seen) return 0;
    this.seen = text;
    const before = new Set(this.calls);
    this.calls = JSON.parse(text) as CallText[];
    return this.answer(this.calls.filter((call) => !before.has(call)));
  }

  /** Everything again, after a refresh. */
  answerAgain(): Promise<number> {
    return this.answer(this.calls);
  }

  private async answer(calls: readonly CallText[]): Promise<number> {
    const found = await Promise.all(calls.map(async (call) => [call, await this.ask(call)] as const));
    const fresh = found.filter(([call, value]) => this.answers[call] !== value);
    if (fresh.length === 0) return 0;
    this.answers = { ...this.answers, ...Object.fromEntries(fresh) };
    this.application.PluginStorage.setItem(ANSWERS, JSON.stringify(this.answers));
    await this.keep({ [ANSWERS_KEY]: this.answers });
    this.application.CalculateFull();
    return fresh.length;
  }

  /** A function that has no answer says so in its own cell, in words, and spoils no other. */
  private async ask(call: CallText): Promise<Shown> {
    const { name, args } = readCall(call);
    const asked = this.functions[name];
    if (!asked) return "#NAME?";
    try {
      const value = await asked(...args);
      return typeof value === "number" || typeof value === "boolean" ? value : String(value ?? "");
    } catch (error) {
      return `#N/A ${error instanceof Error ? error.message : ""}`.trim();
    }
  }
}
