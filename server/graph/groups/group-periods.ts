/** Periods in SQL: a day becomes the first day of its period, and that day the period's code, as server/domain/period.ts writes it. */
import { sql, type RawBuilder } from "kysely";
import type { PeriodGrain } from "../register.js";

type Fragment = RawBuilder<unknown>;

/** The first day of the period that holds a day. Interval arithmetic only, so endless dates stay endless. */
export function periodStart(grain: PeriodGrain, day: Fragment): Fragment {
  // As a timestamp without zone: of a plain date the server would make an instant first, and that is slow.
  const at = sql`${day}::timestamp`;
  const schoolYear = sql`(date_trunc('year', ${at} - interval '8 months') + interval '8 months')`;
  const year = sql`date_trunc('year', ${at})`;
  switch (grain) {
    case "DAY":
      return sql`${day}::date`;
    case "MONTH":
      return sql`date_trunc('month', ${at})::date`;
    case "QUARTER":
      return sql`date_trunc('quarter', ${at})::date`;
    case "HALF":
      return sql`(case when ${at} < ${year} + interval '6 months' then ${year} else ${year} + interval '6 months' end)::date`;
    case "YEAR":
      return sql`${year}::date`;
    case "SCHOOL_YEAR":
      return sql`${schoolYear}::date`;
    case "TERM":
      return sql`(case when ${at} < ${schoolYear} + interval '5 months' then ${schoolYear}
        else ${schoolYear} + interval '5 months' end)::date`;
  }
}

/** The code of the period that starts on a day. */
export function periodCode(grain: PeriodGrain, start: Fragment): Fragment {
  const written = (form: string): Fragment => sql`to_char(${start}::timestamp, ${sql.lit(form)})`;
  switch (grain) {
    case "DAY":
      return written("YYYY-MM-DD");
    case "MONTH":
      return written('YYYY"M"MM');
    case "QUARTER":
      return written('YYYY"Q"Q');
    case "HALF":
      return sql`${written('YYYY"H"')} || case when extract(month from ${start}) < 7 then '1' else '2' end`;
    case "YEAR":
      return written("YYYY");
    case "SCHOOL_YEAR":
      return written('"SY"YYYY');
    case "TERM":
      return sql`case when extract(month from ${start}) = 9 then ${written('YYYY"T1"')}
        else to_char(${start}::timestamp - interval '1 year', 'YYYY"T2"') end`;
  }
}

/** The start of the same period one year earlier; 29 February becomes the 28th. */
export function yearEarlier(start: Fragment): Fragment {
  return sql`(${start} - interval '1 year')::date`;
}

/** The first day of the year, or of the school year for its own periods, that a period belongs to. */
export function eraOf(grain: PeriodGrain, start: Fragment): Fragment {
  return periodStart(grain === "SCHOOL_YEAR" || grain === "TERM" ? "SCHOOL_YEAR" : "YEAR", start);
}
