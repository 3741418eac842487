import type { SuppressionReason } from "../../../db/sign-up-tables.ts";
import type { SubscriberState } from "../../../db/subscriber-tables.ts";
import { Failure } from "../../../errors.ts";
import type { Instant } from "../../../time/clock.ts";
import { nameFor } from "../header/find-column.ts";
import { cellText, refuseControls } from "../row-cells.ts";
import type { RowContext } from "../row-context.ts";
import type { CsvRow } from "../rows.ts";
import { parsedInstant, shortened } from "../values.ts";
import { mentionOfLeaving } from "./mentions.ts";
import type { Meaning } from "./sign-words.ts";
import { ownReason, readSign, stateOf, worst } from "./signs.ts";

interface RowState {
	state: SubscriberState;
	suppressed: SuppressionReason | null;
	left: Instant | null;
}

/**
 * Whether the row may be mailed: the worst of what its columns say. A row of a
 * file with such columns that says nothing needs `--state`.
 *
 * @param agreed what the cell of the consent says, if it is no proof
 * @throws Failure `bad-state`, `no-state`, `may-have-left`
 */
export function readRowState(
	row: CsvRow,
	context: RowContext,
	agreed: Meaning | null,
): RowState {
	const read = readSigns(row, context, agreed);
	if (read.state !== "unsubscribed" && read.suppressed === null)
		refuseMentions(row, context);
	return read;
}

function readSigns(
	row: CsvRow,
	{ plan, state }: RowContext,
	agreed: Meaning | null,
): RowState {
	refuseControls(row, [
		...Object.values(plan.fields),
		...plan.signs.map(({ index }) => index),
	]);
	const meanings: Meaning[] = agreed === null ? [] : [agreed];
	let own: SuppressionReason | null = null;
	let left: Instant | null = null;
	for (const { field, index, title } of plan.signs) {
		const text = cellText(row, index);
		const reason = field === "suppressed" ? ownReason(text) : null;
		own ??= reason;
		const meaning = reason === null ? readSign(field, text, title) : null;
		if (meaning !== null) meanings.push(meaning);
		if (meaning === "left") left ??= parsedInstant(text);
	}
	const says = worst(meanings);
	if (says !== null) {
		const known = stateOf(says);
		return { state: known.state, suppressed: own ?? known.suppressed, left };
	}
	if (own !== null) return { state: "unsubscribed", suppressed: own, left };
	if (state === "suppressed") return { ...stateOf("operator"), left };
	if (state === undefined && plan.signs.some(({ field }) => field === "state"))
		throw new Failure(
			"no-state",
			`The row does not say whether they are subscribed. Fill in its state, or give the state of such rows with --state.`,
		);
	return { state: state ?? "active", suppressed: null, left };
}

/** Nobody decides by a note alone, neither for mailing somebody nor against it. @throws Failure `may-have-left` */
function refuseMentions(row: CsvRow, { plan }: RowContext): void {
	for (const { index, title, kind } of plan.watched) {
		const said = mentionOfLeaving(row.cells[index] ?? "", kind === "state");
		if (said !== null)
			throw new Failure(
				"may-have-left",
				`“${shortened(said)}” in the column “${shortened(title)}” sounds as if they had left. If so, import them with --state unsubscribed; if not, change the cell, or: --ignore ${nameFor(plan.header, index)}`,
			);
	}
}
