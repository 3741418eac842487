import { itemsOf } from "../../db/issue/issue-items.ts";
import {
	type IssueHead,
	issueByNumber,
	issuesInStates,
	SEALED_STATES,
	sealedDocuments,
} from "../../db/issue/issues.ts";
import type { Db } from "../../db/schema.ts";
import type { CompiledIssue } from "../../issue/content/compiled-issue.ts";
import type { IssueContent } from "../../issue/content/content.ts";
import type { Envelope } from "../../issue/content/envelope.ts";
import type { StudioIssue } from "../deps.ts";

/** An issue as it was sealed. */
export interface SealedIssue extends StudioIssue {
	issue: IssueHead;
	content: IssueContent;
	compiled: CompiledIssue;
	envelope: Envelope;
}

/** @param number null: the last one that was sealed; null is returned when there is none */
export async function sealedIssue(
	db: Db,
	number: number | null,
): Promise<SealedIssue | null> {
	const issue =
		number === null
			? (await issuesInStates(db, SEALED_STATES, 1))[0]
			: await issueByNumber(db, number);
	if (!issue || !SEALED_STATES.includes(issue.state)) return null;
	const documents = await sealedDocuments(db, issue.id);
	if (!documents) return null;
	const items = await itemsOf(db, issue.id);
	return {
		issue,
		content: JSON.parse(documents.content) as IssueContent,
		compiled: JSON.parse(documents.compiled) as CompiledIssue,
		envelope: JSON.parse(documents.envelope) as Envelope,
		items: items.map((item) => ({
			place: item.place,
			title: `${item.left_name} vs ${item.right_name}`,
			reasonCode: item.reason_code,
			reason: item.reason,
		})),
		blocked: null,
	};
}
