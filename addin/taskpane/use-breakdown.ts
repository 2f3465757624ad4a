/** Fetches how figures can be broken down. Asked anew once the line is back; an older answer never overtakes. */
import { useEffect, useRef, useState } from "react";
import type { Failure, Answer, Asking, BreakdownMembers, FigureKey, IndicatorDimension } from "../hub/hub.js";
import { usePane } from "./pane.js";

export type Fetched<Data> =
  | { readonly kind: "loading" }
  | { readonly kind: "known"; readonly data: Data }
  | { readonly kind: "failed"; readonly trouble: Failure };

const LOADING = { kind: "loading" } as const;

/** Those every chosen indicator has. */
export function useDimensions(codes: readonly string[]): Fetched<readonly IndicatorDimension[]> {
  const { desk } = usePane();
  const asked = codes.join();
  return useFetched(asked, (asking) => desk.hub.indicatorDimensions(asked.split(","), asking));
}

/** `onFirst` hears of the answer to each new question once. */
export function useMembers(
  example: FigureKey | null,
  dimension: IndicatorDimension | null,
  onFirst: (members: BreakdownMembers) => void,
): Fetched<BreakdownMembers> {
  const { desk } = usePane();
  const asked = example && dimension ? JSON.stringify([example, dimension]) : "";
  const told = useRef("");
  const hear = useRef(onFirst);
  hear.current = onFirst;
  const fetched = useFetched(asked, (asking) => {
    const [key, of] = JSON.parse(asked) as [FigureKey, IndicatorDimension];
    return desk.hub.breakdownMembers(key, of, asking);
  });
  const dimensionCode = dimension?.code ?? "";
  useEffect(() => {
    if (fetched.kind !== "known" || told.current === dimensionCode) return;
    told.current = dimensionCode;
    hear.current(fetched.data);
  }, [fetched, dimensionCode]);
  return fetched;
}

/** "" asks nothing. */
function useFetched<Data>(asked: string, ask: (asking: Asking) => Promise<Answer<Data>>): Fetched<Data> {
  const { connection } = usePane();
  const isOffline = connection.state === "offline";
  const [fetched, setFetched] = useState<{ readonly asked: string; readonly is: Fetched<Data> }>();
  const question = useRef(ask);
  question.current = ask;
  useEffect(() => {
    if (asked === "") return;
    const stop = new AbortController();
    question.current({ signal: stop.signal }).then(
      (answer) => {
        if (stop.signal.aborted) return;
        const is =
          answer.kind === "ok"
            ? { kind: "known" as const, data: answer.data }
            : { kind: "failed" as const, trouble: answer };
        setFetched({ asked, is });
      },
      () => undefined, // stopped: a newer question is on its way
    );
    return () => stop.abort();
  }, [asked, isOffline]);
  return fetched?.asked === asked ? fetched.is : LOADING;
}
