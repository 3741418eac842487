/** @jsxRuntime automatic */
import { Fragment } from "react";
import type {
	LatestCall,
	LatestIssue,
} from "../../src/issue/content/latest.ts";
import type { Theme } from "../theme.ts";
import { say } from "../wording.ts";
import { Anchor, Note, Paragraph } from "./letter.tsx";
import { Name, Own } from "./named.tsx";
import { end } from "./sides.ts";

interface Props {
	latest: LatestIssue;
	theme: Theme;
}

/** The newest issue: its headline and its calls. */
export function Latest({ latest, theme }: Props) {
	const { wording, light, serif } = theme;
	return (
		<>
			<h2 className="ink" style={label(theme)}>
				{wording["welcome-latest"]}
			</h2>
			<p
				className="ink"
				style={{ font: `bold 19px/25px ${serif}`, margin: "0 0 4px" }}
			>
				<Anchor href={latest.url} color={light.ink}>
					<Own theme={theme}>{latest.subject}</Own>
				</Anchor>
			</p>
			<Note theme={theme}>
				<Own theme={theme}>{line(latest, theme)}</Own>
			</Note>
			<table
				role="presentation"
				width="100%"
				cellPadding="0"
				cellSpacing="0"
				border={0}
				style={{ tableLayout: "fixed", margin: "8px 0 12px" }}
			>
				<tbody>
					{latest.calls.map(([left, right]) => (
						<Fragment key={`${left.tool} ${right.tool}`}>
							<Call call={left} theme={theme} />
							<Call call={right} theme={theme} last />
						</Fragment>
					))}
				</tbody>
			</table>
			{latest.unlisted === 0 ? null : (
				<Note theme={theme}>
					{say(wording["welcome-unlisted"], { count: latest.unlisted })}
				</Note>
			)}
			<Paragraph>
				<Anchor href={latest.url} color={light.ink}>
					{wording["welcome-read"]}
				</Anchor>
			</Paragraph>
		</>
	);
}

interface CallProps {
	call: LatestCall;
	theme: Theme;
	/** Of its pair. */
	last?: boolean;
}

function Call({ call: { tool, verdict, share }, theme, last }: CallProps) {
	const tone = verdict ?? "unknown";
	const cell = {
		font: `14px/20px ${theme.sans}`,
		padding: last ? "2px 0 8px" : "2px 0",
		borderBottom: last ? `1px solid ${theme.light.rule}` : "none",
		verticalAlign: "top",
	} as const;
	return (
		<tr>
			<td className="ink hair" style={cell}>
				<Name>{tool}</Name>
			</td>
			<td className="hair" width="100" align={end(theme)} style={cell}>
				<b className={tone} style={{ color: theme.light[tone] }}>
					{theme.wording[`verdict-${tone}`]}
				</b>
			</td>
			<td className="ink hair" width="48" align={end(theme)} style={cell}>
				{share === null ? "" : percent(share, theme)}
			</td>
		</tr>
	);
}

function label({ sans }: Theme) {
	return {
		font: `bold 13px/20px ${sans}`,
		letterSpacing: 1,
		textTransform: "uppercase",
		margin: "24px 0 8px",
	} as const;
}

/** The same for the text part. */
export function latestText(latest: LatestIssue, theme: Theme): string[] {
	const { wording } = theme;
	const calls = latest.calls.map((pair) =>
		pair.map((call) => callText(call, theme)).join("\n"),
	);
	const rest = say(wording["welcome-unlisted"], { count: latest.unlisted });
	return [
		`${wording["welcome-latest"]}:\n${latest.subject}\n${line(latest, theme)}`,
		...calls,
		...(latest.unlisted === 0 ? [] : [rest]),
		`${wording["welcome-read"]}:\n${latest.url}`,
	];
}

function percent(share: number, { wording }: Theme): string {
	return say(wording["digest-percent"], { share });
}

function callText({ tool, verdict, share }: LatestCall, theme: Theme) {
	const { wording } = theme;
	const word = wording[`verdict-${verdict ?? "unknown"}`];
	return `${word}${share === null ? "" : ` ${percent(share, theme)}`} · ${tool}`;
}

function line({ number, dateLine }: LatestIssue, { wording }: Theme): string {
	return say(wording["welcome-latest-line"], { number, date: dateLine });
}
