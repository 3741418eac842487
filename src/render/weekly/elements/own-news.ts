import type { Theme } from "../../../../templates/theme.ts";
import { sayWith } from "../../../../templates/wording.ts";
import {
	joinHtml,
	label,
	type MailHtml,
	mailHtml,
	trusted,
} from "../../mail-html.ts";
import type { DigestElement } from "../mjml-component.ts";
import { panelBadge } from "./bookmarks.ts";
import { slot } from "./structure.ts";

/** The reader's bookmarks that changed, at most three, a line each. The merge repeats the line. */
export const bookmarkNewsElement: DigestElement = {
	name: "vd-bookmark-news",
	attributes: {},
	holds: "nothing",
	needs: "issue",
	draw: ({ build: { theme, partials } }) => {
		const sentence = sentenceOf(theme.wording["digest-own-news"], theme);
		const badges = panelBadge(partials, theme);
		const news = slot(partials, "when:tool.news", comparisonLink(theme).markup);
		const line = mailHtml`<p class="news">${sentence} · ${badges}${news}</p>`;
		return slot(partials, "each:news", line.markup);
	},
};

/** What flipped in the issues that the reader missed, a line each. */
export const awayElement: DigestElement = {
	name: "vd-away",
	attributes: {},
	holds: "nothing",
	needs: "issue",
	draw: ({ build: { partials } }) => {
		const line = mailHtml`<p class="news">${TOOL}: <bdi>${mark("tool.change")}</bdi></p>`;
		return slot(partials, "each:away", line.markup);
	},
};

function sentenceOf(sentence: string, theme: Theme): MailHtml {
	const values = {
		tool: TOOL,
		change: mailHtml`<bdi>${mark("tool.headline")}</bdi>`,
	};
	const pieces = sayWith<MailHtml>(sentence, {}, values);
	return label(joinHtml(pieces.map((piece) => mailHtml`${piece}`)), theme);
}

function comparisonLink(theme: Theme): MailHtml {
	return mailHtml`<br><span class="note">${label(theme.wording["digest-new"], theme)} <a href="${mark("tool.news-url")}"><bdi>${mark("tool.news")}</bdi></a></span>`;
}

function mark(name: string): MailHtml {
	return trusted(`%%slot:${name}%%`);
}

const TOOL = mailHtml`<a href="${mark("tool.url")}"><b><bdi>${mark("tool.name")}</bdi></b></a>`;
