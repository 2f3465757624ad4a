/** Tokens of my programs: made in two clicks, shown once, revoked after asking. The secret lives in this view alone. */
import { Button, Field, Input } from "@fluentui/react-components";
import { type ReactNode, useCallback, useEffect, useState } from "react";
import type { Failure } from "../hub/hub.js";
import type { AdminHub, ProgramToken } from "./admin-hub.js";
import { Asking, type Asked } from "./asking.js";
import { ShownOnce } from "./shown-once.js";
import { Failed, Loading, momentWords, useWords } from "./state.js";

export function TokensView({ hub }: { readonly hub: AdminHub }): ReactNode {
  const m = useWords();
  const [name, setName] = useState(m.tokens.usualName);
  const [tokens, setTokens] = useState<readonly ProgramToken[] | null>(null);
  const [failure, setFailure] = useState<Failure | null>(null);
  const [secret, setSecret] = useState<string | null>(null);
  const [asked, setAsked] = useState<Asked | null>(null);
  const load = useCallback(async () => {
    const answer = await hub.tokens();
    setFailure(answer.kind === "ok" ? null : answer);
    if (answer.kind === "ok") setTokens(answer.data);
  }, [hub]);
  useEffect(() => void load(), [load]);
  const make = async (): Promise<void> => {
    const answer = await hub.makeToken(name.trim() || m.tokens.usualName);
    if (answer.kind !== "ok") return setFailure(answer);
    setSecret(answer.data.secret);
    await load();
  };
  const revoke = async (id: string): Promise<void> => {
    setAsked(null);
    const answer = await hub.revokeToken(id);
    if (answer.kind === "ok") await load();
    else setFailure(answer);
  };
  return (
    <>
      <p className="caption">{m.tokens.hint}</p>
      <form
        className="admin-filter"
        onSubmit={(event) => {
          event.preventDefault();
          void make();
        }}
      >
        <Field label={m.tokens.name}>
          <Input value={name} onChange={(_, { value }) => setName(value)} />
        </Field>
        <div className="admin-actions">
          <Button type="submit" appearance={secret === null ? "primary" : "secondary"}>
            {m.tokens.make}
          </Button>
        </div>
      </form>
      {secret !== null && (
        <ShownOnce text={m.tokens.made} secret={secret} done={m.tokens.done} close={() => setSecret(null)} />
      )}
      {asked && <Asking {...asked} cancel={() => setAsked(null)} />}
      {failure && <Failed failure={failure} retry={() => void load()} />}
      {tokens === null && failure === null && <Loading />}
      {tokens?.length === 0 && <p className="admin-empty">{m.tokens.none}</p>}
      <ul className="admin-list">
        {tokens?.map((token) => (
          <li key={token.id}>
            <div>
              <strong>{token.name}</strong>
              <div className="caption">
                {token.revokedAt === null ? m.tokens.expires(momentWords(token.expiresAt)) : m.tokens.revoked} ·{" "}
                {token.lastUsedAt === null ? m.tokens.unused : m.tokens.used(momentWords(token.lastUsedAt))}
              </div>
            </div>
            {token.revokedAt === null && (
              <Button
                size="small"
                aria-label={m.tokens.revokeOne(token.name)}
                onClick={() =>
                  setAsked({
                    text: m.tokens.revokeAsk(token.name),
                    action: m.tokens.revoke,
                    go: () => void revoke(token.id),
                  })
                }
              >
                {m.tokens.revoke}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
