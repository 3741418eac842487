import { expect, test } from "vitest";
import { stampOf } from "../../src/studio/version.ts";
import { issueContent } from "./content.ts";
import { comingIssue } from "./world.ts";

const coming = comingIssue(issueContent());

test("the passing of time alone changes nothing", () => {
	const later = comingIssue(
		issueContent({
			windowStart: "2026-11-17T05:00:00.500Z",
			windowEnd: "2026-11-24T05:00:00.500Z",
		}),
	);
	expect(stampOf(later, "a")).toBe(stampOf(coming, "a"));
});

test.each([
	["a template", coming, "b"],
	["the content", comingIssue(issueContent({ subject: "Skip both" })), "a"],
	["a reason", { ...coming, items: coming.items.slice(1) }, "a"],
	["the state", { ...coming, issue: null }, "a"],
	[
		"what blocks it",
		{ ...coming, content: null, blocked: "A thin week." },
		"a",
	],
])("%s changes it", (_, changed, hash) => {
	expect(stampOf(changed, hash)).not.toBe(stampOf(coming, "a"));
});
