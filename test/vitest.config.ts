import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		root: new URL("..", import.meta.url).pathname,
		include: ["test/**/*.test.{ts,tsx}"],
		testTimeout: 30_000,
		hookTimeout: 60_000,
		// An unhandled rejection or a test left behind is a failure, never a warning.
		dangerouslyIgnoreUnhandledErrors: false,
		allowOnly: false,
	},
});
