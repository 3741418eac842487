import { expect, it } from "vitest";
import type { IssueContent } from "../../../src/issue/content/content.ts";
import { describeChanges } from "../../../src/issue/differences/describe-changes.ts";
import { issueContent } from "../../studio/content.ts";

/** The issue with other facts of the first tool. */
function withLeft(
	content: IssueContent,
	facts: Partial<IssueContent["leads"][number]["left"]>,
): IssueContent {
	const [first, ...rest] = content.leads;
	if (!first) throw new Error("the sample issue has no lead");
	return {
		...content,
		leads: [{ ...first, left: { ...first.left, ...facts } }, ...rest],
	};
}

const nameOf = (content: IssueContent) => content.leads[0]?.left.name;

it("a price that changed is one fact, though an earlier issue’s price is told beside it", () => {
	const before = withLeft(issueContent(), { entryPrice: "Free" });
	const after = withLeft(before, { entryPrice: "$20", priceBefore: "Free" });
	expect(describeChanges(before, after)).toEqual([
		`Price of ${nameOf(before)}: Free → $20`,
	]);
	expect(describeChanges(after, before)).toEqual([
		`Price of ${nameOf(before)}: $20 → Free`,
	]);
});

it("another price of an earlier issue is called so, where the price is the same", () => {
	const before = withLeft(issueContent(), { entryPrice: "$20" });
	const after = withLeft(before, { priceBefore: "$15" });
	expect(describeChanges(before, after)).toEqual([
		`Price of ${nameOf(before)} in an earlier issue: $20 → $15`,
	]);
});

it("a verdict that counts as changed says from what to what", () => {
	const before = withLeft(issueContent(), { flip: null });
	const after = withLeft(before, { flip: { from: "skip", to: "ship" } });
	expect(describeChanges(before, after)).toEqual([
		`Changed verdict of ${nameOf(before)}: none → from skip to ship`,
	]);
});
