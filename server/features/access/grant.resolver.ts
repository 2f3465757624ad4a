/** Grants and program tokens in the graph: given by administrators and heads of a subtree; tokens by everybody for themselves. */
import { Arg, Ctx, ID, Int, Mutation, Query, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { Grant, NewToken, PersonToTie, ProgramToken } from "./grant.objects.js";
import * as grants from "./grant.service.js";

const USUAL_DAYS = 90;
const text = { nullable: true } as const;

@Resolver()
export class GrantResolver {
  @Query(() => [Grant], { description: "授权：管理员看全部，单位负责人看本单位范围内的 / Grants one may know of" })
  grants(
    @Ctx() context: Context,
    @Arg("account", () => ID, { ...text, description: "某账号的 / Of one account" }) account?: string | null,
    @Arg("organization", () => String, {
      ...text,
      description: "某单位及下级的账号 / Of accounts below an organization",
    })
    organization?: string | null,
  ): Promise<Grant[]> {
    return grants.listGrants(context, account ?? undefined, organization ?? undefined);
  }

  @Query(() => [PersonToTie], {
    description:
      "在名册里找账号的本人：单位、全名、证件号后四位都要对得上，每次查找留记录 / Finds in rosters whose an account is: organization, whole name and last four must all fit; every search is logged",
  })
  personsToTie(
    @Ctx() context: Context,
    @Arg("organization", () => String, { description: "单位代码，含下级 / The organization's code, with all below" })
    organization: string,
    @Arg("name", () => String, { description: "全名 / The whole name" }) name: string,
    @Arg("idLast4", () => String, {
      ...text,
      description: "证件号后四位；名册里没有号码的不填 / Last four; none for a row without a number",
    })
    idLast4?: string | null,
  ): Promise<PersonToTie[]> {
    return grants.personsToTie(context, organization, name, idLast4 ?? undefined);
  }

  @Query(() => [ProgramToken], { description: "自己的程序令牌 / The tokens of one's own programs" })
  tokens(@Ctx() context: Context): Promise<ProgramToken[]> {
    return grants.listTokens(context);
  }

  @Mutation(() => ID, { description: "授予角色，返回授权的编号 / Grants a role; answers with the grant's id" })
  grantRole(
    @Ctx() context: Context,
    @Arg("account", () => ID, { description: "账号的编号 / The account's id" }) account: string,
    @Arg("role", () => String, { description: "角色代码 / The role's code" }) role: string,
    @Arg("organization", () => String, { ...text, description: "单位代码，含下级 / The top organization's code" })
    organization?: string | null,
    @Arg("region", () => String, { ...text, description: "地区代码，含下级 / A region with all it holds" })
    region?: string | null,
    @Arg("subjects", () => [String], { ...text, description: "业务范围；空为全部 / Subject areas; none is all" })
    subjects?: string[] | null,
    @Arg("unmasks", () => Boolean, { defaultValue: false, description: "可看完整个人信息 / May see personal fields" })
    unmasks: boolean = false,
  ): Promise<string> {
    return grants.grantRole(context, {
      ...{ account, role, unmasks, organization: organization ?? undefined },
      ...{ region: region ?? undefined, subjects: subjects ?? undefined },
    });
  }

  @Mutation(() => Boolean, {
    description:
      "把账号与名册中的本人关联；不写人员即解除。学员凭此查看自己的记录 / Ties an account to the person in a roster whose it is, or to nobody: by this a trainee sees their own record",
  })
  tieAccount(
    @Ctx() context: Context,
    @Arg("account", () => ID, { description: "账号的编号 / The account's id" }) account: string,
    @Arg("person", () => ID, {
      ...text,
      description: "名册中那一行的 id；空为解除 / Id of the row in the roster; none unties",
    })
    person?: string | null,
  ): Promise<boolean> {
    return grants.tieAccount(context, account, person ?? undefined);
  }

  @Mutation(() => Boolean, { description: "收回授权 / Takes a grant back" })
  revokeGrant(
    @Ctx() context: Context,
    @Arg("id", () => ID, { description: "授权的编号 / The grant's id" }) id: string,
  ): Promise<boolean> {
    return grants.revokeGrant(context, id);
  }

  @Mutation(() => Boolean, { description: "把要评的项目交给专家 / Gives a judge the items to judge" })
  assignReview(
    @Ctx() context: Context,
    @Arg("account", () => ID, { description: "专家账号的编号 / The judge's account" }) account: string,
    @Arg("rows", () => [ID], { description: "项目的 id / Ids of the items" }) rows: string[],
  ): Promise<boolean> {
    return grants.assignReview(context, account, rows);
  }

  @Mutation(() => NewToken, {
    description: "建程序令牌；不写角色即自己的全部，只读 / Makes a token; without roles all of one's own, reading only",
  })
  makeToken(
    @Ctx() context: Context,
    @Arg("name", () => String, { description: "名称，例如“就业看板” / Its name" }) name: string,
    @Arg("roles", () => [String], { ...text, description: "角色代码 / Codes of roles" }) roles?: string[] | null,
    @Arg("organization", () => String, { ...text, description: "只在此单位范围 / Within this organization only" })
    organization?: string | null,
    @Arg("subjects", () => [String], { ...text, description: "业务范围 / Subject areas" }) subjects?: string[] | null,
    @Arg("expiresInDays", () => Int, { defaultValue: USUAL_DAYS, description: "几天后到期，至多 366 / Days it lasts" })
    expiresInDays: number = USUAL_DAYS,
    @Arg("readOnly", () => Boolean, { defaultValue: true, description: "只读 / Only reads" }) readOnly: boolean = true,
  ): Promise<NewToken> {
    return grants.makeToken(context, {
      ...{ name, expiresInDays, readOnly, roles: roles ?? undefined },
      ...{ organization: organization ?? undefined, subjects: subjects ?? undefined },
    });
  }

  @Mutation(() => Boolean, { description: "停用程序令牌 / Ends a token" })
  revokeToken(
    @Ctx() context: Context,
    @Arg("id", () => ID, { description: "令牌的编号 / The token's id" }) id: string,
  ): Promise<boolean> {
    return grants.revokeToken(context, id);
  }
}
