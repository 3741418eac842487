import type { SuppressionReason } from "../../db/sign-up-tables.ts";
import type { SubscriberState } from "../../db/subscriber-tables.ts";
import type { CsvSubscriber } from "./csv-subscriber.ts";

/** The subscriber that has the address already. */
export interface ExistingSubscriber {
	state: SubscriberState;
	unsubscribedAt: string | null;
	suppressed: SuppressionReason | null;
	/** Was imported from an earlier line of the same file. */
	fromThisFile: boolean;
}

/**
 * - add: the address is new
 * - confirm: a pending subscriber, whose consent is known now
 * - same: nothing has to change
 * - duplicate: an earlier line has the same address
 * - refuse: the row is not imported
 */
export type RowDecision =
	| { kind: "add" | "confirm" | "same" | "duplicate" }
	| { kind: "refuse"; code: string; reason: string };

/**
 * Pure: decides what to do with one row. No import makes an address active that
 * has unsubscribed, is suppressed or was erased, or whose consent is unknown.
 *
 * @param existing undefined: the address is not a subscriber
 * @param suppressed why the address must not be mailed; it may be set without a subscriber
 */
export function decideRow(
	row: CsvSubscriber,
	existing: ExistingSubscriber | undefined,
	suppressed: SuppressionReason | undefined,
): RowDecision {
	const reason = suppressed ?? existing?.suppressed ?? null;
	if (existing?.fromThisFile) return { kind: "duplicate" };
	if (reason !== null)
		return row.state === "active" && row.suppressed === null
			? refuse("suppressed", WHY_SUPPRESSED[reason])
			: { kind: "same" };
	if (!existing)
		return row.state === "active" && row.consent === null
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
					`They unsubscribed on ${existing.unsubscribedAt?.slice(0, 10) ?? "an unknown day"}. An import makes no one active again. They can sign up again.`,
				)
			: { kind: "same" };
	if (row.state === "unsubscribed")
		return refuse(
			"is-here",
			`The file says that they unsubscribed, but here they are ${existing.state}. If the file is right: digest subscribers leave ${row.email}`,
		);
	if (existing.state === "active") return { kind: "same" };
	return row.consent === null
		? refuse(
				"no-consent",
				"They have not confirmed yet, and there is no other proof that they agreed.",
			)
		: { kind: "confirm" };
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
