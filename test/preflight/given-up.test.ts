import { beforeAll, expect, test } from "vitest";
import type {
	IssueContent,
	ToolContent,
} from "../../src/issue/content/content.ts";
import { checkGivenUp } from "../../src/preflight/content/check-given-up.ts";
import { renderer } from "../render/sample.ts";
import { filledUp, weekIssue } from "../render/week-issues.ts";

const whole = weekIssue("long names", filledUp("long names", 8));
let fitted: IssueContent;
beforeAll(async () => {
	const marked = await renderer.compileMarked(whole);
	const left = marked.fitted.get("full");
	if (!left) throw new Error("the full digest has a content");
	fitted = left;
});

/** The first lead's left tool, changed. */
function withTool(change: (tool: ToolContent) => ToolContent): IssueContent {
	const [first, ...others] = fitted.leads;
	if (!first) throw new Error("the week has a lead");
	return {
		...fitted,
		leads: [{ ...first, left: change(first.left) }, ...others],
	};
}

test("what gives way of a full week is no finding, and some of it does", () => {
	expect(fitted.leads[1]?.right.name).toBe("Spreadsheet Companion");
	expect(fitted.leads[2]?.left.name).not.toContain("accounting/");
	expect(checkGivenUp({ fitted }, whole)).toEqual([]);
});

test.each<[string, () => IssueContent]>([
	["a lead", () => ({ ...fitted, leads: fitted.leads.slice(1) })],
	["a brief", () => ({ ...fitted, briefs: fitted.briefs.slice(1) })],
	["an intro", () => ({ ...fitted, intro: "" })],
	["links that are not counted", () => ({ ...fitted, more: [] })],
	["a score", () => withTool((tool) => ({ ...tool, reviews: [] }))],
	["a name", () => withTool((tool) => ({ ...tool, name: "Another" }))],
	["part of a word", () => withTool((tool) => ({ ...tool, name: "Hugg" }))],
	[
		"both prices",
		() => withTool((tool) => ({ ...tool, pricing: "", entryPrice: "" })),
	],
	[
		"a verdict",
		() =>
			withTool((tool) => ({
				...tool,
				panel: { ...tool.panel, verdict: null },
			})),
	],
	[
		"a summary",
		() => ({
			...fitted,
			briefs: fitted.briefs.map((one) => ({ ...one, summary: "" })),
		}),
	],
])("%s may not give way", (_, changed) => {
	expect(checkGivenUp({ fitted: changed() }, whole)).toMatchObject([
		{ level: "block", code: "content-given-up" },
	]);
});
