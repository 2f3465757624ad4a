/**
 * Grants and program tokens as the graph shows them. What a grant opens is said once, for its holder and for who gave it.
 * A token's secret is answered once, when it is made.
 */
import { Field, ID, ObjectType } from "type-graphql";
import { DateTimeScalar } from "../../graph/scalars.js";

/** Which role holds where: the same to whoever holds a grant and to whoever gives it. */
@ObjectType({ simpleResolvers: true })
export abstract class GrantedRole {
  @Field(() => String, { description: "角色代码 / The role's code" })
  role!: string;

  @Field(() => String, {
    nullable: true,
    description: "单位代码，含下级；空为全部 / The top organization; null is all",
  })
  organization!: string | null;

  @Field(() => String, { nullable: true, description: "单位名称 / The organization's name" })
  organizationName!: string | null;

  @Field(() => String, { nullable: true, description: "地区代码，含下级 / The region with all it holds" })
  region!: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "业务范围；空为角色的全部 / Subject areas; null is all of the role's",
  })
  subjects!: string[] | null;

  @Field(() => Boolean, { description: "可否查看完整个人信息 / Whether personal fields may be seen in full" })
  unmasks!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "一项授权 / Something granted" })
export class HeldRole extends GrantedRole {}

@ObjectType({ simpleResolvers: true, description: "一个账号的一项授权 / A grant of an account" })
export class Grant extends GrantedRole {
  @Field(() => ID)
  id!: string;

  @Field(() => ID, { description: "账号的编号 / The account's id" })
  account!: string;

  @Field(() => String, { description: "姓名 / The account's name" })
  name!: string;

  @Field(() => DateTimeScalar, { description: "授予时间 / Granted at" })
  grantedAt!: Date;

  @Field(() => String, { description: "由谁授予 / Granted by" })
  grantedBy!: string;
}

@ObjectType({ simpleResolvers: true, description: "程序的令牌 / A program's token" })
export class ProgramToken {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "名称 / Its name" })
  name!: string;

  @Field(() => String, { description: "改动以此署名 / The name its changes are recorded under" })
  program!: string;

  @Field(() => [String], { description: "角色代码 / Codes of its roles" })
  roles!: string[];

  @Field(() => Boolean, { description: "只读 / Only reads" })
  readOnly!: boolean;

  @Field(() => DateTimeScalar, { description: "到期时间 / Expires at" })
  expiresAt!: Date;

  @Field(() => DateTimeScalar, { nullable: true, description: "最近使用 / Last used at" })
  lastUsedAt!: Date | null;

  @Field(() => DateTimeScalar, { nullable: true, description: "停用时间 / Revoked at" })
  revokedAt!: Date | null;

  @Field(() => DateTimeScalar, { description: "建立时间 / Made at" })
  createdAt!: Date;
}

@ObjectType({ simpleResolvers: true, description: "新令牌，只显示这一次 / A new token, shown only now" })
export class NewToken {
  @Field(() => ID, { description: "令牌的编号 / The token's id" })
  id!: string;

  @Field(() => String, { description: "令牌本身，训枢不保存 / The secret itself; the hub does not keep it" })
  secret!: string;

  @Field(() => DateTimeScalar, { description: "到期时间 / Expires at" })
  expiresAt!: Date;
}

/** Somebody found in a roster by name and number, whom an account may be tied to: told apart, and not told again. */
@ObjectType({ simpleResolvers: true, description: "名册里找到的人 / Somebody found in a roster" })
export class PersonToTie {
  @Field(() => ID, { description: "名册中那一行的 id / Id of the row in the roster" })
  id!: string;

  @Field(() => String, { nullable: true, description: "单位代码 / The organization's code" })
  organization!: string | null;

  @Field(() => String, { description: "单位名称 / The organization's name" })
  organizationName!: string;

  @Field(() => String, { nullable: true, description: "出生年份 / Year of birth" })
  birthYear!: string | null;
}
