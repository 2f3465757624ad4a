/** The questions the explorer opens with, on the sample city. A test runs each of them. */
export interface Example {
  readonly query: string;
  readonly variables?: string;
}

export const EXAMPLES: readonly Example[] = [
  {
    query: `# 训枢是谁，今天是哪天  /  Who the hub is, and what day it is
query Hub {
  hub { name version engine today sampleData viewer }
}
`,
  },
  {
    query: `# 各校今年的培训：人次（行）与人数（去重）  /  Training by school: participations and distinct persons
query BySchool {
  enrolmentGroups(
    groupBy: [{ dimension: SCHOOL }, { dimension: YEAR }]
    filter: { status: { eq: "completed" } }
    totals: [0]
  ) {
    groups { labels rows persons }
    totals { rows persons }
  }
}
`,
  },
  {
    query: `# 一所学校及其二级学院的班，最近结束的在前  /  A school's classes, the latest first
query Classes($school: String!) {
  activities(
    first: 20
    filter: { kind: { eq: "class" }, organization: { within: $school }, endsOn: { isNull: false } }
    orderBy: [{ field: ENDS_ON, direction: DESC }]
  ) {
    totalCount
    nodes {
      title
      startsOn
      endsOn
      fundingLabel
      organization { name }
      course { name levelLabel }
      enrolments(first: 3) { totalCount nodes { statusLabel score person { name idLast4 } } }
    }
    pageInfo { hasNextPage endCursor }
  }
}
`,
    variables: `{ "school": "YL-S1" }`,
  },
  {
    query: `# 单位树  /  The tree of organizations
query Tree {
  organizationTree(depth: 1) { code name kindLabel parent { code } }
}
`,
  },
  {
    query: `# 按拼音首字母查找  /  Find by pinyin initials
query Search {
  searchCatalogue(text: "pxrc") { kind code name unit matchedBy }
}
`,
  },
  {
    query: `# 资金按月、按收支合计，精确到分  /  Money by month and direction, exact
query Money {
  fundEntryGroups(
    groupBy: [{ dimension: MONTH }, { dimension: DIRECTION }]
    measures: [{ measure: SUM, of: AMOUNT }]
  ) {
    groups { labels rows values }
  }
}
`,
  },
  {
    query: `# 各校培训人次与上年同期、累计人数，按季度  /  Participations by school and quarter: last year, change, persons so far
query AgainstLastYear {
  enrolmentGroups(
    groupBy: [
      { dimension: ORGANIZATION, kind: "school" }
      { dimension: PERIOD, grain: QUARTER, from: "2026Q1", to: "2026Q4" }
    ]
    measures: [
      { measure: ROWS, as: YEAR_BEFORE, name: "lastYear" }
      { measure: ROWS, as: CHANGE_RATE, name: "rate" }
      { measure: PERSONS, as: CUMULATIVE, name: "soFar" }
    ]
    filter: { status: { eq: "completed" } }
    totals: [1]
  ) {
    groups { labels rows persons lastYear: value(of: "lastYear") rate: value(of: "rate") soFar: value(of: "soFar") }
    totals { labels rows persons lastYear: value(of: "lastYear") rate: value(of: "rate") }
  }
}
`,
  },
  {
    query: `# 哪些职业培训的人最多：前十名，占比与名次  /  The ten occupations most people were trained for
query Occupations {
  enrolmentGroups(
    groupBy: [{ dimension: ACTIVITY_COURSE_OCCUPATION }]
    measures: [
      { measure: PERSONS, name: "persons" }
      { measure: PERSONS, as: SHARE_OF_TOTAL, name: "share" }
      { measure: PERSONS, as: RANK, name: "rank" }
      { measure: AVERAGE, of: SCORE, name: "score" }
    ]
    having: [{ by: "persons", value: { gte: "10" } }]
    orderBy: [{ by: "persons", direction: DESC }]
    limit: 10
  ) {
    groupCount
    groups { labels share: value(of: "share") rank: value(of: "rank") score: value(of: "score") persons }
  }
}
`,
  },
  {
    query: `# 可公开的表：按县区与性别，少于十人的及可推算的都隐去  /  A table to publish: small groups are hidden
query ToPublish {
  enrolmentGroups(
    groupBy: [{ dimension: PERSON_HOME_REGION, level: COUNTY }, { dimension: PERSON_SEX }]
    totals: [0, 1]
    suppressBelow: 10
  ) {
    suppressedBelow
    groups { labels persons suppressed }
    totals { labels persons suppressed }
  }
}
`,
  },
];
