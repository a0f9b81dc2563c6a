import eslint from "@eslint/js";
import tseslint from "typescript-eslint";

/** Paths of the workspace's APIs, which stand in one room. */
const API_PATHS = ["Literal[value=PATH]", "TemplateElement[value.raw=PATH]"].map((selector) => ({
  selector: selector.replace("PATH", "/^\\u002f?(api\\u002f[12]\\.|oidc\\u002f|sql\\u002f(1\\.0|protocolv1))/"),
  message: "Paths of Databricks' APIs stand in lib/databricks/, one file an API area: ask through it.",
}));

export default tseslint.config(
  { ignores: ["node_modules", "**/cdktf.out", "**/dist", "coverage"] },
  eslint.configs.recommended,
  {
    files: ["**/*.ts"],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_" }],
      "@typescript-eslint/switch-exhaustiveness-check": ["error", { considerDefaultExhaustiveForUnions: true }],
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true, allowBoolean: true }],
    },
  },
  {
    files: ["lib/**/*.ts", "scripts/**/*.ts", "stacks/**/*.ts", "constructs/**/*.ts", "profiles/**/*.ts"],
    ignores: ["lib/databricks/**"],
    rules: { "no-restricted-syntax": ["error", ...API_PATHS] },
  },
  {
    files: ["**/*.js", "**/*.mjs"],
    languageOptions: {
      globals: {
        require: "readonly",
        module: "writable",
        process: "readonly",
        console: "readonly",
        __dirname: "readonly",
      },
    },
  },
);
