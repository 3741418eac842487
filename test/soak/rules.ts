import type { DeliveryState } from "../../src/db/delivery-tables.ts";
import type { Leaver, LedgerDelivery, Transaction } from "./evidence.ts";

export const FINAL: readonly DeliveryState[] = [
	"accepted",
	"refused",
	"expired",
	"excluded",
];

/** One reader: what the ledger and the server recorded. */
export interface Case {
	email: string;
	delivery: LedgerDelivery | undefined;
	/** Attempts that the ledger says are unsure. */
	unsure: number;
	transactions: Transaction[];
	/** Those of them that the server may have accepted. */
	taken: Transaction[];
	leaver: Leaver | undefined;
	/** The SHA-256 that was sealed; undefined: not known. */
	expectedHash: string | undefined;
}

/** Each rule of the promise, with a check that says how one reader's case breaks it. */
export const RULES: Record<string, (one: Case) => string | false | undefined> =
	{
		"every recipient has one final state": ({ delivery }) =>
			!delivery
				? "has no delivery"
				: !FINAL.includes(delivery.state) && `is still ${delivery.state}`,
		"accepted means that the server answered 250": ({ delivery, taken }) =>
			delivery?.state === "accepted" &&
			!taken.some(isAnswered) &&
			"is accepted, but the server never answered so",
		"what the server accepted is accepted or was unsure": ({
			delivery,
			taken,
			unsure,
		}) =>
			delivery?.state !== "accepted" &&
			taken.length > unsure &&
			`is ${delivery?.state}, but the server may have accepted ${taken.length} copies`,
		"refused means that the server refused": ({ delivery, transactions }) =>
			delivery?.state === "refused" &&
			!transactions.some(({ answer }) => answer?.startsWith("5")) &&
			"is refused, but the server never refused it",
		"expired means that the server deferred it or hung up": ({
			delivery,
			transactions,
		}) =>
			delivery?.state === "expired" &&
			!transactions.some(
				({ answer }) => answer === null || /^[45]/.test(answer),
			) &&
			"is expired, but the server never deferred it",
		"excluded means that they left": ({ delivery, leaver }) =>
			delivery?.state === "excluded" &&
			!leaver &&
			"is excluded, but never left",
		"a second copy is sent only after an unsure attempt": ({ taken, unsure }) =>
			taken.length - 1 > unsure &&
			`got ${taken.length} copies with ${unsure} unsure attempts`,
		"a message is not sent again once the sender has read the answer": ({
			taken,
		}) =>
			taken.slice(0, -1).some(({ wentOn }) => wentOn) &&
			"got a second copy though the sender had read the answer to the first",
		"a message has the bytes that were sealed for its reader": ({
			transactions,
			expectedHash,
		}) =>
			expectedHash !== undefined &&
			transactions.some(
				({ message }) =>
					message && (message.undated ?? message.sha256) !== expectedHash,
			) &&
			"was sent other bytes",
		"every copy has the same bytes": ({ transactions }) => {
			const seen = transactions.flatMap(({ message }) => message ?? []);
			return (
				new Set(seen.map(({ sha256 }) => sha256)).size > 1 &&
				`was sent ${seen.length} copies that differ`
			);
		},
		"every copy has the same Message-ID": ({ transactions }) => {
			const seen = transactions.flatMap(({ message }) => message?.id ?? []);
			return (
				new Set(seen).size > 1 &&
				`was sent the Message-IDs ${seen.join(" and ")}`
			);
		},
		"a message is sent only with a claim": ({ delivery, transactions }) => {
			const begun = transactions.filter(({ data }) => data).length;
			const claims = delivery?.fence ?? 0;
			return begun > claims && `was sent ${begun} times with ${claims} claims`;
		},
		"a reader who left is not mailed": ({ leaver, transactions }) => {
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
