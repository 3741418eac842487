import type { DeliveryState } from "../../src/db/delivery-tables.ts";
import type { IssueState } from "../../src/db/issue-tables.ts";

/** Everything that the ledger and the SMTP server recorded of one issue until its end. */
export interface Evidence {
	/** SMTP connections of each sender. */
	lanes: number;
	/** The addresses that were active when the issue was sealed. */
	recipients: string[];
	issue: { state: IssueState; recipients: number | null };
	deliveries: LedgerDelivery[];
	attempts: LedgerAttempt[];
	/** Every change of a delivery's state in the order in which they were committed. */
	steps: LedgerStep[];
	/** In the order in which the recipients were named. */
	transactions: Transaction[];
	leavers: Leaver[];
	/** The SHA-256 of the message sealed for each reader, without readers whose bookmarks changed. */
	expectedHashes: Map<string, string>;
	runs: Run[];
}

export interface LedgerDelivery {
	email: string;
	state: DeliveryState;
	fence: number;
}

export interface LedgerAttempt {
	email: string;
	fence: number;
	result: DeliveryState;
}

export interface LedgerStep {
	email: string;
	was: DeliveryState;
	became: DeliveryState;
	fence: number;
	/** Whether the reader had left already. */
	left: boolean;
}

/** What the SMTP server saw of one message, from RCPT on. */
export interface Transaction {
	recipient: string;
	/** Which run of the sender it belongs to. */
	run: number;
	/** When RCPT came, on a counter that grows with every event. */
	begun: number;
	/** The server asked for the message. */
	data: boolean;
	/** Null: the final dot was never read. */
	message: { id: string; sha256: string; undated?: string } | null;
	/** What was answered last; null: nothing, the connection ended. */
	answer: string | null;
	/** The server hung up, as opposed to the client. */
	hungUp: boolean;
	/** Another message followed on the same connection, so the sender had read the answer. */
	wentOn: boolean;
}

export interface Leaver {
	email: string;
	/** When the unsubscribe was answered, on the counter of `Transaction.begun`. */
	at: number;
	/** Whether a sender had claimed the delivery at that moment. */
	held: boolean;
}

/** One start of the sender, or of two at once. */
export interface Run {
	number: number;
	/** How many processes were killed in it. */
	kills: number;
}

/** Whether the server may have taken responsibility: it read the final dot and did not answer with an error. */
export function mayBeAccepted({ message, answer }: Transaction): boolean {
	return message !== null && (answer === null || answer.startsWith("2"));
}
