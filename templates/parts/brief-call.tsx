/** @jsxRuntime automatic */
import { Link } from "@react-email/components";
import type {
	BriefCall,
	BriefSide,
} from "../../src/render/brief/brief-data.ts";
import type { Theme } from "../theme.ts";
import { Ballot } from "./brief-ballot.tsx";
import { Editor } from "./brief-editor.tsx";
import { Line } from "./brief-sheet.tsx";
import { Name, Own } from "./named.tsx";
import { end } from "./sides.ts";

/** A comparison in one sentence, below its two verdicts. */
export function Call({ call, theme }: { call: BriefCall; theme: Theme }) {
	const { light } = theme;
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
					{call.sides.map((side) => (
						<Side key={side.name} side={side} url={call.url} theme={theme} />
					))}
				</tbody>
			</table>
			<Line style={{ padding: "4px 0 0" }}>
				<Own theme={theme}>{call.sentence}</Own>
			</Line>
			{call.note ? (
				<Editor
					text={call.note}
					title={theme.wording["digest-note"]}
					style={{ padding: "4px 0 0" }}
					theme={theme}
				/>
			) : null}
			<Ballot sides={call.sides} theme={theme} />
		</div>
	);
}

interface SideProps {
	side: BriefSide;
	url: string;
	theme: Theme;
}

function Side({ side: { name, verdict, figure }, url, theme }: SideProps) {
	const { light, sans, serif, wording } = theme;
	const tone = verdict ?? "unknown";
	const cell = { font: `14px/24px ${sans}`, verticalAlign: "top" } as const;
	return (
		<tr>
			<td className="ink" style={{ ...cell, font: `bold 17px/24px ${serif}` }}>
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
