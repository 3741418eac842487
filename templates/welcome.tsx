/** @jsxRuntime automatic */
import type { WelcomeData } from "../src/render/letters/letter-data.ts";
import { greeting } from "./parts/greeting.tsx";
import { Latest, latestText } from "./parts/latest.tsx";
import { Action, Anchor, Note, Paragraph } from "./parts/letter.tsx";
import { Sentence } from "./parts/named.tsx";
import { LetterToReader, letterSubject } from "./parts/reader-letter.tsx";
import { sampleWelcome } from "./sample-letters.ts";
import { theme as ownTheme, type Theme } from "./theme.ts";
import { say } from "./wording.ts";

interface Props {
	letter: WelcomeData;
	theme: Theme;
}

/** Sent once, when a subscription is confirmed. */
export default function Welcome({ letter, theme }: Props) {
	const { wording, light } = theme;
	return (
		<LetterToReader words="welcome" letter={letter} theme={theme}>
			<Paragraph>
				<Sentence words={wording["welcome-when"]} values={letter} />
			</Paragraph>
			<Paragraph>{wording["welcome-what"]}</Paragraph>
			{letter.latest === null ? (
				<Paragraph>
					<Anchor href={letter.homeUrl} color={light.ink}>
						{wording["welcome-home"]}
					</Anchor>
				</Paragraph>
			) : (
				<Latest latest={letter.latest} theme={theme} />
			)}
			<Paragraph>{wording["welcome-yours"]}</Paragraph>
			<Action theme={theme} href={letter.preferencesUrl}>
				{wording["welcome-preferences"]}
			</Action>
			<Paragraph>
				<Anchor href={letter.bookmarksUrl} color={light.ink}>
					{wording["welcome-bookmarks"]}
				</Anchor>
			</Paragraph>
			<Note theme={theme}>
				{wording["welcome-leave"]}{" "}
				<Anchor href={letter.unsubscribeUrl} color={light.muted}>
					{wording["welcome-unsubscribe"]}
				</Anchor>
			</Note>
		</LetterToReader>
	);
}

Welcome.PreviewProps = {
	letter: sampleWelcome,
	theme: ownTheme,
} satisfies Props;

export const subject = letterSubject("welcome");

export function text(letter: WelcomeData, theme: Theme): string[] {
	const { wording } = theme;
	return [
		greeting(letter, theme),
		say(wording["welcome-when"], letter),
		wording["welcome-what"],
		...(letter.latest === null
			? [`${wording["welcome-home"]}:\n${letter.homeUrl}`]
			: latestText(letter.latest, theme)),
		wording["welcome-yours"],
		`${wording["welcome-preferences"]}:\n${letter.preferencesUrl}`,
		`${wording["welcome-bookmarks"]}:\n${letter.bookmarksUrl}`,
		`${wording["welcome-leave"]}\n${letter.unsubscribeUrl}`,
	];
}
