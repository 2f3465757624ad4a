/** Imports in the graph: stage a selection, look, map, commit once, discard. Files come by POST /imports. */
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, FieldResolver, ID, Info, Int, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../context.js";
import { askRow } from "../../graph/read.js";
import { nodeTypeOf } from "../../graph/register-graph.js";
import { registerBook } from "../../registers.js";
import { Finding, Severity } from "../figure/finding.object.js";
import { commitImport } from "./intake.commit.js";
import { ColumnMappingInput, StageSelectionInput } from "./intake.inputs.js";
import { Import, ImportCounts, ImportReceipt, ImportRow, NotListed, RowOutcome } from "./intake.objects.js";
import * as queries from "./intake.queries.js";
import * as intake from "./intake.service.js";

@Resolver(() => Import)
export class IntakeResolver {
  @Query(() => [Import], { description: "导入记录，新的在前 / Imports, newest first" })
  imports(
    @Ctx() context: Context,
    @Arg("organization", () => String, { nullable: true }) organization: string | null | undefined,
    @Arg("first", () => Int, { defaultValue: 20 }) first: number,
  ): Promise<Import[]> {
    return queries.imports(context, organization ?? null, first);
  }

  @Query(() => Import, { nullable: true, description: "一次导入 / One import" })
  import(@Ctx() context: Context, @Arg("id", () => ID) id: string): Promise<Import | null> {
    return queries.importById(context, id);
  }

  @FieldResolver(() => nodeTypeOf("Organization"), { description: "为哪个单位 / Whose it is" })
  organization(@Root() found: Import, @Ctx() context: Context, @Info() info: GraphQLResolveInfo): Promise<unknown> {
    return askRow(registerBook, registerBook.get("Organization"), found.orgId, found.orgId, context, info);
  }

  @FieldResolver(() => NotListed, {
    description: "上次名单里有、这次没有的单位 / Organizations the sender's earlier list named and this one does not",
  })
  notListed(@Root() found: Import, @Ctx() context: Context): Promise<NotListed> {
    return queries.notListed(context, found.id);
  }

  @FieldResolver(() => ImportCounts)
  counts(@Root() found: Import): ImportCounts {
    return queries.countsOf(found);
  }

  @FieldResolver(() => [Finding], {
    description:
      "问题，文件与表的在前；after 为跳过的条数 / What is wrong, file and tables first; after is how many to pass over",
  })
  findings(
    @Root() found: Import,
    @Ctx() context: Context,
    @Arg("first", () => Int, { defaultValue: 100 }) first: number,
    @Arg("severity", () => Severity, { nullable: true }) severity?: Severity | null,
    @Arg("after", () => Int, { nullable: true, defaultValue: 0 }) after?: number | null,
  ): Promise<Finding[]> {
    const page = { first, after: after ?? 0, severity: severity ?? null };
    return queries.importFindings(context, found, page) as Promise<Finding[]>;
  }

  @FieldResolver(() => String, {
    description: "未导入的行及原因，CSV 下载地址 / Where to download the refused rows with their reasons, as CSV",
  })
  reportUrl(@Root() found: Import): string {
    return `/imports/${found.id}/refused.csv`;
  }

  @FieldResolver(() => [ImportRow], {
    description: "各行及其结果；after 为跳过的行数 / Rows; after is how many to pass over",
  })
  rows(
    @Root() found: Import,
    @Ctx() context: Context,
    @Arg("outcome", () => RowOutcome, { nullable: true }) outcome: RowOutcome | null | undefined,
    @Arg("first", () => Int, { defaultValue: 100 }) first: number,
    @Arg("after", () => Int, { nullable: true, defaultValue: 0 }) after: number | null,
  ): Promise<ImportRow[]> {
    return queries.importRows(context, found.id, outcome ?? null, first, after ?? 0);
  }

  @Mutation(() => Import, {
    description: "暂存选区：找表、对应列、检查，不写台账 / Stages a selection; writes no ledger",
  })
  stageSelection(
    @Ctx() context: Context,
    @Arg("input", () => StageSelectionInput) input: StageSelectionInput,
  ): Promise<Import> {
    return intake.stageSelection(context, input);
  }

  @Mutation(() => Import, { description: "改列的对应并重新检查 / Sets what the columns are and checks again" })
  setImportMapping(
    @Ctx() context: Context,
    @Arg("id", () => ID) id: string,
    @Arg("table", () => Int) table: number,
    @Arg("target", () => String) target: string,
    @Arg("columns", () => [ColumnMappingInput]) columns: ColumnMappingInput[],
    @Arg("remember", () => Boolean, { defaultValue: true }) remember: boolean,
  ): Promise<Import> {
    return intake.setImportMapping(context, { id, table, target, columns, remember });
  }

  @Mutation(() => ImportReceipt, { description: "写入台账，只写一次 / Writes to the ledgers, once" })
  commitImport(
    @Ctx() context: Context,
    @Arg("id", () => ID) id: string,
    @Arg("batchId", () => ID) batchId: string,
    @Arg("atomic", () => Boolean, { defaultValue: false, description: "有一行被拒就全不写 / All or nothing" })
    atomic: boolean,
  ): Promise<ImportReceipt> {
    return commitImport(context, { id, batchId, atomic });
  }

  @Mutation(() => Import, { description: "放弃，不写台账 / Discards; writes nothing" })
  discardImport(@Ctx() context: Context, @Arg("id", () => ID) id: string): Promise<Import> {
    return intake.discardImport(context, id);
  }
}
