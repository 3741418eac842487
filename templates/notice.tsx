/** @jsxRuntime automatic */
import type { NoticeData } from "../src/render/letters/letter-data.ts";
import { Anchor, LetterFrame, Note, Paragraph } from "./parts/letter.tsx";
import { sampleNotice } from "./sample-letters.ts";
import { theme as ownTheme, type Theme } from "./theme.ts";
import { say } from "./wording.ts";

interface Props {
	letter: NoticeData;
	theme: Theme;
}

/** To the editor, when they must act: what happened and what to do. */
export default function Notice({ letter, theme }: Props) {
	const { wording, light, sans } = theme;
	return (
		<LetterFrame
			theme={theme}
			letter={letter}
			subject={subject(letter, theme)}
			preview={letter.message}
			title={letter.headline}
		>
			<Paragraph>{letter.message}</Paragraph>
			{letter.command === null ? null : (
				<>
					<h2
						className="ink"
						style={{ font: `bold 13px/20px ${sans}`, margin: "20px 0 4px" }}
					>
						{wording["notice-type"]}
					</h2>
					<Paragraph>
						<code style={{ fontFamily: "Menlo,Consolas,monospace" }}>
							{letter.command}
						</code>
					</Paragraph>
				</>
			)}
			<Note theme={theme}>
				{studioWords(letter, theme)}:{" "}
				<Anchor href={letter.studioUrl} color={light.muted}>
					{letter.studioUrl}
				</Anchor>
			</Note>
			<Note theme={theme}>{wording["notice-why"]}</Note>
		</LetterFrame>
	);
}

Notice.PreviewProps = { letter: sampleNotice, theme: ownTheme } satisfies Props;

export function subject(letter: NoticeData, { wording }: Theme): string {
	return say(wording["notice-subject"], letter);
}

/** With a login it is opened from anywhere; without one it is `http` and of this machine. */
function studioWords({ studioUrl }: NoticeData, { wording }: Theme): string {
	return wording[
		studioUrl.startsWith("https:") ? "notice-studio-open" : "notice-studio"
	];
}

export function text(letter: NoticeData, theme: Theme): string[] {
	const { wording } = theme;
	return [
		letter.headline,
		letter.message,
		...(letter.command === null
			? []
			: [`${wording["notice-type"]}:\n${letter.command}`]),
		`${studioWords(letter, theme)}:\n${letter.studioUrl}`,
		wording["notice-why"],
	];
}
