import { createHash } from "node:crypto";

/** Words in lower case joined by single hyphens. It identifies a tool or a comparison, and is part of its URL. */
export const SLUG = /^[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)*$/u;

const SIGN_WORDS: Record<string, string> = {
	"&": " and ",
	"+": " plus ",
	"#": " sharp ",
};

/**
 * The slug of a tool's name. Latin letters lose their accents, letters of other
 * scripts are kept, `&`, `+` and `#` become words, and everything else that is
 * neither letter nor digit becomes a hyphen. Never empty: a name without letters
 * and digits gets a short hash. The slug of a slug is itself.
 */
export function slugOf(name: string): string {
	const slug = withoutAccents(name)
		.replace(/[&+#]/g, (sign) => SIGN_WORDS[sign] ?? sign)
		.replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
		.replace(/(^|-)\p{M}+/gu, "$1")
		.replace(/-{2,}/g, "-")
		.replace(/^-|-$/g, "")
		.normalize("NFC");
	return slug === "" ? `tool-${shortHash(name)}` : slug;
}

/** The slug of a comparison, from those of its tools. */
export function comparisonSlugOf(left: string, right: string): string {
	return `${left}-vs-${right}`;
}

/** Lower case without accents and direction marks. Only Latin letters lose their marks: in other scripts, marks are vowels. */
function withoutAccents(name: string): string {
	return name
		.replace(/[™®©℠\u200E\u200F\u061C]/g, "")
		.normalize("NFKD")
		.toLowerCase()
		.normalize("NFKD")
		.replace(/(\p{Script=Latin})\p{M}+/gu, "$1");
}

function shortHash(name: string): string {
	return createHash("sha256")
		.update(name.normalize("NFC").trim())
		.digest("hex")
		.slice(0, 8);
}
