/** Letters that Unicode does not take apart, as their plain ones. */
const PLAIN: Record<string, string> = {
	ı: "i",
	ł: "l",
	ø: "o",
	đ: "d",
	ß: "ss",
	æ: "ae",
	œ: "oe",
};

function plain(text: string): string {
	return text
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.replace(/[ıłøđßæœ]/g, (letter) => PLAIN[letter] ?? letter);
}

/**
 * A header or a value for comparing: in lower case, without accents, spaces and
 * signs. "E-Mail" and "é mail" are the same.
 */
export function folded(text: string): string {
	return plain(text).replace(/[^\p{L}\p{N}]/gu, "");
}

/** The words of a header, folded: of "lastActive", of "last_active", of "Last active". */
export function foldedWords(text: string): string[] {
	return plain(text.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2"))
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== "");
}
