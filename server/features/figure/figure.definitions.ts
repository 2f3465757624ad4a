/**
 * Which dated definition makes a figure: the one in force on the last day of its period, or today while it runs. So a
 * year that has closed keeps the number it was published with when a definition changes, and the answer says which one it
 * was; whoever wants the old year by the new definition dates that version back.
 */
import { sql, type Kysely } from "kysely";
import type { Database } from "../../database/tables.js";
import { addDays, type LocalDate } from "../../domain/local-date.js";
import type { Period } from "../../domain/period.js";
import { catalogueOf, loadCatalogue, type Catalogue, type IndicatorEntry } from "../indicator/indicator.catalogue.js";

interface VersionRow {
  readonly code: string;
  readonly version: number;
  readonly kind: IndicatorEntry["kind"];
  readonly formula: string | null;
  readonly validFrom: LocalDate;
}

export interface DefinitionInForce {
  readonly version: number;
  /** Null for one that holds since ever. */
  readonly validFrom: LocalDate | null;
  readonly formula: string | null;
}

/** Before every period: a version from then on holds for all time. */
const EVER: LocalDate = "1900-01-01";

/** The catalogue as it is, and as it was on earlier days. */
export class Definitions {
  private readonly byDay = new Map<string, Catalogue>();

  constructor(
    readonly now: Catalogue,
    /** Of each indicator, oldest first. */
    private readonly versions: ReadonlyMap<string, readonly VersionRow[]>,
  ) {}

  /** What was in force for a period, seen from a day. */
  at(period: Period, today: LocalDate): Catalogue {
    return this.on(lastDayOf(period, today));
  }

  inForce(entry: IndicatorEntry, period: Period, today: LocalDate): DefinitionInForce {
    const row = versionOn(this.versions.get(entry.code) ?? [], lastDayOf(period, today));
    if (row === undefined) return { version: entry.version, validFrom: null, formula: entry.formula };
    return { version: row.version, validFrom: row.validFrom <= EVER ? null : row.validFrom, formula: row.formula };
  }

  private on(day: LocalDate): Catalogue {
    const differing: VersionRow[] = [];
    for (const [code, rows] of this.versions) {
      const row = versionOn(rows, day);
      const now = this.now.get(code);
      if (row !== undefined && now !== undefined && (row.formula !== now.formula || row.kind !== now.kind))
        differing.push(row);
    }
    if (differing.length === 0) return this.now;
    const name = differing.map(({ code, version }) => `${code} ${version}`).join(" ");
    let catalogue = this.byDay.get(name);
    if (catalogue === undefined) {
      const older = new Map(differing.map((row) => [row.code, row]));
      const rows = [...this.now.values()].filter((entry) => entry.part === undefined);
      catalogue = catalogueOf(
        rows.map((entry) => {
          const row = older.get(entry.code);
          return row === undefined ? entry : { ...entry, kind: row.kind, formula: row.formula, version: row.version };
        }),
      );
      this.byDay.set(name, catalogue);
    }
    return catalogue;
  }
}

const lastDayOf = ({ to }: Period, today: LocalDate): LocalDate => (to <= today ? addDays(to, -1) : today);

/** The latest that had begun; before all of them, the first. */
const versionOn = (rows: readonly VersionRow[], day: LocalDate): VersionRow | undefined =>
  rows.findLast(({ validFrom }) => validFrom <= day) ?? rows[0];

const kept = new WeakMap<Catalogue, Promise<Definitions>>();

/** Versions are read with each reading of the catalogue, so they are as fresh as it is. */
export async function loadDefinitions(tx: Kysely<Database>, codes: readonly string[]): Promise<Definitions> {
  const catalogue = await loadCatalogue(tx, codes);
  let definitions = kept.get(catalogue);
  if (definitions === undefined) {
    definitions = readVersions(tx).then((versions) => new Definitions(catalogue, versions));
    kept.set(catalogue, definitions);
    definitions.catch(() => kept.delete(catalogue));
  }
  return definitions;
}

/** Only indicators that ever changed: the others are what the catalogue says. */
async function readVersions(tx: Kysely<Database>): Promise<ReadonlyMap<string, readonly VersionRow[]>> {
  const { rows } = await sql<VersionRow>`
    select indicator as code, version, kind, formula, to_char(valid_from, 'YYYY-MM-DD') as "validFrom" from indicator_version
    where indicator in (select indicator from indicator_version group by 1 having count(*) > 1)
    order by indicator, valid_from, version`.execute(tx);
  const versions = new Map<string, VersionRow[]>();
  for (const row of rows) {
    const known = versions.get(row.code);
    if (known === undefined) versions.set(row.code, [row]);
    else known.push(row);
  }
  return versions;
}
