import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		root: fileURLToPath(new URL("..", import.meta.url)),
		include: ["test/**/*.test.{ts,tsx}"],
		reporters: [
			"default",
			fileURLToPath(new URL("support/closing-line.ts", import.meta.url)),
		],
		globalSetup: ["test/support/start-postgres.ts"],
		// The files of a worker share what takes seconds to start.
		isolate: false,
		// As the launcher sets it: the development build of React takes twice as long.
		env: { NODE_ENV: "production" },
		// Much of a test's time is waiting for a process, a browser or the disk.
		maxWorkers: 3,
		testTimeout: 240_000,
		hookTimeout: 240_000,
		// An unhandled rejection or a test left behind is a failure, never a warning.
		dangerouslyIgnoreUnhandledErrors: false,
		allowOnly: false,
	},
});
