/** @jsxRuntime automatic */
import type { StillWantedData } from "../src/render/letters/letter-data.ts";
import { greeting } from "./parts/greeting.tsx";
import { Action, Anchor, Note, Paragraph } from "./parts/letter.tsx";
import { Sentence } from "./parts/named.tsx";
import { LetterToReader, letterSubject } from "./parts/reader-letter.tsx";
import { sampleStillWanted } from "./sample-letters.ts";
import { theme as ownTheme, type Theme } from "./theme.ts";
import { say } from "./wording.ts";

interface Props {
	letter: StillWantedData;
	theme: Theme;
}

/** To a subscriber without a sign of life for a long time, before they are unsubscribed as inactive. */
export default function StillWanted({ letter, theme }: Props) {
	const { wording, light } = theme;
	return (
		<LetterToReader words="still" letter={letter} theme={theme}>
			<Paragraph>
				<Sentence words={wording["still-why"]} values={letter} />
			</Paragraph>
			<Action theme={theme} href={letter.keepUrl}>
				{wording["still-button"]}
			</Action>
			<Note theme={theme}>
				{silence(letter, theme)}{" "}
				<Anchor href={letter.unsubscribeUrl} color={light.muted}>
					{wording["still-unsubscribe"]}
				</Anchor>
			</Note>
		</LetterToReader>
	);
}

StillWanted.PreviewProps = {
	letter: sampleStillWanted,
	theme: ownTheme,
} satisfies Props;

export const subject = letterSubject("still");

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
