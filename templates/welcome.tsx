/** @jsxRuntime automatic */
import { Link, Text } from "@react-email/components";
import type { LetterData } from "../src/render/renderer.ts";
import { LetterFrame, link, note, paragraph } from "./parts/letter.tsx";
import { sampleLetter } from "./samples.ts";
import { theme as ownTheme, type Theme } from "./theme.ts";

interface Props {
	letter: LetterData;
	theme: Theme;
}

/** Sent once, when a subscription is confirmed. */
export default function Welcome({ letter, theme }: Props) {
	return (
		<LetterFrame
			theme={theme}
			publication={letter.publication}
			preview={`Your first issue comes with the next one out: ${letter.schedule}.`}
			title="You are on the list"
			postalAddress={letter.postalAddress}
		>
			<Text className="ink" style={paragraph}>
				{`${letter.name === null ? "Welcome." : `Welcome, ${letter.name}.`} ${letter.publication} comes once a week: ${letter.schedule}. Your first issue is the next one out.`}
			</Text>
			<Text className="ink" style={paragraph}>
				{
					"Each issue puts AI tools side by side: what the builder, the skeptic, the founder and the futurist scored and said, whether to ship or skip, and what each costs. Tools you save are listed in every issue, with what changed. "
				}
				<Link href={letter.homeUrl} style={link(theme.light.ink)}>
					The latest verdicts
				</Link>
				{" are on the site already."}
			</Text>
			<Text className="muted" style={note(theme, "left")}>
				Had enough, now or later?{" "}
				<Link href={letter.actionUrl} style={link(theme.light.muted)}>
					Unsubscribe
				</Link>{" "}
				with one click; every issue carries the same link.
			</Text>
		</LetterFrame>
	);
}

Welcome.PreviewProps = {
	letter: {
		...sampleLetter,
		actionUrl: "https://digest.example.com/unsubscribe/u1.4Qm9xT0bVvK2s7Zr",
	},
	theme: ownTheme,
} satisfies Props;

export function subject(letter: LetterData): string {
	return `Welcome to ${letter.publication}`;
}

export function text(letter: LetterData): string {
	return `${letter.name === null ? "Welcome." : `Welcome, ${letter.name}.`}

${letter.publication} comes once a week:
${letter.schedule}. Your first issue is the next one out.

Each issue puts AI tools side by side: what the builder, the skeptic, the
founder and the futurist scored and said, whether to ship or skip, and
what each costs. Tools you save are listed in every issue, with what
changed.

The latest verdicts:
${letter.homeUrl}

Had enough, now or later? Unsubscribe here; every issue carries the same
link:
${letter.actionUrl}

${letter.publication}
${letter.postalAddress}
`;
}
