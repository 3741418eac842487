import type { Context } from "../../context.ts";
import { lock } from "../../db/dialect.ts";
import { itemsOf, replaceItems } from "../../db/issue/issue-items.ts";
import {
	type IssueHead,
	issueBySlot,
	issuesInStates,
	lastClosedIssue,
	nextNumber,
	openIssue,
} from "../../db/issue/issues.ts";
import type { Trx } from "../../db/schema.ts";
import { Failure } from "../../errors.ts";
import type { Instant } from "../../time/clock.ts";
import { formatTime } from "../../time/format-time.ts";
import type { Slot } from "../week/schedule.ts";
import type { WeekSelection } from "../week/select-comparisons.ts";
import { selectWeek } from "../week/select-week.ts";
import { keepArrangement, toldOf } from "./arrange.ts";
import { by } from "./audit.ts";
import { changeIssue, createIssue } from "./change-issue.ts";

export interface Drafted {
	/**
	 * drafted: a new issue; updated: the open draft, selected again; skipped: a thin
	 * week, recorded as such (by hand, only where no draft is open); kept: there is an issue already that is past drafting.
	 */
	outcome: "drafted" | "updated" | "skipped" | "kept";
	issue: IssueHead;
}

export interface DraftOptions {
	/** The scheduled slot it is for; null: by hand, now. */
	slot?: Slot | null;
	/** The end of the window, where it is not the slot's or now. Never in the future. */
	until?: Instant | null;
	/** What becomes of a thin week without a draft: a row that says so, or nothing at all (`thin-week`). */
	thinWeek?: "record" | "refuse";
	/** The open issue that somebody saw before they drafted, null: none; another one is left alone. Absent: whichever is open. */
	seen?: number | null;
}

/** What drafting by hand would do now. */
export interface DraftPlan {
	outcome: Drafted["outcome"];
	/** The issue that is open; undefined: none is. */
	open: IssueHead | undefined;
	/** What would be chosen from, and what of it; null: nothing would change. */
	week: Week | null;
}

type Week = Awaited<ReturnType<typeof selectWeek>>;

/**
 * Drafts the coming issue, in one transaction. Safe to repeat: a second run
 * selects again for the open draft, keeps the editor's texts and what the editor
 * arranged, and never makes a second issue for one slot.
 *
 * @throws Failure `window-in-future`, `thin-week`, `drafted-meanwhile`
 */
export async function draftIssue(
	context: Context,
	{ slot = null, until = null, thinWeek = "record", seen }: DraftOptions = {},
): Promise<Drafted> {
	const now = context.clock.now();
	if (until !== null && until > now)
		throw new Failure(
			"window-in-future",
			`The window can't end at ${formatTime(until, context.config.timeZone)}, which is still to come. Name no end to end it now.`,
		);
	return context.db.transaction().execute(async (trx) => {
		await lock(trx, "draft");
		const open = await openIssue(trx);
		if (seen !== undefined && seen !== (open?.id ?? null))
			throw new Failure(
				"drafted-meanwhile",
				"Nothing was changed: somebody drafted or cancelled the coming issue since you looked. Look at what drafting would do now.",
			);
		const own = slot ? await issueBySlot(trx, slot.sendAt) : undefined;
		if (own && own.state !== "draft" && own.state !== "approved")
			return { outcome: "kept", issue: own };
		if (open?.state === "approved")
			return {
				outcome: "kept",
				issue: await bindToSlot(trx, context, open, slot),
			};

		const end = until ?? slot?.draftAt ?? endByHand(open, now);
		const { window, selection } = await selectWeek(trx, context.config, end);
		// What an editor wrote in a draft does not end because of a look at the week.
		const keepsDraft = open !== undefined && slot === null;
		if (selection.thin !== null && (keepsDraft || thinWeek === "refuse"))
			throw new Failure(
				"thin-week",
				`${selection.thin} ${open ? `Issue ${open.number} stays as it is` : "Nothing was changed"}. Import more comparisons with: digest import FILE`,
			);
		const frame = {
			window_start: window.start,
			window_end: window.end,
			...(slot ? { slot: slot.sendAt, send_at: slot.sendAt } : {}),
		};
		return selection.thin === null
			? store(trx, context, open, frame, selection)
			: skip(trx, context, open, { ...frame, note: selection.thin }, selection);
	});
}

/** What `draftIssue` would do now without a slot, for a page that asks before it does. Reads only. */
export async function planDraft({
	db,
	clock,
	config,
}: Pick<Context, "db" | "clock" | "config">): Promise<DraftPlan> {
	const open = await openIssue(db);
	if (open?.state === "approved") return { outcome: "kept", open, week: null };
	const week = await selectWeek(db, config, endByHand(open, clock.now()));
	if (week.selection.thin !== null) return { outcome: "skipped", open, week };
	return { outcome: open ? "updated" : "drafted", open, week };
}

/** A draft that the schedule made keeps the end of its window. */
function endByHand(open: IssueHead | undefined, now: Instant): Instant {
	return (open?.slot ? open.window_end : null) ?? now;
}

/** An approved issue stays as it was approved; a slot that comes due only gives it its time. */
async function bindToSlot(
	trx: Trx,
	context: Context,
	issue: IssueHead,
	slot: Slot | null,
): Promise<IssueHead> {
	if (!slot || issue.slot) return issue;
	return changeIssue(trx, by(context), issue.id, {
		action: "schedule",
		from: ["approved"],
		set: { slot: slot.sendAt, send_at: issue.send_at ?? slot.sendAt },
	});
}

type Frame = {
	window_start: Instant;
	window_end: Instant;
	slot?: Instant;
	send_at?: Instant;
	note?: string;
};

async function store(
	trx: Trx,
	context: Context,
	open: IssueHead | undefined,
	frame: Frame,
	selection: WeekSelection,
): Promise<Drafted> {
	const choose = async (id: number) => {
		const earlier = await itemsOf(trx, id);
		await replaceItems(trx, id, keepArrangement(items(selection), earlier));
		const told = toldOf(earlier);
		const now = toldOf(await itemsOf(trx, id));
		return told.items.join() === now.items.join()
			? undefined
			: { before: told, after: now };
	};
	if (open)
		return {
			outcome: "updated",
			issue: await changeIssue(trx, by(context), open.id, {
				action: "draft",
				from: ["draft"],
				set: frame,
				also: ({ id }) => choose(id),
			}),
		};
	const number = await nextNumber(trx);
	const row = { ...frame, number, state: "draft" as const };
	return {
		outcome: "drafted",
		issue: await createIssue(trx, by(context), "draft", row, choose),
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
	const choose = async (id: number) => {
		await replaceItems(trx, id, items(selection));
		return undefined;
	};
	const issue = earlier
		? await changeIssue(trx, by(context), earlier.id, {
				action: "skip",
				from: ["draft", "skipped"],
				set: change,
				also: ({ id }) => choose(id),
			})
		: await createIssue(trx, by(context), "skip", change, choose);
	return { outcome: "skipped", issue };
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

const items = (selection: WeekSelection) =>
	selection.items.map((item) => ({
		comparison_id: item.comparisonId,
		place: item.place,
		position: item.position,
		reason_code: item.reasonCode,
		reason: item.reason,
	}));
