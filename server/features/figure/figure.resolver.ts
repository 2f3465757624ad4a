/** Figures in the graph: reading them by key or as a grid, their past and origin, and writing a batch of cells. */
import { Arg, Ctx, Int, Mutation, Query, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { tallyOf } from "../../graph/limits-by-role.js";
import { DateTimeScalar } from "../../graph/scalars.js";
import { writeFigures } from "./figure.batch.js";
import { FigureKeyInput, GridColumnInput, WriteFiguresInput } from "./figure.inputs.js";
import { Figure, FigureGrid, FigureOrigin, FigureRevision, WriteReceipt } from "./figure.objects.js";
import { figureBreakdown } from "./figure.breakdown.js";
import { figureChanges, figureDifference, figureLedgerRows } from "./figure.drill.js";
import { FigureBreakdown, FigureChange, FigureDifference, LedgerRows } from "./figure.drill.objects.js";
import { figureHistory, figureOrigin } from "./figure.origin.js";
import { figureGrid, figures } from "./figure.service.js";

const AS_OF = "截至某一时刻；不填为现在 / As it stood at a moment; now if left out";

@Resolver()
export class FigureResolver {
  @Query(() => [Figure], { description: "按键取数，顺序与键相同 / Figures by key, in the order of the keys" })
  figures(
    @Ctx() context: Context,
    @Arg("keys", () => [FigureKeyInput]) keys: FigureKeyInput[],
    @Arg("asOf", () => DateTimeScalar, { nullable: true, description: AS_OF }) asOf?: Date | null,
  ): Promise<Figure[]> {
    tallyOf(context).expect(keys.length);
    return figures(context, keys, asOf);
  }

  @Query(() => FigureGrid, { description: "一张表的数：单位为行，指标与期间为列 / A sheet of figures" })
  figureGrid(
    @Ctx() context: Context,
    @Arg("organizations", () => [String]) organizations: string[],
    @Arg("columns", () => [GridColumnInput]) columns: GridColumnInput[],
    @Arg("asOf", () => DateTimeScalar, { nullable: true, description: AS_OF }) asOf?: Date | null,
  ): Promise<FigureGrid> {
    return figureGrid(context, organizations, columns, asOf);
  }

  @Query(() => [FigureRevision], { description: "一个数的每次改动，新的在前 / Every change of a figure, newest first" })
  figureHistory(
    @Ctx() context: Context,
    @Arg("key", () => FigureKeyInput) key: FigureKeyInput,
  ): Promise<FigureRevision[]> {
    return figureHistory(context, key);
  }

  @Query(() => FigureOrigin, { description: "一个数的出处 / How a figure came about" })
  figureOrigin(
    @Ctx() context: Context,
    @Arg("key", () => FigureKeyInput) key: FigureKeyInput,
    @Arg("first", () => Int, { defaultValue: 50 }) first: number,
  ): Promise<FigureOrigin> {
    return figureOrigin(context, key, first);
  }

  @Query(() => LedgerRows, {
    description: "台账统计的数背后的行，一页一页 / The rows behind a counted figure, page by page",
  })
  figureLedgerRows(
    @Ctx() context: Context,
    @Arg("key", () => FigureKeyInput) key: FigureKeyInput,
    @Arg("first", () => Int, { defaultValue: 50 }) first: number,
    @Arg("after", () => String, { nullable: true, description: "上一页的 endCursor / endCursor of the page before" })
    after?: string | null,
    @Arg("asOf", () => DateTimeScalar, { nullable: true, description: AS_OF }) asOf?: Date | null,
  ): Promise<LedgerRows> {
    return figureLedgerRows(context, key, first, after, asOf);
  }

  @Query(() => [FigureChange], {
    description:
      "两个时刻之间：前、后、差，以及哪些行、哪次填报、哪版定义造成 / Figures at two moments, and why they differ",
  })
  figureChanges(
    @Ctx() context: Context,
    @Arg("keys", () => [FigureKeyInput]) keys: FigureKeyInput[],
    @Arg("from", () => DateTimeScalar) from: Date,
    @Arg("to", () => DateTimeScalar) to: Date,
    @Arg("first", () => Int, { defaultValue: 20, description: "每个数最多列几行 / Rows listed of each figure" })
    first: number,
  ): Promise<FigureChange[]> {
    return figureChanges(context, keys, from, to, first);
  }

  @Query(() => FigureDifference, { description: "填报与台账的差，逐行说明 / Reported beside counted, row by row" })
  figureDifference(
    @Ctx() context: Context,
    @Arg("key", () => FigureKeyInput) key: FigureKeyInput,
    @Arg("first", () => Int, { defaultValue: 50 }) first: number,
  ): Promise<FigureDifference> {
    return figureDifference(context, key, first);
  }

  @Query(() => FigureBreakdown, { description: "一个数按维度分开 / A figure broken down by dimensions" })
  figureBreakdown(
    @Ctx() context: Context,
    @Arg("key", () => FigureKeyInput) key: FigureKeyInput,
    @Arg("by", () => [String], { description: "维度，最多三个，如 funding / Dimensions, at most three" }) by: string[],
    @Arg("asOf", () => DateTimeScalar, { nullable: true, description: AS_OF }) asOf?: Date | null,
  ): Promise<FigureBreakdown> {
    return figureBreakdown(context, key, by, asOf);
  }

  @Mutation(() => WriteReceipt, {
    description:
      "写一批格。同一批次号再发得到同一份回执，不会写两次 / Writes a batch; sent again, it answers the same and writes nothing",
  })
  writeFigures(
    @Ctx() context: Context,
    @Arg("input", () => WriteFiguresInput) input: WriteFiguresInput,
  ): Promise<WriteReceipt> {
    return writeFigures(context, input);
  }
}
