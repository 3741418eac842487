import { performance } from "node:perf_hooks";
import { afterEach, expect, test, vi } from "vitest";
import { costly, SHORT_REST } from "../../src/studio/costly.ts";

afterEach(() => {
	vi.restoreAllMocks();
});

test.each([
	["counted", costly<number>(), 400, 50 * 400],
	["read from files", costly<number>(SHORT_REST), 400, 5 * 400],
	["read from files at once", costly<number>(SHORT_REST), 3, 1_000],
] as const)(
	"what was %s is kept for as long as its kind says, and counted again after that or for another version",
	async (_, once, took, keptFor) => {
		let now = 0;
		vi.spyOn(performance, "now").mockImplementation(() => now);
		let counts = 0;
		const look = (version: string) =>
			once(1, version, async () => {
				now += took;
				return ++counts;
			});
		expect(await look("a")).toBe(1);
		now += keptFor - 1;
		expect(await look("a")).toBe(1);
		now += 1;
		expect(await look("a")).toBe(2);
		expect(await look("b")).toBe(3);
	},
);
