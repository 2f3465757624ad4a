/** Made from schema/operations/ by `npm run schema`. Do not edit. */
/* eslint-disable */
/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
/** 要写的一行：活动：培训班、竞赛、会议、评价等 / Activities: classes, contests, meetings, assessments */
export type ActivityRowInput = {
  /** 单元格，如 名册!B5 / The cell, such as Sheet1!B5 */
  readonly at?: string | null | undefined;
  /** 在哪个基地 / The base it is held at */
  readonly base?: string | number | boolean | null | undefined;
  /** 改动前看到的各字段 / The fields as you saw them */
  readonly baseValues?: unknown;
  /** 改动前看到的版本；不填则直接改 / The version you started from; none to change it as it is */
  readonly baseVersion?: number | null | undefined;
  /** 计划人数 / Places */
  readonly capacity?: string | number | boolean | null | undefined;
  /** 渠道 / Channel */
  readonly channel?: string | number | boolean | null | undefined;
  /** 编号 / Code */
  readonly code?: string | number | boolean | null | undefined;
  /** 课程 / The course */
  readonly course?: string | number | boolean | null | undefined;
  /** 删除这一行 / Remove this row */
  readonly delete?: boolean | null | undefined;
  /** 文件 / The document */
  readonly document?: string | number | boolean | null | undefined;
  /** 第几届（期） / Edition */
  readonly edition?: string | number | boolean | null | undefined;
  /** 结束日期 / Ends on */
  readonly endsOn?: string | number | boolean | null | undefined;
  /** 是否涉外 / Whether abroad or with a foreign side */
  readonly foreignSide?: string | number | boolean | null | undefined;
  /** 培训形式 / Form of training */
  readonly form?: string | number | boolean | null | undefined;
  /** 资金来源 / Source of the money */
  readonly fundSource?: string | number | boolean | null | undefined;
  /** 补贴性质 / Subsidised or not */
  readonly funding?: string | number | boolean | null | undefined;
  /** 课时 / Hours */
  readonly hours?: string | number | boolean | null | undefined;
  /** 全局编号；新的一行可不填，或填发送方生成的 UUID / Global id; none, or a UUID of your own, for a new row */
  readonly id?: string | number | null | undefined;
  /** 类别 / Kind */
  readonly kind?: string | number | boolean | null | undefined;
  /** 级别 / Level */
  readonly level?: string | number | boolean | null | undefined;
  /** 方式 / Mode */
  readonly mode?: string | number | boolean | null | undefined;
  /** 所属单位：代码、学校标识码、统一社会信用代码或全称；新的一行必填 / The owner; needed for a new row */
  readonly organization?: string | null | undefined;
  /** 所属活动 / The activity it is part of */
  readonly parent?: string | number | boolean | null | undefined;
  /** 对方单位：走访、检查、委托 / Whom it is about: visited, inspected, the client */
  readonly partyOrganization?: string | number | boolean | null | undefined;
  /** 地点 / Place */
  readonly place?: string | number | boolean | null | undefined;
  /** 数量 / Quantity */
  readonly quantity?: string | number | boolean | null | undefined;
  /** 原因；冲销、删除导入的行、改动已批准的记录必填 / Why; needed to take back a row, to delete one that a file brought, and to change what was approved */
  readonly reason?: string | null | undefined;
  /** 地区 / Region */
  readonly region?: string | number | boolean | null | undefined;
  /** 系列 / Series */
  readonly series?: string | number | boolean | null | undefined;
  /** 培训阶段 / Stage of training */
  readonly stage?: string | number | boolean | null | undefined;
  /** 开始日期 / Starts on */
  readonly startsOn?: string | number | boolean | null | undefined;
  /** 状态 / Status */
  readonly status?: string | number | boolean | null | undefined;
  /** 名称 / Title */
  readonly title?: string | number | boolean | null | undefined;
  /** 主题 / Topic */
  readonly topic?: string | number | boolean | null | undefined;
};

/** 要写的一行：关系：会员、理事、专家、教师等，有起止日期 / Members, council, experts, trainers, with their dates */
export type AffiliationRowInput = {
  /** 单元格，如 名册!B5 / The cell, such as Sheet1!B5 */
  readonly at?: string | null | undefined;
  /** 改动前看到的各字段 / The fields as you saw them */
  readonly baseValues?: unknown;
  /** 改动前看到的版本；不填则直接改 / The version you started from; none to change it as it is */
  readonly baseVersion?: number | null | undefined;
  /** 课程 / The course */
  readonly course?: string | number | boolean | null | undefined;
  /** 删除这一行 / Remove this row */
  readonly delete?: boolean | null | undefined;
  /** 协议或任命文件 / The agreement or appointment */
  readonly document?: string | number | boolean | null | undefined;
  /** 全局编号；新的一行可不填，或填发送方生成的 UUID / Global id; none, or a UUID of your own, for a new row */
  readonly id?: string | number | null | undefined;
  /** 级别 / Level */
  readonly level?: string | number | boolean | null | undefined;
  /** 会员单位 / The member organization */
  readonly memberOrganization?: string | number | boolean | null | undefined;
  /** 所属单位：代码、学校标识码、统一社会信用代码或全称；新的一行必填 / The owner; needed for a new row */
  readonly organization?: string | null | undefined;
  /** 人员 / The person */
  readonly person?: string | number | boolean | null | undefined;
  /** 原因；冲销、删除导入的行、改动已批准的记录必填 / Why; needed to take back a row, to delete one that a file brought, and to change what was approved */
  readonly reason?: string | null | undefined;
  /** 角色 / Role */
  readonly role?: string | number | boolean | null | undefined;
  /** 范围 / Scopes */
  readonly scopes?: string | number | boolean | null | undefined;
  /** 来源 / Source */
  readonly source?: string | number | boolean | null | undefined;
  /** 专业方向 / Speciality */
  readonly speciality?: string | number | boolean | null | undefined;
  /** 状态 / Status */
  readonly status?: string | number | boolean | null | undefined;
  /** 层次 / Tier */
  readonly tier?: string | number | boolean | null | undefined;
  /** 职务或职称 / Post or title */
  readonly title?: string | number | boolean | null | undefined;
  /** 起 / From */
  readonly validFrom?: string | number | boolean | null | undefined;
  /** 止（不含） / To, exclusive */
  readonly validTo?: string | number | boolean | null | undefined;
};

/** 要写的一行：申报与案卷：入会、立项、评选、职称、年检、补贴等 / Applications: membership, projects, reviews, inspections, claims */
export type ApplicationRowInput = {
  /** 所属批次 / The round it belongs to */
  readonly activity?: string | number | boolean | null | undefined;
  /** 金额（元） / Amount in yuan */
  readonly amount?: string | number | boolean | null | undefined;
  /** 申报单位 / The organization that applies */
  readonly applicantOrganization?: string | number | boolean | null | undefined;
  /** 申报的基地或资源 / The base or resource it is for */
  readonly asset?: string | number | boolean | null | undefined;
  /** 单元格，如 名册!B5 / The cell, such as Sheet1!B5 */
  readonly at?: string | null | undefined;
  /** 改动前看到的各字段 / The fields as you saw them */
  readonly baseValues?: unknown;
  /** 改动前看到的版本；不填则直接改 / The version you started from; none to change it as it is */
  readonly baseVersion?: number | null | undefined;
  /** 课程或专业 / The course */
  readonly course?: string | number | boolean | null | undefined;
  /** 决定日期 / Decided on */
  readonly decidedOn?: string | number | boolean | null | undefined;
  /** 决定理由 / Why it was decided so */
  readonly decisionReason?: string | number | boolean | null | undefined;
  /** 删除这一行 / Remove this row */
  readonly delete?: boolean | null | undefined;
  /** 决定文件 / The document of the decision */
  readonly document?: string | number | boolean | null | undefined;
  /** 为哪次参加申报 / The enrolment it is for */
  readonly enrolment?: string | number | boolean | null | undefined;
  /** 受理单位 / Who decides */
  readonly handlingOrganization?: string | number | boolean | null | undefined;
  /** 全局编号；新的一行可不填，或填发送方生成的 UUID / Global id; none, or a UUID of your own, for a new row */
  readonly id?: string | number | null | undefined;
  /** 类别 / Kind */
  readonly kind?: string | number | boolean | null | undefined;
  /** 申报级别 / Level applied for */
  readonly level?: string | number | boolean | null | undefined;
  /** 申报编号 / Number */
  readonly number?: string | number | boolean | null | undefined;
  /** 职业（工种） / Occupation */
  readonly occupation?: string | number | boolean | null | undefined;
  /** 所属单位：代码、学校标识码、统一社会信用代码或全称；新的一行必填 / The owner; needed for a new row */
  readonly organization?: string | null | undefined;
  /** 申报人 / The person who applies */
  readonly person?: string | number | boolean | null | undefined;
  /** 项目 / Program */
  readonly program?: string | number | boolean | null | undefined;
  /** 原因；冲销、删除导入的行、改动已批准的记录必填 / Why; needed to take back a row, to delete one that a file brought, and to change what was approved */
  readonly reason?: string | null | undefined;
  /** 结论 / Result */
  readonly result?: string | number | boolean | null | undefined;
  /** 得分 / Score */
  readonly score?: string | number | boolean | null | undefined;
  /** 状态 / Status */
  readonly status?: string | number | boolean | null | undefined;
  /** 提交日期 / Submitted on */
  readonly submittedOn?: string | number | boolean | null | undefined;
  /** 名称 / Title */
  readonly title?: string | number | boolean | null | undefined;
  /** 成果类别 / Kind of work */
  readonly workKind?: string | number | boolean | null | undefined;
};

/** 要写的一行：基地与资源：基地、工作室、网络课程、教材、设备 / Bases and resources */
export type AssetRowInput = {
  /** 价值（元） / Worth in yuan */
  readonly amount?: string | number | boolean | null | undefined;
  /** 单元格，如 名册!B5 / The cell, such as Sheet1!B5 */
  readonly at?: string | null | undefined;
  /** 基地类型 / Kind of base */
  readonly baseKind?: string | number | boolean | null | undefined;
  /** 改动前看到的各字段 / The fields as you saw them */
  readonly baseValues?: unknown;
  /** 改动前看到的版本；不填则直接改 / The version you started from; none to change it as it is */
  readonly baseVersion?: number | null | undefined;
  /** 可容纳人数 / Places */
  readonly capacity?: string | number | boolean | null | undefined;
  /** 编号 / Code */
  readonly code?: string | number | boolean | null | undefined;
  /** 课程 / The course */
  readonly course?: string | number | boolean | null | undefined;
  /** 删除这一行 / Remove this row */
  readonly delete?: boolean | null | undefined;
  /** 依托单位 / The organization that hosts it */
  readonly hostOrganization?: string | number | boolean | null | undefined;
  /** 全局编号；新的一行可不填，或填发送方生成的 UUID / Global id; none, or a UUID of your own, for a new row */
  readonly id?: string | number | null | undefined;
  /** 类别 / Kind */
  readonly kind?: string | number | boolean | null | undefined;
  /** 级别 / Level */
  readonly level?: string | number | boolean | null | undefined;
  /** 名称 / Name */
  readonly name?: string | number | boolean | null | undefined;
  /** 所属单位：代码、学校标识码、统一社会信用代码或全称；新的一行必填 / The owner; needed for a new row */
  readonly organization?: string | null | undefined;
  /** 原因；冲销、删除导入的行、改动已批准的记录必填 / Why; needed to take back a row, to delete one that a file brought, and to change what was approved */
  readonly reason?: string | null | undefined;
  /** 地区 / Region */
  readonly region?: string | number | boolean | null | undefined;
  /** 状态 / Status */
  readonly status?: string | number | boolean | null | undefined;
  /** 启用日期 / In use from */
  readonly validFrom?: string | number | boolean | null | undefined;
  /** 停用日期（不含） / In use to, exclusive */
  readonly validTo?: string | number | boolean | null | undefined;
};

/** 要写的一行：考勤：每人每次课是否到场 / Attendance, one row for each person and session */
export type AttendanceRowInput = {
  /** 单元格，如 名册!B5 / The cell, such as Sheet1!B5 */
  readonly at?: string | null | undefined;
  /** 改动前看到的各字段 / The fields as you saw them */
  readonly baseValues?: unknown;
  /** 改动前看到的版本；不填则直接改 / The version you started from; none to change it as it is */
  readonly baseVersion?: number | null | undefined;
  /** 删除这一行 / Remove this row */
  readonly delete?: boolean | null | undefined;
  /** 课次结束 / The session ends at */
  readonly endsAt?: string | number | boolean | null | undefined;
  /** 参加记录 / The enrolment */
  readonly enrolment?: string | number | boolean | null | undefined;
  /** 录像索引，不存人脸 / Index of the recording, never a picture of a face */
  readonly evidence?: string | number | boolean | null | undefined;
  /** 全局编号；新的一行可不填，或填发送方生成的 UUID / Global id; none, or a UUID of your own, for a new row */
  readonly id?: string | number | null | undefined;
  /** 签到方式 / How presence was taken */
  readonly method?: string | number | boolean | null | undefined;
  /** 到场分钟数 / Minutes present */
  readonly minutes?: string | number | boolean | null | undefined;
  /** 所属单位：代码、学校标识码、统一社会信用代码或全称；新的一行必填 / The owner; needed for a new row */
  readonly organization?: string | null | undefined;
  /** 是否到场 / Whether present */
  readonly present?: string | number | boolean | null | undefined;
  /** 原因；冲销、删除导入的行、改动已批准的记录必填 / Why; needed to take back a row, to delete one that a file brought, and to change what was approved */
  readonly reason?: string | null | undefined;
  /** 课次开始 / The session starts at */
  readonly startsAt?: string | number | boolean | null | undefined;
};

/** 查哪些事件；各项都要符合 / Which events: all that is given must hold */
export type AuditFilter = {
  /** 批次编号 / Id of the batch */
  readonly batch?: string | number | null | undefined;
  /** 从何时起（含） / From this moment on */
  readonly from?: string | null | undefined;
  /** 哪些事件，如 sign_in、granted、refused、personal_read、rows_changed / Kinds of events, such as sign_in, granted, refused, personal_read, rows_changed */
  readonly kinds?: ReadonlyArray<string> | null | undefined;
  /** 单位代码，含下级 / Code of an organization, with all below it */
  readonly organization?: string | null | undefined;
  /** 哪本台账，如 Person / The register, such as Person */
  readonly register?: string | null | undefined;
  /** 到何时止（不含） / Before this moment */
  readonly to?: string | null | undefined;
  /** 谁：名称的开头 / Who: the beginning of the name */
  readonly who?: string | null | undefined;
};

/** 指标、单位或期间 / Indicator, organization or period */
export type CatalogueKind =
  | 'INDICATOR'
  | 'ORGANIZATION'
  | 'PERIOD';

/** 写入、不变、冲突或被拒 / What became of a cell */
export type CellOutcome =
  | 'CONFLICT'
  | 'REFUSED'
  | 'UNCHANGED'
  | 'WRITTEN';

/** 一列对应什么 / What a column is read as */
export type ColumnMappingInput = {
  /** 空为不导入 / Null: do not import */
  readonly field?: string | null | undefined;
  /** 列号 / Column letter */
  readonly letter: string;
};

/** 要写的一行：课程、专业与标准 / Courses, majors and standards */
export type CourseRowInput = {
  /** 单元格，如 名册!B5 / The cell, such as Sheet1!B5 */
  readonly at?: string | null | undefined;
  /** 改动前看到的各字段 / The fields as you saw them */
  readonly baseValues?: unknown;
  /** 改动前看到的版本；不填则直接改 / The version you started from; none to change it as it is */
  readonly baseVersion?: number | null | undefined;
  /** 课程代码 / Code */
  readonly code?: string | number | boolean | null | undefined;
  /** 学分 / Credits */
  readonly credits?: string | number | boolean | null | undefined;
  /** 删除这一行 / Remove this row */
  readonly delete?: boolean | null | undefined;
  /** 方案或标准文件 / The programme or standard */
  readonly document?: string | number | boolean | null | undefined;
  /** 培训形式 / Form of training */
  readonly form?: string | number | boolean | null | undefined;
  /** 补贴性质 / Subsidised or not */
  readonly funding?: string | number | boolean | null | undefined;
  /** 课时 / Hours */
  readonly hours?: string | number | boolean | null | undefined;
  /** 全局编号；新的一行可不填，或填发送方生成的 UUID / Global id; none, or a UUID of your own, for a new row */
  readonly id?: string | number | null | undefined;
  /** 类别 / Kind */
  readonly kind?: string | number | boolean | null | undefined;
  /** 技能等级 / Skill level */
  readonly level?: string | number | boolean | null | undefined;
  /** 名称 / Name */
  readonly name?: string | number | boolean | null | undefined;
  /** 职业（工种） / Occupation */
  readonly occupation?: string | number | boolean | null | undefined;
  /** 所属单位：代码、学校标识码、统一社会信用代码或全称；新的一行必填 / The owner; needed for a new row */
  readonly organization?: string | null | undefined;
  /** 项目 / Program */
  readonly program?: string | number | boolean | null | undefined;
  /** 招生计划数 / Places */
  readonly quota?: string | number | boolean | null | undefined;
  /** 原因；冲销、删除导入的行、改动已批准的记录必填 / Why; needed to take back a row, to delete one that a file brought, and to change what was approved */
  readonly reason?: string | null | undefined;
  /** 状态 / Status */
  readonly status?: string | number | boolean | null | undefined;
  /** 有效期起 / Valid from */
  readonly validFrom?: string | number | boolean | null | undefined;
  /** 有效期止（不含） / Valid to, exclusive */
  readonly validTo?: string | number | boolean | null | undefined;
};

/** 要写的一行：证书、称号与荣誉 / Certificates, titles and honours */
export type CredentialRowInput = {
  /** 活动 / The activity */
  readonly activity?: string | number | boolean | null | undefined;
  /** 所依申报 / The application it came from */
  readonly application?: string | number | boolean | null | undefined;
  /** 授予的基地或资源 / The base or resource that holds it */
  readonly asset?: string | number | boolean | null | undefined;
  /** 单元格，如 名册!B5 / The cell, such as Sheet1!B5 */
  readonly at?: string | null | undefined;
  /** 改动前看到的各字段 / The fields as you saw them */
  readonly baseValues?: unknown;
  /** 改动前看到的版本；不填则直接改 / The version you started from; none to change it as it is */
  readonly baseVersion?: number | null | undefined;
  /** 证书代码 / Code */
  readonly code?: string | number | boolean | null | undefined;
  /** 删除这一行 / Remove this row */
  readonly delete?: boolean | null | undefined;
  /** 参加记录 / The enrolment */
  readonly enrolment?: string | number | boolean | null | undefined;
  /** 持证单位 / The organization that holds it */
  readonly holderOrganization?: string | number | boolean | null | undefined;
  /** 全局编号；新的一行可不填，或填发送方生成的 UUID / Global id; none, or a UUID of your own, for a new row */
  readonly id?: string | number | null | undefined;
  /** 发证日期 / Issued on */
  readonly issuedOn?: string | number | boolean | null | undefined;
  /** 发证单位 / Issuer */
  readonly issuer?: string | number | boolean | null | undefined;
  /** 类别 / Kind */
  readonly kind?: string | number | boolean | null | undefined;
  /** 等级 / Level */
  readonly level?: string | number | boolean | null | undefined;
  /** 是否互认 / Whether mutually recognised */
  readonly mutualRecognition?: string | number | boolean | null | undefined;
  /** 备注 / Note */
  readonly note?: string | number | boolean | null | undefined;
  /** 证书编号 / Number */
  readonly number?: string | number | boolean | null | undefined;
  /** 职业（工种） / Occupation */
  readonly occupation?: string | number | boolean | null | undefined;
  /** 所属单位：代码、学校标识码、统一社会信用代码或全称；新的一行必填 / The owner; needed for a new row */
  readonly organization?: string | null | undefined;
  /** 持证人 / The holder */
  readonly person?: string | number | boolean | null | undefined;
  /** 原因；冲销、删除导入的行、改动已批准的记录必填 / Why; needed to take back a row, to delete one that a file brought, and to change what was approved */
  readonly reason?: string | null | undefined;
  /** 更正哪一份 / The one it corrects */
  readonly reverses?: string | number | boolean | null | undefined;
  /** 撤销日期 / Revoked on */
  readonly revokedOn?: string | number | boolean | null | undefined;
  /** 撤销原因 / Why it was revoked */
  readonly revokedReason?: string | number | boolean | null | undefined;
  /** 范围 / Scope */
  readonly scope?: string | number | boolean | null | undefined;
  /** 有效期起 / Valid from */
  readonly validFrom?: string | number | boolean | null | undefined;
  /** 有效期止（不含） / Valid to, exclusive */
  readonly validTo?: string | number | boolean | null | undefined;
  /** 作品类别 / Kind of work */
  readonly workKind?: string | number | boolean | null | undefined;
  /** 获奖作品 / The work it was given to */
  readonly workTitle?: string | number | boolean | null | undefined;
};

/** 按日期筛选 / Filter by day */
export type DateFilter = {
  /** 等于 / Equal to */
  readonly eq?: string | null | undefined;
  /** 大于 / Greater than */
  readonly gt?: string | null | undefined;
  /** 大于或等于 / At least */
  readonly gte?: string | null | undefined;
  /** 是否为空 / Whether it is empty */
  readonly isNull?: boolean | null | undefined;
  /** 小于 / Less than */
  readonly lt?: string | null | undefined;
  /** 小于或等于 / At most */
  readonly lte?: string | null | undefined;
  /** 不等于（空值也算不等） / Different from, empty included */
  readonly ne?: string | null | undefined;
};

/** 按时刻筛选 / Filter by instant */
export type DateTimeFilter = {
  /** 大于 / Greater than */
  readonly gt?: string | null | undefined;
  /** 大于或等于 / At least */
  readonly gte?: string | null | undefined;
  /** 是否为空 / Whether it is empty */
  readonly isNull?: boolean | null | undefined;
  /** 小于 / Less than */
  readonly lt?: string | null | undefined;
  /** 小于或等于 / At most */
  readonly lte?: string | null | undefined;
};

/** 要写的一行：文件 / Documents */
export type DocumentRowInput = {
  /** 单元格，如 名册!B5 / The cell, such as Sheet1!B5 */
  readonly at?: string | null | undefined;
  /** 改动前看到的各字段 / The fields as you saw them */
  readonly baseValues?: unknown;
  /** 改动前看到的版本；不填则直接改 / The version you started from; none to change it as it is */
  readonly baseVersion?: number | null | undefined;
  /** 删除这一行 / Remove this row */
  readonly delete?: boolean | null | undefined;
  /** 文件名 / File name */
  readonly fileName?: string | number | boolean | null | undefined;
  /** 全局编号；新的一行可不填，或填发送方生成的 UUID / Global id; none, or a UUID of your own, for a new row */
  readonly id?: string | number | null | undefined;
  /** 发文日期 / Issued on */
  readonly issuedOn?: string | number | boolean | null | undefined;
  /** 发文单位 / Issuer */
  readonly issuer?: string | number | boolean | null | undefined;
  /** 类别 / Kind */
  readonly kind?: string | number | boolean | null | undefined;
  /** 文号 / Number */
  readonly number?: string | number | boolean | null | undefined;
  /** 所属单位：代码、学校标识码、统一社会信用代码或全称；新的一行必填 / The owner; needed for a new row */
  readonly organization?: string | null | undefined;
  /** 原因；冲销、删除导入的行、改动已批准的记录必填 / Why; needed to take back a row, to delete one that a file brought, and to change what was approved */
  readonly reason?: string | null | undefined;
  /** 系列 / Series */
  readonly series?: string | number | boolean | null | undefined;
  /** 摘要 / Summary */
  readonly summary?: string | number | boolean | null | undefined;
  /** 标题 / Title */
  readonly title?: string | number | boolean | null | undefined;
  /** 有效期起 / Valid from */
  readonly validFrom?: string | number | boolean | null | undefined;
  /** 有效期止（不含） / Valid to, exclusive */
  readonly validTo?: string | number | boolean | null | undefined;
};

/** 要写的一行：参加记录（人次） / Enrolments, that is participations */
export type EnrolmentRowInput = {
  /** 活动 / The activity */
  readonly activity?: string | number | boolean | null | undefined;
  /** 单元格，如 名册!B5 / The cell, such as Sheet1!B5 */
  readonly at?: string | null | undefined;
  /** 改动前看到的各字段 / The fields as you saw them */
  readonly baseValues?: unknown;
  /** 改动前看到的版本；不填则直接改 / The version you started from; none to change it as it is */
  readonly baseVersion?: number | null | undefined;
  /** 人群类别 / Population groups */
  readonly categories?: string | number | boolean | null | undefined;
  /** 完成日期 / Completed on */
  readonly completedOn?: string | number | boolean | null | undefined;
  /** 删除这一行 / Remove this row */
  readonly delete?: boolean | null | undefined;
  /** 当时是否在岗 / Whether employed at the time */
  readonly employedAtTime?: string | number | boolean | null | undefined;
  /** 报名日期 / Enrolled on */
  readonly enrolledOn?: string | number | boolean | null | undefined;
  /** 完成课时 / Hours done */
  readonly hoursDone?: string | number | boolean | null | undefined;
  /** 全局编号；新的一行可不填，或填发送方生成的 UUID / Global id; none, or a UUID of your own, for a new row */
  readonly id?: string | number | null | undefined;
  /** 参加单位 / The organization taking part */
  readonly memberOrganization?: string | number | boolean | null | undefined;
  /** 所属单位：代码、学校标识码、统一社会信用代码或全称；新的一行必填 / The owner; needed for a new row */
  readonly organization?: string | null | undefined;
  /** 去向 / Outcome */
  readonly outcome?: string | number | boolean | null | undefined;
  /** 去向日期 / Date of the outcome */
  readonly outcomeOn?: string | number | boolean | null | undefined;
  /** 人员 / The person */
  readonly person?: string | number | boolean | null | undefined;
  /** 原因；冲销、删除导入的行、改动已批准的记录必填 / Why; needed to take back a row, to delete one that a file brought, and to change what was approved */
  readonly reason?: string | null | undefined;
  /** 结果 / Result */
  readonly result?: string | number | boolean | null | undefined;
  /** 角色 / Role */
  readonly role?: string | number | boolean | null | undefined;
  /** 成绩 / Score */
  readonly score?: string | number | boolean | null | undefined;
  /** 选送单位 / The organization that sent them */
  readonly sponsor?: string | number | boolean | null | undefined;
  /** 状态 / Status */
  readonly status?: string | number | boolean | null | undefined;
};

/** 要写的一格 / A cell to write */
export type FigureCellInput = {
  /** 改动前看到的值 / The value you started from */
  readonly baseValue?: string | null | undefined;
  /** 改动前看到的版本 / The version you started from */
  readonly baseVersion: number;
  /** 分组，如经费性质为补贴；不填为总数 / A breakdown; the whole if left out */
  readonly dims?: ReadonlyArray<FigureMarkInput> | null | undefined;
  /** 指标代码 / Indicator code */
  readonly indicator: string;
  /** 单位代码、学校标识码、统一社会信用代码或全称 / Code, school code, credit code or exact name */
  readonly organization: string;
  /** 期间，如 2026、2026Q3、2026M10 / Period */
  readonly period: string;
  /** 单元格，如 月报!F5 / The cell, such as Sheet1!F5 */
  readonly place?: string | null | undefined;
  /** 原因；改动算出的数必填 / Why; needed in place of a counted value */
  readonly reason?: string | null | undefined;
  /** 照原样填的内容，按指标单位；空为清除 / As typed; empty clears */
  readonly value?: string | null | undefined;
};

/** 一个数的键 / The key of a figure */
export type FigureKeyInput = {
  /** 分组，如经费性质为补贴；不填为总数 / A breakdown; the whole if left out */
  readonly dims?: ReadonlyArray<FigureMarkInput> | null | undefined;
  /** 指标代码 / Indicator code */
  readonly indicator: string;
  /** 单位代码、学校标识码、统一社会信用代码或全称 / Code, school code, credit code or exact name */
  readonly organization: string;
  /** 期间，如 2026、2026Q3、2026M10 / Period */
  readonly period: string;
};

/** 分组：维度与代码 / One mark of a breakdown */
export type FigureMarkInput = {
  /** 代码表里的代码或名称 / A code of its list, or its name */
  readonly code: string;
  /** 维度的代码或名称，如 funding、经费性质 / Dimension by code or name */
  readonly dimension: string;
};

/** 数的来历：台账算出、公式、填报、导入、Excel、基期、由下级或较短期间汇总 / Where the value comes from */
export type FigureSource =
  | 'BASELINE'
  | 'COMPUTED'
  | 'EXCEL'
  | 'FORMULA'
  | 'IMPORT'
  | 'REPORTED'
  | 'ROLLED_UP';

/** 算出，或填报的各步：草稿、已报、已审、已锁；MISSING 为没有数 / Counted, or how far a report has come */
export type FigureStatus =
  | 'APPROVED'
  | 'COMPUTED'
  | 'DRAFT'
  | 'LOCKED'
  | 'MISSING'
  | 'SUBMITTED';

/** 要写的一行：预警与问题：规则预警、检查和审计发现的问题及处理 / Findings: of rules, inspections and audits, and what came of them */
export type FindingRowRowInput = {
  /** 发现它的检查 / The inspection that found it */
  readonly activity?: string | number | boolean | null | undefined;
  /** 涉及金额（元） / Amount in yuan */
  readonly amount?: string | number | boolean | null | undefined;
  /** 单元格，如 名册!B5 / The cell, such as Sheet1!B5 */
  readonly at?: string | null | undefined;
  /** 改动前看到的各字段 / The fields as you saw them */
  readonly baseValues?: unknown;
  /** 改动前看到的版本；不填则直接改 / The version you started from; none to change it as it is */
  readonly baseVersion?: number | null | undefined;
  /** 办结日期 / Closed on */
  readonly closedOn?: string | number | boolean | null | undefined;
  /** 删除这一行 / Remove this row */
  readonly delete?: boolean | null | undefined;
  /** 情况 / Detail */
  readonly detail?: string | number | boolean | null | undefined;
  /** 文件 / The document */
  readonly document?: string | number | boolean | null | undefined;
  /** 说明 / Explanation */
  readonly explanation?: string | number | boolean | null | undefined;
  /** 全局编号；新的一行可不填，或填发送方生成的 UUID / Global id; none, or a UUID of your own, for a new row */
  readonly id?: string | number | null | undefined;
  /** 唯一标识，同一问题只记一次 / The same finding found again has the same key */
  readonly key?: string | number | boolean | null | undefined;
  /** 类别 / Kind */
  readonly kind?: string | number | boolean | null | undefined;
  /** 发现日期 / Opened on */
  readonly openedOn?: string | number | boolean | null | undefined;
  /** 所属单位：代码、学校标识码、统一社会信用代码或全称；新的一行必填 / The owner; needed for a new row */
  readonly organization?: string | null | undefined;
  /** 期间 / Period */
  readonly period?: string | number | boolean | null | undefined;
  /** 原因；冲销、删除导入的行、改动已批准的记录必填 / Why; needed to take back a row, to delete one that a file brought, and to change what was approved */
  readonly reason?: string | null | undefined;
  /** 规则代码 / Code of the rule */
  readonly rule?: string | number | boolean | null | undefined;
  /** 决定的处理 / Sanction decided */
  readonly sanction?: string | number | boolean | null | undefined;
  /** 建议的处理 / Sanction proposed */
  readonly sanctionProposed?: string | number | boolean | null | undefined;
  /** 严重程度 / Severity */
  readonly severity?: string | number | boolean | null | undefined;
  /** 来源 / Source */
  readonly source?: string | number | boolean | null | undefined;
  /** 状态 / Status */
  readonly status?: string | number | boolean | null | undefined;
  /** 对象 / What it is about */
  readonly subject?: string | number | boolean | null | undefined;
  /** 对象所在台账 / The register of what it is about */
  readonly subjectRegister?: string | number | boolean | null | undefined;
};

/** 流量、存量 / Over a period, or at its end */
export type FlowStock =
  | 'FLOW'
  | 'STOCK';

/** 筛选：报表：报哪些指标、谁报、何时报 / Forms: which figures, by whom, until when */
export type FormFilter = {
  /** 同时满足 / All of these */
  readonly and?: ReadonlyArray<FormFilter> | null | undefined;
  /** 填报单位类别 / Kind of organization that reports */
  readonly audienceKind?: TextFilter | null | undefined;
  /** 填报单位级别 / Level of the organization that reports */
  readonly audienceLevel?: TextFilter | null | undefined;
  /** 报表代码 / Code */
  readonly code?: TextFilter | null | undefined;
  /** 建立时间 / When it was made */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** 建立人 / Who made it */
  readonly createdBy?: TextFilter | null | undefined;
  /** 期末后几天内报 / Due so many days after the period ends */
  readonly dueDays?: IntFilter | null | undefined;
  /** 版本 / Edition */
  readonly edition?: IntFilter | null | undefined;
  /** 全局编号 / Global id */
  readonly id?: IdFilter | null | undefined;
  /** 名称 / Name */
  readonly name?: TextFilter | null | undefined;
  /** 不满足 / Not this */
  readonly not?: FormFilter | null | undefined;
  /** 满足其一 / Any of these */
  readonly or?: ReadonlyArray<FormFilter> | null | undefined;
  /** 期间种类 / Kind of period */
  readonly periodKind?: TextFilter | null | undefined;
  /** 状态 / Status */
  readonly status?: TextFilter | null | undefined;
  /** 最后修改时间 / When it changed last */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** 最后修改人 / Who changed it last */
  readonly updatedBy?: TextFilter | null | undefined;
  /** 启用日期 / In use from */
  readonly validFrom?: DateFilter | null | undefined;
  /** 停用日期（不含） / In use to, exclusive */
  readonly validTo?: DateFilter | null | undefined;
  /** 版本，每改一次加一 / Version, one more with every change */
  readonly version?: IntFilter | null | undefined;
};

/** 要写的一行：报表：报哪些指标、谁报、何时报 / Forms: which figures, by whom, until when */
export type FormRowInput = {
  /** 单元格，如 名册!B5 / The cell, such as Sheet1!B5 */
  readonly at?: string | null | undefined;
  /** 填报单位类别 / Kind of organization that reports */
  readonly audienceKind?: string | number | boolean | null | undefined;
  /** 填报单位级别 / Level of the organization that reports */
  readonly audienceLevel?: string | number | boolean | null | undefined;
  /** 改动前看到的各字段 / The fields as you saw them */
  readonly baseValues?: unknown;
  /** 改动前看到的版本；不填则直接改 / The version you started from; none to change it as it is */
  readonly baseVersion?: number | null | undefined;
  /** 各格：[{indicator, dims, label, required}]，按版面顺序 / Its cells [{indicator, dims, label, required}] in the order they are laid out */
  readonly cells?: string | number | boolean | null | undefined;
  /** 报表代码 / Code */
  readonly code?: string | number | boolean | null | undefined;
  /** 删除这一行 / Remove this row */
  readonly delete?: boolean | null | undefined;
  /** 期末后几天内报 / Due so many days after the period ends */
  readonly dueDays?: string | number | boolean | null | undefined;
  /** 版本 / Edition */
  readonly edition?: string | number | boolean | null | undefined;
  /** 全局编号；新的一行可不填，或填发送方生成的 UUID / Global id; none, or a UUID of your own, for a new row */
  readonly id?: string | number | null | undefined;
  /** 名称 / Name */
  readonly name?: string | number | boolean | null | undefined;
  /** 期间种类 / Kind of period */
  readonly periodKind?: string | number | boolean | null | undefined;
  /** 原因；冲销、删除导入的行、改动已批准的记录必填 / Why; needed to take back a row, to delete one that a file brought, and to change what was approved */
  readonly reason?: string | null | undefined;
  /** 状态 / Status */
  readonly status?: string | number | boolean | null | undefined;
  /** 启用日期 / In use from */
  readonly validFrom?: string | number | boolean | null | undefined;
  /** 停用日期（不含） / In use to, exclusive */
  readonly validTo?: string | number | boolean | null | undefined;
};

/** 要写的一行：资金收支 / Money entries */
export type FundEntryRowInput = {
  /** 活动 / The activity */
  readonly activity?: string | number | boolean | null | undefined;
  /** 金额（元） / Amount in yuan */
  readonly amount?: string | number | boolean | null | undefined;
  /** 所依申报 / The application it pays */
  readonly application?: string | number | boolean | null | undefined;
  /** 基地或资源 / The base or resource */
  readonly asset?: string | number | boolean | null | undefined;
  /** 单元格，如 名册!B5 / The cell, such as Sheet1!B5 */
  readonly at?: string | null | undefined;
  /** 改动前看到的各字段 / The fields as you saw them */
  readonly baseValues?: unknown;
  /** 改动前看到的版本；不填则直接改 / The version you started from; none to change it as it is */
  readonly baseVersion?: number | null | undefined;
  /** 受益单位 / The organization it is for */
  readonly beneficiary?: string | number | boolean | null | undefined;
  /** 对方名称 / The other party's name */
  readonly counterparty?: string | number | boolean | null | undefined;
  /** 对方单位 / The other party */
  readonly counterpartyOrganization?: string | number | boolean | null | undefined;
  /** 币种 / Currency */
  readonly currency?: string | number | boolean | null | undefined;
  /** 删除这一行 / Remove this row */
  readonly delete?: boolean | null | undefined;
  /** 收或支 / In or out */
  readonly direction?: string | number | boolean | null | undefined;
  /** 参加记录 / The enrolment */
  readonly enrolment?: string | number | boolean | null | undefined;
  /** 资金来源 / Source */
  readonly fundSource?: string | number | boolean | null | undefined;
  /** 全局编号；新的一行可不填，或填发送方生成的 UUID / Global id; none, or a UUID of your own, for a new row */
  readonly id?: string | number | null | undefined;
  /** 类别 / Kind */
  readonly kind?: string | number | boolean | null | undefined;
  /** 备注 / Note */
  readonly note?: string | number | boolean | null | undefined;
  /** 发生日期 / Occurred on */
  readonly occurredOn?: string | number | boolean | null | undefined;
  /** 所属单位：代码、学校标识码、统一社会信用代码或全称；新的一行必填 / The owner; needed for a new row */
  readonly organization?: string | null | undefined;
  /** 人员 / The person */
  readonly person?: string | number | boolean | null | undefined;
  /** 项目 / Program */
  readonly program?: string | number | boolean | null | undefined;
  /** 用途 / Purpose */
  readonly purpose?: string | number | boolean | null | undefined;
  /** 原因；冲销、删除导入的行、改动已批准的记录必填 / Why; needed to take back a row, to delete one that a file brought, and to change what was approved */
  readonly reason?: string | null | undefined;
  /** 冲销哪一笔 / The entry it reverses */
  readonly reverses?: string | number | boolean | null | undefined;
  /** 状态 / Status */
  readonly status?: string | number | boolean | null | undefined;
  /** 凭证号 / Voucher number */
  readonly voucherNo?: string | number | boolean | null | undefined;
};

/** 表的一列 / A column of the grid */
export type GridColumnInput = {
  /** 分组；不填为总数 / A breakdown; else the whole */
  readonly dims?: ReadonlyArray<FigureMarkInput> | null | undefined;
  readonly indicator: string;
  readonly period: string;
};

/** 按编号筛选 / Filter by id */
export type IdFilter = {
  /** 等于 / Equal to */
  readonly eq?: string | number | null | undefined;
  /** 是其中之一 / One of */
  readonly in?: ReadonlyArray<string | number> | null | undefined;
};

/** 读取中、待对应列、已检查、写入中、已导入、已放弃、已拒绝 / Reading, to be mapped, checked, being written, committed, discarded, refused */
export type ImportStatus =
  | 'CHECKED'
  | 'COMMITTED'
  | 'COMMITTING'
  | 'DISCARDED'
  | 'MAPPED'
  | 'REFUSED'
  | 'STAGING';

/** 台账统计、填报、公式 / Counted, reported or worked out */
export type IndicatorKind =
  | 'FORMULA'
  | 'LEDGER'
  | 'REPORTED';

/** 按整数筛选 / Filter by whole number */
export type IntFilter = {
  /** 等于 / Equal to */
  readonly eq?: number | null | undefined;
  /** 大于 / Greater than */
  readonly gt?: number | null | undefined;
  /** 大于或等于 / At least */
  readonly gte?: number | null | undefined;
  /** 是其中之一 / One of */
  readonly in?: ReadonlyArray<number> | null | undefined;
  /** 是否为空 / Whether it is empty */
  readonly isNull?: boolean | null | undefined;
  /** 小于 / Less than */
  readonly lt?: number | null | undefined;
  /** 小于或等于 / At most */
  readonly lte?: number | null | undefined;
  /** 不等于（空值也算不等） / Different from, empty included */
  readonly ne?: number | null | undefined;
  /** 不是其中任何一个 / None of */
  readonly notIn?: ReadonlyArray<number> | null | undefined;
};

/** 筛选：单位：协会、院校、企业、培训机构及其内设部门 / Organizations and their parts */
export type OrganizationFilter = {
  /** 同时满足 / All of these */
  readonly and?: ReadonlyArray<OrganizationFilter> | null | undefined;
  /** 主管部门 / Supervising authority */
  readonly authority?: TextFilter | null | undefined;
  /** 单位代码，单元格里用它 / Code, the one cells use */
  readonly code?: TextFilter | null | undefined;
  /** 国家或地区，两位代码 / Country, two letters */
  readonly country?: TextFilter | null | undefined;
  /** 建立时间 / When it was made */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** 建立人 / Who made it */
  readonly createdBy?: TextFilter | null | undefined;
  /** 成立日期 / Founded on */
  readonly foundedOn?: DateFilter | null | undefined;
  /** 全局编号 / Global id */
  readonly id?: IdFilter | null | undefined;
  /** 行业 / Industry */
  readonly industry?: TextFilter | null | undefined;
  /** 类别 / Kind */
  readonly kind?: TextFilter | null | undefined;
  /** 级别 / Level */
  readonly level?: TextFilter | null | undefined;
  /** 名称 / Name */
  readonly name?: TextFilter | null | undefined;
  /** 不满足 / Not this */
  readonly not?: OrganizationFilter | null | undefined;
  /** 备注 / Note */
  readonly note?: TextFilter | null | undefined;
  /** 满足其一 / Any of these */
  readonly or?: ReadonlyArray<OrganizationFilter> | null | undefined;
  /** 举办性质 / Ownership */
  readonly ownership?: TextFilter | null | undefined;
  /** 上级单位 / The organization above it */
  readonly parent?: OrganizationFilter | null | undefined;
  /** 地区 / Region */
  readonly region?: TextFilter | null | undefined;
  /** 学校标识码 / School code */
  readonly schoolCode?: TextFilter | null | undefined;
  /** 简称 / Short name */
  readonly shortName?: TextFilter | null | undefined;
  /** 规模 / Size */
  readonly size?: TextFilter | null | undefined;
  /** 状态 / Status */
  readonly status?: TextFilter | null | undefined;
  /** 最后修改时间 / When it changed last */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** 最后修改人 / Who changed it last */
  readonly updatedBy?: TextFilter | null | undefined;
  /** 统一社会信用代码 / Unified social credit code */
  readonly uscc?: TextFilter | null | undefined;
  /** 有效期起 / Valid from */
  readonly validFrom?: DateFilter | null | undefined;
  /** 有效期止（不含） / Valid to, exclusive */
  readonly validTo?: DateFilter | null | undefined;
  /** 版本，每改一次加一 / Version, one more with every change */
  readonly version?: IntFilter | null | undefined;
  /** 本单位及其全部下级，填单位代码 / This organization and all below it, by code */
  readonly within?: string | null | undefined;
};

/** 要写的一行：单位：协会、院校、企业、培训机构及其内设部门 / Organizations and their parts */
export type OrganizationRowInput = {
  /** 单元格，如 名册!B5 / The cell, such as Sheet1!B5 */
  readonly at?: string | null | undefined;
  /** 主管部门 / Supervising authority */
  readonly authority?: string | number | boolean | null | undefined;
  /** 改动前看到的各字段 / The fields as you saw them */
  readonly baseValues?: unknown;
  /** 改动前看到的版本；不填则直接改 / The version you started from; none to change it as it is */
  readonly baseVersion?: number | null | undefined;
  /** 单位代码，单元格里用它 / Code, the one cells use */
  readonly code?: string | number | boolean | null | undefined;
  /** 国家或地区，两位代码 / Country, two letters */
  readonly country?: string | number | boolean | null | undefined;
  /** 删除这一行 / Remove this row */
  readonly delete?: boolean | null | undefined;
  /** 成立日期 / Founded on */
  readonly foundedOn?: string | number | boolean | null | undefined;
  /** 全局编号；新的一行可不填，或填发送方生成的 UUID / Global id; none, or a UUID of your own, for a new row */
  readonly id?: string | number | null | undefined;
  /** 行业 / Industry */
  readonly industry?: string | number | boolean | null | undefined;
  /** 类别 / Kind */
  readonly kind?: string | number | boolean | null | undefined;
  /** 级别 / Level */
  readonly level?: string | number | boolean | null | undefined;
  /** 名称 / Name */
  readonly name?: string | number | boolean | null | undefined;
  /** 备注 / Note */
  readonly note?: string | number | boolean | null | undefined;
  /** 举办性质 / Ownership */
  readonly ownership?: string | number | boolean | null | undefined;
  /** 上级单位 / The organization above it */
  readonly parent?: string | number | boolean | null | undefined;
  /** 原因；冲销、删除导入的行、改动已批准的记录必填 / Why; needed to take back a row, to delete one that a file brought, and to change what was approved */
  readonly reason?: string | null | undefined;
  /** 地区 / Region */
  readonly region?: string | number | boolean | null | undefined;
  /** 学校标识码 / School code */
  readonly schoolCode?: string | number | boolean | null | undefined;
  /** 简称 / Short name */
  readonly shortName?: string | number | boolean | null | undefined;
  /** 规模 / Size */
  readonly size?: string | number | boolean | null | undefined;
  /** 状态 / Status */
  readonly status?: string | number | boolean | null | undefined;
  /** 统一社会信用代码 / Unified social credit code */
  readonly uscc?: string | number | boolean | null | undefined;
  /** 有效期起 / Valid from */
  readonly validFrom?: string | number | boolean | null | undefined;
  /** 有效期止（不含） / Valid to, exclusive */
  readonly validTo?: string | number | boolean | null | undefined;
};

/** 要写的一行：参数：随地区和时间不同的比例、标准与限额 / Parameters: rates and limits by region and time */
export type ParameterRowInput = {
  /** 单元格，如 名册!B5 / The cell, such as Sheet1!B5 */
  readonly at?: string | null | undefined;
  /** 改动前看到的各字段 / The fields as you saw them */
  readonly baseValues?: unknown;
  /** 改动前看到的版本；不填则直接改 / The version you started from; none to change it as it is */
  readonly baseVersion?: number | null | undefined;
  /** 依据 / Basis */
  readonly basis?: string | number | boolean | null | undefined;
  /** 删除这一行 / Remove this row */
  readonly delete?: boolean | null | undefined;
  /** 全局编号；新的一行可不填，或填发送方生成的 UUID / Global id; none, or a UUID of your own, for a new row */
  readonly id?: string | number | null | undefined;
  /** 参数名 / Name */
  readonly name?: string | number | boolean | null | undefined;
  /** 说明 / Note */
  readonly note?: string | number | boolean | null | undefined;
  /** 原因；冲销、删除导入的行、改动已批准的记录必填 / Why; needed to take back a row, to delete one that a file brought, and to change what was approved */
  readonly reason?: string | null | undefined;
  /** 地区，空为通用 / Region, empty for everywhere */
  readonly region?: string | number | boolean | null | undefined;
  /** 单位 / Unit */
  readonly unit?: string | number | boolean | null | undefined;
  /** 有效期起 / Valid from */
  readonly validFrom?: string | number | boolean | null | undefined;
  /** 有效期止（不含） / Valid to, exclusive */
  readonly validTo?: string | number | boolean | null | undefined;
  /** 数值 / Value */
  readonly value?: string | number | boolean | null | undefined;
};

/** 要写的一行：人员（各单位各记各的） / Persons, each organization its own roster */
export type PersonRowInput = {
  /** 单元格，如 名册!B5 / The cell, such as Sheet1!B5 */
  readonly at?: string | null | undefined;
  /** 改动前看到的各字段 / The fields as you saw them */
  readonly baseValues?: unknown;
  /** 改动前看到的版本；不填则直接改 / The version you started from; none to change it as it is */
  readonly baseVersion?: number | null | undefined;
  /** 出生年月，如 1990-05 / Year and month of birth */
  readonly birthYm?: string | number | boolean | null | undefined;
  /** 删除这一行 / Remove this row */
  readonly delete?: boolean | null | undefined;
  /** 学历 / Education */
  readonly education?: string | number | boolean | null | undefined;
  /** 户籍地区 / Home region */
  readonly homeRegion?: string | number | boolean | null | undefined;
  /** 全局编号；新的一行可不填，或填发送方生成的 UUID / Global id; none, or a UUID of your own, for a new row */
  readonly id?: string | number | null | undefined;
  /** 证件号码后四位 / Last four characters of the identity number */
  readonly idLast4?: string | number | boolean | null | undefined;
  /** 证件号码：只留指纹和后四位，号码不保存 / Identity number: only a fingerprint and the last four are kept */
  readonly idNumber?: string | number | boolean | null | undefined;
  /** 证件类型 / Kind of identity document */
  readonly idType?: string | number | boolean | null | undefined;
  /** 姓名 / Name */
  readonly name?: string | number | boolean | null | undefined;
  /** 所属单位：代码、学校标识码、统一社会信用代码或全称；新的一行必填 / The owner; needed for a new row */
  readonly organization?: string | null | undefined;
  /** 电话后四位 / Last four digits of the telephone */
  readonly phoneLast4?: string | number | boolean | null | undefined;
  /** 原因；冲销、删除导入的行、改动已批准的记录必填 / Why; needed to take back a row, to delete one that a file brought, and to change what was approved */
  readonly reason?: string | null | undefined;
  /** 性别 / Sex */
  readonly sex?: string | number | boolean | null | undefined;
  /** 核验时间 / When verified */
  readonly verifiedAt?: string | number | boolean | null | undefined;
  /** 核验人 / Who verified */
  readonly verifiedBy?: string | number | boolean | null | undefined;
};

/** 已达到、未达到、待定（目标或实际还没有数）、没有目标 / Reached, not reached, no number yet, no target */
export type ProgressState =
  | 'ACHIEVED'
  | 'BEHIND'
  | 'NO_TARGET'
  | 'PENDING';

/** 一张报表与理由 / A report and the reason */
export type ReasonedReportInput = {
  /** 改动前看到的版本 / The version you started from */
  readonly baseVersion?: number | null | undefined;
  /** 报送的全局编号 / Global id of the report */
  readonly id: string | number;
  /** 理由，写给填报单位看 / The reason, for the organization that reports */
  readonly reason: string;
};

/** 一批报表，各有理由 / A batch of reports, each with a reason */
export type ReasonedReportsInput = {
  /** 一张不行则都不办 / All or nothing */
  readonly atomic?: boolean | null | undefined;
  /** 发送方生成的 UUID；重发用同一个 / A UUID made by the sender; resend under the same */
  readonly batchId: string | number;
  /** 只检查，不写入 / Check only */
  readonly dryRun?: boolean | null | undefined;
  /** 各张报表 / The reports */
  readonly reports: ReadonlyArray<ReasonedReportInput>;
};

/** 取登记表分组计数的一个问题 / One question for grouped counts of a register */
export type RegisterGroupsQuestion = {
  /** 条件 / Conditions */
  readonly conditions?: ReadonlyArray<SheetCondition> | null | undefined;
  /** 维度 / Dimensions */
  readonly dimensions: ReadonlyArray<string>;
  /** 最多几组 / At most so many groups */
  readonly limit?: number;
  /** 要计的量 / What to count */
  readonly measures?: ReadonlyArray<string> | null | undefined;
  /** 登记表 / The register */
  readonly register: string;
};

/** 取登记表若干行的一个问题 / One question for rows of a register */
export type RegisterSheetQuestion = {
  /** 接着上一段 / Going on from the last part */
  readonly after?: string | null | undefined;
  /** 各列的路径或中文名 / The columns */
  readonly columns: ReadonlyArray<string>;
  /** 条件 / Conditions */
  readonly conditions?: ReadonlyArray<SheetCondition> | null | undefined;
  /** 最多几行 / At most so many rows */
  readonly first?: number;
  /** 排序 / In which order */
  readonly order?: ReadonlyArray<SheetOrder> | null | undefined;
  /** 登记表，英文名或中文名 / The register */
  readonly register: string;
};

/** 一张报表 / A report */
export type ReportInput = {
  /** 改动前看到的版本 / The version you started from */
  readonly baseVersion?: number | null | undefined;
  /** 报送的全局编号 / Global id of the report */
  readonly id: string | number;
};

/** 报表的一步 / A step of a report */
export type ReportStep =
  /** 受理 / Accept it for review */
  | 'ACCEPT'
  /** 核定 / Approve it */
  | 'APPROVE'
  /** 锁定 / Lock it */
  | 'LOCK'
  /** 责令更正，要写理由 / Order a correction, with a reason */
  | 'ORDER_CORRECTION'
  /** 退回，要写理由 / Return it, with a reason */
  | 'RETURN'
  /** 报送 / Send it */
  | 'SUBMIT';

/** 一批报表 / A batch of reports */
export type ReportsInput = {
  /** 一张不行则都不办 / All or nothing */
  readonly atomic?: boolean | null | undefined;
  /** 发送方生成的 UUID；重发用同一个 / A UUID made by the sender; resend under the same */
  readonly batchId: string | number;
  /** 只检查，不写入 / Check only */
  readonly dryRun?: boolean | null | undefined;
  /** 各张报表 / The reports */
  readonly reports: ReadonlyArray<ReportInput>;
};

/** 新增、变更、不变、拒绝 / New, changed, unchanged, refused */
export type RowOutcome =
  | 'CHANGED'
  | 'NEW'
  | 'REFUSED'
  | 'UNCHANGED';

/** 要写的一行：规则：应当成立的条件、严重程度与检查时机 / Rules: what must hold, how grave, and when it is checked */
export type RuleRowInput = {
  /** 单元格，如 名册!B5 / The cell, such as Sheet1!B5 */
  readonly at?: string | null | undefined;
  /** 改动前看到的各字段 / The fields as you saw them */
  readonly baseValues?: unknown;
  /** 改动前看到的版本；不填则直接改 / The version you started from; none to change it as it is */
  readonly baseVersion?: number | null | undefined;
  /** 依据 / Basis */
  readonly basis?: string | number | boolean | null | undefined;
  /** 规则代码，如 R-SUB-01 / Code */
  readonly code?: string | number | boolean | null | undefined;
  /** 删除这一行 / Remove this row */
  readonly delete?: boolean | null | undefined;
  /** 条件的写法 / The condition, formally */
  readonly expression?: string | number | boolean | null | undefined;
  /** 全局编号；新的一行可不填，或填发送方生成的 UUID / Global id; none, or a UUID of your own, for a new row */
  readonly id?: string | number | null | undefined;
  /** 给填报人的提示 / What the sender is told */
  readonly message?: string | number | boolean | null | undefined;
  /** 英文提示 / The same in English */
  readonly messageEn?: string | number | boolean | null | undefined;
  /** 检查时机 / When it is checked */
  readonly moments?: string | number | boolean | null | undefined;
  /** 名称 / Name */
  readonly name?: string | number | boolean | null | undefined;
  /** 英文名称 / Name in English */
  readonly nameEn?: string | number | boolean | null | undefined;
  /** 原因；冲销、删除导入的行、改动已批准的记录必填 / Why; needed to take back a row, to delete one that a file brought, and to change what was approved */
  readonly reason?: string | null | undefined;
  /** 严重程度 / Severity */
  readonly severity?: string | number | boolean | null | undefined;
  /** 状态 / Status */
  readonly status?: string | number | boolean | null | undefined;
  /** 有效期起 / Valid from */
  readonly validFrom?: string | number | boolean | null | undefined;
  /** 有效期止（不含） / Valid to, exclusive */
  readonly validTo?: string | number | boolean | null | undefined;
};

/** 一批要写的行 / A batch of rows */
export type SaveActivitiesInput = {
  /** 一行不行则都不写 / All or nothing */
  readonly atomic?: boolean | null | undefined;
  /** 发送方生成的 UUID；重发用同一个 / A UUID made by the sender; resend under the same */
  readonly batchId: string | number;
  /** 只检查，不写入 / Check only */
  readonly dryRun?: boolean | null | undefined;
  /** 批注；没有单独原因的行用它作原因 / The reason of rows without their own */
  readonly note?: string | null | undefined;
  /** 工作簿名 / The workbook it comes from */
  readonly origin?: string | null | undefined;
  /** 各行，最多 10000 行 / At most 10000 rows */
  readonly rows: ReadonlyArray<ActivityRowInput>;
};

/** 一批要写的行 / A batch of rows */
export type SaveAffiliationsInput = {
  /** 一行不行则都不写 / All or nothing */
  readonly atomic?: boolean | null | undefined;
  /** 发送方生成的 UUID；重发用同一个 / A UUID made by the sender; resend under the same */
  readonly batchId: string | number;
  /** 只检查，不写入 / Check only */
  readonly dryRun?: boolean | null | undefined;
  /** 批注；没有单独原因的行用它作原因 / The reason of rows without their own */
  readonly note?: string | null | undefined;
  /** 工作簿名 / The workbook it comes from */
  readonly origin?: string | null | undefined;
  /** 各行，最多 10000 行 / At most 10000 rows */
  readonly rows: ReadonlyArray<AffiliationRowInput>;
};

/** 一批要写的行 / A batch of rows */
export type SaveApplicationsInput = {
  /** 一行不行则都不写 / All or nothing */
  readonly atomic?: boolean | null | undefined;
  /** 发送方生成的 UUID；重发用同一个 / A UUID made by the sender; resend under the same */
  readonly batchId: string | number;
  /** 只检查，不写入 / Check only */
  readonly dryRun?: boolean | null | undefined;
  /** 批注；没有单独原因的行用它作原因 / The reason of rows without their own */
  readonly note?: string | null | undefined;
  /** 工作簿名 / The workbook it comes from */
  readonly origin?: string | null | undefined;
  /** 各行，最多 10000 行 / At most 10000 rows */
  readonly rows: ReadonlyArray<ApplicationRowInput>;
};

/** 一批要写的行 / A batch of rows */
export type SaveAssetsInput = {
  /** 一行不行则都不写 / All or nothing */
  readonly atomic?: boolean | null | undefined;
  /** 发送方生成的 UUID；重发用同一个 / A UUID made by the sender; resend under the same */
  readonly batchId: string | number;
  /** 只检查，不写入 / Check only */
  readonly dryRun?: boolean | null | undefined;
  /** 批注；没有单独原因的行用它作原因 / The reason of rows without their own */
  readonly note?: string | null | undefined;
  /** 工作簿名 / The workbook it comes from */
  readonly origin?: string | null | undefined;
  /** 各行，最多 10000 行 / At most 10000 rows */
  readonly rows: ReadonlyArray<AssetRowInput>;
};

/** 一批要写的行 / A batch of rows */
export type SaveAttendancesInput = {
  /** 一行不行则都不写 / All or nothing */
  readonly atomic?: boolean | null | undefined;
  /** 发送方生成的 UUID；重发用同一个 / A UUID made by the sender; resend under the same */
  readonly batchId: string | number;
  /** 只检查，不写入 / Check only */
  readonly dryRun?: boolean | null | undefined;
  /** 批注；没有单独原因的行用它作原因 / The reason of rows without their own */
  readonly note?: string | null | undefined;
  /** 工作簿名 / The workbook it comes from */
  readonly origin?: string | null | undefined;
  /** 各行，最多 10000 行 / At most 10000 rows */
  readonly rows: ReadonlyArray<AttendanceRowInput>;
};

/** 一批要写的行 / A batch of rows */
export type SaveCoursesInput = {
  /** 一行不行则都不写 / All or nothing */
  readonly atomic?: boolean | null | undefined;
  /** 发送方生成的 UUID；重发用同一个 / A UUID made by the sender; resend under the same */
  readonly batchId: string | number;
  /** 只检查，不写入 / Check only */
  readonly dryRun?: boolean | null | undefined;
  /** 批注；没有单独原因的行用它作原因 / The reason of rows without their own */
  readonly note?: string | null | undefined;
  /** 工作簿名 / The workbook it comes from */
  readonly origin?: string | null | undefined;
  /** 各行，最多 10000 行 / At most 10000 rows */
  readonly rows: ReadonlyArray<CourseRowInput>;
};

/** 一批要写的行 / A batch of rows */
export type SaveCredentialsInput = {
  /** 一行不行则都不写 / All or nothing */
  readonly atomic?: boolean | null | undefined;
  /** 发送方生成的 UUID；重发用同一个 / A UUID made by the sender; resend under the same */
  readonly batchId: string | number;
  /** 只检查，不写入 / Check only */
  readonly dryRun?: boolean | null | undefined;
  /** 批注；没有单独原因的行用它作原因 / The reason of rows without their own */
  readonly note?: string | null | undefined;
  /** 工作簿名 / The workbook it comes from */
  readonly origin?: string | null | undefined;
  /** 各行，最多 10000 行 / At most 10000 rows */
  readonly rows: ReadonlyArray<CredentialRowInput>;
};

/** 一批要写的行 / A batch of rows */
export type SaveDocumentsInput = {
  /** 一行不行则都不写 / All or nothing */
  readonly atomic?: boolean | null | undefined;
  /** 发送方生成的 UUID；重发用同一个 / A UUID made by the sender; resend under the same */
  readonly batchId: string | number;
  /** 只检查，不写入 / Check only */
  readonly dryRun?: boolean | null | undefined;
  /** 批注；没有单独原因的行用它作原因 / The reason of rows without their own */
  readonly note?: string | null | undefined;
  /** 工作簿名 / The workbook it comes from */
  readonly origin?: string | null | undefined;
  /** 各行，最多 10000 行 / At most 10000 rows */
  readonly rows: ReadonlyArray<DocumentRowInput>;
};

/** 一批要写的行 / A batch of rows */
export type SaveEnrolmentsInput = {
  /** 一行不行则都不写 / All or nothing */
  readonly atomic?: boolean | null | undefined;
  /** 发送方生成的 UUID；重发用同一个 / A UUID made by the sender; resend under the same */
  readonly batchId: string | number;
  /** 只检查，不写入 / Check only */
  readonly dryRun?: boolean | null | undefined;
  /** 批注；没有单独原因的行用它作原因 / The reason of rows without their own */
  readonly note?: string | null | undefined;
  /** 工作簿名 / The workbook it comes from */
  readonly origin?: string | null | undefined;
  /** 各行，最多 10000 行 / At most 10000 rows */
  readonly rows: ReadonlyArray<EnrolmentRowInput>;
};

/** 一批要写的行 / A batch of rows */
export type SaveFindingsInput = {
  /** 一行不行则都不写 / All or nothing */
  readonly atomic?: boolean | null | undefined;
  /** 发送方生成的 UUID；重发用同一个 / A UUID made by the sender; resend under the same */
  readonly batchId: string | number;
  /** 只检查，不写入 / Check only */
  readonly dryRun?: boolean | null | undefined;
  /** 批注；没有单独原因的行用它作原因 / The reason of rows without their own */
  readonly note?: string | null | undefined;
  /** 工作簿名 / The workbook it comes from */
  readonly origin?: string | null | undefined;
  /** 各行，最多 10000 行 / At most 10000 rows */
  readonly rows: ReadonlyArray<FindingRowRowInput>;
};

/** 一批要写的行 / A batch of rows */
export type SaveFormsInput = {
  /** 一行不行则都不写 / All or nothing */
  readonly atomic?: boolean | null | undefined;
  /** 发送方生成的 UUID；重发用同一个 / A UUID made by the sender; resend under the same */
  readonly batchId: string | number;
  /** 只检查，不写入 / Check only */
  readonly dryRun?: boolean | null | undefined;
  /** 批注；没有单独原因的行用它作原因 / The reason of rows without their own */
  readonly note?: string | null | undefined;
  /** 工作簿名 / The workbook it comes from */
  readonly origin?: string | null | undefined;
  /** 各行，最多 10000 行 / At most 10000 rows */
  readonly rows: ReadonlyArray<FormRowInput>;
};

/** 一批要写的行 / A batch of rows */
export type SaveFundEntriesInput = {
  /** 一行不行则都不写 / All or nothing */
  readonly atomic?: boolean | null | undefined;
  /** 发送方生成的 UUID；重发用同一个 / A UUID made by the sender; resend under the same */
  readonly batchId: string | number;
  /** 只检查，不写入 / Check only */
  readonly dryRun?: boolean | null | undefined;
  /** 批注；没有单独原因的行用它作原因 / The reason of rows without their own */
  readonly note?: string | null | undefined;
  /** 工作簿名 / The workbook it comes from */
  readonly origin?: string | null | undefined;
  /** 各行，最多 10000 行 / At most 10000 rows */
  readonly rows: ReadonlyArray<FundEntryRowInput>;
};

/** 一批要写的行 / A batch of rows */
export type SaveOrganizationsInput = {
  /** 一行不行则都不写 / All or nothing */
  readonly atomic?: boolean | null | undefined;
  /** 发送方生成的 UUID；重发用同一个 / A UUID made by the sender; resend under the same */
  readonly batchId: string | number;
  /** 只检查，不写入 / Check only */
  readonly dryRun?: boolean | null | undefined;
  /** 批注；没有单独原因的行用它作原因 / The reason of rows without their own */
  readonly note?: string | null | undefined;
  /** 工作簿名 / The workbook it comes from */
  readonly origin?: string | null | undefined;
  /** 各行，最多 10000 行 / At most 10000 rows */
  readonly rows: ReadonlyArray<OrganizationRowInput>;
};

/** 一批要写的行 / A batch of rows */
export type SaveParametersInput = {
  /** 一行不行则都不写 / All or nothing */
  readonly atomic?: boolean | null | undefined;
  /** 发送方生成的 UUID；重发用同一个 / A UUID made by the sender; resend under the same */
  readonly batchId: string | number;
  /** 只检查，不写入 / Check only */
  readonly dryRun?: boolean | null | undefined;
  /** 批注；没有单独原因的行用它作原因 / The reason of rows without their own */
  readonly note?: string | null | undefined;
  /** 工作簿名 / The workbook it comes from */
  readonly origin?: string | null | undefined;
  /** 各行，最多 10000 行 / At most 10000 rows */
  readonly rows: ReadonlyArray<ParameterRowInput>;
};

/** 一批要写的行 / A batch of rows */
export type SavePersonsInput = {
  /** 一行不行则都不写 / All or nothing */
  readonly atomic?: boolean | null | undefined;
  /** 发送方生成的 UUID；重发用同一个 / A UUID made by the sender; resend under the same */
  readonly batchId: string | number;
  /** 只检查，不写入 / Check only */
  readonly dryRun?: boolean | null | undefined;
  /** 批注；没有单独原因的行用它作原因 / The reason of rows without their own */
  readonly note?: string | null | undefined;
  /** 工作簿名 / The workbook it comes from */
  readonly origin?: string | null | undefined;
  /** 各行，最多 10000 行 / At most 10000 rows */
  readonly rows: ReadonlyArray<PersonRowInput>;
};

/** 一批要写的行 / A batch of rows */
export type SaveRulesInput = {
  /** 一行不行则都不写 / All or nothing */
  readonly atomic?: boolean | null | undefined;
  /** 发送方生成的 UUID；重发用同一个 / A UUID made by the sender; resend under the same */
  readonly batchId: string | number;
  /** 只检查，不写入 / Check only */
  readonly dryRun?: boolean | null | undefined;
  /** 批注；没有单独原因的行用它作原因 / The reason of rows without their own */
  readonly note?: string | null | undefined;
  /** 工作簿名 / The workbook it comes from */
  readonly origin?: string | null | undefined;
  /** 各行，最多 10000 行 / At most 10000 rows */
  readonly rows: ReadonlyArray<RuleRowInput>;
};

/** 一批要写的行 / A batch of rows */
export type SaveSubmissionsInput = {
  /** 一行不行则都不写 / All or nothing */
  readonly atomic?: boolean | null | undefined;
  /** 发送方生成的 UUID；重发用同一个 / A UUID made by the sender; resend under the same */
  readonly batchId: string | number;
  /** 只检查，不写入 / Check only */
  readonly dryRun?: boolean | null | undefined;
  /** 批注；没有单独原因的行用它作原因 / The reason of rows without their own */
  readonly note?: string | null | undefined;
  /** 工作簿名 / The workbook it comes from */
  readonly origin?: string | null | undefined;
  /** 各行，最多 10000 行 / At most 10000 rows */
  readonly rows: ReadonlyArray<SubmissionRowInput>;
};

/** 一批要写的行 / A batch of rows */
export type SaveTargetsInput = {
  /** 一行不行则都不写 / All or nothing */
  readonly atomic?: boolean | null | undefined;
  /** 发送方生成的 UUID；重发用同一个 / A UUID made by the sender; resend under the same */
  readonly batchId: string | number;
  /** 只检查，不写入 / Check only */
  readonly dryRun?: boolean | null | undefined;
  /** 批注；没有单独原因的行用它作原因 / The reason of rows without their own */
  readonly note?: string | null | undefined;
  /** 工作簿名 / The workbook it comes from */
  readonly origin?: string | null | undefined;
  /** 各行，最多 10000 行 / At most 10000 rows */
  readonly rows: ReadonlyArray<TargetRowInput>;
};

/** 一批要写的行 / A batch of rows */
export type SaveTasksInput = {
  /** 一行不行则都不写 / All or nothing */
  readonly atomic?: boolean | null | undefined;
  /** 发送方生成的 UUID；重发用同一个 / A UUID made by the sender; resend under the same */
  readonly batchId: string | number;
  /** 只检查，不写入 / Check only */
  readonly dryRun?: boolean | null | undefined;
  /** 批注；没有单独原因的行用它作原因 / The reason of rows without their own */
  readonly note?: string | null | undefined;
  /** 工作簿名 / The workbook it comes from */
  readonly origin?: string | null | undefined;
  /** 各行，最多 10000 行 / At most 10000 rows */
  readonly rows: ReadonlyArray<TaskRowInput>;
};

/** WRITTEN 已写入，UNCHANGED 与现有相同，CONFLICT 别人先改了，REFUSED 未写入 / What became of a row that was sent */
export type SavedRowOutcome =
  | 'CONFLICT'
  | 'REFUSED'
  | 'UNCHANGED'
  | 'WRITTEN';

/** BLOCK 拒绝写入，ERROR 不能审批，WARN 与 INFO 供参考 / BLOCK refuses the write, ERROR stops approval */
export type Severity =
  | 'BLOCK'
  | 'ERROR'
  | 'INFO'
  | 'WARN';

/** 条件怎样比较 / How a condition compares */
export type SheetComparison =
  | 'CONTAINS'
  | 'EMPTY'
  | 'EQ'
  | 'GT'
  | 'GTE'
  | 'IN'
  | 'LT'
  | 'LTE'
  | 'NE'
  | 'NOT_EMPTY'
  | 'STARTS_WITH';

/** 一个条件，各条件同时满足 / A condition; all hold together */
export type SheetCondition = {
  /** 怎样比较 / How */
  readonly is: SheetComparison;
  /** 字段，可经过对一关系，如 person.name；也可用中文名 / The field, by name or label */
  readonly path: string;
  /** 与什么比较 / With what */
  readonly values: ReadonlyArray<string>;
};

/** 按一列排序 / Order by a column */
export type SheetOrder = {
  /** 是否从大到小 / Whether greatest first */
  readonly descending?: boolean;
  /** 本登记表自己的字段 / A field of the register itself */
  readonly path: string;
};

/** 工作表里选中的一块 / A selection of a sheet */
export type StageSelectionInput = {
  /** 左上角，如 A1 / Where it starts */
  readonly address: string;
  /** 为哪个单位，填代码或全称 / For which organization */
  readonly organization: string;
  readonly sheet: string;
  /** 导入为什么；不填则由训枢判断 / What it is; guessed if left out */
  readonly target?: string | null | undefined;
  /** 显示的文字，逐行 / The same cells as shown */
  readonly text?: ReadonlyArray<ReadonlyArray<string | null | undefined> | null | undefined> | null | undefined;
  /** 原值，逐行 / Raw values, row by row */
  readonly values?: ReadonlyArray<ReadonlyArray<unknown> | null | undefined> | null | undefined;
  /** 工作簿名 / Workbook */
  readonly workbook: string;
};

/** 筛选：报送：一个单位一期的一张报表 / Submissions: one form of one organization for one period */
export type SubmissionFilter = {
  /** 同时满足 / All of these */
  readonly and?: ReadonlyArray<SubmissionFilter> | null | undefined;
  /** 核定时间 / Approved at */
  readonly approvedAt?: DateTimeFilter | null | undefined;
  /** 核定人 / Approved by */
  readonly approvedBy?: TextFilter | null | undefined;
  /** 第几次，1 为首次，之后为更正 / 1 for the first, then corrections */
  readonly correction?: IntFilter | null | undefined;
  /** 建立时间 / When it was made */
  readonly createdAt?: DateTimeFilter | null | undefined;
  /** 建立人 / Who made it */
  readonly createdBy?: TextFilter | null | undefined;
  /** 截止日期 / Due on */
  readonly dueOn?: DateFilter | null | undefined;
  /** 报表 / The form */
  readonly form?: FormFilter | null | undefined;
  /** 全局编号 / Global id */
  readonly id?: IdFilter | null | undefined;
  /** 不满足 / Not this */
  readonly not?: SubmissionFilter | null | undefined;
  /** 问题与下步打算 / Problems and next steps */
  readonly note?: TextFilter | null | undefined;
  /** 满足其一 / Any of these */
  readonly or?: ReadonlyArray<SubmissionFilter> | null | undefined;
  /** 报送单位 / The organization that reports */
  readonly organization?: OrganizationFilter | null | undefined;
  /** 期间 / Period */
  readonly period?: TextFilter | null | undefined;
  /** 退回原因 / Why it was returned */
  readonly returnReason?: TextFilter | null | undefined;
  /** 审核时间 / Reviewed at */
  readonly reviewedAt?: DateTimeFilter | null | undefined;
  /** 审核人 / Reviewed by */
  readonly reviewedBy?: TextFilter | null | undefined;
  /** 状态 / Status */
  readonly status?: TextFilter | null | undefined;
  /** 报送时间 / Submitted at */
  readonly submittedAt?: DateTimeFilter | null | undefined;
  /** 报送人 / Submitted by */
  readonly submittedBy?: TextFilter | null | undefined;
  /** 最后修改时间 / When it changed last */
  readonly updatedAt?: DateTimeFilter | null | undefined;
  /** 最后修改人 / Who changed it last */
  readonly updatedBy?: TextFilter | null | undefined;
  /** 版本，每改一次加一 / Version, one more with every change */
  readonly version?: IntFilter | null | undefined;
};

/** 要写的一行：报送：一个单位一期的一张报表 / Submissions: one form of one organization for one period */
export type SubmissionRowInput = {
  /** 单元格，如 名册!B5 / The cell, such as Sheet1!B5 */
  readonly at?: string | null | undefined;
  /** 改动前看到的各字段 / The fields as you saw them */
  readonly baseValues?: unknown;
  /** 改动前看到的版本；不填则直接改 / The version you started from; none to change it as it is */
  readonly baseVersion?: number | null | undefined;
  /** 第几次，1 为首次，之后为更正 / 1 for the first, then corrections */
  readonly correction?: string | number | boolean | null | undefined;
  /** 删除这一行 / Remove this row */
  readonly delete?: boolean | null | undefined;
  /** 截止日期 / Due on */
  readonly dueOn?: string | number | boolean | null | undefined;
  /** 报表 / The form */
  readonly form?: string | number | boolean | null | undefined;
  /** 全局编号；新的一行可不填，或填发送方生成的 UUID / Global id; none, or a UUID of your own, for a new row */
  readonly id?: string | number | null | undefined;
  /** 问题与下步打算 / Problems and next steps */
  readonly note?: string | number | boolean | null | undefined;
  /** 所属单位：代码、学校标识码、统一社会信用代码或全称；新的一行必填 / The owner; needed for a new row */
  readonly organization?: string | null | undefined;
  /** 期间 / Period */
  readonly period?: string | number | boolean | null | undefined;
  /** 原因；冲销、删除导入的行、改动已批准的记录必填 / Why; needed to take back a row, to delete one that a file brought, and to change what was approved */
  readonly reason?: string | null | undefined;
  /** 退回原因 / Why it was returned */
  readonly returnReason?: string | number | boolean | null | undefined;
  /** 状态 / Status */
  readonly status?: string | number | boolean | null | undefined;
};

/** 要报送的一张报表：已有的给编号，没有的给单位、报表与期间 / A report to send: by its id, or by organization, form and period */
export type SubmitReportInput = {
  /** 改动前看到的版本 / The version you started from */
  readonly baseVersion?: number | null | undefined;
  /** 报表代码或名称 / The form, by code or name */
  readonly form?: string | null | undefined;
  /** 报送的全局编号 / Global id of the report */
  readonly id?: string | number | null | undefined;
  /** 问题与下步打算 / Problems and next steps */
  readonly note?: string | null | undefined;
  /** 报送单位：代码或全称 / The organization, by code or full name */
  readonly organization?: string | null | undefined;
  /** 期间，如 2026M09 / The period, such as 2026M09 */
  readonly period?: string | null | undefined;
};

/** 一批要报送的报表 / Reports to send */
export type SubmitReportsInput = {
  /** 一张不行则都不办 / All or nothing */
  readonly atomic?: boolean | null | undefined;
  /** 发送方生成的 UUID；重发用同一个 / A UUID made by the sender; resend under the same */
  readonly batchId: string | number;
  /** 只检查，不写入 / Check only */
  readonly dryRun?: boolean | null | undefined;
  /** 各张报表 / The reports */
  readonly reports: ReadonlyArray<SubmitReportInput>;
};

/** 要写的一行：目标 / Targets */
export type TargetRowInput = {
  /** 在文件中的位置 / Where in the document */
  readonly anchorOffset?: string | number | boolean | null | undefined;
  /** 单元格，如 名册!B5 / The cell, such as Sheet1!B5 */
  readonly at?: string | null | undefined;
  /** 改动前看到的各字段 / The fields as you saw them */
  readonly baseValues?: unknown;
  /** 改动前看到的版本；不填则直接改 / The version you started from; none to change it as it is */
  readonly baseVersion?: number | null | undefined;
  /** 比较符 / Comparator */
  readonly comparator?: string | number | boolean | null | undefined;
  /** 删除这一行 / Remove this row */
  readonly delete?: boolean | null | undefined;
  /** 文件 / The document */
  readonly document?: string | number | boolean | null | undefined;
  /** 全局编号；新的一行可不填，或填发送方生成的 UUID / Global id; none, or a UUID of your own, for a new row */
  readonly id?: string | number | null | undefined;
  /** 指标代码 / Indicator code */
  readonly indicator?: string | number | boolean | null | undefined;
  /** 指标名称 / Name of the indicator */
  readonly indicatorName?: string | number | boolean | null | undefined;
  /** 性质 / Nature */
  readonly nature?: string | number | boolean | null | undefined;
  /** 所属单位：代码、学校标识码、统一社会信用代码或全称；新的一行必填 / The owner; needed for a new row */
  readonly organization?: string | null | undefined;
  /** 上级目标 / The target it is part of */
  readonly parent?: string | number | boolean | null | undefined;
  /** 期间 / Period */
  readonly period?: string | number | boolean | null | undefined;
  /** 期间（原文） / Period as written */
  readonly periodText?: string | number | boolean | null | undefined;
  /** 原文 / The sentence */
  readonly quote?: string | number | boolean | null | undefined;
  /** 目标值（原文） / Value as written */
  readonly rawValue?: string | number | boolean | null | undefined;
  /** 原因；冲销、删除导入的行、改动已批准的记录必填 / Why; needed to take back a row, to delete one that a file brought, and to change what was approved */
  readonly reason?: string | null | undefined;
  /** 责任单位 / Who is responsible */
  readonly responsible?: string | number | boolean | null | undefined;
  /** 范围 / Scope */
  readonly scope?: string | number | boolean | null | undefined;
  /** 是否约束性 / Whether binding */
  readonly strict?: string | number | boolean | null | undefined;
  /** 对象 / Whom it is set for, in words */
  readonly subject?: string | number | boolean | null | undefined;
  /** 对象单位 / The organization it is set for */
  readonly subjectOrganization?: string | number | boolean | null | undefined;
  /** 单位 / Unit */
  readonly unit?: string | number | boolean | null | undefined;
  /** 目标值 / Value */
  readonly value?: string | number | boolean | null | undefined;
  /** 上限 / Upper value */
  readonly valueMax?: string | number | boolean | null | undefined;
};

/** 要写的一行：任务：督查清单、整改、里程碑、佐证材料等 / Tasks: checklists, rectification, milestones, evidence */
export type TaskRowInput = {
  /** 布置它的会议或检查 / The meeting or inspection that set it */
  readonly activity?: string | number | boolean | null | undefined;
  /** 单元格，如 名册!B5 / The cell, such as Sheet1!B5 */
  readonly at?: string | null | undefined;
  /** 改动前看到的各字段 / The fields as you saw them */
  readonly baseValues?: unknown;
  /** 改动前看到的版本；不填则直接改 / The version you started from; none to change it as it is */
  readonly baseVersion?: number | null | undefined;
  /** 配合单位 / Organizations that help */
  readonly coOrganizations?: string | number | boolean | null | undefined;
  /** 删除这一行 / Remove this row */
  readonly delete?: boolean | null | undefined;
  /** 文件 / The document */
  readonly document?: string | number | boolean | null | undefined;
  /** 完成日期 / Done on */
  readonly doneOn?: string | number | boolean | null | undefined;
  /** 期限 / Due on */
  readonly dueOn?: string | number | boolean | null | undefined;
  /** 要整改的问题 / The finding to put right */
  readonly finding?: string | number | boolean | null | undefined;
  /** 全局编号；新的一行可不填，或填发送方生成的 UUID / Global id; none, or a UUID of your own, for a new row */
  readonly id?: string | number | null | undefined;
  /** 类别 / Kind */
  readonly kind?: string | number | boolean | null | undefined;
  /** 清单 / The list it is on */
  readonly list?: string | number | boolean | null | undefined;
  /** 所属单位：代码、学校标识码、统一社会信用代码或全称；新的一行必填 / The owner; needed for a new row */
  readonly organization?: string | null | undefined;
  /** 来源 / Origin */
  readonly origin?: string | number | boolean | null | undefined;
  /** 上级任务 / The task it is part of */
  readonly parent?: string | number | boolean | null | undefined;
  /** 责任人 / The person responsible */
  readonly person?: string | number | boolean | null | undefined;
  /** 计划 / The plan it belongs to */
  readonly plan?: string | number | boolean | null | undefined;
  /** 问题 / Problem */
  readonly problem?: string | number | boolean | null | undefined;
  /** 进度，0 至 100 / Progress, 0 to 100 */
  readonly progress?: string | number | boolean | null | undefined;
  /** 原因；冲销、删除导入的行、改动已批准的记录必填 / Why; needed to take back a row, to delete one that a file brought, and to change what was approved */
  readonly reason?: string | null | undefined;
  /** 开始日期 / Started on */
  readonly startedOn?: string | number | boolean | null | undefined;
  /** 状态 / Status */
  readonly status?: string | number | boolean | null | undefined;
  /** 对应的目标 / The target it serves */
  readonly target?: string | number | boolean | null | undefined;
  /** 任务 / Title */
  readonly title?: string | number | boolean | null | undefined;
};

/** 按文字筛选 / Filter by text */
export type TextFilter = {
  /** 包含（不分大小写） / Contains, in either case */
  readonly contains?: string | null | undefined;
  /** 等于 / Equal to */
  readonly eq?: string | null | undefined;
  /** 是其中之一 / One of */
  readonly in?: ReadonlyArray<string> | null | undefined;
  /** 是否为空 / Whether it is empty */
  readonly isNull?: boolean | null | undefined;
  /** 不等于（空值也算不等） / Different from, empty included */
  readonly ne?: string | null | undefined;
  /** 不是其中任何一个 / None of */
  readonly notIn?: ReadonlyArray<string> | null | undefined;
  /** 以此开头 / Starts with */
  readonly startsWith?: string | null | undefined;
};

/** 一批要写的格 / A batch of cells */
export type WriteFiguresInput = {
  /** 一格不行则都不写 / All or nothing */
  readonly atomic?: boolean | null | undefined;
  /** 发送方生成的 UUID；重发用同一个 / A UUID made by the sender; resend under the same */
  readonly batchId: string | number;
  readonly cells: ReadonlyArray<FigureCellInput>;
  /** 只检查，不写入 / Check only */
  readonly dryRun?: boolean | null | undefined;
  /** 批注；没有单独原因的格用它作原因 / The reason of cells without their own */
  readonly note?: string | null | undefined;
  /** 工作簿名 / The workbook it comes from */
  readonly origin?: string | null | undefined;
};

export type AuditEventsQueryVariables = Exact<{
  filter?: AuditFilter | null | undefined;
  first: number;
  after?: string | number | null | undefined;
}>;


export type AuditEventsQuery = { readonly auditEvents: { readonly next: string | null, readonly events: ReadonlyArray<{ readonly id: string, readonly at: string, readonly who: string | null, readonly kind: string, readonly origin: string | null, readonly organization: string | null, readonly organizationName: string | null, readonly register: string | null, readonly rows: number | null, readonly batch: string | null, readonly detail: unknown }> } };

export type AuditEventQueryVariables = Exact<{
  id: string | number;
}>;


export type AuditEventQuery = { readonly auditEvent: { readonly more: number, readonly event: { readonly id: string, readonly at: string, readonly who: string | null, readonly kind: string, readonly origin: string | null, readonly organization: string | null, readonly organizationName: string | null, readonly register: string | null, readonly rows: number | null, readonly batch: string | null, readonly detail: unknown }, readonly changes: ReadonlyArray<{ readonly row: string | null, readonly title: string | null, readonly fields: ReadonlyArray<{ readonly name: string, readonly label: string, readonly before: string | null, readonly after: string | null }> }> } | null };

export type AuditEventShownFragment = { readonly id: string, readonly at: string, readonly who: string | null, readonly kind: string, readonly origin: string | null, readonly organization: string | null, readonly organizationName: string | null, readonly register: string | null, readonly rows: number | null, readonly batch: string | null, readonly detail: unknown };

export type MyAccountQueryVariables = Exact<{ [key: string]: never; }>;


export type MyAccountQuery = { readonly me: { readonly id: string, readonly login: string, readonly name: string, readonly administers: boolean, readonly managesAccounts: boolean, readonly audits: boolean, readonly kind: string, readonly demo: boolean, readonly hasPassword: boolean, readonly hasSecondFactor: boolean, readonly mustChangePassword: boolean, readonly roles: ReadonlyArray<{ readonly role: string, readonly organization: string | null, readonly organizationName: string | null, readonly region: string | null, readonly subjects: ReadonlyArray<string> | null, readonly unmasks: boolean }>, readonly sessions: ReadonlyArray<{ readonly id: string, readonly agent: string | null, readonly startedAt: string, readonly seenAt: string, readonly expiresAt: string, readonly isThis: boolean }> } };

export type EndSessionMutationVariables = Exact<{
  id: string | number;
}>;


export type EndSessionMutation = { readonly endSession: boolean };

export type AccountsQueryVariables = Exact<{
  search?: string | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type AccountsQuery = { readonly accounts: { readonly totalCount: number, readonly next: string | null, readonly accounts: ReadonlyArray<{ readonly id: string, readonly login: string, readonly name: string, readonly kind: string, readonly status: string, readonly demo: boolean, readonly organization: string | null, readonly organizationName: string | null, readonly owner: string | null, readonly tied: boolean, readonly roles: ReadonlyArray<string>, readonly lockedUntil: string | null, readonly seenAt: string | null, readonly mustChangePassword: boolean, readonly grants: ReadonlyArray<{ readonly id: string, readonly role: string, readonly organization: string | null, readonly organizationName: string | null, readonly region: string | null, readonly subjects: ReadonlyArray<string> | null, readonly unmasks: boolean, readonly grantedAt: string, readonly grantedBy: string }> }> } };

export type MakeAccountMutationVariables = Exact<{
  login: string;
  name: string;
  organization?: string | null | undefined;
}>;


export type MakeAccountMutation = { readonly makeAccount: { readonly id: string, readonly password: string } };

export type CloseAccountMutationVariables = Exact<{
  id: string | number;
}>;


export type CloseAccountMutation = { readonly closeAccount: boolean };

export type ResetPasswordMutationVariables = Exact<{
  id: string | number;
}>;


export type ResetPasswordMutation = { readonly resetPassword: { readonly id: string, readonly password: string } };

export type EndSessionsOfMutationVariables = Exact<{
  id: string | number;
}>;


export type EndSessionsOfMutation = { readonly endSessionsOf: boolean };

export type AccountShownFragment = { readonly id: string, readonly login: string, readonly name: string, readonly kind: string, readonly status: string, readonly demo: boolean, readonly organization: string | null, readonly organizationName: string | null, readonly owner: string | null, readonly tied: boolean, readonly roles: ReadonlyArray<string>, readonly lockedUntil: string | null, readonly seenAt: string | null, readonly mustChangePassword: boolean, readonly grants: ReadonlyArray<{ readonly id: string, readonly role: string, readonly organization: string | null, readonly organizationName: string | null, readonly region: string | null, readonly subjects: ReadonlyArray<string> | null, readonly unmasks: boolean, readonly grantedAt: string, readonly grantedBy: string }> };

export type TokensQueryVariables = Exact<{ [key: string]: never; }>;


export type TokensQuery = { readonly tokens: ReadonlyArray<{ readonly id: string, readonly name: string, readonly roles: ReadonlyArray<string>, readonly readOnly: boolean, readonly expiresAt: string, readonly lastUsedAt: string | null, readonly revokedAt: string | null }> };

export type MakeTokenMutationVariables = Exact<{
  name: string;
}>;


export type MakeTokenMutation = { readonly makeToken: { readonly id: string, readonly secret: string, readonly expiresAt: string } };

export type RevokeTokenMutationVariables = Exact<{
  id: string | number;
}>;


export type RevokeTokenMutation = { readonly revokeToken: boolean };

export type GrantRoleMutationVariables = Exact<{
  account: string | number;
  role: string;
  organization?: string | null | undefined;
  region?: string | null | undefined;
  subjects?: ReadonlyArray<string> | null | undefined;
  unmasks: boolean;
}>;


export type GrantRoleMutation = { readonly grantRole: string };

export type PersonsToTieQueryVariables = Exact<{
  organization: string;
  name: string;
  idLast4?: string | null | undefined;
}>;


export type PersonsToTieQuery = { readonly personsToTie: ReadonlyArray<{ readonly id: string, readonly organization: string | null, readonly organizationName: string, readonly birthYear: string | null }> };

export type TieAccountMutationVariables = Exact<{
  account: string | number;
  person?: string | number | null | undefined;
}>;


export type TieAccountMutation = { readonly tieAccount: boolean };

export type RevokeGrantMutationVariables = Exact<{
  id: string | number;
}>;


export type RevokeGrantMutation = { readonly revokeGrant: boolean };

export type OrganizationsFoundQueryVariables = Exact<{
  text: string;
}>;


export type OrganizationsFoundQuery = { readonly searchCatalogue: ReadonlyArray<{ readonly code: string, readonly name: string, readonly detail: string | null }> };

export type RegionsFoundQueryVariables = Exact<{
  search: string;
}>;


export type RegionsFoundQuery = { readonly codes: ReadonlyArray<{ readonly code: string, readonly nameZh: string }> };

export type IndicatorDimensionsQueryVariables = Exact<{
  codes?: ReadonlyArray<string> | null | undefined;
}>;


export type IndicatorDimensionsQuery = { readonly indicators: ReadonlyArray<{ readonly dimensions: ReadonlyArray<{ readonly code: string, readonly nameZh: string, readonly nameEn: string, readonly list: string | null }> }> };

export type BreakdownMembersQueryVariables = Exact<{
  key: FigureKeyInput;
  by: ReadonlyArray<string>;
  list: string;
}>;


export type BreakdownMembersQuery = { readonly figureBreakdown: { readonly cells: ReadonlyArray<{ readonly marks: ReadonlyArray<{ readonly code: string, readonly label: string, readonly labelEn: string }> }> }, readonly codes: ReadonlyArray<{ readonly code: string, readonly nameZh: string, readonly nameEn: string | null }> };

export type SearchCatalogueQueryVariables = Exact<{
  text: string;
  kinds?: ReadonlyArray<CatalogueKind> | null | undefined;
  first?: number | null | undefined;
}>;


export type SearchCatalogueQuery = { readonly searchCatalogue: ReadonlyArray<{ readonly kind: CatalogueKind, readonly code: string, readonly name: string, readonly detail: string | null, readonly matchedBy: string, readonly unit: string | null, readonly source: string | null }> };

export type IndicatorsQueryVariables = Exact<{
  codes?: ReadonlyArray<string> | null | undefined;
}>;


export type IndicatorsQuery = { readonly indicators: ReadonlyArray<{ readonly code: string, readonly nameZh: string, readonly nameEn: string, readonly unit: string, readonly displayUnit: string | null, readonly kind: IndicatorKind, readonly additive: boolean, readonly flowStock: FlowStock, readonly explanation: string, readonly decimals: number }> };

export type OrganizationTreeQueryVariables = Exact<{
  root?: string | null | undefined;
  depth?: number | null | undefined;
}>;


export type OrganizationTreeQuery = { readonly organizationTree: ReadonlyArray<{ readonly code: string | null, readonly name: string, readonly kind: string, readonly parent: { readonly code: string | null } | null }> };

export type IndicatorFieldsFragment = { readonly code: string, readonly nameZh: string, readonly nameEn: string, readonly unit: string, readonly displayUnit: string | null, readonly kind: IndicatorKind, readonly additive: boolean, readonly flowStock: FlowStock, readonly explanation: string, readonly decimals: number };

export type FiguresQueryVariables = Exact<{
  keys: ReadonlyArray<FigureKeyInput>;
  asOf?: string | null | undefined;
}>;


export type FiguresQuery = { readonly figures: ReadonlyArray<{ readonly indicator: string, readonly organization: string, readonly organizationName: string | null, readonly indicatorName: string | null, readonly period: string, readonly value: string | null, readonly unit: string | null, readonly displayUnit: string | null, readonly version: number, readonly status: FigureStatus, readonly source: FigureSource | null, readonly computedValue: string | null, readonly numerator: string | null, readonly denominator: string | null, readonly changedAt: string | null, readonly changedBy: string | null, readonly reason: string | null, readonly writable: boolean, readonly coverage: { readonly have: number, readonly of: number } | null, readonly problem: { readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly sheet: string | null, readonly cell: string | null, readonly row: number | null, readonly field: string | null, readonly suggestion: string | null } | null }> };

export type FigureGridQueryVariables = Exact<{
  organizations: ReadonlyArray<string>;
  columns: ReadonlyArray<GridColumnInput>;
  asOf?: string | null | undefined;
}>;


export type FigureGridQuery = { readonly figureGrid: { readonly values: unknown, readonly versions: unknown, readonly statuses: unknown, readonly sources: unknown, readonly writable: unknown, readonly computed: unknown, readonly coverage: unknown, readonly asOf: string, readonly rows: ReadonlyArray<{ readonly organization: string, readonly name: string, readonly problem: { readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly sheet: string | null, readonly cell: string | null, readonly row: number | null, readonly field: string | null, readonly suggestion: string | null } | null }>, readonly columns: ReadonlyArray<{ readonly indicator: string, readonly name: string, readonly period: string, readonly unit: string | null, readonly displayUnit: string | null, readonly decimals: number, readonly additive: boolean, readonly problem: { readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly sheet: string | null, readonly cell: string | null, readonly row: number | null, readonly field: string | null, readonly suggestion: string | null } | null }> } };

export type FigureProgressQueryVariables = Exact<{
  keys: ReadonlyArray<FigureKeyInput>;
}>;


export type FigureProgressQuery = { readonly progress: ReadonlyArray<{ readonly indicator: string, readonly organization: string, readonly period: string, readonly actual: string | null, readonly target: string | null, readonly comparator: string | null, readonly rate: string | null, readonly state: ProgressState, readonly expected: string | null, readonly onTrack: boolean | null, readonly organizationName: string | null, readonly indicatorName: string | null, readonly unit: string | null, readonly documentName: string | null, readonly quote: string | null, readonly anchor: string | null, readonly problem: { readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly sheet: string | null, readonly cell: string | null, readonly row: number | null, readonly field: string | null, readonly suggestion: string | null } | null }> };

export type FigureHistoryQueryVariables = Exact<{
  key: FigureKeyInput;
}>;


export type FigureHistoryQuery = { readonly figureHistory: ReadonlyArray<{ readonly version: number, readonly value: string | null, readonly source: FigureSource, readonly changedAt: string, readonly changedBy: string, readonly reason: string | null, readonly batchId: string | null, readonly importId: string | null, readonly place: string | null }> };

export type FigureOriginQueryVariables = Exact<{
  key: FigureKeyInput;
  first?: number | null | undefined;
}>;


export type FigureOriginQuery = { readonly figureOrigin: { readonly explanation: string, readonly explanationEn: string, readonly total: number, readonly targetQuote: string | null, readonly targetDocument: string | null, readonly rows: ReadonlyArray<{ readonly register: string, readonly id: string, readonly label: string, readonly place: string | null }>, readonly imports: ReadonlyArray<{ readonly importId: string, readonly file: string, readonly sheet: string, readonly fromRow: number, readonly toRow: number, readonly rows: number, readonly by: string, readonly at: string }> } };

export type FigureLedgerRowsQueryVariables = Exact<{
  key: FigureKeyInput;
  first: number;
  after?: string | null | undefined;
}>;


export type FigureLedgerRowsQuery = { readonly figureLedgerRows: { readonly total: number, readonly hasMore: boolean, readonly endCursor: string | null, readonly rows: ReadonlyArray<{ readonly register: string, readonly id: string, readonly label: string, readonly contribution: string | null, readonly place: string | null }> } };

export type WriteFiguresMutationVariables = Exact<{
  input: WriteFiguresInput;
}>;


export type WriteFiguresMutation = { readonly writeFigures: { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly written: number, readonly unchanged: number, readonly conflicts: number, readonly refused: number, readonly cells: ReadonlyArray<{ readonly index: number, readonly outcome: CellOutcome, readonly figure: { readonly indicator: string, readonly organization: string, readonly organizationName: string | null, readonly indicatorName: string | null, readonly period: string, readonly value: string | null, readonly unit: string | null, readonly displayUnit: string | null, readonly version: number, readonly status: FigureStatus, readonly source: FigureSource | null, readonly computedValue: string | null, readonly numerator: string | null, readonly denominator: string | null, readonly changedAt: string | null, readonly changedBy: string | null, readonly reason: string | null, readonly writable: boolean, readonly coverage: { readonly have: number, readonly of: number } | null, readonly problem: { readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly sheet: string | null, readonly cell: string | null, readonly row: number | null, readonly field: string | null, readonly suggestion: string | null } | null } | null, readonly conflict: { readonly base: string | null, readonly mine: string | null, readonly theirs: string | null, readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly reason: string | null } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly sheet: string | null, readonly cell: string | null, readonly row: number | null, readonly field: string | null, readonly suggestion: string | null }> }> } };

export type FigureFieldsFragment = { readonly indicator: string, readonly organization: string, readonly organizationName: string | null, readonly indicatorName: string | null, readonly period: string, readonly value: string | null, readonly unit: string | null, readonly displayUnit: string | null, readonly version: number, readonly status: FigureStatus, readonly source: FigureSource | null, readonly computedValue: string | null, readonly numerator: string | null, readonly denominator: string | null, readonly changedAt: string | null, readonly changedBy: string | null, readonly reason: string | null, readonly writable: boolean, readonly coverage: { readonly have: number, readonly of: number } | null, readonly problem: { readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly sheet: string | null, readonly cell: string | null, readonly row: number | null, readonly field: string | null, readonly suggestion: string | null } | null };

export type ProgressFieldsFragment = { readonly indicator: string, readonly organization: string, readonly period: string, readonly actual: string | null, readonly target: string | null, readonly comparator: string | null, readonly rate: string | null, readonly state: ProgressState, readonly expected: string | null, readonly onTrack: boolean | null, readonly organizationName: string | null, readonly indicatorName: string | null, readonly unit: string | null, readonly documentName: string | null, readonly quote: string | null, readonly anchor: string | null, readonly problem: { readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly sheet: string | null, readonly cell: string | null, readonly row: number | null, readonly field: string | null, readonly suggestion: string | null } | null };

export type FindingFieldsFragment = { readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly sheet: string | null, readonly cell: string | null, readonly row: number | null, readonly field: string | null, readonly suggestion: string | null };

export type HubInfoQueryVariables = Exact<{ [key: string]: never; }>;


export type HubInfoQuery = { readonly hub: { readonly name: string, readonly version: string, readonly engine: string, readonly today: string, readonly sampleData: boolean, readonly viewer: string, readonly defaultOrganization: string } };

export type ImportsQueryVariables = Exact<{
  organization?: string | null | undefined;
  first?: number | null | undefined;
}>;


export type ImportsQuery = { readonly imports: ReadonlyArray<{ readonly id: string, readonly file: string, readonly status: ImportStatus, readonly createdAt: string, readonly createdBy: string, readonly organization: { readonly code: string | null, readonly name: string }, readonly progress: { readonly phase: string, readonly done: number, readonly total: number | null }, readonly tables: ReadonlyArray<{ readonly index: number, readonly sheet: string, readonly range: string, readonly headerRows: ReadonlyArray<number>, readonly target: string, readonly targetLabel: string, readonly confidence: number, readonly skipped: ReadonlyArray<string>, readonly totalsChecked: number, readonly columns: ReadonlyArray<{ readonly letter: string, readonly header: string, readonly field: string | null, readonly fieldLabel: string | null, readonly confidence: number, readonly sample: ReadonlyArray<string>, readonly state: string }>, readonly fields: ReadonlyArray<{ readonly name: string, readonly label: string }> }>, readonly counts: { readonly rows: number, readonly new: number, readonly changed: number, readonly unchanged: number, readonly refused: number }, readonly notListed: { readonly count: number, readonly organizations: ReadonlyArray<{ readonly name: string }> }, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly sheet: string | null, readonly cell: string | null, readonly row: number | null, readonly field: string | null, readonly suggestion: string | null }>, readonly receipt: { readonly importId: string, readonly batchId: string, readonly replayed: boolean, readonly committedAt: string, readonly counts: { readonly rows: number, readonly new: number, readonly changed: number, readonly unchanged: number, readonly refused: number } } | null }> };

export type ImportQueryVariables = Exact<{
  id: string | number;
}>;


export type ImportQuery = { readonly import: { readonly id: string, readonly file: string, readonly status: ImportStatus, readonly createdAt: string, readonly createdBy: string, readonly organization: { readonly code: string | null, readonly name: string }, readonly progress: { readonly phase: string, readonly done: number, readonly total: number | null }, readonly tables: ReadonlyArray<{ readonly index: number, readonly sheet: string, readonly range: string, readonly headerRows: ReadonlyArray<number>, readonly target: string, readonly targetLabel: string, readonly confidence: number, readonly skipped: ReadonlyArray<string>, readonly totalsChecked: number, readonly columns: ReadonlyArray<{ readonly letter: string, readonly header: string, readonly field: string | null, readonly fieldLabel: string | null, readonly confidence: number, readonly sample: ReadonlyArray<string>, readonly state: string }>, readonly fields: ReadonlyArray<{ readonly name: string, readonly label: string }> }>, readonly counts: { readonly rows: number, readonly new: number, readonly changed: number, readonly unchanged: number, readonly refused: number }, readonly notListed: { readonly count: number, readonly organizations: ReadonlyArray<{ readonly name: string }> }, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly sheet: string | null, readonly cell: string | null, readonly row: number | null, readonly field: string | null, readonly suggestion: string | null }>, readonly receipt: { readonly importId: string, readonly batchId: string, readonly replayed: boolean, readonly committedAt: string, readonly counts: { readonly rows: number, readonly new: number, readonly changed: number, readonly unchanged: number, readonly refused: number } } | null } | null };

export type ImportProgressQueryVariables = Exact<{
  id: string | number;
}>;


export type ImportProgressQuery = { readonly import: { readonly id: string, readonly status: ImportStatus, readonly progress: { readonly phase: string, readonly done: number, readonly total: number | null } } | null };

export type ImportRowsQueryVariables = Exact<{
  id: string | number;
  outcome?: RowOutcome | null | undefined;
  first?: number | null | undefined;
  after?: number | null | undefined;
}>;


export type ImportRowsQuery = { readonly import: { readonly rows: ReadonlyArray<{ readonly sheet: string, readonly row: number, readonly outcome: RowOutcome, readonly label: string, readonly changes: unknown, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly sheet: string | null, readonly cell: string | null, readonly row: number | null, readonly field: string | null, readonly suggestion: string | null }> }> } | null };

export type StageSelectionMutationVariables = Exact<{
  input: StageSelectionInput;
}>;


export type StageSelectionMutation = { readonly stageSelection: { readonly id: string, readonly file: string, readonly status: ImportStatus, readonly createdAt: string, readonly createdBy: string, readonly organization: { readonly code: string | null, readonly name: string }, readonly progress: { readonly phase: string, readonly done: number, readonly total: number | null }, readonly tables: ReadonlyArray<{ readonly index: number, readonly sheet: string, readonly range: string, readonly headerRows: ReadonlyArray<number>, readonly target: string, readonly targetLabel: string, readonly confidence: number, readonly skipped: ReadonlyArray<string>, readonly totalsChecked: number, readonly columns: ReadonlyArray<{ readonly letter: string, readonly header: string, readonly field: string | null, readonly fieldLabel: string | null, readonly confidence: number, readonly sample: ReadonlyArray<string>, readonly state: string }>, readonly fields: ReadonlyArray<{ readonly name: string, readonly label: string }> }>, readonly counts: { readonly rows: number, readonly new: number, readonly changed: number, readonly unchanged: number, readonly refused: number }, readonly notListed: { readonly count: number, readonly organizations: ReadonlyArray<{ readonly name: string }> }, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly sheet: string | null, readonly cell: string | null, readonly row: number | null, readonly field: string | null, readonly suggestion: string | null }>, readonly receipt: { readonly importId: string, readonly batchId: string, readonly replayed: boolean, readonly committedAt: string, readonly counts: { readonly rows: number, readonly new: number, readonly changed: number, readonly unchanged: number, readonly refused: number } } | null } };

export type SetImportMappingMutationVariables = Exact<{
  id: string | number;
  table: number;
  target: string;
  columns: ReadonlyArray<ColumnMappingInput>;
  remember?: boolean | null | undefined;
}>;


export type SetImportMappingMutation = { readonly setImportMapping: { readonly id: string, readonly file: string, readonly status: ImportStatus, readonly createdAt: string, readonly createdBy: string, readonly organization: { readonly code: string | null, readonly name: string }, readonly progress: { readonly phase: string, readonly done: number, readonly total: number | null }, readonly tables: ReadonlyArray<{ readonly index: number, readonly sheet: string, readonly range: string, readonly headerRows: ReadonlyArray<number>, readonly target: string, readonly targetLabel: string, readonly confidence: number, readonly skipped: ReadonlyArray<string>, readonly totalsChecked: number, readonly columns: ReadonlyArray<{ readonly letter: string, readonly header: string, readonly field: string | null, readonly fieldLabel: string | null, readonly confidence: number, readonly sample: ReadonlyArray<string>, readonly state: string }>, readonly fields: ReadonlyArray<{ readonly name: string, readonly label: string }> }>, readonly counts: { readonly rows: number, readonly new: number, readonly changed: number, readonly unchanged: number, readonly refused: number }, readonly notListed: { readonly count: number, readonly organizations: ReadonlyArray<{ readonly name: string }> }, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly sheet: string | null, readonly cell: string | null, readonly row: number | null, readonly field: string | null, readonly suggestion: string | null }>, readonly receipt: { readonly importId: string, readonly batchId: string, readonly replayed: boolean, readonly committedAt: string, readonly counts: { readonly rows: number, readonly new: number, readonly changed: number, readonly unchanged: number, readonly refused: number } } | null } };

export type CommitImportMutationVariables = Exact<{
  id: string | number;
  batchId: string | number;
  atomic?: boolean | null | undefined;
}>;


export type CommitImportMutation = { readonly commitImport: { readonly importId: string, readonly batchId: string, readonly replayed: boolean, readonly committedAt: string, readonly counts: { readonly rows: number, readonly new: number, readonly changed: number, readonly unchanged: number, readonly refused: number } } };

export type DiscardImportMutationVariables = Exact<{
  id: string | number;
}>;


export type DiscardImportMutation = { readonly discardImport: { readonly id: string, readonly file: string, readonly status: ImportStatus, readonly createdAt: string, readonly createdBy: string, readonly organization: { readonly code: string | null, readonly name: string }, readonly progress: { readonly phase: string, readonly done: number, readonly total: number | null }, readonly tables: ReadonlyArray<{ readonly index: number, readonly sheet: string, readonly range: string, readonly headerRows: ReadonlyArray<number>, readonly target: string, readonly targetLabel: string, readonly confidence: number, readonly skipped: ReadonlyArray<string>, readonly totalsChecked: number, readonly columns: ReadonlyArray<{ readonly letter: string, readonly header: string, readonly field: string | null, readonly fieldLabel: string | null, readonly confidence: number, readonly sample: ReadonlyArray<string>, readonly state: string }>, readonly fields: ReadonlyArray<{ readonly name: string, readonly label: string }> }>, readonly counts: { readonly rows: number, readonly new: number, readonly changed: number, readonly unchanged: number, readonly refused: number }, readonly notListed: { readonly count: number, readonly organizations: ReadonlyArray<{ readonly name: string }> }, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly sheet: string | null, readonly cell: string | null, readonly row: number | null, readonly field: string | null, readonly suggestion: string | null }>, readonly receipt: { readonly importId: string, readonly batchId: string, readonly replayed: boolean, readonly committedAt: string, readonly counts: { readonly rows: number, readonly new: number, readonly changed: number, readonly unchanged: number, readonly refused: number } } | null } };

export type ImportFieldsFragment = { readonly id: string, readonly file: string, readonly status: ImportStatus, readonly createdAt: string, readonly createdBy: string, readonly organization: { readonly code: string | null, readonly name: string }, readonly progress: { readonly phase: string, readonly done: number, readonly total: number | null }, readonly tables: ReadonlyArray<{ readonly index: number, readonly sheet: string, readonly range: string, readonly headerRows: ReadonlyArray<number>, readonly target: string, readonly targetLabel: string, readonly confidence: number, readonly skipped: ReadonlyArray<string>, readonly totalsChecked: number, readonly columns: ReadonlyArray<{ readonly letter: string, readonly header: string, readonly field: string | null, readonly fieldLabel: string | null, readonly confidence: number, readonly sample: ReadonlyArray<string>, readonly state: string }>, readonly fields: ReadonlyArray<{ readonly name: string, readonly label: string }> }>, readonly counts: { readonly rows: number, readonly new: number, readonly changed: number, readonly unchanged: number, readonly refused: number }, readonly notListed: { readonly count: number, readonly organizations: ReadonlyArray<{ readonly name: string }> }, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly sheet: string | null, readonly cell: string | null, readonly row: number | null, readonly field: string | null, readonly suggestion: string | null }>, readonly receipt: { readonly importId: string, readonly batchId: string, readonly replayed: boolean, readonly committedAt: string, readonly counts: { readonly rows: number, readonly new: number, readonly changed: number, readonly unchanged: number, readonly refused: number } } | null };

export type ReceiptFieldsFragment = { readonly importId: string, readonly batchId: string, readonly replayed: boolean, readonly committedAt: string, readonly counts: { readonly rows: number, readonly new: number, readonly changed: number, readonly unchanged: number, readonly refused: number } };

export type RegisterShapesQueryVariables = Exact<{ [key: string]: never; }>;


export type RegisterShapesQuery = { readonly registerShapes: ReadonlyArray<{ readonly name: string, readonly label: string, readonly labelEn: string, readonly writable: boolean, readonly fields: ReadonlyArray<{ readonly path: string, readonly label: string, readonly labelEn: string, readonly spelling: string, readonly kind: string, readonly writable: boolean, readonly required: boolean, readonly orderable: boolean, readonly personal: boolean, readonly list: string | null, readonly to: string | null }>, readonly dimensions: ReadonlyArray<{ readonly name: string, readonly label: string }> }> };

export type RegisterSheetQueryVariables = Exact<{
  register: string;
  columns: ReadonlyArray<string>;
  conditions?: ReadonlyArray<SheetCondition> | null | undefined;
  order?: ReadonlyArray<SheetOrder> | null | undefined;
  first?: number | null | undefined;
  after?: string | null | undefined;
}>;


export type RegisterSheetQuery = { readonly registerSheet: { readonly register: string, readonly label: string, readonly ids: ReadonlyArray<string>, readonly versions: ReadonlyArray<number>, readonly values: unknown, readonly total: number, readonly next: string | null, readonly asOf: string, readonly columns: ReadonlyArray<{ readonly path: string, readonly label: string, readonly kind: string, readonly writable: boolean, readonly required: boolean, readonly list: string | null }> } };

export type RegisterGroupsQueryVariables = Exact<{
  register: string;
  dimensions: ReadonlyArray<string>;
  measures?: ReadonlyArray<string> | null | undefined;
  conditions?: ReadonlyArray<SheetCondition> | null | undefined;
  limit?: number | null | undefined;
}>;


export type RegisterGroupsQuery = { readonly registerGroups: { readonly headers: ReadonlyArray<string>, readonly dimensions: number, readonly values: unknown, readonly asOf: string } };

export type RowHistoryQueryVariables = Exact<{
  id: string | number;
}>;


export type RowHistoryQuery = { readonly rowHistory: ReadonlyArray<{ readonly at: string, readonly by: string, readonly batchId: string | null, readonly file: string | null, readonly reason: string | null, readonly operation: string, readonly version: number, readonly changes: ReadonlyArray<{ readonly field: string, readonly label: string, readonly before: unknown, readonly after: unknown }> }> };

export type CodeNamesQueryVariables = Exact<{
  list: string;
}>;


export type CodeNamesQuery = { readonly codes: ReadonlyArray<{ readonly nameZh: string }> };

export type AskTogetherQueryVariables = Exact<{
  figures: ReadonlyArray<FigureKeyInput>;
  progress: ReadonlyArray<FigureKeyInput>;
  indicators: ReadonlyArray<string>;
  sheets: ReadonlyArray<RegisterSheetQuestion>;
  groups: ReadonlyArray<RegisterGroupsQuestion>;
  asksFigures: boolean;
  asksProgress: boolean;
  asksIndicators: boolean;
}>;


export type AskTogetherQuery = { readonly figures?: ReadonlyArray<{ readonly indicator: string, readonly organization: string, readonly organizationName: string | null, readonly indicatorName: string | null, readonly period: string, readonly value: string | null, readonly unit: string | null, readonly displayUnit: string | null, readonly version: number, readonly status: FigureStatus, readonly source: FigureSource | null, readonly computedValue: string | null, readonly numerator: string | null, readonly denominator: string | null, readonly changedAt: string | null, readonly changedBy: string | null, readonly reason: string | null, readonly writable: boolean, readonly coverage: { readonly have: number, readonly of: number } | null, readonly problem: { readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly sheet: string | null, readonly cell: string | null, readonly row: number | null, readonly field: string | null, readonly suggestion: string | null } | null }>, readonly progress?: ReadonlyArray<{ readonly indicator: string, readonly organization: string, readonly period: string, readonly actual: string | null, readonly target: string | null, readonly comparator: string | null, readonly rate: string | null, readonly state: ProgressState, readonly expected: string | null, readonly onTrack: boolean | null, readonly organizationName: string | null, readonly indicatorName: string | null, readonly unit: string | null, readonly documentName: string | null, readonly quote: string | null, readonly anchor: string | null, readonly problem: { readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly sheet: string | null, readonly cell: string | null, readonly row: number | null, readonly field: string | null, readonly suggestion: string | null } | null }>, readonly indicators?: ReadonlyArray<{ readonly code: string, readonly nameZh: string, readonly nameEn: string, readonly unit: string, readonly displayUnit: string | null, readonly kind: IndicatorKind, readonly additive: boolean, readonly flowStock: FlowStock, readonly explanation: string, readonly decimals: number }>, readonly registerSheets: ReadonlyArray<{ readonly sheet: { readonly register: string, readonly label: string, readonly ids: ReadonlyArray<string>, readonly versions: ReadonlyArray<number>, readonly values: unknown, readonly total: number, readonly next: string | null, readonly asOf: string, readonly columns: ReadonlyArray<{ readonly path: string, readonly label: string, readonly kind: string, readonly writable: boolean, readonly required: boolean, readonly list: string | null }> } | null, readonly problem: { readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly sheet: string | null, readonly cell: string | null, readonly row: number | null, readonly field: string | null, readonly suggestion: string | null } | null }>, readonly registerGroupSheets: ReadonlyArray<{ readonly groups: { readonly headers: ReadonlyArray<string>, readonly dimensions: number, readonly values: unknown, readonly asOf: string } | null, readonly problem: { readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly sheet: string | null, readonly cell: string | null, readonly row: number | null, readonly field: string | null, readonly suggestion: string | null } | null }> };

export type SheetFieldsFragment = { readonly register: string, readonly label: string, readonly ids: ReadonlyArray<string>, readonly versions: ReadonlyArray<number>, readonly values: unknown, readonly total: number, readonly next: string | null, readonly asOf: string, readonly columns: ReadonlyArray<{ readonly path: string, readonly label: string, readonly kind: string, readonly writable: boolean, readonly required: boolean, readonly list: string | null }> };

export type GroupSheetFieldsFragment = { readonly headers: ReadonlyArray<string>, readonly dimensions: number, readonly values: unknown, readonly asOf: string };

export type ReportsQueryVariables = Exact<{
  filter?: SubmissionFilter | null | undefined;
  first: number;
  after?: string | null | undefined;
}>;


export type ReportsQuery = { readonly submissions: { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly period: string, readonly status: string, readonly statusLabel: string, readonly correction: number, readonly dueOn: string | null, readonly submittedAt: string | null, readonly submittedBy: string | null, readonly reviewedAt: string | null, readonly reviewedBy: string | null, readonly approvedAt: string | null, readonly approvedBy: string | null, readonly returnReason: string | null, readonly note: string | null, readonly version: number, readonly organization: { readonly code: string | null, readonly name: string }, readonly form: { readonly code: string, readonly name: string } }> } };

export type WaitingReportsQueryVariables = Exact<{
  first: number;
  after?: string | number | null | undefined;
}>;


export type WaitingReportsQuery = { readonly waitingReports: { readonly total: number, readonly next: string | null, readonly reports: ReadonlyArray<{ readonly id: string, readonly steps: ReadonlyArray<ReportStep> }> } };

export type ReportStepsQueryVariables = Exact<{
  ids: ReadonlyArray<string | number>;
}>;


export type ReportStepsQuery = { readonly reportSteps: ReadonlyArray<{ readonly id: string, readonly steps: ReadonlyArray<ReportStep> }> };

export type SubmitReportsMutationVariables = Exact<{
  input: SubmitReportsInput;
}>;


export type SubmitReportsMutation = { readonly saved: { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly rows: ReadonlyArray<{ readonly index: number, readonly id: string | null, readonly version: number, readonly outcome: SavedRowOutcome, readonly merged: ReadonlyArray<string>, readonly conflict: { readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly label: string, readonly base: unknown, readonly mine: unknown, readonly theirs: unknown }> } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly field: string | null, readonly suggestion: string | null }> }> } };

export type AcceptReportsMutationVariables = Exact<{
  input: ReportsInput;
}>;


export type AcceptReportsMutation = { readonly saved: { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly rows: ReadonlyArray<{ readonly index: number, readonly id: string | null, readonly version: number, readonly outcome: SavedRowOutcome, readonly merged: ReadonlyArray<string>, readonly conflict: { readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly label: string, readonly base: unknown, readonly mine: unknown, readonly theirs: unknown }> } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly field: string | null, readonly suggestion: string | null }> }> } };

export type ReturnReportsMutationVariables = Exact<{
  input: ReasonedReportsInput;
}>;


export type ReturnReportsMutation = { readonly saved: { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly rows: ReadonlyArray<{ readonly index: number, readonly id: string | null, readonly version: number, readonly outcome: SavedRowOutcome, readonly merged: ReadonlyArray<string>, readonly conflict: { readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly label: string, readonly base: unknown, readonly mine: unknown, readonly theirs: unknown }> } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly field: string | null, readonly suggestion: string | null }> }> } };

export type ApproveReportsMutationVariables = Exact<{
  input: ReportsInput;
}>;


export type ApproveReportsMutation = { readonly saved: { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly rows: ReadonlyArray<{ readonly index: number, readonly id: string | null, readonly version: number, readonly outcome: SavedRowOutcome, readonly merged: ReadonlyArray<string>, readonly conflict: { readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly label: string, readonly base: unknown, readonly mine: unknown, readonly theirs: unknown }> } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly field: string | null, readonly suggestion: string | null }> }> } };

export type LockReportsMutationVariables = Exact<{
  input: ReportsInput;
}>;


export type LockReportsMutation = { readonly saved: { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly rows: ReadonlyArray<{ readonly index: number, readonly id: string | null, readonly version: number, readonly outcome: SavedRowOutcome, readonly merged: ReadonlyArray<string>, readonly conflict: { readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly label: string, readonly base: unknown, readonly mine: unknown, readonly theirs: unknown }> } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly field: string | null, readonly suggestion: string | null }> }> } };

export type OrderCorrectionsMutationVariables = Exact<{
  input: ReasonedReportsInput;
}>;


export type OrderCorrectionsMutation = { readonly saved: { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly rows: ReadonlyArray<{ readonly index: number, readonly id: string | null, readonly version: number, readonly outcome: SavedRowOutcome, readonly merged: ReadonlyArray<string>, readonly conflict: { readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly label: string, readonly base: unknown, readonly mine: unknown, readonly theirs: unknown }> } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly field: string | null, readonly suggestion: string | null }> }> } };

export type SavedRowsFragment = { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly rows: ReadonlyArray<{ readonly index: number, readonly id: string | null, readonly version: number, readonly outcome: SavedRowOutcome, readonly merged: ReadonlyArray<string>, readonly conflict: { readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly label: string, readonly base: unknown, readonly mine: unknown, readonly theirs: unknown }> } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly field: string | null, readonly suggestion: string | null }> }> };

export type SaveActivitiesMutationVariables = Exact<{
  input: SaveActivitiesInput;
}>;


export type SaveActivitiesMutation = { readonly saved: { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly rows: ReadonlyArray<{ readonly index: number, readonly id: string | null, readonly version: number, readonly outcome: SavedRowOutcome, readonly merged: ReadonlyArray<string>, readonly conflict: { readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly label: string, readonly base: unknown, readonly mine: unknown, readonly theirs: unknown }> } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly field: string | null, readonly suggestion: string | null }> }> } };

export type SaveAffiliationsMutationVariables = Exact<{
  input: SaveAffiliationsInput;
}>;


export type SaveAffiliationsMutation = { readonly saved: { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly rows: ReadonlyArray<{ readonly index: number, readonly id: string | null, readonly version: number, readonly outcome: SavedRowOutcome, readonly merged: ReadonlyArray<string>, readonly conflict: { readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly label: string, readonly base: unknown, readonly mine: unknown, readonly theirs: unknown }> } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly field: string | null, readonly suggestion: string | null }> }> } };

export type SaveApplicationsMutationVariables = Exact<{
  input: SaveApplicationsInput;
}>;


export type SaveApplicationsMutation = { readonly saved: { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly rows: ReadonlyArray<{ readonly index: number, readonly id: string | null, readonly version: number, readonly outcome: SavedRowOutcome, readonly merged: ReadonlyArray<string>, readonly conflict: { readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly label: string, readonly base: unknown, readonly mine: unknown, readonly theirs: unknown }> } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly field: string | null, readonly suggestion: string | null }> }> } };

export type SaveAssetsMutationVariables = Exact<{
  input: SaveAssetsInput;
}>;


export type SaveAssetsMutation = { readonly saved: { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly rows: ReadonlyArray<{ readonly index: number, readonly id: string | null, readonly version: number, readonly outcome: SavedRowOutcome, readonly merged: ReadonlyArray<string>, readonly conflict: { readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly label: string, readonly base: unknown, readonly mine: unknown, readonly theirs: unknown }> } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly field: string | null, readonly suggestion: string | null }> }> } };

export type SaveAttendancesMutationVariables = Exact<{
  input: SaveAttendancesInput;
}>;


export type SaveAttendancesMutation = { readonly saved: { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly rows: ReadonlyArray<{ readonly index: number, readonly id: string | null, readonly version: number, readonly outcome: SavedRowOutcome, readonly merged: ReadonlyArray<string>, readonly conflict: { readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly label: string, readonly base: unknown, readonly mine: unknown, readonly theirs: unknown }> } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly field: string | null, readonly suggestion: string | null }> }> } };

export type SaveCoursesMutationVariables = Exact<{
  input: SaveCoursesInput;
}>;


export type SaveCoursesMutation = { readonly saved: { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly rows: ReadonlyArray<{ readonly index: number, readonly id: string | null, readonly version: number, readonly outcome: SavedRowOutcome, readonly merged: ReadonlyArray<string>, readonly conflict: { readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly label: string, readonly base: unknown, readonly mine: unknown, readonly theirs: unknown }> } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly field: string | null, readonly suggestion: string | null }> }> } };

export type SaveCredentialsMutationVariables = Exact<{
  input: SaveCredentialsInput;
}>;


export type SaveCredentialsMutation = { readonly saved: { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly rows: ReadonlyArray<{ readonly index: number, readonly id: string | null, readonly version: number, readonly outcome: SavedRowOutcome, readonly merged: ReadonlyArray<string>, readonly conflict: { readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly label: string, readonly base: unknown, readonly mine: unknown, readonly theirs: unknown }> } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly field: string | null, readonly suggestion: string | null }> }> } };

export type SaveDocumentsMutationVariables = Exact<{
  input: SaveDocumentsInput;
}>;


export type SaveDocumentsMutation = { readonly saved: { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly rows: ReadonlyArray<{ readonly index: number, readonly id: string | null, readonly version: number, readonly outcome: SavedRowOutcome, readonly merged: ReadonlyArray<string>, readonly conflict: { readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly label: string, readonly base: unknown, readonly mine: unknown, readonly theirs: unknown }> } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly field: string | null, readonly suggestion: string | null }> }> } };

export type SaveEnrolmentsMutationVariables = Exact<{
  input: SaveEnrolmentsInput;
}>;


export type SaveEnrolmentsMutation = { readonly saved: { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly rows: ReadonlyArray<{ readonly index: number, readonly id: string | null, readonly version: number, readonly outcome: SavedRowOutcome, readonly merged: ReadonlyArray<string>, readonly conflict: { readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly label: string, readonly base: unknown, readonly mine: unknown, readonly theirs: unknown }> } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly field: string | null, readonly suggestion: string | null }> }> } };

export type SaveFindingsMutationVariables = Exact<{
  input: SaveFindingsInput;
}>;


export type SaveFindingsMutation = { readonly saved: { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly rows: ReadonlyArray<{ readonly index: number, readonly id: string | null, readonly version: number, readonly outcome: SavedRowOutcome, readonly merged: ReadonlyArray<string>, readonly conflict: { readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly label: string, readonly base: unknown, readonly mine: unknown, readonly theirs: unknown }> } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly field: string | null, readonly suggestion: string | null }> }> } };

export type SaveFormsMutationVariables = Exact<{
  input: SaveFormsInput;
}>;


export type SaveFormsMutation = { readonly saved: { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly rows: ReadonlyArray<{ readonly index: number, readonly id: string | null, readonly version: number, readonly outcome: SavedRowOutcome, readonly merged: ReadonlyArray<string>, readonly conflict: { readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly label: string, readonly base: unknown, readonly mine: unknown, readonly theirs: unknown }> } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly field: string | null, readonly suggestion: string | null }> }> } };

export type SaveFundEntriesMutationVariables = Exact<{
  input: SaveFundEntriesInput;
}>;


export type SaveFundEntriesMutation = { readonly saved: { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly rows: ReadonlyArray<{ readonly index: number, readonly id: string | null, readonly version: number, readonly outcome: SavedRowOutcome, readonly merged: ReadonlyArray<string>, readonly conflict: { readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly label: string, readonly base: unknown, readonly mine: unknown, readonly theirs: unknown }> } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly field: string | null, readonly suggestion: string | null }> }> } };

export type SaveOrganizationsMutationVariables = Exact<{
  input: SaveOrganizationsInput;
}>;


export type SaveOrganizationsMutation = { readonly saved: { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly rows: ReadonlyArray<{ readonly index: number, readonly id: string | null, readonly version: number, readonly outcome: SavedRowOutcome, readonly merged: ReadonlyArray<string>, readonly conflict: { readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly label: string, readonly base: unknown, readonly mine: unknown, readonly theirs: unknown }> } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly field: string | null, readonly suggestion: string | null }> }> } };

export type SaveParametersMutationVariables = Exact<{
  input: SaveParametersInput;
}>;


export type SaveParametersMutation = { readonly saved: { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly rows: ReadonlyArray<{ readonly index: number, readonly id: string | null, readonly version: number, readonly outcome: SavedRowOutcome, readonly merged: ReadonlyArray<string>, readonly conflict: { readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly label: string, readonly base: unknown, readonly mine: unknown, readonly theirs: unknown }> } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly field: string | null, readonly suggestion: string | null }> }> } };

export type SavePersonsMutationVariables = Exact<{
  input: SavePersonsInput;
}>;


export type SavePersonsMutation = { readonly saved: { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly rows: ReadonlyArray<{ readonly index: number, readonly id: string | null, readonly version: number, readonly outcome: SavedRowOutcome, readonly merged: ReadonlyArray<string>, readonly conflict: { readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly label: string, readonly base: unknown, readonly mine: unknown, readonly theirs: unknown }> } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly field: string | null, readonly suggestion: string | null }> }> } };

export type SaveRulesMutationVariables = Exact<{
  input: SaveRulesInput;
}>;


export type SaveRulesMutation = { readonly saved: { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly rows: ReadonlyArray<{ readonly index: number, readonly id: string | null, readonly version: number, readonly outcome: SavedRowOutcome, readonly merged: ReadonlyArray<string>, readonly conflict: { readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly label: string, readonly base: unknown, readonly mine: unknown, readonly theirs: unknown }> } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly field: string | null, readonly suggestion: string | null }> }> } };

export type SaveSubmissionsMutationVariables = Exact<{
  input: SaveSubmissionsInput;
}>;


export type SaveSubmissionsMutation = { readonly saved: { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly rows: ReadonlyArray<{ readonly index: number, readonly id: string | null, readonly version: number, readonly outcome: SavedRowOutcome, readonly merged: ReadonlyArray<string>, readonly conflict: { readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly label: string, readonly base: unknown, readonly mine: unknown, readonly theirs: unknown }> } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly field: string | null, readonly suggestion: string | null }> }> } };

export type SaveTargetsMutationVariables = Exact<{
  input: SaveTargetsInput;
}>;


export type SaveTargetsMutation = { readonly saved: { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly rows: ReadonlyArray<{ readonly index: number, readonly id: string | null, readonly version: number, readonly outcome: SavedRowOutcome, readonly merged: ReadonlyArray<string>, readonly conflict: { readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly label: string, readonly base: unknown, readonly mine: unknown, readonly theirs: unknown }> } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly field: string | null, readonly suggestion: string | null }> }> } };

export type SaveTasksMutationVariables = Exact<{
  input: SaveTasksInput;
}>;


export type SaveTasksMutation = { readonly saved: { readonly batchId: string, readonly dryRun: boolean, readonly replayed: boolean, readonly receivedAt: string, readonly rows: ReadonlyArray<{ readonly index: number, readonly id: string | null, readonly version: number, readonly outcome: SavedRowOutcome, readonly merged: ReadonlyArray<string>, readonly conflict: { readonly theirVersion: number, readonly changedBy: string | null, readonly changedAt: string | null, readonly fields: ReadonlyArray<{ readonly field: string, readonly label: string, readonly base: unknown, readonly mine: unknown, readonly theirs: unknown }> } | null, readonly findings: ReadonlyArray<{ readonly code: string, readonly severity: Severity, readonly args: unknown, readonly message: string, readonly messageEn: string, readonly field: string | null, readonly suggestion: string | null }> }> } };

export const AuditEventShownFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AuditEventShown"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AuditEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"who"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"origin"}},{"kind":"Field","name":{"kind":"Name","value":"organization"}},{"kind":"Field","name":{"kind":"Name","value":"organizationName"}},{"kind":"Field","name":{"kind":"Name","value":"register"}},{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"batch"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}}]}}]} as unknown as DocumentNode<AuditEventShownFragment, unknown>;
export const AccountShownFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountShown"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Account"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"login"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"demo"}},{"kind":"Field","name":{"kind":"Name","value":"grants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"organization"}},{"kind":"Field","name":{"kind":"Name","value":"organizationName"}},{"kind":"Field","name":{"kind":"Name","value":"region"}},{"kind":"Field","name":{"kind":"Name","value":"subjects"}},{"kind":"Field","name":{"kind":"Name","value":"unmasks"}},{"kind":"Field","name":{"kind":"Name","value":"grantedAt"}},{"kind":"Field","name":{"kind":"Name","value":"grantedBy"}}]}},{"kind":"Field","name":{"kind":"Name","value":"organization"}},{"kind":"Field","name":{"kind":"Name","value":"organizationName"}},{"kind":"Field","name":{"kind":"Name","value":"owner"}},{"kind":"Field","name":{"kind":"Name","value":"tied"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}},{"kind":"Field","name":{"kind":"Name","value":"lockedUntil"}},{"kind":"Field","name":{"kind":"Name","value":"seenAt"}},{"kind":"Field","name":{"kind":"Name","value":"mustChangePassword"}}]}}]} as unknown as DocumentNode<AccountShownFragment, unknown>;
export const IndicatorFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"IndicatorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Indicator"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"nameZh"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"displayUnit"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"additive"}},{"kind":"Field","name":{"kind":"Name","value":"flowStock"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"decimals"}}]}}]} as unknown as DocumentNode<IndicatorFieldsFragment, unknown>;
export const FindingFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FindingFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Finding"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"sheet"}},{"kind":"Field","name":{"kind":"Name","value":"cell"}},{"kind":"Field","name":{"kind":"Name","value":"row"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]} as unknown as DocumentNode<FindingFieldsFragment, unknown>;
export const FigureFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FigureFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Figure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"coverage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"have"}},{"kind":"Field","name":{"kind":"Name","value":"of"}}]}},{"kind":"Field","name":{"kind":"Name","value":"indicator"}},{"kind":"Field","name":{"kind":"Name","value":"organization"}},{"kind":"Field","name":{"kind":"Name","value":"organizationName"}},{"kind":"Field","name":{"kind":"Name","value":"indicatorName"}},{"kind":"Field","name":{"kind":"Name","value":"period"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"displayUnit"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"computedValue"}},{"kind":"Field","name":{"kind":"Name","value":"numerator"}},{"kind":"Field","name":{"kind":"Name","value":"denominator"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"writable"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FindingFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FindingFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Finding"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"sheet"}},{"kind":"Field","name":{"kind":"Name","value":"cell"}},{"kind":"Field","name":{"kind":"Name","value":"row"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]} as unknown as DocumentNode<FigureFieldsFragment, unknown>;
export const ProgressFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProgressFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Progress"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"indicator"}},{"kind":"Field","name":{"kind":"Name","value":"organization"}},{"kind":"Field","name":{"kind":"Name","value":"period"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}},{"kind":"Field","name":{"kind":"Name","value":"target"}},{"kind":"Field","name":{"kind":"Name","value":"comparator"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"expected"}},{"kind":"Field","name":{"kind":"Name","value":"onTrack"}},{"kind":"Field","name":{"kind":"Name","value":"organizationName"}},{"kind":"Field","name":{"kind":"Name","value":"indicatorName"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"documentName"}},{"kind":"Field","name":{"kind":"Name","value":"quote"}},{"kind":"Field","name":{"kind":"Name","value":"anchor"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FindingFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FindingFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Finding"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"sheet"}},{"kind":"Field","name":{"kind":"Name","value":"cell"}},{"kind":"Field","name":{"kind":"Name","value":"row"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]} as unknown as DocumentNode<ProgressFieldsFragment, unknown>;
export const ReceiptFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReceiptFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importId"}},{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"committedAt"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"new"}},{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"refused"}}]}}]}}]} as unknown as DocumentNode<ReceiptFieldsFragment, unknown>;
export const ImportFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImportFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Import"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"file"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"total"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tables"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"sheet"}},{"kind":"Field","name":{"kind":"Name","value":"range"}},{"kind":"Field","name":{"kind":"Name","value":"headerRows"}},{"kind":"Field","name":{"kind":"Name","value":"target"}},{"kind":"Field","name":{"kind":"Name","value":"targetLabel"}},{"kind":"Field","name":{"kind":"Name","value":"confidence"}},{"kind":"Field","name":{"kind":"Name","value":"columns"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"letter"}},{"kind":"Field","name":{"kind":"Name","value":"header"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"fieldLabel"}},{"kind":"Field","name":{"kind":"Name","value":"confidence"}},{"kind":"Field","name":{"kind":"Name","value":"sample"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"skipped"}},{"kind":"Field","name":{"kind":"Name","value":"totalsChecked"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"new"}},{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"refused"}}]}},{"kind":"Field","name":{"kind":"Name","value":"notListed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"organizations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"200"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FindingFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"receipt"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReceiptFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FindingFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Finding"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"sheet"}},{"kind":"Field","name":{"kind":"Name","value":"cell"}},{"kind":"Field","name":{"kind":"Name","value":"row"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReceiptFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importId"}},{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"committedAt"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"new"}},{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"refused"}}]}}]}}]} as unknown as DocumentNode<ImportFieldsFragment, unknown>;
export const SheetFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SheetFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RegisterSheet"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"register"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"columns"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"writable"}},{"kind":"Field","name":{"kind":"Name","value":"required"}},{"kind":"Field","name":{"kind":"Name","value":"list"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ids"}},{"kind":"Field","name":{"kind":"Name","value":"versions"}},{"kind":"Field","name":{"kind":"Name","value":"values"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"next"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}}]}}]} as unknown as DocumentNode<SheetFieldsFragment, unknown>;
export const GroupSheetFieldsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupSheetFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RegisterGroupSheet"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"headers"}},{"kind":"Field","name":{"kind":"Name","value":"dimensions"}},{"kind":"Field","name":{"kind":"Name","value":"values"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}}]}}]} as unknown as DocumentNode<GroupSheetFieldsFragment, unknown>;
export const SavedRowsFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedRows"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RowReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"merged"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]}}]}}]} as unknown as DocumentNode<SavedRowsFragment, unknown>;
export const AuditEventsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AuditEvents"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"AuditFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"auditEvents"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"next"}},{"kind":"Field","name":{"kind":"Name","value":"events"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AuditEventShown"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AuditEventShown"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AuditEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"who"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"origin"}},{"kind":"Field","name":{"kind":"Name","value":"organization"}},{"kind":"Field","name":{"kind":"Name","value":"organizationName"}},{"kind":"Field","name":{"kind":"Name","value":"register"}},{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"batch"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}}]}}]} as unknown as DocumentNode<AuditEventsQuery, AuditEventsQueryVariables>;
export const AuditEventDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AuditEvent"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"auditEvent"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"more"}},{"kind":"Field","name":{"kind":"Name","value":"event"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AuditEventShown"}}]}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"row"}},{"kind":"Field","name":{"kind":"Name","value":"title"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AuditEventShown"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"AuditEvent"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"who"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"origin"}},{"kind":"Field","name":{"kind":"Name","value":"organization"}},{"kind":"Field","name":{"kind":"Name","value":"organizationName"}},{"kind":"Field","name":{"kind":"Name","value":"register"}},{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"batch"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}}]}}]} as unknown as DocumentNode<AuditEventQuery, AuditEventQueryVariables>;
export const MyAccountDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"MyAccount"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"me"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"login"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"administers"}},{"kind":"Field","name":{"kind":"Name","value":"managesAccounts"}},{"kind":"Field","name":{"kind":"Name","value":"audits"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"demo"}},{"kind":"Field","name":{"kind":"Name","value":"hasPassword"}},{"kind":"Field","name":{"kind":"Name","value":"hasSecondFactor"}},{"kind":"Field","name":{"kind":"Name","value":"mustChangePassword"}},{"kind":"Field","name":{"kind":"Name","value":"roles"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"organization"}},{"kind":"Field","name":{"kind":"Name","value":"organizationName"}},{"kind":"Field","name":{"kind":"Name","value":"region"}},{"kind":"Field","name":{"kind":"Name","value":"subjects"}},{"kind":"Field","name":{"kind":"Name","value":"unmasks"}}]}},{"kind":"Field","name":{"kind":"Name","value":"sessions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"agent"}},{"kind":"Field","name":{"kind":"Name","value":"startedAt"}},{"kind":"Field","name":{"kind":"Name","value":"seenAt"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"isThis"}}]}}]}}]}}]} as unknown as DocumentNode<MyAccountQuery, MyAccountQueryVariables>;
export const EndSessionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EndSession"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endSession"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}]}}]} as unknown as DocumentNode<EndSessionMutation, EndSessionMutationVariables>;
export const AccountsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Accounts"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"accounts"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"next"}},{"kind":"Field","name":{"kind":"Name","value":"accounts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"AccountShown"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"AccountShown"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Account"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"login"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"demo"}},{"kind":"Field","name":{"kind":"Name","value":"grants"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"role"}},{"kind":"Field","name":{"kind":"Name","value":"organization"}},{"kind":"Field","name":{"kind":"Name","value":"organizationName"}},{"kind":"Field","name":{"kind":"Name","value":"region"}},{"kind":"Field","name":{"kind":"Name","value":"subjects"}},{"kind":"Field","name":{"kind":"Name","value":"unmasks"}},{"kind":"Field","name":{"kind":"Name","value":"grantedAt"}},{"kind":"Field","name":{"kind":"Name","value":"grantedBy"}}]}},{"kind":"Field","name":{"kind":"Name","value":"organization"}},{"kind":"Field","name":{"kind":"Name","value":"organizationName"}},{"kind":"Field","name":{"kind":"Name","value":"owner"}},{"kind":"Field","name":{"kind":"Name","value":"tied"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}},{"kind":"Field","name":{"kind":"Name","value":"lockedUntil"}},{"kind":"Field","name":{"kind":"Name","value":"seenAt"}},{"kind":"Field","name":{"kind":"Name","value":"mustChangePassword"}}]}}]} as unknown as DocumentNode<AccountsQuery, AccountsQueryVariables>;
export const MakeAccountDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"MakeAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"login"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"organization"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"makeAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"login"},"value":{"kind":"Variable","name":{"kind":"Name","value":"login"}}},{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}},{"kind":"Argument","name":{"kind":"Name","value":"organization"},"value":{"kind":"Variable","name":{"kind":"Name","value":"organization"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"password"}}]}}]}}]} as unknown as DocumentNode<MakeAccountMutation, MakeAccountMutationVariables>;
export const CloseAccountDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CloseAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"closeAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}]}}]} as unknown as DocumentNode<CloseAccountMutation, CloseAccountMutationVariables>;
export const ResetPasswordDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ResetPassword"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"resetPassword"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"password"}}]}}]}}]} as unknown as DocumentNode<ResetPasswordMutation, ResetPasswordMutationVariables>;
export const EndSessionsOfDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"EndSessionsOf"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"endSessionsOf"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}]}}]} as unknown as DocumentNode<EndSessionsOfMutation, EndSessionsOfMutationVariables>;
export const TokensDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Tokens"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tokens"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"roles"}},{"kind":"Field","name":{"kind":"Name","value":"readOnly"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}},{"kind":"Field","name":{"kind":"Name","value":"lastUsedAt"}},{"kind":"Field","name":{"kind":"Name","value":"revokedAt"}}]}}]}}]} as unknown as DocumentNode<TokensQuery, TokensQueryVariables>;
export const MakeTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"MakeToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"makeToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"secret"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]}}]} as unknown as DocumentNode<MakeTokenMutation, MakeTokenMutationVariables>;
export const RevokeTokenDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeToken"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokeToken"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}]}}]} as unknown as DocumentNode<RevokeTokenMutation, RevokeTokenMutationVariables>;
export const GrantRoleDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"GrantRole"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"account"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"role"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"organization"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"region"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"subjects"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"unmasks"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"grantRole"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"account"},"value":{"kind":"Variable","name":{"kind":"Name","value":"account"}}},{"kind":"Argument","name":{"kind":"Name","value":"role"},"value":{"kind":"Variable","name":{"kind":"Name","value":"role"}}},{"kind":"Argument","name":{"kind":"Name","value":"organization"},"value":{"kind":"Variable","name":{"kind":"Name","value":"organization"}}},{"kind":"Argument","name":{"kind":"Name","value":"region"},"value":{"kind":"Variable","name":{"kind":"Name","value":"region"}}},{"kind":"Argument","name":{"kind":"Name","value":"subjects"},"value":{"kind":"Variable","name":{"kind":"Name","value":"subjects"}}},{"kind":"Argument","name":{"kind":"Name","value":"unmasks"},"value":{"kind":"Variable","name":{"kind":"Name","value":"unmasks"}}}]}]}}]} as unknown as DocumentNode<GrantRoleMutation, GrantRoleMutationVariables>;
export const PersonsToTieDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"PersonsToTie"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"organization"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"name"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"idLast4"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"personsToTie"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"organization"},"value":{"kind":"Variable","name":{"kind":"Name","value":"organization"}}},{"kind":"Argument","name":{"kind":"Name","value":"name"},"value":{"kind":"Variable","name":{"kind":"Name","value":"name"}}},{"kind":"Argument","name":{"kind":"Name","value":"idLast4"},"value":{"kind":"Variable","name":{"kind":"Name","value":"idLast4"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"organization"}},{"kind":"Field","name":{"kind":"Name","value":"organizationName"}},{"kind":"Field","name":{"kind":"Name","value":"birthYear"}}]}}]}}]} as unknown as DocumentNode<PersonsToTieQuery, PersonsToTieQueryVariables>;
export const TieAccountDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"TieAccount"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"account"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"person"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"tieAccount"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"account"},"value":{"kind":"Variable","name":{"kind":"Name","value":"account"}}},{"kind":"Argument","name":{"kind":"Name","value":"person"},"value":{"kind":"Variable","name":{"kind":"Name","value":"person"}}}]}]}}]} as unknown as DocumentNode<TieAccountMutation, TieAccountMutationVariables>;
export const RevokeGrantDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"RevokeGrant"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"revokeGrant"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}]}]}}]} as unknown as DocumentNode<RevokeGrantMutation, RevokeGrantMutationVariables>;
export const OrganizationsFoundDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"OrganizationsFound"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"text"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"searchCatalogue"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"text"},"value":{"kind":"Variable","name":{"kind":"Name","value":"text"}}},{"kind":"Argument","name":{"kind":"Name","value":"kinds"},"value":{"kind":"ListValue","values":[{"kind":"EnumValue","value":"ORGANIZATION"}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"8"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}}]}}]}}]} as unknown as DocumentNode<OrganizationsFoundQuery, OrganizationsFoundQueryVariables>;
export const RegionsFoundDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RegionsFound"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"search"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"codes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"list"},"value":{"kind":"StringValue","value":"region","block":false}},{"kind":"Argument","name":{"kind":"Name","value":"search"},"value":{"kind":"Variable","name":{"kind":"Name","value":"search"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"8"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"nameZh"}}]}}]}}]} as unknown as DocumentNode<RegionsFoundQuery, RegionsFoundQueryVariables>;
export const IndicatorDimensionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"IndicatorDimensions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"codes"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"indicators"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"codes"},"value":{"kind":"Variable","name":{"kind":"Name","value":"codes"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"dimensions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"nameZh"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}},{"kind":"Field","name":{"kind":"Name","value":"list"}}]}}]}}]}}]} as unknown as DocumentNode<IndicatorDimensionsQuery, IndicatorDimensionsQueryVariables>;
export const BreakdownMembersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"BreakdownMembers"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FigureKeyInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"by"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"list"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"figureBreakdown"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"Argument","name":{"kind":"Name","value":"by"},"value":{"kind":"Variable","name":{"kind":"Name","value":"by"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cells"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"marks"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"labelEn"}}]}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"codes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"list"},"value":{"kind":"Variable","name":{"kind":"Name","value":"list"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"2000"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"nameZh"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}}]}}]}}]} as unknown as DocumentNode<BreakdownMembersQuery, BreakdownMembersQueryVariables>;
export const SearchCatalogueDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"SearchCatalogue"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"text"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"kinds"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CatalogueKind"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"searchCatalogue"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"text"},"value":{"kind":"Variable","name":{"kind":"Name","value":"text"}}},{"kind":"Argument","name":{"kind":"Name","value":"kinds"},"value":{"kind":"Variable","name":{"kind":"Name","value":"kinds"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"detail"}},{"kind":"Field","name":{"kind":"Name","value":"matchedBy"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"source"}}]}}]}}]} as unknown as DocumentNode<SearchCatalogueQuery, SearchCatalogueQueryVariables>;
export const IndicatorsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Indicators"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"codes"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"indicators"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"codes"},"value":{"kind":"Variable","name":{"kind":"Name","value":"codes"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"IndicatorFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"IndicatorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Indicator"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"nameZh"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"displayUnit"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"additive"}},{"kind":"Field","name":{"kind":"Name","value":"flowStock"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"decimals"}}]}}]} as unknown as DocumentNode<IndicatorsQuery, IndicatorsQueryVariables>;
export const OrganizationTreeDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"OrganizationTree"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"root"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"depth"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organizationTree"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"root"},"value":{"kind":"Variable","name":{"kind":"Name","value":"root"}}},{"kind":"Argument","name":{"kind":"Name","value":"depth"},"value":{"kind":"Variable","name":{"kind":"Name","value":"depth"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"parent"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}}]}}]}}]}}]} as unknown as DocumentNode<OrganizationTreeQuery, OrganizationTreeQueryVariables>;
export const FiguresDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Figures"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"keys"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FigureKeyInput"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"figures"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"keys"},"value":{"kind":"Variable","name":{"kind":"Name","value":"keys"}}},{"kind":"Argument","name":{"kind":"Name","value":"asOf"},"value":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FigureFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FindingFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Finding"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"sheet"}},{"kind":"Field","name":{"kind":"Name","value":"cell"}},{"kind":"Field","name":{"kind":"Name","value":"row"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FigureFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Figure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"coverage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"have"}},{"kind":"Field","name":{"kind":"Name","value":"of"}}]}},{"kind":"Field","name":{"kind":"Name","value":"indicator"}},{"kind":"Field","name":{"kind":"Name","value":"organization"}},{"kind":"Field","name":{"kind":"Name","value":"organizationName"}},{"kind":"Field","name":{"kind":"Name","value":"indicatorName"}},{"kind":"Field","name":{"kind":"Name","value":"period"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"displayUnit"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"computedValue"}},{"kind":"Field","name":{"kind":"Name","value":"numerator"}},{"kind":"Field","name":{"kind":"Name","value":"denominator"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"writable"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FindingFields"}}]}}]}}]} as unknown as DocumentNode<FiguresQuery, FiguresQueryVariables>;
export const FigureGridDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FigureGrid"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"organizations"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"columns"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"GridColumnInput"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"DateTime"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"figureGrid"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"organizations"},"value":{"kind":"Variable","name":{"kind":"Name","value":"organizations"}}},{"kind":"Argument","name":{"kind":"Name","value":"columns"},"value":{"kind":"Variable","name":{"kind":"Name","value":"columns"}}},{"kind":"Argument","name":{"kind":"Name","value":"asOf"},"value":{"kind":"Variable","name":{"kind":"Name","value":"asOf"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"organization"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FindingFields"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"columns"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"indicator"}},{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"period"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"displayUnit"}},{"kind":"Field","name":{"kind":"Name","value":"decimals"}},{"kind":"Field","name":{"kind":"Name","value":"additive"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FindingFields"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"values"}},{"kind":"Field","name":{"kind":"Name","value":"versions"}},{"kind":"Field","name":{"kind":"Name","value":"statuses"}},{"kind":"Field","name":{"kind":"Name","value":"sources"}},{"kind":"Field","name":{"kind":"Name","value":"writable"}},{"kind":"Field","name":{"kind":"Name","value":"computed"}},{"kind":"Field","name":{"kind":"Name","value":"coverage"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FindingFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Finding"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"sheet"}},{"kind":"Field","name":{"kind":"Name","value":"cell"}},{"kind":"Field","name":{"kind":"Name","value":"row"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]} as unknown as DocumentNode<FigureGridQuery, FigureGridQueryVariables>;
export const FigureProgressDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FigureProgress"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"keys"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FigureKeyInput"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"progress"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"keys"},"value":{"kind":"Variable","name":{"kind":"Name","value":"keys"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProgressFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FindingFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Finding"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"sheet"}},{"kind":"Field","name":{"kind":"Name","value":"cell"}},{"kind":"Field","name":{"kind":"Name","value":"row"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProgressFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Progress"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"indicator"}},{"kind":"Field","name":{"kind":"Name","value":"organization"}},{"kind":"Field","name":{"kind":"Name","value":"period"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}},{"kind":"Field","name":{"kind":"Name","value":"target"}},{"kind":"Field","name":{"kind":"Name","value":"comparator"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"expected"}},{"kind":"Field","name":{"kind":"Name","value":"onTrack"}},{"kind":"Field","name":{"kind":"Name","value":"organizationName"}},{"kind":"Field","name":{"kind":"Name","value":"indicatorName"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"documentName"}},{"kind":"Field","name":{"kind":"Name","value":"quote"}},{"kind":"Field","name":{"kind":"Name","value":"anchor"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FindingFields"}}]}}]}}]} as unknown as DocumentNode<FigureProgressQuery, FigureProgressQueryVariables>;
export const FigureHistoryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FigureHistory"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FigureKeyInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"figureHistory"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"importId"}},{"kind":"Field","name":{"kind":"Name","value":"place"}}]}}]}}]} as unknown as DocumentNode<FigureHistoryQuery, FigureHistoryQueryVariables>;
export const FigureOriginDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FigureOrigin"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FigureKeyInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"figureOrigin"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"explanationEn"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"register"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"place"}}]}},{"kind":"Field","name":{"kind":"Name","value":"imports"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importId"}},{"kind":"Field","name":{"kind":"Name","value":"file"}},{"kind":"Field","name":{"kind":"Name","value":"sheet"}},{"kind":"Field","name":{"kind":"Name","value":"fromRow"}},{"kind":"Field","name":{"kind":"Name","value":"toRow"}},{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"by"}},{"kind":"Field","name":{"kind":"Name","value":"at"}}]}},{"kind":"Field","name":{"kind":"Name","value":"targetQuote"}},{"kind":"Field","name":{"kind":"Name","value":"targetDocument"}}]}}]}}]} as unknown as DocumentNode<FigureOriginQuery, FigureOriginQueryVariables>;
export const FigureLedgerRowsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"FigureLedgerRows"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"key"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FigureKeyInput"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"figureLedgerRows"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"key"},"value":{"kind":"Variable","name":{"kind":"Name","value":"key"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"hasMore"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"register"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"contribution"}},{"kind":"Field","name":{"kind":"Name","value":"place"}}]}}]}}]}}]} as unknown as DocumentNode<FigureLedgerRowsQuery, FigureLedgerRowsQueryVariables>;
export const WriteFiguresDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"WriteFigures"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"WriteFiguresInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"writeFigures"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"written"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"conflicts"}},{"kind":"Field","name":{"kind":"Name","value":"refused"}},{"kind":"Field","name":{"kind":"Name","value":"cells"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"figure"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FigureFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}},{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FindingFields"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FindingFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Finding"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"sheet"}},{"kind":"Field","name":{"kind":"Name","value":"cell"}},{"kind":"Field","name":{"kind":"Name","value":"row"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FigureFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Figure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"coverage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"have"}},{"kind":"Field","name":{"kind":"Name","value":"of"}}]}},{"kind":"Field","name":{"kind":"Name","value":"indicator"}},{"kind":"Field","name":{"kind":"Name","value":"organization"}},{"kind":"Field","name":{"kind":"Name","value":"organizationName"}},{"kind":"Field","name":{"kind":"Name","value":"indicatorName"}},{"kind":"Field","name":{"kind":"Name","value":"period"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"displayUnit"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"computedValue"}},{"kind":"Field","name":{"kind":"Name","value":"numerator"}},{"kind":"Field","name":{"kind":"Name","value":"denominator"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"writable"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FindingFields"}}]}}]}}]} as unknown as DocumentNode<WriteFiguresMutation, WriteFiguresMutationVariables>;
export const HubInfoDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"HubInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hub"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"engine"}},{"kind":"Field","name":{"kind":"Name","value":"today"}},{"kind":"Field","name":{"kind":"Name","value":"sampleData"}},{"kind":"Field","name":{"kind":"Name","value":"viewer"}},{"kind":"Field","name":{"kind":"Name","value":"defaultOrganization"}}]}}]}}]} as unknown as DocumentNode<HubInfoQuery, HubInfoQueryVariables>;
export const ImportsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Imports"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"organization"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"imports"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"organization"},"value":{"kind":"Variable","name":{"kind":"Name","value":"organization"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImportFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FindingFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Finding"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"sheet"}},{"kind":"Field","name":{"kind":"Name","value":"cell"}},{"kind":"Field","name":{"kind":"Name","value":"row"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReceiptFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importId"}},{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"committedAt"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"new"}},{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"refused"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImportFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Import"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"file"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"total"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tables"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"sheet"}},{"kind":"Field","name":{"kind":"Name","value":"range"}},{"kind":"Field","name":{"kind":"Name","value":"headerRows"}},{"kind":"Field","name":{"kind":"Name","value":"target"}},{"kind":"Field","name":{"kind":"Name","value":"targetLabel"}},{"kind":"Field","name":{"kind":"Name","value":"confidence"}},{"kind":"Field","name":{"kind":"Name","value":"columns"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"letter"}},{"kind":"Field","name":{"kind":"Name","value":"header"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"fieldLabel"}},{"kind":"Field","name":{"kind":"Name","value":"confidence"}},{"kind":"Field","name":{"kind":"Name","value":"sample"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"skipped"}},{"kind":"Field","name":{"kind":"Name","value":"totalsChecked"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"new"}},{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"refused"}}]}},{"kind":"Field","name":{"kind":"Name","value":"notListed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"organizations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"200"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FindingFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"receipt"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReceiptFields"}}]}}]}}]} as unknown as DocumentNode<ImportsQuery, ImportsQueryVariables>;
export const ImportDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Import"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"import"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImportFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FindingFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Finding"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"sheet"}},{"kind":"Field","name":{"kind":"Name","value":"cell"}},{"kind":"Field","name":{"kind":"Name","value":"row"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReceiptFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importId"}},{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"committedAt"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"new"}},{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"refused"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImportFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Import"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"file"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"total"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tables"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"sheet"}},{"kind":"Field","name":{"kind":"Name","value":"range"}},{"kind":"Field","name":{"kind":"Name","value":"headerRows"}},{"kind":"Field","name":{"kind":"Name","value":"target"}},{"kind":"Field","name":{"kind":"Name","value":"targetLabel"}},{"kind":"Field","name":{"kind":"Name","value":"confidence"}},{"kind":"Field","name":{"kind":"Name","value":"columns"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"letter"}},{"kind":"Field","name":{"kind":"Name","value":"header"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"fieldLabel"}},{"kind":"Field","name":{"kind":"Name","value":"confidence"}},{"kind":"Field","name":{"kind":"Name","value":"sample"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"skipped"}},{"kind":"Field","name":{"kind":"Name","value":"totalsChecked"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"new"}},{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"refused"}}]}},{"kind":"Field","name":{"kind":"Name","value":"notListed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"organizations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"200"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FindingFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"receipt"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReceiptFields"}}]}}]}}]} as unknown as DocumentNode<ImportQuery, ImportQueryVariables>;
export const ImportProgressDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ImportProgress"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"import"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"total"}}]}}]}}]}}]} as unknown as DocumentNode<ImportProgressQuery, ImportProgressQueryVariables>;
export const ImportRowsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ImportRows"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"outcome"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"RowOutcome"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"import"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"outcome"},"value":{"kind":"Variable","name":{"kind":"Name","value":"outcome"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sheet"}},{"kind":"Field","name":{"kind":"Name","value":"row"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"changes"}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FindingFields"}}]}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FindingFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Finding"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"sheet"}},{"kind":"Field","name":{"kind":"Name","value":"cell"}},{"kind":"Field","name":{"kind":"Name","value":"row"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]} as unknown as DocumentNode<ImportRowsQuery, ImportRowsQueryVariables>;
export const StageSelectionDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"StageSelection"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"StageSelectionInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stageSelection"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImportFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FindingFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Finding"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"sheet"}},{"kind":"Field","name":{"kind":"Name","value":"cell"}},{"kind":"Field","name":{"kind":"Name","value":"row"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReceiptFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importId"}},{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"committedAt"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"new"}},{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"refused"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImportFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Import"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"file"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"total"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tables"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"sheet"}},{"kind":"Field","name":{"kind":"Name","value":"range"}},{"kind":"Field","name":{"kind":"Name","value":"headerRows"}},{"kind":"Field","name":{"kind":"Name","value":"target"}},{"kind":"Field","name":{"kind":"Name","value":"targetLabel"}},{"kind":"Field","name":{"kind":"Name","value":"confidence"}},{"kind":"Field","name":{"kind":"Name","value":"columns"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"letter"}},{"kind":"Field","name":{"kind":"Name","value":"header"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"fieldLabel"}},{"kind":"Field","name":{"kind":"Name","value":"confidence"}},{"kind":"Field","name":{"kind":"Name","value":"sample"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"skipped"}},{"kind":"Field","name":{"kind":"Name","value":"totalsChecked"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"new"}},{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"refused"}}]}},{"kind":"Field","name":{"kind":"Name","value":"notListed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"organizations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"200"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FindingFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"receipt"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReceiptFields"}}]}}]}}]} as unknown as DocumentNode<StageSelectionMutation, StageSelectionMutationVariables>;
export const SetImportMappingDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SetImportMapping"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"table"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"target"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"columns"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ColumnMappingInput"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"remember"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"setImportMapping"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"table"},"value":{"kind":"Variable","name":{"kind":"Name","value":"table"}}},{"kind":"Argument","name":{"kind":"Name","value":"target"},"value":{"kind":"Variable","name":{"kind":"Name","value":"target"}}},{"kind":"Argument","name":{"kind":"Name","value":"columns"},"value":{"kind":"Variable","name":{"kind":"Name","value":"columns"}}},{"kind":"Argument","name":{"kind":"Name","value":"remember"},"value":{"kind":"Variable","name":{"kind":"Name","value":"remember"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImportFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FindingFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Finding"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"sheet"}},{"kind":"Field","name":{"kind":"Name","value":"cell"}},{"kind":"Field","name":{"kind":"Name","value":"row"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReceiptFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importId"}},{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"committedAt"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"new"}},{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"refused"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImportFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Import"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"file"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"total"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tables"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"sheet"}},{"kind":"Field","name":{"kind":"Name","value":"range"}},{"kind":"Field","name":{"kind":"Name","value":"headerRows"}},{"kind":"Field","name":{"kind":"Name","value":"target"}},{"kind":"Field","name":{"kind":"Name","value":"targetLabel"}},{"kind":"Field","name":{"kind":"Name","value":"confidence"}},{"kind":"Field","name":{"kind":"Name","value":"columns"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"letter"}},{"kind":"Field","name":{"kind":"Name","value":"header"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"fieldLabel"}},{"kind":"Field","name":{"kind":"Name","value":"confidence"}},{"kind":"Field","name":{"kind":"Name","value":"sample"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"skipped"}},{"kind":"Field","name":{"kind":"Name","value":"totalsChecked"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"new"}},{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"refused"}}]}},{"kind":"Field","name":{"kind":"Name","value":"notListed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"organizations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"200"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FindingFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"receipt"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReceiptFields"}}]}}]}}]} as unknown as DocumentNode<SetImportMappingMutation, SetImportMappingMutationVariables>;
export const CommitImportDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CommitImport"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"batchId"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"atomic"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"commitImport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"batchId"},"value":{"kind":"Variable","name":{"kind":"Name","value":"batchId"}}},{"kind":"Argument","name":{"kind":"Name","value":"atomic"},"value":{"kind":"Variable","name":{"kind":"Name","value":"atomic"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReceiptFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReceiptFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importId"}},{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"committedAt"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"new"}},{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"refused"}}]}}]}}]} as unknown as DocumentNode<CommitImportMutation, CommitImportMutationVariables>;
export const DiscardImportDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"DiscardImport"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"discardImport"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ImportFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FindingFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Finding"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"sheet"}},{"kind":"Field","name":{"kind":"Name","value":"cell"}},{"kind":"Field","name":{"kind":"Name","value":"row"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ReceiptFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ImportReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"importId"}},{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"committedAt"}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"new"}},{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"refused"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ImportFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Import"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"file"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"createdAt"}},{"kind":"Field","name":{"kind":"Name","value":"createdBy"}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"phase"}},{"kind":"Field","name":{"kind":"Name","value":"done"}},{"kind":"Field","name":{"kind":"Name","value":"total"}}]}},{"kind":"Field","name":{"kind":"Name","value":"tables"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"sheet"}},{"kind":"Field","name":{"kind":"Name","value":"range"}},{"kind":"Field","name":{"kind":"Name","value":"headerRows"}},{"kind":"Field","name":{"kind":"Name","value":"target"}},{"kind":"Field","name":{"kind":"Name","value":"targetLabel"}},{"kind":"Field","name":{"kind":"Name","value":"confidence"}},{"kind":"Field","name":{"kind":"Name","value":"columns"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"letter"}},{"kind":"Field","name":{"kind":"Name","value":"header"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"fieldLabel"}},{"kind":"Field","name":{"kind":"Name","value":"confidence"}},{"kind":"Field","name":{"kind":"Name","value":"sample"}},{"kind":"Field","name":{"kind":"Name","value":"state"}}]}},{"kind":"Field","name":{"kind":"Name","value":"skipped"}},{"kind":"Field","name":{"kind":"Name","value":"totalsChecked"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"counts"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rows"}},{"kind":"Field","name":{"kind":"Name","value":"new"}},{"kind":"Field","name":{"kind":"Name","value":"changed"}},{"kind":"Field","name":{"kind":"Name","value":"unchanged"}},{"kind":"Field","name":{"kind":"Name","value":"refused"}}]}},{"kind":"Field","name":{"kind":"Name","value":"notListed"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"count"}},{"kind":"Field","name":{"kind":"Name","value":"organizations"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"200"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FindingFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"receipt"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ReceiptFields"}}]}}]}}]} as unknown as DocumentNode<DiscardImportMutation, DiscardImportMutationVariables>;
export const RegisterShapesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RegisterShapes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"registerShapes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"labelEn"}},{"kind":"Field","name":{"kind":"Name","value":"writable"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"labelEn"}},{"kind":"Field","name":{"kind":"Name","value":"spelling"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"writable"}},{"kind":"Field","name":{"kind":"Name","value":"required"}},{"kind":"Field","name":{"kind":"Name","value":"orderable"}},{"kind":"Field","name":{"kind":"Name","value":"personal"}},{"kind":"Field","name":{"kind":"Name","value":"list"}},{"kind":"Field","name":{"kind":"Name","value":"to"}}]}},{"kind":"Field","name":{"kind":"Name","value":"dimensions"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"label"}}]}}]}}]}}]} as unknown as DocumentNode<RegisterShapesQuery, RegisterShapesQueryVariables>;
export const RegisterSheetDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RegisterSheet"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"register"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"columns"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"conditions"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SheetCondition"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"order"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SheetOrder"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"registerSheet"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"register"},"value":{"kind":"Variable","name":{"kind":"Name","value":"register"}}},{"kind":"Argument","name":{"kind":"Name","value":"columns"},"value":{"kind":"Variable","name":{"kind":"Name","value":"columns"}}},{"kind":"Argument","name":{"kind":"Name","value":"conditions"},"value":{"kind":"Variable","name":{"kind":"Name","value":"conditions"}}},{"kind":"Argument","name":{"kind":"Name","value":"order"},"value":{"kind":"Variable","name":{"kind":"Name","value":"order"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SheetFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SheetFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RegisterSheet"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"register"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"columns"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"writable"}},{"kind":"Field","name":{"kind":"Name","value":"required"}},{"kind":"Field","name":{"kind":"Name","value":"list"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ids"}},{"kind":"Field","name":{"kind":"Name","value":"versions"}},{"kind":"Field","name":{"kind":"Name","value":"values"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"next"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}}]}}]} as unknown as DocumentNode<RegisterSheetQuery, RegisterSheetQueryVariables>;
export const RegisterGroupsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RegisterGroups"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"register"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"dimensions"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"measures"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"conditions"}},"type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SheetCondition"}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"limit"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"registerGroups"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"register"},"value":{"kind":"Variable","name":{"kind":"Name","value":"register"}}},{"kind":"Argument","name":{"kind":"Name","value":"dimensions"},"value":{"kind":"Variable","name":{"kind":"Name","value":"dimensions"}}},{"kind":"Argument","name":{"kind":"Name","value":"measures"},"value":{"kind":"Variable","name":{"kind":"Name","value":"measures"}}},{"kind":"Argument","name":{"kind":"Name","value":"conditions"},"value":{"kind":"Variable","name":{"kind":"Name","value":"conditions"}}},{"kind":"Argument","name":{"kind":"Name","value":"limit"},"value":{"kind":"Variable","name":{"kind":"Name","value":"limit"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GroupSheetFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupSheetFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RegisterGroupSheet"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"headers"}},{"kind":"Field","name":{"kind":"Name","value":"dimensions"}},{"kind":"Field","name":{"kind":"Name","value":"values"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}}]}}]} as unknown as DocumentNode<RegisterGroupsQuery, RegisterGroupsQueryVariables>;
export const RowHistoryDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"RowHistory"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"id"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"rowHistory"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"id"},"value":{"kind":"Variable","name":{"kind":"Name","value":"id"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"at"}},{"kind":"Field","name":{"kind":"Name","value":"by"}},{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"file"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"operation"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"changes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"before"}},{"kind":"Field","name":{"kind":"Name","value":"after"}}]}}]}}]}}]} as unknown as DocumentNode<RowHistoryQuery, RowHistoryQueryVariables>;
export const CodeNamesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"CodeNames"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"list"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"codes"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"list"},"value":{"kind":"Variable","name":{"kind":"Name","value":"list"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"IntValue","value":"100"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"nameZh"}}]}}]}}]} as unknown as DocumentNode<CodeNamesQuery, CodeNamesQueryVariables>;
export const AskTogetherDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"AskTogether"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"figures"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FigureKeyInput"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"progress"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"FigureKeyInput"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"indicators"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"sheets"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RegisterSheetQuestion"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"groups"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"RegisterGroupsQuestion"}}}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"asksFigures"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"asksProgress"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"asksIndicators"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Boolean"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"figures"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"keys"},"value":{"kind":"Variable","name":{"kind":"Name","value":"figures"}}}],"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"asksFigures"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FigureFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"progress"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"keys"},"value":{"kind":"Variable","name":{"kind":"Name","value":"progress"}}}],"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"asksProgress"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"ProgressFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"indicators"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"codes"},"value":{"kind":"Variable","name":{"kind":"Name","value":"indicators"}}}],"directives":[{"kind":"Directive","name":{"kind":"Name","value":"include"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"if"},"value":{"kind":"Variable","name":{"kind":"Name","value":"asksIndicators"}}}]}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"IndicatorFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"registerSheets"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"questions"},"value":{"kind":"Variable","name":{"kind":"Name","value":"sheets"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"sheet"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SheetFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FindingFields"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"registerGroupSheets"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"questions"},"value":{"kind":"Variable","name":{"kind":"Name","value":"groups"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"groups"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"GroupSheetFields"}}]}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FindingFields"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FindingFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Finding"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"sheet"}},{"kind":"Field","name":{"kind":"Name","value":"cell"}},{"kind":"Field","name":{"kind":"Name","value":"row"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"FigureFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Figure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"coverage"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"have"}},{"kind":"Field","name":{"kind":"Name","value":"of"}}]}},{"kind":"Field","name":{"kind":"Name","value":"indicator"}},{"kind":"Field","name":{"kind":"Name","value":"organization"}},{"kind":"Field","name":{"kind":"Name","value":"organizationName"}},{"kind":"Field","name":{"kind":"Name","value":"indicatorName"}},{"kind":"Field","name":{"kind":"Name","value":"period"}},{"kind":"Field","name":{"kind":"Name","value":"value"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"displayUnit"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"source"}},{"kind":"Field","name":{"kind":"Name","value":"computedValue"}},{"kind":"Field","name":{"kind":"Name","value":"numerator"}},{"kind":"Field","name":{"kind":"Name","value":"denominator"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"reason"}},{"kind":"Field","name":{"kind":"Name","value":"writable"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FindingFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"ProgressFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Progress"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"indicator"}},{"kind":"Field","name":{"kind":"Name","value":"organization"}},{"kind":"Field","name":{"kind":"Name","value":"period"}},{"kind":"Field","name":{"kind":"Name","value":"actual"}},{"kind":"Field","name":{"kind":"Name","value":"target"}},{"kind":"Field","name":{"kind":"Name","value":"comparator"}},{"kind":"Field","name":{"kind":"Name","value":"rate"}},{"kind":"Field","name":{"kind":"Name","value":"state"}},{"kind":"Field","name":{"kind":"Name","value":"expected"}},{"kind":"Field","name":{"kind":"Name","value":"onTrack"}},{"kind":"Field","name":{"kind":"Name","value":"organizationName"}},{"kind":"Field","name":{"kind":"Name","value":"indicatorName"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"documentName"}},{"kind":"Field","name":{"kind":"Name","value":"quote"}},{"kind":"Field","name":{"kind":"Name","value":"anchor"}},{"kind":"Field","name":{"kind":"Name","value":"problem"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"FindingFields"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"IndicatorFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"Indicator"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"nameZh"}},{"kind":"Field","name":{"kind":"Name","value":"nameEn"}},{"kind":"Field","name":{"kind":"Name","value":"unit"}},{"kind":"Field","name":{"kind":"Name","value":"displayUnit"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"additive"}},{"kind":"Field","name":{"kind":"Name","value":"flowStock"}},{"kind":"Field","name":{"kind":"Name","value":"explanation"}},{"kind":"Field","name":{"kind":"Name","value":"decimals"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SheetFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RegisterSheet"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"register"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"columns"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"path"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"kind"}},{"kind":"Field","name":{"kind":"Name","value":"writable"}},{"kind":"Field","name":{"kind":"Name","value":"required"}},{"kind":"Field","name":{"kind":"Name","value":"list"}}]}},{"kind":"Field","name":{"kind":"Name","value":"ids"}},{"kind":"Field","name":{"kind":"Name","value":"versions"}},{"kind":"Field","name":{"kind":"Name","value":"values"}},{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"next"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"GroupSheetFields"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RegisterGroupSheet"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"headers"}},{"kind":"Field","name":{"kind":"Name","value":"dimensions"}},{"kind":"Field","name":{"kind":"Name","value":"values"}},{"kind":"Field","name":{"kind":"Name","value":"asOf"}}]}}]} as unknown as DocumentNode<AskTogetherQuery, AskTogetherQueryVariables>;
export const ReportsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Reports"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"filter"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"SubmissionFilter"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"submissions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"filter"},"value":{"kind":"Variable","name":{"kind":"Name","value":"filter"}}},{"kind":"Argument","name":{"kind":"Name","value":"orderBy"},"value":{"kind":"ListValue","values":[{"kind":"ObjectValue","fields":[{"kind":"ObjectField","name":{"kind":"Name","value":"field"},"value":{"kind":"EnumValue","value":"PERIOD"}},{"kind":"ObjectField","name":{"kind":"Name","value":"direction"},"value":{"kind":"EnumValue","value":"DESC"}}]}]}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"totalCount"}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}},{"kind":"Field","name":{"kind":"Name","value":"nodes"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"period"}},{"kind":"Field","name":{"kind":"Name","value":"status"}},{"kind":"Field","name":{"kind":"Name","value":"statusLabel"}},{"kind":"Field","name":{"kind":"Name","value":"correction"}},{"kind":"Field","name":{"kind":"Name","value":"dueOn"}},{"kind":"Field","name":{"kind":"Name","value":"submittedAt"}},{"kind":"Field","name":{"kind":"Name","value":"submittedBy"}},{"kind":"Field","name":{"kind":"Name","value":"reviewedAt"}},{"kind":"Field","name":{"kind":"Name","value":"reviewedBy"}},{"kind":"Field","name":{"kind":"Name","value":"approvedAt"}},{"kind":"Field","name":{"kind":"Name","value":"approvedBy"}},{"kind":"Field","name":{"kind":"Name","value":"returnReason"}},{"kind":"Field","name":{"kind":"Name","value":"note"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"organization"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}},{"kind":"Field","name":{"kind":"Name","value":"form"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"name"}}]}}]}}]}}]}}]} as unknown as DocumentNode<ReportsQuery, ReportsQueryVariables>;
export const WaitingReportsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"WaitingReports"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"waitingReports"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"total"}},{"kind":"Field","name":{"kind":"Name","value":"next"}},{"kind":"Field","name":{"kind":"Name","value":"reports"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"steps"}}]}}]}}]}}]} as unknown as DocumentNode<WaitingReportsQuery, WaitingReportsQueryVariables>;
export const ReportStepsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"ReportSteps"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"ids"}},"type":{"kind":"NonNullType","type":{"kind":"ListType","type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ID"}}}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"reportSteps"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"ids"},"value":{"kind":"Variable","name":{"kind":"Name","value":"ids"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"steps"}}]}}]}}]} as unknown as DocumentNode<ReportStepsQuery, ReportStepsQueryVariables>;
export const SubmitReportsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SubmitReports"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SubmitReportsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"saved"},"name":{"kind":"Name","value":"submitReports"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedRows"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedRows"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RowReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"merged"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]}}]}}]} as unknown as DocumentNode<SubmitReportsMutation, SubmitReportsMutationVariables>;
export const AcceptReportsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"AcceptReports"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReportsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"saved"},"name":{"kind":"Name","value":"acceptReports"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedRows"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedRows"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RowReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"merged"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]}}]}}]} as unknown as DocumentNode<AcceptReportsMutation, AcceptReportsMutationVariables>;
export const ReturnReportsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ReturnReports"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReasonedReportsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"saved"},"name":{"kind":"Name","value":"returnReports"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedRows"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedRows"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RowReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"merged"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]}}]}}]} as unknown as DocumentNode<ReturnReportsMutation, ReturnReportsMutationVariables>;
export const ApproveReportsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"ApproveReports"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReportsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"saved"},"name":{"kind":"Name","value":"approveReports"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedRows"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedRows"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RowReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"merged"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]}}]}}]} as unknown as DocumentNode<ApproveReportsMutation, ApproveReportsMutationVariables>;
export const LockReportsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"LockReports"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReportsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"saved"},"name":{"kind":"Name","value":"lockReports"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedRows"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedRows"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RowReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"merged"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]}}]}}]} as unknown as DocumentNode<LockReportsMutation, LockReportsMutationVariables>;
export const OrderCorrectionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"OrderCorrections"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"ReasonedReportsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"saved"},"name":{"kind":"Name","value":"orderCorrections"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedRows"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedRows"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RowReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"merged"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]}}]}}]} as unknown as DocumentNode<OrderCorrectionsMutation, OrderCorrectionsMutationVariables>;
export const SaveActivitiesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveActivities"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveActivitiesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"saved"},"name":{"kind":"Name","value":"saveActivities"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedRows"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedRows"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RowReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"merged"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]}}]}}]} as unknown as DocumentNode<SaveActivitiesMutation, SaveActivitiesMutationVariables>;
export const SaveAffiliationsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveAffiliations"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveAffiliationsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"saved"},"name":{"kind":"Name","value":"saveAffiliations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedRows"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedRows"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RowReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"merged"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]}}]}}]} as unknown as DocumentNode<SaveAffiliationsMutation, SaveAffiliationsMutationVariables>;
export const SaveApplicationsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveApplications"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveApplicationsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"saved"},"name":{"kind":"Name","value":"saveApplications"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedRows"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedRows"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RowReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"merged"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]}}]}}]} as unknown as DocumentNode<SaveApplicationsMutation, SaveApplicationsMutationVariables>;
export const SaveAssetsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveAssets"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveAssetsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"saved"},"name":{"kind":"Name","value":"saveAssets"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedRows"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedRows"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RowReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"merged"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]}}]}}]} as unknown as DocumentNode<SaveAssetsMutation, SaveAssetsMutationVariables>;
export const SaveAttendancesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveAttendances"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveAttendancesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"saved"},"name":{"kind":"Name","value":"saveAttendances"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedRows"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedRows"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RowReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"merged"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]}}]}}]} as unknown as DocumentNode<SaveAttendancesMutation, SaveAttendancesMutationVariables>;
export const SaveCoursesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveCourses"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveCoursesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"saved"},"name":{"kind":"Name","value":"saveCourses"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedRows"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedRows"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RowReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"merged"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]}}]}}]} as unknown as DocumentNode<SaveCoursesMutation, SaveCoursesMutationVariables>;
export const SaveCredentialsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveCredentials"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveCredentialsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"saved"},"name":{"kind":"Name","value":"saveCredentials"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedRows"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedRows"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RowReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"merged"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]}}]}}]} as unknown as DocumentNode<SaveCredentialsMutation, SaveCredentialsMutationVariables>;
export const SaveDocumentsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveDocuments"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveDocumentsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"saved"},"name":{"kind":"Name","value":"saveDocuments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedRows"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedRows"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RowReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"merged"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]}}]}}]} as unknown as DocumentNode<SaveDocumentsMutation, SaveDocumentsMutationVariables>;
export const SaveEnrolmentsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveEnrolments"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveEnrolmentsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"saved"},"name":{"kind":"Name","value":"saveEnrolments"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedRows"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedRows"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RowReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"merged"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]}}]}}]} as unknown as DocumentNode<SaveEnrolmentsMutation, SaveEnrolmentsMutationVariables>;
export const SaveFindingsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveFindings"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveFindingsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"saved"},"name":{"kind":"Name","value":"saveFindings"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedRows"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedRows"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RowReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"merged"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]}}]}}]} as unknown as DocumentNode<SaveFindingsMutation, SaveFindingsMutationVariables>;
export const SaveFormsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveForms"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveFormsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"saved"},"name":{"kind":"Name","value":"saveForms"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedRows"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedRows"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RowReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"merged"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]}}]}}]} as unknown as DocumentNode<SaveFormsMutation, SaveFormsMutationVariables>;
export const SaveFundEntriesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveFundEntries"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveFundEntriesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"saved"},"name":{"kind":"Name","value":"saveFundEntries"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedRows"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedRows"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RowReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"merged"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]}}]}}]} as unknown as DocumentNode<SaveFundEntriesMutation, SaveFundEntriesMutationVariables>;
export const SaveOrganizationsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveOrganizations"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveOrganizationsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"saved"},"name":{"kind":"Name","value":"saveOrganizations"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedRows"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedRows"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RowReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"merged"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]}}]}}]} as unknown as DocumentNode<SaveOrganizationsMutation, SaveOrganizationsMutationVariables>;
export const SaveParametersDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveParameters"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveParametersInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"saved"},"name":{"kind":"Name","value":"saveParameters"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedRows"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedRows"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RowReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"merged"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]}}]}}]} as unknown as DocumentNode<SaveParametersMutation, SaveParametersMutationVariables>;
export const SavePersonsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SavePersons"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SavePersonsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"saved"},"name":{"kind":"Name","value":"savePersons"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedRows"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedRows"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RowReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"merged"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]}}]}}]} as unknown as DocumentNode<SavePersonsMutation, SavePersonsMutationVariables>;
export const SaveRulesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveRules"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveRulesInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"saved"},"name":{"kind":"Name","value":"saveRules"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedRows"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedRows"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RowReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"merged"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]}}]}}]} as unknown as DocumentNode<SaveRulesMutation, SaveRulesMutationVariables>;
export const SaveSubmissionsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveSubmissions"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveSubmissionsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"saved"},"name":{"kind":"Name","value":"saveSubmissions"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedRows"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedRows"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RowReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"merged"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]}}]}}]} as unknown as DocumentNode<SaveSubmissionsMutation, SaveSubmissionsMutationVariables>;
export const SaveTargetsDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveTargets"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveTargetsInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"saved"},"name":{"kind":"Name","value":"saveTargets"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedRows"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedRows"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RowReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"merged"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]}}]}}]} as unknown as DocumentNode<SaveTargetsMutation, SaveTargetsMutationVariables>;
export const SaveTasksDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"SaveTasks"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"SaveTasksInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","alias":{"kind":"Name","value":"saved"},"name":{"kind":"Name","value":"saveTasks"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"SavedRows"}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"SavedRows"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RowReceipt"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"batchId"}},{"kind":"Field","name":{"kind":"Name","value":"dryRun"}},{"kind":"Field","name":{"kind":"Name","value":"replayed"}},{"kind":"Field","name":{"kind":"Name","value":"receivedAt"}},{"kind":"Field","name":{"kind":"Name","value":"rows"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"index"}},{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"version"}},{"kind":"Field","name":{"kind":"Name","value":"outcome"}},{"kind":"Field","name":{"kind":"Name","value":"merged"}},{"kind":"Field","name":{"kind":"Name","value":"conflict"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"theirVersion"}},{"kind":"Field","name":{"kind":"Name","value":"changedBy"}},{"kind":"Field","name":{"kind":"Name","value":"changedAt"}},{"kind":"Field","name":{"kind":"Name","value":"fields"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"label"}},{"kind":"Field","name":{"kind":"Name","value":"base"}},{"kind":"Field","name":{"kind":"Name","value":"mine"}},{"kind":"Field","name":{"kind":"Name","value":"theirs"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"findings"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"severity"}},{"kind":"Field","name":{"kind":"Name","value":"args"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"messageEn"}},{"kind":"Field","name":{"kind":"Name","value":"field"}},{"kind":"Field","name":{"kind":"Name","value":"suggestion"}}]}}]}}]}}]} as unknown as DocumentNode<SaveTasksMutation, SaveTasksMutationVariables>;