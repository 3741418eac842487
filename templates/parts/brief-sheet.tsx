/** @jsxRuntime automatic */
import { Heading, Link } from "@react-email/components";
import type { ReactNode } from "react";
import type { Theme } from "../theme.ts";

/** A heading and what is under it. */
export function Section(props: {
	title: string;
	theme: Theme;
	children: ReactNode;
}) {
	const { light, sans } = props.theme;
	return (
		<div
			className="rule"
			style={{ borderTop: `2px solid ${light.ink}`, marginTop: 26 }}
		>
			<Heading
				as="h2"
				className="ink"
				style={{
					font: `bold 13px/20px ${sans}`,
					letterSpacing: 1,
					textTransform: "uppercase",
					padding: "8px 0 4px",
				}}
			>
				{props.title}
			</Heading>
			{props.children}
		</div>
	);
}

/** A line or a paragraph. */
export function Line(props: { style?: object; children: ReactNode }) {
	return (
		<p
			className="ink"
			style={{ fontSize: 16, lineHeight: "24px", margin: 0, ...props.style }}
		>
			{props.children}
		</p>
	);
}

/** A link within text. It is underlined, because colour alone is not enough. */
export function Anchor(props: {
	href: string;
	theme: Theme;
	children: ReactNode;
}) {
	const { ink } = props.theme.light;
	return (
		<Link href={props.href} style={{ color: ink, textDecoration: "underline" }}>
			{props.children}
		</Link>
	);
}

/** Small print. */
export function Small({
	theme,
	children,
}: {
	theme: Theme;
	children: ReactNode;
}) {
	const { light, sans } = theme;
	return (
		<p
			className="muted"
			style={{
				font: `13px/20px ${sans}`,
				color: light.muted,
				margin: 0,
				padding: "4px 0",
			}}
		>
			{children}
		</p>
	);
}

/** The style of a link in small print. */
export function quiet({ light }: Theme) {
	return { color: light.muted, textDecoration: "underline" };
}
