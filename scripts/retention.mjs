/** `node scripts/retention.mjs`: lets go now of what was kept longer than its parameter says; a running hub does so daily. */
import { withDatabase } from "./database.mjs";
import { say } from "./toolchain.mjs";

await withDatabase(import.meta.url, async ({ database, load }) => {
  const { retain } = await load("features/access/personal-retention.js");
  const { keep_import_rows, keep_sessions, keep_receipts } = await retain(database.db, new Date());
  say(
    `到期清除：导入行 ${keep_import_rows}，会话 ${keep_sessions}，回执 ${keep_receipts}。`,
    `let go: ${keep_import_rows} staged rows, ${keep_sessions} sessions, ${keep_receipts} receipts`,
  );
});
