import { timingSafeEqual } from "node:crypto";
import { keyedHash, randomToken, TOKEN } from "./secrets.ts";

/**
 * A browser in which an editor has signed in before. Its cookie proves it, so that
 * nobody who knows an editor's address alone can use up what this browser may ask.
 */
export interface KnownBrowser {
	/** Random; stays the same however often somebody signs in. */
	id: string;
	/** The editor's address, as `addressHash` gives it. */
	address: string;
}

/** An editor's address, as cookies and counts keep it. @param key of `parseAddress` */
export function addressHash(formKey: string, key: string): string {
	return keyedHash(formKey, key);
}

/**
 * What the cookie of a known browser says: `ID.ADDRESS.MAC`
 *
 * @param before what it said until now: for the same editor its id stays, and with it what was counted
 */
export function writeKnownBrowser(
	formKey: string,
	addressKey: string,
	before: KnownBrowser | null,
): string {
	const address = addressHash(formKey, addressKey);
	const id = before?.address === address ? before.id : randomToken();
	return `${id}.${address}.${macOf(formKey, id, address)}`;
}

/** Null: the cookie is not ours. */
export function readKnownBrowser(
	formKey: string,
	cookie: string,
): KnownBrowser | null {
	const [id = "", address = "", mac = "", ...more] = cookie.split(".");
	if (more.length > 0 || ![id, address, mac].every((one) => TOKEN.test(one)))
		return null;
	const expected = Buffer.from(macOf(formKey, id, address));
	return timingSafeEqual(expected, Buffer.from(mac)) ? { id, address } : null;
}

function macOf(formKey: string, id: string, address: string): string {
	return keyedHash(formKey, `known browser ${id} ${address}`);
}
