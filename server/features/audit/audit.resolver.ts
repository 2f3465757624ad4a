/** The audit in the graph: search both logs, open one event. Administrators see all, heads of a subtree what belongs there. */
import { Arg, Ctx, ID, Int, Query, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { AuditFilter, AuditOpened, AuditPage } from "./audit.objects.js";
import { auditEvents, openEvent } from "./audit.service.js";

@Resolver()
export class AuditResolver {
  @Query(() => AuditPage, {
    description:
      "审计：登录、授权、拒绝、查看个人信息与每次改动，新的在前；查询本身也留记录 / Sign-ins, grants, refusals, reads of personal data and every change, newest first; searching is recorded too",
  })
  auditEvents(
    @Ctx() context: Context,
    @Arg("filter", () => AuditFilter, { nullable: true, description: "查哪些 / Which" }) filter: AuditFilter | null,
    @Arg("first", () => Int, { defaultValue: 50, description: "最多几个 / At most how many" }) first: number,
    @Arg("after", () => ID, { nullable: true, description: "从哪里接着 / Where to go on" }) after?: string | null,
  ): Promise<AuditPage> {
    return auditEvents(context, filter ?? {}, first, after ?? undefined);
  }

  @Query(() => AuditOpened, {
    nullable: true,
    description: "打开一个事件：每行改动前后 / One event with each row before and after",
  })
  auditEvent(
    @Ctx() context: Context,
    @Arg("id", () => ID, { description: "事件编号 / Id of the event" }) id: string,
  ): Promise<AuditOpened | null> {
    return openEvent(context, id);
  }
}
