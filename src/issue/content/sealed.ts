import { sealedDocuments } from "../../db/issue/issues.ts";
import type { Db } from "../../db/schema.ts";
import type { CompiledIssue } from "./compiled-issue.ts";
import type { IssueContent } from "./content.ts";

/** What the issue said when it was sealed; null: it is not sealed. */
export async function sealedContent(
	db: Db,
	issueId: number,
): Promise<IssueContent | null> {
	const documents = await sealedDocuments(db, issueId);
	return documents ? (JSON.parse(documents.content) as IssueContent) : null;
}

/** The message as it was compiled when it was sealed; null: it is not sealed. */
export async function sealedMessage(
	db: Db,
	issueId: number,
): Promise<CompiledIssue | null> {
	const documents = await sealedDocuments(db, issueId);
	return documents ? (JSON.parse(documents.compiled) as CompiledIssue) : null;
}
