/**
 * A header or a value for comparing: in lower case, without accents, spaces and
 * signs. "E-Mail" and "é mail" are the same.
 */
export function folded(text: string): string {
	return text
		.normalize("NFKD")
		.toLowerCase()
		.replace(/[^\p{L}\p{N}]/gu, "");
}

/** The words of a header, folded: of "lastActive", of "last_active", of "Last active". */
export function foldedWords(text: string): string[] {
	return text
		.replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
		.normalize("NFKD")
		.replace(/\p{M}/gu, "")
		.toLowerCase()
		.split(/[^\p{L}\p{N}]+/u)
		.filter((word) => word !== "");
}
