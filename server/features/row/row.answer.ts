/** The receipt of a batch of rows: what became of each, what clashes, and every finding in words. */
import type { Register } from "../../graph/register.js";
import { encodeGlobalId } from "../../graph/global-id.js";
import { Severity, type Finding } from "../figure/finding.object.js";
import { readPlace } from "../figure/figure.findings.js";
import type { Value } from "./row.cells.rules.js";
import type { FieldConflict } from "./row.decide.rules.js";
import { wordRowFault, type RowFault } from "./row.findings.js";
import { RowOutcome, type RowAnswer, type RowConflict, type RowReceipt } from "./row.objects.js";
import type { ReadRow, Reading } from "./row.reading.js";
import type { WritableField } from "./row.shape.js";

export type Verdict = "write" | "remove" | "same" | "conflict" | "refuse";

/** A row on its way to its answer. */
export interface Judged {
  readonly index: number;
  readonly orgId: string;
  readonly id: string;
  readonly isNew: boolean;
  /** The version it replaces. */
  readonly version: number;
  readonly columns: Record<string, unknown>;
  /** Why, as said of the row or of its batch. */
  readonly reason: string | null;
  verdict: Verdict;
  readonly faults: RowFault[];
  readonly merged: string[];
  /** Fields it would write. */
  readonly changed: string[];
  readonly conflicts: FieldConflict[];
}

interface Batch {
  readonly batchId: string;
  readonly dryRun: boolean;
  readonly now: Date;
  readonly actor: string;
}

const OUTCOMES: Readonly<Record<Verdict, RowOutcome>> = {
  write: RowOutcome.WRITTEN,
  remove: RowOutcome.WRITTEN,
  same: RowOutcome.UNCHANGED,
  conflict: RowOutcome.CONFLICT,
  refuse: RowOutcome.REFUSED,
};

type Fields = ReadonlyMap<string, WritableField>;

export function answerRows(
  batch: Batch,
  register: Register,
  fields: Fields,
  sheet: Reading,
  judged: readonly Judged[],
): RowReceipt {
  const rows = judged.map((row, position): RowAnswer => {
    const read = sheet.rows[position];
    const outcome = OUTCOMES[row.verdict];
    const hasId = row.orgId !== "" && (row.verdict !== "refuse" || !row.isNew);
    return {
      index: row.index,
      outcome,
      id: hasId ? encodeGlobalId(register.name, row.orgId, row.id) : null,
      version: versionAfter(row),
      merged: row.merged,
      conflict: row.verdict === "conflict" ? conflictOf(register, fields, row, read) : null,
      findings: row.faults.map((fault) => findingOf(fields, fault, row.index, read?.sent.at ?? null)),
    };
  });
  const count = (outcome: RowOutcome): number => rows.filter((row) => row.outcome === outcome).length;
  return {
    ...{ batchId: batch.batchId, dryRun: batch.dryRun, replayed: false, receivedAt: batch.now },
    ...{ written: count(RowOutcome.WRITTEN), unchanged: count(RowOutcome.UNCHANGED) },
    ...{ conflicts: count(RowOutcome.CONFLICT), refused: count(RowOutcome.REFUSED) },
    rows,
  };
}

function versionAfter({ verdict, version }: Judged): number {
  if (verdict === "remove") return 0;
  return verdict === "write" ? version + 1 : version;
}

function conflictOf(register: Register, fields: Fields, { conflicts }: Judged, read: ReadRow | undefined): RowConflict {
  const current = read?.current;
  return {
    fields: conflicts.map(({ field, base, mine, theirs }) => {
      const known = fields.get(field);
      const shown = (value: Value): Value => shownValue(register, known, read, value);
      return { field, label: known?.label ?? field, base: shown(base), mine: shown(mine), theirs: shown(theirs) };
    }),
    theirVersion: current?.version ?? 0,
    changedBy: current?.changedBy ?? null,
    changedAt: current?.changedAt ?? null,
  };
}

/** As the graph shows it: other rows by their global id; the fingerprint of an identity number not at all. */
function shownValue(
  register: Register,
  field: WritableField | undefined,
  read: ReadRow | undefined,
  value: Value,
): Value {
  if (field === undefined || value === null || field.column === "id_hash") return null;
  if (field.to === undefined || field.to.key !== "id" || typeof value !== "string") return value;
  const owner = field.to.sameOwner ? (read?.orgId ?? value) : value;
  return encodeGlobalId(field.to.register, owner, value);
}

function findingOf(fields: Fields, fault: RowFault, index: number, at: string | null): Finding {
  const place = readPlace(at);
  const field = fault.field === undefined ? undefined : fields.get(fault.field);
  const own = FIELDS[fault.field ?? ""];
  const args = { label: field?.label ?? own?.[0] ?? "", labelEn: field?.labelEn ?? own?.[1] ?? "", ...fault.args };
  const { zh, en } = wordRowFault({ ...fault, args }, place.cell ?? `第 ${index + 1} 行`);
  const row = /\d+$/u.exec(place.cell ?? "")?.[0];
  return {
    ...{
      code: fault.code,
      severity: fault.isWarning === true ? Severity.WARN : Severity.BLOCK,
      args,
      message: zh,
      messageEn: en,
      sheet: place.sheet,
      cell: place.cell,
    },
    ...{
      row: row === undefined ? index + 1 : Number(row),
      field: fault.field ?? null,
      suggestion: fault.suggestion ?? null,
    },
  };
}

/** The envelope's own fields in words. */
const FIELDS: Readonly<Record<string, readonly [string, string]>> = {
  organization: ["所属单位", "the owner"],
  id: ["编号", "id"],
  reason: ["原因", "the reason"],
};
