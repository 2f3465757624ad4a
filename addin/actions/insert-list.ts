/** Puts a register's rows in as one =HUB.LIST that spills. Never writes over anything. */
import { MOST_LISTED } from "../hub/blocks.js";
import { textLiteral } from "../sheet/function-calls.js";
import { cellAt } from "../sheet/place.js";
import { conditionsText, orderText } from "../sheet/register-words.js";
import { type Desk, inTurn } from "./desk.js";
import { askRegister, type RegisterReport, type RegisterRequest } from "./register.js";

export async function insertListFunction(desk: Desk, request: RegisterRequest): Promise<RegisterReport> {
  if (request.columns.length === 0) return { kind: "blocked", code: "NOTHING_CHOSEN" };
  return inTurn(desk, async (): Promise<RegisterReport> => {
    const most = Math.min(request.most, MOST_LISTED);
    const answer = await askRegister(desk, { ...request, most });
    if (answer.kind !== "ok") return answer;
    const start = request.at ?? (await desk.host.selection());
    const rows = answer.data.ids.length;
    const place = { ...cellAt(start.sheet, start.row, start.column), rows: rows + 1, columns: request.columns.length };
    const [cells] = await desk.host.read([place]);
    if (cells?.formulas.some((row) => row.some((content) => content !== "")))
      return { kind: "blocked", code: "PLACE_NOT_EMPTY", place };
    const texts = [
      request.register,
      request.columns.join(","),
      conditionsText(request.conditions),
      orderText(request.order),
    ];
    const formula = `=HUB.LIST(${[...texts.map(textLiteral), String(most)].join(",")})`;
    await desk.host.write([{ place: cellAt(place.sheet, place.row, place.column), values: [[formula]] }]);
    return { kind: "insertedRegister", table: "", place, rows, total: answer.data.total };
  });
}
