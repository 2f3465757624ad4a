/** The explorer: GraphiQL with its editor and workers bundled, so it opens without the internet, on example questions. */
import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "./explorer.css";
import { GraphiQL } from "graphiql";
import { createRoot } from "react-dom/client";
import { EXAMPLES } from "./examples.js";

/** Sent like any other question, under the browser's cookie; once the session is over, signing in leads back here. */
async function ask(params: { query: string; variables?: unknown; operationName?: string | null }): Promise<object> {
  const response = await fetch("/graphql", {
    method: "POST",
    headers: { "content-type": "application/json", accept: "application/json" },
    body: JSON.stringify(params),
  });
  if (response.status === 401) location.assign("/sign-in?to=/explorer");
  return (await response.json()) as object;
}

const place = document.getElementById("explorer");
if (place) createRoot(place).render(<GraphiQL fetcher={ask} defaultTabs={[...EXAMPLES]} forcedTheme="light" />);
