/** @jsxRuntime automatic */
import type { GoodbyeData } from "../src/render/letters/letter-data.ts";
import { greeting } from "./parts/greeting.tsx";
import { Action, Paragraph } from "./parts/letter.tsx";
import { Sentence } from "./parts/named.tsx";
import { LetterToReader, letterSubject } from "./parts/reader-letter.tsx";
import { sampleGoodbye } from "./sample-letters.ts";
import { theme as ownTheme, type Theme } from "./theme.ts";
import { say } from "./wording.ts";

interface Props {
	letter: GoodbyeData;
	theme: Theme;
}

/** The last letter, to a subscriber who unsubscribed by mail or was unsubscribed by an operator, and so has seen no page. */
export default function Goodbye({ letter, theme }: Props) {
	const { wording } = theme;
	return (
		<LetterToReader words="goodbye" letter={letter} theme={theme}>
			<Paragraph>
				<Sentence words={wording["goodbye-done"]} values={letter} />
			</Paragraph>
			<Paragraph>{wording["goodbye-mistake"]}</Paragraph>
			<Action theme={theme} href={letter.returnUrl}>
				{wording["goodbye-button"]}
			</Action>
		</LetterToReader>
	);
}

Goodbye.PreviewProps = {
	letter: sampleGoodbye,
	theme: ownTheme,
} satisfies Props;

export const subject = letterSubject("goodbye");

export function text(letter: GoodbyeData, theme: Theme): string[] {
	const { wording } = theme;
	return [
		greeting(letter, theme),
		say(wording["goodbye-done"], letter),
		wording["goodbye-mistake"],
		`${wording["goodbye-button"]}:\n${letter.returnUrl}`,
	];
}
