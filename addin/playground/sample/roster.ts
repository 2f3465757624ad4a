/**
 * The invented trainees of the sample class. Identity numbers are made here from the region 990000, which does not
 * exist, with a right check digit: they look real to the checks and can belong to nobody.
 */

/** The columns of the roster, as the school heads them. */
export const ROSTER_COLUMNS = [
  "序号",
  "姓名",
  "性别",
  "证件号码",
  "文化程度",
  "工作单位",
  "学时",
  "理论成绩",
  "实操成绩",
  "是否结业",
] as const;

const TRAINEES: readonly (readonly [
  name: string,
  born: string,
  education: string,
  employer: string,
  theory: number,
  practice: number,
])[] = [
  ["陈立春", "19870312", "高中", "云岭精密机械有限公司", 82, 88],
  ["林小满", "19920521", "中专", "云岭精密机械有限公司", 76, 81],
  ["何谷雨", "19950420", "大专", "松湖电气安装有限公司", 91, 90],
  ["吴处暑", "19840823", "初中", "松湖电气安装有限公司", 64, 72],
  ["郑白露", "19980908", "大专", "青禾物业服务有限公司", 88, 85],
  ["孙霜降", "19901023", "高中", "青禾物业服务有限公司", 70, 78],
  ["马立冬", "19791107", "初中", "望川水泥制品厂", 61, 74],
  ["朱小雪", "19931122", "中专", "望川水泥制品厂", 79, 83],
  ["胡惊蛰", "19890306", "高中", "云岭公共交通公司", 85, 80],
  ["高清明", "19960405", "大专", "云岭公共交通公司", 93, 95],
  ["罗夏至", "19820621", "高中", "松湖电气安装有限公司", 58, 66],
  ["梁秋分", "19910923", "中专", "青禾物业服务有限公司", 74, 77],
];

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const;
const CHECK_DIGITS = "10X98765432";

/** An identity number of the non-existent region (GB 11643 check digit). */
function inventedIdentity(born: string, sequence: number): string {
  const body = `990000${born}${String(sequence).padStart(3, "0")}`;
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(body[index]), 0);
  return body + CHECK_DIGITS[sum % 11];
}

/** The rows under the header. The third last digit pair is odd for men and even for women, as in the standard. */
export const ROSTER: readonly (readonly (string | number)[])[] = TRAINEES.map(
  ([name, born, education, employer, theory, practice], index) => {
    const isWoman = index % 3 === 1;
    const sequence = 100 + index * 2 + (isWoman ? 0 : 1);
    const passed = theory >= 60 && practice >= 60;
    return [
      index + 1,
      name,
      isWoman ? "女" : "男",
      inventedIdentity(born, sequence),
      education,
      employer,
      120,
      theory,
      practice,
      passed ? "是" : "否",
    ];
  },
);
