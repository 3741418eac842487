/** @jsxRuntime automatic */
import {
	Body,
	Container,
	Head,
	Heading,
	Hr,
	Html,
	Text,
} from "@react-email/components";
import type { ReactNode } from "react";
import type { Theme } from "../theme.ts";

interface LetterFrameProps {
	theme: Theme;
	publication: string;
	/** What a mailbox shows beside the subject. */
	preview: string;
	title: string;
	postalAddress: string;
	children: ReactNode;
}

/** The sheet that every single letter (confirmation, welcome) is written on. */
export function LetterFrame(props: LetterFrameProps) {
	const { theme, publication, preview, title, postalAddress, children } = props;
	const { light } = theme;
	return (
		<Html lang="en" dir="ltr">
			<Head>
				<meta name="viewport" content="width=device-width,initial-scale=1" />
				<meta name="color-scheme" content="light dark" />
				<meta name="supported-color-schemes" content="light dark" />
				<style>{darkStyle(theme)}</style>
			</Head>
			<Body
				className="paper"
				style={{ margin: 0, backgroundColor: light.paper, color: light.ink }}
			>
				<div style={{ display: "none", maxHeight: 0, overflow: "hidden" }}>
					{preview}
				</div>
				<Container
					className="sheet"
					style={{
						maxWidth: theme.width,
						backgroundColor: light.sheet,
						padding: `24px ${theme.marginPhone}`,
						fontFamily: theme.serif,
					}}
				>
					<Text className="muted" style={note(theme, "center")}>
						{publication}
					</Text>
					<Hr
						className="rule"
						style={{ borderTop: `3px double ${light.ink}`, margin: "12px 0" }}
					/>
					<Heading
						as="h1"
						className="ink"
						style={{ fontSize: 26, lineHeight: "31px", margin: "20px 0 12px" }}
					>
						{title}
					</Heading>
					{children}
					<Hr
						className="rule"
						style={{
							borderTop: `1px solid ${light.ink}`,
							margin: "28px 0 12px",
						}}
					/>
					<Text className="muted" style={note(theme, "left")}>
						{postalAddress}
					</Text>
				</Container>
			</Body>
		</Html>
	);
}

/** A paragraph of a letter. */
export const paragraph = {
	fontSize: 16,
	lineHeight: "24px",
	margin: "0 0 14px",
} as const;

/** The one button of a letter. */
export function buttonStyle({ light, sans }: Theme) {
	return {
		display: "inline-block",
		backgroundColor: light.button,
		color: light.buttonText,
		font: `bold 16px/24px ${sans}`,
		padding: "12px 24px",
		margin: "6px 0 20px",
	};
}

/** A link within text: underlined, since colour alone would not tell. */
export function link(color: string) {
	return { color, textDecoration: "underline" };
}

/** Small print. */
export function note({ light, sans }: Theme, textAlign: "left" | "center") {
	return {
		font: `13px/19px ${sans}`,
		color: light.muted,
		margin: 0,
		textAlign,
	} as const;
}

function darkStyle({ dark }: Theme): string {
	const rules: [string, string][] = [
		[".paper", `background-color:${dark.paper}!important`],
		[".sheet", `background-color:${dark.sheet}!important`],
		[".paper,.ink,.ink a", `color:${dark.ink}!important`],
		[".muted,.muted a", `color:${dark.muted}!important`],
		[".rule", `border-color:${dark.ink}!important`],
		[
			".button",
			`background-color:${dark.button}!important;color:${dark.buttonText}!important`,
		],
	];
	const css = rules.map(([selector, body]) => `${selector}{${body}}`).join("");
	return `:root{color-scheme:light dark}@media (prefers-color-scheme:dark){${css}}`;
}
