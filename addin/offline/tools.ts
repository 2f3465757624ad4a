/** What every view of filling in offline works with: the hub, and the words of the language chosen. */
import { createContext, useContext } from "react";
import type { Failure, Hub } from "../hub/hub.js";
import type { OfflineWords } from "../ui/messages/offline.js";

export interface OfflineTools {
  readonly hub: Hub;
  readonly w: OfflineWords;
}

export const ToolsContext = createContext<OfflineTools | null>(null);
export function useTools(): OfflineTools {
  const tools = useContext(ToolsContext);
  if (!tools) throw new Error("a view of filling in offline stands outside its page");
  return tools;
}

export function failureWords(w: OfflineWords, failure: Failure): string {
  if (failure.kind === "offline") return w.offline;
  if (failure.kind === "accident") return w.accident(failure.id ?? w.noId);
  return w.language === "zh-CN" ? failure.message : failure.messageEn;
}
