/**
 * Milliseconds. A handover that meets nothing but slowness ends within `session` + `envelope` +
 * `reply` × 1.1, 18 minutes; one that finds its old connection going under as well, within 30.
 */
export interface SmtpTimeouts {
	/** Until the server can be reached. */
	connect: number;
	/** Until it says hello. */
	greeting: number;
	/** From connecting to the end of the login. */
	session: number;
	/** From MAIL until the server takes DATA. RFC 5321 4.5.3.2.2 asks for 5 minutes. */
	envelope: number;
	/** For each answer; a shorter wait for the last one makes copies (RFC 5321 4.5.3.2.6: 10 minutes). */
	reply: number;
}

export const TIMEOUTS: SmtpTimeouts = {
	connect: 30_000,
	greeting: 30_000,
	session: 120_000,
	envelope: 300_000,
	reply: 600_000,
};
