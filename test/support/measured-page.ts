/** Opens the playground with the measured pane in it: built from the sources as they are, served to this browser alone. */
import { fileURLToPath } from "node:url";
import type { BrowserContext, Frame, Page } from "playwright-core";
import { build } from "vite";
import type { Playground } from "../../addin/playground/verbs.js";

declare global {
  interface Window {
    readonly playground: Playground;
  }
}

const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/dist\/$/, "");
const PAGE = "/addin/measured-pane.html";

export interface MeasuredPage {
  readonly page: Page;
  readonly pane: Frame;
  /** What the pane asked of the graph since the last look, by the size of the question. */
  takeRequests(): number[];
}

export async function bundleMeasuredPane(): Promise<{ readonly script: string; readonly style: string }> {
  const built = await build({
    ...{ configFile: false, root, logLevel: "error", publicDir: false },
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      ...{ write: false, target: "es2022" },
      rolldownOptions: { output: { codeSplitting: false } },
      lib: { entry: `${root}test/support/measured-pane.ts`, formats: ["es"], cssFileName: "measured" },
    },
  });
  const outputs = (Array.isArray(built) ? built : [built]).flatMap((each) => ("output" in each ? each.output : []));
  const script = outputs.flatMap((file) => (file.type === "chunk" ? [file.code] : [])).join("\n");
  const style = outputs.flatMap((file) => (file.type === "asset" ? [String(file.source)] : [])).join("\n");
  return { script, style };
}

/** `context` is signed in. Resolves when the pane is there and the workbook's own functions have answered. */
export async function openMeasured(
  context: BrowserContext,
  url: string,
  { script, style }: Awaited<ReturnType<typeof bundleMeasuredPane>>,
): Promise<MeasuredPage> {
  const html = `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8" />
    <script src="/addin/officejs-loader.js"></script><link rel="stylesheet" href="/addin/measured-pane.css" /></head>
    <body><div id="pane"></div><script type="module" src="/addin/measured-pane.js"></script></body></html>`;
  const files = [
    [PAGE, html, "text/html"],
    ["/addin/measured-pane.js", script, "text/javascript"],
    ["/addin/measured-pane.css", style, "text/css"],
  ] as const;
  for (const [path, body, contentType] of files)
    await context.route(
      (address) => address.pathname === path,
      (route) => route.fulfill({ body, contentType }),
    );
  const page = await context.newPage();
  page.setDefaultTimeout(120_000);
  let requests: number[] = [];
  page.on("request", (request) => {
    if (request.url() === `${url}/graphql`) requests.push(request.postDataBuffer()?.length ?? 0);
  });
  page.on("pageerror", (error) => console.error(error));
  await page.goto(`${url}/playground?pane=${PAGE}`);
  await page.waitForFunction(() => window.playground !== undefined);
  await page.evaluate(() => window.playground.ready);
  const pane = await frameOf(page);
  await pane.waitForFunction(() => "measured" in window);
  await page.evaluate(() => window.playground.settled());
  return {
    page,
    pane,
    takeRequests() {
      const taken = requests;
      requests = [];
      return taken;
    },
  };
}

async function frameOf(page: Page): Promise<Frame> {
  const handle = await page.waitForSelector("iframe#pane");
  for (;;) {
    const frame = await handle.contentFrame();
    if (frame?.url().includes(PAGE)) return frame;
    await page.waitForTimeout(50);
  }
}
