import { findToken } from "../../subscriber/find-token.ts";
import type { Purpose, Tokens } from "../../subscriber/token.ts";
import { readQuotedLeftovers } from "../../text/quoted-leftovers.ts";

export interface LinkRepair {
	/** The path of PUBLIC_URL, without a slash at the end; "" when it has none. */
	prefix: string;
	/** The first parts of all routes' paths, such as `unsubscribe`. */
	roots: ReadonlySet<string>;
	/** What routes have behind a token, such as `pause`. */
	actions: ReadonlySet<string>;
	tokens: Pick<Tokens, "verify" | "keyNames">;
}

/** The links that hold a token, and the purpose of a signed one. A confirmation's token is random. */
const TOKEN_LINKS: Readonly<Record<string, Purpose | "confirm">> = {
	confirm: "confirm",
	unsubscribe: "unsubscribe",
	vote: "vote",
	bookmarks: "bookmarks",
	preferences: "preferences",
};

/** Base64url of 16 bytes (`createConfirmationToken`): the last character has four bits that are 0. */
const CONFIRMATION = /^[\w-]{21}[AQgw]/;
const CONFIRMATION_LENGTH = 22;
/** What may stand before a token and has letters of base64url: emphasis, and the rest of `=3D`. */
const BEFORE = ["", "3D", "_", "__", "___", "-", "--"];

const INVISIBLE = /[\u00AD\u200B-\u200F\u2028-\u202E\u2060\uFEFF]/gu;
/** Invisible, or white space, or what quoted-printable leaves at the end of a line. */
const WITHIN_LINKS = new RegExp(`[\\s=]|${INVISIBLE.source}`, "gu");

/**
 * The path that a link meant, before its way through mail programs and people:
 * without what was put before, behind or into its token, without doubled
 * slashes, and without the path of PUBLIC_URL, which a proxy may have removed.
 * A path as we wrote it comes back unchanged.
 *
 * @param url absolute, or a path with a query
 * @returns the path, still percent-encoded
 */
export function repairPath(url: string, repair: LinkRepair): string {
	const [, written = ""] =
		/^(?:[a-z][a-z\d+.-]*:\/\/[^/?#]*)?([^?#]*)/i.exec(url) ?? [];
	// No slug and no token has a slash, so an encoded one is one between them.
	const slashed = written.replace(/%(?:25)*2F/gi, "/").replace(/\/{2,}/g, "/");
	const path = withoutPrefix(slashed || "/", repair);
	const [, root = "", rest = ""] = /^\/([^/]*)(?:\/(.*))?$/s.exec(path) ?? [];
	const name = rootName(root, repair.roots);
	const purpose = TOKEN_LINKS[name];
	if (purpose === undefined || rest === "")
		return withoutTail(rest === "" ? `/${name}` : `/${name}/${rest}`);
	const { token, after } = splitToken(rest, purpose, repair.tokens);
	return `/${name}/${token}${actionIn(after, repair.actions)}`;
}

/** `/pause` and the like, if that is what begins the text. */
function actionIn(text: string, actions: ReadonlySet<string>): string {
	const [, word = ""] = /^\/+([a-z]+(?:\.json)?)(?![a-z])/.exec(text) ?? [];
	const known = [word, word.replace(/\.json$/, "")].find((one) =>
		actions.has(one),
	);
	return known ? `/${known}` : "";
}

/**
 * A parameter of a link that is a slug or a word of ours, without what was put
 * around it: `&amp;` for `&`, `=3D` for `=`, a soft line break, a full stop, `=20`.
 *
 * @returns null if the link does not have it
 */
export function linkWord(url: string, name: string): string | null {
	const [, mark, query = ""] = /(\?|%3F)([^#]*)/i.exec(url) ?? [];
	const text = mark === "?" ? query : decode(query);
	const value = new URLSearchParams(
		text.replace(/&(?:amp|#38|#x26)(?:;|%3B)/gi, "&"),
	).get(name);
	return value === null ? null : repairedWord(value);
}

/** A slug has letters of any script. */
const WORD = /^[\p{L}\p{M}\p{N}_-]*/u;

function repairedWord(value: string): string {
	if (WORD.exec(value)?.[0] === value && !value.startsWith("3D")) return value;
	const text = readQuotedLeftovers(value)
		.replace(WITHIN_LINKS, "")
		.replace(/^3D/, "");
	return WORD.exec(text)?.[0] ?? "";
}

/** One proxy passes the prefix on, the other removes it. A page's own name is no prefix. */
function withoutPrefix(path: string, { prefix, roots }: LinkRepair): string {
	if (prefix === "" || !(path === prefix || path.startsWith(`${prefix}/`)))
		return path;
	const rest = path.slice(prefix.length) || "/";
	const root = /^\/([^/]*)/.exec(rest)?.[1] ?? "";
	const firstOfPrefix = prefix.split("/")[1] ?? "";
	return root === "" || roots.has(rootName(root, roots))
		? rest
		: roots.has(firstOfPrefix)
			? path
			: rest;
}

/** The page's name without what is no letter or digit: a break within it, or signs behind it. U+0000 stays, so that it is refused. */
function rootName(root: string, roots: ReadonlySet<string>): string {
	if (roots.has(root)) return root;
	const plain = decode(root)
		.replace(/[^\p{L}\p{M}\p{N}\0]/gu, "")
		.toLowerCase();
	return roots.has(plain) ? plain : root;
}

/** Removes what stands behind the last letter or digit, also as quoted-printable wrote it. U+0000 stays, so that it is refused. */
function withoutTail(path: string): string {
	const decoded = decode(path);
	const kept = readQuotedLeftovers(decoded).replace(
		/(?<=[\p{L}\p{M}\p{N}_-])[^\p{L}\p{M}\p{N}_\0-]+$/u,
		"",
	);
	return kept === decoded || kept.includes("\0") ? path : encodeURI(kept);
}

/** Takes the token from the rest of a path, and leaves what is behind it. */
function splitToken(
	rest: string,
	purpose: Purpose | "confirm",
	tokens: LinkRepair["tokens"],
): { token: string; after: string } {
	const [, asWritten, behind = ""] = /^([\w-]+)((?:\/.*)?)$/s.exec(rest) ?? [];
	if (asWritten !== undefined) {
		const isRight =
			purpose === "confirm"
				? asWritten.length === CONFIRMATION_LENGTH
				: tokens.verify(purpose, asWritten) !== null;
		if (isRight) return { token: asWritten, after: behind };
	}
	const text = decode(rest);
	if (text.includes("\0")) return { token: rest, after: "" };
	const joined = text.replace(WITHIN_LINKS, "");
	const found =
		purpose === "confirm"
			? findConfirmation(joined)
			: findToken(tokens, purpose, text.replace(INVISIBLE, ""));
	if (found) return found;
	// Nothing of a token is there: the text stays what it is, and is refused.
	const [letters = ""] = /^[\w-]*/.exec(joined) ?? [];
	return letters === ""
		? { token: rest, after: "" }
		: { token: letters, after: joined.slice(letters.length) };
}

/** Only the database knows whether a confirmation's token is right, so its form must do. */
function findConfirmation(text: string) {
	const { 0: run, index } = /[\w-]{22,}/.exec(text) ?? { 0: "", index: 0 };
	const before =
		run.length === CONFIRMATION_LENGTH
			? ""
			: BEFORE.findLast(
					(sign) =>
						run.startsWith(sign) && CONFIRMATION.test(run.slice(sign.length)),
				);
	if (run === "" || before === undefined) return null;
	const end = before.length + CONFIRMATION_LENGTH;
	return {
		token: run.slice(before.length, end),
		after: text.slice(index + end),
	};
}

/** Mail programs may encode what is encoded. */
const MAX_ENCODINGS = 3;

/** A sequence that is no UTF-8 stays as it is. */
function decode(text: string): string {
	let decoded = text;
	for (let round = 0; round < MAX_ENCODINGS; round++) {
		const next = decoded.replace(/(?:%[\da-f]{2})+/gi, (encoded) => {
			try {
				return decodeURIComponent(encoded);
			} catch {
				return encoded;
			}
		});
		if (next === decoded) break;
		decoded = next;
	}
	return decoded;
}
