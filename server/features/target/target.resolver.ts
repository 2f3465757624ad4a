/** Progress in the graph: figures against their targets. */
import { Arg, Ctx, Query, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { FigureKeyInput } from "../figure/figure.inputs.js";
import { Progress } from "./target.objects.js";
import { progress } from "./target.service.js";

@Resolver()
export class ProgressResolver {
  @Query(() => [Progress], {
    description: "实际与目标，顺序与键相同 / Actual against target, in the order of the keys",
  })
  progress(@Ctx() context: Context, @Arg("keys", () => [FigureKeyInput]) keys: FigureKeyInput[]): Promise<Progress[]> {
    return progress(context, keys);
  }
}
