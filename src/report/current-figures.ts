import type { Context } from "../context.ts";
import { countsOfIssue } from "../db/delivery/deliveries.ts";
import { type FigureRow, figuresOf } from "../db/issue/issue-figures.ts";
import type { IssueHead } from "../db/issue/issues.ts";
import { nextSealedAt } from "../db/issue/responses.ts";
import { domainGroups } from "../delivery/rates/domain-groups.ts";
import type { IssueFigures } from "../delivery/returns/figures.ts";
import { countResponses } from "./count-issue.ts";

/**
 * What became of an issue, by the count that the studio's report shows. What is not
 * final is counted anew and kept, so both have the same numbers; what is final
 * stays when people are erased.
 *
 * @returns null: it is not sealed
 */
export async function currentFigures(
	{ db, clock, config }: Context,
	issue: IssueHead,
): Promise<IssueFigures | null> {
	const { sealed_at } = issue;
	if (sealed_at === null) return null;
	const groups = domainGroups(config.domainGroups);
	const now = clock.now();
	const isFinal = (await figuresOf(db, issue.id)).some(
		({ figure, count }) => figure === "responses counted" && count === 1,
	);
	if (!isFinal)
		await countResponses(
			db,
			groups,
			{ id: issue.id, sealed_at },
			(await nextSealedAt(db, sealed_at)) ?? now,
			{ at: now, final: false },
		);
	const rows = await figuresOf(db, issue.id);
	// Refusals are recorded when it ends: one may be deferred, and come to nothing, until then.
	const isOver = issue.state === "complete" || issue.state === "ended";
	const sum = (...figures: string[]) =>
		rows
			.filter(({ figure }) => figures.includes(figure))
			.reduce((total, { count }) => total + count, 0);
	return {
		issue: issue.number ?? `id:${issue.id}`,
		state: issue.state,
		sealedAt: sealed_at,
		recipients: issue.recipients ?? 0,
		accepted: (await countsOfIssue(db, issue)).accepted ?? 0,
		bounced: byName(rows, "bounce"),
		refused: isOver ? byName(rows, "refusal") : null,
		bouncedByDomain: byName(rows, "bounced at"),
		complaints: sum("complaint"),
		leaves: sum("left"),
		votes: sum("votes ship", "votes skip"),
		saves: sum("saved"),
	};
}

/** The most first. */
function byName(
	rows: readonly FigureRow[],
	wanted: string,
): Record<string, number> {
	return Object.fromEntries(
		rows
			.filter(({ figure }) => figure === wanted)
			.sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
			.map(({ name, count }) => [name, count]),
	);
}
