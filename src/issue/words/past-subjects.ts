import { contentsSealedBefore } from "../../db/issue/issues.ts";
import type { Db } from "../../db/schema.ts";
import type { IssueContent } from "../content/content.ts";
import { normalizedWords } from "./phrases.ts";

/** The subjects of the earlier issues, in all their cohorts. */
export interface PastSubjects {
	/** Whether an earlier issue had this subject. Case and punctuation do not count. */
	had(subject: string): boolean;
}

export const noPastSubjects: PastSubjects = { had: () => false };

/**
 * The subjects of every issue that was sealed before this one, cancelled ones
 * included: no later event removes one, so an approved subject does not change.
 *
 * @param id of this issue; 0: it has no row yet, and all were before it
 */
export async function pastSubjects(db: Db, id: number): Promise<PastSubjects> {
	const used = new Set<string>();
	for (const content of await contentsSealedBefore(db, id)) {
		// Issues that an earlier version sealed may have no lenses.
		const { subject, lenses = {} } = JSON.parse(
			content,
		) as Partial<IssueContent>;
		for (const one of [subject, ...Object.values(lenses).map(lensSubject)])
			if (one) used.add(normalizedWords(one));
	}
	return { had: (subject) => used.has(normalizedWords(subject)) };
}

function lensSubject(headlines: { subject: string }): string {
	return headlines.subject;
}
