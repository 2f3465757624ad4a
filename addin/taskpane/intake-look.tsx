/** The look before writing, and the mending after it: counts, marks in the sheet, columns, refused rows, one next step. */
import { Button, Checkbox, MessageBar, MessageBarBody, Switch } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import type { StageReport } from "../actions/intake.js";
import type { Finding, Import } from "../hub/hub.js";
import type { Messages } from "../ui/messages/zh-cn.js";
import { findingWords, troubleWords } from "../ui/words.js";
import { Frame, type Primary } from "./frame.js";
import { IntakeColumns } from "./intake-columns.js";
import { IntakeRows } from "./intake-rows.js";
import { usePane } from "./pane.js";
import { type Look, type Mended, useMended, usePointed, useSheetMarks } from "./use-intake.js";

interface IntakeLookProps {
  readonly look: Look;
  readonly onCommit: (atomic: boolean) => void;
  readonly onRecheck: () => void;
  readonly onTakeAs: (target: string) => void;
  readonly onAgain: () => void;
  readonly onMapped: (report: StageReport) => void;
  readonly words: Messages;
}

export function IntakeLook(props: IntakeLookProps): ReactNode {
  const { look, onRecheck, onMapped, words: m } = props;
  const { import: staged, sent, receipt } = look;
  const { desk, go } = usePane();
  const [isAtomic, setAtomic] = useState(false);
  const [isShown, setShown] = useState(true);
  // Nothing goes in under columns that were just told to be something else.
  const [isChosen, setChosen] = useState(false);
  const mended = useMended(desk, sent);
  const marks = useSheetMarks(desk, look, mended, isShown && look.busy === null);
  const pointed = usePointed(desk, sent, staged);
  const toWrite = staged.counts.new + staged.counts.changed;
  const isMended = mended.isReshaped || mended.rows.length > 0;

  const columns = staged.tables.map((table) => (
    <IntakeColumns
      key={`${staged.id} ${table.index}`}
      staged={staged}
      table={table}
      sent={sent}
      pointed={pointed.column?.table === table.index ? pointed.column.letter : null}
      onMapped={onMapped}
      onChosen={setChosen}
      onTakeAs={sent ? props.onTakeAs : null}
    />
  ));
  // Without its columns nothing of a table can go in: they are asked for before its rows are told.
  const isUnsettled = staged.status !== "CHECKED";

  const primary: Primary = isMended
    ? { label: m.intake.recheckRows(mended.rows.length), run: onRecheck }
    : receipt
      ? { label: m.intake.refresh, run: () => go({ at: "tab", tab: "home" }) }
      : {
          label: m.intake.commit(toWrite),
          run: () => props.onCommit(isAtomic),
          disabled: isChosen || toWrite === 0 || staged.status !== "CHECKED" || (isAtomic && staged.counts.refused > 0),
        };
  return (
    <Frame
      withoutStrip
      {...(look.busy === null && { primary })}
      secondary={<Button onClick={props.onAgain}>{receipt ? m.intake.another : m.intake.again}</Button>}
    >
      {receipt && (
        <MessageBar intent="success" layout="multiline" role="status">
          <MessageBarBody>
            {m.intake.committed(receipt.counts.new, receipt.counts.changed)} {receipt.replayed && m.intake.replayed}{" "}
            {sent ? m.intake.mendThere(staged.counts.refused) : m.intake.mendFile(staged.counts.refused)}
          </MessageBarBody>
        </MessageBar>
      )}
      <MendedBar mended={mended} />
      <TableFindings staged={staged} />
      {!receipt && isUnsettled && columns}
      <IntakeRows look={look} pointed={pointed.place} />
      {sent && (
        <div>
          <Switch
            checked={isShown}
            label={m.intake.marksShown}
            onChange={(_, data) => setShown(data.checked === true)}
          />
          {isShown && (
            <div className="caption">
              {m.intake.legend} {marks.unmarked > 0 && m.intake.unmarked(marks.unmarked)}
              {marks.trouble && troubleWords(m, marks.trouble)}
            </div>
          )}
        </div>
      )}
      {!receipt && !isUnsettled && columns}
      {!receipt && (
        <Checkbox
          checked={isAtomic}
          label={m.intake.atomic(staged.counts.refused)}
          onChange={(_, data) => setAtomic(data.checked === true)}
        />
      )}
    </Frame>
  );
}

function MendedBar({ mended }: { readonly mended: Mended }): ReactNode {
  const { m } = usePane();
  if (!mended.isReshaped && mended.rows.length === 0) return null;
  return (
    <MessageBar intent="info" layout="multiline" role="status">
      <MessageBarBody>{mended.isReshaped ? m.intake.reshaped : m.intake.mended(mended.rows.length)}</MessageBarBody>
    </MessageBar>
  );
}

const MOST_FINDINGS = 5;

/** What is wrong with the file or a whole table; what is wrong with rows stands on them. */
function TableFindings({ staged }: { readonly staged: Import }): ReactNode {
  const { m } = usePane();
  const isOfTable = ({ code }: Finding): boolean => staged.status === "REFUSED" || OF_TABLE.has(code);
  const found = staged.findings.filter(isOfTable).slice(0, MOST_FINDINGS);
  if (staged.status !== "REFUSED" && found.length === 0) return null;
  const isBlocking = staged.status !== "CHECKED";
  return (
    <MessageBar intent={isBlocking ? "error" : "warning"} layout="multiline" role={isBlocking ? "alert" : "status"}>
      <MessageBarBody>
        {staged.status === "REFUSED" && m.intake.refusedFile}{" "}
        {found.map((finding) => findingWords(m, finding, finding.cell ?? "")).join(" ")}
      </MessageBarBody>
    </MessageBar>
  );
}

const OF_TABLE = new Set([
  "NO_TABLE",
  "NO_HEADER",
  "UNCERTAIN_HEADER",
  "DUPLICATE_HEADER",
  "MISSING_COLUMN",
  "GROUP_COUNT_DIFFERS",
  "TOTAL_DIFFERS",
]);
