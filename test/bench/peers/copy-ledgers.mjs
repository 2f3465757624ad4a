/**
 * Copies what an import brought from one database into the very ledgers of another, keys, indexes and logs included: the
 * least that anything can do whose rows shall stand there. Says how long the copying in took.
 *   node copy-ledgers.mjs <database with the import> <database to copy into>
 */
import { once } from "node:events";
import pg from "pg";
import { from, to } from "pg-copy-streams";

const [source, target] = process.argv.slice(2);
const TABLES = ["activity", "person", "enrolment"];

const there = await connected(source);
const parts = [];
for (const table of TABLES) parts.push([table, await rowsOf(table)]);
await there.end();

const here = await connected(target);
const began = performance.now();
for (const [table, rows] of parts) {
  const stream = here.query(from(`copy ${table} from stdin`));
  for (const chunk of rows) if (!stream.write(chunk)) await once(stream, "drain");
  stream.end();
  await once(stream, "finish");
}
console.log(JSON.stringify({ milliseconds: performance.now() - began }));
await here.end();

async function connected(connectionString) {
  const client = new pg.Client({ connectionString });
  await client.connect();
  return client;
}

async function rowsOf(table) {
  const chunks = [];
  for await (const chunk of there.query(to(`copy (select * from ${table} where import_id is not null) to stdout`)))
    chunks.push(chunk);
  return chunks;
}
