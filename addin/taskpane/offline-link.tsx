/** Makes a workbook to fill in without the add-in of what is asked for here, and gives it to whoever pressed. */
import { Link } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import { saveFile } from "../ui/save-file.js";
import { usePane } from "./pane.js";

export interface OfflineBook {
  /** What its address at the hub ends in. */
  readonly path: string;
  readonly name: string;
}

/** Fetched by the pane and not by a link: a pane inside Office has no cookie that a link would carry. */
export function OfflineLink({ book }: { readonly book: () => OfflineBook }): ReactNode {
  const { desk, m, setTrouble } = usePane();
  const [isBusy, setBusy] = useState(false);
  const make = async (): Promise<void> => {
    setBusy(true);
    const { path, name } = book();
    const answer = await desk.hub.offlineBook(path);
    setBusy(false);
    setTrouble(answer.kind === "ok" ? null : answer);
    if (answer.kind === "ok") saveFile(answer.data, name);
  };
  return (
    <div>
      <Link as="button" disabledFocusable={isBusy} onClick={() => void make()}>
        {m.query.offline}
      </Link>
      <div className="caption">{m.query.offlineHint}</div>
    </div>
  );
}
