/** A refresh while it runs and after it ended: counts, who changed what, what stayed old and why, what is safe. */
import { Button, ProgressBar } from "@fluentui/react-components";
import { CheckmarkCircleRegular, ErrorCircleRegular, InfoRegular, WarningRegular } from "@fluentui/react-icons";
import type { ReactNode } from "react";
import { goToCell } from "../actions/cell.js";
import type { FigureChange, KeptOld, RefreshDone, RefreshProgress, RegionProgress } from "../actions/refresh-report.js";
import { cellAddress, readableAddress } from "../sheet/place.js";
import { localMinute } from "../sheet/words.js";
import { numberWords } from "../ui/words.js";
import { CopyNumber } from "./copy-number.js";
import { usePane } from "./pane.js";

export function Refreshing({ progress }: { readonly progress: RefreshProgress | null }): ReactNode {
  const { m } = usePane();
  const { done = 0, total = 0, regions = [] } = progress ?? {};
  return (
    <>
      <h2 className="title">{m.home.refreshing}</h2>
      <div className="row between" aria-live="polite">
        <span className="num">{m.home.progress(done, total)}</span>
        {total > 0 && <span>{m.home.percent(Math.floor((done / total) * 100))}</span>}
      </div>
      <ProgressBar thickness="large" {...(total > 0 ? { value: done / total } : {})} aria-label={m.home.refreshing} />
      <ul className="list">
        {regions.map((region) => (
          <Region key={region.table ?? "functions"} region={region} />
        ))}
      </ul>
      <div className="note">
        <InfoRegular fontSize={16} />
        <span>{m.home.stopSafe}</span>
      </div>
    </>
  );
}

function Region({ region }: { readonly region: RegionProgress }): ReactNode {
  const { m } = usePane();
  const isDone = region.done >= region.cells;
  return (
    <li>
      <div className="row">
        {isDone && <CheckmarkCircleRegular fontSize={16} />}
        <span className="grow">{region.table === null ? m.home.functionCells : region.title}</span>
        {region.place && <span className="addr">{readableAddress(region.place)}</span>}
      </div>
      <span className="caption">
        {m.home.cells(region.cells)} ·{" "}
        {isDone ? m.home.regionDone(region.changed) : m.home.regionBusy(region.done, region.cells)}
      </span>
    </li>
  );
}

export function Refreshed({ report }: { readonly report: RefreshDone }): ReactNode {
  const { m, pending } = usePane();
  const kept = report.kept.reduce((sum, { cells }) => sum + cells, 0);
  const isWhole = report.kind === "refreshed" && kept === 0;
  if (report.cells === 0 && report.trouble?.kind === "offline") return <Offline since={report.trouble.since} />;
  if (report.cells === 0 && report.trouble?.kind === "accident") return <Accident id={report.trouble.id} />;
  return (
    <>
      <div className={`note ${isWhole ? "good" : "warn"}`} role="status">
        {isWhole ? <CheckmarkCircleRegular fontSize={16} /> : <WarningRegular fontSize={16} />}
        <span>
          <b>{m.home.done(report.cells, report.asOf ? localMinute(report.asOf) : m.noValue)}</b>{" "}
          {report.changes.length === 0 ? m.home.noChange : `${m.home.changed(report.changes.length)}。`}
          {report.conflicts > 0 && ` ${m.home.conflictsAfter(report.conflicts)}`}
          {!isWhole && ` ${m.trouble.safe(pending?.cells.length ?? 0)}`}
        </span>
      </div>
      {report.changes.length > 0 && (
        <section aria-label={m.home.changesTitle(report.changes.length)}>
          <h3 className="section">{m.home.changesTitle(report.changes.length)}</h3>
          <ul className="list">
            {report.changes.slice(0, 50).map((change) => (
              <Change key={Object.values(change.key).join("|")} change={change} />
            ))}
          </ul>
        </section>
      )}
      {kept > 0 && (
        <section aria-label={m.home.keptTitle(kept)}>
          <h3 className="section">{m.home.keptTitle(kept)}</h3>
          {report.kept.map((one) => (
            <Kept key={`${one.table}${one.because}${one.code}`} one={one} />
          ))}
        </section>
      )}
      <div className="caption">{m.home.took((report.milliseconds / 1000).toFixed(1), report.requests)}</div>
    </>
  );
}

function Change({ change }: { readonly change: FigureChange }): ReactNode {
  const { desk, m } = usePane();
  const { place } = change;
  const address = place && cellAddress(place);
  return (
    <li>
      <div className="row">
        {address && <span className="addr">{address}</span>}
        <span className="grow" title={`${change.organizationName} · ${change.indicatorName}`}>
          {change.organizationName} · {change.indicatorName}
        </span>
        {change.conflicts && <span className="tag conflict">{m.mark.conflict}</span>}
      </div>
      <div className="row between">
        <span className="num">
          <span className="was">{numberWords(change.from, m)}</span> → {numberWords(change.to, m)}
        </span>
        <span className="caption push">
          {change.changedBy} {change.changedAt && localMinute(change.changedAt).slice(5)}
        </span>
        {place && address && (
          <Button
            appearance="subtle"
            size="small"
            aria-label={m.goToCell(address)}
            onClick={() => void goToCell(desk, place)}
          >
            {m.goTo}
          </Button>
        )}
      </div>
    </li>
  );
}

function Kept({ one }: { readonly one: KeptOld }): ReactNode {
  const { m } = usePane();
  const where = one.place ? readableAddress(one.place) : m.home.functionCells;
  return (
    <div className="note warn" style={{ marginTop: 8 }}>
      <WarningRegular fontSize={16} />
      <span>
        <b>{m.home.keptLine(where, one.cells, one.asOf ? localMinute(one.asOf).slice(5) : m.noValue)}</b>{" "}
        {m.home.because[one.because]}
      </span>
    </div>
  );
}

/** Nobody answers: what works, what waits. */
export function Offline({ since }: { readonly since: string }): ReactNode {
  const { desk, m } = usePane();
  return (
    <>
      <div className="note warn" role="alert">
        <WarningRegular fontSize={16} />
        <b>{m.trouble.offline(localMinute(since).slice(-5))}</b>
      </div>
      <section>
        <h3 className="section">{m.trouble.stillWorks}</h3>
        <ul className="plainlist">
          {m.trouble.works.map((line) => (
            <li key={line}>✓ {line}</li>
          ))}
        </ul>
      </section>
      <section>
        <h3 className="section">{m.trouble.waits}</h3>
        <div className="caption">{m.trouble.waiting}</div>
      </section>
      <div className="caption">{m.trouble.askNet(desk.hub.address || location.origin)}</div>
    </>
  );
}

/** The hub's own fault: nothing is lost, and a number to pass on. */
function Accident({ id }: { readonly id: string | null }): ReactNode {
  const { m, pending } = usePane();
  return (
    <div className="empty fault" role="alert">
      <ErrorCircleRegular fontSize={32} />
      <h2 className="title">{m.trouble.notDone}</h2>
      <div>
        {m.trouble.inside} {m.trouble.safe(pending?.cells.length ?? 0)}
      </div>
      {id && <CopyNumber label={m.trouble.number} number={id} />}
      <div className="caption">{m.trouble.tellNumber}</div>
    </div>
  );
}
