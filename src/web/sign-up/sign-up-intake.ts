import { createHmac, timingSafeEqual } from "node:crypto";
import type { Context } from "hono";
import type { NewSignUp } from "../../db/sign-up-tables.ts";
import type { LanguageTag } from "../../issue/words/language/tags.ts";
import type { Address } from "../../subscriber/address.ts";
import { networkOf, parseIp } from "../../subscriber/network.ts";
import {
	type ConsentText,
	consentText,
} from "../../subscriber/sign-up/consent-text.ts";
import {
	createProofOfWork,
	type ProofOfWork,
} from "../../subscriber/sign-up/proof-of-work.ts";
import { createSignUpInbox } from "../../subscriber/sign-up/sign-up-inbox.ts";
import type { Clock } from "../../time/clock.ts";
import { DAY, HOUR } from "../../time/time-span.ts";
import { clientReader } from "../http/client.ts";
import type { WebDeps } from "../http/deps.ts";
import type { FormFault } from "../language/sign-up-words.ts";

/** A form that is sent earlier than this after it was opened is answered only then. */
const MIN_FORM_AGE_MS = 1_500;
/** How many forms may wait for that at the same time. */
const MAX_HELD = 1_000;
const MAX_FORM_AGE_MS = DAY;
/** As many as the bookmarks page of a visitor shows. */
const MAX_TOOLS = 100;
const MAX_NETWORKS = 100_000;

/** What every form contains besides the fields that a person fills in. */
export interface FormProof {
	/** When the form was opened, as `stamp` wrote it. */
	opened: string;
	/** The solution of a proof-of-work challenge; empty without one. */
	altcha: string;
}

export interface SignUpRequest {
	kind: NewSignUp["kind"];
	source: NewSignUp["source"];
	address: Address;
	formUrl: string | null;
	/** Of the form that was read, and so of the text that was agreed to. */
	formLanguage: LanguageTag;
	/** Of their mail; absent or null: none was chosen. */
	language?: LanguageTag | null;
	/** Slugs of tools, unchecked. */
	tools: readonly string[];
	/** The field that no person sees was filled in. The request gets the usual answer and is dropped. */
	honeypotFilled: boolean;
}

/** Takes requests to subscribe, or for the link to the preferences. */
export interface SignUpIntake {
	/** What stands next to the button of a form in this language. */
	consentIn(language: LanguageTag): ConsentText;
	/** Null if PROOF_OF_WORK is off. */
	readonly proof: ProofOfWork | null;
	/** The signed current time, for the field `opened` of a form. */
	stamp(): string;
	/** Why the form must be sent again; null if it is fine. Does not depend on the address. */
	formFault(proof: FormProof): Promise<FormFault | null>;
	/** Resolves when the request is stored. Does not look up the address: known and unknown ones take equally long. */
	submit(c: Context, request: SignUpRequest): Promise<void>;
}

export function createSignUpIntake({
	db,
	clock,
	config,
	log,
	tokens,
	signUps,
}: WebDeps): SignUpIntake {
	const consents = new Map(
		config.languages.map((tag) => [tag, consentText(config, tag)]),
	);
	const consentIn = (tag: LanguageTag) =>
		consents.get(tag) ?? consentText(config, tag);
	const stamps = createFormStamps(tokens.formKey, clock);
	const proof = config.proofOfWork
		? createProofOfWork(tokens.formKey, clock)
		: null;
	const isWithinLimit = createRateLimit(clock, config.signUpsPerNetwork);
	const inbox = createSignUpInbox(db, [...consents.values()], signUps.wake);
	const clientOf = clientReader(config.trustedProxies);
	let held = 0;
	let proxyReported = false;

	return {
		consentIn,
		proof,
		stamp: stamps.make,
		async formFault({ opened, altcha }) {
			const age = stamps.ageOf(opened);
			if (age === null || age > MAX_FORM_AGE_MS) return "too-old";
			// Whoever has autofill is that fast, too. A program waits like them.
			if (age < MIN_FORM_AGE_MS) {
				if (held >= MAX_HELD) return "too-many";
				held++;
				await clock.sleep(MIN_FORM_AGE_MS - age).finally(() => held--);
			}
			if (proof && !(await proof.accepts(altcha))) return "no-proof";
			return null;
		},
		submit(c, request) {
			const { ip, userAgent, behindUnknownProxy } = clientOf(c);
			const network = behindUnknownProxy ? "proxy" : limitedNetwork(ip);
			if (behindUnknownProxy && !proxyReported) {
				proxyReported = true;
				log.warn(
					{ limit: config.signUpsPerNetwork },
					"sign-ups come through a proxy, and whose they are can't be read: all of them share one limit, SIGN_UPS_PER_NETWORK. Name the proxy in TRUSTED_PROXIES (loopback for one on this machine), and let it send X-Forwarded-For",
				);
			}
			const isAllowed = isWithinLimit(network);
			if (!isAllowed)
				log.warn(
					{ kind: request.kind, limit: config.signUpsPerNetwork },
					"a sign-up was dropped: its network sent more in an hour than SIGN_UPS_PER_NETWORK allows",
				);
			const isStored = isAllowed && !request.honeypotFilled;
			return inbox.store(
				isStored
					? {
							kind: request.kind,
							source: request.source,
							email: request.address.email,
							email_key: request.address.key,
							network,
							ip,
							user_agent: userAgent,
							form_url: request.formUrl,
							text_version: consentIn(request.formLanguage).version,
							tools: toolList(request.tools),
							asked_at: clock.now(),
							language: request.language ?? null,
						}
					: null,
			);
		},
	};
}

/** A client without a readable address shares one limit with all others like it. */
function limitedNetwork(ip: string | null): string | null {
	return ip === null || parseIp(ip) === null ? "unknown" : networkOf(ip);
}

function toolList(slugs: readonly string[]): string | null {
	const valid = slugs.filter((slug) => /^[a-z0-9][a-z0-9-]{0,99}$/.test(slug));
	const unique = [...new Set(valid)].slice(0, MAX_TOOLS);
	return unique.length > 0 ? JSON.stringify(unique) : null;
}

/** Signed times of opening a form. The form carries them, so the server keeps nothing. */
function createFormStamps(formKey: string, clock: Clock) {
	const now = () => Date.parse(clock.now());
	const mac = (time: string) =>
		createHmac("sha256", formKey).update(`opened ${time}`).digest();
	return {
		make(): string {
			const time = now().toString(36);
			return `${time}.${mac(time).toString("base64url").slice(0, 22)}`;
		},
		/** In milliseconds; null for a stamp that this installation did not make. */
		ageOf(stamp: string): number | null {
			const [time = "", tag = ""] = stamp.split(".");
			const given = Buffer.from(tag, "base64url");
			const isSigned =
				given.length === 16 &&
				timingSafeEqual(given, mac(time).subarray(0, 16));
			return isSigned ? now() - Number.parseInt(time, 36) : null;
		},
	};
}

/**
 * Keeps one network from filling the disk. It counts in memory; the sign-up
 * worker counts again in the database, which also holds after a restart.
 *
 * @param limit how many requests a network may send in an hour
 * @returns counts a request, and says whether it is within the limit; null, this machine itself, is never limited
 */
function createRateLimit(clock: Clock, limit: number) {
	const seen = new Map<string, { since: number; count: number }>();
	return (network: string | null): boolean => {
		if (network === null) return true;
		const now = Date.parse(clock.now());
		const known = seen.get(network);
		if (known && now - known.since < HOUR) return ++known.count <= limit;
		seen.delete(network);
		seen.set(network, { since: now, count: 1 });
		const [oldest] = seen.keys();
		if (seen.size > MAX_NETWORKS && oldest !== undefined) seen.delete(oldest);
		return true;
	};
}
