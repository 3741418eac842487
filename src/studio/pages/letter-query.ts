import {
	type LetterSample,
	letterSamples,
} from "../../../templates/sample-letters.ts";
import { type Look, readLook } from "../preview/color-scheme.ts";

export const LETTER_VIEWS = ["desktop", "phone", "text"] as const;
export type LetterView = (typeof LETTER_VIEWS)[number];

/** Which letter is shown and how: all of it is in the URL. */
export interface LetterQuery {
	/** Its place among the samples. */
	letter: number;
	view: LetterView;
	look: Look;
}

/** Anything that makes no sense counts as not given. */
export function readLetterQuery(params: Record<string, string>): LetterQuery {
	const letter = Number(params.letter ?? 0);
	return {
		letter: Object.hasOwn(letterSamples, letter) ? letter : 0,
		view: LETTER_VIEWS.find((view) => view === params.view) ?? "desktop",
		look: readLook(params.look),
	};
}

export function sampleOf({ letter }: LetterQuery): LetterSample {
	return letterSamples[letter] as LetterSample;
}

/** `path` with `query`, of which `change` is different. */
export function letterUrl(
	query: LetterQuery,
	change: Partial<LetterQuery> = {},
	path = "/studio/letters",
): string {
	const { letter, view, look } = { ...query, ...change };
	const params = new URLSearchParams();
	if (letter !== 0) params.set("letter", String(letter));
	if (view !== "desktop") params.set("view", view);
	if (look !== "light") params.set("look", look);
	return params.size > 0 ? `${path}?${params}` : path;
}
