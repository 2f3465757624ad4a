/** Accounts: search, make, reset, end the sessions of, close. A one-time password is shown once and lives in this view alone. */
import {
  Button,
  Menu,
  MenuItem,
  MenuList,
  MenuPopover,
  MenuTrigger,
  MessageBar,
  MessageBarBody,
  SearchBox,
} from "@fluentui/react-components";
import { AddRegular, MoreHorizontalRegular } from "@fluentui/react-icons";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import type { Answer, Failure } from "../hub/hub.js";
import { NewAccountForm } from "./account-form.js";
import type { Account, AdminHub, Me, NewAccount } from "./admin-hub.js";
import { Asking, type Asked } from "./asking.js";
import { roleWords } from "./grant-words.js";
import { ShownOnce } from "./shown-once.js";
import { Failed, Loading, momentWords, useWords } from "./state.js";

interface Listed {
  readonly accounts: readonly Account[];
  readonly total: number;
  readonly next: string | null;
}

const PAUSE_MS = 120;

export function AccountsView({ hub, me }: { readonly hub: AdminHub; readonly me: Me }): ReactNode {
  const m = useWords();
  const [text, setText] = useState("");
  const [listed, setListed] = useState<Listed | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [isMaking, setMaking] = useState(false);
  const [once, setOnce] = useState<{ readonly login: string; readonly password: string } | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const turn = useRef(0);

  const list = useCallback(
    async (search: string, before: Listed | null = null): Promise<void> => {
      turn.current += 1;
      const own = turn.current;
      const answer = await hub.accounts(search, before?.next ?? null);
      if (own !== turn.current) return;
      setFailure(answer.kind === "ok" ? null : answer);
      if (answer.kind !== "ok") return;
      const { accounts, totalCount, next } = answer.data;
      setListed({ accounts: [...(before?.accounts ?? []), ...accounts], total: totalCount, next });
    },
    [hub],
  );
  useEffect(() => {
    const timer = setTimeout(() => void list(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [list, text]);

  const make = async (account: NewAccount): Promise<Failure | null> => {
    const answer = await hub.makeAccount(account);
    if (answer.kind !== "ok") return answer;
    setMaking(false);
    setOnce({ login: account.login.trim().toLowerCase(), password: answer.data.password });
    await list(text);
    return null;
  };
  const act = async <Data,>(asking: Promise<Answer<Data>>, tell: (data: Data) => void): Promise<void> => {
    setAsked(null);
    setDone(null);
    const answer = await asking;
    setFailure(answer.kind === "ok" ? null : answer);
    if (answer.kind !== "ok") return;
    tell(answer.data);
    await list(text);
  };
  const ask = (what: "reset" | "end" | "close", { id, login, name }: Account): void => {
    const words = { reset: m.accounts.resetAsk(name), end: m.accounts.endAsk(name), close: m.accounts.closeAsk(name) };
    const go = {
      reset: () => act(hub.resetPassword(id), ({ password }) => setOnce({ login, password })),
      end: () => act(hub.endSessionsOf(id), () => setDone(m.accounts.ended(name))),
      close: () => act(hub.closeAccount(id), () => setDone(m.accounts.closedNow(name))),
    };
    setAsked({ text: words[what], action: m.accounts[what], go: () => void go[what]() });
  };
  return (
    <>
      <p className="caption">{m.accounts.hint}</p>
      <div className="admin-actions">
        <SearchBox
          className="admin-search"
          aria-label={m.accounts.search}
          placeholder={m.accounts.search}
          value={text}
          onChange={(_, { value }) => setText(value)}
        />
        {!isMaking && (
          <Button appearance={once ? "secondary" : "primary"} icon={<AddRegular />} onClick={() => setMaking(true)}>
            {m.accounts.make}
          </Button>
        )}
      </div>
      {isMaking && <NewAccountForm make={make} cancel={() => setMaking(false)} />}
      {once && (
        <ShownOnce
          text={m.accounts.made(once.login)}
          secret={once.password}
          done={m.accounts.done}
          close={() => setOnce(null)}
        />
      )}
      {asked && <Asking {...asked} cancel={() => setAsked(null)} />}
      {done !== null && (
        <MessageBar intent="success">
          <MessageBarBody>{done}</MessageBarBody>
        </MessageBar>
      )}
      {failure && <Failed failure={failure} retry={() => void list(text)} />}
      {listed === null && failure === null && <Loading />}
      {listed?.accounts.length === 0 && <p className="admin-empty">{m.accounts.none}</p>}
      {listed !== null && listed.accounts.length > 0 && (
        <>
          <p role="status" className="caption">
            {m.accounts.total(listed.accounts.length, listed.total)}
          </p>
          <ul className="admin-list">
            {listed.accounts.map((account) => (
              <AccountItem
                key={account.id}
                account={account}
                isGoverned={me.administers && account.id !== me.id}
                ask={ask}
              />
            ))}
          </ul>
          {listed.next !== null && <Button onClick={() => void list(text, listed)}>{m.accounts.next}</Button>}
        </>
      )}
    </>
  );
}

interface AccountItemProps {
  readonly account: Account;
  /** Heads of a subtree know its accounts; only administrators reset and close them, and nobody their own. */
  readonly isGoverned: boolean;
  readonly ask: (what: "reset" | "end" | "close", account: Account) => void;
}

function AccountItem({ account, isGoverned, ask }: AccountItemProps): ReactNode {
  const m = useWords();
  const { name, login, roles, organizationName, owner, status, lockedUntil, mustChangePassword, seenAt } = account;
  const isOpen = status === "active";
  const states = [
    !isOpen && m.accounts.closed,
    isOpen && lockedUntil !== null && m.accounts.locked(momentWords(lockedUntil)),
    isOpen && mustChangePassword && m.accounts.once,
  ].filter((state) => state !== false);
  return (
    <li>
      <div>
        <strong>{name}</strong> <span className="login">{login}</span>
        {states.map((state) => (
          <span key={state} className="tag">
            {state}
          </span>
        ))}
        <div className="caption">
          {[
            organizationName,
            owner !== null && m.accounts.program(owner),
            roles.length === 0 ? m.accounts.noRoles : roles.map((role) => roleWords(m, role)).join(m.words.comma),
            seenAt === null ? m.accounts.never : m.accounts.seen(momentWords(seenAt)),
          ]
            .filter(Boolean)
            .join(" · ")}
        </div>
      </div>
      {isOpen && isGoverned && (
        <Menu>
          <MenuTrigger>
            <Button
              appearance="subtle"
              size="small"
              icon={<MoreHorizontalRegular />}
              aria-label={m.accounts.actions(name)}
            />
          </MenuTrigger>
          <MenuPopover>
            <MenuList>
              {account.kind === "person" && !account.demo && (
                <MenuItem onClick={() => ask("reset", account)}>{m.accounts.reset}</MenuItem>
              )}
              <MenuItem onClick={() => ask("end", account)}>{m.accounts.end}</MenuItem>
              <MenuItem onClick={() => ask("close", account)}>{m.accounts.close}</MenuItem>
            </MenuList>
          </MenuPopover>
        </Menu>
      )}
    </li>
  );
}
