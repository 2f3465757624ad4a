/** Three tiers of tests, one project each: pure words, the hub's API on a real engine, the pages in a real browser. */
const shared = {
  rootDir: ".",
  testEnvironment: "node",
  modulePathIgnorePatterns: ["<rootDir>/dist/"],
  extensionsToTreatAsEsm: [".ts", ".tsx"],
  moduleNameMapper: { "^(\\.{1,2}/.*)\\.js$": "$1" },
  transform: { "^.+\\.tsx?$": ["@swc/jest"] },
  setupFiles: ["<rootDir>/test/support/setup.ts"],
};

/** Preparing a database or opening a browser takes longer than a test should; a test that hangs still ends. */
const patience = { unit: 10_000, api: 60_000, browser: 120_000 };

export default {
  projects: ["unit", "api", "browser"].map((tier) => ({
    ...shared,
    displayName: tier,
    testTimeout: patience[tier],
    testMatch: [`<rootDir>/test/${tier}/**/*.test.ts`],
  })),
};
