import type { ComparisonContent, IssueContent } from "../content/content.ts";
import { parseEditorText, plainText, withoutOverrides } from "./editor-text.ts";
import { composeIntro } from "./intro.ts";
import type { Language } from "./language/language.ts";
import { lensContents } from "./lens-headlines.ts";
import type { PastSubjects } from "./past-subjects.ts";
import { composePreheader } from "./preheader.ts";
import { composeSubject } from "./subject.ts";
import { summarise } from "./summary.ts";
import { usedForms } from "./used-forms.ts";

/** What an editor wrote; null: it is composed. */
export interface OwnWords {
	/** The edition number; null: there is none yet. */
	number: number | null;
	subject: string | null;
	preheader: string | null;
	intro: string | null;
	/** The name under what they wrote; absent or null: nobody's. */
	signed?: string | null;
}

export interface IssueWords
	extends Pick<
		IssueContent,
		"subject" | "preheader" | "lenses" | "intro" | "editorsIntro"
	> {
	/** By the slug of each comparison. */
	summaries: ReadonlyMap<string, string>;
}

/**
 * All composed texts of an issue, in the order in which they are read: each is
 * chosen with a look at those before it, so that no sentence sounds twice. The
 * editor's own texts replace them, for everybody.
 *
 * @param comparisons the leads and briefs, in their order; at least one
 * @param leads how many of them are leads, the first ones
 */
export function wordsOf(
	[lead, ...others]: readonly [ComparisonContent, ...ComparisonContent[]],
	own: OwnWords,
	past: PastSubjects,
	language: Language,
	leads = 1 + others.length,
): IssueWords {
	const used = usedForms();
	const number = own.number ?? 0;
	const subject =
		own.subject === null
			? composeSubject(lead, past, number, { language, others })
			: withoutOverrides(own.subject);
	const preheader =
		own.preheader === null
			? composePreheader(subject, lead, others, { language, used })
			: withoutOverrides(own.preheader);
	const editors =
		own.intro === null ? null : parseEditorText(own.intro, own.signed ?? null);
	const all = [lead, ...others];
	const words = {
		subject,
		preheader,
		intro: editors ? plainText(editors) : composeIntro(all, { language }),
	};
	const lenses = lensContents(
		{ leads: all.slice(0, leads), briefs: all.slice(leads) },
		words,
		past,
		number,
		language,
	);
	return {
		...words,
		...(editors && { editorsIntro: editors }),
		lenses: withOwnWords(own, words, lenses),
		summaries: new Map(
			all.map((pair, at) => [
				pair.slug,
				summarise(pair, { language, used, briefly: at >= leads }),
			]),
		),
	};
}

/**
 * The editor's own texts replace those of each lens. A subject of theirs is about
 * the first comparison, so it keeps the order, too.
 */
function withOwnWords(
	own: OwnWords,
	{ subject, preheader, intro }: Omit<IssueWords, "lenses" | "summaries">,
	lenses: IssueContent["lenses"],
): IssueContent["lenses"] {
	return Object.fromEntries(
		Object.entries(lenses).map(([reviewer, { order = [], ...composed }]) => [
			reviewer,
			{
				...composed,
				...(own.preheader !== null && { preheader }),
				...(own.intro !== null && { intro }),
				...(own.subject === null ? { order } : { subject }),
			},
		]),
	);
}
