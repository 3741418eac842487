import { subjectsSealedBefore } from "../../db/issue/issue-subjects.ts";
import type { Db } from "../../db/schema.ts";
import type { IssueContent } from "../content/content.ts";
import { normalizedWords } from "./phrases.ts";

/** The subjects of the earlier issues, in all their cohorts. */
export interface PastSubjects {
	/** Whether an earlier issue had this subject. Case and punctuation do not count. */
	had(subject: string): boolean;
}

export const noPastSubjects: PastSubjects = { had: () => false };

/** Ten years of weekly issues, with five subjects each. */
const REMEMBERED = 10 * 52 * 5;

/**
 * The subjects of the issues that were sealed before this one, cancelled ones
 * included: no later event removes one, so an approved subject does not change.
 *
 * @param id of this issue; 0: it has no row yet, and all were before it
 */
export async function pastSubjects(db: Db, id: number): Promise<PastSubjects> {
	const subjects = await subjectsSealedBefore(db, id, REMEMBERED);
	const used = new Set(subjects.map(normalizedWords));
	return { had: (subject) => used.has(normalizedWords(subject)) };
}

/** All subjects that some reader of an issue gets. */
export function subjectsOf({
	subject,
	lenses,
}: Pick<IssueContent, "subject" | "lenses">): Set<string> {
	return new Set([subject, ...Object.values(lenses).map((one) => one.subject)]);
}
