import type { Theme } from "../../../templates/theme.ts";
import { say } from "../../../templates/wording.ts";
import type { Reviewer } from "../../db/catalog-tables.ts";
import type { CompiledPart } from "../../issue/content/compiled-issue.ts";
import type { IssueContent, VotedTool } from "../../issue/content/content.ts";
import {
	countVerdicts,
	distinctTools,
} from "../../issue/content/verdict-counts.ts";
import { languageOf } from "../../issue/words/language/languages.ts";
import { isolateNames } from "../isolation.ts";
import { frameOf, votedLabel } from "../labels.ts";
import { partsOf } from "../parts.ts";
import { readingMinutes } from "../reading-time.ts";
import { callsOf, storiesOf, toolsInFull } from "../stories.ts";
import { ballots } from "./text-ballots.ts";
import { callLabel, storyInBrief, storyInFull } from "./text-comparison.ts";
import { editorText } from "./text-editor.ts";
import {
	bookmarksText,
	DOUBLE_RULE,
	footer,
	textSection,
} from "./text-footer.ts";
import { awayText, bookmarkNewsText } from "./text-own-news.ts";
import {
	finish,
	forReaders,
	readerValue,
	singleLineContent,
	type TextDraft,
} from "./text-slots.ts";
import { tallyLine } from "./text-tally.ts";
import { row, WIDTH, wrap } from "./text-wrap.ts";

/**
 * The text part of the full digest. It has the facts of the HTML in the same
 * order, but is written for reading and not derived from the HTML.
 *
 * @param lens the reviewer whose verdict and words come first; null: the whole panel
 * @param theme for the words of the frame
 */
export function renderText(
	content: IssueContent,
	lens: Reviewer | null,
	theme: Theme,
): CompiledPart {
	const { wording } = theme;
	const issue = isolateNames(theme.dir, singleLineContent(content));
	const { leads, briefs } = storiesOf(issue);
	const draft: TextDraft = { body: "", partials: {} };
	draft.body = [
		masthead(issue, lens, theme),
		forReaders(
			draft,
			"named",
			`${wrap(say(wording["digest-hello"], { name: readerValue("name", theme) }), WIDTH)}\n\n`,
		) +
			bookmarkNewsText(draft, theme) +
			(issue.editorsIntro
				? editorText(issue.editorsIntro)
				: wrap(issue.intro, WIDTH)),
		awayText(draft, theme, { before: "", after: "\n\n" }) +
			textSection(wording["digest-calls"], calls(issue, lens, theme)),
		...leads.map(
			(story, index) =>
				storyInFull(story, index === 0, lens, theme) +
				ballots(draft, toolsInFull(story), theme, "\n\n"),
		),
		...listed(
			wording["digest-brief"],
			briefs.map((story) => storyInBrief(story, lens, theme)),
		),
		...listed(
			wording["digest-voted"],
			issue.voted.map((tool) => votedLines(tool, theme)),
		),
		...listed(wording["digest-more"], more(issue, theme)),
		bookmarksText(draft, theme) + footer(draft, issue, theme),
	].join("\n\n\n");
	return finish(draft);
}

/** Who writes, when, how long it takes to read, and where its parts are on the web. */
function masthead(
	issue: IssueContent,
	lens: Reviewer | null,
	theme: Theme,
): string {
	const minutes = say(theme.wording["digest-minutes"], {
		minutes: readingMinutes(issue, lens),
	});
	return [
		wrap(issue.publication.toUpperCase(), WIDTH),
		wrap(
			`${say(theme.wording["digest-number"], issue)} · ${issue.dateLine} · ${minutes}`,
			WIDTH,
		),
		wrap(`${frameOf(theme).text.inBrowser}: ${issue.links.issue}`, WIDTH),
		...partsOf(issue, theme).map(({ title, url }) =>
			wrap(`${title}: ${url}`, WIDTH),
		),
		DOUBLE_RULE,
		tallyLine(
			countVerdicts(distinctTools([...issue.leads, ...issue.briefs])),
			languageOf(theme),
		),
	].join("\n");
}

function listed(title: string, blocks: string[]): string[] {
	return blocks.length === 0 ? [] : [textSection(title, blocks.join("\n\n"))];
}

function calls(
	issue: IssueContent,
	lens: Reviewer | null,
	theme: Theme,
): string {
	const words = frameOf(theme);
	const stories = callsOf(issue).map((calls) =>
		calls
			.map(({ tool }) => {
				const name =
					tool.flip === null
						? tool.name
						: `${tool.name} (${words.was(tool.flip.from)})`;
				return row(callLabel(tool, lens, theme), name);
			})
			.join("\n"),
	);
	const head = lens === null ? [] : [wrap(words.text.lensHead[lens], WIDTH)];
	return [...head, ...stories].join("\n\n");
}

function votedLines(tool: VotedTool, theme: Theme): string {
	const panel = frameOf(theme).text.panelIs(tool.verdict);
	return [
		wrap(tool.name, WIDTH),
		wrap(`${votedLabel(tool, languageOf(theme))} (${panel})`, WIDTH, "  "),
		wrap(tool.url, WIDTH, "  "),
	].join("\n");
}

function more(issue: IssueContent, { wording }: Theme): string[] {
	const links = issue.more.map(
		({ title, url }) => `${wrap(title, WIDTH)}\n${url}`,
	);
	if (issue.moreUnlisted === 0) return links;
	const rest = say(wording["digest-unlisted"], { more: issue.moreUnlisted });
	return [...links, wrap(`${rest}: ${issue.links.home}`, WIDTH)];
}
