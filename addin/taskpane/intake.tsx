/** 导入: a selection or a file is staged, its columns confirmed, looked at, and only then written. */
import { Button, Checkbox, MessageBar, MessageBarBody, ProgressBar } from "@fluentui/react-components";
import { type ReactNode, useRef, useState } from "react";
import { commitImport, discardImport, stageSelection, type StageReport, uploadFile } from "../actions/intake.js";
import type { Import, ImportReceipt, TakenReport } from "../hub/hub.js";
import type { Place } from "../sheet/place.js";
import { isTrouble, troubleWords } from "../ui/words.js";
import { Frame } from "./frame.js";
import { IntakeColumns } from "./intake-columns.js";
import { IntakeRows } from "./intake-rows.js";
import { Taken } from "./intake-taken.js";
import { usePane } from "./pane.js";

type Phase =
  | { readonly at: "start"; readonly problem: string | null }
  | { readonly at: "reading"; readonly done: number; readonly total: number | null }
  | { readonly at: "look"; readonly import: Import; readonly place: Place | null }
  | { readonly at: "writing" }
  | { readonly at: "done"; readonly receipt: ImportReceipt }
  | { readonly at: "taken"; readonly report: TakenReport };

export function Intake(): ReactNode {
  const { desk, m, organization, setTrouble, go } = usePane();
  const [phase, setPhase] = useState<Phase>({ at: "start", problem: null });
  const [isAtomic, setAtomic] = useState(false);
  const stop = useRef<AbortController | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const owner = organization?.code ?? "";

  const take = (report: StageReport, place: Place | null = null): void => {
    if (isTrouble(report)) {
      setTrouble(null);
      setPhase({ at: "start", problem: troubleWords(m, report) });
    } else if (report.kind === "report") setPhase({ at: "taken", report: report.report });
    else if (report.kind === "stopped") setPhase({ at: "start", problem: m.intake.stopped });
    else if (report.kind === "blocked") setPhase({ at: "start", problem: blockedWords(report) });
    else setPhase({ at: "look", import: report.import, place: report.place ?? place });
  };
  const blockedWords = (report: Extract<StageReport, { kind: "blocked" }>): string => {
    if (report.code === "TOO_LARGE") return m.intake.tooLarge(report.cells, report.most);
    return report.code === "SELECTION_EMPTY" ? m.intake.selectionEmpty : m.intake.selectionOneCell;
  };
  const fromSelection = async (): Promise<void> => {
    setPhase({ at: "reading", done: 0, total: null });
    take(await stageSelection(desk, owner));
  };
  const fromFile = async (chosen: File): Promise<void> => {
    stop.current = new AbortController();
    setPhase({ at: "reading", done: 0, total: null });
    const { signal } = stop.current;
    const onProgress = ({ progress }: Import): void =>
      setPhase({ at: "reading", done: progress.done, total: progress.total });
    take(await uploadFile(desk, chosen, chosen.name, owner, { signal, onProgress }));
  };
  const commit = async (staged: Import, place: Place | null): Promise<void> => {
    setPhase({ at: "writing" });
    const report = await commitImport(desk, staged.id, isAtomic);
    if (isTrouble(report)) {
      setTrouble(report);
      setPhase({ at: "look", import: staged, place });
    } else setPhase({ at: "done", receipt: report.receipt });
  };

  if (phase.at === "reading" || phase.at === "writing") {
    const label = phase.at === "writing" ? m.intake.committing : m.intake.reading;
    return (
      <Frame
        secondary={
          phase.at === "reading" && (
            <Button className="primary" data-back onClick={() => stop.current?.abort()}>
              {m.stop}
            </Button>
          )
        }
      >
        <h2 className="title">{label}</h2>
        {phase.at === "reading" && <div aria-live="polite">{m.intake.phase(phase.done, phase.total)}</div>}
        <ProgressBar aria-label={label} />
      </Frame>
    );
  }
  if (phase.at === "done") {
    const { counts, replayed } = phase.receipt;
    return (
      <Frame
        primary={{ label: m.intake.refresh, run: () => go({ at: "tab", tab: "home" }) }}
        secondary={<Button onClick={() => setPhase({ at: "start", problem: null })}>{m.intake.another}</Button>}
      >
        <MessageBar intent="success" layout="multiline" role="status">
          <MessageBarBody>
            {m.intake.committed(counts.new, counts.changed)} {replayed && m.intake.replayed}
          </MessageBarBody>
        </MessageBar>
        <div>{m.intake.next}</div>
      </Frame>
    );
  }
  if (phase.at === "taken")
    return <Taken report={phase.report} onAnother={() => setPhase({ at: "start", problem: null })} />;
  if (phase.at === "look") {
    const { import: staged, place } = phase;
    const toWrite = staged.counts.new + staged.counts.changed;
    const again = (): void => {
      void discardImport(desk, staged.id);
      setPhase({ at: "start", problem: null });
    };
    return (
      <Frame
        withoutStrip
        primary={{
          label: m.intake.commit(toWrite),
          run: () => void commit(staged, place),
          disabled: toWrite === 0 || (isAtomic && staged.counts.refused > 0),
        }}
        secondary={<Button onClick={again}>{m.intake.again}</Button>}
      >
        {staged.status === "REFUSED" && (
          <MessageBar intent="error" layout="multiline" role="alert">
            <MessageBarBody>
              {m.intake.refusedFile}{" "}
              {staged.findings
                .map(({ message, messageEn }) => (m.language === "zh-CN" ? message : messageEn))
                .join(" ")}
            </MessageBarBody>
          </MessageBar>
        )}
        <IntakeRows staged={staged} place={place} />
        {staged.tables.map((table) => (
          <IntakeColumns key={table.index} staged={staged} table={table} onMapped={(report) => take(report, place)} />
        ))}
        <Checkbox
          checked={isAtomic}
          label={m.intake.atomic(staged.counts.refused)}
          onChange={(_, data) => setAtomic(data.checked === true)}
        />
      </Frame>
    );
  }
  return (
    <Frame primary={{ label: m.intake.fromSelection, run: () => void fromSelection(), disabled: owner === "" }}>
      <h2 className="title">{m.intake.title}</h2>
      <div>{m.intake.owner(organization?.name ?? "")}</div>
      <div className="caption">{m.intake.hint}</div>
      {phase.problem && (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>{phase.problem}</MessageBarBody>
        </MessageBar>
      )}
      <input
        ref={file}
        type="file"
        hidden
        accept=".xlsx,.xlsm,.xls,.et,.csv"
        aria-label={m.intake.fromFile}
        onChange={(event) => {
          const [chosen] = event.target.files ?? [];
          if (chosen) void fromFile(chosen);
          event.target.value = "";
        }}
      />
      <Button onClick={() => file.current?.click()}>{m.intake.fromFile}</Button>
    </Frame>
  );
}
