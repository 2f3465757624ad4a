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

export default {
  // Preparing a database or opening a browser takes longer than a test should; a test that hangs still ends.
  testTimeout: 90_000,
  projects: ["unit", "api", "browser"].map((tier) => ({
    ...shared,
    displayName: tier,
    testMatch: [`<rootDir>/test/${tier}/**/*.test.ts`],
  })),
};
