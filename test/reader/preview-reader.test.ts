import { expect, test } from "vitest";
import { returningReader } from "../../src/reader/preview-reader.ts";
import { awayReader } from "../../templates/sample-away.ts";
import { sampleEnvelope, sampleIssue } from "../../templates/samples.ts";
import { renderer } from "../render/sample.ts";
import { weekIssue } from "../render/week-issues.ts";

test("the readers who were away, in the preview and in the samples, get what only such readers get, in both formats and parts", async () => {
	const site = "https://digest.example.com";
	const issue = weekIssue("two flips");
	for (const [content, reader] of [
		[issue, returningReader(site, issue)],
		[sampleIssue, awayReader],
	] as const) {
		const open = renderer.open(await renderer.compile(content), sampleEnvelope);
		for (const format of ["full", "brief"] as const) {
			const copy = { ...reader, format };
			const [html, text] = [open.html(copy), open.text(copy)];
			const { flips, issuesUrl } = reader.away ?? { flips: [] };
			expect(flips).toHaveLength(2);
			expect(html).toContain("While you were away");
			expect(text).toContain("WHILE YOU WERE AWAY");
			for (const part of [html, text]) {
				expect(part).toContain(issuesUrl);
				expect(part).toContain("Bookmarked: ");
				for (const { name, change } of flips) {
					expect(part).toContain(name);
					expect(part).toContain(change);
				}
			}
		}
	}
});

test("the reader who was away has nothing to read of in an issue without a known verdict", () => {
	const issue = weekIssue("nothing known");
	const reader = returningReader("https://digest.example.com", issue);
	expect(reader.away).toBeUndefined();
	expect(reader.bookmarks).toEqual([]);
});
