/** The rows a register's rows point to, each joined once and to-one: a join never makes two rows of one. */
import { sql, type RawBuilder } from "kysely";
import type { Compilation } from "../compile.js";
import { allOf } from "../filters.js";
import type { Reach, Register } from "../register.js";

type Fragment = RawBuilder<unknown>;

export class ToOneJoins {
  private readonly known = new Map<string, { readonly alias: string; readonly register: Register }>();
  private readonly parts: Fragment[] = [];

  constructor(
    private readonly c: Compilation,
    private readonly register: Register,
    readonly row: string,
  ) {}

  /** The alias of the row at the end of the path. */
  readonly to = (...path: string[]): string => this.at(path).alias;

  /** The register at the end of the path. */
  registerAt(path: readonly string[]): Register {
    return this.at(path).register;
  }

  column({ path, column }: Reach): Fragment {
    return sql.ref(`${this.to(...path)}.${column}`);
  }

  /** Another left join; it must find at most one row. */
  add(join: Fragment): void {
    this.parts.push(join);
  }

  get sql(): Fragment {
    return this.parts.length === 0 ? sql`` : sql.join(this.parts, sql` `);
  }

  private at(path: readonly string[]): { readonly alias: string; readonly register: Register } {
    const last = path.at(-1);
    if (last === undefined) return { alias: this.row, register: this.register };
    const key = path.join(".");
    const known = this.known.get(key);
    if (known) return known;
    const from = this.at(path.slice(0, -1));
    const one = from.register.one?.[last];
    if (!one) throw new Error(`${from.register.name} does not describe ${last}`);
    const register = this.c.book.get(one.to);
    const alias = this.c.alias();
    const on = one.on.map(([own, other]) => sql`${sql.ref(`${alias}.${other}`)} = ${sql.ref(`${from.alias}.${own}`)}`);
    // What is joined is counted under its own subject; of the row's own, the row was counted already.
    if (register.subject !== this.register.subject) on.push(...this.c.countable(register, alias));
    this.parts.push(sql`left join ${this.c.tableOf(register)} as ${sql.table(alias)} on ${allOf(on)}`);
    const found = { alias, register };
    this.known.set(key, found);
    return found;
  }
}
