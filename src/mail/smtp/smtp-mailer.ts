import { type Clock, systemClock } from "../../time/clock.ts";
import type { Mailer } from "../mailer.ts";
import { openLane } from "./lane.ts";
import { createMultiServerMailer } from "./servers.ts";
import { readSmtpUrls } from "./smtp-url.ts";
import { DEFAULT_TIMEOUTS, type SmtpTimeouts } from "./timeouts.ts";

export interface SmtpOptions {
	/** PEM of the certificate authority to trust instead of the well-known ones. */
	ca?: string;
	timeouts?: Partial<SmtpTimeouts>;
	/** Decides when a server that went down is tried again. */
	clock?: Clock;
	/** Called when a server went down, with the error, and when it works again, with null. */
	onServerChange?(server: string, error: string | null): void;
}

/**
 * A mailer to one or several SMTP servers. It connects at the first handover.
 *
 * @param urls see `readSmtpUrls`
 * @throws Failure `bad-settings`
 */
export function createSmtpMailer(
	urls: string,
	options: SmtpOptions = {},
): Mailer {
	const { ca, clock = systemClock, onServerChange } = options;
	const timeouts = { ...DEFAULT_TIMEOUTS, ...options.timeouts };
	return createMultiServerMailer(
		readSmtpUrls(urls).map((server) => ({
			name: server.description,
			rates: server.rates,
			weight: server.weight,
			openLane: () => openLane({ server, ca, timeouts }),
		})),
		{
			now: () => Date.parse(clock.now()),
			...(onServerChange ? { onServerChange } : {}),
		},
	);
}
