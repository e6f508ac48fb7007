const test = "\\.test\\.ts$|^test/";

/** What each part may import besides itself. What is not listed here is forbidden. */
const layers = {
  i18n: [],
  model: ["^src/i18n/"],
  "engines/spark/connect": [],
  engines: ["^src/(model|i18n)/"],
  sources: ["^src/(model|i18n)/", "^src/engines/engine\\.ts$"],
  sinks: ["^src/(model|i18n)/", "^src/engines/engine\\.ts$"],
  generator: ["^src/(model|i18n)/", "^src/engines/duckdb/instance\\.ts$"],
  pipelines: ["^src/(model|i18n|engines|sources|sinks)/"],
  server: ["^src/(model|i18n|engines|sources|sinks|generator|pipelines)/"],
  cli: ["^src/"],
};

const layerRules = Object.entries(layers).map(([name, allowed]) => ({
  name: `${name.replaceAll("/", "-")}-imports`,
  comment: "Imports go one way: cli, server -> pipelines -> engines | sources | sinks -> model. See CONTRIBUTING.md.",
  severity: "error",
  from: { path: `^src/${name}/`, pathNot: test },
  to: {
    path: "^(src|web|bench|scripts)/",
    pathNot: [`^src/${name}/`, ...allowed],
    // i18n speaks about the model's ids, so it may take their types and nothing that runs.
    ...(name === "i18n" ? { dependencyTypesNot: ["type-only"] } : {}),
  },
}));

/** @type {import("dependency-cruiser").IConfiguration} */
module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: "i18n-types-of-model-only",
      comment: "i18n may name the types of the model, not those of other parts.",
      severity: "error",
      from: { path: "^src/i18n/", pathNot: test },
      to: { path: "^(src|web|bench|scripts)/", pathNot: "^src/(i18n|model)/", dependencyTypes: ["type-only"] },
    },
    {
      name: "part-of-no-layer",
      comment:
        "A file of src outside the listed folders has no rules: put it into one, or give its folder a line above.",
      severity: "error",
      from: {},
      to: { path: "^src/", pathNot: `^src/(${Object.keys(layers).join("|")})/` },
    },
    {
      name: "nothing-imports-cli",
      comment: "In src the layers above forbid it; bench and scripts run the command as their users do, as a process.",
      severity: "error",
      from: { pathNot: ["^src/", test] },
      to: { path: "^src/cli/" },
    },
    {
      name: "web-imports-types-only",
      comment: "The console talks to the server through its API client; of src it knows the types.",
      severity: "error",
      from: { path: "^web/", pathNot: test },
      to: { path: "^src/", dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-tests-in-code",
      severity: "error",
      from: { pathNot: test },
      to: { path: test },
    },
    {
      name: "no-cycles",
      comment: "Types may refer to each other; code that runs may not.",
      severity: "error",
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ["type-only"] } },
    },
    {
      name: "no-orphans",
      severity: "error",
      from: {
        orphan: true,
        path: "^(src|web)/",
        pathNot: [
          test,
          "^src/cli/main\\.ts$",
          "\\.d\\.ts$",
          "^web/(main\\.tsx|vite\\.config\\.ts)$",
          "\\.(html|svg|json)$",
        ],
      },
      to: {},
    },
    {
      name: "no-dev-dependencies",
      comment: "What src needs must be installed with the package.",
      severity: "error",
      from: { path: "^(src|bin)/", pathNot: test },
      to: { dependencyTypes: ["npm-dev"], dependencyTypesNot: ["type-only"] },
    },
    {
      name: "no-undeclared",
      comment: "An import that cannot be found, or a package that package.json does not name.",
      severity: "error",
      from: { pathNot: "^bin/" },
      to: { dependencyTypes: ["npm-no-pkg", "npm-unknown", "unknown", "undetermined"] },
    },
  ],
  options: {
    exclude: { path: "^(dist|coverage|results|resultados|bench/\\.)" },
    doNotFollow: { path: "^node_modules/" },
    tsPreCompilationDeps: "specify",
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "node", "default", "types"] },
  },
};
