import { countFeedback } from "../../db/delivery/feedback.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import {
	nextSealedAt,
	type Responses,
	responsesBetween,
} from "../../db/issue/responses.ts";
import type { Db } from "../../db/schema.ts";
import type { Instant } from "../../time/clock.ts";

/** How many messages of an issue came back, or were refused. Each message counts once. */
export interface ReturnFigures {
	/** Bounces after a server had accepted the message, by cause. */
	bounced: Record<string, number>;
	/** Refusals while it was sent, by cause. Known when the issue is complete. */
	refused: Record<string, number>;
	/** Bounces by domain, the most first. */
	bouncedByDomain: Record<string, number>;
	complaints: number;
}

export async function returnFigures(
	db: Db,
	issueId: number,
): Promise<ReturnFigures> {
	const counts = await countFeedback(db, issueId);
	const of = (kind: string, by: "cause" | "domain") => {
		const sums = new Map<string, number>();
		for (const one of counts)
			if (one.kind === kind) {
				const name = one[by] || "not known";
				sums.set(name, (sums.get(name) ?? 0) + one.count);
			}
		return Object.fromEntries(
			[...sums].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1)),
		);
	};
	return {
		bounced: of("bounce", "cause"),
		refused: of("refusal", "cause"),
		bouncedByDomain: of("bounce", "domain"),
		complaints: of("complaint", "cause").complaint ?? 0,
	};
}

/** What readers did from the seal of an issue to the seal of the next; null: it is not sealed. */
export async function responsesTo(
	db: Db,
	{ sealed_at: from }: Pick<IssueHead, "sealed_at">,
	now: Instant,
): Promise<Responses | null> {
	return from === null
		? null
		: responsesBetween(db, from, (await nextSealedAt(db, from)) ?? now);
}

/** What became of an issue, and what readers did until the next one was sealed. */
export interface IssueFigures
	extends Omit<ReturnFigures, "refused">,
		Responses {
	/** By cause; null: refusals are counted once the issue has ended, and it has not. */
	refused: ReturnFigures["refused"] | null;
	issue: number | string;
	state: IssueHead["state"];
	sealedAt: Instant;
	recipients: number;
	accepted: number;
}
