/** The head of the pane: which organization, whether the hub answers, the language, who is signed in. */
import { Button, Popover, PopoverSurface, PopoverTrigger, SearchBox } from "@fluentui/react-components";
import { BuildingRegular, ChevronDownRegular, LocalLanguageRegular } from "@fluentui/react-icons";
import { type ReactNode, useState } from "react";
import { AccountMenu } from "./account-menu.js";
import { usePane } from "./pane.js";
import { useCatalogue } from "./use-catalogue.js";

export function Header(): ReactNode {
  const { m, organization, connection, switchLanguage, setOrganization, info, session } = usePane();
  const [isOpen, setOpen] = useState(false);
  return (
    <header className="head">
      <Popover open={isOpen} onOpenChange={(_, data) => setOpen(data.open)} trapFocus>
        <PopoverTrigger disableButtonEnhancement>
          <Button
            appearance="transparent"
            size="small"
            icon={<BuildingRegular />}
            aria-label={`${m.chooseOrganization} ${organization?.name ?? ""}`}
            style={{ flex: 1, minWidth: 0, justifyContent: "flex-start", paddingLeft: 0 }}
          >
            <span className="grow">{organization?.name ?? m.connecting}</span>
            <ChevronDownRegular />
          </Button>
        </PopoverTrigger>
        <PopoverSurface>
          <OrganizationSearch
            onChoose={(chosen) => {
              setOrganization(chosen);
              setOpen(false);
            }}
          />
        </PopoverSurface>
      </Popover>
      {info?.sampleData && <span className="tag quiet">{m.sample}</span>}
      <span className="state" role="status">
        <span className={connection.state === "offline" ? "dot off" : "dot"} />
        {connection.state === "offline" ? m.offline : connection.state === "online" ? m.online : m.connecting}
      </span>
      <Button
        appearance="subtle"
        size="small"
        icon={<LocalLanguageRegular />}
        aria-label={m.switchLanguage}
        title={m.switchLanguage}
        onClick={switchLanguage}
      />
      {session && <AccountMenu session={session} />}
    </header>
  );
}

function OrganizationSearch({
  onChoose,
}: {
  readonly onChoose: (chosen: { code: string; name: string }) => void;
}): ReactNode {
  const { m } = usePane();
  const [text, setText] = useState("");
  const hits = useCatalogue(text, "ORGANIZATION");
  return (
    <div style={{ width: 260, display: "flex", flexDirection: "column", gap: 8 }}>
      <SearchBox
        value={text}
        placeholder={m.searchOrganization}
        aria-label={m.searchOrganization}
        onChange={(_, data) => setText(data.value)}
      />
      <div className="hits">
        {hits.map(({ code, name }) => (
          <button key={code} type="button" className="hit" onClick={() => onChoose({ code, name })}>
            <span className="grow">{name}</span>
            <span className="caption">{code}</span>
          </button>
        ))}
      </div>
    </div>
  );
}
