/** Grants: each account with what was granted to it in words; gives and takes back. One's own are in others' hands. */
import { Button, MessageBar, MessageBarBody, SearchBox } from "@fluentui/react-components";
import { AddRegular } from "@fluentui/react-icons";
import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import type { Failure } from "../hub/hub.js";
import type { Account, AdminHub, Grant, Me, NewGrant, Place } from "./admin-hub.js";
import { Asking, type Asked } from "./asking.js";
import { GrantForm } from "./grant-form.js";
import { reachWords, roleWords } from "./grant-words.js";
import { Failed, Loading, momentWords, useWords } from "./state.js";
import { TieForm } from "./tie-form.js";

interface Listed {
  readonly accounts: readonly Account[];
  readonly total: number;
  readonly next: string | null;
}

const PAUSE_MS = 120;

export function GrantsView({ hub, me }: { readonly hub: AdminHub; readonly me: Me }): ReactNode {
  const m = useWords();
  const [text, setText] = useState("");
  const [listed, setListed] = useState<Listed | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [givingTo, setGivingTo] = useState<string | null>(null);
  const [tying, setTying] = useState<string | null>(null);
  /** `grant`: what it is asked beside, a grant or a tied account. */
  const [asked, setAsked] = useState<(Asked & { readonly grant: string }) | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const turn = useRef(0);
  const regionName = useRegionNames(hub, listed?.accounts ?? []);

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

  const give = async (
    account: Account,
    grant: NewGrant,
    organization: Place | null,
    person: string | null,
  ): Promise<Failure | null> => {
    // Whose record it is comes first: a role that opens one's own record opens nothing without.
    const tied = person === null ? null : await hub.tieAccount(account.id, person);
    if (tied !== null && tied.kind !== "ok") return tied;
    const answer = await hub.grantRole(grant);
    if (answer.kind !== "ok") return answer;
    setGivingTo(null);
    const reach = reachWords(m, { ...grant, organizationName: organization?.name ?? null }, regionName);
    setDone(m.grants.given(`${roleWords(m, grant.role)} · ${reach}`, account.name));
    await list(text);
    return null;
  };
  const tie = async (account: Account, person: string | null): Promise<Failure | null> => {
    setDone(null);
    const answer = await hub.tieAccount(account.id, person);
    if (answer.kind !== "ok") return answer;
    setTying(null);
    setDone(person === null ? m.grants.tie.untied(account.name) : m.grants.tie.tied(account.name));
    await list(text);
    return null;
  };
  const askToUntie = (account: Account): void => {
    const go = async (): Promise<void> => {
      setAsked(null);
      setFailure(await tie(account, null));
    };
    const words = { text: m.grants.tie.untieAsk(account.name), action: m.grants.tie.untie };
    setAsked({ grant: account.id, ...words, go: () => void go() });
  };
  const ask = (account: Account, grant: Grant): void => {
    const words = roleWords(m, grant.role);
    const go = async (): Promise<void> => {
      setAsked(null);
      setDone(null);
      const answer = await hub.revokeGrant(grant.id);
      setFailure(answer.kind === "ok" ? null : answer);
      if (answer.kind !== "ok") return;
      setDone(m.grants.revoked(words, account.name));
      await list(text);
    };
    const whole = `${words} · ${reachWords(m, grant, regionName)}`;
    setAsked({
      grant: grant.id,
      text: m.grants.revokeAsk(whole, account.name),
      action: m.grants.revoke,
      go: () => void go(),
    });
  };
  const items = listed?.accounts.map((account) => (
    <li key={account.id} className="granted">
      <Granted
        account={account}
        isOwn={account.id === me.id}
        regionName={regionName}
        ask={(grant) => ask(account, grant)}
        asking={(id) => asked?.grant === id && <Asking {...asked} cancel={() => setAsked(null)} />}
        open={() => {
          setDone(null);
          setTying(null);
          setGivingTo(account.id);
        }}
        tie={() => {
          setDone(null);
          setGivingTo(null);
          setTying(account.id);
        }}
        untie={() => askToUntie(account)}
      />
      {tying === account.id && (
        <TieForm hub={hub} account={account} tie={({ id }) => tie(account, id)} cancel={() => setTying(null)} />
      )}
      {givingTo === account.id && (
        <GrantForm
          hub={hub}
          account={account}
          mayEverywhere={me.administers}
          give={(grant, organization, person) => give(account, grant, organization, person)}
          cancel={() => setGivingTo(null)}
        />
      )}
    </li>
  ));
  return (
    <>
      <p className="caption">{m.grants.hint}</p>
      <SearchBox
        className="admin-search alone"
        aria-label={m.accounts.search}
        placeholder={m.accounts.search}
        value={text}
        onChange={(_, { value }) => setText(value)}
      />
      {done !== null && (
        <MessageBar intent="success" layout="multiline" role="status">
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
          <ul className="admin-list">{items}</ul>
          {listed.next !== null && <Button onClick={() => void list(text, listed)}>{m.accounts.next}</Button>}
        </>
      )}
    </>
  );
}

interface GrantedProps {
  readonly account: Account;
  readonly isOwn: boolean;
  readonly regionName: (code: string) => string;
  readonly ask: (grant: Grant) => void;
  readonly asking: (grant: string) => ReactNode;
  readonly open: () => void;
  readonly tie: () => void;
  readonly untie: () => void;
}

function Granted({ account, isOwn, regionName, ask, asking, open, tie, untie }: GrantedProps): ReactNode {
  const m = useWords();
  const { name, login, organizationName, kind, status, owner, tied, grants } = account;
  const mayChange = !isOwn && kind === "person" && status === "active";
  return (
    <>
      <div className="line">
        <div>
          <strong>{name}</strong> <span className="login">{login}</span>
          <div className="caption">
            {[
              organizationName,
              owner !== null && m.accounts.program(owner),
              status !== "active" && m.accounts.closed,
              tied && m.grants.tied,
              isOwn && m.grants.own,
            ]
              .filter(Boolean)
              .join(" · ")}
          </div>
        </div>
        {mayChange && (
          <div className="admin-actions">
            <Button
              size="small"
              appearance="subtle"
              aria-label={tied ? m.grants.tie.untieOne(name) : m.grants.tie.tieOne(name)}
              onClick={tied ? untie : tie}
            >
              {tied ? m.grants.tie.untie : m.grants.tie.action}
            </Button>
            <Button size="small" icon={<AddRegular />} aria-label={m.grants.giveTo(name)} onClick={open}>
              {m.grants.give}
            </Button>
          </div>
        )}
      </div>
      {asking(account.id)}
      {grants.length === 0 && <p className="caption">{m.grants.none}</p>}
      <ul className="admin-list grants">
        {grants.map((grant) => (
          <li key={grant.id}>
            <div>
              {roleWords(m, grant.role)} <span className="login">{reachWords(m, grant, regionName)}</span>
              <div className="caption">
                {m.grants.by(grant.grantedBy === "system" ? m.itself : grant.grantedBy, momentWords(grant.grantedAt))}
              </div>
              {asking(grant.id)}
            </div>
            {mayChange && (
              <Button
                size="small"
                appearance="subtle"
                aria-label={m.grants.revokeOne(roleWords(m, grant.role), name)}
                onClick={() => ask(grant)}
              >
                {m.grants.revoke}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** Grants know regions by their codes; each is asked for once. Until it is known, and where nobody says, the code stands. */
function useRegionNames(hub: AdminHub, accounts: readonly Account[]): (code: string) => string {
  const [names, setNames] = useState<Readonly<Record<string, string>>>({});
  const codes = [...new Set(accounts.flatMap(({ grants }) => grants.flatMap(({ region }) => region ?? [])))].sort();
  const wanted = codes.join(" ");
  useEffect(() => {
    for (const code of wanted.split(" ").filter(Boolean))
      void hub.regions(code).then((answer) => {
        const name = answer.kind === "ok" ? answer.data.find((place) => place.code === code)?.name : undefined;
        if (name !== undefined) setNames((known) => ({ ...known, [code]: name }));
      });
  }, [hub, wanted]);
  return (code) => names[code] ?? code;
}
