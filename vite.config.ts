/**
 * Builds every page a person sees, from `addin/` to `dist/addin/`, served by the hub under /addin/. The playground's
 * office.js is a second, classic bundle: it must run before the pane's modules, so it cannot be one.
 */
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import react from "@vitejs/plugin-react";
import { build, defineConfig, type Plugin } from "vite";

const SHIM_NAME = "playground-officejs.js";
const SHIM_ENTRY = resolve("addin/playground/officejs/office.ts");

/** The pages that exist. `--mode playground` builds that one alone, for the tests that bring their own pane. */
function pages(mode: string): string[] {
  const wanted =
    mode === "playground"
      ? ["playground"]
      : ["taskpane", "playground", "explorer", "sign-in", "admin", "offline", "host/wps"];
  return wanted.filter((page) => existsSync(`addin/${page}/index.html`));
}

/** Adds the playground's office.js to the output as one classic script. */
function playgroundOfficeJs(): Plugin {
  return {
    name: "playground-officejs",
    apply: "build",
    async generateBundle() {
      this.emitFile({ type: "asset", fileName: SHIM_NAME, source: await bundleShim() });
    },
  };
}

async function bundleShim(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: "warn",
    publicDir: false,
    build: { write: false, minify: true, lib: { entry: SHIM_ENTRY, formats: ["iife"], name: "playgroundOfficeJs" } },
  });
  const [first] = Array.isArray(built) ? built : [built];
  const chunk = first && "output" in first ? first.output[0] : undefined;
  if (!chunk) throw new Error("The playground's office.js came out empty.");
  return chunk.code;
}

/** Everything is served by the hub itself, so a large grid engine is no reason to warn. */
const EXPECTED_KILOBYTES = 8_000;

export default defineConfig(({ mode }) => ({
  root: "addin",
  base: "/addin/",
  plugins: [react(), playgroundOfficeJs()],
  build: {
    outDir: "../dist/addin",
    emptyOutDir: true,
    target: "es2022",
    reportCompressedSize: false,
    chunkSizeWarningLimit: EXPECTED_KILOBYTES,
    rollupOptions: {
      input: Object.fromEntries(pages(mode).map((page) => [page, resolve(`addin/${page}/index.html`)])),
    },
  },
}));
