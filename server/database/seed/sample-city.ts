/**
 * The invented city a new hub starts with: the same factor and seed give the same rows, on either engine.
 * Streams parents first, a few thousand rows at a time, in one transaction: the whole city or nothing.
 */
import { createHmac } from "node:crypto";
import { sql, type Kysely } from "kysely";
import { loadCodes, loadIndicators } from "../codes/load-codes.js";
import { loadRuleBook } from "../codes/load-rules.js";
import { loadDocumentTargets } from "../codes/load-targets.js";
import type { Database } from "../tables.js";
import { inTransaction } from "../transaction.js";
import { eventBatches } from "./city-events.js";
import { cityTargetBatches, figureBatches, planDocument } from "./city-figures.js";
import { CITY_ORGANIZATIONS, cityOrganization, SAMPLE_NOTE, SAMPLE_REGIONS } from "./city-organizations.js";
import { affiliationBatches, peopleBatches, type IdentityHash } from "./city-people.js";
import { planCity } from "./city-plan.js";
import { registerBatches, withAttendance } from "./city-registers.js";
import { courseBatch } from "./city-courses.js";
import { newTally } from "./city-tally.js";
import { trainingBatches } from "./city-training.js";
import { insertRows, type Batch } from "./insert-rows.js";

export interface SampleCityOptions {
  /** 1 is 12,000 enrolments of 5,000 people; 10 is ten times as much. */
  readonly factor: number;
  readonly seed: number;
  /** The hub's key for fingerprints of identity numbers: the numbers themselves are never written. */
  readonly identityKey: Uint8Array;
  /** Told after every batch how many rows are in. */
  readonly onProgress?: (rows: number) => void;
}

export interface SeedReport {
  readonly rows: Readonly<Record<string, number>>;
  readonly milliseconds: number;
}

/** Every row of the city in the order it can be inserted; nothing is kept back, so any size runs in the same memory. */
export function* cityBatches({ factor, seed, identityKey }: SampleCityOptions): Generator<Batch> {
  const hash: IdentityHash = (number) => createHmac("sha256", identityKey).update(number).digest();
  const plan = planCity(seed, factor);
  const tally = newTally();
  yield regionBatch();
  yield organizationBatch();
  yield planDocument();
  yield courseBatch(plan);
  yield* peopleBatches(plan, hash);
  yield* affiliationBatches(plan);
  yield* withAttendance(trainingBatches(plan, tally));
  yield* eventBatches(plan);
  yield* registerBatches(plan);
  yield* figureBatches(plan, tally);
  yield* cityTargetBatches(plan, tally);
}

/** Fills an empty, migrated database: code lists, indicators, the city, and the targets of five documents. */
export async function seedSampleCity(db: Kysely<Database>, options: SampleCityOptions): Promise<SeedReport> {
  const began = performance.now();
  const rows: Record<string, number> = {};
  let total = 0;
  await inTransaction(db, "示例数据", async (tx) => {
    await loadCodes(tx);
    await loadIndicators(tx);
    await loadRuleBook(tx);
    for (const batch of cityBatches(options)) {
      await insertRows(tx, batch);
      rows[batch.table] = (rows[batch.table] ?? 0) + batch.rows.length;
      options.onProgress?.((total += batch.rows.length));
    }
    await loadDocumentTargets(tx, cityOrganization("YL").id);
  });
  // Fresh tables have no statistics, and without them the first queries choose bad plans.
  await sql`analyze`.execute(db);
  return { rows, milliseconds: Math.round(performance.now() - began) };
}

function regionBatch(): Batch {
  const rows = SAMPLE_REGIONS.map(({ code, name, parent, level }) => ({
    list: "region",
    code,
    name_zh: name,
    parent,
    attrs: { level, sample: true },
  }));
  return { table: "code", rows };
}

function organizationBatch(): Batch {
  const rows = CITY_ORGANIZATIONS.map((organization) => ({
    id: organization.id,
    code: organization.code,
    uscc: organization.uscc,
    school_code: organization.schoolCode,
    name: organization.name,
    short_name: organization.shortName,
    kind: organization.kind,
    ownership: organization.ownership,
    parent_id: organization.parent === null ? null : cityOrganization(organization.parent).id,
    region: organization.region,
    industry: organization.industry,
    size: organization.kind === "enterprise" ? "medium" : null,
    founded_on: organization.foundedOn,
    note: SAMPLE_NOTE,
    valid_from: organization.foundedOn,
  }));
  return { table: "organization", rows };
}
