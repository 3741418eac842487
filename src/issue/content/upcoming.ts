import type { Context } from "../../context.ts";
import { itemsOf } from "../../db/issue/issue-items.ts";
import {
	type IssueHead,
	nextNumber,
	openIssue,
} from "../../db/issue/issues.ts";
import type { ItemPlace } from "../../db/issue-tables.ts";
import { nextSlot } from "../week/schedule.ts";
import { selectWeek } from "../week/select-week.ts";
import { composeIssue } from "./compose.ts";
import type { IssueContent } from "./content.ts";

export interface UpcomingIssue {
	/** Null: none is open, and `content` is what a draft made now would hold. */
	issue: IssueHead | null;
	/** Null: there is nothing to show, and `blocked` says why. */
	content: IssueContent | null;
	items: {
		place: ItemPlace;
		title: string;
		reasonCode: string;
		reason: string;
	}[];
	blocked: string | null;
}

type UpcomingContext = Pick<Context, "db" | "clock" | "config">;

/** The open issue or, when none is open, what a draft made now would hold. Reads only. */
export async function upcomingIssue(
	context: UpcomingContext,
): Promise<UpcomingIssue> {
	const open = await openIssue(context.db);
	return open ? drafted(context, open) : notYetDrafted(context);
}

async function drafted(
	context: UpcomingContext,
	issue: IssueHead,
): Promise<UpcomingIssue> {
	const items = await itemsOf(context.db, issue.id);
	return {
		issue,
		content: await composeIssue(context.db, context.config, issue, items),
		items: items.map((item) => ({
			place: item.place,
			title: `${item.left_name} vs ${item.right_name}`,
			reasonCode: item.reason_code,
			reason: item.reason,
		})),
		blocked: null,
	};
}

async function notYetDrafted({
	db,
	config,
	clock,
}: UpcomingContext): Promise<UpcomingIssue> {
	const now = clock.now();
	const { window, selection } = await selectWeek(db, config, now);
	const items = selection.items.map(({ title, place, reasonCode, reason }) => ({
		title,
		place,
		reasonCode,
		reason,
	}));
	if (selection.thin !== null)
		return { issue: null, content: null, items, blocked: selection.thin };
	const frame = {
		id: 0,
		number: await nextNumber(db),
		window_start: window.start,
		window_end: window.end,
		send_at: nextSlot(config, now).sendAt,
		subject: null,
		preheader: null,
		intro: null,
	};
	const placed = selection.items.map((item) => ({
		comparison_id: item.comparisonId,
		place: item.place,
	}));
	return {
		issue: null,
		content: await composeIssue(db, config, frame, placed),
		items,
		blocked: null,
	};
}
