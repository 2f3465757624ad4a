/** A filtered, ordered page of 100 enrolments somewhere deep in the register, another place with every request. */
import { benchDatabase } from "./data.js";
import { deepPlaces, learnPeerCursor, pageQuestion, startPageBare, startPeers } from "./reading.js";
import { runReadingCase } from "./reading-case.js";
import { ROWS } from "./settings.js";

const database = await benchDatabase(ROWS);
const places = await deepPlaces(database.url, 2000);
const peers = await startPeers(database.url, startPageBare);
try {
  await learnPeerCursor(peers.postgraphile.url);
  await runReadingCase({
    name: "deep-page",
    title: "Filtered, ordered page of 100 enrolments behind a deep cursor",
    database,
    question: pageQuestion(places, peers.hub.url, peers.postgraphile.url, peers.bare.url),
    goals: [1.5, 0.7],
    leastBytes: 5_000,
    notes: [
      `${places.length} cursors in turn, all over the middle of the register: more than any party keeps answers or plans for`,
    ],
  });
} finally {
  await peers.stop();
}
