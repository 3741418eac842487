import type { Context } from "../../context.ts";
import {
	type IssueItem,
	itemsOf,
	replaceItems,
} from "../../db/issue/issue-items.ts";
import type { IssueHead } from "../../db/issue/issues.ts";
import type { IssueItemRow, ItemPlace } from "../../db/issue-tables.ts";
import { Failure } from "../../errors.ts";
import { isStorable } from "../../text/storable-text.ts";
import { changeDraft } from "./change-draft.ts";

/** Where an editor puts a comparison of the issue's window. */
export interface ItemMove {
	comparisonId: number;
	place: ItemPlace;
	/** From 0, within its place; null: at the end. One too large means the end. */
	position: number | null;
	/** Why it is left out, in a sentence; needed for the place `passed`. */
	reason?: string;
}

type Item = Omit<IssueItemRow, "issue_id">;

/** The codes of items that an editor decided on: a later draft keeps them. */
const EDITORS = ["editor", "left-out"];
const MAX_REASON = 200;
const PLACES: readonly ItemPlace[] = ["lead", "brief", "more", "passed"];

/**
 * Moves a comparison within an issue that is not sealed yet, brings it in or
 * leaves it out. An approved issue becomes a draft again.
 *
 * @param revision the one that the editor saw; null: whatever it is now
 * @throws Failure `not-editable`, `stale-edit`, `no-such-item`, `no-reason`, `no-lead`
 */
export async function arrangeIssue(
	context: Context,
	id: number,
	move: ItemMove,
	revision: number | null = null,
): Promise<IssueHead> {
	let was: object = {};
	let is: object = {};
	return changeDraft(
		context,
		id,
		"arrange",
		revision,
		async (trx) => {
			const items = await itemsOf(trx, id);
			await replaceItems(trx, id, moveItem(items, move));
			was = toldOf(items);
			is = {
				...toldOf(await itemsOf(trx, id)),
				...(move.reason && { reason: move.reason }),
			};
			return {};
		},
		() => ({ before: was, after: is }),
	);
}

/** What an issue shows, in the order of reading, for the audit log. */
export function toldOf(items: readonly IssueItem[]): { items: string[] } {
	return {
		items: items
			.filter(({ place }) => place !== "passed")
			.map(({ place, slug }) => `${place} ${slug}`),
	};
}

/**
 * The items in the order of reading, with one of them moved; positions count from 0 in each place.
 *
 * @throws Failure `no-such-item`, `no-reason`, `no-lead`
 */
export function moveItem(
	items: readonly Item[],
	{ comparisonId, place, position, reason = "" }: ItemMove,
): Item[] {
	const item = items.find((one) => one.comparison_id === comparisonId);
	if (!item)
		throw new Failure(
			"no-such-item",
			"This comparison is not in the issue’s window. Draft the issue again to see what is.",
		);
	const others = items.filter((one) => one !== item);
	const there = others.filter((one) => one.place === place);
	there.splice(position ?? there.length, 0, {
		...item,
		place,
		...(place === "passed"
			? { reason_code: "left-out", reason: leftOutFor(reason) }
			: { reason_code: "editor", reason: "The editor put it here." }),
	});
	const arranged = PLACES.flatMap((one) =>
		one === place ? there : others.filter((other) => other.place === one),
	);
	if (!arranged.some((one) => one.place === "lead"))
		throw new Failure(
			"no-lead",
			"An issue needs one comparison in full at least. Put another one there first.",
		);
	return numbered(arranged);
}

/**
 * What was selected again for a draft, with what an editor arranged in it before:
 * then every comparison stays where it was, and new ones follow.
 */
export function keepArrangement(
	selected: readonly Item[],
	earlier: readonly Item[],
): Item[] {
	if (!earlier.some((one) => EDITORS.includes(one.reason_code)))
		return [...selected];
	const now = new Map(selected.map((one) => [one.comparison_id, one]));
	const kept = earlier.filter((one) => now.has(one.comparison_id));
	const known = new Set(kept.map((one) => one.comparison_id));
	const added = selected.filter((one) => !known.has(one.comparison_id));
	return numbered(
		PLACES.flatMap((place) =>
			[...kept, ...added].filter((one) => one.place === place),
		),
	);
}

function numbered(items: readonly Item[]): Item[] {
	const next = new Map<ItemPlace, number>();
	return items.map((one) => {
		const position = next.get(one.place) ?? 0;
		next.set(one.place, position + 1);
		const { comparison_id, place, reason_code, reason } = one;
		return { comparison_id, place, position, reason_code, reason };
	});
}

function leftOutFor(text: string): string {
	const reason = text.trim().replace(/\s+/g, " ");
	if (reason === "" || !isStorable(reason) || [...reason].length > MAX_REASON)
		throw new Failure(
			"no-reason",
			`A comparison is left out with a reason, in at most ${MAX_REASON} characters. Write why.`,
		);
	return `Left out by the editor: ${reason}`;
}
