/**
 * Opens a real browser for the tests: the one CHROME_PATH names, one installed on this machine, or on Linux x64 the one
 * that npm brought along. When there is none it says what to install; it never downloads one.
 */
import { existsSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, join } from "node:path";
import { chromium, type Browser } from "playwright-core";

/** Nothing here may reach out of this machine or wait for a person. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-dev-shm-usage",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

export async function launchBrowser(): Promise<Browser> {
  const { file, flags } = findInstalled() ?? (await broughtAlong());
  return chromium.launch({ executablePath: file, args: [...new Set([...FLAGS, ...flags])], headless: true });
}

interface Program {
  readonly file: string;
  readonly flags: readonly string[];
}

function findInstalled(): Program | undefined {
  const named = process.env["CHROME_PATH"];
  if (named !== undefined && named !== "" && !existsSync(named))
    throw new Error(`CHROME_PATH: ${named} does not exist`);
  const file = [named ?? "", ...onPath(), ...usualPlaces()].find((place) => place !== "" && existsSync(place));
  return file === undefined ? undefined : { file, flags: [] };
}

function onPath(): string[] {
  const names = ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "microsoft-edge"];
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter((folder) => folder !== "");
  if (process.platform === "win32") return folders.flatMap((at) => [join(at, "chrome.exe"), join(at, "msedge.exe")]);
  return folders.flatMap((at) => names.map((name) => join(at, name)));
}

function usualPlaces(): string[] {
  if (process.platform === "darwin") {
    const names = ["Google Chrome", "Microsoft Edge", "Chromium"];
    return ["/Applications", join(homedir(), "Applications")].flatMap((at) =>
      names.map((name) => join(at, `${name}.app`, "Contents", "MacOS", name)),
    );
  }
  if (process.platform !== "win32") return ["/opt/google/chrome/chrome", "/opt/microsoft/msedge/msedge"];
  const roots = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"].flatMap((name) => process.env[name] ?? []);
  const programs = [
    join("Google", "Chrome", "Application", "chrome.exe"),
    join("Microsoft", "Edge", "Application", "msedge.exe"),
    join("Chromium", "Application", "chrome.exe"),
  ];
  return roots.flatMap((at) => programs.map((program) => join(at, program)));
}

async function broughtAlong(): Promise<Program> {
  if (process.platform !== "linux" || process.arch !== "x64")
    throw new Error(
      "没有找到浏览器。请安装 Chrome、Edge 或 Chromium，或用 CHROME_PATH 指出程序的位置。 / " +
        "No browser was found: install Chrome, Edge or Chromium, or name its program in CHROME_PATH.",
    );
  // The package unpacks the system libraries it needs only where it takes this machine for a bare one.
  process.env["AWS_LAMBDA_JS_RUNTIME"] = "nodejs22.x";
  process.env["AWS_EXECUTION_ENV"] = "AWS_Lambda_nodejs22.x";
  const { default: packed } = await import("@sparticuz/chromium");
  const flags = packed.args.filter((flag) => !flag.startsWith("--headless"));
  return { file: await packed.executablePath(), flags };
}
