/** @jsxRuntime automatic */
import type { StillWantedData } from "../src/render/letters/letter-data.ts";
import { Greeting, greeting } from "./parts/greeting.tsx";
import {
	Action,
	Anchor,
	LetterFrame,
	Note,
	Paragraph,
} from "./parts/letter.tsx";
import { sampleStillWanted } from "./sample-letters.ts";
import { theme as ownTheme, type Theme } from "./theme.ts";
import { say } from "./wording.ts";

interface Props {
	letter: StillWantedData;
	theme: Theme;
}

/** To one who has given no sign of life for long, before they are retired. */
export default function StillWanted({ letter, theme }: Props) {
	const { wording, light } = theme;
	return (
		<LetterFrame
			theme={theme}
			letter={letter}
			subject={subject(letter, theme)}
			preview={wording["still-preview"]}
			title={wording["still-title"]}
		>
			<Greeting letter={letter} theme={theme} />
			<Paragraph>{say(wording["still-why"], letter)}</Paragraph>
			<Action theme={theme} href={letter.keepUrl}>
				{wording["still-button"]}
			</Action>
			<Note theme={theme}>
				{silence(letter, theme)}{" "}
				<Anchor href={letter.unsubscribeUrl} color={light.muted}>
					{wording["still-unsubscribe"]}
				</Anchor>
			</Note>
		</LetterFrame>
	);
}

StillWanted.PreviewProps = {
	letter: sampleStillWanted,
	theme: ownTheme,
} satisfies Props;

export function subject(letter: StillWantedData, { wording }: Theme): string {
	return say(wording["still-subject"], letter);
}

export function text(letter: StillWantedData, theme: Theme): string[] {
	const { wording } = theme;
	return [
		greeting(letter, theme),
		say(wording["still-why"], letter),
		`${wording["still-button"]}:\n${letter.keepUrl}`,
		`${silence(letter, theme)}\n${letter.unsubscribeUrl}`,
	];
}

function silence({ answerBy }: StillWantedData, { wording }: Theme): string {
	return say(wording["still-silence"], { date: answerBy });
}
