/** What the compiler cannot see: settings read in one place, hosts named in one place, nothing given up as `any`. */
import js from "@eslint/js";
import tseslint from "typescript-eslint";

const environment = {
  object: "process",
  property: "env",
  message: "Settings are read in server/config.ts alone and handed on.",
};
const office = ["Office", "Excel", "OfficeExtension"].map((name) => ({
  name,
  message: "Office.js is spoken in addin/host/excel alone: go through the host port.",
}));
const customFunctions = {
  name: "CustomFunctions",
  message: "Custom functions are registered in addin/functions and addin/host/excel alone.",
};

export default tseslint.config(
  { ignores: ["dist/", "node_modules/", "schema/generated/", "coverage/", "test-results/"] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    languageOptions: { ecmaVersion: 2024, sourceType: "module" },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "@typescript-eslint/no-explicit-any": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
      "@typescript-eslint/consistent-type-imports": ["error", { fixStyle: "inline-type-imports" }],
      "no-restricted-properties": ["error", environment],
      "no-restricted-globals": ["error", ...office, customFunctions],
      eqeqeq: ["error", "always", { null: "ignore" }],
      "no-console": "error",
      "prefer-const": "error",
      // Cells hold control characters, and taking them out is what such an expression is for.
      "no-control-regex": "off",
      // The compiler knows every name; this rule does not know types.
      "no-undef": "off",
    },
  },
  {
    files: ["server/**/*.ts", "addin/**/*.{ts,tsx}", "test/**/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      // A promise nobody waits for is an error nobody hears of.
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/no-misused-promises": ["error", { checksVoidReturn: { attributes: false } }],
      "@typescript-eslint/await-thenable": "error",
    },
  },
  {
    // TypeGraphQL reads a class's types as the program runs: such an import is more than a type.
    files: ["server/**/*.ts"],
    rules: { "@typescript-eslint/consistent-type-imports": "off" },
  },
  {
    files: ["server/config.ts", "test/**", "scripts/**", "*.js", "*.cjs", "vite.config.ts"],
    rules: { "no-restricted-properties": "off", "no-console": "off" },
  },
  { files: ["server/main.ts"], rules: { "no-console": "off" } },
  { files: ["addin/**"], rules: { "no-console": ["error", { allow: ["warn", "error"] }] } },
  {
    files: ["addin/host/excel/**", "addin/playground/{officejs,trial-pane}/**", "addin/public/**", "test/**"],
    rules: { "no-restricted-globals": "off" },
  },
  { files: ["addin/functions/**"], rules: { "no-restricted-globals": ["error", ...office] } },
  { files: ["**/*.cjs"], rules: { "@typescript-eslint/no-require-imports": "off" } },
);
