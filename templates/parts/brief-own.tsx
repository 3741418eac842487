/** @jsxRuntime automatic */
import { Link } from "@react-email/components";
import type { Theme } from "../theme.ts";
import { say, sayWith } from "../wording.ts";
import { Anchor, Line, quiet, Section, Small } from "./brief-sheet.tsx";
import { EachTool, slot, When } from "./slots.tsx";

interface Props {
	theme: Theme;
}

/** The reader's bookmarks that changed, at most three, before everything else. */
export function BookmarkNews({ theme }: Props) {
	const values = {
		tool: <Tool key="tool" theme={theme} />,
		change: <bdi key="change">{slot("tool.headline")}</bdi>,
	};
	return (
		<EachTool of="news">
			<Line style={{ padding: "14px 0 0" }}>
				{sayWith(theme.wording["digest-own-news"], {}, values)}
			</Line>
			<When is="tool.news">
				<Line>
					{`${theme.wording["digest-new"]} `}
					<Anchor href={slot("tool.news-url")} theme={theme}>
						<bdi>{slot("tool.news")}</bdi>
					</Anchor>
				</Line>
			</When>
		</EachTool>
	);
}

/** What flipped in the issues that the reader missed. */
export function Away({ theme }: Props) {
	const { wording } = theme;
	const rest = say(wording["digest-away-rest"], { missed: slot("away-rest") });
	return (
		<When is="away">
			<Section title={wording["digest-away"]} theme={theme}>
				<EachTool of="away">
					<Line style={{ padding: "3px 0" }}>
						<Tool theme={theme} />
						{": "}
						<bdi>{slot("tool.change")}</bdi>
					</Line>
				</EachTool>
				<When is="away-rest">
					<Small theme={theme}>
						{`${rest} `}
						<Link href={slot("away-issues")} style={quiet(theme)}>
							{wording["digest-away-all"]}
						</Link>
					</Small>
				</When>
			</Section>
		</When>
	);
}

function Tool({ theme }: Props) {
	return (
		<Anchor href={slot("tool.url")} theme={theme}>
			<bdi>{slot("tool.name")}</bdi>
		</Anchor>
	);
}
