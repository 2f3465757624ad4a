/**
 * The invented people of the sample city: person 17 of a seed is always the same, worked out from the number alone.
 * Identity numbers start with 99 (no such region exists) and carry a valid check digit; they are hashed before anything is kept.
 */
import { checkDigitOf } from "../../domain/identity-number.js";
import { addDays } from "../../domain/local-date.js";
import { diceOf } from "./random.js";

export interface SamplePerson {
  readonly name: string;
  readonly sex: "1" | "2";
  readonly birthDate: string;
  readonly region: string;
  readonly education: string;
  readonly identityNumber: string;
}

const SURNAMES = [..."王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高梁郑谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余"] as [
  string,
  ...string[],
];
const GIVEN_M = [..."伟强磊军勇杰涛明超斌辉刚鹏浩宇轩晨凯博睿航志建国文俊泽林峰"] as [string, ...string[]];
const GIVEN_F = [..."芳娜敏静丽娟艳玲婷雪慧莹佳欣怡琳倩颖月云梅兰彤瑶悦思雨晓燕"] as [string, ...string[]];
const EDUCATIONS = ["21", "31", "31", "41", "47", "47", "61", "71"] as const;

const FIRST_BIRTHDAY = "1969-01-01";
/** Birthdays span 38 years; 5003 is coprime with it, so neighbours are not born on neighbouring days. */
const BIRTHDAYS = 13_900;
const BIRTHDAY_STRIDE = 5_003;
const REGIONS = 3;

/** Above this the numbers would repeat. */
export const MOST_PEOPLE = REGIONS * BIRTHDAYS * 500;

/** From here on, the people of the sample workbooks; the city knows only two of them already. */
export const FIRST_WORKBOOK_PERSON = MOST_PEOPLE - 1_000;

/** The workbooks are files, so their people are the same whatever the city's seed is. */
const WORKBOOK_SEED = 20261122;

export function samplePerson(seed: number, number: number): SamplePerson {
  if (number >= MOST_PEOPLE) throw new RangeError("the sample city has no more identity numbers");
  const dice = diceOf(number < FIRST_WORKBOOK_PERSON ? seed : WORKBOOK_SEED, "person", number);
  const male = dice.happens(0.52);
  const letters = male ? GIVEN_M : GIVEN_F;
  const name = dice.pick(SURNAMES) + dice.pick(letters) + (dice.happens(0.72) ? dice.pick(letters) : "");
  const region = `99010${1 + (number % REGIONS)}`;
  const birthDate = addDays(FIRST_BIRTHDAY, (Math.floor(number / REGIONS) * BIRTHDAY_STRIDE) % BIRTHDAYS);
  const order = Math.floor(number / (REGIONS * BIRTHDAYS)) * 2 + (male ? 1 : 0);
  const body = `${region}${birthDate.replaceAll("-", "")}${String(order).padStart(3, "0")}`;
  return {
    name,
    sex: male ? "1" : "2",
    birthDate,
    region,
    education: dice.pick(EDUCATIONS),
    identityNumber: body + checkDigitOf(body),
  };
}
