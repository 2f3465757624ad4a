/**
 * Adds up a column of any length exactly. Nearly every cell is a whole number or a short fraction: those are added as
 * millionths in a safe integer, the rest as decimals.
 */
import { addDecimals, type DecimalText } from "../../domain/decimal.js";

const SHORT = /^-?\d{1,9}(\.\d{1,6})?$/u;
const MOST = 8e15;

export class ColumnSum {
  private millionths = 0;
  private rest: DecimalText = "0";

  add(value: DecimalText): void {
    if (!SHORT.test(value)) {
      this.rest = addDecimals(this.rest, value);
      return;
    }
    this.millionths += millionthsOf(value);
    if (Math.abs(this.millionths) > MOST) this.settle();
  }

  total(): DecimalText {
    this.settle();
    return this.rest;
  }

  private settle(): void {
    this.rest = addDecimals(this.rest, decimalOfMillionths(this.millionths));
    this.millionths = 0;
  }
}

function millionthsOf(value: string): number {
  const point = value.indexOf(".");
  if (point < 0) return Number(value) * 1e6;
  const whole = Number(value.slice(0, point)) * 1e6;
  const part = Number(value.slice(point + 1).padEnd(6, "0"));
  return value.startsWith("-") ? whole - part : whole + part;
}

function decimalOfMillionths(millionths: number): DecimalText {
  const digits = String(Math.abs(millionths)).padStart(7, "0");
  return `${millionths < 0 ? "-" : ""}${digits.slice(0, -6)}.${digits.slice(-6)}`;
}
