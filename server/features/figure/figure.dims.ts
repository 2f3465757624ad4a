/** The breakdown in a figure's identity: `funding=subsidised&sex=f`, in the order of the dimensions; empty for the whole. Pure. */

export interface Mark {
  readonly dimension: string;
  readonly code: string;
}

/** In the order of the dimensions, so that the same breakdown is the same figure however it was said. */
export const inOrder = (marks: readonly Mark[]): readonly Mark[] =>
  marks.length < 2
    ? marks
    : marks.toSorted((a, b) => (a.dimension < b.dimension ? -1 : a.dimension > b.dimension ? 1 : 0));

const escaped = (text: string): string =>
  text.replace(/[%&=]/gu, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

export function dimsKeyOf(marks: readonly Mark[]): string {
  if (marks.length === 0) return "";
  return inOrder(marks)
    .map(({ dimension, code }) => `${escaped(dimension)}=${escaped(code)}`)
    .join("&");
}

/** As people read it, after the name of a figure. */
export const dimsWords = (marks: readonly Mark[]): string =>
  marks.length === 0
    ? ""
    : `（${inOrder(marks)
        .map(({ dimension, code }) => `${dimension}=${code}`)
        .join("，")}）`;
