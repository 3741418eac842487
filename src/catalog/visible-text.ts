/*
 * Characters that nobody sees, by one rule for every text that is imported. They
 * come along when a page is copied, and two names that look the same would be two
 * tools. Unicode lists them as Default_Ignorable_Code_Point (UAX #44).
 */

const INVISIBLE = /\p{Default_Ignorable_Code_Point}/u;

/** Scripts in which a joiner or non-joiner changes how a word is written. */
const JOINING =
	"[\\p{scx=Arab}\\p{scx=Syrc}\\p{scx=Mong}\\p{scx=Nkoo}\\p{scx=Deva}\\p{scx=Beng}\\p{scx=Guru}\\p{scx=Gujr}\\p{scx=Orya}\\p{scx=Taml}\\p{scx=Telu}\\p{scx=Knda}\\p{scx=Mlym}\\p{scx=Sinh}\\p{scx=Khmr}\\p{scx=Mymr}\\p{scx=Tibt}]";

/**
 * What stays: variation selectors and other marks; joiners after a letter of such
 * a script, and between emoji; the tags of a flag. The nine characters that turn
 * the direction of what follows stay as well, so that the schema refuses them.
 */
const MEANINGFUL = new RegExp(
	[
		"\\p{M}",
		"[\\u202A-\\u202E\\u2066-\\u2069]",
		`(?<=${JOINING})[\\u200C\\u200D\\u180E]`,
		"(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\uFE0F])\\u200D(?=\\p{Extended_Pictographic})",
		"(?<=\\u{1F3F4}[\\u{E0020}-\\u{E007E}]*)[\\u{E0020}-\\u{E007F}]",
	].join("|"),
	"uy",
);

const DIRECTION_MARK = /[\u200E\u200F\u061C]/;
const RIGHT_TO_LEFT =
	/[\p{scx=Arab}\p{scx=Hebr}\p{scx=Syrc}\p{scx=Thaa}\p{scx=Nkoo}\p{scx=Adlm}]/u;

/** One isolate round a whole text: programs put it round every name that they insert (UAX #9). */
const ISOLATED = /^[\u2066-\u2068]([^\u2066-\u2069]*)\u2069$/u;

/**
 * A text without the invisible characters that mean nothing in it, such as soft
 * hyphens, zero width spaces and byte order marks. A direction mark stays in a
 * text with right-to-left letters.
 */
export function visibleText(text: string): string {
	if (!INVISIBLE.test(text)) return text;
	const inner = ISOLATED.exec(text)?.[1] ?? text;
	const turns = RIGHT_TO_LEFT.test(inner.replace(/\u061C/g, ""));
	return inner.replace(
		/\p{Default_Ignorable_Code_Point}/gu,
		(sign, at: number) => {
			if (DIRECTION_MARK.test(sign)) return turns ? sign : "";
			MEANINGFUL.lastIndex = at;
			return MEANINGFUL.test(inner) ? sign : "";
		},
	);
}
