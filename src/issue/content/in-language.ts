import type { IssueRow } from "../../db/issue-tables.ts";
import { inLanguage, subscribeUrl } from "../../site-links.ts";
import type { LanguageTag } from "../words/language/tags.ts";
import type { ComparisonContent, IssueContent } from "./content.ts";

/** The languages that an issue was composed in, its own first. */
export function languagesIn({
	language = "en",
	translations = {},
}: Pick<IssueContent, "language" | "translations">): LanguageTag[] {
	const others = Object.keys(translations) as LanguageTag[];
	return [language, ...others.filter((tag) => tag !== language)];
}

/** The form for whom the issue was forwarded to: in its language, where readers have a choice. */
export function subscribeUrlOf(
	issue: Pick<IssueContent, "language" | "translations" | "links">,
): string {
	const isOneOfSeveral = Object.keys(issue.translations ?? {}).length > 0;
	return subscribeUrl(
		issue.links.home,
		isOneOfSeveral ? (issue.language ?? "en") : undefined,
	);
}

/**
 * The issue as the readers of one language get it: everything that is composed is
 * in that language, and so are the pages that it links to. What reviewers wrote
 * stays as it is, and what editors did not write in it.
 *
 * @param language null, or one that it was not composed in: its own, for which
 *   the issue is as it is
 */
export function issueIn(
	issue: IssueContent,
	language: LanguageTag | null,
): IssueContent {
	const own = language === null ? undefined : issue.translations?.[language];
	if (!own || language === null) return issue;
	const { summaries, groups, notes, editorsIntro, ...words } = own;
	const linked = <Linked extends { url: string }>(one: Linked): Linked => ({
		...one,
		url: inLanguage(one.url, language),
	});
	const worded = (pair: ComparisonContent) => {
		const note = notes?.[pair.slug] ?? pair.note;
		return {
			...linked(pair),
			left: linked(pair.left),
			right: linked(pair.right),
			summary: summaries[pair.slug] ?? pair.summary,
			...(note && { note }),
		};
	};
	const { editorsIntro: ofAll, ...rest } = issue;
	const intro = editorsIntro === undefined ? ofAll : editorsIntro;
	return {
		...rest,
		...(intro && { editorsIntro: intro }),
		...words,
		language,
		links: {
			home: inLanguage(issue.links.home, language),
			issue: inLanguage(issue.links.issue, language),
		},
		leads: issue.leads.map(worded),
		briefs: issue.briefs.map(worded),
		more: issue.more.map(linked),
		voted: issue.voted.map(linked),
		...(groups && { groups }),
	};
}

/**
 * What an editor wrote for the readers of one more language. What is absent is
 * composed in it; a note that is absent is the one of the first language.
 */
export interface TranslatedWords {
	subject?: string;
	preheader?: string;
	intro?: string;
	/** By the slug of a comparison. */
	notes?: Readonly<Record<string, string>>;
}

export type AllTranslatedWords = Partial<Record<LanguageTag, TranslatedWords>>;

/** By language, as an issue's row has them. */
export function translatedWords({
	translations,
}: Partial<Pick<IssueRow, "translations">>): AllTranslatedWords {
	return translations ? (JSON.parse(translations) as AllTranslatedWords) : {};
}
