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
  if (failure.kind === "refusal") return m.language === "en" ? failure.messageEn : failure.message;
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

/** 11-03 09:31; the year only when it is not this one. */
export function momentWords(instant: string): string {
  const moment = new Date(instant);
  const two = (value: number): string => String(value).padStart(2, "0");
  const day = `${two(moment.getMonth() + 1)}-${two(moment.getDate())}`;
  const time = `${two(moment.getHours())}:${two(moment.getMinutes())}`;
  const year = moment.getFullYear();
  return year === new Date().getFullYear() ? `${day} ${time}` : `${year}-${day} ${time}`;
}
