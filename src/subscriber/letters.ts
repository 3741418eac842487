import type { Config } from "../config.ts";
import type { LetterData } from "../render/renderer.ts";

const WEEKDAYS = [
	"Mondays",
	"Tuesdays",
	"Wednesdays",
	"Thursdays",
	"Fridays",
	"Saturdays",
	"Sundays",
];

type Settings = Pick<
	Config,
	"publication" | "publicUrl" | "sendAt" | "timeZone" | "postalAddress"
>;

/**
 * What a mail to one subscriber says besides its wording.
 *
 * @param actionUrl confirmation: the page with the button; welcome: the unsubscribe page
 */
export function letterTo(
	settings: Settings,
	subscriber: { name: string | null; email: string },
	actionUrl: string,
): LetterData {
	return {
		publication: settings.publication,
		name: subscriber.name,
		address: subscriber.email,
		actionUrl,
		homeUrl: `${settings.publicUrl}/`,
		schedule: scheduleInWords(settings),
		postalAddress: settings.postalAddress,
	};
}

/** "Tuesdays at 09:00 (Europe/Berlin)" */
export function scheduleInWords({
	sendAt,
	timeZone,
}: Pick<Config, "sendAt" | "timeZone">): string {
	const time = [sendAt.hour, sendAt.minute]
		.map((part) => String(part).padStart(2, "0"))
		.join(":");
	return `${WEEKDAYS[sendAt.weekday - 1]} at ${time} (${timeZone})`;
}
