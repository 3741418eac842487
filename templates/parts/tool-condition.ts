/**
 * A condition about one tool, such as "saved@quill", as slots name it. A slug may
 * have any signs, and a slot only letters, digits and hyphens: other signs are
 * written by their number.
 */
export function toolCondition(question: string, slug: string): string {
	return `${question}@${slug.replace(/[^\p{L}\p{M}\p{N}-]/gu, (sign) => `.${sign.codePointAt(0)?.toString(16)}.`)}`;
}

/** The slug in a condition: the reverse of `toolCondition`. */
export function slugIn(written: string): string {
	return written.replace(/\.([0-9a-f]+)\./g, (_, number: string) =>
		String.fromCodePoint(Number.parseInt(number, 16)),
	);
}
