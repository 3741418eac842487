import type { Context } from "../context.ts";
import { countOne } from "../db/studio/sign-in-counts.ts";
import { Failure } from "../errors.ts";
import { networkOf } from "../subscriber/network.ts";
import { addressHash, type KnownBrowser } from "./known-browser.ts";

/**
 * How often something may be tried in an hour. They are rows, so that a restart
 * forgets nothing. Whoever knows an editor's address can use up what strangers may
 * ask for it, and so the mail that the editor gets is bounded. A browser in which the
 * editor signed in before is counted by itself: nobody else can keep it out.
 */
export const LIMITS = {
	/** Links that one network asks for, and all together. */
	askNetwork: 30,
	askAll: 500,
	/** Links to one address: from one network, and from all together. */
	askAddressNetwork: 5,
	askAddress: 30,
	/** Links that a known browser asks for, to its editor's address. */
	askKnown: 10,
	/** Codes that one browser types, and so for one link: 10 of 100,000,000. */
	codeBrowser: 10,
	/** Codes, links and passkeys: from one network, and from a known browser. */
	tryNetwork: 100,
	tryKnown: 30,
};

type LimitContext = Pick<Context, "db" | "clock" | "tokens">;

/** Who asks: the address that they are seen at, and the browser if an editor signed in there before. */
export interface CountedAsker {
	ip: string | null;
	known: KnownBrowser | null;
}

/** Counts a request for a link. @returns false: there were too many, whoever's the address is */
export async function mayAsk(
	context: LimitContext,
	{ ip, known }: CountedAsker,
	addressKey: string,
): Promise<boolean> {
	const address = addressHash(context.tokens.formKey, addressKey);
	if (known?.address === address)
		return within(context, `ask known ${known.id}`, LIMITS.askKnown);
	const place = placeOf(ip);
	// What is refused counts for nothing wider: one network can't use up what all have.
	return (
		(await within(context, `ask ${place}`, LIMITS.askNetwork)) &&
		(await within(
			context,
			`ask ${address} ${place}`,
			LIMITS.askAddressNetwork,
		)) &&
		(await within(context, `ask ${address}`, LIMITS.askAddress)) &&
		(await within(context, "ask", LIMITS.askAll))
	);
}

/** Counts an attempt to sign in. @returns false: there were too many */
export function mayTry(
	context: LimitContext,
	{ ip, known }: CountedAsker,
): Promise<boolean> {
	return known === null
		? within(context, `try ${placeOf(ip)}`, LIMITS.tryNetwork)
		: within(context, `try known ${known.id}`, LIMITS.tryKnown);
}

/** Counts a code that a browser typed. @returns false: there were too many */
export function mayTypeCode(
	context: LimitContext,
	browserHash: string,
): Promise<boolean> {
	return within(context, `code ${browserHash}`, LIMITS.codeBrowser);
}

/** The hour of an instant, as counts name it: `2026-11-24T09`. */
export function hourOf(now: string): string {
	return now.slice(0, 13);
}

async function within(
	{ db, clock }: LimitContext,
	scope: string,
	limit: number,
): Promise<boolean> {
	return (await countOne(db, scope, hourOf(clock.now()))) <= limit;
}

/** This machine, and requests from who knows where, share one limit. */
function placeOf(ip: string | null): string {
	return networkOf(ip) ?? "here";
}

export function tooOften(): Failure {
	return new Failure(
		"too-often",
		"That was too often. Wait until the next full hour, use a browser in which you have signed in before, or use a passkey. An admin can make a link on the server with: digest editors link NAME",
	);
}
