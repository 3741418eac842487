import {
	issuesInStates,
	SEALED_STATES,
	sealedDocuments,
} from "../../db/issue/issues.ts";
import type { Db } from "../../db/schema.ts";
import type { IssueContent } from "../../issue/content/content.ts";
import type { Instant } from "../../time/clock.ts";

export interface PublishedIssue {
	number: number;
	sealedAt: Instant;
	subject: string;
	intro: string;
	dateLine: string;
}

export interface PublishedIssues {
	/** Newest first. @param limit how many at most */
	list(limit: number): Promise<PublishedIssue[]>;
	/** The subject and intro of a sealed issue. @param id the row's */
	words(id: number): Promise<Pick<PublishedIssue, "subject" | "intro">>;
}

/** The sealed issues. Their subjects and intros are in large documents that never change, so each is read once. */
export function publishedIssues(db: Db): PublishedIssues {
	const headlines = new Map<
		number,
		Omit<PublishedIssue, "number" | "sealedAt">
	>();

	async function headline(id: number) {
		const known = headlines.get(id);
		if (known) return known;
		const documents = await sealedDocuments(db, id);
		if (!documents) return undefined;
		const content: IssueContent = JSON.parse(documents.content);
		const { subject, intro, dateLine } = content;
		headlines.set(id, { subject, intro, dateLine });
		return { subject, intro, dateLine };
	}

	return {
		words: async (id) => (await headline(id)) ?? { subject: "", intro: "" },
		async list(limit) {
			const published: PublishedIssue[] = [];
			for (const issue of await issuesInStates(db, SEALED_STATES, limit)) {
				const { id, number, sealed_at: sealedAt } = issue;
				const words = await headline(id);
				if (number !== null && sealedAt !== null && words)
					published.push({ number, sealedAt, ...words });
			}
			return published;
		},
	};
}
