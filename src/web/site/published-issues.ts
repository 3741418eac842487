import {
	issuesInStates,
	SEALED_STATES,
	sealedDocuments,
} from "../../db/issue/issues.ts";
import type { Db } from "../../db/schema.ts";
import type { IssueContent } from "../../issue/content/content.ts";
import { issueIn } from "../../issue/content/in-language.ts";
import {
	LANGUAGE_TAGS,
	type LanguageTag,
} from "../../issue/words/language/tags.ts";
import type { Instant } from "../../time/clock.ts";

/** What an issue says of itself. */
export interface IssueHeadline {
	subject: string;
	intro: string;
	dateLine: string;
	/** Of these texts. */
	language: LanguageTag;
}

export interface PublishedIssue extends IssueHeadline {
	number: number;
	sealedAt: Instant;
	/** What its date line names the day of. */
	datedAt: Instant;
}

export interface PublishedIssues {
	/** Newest first. @param limit how many at most */
	list(limit: number, language: LanguageTag): Promise<PublishedIssue[]>;
	/** Of a sealed issue, in this language if it was composed in it, else in its own; undefined: it is not sealed. @param id the row's */
	headline(
		id: number,
		language: LanguageTag,
	): Promise<IssueHeadline | undefined>;
}

type Headlines = ReadonlyMap<LanguageTag, IssueHeadline>;

/** The sealed issues. Their headlines are in large documents that never change, so each is read once. */
export function publishedIssues(db: Db): PublishedIssues {
	const known = new Map<number, Headlines>();

	async function headline(id: number, language: LanguageTag) {
		const read = known.get(id);
		if (read) return read.get(language);
		const documents = await sealedDocuments(db, id);
		if (!documents) return undefined;
		const headlines = headlinesOf(JSON.parse(documents.content));
		known.set(id, headlines);
		return headlines.get(language);
	}

	return {
		headline,
		async list(limit, language) {
			const published: PublishedIssue[] = [];
			for (const issue of await issuesInStates(db, SEALED_STATES, limit)) {
				const { id, number, sealed_at: sealedAt } = issue;
				const datedAt = issue.send_at ?? issue.window_end;
				const said = await headline(id, language);
				if (number !== null && sealedAt !== null && said)
					published.push({ number, sealedAt, datedAt, ...said });
			}
			return published;
		},
	};
}

function headlinesOf(content: IssueContent): Headlines {
	return new Map(
		LANGUAGE_TAGS.map((tag) => {
			const {
				subject,
				intro,
				dateLine,
				language = "en",
			} = issueIn(content, tag);
			return [tag, { subject, intro, dateLine, language }];
		}),
	);
}
