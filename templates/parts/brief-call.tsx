/** @jsxRuntime automatic */
import { Link } from "@react-email/components";
import { Fragment } from "react";
import type { EditorText } from "../../src/issue/content/content.ts";
import type {
	BriefCall,
	BriefSide,
} from "../../src/render/brief/brief-data.ts";
import type { Theme } from "../theme.ts";
import { Ballot } from "./brief-ballot.tsx";
import { Editor } from "./brief-editor.tsx";
import { Line } from "./brief-sheet.tsx";
import { Name, Own } from "./named.tsx";
import { end, setIn } from "./sides.ts";

/** A comparison in one sentence, below its two verdicts; or several that share a tool, below all of theirs. */
export function Call({ call, theme }: { call: BriefCall; theme: Theme }) {
	const { light } = theme;
	const isGroup = call.sides.some(({ url }) => url !== call.url);
	return (
		<div
			className="hair"
			style={{ borderTop: `1px solid ${light.rule}`, padding: "12px 0" }}
		>
			<table
				role="presentation"
				width="100%"
				cellPadding="0"
				cellSpacing="0"
				border={0}
				style={{ tableLayout: "fixed" }}
			>
				<tbody>
					{call.sides.map((side, at) => (
						<Fragment key={side.url + side.name}>
							<Side side={side} isMet={at > 0 && isGroup} theme={theme} />
							{side.note ? (
								<tr>
									<td colSpan={3} style={setIn(theme, 16)}>
										<Note text={side.note} theme={theme} />
									</td>
								</tr>
							) : null}
						</Fragment>
					))}
				</tbody>
			</table>
			<Line style={{ padding: "4px 0 0" }}>
				<Own theme={theme}>{call.sentence}</Own>
			</Line>
			{call.note ? <Note text={call.note} theme={theme} /> : null}
			<Ballot sides={call.sides} theme={theme} />
		</div>
	);
}

interface SideProps {
	side: BriefSide;
	/** It is set in below the tool that it was compared with. */
	isMet: boolean;
	theme: Theme;
}

function Note({ text, theme }: { text: EditorText; theme: Theme }) {
	return (
		<Editor
			text={text}
			title={theme.wording["digest-note"]}
			style={{ padding: "4px 0 0" }}
			theme={theme}
		/>
	);
}

function Side({ side, isMet, theme }: SideProps) {
	const { name, url, verdict, figure } = side;
	const { light, sans, serif, wording } = theme;
	const tone = verdict ?? "unknown";
	const cell = { font: `14px/24px ${sans}`, verticalAlign: "top" } as const;
	return (
		<tr>
			<td
				className="ink"
				style={{
					...cell,
					font: `bold ${isMet ? 15 : 17}px/24px ${serif}`,
					...(isMet && setIn(theme, 16)),
				}}
			>
				<Link href={url} style={{ color: light.ink, textDecoration: "none" }}>
					<Name>{name}</Name>
				</Link>
			</td>
			<td width="96" align={end(theme)} style={cell}>
				<b className={tone} style={{ color: light[tone] }}>
					{wording[`verdict-${tone}`]}
				</b>
			</td>
			<td className="ink" width="46" align={end(theme)} style={cell}>
				{figure}
			</td>
		</tr>
	);
}
