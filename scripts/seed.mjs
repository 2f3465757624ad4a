/** `npm run seed [factor]`: fills an empty hub with the invented sample city; a hub that holds anything is left alone. */
import { withDatabase } from "./database.mjs";
import { say, Stop } from "./toolchain.mjs";

const factor = Number(process.argv[2] ?? 1);

await withDatabase(import.meta.url, async ({ config, database, load }) => {
  if (!(factor > 0))
    throw new Stop("比例应是大于 0 的数，例如 npm run seed 0.1。 / The factor must be a number above 0.");
  const { migrate } = await load("database/migrate.js");
  const { seedSampleCity } = await load("database/seed/sample-city.js");
  await migrate(database.db);
  const some = await database.db.selectFrom("organization").select("id").limit(1).execute();
  if (some.length > 0)
    throw new Stop("库中已有机构，未写入示例数据。 / The hub already holds organizations: nothing was written.");
  await seedSampleCity(database.db, { factor, seed: 20261122, identityKey: config.identityKey });
  say("示例城市（虚构数据）已写入。", "the sample city (invented data) is in place");
});
