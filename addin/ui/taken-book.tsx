/**
 * What became of a filled workbook: what went in, what did not and why, and the cells somebody else changed first, to be
 * chosen in one by one or all at once. Shown on the page and in the pane alike.
 */
import { Button, MessageBar, MessageBarBody, Radio, RadioGroup } from "@fluentui/react-components";
import { type ReactNode, useState } from "react";
import type { BookSending, TakenReport, TakenTrouble } from "../hub/hub.js";
import { localMinute } from "../sheet/words.js";
import type { OfflineWords } from "./messages/offline.js";

interface TakenBookProps {
  readonly report: TakenReport;
  /** Nothing was written: what would become of it. */
  readonly isLook: boolean;
  readonly words: OfflineWords;
  readonly isBusy: boolean;
  /** Left out where it cannot be sent again from here. */
  readonly onSettle?: (choices: BookSending["choices"]) => void;
}

type Clashing = TakenTrouble & { readonly clash: NonNullable<TakenTrouble["clash"]> };
const isClash = (trouble: TakenTrouble): trouble is Clashing => trouble.clash !== undefined;

export function TakenBook({ report, isLook, words: w, isBusy, onSettle }: TakenBookProps): ReactNode {
  const clashes = report.troubles.filter(isClash);
  const others = report.troubles.filter((trouble) => !isClash(trouble));
  return (
    <>
      <MessageBar intent={report.troubles.length === 0 ? "success" : "warning"} layout="multiline" role="status">
        <MessageBarBody>{summary(report, isLook, w)}</MessageBarBody>
      </MessageBar>
      {clashes.length > 0 && <Clashes clashes={clashes} words={w} isBusy={isBusy} {...(onSettle && { onSettle })} />}
      {others.length > 0 && (
        <section aria-label={w.refused} className="taken-refused">
          <h3 className="section">{w.refused}</h3>
          <div className="caption">{w.refusedHint}</div>
          <ul className="list">
            {others.map(({ cell, zh, en }, index) => (
              <li key={`${cell} ${index}`}>
                <span className="addr">{cell}</span> {w.language === "zh-CN" ? zh : en}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function summary({ what, receipt, untouched, troubles }: TakenReport, isLook: boolean, w: OfflineWords): string {
  const { written, replayed } = receipt;
  const { result } = w;
  const done = isLook
    ? (what === "rows" ? result.wouldRows : result.wouldFigures)(written, untouched)
    : result[what](written, untouched);
  const rest = troubles.length === 0 ? "" : (isLook ? result.wouldTroubles : result.troubles)(troubles.length);
  return [done, rest, replayed ? result.replayed : ""].filter(Boolean).join(" ");
}

interface ClashesProps {
  readonly clashes: readonly Clashing[];
  readonly words: OfflineWords;
  readonly isBusy: boolean;
  readonly onSettle?: (choices: BookSending["choices"]) => void;
}

type Side = "mine" | "theirs";

function Clashes({ clashes, words: w, isBusy, onSettle }: ClashesProps): ReactNode {
  const [kept, setKept] = useState<ReadonlyMap<string, Side>>(new Map());
  const all = (side: Side): void => setKept(new Map(clashes.map(({ cell }) => [cell, side])));
  const chosen = clashes.filter(({ cell }) => kept.has(cell));
  const settle = (): void => {
    const choices = chosen.map(({ cell, clash }) => {
      return [cell, { keep: kept.get(cell) ?? "theirs", version: clash.version }] as const;
    });
    onSettle?.(Object.fromEntries(choices));
  };
  return (
    <section aria-label={w.clashes(clashes.length)} className="taken-clashes">
      <h3 className="section">{w.clashes(clashes.length)}</h3>
      {onSettle && clashes.length > 1 && (
        <div className="row wrap">
          <Button size="small" onClick={() => all("mine")}>
            {w.allMine}
          </Button>
          <Button size="small" onClick={() => all("theirs")}>
            {w.allTheirs}
          </Button>
        </div>
      )}
      <ul className="list">
        {clashes.map(({ cell, clash }) => (
          <li key={cell} className="taken-clash">
            <div>
              <span className="addr">{cell}</span> {clash.label}
            </div>
            <dl>
              <Side name={w.base} value={clash.base} w={w} />
              <Side name={w.theirs} value={clash.theirs} w={w} note={noteOf(clash, w)} />
              <Side name={w.mine} value={clash.mine} w={w} />
            </dl>
            {onSettle && (
              <RadioGroup
                layout="horizontal"
                aria-label={w.keepOne(cell)}
                value={kept.get(cell) ?? ""}
                onChange={(_, { value }) => setKept(new Map(kept).set(cell, value as Side))}
              >
                <Radio value="mine" label={w.keepMine} />
                <Radio value="theirs" label={w.keepTheirs} />
              </RadioGroup>
            )}
          </li>
        ))}
      </ul>
      {onSettle && (
        <Button appearance="primary" disabledFocusable={isBusy || chosen.length === 0} onClick={settle}>
          {isBusy ? w.busy : chosen.length === 0 ? w.settleNone : w.settle(chosen.length)}
        </Button>
      )}
    </section>
  );
}

function noteOf({ by, at }: Clashing["clash"], w: OfflineWords): string {
  return by === null && at === null ? "" : w.by(by ?? w.noId, at === null ? "" : localMinute(at));
}

interface SideProps {
  readonly name: string;
  readonly value: string | null;
  readonly w: OfflineWords;
  readonly note?: string;
}

function Side({ name, value, w, note = "" }: SideProps): ReactNode {
  return (
    <div>
      <dt>{name}</dt>
      <dd>
        {value ?? w.empty} {note !== "" && <span className="caption">{note}</span>}
      </dd>
    </div>
  );
}
