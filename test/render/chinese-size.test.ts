import PostalMime from "postal-mime";
import { expect, test } from "vitest";
import type {
	ComparisonContent,
	ToolContent,
} from "../../src/issue/content/content.ts";
import { summarise } from "../../src/issue/words/summary.ts";
import { GMAIL_LIMIT } from "../../src/preflight/checks/check-size.ts";
import { fullReader, sampleEnvelope } from "../../templates/samples.ts";
import { issueOf } from "./issues.ts";
import { renderer } from "./sample.ts";

test("an issue of twelve comparisons in Chinese, with reviews of one endless sentence, is below Gmail's limit", async () => {
	const issue = issueOf({ words: 10, briefs: 9 });
	expect(issue.leads.length + issue.briefs.length).toBe(12);
	const content = {
		...issue,
		leads: issue.leads.map(chinese),
		briefs: issue.briefs.map(chinese),
	};
	const compiled = await renderer.compile(content);
	const message = renderer
		.open(compiled, sampleEnvelope)
		.message(fullReader, "0f3a.12@digest.example.com");
	const { html = "" } = await PostalMime.parse(message);
	expect(html).toContain(prose(50).slice(0, 50));
	expect(Buffer.byteLength(html)).toBeLessThan(GMAIL_LIMIT);
});

function chinese(pair: ComparisonContent): ComparisonContent {
	const { slug } = pair;
	const left = translated(pair.left);
	const right = translated(pair.right);
	return { ...pair, left, right, summary: summarise({ slug, left, right }) };
}

function translated(tool: ToolContent): ToolContent {
	return {
		...tool,
		name: "文心一言写作助手",
		tagline: prose(40),
		bestFor: prose(30),
		description: prose(200),
		reviews: tool.reviews.map((review) => ({ ...review, body: prose(900) })),
	};
}

/** One sentence without a space, of so many characters. */
function prose(characters: number): string {
	const clauses = "我们用这个工具写文章，因为读者会看中文，".repeat(100);
	return `${clauses.slice(0, characters)}。`;
}
