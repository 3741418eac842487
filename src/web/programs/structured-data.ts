import type { Config } from "../../config/config.ts";
import type {
	ComparisonContent,
	ToolContent,
} from "../../issue/content/content.ts";
import { withoutDirection } from "../../issue/words/isolate.ts";
import { toolsOf } from "../../render/labels.ts";
import { siteLinks } from "../../site-links.ts";
import { canonicalIn } from "../http/head.ts";
import { pairText } from "../http/name.ts";
import type { Speech } from "../language/words-for.ts";

type Site = Pick<Config, "publication" | "publicUrl" | "languages">;

/** What schema.org calls things, as JSON-LD. Every value is a fact of the page; what is unknown is left out. */
type Thing = Record<string, unknown>;

const CONTEXT = { "@context": "https://schema.org" };

/** The steps that lead to a page, the last of them itself. */
export function breadcrumbData(
	steps: readonly { name: string; url: string }[],
): Thing {
	return {
		...CONTEXT,
		"@type": "BreadcrumbList",
		itemListElement: steps.map(({ name, url }, index) => ({
			"@type": "ListItem",
			position: index + 1,
			name,
			item: url,
		})),
	};
}

export function comparisonData(
	site: Site,
	comparison: ComparisonContent,
	words: Speech,
): Thing {
	const address = siteLinks(site.publicUrl).comparison(comparison.slug);
	return {
		...CONTEXT,
		"@type": "Article",
		headline: withoutDirection(pairText(comparison, words)),
		description: withoutDirection(comparison.summary),
		url: canonicalIn(site, address, words.language.tag),
		...inLanguage(words.language.tag, words),
		datePublished: comparison.publishedAt,
		publisher: publisherOf(site),
		about: toolsOf(comparison).map((tool) => softwareData(site, tool, words)),
	};
}

/** A tool with the panel's reviews. */
export function toolData(site: Site, tool: ToolContent, words: Speech): Thing {
	const reviews = tool.reviews.map((review) => ({
		"@type": "Review",
		name: words.language.labels.reviewers[review.reviewer],
		author: publisherOf(site),
		...(review.body && { reviewBody: review.body }),
		...inLanguage(words.written, words),
		...(review.score !== null && {
			reviewRating: {
				"@type": "Rating",
				ratingValue: review.score,
				worstRating: 0,
				bestRating: 100,
			},
		}),
	}));
	return {
		...CONTEXT,
		...softwareData(site, tool, words),
		...(reviews.length > 0 && { review: reviews }),
	};
}

/** Where the page and the catalog have two languages. */
function inLanguage(tag: string, { language, written }: Speech): Thing {
	return written.split("-")[0] === language.tag ? {} : { inLanguage: tag };
}

function softwareData(
	site: Site,
	tool: ToolContent,
	{ language }: Speech,
): Thing {
	const address = siteLinks(site.publicUrl).tool(tool.slug);
	return {
		"@type": "SoftwareApplication",
		name: tool.name,
		url: canonicalIn(site, address, language.tag),
		...(tool.tagline && { description: tool.tagline }),
		...(tool.category && { applicationCategory: tool.category }),
	};
}

function publisherOf({ publication, publicUrl }: Site): Thing {
	return {
		"@type": "Organization",
		name: publication,
		url: siteLinks(publicUrl).home,
	};
}
