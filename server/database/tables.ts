/**
 * The tables as Kysely sees them; the migrations are their source, and a test compares the two.
 * Numbers that must stay exact (numeric, bigint) and dates are text on both engines; jsonb goes in as JSON text.
 */
import type { ColumnType, Generated } from "kysely";

/** A jsonb column: read as data, written as JSON text. */
type Json = ColumnType<unknown, string, string>;
type JsonDefault = ColumnType<unknown, string | undefined, string>;

export interface AccessAssignmentTable {
  account_id: string;
  register: string;
  org_id: string;
  row_id: string;
  assigned_at: Generated<Date>;
  assigned_by: Generated<string>;
}

export interface AccessEventTable {
  seq: Generated<string>;
  at: Generated<Date>;
  account_id: string | null;
  by: string;
  kind: string;
  origin: string | null;
  detail: JsonDefault;
  chain: string;
  link: string;
  previous: Buffer;
  hash: Buffer;
}

export interface AccessGrantTable {
  id: Generated<string>;
  account_id: string;
  role: string;
  org_id: string | null;
  region: string | null;
  subjects: string[] | null;
  unmasks: Generated<boolean>;
  granted_at: Generated<Date>;
  granted_by: Generated<string>;
  revoked_at: Date | null;
  revoked_by: string | null;
}

export interface AccessHeadTable {
  chain: string;
  link: string;
  hash: Buffer;
}

export interface AccessHeldTable {
  account_id: string;
  subject: string;
  use: string;
  everything: boolean;
  tops: string[];
  regional: boolean;
  owner_id: string | null;
}

export interface AccessSealedTable {
  chain: string;
  link: string;
  hash: Buffer;
  at: Generated<Date>;
}

export interface AccessTokenTable {
  id: Generated<string>;
  account_id: string;
  name: string;
  hash: Buffer;
  expires_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
  created_at: Generated<Date>;
  created_by: Generated<string>;
}

export interface AccountTable {
  id: Generated<string>;
  login: string;
  name: string;
  kind: Generated<string>;
  owner_id: string | null;
  status: Generated<string>;
  demo: Generated<boolean>;
  read_only: Generated<boolean>;
  explores: boolean | null;
  password: string | null;
  password_once: Generated<boolean>;
  password_until: Date | null;
  failures: Generated<number>;
  locked_until: Date | null;
  totp: Buffer | null;
  totp_step: string | null;
  oidc_issuer: string | null;
  oidc_subject: string | null;
  org_id: string | null;
  person_id: string | null;
  person_org_id: string | null;
  created_at: Generated<Date>;
  created_by: Generated<string>;
}

export interface ActivityTable {
  org_id: string;
  id: Generated<string>;
  kind: string;
  code: string | null;
  title: string;
  series: string | null;
  edition: number | null;
  course_id: string | null;
  parent_id: string | null;
  region: string | null;
  level: string | null;
  level_rank: number | null;
  starts_on: string | null;
  ends_on: string | null;
  hours: string | null;
  mode: string | null;
  channel: string | null;
  funding: string | null;
  fund_source: string | null;
  form: string | null;
  capacity: number | null;
  quantity: number | null;
  place: string | null;
  status: Generated<string>;
  import_id: string | null;
  import_row: number | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  created_by: Generated<string>;
  updated_at: Generated<Date>;
  updated_by: Generated<string>;
  base_id: string | null;
  party_org_id: string | null;
  topic: string | null;
  foreign_side: Generated<boolean>;
  stage: string | null;
  document_id: string | null;
}

export interface AffiliationTable {
  org_id: string;
  id: Generated<string>;
  role: string;
  person_id: string | null;
  member_org_id: string | null;
  course_id: string | null;
  title: string | null;
  level: string | null;
  tier: string | null;
  speciality: string | null;
  scopes: Generated<string[]>;
  valid_from: string;
  valid_to: string | null;
  status: Generated<string>;
  import_id: string | null;
  import_row: number | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  created_by: Generated<string>;
  updated_at: Generated<Date>;
  updated_by: Generated<string>;
  source: string | null;
  document_id: string | null;
}

export interface BatchTable {
  id: string;
  kind: string;
  request_hash: Uint8Array;
  received_at: Generated<Date>;
  received_by: Generated<string>;
  receipt: Json;
}

/** Where every chain of the logs ended when a seal was made. */
export interface AuditSealTable {
  seal: string;
  at: Generated<Date>;
  by: Generated<string>;
  heads: Json;
}

/** The last link of each organization's chain; the log's own triggers write it. */
export interface ChangeHeadTable {
  org_id: string;
  seq: string;
  link: Uint8Array;
  previous: Uint8Array;
  hash: Uint8Array;
}

export interface ChangeLogTable {
  org_id: string;
  seq: string;
  at: Generated<Date>;
  by: Generated<string>;
  batch_id: string | null;
  origin: string | null;
  register: string;
  operation: string;
  row_count: number;
  digest: Uint8Array;
  before_digest: Uint8Array | null;
  previous: Uint8Array;
  hash: Uint8Array;
  /** Why, by row id; under `*` what was said of all its rows. */
  reasons: unknown;
}

/** Rows as they were before an update or a deletion. */
export interface ChangeRowTable {
  org_id: string;
  seq: string;
  row_no: number;
  register: string;
  row_id: string | null;
  version_before: number | null;
  before: Json;
  at: Generated<Date>;
}

export interface CodeTable {
  id: Generated<string>;
  list: string;
  code: string;
  name_zh: string;
  name_en: string | null;
  parent: string | null;
  rank: number | null;
  attrs: JsonDefault;
  valid_from: string | null;
  valid_to: string | null;
}

export interface CourseTable {
  org_id: string;
  id: Generated<string>;
  kind: string;
  code: string | null;
  name: string;
  occupation: string | null;
  level: string | null;
  level_rank: number | null;
  hours: string | null;
  credits: string | null;
  funding: string | null;
  form: string | null;
  program: string | null;
  status: Generated<string>;
  valid_from: string | null;
  valid_to: string | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  created_by: Generated<string>;
  updated_at: Generated<Date>;
  updated_by: Generated<string>;
  document_id: string | null;
  import_id: string | null;
  import_row: number | null;
  quota: number | null;
}

export interface CredentialTable {
  org_id: string;
  id: Generated<string>;
  kind: string;
  code: string | null;
  person_id: string | null;
  holder_org_id: string | null;
  work_title: string | null;
  level: string | null;
  level_rank: number | null;
  occupation: string | null;
  scope: string | null;
  number: string | null;
  issuer: string | null;
  activity_id: string | null;
  enrolment_id: string | null;
  issued_on: string;
  valid_from: string | null;
  valid_to: string | null;
  revoked_on: string | null;
  revoked_reason: string | null;
  mutual_recognition: Generated<boolean>;
  reverses_id: string | null;
  import_id: string | null;
  import_row: number | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  created_by: Generated<string>;
  updated_at: Generated<Date>;
  updated_by: Generated<string>;
  asset_id: string | null;
  application_id: string | null;
  work_kind: string | null;
  note: string | null;
}

export interface DocumentTable {
  org_id: string;
  id: Generated<string>;
  kind: string;
  title: string;
  number: string | null;
  issuer: string | null;
  issued_on: string | null;
  valid_from: string | null;
  valid_to: string | null;
  sha256: Uint8Array | null;
  file_name: string | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  created_by: Generated<string>;
  updated_at: Generated<Date>;
  updated_by: Generated<string>;
  series: string | null;
  summary: string | null;
  import_id: string | null;
  import_row: number | null;
}

export interface EnrolmentTable {
  org_id: string;
  id: Generated<string>;
  activity_id: string;
  person_id: string | null;
  member_org_id: string | null;
  role: Generated<string>;
  sponsor_org_id: string | null;
  categories: Generated<string[]>;
  employed_at_time: boolean | null;
  hours_done: string | null;
  score: string | null;
  result: string | null;
  status: Generated<string>;
  enrolled_on: string | null;
  completed_on: string | null;
  outcome: string | null;
  outcome_on: string | null;
  import_id: string | null;
  import_row: number | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  created_by: Generated<string>;
  updated_at: Generated<Date>;
  updated_by: Generated<string>;
}

export interface FigureTable {
  org_id: string;
  id: Generated<string>;
  indicator: string;
  period: string;
  dims: JsonDefault;
  dims_key: Generated<string>;
  value: string | null;
  source: string;
  quality: Generated<string>;
  status: Generated<string>;
  computed_value: string | null;
  reason: string | null;
  version: Generated<number>;
  batch_id: string | null;
  import_id: string | null;
  created_at: Generated<Date>;
  created_by: Generated<string>;
  updated_at: Generated<Date>;
  updated_by: Generated<string>;
  definition_version: number | null;
  submission_id: string | null;
}

export interface FigureRevisionTable {
  org_id: string;
  figure_id: string;
  version: number;
  value: string | null;
  source: string;
  status: string;
  computed_value: string | null;
  reason: string | null;
  place: string | null;
  batch_id: string | null;
  import_id: string | null;
  import_row: number | null;
  changed_at: Generated<Date>;
  changed_by: Generated<string>;
  definition_version: number | null;
}

export interface FundEntryTable {
  org_id: string;
  id: Generated<string>;
  kind: string;
  direction: string;
  amount: string;
  currency: Generated<string>;
  fund_source: string | null;
  purpose: string | null;
  program: string | null;
  counterparty: string | null;
  counterparty_org_id: string | null;
  person_id: string | null;
  activity_id: string | null;
  enrolment_id: string | null;
  occurred_on: string;
  status: Generated<string>;
  voucher_no: string | null;
  reverses_id: string | null;
  import_id: string | null;
  import_row: number | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  created_by: Generated<string>;
  updated_at: Generated<Date>;
  updated_by: Generated<string>;
  asset_id: string | null;
  application_id: string | null;
  beneficiary_org_id: string | null;
  note: string | null;
}

export interface ImportTable {
  org_id: string;
  id: Generated<string>;
  file_name: string;
  sha256: Uint8Array | null;
  size_bytes: string | null;
  origin: string;
  status: string;
  phase: Generated<string>;
  done: Generated<number>;
  total: number | null;
  tables: JsonDefault;
  refusal: Json | null;
  batch_id: string | null;
  receipt: Json | null;
  created_at: Generated<Date>;
  created_by: Generated<string>;
  committed_at: Date | null;
  counts: Json | null;
  wanted: string | null;
  worked_at: Date | null;
  commit_hash: Uint8Array | null;
  commit_rank: Generated<number>;
  commit_row: Generated<number>;
}

export interface ImportRowTable {
  org_id: string;
  import_id: string;
  table_no: number;
  row_no: number;
  sheet: string;
  cells: Json;
  typed: Json | null;
  label: string | null;
  outcome: string | null;
  changes: Json | null;
  findings: JsonDefault;
  register: string | null;
  row_id: string | null;
}

export interface IndicatorTable {
  id: Generated<string>;
  code: string;
  name_zh: string;
  name_en: string;
  unit: string;
  unit_dim: string;
  display_unit: string | null;
  display_scale: Generated<string>;
  decimals: Generated<number>;
  kind: string;
  formula: string | null;
  flow_stock: Generated<string>;
  additive: Generated<boolean>;
  direction: Generated<string>;
  dims: Generated<string[]>;
  period_kinds: Generated<string[]>;
  definition_version: Generated<number>;
  valid_from: string | null;
  valid_to: string | null;
}

export interface MappingMemoryTable {
  org_id: string;
  target: string;
  header: string;
  field: string | null;
  updated_at: Generated<Date>;
  updated_by: Generated<string>;
}

export interface OrganizationTable {
  id: Generated<string>;
  code: string | null;
  uscc: string | null;
  school_code: string | null;
  name: string;
  short_name: string | null;
  kind: string;
  ownership: string | null;
  parent_id: string | null;
  region: string | null;
  industry: string | null;
  size: string | null;
  level: string | null;
  authority: string | null;
  founded_on: string | null;
  status: Generated<string>;
  note: string | null;
  source_id: string | null;
  valid_from: string | null;
  valid_to: string | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  created_by: Generated<string>;
  updated_at: Generated<Date>;
  updated_by: Generated<string>;
  country: Generated<string>;
}

export interface OrganizationNameTable {
  org_id: string;
  id: Generated<string>;
  name: string;
  valid_from: string | null;
  valid_to: string;
  import_id: string | null;
}

export interface OrganizationTreeTable {
  ancestor_id: string;
  org_id: string;
  depth: number;
}

export interface PersonTable {
  org_id: string;
  id: Generated<string>;
  id_hash: Uint8Array | null;
  id_type: string | null;
  id_last4: string | null;
  name: string;
  sex: string | null;
  birth_ym: string | null;
  home_region: string | null;
  education: string | null;
  phone_last4: string | null;
  verified_at: Date | null;
  verified_by: string | null;
  import_id: string | null;
  import_row: number | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  created_by: Generated<string>;
  updated_at: Generated<Date>;
  updated_by: Generated<string>;
}

/** Counted figures by owner, definition and day, month or year; the hub's triggers write it. */
export interface TallyTable {
  org_id: string;
  key: string;
  grain: number;
  day: string;
  value: string;
}

export interface TallyStateTable {
  one: Generated<boolean>;
  digest: string;
  keys: string[];
  counted_at: Generated<Date>;
}

export interface TargetTable {
  org_id: string;
  id: Generated<string>;
  indicator: string | null;
  indicator_name: string;
  subject_org_id: string | null;
  subject: string;
  scope: Generated<string>;
  period: string | null;
  period_text: string;
  dims: JsonDefault;
  comparator: string;
  value: string | null;
  value_max: string | null;
  raw_value: string | null;
  unit: string | null;
  nature: string;
  strict: Generated<boolean>;
  parent_id: string | null;
  responsible: string | null;
  document_id: string | null;
  anchor_offset: number | null;
  quote: string | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  created_by: Generated<string>;
  updated_at: Generated<Date>;
  updated_by: Generated<string>;
}

export interface ApplicationTable {
  org_id: string;
  id: Generated<string>;
  kind: string;
  number: string | null;
  title: string;
  work_kind: string | null;
  person_id: string | null;
  applicant_org_id: string | null;
  enrolment_id: string | null;
  asset_id: string | null;
  activity_id: string | null;
  handling_org_id: string | null;
  course_id: string | null;
  program: string | null;
  occupation: string | null;
  level: string | null;
  level_rank: number | null;
  amount: string | null;
  score: string | null;
  result: string | null;
  status: Generated<string>;
  submitted_on: string | null;
  decided_on: string | null;
  decision_reason: string | null;
  document_id: string | null;
  import_id: string | null;
  import_row: number | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  created_by: Generated<string>;
  updated_at: Generated<Date>;
  updated_by: Generated<string>;
}

export interface AssetTable {
  org_id: string;
  id: Generated<string>;
  kind: string;
  base_kind: string | null;
  code: string | null;
  name: string;
  host_org_id: string | null;
  course_id: string | null;
  region: string | null;
  level: string | null;
  level_rank: number | null;
  capacity: number | null;
  amount: string | null;
  status: Generated<string>;
  valid_from: string | null;
  valid_to: string | null;
  import_id: string | null;
  import_row: number | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  created_by: Generated<string>;
  updated_at: Generated<Date>;
  updated_by: Generated<string>;
}

export interface AttendanceTable {
  org_id: string;
  id: Generated<string>;
  enrolment_id: string;
  starts_at: Date;
  ends_at: Date;
  method: Generated<string>;
  present: boolean;
  minutes: number | null;
  evidence: string | null;
  import_id: string | null;
  import_row: number | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  created_by: Generated<string>;
  updated_at: Generated<Date>;
  updated_by: Generated<string>;
}

export interface FindingTable {
  org_id: string;
  id: Generated<string>;
  rule: string | null;
  kind: Generated<string>;
  source: Generated<string>;
  severity: Generated<string>;
  subject: string;
  subject_register: string | null;
  subject_id: string | null;
  activity_id: string | null;
  period: string | null;
  key: string | null;
  detail: string | null;
  explanation: string | null;
  status: Generated<string>;
  sanction_proposed: string | null;
  sanction: string | null;
  amount: string | null;
  opened_on: Generated<string>;
  closed_on: string | null;
  decided_by: string | null;
  document_id: string | null;
  import_id: string | null;
  import_row: number | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  created_by: Generated<string>;
  updated_at: Generated<Date>;
  updated_by: Generated<string>;
}

export interface FormTable {
  id: Generated<string>;
  code: string;
  edition: Generated<number>;
  name: string;
  audience_kind: string | null;
  audience_level: string | null;
  period_kind: string;
  due_days: Generated<number>;
  cells: JsonDefault;
  status: Generated<string>;
  valid_from: string | null;
  valid_to: string | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  created_by: Generated<string>;
  updated_at: Generated<Date>;
  updated_by: Generated<string>;
}

export interface IndicatorVersionTable {
  indicator: string;
  version: number;
  kind: string;
  formula: string | null;
  unit_dim: string;
  valid_from: string;
  valid_to: string | null;
  note: string | null;
  created_at: Generated<Date>;
  created_by: Generated<string>;
}

export interface ParameterTable {
  id: Generated<string>;
  name: string;
  region: Generated<string>;
  value: string;
  unit: Generated<string>;
  basis: string | null;
  note: string | null;
  valid_from: Generated<string>;
  valid_to: string | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  created_by: Generated<string>;
  updated_at: Generated<Date>;
  updated_by: Generated<string>;
}

export interface PersonIdentityTable {
  org_id: string;
  person_id: string;
  key_id: string;
  print_key_id: string;
  sealed: Buffer;
  sealed_at: Generated<Date>;
}

export interface IdentityPrintKeyTable {
  key_id: string;
  since: Generated<Date>;
}

export interface PersonErasureTable {
  org_id: string;
  id: Generated<string>;
  person_id: string;
  at: Generated<Date>;
  by: Generated<string>;
  reason: string;
  kept: unknown;
  images: number;
  staged: number;
  digest: Buffer;
}

export interface ChangeErasureTable {
  org_id: string;
  seq: string;
  row_no: number;
  erasure_id: string;
  was: Buffer;
  became: Buffer;
}

export interface RoleRightTable {
  role: string;
  subject: string;
  reads: string;
  writes: boolean;
  approves: boolean;
}

export interface RuleTable {
  id: Generated<string>;
  code: string;
  name: string;
  name_en: string | null;
  expression: string | null;
  severity: string;
  moments: Generated<string[]>;
  basis: string | null;
  message: string | null;
  message_en: string | null;
  status: Generated<string>;
  valid_from: string | null;
  valid_to: string | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  created_by: Generated<string>;
  updated_at: Generated<Date>;
  updated_by: Generated<string>;
}

export interface SessionTable {
  id: Generated<string>;
  account_id: string;
  hash: Buffer;
  former_hash: Buffer | null;
  rotated_at: Generated<Date>;
  started_at: Generated<Date>;
  seen_at: Generated<Date>;
  expires_at: Date;
  ended_at: Date | null;
  agent: string | null;
}

export interface SubmissionTable {
  org_id: string;
  id: Generated<string>;
  form_id: string;
  period: string;
  correction: Generated<number>;
  status: Generated<string>;
  due_on: string | null;
  submitted_at: Date | null;
  submitted_by: string | null;
  reviewed_at: Date | null;
  reviewed_by: string | null;
  approved_at: Date | null;
  approved_by: string | null;
  return_reason: string | null;
  note: string | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  created_by: Generated<string>;
  updated_at: Generated<Date>;
  updated_by: Generated<string>;
}

export interface TaskTable {
  org_id: string;
  id: Generated<string>;
  kind: Generated<string>;
  origin: Generated<string>;
  list: string | null;
  plan: string | null;
  title: string;
  co_organizations: Generated<string[]>;
  person_id: string | null;
  parent_id: string | null;
  finding_id: string | null;
  activity_id: string | null;
  target_id: string | null;
  document_id: string | null;
  started_on: string | null;
  due_on: string | null;
  done_on: string | null;
  progress: Generated<number>;
  problem: string | null;
  status: Generated<string>;
  import_id: string | null;
  import_row: number | null;
  version: Generated<number>;
  created_at: Generated<Date>;
  created_by: Generated<string>;
  updated_at: Generated<Date>;
  updated_by: Generated<string>;
}

export interface ViewerKeyTable {
  login: string;
  inner_pad: Buffer;
  outer_pad: Buffer;
}

export interface UploadPaceTable {
  account_id: string;
  sent: Date[];
}

export interface WaitingSignInTable {
  digest: Buffer;
  sealed: Buffer;
  handed: Generated<boolean>;
  until: Date;
}

export interface Database {
  access_assignment: AccessAssignmentTable;
  access_event: AccessEventTable;
  access_grant: AccessGrantTable;
  access_head: AccessHeadTable;
  access_held: AccessHeldTable;
  access_sealed: AccessSealedTable;
  access_token: AccessTokenTable;
  account: AccountTable;
  activity: ActivityTable;
  affiliation: AffiliationTable;
  application: ApplicationTable;
  asset: AssetTable;
  attendance: AttendanceTable;
  audit_seal: AuditSealTable;
  batch: BatchTable;
  change_head: ChangeHeadTable;
  change_log: ChangeLogTable;
  change_row: ChangeRowTable;
  change_erasure: ChangeErasureTable;
  code: CodeTable;
  course: CourseTable;
  credential: CredentialTable;
  document: DocumentTable;
  enrolment: EnrolmentTable;
  figure: FigureTable;
  figure_revision: FigureRevisionTable;
  finding: FindingTable;
  form: FormTable;
  fund_entry: FundEntryTable;
  identity_print_key: IdentityPrintKeyTable;
  import: ImportTable;
  import_row: ImportRowTable;
  indicator: IndicatorTable;
  indicator_version: IndicatorVersionTable;
  mapping_memory: MappingMemoryTable;
  organization: OrganizationTable;
  organization_name: OrganizationNameTable;
  organization_tree: OrganizationTreeTable;
  parameter: ParameterTable;
  person: PersonTable;
  person_erasure: PersonErasureTable;
  person_identity: PersonIdentityTable;
  role_right: RoleRightTable;
  rule: RuleTable;
  session: SessionTable;
  submission: SubmissionTable;
  tally: TallyTable;
  tally_state: TallyStateTable;
  target: TargetTable;
  task: TaskTable;
  upload_pace: UploadPaceTable;
  viewer_key: ViewerKeyTable;
  waiting_sign_in: WaitingSignInTable;
}
