/**
 * Filling in without the add-in: workbooks to download, of reports and of registers, and the place to send filled ones back
 * to. For staff with Excel, WPS or LibreOffice and a browser, and nothing installed.
 */
import { Button, FluentProvider } from "@fluentui/react-components";
import { LocalLanguageRegular, SignOutRegular } from "@fluentui/react-icons";
import { type ReactNode, useEffect, useState } from "react";
import type { Hub } from "../hub/hub.js";
import type { Session, SessionInfo } from "../hub/session.js";
import { onOtherWindow, tellOtherWindows } from "../sign-in/other-windows.js";
import { offlineEn, offlineZh } from "../ui/messages/offline.js";
import { darkTheme, lightTheme } from "../ui/theme.js";
import { GetBooks } from "./get-books.js";
import { SendBook } from "./send-book.js";
import { ToolsContext } from "./tools.js";

interface OfflinePageProps {
  readonly session: Session;
  readonly hub: Hub;
}

export function OfflinePage({ session, hub }: OfflinePageProps): ReactNode {
  const [isEnglish, setEnglish] = useState(!navigator.language.startsWith("zh") && navigator.language !== "");
  const [info, setInfo] = useState<SessionInfo | null>(null);
  const isDark = useDark();
  const w = isEnglish ? offlineEn : offlineZh;
  useEffect(() => {
    document.documentElement.lang = w.language;
    document.title = `${w.title} · ${w.product}`;
  }, [w]);
  useEffect(() => {
    void session.look().then((answer) => {
      if (answer.kind !== "ok") return;
      setInfo(answer.data);
      if (!answer.data.signedIn) location.assign("/sign-in?to=/offline");
    });
    const end = session.keepAlive();
    const deafen = onOtherWindow(() => location.reload());
    return () => {
      deafen();
      end();
    };
  }, [session]);
  const leave = (): void =>
    void session.signOut(false).then(() => {
      tellOtherWindows();
      location.assign("/sign-in?to=/offline");
    });
  return (
    <FluentProvider theme={isDark ? darkTheme : lightTheme}>
      <ToolsContext.Provider value={{ hub, w }}>
        <div className="offline-page">
          <header>
            <span className="mark" aria-hidden="true">
              训枢
            </span>
            <h1>{w.title}</h1>
            <span className="who">{info?.name}</span>
            <Button as="a" appearance="subtle" size="small" href="/playground">
              {w.toPlayground}
            </Button>
            <Button
              appearance="subtle"
              size="small"
              icon={<LocalLanguageRegular />}
              onClick={() => setEnglish((is) => !is)}
            >
              {w.switchLanguage}
            </Button>
            <Button appearance="subtle" size="small" icon={<SignOutRegular />} onClick={leave}>
              {w.signOut}
            </Button>
          </header>
          <main>
            <p>{w.about}</p>
            <GetBooks />
            <SendBook />
          </main>
        </div>
      </ToolsContext.Provider>
    </FluentProvider>
  );
}

function useDark(): boolean {
  const query = "(prefers-color-scheme: dark)";
  const [isDark, setDark] = useState(() => matchMedia(query).matches);
  useEffect(() => {
    const media = matchMedia(query);
    const follow = (): void => setDark(media.matches);
    media.addEventListener("change", follow);
    return () => media.removeEventListener("change", follow);
  }, []);
  return isDark;
}
