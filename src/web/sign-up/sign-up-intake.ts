import type { Context } from "hono";
import type { NewSignUp } from "../../db/schema.ts";
import type { Address } from "../../subscriber/address.ts";
import { networkOf } from "../../subscriber/network.ts";
import {
	type ConsentText,
	consentText,
} from "../../subscriber/sign-up/consent-text.ts";
import { createFormStamps } from "../../subscriber/sign-up/form-stamp.ts";
import {
	createProofOfWork,
	type ProofOfWork,
} from "../../subscriber/sign-up/proof-of-work.ts";
import { createSignUpInbox } from "../../subscriber/sign-up/sign-up-inbox.ts";
import { DAY } from "../../time-span.ts";
import { clientReader } from "../http/client.ts";
import type { WebDeps } from "../http/deps.ts";
import { createGate } from "./sign-up-rate-limit.ts";

/** Faster than anybody reads a form, or so long ago that the page was not looked at. */
const TOO_FAST = 1_500;
const TOO_OLD = DAY;
/** More than a shelf shows is no shelf. */
const TOOLS = 100;

/** What a form of ours carries besides what a person types. */
export interface FormFields {
	/** When it was opened. */
	opened: string;
	/** The solution of a challenge, where one is asked for. */
	altcha: string;
}

export interface Wish {
	kind: NewSignUp["kind"];
	source: NewSignUp["source"];
	address: Address;
	formUrl: string | null;
	/** Slugs, as somebody sent them. */
	tools: readonly string[];
	/** It filled what no person sees: it gets the answer and nothing else. */
	trapped: boolean;
}

/** Where people ask for the digest, or for the link to their preferences. */
export interface Door {
	readonly consent: ConsentText;
	/** Null: none is asked for. */
	readonly proof: ProofOfWork | null;
	/** Stamps a form with the time. */
	stamp(): string;
	/** Why a form is to be sent again, in a sentence; null: it is fine. Tells nothing about an address. */
	formFault(fields: FormFields): Promise<string | null>;
	/** Writes it down, whatever is known of the address. */
	ask(c: Context, wish: Wish): Promise<void>;
}

export function openDoor({
	db,
	clock,
	config,
	tokens,
	signUps,
}: WebDeps): Door {
	const consent = consentText(config);
	const stamps = createFormStamps(tokens.formKey, clock);
	const proof = config.proofOfWork
		? createProofOfWork(tokens.formKey, clock)
		: null;
	const gate = createGate(clock, config.signUpsPerNetwork);
	const inbox = createSignUpInbox(db, consent, signUps.wake);
	const clientOf = clientReader(config.trustedProxies);

	return {
		consent,
		proof,
		stamp: stamps.make,
		async formFault({ opened, altcha }) {
			const age = stamps.age(opened);
			if (age === null || age > TOO_OLD)
				return "This page was open for too long. Please press the button once more.";
			if (age < TOO_FAST)
				return "That was quicker than a person reads. Please press the button once more.";
			if (proof && !(await proof.accepts(altcha)))
				return "Your browser did not prove that it is one. That needs JavaScript, and a few seconds. Please press the button once more.";
			return null;
		},
		ask(c, wish) {
			const { ip, userAgent } = clientOf(c);
			const network = networkOf(ip);
			const admitted = gate.admits(network) && !wish.trapped;
			return inbox.store(
				admitted
					? {
							kind: wish.kind,
							source: wish.source,
							email: wish.address.email,
							email_key: wish.address.key,
							network,
							ip,
							user_agent: userAgent,
							form_url: wish.formUrl,
							text_version: consent.version,
							tools: toolList(wish.tools),
							asked_at: clock.now(),
						}
					: null,
			);
		},
	};
}

function toolList(slugs: readonly string[]): string | null {
	const sound = slugs.filter((slug) => /^[a-z0-9][a-z0-9-]{0,99}$/.test(slug));
	const unique = [...new Set(sound)].slice(0, TOOLS);
	return unique.length > 0 ? JSON.stringify(unique) : null;
}
