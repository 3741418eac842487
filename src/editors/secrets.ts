import { createHash, createHmac, randomBytes, randomInt } from "node:crypto";

/** 256 random bits as base64url, 43 characters. */
export function randomToken(): string {
	return randomBytes(32).toString("base64url");
}

/** What a random token looks like. */
export const TOKEN = /^[\w-]{43}$/;

/** What is kept of a random token. Nobody guesses 256 bits, so it needs neither salt nor key. */
export function hashOf(token: string): string {
	return createHash("sha256").update(token).digest("base64url");
}

/** What is kept of a text that could be guessed: a code, an address. */
export function keyedHash(key: string, text: string): string {
	return createHmac("sha256", key)
		.update(`sign-in ${text}`)
		.digest("base64url");
}

/** Eight digits, as two groups of four are easy to copy. */
export function randomCode(): string {
	return String(randomInt(100_000_000)).padStart(8, "0");
}

/** The digits of a code as somebody typed it: "1234 5678" */
export function codeIn(text: string): string {
	return text.replace(/[\s.-]/g, "");
}
