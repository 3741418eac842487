/** One message to one recipient: the envelope is never read out of the headers. */
export interface Handover {
	sender: string;
	recipient: string;
	/** The whole message: CRLF lines, not dot-stuffed. */
	raw: Buffer;
}

/** What became of a handover, as far as this side can know. */
export type HandoverResult =
	/** The server answered 250 after the final dot: it is responsible now. */
	| { kind: "accepted"; reply: string }
	/** The server answered this message with a 4xx or 5xx; `about` the sender when it was MAIL. */
	| { kind: "rejected"; code: number; reply: string; about?: "sender" }
	/** The connection failed before the message was begun: certainly not sent. */
	| { kind: "unsent"; error: string; authentication: boolean }
	/** The connection died after DATA was taken: the final dot may have been read. */
	| { kind: "unsure"; error: string };

/** One SMTP connection, one message in flight. Reconnects by itself at the next handover. */
export interface Lane {
	/** Never rejects: whatever happens is a result. */
	handover(message: Handover): Promise<HandoverResult>;
	/** Cuts the connection off now, whatever is in flight; its handover resolves as unsure or unsent. */
	abandon(): void;
	/** QUIT, politely; no handover may be under way. */
	close(): Promise<void>;
}

/** Where mail goes: an SMTP server, or the built-in mailbox over real SMTP on the loopback. */
export interface Mailer {
	/** For people: `smtp://mail.example.com:587`, never with a password. */
	readonly description: string;
	lane(): Lane;
	close(): Promise<void>;
}
