/** @jsxRuntime automatic */
import { Body, Container, Heading, Html, Link } from "@react-email/components";
import type { BriefData } from "../src/render/brief/brief-data.ts";
import { Call } from "./parts/brief-call.tsx";
import { Editor } from "./parts/brief-editor.tsx";
import { Bookmarks, More, Voted } from "./parts/brief-lists.tsx";
import { Away, BookmarkNews } from "./parts/brief-own.tsx";
import { Anchor, Line, quiet, Small } from "./parts/brief-sheet.tsx";
import { article } from "./parts/letter.tsx";
import { darkStyle } from "./parts/letter-dark.ts";
import { MailHead, OFFICE } from "./parts/mail-head.tsx";
import { Name, Own } from "./parts/named.tsx";
import { OutlookTable } from "./parts/outlook-table.tsx";
import { Preheader } from "./parts/preheader.tsx";
import { slot, When } from "./parts/slots.tsx";
import { sampleBrief } from "./sample-brief.ts";
import { theme as ownTheme, type Theme } from "./theme.ts";
import { say, sayWith } from "./wording.ts";

interface Props {
	issue: BriefData;
	theme: Theme;
}

/** The digest in brief: the calls of the week, one sentence each. */
export default function Brief({ issue, theme }: Props) {
	const { light, wording } = theme;
	return (
		<Html lang={theme.lang} dir={theme.dir} {...OFFICE}>
			<MailHead
				title={issue.subject}
				css={`.brief td{overflow-wrap:anywhere}.brief p,.brief h1,.brief h2{margin:0}@media (min-width:481px){.sheet{padding:24px ${theme.margin}!important}}${darkStyle(theme)}`}
			/>
			<Body
				className="paper"
				style={{ margin: 0, backgroundColor: light.paper, color: light.ink }}
			>
				<Preheader>{issue.preheader}</Preheader>
				<div className="brief" {...article(issue.subject, theme)}>
					<OutlookTable>
						<Container className="sheet" style={sheet(theme)}>
							<Masthead issue={issue} theme={theme} />
							<When is="named">
								<Line style={{ padding: "18px 0 0" }}>
									{sayWith(
										wording["digest-hello"],
										{},
										{ name: <bdi key="name">{slot("name")}</bdi> },
									)}
								</Line>
							</When>
							<BookmarkNews theme={theme} />
							{issue.editorsIntro ? (
								<Editor
									text={issue.editorsIntro}
									style={{ padding: "14px 0 0" }}
									theme={theme}
								/>
							) : null}
							<Line style={{ padding: "14px 0 12px", fontSize: 18 }}>
								<Own theme={theme}>{issue.opening}</Own>
							</Line>
							<Away theme={theme} />
							<ScannerTrap tool={issue.controlTool} />
							{issue.calls.map((call) => (
								<Call key={call.url} call={call} theme={theme} />
							))}
							<Line style={{ padding: "16px 0 0" }}>
								<Anchor href={issue.links.issue} theme={theme}>
									{wording["digest-in-full"]}
								</Anchor>
							</Line>
							<More issue={issue} theme={theme} />
							<Voted issue={issue} theme={theme} />
							<Bookmarks theme={theme} />
							<Footer issue={issue} theme={theme} />
						</Container>
					</OutlookTable>
				</div>
			</Body>
		</Html>
	);
}

/** The scanner trap: a link that no person sees or hears. Only a scanner opens it; votes from the same client are quarantined. */
function ScannerTrap({ tool }: { tool: string | null }) {
	if (tool === null) return null;
	return (
		<When is="mail">
			<div aria-hidden="true" style={{ display: "none" }}>
				<Link
					href={`${slot("vote")}?tool=${encodeURIComponent(tool)}&vote=control`}
					tabIndex={-1}
				/>
			</div>
		</When>
	);
}

function Masthead({ issue, theme }: Props) {
	const { light, serif, wording } = theme;
	return (
		<div
			className="rule"
			style={{ borderBottom: `3px double ${light.ink}`, paddingBottom: 12 }}
		>
			<Small theme={theme}>
				<Own
					theme={theme}
				>{`${say(wording["digest-number"], { number: issue.number })} · ${issue.dateLine}`}</Own>
				{` · ${wording["digest-brief"]} · `}
				<Link href={issue.links.issue} style={quiet(theme)}>
					{wording["digest-browser"]}
				</Link>
			</Small>
			<Heading
				as="h1"
				className="ink"
				style={{ font: `bold 28px/32px ${serif}`, letterSpacing: -0.5 }}
			>
				<Link href={issue.links.home} style={{ color: light.ink }}>
					<Name>{issue.publication}</Name>
				</Link>
			</Heading>
			<Small theme={theme}>
				<Own theme={theme}>{issue.tally}</Own>
			</Small>
		</div>
	);
}

/** Why the reader gets this, the links to change it, and who sends it. */
function Footer({ issue, theme }: Props) {
	const { light, footer, wording } = theme;
	return (
		<div
			className="rule"
			style={{
				borderTop: `3px double ${light.ink}`,
				marginTop: 30,
				paddingTop: 12,
			}}
		>
			<When is="mail">
				<Small theme={theme}>
					{sayWith(
						wording["digest-why"],
						{},
						{
							address: <bdi key="address">{slot("address")}</bdi>,
							publication: <Name key="publication">{issue.publication}</Name>,
						},
					)}{" "}
					<Link href={slot("preferences")} style={quiet(theme)}>
						{wording["digest-preferences"]}
					</Link>
					{` ${wording["digest-choices"]} `}
					<Link href={slot("unsubscribe")} style={quiet(theme)}>
						{wording["digest-unsubscribe"]}
					</Link>
					{` ${wording["digest-one-click"]}`}
				</Small>
				<Small theme={theme}>
					{`${wording["digest-forwarded"]} `}
					<Link href={issue.links.subscribe} style={quiet(theme)}>
						{wording["digest-forwarded-subscribe"]}
					</Link>
					{" · "}
					<Link href={issue.links.issue} style={quiet(theme)}>
						{wording["digest-share"]}
					</Link>
				</Small>
			</When>
			{footer.map((line) => (
				<Small key={line} theme={theme}>
					{line}
				</Small>
			))}
			<Small theme={theme}>
				<Name>{issue.postalAddress}</Name>
			</Small>
		</div>
	);
}

function sheet({ light, width, serif, marginPhone }: Theme) {
	return {
		maxWidth: width,
		tableLayout: "fixed",
		backgroundColor: light.sheet,
		padding: `20px ${marginPhone}`,
		fontFamily: serif,
	} as const;
}

Brief.PreviewProps = {
	issue: sampleBrief,
	theme: ownTheme,
} satisfies Props;
