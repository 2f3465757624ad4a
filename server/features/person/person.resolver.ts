/** What a person may ask of an organization, in the graph: each a mutation, for each is logged. */
import { Arg, Ctx, ID, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { JsonScalar } from "../../graph/scalars.js";
import { RowReceipt } from "../row/row.objects.js";
import { PersonCorrection, PersonErasure, PersonFile } from "./person.objects.js";
import * as rights from "./person.rights.service.js";

@Resolver()
export class PersonRightsResolver {
  @Mutation(() => JsonScalar, {
    description:
      "导出一个单位掌握的某人的全部信息（个人信息保护法第四十五条），记入访问记录 / A copy of all that one organization holds about a person; logged",
  })
  exportPerson(@Ctx() context: Context, @Arg("person", () => ID) person: string): Promise<unknown> {
    return rights.exportPerson(context, person);
  }

  @Mutation(() => PersonFile, {
    description:
      "同上，做成可交给本人的工作簿，附保存什么、依据和期限的说明，记入访问记录 / The same as a workbook to hand over, with what is kept and why; logged",
  })
  exportPersonFile(@Ctx() context: Context, @Arg("person", () => ID) person: string): Promise<PersonFile> {
    return rights.exportPersonFile(context, person);
  }

  @Mutation(() => RowReceipt, {
    description: "更正某人的信息（第四十六条），旧值留在历史中 / Puts a person's data right; history keeps what it was",
  })
  rectifyPerson(
    @Ctx() context: Context,
    @Arg("person", () => ID) person: string,
    @Arg("changes", () => PersonCorrection) changes: PersonCorrection,
    @Arg("reason", () => String, { description: "理由 / Why" }) reason: string,
  ): Promise<RowReceipt> {
    return rights.rectifyPerson(context, person, { ...changes }, reason);
  }

  @Mutation(() => PersonErasure, {
    description:
      "在一个单位删除某人（第四十七条）：姓名、证件、指纹从名册、历史和导入行中清除，依法保留的不带姓名 / Erases a person in one organization; what the law keeps stays without the name",
  })
  erasePerson(
    @Ctx() context: Context,
    @Arg("person", () => ID) person: string,
    @Arg("reason", () => String, { description: "理由 / Why" }) reason: string,
    @Arg("replaceTexts", () => Boolean, {
      defaultValue: false,
      description:
        "把可改的自由文本里的姓名也换掉；资金和证书的文字依法不改 / Replace the name in free texts too; those of money and credentials stay by law",
    })
    replaceTexts: boolean,
  ): Promise<PersonErasure> {
    return rights.erasePerson(context, person, reason, replaceTexts) as Promise<PersonErasure>;
  }

  @Mutation(() => String, {
    description:
      "显示一个人的证件号码，须有权并写明用途，每次记入访问记录 / Shows one person's identity number, for a stated purpose; logged each time",
  })
  revealIdentity(
    @Ctx() context: Context,
    @Arg("person", () => ID) person: string,
    @Arg("purpose", () => String, { description: "用途 / What for" }) purpose: string,
  ): Promise<string> {
    return rights.revealIdentity(context, person, purpose);
  }
}
