/** @jsxRuntime automatic */
import type { ReactNode } from "react";
import type { ReaderLetter } from "../../src/render/letters/letter-data.ts";
import type { Theme } from "../theme.ts";
import { say } from "../wording.ts";
import { Greeting } from "./greeting.tsx";
import { LetterFrame } from "./letter.tsx";

/** What the words of a letter begin with: "confirm" has "confirm-subject", "confirm-preview" and "confirm-title". */
type Words = "confirm" | "welcome" | "goodbye" | "preferences-link" | "still";

interface Props {
	words: Words;
	letter: ReaderLetter;
	theme: Theme;
	children: ReactNode;
}

/** A letter to a reader, from its subject to the greeting. */
export function LetterToReader({ words, letter, theme, children }: Props) {
	return (
		<LetterFrame
			theme={theme}
			letter={letter}
			subject={letterSubject(words)(letter, theme)}
			preview={theme.wording[`${words}-preview`]}
			title={theme.wording[`${words}-title`]}
		>
			<Greeting letter={letter} theme={theme} />
			{children}
		</LetterFrame>
	);
}

/** The function that writes the subject of a letter to a reader. */
export function letterSubject(words: Words) {
	return (letter: ReaderLetter, { wording }: Theme): string =>
		say(wording[`${words}-subject`], letter);
}
