/** @jsxRuntime automatic */
import type { ReactNode } from "react";
import type { EditorText, Span } from "../../src/issue/content/content.ts";
import type { Theme } from "../theme.ts";
import { Anchor, Line } from "./brief-sheet.tsx";
import { Own } from "./named.tsx";

interface Props {
	text: EditorText;
	/** Before the first paragraph: "Editor’s note". */
	title?: string;
	style: object;
	theme: Theme;
}

/** What an editor wrote, a line for each paragraph and one for the name. */
export function Editor({ text, title, style, theme }: Props) {
	const { paragraphs, signed, language } = text;
	// What was written for the readers of one language is in the mail's.
	const edited = language === undefined ? theme.edited : undefined;
	return (
		<>
			{paragraphs.map((spans, index) => (
				<Line key={spans.map((span) => span.text).join("")} style={style}>
					{title && index === 0 ? <b>{`${title}: `}</b> : null}
					<In lang={edited}>
						{spans.map((span) => (
							<Words
								key={`${span.text}${span.url ?? ""}`}
								span={span}
								theme={theme}
							/>
						))}
					</In>
				</Line>
			))}
			{signed === null ? null : (
				<Line style={style}>
					{"— "}
					<Own theme={theme}>{signed}</Own>
				</Line>
			)}
		</>
	);
}

/** Words in another language than the mail's; undefined: in the same. */
function In(props: { lang: string | undefined; children: ReactNode }) {
	const { lang, children } = props;
	return lang === undefined ? children : <span lang={lang}>{children}</span>;
}

function Words({ span, theme }: { span: Span; theme: Theme }) {
	const { text, style, url } = span;
	const own = <Own theme={theme}>{text}</Own>;
	const styled =
		style === "strong" ? (
			<strong>{own}</strong>
		) : style === "emphasis" ? (
			<em>{own}</em>
		) : (
			own
		);
	return url === undefined ? (
		styled
	) : (
		<Anchor href={url} theme={theme}>
			{styled}
		</Anchor>
	);
}
