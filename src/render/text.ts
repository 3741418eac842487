import type { Theme } from "../../templates/theme.ts";
import { say } from "../../templates/wording.ts";
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
 * @param theme whose words it says
 */
export function renderText(
	content: IssueContent,
	lens: Reviewer | null,
	shortened: ReadonlySet<string>,
	theme: Theme,
): CompiledPart {
	const { wording } = theme;
	const issue = plainContent(content);
	const draft: TextDraft = { body: "", partials: {} };
	draft.body = [
		masthead(issue),
		when(
			draft,
			"named",
			`${say(wording["digest-hello"], { name: place("name") })}\n\n`,
		) + wrap(issue.intro, WIDTH),
		section(wording["digest-calls"], calls(issue)),
		...issue.leads.map((lead) =>
			fullStory(lead, lens, shortened.has(lead.slug)),
		),
		...listed(wording["digest-brief"], issue.briefs.map(shortStory)),
		...listed(wording["digest-more"], more(issue, theme)),
		shelf(draft, theme) + footer(draft, issue, theme),
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

function more(issue: IssueContent, { wording }: Theme): string[] {
	const links = issue.more.map(
		({ title, url }) => `${wrap(title, WIDTH)}\n${url}`,
	);
	if (issue.moreUnlisted === 0) return links;
	const rest = say(wording["digest-unlisted"], { more: issue.moreUnlisted });
	return [...links, `${rest}: ${issue.links.home}`];
}

function shelf(draft: TextDraft, { wording }: Theme): string {
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
		`${say(wording["digest-shelf-rest"], { rest: place("shelf-rest") })}\n`,
	);
	const title = wording["digest-shelf"];
	return (
		when(draft, "shelf", `${section(title, tool + rest)}\n\n`) +
		when(
			draft,
			"no-shelf",
			`${section(title, wrap(wording["digest-shelf-empty"], WIDTH))}\n\n\n`,
		)
	);
}

function footer(
	draft: TextDraft,
	{ number, publication, postalAddress, links }: IssueContent,
	{ wording, footer }: Theme,
): string {
	const own = [...footer, postalAddress].map((line) => wrap(line, WIDTH));
	const end = `${own.join("\n")}\n`;
	const address = place("address");
	// However long it is, an address leaves room: its line ends with it.
	const why = say(wording["digest-why"], { address, publication })
		.replace(new RegExp(`(${address}\\S*) `), "$1\n")
		.split("\n")
		.map((line) => wrap(line, WIDTH))
		.join("\n");
	const out = `${wording["digest-unsubscribe"]} ${wording["digest-one-click"]}`;
	const web = say(wording["digest-web"], { number, publication });
	return `${THICK}\n${when(
		draft,
		"mail",
		`${why}\n\n${wrap(out, WIDTH)}\n${place("unsubscribe")}\n\n${end}`,
	)}${when(
		draft,
		"web",
		`${wrap(web, WIDTH)}\n${wording["digest-subscribe"]}: ${links.home}\n\n${end}`,
	)}`;
}
