/** The whole graph, from the classes that describe it. A feature enters the graph by its resolver's name in this list. */
import "reflect-metadata";
import type { GraphQLSchema } from "graphql";
import { buildSchemaSync, getMetadataStorage } from "type-graphql";
import { AuditResolver } from "./features/audit/audit.resolver.js";
import { AccountResolver } from "./features/access/account.resolver.js";
import { GrantResolver } from "./features/access/grant.resolver.js";
import { CodeResolver } from "./features/code/code.resolver.js";
import { FigureResolver } from "./features/figure/figure.resolver.js";
import { CatalogueResolver } from "./features/hub/catalogue.resolver.js";
import { HubResolver } from "./features/hub/hub.resolver.js";
import { NodeResolver } from "./features/hub/node.resolver.js";
import { IndicatorResolver } from "./features/indicator/indicator.resolver.js";
import { IntakeResolver } from "./features/intake/intake.resolver.js";
import { OrganizationTreeResolver } from "./features/organization/organization.resolver.js";
import { PersonRightsResolver } from "./features/person/person.resolver.js";
import { ProgressResolver } from "./features/target/target.resolver.js";
import { RegisterSheetResolver } from "./features/register-sheet/register-sheet.resolver.js";
import { SubmissionResolver } from "./features/submission/submission.resolver.js";
import { declareSaves } from "./features/row/row.declare.js";
import { declareRegisters, installRowReaders } from "./graph/register-graph.js";
import { registerBook } from "./registers.js";

const registerResolvers = [...declareRegisters(registerBook), ...declareSaves(registerBook)];

export function buildHubSchema(): GraphQLSchema {
  // TypeGraphQL wraps every plain field in a middleware chain that ends in a promise; a plain field is only read.
  for (const type of getMetadataStorage().objectTypes) type.simpleResolvers ??= true;
  const schema = buildSchemaSync({
    resolvers: [
      HubResolver,
      NodeResolver,
      CatalogueResolver,
      AccountResolver,
      GrantResolver,
      CodeResolver,
      OrganizationTreeResolver,
      FigureResolver,
      IndicatorResolver,
      ProgressResolver,
      IntakeResolver,
      PersonRightsResolver,
      RegisterSheetResolver,
      SubmissionResolver,
      AuditResolver,
      ...registerResolvers,
    ],
    validate: false,
  });
  installRowReaders(schema, registerBook);
  return schema;
}
