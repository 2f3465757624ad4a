/** What every view shows besides its content: that it loads, that it failed and what to do, and words for both. */
import {
  Button,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Skeleton,
  SkeletonItem,
} from "@fluentui/react-components";
import { createContext, type ReactNode, useContext } from "react";
import type { Failure } from "../hub/hub.js";
import { adminZh, type AdminWords } from "../ui/messages/admin.js";

export const WordsContext = createContext<AdminWords>(adminZh);
export const useWords = (): AdminWords => useContext(WordsContext);

export function failureWords(m: AdminWords, failure: Failure): string {
  if (failure.kind === "refusal") {
    const said = m.language === "en" ? failure.messageEn : failure.message;
    // The hub names what was refused by its mutation; people know it by another name.
    const what = String(failure.args["what"] ?? "");
    const known = m.words.values["what"]?.[what];
    return known === undefined ? said : said.replace(what, known);
  }
  return failure.kind === "offline" ? m.offline : m.accident(failure.id ?? m.noId);
}

interface FailedProps {
  readonly failure: Failure;
  readonly retry?: () => void;
}

export function Failed({ failure, retry }: FailedProps): ReactNode {
  const m = useWords();
  return (
    <MessageBar intent="error" role="alert" layout="multiline">
      <MessageBarBody>{failureWords(m, failure)}</MessageBarBody>
      {retry && failure.kind !== "refusal" && (
        <MessageBarActions>
          <Button size="small" onClick={retry}>
            {m.retry}
          </Button>
        </MessageBarActions>
      )}
    </MessageBar>
  );
}

export function Loading(): ReactNode {
  const m = useWords();
  return (
    <Skeleton aria-label={m.loading} className="admin-loading">
      {[0, 1, 2, 3, 4, 5].map((line) => (
        <SkeletonItem key={line} size={24} />
      ))}
    </Skeleton>
  );
}

const beijing = new Intl.DateTimeFormat("en-CA", {
  ...{ timeZone: "Asia/Shanghai", hourCycle: "h23" },
  ...{ year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit" },
} as const);

/** 11-03 09:31 in Beijing, wherever the browser is; the year only when it is not this one. */
export function momentWords(instant: string): string {
  const [day = "", time = ""] = beijing.format(new Date(instant)).split(", ");
  const year = beijing.format(new Date()).slice(0, 5);
  return `${day.startsWith(year) ? day.slice(5) : day} ${time}`;
}
