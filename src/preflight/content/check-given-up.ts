import { isDeepStrictEqual } from "node:util";
import type {
	ComparisonContent,
	IssueContent,
	ToolContent,
} from "../../issue/content/content.ts";
import type { Finding } from "../../issue/preflight-report.ts";
import { normalizedWords } from "../../issue/words/phrases.ts";
import { finding } from "../finding.ts";
import type { RenderedCopy } from "../rendered-copy.ts";

/**
 * What gave way for want of room is only what a reader finds behind a link: a
 * tagline, what a tool is best for, its category, one of its prices, last week's
 * votes, links that are counted, and the owner and the end of a name. All else is checked
 * against what is left, so it must be as the issue has it.
 */
export function checkGivenUp(
	{ fitted }: Pick<RenderedCopy, "fitted">,
	whole: IssueContent,
): Finding[] {
	if (!fitted) return [];
	const restored = {
		...fitted,
		leads: restoredPairs(fitted.leads, whole.leads, "lead"),
		briefs: restoredPairs(fitted.briefs, whole.briefs, "brief"),
		...(isCounted(fitted, whole) && {
			more: whole.more,
			moreUnlisted: whole.moreUnlisted,
		}),
		...(fitted.voted.length === 0 && { voted: whole.voted }),
	};
	const lost = Object.keys(whole).filter(
		(key) =>
			!isDeepStrictEqual(
				restored[key as keyof IssueContent],
				whole[key as keyof IssueContent],
			),
	);
	return lost.map((key) =>
		finding(
			"block",
			"content-given-up",
			"both parts",
			`For want of room, more of “${key}” gave way than may.`,
			"Show fewer comparisons in full or in brief (LEADS, BRIEFS), and report this: it is a fault of the program.",
		),
	);
}

/** The first links, and the others counted. */
function isCounted(fitted: IssueContent, whole: IssueContent): boolean {
	const { length } = fitted.more;
	return (
		isDeepStrictEqual(fitted.more, whole.more.slice(0, length)) &&
		fitted.moreUnlisted === whole.moreUnlisted + whole.more.length - length
	);
}

function restoredPairs(
	fitted: readonly ComparisonContent[],
	whole: readonly ComparisonContent[],
	place: "lead" | "brief",
): ComparisonContent[] {
	return fitted.map((pair, index) => {
		const own = whole[index];
		return own
			? {
					...pair,
					left: restoredTool(pair.left, own.left, place),
					right: restoredTool(pair.right, own.right, place),
				}
			: pair;
	});
}

function restoredTool(
	fitted: ToolContent,
	whole: ToolContent,
	place: "lead" | "brief",
): ToolContent {
	const orEmpty = (
		key: "tagline" | "bestFor" | "category" | "pricing" | "entryPrice",
	) => ({ [key]: fitted[key] === "" ? whole[key] : fitted[key] });
	return {
		...fitted,
		...(isNamedBy(whole, fitted.name) && { name: whole.name }),
		reviews: restoredReviews(fitted, whole),
		...(place === "brief" && orEmpty("entryPrice")),
		...(place === "lead" && {
			...orEmpty("tagline"),
			...orEmpty("bestFor"),
			...orEmpty("category"),
			// One of the two prices is left.
			...(fitted.entryPrice.trim() !== "" && orEmpty("pricing")),
		}),
	};
}

/** Whether a name is the tool's short one, or words of its whole one. */
function isNamedBy({ name, shortName }: ToolContent, short: string): boolean {
	const words = normalizedWords(short);
	return (
		words !== "" &&
		(short === shortName || ` ${normalizedWords(name)} `.includes(` ${words} `))
	);
}

/** A mail quotes a review. Who would ship it or skip it, with which score, stays. */
function restoredReviews(
	{ reviews }: ToolContent,
	whole: ToolContent,
): ToolContent["reviews"] {
	return reviews.map(({ body: _, quote: __, ...said }, index) => {
		const { body = "", quote } = whole.reviews[index] ?? {};
		return { ...said, body, ...(quote !== undefined && { quote }) };
	});
}
