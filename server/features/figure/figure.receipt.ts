/**
 * A batch's receipt as it is kept: ten thousand figures repeat the same names, units and moments, so each says only what
 * differs from the one before it. Pure; what is taken apart here is put together again exactly.
 */
import type { CellAnswer, Figure, WriteReceipt } from "./figure.objects.js";

/** Everything of a figure but its version, which is a number and always said. The order is the order kept. */
const FIELDS = [
  "indicator", "organization", "organizationName", "indicatorName", "period", "value", "unit", "displayUnit", "status", "source",
  "computedValue", "numerator", "denominator", "coverage", "definition", "dims", "changedAt", "changedBy", "reason", "writable", "problem",
] as const satisfies readonly (keyof Figure)[]; // prettier-ignore

/** Every field is in the list, or this does not compile. */
type Missing = Exclude<keyof Figure, (typeof FIELDS)[number] | "version">;
const _complete: [Missing] extends [never] ? true : Missing = true;
void _complete;

/** As in the field of the figure before it. */
const SAME = 0;
const NOTHING: readonly never[] = [];

type PackedFigure = readonly [version: number, ...fields: unknown[]];
type PackedCell = readonly [
  outcome: CellAnswer["outcome"],
  figure: PackedFigure | null,
  conflict?: CellAnswer["conflict"],
  findings?: CellAnswer["findings"],
];

interface PackedReceipt extends Omit<WriteReceipt, "cells"> {
  readonly packed: readonly PackedCell[];
}

export function packReceipt({ cells, ...receipt }: WriteReceipt): string {
  const before: unknown[] = [];
  const packed = cells.map(({ outcome, figure, conflict, findings }): PackedCell => {
    const small = figure === null ? null : packFigure(figure, before);
    return conflict === null && findings.length === 0 ? [outcome, small] : [outcome, small, conflict, findings];
  });
  return JSON.stringify({ ...receipt, packed } satisfies PackedReceipt);
}

function packFigure(figure: Figure, before: unknown[]): PackedFigure {
  const row: [number, ...unknown[]] = [figure.version];
  for (let i = 0; i < FIELDS.length; i += 1) {
    const field = FIELDS[i] as (typeof FIELDS)[number];
    const value = field === "dims" && figure.dims.length === 0 ? null : figure[field];
    row.push(value === before[i] && before.length > i ? SAME : value);
    before[i] = value;
  }
  return row;
}

/** Receipts kept before they were packed are read as they are. */
export function unpackReceipt(text: string): WriteReceipt {
  const kept = JSON.parse(text) as PackedReceipt | WriteReceipt;
  if (!("packed" in kept))
    return { ...kept, cells: kept.cells.map((cell) => ({ ...cell, figure: wholeFigure(cell.figure) })) };
  const { packed, ...receipt } = kept;
  const before: unknown[] = [];
  const cells = packed.map(([outcome, figure, conflict, findings], index): CellAnswer => ({
    index,
    outcome,
    figure: figure === null ? null : unpackFigure(figure, before),
    conflict: conflict ?? null,
    findings: findings ?? [...NOTHING],
  }));
  return { ...receipt, cells };
}

function unpackFigure([version, ...fields]: PackedFigure, before: unknown[]): Figure {
  const figure: Record<string, unknown> = { version };
  FIELDS.forEach((field, i) => {
    if (fields[i] !== SAME) before[i] = fields[i];
    figure[field] = before[i];
  });
  return wholeFigure(figure as unknown as Figure) as Figure;
}

/** What figures gained since they were kept. */
const wholeFigure = (figure: Figure | null): Figure | null =>
  figure && {
    ...figure,
    coverage: figure.coverage ?? null,
    definition: figure.definition ?? null,
    dims: figure.dims ?? [],
  };
