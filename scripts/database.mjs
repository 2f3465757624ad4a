/** Gives a command the hub's own settings and database, built when needed, and closes the database whatever happens. */
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "./build.mjs";
import { onNewNode, root, Stop, tell } from "./toolchain.mjs";

const load = (file) => import(pathToFileURL(join(root, "dist", "server", file)).href);

export async function withDatabase(script, work) {
  await tell(async () => {
    if (!(await onNewNode(script))) return;
    await build(["server"]);
    const { config, database } = await open();
    try {
      await work({ config, database, load });
    } finally {
      await database.close();
    }
  });
}

async function open() {
  const { readConfig, WrongSetting } = await load("config.js");
  const { openDatabase } = await load("database/database.js");
  try {
    const config = readConfig();
    return { config, database: await openDatabase(config.database) };
  } catch (error) {
    throw error instanceof WrongSetting ? new Stop(error.message) : error;
  }
}
