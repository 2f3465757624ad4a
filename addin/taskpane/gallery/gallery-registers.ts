/** A register of invented certificates for the gallery: six rows that answer to columns, conditions and order. */
import type { RowAnswer, SentRow } from "../../hub/rows.js";
import type { RegisterShape, RegisterSheet, RegisterSheetQuestion } from "../../hub/registers.js";

const field = (path: string, label: string, labelEn: string, more: Partial<RegisterShape["fields"][number]> = {}) => ({
  ...{
    path,
    label,
    labelEn,
    spelling: "",
    kind: "text",
    writable: !path.includes("."),
    required: false,
    orderable: true,
    personal: false,
  },
  ...{ list: null, to: null, ...more },
});

export const REGISTER_SHAPE: RegisterShape = {
  ...{ name: "Credential", label: "证书、称号与荣誉", labelEn: "Certificates, titles and honours", writable: true },
  fields: [
    field("number", "证书编号", "Number", { required: true }),
    field("kind", "类别", "Kind", { list: "credential_kind" }),
    field("issuedOn", "发证日期", "Issued on", { kind: "date" }),
    field("levelRank", "等级序", "Rank", { kind: "int", writable: false }),
    field("organization", "所属单位", "The organization", { writable: false, to: "Organization" }),
    field("organization.name", "所属单位·名称", "The organization: name"),
  ],
  dimensions: [
    { name: "KIND", label: "类别" },
    { name: "ORGANIZATION", label: "单位" },
  ],
};

const ROWS = Array.from({ length: 6 }, (_, index) => ({
  number: `ZS-2026-000${index + 1}`,
  kind: index % 2 === 0 ? "职业技能等级证书" : "专项职业能力证书",
  issuedOn: `2026-10-0${index + 1}`,
  levelRank: String(index + 1),
  organization: "信息工程学院",
  "organization.name": "信息工程学院",
}));

export function registerSheetOf({ columns, conditions, order, first }: RegisterSheetQuestion): RegisterSheet {
  type Row = Readonly<Record<string, string>>;
  const chosen = columns.flatMap(
    (column) => REGISTER_SHAPE.fields.find(({ path, label }) => path === column || label === column) ?? [],
  );
  const fits = (row: Row): boolean =>
    conditions.every(({ path, is, values }) => is !== "EQ" || row[path] === undefined || row[path] === values[0]);
  const found = (ROWS as readonly Row[]).map((row, index) => ({ row, id: `Credential_${index + 1}` }));
  const kept = found.filter(({ row }) => fits(row));
  const [by] = order;
  if (by?.descending) kept.reverse();
  const rows = kept.slice(0, first);
  return {
    ...{ register: "Credential", label: "证书、称号与荣誉" },
    columns: chosen.map(({ path, label, kind, writable, required, list }) => ({
      ...{ path, label, writable, required, list },
      kind: kind as RegisterSheet["columns"][number]["kind"], // only kinds of values are written above
    })),
    ids: rows.map(({ id }) => id),
    versions: rows.map(() => 1),
    values: rows.map(({ row }) => chosen.map(({ path }) => row[path] ?? null)),
    total: kept.length,
    ...{ next: null, asOf: "2026-11-03T01:31:00.000Z" },
  };
}

/** A kind that is in no list is refused, a corrected number without a reason too; a kind that says so was changed by somebody else as well. */
export function rowAnswer({ id, kind, number, at, reason }: SentRow, index: number): RowAnswer {
  const answer = { index, id, version: 2, merged: [], conflict: null, findings: [] };
  if (kind === "职业技能证书") {
    const message = "B7 “类别”里没有“职业技能证书”。改用代码表里的代码或名称。";
    const messageEn = "B7: Kind has no 职业技能证书. Use a code or name of the list.";
    const found = { code: "UNKNOWN_CODE", severity: "BLOCK" as const, args: {}, message, messageEn, field: "kind" };
    return { ...answer, outcome: "REFUSED", findings: [found] };
  }
  if (number !== undefined && reason === undefined) {
    const cell = at?.split("!").at(-1) ?? "";
    const message = `${cell} 改动已经批准的记录要写原因。补上原因再发送。`;
    const messageEn = `${cell}: a reason is needed to change what was approved. Add one and send again.`;
    const found = {
      code: "REASON_REQUIRED",
      severity: "BLOCK" as const,
      args: {},
      message,
      messageEn,
      field: "reason",
    };
    return { ...answer, outcome: "REFUSED", findings: [found] };
  }
  if (kind === "冲突的类别") {
    const clash = { field: "kind", label: "类别", base: "专项职业能力证书", mine: kind, theirs: "职业资格证书" };
    const told = { theirVersion: 3, changedBy: "王珊", changedAt: "2026-11-03T00:47:00.000Z", fields: [clash] };
    return { ...answer, outcome: "CONFLICT", conflict: told };
  }
  return { ...answer, outcome: "WRITTEN" };
}
