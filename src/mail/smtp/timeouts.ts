/**
 * In milliseconds. A handover to a slow server ends within `session` + `envelope` +
 * `reply` × 1.1, which is 23 minutes; one that first finds its old connection lost, within 35.
 */
export interface SmtpTimeouts {
	/** Until the TCP connection is open. */
	connect: number;
	/** From then until the server's greeting. RFC 5321 4.5.3.2.1 asks for 5 minutes: a busy server accepts the connection and greets later. */
	greeting: number;
	/** From connecting to the end of the login. */
	session: number;
	/** From MAIL until the server accepts DATA. RFC 5321 4.5.3.2.2 asks for 5 minutes. */
	envelope: number;
	/**
	 * For each reply. RFC 5321 4.5.3.2.6 asks for 10 minutes after the final dot: a sender
	 * that gives up earlier sends a second copy.
	 */
	reply: number;
	/** For the answer to QUIT. */
	quit: number;
}

export const DEFAULT_TIMEOUTS: SmtpTimeouts = {
	connect: 30_000,
	greeting: 300_000,
	session: 420_000,
	envelope: 300_000,
	reply: 600_000,
	quit: 2_000,
};
