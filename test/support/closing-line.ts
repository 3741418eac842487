import type { Reporter, TestModule } from "vitest/node";

/** Ends the run with one line for scripts: "12 passed, 0 failed, 0 skipped". */
export default class ClosingLine implements Reporter {
	onTestRunEnd(modules: readonly TestModule[]): void {
		const counts = { passed: 0, failed: 0, skipped: 0, pending: 0 };
		for (const module of modules) {
			for (const test of module.children.allTests())
				counts[test.result().state]++;
			// A file that could not be loaded has no tests to count.
			if (module.errors().length > 0) counts.failed++;
		}
		const { passed, failed, skipped, pending } = counts;
		console.log(
			`${passed} passed, ${failed} failed, ${skipped + pending} skipped`,
		);
	}
}
