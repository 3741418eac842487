import type { Reviewer } from "../db/schema.ts";
import type { ComparisonContent, IssueContent } from "../issue/content.ts";
import { pad, WIDTH, wrap } from "./columns.ts";
import { toolsOf, verdictSign, verdictWord } from "./labels.ts";
import type { CompiledPart } from "./renderer.ts";
import { fullStory, shortStory } from "./story.ts";
import {
	eachTool,
	finish,
	place,
	plainContent,
	type TextDraft,
	when,
} from "./text-slots.ts";

const THICK = "=".repeat(WIDTH);

/**
 * The text part: written for reading, not derived from the HTML. It says the
 * same facts in the same order.
 *
 * @param lens whose verdict and words come first; null: the whole panel's
 * @param shortened slugs of the comparisons whose reviews are excerpts
 */
export function renderText(
	content: IssueContent,
	lens: Reviewer | null,
	shortened: ReadonlySet<string>,
): CompiledPart {
	const issue = plainContent(content);
	const draft: TextDraft = { body: "", partials: {} };
	draft.body = [
		masthead(issue),
		when(draft, "named", `Hello ${place("name")},\n\n`) +
			wrap(issue.intro, WIDTH),
		section("This week’s calls", calls(issue)),
		...issue.leads.map((lead) =>
			fullStory(lead, lens, shortened.has(lead.slug)),
		),
		...listed("In brief", issue.briefs.map(shortStory)),
		...listed("More this week", more(issue)),
		shelf(draft) + footer(draft, issue),
	].join("\n\n\n");
	return finish(draft);
}

function masthead(issue: IssueContent): string {
	return [
		wrap(issue.publication.toUpperCase(), WIDTH),
		`No. ${issue.number} · ${issue.dateLine}`,
		`In the browser: ${issue.links.issue}`,
		THICK,
	].join("\n");
}

function section(title: string, body: string): string {
	return `${title.toUpperCase()}\n${"-".repeat(WIDTH)}\n${body}`;
}

function listed(title: string, blocks: string[]): string[] {
	return blocks.length === 0 ? [] : [section(title, blocks.join("\n\n"))];
}

function calls(issue: IssueContent): string {
	return [...issue.leads, ...issue.briefs].map(callsOf).join("\n\n");
}

function callsOf(pair: ComparisonContent): string {
	return toolsOf(pair)
		.map(({ name, panel }) => {
			const verdict = `${verdictSign(panel.verdict)} ${verdictWord(panel.verdict)}`;
			const share = panel.share === null ? "" : `${panel.share}%`;
			const label = `${pad(verdict, 12)}${share.padStart(4)}  `;
			return (
				label + wrap(name, WIDTH - 18).replaceAll("\n", `\n${" ".repeat(18)}`)
			);
		})
		.join("\n");
}

function more(issue: IssueContent): string[] {
	const links = issue.more.map(
		({ title, url }) => `${wrap(title, WIDTH)}\n${url}`,
	);
	return issue.moreUnlisted === 0
		? links
		: [...links, `… and ${issue.moreUnlisted} more: ${issue.links.home}`];
}

function shelf(draft: TextDraft): string {
	const change = when(
		draft,
		"tool.changed",
		`  Changed: ${place("tool.change")}\n`,
	);
	const news = when(
		draft,
		"tool.news",
		`  New: ${place("tool.news")}\n  ${place("tool.news-url")}\n`,
	);
	const tool = eachTool(
		draft,
		`${place("tool.name")}\n  ${place("tool.panel")}\n${change}  ${place("tool.url")}\n${news}`,
	);
	const rest = when(
		draft,
		"shelf-rest",
		`… and ${place("shelf-rest")} more that you saved.\n`,
	);
	const title = "On your shelf";
	return (
		when(draft, "shelf", `${section(title, tool + rest)}\n\n`) +
		when(
			draft,
			"no-shelf",
			`${section(title, wrap("Nothing saved yet. The tools you bookmark appear here each week, with what changed.", WIDTH))}\n\n\n`,
		)
	);
}

function footer(draft: TextDraft, issue: IssueContent): string {
	const address = wrap(issue.postalAddress, WIDTH);
	return `${THICK}\n${when(
		draft,
		"mail",
		`You get this because ${place("address")}\nsigned up for ${issue.publication} and confirmed it.\n\nUnsubscribe with one click, at any time:\n${place("unsubscribe")}\n\n${address}\n`,
	)}${when(
		draft,
		"web",
		`Issue ${issue.number} of ${issue.publication}.\nGet it by email, every week: ${issue.links.home}\n\n${address}\n`,
	)}`;
}
