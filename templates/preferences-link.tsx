/** @jsxRuntime automatic */
import type { PreferencesLinkData } from "../src/render/letters/letter-data.ts";
import { greeting } from "./parts/greeting.tsx";
import { Action, Anchor, Note, Paragraph } from "./parts/letter.tsx";
import { Sentence } from "./parts/named.tsx";
import { LetterToReader, letterSubject } from "./parts/reader-letter.tsx";
import { samplePreferencesLink } from "./sample-letters.ts";
import { theme as ownTheme, type Theme } from "./theme.ts";
import { say } from "./wording.ts";

interface Props {
	letter: PreferencesLinkData;
	theme: Theme;
}

/** The link to their own pages, requested by address: there is no password. */
export default function PreferencesLink({ letter, theme }: Props) {
	const { wording, light } = theme;
	return (
		<LetterToReader words="preferences-link" letter={letter} theme={theme}>
			<Paragraph>
				<Sentence words={wording["preferences-link-asked"]} values={letter} />
			</Paragraph>
			<Action theme={theme} href={letter.preferencesUrl}>
				{wording["preferences-link-button"]}
			</Action>
			<Paragraph>
				<Anchor href={letter.bookmarksUrl} color={light.ink}>
					{wording["preferences-link-bookmarks"]}
				</Anchor>
			</Paragraph>
			<Note theme={theme}>{wording["preferences-link-silence"]}</Note>
			<Note theme={theme}>
				<Anchor href={letter.unsubscribeUrl} color={light.muted}>
					{wording["preferences-link-unsubscribe"]}
				</Anchor>
			</Note>
		</LetterToReader>
	);
}

PreferencesLink.PreviewProps = {
	letter: samplePreferencesLink,
	theme: ownTheme,
} satisfies Props;

export const subject = letterSubject("preferences-link");

export function text(letter: PreferencesLinkData, theme: Theme): string[] {
	const { wording } = theme;
	return [
		greeting(letter, theme),
		say(wording["preferences-link-asked"], letter),
		`${wording["preferences-link-button"]}:\n${letter.preferencesUrl}`,
		`${wording["preferences-link-bookmarks"]}:\n${letter.bookmarksUrl}`,
		wording["preferences-link-silence"],
		`${wording["preferences-link-unsubscribe"]}:\n${letter.unsubscribeUrl}`,
	];
}
