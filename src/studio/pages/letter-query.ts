import {
	type LetterSample,
	letterSamples,
} from "../../../templates/sample-letters.ts";
import { type ColorScheme, readColorScheme } from "../preview/color-scheme.ts";

const LETTER_VIEWS = ["desktop", "phone", "text"] as const;
export type LetterView = (typeof LETTER_VIEWS)[number];

/** Which letter is shown and how. All of it is in the URL. */
export interface LetterQuery {
	/** Index in the samples. */
	letter: number;
	view: LetterView;
	scheme: ColorScheme;
}

/** Invalid parameters count as missing. */
export function readLetterQuery(params: Record<string, string>): LetterQuery {
	const letter = Number(params.letter ?? 0);
	return {
		letter: Object.hasOwn(letterSamples, letter) ? letter : 0,
		view: LETTER_VIEWS.find((view) => view === params.view) ?? "desktop",
		scheme: readColorScheme(params.look),
	};
}

export function sampleOf({ letter }: LetterQuery): LetterSample {
	return letterSamples[letter] as LetterSample;
}

/** The URL of `path` with `query`, after applying `change`. */
export function letterUrl(
	query: LetterQuery,
	change: Partial<LetterQuery> = {},
	path = "/studio/letters",
): string {
	const { letter, view, scheme } = { ...query, ...change };
	const params = new URLSearchParams();
	if (letter !== 0) params.set("letter", String(letter));
	if (view !== "desktop") params.set("view", view);
	if (scheme !== "auto") params.set("look", scheme);
	return params.size > 0 ? `${path}?${params}` : path;
}
