import { expect, it } from "vitest";
import { timeLeft } from "../../../src/cli/terminal/progress.ts";

it.each([
	[100, 0, 5_000, ""],
	[100, 50, 1_000, ""],
	[0, 100, 9_000, ""],
	[100, 100, 10_000, "10 s left"],
	[90_000, 10_000, 60_000, "9 min left"],
])(
	"the time left for %i recipients, after %i in %i ms, is shown as %j",
	(open, done, ms, text) => {
		expect(timeLeft(open, done, ms)).toBe(text);
	},
);
