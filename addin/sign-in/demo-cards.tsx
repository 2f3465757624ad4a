/** The invented accounts of the sample city, each a card to press: who it is and what one sees. */
import type { ReactNode } from "react";
import type { Ways } from "../hub/session.js";
import type { SignInWords } from "../ui/messages/sign-in.js";

interface DemoCardsProps {
  readonly words: SignInWords;
  readonly accounts: Ways["demo"];
  readonly enter: (login: string) => void;
}

export function DemoCards({ words, accounts, enter }: DemoCardsProps): ReactNode {
  return (
    <section className="demo" aria-labelledby="demo-title">
      <h2 id="demo-title">{words.demoTitle}</h2>
      <p className="caption">{words.demoHint}</p>
      <ul>
        {accounts.map(({ login, name, role }) => {
          const roleName = words.roles[role] ?? role;
          return (
            <li key={login}>
              <button
                type="button"
                className="demo-card"
                aria-label={words.enterAs(`${roleName} ${name}`)}
                onClick={() => enter(login)}
              >
                <span className="demo-role">{roleName}</span>
                <span className="caption">{name}</span>
                <span className="demo-sees">{words.sees[role] ?? ""}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
