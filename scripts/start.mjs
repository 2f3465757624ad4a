/** `npm start`: installs and builds what is missing or out of date, then runs the hub. A second start takes seconds. */
import { join } from "node:path";
import { ensureInstalled, findNode, root, run, tell } from "./toolchain.mjs";

/** Long imports are a stream of short-lived rows: a smaller nursery holds a third less memory and costs them little time. */
const SMALL_HEAP = "--max-semi-space-size=8";

await tell(async () => {
  await ensureInstalled();
  const node = findNode();
  const built = await run(node, [join(root, "scripts", "build.mjs")]);
  if (built !== 0) {
    process.exitCode = built;
    return;
  }
  const hub = join(root, "dist", "server", "main.js");
  process.exitCode = await run(node, ["--enable-source-maps", SMALL_HEAP, hub, ...process.argv.slice(2)], {
    // graphql-js checks every object it meets unless it is told that this is no development.
    env: { NODE_ENV: process.env.NODE_ENV ?? "production" },
    signals: true,
  });
});
