/** Imports as the graph shows them: what was found in a file, what it would change, and the receipt of what it did. */
import { Field, Float, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { DateTimeScalar, JsonScalar } from "../../graph/scalars.js";
import { Finding } from "../figure/finding.object.js";
import type { Counts } from "./intake.counts.js";
import type { ShownFinding } from "./staged.js";

export enum ImportStatus {
  STAGING = "STAGING",
  MAPPED = "MAPPED",
  CHECKED = "CHECKED",
  COMMITTING = "COMMITTING",
  COMMITTED = "COMMITTED",
  DISCARDED = "DISCARDED",
  REFUSED = "REFUSED",
}
registerEnumType(ImportStatus, {
  name: "ImportStatus",
  description:
    "读取中、待对应列、已检查、写入中、已导入、已放弃、已拒绝 / Reading, to be mapped, checked, being written, committed, discarded, refused",
});

export enum RowOutcome {
  NEW = "NEW",
  CHANGED = "CHANGED",
  UNCHANGED = "UNCHANGED",
  REFUSED = "REFUSED",
}
registerEnumType(RowOutcome, {
  name: "RowOutcome",
  description: "新增、变更、不变、拒绝 / New, changed, unchanged, refused",
});

@ObjectType({ simpleResolvers: true, description: "处理进度 / How far it has come" })
export class ImportProgress {
  @Field(() => String, { description: "reading、checking、ready、committed、discarded、refused" })
  phase!: string;

  @Field(() => Int, { description: "已处理的行 / Rows done" })
  done!: number;

  @Field(() => Int, { nullable: true, description: "总行数；还不知道时为空 / Rows in all, once known" })
  total!: number | null;
}

@ObjectType({ simpleResolvers: true, description: "表中一列及其对应 / A column and what it is read as" })
export class ImportColumn {
  @Field(() => String, { description: "列号，如 F / Column letter" })
  letter!: string;

  @Field(() => String, { description: "表头，多级以 · 相连 / The header, its levels joined by ·" })
  header!: string;

  @Field(() => String, { nullable: true, description: "对应的内容；空为不导入 / The field it is read as" })
  field!: string | null;

  @Field(() => String, { nullable: true })
  fieldLabel!: string | null;

  @Field(() => Float, { description: "把握，0 到 1 / Confidence" })
  confidence!: number;

  @Field(() => [String], { description: "样例，证件号已隐去 / Samples; identity numbers are masked" })
  sample!: string[];

  @Field(() => String, { description: "MATCHED、REMEMBERED、UNSURE、UNMAPPED、IGNORED" })
  state!: string;
}

@ObjectType({ simpleResolvers: true, description: "可对应的内容 / A field a column can be read as" })
export class ImportField {
  @Field(() => String)
  name!: string;

  @Field(() => String)
  label!: string;

  @Field(() => String)
  labelEn!: string;

  @Field(() => Boolean)
  required!: boolean;
}

@ObjectType({ simpleResolvers: true, description: "工作表里找到的一张表 / A table found on a sheet" })
export class ImportTable {
  @Field(() => Int)
  index!: number;

  @Field(() => String)
  sheet!: string;

  @Field(() => String, { description: "从表头到末行，如 A3:N28 / From header to last row" })
  range!: string;

  @Field(() => [Int])
  headerRows!: number[];

  @Field(() => String, { description: "导入为什么；空为认不出 / What it is taken for; empty when unknown" })
  target!: string;

  @Field(() => String)
  targetLabel!: string;

  @Field(() => Float)
  confidence!: number;

  @Field(() => [ImportColumn])
  columns!: ImportColumn[];

  @Field(() => [ImportField], { description: "可选的内容 / Fields to choose from" })
  fields!: ImportField[];

  @Field(() => [String], { description: "跳过的行 / Rows passed over" })
  skipped!: string[];

  @Field(() => Int, { description: "核对过的合计格 / Totals that were checked" })
  totalsChecked!: number;
}

@ObjectType({ simpleResolvers: true, description: "行数 / Counts of rows" })
export class ImportCounts {
  @Field(() => Int)
  rows!: number;

  @Field(() => Int)
  new!: number;

  @Field(() => Int)
  changed!: number;

  @Field(() => Int)
  unchanged!: number;

  @Field(() => Int)
  refused!: number;
}

@ObjectType({ simpleResolvers: true, description: "一个单位 / An organization by code and name" })
export class NamedOrganization {
  @Field(() => String)
  code!: string;

  @Field(() => String)
  name!: string;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "上次名单里有、这次没有的单位；只提示，不自动停用 / On the sender's earlier list and not on this one; told, never closed",
})
export class NotListed {
  @Field(() => Int)
  count!: number;

  @Field(() => [NamedOrganization])
  organizations!: NamedOrganization[];
}

@ObjectType({ simpleResolvers: true, description: "一行及其结果 / A row and what it comes to" })
export class ImportRow {
  @Field(() => String)
  sheet!: string;

  @Field(() => Int)
  row!: number;

  @Field(() => RowOutcome)
  outcome!: RowOutcome;

  @Field(() => String)
  label!: string;

  @Field(() => JsonScalar, { description: "[{field, label, from, to}]" })
  changes!: unknown;

  @Field(() => [Finding])
  findings!: Finding[];
}

@ObjectType({
  simpleResolvers: true,
  description: "导入回执；同一批次号再发得到同一份 / The receipt; the same batch gets the same one",
})
export class ImportReceipt {
  @Field(() => ID)
  importId!: string;

  @Field(() => ID)
  batchId!: string;

  @Field(() => Boolean)
  replayed!: boolean;

  @Field(() => DateTimeScalar)
  committedAt!: Date;

  @Field(() => ImportCounts)
  counts!: ImportCounts;

  @Field(() => Int, {
    description: "检查之后被别人改过、因此没有写入的行 / Rows kept out because somebody changed theirs after the check",
  })
  conflicts!: number;
}

@ObjectType({ simpleResolvers: true, description: "一次导入：从文件到台账 / An import, from the file to the ledgers" })
export class Import {
  @Field(() => ID)
  id!: string;

  @Field(() => String, { description: "文件名 / File name" })
  file!: string;

  @Field(() => ImportStatus)
  status!: ImportStatus;

  @Field(() => DateTimeScalar)
  createdAt!: Date;

  @Field(() => String)
  createdBy!: string;

  @Field(() => ImportProgress)
  progress!: ImportProgress;

  @Field(() => [ImportTable])
  tables!: ImportTable[];

  @Field(() => ImportReceipt, { nullable: true })
  receipt!: ImportReceipt | null;

  /** Not of the graph: whose it is, how many rows came to what, and what is wrong with file and tables. */
  orgId!: string;
  storedCounts!: Counts | null;
  tableFindings!: readonly ShownFinding[];
}
