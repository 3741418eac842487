import type { IssueContent } from "../../issue/content/content.ts";
import type { MarkedText } from "../../issue/content/marks.ts";
import type { Reader } from "../../issue/content/reader.ts";
import { elementsNamed, oneLine, visibleText } from "../checks/dom.ts";
import { parseDocument } from "../checks/html-tree.ts";
import {
	isShown,
	partsOf,
	placedTexts,
	squeezed,
} from "../content/placed-text.ts";
import type { Lack, ProofCopy } from "./lack.ts";
import { numbersIn } from "./rows.ts";

/** One thing that a part must say or, where `level` is warn, that one part must not say alone. */
interface Fact {
	level: "block" | "warn";
	kind: string;
	value: string;
	/** What may be said in its place. */
	or?: string | undefined;
}

/** What a copy of the made-up issue does not say. */
export function missingFacts(
	{ html, text }: ProofCopy,
	issue: IssueContent,
	reader: Reader,
): Lack[] {
	const dom = parseDocument(html);
	const links = elementsNamed(dom, "a").map(({ attribs }) => attribs.href);
	const parts = [
		{
			part: "HTML part" as const,
			words: visibleText(dom),
			has: (url: string) => links.includes(url),
		},
		{
			part: "text part" as const,
			words: oneLine(text),
			has: (url: string) => text.includes(url),
		},
	].map(({ part, words, has }) => {
		const close = squeezed(words).toUpperCase();
		const numbers = new Set(numbersIn(words));
		return {
			part,
			says: ({ kind, value, or = value }: Fact) =>
				[value, or].some((one) =>
					kind === "link" || kind === "unsubscribe link"
						? has(one)
						: /^\d+%?$/.test(one)
							? numbers.has(one)
							: close.includes(squeezed(one).toUpperCase()),
				),
		};
	});
	const facts = factsOf(issue, reader);
	return parts.flatMap(({ part, says }, index) => {
		const other = parts[1 - index];
		const missing = facts.filter(
			(fact) =>
				!says(fact) && (fact.level === "block" || other?.says(fact) === true),
		);
		return [...new Set(missing.map(({ kind }) => kind))].map((kind) =>
			lackOf(
				part,
				kind,
				missing.filter((fact) => fact.kind === kind),
				facts.filter((fact) => fact.kind === kind).length,
			),
		);
	});
}

function lackOf(
	part: Lack["part"],
	kind: string,
	missing: readonly Fact[],
	all: number,
): Lack {
	return {
		level: missing[0]?.level ?? "block",
		kind: kind.replaceAll(" ", "-"),
		part,
		what:
			missing.length === all
				? `Every ${kind} is missing.`
				: `A ${kind} is missing in ${missing.length} of ${all} places.`,
		fix: `Fix the template: both parts must show each ${kind} of an issue.`,
	};
}

function factsOf(issue: IssueContent, reader: Reader): Fact[] {
	const must = (kind: string, ...values: (string | null)[]): Fact[] =>
		values.flatMap((value) =>
			value === null ? [] : [{ level: "block", kind, value }],
		);
	const may = (kind: string, ...values: string[]): Fact[] =>
		values.map((value) => ({ level: "warn", kind, value }));
	const shares = (of: readonly ({ share: number | null } | null)[]) =>
		of.map((one) => (one?.share == null ? null : `${one.share}%`));
	const { leads, briefs, groups = [], more, voted } = issue;
	// What stands for the summary of a comparison that is told in a group, and the tool that is told once.
	const lines = new Map(
		groups.flatMap(({ slug: tool, others }) =>
			others.map(({ slug, line }) => [slug, { line, tool }]),
		),
	);
	const isFull = reader.format === "full";
	return [
		...must("unsubscribe link", reader.unsubscribeUrl),
		...must("postal address", issue.postalAddress),
		...may("publication", issue.publication),
		...may("title of a link", ...more.map(({ title }) => title)),
		...may("link", ...more.map(({ url }) => url)),
		...may(
			"name of a tool that readers voted on",
			...voted.map(({ name }) => name),
		),
		...may(
			"bookmark that changed",
			...reader.bookmarks.map(({ change }) => change ?? ""),
		),
		...may(
			"verdict that changed while a reader was away",
			...(reader.away?.flips ?? []).map(({ change }) => change ?? ""),
		),
		...(isFull ? groups : []).flatMap(
			({ summary, others: [first] }): Fact[] => [
				{
					...{ level: "block", kind: "summary", value: summary },
					or: leads.concat(briefs).find(({ slug }) => slug === first?.slug)
						?.summary,
				},
			],
		),
		...[...leads, ...briefs].flatMap(({ slug, left, right, url, summary }) => {
			const tools = [left, right];
			const own = tools.map(({ reviews }) =>
				reviews.find(({ reviewer }) => reviewer === reader.lens),
			);
			return [
				...must("name", ...tools.map(({ name }) => name)),
				...must("link", url),
				...(isFull
					? must("summary", summary).map((fact) => ({
							...fact,
							or: lines.get(slug)?.line,
						}))
					: []),
				...(reader.lens === null || isFull
					? must("share", ...shares(tools.map(({ panel }) => panel)))
					: []),
				...must(
					"score",
					...own.map((review) =>
						review?.score == null ? null : `${review.score}`,
					),
				),
				...(isFull
					? must("price", ...tools.map(({ entryPrice }) => entryPrice))
					: []),
			];
		}),
		...(isFull ? leads : []).flatMap(({ slug, left, right }, at) =>
			[left, right].filter(isInFull(lines.get(slug)?.tool)).flatMap((tool) => [
				// The pricing of the others is behind their link.
				...(at === 0 ? must("price", tool.pricing) : []),
				...must("share", ...shares([tool.community])),
				...must(
					"score",
					...tool.reviews.map(({ score }) =>
						score === null ? null : `${score}`,
					),
				),
				...may("tagline", tool.tagline),
				...may("category", tool.category),
				...may("review", ...tool.reviews.map(({ body }) => body)),
			]),
		),
	];
}

/** In a group only the shared tool is told with all its facts. */
function isInFull(shared: string | undefined) {
	return ({ slug }: { slug: string }) =>
		shared === undefined || slug === shared;
}

/** What the brief digest shows of each comparison, and how it is called here. */
const OF_A_CALL = {
	sentence: "summary",
	name: "name",
	figure: "share",
} as const;

/**
 * What a part of the brief digest does not show of a comparison, uncut. Its
 * sentence is composed for it and repeats names and shares, so only the marks tell
 * which text is where.
 */
export function missingInBrief(
	parts: Parameters<typeof partsOf>[0] & { texts: readonly MarkedText[] },
): Lack[] {
	const keyOf = ({ path }: MarkedText) =>
		/^calls\.\d+\.(?:sides\.\d+\.)?(sentence|name|figure)$/.exec(path)?.[1];
	return partsOf(parts).flatMap(({ part, pieces }) => {
		const placed = placedTexts(pieces);
		const paths = (those: typeof placed) =>
			new Set(those.map(({ path }) => path));
		const shown = paths(placed.filter(isShown));
		// A name can be whole in one place and cut in another.
		const cut = paths(placed.filter((one) => !isShown(one)));
		return Object.entries(OF_A_CALL).flatMap(([key, kind]) => {
			const all = parts.texts.filter((one) => keyOf(one) === key);
			const missing = all.filter(
				({ path }) => !shown.has(path) || cut.has(path),
			);
			return missing.length === 0
				? []
				: [
						{
							level: "block",
							kind,
							part,
							what: `The ${key} is missing or cut in ${missing.length} of ${all.length} places.`,
							fix: `Fix the template: both parts must show each ${key} of a call as it is.`,
						} as const,
					];
		});
	});
}
