import type { SuppressionReason } from "../../db/sign-up-tables.ts";
import type { SubscriberState } from "../../db/subscriber-tables.ts";
import { visible } from "../../text/visible-text.ts";
import { formatDay } from "../../time/format-time.ts";
import type { CsvSubscriber, GivenChoices } from "./csv-subscriber.ts";

/** The subscriber that has the address already. */
export interface ExistingSubscriber {
	state: SubscriberState;
	unsubscribedAt: string | null;
	suppressed: SuppressionReason | null;
	/** Was imported from an earlier line of the same file. */
	fromThisFile: boolean;
	choices: GivenChoices;
}

/** One choice that an import changes. */
export interface ChoiceChange {
	field: keyof GivenChoices;
	from: string | null;
	to: string | null;
}

/**
 * - add: the address is new
 * - confirm: a pending subscriber, whose consent is known now
 * - leave: a subscriber who left elsewhere, or is suppressed there, and is not mailed here any more
 * - suppress: the same, and the address is suppressed
 * - update: a subscriber whose name or choices the row changes
 * - same: nothing has to change
 * - duplicate: an earlier line has the same address
 * - refuse: the row is not imported
 */
export type RowDecision =
	| { kind: "add" | "leave" | "suppress" | "same" | "duplicate" }
	| { kind: "confirm" | "update"; changes: readonly ChoiceChange[] }
	| { kind: "refuse"; code: string; reason: string };

/**
 * Pure: decides what to do with one row. No import makes an address active that
 * has unsubscribed, is suppressed or was erased, or whose consent is unknown. A
 * row of somebody who left wins over everything that is known here, and over
 * other rows of the file, before it or after it.
 *
 * @param existing undefined: the address is not a subscriber
 * @param suppressed why the address must not be mailed; it may be set without a subscriber
 * @param update whether the filled cells of a row replace what is known of who is here
 */
export function decideRow(
	row: CsvSubscriber,
	existing: ExistingSubscriber | undefined,
	suppressed: SuppressionReason | undefined,
	update: boolean,
): RowDecision {
	const decision = decideState(row, existing, suppressed);
	if (!update || !existing || existing.state === "unsubscribed")
		return decision;
	if (suppressed !== undefined || existing.suppressed !== null) return decision;
	if (decision.kind !== "same" && decision.kind !== "confirm") return decision;
	const changes = changesOf(existing.choices, row.given);
	if (changes.length === 0) return decision;
	return { kind: decision.kind === "same" ? "update" : "confirm", changes };
}

/** What of the given choices differs from those that are known. */
export function changesOf(
	known: GivenChoices,
	given: GivenChoices,
): ChoiceChange[] {
	return (Object.keys(given) as (keyof GivenChoices)[]).flatMap((field) => {
		const [from, to] = [known[field] ?? null, given[field] ?? null];
		return from === to ? [] : [{ field, from, to }];
	});
}

function decideState(
	row: CsvSubscriber,
	existing: ExistingSubscriber | undefined,
	suppressed: SuppressionReason | undefined,
): RowDecision {
	const reason = suppressed ?? existing?.suppressed ?? null;
	if (existing && row.suppressed !== null && reason === null)
		return { kind: "suppress" };
	if (
		existing &&
		row.state === "unsubscribed" &&
		existing.state !== "unsubscribed"
	)
		return { kind: "leave" };
	if (existing?.fromThisFile) return { kind: "duplicate" };
	if (reason !== null)
		return row.state === "active" && row.suppressed === null
			? refuse("suppressed", WHY_SUPPRESSED[reason])
			: { kind: "same" };
	if (!existing)
		return row.state === "active" &&
			row.suppressed === null &&
			row.consent === null
			? refuse(
					"no-consent",
					"There is no proof that they agreed. Say how they agreed with --consent, or in a column named consent.",
				)
			: { kind: "add" };
	if (row.state === existing.state) return { kind: "same" };
	if (existing.state === "unsubscribed")
		return row.state === "active"
			? refuse(
					"has-left",
					`They unsubscribed on ${existing.unsubscribedAt ? formatDay(existing.unsubscribedAt) : "an unknown day"}. An import makes no one active again. They can sign up again.`,
				)
			: { kind: "same" };
	if (existing.state === "active") return { kind: "same" };
	return row.consent === null
		? refuse(
				"no-consent",
				"They have not confirmed yet, and there is no other proof that they agreed.",
			)
		: { kind: "confirm", changes: [] };
}

const WHY_SUPPRESSED: Record<SuppressionReason, string> = {
	never: "They asked never to be mailed again.",
	erased:
		"They had their data erased. Only they can come back, by signing up and confirming.",
	bounce: "Mail to them bounced permanently.",
	complaint: "They reported the digest as spam.",
	operator: "An operator suppressed the address.",
};

function refuse(code: string, reason: string): RowDecision {
	return { kind: "refuse", code, reason };
}

/** What changes, the old value before the new one, safe for a terminal. */
export function describeChanges(changes: readonly ChoiceChange[]): string {
	return changes
		.map(({ field, from, to }) => `${field} ${shown(from)} → ${shown(to)}`)
		.join("; ");
}

function shown(value: string | null): string {
	return value === null ? "none" : `“${visible(value)}”`;
}
