/**
 * What every host must do, as sentences that run anywhere: against memory, against the Excel host in the playground,
 * against WPS's double, and by the pane's self-test in a real workbook. Each works on two empty sheets of its own and
 * touches nothing else; whoever runs it takes the sheets away afterwards.
 */
import { cellAt, type Place } from "../sheet/place.js";
import { type Host, HostError, type HostFailureCode } from "./host.js";

export interface Bench {
  readonly host: Host;
  /** Two empty sheets, the first in front. */
  readonly first: string;
  readonly second: string;
}

/** Every sentence of the contract; its words are where all words are. */
export type ContractCode = keyof typeof CONTRACT;

/** Names and keys of the contract's own, so that a real workbook's are never met. */
export const CONTRACT_NAMES = "XUNSHUTEST_";
export const CONTRACT_KEYS = ["selftest.small", "selftest.large"] as const;

/** The contract is broken: what was expected, and what came instead. */
export class ContractBroken extends Error {
  override readonly name = "ContractBroken";
}

/** This host cannot show this sentence and says so in `can`, or its hands cannot do what the sentence begins with. */
export class NotHere extends Error {
  override readonly name = "NotHere";
}

const NAME = `${CONTRACT_NAMES}a`;
const [SMALL, LARGE] = CONTRACT_KEYS;

export const CONTRACT = {
  gridWrittenIsRead: async ({ host, first }) => {
    const at = placer(first);
    await host.write([
      {
        place: at(0, 0, 2, 2),
        values: [
          ["单位", 1.5],
          ["", true],
        ],
      },
    ]);
    await host.write([{ place: at(0, 0, 1, 2), values: [[null, 2]] }]);
    const [cells] = await host.read([at(0, 0, 2, 3)]);
    same(cells?.values, [
      ["单位", 2, ""],
      ["", true, ""],
    ]);
  },
  orderOfReading: async ({ host, first, second }) => {
    const there = placer(second)(1, 1);
    const here = placer(first)(0, 0);
    await host.write([
      { place: here, values: [["甲"]] },
      { place: there, values: [["乙"]] },
    ]);
    const read = await host.read([there, { ...here, sheet: "没有此表" }, here]);
    same(
      read.map(({ values }) => values),
      [[["乙"]], [], [["甲"]]],
    );
  },
  largeGrid: async ({ host, first }) => {
    const place = placer(first)(0, 0, 2_000, 15);
    const values = Array.from({ length: 2_000 }, (_, row) =>
      Array.from({ length: 15 }, (_, column) => row * 15 + column),
    );
    await host.write([{ place, values }]);
    const [cells] = await host.read([place]);
    same(cells?.values, values);
  },
  holesInAGrid: async ({ host, first }) => {
    const place = placer(first)(0, 0, 3, 3);
    await host.write([{ place, values: rows(3, () => ["甲", "乙", "丙"]) }]);
    await host.write([
      {
        place,
        values: [
          [1, null, 3],
          [null, null, null],
          [null, 8, null],
        ],
      },
    ]);
    const [cells] = await host.read([place]);
    same(cells?.values, [
      [1, "乙", 3],
      ["甲", "乙", "丙"],
      ["甲", 8, "丙"],
    ]);
  },
  formulaStays: async ({ host, first }) => {
    const at = placer(first);
    await host.write([{ place: at(0, 0, 1, 2), values: [[2, "=A1*3"]] }]);
    const [cells] = await host.read([at(0, 1)]);
    same(cells?.formulas, [["=A1*3"]]);
  },
  lookChangesNoValue: async ({ host, first }) => {
    const place = placer(first)(0, 0, 1, 2);
    await host.write([
      { place, values: [[0.634, "完成率"]], formats: [["0.0%", null]], look: { bold: true, fill: "#FFF0BF" } },
    ]);
    const [cells] = await host.read([place]);
    same(cells?.values, [[0.634, "完成率"]]);
  },
  usedPlaces: async ({ host, first, second }) => {
    await host.write([{ place: placer(first)(3, 2), values: [["x"]] }]);
    const used = (await host.usedPlaces()).filter(({ sheet }) => sheet === first || sheet === second);
    same(
      used.map(({ sheet, row, rows: height, column, columns }) => [sheet, row + height, column + columns]),
      [[first, 4, 3]],
    );
  },
  namesFoundMovedForgotten: async ({ host, first }) => {
    const at = placer(first);
    const wide = at(2, 1, 3, 4);
    await host.bind(NAME, wide);
    same(await host.bindings(CONTRACT_NAMES), [{ name: NAME, place: wide }]);
    same(await host.bindings("XUNSHUOTHER_"), []);
    await host.bind(NAME, at(5, 5));
    same(await host.bindings(CONTRACT_NAMES), [{ name: NAME, place: at(5, 5) }]);
    await host.bind(NAME, null);
    same(await host.bindings(CONTRACT_NAMES), []);
  },
  namesFollowInsertedCells: async ({ host, first }) => {
    const at = placer(first);
    await host.bind(NAME, at(2, 1, 3, 4));
    await host.hands.insertRows(first, 0, 2);
    await placed(host, at(4, 1, 3, 4));
    await host.hands.insertColumns(first, 0, 1);
    await placed(host, at(4, 2, 3, 4));
    await host.hands.insertRows(first, 5, 1);
    await placed(host, at(4, 2, 4, 4));
  },
  namesFollowDeletedRows: async ({ host, first }) => {
    const at = placer(first);
    await host.bind(NAME, at(4, 1, 3, 2));
    await host.hands.deleteRows(first, 0, 2);
    await placed(host, at(2, 1, 3, 2));
    await host.hands.deleteRows(first, 3, 1);
    await placed(host, at(2, 1, 2, 2));
  },
  namesFollowCutAndPaste: async ({ host, first }) => {
    const at = placer(first);
    await host.write([{ place: at(1, 1, 2, 2), values: rows(2, (row) => [row, "甲"]) }]);
    await host.bind(NAME, at(1, 1, 2, 2));
    await host.hands.move(at(1, 1, 2, 2), at(6, 3));
    await placed(host, at(6, 3, 2, 2));
    const [cells] = await host.read([at(6, 3, 2, 2)]);
    same(cells?.values, [
      [0, "甲"],
      [1, "甲"],
    ]);
  },
  namesStayWhenSorted: async ({ host, first }) => {
    const at = placer(first);
    const place = at(1, 0, 3, 2);
    await host.write([
      {
        place,
        values: [
          [3, "丙"],
          [1, "甲"],
          [2, "乙"],
        ],
      },
    ]);
    await host.bind(NAME, place);
    await host.hands.sort(place, 0);
    await placed(host, place);
    const [cells] = await host.read([place]);
    same(cells?.values, [
      [1, "甲"],
      [2, "乙"],
      [3, "丙"],
    ]);
  },
  namesFollowARenamedSheet: async ({ host, second }) => {
    const renamed = `${second} 改'名`;
    await host.bind(NAME, placer(second)(2, 1, 3, 4));
    await host.hands.renameSheet(second, renamed);
    await placed(host, placer(renamed)(2, 1, 3, 4));
    await host.write([{ place: placer(renamed)(2, 1), values: [["在"]] }]);
    const [cells] = await host.read([placer(renamed)(2, 1)]);
    same(cells?.values, [["在"]]);
  },
  namesOfADeletedSheetLeadNowhere: async ({ host, second }) => {
    await host.bind(NAME, placer(second)(2, 1, 3, 4));
    await host.hands.deleteSheet(second);
    const left = (await host.bindings(CONTRACT_NAMES)).filter(({ place }) => place !== null);
    same(left, []);
  },
  keptComesBack: async ({ host }) => {
    const small = { text: `<a b="c">&amp; 'x' =1+1 ~ ]]>`, list: [1, null, true] };
    const large = Array.from({ length: 9_000 }, (_, index) => `=${index} <${index}> 学院`);
    await host.save({ [SMALL]: small, [LARGE]: large });
    same(await host.load([SMALL, "selftest.none", LARGE]), [small, null, large]);
    await host.save({ [SMALL]: null, [LARGE]: "now small" });
    same(await host.load([SMALL, LARGE]), [null, "now small"]);
  },
  keptIsNoSheet: async ({ host, first, second }) => {
    const before = (await host.workbook()).sheets;
    await host.save({ [LARGE]: "x".repeat(200_000) });
    same((await host.workbook()).sheets, before);
    const used = (await host.usedPlaces()).map(({ sheet }) => sheet);
    same(
      used.filter((sheet) => !before.includes(sheet) || sheet === first || sheet === second),
      [],
    );
  },
  goingSelects: async ({ host, second }) => {
    await host.goTo(cellAt(second, 6, 6));
    same(await host.selection(), cellAt(second, 6, 6));
  },
  goingNowhereFails: async ({ host }) => {
    await fails(host.goTo(cellAt("没有此表", 0, 0)), "GONE");
  },
  newSheetTakesAFreeName: async ({ host, second }) => {
    same(await host.addSheet(second), `${second} (2)`);
    same((await host.workbook()).sheets.includes(`${second} (2)`), true);
  },
  ownWritesAreSilent: async ({ host, first }) => {
    const heard: string[] = [];
    const stop = await host.listen(({ kind }) => heard.push(kind));
    await host.write([{ place: placer(first)(0, 0), values: [[1]] }]);
    await host.read([placer(first)(0, 0)]);
    await aMoment();
    stop();
    same(
      heard.filter((kind) => kind === "changed"),
      [],
    );
  },
  typingIsHeard: async ({ host, first }) => {
    if (!host.can.events || !host.hands.type) throw new NotHere();
    const heard: unknown[] = [];
    const stop = await host.listen((event) => event.kind === "changed" && heard.push([event.change, event.place]));
    await host.hands.type(placer(first)(2, 1), 31.85);
    await aMoment();
    stop();
    await host.hands.type(placer(first)(3, 1), 7);
    await aMoment();
    same(heard, [["values", placer(first)(2, 1)]]);
  },
  marksChangeNoValue: async ({ host, first }) => {
    const at = placer(first);
    await host.write([{ place: at(0, 0), values: [[7.2]] }]);
    await host.mark(at(0, 0, 3, 3), [{ state: "pending", cells: [at(0, 0)], format: '"待"* 0.00' }]);
    await host.mark(at(0, 0, 3, 3), [{ state: "refused", cells: [at(1, 1)], note: "不是数字" }]);
    await host.mark(at(0, 0, 3, 3), []);
    const [cells] = await host.read([at(0, 0)]);
    same(cells?.values, [[7.2]]);
  },
  notesComeAndGo: async ({ host, first }) => {
    if (!host.can.comments) throw new NotHere();
    const at = placer(first);
    const area = at(0, 0, 4, 4);
    await host.hands.comment(at(3, 3), "我自己的批注");
    await host.mark(area, [{ state: "refused", cells: [at(1, 1)], note: "不是数字" }]);
    same(
      (await host.hands.comments(first)).map((text) => text.replace(/^训枢：/, "")).sort(),
      ["不是数字", "我自己的批注"].sort(),
    );
    await host.mark(area, []);
    same(await host.hands.comments(first), ["我自己的批注"]);
  },
  protectedRefuses: async ({ host, first }) => {
    const place = placer(first)(0, 0);
    await host.write([{ place, values: [["前"]] }]);
    await host.hands.protect(first, true);
    try {
      await fails(host.write([{ place, values: [["后"]] }]), "PROTECTED");
    } finally {
      await host.hands.protect(first, false);
    }
    same((await host.read([place]))[0]?.values, [["前"]]);
    await host.write([{ place, values: [["后"]] }]);
    same((await host.read([place]))[0]?.values, [["后"]]);
  },
  choicesAreOffered: async ({ host, first }) => {
    const at = placer(first);
    const levels = ["五级／初级工", "四级／中级工", "三级／高级工"];
    await host.offer(at(1, 1, 5, 1), levels);
    same(await host.hands.choices(at(3, 1)), levels);
    same(await host.hands.choices(at(3, 2)), null);
    await host.offer(at(1, 1, 5, 1), null);
    same(await host.hands.choices(at(3, 1)), null);
  },
  chartIsRedrawn: async ({ host, first }) => {
    if (!host.can.charts) throw new NotHere();
    const at = placer(first);
    await host.write([{ place: at(0, 0, 3, 2), values: rows(3, (row) => [`${row + 1} 月`, row * 10]) }]);
    const drawing = {
      name: "XUNSHUTEST 图",
      kind: "bars" as const,
      title: "进度",
      categories: at(0, 0, 3, 1),
      series: [{ name: "实际", values: at(0, 1, 3, 1), color: "#0F6C74" }],
      at: at(5, 0, 10, 6),
    };
    await host.chart(drawing);
    await host.chart(drawing);
    same((await host.read([at(0, 0, 3, 2)]))[0]?.values, [
      ["1 月", 0],
      ["2 月", 10],
      ["3 月", 20],
    ]);
  },
  recalculatingKeepsValues: async ({ host, first }) => {
    const at = placer(first);
    await host.write([{ place: at(0, 0, 1, 2), values: [[2, "汉字"]] }]);
    await host.recalculate();
    same((await host.read([at(0, 0, 1, 2)]))[0]?.values, [[2, "汉字"]]);
  },
} satisfies Readonly<Record<string, (bench: Bench) => Promise<void>>>;

export const CONTRACT_CODES = Object.keys(CONTRACT) as readonly ContractCode[];

const placer =
  (sheet: string) =>
  (row: number, column: number, height = 1, columns = 1): Place => ({ sheet, row, column, rows: height, columns });

function rows<Value>(count: number, make: (row: number) => Value[]): Value[][] {
  return Array.from({ length: count }, (_, row) => make(row));
}

async function placed(host: Host, place: Place): Promise<void> {
  same(await host.bindings(CONTRACT_NAMES), [{ name: NAME, place }]);
}

/** Plain data only, so its text says whether it is the same; members in one order. */
function same(actual: unknown, expected: unknown): void {
  const [found, wanted] = [textOf(actual), textOf(expected)];
  if (found !== wanted) throw new ContractBroken(`expected ${brief(wanted)}, found ${brief(found)}`);
}

function textOf(value: unknown): string {
  return (
    JSON.stringify(value, (_, inner: unknown) =>
      typeof inner === "object" && inner !== null && !Array.isArray(inner)
        ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
        : inner,
    ) ?? "undefined"
  );
}

const brief = (text: string): string => (text.length > 300 ? `${text.slice(0, 300)}…` : text);

async function fails(done: Promise<unknown>, code: HostFailureCode): Promise<void> {
  const failure = await done.then(
    () => null,
    (error: unknown) => error,
  );
  same(failure instanceof HostError ? failure.code : String(failure), code);
}

/** Events come after the call that raised them. */
const aMoment = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 100));
