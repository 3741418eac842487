/** @jsxRuntime automatic */
import type { DoorData } from "../src/render/letters/letter-data.ts";
import { Greeting, greeting } from "./parts/greeting.tsx";
import {
	Action,
	Anchor,
	LetterFrame,
	Note,
	Paragraph,
} from "./parts/letter.tsx";
import { sampleDoor } from "./sample-letters.ts";
import { theme as ownTheme, type Theme } from "./theme.ts";
import { say } from "./wording.ts";

interface Props {
	letter: DoorData;
	theme: Theme;
}

/** The way to their own pages, asked for by address: there is no password to forget. */
export default function Door({ letter, theme }: Props) {
	const { wording, light } = theme;
	return (
		<LetterFrame
			theme={theme}
			letter={letter}
			subject={subject(letter, theme)}
			preview={wording["door-preview"]}
			title={wording["door-title"]}
		>
			<Greeting letter={letter} theme={theme} />
			<Paragraph>{say(wording["door-asked"], letter)}</Paragraph>
			<Action theme={theme} href={letter.preferencesUrl}>
				{wording["door-button"]}
			</Action>
			<Paragraph>
				<Anchor href={letter.bookmarksUrl} color={light.ink}>
					{wording["door-bookmarks"]}
				</Anchor>
			</Paragraph>
			<Note theme={theme}>{wording["door-silence"]}</Note>
			<Note theme={theme}>
				<Anchor href={letter.unsubscribeUrl} color={light.muted}>
					{wording["door-unsubscribe"]}
				</Anchor>
			</Note>
		</LetterFrame>
	);
}

Door.PreviewProps = { letter: sampleDoor, theme: ownTheme } satisfies Props;

export function subject(letter: DoorData, { wording }: Theme): string {
	return say(wording["door-subject"], letter);
}

export function text(letter: DoorData, theme: Theme): string[] {
	const { wording } = theme;
	return [
		greeting(letter, theme),
		say(wording["door-asked"], letter),
		`${wording["door-button"]}:\n${letter.preferencesUrl}`,
		`${wording["door-bookmarks"]}:\n${letter.bookmarksUrl}`,
		wording["door-silence"],
		`${wording["door-unsubscribe"]}:\n${letter.unsubscribeUrl}`,
	];
}
