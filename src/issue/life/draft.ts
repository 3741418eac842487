import type { Context } from "../../context.ts";
import { lock } from "../../db/dialect.ts";
import { itemsOf, replaceItems } from "../../db/issue/issue-items.ts";
import {
	type IssueHead,
	insertIssue,
	issueById,
	issueBySlot,
	issuesInStates,
	lastClosedIssue,
	nextNumber,
	openIssue,
	updateIssue,
} from "../../db/issue/issues.ts";
import type { Trx } from "../../db/schema.ts";
import { Failure } from "../../errors.ts";
import type { Instant } from "../../time/clock.ts";
import { formatTime } from "../../time/format-time.ts";
import type { Slot } from "../week/schedule.ts";
import type { WeekSelection } from "../week/select-comparisons.ts";
import { selectWeek } from "../week/select-week.ts";
import { keepArrangement } from "./arrange.ts";
import { auditIssue } from "./audit.ts";

export interface Drafted {
	/**
	 * drafted: a new issue; updated: the open draft, selected again; skipped: a thin
	 * week, recorded as such; kept: there is an issue already that is past drafting.
	 */
	outcome: "drafted" | "updated" | "skipped" | "kept";
	issue: IssueHead;
}

export interface DraftOptions {
	/** The scheduled slot it is for; null: by hand, now. */
	slot?: Slot | null;
	/** The end of the window, where it is not the slot's or now. Never in the future. */
	until?: Instant | null;
}

/**
 * Drafts the coming issue, in one transaction. Safe to repeat: a second run
 * selects again for the open draft, keeps the editor's texts and what the editor
 * arranged, and never makes a second issue for one slot.
 *
 * @throws Failure `window-in-future`
 */
export async function draftIssue(
	context: Context,
	{ slot = null, until = null }: DraftOptions = {},
): Promise<Drafted> {
	const now = context.clock.now();
	if (until !== null && until > now)
		throw new Failure(
			"window-in-future",
			`The window can't end at ${formatTime(until, context.config.timeZone)}, which is still to come. To end it now, leave out --until.`,
		);
	return context.db.transaction().execute(async (trx) => {
		await lock(trx, "draft");
		const open = await openIssue(trx);
		const own = slot ? await issueBySlot(trx, slot.sendAt) : undefined;
		if (own && own.state !== "draft" && own.state !== "approved")
			return { outcome: "kept", issue: own };
		if (open?.state === "approved")
			return { outcome: "kept", issue: await bindToSlot(trx, open, slot, now) };

		const end =
			until ?? slot?.draftAt ?? (open?.slot ? open.window_end : null) ?? now;
		const { window, selection } = await selectWeek(trx, context.config, end);
		const frame = {
			window_start: window.start,
			window_end: window.end,
			...(slot ? { slot: slot.sendAt, send_at: slot.sendAt } : {}),
			updated_at: now,
		};
		return selection.thin === null
			? store(trx, context, open, frame, selection)
			: skip(trx, context, open, { ...frame, note: selection.thin }, selection);
	});
}

/** An approved issue stays as it was approved; a slot that comes due only gives it its time. */
async function bindToSlot(
	trx: Trx,
	issue: IssueHead,
	slot: Slot | null,
	now: Instant,
): Promise<IssueHead> {
	if (!slot || issue.slot) return issue;
	await updateIssue(trx, issue.id, ["approved"], {
		slot: slot.sendAt,
		send_at: issue.send_at ?? slot.sendAt,
		updated_at: now,
	});
	return reread(trx, issue.id);
}

type Frame = {
	window_start: Instant;
	window_end: Instant;
	slot?: Instant;
	send_at?: Instant;
	note?: string;
	updated_at: Instant;
};

async function store(
	trx: Trx,
	context: Context,
	open: IssueHead | undefined,
	frame: Frame,
	selection: WeekSelection,
): Promise<Drafted> {
	const id =
		open?.id ??
		(await insertIssue(trx, {
			...frame,
			number: await nextNumber(trx),
			state: "draft",
			created_at: frame.updated_at,
		}));
	if (open) await updateIssue(trx, id, ["draft"], frame);
	const earlier = open ? await itemsOf(trx, id) : [];
	await replaceItems(trx, id, keepArrangement(items(selection), earlier));
	return {
		outcome: open ? "updated" : "drafted",
		issue: await auditIssue(trx, context, "draft", id, open ?? null),
	};
}

/**
 * A thin week leaves a row that says so. By hand it never closes the window,
 * and asking again renews the same row instead of adding one.
 */
async function skip(
	trx: Trx,
	context: Context,
	open: IssueHead | undefined,
	frame: Frame,
	selection: WeekSelection,
): Promise<Drafted> {
	const slot = frame.slot ?? open?.slot ?? null;
	const closes = slot !== null && context.config.thinWeek === "skip";
	const outcome =
		selection.items.length === 0
			? "Nothing is sent."
			: closes
				? "This week is skipped; these comparisons are passed over."
				: "Nothing is sent; the comparisons roll over to the next issue.";
	const change = {
		...frame,
		state: "skipped" as const,
		number: null,
		closes_window: closes ? 1 : 0,
		note: `${frame.note} ${outcome}`,
	};
	const earlier = open ?? (slot === null ? await sameThinWeek(trx) : undefined);
	const id =
		earlier?.id ??
		(await insertIssue(trx, { ...change, created_at: frame.updated_at }));
	if (earlier) await updateIssue(trx, id, ["draft", "skipped"], change);
	await replaceItems(trx, id, items(selection));
	return {
		outcome: "skipped",
		issue: await auditIssue(trx, context, "skip", id, earlier ?? null),
	};
}

/** Whether a row is only a try to draft by hand in a thin week: whoever tried was told, and no week was skipped. */
export function isTry({
	state,
	slot,
}: Pick<IssueHead, "state" | "slot">): boolean {
	return state === "skipped" && slot === null;
}

/** The last thin week found by hand, if nothing has been sealed since. */
async function sameThinWeek(trx: Trx): Promise<IssueHead | undefined> {
	const [skipped] = await issuesInStates(trx, ["skipped"], 1);
	const previous = await lastClosedIssue(trx);
	return skipped && skipped.slot === null && skipped.id > (previous?.id ?? 0)
		? skipped
		: undefined;
}

function items(selection: WeekSelection) {
	return selection.items.map((item) => ({
		comparison_id: item.comparisonId,
		place: item.place,
		position: item.position,
		reason_code: item.reasonCode,
		reason: item.reason,
	}));
}

async function reread(trx: Trx, id: number): Promise<IssueHead> {
	return (await issueById(trx, id)) as IssueHead;
}
