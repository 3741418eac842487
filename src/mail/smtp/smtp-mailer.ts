import { type Clock, systemClock } from "../../clock.ts";
import type { Mailer } from "../mailer.ts";
import { openLane } from "./lane.ts";
import { createServersMailer } from "./servers.ts";
import { readSmtpUrls } from "./smtp-url.ts";
import { type SmtpTimeouts, TIMEOUTS } from "./timeouts.ts";

export interface SmtpOptions {
	/** PEM of an authority to trust instead of the well-known ones. */
	ca?: string;
	timeouts?: Partial<SmtpTimeouts>;
	/** By which servers are set aside and tried again. */
	clock?: Clock;
	/** A server was set aside, or works again when `error` is null. */
	onTurn?(server: string, error: string | null): void;
}

/**
 * A mailer that hands over to SMTP servers; nothing is connected before the first handover.
 *
 * @param urls see `readSmtpUrls`
 * @throws Failure `bad-settings`
 */
export function createSmtpMailer(
	urls: string,
	options: SmtpOptions = {},
): Mailer {
	const { ca, clock = systemClock, onTurn } = options;
	const timeouts = { ...TIMEOUTS, ...options.timeouts };
	return createServersMailer(
		readSmtpUrls(urls).map((server) => ({
			name: server.description,
			rates: server.rates,
			weight: server.weight,
			openLane: () => openLane({ server, ca, timeouts }),
		})),
		{ now: () => Date.parse(clock.now()), ...(onTurn ? { onTurn } : {}) },
	);
}
