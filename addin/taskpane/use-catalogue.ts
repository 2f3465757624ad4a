/** Searches the hub's catalogue as people type: 汉字, initials, full pinyin or code. An older answer never overtakes. */
import { useEffect, useState } from "react";
import type { CatalogueHit, CatalogueKind } from "../hub/hub.js";
import { usePane } from "./pane.js";

const PAUSE_MS = 120;
const MOST_HITS = 30;

export function useCatalogue(text: string, kind: CatalogueKind): readonly CatalogueHit[] {
  const { desk } = usePane();
  const [hits, setHits] = useState<readonly CatalogueHit[]>([]);
  useEffect(() => {
    const asked = text.trim();
    if (asked === "") {
      setHits([]);
      return;
    }
    const stop = new AbortController();
    const timer = setTimeout(() => {
      desk.hub.searchCatalogue(asked, [kind], MOST_HITS, { signal: stop.signal }).then(
        (answer) => answer.kind === "ok" && !stop.signal.aborted && setHits(answer.data),
        () => undefined, // stopped: a newer question is on its way
      );
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [desk, kind, text]);
  return hits;
}
