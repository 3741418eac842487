import type { ComparisonContent, IssueContent } from "../content/content.ts";
import { parseEditorText, plainText } from "./editor-text.ts";
import { composeIntro } from "./intro.ts";
import type { Language } from "./language/language.ts";
import { lensHeadlines } from "./lens-headlines.ts";
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
 */
export function wordsOf(
	[lead, ...others]: readonly [ComparisonContent, ...ComparisonContent[]],
	own: OwnWords,
	past: PastSubjects,
	language: Language,
): IssueWords {
	const used = usedForms();
	const number = own.number ?? 0;
	const subject =
		own.subject ?? composeSubject(lead, past, number, { language, others });
	const preheader =
		own.preheader ??
		composePreheader(subject, lead, others, { language, used });
	const editors =
		own.intro === null ? null : parseEditorText(own.intro, own.signed ?? null);
	const lenses = lensHeadlines(lead, others, past, number, language);
	return {
		subject,
		preheader,
		lenses: Object.fromEntries(
			Object.entries(lenses).map(([reviewer, composed]) => [
				reviewer,
				{
					subject: own.subject ?? composed.subject,
					preheader: own.preheader ?? composed.preheader,
				},
			]),
		),
		intro: editors
			? plainText(editors)
			: composeIntro([lead, ...others], { language }),
		...(editors && { editorsIntro: editors }),
		summaries: new Map(
			[lead, ...others].map((pair) => [
				pair.slug,
				summarise(pair, { language, used }),
			]),
		),
	};
}
