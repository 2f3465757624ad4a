/** `npm run dev`: rebuilds the pages and restarts the hub as their sources change. Ends with Ctrl+C. */
import { spawn } from "node:child_process";
import { watch } from "node:fs";
import { join } from "node:path";
import { build } from "./build.mjs";
import { onNewNode, root, say, tell } from "./toolchain.mjs";

/** An editor saves several files at once; one restart is enough for them. */
const SETTLE_MS = 200;

await tell(async () => {
  if (!(await onNewNode(import.meta.url))) return;
  await build();
  const pages = spawn(
    process.execPath,
    [join(root, "node_modules", "vite", "bin", "vite.js"), "build", "--watch", "--emptyOutDir", "false"],
    {
      cwd: root,
      stdio: "inherit",
    },
  );
  let hub = startHub();
  let timer;
  const restart = async () => {
    try {
      await build(["server"]);
    } catch (error) {
      console.error(error);
      return;
    }
    say("服务有改动，正在重启…", "the hub has changed, restarting…");
    hub.once("exit", () => (hub = startHub()));
    if (hub.exitCode !== null || !hub.kill()) hub.emit("exit");
  };
  watch(join(root, "server"), { recursive: true }, () => {
    clearTimeout(timer);
    timer = setTimeout(restart, SETTLE_MS);
  });
  for (const signal of ["SIGINT", "SIGTERM"])
    process.on(signal, () => {
      pages.kill();
      hub.removeAllListeners("exit").once("exit", () => process.exit(0));
      if (hub.exitCode !== null || !hub.kill()) process.exit(0);
    });
});

function startHub() {
  return spawn(process.execPath, ["--enable-source-maps", join(root, "dist", "server", "main.js")], {
    cwd: root,
    stdio: "inherit",
  });
}
