/** The pane: head, four tabs or a back bar, the view, and what went wrong above it. It follows edits while people type. */
import {
  Button,
  CounterBadge,
  FluentProvider,
  MessageBar,
  MessageBarActions,
  MessageBarBody,
  Tab,
  TabList,
} from "@fluentui/react-components";
import { ArrowLeftRegular, DismissRegular } from "@fluentui/react-icons";
import { type ReactNode, Suspense, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { attempt, type Desk, inTurn, type Trouble } from "../actions/desk.js";
import { clearLeftMarks } from "../actions/intake-sheet.js";
import { findPending, findUnanswered, type PendingReport } from "../actions/pending.js";
import { watchEdits } from "../actions/watch.js";
import { scanFunctions } from "../actions/scan.js";
import type { Connection, HubInfo } from "../hub/hub.js";
import type { Session } from "../hub/session.js";
import { en } from "../ui/messages/en.js";
import { reportsEn, reportsZh } from "../ui/messages/reports.js";
import { type Messages, zhCn } from "../ui/messages/zh-cn.js";
import { darkTheme, lightTheme } from "../ui/theme.js";
import { isTrouble, troubleWords } from "../ui/words.js";
import { Unbroken } from "./broken.js";
import { Waiting } from "./frame.js";
import { Header } from "./header.js";
import { Home } from "./home.js";
import { type ChosenOrganization, type Pane, PaneContext, type Tab as TabName, type View } from "./pane.js";
import { ReportsView } from "./reports.js";
import { SignIn } from "./sign-in.js";
import { useLine } from "./use-line.js";
import { type Presence, useKeepAlive, useOwnAnswers, useSession } from "./use-session.js";
import { CellView, ConflictView, fetchViews, Intake, Pending, Query, RowView, SelfTest } from "./views.js";

const LANGUAGE_KEY = "language";
const ORGANIZATION_KEY = "organization";
const HOME: View = { at: "tab", tab: "home" };

interface AppProps {
  readonly desk: Desk;
  /** Left out where nobody needs to sign in: pictures and trials. */
  readonly session?: Session;
  readonly isDark?: boolean;
}

export function App({ desk, session, isDark = false }: AppProps): ReactNode {
  const presence = useSession(session);
  useKeepAlive(session);
  useOwnAnswers(desk, presence);
  useLine(desk);
  const [language, setLanguage] = useState<"zh-CN" | "en">("zh-CN");
  const [info, setInfo] = useState<HubInfo | null>(null);
  const [connection, setConnection] = useState<Connection>(desk.hub.connection);
  const [organization, setChosen] = useState<ChosenOrganization | null>(null);
  const [pending, setPending] = useState<PendingReport | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  const [view, setView] = useState<View>(HOME);
  const [lastTab, setLastTab] = useState<TabName>("home");
  const lastStanding = useRef(presence.standing);
  const m = language === "zh-CN" ? zhCn : en;

  useEffect(() => void fetchViews(), []);
  useEffect(() => desk.hub.onConnection(setConnection), [desk]);
  useEffect(() => {
    void start(desk).then(({ info: found, language: kept, organization: chosen }) => {
      setInfo(found);
      if (kept === "en") setLanguage("en");
      if (chosen) setChosen(chosen);
    });
  }, [desk]);
  useEffect(() => {
    let stop: (() => void) | undefined;
    let isGone = false;
    const take = (report: PendingReport | Trouble): void =>
      isTrouble(report) ? setTrouble(report) : setPending(report);
    void clearLeftMarks(desk);
    // Functions that came with the file are known from the first moment, so typing over one is noticed.
    void inTurn(desk, () => scanFunctions(desk))
      .then(() => findPending(desk))
      .then((report) => !isGone && take(report));
    void watchEdits(desk, take).then((end) => (isGone ? end() : (stop = end)));
    return () => {
      isGone = true;
      stop?.();
    };
  }, [desk]);
  const isOnline = connection.state !== "offline" && presence.standing === "in";
  const unanswered = pending?.unanswered.join() ?? "";
  useEffect(() => {
    if (isOnline && unanswered !== "")
      void findUnanswered(desk).then((report) => !isTrouble(report) && setPending(report));
  }, [desk, isOnline, unanswered]);
  useEffect(() => {
    const wasOut = lastStanding.current === "out";
    lastStanding.current = presence.standing;
    if (!wasOut || presence.standing !== "in") return;
    setTrouble(null);
    // Cells that said 请先登录 ask again; all others answer from what the workbook kept.
    void attempt(() => desk.host.recalculate());
  }, [desk, presence.standing]);
  useEffect(() => {
    document.documentElement.lang = m.language;
  }, [m]);

  const go = useCallback((next: View) => {
    setTrouble(null);
    if (next.at === "tab") setLastTab(next.tab);
    setView(next);
  }, []);
  const back = useCallback(() => go({ at: "tab", tab: lastTab }), [go, lastTab]);
  const setOrganization = useCallback(
    (chosen: ChosenOrganization) => {
      setChosen(chosen);
      void desk.host.save({ [ORGANIZATION_KEY]: { code: chosen.code, name: chosen.name } });
    },
    [desk],
  );
  const switchLanguage = useCallback(() => {
    const next = language === "zh-CN" ? "en" : "zh-CN";
    setLanguage(next);
    void desk.host.save({ [LANGUAGE_KEY]: next });
  }, [desk, language]);
  const pane: Pane = useMemo(
    () => ({
      desk,
      m,
      ...(session && { session }),
      info,
      connection,
      organization,
      pending,
      view,
      go,
      back,
      setOrganization,
      setPending,
      setTrouble,
      switchLanguage,
    }),
    [desk, m, session, info, connection, organization, pending, view, go, back, setOrganization, switchLanguage],
  );
  const isShut = session !== undefined && !mayWork(presence, connection);
  return (
    <FluentProvider theme={isDark ? darkTheme : lightTheme}>
      <PaneContext value={pane}>
        {session && isShut && <SignIn session={session} presence={presence} />}
        <div className="pane" inert={isShut}>
          <Header />
          {view.at === "tab" ? <Tabs view={view} pane={pane} /> : <BackBar title={titleOf(view, m)} pane={pane} />}
          {trouble && <TroubleBar trouble={trouble} pane={pane} />}
          <Unbroken key={view.at === "tab" ? view.tab : view.at}>
            <Suspense fallback={<Waiting label={m.connecting} />}>
              <Current view={view} />
            </Suspense>
          </Unbroken>
        </div>
      </PaneContext>
    </FluentProvider>
  );
}

/**
 * Nobody works with a password somebody else gave them; everything waits until it is changed. Where the hub cannot be asked
 * who one is, what the workbook holds is there all the same: a day without a line is a day of work.
 */
function mayWork({ standing, isPutOff, info }: Presence, { state }: Connection): boolean {
  if (standing === "unknown") return isPutOff || state === "offline";
  return standing === "in" ? info?.mustChangePassword !== true : isPutOff;
}

/** What the pane begins with: the hub's word of itself, and the choices kept in this workbook. */
async function start(
  desk: Desk,
): Promise<{ info: HubInfo | null; language: unknown; organization: ChosenOrganization | null }> {
  const [answer, [language = null, kept = null]] = await Promise.all([
    desk.hub.info(),
    desk.host.load([LANGUAGE_KEY, ORGANIZATION_KEY]),
  ]);
  const info = answer.kind === "ok" ? answer.data : null;
  if (isChosen(kept)) return { info, language, organization: kept };
  if (!info) return { info, language, organization: null };
  const tree = await desk.hub.organizationTree(info.defaultOrganization, 0);
  const [first] = tree.kind === "ok" ? tree.data : [];
  return { info, language, organization: first ? { code: first.code, name: first.name } : null };
}

function isChosen(kept: unknown): kept is ChosenOrganization {
  return typeof kept === "object" && kept !== null && "code" in kept && "name" in kept;
}

function Tabs({ view, pane }: { readonly view: Extract<View, { at: "tab" }>; readonly pane: Pane }): ReactNode {
  const { m, pending, go } = pane;
  const count = pending?.cells.length ?? 0;
  return (
    <TabList
      className="tabs"
      size="small"
      selectedValue={view.tab}
      onTabSelect={(_, data) => go({ at: "tab", tab: data.value as TabName })}
    >
      <Tab value="home">{m.tabs.home}</Tab>
      <Tab value="query">{m.tabs.query}</Tab>
      <Tab value="pending" aria-label={`${m.tabs.pending} ${count}`}>
        {m.tabs.pending} {count > 0 && <CounterBadge className="due" count={count} size="small" overflowCount={999} />}
      </Tab>
      <Tab value="intake">{m.tabs.intake}</Tab>
    </TabList>
  );
}

function titleOf({ at }: View, m: Messages): string {
  if (at === "selfTest") return m.selfTest.title;
  if (at === "reports") return (m.language === "zh-CN" ? reportsZh : reportsEn).title;
  return at === "conflict" ? m.conflict.title : m.cell.title;
}

function BackBar({ title, pane }: { readonly title: string; readonly pane: Pane }): ReactNode {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key === "Escape" && !event.defaultPrevented) pane.back();
    };
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [pane]);
  return (
    <div className="backbar">
      <Button
        appearance="subtle"
        size="small"
        icon={<ArrowLeftRegular />}
        aria-label={pane.m.back}
        onClick={pane.back}
      />
      <span className="grow">{title}</span>
    </div>
  );
}

function TroubleBar({ trouble, pane }: { readonly trouble: Trouble; readonly pane: Pane }): ReactNode {
  return (
    <div style={{ padding: "8px 16px 0" }}>
      <MessageBar intent={trouble.kind === "offline" ? "warning" : "error"} layout="multiline" role="alert">
        <MessageBarBody>{troubleWords(pane.m, trouble)}</MessageBarBody>
        <MessageBarActions
          containerAction={
            <Button
              appearance="transparent"
              icon={<DismissRegular />}
              aria-label={pane.m.close}
              onClick={() => pane.setTrouble(null)}
            />
          }
        />
      </MessageBar>
    </div>
  );
}

function Current({ view }: { readonly view: View }): ReactNode {
  if (view.at === "conflict") return <ConflictView id={view.id} />;
  if (view.at === "selfTest") return <SelfTest />;
  if (view.at === "reports") return <ReportsView />;
  if (view.at === "row") return <RowView id={view.id} address={view.address} title={view.title} />;
  if (view.at === "cell") return <CellView figure={view.key} address={view.address} title={view.title} />;
  switch (view.tab) {
    case "home":
      return <Home />;
    case "query":
      return <Query />;
    case "pending":
      return <Pending />;
    case "intake":
      return <Intake />;
  }
}
