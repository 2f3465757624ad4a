/** `npm run migrate`: brings the database of the settings to the newest shape, and does nothing else. */
import { withDatabase } from "./database.mjs";
import { say } from "./toolchain.mjs";

await withDatabase(import.meta.url, async ({ database, load }) => {
  const { migrate } = await load("database/migrate.js");
  const ran = await migrate(database.db);
  if (ran.length === 0) say("数据库已是最新。", "the database is up to date");
  else say(`已运行：${ran.join("、")}`, `ran: ${ran.join(", ")}`);
});
