/** The first step: whose workbook it is to be, and which: a report that is due, or the rows of a register. */
import {
  Button,
  Combobox,
  Field,
  MessageBar,
  MessageBarBody,
  Option,
  Select,
  Skeleton,
  SkeletonItem,
} from "@fluentui/react-components";
import { type ReactNode, useEffect, useState } from "react";
import type { Answer, Failure } from "../hub/hub.js";
import type { RegisterShape } from "../hub/registers.js";
import type { ReportPage } from "../hub/reports.js";
import { saveFile } from "../ui/save-file.js";
import { failureWords, useTools } from "./page.js";

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

/** What is typed counts only once one of those found was chosen. */
function PlaceChooser({ place, onChange }: PlaceChooserProps): ReactNode {
  const { hub, w } = useTools();
  const [text, setText] = useState<string | null>(null);
  const [found, setFound] = useState<readonly Place[]>([]);
  useEffect(() => {
    if (text === null || text.trim() === "") return setFound([]);
    let isGone = false;
    void hub.searchCatalogue(text.trim(), ["ORGANIZATION"], 12).then((answer) => {
      if (!isGone && answer.kind === "ok") setFound(answer.data);
    });
    return () => {
      isGone = true;
    };
  }, [hub, text]);
  return (
    <Field label={w.organization} className="offline-place">
      <Combobox
        value={text ?? place?.name ?? ""}
        selectedOptions={place ? [place.code] : []}
        placeholder={w.findOrganization}
        onChange={(event) => setText(event.target.value)}
        onBlur={() => setText(null)}
        onOptionSelect={(_, { optionValue }) => {
          const chosen = found.find(({ code }) => code === optionValue);
          if (chosen) onChange({ code: chosen.code, name: chosen.name });
          setText(null);
        }}
      >
        {found.map(({ code, name }) => (
          <Option key={code} value={code} text={name}>
            {name} <span className="caption">{code}</span>
          </Option>
        ))}
        {found.length === 0 && (text ?? "").trim() !== "" && <Option disabled>{w.noOrganization}</Option>}
      </Combobox>
    </Field>
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
