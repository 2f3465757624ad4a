/** Progress in the graph: figures against their targets. */
import { Arg, Ctx, Query, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { DateTimeScalar } from "../../graph/scalars.js";
import { FigureKeyInput } from "../figure/figure.inputs.js";
import { Progress } from "./target.objects.js";
import { progress } from "./target.service.js";

@Resolver()
export class ProgressResolver {
  @Query(() => [Progress], {
    description: "实际与目标，顺序与键相同 / Actual against target, in the order of the keys",
  })
  progress(
    @Ctx() context: Context,
    @Arg("keys", () => [FigureKeyInput]) keys: FigureKeyInput[],
    @Arg("asOf", () => DateTimeScalar, {
      nullable: true,
      description: "截至某一时刻：数与目标都按当时；不填为现在 / Figures and targets as they stood; now if left out",
    })
    asOf?: Date | null,
  ): Promise<Progress[]> {
    return progress(context, keys, asOf);
  }
}
