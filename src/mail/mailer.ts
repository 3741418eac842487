import type { Rate } from "../rate.ts";

/** One message to one recipient. The envelope is given here, never read from the headers. */
export interface Handover {
	sender: string;
	recipient: string;
	/** The whole message: CRLF lines, not dot-stuffed. */
	raw: Buffer;
	/**
	 * Bytes of the largest message that will follow. A server that takes no such
	 * message gets none: better than refusing some of them in the middle.
	 */
	largest?: number;
	/** One of the lane's `servers()`; absent: the first of them that can be reached. */
	server?: string;
}

/** How a handover ended, as far as this side can know. */
export type HandoverResult =
	/** The server answered 250 after the final dot: it took responsibility. `server`: its name. */
	| { kind: "accepted"; reply: string; server?: string }
	/**
	 * The server answered this message with a 4xx or 5xx. `about`: sender, when it
	 * answered MAIL; message, when it answered DATA or what followed; absent, when
	 * it answered RCPT.
	 */
	| {
			kind: "rejected";
			code: number;
			reply: string;
			about?: "sender" | "message";
	  }
	/**
	 * The connection failed before the server accepted DATA: certainly not sent.
	 * `authentication`: the server refused our login.
	 * `closing`: the server answered 421 before it knew the recipient.
	 * `otherServerUp`: another server is up and can take the message.
	 */
	| {
			kind: "unsent";
			error: string;
			authentication: boolean;
			closing?: "at the greeting" | "later";
			otherServerUp?: boolean;
	  }
	/** The connection failed after the server accepted DATA: it may have read the final dot. */
	| { kind: "unsure"; error: string; otherServerUp?: boolean };

/** One SMTP connection with one message in flight. It reconnects by itself at the next handover. */
export interface Lane {
	/** The names of the servers that the next message may go to, the best first. */
	servers(): readonly string[];
	/** Never rejects: every failure is a result. */
	handover(message: Handover): Promise<HandoverResult>;
	/** Closes the connection now. A handover in flight resolves as unsure or unsent. */
	abandon(): void;
	/** Waits for the handover in flight, then sends QUIT. */
	close(): Promise<void>;
}

/** One of the servers behind a mailer. */
export interface MailServer {
	/** `smtp://mail.example.com:587`: different for each server, never with a password. */
	readonly name: string;
	/** At most this many messages in each time span; empty: no limit. */
	readonly rates: readonly Rate[];
}

/** Where mail goes: SMTP servers, or the built-in mailbox over real SMTP on the loopback. */
export interface Mailer {
	/** For messages to people: `smtp://mail.example.com:587`, never with a password. */
	readonly description: string;
	readonly servers: readonly MailServer[];
	lane(): Lane;
	close(): Promise<void>;
}
