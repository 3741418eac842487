import { itemsOf } from "../../db/issue/issue-items.ts";
import {
	type IssueHead,
	nextNumber,
	openIssue,
} from "../../db/issue/issues.ts";
import type { ItemPlace } from "../../db/schema.ts";
import type { Desk } from "../context.ts";
import { selectWeek } from "../week/select-week.ts";
import { nextSlot } from "../week/week.ts";
import { composeIssue } from "./compose.ts";
import type { IssueContent } from "./content.ts";

export interface ComingIssue {
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

/** It only reads. */
type Reading = Omit<Desk, "preflight">;

/** The open issue or, when none is open, what a draft made now would hold. Reads only. */
export async function comingIssue(desk: Reading): Promise<ComingIssue> {
	const open = await openIssue(desk.db);
	return open ? openDraft(desk, open) : unmade(desk);
}

async function openDraft(
	desk: Reading,
	issue: IssueHead,
): Promise<ComingIssue> {
	const items = await itemsOf(desk.db, issue.id);
	return {
		issue,
		content: await composeIssue(desk.db, desk.config, issue, items),
		items: items.map((item) => ({
			place: item.place,
			title: `${item.left_name} vs ${item.right_name}`,
			reasonCode: item.reason_code,
			reason: item.reason,
		})),
		blocked: null,
	};
}

async function unmade({ db, config, clock }: Reading): Promise<ComingIssue> {
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
