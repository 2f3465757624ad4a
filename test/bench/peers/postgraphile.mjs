/** PostGraphile 5 over the same tables as it comes, in production mode, served by its own server on Node's http. */
import { createServer } from "node:http";
import { grafserv } from "grafserv/node";
import { postgraphile } from "postgraphile";
import { makePgService } from "postgraphile/adaptors/pg";
import { PostGraphileAmberPreset } from "postgraphile/presets/amber";

const service = makePgService({
  connectionString: process.env.DATABASE_URL,
  schemas: ["public"],
  poolConfig: { max: 10 },
});

const instance = postgraphile({
  extends: [PostGraphileAmberPreset],
  // Conditions and orders on every column, whether it has an index or not.
  disablePlugins: ["PgIndexBehaviorsPlugin"],
  pgServices: [service],
  grafast: { explain: false },
  grafserv: { port: Number(process.env.PORT), host: "127.0.0.1", graphiql: false, maxRequestLength: 1_000_000 },
});

const server = createServer();
server.on("error", (error) => {
  console.error(error);
  process.exit(1);
});
await instance.createServ(grafserv).addTo(server);
server.listen(Number(process.env.PORT), "127.0.0.1");
process.on("SIGTERM", () => process.exit(0));
