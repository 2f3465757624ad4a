import { expect, test } from "@jest/globals";
import { maskName, maskPersonal } from "../../../server/domain/personal.js";

test.each([
  ["王某", "王**"],
  ["王", "王**"],
  ["欧阳某", "欧阳**"],
  ["欧阳", "欧**"],
  ["Anna Example", "A**"],
  ["阿某·某某", "阿**"],
  ["𠮷某", "𠮷**"],
])("of %s is shown %s", (name, shown) => {
  expect(maskName(name)).toBe(shown);
});

test("of a month of birth the year is shown, of digits and places nothing, of nothing nothing", () => {
  expect(maskPersonal("birth", "1990-05")).toBe("1990");
  expect([maskPersonal("digits", "1234"), maskPersonal("contact", "990101")]).toEqual([null, null]);
  expect(maskPersonal("name", null)).toBe(null);
});
