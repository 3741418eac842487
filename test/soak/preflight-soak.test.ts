import { expect, test } from "vitest";
import { soakPreflight } from "./preflight-soak.ts";

test("no ordinary issue is blocked, whatever tools, reviewers, editors and readers write", async () => {
	const report = await soakPreflight({
		issues: 3,
		seed: 7,
		browserEvery: 0,
		say: () => {},
	});
	expect(report.blocks).toEqual([]);
	expect(report.unplaced).toBe(0);
	expect(report.refused).toBe(0);
	expect(report.copies).toBeGreaterThan(18);
});
