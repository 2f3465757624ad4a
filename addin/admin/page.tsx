/** The administrators' page: who is signed in, the tabs, and the view of one. The tab is in the address, so it can be kept. */
import { Button, FluentProvider, Tab, TabList } from "@fluentui/react-components";
import { LocalLanguageRegular, SignOutRegular } from "@fluentui/react-icons";
import { type ReactNode, useEffect, useState } from "react";
import type { Session, SessionInfo } from "../hub/session.js";
import { adminEn, adminZh } from "../ui/messages/admin.js";
import { darkTheme, lightTheme } from "../ui/theme.js";
import type { AdminHub } from "./admin-hub.js";
import { AccountsView } from "./accounts.js";
import { AuditView } from "./audit.js";
import { SessionsView } from "./sessions.js";
import { WordsContext } from "./state.js";
import { TokensView } from "./tokens.js";

const TABS = ["accounts", "tokens", "audit", "sessions"] as const;
type TabName = (typeof TABS)[number];

interface AdminPageProps {
  readonly session: Session;
  readonly hub: AdminHub;
}

export function AdminPage({ session, hub }: AdminPageProps): ReactNode {
  const [isEnglish, setEnglish] = useState(!navigator.language.startsWith("zh") && navigator.language !== "");
  const [info, setInfo] = useState<SessionInfo | null>(null);
  const [tab, setTab] = useState<TabName>(tabInAddress);
  const isDark = useDark();
  const m = isEnglish ? adminEn : adminZh;

  useEffect(() => {
    document.documentElement.lang = m.language;
    document.title = `${m.tabs[tab]} · ${m.product}`;
  }, [m, tab]);
  useEffect(() => {
    void session.look().then((answer) => {
      if (answer.kind === "ok") setInfo(answer.data);
    });
    const end = session.keepAlive();
    return end;
  }, [session]);
  useEffect(() => {
    const follow = (): void => setTab(tabInAddress());
    addEventListener("hashchange", follow);
    return () => removeEventListener("hashchange", follow);
  }, []);

  const leave = (everywhere: boolean): void =>
    void session.signOut(everywhere).then(() => location.assign("/sign-in?to=/admin"));
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
            {TABS.map((name) => (
              <Tab key={name} value={name}>
                {m.tabs[name]}
              </Tab>
            ))}
          </TabList>
          <main className="admin-main">
            {tab === "accounts" && <AccountsView hub={hub} />}
            {tab === "tokens" && <TokensView hub={hub} />}
            {tab === "audit" && <AuditView hub={hub} />}
            {tab === "sessions" && <SessionsView hub={hub} info={info} leave={leave} />}
          </main>
        </div>
      </WordsContext.Provider>
    </FluentProvider>
  );
}

function tabInAddress(): TabName {
  return TABS.find((name) => location.hash === `#${name}`) ?? TABS[0];
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
