/** A page of pages: 50 colleges × 10 classes × 10 enrolments with their persons, the hub beside its peers. */
import { benchDatabase } from "./data.js";
import { nestedQuestion, startNestedBare, startPeers } from "./reading.js";
import { runReadingCase } from "./reading-case.js";
import { ROWS } from "./settings.js";

const database = await benchDatabase(ROWS);
const peers = await startPeers(database.url, startNestedBare);
try {
  await runReadingCase({
    name: "nested",
    title: "Nested page: 50 organizations × 10 activities × 10 enrolments with person",
    database,
    question: nestedQuestion(peers.hub.url, peers.postgraphile.url, peers.bare.url),
    goals: [2, 0.7],
    leastBytes: 100_000,
  });
} finally {
  await peers.stop();
}
