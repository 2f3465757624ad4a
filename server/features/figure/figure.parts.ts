/** What a sum of reports is made of: the figure of each part, and the parts that have not reported yet. */
import { sql } from "kysely";
import type { Context } from "../../context.js";
import { childrenOf, formatPeriod, type Period } from "../../domain/period.js";
import { FigureSource, type FigureOrigin } from "./figure.objects.js";
import type { FigureKey } from "./figure.presenter.js";
import { figures } from "./figure.service.js";

type Part = FigureOrigin["rows"][number];

/** More parts than this are nobody's reading; the sum itself has them all. */
const MOST_PARTS = 500;

/** Organizations below, where one of them reported; else the shorter periods. Empty for a figure that is no sum. */
export async function reportedParts(
  context: Context,
  key: FigureKey,
  organizationId: string,
  period: Period,
): Promise<readonly Part[]> {
  const [whole] = await figures(context, [key]);
  if (whole?.source !== FigureSource.ROLLED_UP) return [];
  const { rows } = await sql<{ code: string; name: string }>`
    select coalesce(code, school_code, uscc) as code, name from organization
    where parent_id = ${organizationId} and status = 'active' order by code limit ${MOST_PARTS}`.execute(
    await context.tx(),
  );
  const below = rows.map(({ code, name }) => ({ key: { ...key, organization: code }, name }));
  const parts = await partsAt(context, below);
  if (parts.some(({ place }) => place === null)) return parts;
  const shorter = childrenOf(period).map((part) => ({ key: { ...key, period: part.code }, name: formatPeriod(part) }));
  return partsAt(context, shorter);
}

async function partsAt(
  context: Context,
  wanted: readonly { readonly key: FigureKey; readonly name: string }[],
): Promise<Part[]> {
  const found = await figures(
    context,
    wanted.map((part) => part.key),
  );
  return wanted.map(({ key, name }, index) => {
    const figure = found[index];
    const value = figure?.value ?? null;
    const shown = value === null ? "—" : `${value} ${figure?.unit ?? ""}`.trim();
    return {
      register: "Figure",
      id: `${key.indicator} ${key.organization} ${key.period}`,
      label: `${name} ${shown}`,
      place: value === null ? "还没有报 / not reported yet" : null,
    };
  });
}
