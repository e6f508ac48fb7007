import { availableParallelism } from "node:os";
import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["src/**/*.test.ts", "web/**/*.test.ts", "test/**/*.test.ts", "bench/**/*.test.ts"],
    // Long enough for a test that starts the command or a browser on a slow machine, short enough to end a hang.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    // Those that wait for a service leave the other core to the rest.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    // Tests leave nothing in the history of whoever runs them.
    env: { VITRINA_HOME: "off" },
    restoreMocks: true,
  },
});
