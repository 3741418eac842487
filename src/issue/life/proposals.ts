import type { Context } from "../../context.ts";
import { itemsOf } from "../../db/issue/issue-items.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import { composeIssue } from "../content/compose.ts";
import { issueIn, translatedWords } from "../content/in-language.ts";
import type { LanguageTag } from "../words/language/tags.ts";

/** The words that an issue would have in a language without the editor's own. */
export interface Proposal {
	subject: string;
	/** Depends on the subject, which may be the editor's. */
	preheader: string;
	intro: string;
}

export interface Proposals extends Proposal {
	/** Those in the other languages of the publication. */
	others: ReadonlyMap<LanguageTag, Proposal>;
}

/** Composes the words that an editor can go back to, in each language. Reads only. */
export async function proposals(
	{ db, config }: Pick<Context, "db" | "config">,
	issue: IssueHead,
): Promise<Proposals> {
	const items = await itemsOf(db, issue.id);
	const [first, ...languages] = config.languages;
	const subjects = Object.entries(translatedWords(issue)).map(
		([tag, { subject }]) =>
			[tag, subject === undefined ? {} : { subject }] as const,
	);
	const rest = {
		...issue,
		preheader: null,
		intro: null,
		translations: JSON.stringify(Object.fromEntries(subjects)),
	};
	const composed = await composeIssue(db, config, rest, items);
	const none = { ...rest, subject: null, translations: null };
	const isBare =
		issue.subject === null && subjects.every(([, own]) => !("subject" in own));
	const bare = isBare ? composed : await composeIssue(db, config, none, items);
	const wordsIn = (language: LanguageTag): Proposal => {
		const { preheader, intro } = issueIn(composed, language);
		return { subject: issueIn(bare, language).subject, preheader, intro };
	};
	return {
		...wordsIn(first),
		others: new Map(languages.map((tag) => [tag, wordsIn(tag)])),
	};
}
