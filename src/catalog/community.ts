import type { ToolRow } from "../db/schema.ts";

/** What readers voted. Counts are null where the source states only a share. */
export interface Community {
	/** Per cent of the votes that say ship, 0 to 100, rounded. */
	share: number;
	ship: number | null;
	skip: number | null;
}

/** The readers' votes on a tool; null when there are none yet, or none are known. */
export function communityOf(
	tool: Pick<ToolRow, "community_ship" | "community_skip" | "community_share">,
): Community | null {
	const { community_ship: ship, community_skip: skip } = tool;
	if (ship !== null && skip !== null && ship + skip > 0)
		return { share: Math.round((100 * ship) / (ship + skip)), ship, skip };
	if (tool.community_share === null) return null;
	return { share: Math.round(tool.community_share), ship: null, skip: null };
}
