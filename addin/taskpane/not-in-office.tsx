/** Shown when the page is opened by itself in a browser: what it is and where to go. */
import { FluentProvider, Link } from "@fluentui/react-components";
import type { ReactNode } from "react";
import { zhCn } from "../ui/messages/zh-cn.js";
import { lightTheme } from "../ui/theme.js";

export function NotInOffice(): ReactNode {
  const m = zhCn.notInOffice;
  return (
    <FluentProvider theme={lightTheme}>
      <main className="scroll">
        <div className="empty">
          <h1 className="title">{m.title}</h1>
          <p>{m.text}</p>
          <Link href="/playground">{m.playground}</Link>
          <Link href="/addin/manifest.xml">{m.manifest}</Link>
        </div>
      </main>
    </FluentProvider>
  );
}
