/** Registers for sheets: what there is to choose, rows by column, and grouped counts. */
import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Info, Int, Query, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { registerBook } from "../../registers.js";
import {
  RegisterGroupsAnswer,
  RegisterGroupSheet,
  RegisterGroupsQuestion,
  RegisterShape,
  RegisterSheet,
  RegisterSheetAnswer,
  RegisterSheetQuestion,
  SheetCondition,
  SheetOrder,
} from "./register-sheet.objects.js";
import {
  MOST_SHEET_ROWS,
  registerGroups,
  registerGroupSheets,
  registerSheet,
  registerSheets,
} from "./register-sheet.service.js";
import { shapes } from "./register-sheet.shapes.js";

@Resolver()
export class RegisterSheetResolver {
  @Query(() => [RegisterShape], {
    description: "可取到表格里的登记表及其列 / Registers a sheet can hold, with columns",
  })
  registerShapes(): RegisterShape[] {
    return shapes(registerBook);
  }

  @Query(() => RegisterSheet, { description: "把登记表的若干行按列取出 / Rows of a register, column by column" })
  registerSheet(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg("register", () => String, { description: "登记表，英文名或中文名 / The register" }) register: string,
    @Arg("columns", () => [String], { description: "各列的路径或中文名 / The columns" }) columns: string[],
    @Arg("conditions", () => [SheetCondition], { nullable: true, description: "条件 / Conditions" })
    conditions?: SheetCondition[] | null,
    @Arg("order", () => [SheetOrder], { nullable: true, description: "排序 / In which order" })
    order?: SheetOrder[] | null,
    @Arg("first", () => Int, { defaultValue: 1000, description: `最多几行，至多 ${MOST_SHEET_ROWS} / At most` })
    first = 1000,
    @Arg("after", () => String, { nullable: true, description: "接着上一段 / Going on from the last part" })
    after?: string | null,
  ): Promise<RegisterSheet> {
    const asked = { context, schema: info.schema, book: registerBook };
    const question = { register, columns, conditions: conditions ?? [], order: order ?? [], first };
    return registerSheet(asked, { ...question, after: after ?? null });
  }

  @Query(() => RegisterGroupSheet, { description: "登记表的分组计数，按表格排好 / Grouped counts of a register" })
  registerGroups(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg("register", () => String, { description: "登记表 / The register" }) register: string,
    @Arg("dimensions", () => [String], { description: "维度，如 单位、发证月份 / Dimensions" }) dimensions: string[],
    @Arg("measures", () => [String], { nullable: true, description: "要计的量，如 人数、合计:学时 / What to count" })
    measures?: string[] | null,
    @Arg("conditions", () => [SheetCondition], { nullable: true, description: "条件 / Conditions" })
    conditions?: SheetCondition[] | null,
    @Arg("limit", () => Int, { defaultValue: 500, description: "最多几组 / At most so many groups" }) limit = 500,
  ): Promise<RegisterGroupSheet> {
    const asked = { context, schema: info.schema, book: registerBook };
    const question = { register, dimensions, measures: measures ?? [], conditions: conditions ?? [], limit };
    return registerGroups(asked, question);
  }

  @Query(() => [RegisterSheetAnswer], {
    description:
      "一次取几张登记表的行，次序与问题相同；一个不能取不影响别的 / Rows of several registers, each answered for itself",
  })
  async registerSheets(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg("questions", () => [RegisterSheetQuestion], { description: "各个问题，至多 50 个 / At most 50 questions" })
    questions: RegisterSheetQuestion[],
  ): Promise<RegisterSheetAnswer[]> {
    const answers = await registerSheets({ context, schema: info.schema, book: registerBook }, questions);
    return answers.map(({ found: sheet, problem }) => ({ sheet, problem }));
  }

  @Query(() => [RegisterGroupsAnswer], {
    description:
      "一次取几个分组计数，次序与问题相同；一个不能取不影响别的 / Several grouped counts, each answered for itself",
  })
  async registerGroupSheets(
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
    @Arg("questions", () => [RegisterGroupsQuestion], { description: "各个问题，至多 50 个 / At most 50 questions" })
    questions: RegisterGroupsQuestion[],
  ): Promise<RegisterGroupsAnswer[]> {
    const answers = await registerGroupSheets({ context, schema: info.schema, book: registerBook }, questions);
    return answers.map(({ found: groups, problem }) => ({ groups, problem }));
  }
}
