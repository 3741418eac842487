import { toolCondition } from "../../../../templates/parts/tool-condition.ts";
import type { Theme } from "../../../../templates/theme.ts";
import { sayWith } from "../../../../templates/wording.ts";
import type { Verdict } from "../../../db/catalog-tables.ts";
import type { ToolContent } from "../../../issue/content/content.ts";
import { languageOf } from "../../../issue/words/language/languages.ts";
import { frameOf, verdictSign, verdictWord } from "../../labels.ts";
import {
	bdi,
	joinHtml,
	label,
	type MailHtml,
	mailHtml,
	trusted,
} from "../../mail-html.ts";
import { toolsInFull } from "../../stories.ts";
import type { DigestElement } from "../mjml-component.ts";
import { storyOf } from "../scope.ts";
import { slot } from "./structure.ts";
import { colourOf, tinted } from "./verdict.ts";

/** For each tool the buttons to vote, with the reader's own vote marked, and a link to save it. Not on the web. */
export const voteElement: DigestElement = {
	name: "vd-vote",
	attributes: {},
	holds: "nothing",
	needs: "comparison",
	draw: ({ scope, build: { partials, theme } }) => {
		const story = storyOf(scope);
		if (story === null) return mailHtml``;
		const { comparison } = story;
		const sides = toolsInFull(story).map(
			(tool) =>
				mailHtml`<td width="48%" valign="bottom">${ballot(tool, partials, theme)}</td>`,
		);
		const both =
			sides.length > 1 ? sides : [...sides, mailHtml`<td width="48%"></td>`];
		return slot(
			partials,
			"when:mail",
			mailHtml`${comparison === scope.issue.leads[0] ? scannerTrap(comparison.left) : mailHtml``}<table class="duel ballots" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>${joinHtml(both, "<td></td>")}</tr></table>`
				.markup,
		);
	},
};

/**
 * The scanner trap: one link in a message that no person sees or hears. Only a
 * scanner opens it, and votes from the same client are quarantined. It is before
 * the other links, for a scanner that opens them in order, and has no text, for
 * mail programs that drop styles.
 */
function scannerTrap({ slug }: ToolContent): MailHtml {
	const href = readerUrl(
		"vote",
		`tool=${encodeURIComponent(slug)}&vote=control`,
	);
	return mailHtml`<div aria-hidden="true" style="display:none;mso-hide:all"><a href="${href}" tabindex="-1"></a></div>`;
}

/** Three complete ballots, of which a reader gets one: that is fewer pieces to merge than one ballot with conditions inside. */
function ballot(
	tool: ToolContent,
	partials: Record<string, string>,
	theme: Theme,
): MailHtml {
	const when = (condition: string, piece: MailHtml) =>
		slot(partials, `when:${toolCondition(condition, tool.slug)}`, piece.markup);
	const { votes } = frameOf(theme);
	const say = (sentence: string) =>
		filled(sentence, { tool: mailHtml`<b>${bdi(tool.name)}</b>` });
	const ship = voteButton(tool, "ship", theme);
	const skip = voteButton(tool, "skip", theme);
	const save = mailHtml`<p class="save"><a href="${readerUrl("bookmarks", `save=${encodeURIComponent(tool.slug)}`)}">${votes.save}</a></p>`;
	const saved = mailHtml`<p class="save">${label(filled(votes.saved, { bookmarks: mailHtml`<a href="${trusted("%%slot:bookmarks%%")}">${votes.bookmarks}</a>` }), theme)}</p>`;
	return joinHtml([
		when("not-voted", choice(say(votes.question), ship, skip, theme)),
		when(
			"voted-ship",
			choice(say(votes.given.ship), ownVote("ship", theme), skip, theme),
		),
		when(
			"voted-skip",
			choice(say(votes.given.skip), ship, ownVote("skip", theme), theme),
		),
		when("not-saved", save),
		when("saved", saved),
	]);
}

/** A sentence with elements for its {marks}. */
function filled(
	sentence: string,
	elements: Readonly<Record<string, MailHtml>>,
): MailHtml {
	const pieces = sayWith<MailHtml>(sentence, {}, elements);
	return joinHtml(pieces.map((piece) => mailHtml`${piece}`));
}

function choice(
	question: MailHtml,
	ship: MailHtml,
	skip: MailHtml,
	theme: Theme,
): MailHtml {
	return mailHtml`<p class="note">${label(question, theme)}</p><table class="buttons" role="presentation" width="100%" cellpadding="0" cellspacing="0" border="0"><tr>${ship}<td width="8"></td>${skip}</tr></table>`;
}

/** A button. It is a cell and not a padded link, so that Outlook for Windows draws all of it. */
function voteButton(
	{ slug }: ToolContent,
	verdict: Verdict,
	theme: Theme,
): MailHtml {
	const colour = colourOf(verdict, theme);
	const href = readerUrl(
		"vote",
		`tool=${encodeURIComponent(slug)}&vote=${verdict}`,
	);
	return mailHtml`<td class="press edge-${verdict}" align="center" height="44" style="border:2px solid ${colour}"><a class="${verdict}" href="${href}" style="color:${colour};display:block;line-height:44px"><b>${frameOf(theme).votes.button[verdict]}</b></a></td>`;
}

function ownVote(verdict: Verdict, theme: Theme): MailHtml {
	const colour = colourOf(verdict, theme);
	return mailHtml`<td ${tinted(verdict, theme)} align="center" height="44" style="border:2px solid ${theme.light[`${verdict}Tint`]}"><b class="${verdict}" style="color:${colour}">${label(`${verdictSign(verdict)} ${verdictWord(verdict, languageOf(theme))}`, theme)}</b></td>`;
}

/** The url of one of the reader's own pages, which is a slot, with a query. */
function readerUrl(page: "vote" | "bookmarks", query: string): MailHtml {
	return mailHtml`${trusted(`%%slot:${page}%%`)}?${query}`;
}
