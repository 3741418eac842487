import type { Config } from "../config.ts";
import { scheduleLine } from "../issue/week.ts";
import type { LetterData } from "../render/renderer.ts";

type Settings = Pick<
	Config,
	| "publication"
	| "publicUrl"
	| "postalAddress"
	| "timeZone"
	| "sendAt"
	| "draftHours"
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
		schedule: scheduleLine(settings),
		postalAddress: settings.postalAddress,
	};
}
