/** A person at the workbook in memory, by the verbs that workbook has anyway. */
import { formulaAddress, overlaps, type Place } from "../../sheet/place.js";
import type { Hands } from "../hands.js";
import type { CellValue } from "../host.js";
import type { MemoryHost } from "./memory-host.js";

export class MemoryHands implements Hands {
  constructor(private readonly host: MemoryHost) {}

  async insertRows(sheet: string, row: number, count: number): Promise<void> {
    this.host.insertRows(sheet, row, count);
  }

  async deleteRows(sheet: string, row: number, count: number): Promise<void> {
    this.host.deleteRows(sheet, row, count);
  }

  async insertColumns(sheet: string, column: number, count: number): Promise<void> {
    for (let index = 0; index < count; index++) this.host.insertColumn(sheet, column);
  }

  async sort(place: Place, byColumn: number): Promise<void> {
    this.host.sort(formulaAddress(place), byColumn);
  }

  async move(place: Place, to: Place): Promise<void> {
    this.host.move(place, to);
  }

  async renameSheet(from: string, to: string): Promise<void> {
    this.host.renameSheet(from, to);
  }

  async deleteSheet(name: string): Promise<void> {
    this.host.deleteSheet(name);
  }

  async protect(sheet: string, isProtected: boolean): Promise<void> {
    if (isProtected) this.host.protectedSheets.add(sheet);
    else this.host.protectedSheets.delete(sheet);
  }

  async comment(place: Place, text: string): Promise<void> {
    this.host.ownComments.push({ place, text });
  }

  async comments(sheet: string): Promise<readonly string[]> {
    const ours = this.host.marks.flatMap(({ place, mark }) => (mark.note ? [{ place, text: mark.note }] : []));
    return [...this.host.ownComments, ...ours].filter(({ place }) => place.sheet === sheet).map(({ text }) => text);
  }

  async choices(cell: Place): Promise<readonly string[] | null> {
    return this.host.offered.find(({ place }) => overlaps(place, cell))?.choices ?? null;
  }

  async type(cell: Place, value: CellValue): Promise<void> {
    this.host.type(formulaAddress(cell), value);
  }
}
