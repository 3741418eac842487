import { afterEach, beforeEach, expect, it } from "vitest";
import { type TestCli, testCli } from "../../support/cli.ts";
import { FakeClock } from "../../support/clock.ts";

let cli: TestCli;
beforeEach(() => {
	cli = testCli({}, new FakeClock("2026-11-24T09:00:00.000Z"));
});
afterEach(() => cli.dispose());

const ON_TIME = "2026-11-23T00:00:00.000Z";
const LONG_AGO = "2025-01-01T00:00:00.000Z";

it("what is older than the first window is told at the import, in the draft and by issue show, and listed with its reason", async () => {
	const recent = await cli.run(
		"import",
		"data/comparisons/week-1",
		"--published-at",
		ON_TIME,
	);
	expect(recent.err).not.toContain("first window");
	const old = await cli.run(
		"import",
		"data/comparisons/week-2",
		"--published-at",
		LONG_AGO,
	);
	const [, count] =
		/warning: (\d+) comparisons published before the first window, which began at 2026-11-17T09:00:00.000Z/.exec(
			old.err,
		) ?? [];
	expect(Number(count)).toBeGreaterThan(1);
	// The same files again bring nothing new, so there is nothing to warn of.
	const again = await cli.run(
		"import",
		"data/comparisons/week-2",
		"--dry-run",
		"--published-at",
		LONG_AGO,
	);
	expect(again.err).not.toContain("first window");

	const line = `passed  ${count} comparisons, all listed by --json`;
	expect((await cli.run("issue", "draft")).out).toContain(line);
	const shown = await cli.run("issue", "show");
	expect(shown.out).toContain(line);
	expect(shown.out).toContain("Published before the first window began");
	const { items } = await cli.json<{ items: { reasonCode: string }[] }>(
		"issue",
		"show",
		"--json",
	);
	expect(
		items.filter(({ reasonCode }) => reasonCode === "before-first"),
	).toHaveLength(Number(count));
});
