import type { SerializedError } from "vitest";
import type { Reporter, TestModule } from "vitest/node";

/**
 * Ends the run with one line for scripts: "12 passed, 0 failed, 0 skipped". What
 * failed outside of a test, as a process that died, counts as failed. So does a
 * test that did not run without having been skipped.
 */
export default class ClosingLine implements Reporter {
	onTestRunEnd(
		modules: readonly TestModule[],
		errors: readonly SerializedError[],
	): void {
		const counts = { passed: 0, failed: errors.length, skipped: 0, pending: 0 };
		for (const module of modules) {
			for (const test of module.children.allTests())
				counts[test.result().state]++;
			// A file that could not be loaded has no tests to count.
			if (module.errors().length > 0) counts.failed++;
		}
		const { passed, skipped, pending } = counts;
		const failed = counts.failed + pending;
		console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`);
		if (failed === 0) return;
		// Whatever else ends this process, and with whatever code.
		process.on("exit", () => {
			process.exitCode = 1;
		});
	}
}
