import type { DeliveryState, IssueState } from "../../src/db/schema.ts";

/** Everything that the ledger and the SMTP server know of one issue when all is over. */
export interface Evidence {
	/** SMTP connections of each sender. */
	lanes: number;
	/** Who was active when the issue was sealed. */
	recipients: string[];
	issue: { state: IssueState; recipients: number | null };
	deliveries: LedgerDelivery[];
	attempts: LedgerAttempt[];
	/** Every change of a delivery's state in the order in which they were committed. */
	steps: LedgerStep[];
	/** In the order in which the recipients were named. */
	transactions: Transaction[];
	leavers: Leaver[];
	/** The SHA-256 of the message sealed for a reader; without those who changed what is in it. */
	ownBytes: Map<string, string>;
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
	/** Whether they had left already. */
	left: boolean;
}

/** What an SMTP server saw of one message, from RCPT on. */
export interface Transaction {
	recipient: string;
	/** Which run of the sender it belongs to. */
	run: number;
	/** When the recipient was named: counts up with everything that happens. */
	begun: number;
	/** The server asked for the message. */
	data: boolean;
	/** What was in it; null: the final dot was never read. */
	message: { id: string; sha256: string } | null;
	/** What was answered last; null: nothing, the connection ended. */
	answer: string | null;
	/** The server hung up, as opposed to the client. */
	hungUp: boolean;
	/** Another message followed on the same connection: the sender had read the answer. */
	wentOn: boolean;
}

export interface Leaver {
	email: string;
	/** After the unsubscribe had answered; counts as `Transaction.begun` does. */
	at: number;
	/** A sender had claimed their delivery when they left. */
	held: boolean;
}

/** One start of the sender, or of two at once. */
export interface Run {
	number: number;
	/** How many processes were killed in it. */
	kills: number;
}

/** Whether a server that was given this may hold itself responsible: it read the dot and did not say no. */
export function isKept({ message, answer }: Transaction): boolean {
	return message !== null && (answer === null || answer.startsWith("2"));
}
