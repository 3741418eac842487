import type { Verdict } from "../../db/catalog-tables.ts";
import { issuesInStates, SEALED_STATES } from "../../db/issue/issues.ts";
import type { Db } from "../../db/schema.ts";
import type { LanguageTag } from "../words/language/tags.ts";
import type { IssueContent, ToolContent } from "./content.ts";
import { issueIn } from "./in-language.ts";
import { sealedContent } from "./sealed.ts";

/** The newest issue in short, as the welcome letter shows it. */
export interface LatestIssue {
	number: number;
	/** "24 November 2026" */
	dateLine: string;
	subject: string;
	/** On the web. */
	url: string;
	/** Its comparisons, two tools each, as many as a letter has room for. */
	calls: (readonly [LatestCall, LatestCall])[];
	/** How many comparisons there are beyond these. */
	unlisted: number;
}

export interface LatestCall {
	tool: string;
	/** Null: not known. */
	verdict: Verdict | null;
	/** Per cent of the panel that would ship it, 0 to 100; null: not known. */
	share: number | null;
}

/** How many comparisons a letter has room for. */
const CALLS = 5;

/** The newest sealed issue in short; null: there is none. @param language null, or one that it was not composed in: its own */
export async function latestIssue(
	db: Db,
	language: LanguageTag | null = null,
): Promise<LatestIssue | null> {
	const [issue] = await issuesInStates(db, SEALED_STATES, 1);
	const content = issue && (await sealedContent(db, issue.id));
	return content ? issueInBrief(issueIn(content, language)) : null;
}

/** An issue's headline and its calls, in the issue's order. */
export function issueInBrief(content: IssueContent): LatestIssue {
	const comparisons = [...content.leads, ...content.briefs];
	const linked = content.more.length + content.moreUnlisted;
	return {
		number: content.number,
		dateLine: content.dateLine,
		subject: content.subject,
		url: content.links.issue,
		calls: comparisons
			.slice(0, CALLS)
			.map(({ left, right }) => [callOf(left), callOf(right)]),
		unlisted: Math.max(0, comparisons.length - CALLS) + linked,
	};
}

function callOf({ name, panel }: ToolContent): LatestCall {
	return { tool: name, verdict: panel.verdict, share: panel.share };
}
