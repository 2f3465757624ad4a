/**
 * Which way imports may point: main → app → schema.ts → resolver → service → { rules, entity, loader, graph }, rules → domain;
 * pages → actions → { host.ts, hub, sheet }; functions → hub; hosts → host.ts; schema → nothing. And what may never meet.
 */
const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });
/** A part of a feature, by the last word of its name. */
const part = (...names) => `^server/features/.+\\.(${names.join("|")})\\.ts$`;

module.exports = {
  forbidden: [
    rule(
      "no-circular",
      "Two files that need each other are one file, or a third is missing; only Office's own object model is a circle (a range knows its sheet).",
      { pathNot: "^addin/playground/(host|officejs)/" },
      { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    ),
    rule("not-to-unresolvable", "What is imported must exist and be a dependency.", {}, { couldNotResolve: true }),
    rule(
      "server-knows-no-page",
      "The schema is all that server and add-in share.",
      { path: "^server/" },
      { path: "^(addin|test)/" },
    ),
    rule(
      "page-knows-no-server",
      "The schema is all that server and add-in share.",
      { path: "^addin/" },
      { path: "^(server|test)/" },
    ),
    rule(
      "schema-knows-nothing",
      "The contract stands by itself.",
      { path: "^schema/" },
      { path: "^(server|addin|test)/" },
    ),
    rule(
      "rules-are-pure",
      "Rules and domain words run anywhere: no ORM, no GraphQL, no Node.",
      { path: ["^server/domain/", part("rules")] },
      {
        dependencyTypes: ["core", "npm", "npm-dev", "npm-optional", "npm-peer"],
        pathNot: "node_modules/decimal\\.js/",
      },
    ),
    rule(
      "domain-knows-no-feature",
      "Words shared by features cannot depend on one of them.",
      { path: "^server/domain/" },
      { path: "^server/", pathNot: "^server/domain/" },
    ),
    rule(
      "rules-know-rules-only",
      "Rules get everything as arguments: they load nothing and answer nobody.",
      { path: part("rules") },
      { path: ["^server/(database|graph)/", "^server/[^/]+\\.ts$", part("service", "resolver", "loader")] },
    ),
    rule(
      "service-knows-no-resolver",
      "A service does not know who asks it.",
      { path: part("service", "loader", "entity") },
      { path: part("resolver") },
    ),
    rule(
      "resolver-touches-no-database",
      "A resolver introduces GraphQL to a service and does nothing else.",
      { path: part("resolver") },
      { path: ["^server/database/", "node_modules/(kysely|pg|@electric-sql)/"] },
    ),
    rule(
      "feature-knows-no-app",
      "Features are gathered by schema.ts, not the other way round.",
      { path: "^server/(features|graph|database|domain)/" },
      { path: "^server/(main|app|schema)\\.ts$" },
    ),
    rule(
      "graph-knows-no-feature",
      "The read engine is told what a register is; it does not know any.",
      { path: "^server/graph/" },
      { path: "^server/features/" },
    ),
    rule(
      "actions-know-ports-only",
      "Use cases speak to the host port, never to a host.",
      { path: "^addin/(actions|hub|sheet|functions)/" },
      { path: "^addin/host/(excel|memory|wps)/" },
    ),
    rule(
      "hub-and-sheet-know-no-action",
      "What actions are made of does not know actions or pages.",
      { path: "^addin/(hub|sheet|host)/" },
      { path: "^addin/(actions|functions|taskpane|dashboard|playground|explorer|ui)/" },
    ),
    rule(
      "sheet-is-pure",
      "Layouts, edits and merging work on plain values; of the two ports they know the shapes.",
      { path: "^addin/sheet/" },
      {
        path: ["^addin/(host|hub)/", "node_modules/"],
        pathNot: ["^addin/(host/host|hub/hub)\\.ts$", "node_modules/decimal\\.js/"],
      },
    ),
    rule(
      "hosts-know-the-port-only",
      "A host implements the port and knows nothing of what it is for.",
      { path: "^addin/host/(excel|memory|wps)/" },
      { path: "^addin/(actions|hub|functions|taskpane|playground|ui)/" },
    ),
    rule(
      "univer-in-the-playground-only",
      "The pane must run without that spreadsheet.",
      { path: "^(addin|server|schema)/", pathNot: "^addin/playground/" },
      { path: "node_modules/@univerjs/" },
    ),
    rule(
      "nobody-knows-the-playground",
      "The playground is a place to run the add-in, not a part of it.",
      { path: "^addin/", pathNot: "^addin/playground/" },
      { path: "^addin/playground/" },
    ),
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    // The peers of the measurements have packages of their own, which are there only when something is measured.
    exclude: { path: "^(dist|schema/generated|test/bench/(peers|node_modules))/" },
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: {
      exportsFields: ["exports"],
      mainFields: ["module", "main", "types", "typings"],
      conditionNames: ["import", "node", "default", "types"],
      extensions: [".ts", ".tsx", ".js", ".mjs", ".cjs", ".json", ".d.ts"],
    },
  },
};
