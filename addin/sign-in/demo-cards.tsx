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
          // Beside a heading that says so already, every name need not.
          const title = name.replace(/^示例·/, "");
          return (
            <li key={login}>
              <button
                type="button"
                className="demo-card"
                aria-label={words.enterAs(title)}
                onClick={() => enter(login)}
              >
                <span className="demo-role">{title}</span>
                <span className="demo-sees">{words.sees[login] ?? words.sees[role] ?? ""}</span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
