/** Accounts as the graph shows them: one's own with its roles and sessions, and the list administrators keep. */
import { Field, ID, Int, ObjectType } from "type-graphql";
import { DateTimeScalar } from "../../graph/scalars.js";
import { Grant, HeldRole } from "./grant.objects.js";

@ObjectType({ simpleResolvers: true, description: "一次登录 / A session" })
export class OwnSession {
  @Field(() => ID)
  id!: string;

  @Field(() => DateTimeScalar, { description: "登录时间 / Signed in at" })
  startedAt!: Date;

  @Field(() => DateTimeScalar, { description: "最近使用 / Last used at" })
  seenAt!: Date;

  @Field(() => DateTimeScalar, { description: "最迟到期 / Over at the latest at" })
  expiresAt!: Date;

  @Field(() => String, { nullable: true, description: "浏览器或程序自述 / What the client calls itself" })
  agent!: string | null;

  @Field(() => Boolean, { description: "是否就是这一次 / Whether this request came with it" })
  isThis!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "登录的人 / Who is signed in" })
export class Me {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "账号 / The login" })
  login!: string;

  @Field(() => String, { description: "姓名；改动以此署名 / The name changes are recorded under" })
  name!: string;

  @Field(() => String, { description: "person 人、program 程序 / person or program" })
  kind!: string;

  @Field(() => Boolean, { description: "示例账号 / An account of the sample" })
  demo!: boolean;

  @Field(() => Boolean, { description: "须先换密码 / The password must be changed first" })
  mustChangePassword!: boolean;

  @Field(() => Boolean, { description: "有本地密码 / Has a password of the hub" })
  hasPassword!: boolean;

  @Field(() => Boolean, { description: "已启用动态码 / A second factor is set" })
  hasSecondFactor!: boolean;

  @Field(() => String, { nullable: true, description: "所在单位代码 / Code of the home organization" })
  organization!: string | null;

  @Field(() => String, { nullable: true, description: "所在单位名称 / Name of the home organization" })
  organizationName!: string | null;

  @Field(() => Boolean, { description: "可否管理全部账号 / Whether all accounts are theirs to keep" })
  administers!: boolean;

  @Field(() => Boolean, {
    description:
      "可否看账号、给授权：管理员，或单位负责人在本范围内 / Whether accounts may be listed and granted to, everywhere or in a subtree",
  })
  managesAccounts!: boolean;

  @Field(() => Boolean, { description: "可否查审计 / Whether the audit may be searched" })
  audits!: boolean;

  @Field(() => [HeldRole], { description: "角色与范围 / Roles and where they hold" })
  roles!: HeldRole[];

  @Field(() => [OwnSession], { description: "还开着的登录，最近的在前 / Open sessions, the latest used first" })
  sessions!: OwnSession[];
}

@ObjectType({ simpleResolvers: true, description: "账号 / An account" })
export class Account {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "账号 / The login" })
  login!: string;

  @Field(() => String, { description: "姓名 / The name" })
  name!: string;

  @Field(() => String, { description: "person 人、program 程序 / person or program" })
  kind!: string;

  @Field(() => String, { description: "active 可用、closed 已关闭 / active or closed" })
  status!: string;

  @Field(() => Boolean, { description: "示例账号 / An account of the sample" })
  demo!: boolean;

  @Field(() => Boolean, { description: "持一次性密码 / Holds a one-time password" })
  mustChangePassword!: boolean;

  @Field(() => Boolean, { description: "有本地密码 / Has a password of the hub" })
  hasPassword!: boolean;

  @Field(() => Boolean, { description: "已启用动态码 / A second factor is set" })
  hasSecondFactor!: boolean;

  @Field(() => DateTimeScalar, { nullable: true, description: "暂时锁定到 / Held up until" })
  lockedUntil!: Date | null;

  @Field(() => String, { nullable: true, description: "所在单位代码 / Code of the home organization" })
  organization!: string | null;

  @Field(() => String, { nullable: true, description: "所在单位名称 / Name of the home organization" })
  organizationName!: string | null;

  @Field(() => String, { nullable: true, description: "程序属于谁 / Whose program it is" })
  owner!: string | null;

  @Field(() => Boolean, {
    description: "已关联名册中的本人 / Whether it is tied to the person in a roster whose account it is",
  })
  tied!: boolean;

  @Field(() => [String], { description: "角色代码 / Codes of the roles" })
  roles!: string[];

  @Field(() => [Grant], { description: "授权，先给的在前 / What is granted to it, the oldest first" })
  grants!: Grant[];

  @Field(() => DateTimeScalar, { description: "建立时间 / Made at" })
  createdAt!: Date;

  @Field(() => String, { description: "由谁建立 / Made by" })
  createdBy!: string;

  @Field(() => DateTimeScalar, { nullable: true, description: "最近使用 / Last used at" })
  seenAt!: Date | null;
}

@ObjectType({ simpleResolvers: true, description: "一页账号 / A page of accounts" })
export class AccountPage {
  @Field(() => [Account], { description: "按账号排列 / By login" })
  accounts!: Account[];

  @Field(() => Int, { description: "符合的总数 / How many match" })
  totalCount!: number;

  @Field(() => String, {
    nullable: true,
    description: "下一页从这里接着；空为没有了 / Where to go on; null at the end",
  })
  next!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "一次性密码，只显示这一次 / A one-time password, shown only now" })
export class OneTimePassword {
  @Field(() => ID, { description: "账号的编号 / The account's id" })
  id!: string;

  @Field(() => String, { description: "首次登录后须更换 / To be changed at the first sign-in" })
  password!: string;
}
