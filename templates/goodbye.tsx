/** @jsxRuntime automatic */
import type { GoodbyeData } from "../src/render/letters/letter-data.ts";
import { Greeting, greeting } from "./parts/greeting.tsx";
import { Action, LetterFrame, Paragraph } from "./parts/letter.tsx";
import { sampleGoodbye } from "./sample-letters.ts";
import { theme as ownTheme, type Theme } from "./theme.ts";
import { say } from "./wording.ts";

interface Props {
	letter: GoodbyeData;
	theme: Theme;
}

/** The last letter, to one who left by mail or was taken off: they have seen no page. */
export default function Goodbye({ letter, theme }: Props) {
	const { wording } = theme;
	return (
		<LetterFrame
			theme={theme}
			letter={letter}
			subject={subject(letter, theme)}
			preview={wording["goodbye-preview"]}
			title={wording["goodbye-title"]}
		>
			<Greeting letter={letter} theme={theme} />
			<Paragraph>{say(wording["goodbye-done"], letter)}</Paragraph>
			<Paragraph>{wording["goodbye-mistake"]}</Paragraph>
			<Action theme={theme} href={letter.returnUrl}>
				{wording["goodbye-button"]}
			</Action>
		</LetterFrame>
	);
}

Goodbye.PreviewProps = {
	letter: sampleGoodbye,
	theme: ownTheme,
} satisfies Props;

export function subject(letter: GoodbyeData, { wording }: Theme): string {
	return say(wording["goodbye-subject"], letter);
}

export function text(letter: GoodbyeData, theme: Theme): string[] {
	const { wording } = theme;
	return [
		greeting(letter, theme),
		say(wording["goodbye-done"], letter),
		wording["goodbye-mistake"],
		`${wording["goodbye-button"]}:\n${letter.returnUrl}`,
	];
}
