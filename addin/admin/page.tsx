/**
 * The administrators' page: who is signed in, the tabs they may use, and the view of one. The tab is in the address, so it
 * can be kept; what somebody may not use is not offered, and the hub refuses it whatever the address says.
 */
import { Button, FluentProvider, Tab, TabList } from "@fluentui/react-components";
import { LocalLanguageRegular, SignOutRegular } from "@fluentui/react-icons";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import type { Failure } from "../hub/hub.js";
import type { Session, SessionInfo } from "../hub/session.js";
import { adminEn, adminZh } from "../ui/messages/admin.js";
import { onOtherWindow, tellOtherWindows } from "../sign-in/other-windows.js";
import { darkTheme, lightTheme } from "../ui/theme.js";
import type { AdminHub, Me } from "./admin-hub.js";
import { AccountsView } from "./accounts.js";
import { AuditView } from "./audit.js";
import { GrantsView } from "./grants.js";
import { SessionsView } from "./sessions.js";
import { Failed, Loading, WordsContext } from "./state.js";
import { TokensView } from "./tokens.js";

const TABS = ["accounts", "grants", "tokens", "audit", "sessions"] as const;
type TabName = (typeof TABS)[number];

function mayUse(me: Me, tab: TabName): boolean {
  if (tab === "audit") return me.audits;
  return tab === "tokens" || tab === "sessions" || me.managesAccounts;
}

interface AdminPageProps {
  readonly session: Session;
  readonly hub: AdminHub;
}

export function AdminPage({ session, hub }: AdminPageProps): ReactNode {
  const [isEnglish, setEnglish] = useState(!navigator.language.startsWith("zh") && navigator.language !== "");
  const [info, setInfo] = useState<SessionInfo | null>(null);
  const [me, setMe] = useState<Me | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [wanted, setWanted] = useState<TabName | null>(tabInAddress);
  const isDark = useDark();
  const m = isEnglish ? adminEn : adminZh;

  const tabs = me === null ? [] : TABS.filter((name) => mayUse(me, name));
  const tab = wanted ?? tabs[0] ?? "sessions";
  const load = useCallback(async () => {
    const answer = await hub.me();
    setFailure(answer.kind === "ok" ? null : answer);
    if (answer.kind === "ok") setMe(answer.data);
  }, [hub]);
  useEffect(() => void load(), [load]);
  useEffect(() => {
    document.documentElement.lang = m.language;
    document.title = `${m.tabs[tab]} · ${m.product}`;
  }, [m, tab]);
  useEffect(() => {
    void session.look().then((answer) => {
      if (answer.kind === "ok") setInfo(answer.data);
    });
    const end = session.keepAlive();
    // Somebody else, or nobody: the hub leads to the sign-in where that is so.
    const deafen = onOtherWindow(() => location.reload());
    return () => {
      deafen();
      end();
    };
  }, [session]);
  useEffect(() => {
    const follow = (): void => setWanted(tabInAddress());
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);

  const leave = (everywhere: boolean): void =>
    void session.signOut(everywhere).then(() => {
      tellOtherWindows();
      location.assign("/sign-in?to=/admin");
    });
  return (
    <FluentProvider theme={isDark ? darkTheme : lightTheme}>
      <WordsContext.Provider value={m}>
        {/* A class of the provider itself would be given to its menus too, and they would cover the page. */}
        <div className="admin-page">
          <header className="admin-head">
            <span className="mark" aria-hidden="true">
              训枢
            </span>
            <h1>{m.title}</h1>
            <span className="who">{info?.name}</span>
            <Button
              appearance="subtle"
              size="small"
              icon={<LocalLanguageRegular />}
              onClick={() => setEnglish((is) => !is)}
            >
              {m.switchLanguage}
            </Button>
            <Button appearance="subtle" size="small" icon={<SignOutRegular />} onClick={() => leave(false)}>
              {m.signOut}
            </Button>
          </header>
          <TabList
            selectedValue={tab}
            onTabSelect={(_, { value }) => {
              location.hash = String(value);
            }}
            className="admin-tabs"
          >
            {tabs.map((name) => (
              <Tab key={name} value={name}>
                {m.tabs[name]}
              </Tab>
            ))}
          </TabList>
          <main className="admin-main">
            {failure && <Failed failure={failure} retry={() => void load()} />}
            {me === null && failure === null && <Loading />}
            {me !== null && !tabs.includes(tab) && <p role="alert">{m.notYours(m.tabs[tab])}</p>}
            {me !== null && tabs.includes(tab) && (
              <>
                {tab === "accounts" && <AccountsView hub={hub} me={me} />}
                {tab === "grants" && <GrantsView hub={hub} me={me} />}
                {tab === "tokens" && <TokensView hub={hub} />}
                {tab === "audit" && <AuditView hub={hub} mayVerify={me.administers} />}
                {tab === "sessions" && <SessionsView hub={hub} info={info} leave={leave} />}
              </>
            )}
          </main>
          <footer className="admin-foot caption">{m.zone}</footer>
        </div>
      </WordsContext.Provider>
    </FluentProvider>
  );
}

function tabInAddress(): TabName | null {
  return TABS.find((name) => location.hash === `#${name}`) ?? null;
}

function useDark(): boolean {
  const [query] = useState(() => matchMedia("(prefers-color-scheme: dark)"));
  const [isDark, setDark] = useState(query.matches);
  useEffect(() => {
    const follow = (): void => setDark(query.matches);
    query.addEventListener("change", follow);
    return () => query.removeEventListener("change", follow);
  }, [query]);
  return isDark;
}
