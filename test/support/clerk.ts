/**
 * What a clerk does in the playground, as verbs: selects cells, types with the real keyboard, presses what the pane shows.
 * The grid is a canvas, so cells are reached by address; everything in the pane is found by its role and name.
 */
import type { Browser, BrowserContext, FrameLocator, Page } from "playwright-core";
import type { Playground } from "../../addin/playground/verbs.js";

declare global {
  interface Window {
    readonly playground: Playground;
  }
}

/** What a browser keeps of somebody who signed in. */
export interface SignedIn {
  readonly name: string;
  readonly value: string;
  readonly url: string;
}

/** A page that two cores draw beside other work takes its time; nobody waits longer than they must. */
const PATIENCE_MS = 60_000;
const MOST_ATTEMPTS = 3;

export class Clerk {
  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly pane: FrameLocator,
    /** What the page asked of other places than the hub; there should be nothing. */
    readonly strayRequests: readonly string[],
  ) {}

  /** Opens the playground in a browser profile of its own, signed in by this cookie, and waits until every function has answered. */
  static async open(browser: Browser, url: string, cookie: SignedIn): Promise<Clerk> {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
    await context.addCookies([cookie]);
    return Clerk.openIn(context, url);
  }

  /** The same in a browser profile that somebody signed in in already; `isHasty` does not wait for the functions. */
  static async openIn(context: BrowserContext, url: string, { isHasty = false } = {}): Promise<Clerk> {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const stray: string[] = [];
    page.on("request", (request) => {
      if (!request.url().startsWith(url) && !/^(data|blob):/.test(request.url())) stray.push(request.url());
    });
    await page.goto(`${url}/playground`);
    await page.waitForFunction(() => window.playground !== undefined);
    await page.evaluate(() => window.playground.ready);
    const clerk = new Clerk(context, page, page.frameLocator("iframe#pane"), stray);
    await clerk.pane.getByRole("tab", { name: "主页" }).waitFor();
    // What came with the workbook is known to the pane once it says so; then its functions are asked and answered.
    await clerk.sees(/函数 \d+ 格/);
    if (!isHasty) await clerk.settled();
    return clerk;
  }

  async settled(): Promise<void> {
    await this.page.evaluate(() => window.playground.settled());
  }

  /** The cell's value once it passes `isRight`; the last one seen when patience ends. */
  async value(address: string, isRight: (value: unknown) => boolean = () => true): Promise<unknown> {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const value = await this.page.evaluate((at) => window.playground.valueOf(at), address);
      if (isRight(value) || Date.now() > until) return value;
      await this.page.waitForTimeout(100);
    }
  }

  formula(address: string): Promise<string> {
    return this.page.evaluate((at) => window.playground.formulaOf(at), address);
  }

  async select(address: string): Promise<void> {
    await this.page.evaluate((at) => window.playground.select(at), address);
  }

  /**
   * Types into a cell with the keyboard, as people do: the first key opens the editor, Enter ends it. On a busy machine the
   * grid may still be drawing the selection and lose keys; a person sees that something else stands there and types again.
   * `held`: what the cell then holds where that is not the text, as of a day.
   */
  async type(address: string, text: string, held = text): Promise<void> {
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      await this.select(address);
      await this.page.keyboard.type(text, { delay: 20 });
      await this.page.keyboard.press("Enter");
      await this.settled();
      if ((await this.formula(address)) === "" && String(await this.value(address)) === held) return;
      await this.page.keyboard.press("Escape");
    }
    throw new Error(`${text} could not be typed into ${address}, which holds ${String(await this.value(address))}`);
  }

  /** Takes a block of cells into the clipboard with the keyboard. */
  async copy(range: string): Promise<void> {
    await this.select(range);
    await this.page.keyboard.press("Control+c");
  }

  /** Takes a text into the clipboard, as from another program: lines are rows, tabs part their cells. */
  async copyText(text: string): Promise<void> {
    await this.context.grantPermissions(["clipboard-read", "clipboard-write"]);
    await this.page.bringToFront();
    await this.page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  }

  /**
   * Takes into the clipboard by `take` and pastes with the keyboard, `range` being where it lands and `held` what then stands
   * there; again where a busy grid lost the keys.
   */
  async paste(range: string, held: readonly (readonly unknown[])[], take: () => Promise<void>): Promise<void> {
    const [start = range] = range.split(":");
    const wanted = JSON.stringify(held);
    const read = (): Promise<unknown> => this.page.evaluate((at) => window.playground.valuesOf(at), range);
    for (let attempt = 1; attempt <= MOST_ATTEMPTS; attempt++) {
      await take();
      await this.select(start);
      await this.page.keyboard.press("Control+v");
      for (const until = Date.now() + PATIENCE_MS / MOST_ATTEMPTS; Date.now() < until;) {
        await this.settled();
        if (JSON.stringify(await read()) === wanted) return;
        await this.page.waitForTimeout(100);
      }
    }
    throw new Error(`${wanted} could not be pasted into ${range}, which holds ${JSON.stringify(await read())}`);
  }

  /** The fill one sees on a cell, marks included; waits for the one that is expected. */
  async fill(address: string, expected?: string): Promise<string> {
    const until = Date.now() + PATIENCE_MS;
    for (;;) {
      const fill = await this.page.evaluate((at) => window.playground.fillOf(at), address);
      if (expected === undefined || fill === expected || Date.now() > until) return fill;
      await this.page.waitForTimeout(100);
    }
  }

  notes(address: string): Promise<string> {
    return this.page.evaluate((at) => window.playground.noteOf(at), address);
  }

  /** Waits until the selection is there, by the end of its address; the pane asks the sheet first where things are now. */
  async selects(end: string): Promise<void> {
    await this.page.waitForFunction((wanted) => window.playground.selection().endsWith(wanted), end);
  }

  /** Waits until an import's tiles say so: `{ 新增: 20, 拒绝: 4 }`. */
  async counts(expected: Readonly<Record<string, number>>): Promise<void> {
    for (const [name, count] of Object.entries(expected))
      await this.pane.getByRole("group", { name: `${name} ${count}`, exact: true }).waitFor();
  }

  /** Presses a button that makes a file; answers where it is. */
  async downloads(name: string | RegExp): Promise<string> {
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.press(name)]);
    return download.path();
  }

  /** Chooses from a list of the pane by its name. */
  async choose(list: string | RegExp, option: string): Promise<void> {
    await this.pane.getByRole("combobox", { name: list }).click();
    await this.pane.getByRole("option", { name: option, exact: true }).click();
  }

  /** Signs in where the pane says that the sign-in has ended, in the window it opens. */
  async signInAgain(login: string, password: string): Promise<void> {
    await this.pane.getByRole("button", { name: "登录", exact: true }).click();
    const shown = this.page.frameLocator("dialog iframe");
    await shown.getByLabel("登录名").fill(login);
    await shown.getByRole("textbox", { name: "密码" }).fill(password);
    await shown.getByRole("button", { name: "登录", exact: true }).click();
  }

  async tab(name: "主页" | "查询" | "待发送" | "导入"): Promise<void> {
    await this.pane.getByRole("tab", { name: new RegExp(name) }).click();
  }

  async press(name: string | RegExp): Promise<void> {
    await this.pane.getByRole("button", { name }).first().click();
  }

  async sees(text: string | RegExp): Promise<void> {
    await this.pane.getByText(text).first().waitFor();
  }

  /** Works for another organization from now on. */
  async workFor(name: string): Promise<void> {
    await this.press(/切换单位/);
    await this.pane.getByRole("searchbox", { name: /搜单位/ }).fill(name);
    await this.pane
      .getByRole("button", { name: new RegExp(name) })
      .last()
      .click();
  }

  /** Presses refresh and waits for the report. */
  async refresh(): Promise<void> {
    await this.tab("主页");
    await this.press(/^刷新/);
    await this.sees(/格已更新到/);
    await this.settled();
  }

  /** Closes the workbook as it is and opens it again. */
  async reopen(): Promise<void> {
    await this.page.evaluate(() => window.playground.saved());
    await this.page.reload();
    await this.page.waitForFunction(() => window.playground !== undefined);
    await this.page.evaluate(() => window.playground.ready);
    await this.sees(/函数 \d+ 格/);
    await this.settled();
  }

  async picture(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }

  async leave(): Promise<void> {
    await this.context.close();
  }
}
