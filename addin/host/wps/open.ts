/** Whether this page runs inside WPS, and the host if it does. WPS puts its object model into every page of an add-in. */
import type { WpsApplication } from "./api.js";
import { type AsyncFunction, FunctionServer } from "./function-calls.js";
import { WpsHost } from "./wps-host.js";

/** The board is looked at this often; WPS has no event between pages. */
const LOOK_MS = 500;

export function wpsApplication(): WpsApplication | null {
  const { Application, wps } = globalThis as { Application?: unknown; wps?: unknown };
  const found = (Application ?? wps) as Partial<WpsApplication> | undefined;
  // Members of such an object are asked for one by one; it need not be able to list them.
  return found?.PluginStorage && found.ApiEvent ? (found as WpsApplication) : null;
}

export interface OpenedWps {
  readonly host: WpsHost;
  readonly isDark: boolean;
  /** Answers functions from here on. */
  readonly serve: (functions: Readonly<Record<string, AsyncFunction>>) => void;
}

export function openWps(): OpenedWps | null {
  const application = wpsApplication();
  if (!application) return null;
  const host = new WpsHost(application);
  return { host, isDark: false, serve: (functions) => serve(application, host, functions) };
}

function serve(application: WpsApplication, host: WpsHost, functions: Readonly<Record<string, AsyncFunction>>): void {
  if (!host.can.functions) return;
  Object.assign(globalThis, { CustomFunctions: { Error: FunctionError, ErrorCode: { notAvailable: "#N/A" } } });
  const server = new FunctionServer(application, functions, (entries) => host.save(entries));
  host.onRecalculate = () => void server.answerAgain();
  setInterval(() => void server.look().catch(() => undefined), LOOK_MS);
}

/** How a function says that it has no answer, under the name Excel gives it; WPS has none of its own. */
class FunctionError extends Error {
  constructor(
    readonly code: string,
    message = "",
  ) {
    super(message);
  }
}
