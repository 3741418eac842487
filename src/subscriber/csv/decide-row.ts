import type { SubscriberState, SuppressionReason } from "../../db/schema.ts";
import type { CsvSubscriber } from "./csv-subscriber.ts";

/** Whom the database knows by this address. */
export interface ExistingSubscriber {
	state: SubscriberState;
	unsubscribedAt: string | null;
	suppressed: SuppressionReason | null;
	/** They came in by an earlier line of this very file. */
	here: boolean;
}

/**
 * add: there is nobody yet; confirm: somebody is waiting, and their consent is
 * known now; same: they are here already; duplicate: an earlier line was them.
 */
export type RowDecision =
	| { kind: "add" | "confirm" | "same" | "duplicate" }
	| { kind: "refuse"; code: string; reason: string };

/**
 * Pure: what becomes of one row. Nobody who left, is suppressed or was erased
 * comes back by a file, and nobody becomes active without a known consent.
 *
 * @param suppressed why the address must not be mailed, also where nothing else of them is kept
 */
export function decideRow(
	candidate: CsvSubscriber,
	known: ExistingSubscriber | undefined,
	suppressed: SuppressionReason | undefined,
): RowDecision {
	const reason = suppressed ?? known?.suppressed ?? null;
	if (known?.here) return { kind: "duplicate" };
	if (reason !== null)
		return candidate.state === "active" && candidate.suppressed === null
			? refuse("suppressed", SUPPRESSED[reason])
			: { kind: "same" };
	if (!known)
		return candidate.state === "active" && candidate.consent === null
			? refuse(
					"no-consent",
					"Nothing tells that they agreed. Say how they did with --consent, or in a column of that name.",
				)
			: { kind: "add" };
	if (candidate.state === known.state) return { kind: "same" };
	if (known.state === "unsubscribed")
		return candidate.state === "active"
			? refuse(
					"has-left",
					`They left on ${known.unsubscribedAt?.slice(0, 10) ?? "an unknown day"}. An import brings nobody back; they can sign up again.`,
				)
			: { kind: "same" };
	if (candidate.state === "unsubscribed")
		return refuse(
			"is-here",
			`The file says that they left, and here they are ${known.state}. If it is right: digest subscribers leave ${candidate.email}`,
		);
	if (known.state === "active") return { kind: "same" };
	return candidate.consent === null
		? refuse(
				"no-consent",
				"They are asked to confirm and have not, and nothing tells that they agreed otherwise.",
			)
		: { kind: "confirm" };
}

const SUPPRESSED: Record<SuppressionReason, string> = {
	never: "They said never to write to them again.",
	erased:
		"They had themselves erased. Only they can come back, by signing up and confirming.",
	bounce: "Mail to them came back for good.",
	complaint: "They reported the digest as spam.",
	operator: "They were put on the list of those not to mail, by hand.",
};

function refuse(code: string, reason: string): RowDecision {
	return { kind: "refuse", code, reason };
}
