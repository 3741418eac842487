/** @jsxRuntime automatic */
import type { ConfirmationData } from "../src/render/letters/letter-data.ts";
import { greeting } from "./parts/greeting.tsx";
import { Action, Anchor, Note, Paragraph } from "./parts/letter.tsx";
import { Sentence } from "./parts/named.tsx";
import { LetterToReader, letterSubject } from "./parts/reader-letter.tsx";
import { sampleConfirmation } from "./sample-letters.ts";
import { theme as ownTheme, type Theme } from "./theme.ts";
import { say } from "./wording.ts";

interface Props {
	letter: ConfirmationData;
	theme: Theme;
}

/** To an address that somebody typed into the form. The digest begins only after the click. */
export default function Confirm({ letter, theme }: Props) {
	const { wording, light } = theme;
	return (
		<LetterToReader words="confirm" letter={letter} theme={theme}>
			<Paragraph>
				<Sentence words={wording["confirm-asked"]} values={letter} />
			</Paragraph>
			<Paragraph>
				<Sentence words={wording["confirm-what"]} values={letter} />
			</Paragraph>
			<Action theme={theme} href={letter.confirmUrl}>
				{wording["confirm-button"]}
			</Action>
			{letter.neverUrl === null ? null : (
				<Note theme={theme}>
					<Anchor href={letter.neverUrl} color={light.muted}>
						{wording["confirm-never"]}
					</Anchor>
				</Note>
			)}
			<Note theme={theme}>
				<Sentence words={wording["confirm-silence"]} values={letter} />
			</Note>
		</LetterToReader>
	);
}

Confirm.PreviewProps = {
	letter: sampleConfirmation,
	theme: ownTheme,
} satisfies Props;

export const subject = letterSubject("confirm");

export function text(letter: ConfirmationData, theme: Theme): string[] {
	const { wording } = theme;
	return [
		greeting(letter, theme),
		say(wording["confirm-asked"], letter),
		say(wording["confirm-what"], letter),
		`${wording["confirm-button"]}:\n${letter.confirmUrl}`,
		say(wording["confirm-silence"], letter),
		...(letter.neverUrl === null
			? []
			: [`${wording["confirm-never"]}:\n${letter.neverUrl}`]),
	];
}
