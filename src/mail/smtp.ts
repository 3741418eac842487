import { openLane } from "./lane.ts";
import type { Lane, Mailer } from "./mailer.ts";
import { readSmtpUrl } from "./smtp-url.ts";
import { type SmtpTimeouts, TIMEOUTS } from "./timeouts.ts";

export interface SmtpOptions {
	/** PEM of an authority to trust instead of the well-known ones. */
	ca?: string;
	timeouts?: Partial<SmtpTimeouts>;
}

/**
 * A mailer that hands over to an SMTP server; nothing is connected before the first handover.
 *
 * @param url see `readSmtpUrl`
 * @throws Failure `bad-settings`
 */
export function createSmtpMailer(
	url: string,
	options: SmtpOptions = {},
): Mailer {
	const server = readSmtpUrl(url);
	const settings = {
		server,
		ca: options.ca,
		timeouts: { ...TIMEOUTS, ...options.timeouts },
	};
	const lanes = new Set<Lane>();
	return {
		description: server.description,
		lane() {
			const lane = openLane(settings);
			lanes.add(lane);
			return lane;
		},
		async close() {
			await Promise.all([...lanes].map((lane) => lane.close()));
		},
	};
}
