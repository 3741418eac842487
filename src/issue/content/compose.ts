import type { Config } from "../../config/config.ts";
import { comparisonsById } from "../../db/catalog/catalog.ts";
import { lastMailedVerdicts } from "../../db/catalog/mailed-verdicts.ts";
import { snapshotsOf } from "../../db/catalog/tool-snapshots.ts";
import { MAX_ID } from "../../db/dialect.ts";
import { notYetPublished } from "../../db/issue/issue-items.ts";
import type { IssueRow, ItemPlace } from "../../db/issue-tables.ts";
import type { Db } from "../../db/schema.ts";
import { siteLinks } from "../../site-links.ts";
import { dateLine } from "../week/schedule.ts";
import { parseEditorText } from "../words/editor-text.ts";
import { pairTitle } from "../words/isolate.ts";
import { type IssueWords, wordsOf } from "../words/issue-words.ts";
import type { Language } from "../words/language/language.ts";
import { languageOf } from "../words/language/languages.ts";
import type { LanguageTag } from "../words/language/tags.ts";
import { type PastSubjects, pastSubjects } from "../words/past-subjects.ts";
import { withQuotes } from "../words/quote/quoted-reviews.ts";
import {
	type ContentOptions,
	comparisonContent,
} from "./comparison-content.ts";
import type {
	ComparisonContent,
	EditorText,
	IssueContent,
	Translation,
} from "./content.ts";
import { groupsOf } from "./groups.ts";
import { translatedWords } from "./in-language.ts";
import { lastIssueVotes } from "./last-issue-votes.ts";

/** The parts of an issue's row that decide its content, along with the catalog. `id` is 0 before there is a row. */
export type IssueFrame = Pick<
	IssueRow,
	| "id"
	| "number"
	| "window_start"
	| "window_end"
	| "send_at"
	| "subject"
	| "preheader"
	| "intro"
> &
	Partial<Pick<IssueRow, "signed" | "notes" | "translations">>;

export interface PlacedItem {
	comparison_id: number;
	place: ItemPlace;
	slug?: string;
}

/**
 * Composes an issue from the catalog as it is now. Reads only. The same catalog,
 * settings and votes give the same content. An item whose publication was moved to the
 * end of the window or later is left out.
 *
 * @param items in the order in which readers see them
 */
export async function composeIssue(
	db: Db,
	config: Config,
	frame: IssueFrame,
	items: readonly PlacedItem[],
): Promise<IssueContent> {
	const links = siteLinks(config.publicUrl);
	// Its date may have been corrected since it was chosen.
	const early = new Set(
		(await notYetPublished(db, frame.id)).map((item) => item.comparison_id),
	);
	const published = items.filter((item) => !early.has(item.comparison_id));
	const linked = published.filter((item) => item.place === "more");
	const leadsAndBriefs = published.filter(
		(item) => item.place === "lead" || item.place === "brief",
	);
	const shown = [...leadsAndBriefs, ...linked.slice(0, config.moreLinks)];
	const records = new Map(
		(
			await comparisonsById(
				db,
				shown.map((item) => item.comparison_id),
			)
		).map((record) => [record.id, record]),
	);
	const toolIds = [...records.values()].flatMap((record) => [
		record.left.id,
		record.right.id,
	]);
	const mailed = await lastMailedVerdicts(db, toolIds, frame.id);
	const { communityMinimum } = config;
	const [first, ...otherLanguages] = config.languages;
	const language = languageOf({ language: first });
	const prices = await pricesBefore(db, toolIds, frame.id);
	const options: ContentOptions = {
		links,
		communityMinimum,
		mailed,
		prices,
		language,
	};
	const placed = (place: ItemPlace) =>
		shown.flatMap((item) => {
			const record = records.get(item.comparison_id);
			return item.place === place && record ? [record] : [];
		});
	const contents = (place: ItemPlace) =>
		placed(place).map((record) =>
			noted(frame, comparisonContent(record, options)),
		);
	const plain = { leads: contents("lead"), briefs: contents("brief") };
	const comparisons = [...plain.leads, ...plain.briefs];
	const past = await pastSubjects(db, frame.id);
	const wordsIn = (language: Language, own = frame) =>
		issueWords(own, config, comparisons, plain.leads.length, past, language);
	const { summaries, ...words } = wordsIn(language);
	const worded = (all: readonly ComparisonContent[]) =>
		all.map((pair) => ({
			...pair,
			summary: summaries.get(pair.slug) ?? pair.summary,
		}));
	const briefs = worded(plain.briefs);
	const leads = withQuotes(worded(plain.leads), briefs);
	const more = placed("more").map(({ slug, left, right }) => ({
		slug,
		title: pairTitle(left.name, right.name),
		url: links.comparison(slug),
	}));
	const number = frame.number ?? 0;
	const groups = groupsOf([...leads, ...briefs], { language });
	const dateIn = ({ locale }: Language) =>
		dateLine(frame.send_at ?? frame.window_end, config.timeZone, locale);
	const translation = (tag: LanguageTag): Translation => {
		const language = languageOf({ language: tag });
		const { notes = {}, ...written } = translatedWords(frame)[tag] ?? {};
		const none = { subject: null, preheader: null, intro: null };
		const { summaries, editorsIntro, ...composed } = wordsIn(language, {
			...frame,
			...none,
			...written,
		});
		const inTag = (text: EditorText) => ({ ...text, language: tag });
		const own = Object.entries(notes).map(
			([slug, text]) =>
				[slug, inTag(parseEditorText(text, frame.signed ?? null))] as const,
		);
		const groups = groupsOf([...leads, ...briefs], { language });
		return {
			dateLine: dateIn(language),
			...composed,
			summaries: Object.fromEntries(summaries),
			...(groups.length > 0 && { groups }),
			...((editorsIntro || frame.intro !== null) && {
				editorsIntro: editorsIntro ? inTag(editorsIntro) : null,
			}),
			...(own.length > 0 && { notes: Object.fromEntries(own) }),
		};
	};
	return {
		number,
		...(language.tag !== "en" && { language: language.tag }),
		...(config.catalogLanguage !== "en" && {
			written: config.catalogLanguage,
		}),
		...(otherLanguages.length > 0 && {
			translations: Object.fromEntries(
				otherLanguages.map((tag) => [tag, translation(tag)]),
			),
		}),
		publication: config.publication,
		dateLine: dateIn(language),
		windowStart: frame.window_start,
		windowEnd: frame.window_end,
		...words,
		leads,
		briefs,
		...(groups.length > 0 && { groups }),
		more,
		voted: await lastIssueVotes(db, options, frame.id),
		moreUnlisted: linked.length - more.length,
		links: { home: links.home, issue: links.issue(number) },
		postalAddress: config.postalAddress,
	};
}

/** The words of an issue; of one without comparisons, the name of the publication. */
function issueWords(
	frame: IssueFrame,
	config: Config,
	[first, ...others]: readonly ComparisonContent[],
	leads: number,
	past: PastSubjects,
	language: Language,
): IssueWords {
	return first
		? wordsOf([first, ...others], frame, past, language, leads)
		: {
				subject: config.publication,
				preheader: "",
				lenses: {},
				intro: language.intro.empty,
				summaries: new Map(),
			};
}

/** The entry price of each tool at the last issue that recorded one before this, by tool id. @param id of this issue; 0: all were before it */
async function pricesBefore(
	db: Db,
	toolIds: readonly number[],
	id: number,
): Promise<Map<number, string>> {
	const until = id === 0 ? MAX_ID : id - 1;
	const snapshots = await snapshotsOf(db, [...new Set(toolIds)], until);
	return new Map(
		snapshots.map(({ tool_id, entry_price }) => [tool_id, entry_price]),
	);
}

/** A comparison with what the editor wrote on it. */
function noted(
	{ notes, signed = null }: IssueFrame,
	comparison: ComparisonContent,
): ComparisonContent {
	const texts = new Map<string, string>(
		Object.entries(notes ? JSON.parse(notes) : {}),
	);
	const text = texts.get(comparison.slug);
	return text === undefined
		? comparison
		: { ...comparison, note: parseEditorText(text, signed) };
}
