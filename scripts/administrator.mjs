/**
 * `npm run administrator [-- <login>]`: a new one-time password for an administrator who does not get in any more. It is
 * printed here, once; the second factor is taken off and every session of the account ends.
 */
import { withDatabase } from "./database.mjs";
import { say, Stop } from "./toolchain.mjs";

const [login, ...more] = process.argv.slice(2);

await withDatabase(import.meta.url, async ({ database, load }) => {
  if (more.length > 0) throw new Stop("只要一个账号名。 / One login is enough.");
  const { isMigrated } = await load("database/migrate.js");
  if (!(await isMigrated(database.db).catch(() => false)))
    throw new Stop(
      "数据库还不是这个版本的：先运行 npm run migrate，或启动一次训枢。 / The database is not of this version yet: run npm run migrate, or start the hub once.",
    );
  const { readmitAdministrator, FIRST_LOGIN } = await load("features/access/first-administrator.js");
  const wanted = login ?? FIRST_LOGIN;
  const once = await readmitAdministrator(database, wanted);
  if (once === undefined)
    throw new Stop(
      `没有账号名为 ${wanted} 的在用管理员。 / There is no active administrator with the login ${wanted}.`,
    );
  say(
    `管理员 ${wanted} 的一次性密码：${once}（三天内有效，只显示这一次，登录后请换成自己的密码）`,
    `the one-time password of ${wanted}: ${once} (good for three days, shown once; change it after signing in)`,
  );
});
