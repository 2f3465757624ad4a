/** 导入: a selection or a file is staged, its columns confirmed, looked at, and only then written. */
import { Button, MessageBar, MessageBarBody, ProgressBar } from "@fluentui/react-components";
import { type ReactNode, useEffect, useRef, useState } from "react";
import {
  closeIntake,
  commitImport,
  openIntake,
  type OpenIntake,
  resumeIntake,
  stageAgain,
  stageSelection,
  type StageReport,
  uploadFile,
} from "../actions/intake.js";
import type { ImportStanding } from "../hub/hub.js";
import { type Pace, type Remaining, remaining } from "../sheet/pace.js";
import { isTrouble, troubleWords } from "../ui/words.js";
import { Frame } from "./frame.js";
import { IntakeLook } from "./intake-look.js";
import { Taken } from "./intake-taken.js";
import { usePane } from "./pane.js";
import { type Busy, type IntakeWork, type Look, type Phase, useIntakeWork } from "./use-intake.js";

export function Intake(): ReactNode {
  const { desk, m } = usePane();
  const work = useIntakeWork(desk);
  const { phase } = work;
  const again = (): void => work.set({ at: "start", problem: null });
  switch (phase.at) {
    case "start":
      return <Start work={work} problem={phase.problem} />;
    case "reading":
      return <AtWork busy={phase.busy} work={work} />;
    case "look":
      return (
        <>
          {phase.busy && <AtWork busy={phase.busy} work={work} />}
          <div className="behind" hidden={phase.busy !== null}>
            <LookOrMend work={work} look={phase} />
          </div>
        </>
      );
    case "taken":
      return <Taken report={phase.report} file={phase.file} onAnother={again} />;
    case "done":
      return <Done phase={phase} onAnother={again} words={m.intake.committed} />;
  }
}

/** What a look came to, for whoever asked. A look that stands already stays when another one fails. */
function useTake(work: IntakeWork): (report: StageReport, before?: Look, file?: File) => void {
  const { m, setTrouble } = usePane();
  return (report, before, file) => {
    setTrouble(null);
    if (report.kind === "staged")
      return work.set({
        ...{ at: "look", import: report.import, sent: report.sent ?? before?.sent ?? null },
        ...{ receipt: null, busy: null },
      });
    if (report.kind === "report") return work.set({ at: "taken", report: report.report, file: file ?? null });
    const problem = isTrouble(report)
      ? troubleWords(m, report)
      : report.kind === "stopped"
        ? m.intake.stopped
        : report.code === "TOO_LARGE"
          ? m.intake.tooLarge(report.cells, report.most)
          : report.code === "SELECTION_EMPTY"
            ? m.intake.selectionEmpty
            : m.intake.selectionOneCell;
    if (!before) return work.set({ at: "start", problem });
    if (isTrouble(report)) setTrouble(report);
    work.set({ ...before, busy: null });
  };
}

function Start({ work, problem }: { readonly work: IntakeWork; readonly problem: string | null }): ReactNode {
  const { desk, m, organization } = usePane();
  const take = useTake(work);
  const file = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState<OpenIntake | null>(null);
  const owner = organization?.code ?? "";
  useEffect(() => {
    let isGone = false;
    void openIntake(desk).then((kept) => !isGone && setOpen(kept));
    return () => {
      isGone = true;
    };
  }, [desk]);

  const fromSelection = async (): Promise<void> => {
    const signal = work.begin();
    work.set({ at: "reading", busy: READING });
    take(await stageSelection(desk, owner, null, signal));
  };
  const onProgress = ({ progress }: ImportStanding): void =>
    work.set({ at: "reading", busy: { what: "file", done: progress.done, total: progress.total } });
  const fromFile = async (chosen: File): Promise<void> => {
    const signal = work.begin();
    work.set({ at: "reading", busy: { ...READING, what: "sending" } });
    take(await uploadFile(desk, chosen, chosen.name, owner, { signal, onProgress }), undefined, chosen);
  };
  const goOn = async (kept: OpenIntake): Promise<void> => {
    const signal = work.begin();
    work.set({ at: "reading", busy: { ...READING, what: kept.isSheet ? "sheet" : "file" } });
    take(await resumeIntake(desk, kept, { signal, onProgress }));
  };
  const drop = (kept: OpenIntake): void => {
    setOpen(null);
    void closeIntake(desk, { id: kept.id, receipt: null });
  };
  return (
    <Frame primary={{ label: m.intake.fromSelection, run: () => void fromSelection(), disabled: owner === "" }}>
      <h2 className="title">{m.intake.title}</h2>
      <div>{m.intake.owner(organization?.name ?? "")}</div>
      <div className="caption">{m.intake.hint}</div>
      {problem && (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>{problem}</MessageBarBody>
        </MessageBar>
      )}
      {open && (
        <section className="card" aria-label={m.intake.leftOpen(open.file)}>
          <div>{m.intake.leftOpen(open.file)}</div>
          <div className="row">
            <Button size="small" onClick={() => void goOn(open)}>
              {m.intake.goOn}
            </Button>
            <Button size="small" appearance="subtle" onClick={() => drop(open)}>
              {m.intake.drop}
            </Button>
          </div>
        </section>
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
      <Button disabledFocusable={owner === ""} onClick={() => owner !== "" && file.current?.click()}>
        {m.intake.fromFile}
      </Button>
      <div className="caption">{m.intake.fileHint}</div>
    </Frame>
  );
}

const READING: Busy = { what: "sheet", done: 0, total: null };

function AtWork({ busy, work }: { readonly busy: Busy; readonly work: IntakeWork }): ReactNode {
  const { m } = usePane();
  const { what, done, total } = busy;
  const isWriting = what === "writing";
  const label = isWriting ? m.intake.committing : what === "sending" ? m.intake.sending : m.intake.reading;
  const isCounted = isWriting ? total !== null : what === "file";
  const left = useRemaining(busy);
  return (
    <Frame
      secondary={
        !isWriting && (
          <Button className="primary" data-back onClick={() => work.stop?.abort()}>
            {m.stop}
          </Button>
        )
      }
    >
      <h2 className="title">{label}</h2>
      {isCounted && (
        <div aria-live="polite">
          {isWriting ? m.intake.written(done, total ?? 0) : m.intake.phase(done, total)}
          {left && ` · ${m.intake.remaining(left)}`}
        </div>
      )}
      <ProgressBar aria-label={label} {...(total !== null && total > 0 && { value: done / total })} />
      <div className="caption">{isWriting ? m.intake.committingHint : m.intake.nothingWritten}</div>
    </Frame>
  );
}

/** By the pace since this work, with this end, was first seen. */
function useRemaining({ what, done, total }: Busy): Remaining | null {
  const began = useRef<(Pace & Pick<Busy, "what" | "total">) | null>(null);
  const [left, setLeft] = useState<Remaining | null>(null);
  useEffect(() => {
    const now = { done, at: performance.now() };
    const before = began.current;
    if (before?.what !== what || before.total !== total || done < before.done) began.current = { ...now, what, total };
    setLeft(remaining(began.current ?? now, now, total));
  }, [what, done, total]);
  return left;
}

function Done({
  phase: { receipt },
  words,
  onAnother,
}: {
  readonly phase: Extract<Phase, { at: "done" }>;
  readonly words: (fresh: number, changed: number) => string;
  readonly onAnother: () => void;
}): ReactNode {
  const { m, go } = usePane();
  return (
    <Frame
      primary={{ label: m.intake.refresh, run: () => (onAnother(), go({ at: "tab", tab: "home" })) }}
      secondary={<Button onClick={onAnother}>{m.intake.another}</Button>}
    >
      <MessageBar intent="success" layout="multiline" role="status">
        <MessageBarBody>
          {words(receipt.counts.new, receipt.counts.changed)} {receipt.replayed && m.intake.replayed}
        </MessageBarBody>
      </MessageBar>
      <div>{m.intake.next}</div>
    </Frame>
  );
}

function LookOrMend({ work, look }: { readonly work: IntakeWork; readonly look: Look }): ReactNode {
  const { desk, m, organization, setTrouble } = usePane();
  const take = useTake(work);
  const owner = look.import.organization.code || (organization?.code ?? "");

  const commit = async (atomic: boolean): Promise<void> => {
    setTrouble(null);
    work.set({ ...look, busy: { ...READING, what: "writing" } });
    const onProgress = ({ progress }: ImportStanding): void =>
      work.set({ ...look, busy: { what: "writing", done: progress.done, total: progress.total } });
    const report = await commitImport(desk, look.import.id, { atomic, onProgress });
    if (isTrouble(report)) {
      setTrouble(report);
      return work.set(look);
    }
    const { receipt } = report;
    if (receipt.counts.refused === 0) {
      await closeIntake(desk, { id: look.import.id, receipt });
      return work.set({ at: "done", receipt });
    }
    work.set({ ...look, import: { ...look.import, counts: receipt.counts, receipt }, receipt });
  };
  const recheck = async (): Promise<void> => {
    const signal = work.begin();
    work.set({ ...look, busy: READING });
    take(await stageAgain(desk, owner, look.import, signal), look);
  };
  const takeAs = async (target: string): Promise<void> => {
    const signal = work.begin();
    work.set({ ...look, busy: READING });
    const tables = look.import.tables.map((table) => ({ ...table, target }));
    take(await stageAgain(desk, owner, { ...look.import, tables: tables.slice(0, 1) }, signal), look);
  };
  const again = (): void => {
    void closeIntake(desk, look.import);
    work.set({ at: "start", problem: null });
  };
  return (
    <IntakeLook
      look={look}
      onCommit={(atomic) => void commit(atomic)}
      onRecheck={() => void recheck()}
      onTakeAs={(target) => void takeAs(target)}
      onAgain={again}
      onMapped={(report) => take(report, look)}
      words={m}
    />
  );
}
