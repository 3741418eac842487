import { createHash } from "node:crypto";

/** A name in lower case, its words joined by single hyphens: what identifies a tool, and stands in its URL. */
export const SLUG = /^[\p{L}\p{M}\p{N}]+(?:-[\p{L}\p{M}\p{N}]+)*$/u;

const SPOKEN: Record<string, string> = {
	"&": " and ",
	"+": " plus ",
	"#": " sharp ",
};

/**
 * The slug of a tool's name: accents fall off Latin letters, letters of other
 * scripts stay as they are, `&`, `+` and `#` are spoken, and everything that is
 * neither letter nor digit becomes a hyphen. Never empty: a name without a
 * letter gets a short hash. The slug of a slug is itself.
 */
export function slugOf(name: string): string {
	const slug = plain(name)
		.replace(/[&+#]/g, (sign) => SPOKEN[sign] ?? sign)
		.replace(/[^\p{L}\p{M}\p{N}]+/gu, "-")
		.replace(/(^|-)\p{M}+/gu, "$1")
		.replace(/-{2,}/g, "-")
		.replace(/^-|-$/g, "")
		.normalize("NFC");
	return slug === "" ? `tool-${shortHash(name)}` : slug;
}

export function comparisonSlugOf(left: string, right: string): string {
	return `${left}-vs-${right}`;
}

/** Lower case without accents. Marks carry the vowels of other scripts, so only Latin letters lose theirs. */
function plain(name: string): string {
	return name
		.replace(/[™®©℠]/g, "")
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
