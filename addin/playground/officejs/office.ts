/**
 * Entry of the playground's office.js: a classic script that runs before the pane's own modules and gives them
 * `Office`, `Excel`, `OfficeExtension` and `CustomFunctions`. It refuses to start outside the playground.
 */
import type { OfficeHost } from "./protocol.js";
import { CustomFunctionsError, ERROR_CODE, FunctionTable } from "./custom-functions.js";
import { ASYNC_RESULT_STATUS, DIALOG_EVENTS, Dialogs } from "./dialog.js";
import { EXCEL_ENUMS } from "./enums.js";
import { OfficeError } from "./errors.js";
import { deliver, RequestContext, run } from "./request-context.js";

interface HostInfo {
  readonly host: string;
  readonly platform: string;
}

function start(host: OfficeHost): void {
  RequestContext.host = host;
  const functions = new FunctionTable(host);
  const info: HostInfo = { host: "Excel", platform: "OfficeOnline" };

  const onReady = async (callback?: (info: HostInfo) => unknown): Promise<HostInfo> => {
    await host.ready;
    await callback?.(info);
    return info;
  };

  const office = {
    onReady,
    HostType: { Excel: "Excel", Word: "Word", PowerPoint: "PowerPoint", Outlook: "Outlook" },
    PlatformType: {
      PC: "PC",
      OfficeOnline: "OfficeOnline",
      Mac: "Mac",
      iOS: "iOS",
      Android: "Android",
      Universal: "Universal",
    },
    context: {
      host: info.host,
      platform: info.platform,
      displayLanguage: host.language,
      contentLanguage: host.language,
      diagnostics: { host: info.host, platform: info.platform, version: "16.0.0.0" },
      requirements: { isSetSupported: (set: string, version = "1.1") => host.supports(set, version) },
      document: { url: "" },
      ui: new Dialogs(host),
    },
    AsyncResultStatus: ASYNC_RESULT_STATUS,
    EventType: DIALOG_EVENTS,
  };

  const customFunctions = { associate: functions.associate, Error: CustomFunctionsError, ErrorCode: ERROR_CODE };
  const excel = { run, RequestContext, ...EXCEL_ENUMS };
  Object.assign(window, {
    Office: office,
    Excel: excel,
    OfficeExtension: { Error: OfficeError },
    CustomFunctions: customFunctions,
  });
  host.connect({ invoke: functions.invoke, fire: deliver });
}

const host = (window.parent as Window & { __officeHost?: OfficeHost }).__officeHost;
if (!host) throw new Error("The playground's office.js runs only inside the playground.");
start(host);
