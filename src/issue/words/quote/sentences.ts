import { trimmedEnd } from "../../../text/trimmed-end.ts";

/*
 * Where the sentences of a prose text end. ICU proposes (UAX #29), and the rules
 * below refuse what may not be an end: they err towards a longer sentence, for a
 * quote that goes on too long is whole, and one that stops at "e.g." is not.
 */

const segmenter = new Intl.Segmenter("en", { granularity: "sentence" });

/** The sentences of a text, with the spaces after each: joined, they are the text. @param names in which no sentence ends */
export function sentencesOf(text: string, names: readonly string[]): string[] {
	const closed = [...pairedSigns(text), ...spansOf(text, names)];
	const sentences: string[] = [];
	let start = 0;
	for (const { index, segment } of segmenter.segment(text)) {
		const end = index + segment.length;
		const within = closed.some((span) => span.start < end && end < span.end);
		const last = end === text.length;
		if (!last && (within || !endsSentence(text, end, names))) continue;
		sentences.push(text.slice(start, end));
		start = end;
	}
	return sentences;
}

interface Span {
	start: number;
	end: number;
}

/** Where one of these names is in a text. */
export function spansOf(text: string, names: readonly string[]): Span[] {
	const spans: Span[] = [];
	for (const name of names) {
		if (name === "") continue;
		for (
			let start = text.indexOf(name);
			start >= 0;
			start = text.indexOf(name, start + name.length)
		)
			spans.push({ start, end: start + name.length });
	}
	return spans;
}

const CLOSERS: Record<string, string> = {
	"(": ")",
	"[": "]",
	"{": "}",
	"“": "”",
	"„": "“",
	"「": "」",
	"『": "』",
	"（": "）",
	"【": "】",
	"《": "》",
	'"': '"',
};

/** From each bracket or quotation mark to the one that closes it. One that is never closed encloses nothing, and neither does an inch. */
function pairedSigns(text: string): Span[] {
	const spans: Span[] = [];
	const open: { start: number; closer: string }[] = [];
	for (const { 0: sign, index } of text.matchAll(
		/[()[\]{}“”„「」『』（）【】《》]|(?<!\d)"|"(?![\s\p{L}])/gu,
	)) {
		const opened = open.findLastIndex(({ closer }) => closer === sign);
		if (opened >= 0) {
			const [pair] = open.splice(opened);
			if (pair) spans.push({ start: pair.start, end: index + 1 });
		} else if (CLOSERS[sign])
			open.push({ start: index, closer: CLOSERS[sign] });
	}
	return spans;
}

const CLOSING = /[)\]}"'”’»」』）】》\u2069]/;
const OPENING = /^[([{"'“‘„«「『（【《\u2068¿¡]+/;

/** Whether a sentence ends before `end`, where ICU proposes it. */
function endsSentence(
	text: string,
	end: number,
	names: readonly string[],
): boolean {
	const before = text.slice(0, end).trimEnd();
	const after = text.slice(end).trimStart();
	// The spaces after a sentence belong to it.
	if (/^\s/.test(text.slice(end))) return false;
	const gap = text.slice(before.length, text.length - after.length);
	// A blank line ends whatever stands before it.
	if (/\n[^\S\n]*\n/.test(gap)) return true;
	const said = trimmedEnd(before, CLOSING);
	if (!/\p{Sentence_Terminal}$/u.test(said)) return false;
	// Chinese and Japanese go on after a quotation without a space: 「いい。」と言った.
	if (gap === "" && said !== before) return false;
	if (/^[\p{Ll},;:–—]/u.test(after.replace(OPENING, ""))) return false;
	if (names.some((name) => said.endsWith(name))) return false;
	const [word = ""] = /[^\s([{"“‘„«—–/]*$/u.exec(said) ?? [];
	if (endsWithListNumber(said)) return false;
	if (word.endsWith(".")) return !isAbbreviation(word, after);
	// "Yahoo! Scout", "the Who? album": a sign that may belong to a name.
	return !/^\p{Lu}\p{Ll}[\p{L}\p{N}]*[!?]+$/u.test(word);
}

/** Whether a full stop after this word may not end its sentence. @param word with the stop */
function isAbbreviation(word: string, after: string): boolean {
	const bare = trimmedEnd(word, /\./);
	const lower = bare.toLowerCase();
	return (
		word.endsWith("..") ||
		// "J. R. R.", "e.g.", "U.S.", "Node.js.", and a list's "1." on its own
		/^\p{L}$|\p{L}\.\p{L}|\p{L}\.\d/u.test(bare) ||
		/^v\d/.test(lower) ||
		// "vs.", "Dr.", "Ltd.": no vowel, and no acronym such as "SDK"
		/^[A-Z]?[b-df-hj-np-tv-xz]+$/.test(bare) ||
		ABBREVIATIONS.has(lower) ||
		(NUMBERED.has(lower) && /^[\dIVX]/.test(after))
	);
}

/** With a vowel, or not English. */
const ABBREVIATIONS = new Set(
	(
		"abt adj al alt approx apr assn assoc aug ave bros ca capt cap co col corp dec dept dir " +
		"ed eds esp est etc excl ext feb fri gen gov hon inc incl jan jul jun lieut mar max min " +
		"misc mon mos no nos nov oct op orig pres prof resp rep rev sat sen sep sept sun tel temp " +
		"thu thur thurs tue tues univ usw vers viz wed evtl ggf inkl zzgl abb bspw env sig sra " +
		// Parts of a text, titles, states and units
		"sec tab chap par ver ref refs suppl app prop def admin exec maj atty messrs mme mlle govt " +
		"intl natl dist prov tex cal calif mass penn minn ariz fla ala ark colo conn mich neb nev " +
		"okla ore tenn wis wyo ie eg aka ibid oz gal yd dev prod lib spec config func num auth " +
		"llc gmbh pty supt adm insp dipl aufl mio kap hrsg sog geb srta dña pág págs núm"
	).split(" "),
);

/** "II." or "2." where a sentence begins: it numbers what follows, as in "I. It works. II. It is cheap." */
function endsWithListNumber(said: string): boolean {
	const at = said.search(
		/(?<!\S)(?:\d{1,3}|(?=[ivx])x{0,3}(?:ix|iv|v?i{0,3}))\.$/iu,
	);
	if (at <= 0) return at === 0;
	const before = said.slice(0, at).trimEnd();
	return (
		said.slice(before.length, at).includes("\n") ||
		/[\p{Sentence_Terminal}:;]$/u.test(trimmedEnd(before, /["'”’)]/))
	);
}

/** Words of the language that are abbreviations before a number: "fig. 3", "art. 5". */
const NUMBERED = new Set("art ch eq fig figs p para part pp vol".split(" "));
