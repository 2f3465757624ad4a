/**
 * `npm run schema`: writes schema/schema.graphql, sorted, from the classes of the hub, and into schema/generated/ the
 * typed documents of schema/operations/, their ids for clients, and the list by which the hub knows them again.
 * `npm run check` makes all of them again elsewhere and compares.
 */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "./build.mjs";
import { filesIn } from "./fingerprint.mjs";
import { onNewNode, root, say, Stop, tell } from "./toolchain.mjs";

const HEADER = "# Emitted from the hub's classes by `npm run schema`. Do not edit.\n\n";
const CODE_HEADER = "/** Made from schema/operations/ by `npm run schema`. Do not edit. */\n/* eslint-disable */\n";

/** How the scalars travel: exact numbers and dates as text. */
const SCALARS = {
  Decimal: "string",
  Date: "string",
  DateTime: "string",
  UUID: "string",
  JSON: "unknown",
  CellText: "string | number | boolean",
};

/** The generated files, one after the other: the schema is worth having even while an operation does not fit it. */
export async function* generate() {
  await build(["server"]);
  const { lexicographicSortSchema, printSchema } = await import("graphql");
  const { buildHubSchema } = await import(pathToFileURL(join(root, "dist", "server", "schema.js")).href);
  const schema = printSchema(lexicographicSortSchema(buildHubSchema()));
  yield { path: "schema/schema.graphql", text: `${HEADER}${schema}\n` };
  const documents = await typedDocuments(schema);
  yield { path: "schema/generated/documents.ts", text: documents };
  const trusted = await trustedDocuments(documents);
  yield { path: "schema/generated/document-ids.ts", text: documentIds(trusted) };
  const texts = Object.fromEntries(trusted.map(({ id, text }) => [id, text]));
  yield { path: "schema/generated/trusted-documents.json", text: `${JSON.stringify(texts, undefined, 2)}\n` };
}

/** Every operation as our clients send it: printed from the typed documents, and known by the digest of that text. */
async function trustedDocuments(code) {
  const { print } = await import("graphql");
  const written = [...code.matchAll(/^export const (\w+)Document = (\{.*\}) as unknown as /gm)].filter(
    // A fragment alone is no operation.
    ([, , json]) => json.includes('"kind":"OperationDefinition"'),
  );
  return written.map(([, name, json]) => {
    const text = print(JSON.parse(json));
    return { name, text, id: `sha256:${createHash("sha256").update(text).digest("hex")}` };
  });
}

function documentIds(trusted) {
  const lines = trusted.map(({ name, id }) => `  ${name}: "${id}",\n`).join("");
  return `${CODE_HEADER}/** What a client sends instead of an operation's text, by the operation's name. */\nexport const DOCUMENT_IDS: Readonly<Record<string, string>> = {\n${lines}};\n`;
}

async function typedDocuments(schema) {
  const folder = join(root, "schema", "operations");
  const operations = existsSync(folder) ? filesIn(folder).filter((file) => file.endsWith(".graphql")) : [];
  if (operations.length === 0) return `${CODE_HEADER}export {};\n`;
  const { codegen } = await import("@graphql-codegen/core");
  const { parse, Source } = await import("graphql");
  const documents = operations.map((file) => ({
    location: `schema/operations/${file}`,
    document: parse(new Source(readFileSync(join(folder, file), "utf8"), `schema/operations/${file}`)),
  }));
  const config = {
    scalars: SCALARS,
    strictScalars: true,
    useTypeImports: true,
    immutableTypes: true,
    arrayInputCoercion: false,
    dedupeFragments: true,
  };
  const [operationsPlugin, documentPlugin] = await Promise.all(
    ["typescript-operations", "typed-document-node"].map((name) => import(`@graphql-codegen/${name}`)),
  );
  try {
    const code = await codegen({
      filename: "schema/generated/documents.ts",
      schema: parse(schema),
      documents,
      config,
      plugins: [{ operations: {} }, { nodes: {} }],
      pluginMap: { operations: operationsPlugin, nodes: documentPlugin },
    });
    return `${CODE_HEADER}${code}`;
  } catch (error) {
    throw new Stop(`schema/operations: ${error.message}`);
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href)
  await tell(async () => {
    if (!(await onNewNode(import.meta.url))) return;
    for await (const { path, text } of generate()) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
      say(`已写入 ${path}`, `wrote ${path}`);
    }
  });
