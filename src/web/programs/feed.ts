import { Hono } from "hono";
import { html } from "hono/html";
import {
	type ComparisonRecord,
	latestComparisons,
} from "../../db/catalog/catalog.ts";
import { comparisonContent } from "../../issue/content/comparison-content.ts";
import type { ComparisonContent } from "../../issue/content/content.ts";
import { withoutDirection } from "../../issue/words/isolate.ts";
import { panelLabel, toolsOf } from "../../render/labels.ts";
import { siteLinks } from "../../site-links.ts";
import type { Instant } from "../../time/clock.ts";
import type { WebDeps } from "../http/deps.ts";
import { addressOf, canonicalIn } from "../http/head.ts";
import { langOf, marked, pairText } from "../http/name.ts";
import type { Html } from "../http/page.ts";
import { revalidate } from "../http/revalidate.ts";
import { namedWords, type Speech } from "../language/words-for.ts";
import { publishedIssues } from "../site/published-issues.ts";
import { xmlDocument } from "./xml.ts";

const MAX_COMPARISONS = 30;
const MAX_ISSUES = 10;
const FIVE_MINUTES = 300;

interface Entry {
	url: string;
	title: string;
	publishedAt: Instant;
	changedAt: Instant;
	summary: string;
	content: Html;
	categories: readonly string[];
}

/**
 * The newest comparisons and issues as an Atom feed, RFC 4287: `?lang=de`. One feed is
 * fetched for many, so the language of who fetches it says nothing. An entry is
 * another one in each language, as its id says.
 */
export function feedRoutes({ db, clock, config }: WebDeps): Hono {
	const links = siteLinks(config.publicUrl);
	const issues = publishedIssues(db);
	const { communityMinimum } = config;

	async function entries(words: Speech): Promise<Entry[]> {
		const { language } = words;
		const options = { links, communityMinimum, language };
		const at = (url: string) => canonicalIn(config, url, language.tag);
		const records = await latestComparisons(db, clock.now(), MAX_COMPARISONS);
		const comparisons = records.map((record) =>
			comparisonEntry(record, comparisonContent(record, options), at, words),
		);
		const editions = (await issues.list(MAX_ISSUES, language.tag)).map(
			(issue) => ({
				url: at(links.issue(issue.number)),
				title: words.issues.entry(
					issue.number,
					withoutDirection(issue.subject),
				),
				publishedAt: issue.sealedAt,
				changedAt: issue.sealedAt,
				summary: withoutDirection(issue.intro),
				content: html`<p${langOf(issue.language, words)}>${issue.intro}</p>`,
				categories: [],
			}),
		);
		return [...comparisons, ...editions].sort((a, b) =>
			b.publishedAt.localeCompare(a.publishedAt),
		);
	}

	return new Hono().get("/feed.xml", revalidate(FIVE_MINUTES), async (c) => {
		const words = namedWords(config, c);
		const list = await entries(words);
		const at = (url: string) => canonicalIn(config, url, words.language.tag);
		const changedAt = list
			.map((entry) => entry.changedAt)
			.sort()
			.at(-1);
		return xmlDocument(
			c,
			"application/atom+xml",
			html`<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${words.language.locale}">
<id>${at(links.home)}</id>
<title>${config.publication}</title>
<updated>${changedAt ?? "1970-01-01T00:00:00.000Z"}</updated>
<author><name>${config.publication}</name></author>
<link rel="self" type="application/atom+xml" href="${at(addressOf(config, "feed.xml"))}"/>
<link rel="alternate" type="text/html" href="${at(links.home)}"/>
${list.map(entryMarkup)}</feed>`,
		);
	});
}

function comparisonEntry(
	{ updated_at, left, right }: ComparisonRecord,
	comparison: ComparisonContent,
	at: (url: string) => string,
	words: Speech,
): Entry {
	const { url, publishedAt } = comparison;
	const { issues, language } = words;
	const catalog = langOf(words.written, words);
	const changes = [publishedAt, updated_at, left.updated_at, right.updated_at];
	return {
		url: at(url),
		title: withoutDirection(pairText(comparison, words)),
		publishedAt,
		changedAt: changes.sort().at(-1) ?? publishedAt,
		summary: withoutDirection(comparison.summary),
		content: html`<p>${comparison.summary}</p>${toolsOf(comparison).map(
			(tool) =>
				html`<p>${issues.call(html`<b${catalog}>${tool.name}</b>`, panelLabel(tool.panel, language), marked(tool.tagline, words.written, words))}</p><p>${issues.facts(orNone(tool.entryPrice, words), orNone(tool.bestFor, words))}</p>`,
		)}`,
		categories: [
			...new Set(toolsOf(comparison).map((tool) => tool.category)),
		].filter((one) => one !== ""),
	};
}

function orNone(text: string, words: Speech): Html {
	return text.trim() === ""
		? html`${words.language.labels.notGiven}`
		: marked(text, words.written, words);
}

function entryMarkup(entry: Entry): Html {
	return html`<entry>
<id>${entry.url}</id>
<title>${entry.title}</title>
<published>${entry.publishedAt}</published>
<updated>${entry.changedAt}</updated>
<link rel="alternate" type="text/html" href="${entry.url}"/>
${entry.categories.map((one) => html`<category term="${one}"/>`)}
<summary>${entry.summary}</summary>
<content type="html">${String(entry.content)}</content>
</entry>
`;
}
