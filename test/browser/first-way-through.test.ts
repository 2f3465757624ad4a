import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "@jest/globals";
import type { Browser } from "playwright-core";
import { ROSTER_EXPECTED, ROSTER_GRID } from "../../samples/roster.js";
import { launchBrowser } from "../support/chromium.js";
import { Clerk } from "../support/clerk.js";
import { startHub, type TestHub } from "../support/hub.js";

let hub: TestHub;
let browser: Browser;
let clerk: Clerk;

beforeAll(async () => {
  [hub, browser] = await Promise.all([startHub({ contents: "city" }), launchBrowser()]);
}, 240_000);
afterAll(async () => {
  await browser?.close();
  await hub?.stop();
});
beforeEach(async () => {
  clerk = await Clerk.open(browser, hub.url, await hub.cookie());
}, 120_000);
afterEach(() => clerk.leave());

/** 培训人次 of a college in October 2026, by the plainest SQL. */
async function completedInOctober(organization: string): Promise<number> {
  const [row] = await hub.sql<{ n: number }>(
    `select count(*)::int as n from enrolment e
       join activity a on a.org_id = e.org_id and a.id = e.activity_id and a.kind = 'class'
       join organization o on o.id = e.org_id
     where o.code = $1 and e.status = 'completed'
       and coalesce(e.completed_on, a.ends_on) >= '2026-10-01' and coalesce(e.completed_on, a.ends_on) < '2026-11-01'`,
    [organization],
  );
  return row?.n ?? Number.NaN;
}

interface Revision {
  readonly version: number;
  readonly value: string;
  readonly changed_by: string;
  readonly reason: string | null;
}

/** Every version of a college's 培训资金到账额 of October 2026, oldest first. */
function revisionsOfIncome(organization: string): Promise<Revision[]> {
  return hub.sql<Revision>(
    `select r.version, trim_scale(r.value)::text as value, r.changed_by, r.reason from figure_revision r
       join figure f on f.org_id = r.org_id and f.id = r.figure_id
       join organization o on o.id = f.org_id
     where o.code = $1 and f.indicator = 'FN01' and f.period = '2026M10' order by r.version`,
    [organization],
  );
}

/** Somebody else writes the same figure, elsewhere. */
async function anotherWrites(organization: string, value: string, baseVersion: number): Promise<void> {
  const answer = await hub.graphql<{ writeFigures: { written: number } }>(
    `mutation ($input: WriteFiguresInput!) { writeFigures(input: $input) { written cells { outcome findings { code } } } }`,
    {
      input: {
        batchId: crypto.randomUUID(),
        cells: [{ indicator: "FN01", organization, period: "2026M10", value, baseVersion }],
      },
    },
    { "x-hub-actor": encodeURIComponent("王珊") },
  );
  expect(answer.data?.writeFigures).toMatchObject({ written: 1 });
}

test("a function cell shows the count that SQL gives, and nothing is asked of other places", async () => {
  expect(await clerk.value("月报!C5")).toBe(await completedInOctober("YL-S1-01"));
  expect(await clerk.value("月报!C7")).toBe(await completedInOctober("YL-S1-03"));
  expect(clerk.strayRequests).toEqual([]);
});

test("a school's roster is looked at, brought in, and the count rises by those who finished", async () => {
  const before = await completedInOctober("YL-S1-01");
  expect(await clerk.value("月报!C5")).toBe(before);

  await clerk.workFor("信息工程学院");
  await clerk.select(`班级名册!A1:N${ROSTER_GRID.length}`);
  await clerk.tab("导入");
  await clerk.press("从选中的区域");
  await clerk.sees(/认作“学员名册”/);
  await clerk.pane.getByRole("group", { name: `新增 ${ROSTER_EXPECTED.new}` }).waitFor();
  await clerk.pane.getByRole("group", { name: `拒绝 ${ROSTER_EXPECTED.refused}` }).waitFor();
  await clerk.sees(/证件号末三位变成 000/);
  expect(await completedInOctober("YL-S1-01")).toBe(before);

  await clerk.press(`导入 ${ROSTER_EXPECTED.new} 行`);
  await clerk.sees(/已导入/);
  await clerk.refresh();
  const after = before + ROSTER_EXPECTED.completed;
  expect(await completedInOctober("YL-S1-01")).toBe(after);
  expect(await clerk.value("月报!C5", (value) => value === after)).toBe(after);
}, 240_000);

test("a reported figure is typed over, sent, and stands in the hub with its revision; the formula comes back", async () => {
  const before = await revisionsOfIncome("YL-S1-01");
  const formula = await clerk.formula("月报!G5");

  await clerk.type("月报!G5", "61250.75");
  await clerk.tab("待发送");
  await clerk.sees("61,250.75");
  await clerk.press("发送 1 处");
  await clerk.sees(/1 处已写入数据中枢/);

  const after = await revisionsOfIncome("YL-S1-01");
  expect(after).toHaveLength(before.length + 1);
  expect(after.at(-1)).toMatchObject({ value: "61250.75", changed_by: "本机用户" });
  expect(await clerk.formula("月报!G5")).toBe(formula);
  expect(await clerk.value("月报!G5", (value) => value === 61250.75)).toBe(61250.75);
}, 180_000);

test("a figure typed over before the hub has told what stood there is compared and sent once it has", async () => {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
  await context.addCookies([await hub.cookie()]);
  let answer!: () => void;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  await context.route("**/graphql", async (route) => {
    await answered;
    await route.continue();
  });
  const hasty = await Clerk.openIn(context, hub.url, { isHasty: true });
  expect(await hasty.value("月报!G10")).toBe("#GETTING_DATA");
  await hasty.select("月报!G10");
  await hasty.page.evaluate(() => window.playground.type("4100.5"));
  await hasty.tab("待发送");
  await hasty.sees(/还没有答出原来的数/);
  answer();
  await hasty.sees("4,100.5");
  await hasty.press("发送 1 处");
  await hasty.sees(/1 处已写入数据中枢/);
  expect((await revisionsOfIncome("YL-S1-06")).at(-1)).toMatchObject({ value: "4100.5" });
  await hasty.leave();
}, 180_000);

test("a text that is no number is refused with a suggestion, and one click mends it", async () => {
  await clerk.type("月报!G8", "一百三十");
  await clerk.tab("待发送");
  await clerk.sees(/读作 130/);
  await clerk.press("改为 130");
  await clerk.press("发送 1 处");
  await clerk.sees(/1 处已写入数据中枢/);
  expect((await revisionsOfIncome("YL-S1-04")).at(-1)).toMatchObject({ value: "130" });
}, 180_000);

test("when somebody was faster the pane shows both, sends what does not clash, and writes the choice", async () => {
  await clerk.type("月报!G6", "26500");
  await clerk.type("月报!G9", "8800");
  const [latest] = (await revisionsOfIncome("YL-S1-02")).slice(-1);
  await anotherWrites("YL-S1-02", "26345.50", latest?.version ?? 0);

  await clerk.tab("待发送");
  await clerk.press("发送 2 处");
  await clerk.sees(/1 处已写入数据中枢/);
  expect((await revisionsOfIncome("YL-S1-05")).at(-1)).toMatchObject({ value: "8800" });
  expect((await revisionsOfIncome("YL-S1-02")).at(-1)).toMatchObject({ value: "26345.5", changed_by: "王珊" });

  await clerk.press("完成");
  await clerk.press("比较并选择");
  await clerk.sees(/王珊/);
  await clerk.sees("26,345.5");
  await clerk.pane.getByRole("radio", { name: "我的" }).check();
  await clerk.pane.getByRole("textbox", { name: /为什么用我的/ }).fill("含 10-31 夜间到账一笔");
  await clerk.press("用我的 26,500");
  await clerk.press("发送 1 处");
  await clerk.sees(/1 处已写入数据中枢/);
  expect((await revisionsOfIncome("YL-S1-02")).at(-1)).toMatchObject({
    value: "26500",
    changed_by: "本机用户",
    reason: "含 10-31 夜间到账一笔",
  });
}, 240_000);

test("when the answer to a send is lost, sending again changes nothing", async () => {
  await clerk.type("月报!G7", "87000");
  let lost = 0;
  await clerk.page.route("**/graphql", async (route) => {
    const sent = route.request().postData() ?? "";
    // Operations go by their ids: a write is known by its batch.
    if (lost > 0 || !sent.includes('"batchId"') || sent.includes('"dryRun":true')) return route.continue();
    lost += 1;
    await route.fetch(); // the hub writes and answers …
    await route.abort("connectionreset"); // … and the line breaks
  });
  await clerk.tab("待发送");
  await clerk.press("发送 1 处");
  await clerk.sees(/连不上数据中枢/);
  const written = await revisionsOfIncome("YL-S1-03");
  expect(written.at(-1)).toMatchObject({ value: "87000" });

  await clerk.press(/再发送 1 处/);
  await clerk.sees(/没有重复写/);
  expect(await revisionsOfIncome("YL-S1-03")).toEqual(written);
  expect(lost).toBe(1);
}, 180_000);

test("the line is found again without a press, and a cell that could not be told shows its figure", async () => {
  await clerk.context.setOffline(true);
  await clerk.select("月报!K20");
  await clerk.page.evaluate(() => window.playground.type('=HUB.FIGURE("TR01","YL-S1-01","2026M9")'));
  await clerk.sees("离线");
  expect(await clerk.value("月报!K20")).toMatch(/^#/);
  await clerk.context.setOffline(false);
  await clerk.sees("已连接");
  expect(await clerk.value("月报!K20", (value) => typeof value === "number")).toEqual(expect.any(Number));
}, 180_000);

test("a clerk's month: filled in, checked, sent, reported, returned with a reason, mended, approved, locked, and corrected by order", async () => {
  const as = async (role: string, organization: string, name: string): Promise<Clerk> => {
    const { authorization = "" } = await hub.signIn({ role, organization, name });
    return Clerk.open(browser, hub.url, {
      name: "xunshu",
      value: authorization.replace("Bearer ", ""),
      url: hub.url,
    });
  };
  const standing = () =>
    hub.sql(
      `select s.correction, s.status, s.submitted_by, s.approved_by, s.return_reason from submission s
       join organization o on o.id = s.org_id where o.code = 'YL-S1-01' and s.period = '2026M10' order by s.correction`,
    );
  const october = (step: string): RegExp => new RegExp(`^${step} 信息工程学院 .+ 2026 年 10 月`);
  const toReports = async (person: Clerk): Promise<void> => {
    await person.tab("主页");
    await person.press(/^报送与审核/);
  };
  const renew = async (person: Clerk): Promise<void> => {
    await person.refresh();
    await person.press("完成");
  };
  const move = async (person: Clerk, step: string, words?: string): Promise<void> => {
    await person.press(october(step));
    if (words !== undefined) await person.pane.getByRole("textbox", { name: /理由|下步打算/ }).fill(words);
    await person.press(step);
    await person.sees(new RegExp(`^已${step}：`));
  };
  const sendOne = async (person: Clerk): Promise<void> => {
    await person.press(/检查/);
    await person.sees("1 可发送");
    await person.press("发送 1 处");
    await person.sees(/1 处已写入数据中枢/);
  };

  const college = await as("college_clerk", "YL-S1-01", "十月干事");
  await renew(college);
  // The figure comes from the finance office's letter: copied there, pasted here.
  await college.paste("月报!G5:G5", [[61400.25]], () => college.copyText("61400.25"));
  await toReports(college);
  await college.press(october("报送"));
  await college.sees(/本期还有 1 处改动没有发送/);
  await college.press("去待发送");
  await sendOne(college);
  await toReports(college);
  await move(college, "报送");
  expect(await standing()).toMatchObject([{ status: "submitted", submitted_by: "十月干事" }]);

  const school = await as("school_office", "YL-S1", "十月老师");
  await toReports(school);
  await school.press(october("退回"));
  await school.press("退回");
  await school.sees("请写明理由，对方要看。");
  await school.pane.getByRole("textbox", { name: /理由/ }).fill("到账额少一笔，请核对");
  await school.press("退回");
  await school.sees(/^已退回：/);

  // The clerk meets the reason where the work is: on the first page, among the edits and at the cell.
  await college.press("返回");
  await renew(college);
  await college.sees("退回原因：到账额少一笔，请核对");
  await college.select("月报!G5");
  await college.pane.locator(".strip.back").getByText("退回原因：到账额少一笔，请核对").waitFor();
  // Mended with a cell of one's own beside the report.
  await college.type("月报!K5", "61900.25");
  await college.paste("月报!G5:G5", [[61900.25]], () => college.copy("月报!K5"));
  await college.tab("待发送");
  await college.sees("退回原因：到账额少一笔，请核对");
  await sendOne(college);
  await toReports(college);
  await move(college, "报送", "补了 10 月 31 日一笔");

  await school.press("返回");
  await toReports(school);
  await school.sees("附言：补了 10 月 31 日一笔");
  for (const step of ["受理", "核定"]) await move(school, step);
  expect(await standing()).toMatchObject([{ status: "approved", submitted_by: "十月干事", approved_by: "十月老师" }]);
  await school.press("返回");
  await school.workFor("信息工程学院");
  await toReports(school);
  await move(school, "锁定");
  await move(school, "责令更正", "名册多算一班");

  await college.press("返回");
  await toReports(college);
  await college.sees("责令更正：名册多算一班");
  await college.sees(/第 2 次（更正）/);
  await college.press("返回");
  await renew(college);
  await college.type("月报!G5", "61800.25");
  await college.tab("待发送");
  await sendOne(college);
  await toReports(college);
  await move(college, "报送");
  expect(await standing()).toMatchObject([
    { correction: 1, status: "locked", approved_by: "十月老师" },
    { correction: 2, status: "submitted", submitted_by: "十月干事", return_reason: "名册多算一班" },
  ]);
  expect((await revisionsOfIncome("YL-S1-01")).map(({ value }) => value)).toEqual(
    expect.arrayContaining(["61400.25", "61900.25", "61800.25"]),
  );
  await college.leave();
  await school.leave();
}, 300_000);
