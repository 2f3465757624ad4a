/**
 * The brand ramp as Fluent themes, light and dark, with the colours of meaning beside Fluent's own tokens.
 * Every pair here holds 4.5:1; meaning is never left to colour alone, so views always add a word.
 */
import { type BrandVariants, createDarkTheme, createLightTheme, type Theme } from "@fluentui/react-components";

const brand: BrandVariants = {
  10: "#021517",
  20: "#042428",
  30: "#063238",
  40: "#063F46",
  50: "#07484F",
  60: "#084D55",
  70: "#08525A",
  80: "#0B6670",
  90: "#237882",
  100: "#3B8A93",
  110: "#5A9CA4",
  120: "#7CB1B7",
  130: "#8FC1C6",
  140: "#A9D3D6",
  150: "#CBE4E6",
  160: "#E4F2F3",
};

/** The first name is a face of the middle dot alone (taskpane.css): in a Chinese font it is a full-width hole. */
export const FONT =
  '"Xunshu Dot","Segoe UI Variable Text","Segoe UI","Microsoft YaHei UI","Microsoft YaHei","PingFang SC","HarmonyOS Sans SC","Noto Sans CJK SC","Noto Sans SC",sans-serif';

/** Colours Fluent has no token for; each becomes a CSS variable of the same name. */
interface Meanings {
  readonly badText: string;
  readonly badFill: string;
  readonly badLine: string;
  readonly warnText: string;
  readonly warnFill: string;
  readonly warnLine: string;
  readonly infoText: string;
  readonly infoFill: string;
  readonly infoLine: string;
  readonly conflictText: string;
  readonly conflictFill: string;
  readonly conflictLine: string;
  readonly goodText: string;
  readonly goodFill: string;
  readonly goodLine: string;
  readonly ring: string;
}

const lightMeanings: Meanings = {
  badText: "#A3241C",
  badFill: "#FDECEA",
  badLine: "#E9B4AE",
  warnText: "#7A4B00",
  warnFill: "#FFF4D6",
  warnLine: "#E6C97A",
  infoText: "#0F548C",
  infoFill: "#E8F1FA",
  infoLine: "#B3D1EC",
  conflictText: "#5A2D91",
  conflictFill: "#EFE7F8",
  conflictLine: "#CDB6E8",
  goodText: "#0B6670",
  goodFill: "#E4F2F3",
  goodLine: "#A9D3D6",
  ring: "#000000",
};

const darkMeanings: Meanings = {
  badText: "#F7B5AE",
  badFill: "#3F1512",
  badLine: "#8A3A33",
  warnText: "#F5D48A",
  warnFill: "#382400",
  warnLine: "#7D5B12",
  infoText: "#A9CFF2",
  infoFill: "#0D2A44",
  infoLine: "#2F5F8C",
  conflictText: "#D3BDEF",
  conflictFill: "#2A1645",
  conflictLine: "#6A4A95",
  goodText: "#8FC1C6",
  goodFill: "#052B30",
  goodLine: "#237882",
  ring: "#FFFFFF",
};

const rounded = { borderRadiusSmall: "2px", borderRadiusMedium: "4px", borderRadiusLarge: "6px" };

export const lightTheme: Theme & Meanings = {
  ...createLightTheme(brand),
  ...rounded,
  ...lightMeanings,
  fontFamilyBase: FONT,
  colorNeutralForeground3: "#5C5C5C",
  colorNeutralStrokeAccessible: "#767676",
};

export const darkTheme: Theme & Meanings = {
  ...createDarkTheme(brand),
  ...rounded,
  ...darkMeanings,
  fontFamilyBase: FONT,
  colorBrandForeground1: brand[120],
  colorBrandForeground2: brand[130],
};
