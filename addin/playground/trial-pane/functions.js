/* Custom functions as an add-in writes them: batched, 20 ms or 500 items. `trial` is what the tests read. */
globalThis.trial = { batches: [], factor: 1, events: [] };
let queue = [];
let timer;

function flush() {
  clearTimeout(timer);
  timer = undefined;
  const batch = queue;
  queue = [];
  trial.batches.push(batch.length);
  const { factor } = trial;
  setTimeout(() => batch.forEach(({ answer }) => answer(factor)), 50);
}

function ask(text) {
  return new Promise((resolve, reject) => {
    const answer = (factor) =>
      text === "nowhere"
        ? reject(new CustomFunctions.Error(CustomFunctions.ErrorCode.notAvailable, "no such place"))
        : resolve(text.length * 1000 * factor);
    queue.push({ answer });
    if (queue.length >= 500) flush();
    else timer ??= setTimeout(flush, 20);
  });
}

CustomFunctions.associate("FIGURE", (indicator, organization, period, invocation) => {
  trial.address = invocation.address;
  return ask(`${indicator}${organization}` === "nowhere" ? "nowhere" : String(period ?? indicator));
});
CustomFunctions.associate("TABLE", async (rows, columns) =>
  Array.from({ length: rows }, (_, r) => Array.from({ length: columns }, (__, c) => (r && c ? r * c : `0${r}${c}`))),
);
CustomFunctions.associate("SUMOF", (block) => block.flat().reduce((sum, value) => sum + Number(value), 0));
await Office.onReady();
trial.isReady = true;
