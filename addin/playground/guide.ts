/** The five steps in the header: each opens a short hint and shows where to look. Nothing is done for the reader but pointing. */

interface Step {
  readonly title: string;
  readonly hint: string;
  /** Where to point in the sheet. */
  readonly select?: string;
}

const STEPS: readonly Step[] = [
  {
    title: "打开月报",
    hint: "这是云岭职业技术学院的月报。每个数都是一个 =HUB.FIGURE 公式，从数据中枢取来。",
    select: "月报!C6",
  },
  { title: "刷新", hint: "在右边“主页”点“刷新”，取回最新的数。没有变的格子不会动。", select: "月报!A1" },
  { title: "改一格", hint: "蓝字是单位填报的数。选中 G8，直接输入新数，回车；它变成“待发送”。", select: "月报!G8" },
  { title: "检查并发送", hint: "在右边“待发送”先检查，再发送。检查不写入；被拒的格子会说明哪里不对、怎样改。" },
  {
    title: "看来历",
    hint: "选中任一个数，在右边底部的单元格条里打开“来历”，看它何时、由谁、从哪里来。",
    select: "月报!C6",
  },
];

/** Fills the list of steps; `select` points at a range of the sheet. */
export function showGuide(list: HTMLElement, hint: HTMLElement, select: (address: string) => Promise<void>): void {
  const buttons = STEPS.map((step, index) => stepButton(step, index));
  const close = (): void => {
    hint.hidden = true;
    for (const button of buttons) button.removeAttribute("aria-current");
  };
  const open = (index: number): void => {
    const step = STEPS[index]!;
    const button = buttons[index]!;
    close();
    button.setAttribute("aria-current", "step");
    button.dataset.seen = "yes";
    fillHint(hint, index, close, index + 1 < STEPS.length ? () => open(index + 1) : undefined);
    hint.style.insetInlineStart = `${button.offsetLeft}px`;
    hint.hidden = false;
    if (step.select) void select(step.select);
  };
  buttons.forEach((button, index) => button.addEventListener("click", () => open(index)));
  hint.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
  list.replaceChildren(...buttons.map(inItem));
}

function stepButton(step: Step, index: number): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  const number = document.createElement("span");
  number.className = "number";
  number.textContent = String(index + 1);
  button.append(number, step.title);
  return button;
}

function inItem(button: HTMLButtonElement): HTMLLIElement {
  const item = document.createElement("li");
  item.append(button);
  return item;
}

function fillHint(hint: HTMLElement, index: number, close: () => void, next: (() => void) | undefined): void {
  const text = document.createElement("p");
  text.textContent = STEPS[index]!.hint;
  const place = document.createElement("small");
  place.textContent = `第 ${index + 1} 步，共 ${STEPS.length} 步`;
  const row = document.createElement("div");
  row.append(place, hintButton(next ? "下一步" : "完成", next ?? close), hintButton("收起", close));
  hint.replaceChildren(text, row);
}

function hintButton(label: string, act: () => void): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = label;
  button.addEventListener("click", act);
  return button;
}
