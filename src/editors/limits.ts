import type { Context } from "../context.ts";
import { countOne } from "../db/studio/sign-in-counts.ts";
import { Failure } from "../errors.ts";
import { networkOf } from "../subscriber/network.ts";
import { keyedHash } from "./secrets.ts";

/** How often something may be tried in an hour. They are rows, so that a restart forgets nothing. */
export const LIMITS = {
	/** Links that one network asks for, and all together. */
	askNetwork: 30,
	askAll: 500,
	/** Links to one address. */
	askAddress: 10,
	/** Codes that one browser types, and so for one link: 10 of 100,000,000. */
	codeBrowser: 10,
	/** Codes, links and passkeys from one network. */
	tryNetwork: 100,
};

type LimitContext = Pick<Context, "db" | "clock" | "tokens">;

/** Counts a request for a link. @returns false: there were too many, whoever's the address is */
export async function mayAsk(
	context: LimitContext,
	ip: string | null,
	addressKey: string,
): Promise<boolean> {
	const address = keyedHash(context.tokens.formKey, addressKey);
	return (
		(await within(context, `ask ${placeOf(ip)}`, LIMITS.askNetwork)) &&
		(await within(context, "ask", LIMITS.askAll)) &&
		(await within(context, `ask ${address}`, LIMITS.askAddress))
	);
}

/** Counts an attempt to sign in. @returns false: there were too many */
export function mayTry(
	context: LimitContext,
	ip: string | null,
): Promise<boolean> {
	return within(context, `try ${placeOf(ip)}`, LIMITS.tryNetwork);
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
		"That was too often. Wait until the next full hour, or use a passkey. An admin can make a link on the server with: digest editors link NAME",
	);
}
