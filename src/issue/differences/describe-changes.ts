import { isDeepStrictEqual } from "node:util";
import { differing } from "../../text/differing.ts";
import type {
	EditorText,
	IssueContent,
	Translation,
} from "../content/content.ts";
import { LANGUAGE_NAMES, type LanguageTag } from "../words/language/tags.ts";
import { factChanges, textChanges } from "./fact-changes.ts";

/** What a text of the issue is called; null: it is compared by other means, or no approval covers it. */
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
		...factChanges(before, after),
		...textChanges(before, after, ISSUE_TEXTS, (label) => label),
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
		differs(before.editorsIntro, after.editorsIntro);
	return [
		...(isLook ? [LOOK] : []),
		...signature(before, after),
		...[...after.leads, ...after.briefs]
			.filter(({ slug, note }) => was.has(slug) && differs(was.get(slug), note))
			.map(({ title }) => `Editor’s note on ${title}`),
	];
}

const LOOK = "Emphasis or links of the intro";

/** Whether it does in more than its signature, which all of them share. */
function differs(was?: EditorText | null, is?: EditorText | null): boolean {
	const unsigned = (text?: EditorText | null) =>
		text ? { ...text, signed: null } : text;
	return !isDeepStrictEqual(unsigned(was), unsigned(is));
}

/** The name under what the editor wrote: the same below each text, so it is said once. */
function signature(before: IssueContent, after: IssueContent): string[] {
	const signedIn = (of: IssueContent) =>
		[of, ...Object.values(of.translations ?? {})]
			.flatMap((one) => [one.editorsIntro, ...Object.values(notesOf(one))])
			.find((text) => text)?.signed;
	const [was, is] = [signedIn(before), signedIn(after)];
	// Undefined: nothing is written by the editor, so nothing is signed.
	return was === undefined || is === undefined || was === is
		? []
		: [`Signature: ${differing(was, is)}`];
}

const notesOf = (of: IssueContent | Translation) =>
	"leads" in of
		? [...of.leads, ...of.briefs].map(({ note }) => note)
		: (of.notes ?? {});

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
			differs(was.editorsIntro ?? null, is.editorsIntro ?? null);
		const noted = new Set(
			Object.keys({ ...was.notes, ...is.notes }).filter((slug) =>
				differs(was.notes?.[slug], is.notes?.[slug]),
			),
		);
		return [
			...textChanges(was, is, TRANSLATED, (label) => `${label} in ${name}`),
			...(isLook ? [`${LOOK} in ${name}`] : []),
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
		if (now.place !== place) return [`${title}: ${place} → ${now.place}`];
		// In full and in brief, the name of the tool is the fact.
		return place === LINK && now.title !== title
			? [`Title of a link: ${differing(title, now.title)}`]
			: [];
	});
	for (const [slug, { title }] of is)
		if (!was.has(slug)) changes.push(`Added: ${title}`);
	// What came, went or moved changes no order of the others.
	const order = (of: typeof was) =>
		[...of.keys()]
			.filter((slug) => was.get(slug)?.place === is.get(slug)?.place)
			.join();
	if (order(was) !== order(is)) changes.push("Order of the comparisons");
	return changes;
}

const LINK = "as a link";

function places({ leads, briefs, more }: IssueContent) {
	return new Map(
		[
			...leads.map((one) => ({ ...one, place: "in full" })),
			...briefs.map((one) => ({ ...one, place: "in brief" })),
			...more.map((one) => ({ ...one, place: LINK })),
		].map(({ slug, title, place }) => [slug, { title, place }]),
	);
}
