/** Sets figures beside their targets: two statements for any number of keys. */
import { sql } from "kysely";
import type { Context } from "../../context.js";
import { askFigures, figuresOf, NO_PERIOD, placeOf } from "../figure/figure.service.js";
import { nameOfFigure, showFault, type FigureKey, type ReadKey } from "../figure/figure.presenter.js";
import type { FoundOrganization } from "../figure/figure.held.js";
import type { Finding } from "../figure/finding.object.js";
import { nameArgs } from "../figure/figure.values.js";
import { ProgressState, type Progress } from "./target.objects.js";
import {
  growsOverTime,
  judge,
  paceOf,
  partsFallShort,
  strictest,
  type Comparator,
  type TargetValue,
} from "./target.rules.js";

interface TargetRow extends TargetValue {
  readonly org: string;
  readonly indicator: string;
  readonly period: string;
  readonly quote: string | null;
  readonly offset: number | null;
  readonly documentName: string | null;
  readonly documentNumber: string | null;
  readonly comparator: Comparator;
  readonly parts: number;
  readonly partsSum: string | null;
}

/** Same order and length as the keys. */
export async function progress(context: Context, keys: readonly FigureKey[], asOf?: Date | null): Promise<Progress[]> {
  const asked = await askFigures(context, keys, asOf);
  const figures = figuresOf(asked);
  const targets = await loadTargets(
    context,
    figures.map((figure, index) => {
      const found = placeOf(asked.held, index);
      // Targets are set for the whole; a breakdown has none.
      const org = found.kind === "found" && figure.dims.length === 0 ? found.id : null;
      return { org, indicator: figure.indicator, period: figure.period };
    }),
    asked.moment.past && asOf ? asOf : undefined,
  );
  return figures.map((figure, index) => {
    const found = placeOf(asked.held, index);
    const set =
      found.kind === "found" && figure.dims.length === 0
        ? targets.get(`${found.id} ${figure.indicator} ${figure.period}`)
        : undefined;
    const target = strictest(set ?? []);
    const { state, rate } = judge(figure.value, target);
    const read = asked.reads[index];
    const { indicator, period } = read ?? {};
    const grows = indicator !== undefined && growsOverTime(indicator);
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
      ...paceOf(figure.value, target, grows, period ?? NO_PERIOD, asked.moment.today),
      partsProblem: partsProblemOf(read, found, target),
      documentName: target?.documentName ?? null,
      quote: target?.quote ?? null,
      anchor: anchorOf(target),
      problem: figure.problem,
    };
  });
}

/** Said where the whole stands: whoever set the parts sees that all of them together are not enough. */
function partsProblemOf(
  read: ReadKey | undefined,
  found: FoundOrganization,
  target: TargetRow | undefined,
): Finding | null {
  if (read?.indicator === undefined || target === undefined) return null;
  const { indicator } = read;
  const parts = { count: target.parts, sum: target.partsSum };
  if (!partsFallShort(target, parts, indicator.additive)) return null;
  const args = { ...nameArgs(indicator), parts: parts.count, sum: parts.sum ?? "", target: target.value ?? "" };
  return showFault({ code: "PARTS_BELOW_TARGET", args }, nameOfFigure(read, found));
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
  asOf: Date | undefined,
): Promise<ReadonlyMap<string, readonly TargetRow[]>> {
  const known = [
    ...new Map(
      keys.filter(({ org }) => org !== null).map((key) => [`${key.org} ${key.indicator} ${key.period}`, key]),
    ).values(),
  ];
  if (known.length === 0) return new Map();
  const table = asOf === undefined ? sql`target` : sql`target_as_of(${asOf.toISOString()}::timestamptz)`;
  const { rows } = await sql<TargetRow>`
    select t.subject_org_id as org, t.indicator, t.period, t.comparator, trim_scale(t.value)::text as value, trim_scale(t.value_max)::text as "valueMax",
      t.quote, t.anchor_offset as "offset", d.title as "documentName", d.number as "documentNumber", coalesce(s.parts, 0) as parts, s.sum as "partsSum"
    from unnest(${known.map((k) => k.org)}::uuid[], ${known.map((k) => k.indicator)}::text[], ${known.map((k) => k.period)}::text[]) k(org, indicator, period)
    join ${table} t on t.subject_org_id = k.org and t.indicator = k.indicator and t.period = k.period and t.dims = '{}'
    left join document d on d.org_id = t.org_id and d.id = t.document_id
    left join lateral (
      select count(*)::int as parts, case when count(*) = count(c.value) then trim_scale(sum(c.value))::text end as sum
      from target c where c.org_id = t.org_id and c.parent_id = t.id and c.indicator = t.indicator and c.period = t.period) s on true
    order by t.org_id, t.id`.execute(await context.tx());
  const targets = new Map<string, TargetRow[]>();
  for (const row of rows) {
    const key = `${row.org} ${row.indicator} ${row.period}`;
    targets.set(key, [...(targets.get(key) ?? []), row]);
  }
  return targets;
}
