/**
 * A desk for the cases of the sheet: the hub on a database of its own, a browser with the playground in it, and the
 * add-in's pane beside the grid with its actions within reach.
 */
import pg from "pg";
import type { Browser, BrowserContext } from "playwright-core";
import { launchBrowser } from "../support/chromium.js";
import type { Longest } from "../support/long-tasks.js";
import { bundleMeasuredPane, type MeasuredPage, openMeasured } from "../support/measured-page.js";
import type { Measured } from "../support/measured-pane.js";
import { benchDatabase, type BenchDatabase, copyOf, dropDatabase } from "./data.js";
import { startHub } from "./servers.js";
import { STEP_SECONDS } from "./settings.js";
import { authorization } from "./viewers.js";

declare const measured: Measured;

/** A hundred thousand enrolments are to be had: six cities. */
const SHEET_ROWS = 115_200;
const REPORTED = ["FN01", "ST04", "ST05", "FN35"];
const MONTHS = Array.from(
  { length: 32 },
  (_, n) => `${2024 + Math.floor(n / 12)}M${String((n % 12) + 1).padStart(2, "0")}`,
);

interface Column {
  readonly indicator: string;
  readonly period: string;
}

const YEARS = ["2021", "2022", "2023", "2024", "2025"];

export interface SheetDesk extends MeasuredPage {
  readonly database: BenchDatabase;
  readonly url: string;
  readonly browser: Browser;
  /** Organizations and columns of which every figure is reported. */
  readonly organizations: readonly string[];
  readonly columns: readonly Column[];
  /** Fifty columns that are reported by the year and may be written. */
  readonly written: readonly Column[];
  newContext(): Promise<BrowserContext>;
  /** How long the work takes, what it asked, and the longest task of the pane meanwhile. */
  timed<Result>(step: string, work: () => Promise<Result>): Promise<Timed<Result>>;
  stop(): Promise<void>;
}

export interface Timed<Result> {
  readonly result: Result;
  readonly ms: number;
  readonly requests: number;
  readonly longest: Longest;
}

export async function openSheetDesk(name: string): Promise<SheetDesk> {
  const source = await benchDatabase(SHEET_ROWS);
  const database = await copyOf(source, `${source.name}_${name.replaceAll("-", "_")}`);
  const { organizations, yearly } = await prepare(database.url);
  const hub = await startHub(database.url);
  const url = new URL(hub.url).origin;
  const browser = await launchBrowser();
  const newContext = async (): Promise<BrowserContext> => {
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
    const token = (authorization(hub.url)["authorization"] ?? "").replace("Bearer ", "");
    await context.addCookies([{ name: "xunshu", value: token, url }]);
    return context;
  };
  const opened = await openMeasured(await newContext(), url, await bundleMeasuredPane());
  return {
    ...opened,
    ...{ database, url, browser, organizations, newContext },
    written: yearly.flatMap((indicator) => YEARS.map((period) => ({ indicator, period }))),
    columns: REPORTED.flatMap((indicator) => MONTHS.map((period) => ({ indicator, period }))),
    async timed(step, work) {
      process.stdout.write(`${name}: ${step} … `);
      await opened.pane.evaluate(() => measured.tasks.begin());
      opened.takeRequests();
      const began = performance.now();
      const result = await inTime(step, work());
      const ms = performance.now() - began;
      const longest = await opened.pane.evaluate(() => measured.tasks.end());
      process.stdout.write(`${(ms / 1000).toFixed(1)} s\n`);
      return { result, ms, requests: opened.takeRequests().length, longest };
    },
    async stop() {
      await browser.close();
      await hub.stop();
      await dropDatabase(database.name);
    },
  };
}

/** Whoever waits for a page that hangs would wait for ever. */
async function inTime<Result>(step: string, work: Promise<Result>): Promise<Result> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`“${step}” took longer than ${STEP_SECONDS} s`)), STEP_SECONDS * 1_000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

/** Every organization has reported every month, so that no cell is empty. */
async function prepare(url: string): Promise<{ organizations: string[]; yearly: string[] }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ code: string }>(
    "select code from organization where kind in ('college', 'enterprise', 'provider') order by id limit 200",
  );
  const codes = rows.map(({ code }) => code);
  await client.query(
    `insert into figure (org_id, indicator, period, value, source)
     select o.id, i, p, 1000 + (row_number() over ()) % 977, 'reported' from organization o, unnest($2::text[]) as i, unnest($3::text[]) as p
     where o.code = any($1) on conflict do nothing`,
    [codes, REPORTED, MONTHS],
  );
  await client.query("analyze figure");
  const yearly = await client.query<{ code: string }>(
    `select code from indicator where kind = 'reported' and 'year' = any(period_kinds) and unit_dim in ('person', 'money', 'count')
     and valid_from is null and not code = any($1) order by code limit 10`,
    [REPORTED],
  );
  await client.end();
  return { organizations: codes, yearly: yearly.rows.map(({ code }) => code) };
}

/** What was going on beside: a time without it says little. */
export const taskWords = ({ own, ownCount, around, wait }: Longest): string =>
  `longest task of the pane ${own === 0 ? "below 50 ms" : `${own.toFixed(0)} ms (${ownCount} above 50 ms)`}, ` +
  `of the grid's page ${around === 0 ? "below 50 ms" : `${around.toFixed(0)} ms`}, longest wait for a turn ${wait} ms`;
