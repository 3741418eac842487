/** @jsxRuntime automatic */
import { Button, Link, Text } from "@react-email/components";
import type { LetterData } from "../src/render/renderer.ts";
import {
	buttonStyle,
	LetterFrame,
	link,
	note,
	paragraph,
} from "./parts/letter.tsx";
import { sampleLetter } from "./samples.ts";
import { theme as ownTheme, type Theme } from "./theme.ts";

interface Props {
	letter: LetterData;
	theme: Theme;
}

/** Sent to an address that somebody typed into the form: the digest begins only after the click. */
export default function Confirm({ letter, theme }: Props) {
	return (
		<LetterFrame
			theme={theme}
			publication={letter.publication}
			preview="One click, and the verdicts come to you."
			title="Is this you?"
			postalAddress={letter.postalAddress}
		>
			<Text className="ink" style={paragraph}>
				{`${greeting(letter)} somebody, most likely you, asked for ${letter.publication} to be sent to ${letter.address}.`}
			</Text>
			<Text className="ink" style={paragraph}>
				{`You would get one mail a week, ${letter.schedule}: AI tools side by side, what a panel of four reviewers made of each, and whether to ship or skip.`}
			</Text>
			<Button
				className="button"
				href={letter.actionUrl}
				style={buttonStyle(theme)}
			>
				Confirm my subscription
			</Button>
			<Text className="muted" style={note(theme, "left")}>
				Not you? Ignore this mail and nothing more will come. The button works
				for seven days; without it you are on no list. Who writes to you:{" "}
				<Link href={letter.homeUrl} style={link(theme.light.muted)}>
					{letter.publication}
				</Link>
			</Text>
		</LetterFrame>
	);
}

Confirm.PreviewProps = {
	letter: sampleLetter,
	theme: ownTheme,
} satisfies Props;

export function subject(letter: LetterData): string {
	return `Please confirm: ${letter.publication}`;
}

export function text(letter: LetterData): string {
	return `${greeting(letter)}

somebody, most likely you, asked for ${letter.publication}
to be sent to ${letter.address}.

You would get one mail a week, ${letter.schedule}:
AI tools side by side, what a panel of four reviewers made of each, and
whether to ship or skip.

Confirm your subscription here:
${letter.actionUrl}

Not you? Ignore this mail and nothing more will come. The link works for
seven days; without it you are on no list.

${letter.publication}
${letter.homeUrl}
${letter.postalAddress}
`;
}

function greeting({ name }: LetterData): string {
	return name === null ? "Hello," : `Hello ${name},`;
}
