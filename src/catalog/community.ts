import type { VoteCount } from "../db/catalog/community-votes.ts";
import type { ToolRow } from "../db/catalog-tables.ts";

/** How readers voted. Counts are null where the source states only a share. */
export interface Community {
	/** Percentage of the votes that say ship, 0 to 100, rounded. */
	share: number;
	ship: number | null;
	skip: number | null;
}

/**
 * The community's votes on a tool: those that the source counted plus those of
 * our own readers. Null when they are fewer than `minimum`. Where the source
 * states a share without counts, that share is returned: votes can't be added
 * to it.
 *
 * @param minimum below this number of votes, nothing is shown
 */
export function communityOf(
	tool: Pick<
		ToolRow,
		"community_ship" | "community_skip" | "community_share"
	> & { votes: VoteCount },
	minimum: number,
): Community | null {
	const { community_ship, community_skip, community_share, votes } = tool;
	const counted = community_ship !== null && community_skip !== null;
	if (!counted && community_share !== null)
		return { share: Math.round(community_share), ship: null, skip: null };
	const ship = votes.ship + (counted ? community_ship : 0);
	const skip = votes.skip + (counted ? community_skip : 0);
	if (ship + skip < Math.max(1, minimum)) return null;
	return { share: Math.round((100 * ship) / (ship + skip)), ship, skip };
}
