import type { Purpose, Tokens } from "../../subscriber/token.ts";

export interface LinkRepair {
	/** The path of PUBLIC_URL, without a slash at the end; "" when it has none. */
	prefix: string;
	/** The first parts of all routes' paths, such as `unsubscribe`. */
	roots: ReadonlySet<string>;
	tokens: Pick<Tokens, "verify">;
}

/** The links that hold a token, and the purpose of a signed one. A confirmation's token is random. */
const TOKEN_LINKS: Readonly<Record<string, Purpose | "confirm">> = {
	confirm: "confirm",
	unsubscribe: "unsubscribe",
	vote: "vote",
	bookmarks: "bookmarks",
	preferences: "preferences",
};

/** A token is base64url, and has as many characters (`createTokens`, `createConfirmationToken`). */
const MIN_TOKEN = 22;
const MAX_TOKEN = 33;
/** Signs that people put around a link and that are letters of base64url, too. */
const EMPHASIS = /[-_]{1,3}$/;

/** Invisible, or white space, or what quoted-printable leaves at the end of a line. */
const WITHIN_LINKS = /[\s=\u00AD\u200B-\u200F\u2028-\u202E\u2060\uFEFF]/gu;

/**
 * The path that a link meant, before its way through mail programs and people:
 * without a full stop, bracket, quote, line break or slash behind it, with the
 * token in one piece, without doubled slashes, and without the path of
 * PUBLIC_URL, which a proxy may have removed. A path as we wrote it comes back
 * unchanged.
 *
 * @param url absolute, or a path with a query
 * @returns the path, still percent-encoded
 */
export function repairPath(url: string, repair: LinkRepair): string {
	const [, written = ""] =
		/^(?:[a-z][a-z\d+.-]*:\/\/[^/?#]*)?([^?#]*)/i.exec(url) ?? [];
	const path = withoutPrefix(written.replace(/\/{2,}/g, "/") || "/", repair);
	const [, root = "", rest = ""] = /^\/([^/]*)(?:\/(.*))?$/s.exec(path) ?? [];
	const name = rootName(root, repair.roots);
	const purpose = TOKEN_LINKS[name];
	if (purpose === undefined || rest === "")
		return withoutTail(rest === "" ? `/${name}` : `/${name}/${rest}`);
	const { token, after } = splitToken(
		rest.replace(/%3F.*/is, ""),
		purpose,
		repair.tokens,
	);
	const action = /^\/+([a-z]+(?:\.json)?)/.exec(after)?.[1];
	return `/${name}/${token}${action ? `/${action}` : ""}`;
}

/**
 * A parameter of a link that is a slug or a word of ours, without what was put
 * around it: `&amp;` for `&`, `=3D` for `=`, a soft line break, a full stop.
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
	const text = value.replace(WITHIN_LINKS, "").replace(/^3D/, "");
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

function rootName(root: string, roots: ReadonlySet<string>): string {
	if (roots.has(root)) return root;
	const plain = (/^[a-z-]+/i.exec(root)?.[0] ?? "").toLowerCase();
	return roots.has(plain) && isJunk(decode(root.slice(plain.length)))
		? plain
		: root;
}

/** Removes what stands behind the last letter or digit. U+0000 stays, so that it is refused. */
function withoutTail(path: string): string {
	const decoded = decode(path);
	const kept = decoded.replace(
		/(?<=[\p{L}\p{M}\p{N}_-])[^\p{L}\p{M}\p{N}_-]+$/u,
		"",
	);
	return kept.length === decoded.length || !isJunk(decoded.slice(kept.length))
		? path
		: encodeURI(kept);
}

/** What is behind a link, and no part of it. */
function isJunk(text: string): boolean {
	return /^[^\p{L}\p{M}\p{N}\0]*$/u.test(text);
}

/** Takes the token from the rest of a path, and leaves what is behind it. */
function splitToken(
	rest: string,
	purpose: Purpose | "confirm",
	tokens: Pick<Tokens, "verify">,
): { token: string; after: string } {
	const asWritten = /^([\w-]+)((?:\/[a-z]+(?:\.json)?)?)$/.exec(rest);
	const isValid = (token: string) =>
		purpose !== "confirm" && tokens.verify(purpose, token) !== null;
	if (asWritten) {
		const [, token = "", after = ""] = asWritten;
		const bare = token.replace(EMPHASIS, "");
		const better =
			bare === token || isValid(token)
				? token
				: (shorterBy(token, bare.length).find(isValid) ??
					(purpose === "confirm" && token.length > MIN_TOKEN
						? token.slice(0, MIN_TOKEN)
						: token));
		return { token: better, after };
	}
	const text = decode(rest).replace(WITHIN_LINKS, "");
	const [letters = ""] = /^[\w-]*/.exec(text) ?? [];
	const token =
		purpose === "confirm"
			? letters.slice(0, MIN_TOKEN)
			: (shorterBy(letters.slice(0, MAX_TOKEN), MIN_TOKEN).find(isValid) ??
				letters);
	// Nothing of a token is left: the text stays what it is, and is refused.
	return token === ""
		? { token: rest, after: "" }
		: { token, after: text.slice(token.length) };
}

/** The text, and its beginnings of at least `least` characters, the longest first. */
function shorterBy(text: string, least: number): string[] {
	return Array.from(
		{ length: Math.max(1, text.length - least + 1) },
		(_, cut) => text.slice(0, text.length - cut),
	);
}

/** A sequence that is no UTF-8 stays as it is. */
function decode(text: string): string {
	return text.replace(/(?:%[\da-f]{2})+/gi, (encoded) => {
		try {
			return decodeURIComponent(encoded);
		} catch {
			return encoded;
		}
	});
}
