/** @jsxRuntime automatic */
import {
	Body,
	Button,
	Container,
	Heading,
	Hr,
	Html,
	Img,
	Link,
	Text,
} from "@react-email/components";
import type { ReactNode } from "react";
import type { LetterSender } from "../../src/render/letters/letter-data.ts";
import type { Theme } from "../theme.ts";
import { darkStyle } from "./letter-dark.ts";
import { MailHead, OFFICE } from "./mail-head.tsx";
import { Name } from "./named.tsx";
import { OutlookTable } from "./outlook-table.tsx";
import { Preheader } from "./preheader.tsx";

interface LetterFrameProps {
	theme: Theme;
	letter: LetterSender;
	subject: string;
	/** What a mailbox shows after the subject. */
	preview: string;
	title: string;
	children: ReactNode;
}

/** The sheet of every letter: masthead, title, what is inside, footer. */
export function LetterFrame(props: LetterFrameProps) {
	const { theme, letter, subject, preview, title, children } = props;
	const { light } = theme;
	return (
		<Html lang={theme.lang} dir={theme.dir} {...OFFICE}>
			<MailHead title={subject} css={darkStyle(theme)} />
			<Body
				className="paper"
				style={{ margin: 0, backgroundColor: light.paper, color: light.ink }}
			>
				<Preheader>{preview}</Preheader>
				<div {...article(subject, theme)}>
					<OutlookTable>
						<Container className="sheet" style={sheet(theme)}>
							<Masthead theme={theme} letter={letter} />
							<Heading as="h1" className="ink" style={headline}>
								{title}
							</Heading>
							{children}
							<Hr
								className="rule"
								style={{
									borderTop: `3px double ${light.ink}`,
									margin: "32px 0 12px",
								}}
							/>
							{theme.footer.map((line) => (
								<Note key={line} theme={theme}>
									{line}
								</Note>
							))}
							<Note theme={theme}>
								<Name>{letter.postalAddress}</Name>
							</Note>
						</Container>
					</OutlookTable>
				</div>
			</Body>
		</Html>
	);
}

function Masthead({
	theme,
	letter,
}: Pick<LetterFrameProps, "theme" | "letter">) {
	const { light, logo } = theme;
	return (
		<>
			<Text className="ink" style={masthead(theme)}>
				<Link href={letter.homeUrl} style={{ color: light.ink }}>
					{logo === null ? null : (
						<Img
							src={logo.url}
							alt={logo.alt}
							width={logo.width}
							height={logo.height}
							style={{ margin: "0 auto 8px", maxWidth: "100%" }}
						/>
					)}
					<Name>{letter.publication}</Name>
				</Link>
			</Text>
			<Hr
				className="rule"
				style={{ borderTop: `3px double ${light.ink}`, margin: "12px 0 0" }}
			/>
		</>
	);
}

/** A paragraph of a letter. */
export function Paragraph({ children }: { children: ReactNode }) {
	return (
		<Text className="ink" style={paragraph}>
			{children}
		</Text>
	);
}

/** The button: the one thing to do. */
export function Action(props: {
	theme: Theme;
	href: string;
	children: string;
}) {
	return (
		<Button
			className="button"
			href={props.href}
			style={buttonStyle(props.theme)}
		>
			{props.children}
		</Button>
	);
}

/** A link within text, or on a line of its own. It is underlined, because colour alone is not enough. */
export function Anchor(props: {
	href: string;
	color: string;
	children: ReactNode;
}) {
	return (
		<Link
			href={props.href}
			style={{ color: props.color, textDecoration: "underline" }}
		>
			{props.children}
		</Link>
	);
}

/** Small print. */
export function Note(props: { theme: Theme; children: ReactNode }) {
	return (
		<Text className="muted" style={note(props.theme)}>
			{props.children}
		</Text>
	);
}

/** A landmark for screen readers, with language and direction, because mail programs remove <html>. */
export function article(label: string, { lang, dir }: Theme) {
	return {
		role: "article",
		"aria-roledescription": "email",
		"aria-label": label,
		lang,
		dir,
	};
}

function sheet({ light, width, marginPhone, serif }: Theme) {
	return {
		maxWidth: width,
		tableLayout: "fixed",
		backgroundColor: light.sheet,
		padding: `24px ${marginPhone}`,
		fontFamily: serif,
		overflowWrap: "anywhere",
	} as const;
}

function masthead({ serif }: Theme) {
	return {
		font: `bold 20px/26px ${serif}`,
		textAlign: "center",
		margin: 0,
	} as const;
}

const headline = {
	fontSize: 26,
	lineHeight: "31px",
	margin: "24px 0 12px",
} as const;

const paragraph = {
	fontSize: 16,
	lineHeight: "25px",
	margin: "0 0 14px",
} as const;

function buttonStyle({ light, sans }: Theme) {
	return {
		display: "inline-block",
		backgroundColor: light.button,
		color: light.buttonText,
		font: `bold 16px/24px ${sans}`,
		padding: "12px 24px",
		margin: "6px 0 20px",
	};
}

function note({ light, sans }: Theme) {
	return {
		font: `13px/20px ${sans}`,
		color: light.muted,
		margin: "0 0 8px",
	} as const;
}
