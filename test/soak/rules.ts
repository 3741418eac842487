import type { DeliveryState } from "../../src/db/schema.ts";
import type { Leaver, LedgerDelivery, Transaction } from "./evidence.ts";

export const FINAL: readonly DeliveryState[] = [
	"accepted",
	"refused",
	"expired",
	"excluded",
];

/** One reader, as the ledger and the server know them. */
export interface Case {
	email: string;
	delivery: LedgerDelivery | undefined;
	/** Attempts that the ledger says are unsure. */
	unsure: number;
	transactions: Transaction[];
	kept: Transaction[];
	leaver: Leaver | undefined;
	ownBytes: string | undefined;
}

/** Each rule of the promise, and what breaks it in the case of one reader. */
export const RULES: Record<string, (one: Case) => string | false | undefined> =
	{
		"every recipient has one final state": ({ delivery }) =>
			!delivery
				? "has no delivery"
				: !FINAL.includes(delivery.state) && `is still ${delivery.state}`,
		"accepted means that the server took it": ({ delivery, kept }) =>
			delivery?.state === "accepted" &&
			!kept.some(isAnswered) &&
			"is accepted, and the server never said so",
		"what the server took is accepted, or the ledger was not sure": ({
			delivery,
			kept,
			unsure,
		}) =>
			delivery?.state !== "accepted" &&
			kept.length > unsure &&
			`is ${delivery?.state}, and the server took ${kept.length}`,
		"refused means that the server refused": ({ delivery, transactions }) =>
			delivery?.state === "refused" &&
			!transactions.some(({ answer }) => answer?.startsWith("5")) &&
			"is refused, and the server never did",
		"expired means that the server put it off or hung up": ({
			delivery,
			transactions,
		}) =>
			delivery?.state === "expired" &&
			!transactions.some(
				({ answer }) => answer === null || /^[45]/.test(answer),
			) &&
			"is expired, and the server never put it off",
		"excluded means that they left": ({ delivery, leaver }) =>
			delivery?.state === "excluded" && !leaver && "is excluded and never left",
		"a copy only where the ledger was not sure": ({ kept, unsure }) =>
			kept.length - 1 > unsure &&
			`got ${kept.length}, and the ledger was not sure of ${unsure}`,
		"no copy of what was answered before the next was begun": ({ kept }) =>
			kept.slice(0, -1).some(({ wentOn }) => wentOn) &&
			"got a copy, though the sender had read the answer and gone on",
		"a message is what was sealed for its reader": ({
			transactions,
			ownBytes,
		}) =>
			ownBytes !== undefined &&
			transactions.some(
				({ message }) => message && message.sha256 !== ownBytes,
			) &&
			"was sent something else",
		"every copy has the same bytes": ({ transactions }) => {
			const seen = transactions.flatMap(({ message }) => message ?? []);
			return (
				new Set(seen.map(({ sha256 }) => sha256)).size > 1 &&
				`was sent ${seen.length} that differ`
			);
		},
		"every copy has the same Message-ID": ({ transactions }) => {
			const seen = transactions.flatMap(({ message }) => message?.id ?? []);
			return new Set(seen).size > 1 && `was sent ${seen.join(" and ")}`;
		},
		"no message without a claim": ({ delivery, transactions }) => {
			const begun = transactions.filter(({ data }) => data).length;
			const claims = delivery?.fence ?? 0;
			return begun > claims && `was begun ${begun} times with ${claims} claims`;
		},
		"nobody is mailed who left": ({ leaver, transactions }) => {
			if (!leaver) return false;
			const after = transactions.filter(
				({ data, begun }) => data && begun > leaver.at,
			).length;
			const inFlight = leaver.held ? 1 : 0;
			return after > inFlight && `was mailed ${after} times after leaving`;
		},
	};

function isAnswered({ answer }: Transaction): boolean {
	return answer !== null;
}
