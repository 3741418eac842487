import { isDeepStrictEqual } from "node:util";
import type { Reviewer } from "../../db/catalog-tables.ts";
import { LANGUAGE_NAMES, type LanguageTag } from "../words/language/tags.ts";
import type {
	ComparisonContent,
	IssueContent,
	ReviewContent,
	ToolContent,
	Translation,
} from "./content.ts";

/** What a fact is called; null: it is compared by other means, or no approval covers it. */
const TOOL_FACTS: Record<keyof ToolContent, string | null> = {
	slug: null,
	name: "Name",
	url: null,
	tagline: "Tagline",
	category: "Category",
	pricing: "Pricing",
	entryPrice: "Price",
	bestFor: "Best for",
	description: "Description",
	panel: null,
	community: null,
	reviews: null,
	flip: null,
	shortName: "Short name",
	priceBefore: null,
};

/** The same for the issue as a whole. */
const ISSUE_TEXTS: Record<keyof IssueContent, string | null> = {
	number: "Number",
	language: "Language",
	written: "Language of the catalog",
	translations: null,
	publication: "Name of the publication",
	dateLine: null,
	windowStart: "Start of the window",
	windowEnd: "End of the window",
	subject: "Subject",
	preheader: "Preheader",
	lenses: null,
	intro: "Intro",
	editorsIntro: null,
	leads: null,
	briefs: null,
	groups: null,
	more: null,
	voted: null,
	moreUnlisted: "Comparisons that are only on the site",
	links: null,
	postalAddress: "Postal address",
};

/** Characters of a text that are shown. */
const SHOWN = 60;

/**
 * What differs between two states of an issue, for the editor: facts first, then
 * the words that follow from them. Empty: no difference has a name here.
 */
export function describeChanges(
	before: IssueContent,
	after: IssueContent,
): string[] {
	return [
		...choice(before, after),
		...facts(before, after),
		...texts(before, after, ISSUE_TEXTS, (label) => label),
		...editorTexts(before, after),
		...translations(before, after),
		...(isDeepStrictEqual(before.links, after.links)
			? []
			: [`Address of the site: ${before.links.home} → ${after.links.home}`]),
	];
}

/** What the editor wrote, where the words alone do not tell it. */
function editorTexts(before: IssueContent, after: IssueContent): string[] {
	const noteOf = (of: IssueContent) =>
		new Map([...of.leads, ...of.briefs].map(({ slug, note }) => [slug, note]));
	const was = noteOf(before);
	const isLook =
		before.intro === after.intro &&
		!isDeepStrictEqual(before.editorsIntro, after.editorsIntro);
	return [
		...(isLook ? ["Emphasis, links or signature of the intro"] : []),
		...[...after.leads, ...after.briefs]
			.filter(
				({ slug, note }) =>
					was.has(slug) && !isDeepStrictEqual(was.get(slug), note),
			)
			.map(({ title }) => `Editor’s note on ${title}`),
	];
}

/** The same for what is written in other languages. What is compared by other means, or follows from facts, has no name. */
const TRANSLATED: Record<keyof Translation, string | null> = {
	dateLine: null,
	subject: "Subject",
	preheader: "Preheader",
	lenses: null,
	intro: "Intro",
	groups: null,
	summaries: null,
	editorsIntro: null,
	notes: null,
};

/** The words of the other languages. */
function translations(before: IssueContent, after: IssueContent): string[] {
	const titles = new Map(
		[...after.leads, ...after.briefs].map(({ slug, title }) => [slug, title]),
	);
	const tags = new Set([
		...Object.keys(before.translations ?? {}),
		...Object.keys(after.translations ?? {}),
	] as LanguageTag[]);
	return [...tags].flatMap((tag) => {
		const was = before.translations?.[tag];
		const is = after.translations?.[tag];
		const name = LANGUAGE_NAMES[tag];
		if (!was || !is) return [`${name}: ${is ? "added" : "left out now"}`];
		const isLook =
			was.intro === is.intro &&
			!isDeepStrictEqual(was.editorsIntro ?? null, is.editorsIntro ?? null);
		const noted = new Set(
			Object.keys({ ...was.notes, ...is.notes }).filter(
				(slug) => !isDeepStrictEqual(was.notes?.[slug], is.notes?.[slug]),
			),
		);
		return [
			...texts(was, is, TRANSLATED, (label) => `${label} in ${name}`),
			...(isLook
				? [`Emphasis, links or signature of the intro in ${name}`]
				: []),
			...[...noted].map(
				(slug) => `Editor’s note in ${name} on ${titles.get(slug) ?? slug}`,
			),
		];
	});
}

/** Which comparisons are in it, and where. */
function choice(before: IssueContent, after: IssueContent): string[] {
	const [was, is] = [places(before), places(after)];
	const changes = [...was].flatMap(([slug, { title, place }]) => {
		const now = is.get(slug);
		if (!now) return [`Left out now: ${title}`];
		return now.place === place ? [] : [`${title}: ${place} → ${now.place}`];
	});
	for (const [slug, { title }] of is)
		if (!was.has(slug)) changes.push(`Added: ${title}`);
	const order = (of: typeof was) => [...of.keys()].join();
	if (changes.length === 0 && order(was) !== order(is))
		changes.push("Order of the comparisons");
	return changes;
}

function places({ leads, briefs, more }: IssueContent) {
	return new Map(
		[
			...leads.map((one) => ({ ...one, place: "in full" })),
			...briefs.map((one) => ({ ...one, place: "in brief" })),
			...more.map((one) => ({ ...one, place: "as a link" })),
		].map(({ slug, title, place }) => [slug, { title, place }]),
	);
}

function facts(before: IssueContent, after: IssueContent): string[] {
	const was = toolsOf(before);
	const changed = [...toolsOf(after)].flatMap(([slug, now]) => {
		const then = was.get(slug);
		return then ? toolChanges(then, now) : [];
	});
	return [...new Set(changed)];
}

function toolsOf({ leads, briefs }: IssueContent): Map<string, ToolContent> {
	return new Map(
		[...leads, ...briefs]
			.flatMap(({ left, right }: ComparisonContent) => [left, right])
			.map((tool) => [tool.slug, tool]),
	);
}

function toolChanges(was: ToolContent, is: ToolContent): string[] {
	const changes = texts(
		was,
		is,
		TOOL_FACTS,
		(label) => `${label} of ${is.name}`,
	);
	if (!isDeepStrictEqual(was.panel, is.panel))
		changes.push(`Panel verdict of ${is.name}: ${panel(was)} → ${panel(is)}`);
	if (!isDeepStrictEqual(was.flip, is.flip))
		changes.push(`Changed verdict of ${is.name}: ${flip(was)} → ${flip(is)}`);
	// What an earlier issue said of the price follows from the price, where that changed.
	if (was.priceBefore !== is.priceBefore && was.entryPrice === is.entryPrice)
		changes.push(
			`Price of ${is.name} in an earlier issue: ${shown(was.priceBefore ?? was.entryPrice)} → ${shown(is.priceBefore ?? is.entryPrice)}`,
		);
	for (const reviewer of new Set(
		[...was.reviews, ...is.reviews].map((one) => one.reviewer),
	))
		if (!isDeepStrictEqual(review(was, reviewer), review(is, reviewer)))
			changes.push(
				`Review of ${is.name} by the ${reviewer}${scores(review(was, reviewer), review(is, reviewer))}`,
			);
	return changes;
}

function panel({ panel: { verdict, share } }: ToolContent): string {
	if (verdict === null) return "not known";
	return share === null ? verdict : `${verdict}, ${share}%`;
}

const flip = ({ flip }: ToolContent) =>
	flip === null ? "none" : `from ${flip.from} to ${flip.to}`;

const review = (tool: ToolContent, by: Reviewer) =>
	tool.reviews.find(({ reviewer }) => reviewer === by);

function scores(was?: ReviewContent, is?: ReviewContent): string {
	const told = (one?: ReviewContent) =>
		one ? `${one.verdict ?? "no verdict"} ${one.score ?? ""}`.trim() : "none";
	return told(was) === told(is) ? "" : `: ${told(was)} → ${told(is)}`;
}

function texts<T extends object>(
	was: T,
	is: T,
	labels: Record<keyof T, string | null>,
	call: (label: string) => string,
): string[] {
	return (Object.keys(labels) as (keyof T)[]).flatMap((field) => {
		const label = labels[field];
		if (label === null || was[field] === is[field]) return [];
		return [`${call(label)}: ${shown(was[field])} → ${shown(is[field])}`];
	});
}

function shown(value: unknown): string {
	const text = [...String(value ?? "none")];
	return text.length > SHOWN
		? `“${text.slice(0, SHOWN).join("").trimEnd()}…”`
		: text.join("") || "nothing";
}
