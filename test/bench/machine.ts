/** What the figures were measured on: without it a number says nothing. */
import { cpus, release, totalmem, type } from "node:os";
import pg from "pg";

export interface Machine {
  readonly cpu: string;
  readonly memory: string;
  readonly system: string;
  readonly node: string;
  readonly postgres: string;
  /** The settings of the database server that matter here. */
  readonly settings: string;
}

const SETTINGS = [
  "shared_buffers",
  "work_mem",
  "effective_cache_size",
  "fsync",
  "jit",
  "max_parallel_workers_per_gather",
];

export async function describeMachine(databaseUrl: string): Promise<Machine> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    const settings: string[] = [];
    for (const name of SETTINGS) {
      const { rows } = await client.query<{ value: string }>("select current_setting($1) as value", [name]);
      settings.push(`${name} ${rows[0]?.value ?? "?"}`);
    }
    const { rows } = await client.query<{ value: string }>("select current_setting('server_version') as value");
    return {
      cpu: `${cpus().length} × ${cpus()[0]?.model.trim() ?? "?"}`,
      memory: `${Math.round(totalmem() / 2 ** 30)} GB`,
      system: `${type()} ${release()}`,
      node: process.version,
      postgres: rows[0]?.value ?? "?",
      settings: settings.join(", "),
    };
  } finally {
    await client.end();
  }
}
