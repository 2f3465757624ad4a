/** One row in 待发送: what was done to it, why it was refused, and both sides where somebody else changed it too. */
import { Button, Radio, RadioGroup } from "@fluentui/react-components";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { fixesOfRow, namesForRow, type RowFix } from "../actions/fixes.js";
import { type PendingRow, resolveRow, type RowsReport, wordsOf } from "../actions/rows.js";
import type { Finding } from "../hub/hub.js";
import { readableAddress } from "../sheet/place.js";
import type { RowsWords } from "../ui/messages/rows.js";
import { FixButton } from "./fix-all.js";
import { usePane } from "./pane.js";
import { RowReason } from "./row-reason.js";

interface PendingRowItemProps {
  readonly row: PendingRow;
  readonly words: RowsWords;
  readonly onGoTo: () => void;
  readonly onUndo: () => void;
  readonly onDone: (report: RowsReport) => void;
  readonly onFix: (fix: RowFix) => void;
}

export function PendingRowItem({ row, words: w, onGoTo, onUndo, onDone, onFix }: PendingRowItemProps): ReactNode {
  const { m } = usePane();
  const place = row.cells[0]?.place ?? row.place;
  const address = place ? (readableAddress(place).split("!").at(-1) ?? "") : "";
  const title = row.title || w.untitled;
  return (
    <li aria-label={`${address} ${title} ${w.kind[row.kind]} ${w.state[row.state]}`}>
      <div className="row">
        <span className="addr">{address}</span>
        <span className="grow" title={`${row.tableTitle} · ${title}`}>
          {w.kind[row.kind]} · {title}
        </span>
        <span className={`tag ${row.state}`}>{w.state[row.state]}</span>
      </div>
      {row.kind === "changed" &&
        row.cells.map(({ path, label, was, typed }) => (
          <div key={path}>
            {label}：<span className="was">{was ?? w.empty}</span> → {typed ?? w.empty}
          </div>
        ))}
      {row.findings.map((finding, index) => (
        <div key={index} role={row.state === "refused" ? "alert" : undefined}>
          {findingOf(w, finding, m.language)}
        </div>
      ))}
      <RowFixes row={row} onFix={onFix} />
      <RowReason row={row} onDone={onDone} />
      {row.conflict && <Clash row={row} words={w} onDone={onDone} />}
      <div className="row wrap">
        {place && (
          <Button appearance="subtle" size="small" aria-label={`${w.goTo} ${address}`} onClick={onGoTo}>
            {w.goTo}
          </Button>
        )}
        <Button appearance="subtle" size="small" aria-label={`${w.undo} ${title}`} onClick={onUndo}>
          {w.undo}
        </Button>
      </div>
    </li>
  );
}

/** What can be put right at once, and for names nobody knows the nearest of the hub's own. */
function RowFixes({ row, onFix }: Pick<PendingRowItemProps, "row" | "onFix">): ReactNode {
  const { desk } = usePane();
  const [names, setNames] = useState<readonly RowFix[]>([]);
  const { id, reads, state } = row;
  const current = useRef(row);
  current.current = row;
  useEffect(() => {
    let isGone = false;
    setNames([]);
    if (state === "refused") void namesForRow(desk, current.current).then((found) => !isGone && setNames(found));
    return () => {
      isGone = true;
    };
  }, [desk, id, reads, state]);
  const known = fixesOfRow(row);
  const more = names.filter(({ path, to }) => !known.some((fix) => fix.path === path && fix.to === to));
  return [...known, ...more].map((fix) => (
    <FixButton key={`${fix.path} ${fix.to}`} fix={fix} label={fix.label} onFix={() => onFix(fix)} />
  ));
}

function findingOf(w: RowsWords, { code, args, message, messageEn, field }: Finding, language: string): string {
  const said = language === "zh-CN" ? message : messageEn;
  if (said) return said;
  const given = args["label"];
  const label = typeof given === "string" ? given : (field ?? "");
  if (code === "NOT_WRITABLE" || code === "CELL_IN_ERROR" || code === "REQUIRED") return w.problem[code](label);
  return w.problem.other(label, code);
}

/** Every clashing field is chosen, one by one or all alike, and settled together. */
function Clash({ row, words: w, onDone }: Pick<PendingRowItemProps, "row" | "words" | "onDone">): ReactNode {
  const { desk } = usePane();
  const [choices, setChoices] = useState<Readonly<Record<string, "mine" | "theirs">>>({});
  const { conflict } = row;
  if (!conflict) return null;
  const settle = (chosen: Parameters<typeof resolveRow>[2]): void =>
    void resolveRow(desk, row.id, chosen).then((done) => done.kind === "rowsDone" && onDone(done.report));
  const isWhole = conflict.fields.every(({ field }) => choices[field] !== undefined);
  return (
    <div className="card">
      <div>{conflict.theirVersion === 0 ? w.gone : w.by(conflict.changedBy ?? "")}</div>
      {conflict.fields.length > 0 && <div className="caption">{w.merged}</div>}
      {conflict.fields.map(({ field, label, base, mine, theirs }) => (
        <RadioGroup
          key={field}
          aria-label={label}
          value={choices[field] ?? ""}
          onChange={(_, { value }) => setChoices({ ...choices, [field]: value === "mine" ? "mine" : "theirs" })}
        >
          <div className="caption">
            {label} · {w.base} {wordsOf(base) ?? w.empty}
          </div>
          <Radio value="mine" label={`${w.mine}：${wordsOf(mine) ?? w.empty}`} />
          <Radio value="theirs" label={`${w.theirs}：${wordsOf(theirs) ?? w.empty}`} />
        </RadioGroup>
      ))}
      <div className="row wrap">
        {conflict.fields.length > 0 && (
          <Button size="small" disabledFocusable={!isWhole} onClick={() => isWhole && settle(choices)}>
            {w.settle}
          </Button>
        )}
        <Button size="small" onClick={() => settle("mine")}>
          {w.allMine}
        </Button>
        {conflict.theirVersion > 0 && (
          <Button size="small" onClick={() => settle("theirs")}>
            {w.allTheirs}
          </Button>
        )}
      </div>
    </div>
  );
}
