import type { html } from "hono/html";
import type { AddressFault } from "../../subscriber/address.ts";

type Html = ReturnType<typeof html>;

/** Why a form must be sent again. */
export type FormFault = "too-old" | "too-many" | "no-proof";

/** The forms that ask for an address. */
export interface SignUpWords {
	address: string;
	/** Of the mail. */
	language: string;
	honeypot: string;
	noScript: string;
	badAddress: Readonly<Record<AddressFault, string>>;
	formFault: Readonly<Record<FormFault, string>>;
	subscribe: {
		title: string;
		description(publication: string, schedule: string): string;
		heading(publication: Html): Html;
		what(schedule: string): string;
		button: string;
		already(requestLink: string): Html;
	};
	/** At the foot of a page. */
	invitation: { heading: string; what(schedule: string): string };
	subscribeSent: { title: string; what: string; next: string };
	requestLink: { title: string; heading: string; what: string; button: string };
	requestLinkSent: {
		title: string;
		what: string;
		next(subscribe: string): Html;
	};
}

/** The pages behind the links of a confirmation letter. */
export interface ConfirmWords {
	ask: {
		title: string;
		heading(publication: Html): Html;
		what(schedule: string, address: Html): Html;
		button: string;
		notYou(never: string): Html;
	};
	never: {
		title: string;
		heading: string;
		what(address: Html): Html;
		button: string;
		instead(confirm: string): Html;
	};
	refused: { title: string; what(address: Html): Html };
	done: {
		title: string;
		heading: string;
		what(schedule: string): string;
		choose(preferences: string): Html;
		stop(home: string, issues: string): Html;
	};
	/** The link was used before, and they are subscribed. */
	still: {
		/** @param until the day on which their pause ends; null: there is none */
		what(address: Html, schedule: string, until: string | null): Html;
		stop: string;
	};
	/** The link was used before, and they left since. */
	left: {
		title: string;
		heading: string;
		what(address: Html, subscribe: string): Html;
	};
}
