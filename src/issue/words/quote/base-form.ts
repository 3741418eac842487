/** The forms under which a word may stand in a list: itself first, then without its endings. @param word in lower case */
export function baseForms(word: string): string[] {
	const forms = [word];
	for (const [ending, replacements] of ENDINGS) {
		if (!word.endsWith(ending) || word.length - ending.length < 3) continue;
		const stem = word.slice(0, -ending.length);
		for (const replacement of replacements) forms.push(stem + replacement);
		// "stopped" is a form of "stop".
		if (/([b-df-hj-np-tv-z])\1$/.test(stem)) forms.push(stem.slice(0, -1));
	}
	return forms;
}

/** Each ending, and what stands in its place in the base form. */
const ENDINGS: readonly [string, readonly string[]][] = [
	["ies", ["y"]],
	["ied", ["y"]],
	["es", ["", "e"]],
	["s", [""]],
	["ed", ["", "e"]],
	["ing", ["", "e"]],
	["ily", ["y"]],
	["ly", ["", "e"]],
	["ier", ["y"]],
	["iest", ["y"]],
	["est", ["", "e"]],
];
