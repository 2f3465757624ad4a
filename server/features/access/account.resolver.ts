/** Accounts in the graph: one's own for everybody, the others for administrators and, to know of, heads of a subtree. */
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import * as accounts from "./account.administration.js";
import { AccountPage, Me, OneTimePassword } from "./account.objects.js";

const USUAL_PAGE = 50;

@Resolver()
export class AccountResolver {
  @Query(() => Me, { description: "登录的人，及其角色与登录 / Who is signed in, with roles and sessions" })
  me(@Ctx() context: Context): Promise<Me> {
    return accounts.me(context);
  }

  @Query(() => AccountPage, {
    description:
      "账号：管理员看全部，单位负责人看本单位范围内的 / Accounts: all for administrators, those of their subtree for its heads",
  })
  accounts(
    @Ctx() context: Context,
    @Arg("search", () => String, { nullable: true, description: "账号或姓名中的字 / Part of the login or name" })
    search?: string | null,
    @Arg("first", () => Int, { defaultValue: USUAL_PAGE, description: "最多几个 / At most how many" })
    first: number = USUAL_PAGE,
    @Arg("after", () => String, { nullable: true, description: "从上一页的 next 接着 / The `next` of the page before" })
    after?: string | null,
  ): Promise<AccountPage> {
    return accounts.listAccounts(context, search ?? undefined, first, after ?? undefined);
  }

  @Mutation(() => Boolean, { description: "结束自己的一次登录 / Ends one of one's own sessions" })
  endSession(
    @Ctx() context: Context,
    @Arg("id", () => ID, { description: "me.sessions 里的编号 / Its id in me.sessions" }) id: string,
  ): Promise<boolean> {
    return accounts.endSession(context, id);
  }

  @Mutation(() => OneTimePassword, {
    description: "建账号，尚无任何授权 / Makes an account; nothing is granted to it yet",
  })
  makeAccount(
    @Ctx() context: Context,
    @Arg("login", () => String, { description: "登录用，小写 / To sign in with, in small letters" }) login: string,
    @Arg("name", () => String, { description: "姓名，不再改变 / The name; it never changes" }) name: string,
    @Arg("organization", () => String, { nullable: true, description: "所在单位代码 / Code of the home organization" })
    organization?: string | null,
  ): Promise<OneTimePassword> {
    return accounts.makeAccount(context, login, name, organization ?? undefined);
  }

  @Mutation(() => Boolean, {
    description: "关闭账号，连同其登录、程序和令牌 / Closes an account with its sessions, programs and tokens",
  })
  closeAccount(
    @Ctx() context: Context,
    @Arg("id", () => ID, { description: "账号的编号 / The account's id" }) id: string,
  ): Promise<boolean> {
    return accounts.closeAccount(context, id);
  }

  @Mutation(() => OneTimePassword, {
    description:
      "重置密码：给一次性密码，停用动态码，结束登录 / Gives a one-time password, takes off the second factor, ends the sessions",
  })
  resetPassword(
    @Ctx() context: Context,
    @Arg("id", () => ID, { description: "账号的编号 / The account's id" }) id: string,
  ): Promise<OneTimePassword> {
    return accounts.resetPassword(context, id);
  }

  @Mutation(() => Boolean, { description: "结束某账号的全部登录 / Ends all sessions of an account" })
  endSessionsOf(
    @Ctx() context: Context,
    @Arg("id", () => ID, { description: "账号的编号 / The account's id" }) id: string,
  ): Promise<boolean> {
    return accounts.endSessionsOf(context, id);
  }
}
