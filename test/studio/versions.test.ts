import { expect, test } from "vitest";
import { versionOf } from "../../src/studio/versions.ts";
import { issueContent } from "./content.ts";
import { upcomingIssue } from "./world.ts";

const upcoming = upcomingIssue(issueContent());

test("the version does not change when only time has passed", () => {
	const later = upcomingIssue(
		issueContent({
			windowStart: "2026-11-17T05:00:00.500Z",
			windowEnd: "2026-11-24T05:00:00.500Z",
		}),
	);
	expect(versionOf(later, "a")).toBe(versionOf(upcoming, "a"));
});

test.each([
	["a template", upcoming, "b"],
	["the content", upcomingIssue(issueContent({ subject: "Skip both" })), "a"],
	["a reason", { ...upcoming, items: upcoming.items.slice(1) }, "a"],
	["the state", { ...upcoming, issue: null }, "a"],
	[
		"what blocks the issue",
		{ ...upcoming, content: null, blocked: "A thin week." },
		"a",
	],
])("the version changes with %s", (_, changed, hash) => {
	expect(versionOf(changed, hash)).not.toBe(versionOf(upcoming, "a"));
});
