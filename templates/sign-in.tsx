/** @jsxRuntime automatic */
import type { SignInData } from "../src/render/letters/letter-data.ts";
import { Action, LetterFrame, Note, Paragraph } from "./parts/letter.tsx";
import { sampleSignIn } from "./sample-letters.ts";
import { theme as ownTheme, type Theme } from "./theme.ts";
import { say } from "./wording.ts";

interface Props {
	letter: SignInData;
	theme: Theme;
}

/** To an editor who asked for a link to the studio: the link, and the code for another device. */
export default function SignIn({ letter, theme }: Props) {
	const { wording } = theme;
	return (
		<LetterFrame
			theme={theme}
			letter={letter}
			subject={subject(letter, theme)}
			preview={say(wording["sign-in-preview"], letter)}
			title={wording["sign-in-title"]}
		>
			<Paragraph>{say(wording["sign-in-asked"], letter)}</Paragraph>
			<Action theme={theme} href={letter.signInUrl}>
				{wording["sign-in-button"]}
			</Action>
			<Paragraph>{wording["sign-in-code"]}:</Paragraph>
			<Paragraph>
				<code
					style={{ fontFamily: "Menlo,Consolas,monospace", fontSize: "22px" }}
				>
					{letter.code}
				</code>
			</Paragraph>
			<Note theme={theme}>{wording["sign-in-silence"]}</Note>
		</LetterFrame>
	);
}

SignIn.PreviewProps = { letter: sampleSignIn, theme: ownTheme } satisfies Props;

export function subject(letter: SignInData, { wording }: Theme): string {
	return say(wording["sign-in-subject"], letter);
}

export function text(letter: SignInData, { wording }: Theme): string[] {
	return [
		say(wording["sign-in-asked"], letter),
		`${wording["sign-in-button"]}:\n${letter.signInUrl}`,
		`${wording["sign-in-code"]}:\n${letter.code}`,
		wording["sign-in-silence"],
	];
}
