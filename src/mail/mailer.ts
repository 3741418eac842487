import type { Rate } from "../rate.ts";

/** One message to one recipient: the envelope is never read out of the headers. */
export interface Handover {
	sender: string;
	recipient: string;
	/** The whole message: CRLF lines, not dot-stuffed. */
	raw: Buffer;
	/** One of the lane's `servers()`; absent: the first of them that can be reached. */
	server?: string;
}

/** What became of a handover, as far as this side can know. */
export type HandoverResult =
	/** The server answered 250 after the final dot: it is responsible now. `server`: the one that took it. */
	| { kind: "accepted"; reply: string; server?: string }
	/** The server answered this message with a 4xx or 5xx; `about` the sender when it was MAIL. */
	| {
			kind: "rejected";
			code: number;
			reply: string;
			about?: "sender";
	  }
	/**
	 * The connection failed before the message was begun: certainly not sent.
	 * `closing`: the server said 421 and why, before it was told of a recipient;
	 * `elsewhere`: another server is up and can take it.
	 */
	| {
			kind: "unsent";
			error: string;
			authentication: boolean;
			closing?: "at the greeting" | "later";
			elsewhere?: boolean;
	  }
	/** The connection died after DATA was taken: the final dot may have been read. */
	| { kind: "unsure"; error: string; elsewhere?: boolean };

/** One SMTP connection, one message in flight. Reconnects by itself at the next handover. */
export interface Lane {
	/** The names of the servers that the next message may go to, the best first. */
	servers(): readonly string[];
	/** Never rejects: whatever happens is a result. */
	handover(message: Handover): Promise<HandoverResult>;
	/** Cuts the connection off now, whatever is in flight; its handover resolves as unsure or unsent. */
	abandon(): void;
	/** QUIT, politely; no handover may be under way. */
	close(): Promise<void>;
}

/** One of the servers behind a mailer. */
export interface MailServer {
	/** `smtp://mail.example.com:587`, different for each, never with a password. */
	readonly name: string;
	/** What it may be given; none: as much as it takes. */
	readonly rates: readonly Rate[];
}

/** Where mail goes: SMTP servers, or the built-in mailbox over real SMTP on the loopback. */
export interface Mailer {
	/** For people: `smtp://mail.example.com:587`, never with a password. */
	readonly description: string;
	readonly servers: readonly MailServer[];
	lane(): Lane;
	close(): Promise<void>;
}
