import type { Config } from "../../config/config.ts";
import type {
	ComparisonContent,
	ToolContent,
} from "../../issue/content/content.ts";
import { withoutDirection } from "../../issue/words/isolate.ts";
import { reviewerTitles, toolsOf } from "../../render/labels.ts";
import { siteLinks } from "../../site-links.ts";

type Site = Pick<Config, "publication" | "publicUrl">;

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
): Thing {
	const links = siteLinks(site.publicUrl);
	return {
		...CONTEXT,
		"@type": "Article",
		headline: withoutDirection(comparison.title),
		description: withoutDirection(comparison.summary),
		url: links.comparison(comparison.slug),
		datePublished: comparison.publishedAt,
		publisher: publisherOf(site),
		about: toolsOf(comparison).map((tool) => softwareData(site, tool)),
	};
}

/** A tool with the panel's reviews. */
export function toolData(site: Site, tool: ToolContent): Thing {
	const reviews = tool.reviews.map((review) => ({
		"@type": "Review",
		name: reviewerTitles[review.reviewer],
		author: publisherOf(site),
		...(review.body && { reviewBody: review.body }),
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
		...softwareData(site, tool),
		...(reviews.length > 0 && { review: reviews }),
	};
}

function softwareData(site: Site, tool: ToolContent): Thing {
	return {
		"@type": "SoftwareApplication",
		name: tool.name,
		url: siteLinks(site.publicUrl).tool(tool.slug),
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
