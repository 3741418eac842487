import { contentsSealedBefore } from "../../db/issue/issues.ts";
import type { Db } from "../../db/schema.ts";
import type { IssueContent } from "../content/content.ts";
import { folded } from "./phrases.ts";

/** The subjects that the earlier issues have had, in all their cohorts. */
export interface PastSubjects {
	/** Whether one of them said the same, but for case and signs. */
	had(subject: string): boolean;
}

export const noPast: PastSubjects = { had: () => false };

/**
 * Of every issue that was ever sealed before this one, cancelled ones too: no
 * later event takes one of them away, so what was approved stays as it is.
 *
 * @param id of this issue; 0: it has no row yet, and all were before it
 */
export async function pastSubjects(db: Db, id: number): Promise<PastSubjects> {
	const used = new Set<string>();
	for (const content of await contentsSealedBefore(db, id)) {
		// What an earlier version sealed may have no lenses.
		const { subject, lenses = {} } = JSON.parse(
			content,
		) as Partial<IssueContent>;
		for (const one of [subject, ...Object.values(lenses).map(lensSubject)])
			if (one) used.add(folded(one));
	}
	return { had: (subject) => used.has(folded(subject)) };
}

function lensSubject(headlines: { subject: string }): string {
	return headlines.subject;
}
