/** How a file's encoding was found, for a report. */
export interface EncodingGuess {
	/** A label of the WHATWG Encoding Standard. */
	encoding: string;
	/** True: it was not marked, not named and is not UTF-8. */
	guessed: boolean;
	/** For a guess: no other encoding gives words nearly as likely. */
	sure: boolean;
	/** For a guess: the next best. */
	other: string | null;
	/** For a guess: a word of the file that depends on it; "": there is none. */
	example: string;
}

/** The first of two that are equally likely wins. */
const CANDIDATES = [
	"windows-1252",
	"windows-1250",
	"windows-1251",
	"macintosh",
	"shift_jis",
	"gb18030",
	"euc-kr",
	"big5",
	"euc-jp",
	"koi8-r",
	"windows-1253",
	"windows-1254",
	"windows-1255",
	"windows-1256",
	"ibm866",
] as const;

/** A guess below this many points for each character, or this close to the next, is unsure. */
const SURE_SCORE = 0.7;
const SURE_LEAD = 0.4;

/** Guesses the encoding of bytes that are not UTF-8, by how likely the words are that it gives. Pure. */
export function guessEncoding(bytes: Uint8Array): EncodingGuess {
	const sample = linesWithHighBytes(bytes);
	const scored = CANDIDATES.flatMap((encoding) => {
		const text = decoded(sample, encoding);
		return text === null
			? []
			: [{ encoding, text, score: scoreOf(encoding, text, sample) }];
	}).sort((a, b) => b.score - a.score);
	const [best] = scored;
	// Every byte is something in Windows-1252.
	if (!best) throw new Error("no encoding fits");
	const next = scored.find(({ text }) => text !== best.text);
	return {
		encoding: best.encoding,
		guessed: true,
		sure:
			best.score >= SURE_SCORE && best.score - (next?.score ?? -1) >= SURE_LEAD,
		other: next?.encoding ?? null,
		example:
			best.text
				.split(/[\s,;|"@]+/)
				.find((word) => /[^\p{ASCII}]/u.test(word)) ?? "",
	};
}

const SAMPLE_LIMIT = 16 * 1024;

function linesWithHighBytes(bytes: Uint8Array): Uint8Array {
	const lines: Uint8Array[] = [];
	let length = 0;
	for (let start = 0; start < bytes.length && length < SAMPLE_LIMIT; ) {
		const end = bytes.indexOf(10, start);
		const stop = end === -1 ? bytes.length : end + 1;
		const line = bytes.subarray(start, stop);
		// The last line may end within a character.
		if (
			line.some((byte) => byte >= 0x80) &&
			(end !== -1 || lines.length === 0)
		) {
			lines.push(line);
			length += line.length;
		}
		start = stop;
	}
	return Buffer.concat(lines);
}

function decoded(bytes: Uint8Array, encoding: string): string | null {
	try {
		return new TextDecoder(encoding, { fatal: true }).decode(bytes, {
			stream: true,
		});
	} catch {
		return null;
	}
}

/** Points for each character that is not ASCII: about 1 for likely words, below 0 for unlikely ones. */
function scoreOf(encoding: string, text: string, bytes: Uint8Array): number {
	const pairs = COMMON_PAIRS[encoding];
	return pairs ? scorePairs(bytes, pairs) : scoreWords(text);
}

/** The first bytes of common characters (the first level of each standard, and kana), and of punctuation. */
interface PairRanges {
	common: readonly [number, number][];
	neutral: readonly [number, number][];
	/** The smallest second byte. */
	second: number;
	/** For a common character; 1.3 if absent. */
	points?: number;
}

const COMMON_PAIRS: Partial<Record<string, PairRanges>> = {
	gb18030: { common: [[0xb0, 0xd7]], neutral: [[0xa1, 0xa3]], second: 0xa1 },
	// A narrower range than that of gb18030, so that a text within it is likelier Korean.
	"euc-kr": {
		common: [[0xb0, 0xc8]],
		neutral: [[0xa1, 0xa3]],
		second: 0xa1,
		points: 1.4,
	},
	big5: { common: [[0xa4, 0xc6]], neutral: [[0xa1, 0xa3]], second: 0x40 },
	"euc-jp": {
		common: [
			[0xa4, 0xa5],
			[0xb0, 0xcf],
		],
		neutral: [[0xa1, 0xa3]],
		second: 0xa1,
	},
	shift_jis: {
		common: [
			[0x82, 0x83],
			[0x88, 0x97],
		],
		neutral: [[0x81, 0x81]],
		second: 0x40,
	},
};

function scorePairs(bytes: Uint8Array, ranges: PairRanges): number {
	const within = (byte: number, some: readonly [number, number][]) =>
		some.some(([from, to]) => byte >= from && byte <= to);
	let points = 0;
	let count = 0;
	for (let at = 0; at < bytes.length; at++) {
		const byte = bytes[at] ?? 0;
		if (byte < 0x80) continue;
		const next = bytes[++at] ?? 0;
		count++;
		if (next < ranges.second) points -= 2;
		else if (within(byte, ranges.common)) points += ranges.points ?? 1.3;
		else if (!within(byte, ranges.neutral)) points -= 1.5;
	}
	return count === 0 ? 0 : points / count;
}

/** Letters that Western and Central European languages use often. */
const USUAL = /[äöüßéèêëàâçñóíáúîïôûùœæøåãõÄÖÜÉÅØąćęłńśźżčďěňřšťůýžőűğışĞİŞ]/u;
/** The most frequent letters of Cyrillic and Greek. */
const OFTEN = /[оеаинтсрвлкмдпуії]|[αοιετσνρπκλυμάέίόή]/iu;
const LETTER = /\p{L}/u;
const UPPER = /\p{Lu}/u;
const LOWER = /\p{Ll}/u;
const SCRIPTS = [
	/\p{sc=Latn}/u,
	/\p{sc=Cyrl}/u,
	/\p{sc=Grek}/u,
	/\p{sc=Hebr}/u,
	/\p{sc=Arab}/u,
];

function scoreWords(text: string): number {
	const signs = [...text];
	let points = 0;
	let count = 0;
	for (const [at, sign] of signs.entries()) {
		if (sign.charCodeAt(0) < 0x80) continue;
		count++;
		points += scoreSign(sign, signs[at - 1] ?? " ", signs[at + 1] ?? " ");
	}
	return count === 0 ? 0 : points / count;
}

function scoreSign(sign: string, before: string, after: string): number {
	if (/\p{Cc}|\p{Co}/u.test(sign)) return -5;
	const [letterBefore, letterAfter] = [LETTER.test(before), LETTER.test(after)];
	if (!LETTER.test(sign))
		return letterBefore && letterAfter && sign !== "’" ? -2 : 0;
	const script = SCRIPTS.findIndex((one) => one.test(sign));
	const fits = (other: string) => SCRIPTS[script]?.test(other) ?? false;
	if ((letterBefore && !fits(before)) || (letterAfter && !fits(after)))
		return -2;
	// Only in Latin script is a letter that is not ASCII usual alone.
	if (script !== 0 && !letterBefore && !letterAfter) return -1;
	if (UPPER.test(sign) && LOWER.test(before)) return -2;
	if (script !== 0) return OFTEN.test(sign) ? 1.2 : script >= 3 ? 1.05 : 0.5;
	if (letterBefore && before.charCodeAt(0) >= 0x80) return -1.5;
	return USUAL.test(sign) ? 1.2 : 0.4;
}
