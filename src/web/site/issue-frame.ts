import { html } from "hono/html";
import { theme } from "../../../templates/theme.ts";
import type { Config } from "../../config/config.ts";
import {
	LANGUAGE_NAMES,
	type LanguageTag,
} from "../../issue/words/language/tags.ts";
import { siteLinks } from "../../site-links.ts";
import { headForPrograms } from "../http/head.ts";
import { name } from "../http/name.ts";
import type { Html } from "../http/page.ts";
import type { Speech } from "../language/words-for.ts";
import type { PublishedIssue } from "./published-issues.ts";

/** The issues beside one, by their numbers; null: there is none. */
export interface IssuesBeside {
	previous: number | null;
	next: number | null;
}

/**
 * An issue as it was mailed, below a bar that leads to the rest of the site. The
 * mail itself is not changed.
 *
 * @param mail a whole HTML document
 */
export function framedIssue(
	config: Config,
	mail: string,
	issue: Pick<PublishedIssue, "number" | "subject" | "intro" | "language">,
	beside: IssuesBeside,
	words: Speech,
): string {
	const head = String(
		html`<meta name="description" content="${issue.intro}">
${headForPrograms(
	config,
	{
		title: issue.subject,
		description: issue.intro,
		address: siteLinks(config.publicUrl).issue(issue.number),
	},
	words,
)}
`,
	);
	const bar = String(siteBar(config, beside, words, issue.language));
	const [opening = ""] = /<body\b[^>]*>/i.exec(mail) ?? [];
	const at = opening === "" ? -1 : mail.indexOf(opening) + opening.length;
	const framed = at === -1 ? mail : mail.slice(0, at) + bar + mail.slice(at);
	const end = framed.indexOf("</head>");
	return end === -1 ? framed : framed.slice(0, end) + head + framed.slice(end);
}

/** Its style stands in the elements and in names of its own, so that the mail's cannot change it, nor it the mail. */
function siteBar(
	config: Config,
	{ previous, next }: IssuesBeside,
	{ links, issues, language, others }: Speech,
	mail: LanguageTag,
): Html {
	const { bar } = issues;
	const { light, dark } = theme;
	return html`<style>.site-bar,.site-bar a{color:${light.ink}}.site-bar{background:${light.paper};font:16px/1.5 ${theme.sans};padding:8px 16px;text-align:center}.site-bar a{display:inline-block;padding:4px 10px}@media (prefers-color-scheme:dark){.site-bar,.site-bar a{color:${dark.ink}}.site-bar{background:${dark.paper}}}</style>
<nav class="site-bar" aria-label="${bar.name}"${language.tag === mail ? "" : html` lang="${language.tag}"`}><a href="${links.home}">${name(config.publication)}</a> <a href="${links.issues}">${bar.all}</a>${previous === null ? "" : html` <a rel="prev" href="${links.issue(previous)}">${bar.previous(previous)}</a>`}${next === null ? "" : html` <a rel="next" href="${links.issue(next)}">${bar.next(next)}</a>`} <a href="${links.subscribe}">${bar.subscribe}</a>${others.map(({ tag, url }) => html` <a href="${url}" lang="${tag}" hreflang="${tag}" rel="alternate">${LANGUAGE_NAMES[tag]}</a>`)}</nav>`;
}
