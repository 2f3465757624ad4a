/** The first step: whose workbook it is to be, and which: a report that is due, or the rows of a register. */
import {
  Button,
  Field,
  Input,
  MessageBar,
  MessageBarBody,
  Select,
  Skeleton,
  SkeletonItem,
} from "@fluentui/react-components";
import { type ReactNode, useEffect, useState } from "react";
import type { Answer, Failure } from "../hub/hub.js";
import type { RegisterShape } from "../hub/registers.js";
import type { ReportPage } from "../hub/reports.js";
import { saveFile } from "../ui/save-file.js";
import { failureWords, useTools } from "./tools.js";

interface Place {
  readonly code: string;
  readonly name: string;
}

const SHOWN = 24;

export function GetBooks(): ReactNode {
  const { hub, w } = useTools();
  const [place, setPlace] = useState<Place | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  useEffect(() => {
    void startingPlace(hub).then((answer) => (answer.kind === "ok" ? setPlace(answer.data) : setFailure(answer)));
  }, [hub]);
  const get = async (path: string, name: string): Promise<void> => {
    const answer = await hub.offlineBook(path);
    setFailure(answer.kind === "ok" ? null : answer);
    if (answer.kind === "ok") saveFile(answer.data, `${name}.xlsx`);
  };
  return (
    <section aria-label={w.get}>
      <h2>{w.get}</h2>
      {failure && (
        <MessageBar intent="error" layout="multiline" role="alert">
          <MessageBarBody>{failureWords(w, failure)}</MessageBarBody>
        </MessageBar>
      )}
      <PlaceChooser place={place} onChange={setPlace} />
      {place && <Reports key={`reports ${place.code}`} place={place} get={get} />}
      {place && <Registers place={place} get={get} />}
    </section>
  );
}

async function startingPlace(hub: ReturnType<typeof useTools>["hub"]): Promise<Answer<Place>> {
  const info = await hub.info();
  if (info.kind !== "ok") return info;
  const found = await hub.searchCatalogue(info.data.defaultOrganization, ["ORGANIZATION"], 1);
  if (found.kind !== "ok") return found;
  const [first] = found.data;
  return { kind: "ok", data: { code: info.data.defaultOrganization, name: first?.name ?? "" } };
}

interface PlaceChooserProps {
  readonly place: Place | null;
  readonly onChange: (place: Place) => void;
}

const PAUSE_MS = 150;

/** What is typed counts only once one of those found was pressed. */
function PlaceChooser({ place, onChange }: PlaceChooserProps): ReactNode {
  const { hub, w } = useTools();
  const [text, setText] = useState<string | null>(null);
  const [found, setFound] = useState<readonly Place[] | null>(null);
  useEffect(() => {
    setFound(null);
    if (text === null || text.trim() === "") return;
    let isGone = false;
    const timer = setTimeout(
      () =>
        void hub.searchCatalogue(text.trim(), ["ORGANIZATION"], 12).then((answer) => {
          if (!isGone && answer.kind === "ok") setFound(answer.data);
        }),
      PAUSE_MS,
    );
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [hub, text]);
  const choose = ({ code, name }: Place): void => {
    onChange({ code, name });
    setText(null);
  };
  return (
    <div className="offline-place">
      <Field label={w.organization}>
        <Input
          value={text ?? place?.name ?? ""}
          placeholder={w.findOrganization}
          autoComplete="off"
          onFocus={(event) => event.target.select()}
          onChange={(_, { value }) => setText(value)}
          onKeyDown={(event) => {
            if (event.key === "Escape") setText(null);
          }}
        />
      </Field>
      {found !== null && (
        <ul aria-label={w.found} aria-live="polite">
          {found.length === 0 && <li className="caption">{w.noOrganization}</li>}
          {found.map((one) => (
            <li key={one.code}>
              <button type="button" onClick={() => choose(one)}>
                {one.name} <span className="caption">{one.code}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

interface ToGet {
  readonly place: Place;
  readonly get: (path: string, name: string) => Promise<void>;
}

function Reports({ place, get }: ToGet): ReactNode {
  const { hub, w } = useTools();
  const [page, setPage] = useState<Answer<ReportPage> | null>(null);
  useEffect(() => {
    void hub.reports({ organization: place.code, open: true }, { first: SHOWN, after: null }).then(setPage);
  }, [hub, place]);
  if (page === null)
    return (
      <Skeleton aria-label={w.loading}>
        <SkeletonItem size={64} />
      </Skeleton>
    );
  if (page.kind !== "ok")
    return (
      <MessageBar intent="error" layout="multiline" role="alert">
        <MessageBarBody>{failureWords(w, page)}</MessageBarBody>
      </MessageBar>
    );
  const { nodes, totalCount } = page.data;
  return (
    <div>
      <h3>{w.reports}</h3>
      {nodes.length === 0 && <p className="caption">{w.noReports}</p>}
      <ul className="offline-reports">
        {nodes.map(({ id, form, period, dueOn, status, statusLabel, returnReason }) => (
          <li key={id}>
            <div>
              <strong>{form.name}</strong> {period} <span className="caption">{statusLabel}</span>{" "}
              {dueOn && (
                <span className="caption">
                  {w.due} {dueOn}
                </span>
              )}
              {status === "returned" && returnReason && <div className="returned">{w.returned(returnReason)}</div>}
            </div>
            <Button
              size="small"
              aria-label={w.downloadOne(`${form.name} ${period}`)}
              onClick={() =>
                void get(`report.xlsx?report=${encodeURIComponent(id)}`, `${place.name} ${period} ${form.name}`)
              }
            >
              {w.download}
            </Button>
          </li>
        ))}
      </ul>
      {totalCount > nodes.length && <p className="caption">{w.moreReports(nodes.length, totalCount)}</p>}
    </div>
  );
}

function Registers({ place, get }: ToGet): ReactNode {
  const { hub, w } = useTools();
  const [shapes, setShapes] = useState<readonly RegisterShape[]>([]);
  const [chosen, setChosen] = useState("");
  useEffect(() => {
    void hub.registerShapes().then((answer) => {
      if (answer.kind === "ok") setShapes(answer.data.filter(({ writable }) => writable));
    });
  }, [hub]);
  const shape = shapes.find(({ name }) => name === chosen);
  const labelOf = (one: RegisterShape): string => (w.language === "zh-CN" ? one.label : one.labelEn);
  const title = shape ? `${place.name} ${labelOf(shape)}` : "";
  const words = new URLSearchParams({ register: chosen, organization: place.code, title });
  return (
    <div>
      <h3>{w.register}</h3>
      <p className="caption">{w.registerHint}</p>
      <div className="row">
        <Select aria-label={w.register} value={chosen} onChange={(_, { value }) => setChosen(value)}>
          <option value="">{w.chooseRegister}</option>
          {shapes.map((one) => (
            <option key={one.name} value={one.name}>
              {labelOf(one)}
            </option>
          ))}
        </Select>
        <Button disabledFocusable={!shape} onClick={() => void (shape && get(`rows.xlsx?${words.toString()}`, title))}>
          {w.download}
        </Button>
      </div>
    </div>
  );
}
