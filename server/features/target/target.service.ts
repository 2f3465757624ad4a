/** Sets figures beside their targets: two statements for any number of keys. */
import { sql } from "kysely";
import type { Context } from "../../context.js";
import { askFigures, figuresOf, placeOf } from "../figure/figure.service.js";
import type { FigureKey } from "../figure/figure.presenter.js";
import { ProgressState, type Progress } from "./target.objects.js";
import { judge, strictest, type Comparator, type TargetValue } from "./target.rules.js";

interface TargetRow extends TargetValue {
  readonly org: string;
  readonly indicator: string;
  readonly period: string;
  readonly quote: string | null;
  readonly offset: number | null;
  readonly documentName: string | null;
  readonly documentNumber: string | null;
  readonly comparator: Comparator;
}

/** Same order and length as the keys. */
export async function progress(context: Context, keys: readonly FigureKey[]): Promise<Progress[]> {
  const asked = await askFigures(context, keys);
  const figures = figuresOf(asked);
  const targets = await loadTargets(
    context,
    figures.map((figure, index) => {
      const found = placeOf(asked.held, index);
      return { org: found.kind === "found" ? found.id : null, indicator: figure.indicator, period: figure.period };
    }),
  );
  return figures.map((figure, index) => {
    const found = placeOf(asked.held, index);
    const set = found.kind === "found" ? targets.get(`${found.id} ${figure.indicator} ${figure.period}`) : undefined;
    const target = strictest(set ?? []);
    const { state, rate } = judge(figure.value, target);
    return {
      indicator: figure.indicator,
      indicatorName: figure.indicatorName,
      organization: figure.organization,
      organizationName: figure.organizationName,
      period: figure.period,
      unit: figure.unit,
      actual: figure.value,
      target: target?.value ?? null,
      comparator: target?.comparator ?? null,
      rate,
      state: ProgressState[state],
      documentName: target?.documentName ?? null,
      quote: target?.quote ?? null,
      anchor: anchorOf(target),
      problem: figure.problem,
    };
  });
}

/** 文号 and the place in the text where the sentence stands. */
function anchorOf(target: TargetRow | undefined): string | null {
  if (target === undefined) return null;
  const parts = [target.documentNumber, target.offset === null ? null : `@${target.offset}`].filter(
    (part) => part !== null,
  );
  return parts.length > 0 ? parts.join(" ") : null;
}

interface TargetKey {
  readonly org: string | null;
  readonly indicator: string;
  readonly period: string;
}

async function loadTargets(
  context: Context,
  keys: readonly TargetKey[],
): Promise<ReadonlyMap<string, readonly TargetRow[]>> {
  const known = [
    ...new Map(
      keys.filter(({ org }) => org !== null).map((key) => [`${key.org} ${key.indicator} ${key.period}`, key]),
    ).values(),
  ];
  if (known.length === 0) return new Map();
  const { rows } = await sql<TargetRow>`
    select t.subject_org_id as org, t.indicator, t.period, t.comparator, trim_scale(t.value)::text as value, trim_scale(t.value_max)::text as "valueMax",
      t.quote, t.anchor_offset as "offset", d.title as "documentName", d.number as "documentNumber"
    from unnest(${known.map((k) => k.org)}::uuid[], ${known.map((k) => k.indicator)}::text[], ${known.map((k) => k.period)}::text[]) k(org, indicator, period)
    join target t on t.subject_org_id = k.org and t.indicator = k.indicator and t.period = k.period and t.dims = '{}'
    left join document d on d.org_id = t.org_id and d.id = t.document_id
    order by t.org_id, t.id`.execute(await context.tx());
  const targets = new Map<string, TargetRow[]>();
  for (const row of rows) {
    const key = `${row.org} ${row.indicator} ${row.period}`;
    targets.set(key, [...(targets.get(key) ?? []), row]);
  }
  return targets;
}
