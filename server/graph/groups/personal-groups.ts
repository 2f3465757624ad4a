/** The personal fields a grouped question divides or measures by: those need a purpose, and rows whose persons may be shown. */
import type { Compilation } from "../compile.js";
import { columnOf, type Reach, type Register } from "../register.js";
import type { Question } from "./question.js";

export function personalOf(
  c: Compilation,
  register: Register,
  { dimensions, measures }: Question,
): readonly { readonly to: Register; readonly name: string }[] {
  const reached: Reach[] = [
    ...dimensions.flatMap(({ spec }) => ("of" in spec.division ? [spec.division.of] : [])),
    ...measures.flatMap(({ of }) => (of?.is === "value" ? [of.column] : [])),
  ];
  return reached.flatMap(({ path, column }) => {
    const to = path.reduce((from, step) => c.book.get(from.one?.[step]?.to ?? from.name), register);
    return Object.entries(to.fields).flatMap(([name, spec]) =>
      spec.personal !== undefined && columnOf(name, spec) === column ? [{ to, name }] : [],
    );
  });
}

export function dividesByPersonal(c: Compilation, register: Register, question: Question): boolean {
  return personalOf(c, register, question).length > 0;
}
