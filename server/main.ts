/** Starts the hub: settings, database, migrations, the sample city when the hub is empty, then the address to open. */
import { sql } from "kysely";
import { createApp } from "./app.js";
import { readConfig, WrongSetting, type Config } from "./config.js";
import { openDatabase, type OpenDatabase } from "./database/database.js";
import { loadCodes, loadIndicators } from "./database/codes/load-codes.js";
import { loadRuleBook } from "./database/codes/load-rules.js";
import { migrate } from "./database/migrate.js";
import { inTransaction } from "./database/transaction.js";
import { seedSampleCity } from "./database/seed/sample-city.js";
import { ensureDemoAccounts } from "./features/access/demo.js";
import { ensureFirstAdministrator, FIRST_LOGIN } from "./features/access/first-administrator.js";
import { WrongPrintKey } from "./features/intake/identity-print-key.js";

const say = (zh: string, en: string): void => console.log(`${zh}  /  ${en}`);

async function start(): Promise<void> {
  const config = readConfig(undefined, process.argv.slice(2));
  const database = await openDatabase(config.database);
  try {
    const ran = await migrate(database.db);
    if (ran.length > 0) say(`数据库已更新：${ran.join("、")}`, `database brought up to date: ${ran.join(", ")}`);
    if (ran.length > 0) await loadReference(database);
    await seedWhenEmpty(config, database);
    if (config.sample) await ensureDemoAccounts(database);
    const once = await ensureFirstAdministrator(database);
    const hub = await createApp(config, database);
    const address = await hub.listen();
    printAddresses(config.publicUrl ?? address.replace("127.0.0.1", "localhost"));
    if (hub.toTrust !== undefined) printTrust(hub.toTrust);
    if (once !== undefined) printFirstPassword(once);
    stopOnSignal(async () => {
      await hub.stop();
      await database.close();
    });
  } catch (error) {
    await database.close();
    throw error;
  }
}

/** Code lists, indicators, rules and forms come with the product; a new version of the model brings its own. */
async function loadReference(database: OpenDatabase): Promise<void> {
  await inTransaction(database.db, "system", async (tx) => {
    await loadCodes(tx);
    await loadIndicators(tx);
    await loadRuleBook(tx);
  });
}

/** The sample city is invented; a hub that holds anything of its own is left alone. */
async function seedWhenEmpty(config: Config, database: OpenDatabase): Promise<void> {
  if (!config.sample) return;
  const { rows } = await sql<{ empty: boolean }>`select not exists (select from organization) as empty`.execute(
    database.db,
  );
  if (rows[0]?.empty !== true) return;
  say("正在准备示例城市（虚构数据），约需十几秒…", "preparing the sample city (invented data), some seconds…");
  await seedSampleCity(database.db, { factor: 1, seed: 20261122, identityKey: config.identityKey });
}

function printAddresses(address: string): void {
  say("训枢已启动。", "Xunshu is running.");
  say(`  在线试用  ${address}/playground`, "try it in the browser");
  say(`  离线填报  ${address}/offline`, "fill in without the add-in");
  say(`  查询台    ${address}/explorer`, "ask the graph");
  say(`  运行状况  ${address}/health`, "is it well");
  say(`  Excel 加载项  ${address}/addin/manifest.xml`, "the Excel add-in's manifest");
}

/** Office opens the pane only under a certificate the machine trusts. */
function printTrust(file: string): void {
  say(`本机开发证书：${file}。请让系统信任它：`, "the certificate made for this machine; trust it once:");
  say(`  Windows  certutil -user -addstore Root "${file}"`, "in a command prompt");
  say(`  macOS    security add-trusted-cert -k ~/Library/Keychains/login.keychain-db "${file}"`, "in the terminal");
}

/** Told here and nowhere else, once: the hub itself keeps only its hash. */
function printFirstPassword(once: string): void {
  say(
    `第一个管理员：账号 ${FIRST_LOGIN}，一次性密码 ${once}（七天内有效，只显示这一次，登录后请换成自己的密码）`,
    `the first administrator: login ${FIRST_LOGIN}, one-time password ${once} (good for seven days, shown only now; change it at the first sign-in)`,
  );
}

/** The first signal lets running requests finish; a second one is impatience and ends at once. */
function stopOnSignal(stop: () => Promise<void>): void {
  let stopping = false;
  const onSignal = (): void => {
    if (stopping) process.exit(1);
    stopping = true;
    say("正在停止…", "stopping…");
    stop().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on("SIGTERM", onSignal);
  process.on("SIGINT", onSignal);
}

start().catch((error: unknown) => {
  if (error instanceof WrongSetting || error instanceof WrongPrintKey) console.error(error.message);
  else if ((error as NodeJS.ErrnoException).code === "EADDRINUSE")
    console.error("端口已被占用。换一个端口，例如 PORT=4001。  /  The port is taken; choose another, e.g. PORT=4001.");
  else console.error(error);
  process.exitCode = 1;
});
