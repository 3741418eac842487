/** @jsxRuntime automatic */
import { Link } from "@react-email/components";
import type { BriefData } from "../../src/render/brief/brief-data.ts";
import type { Theme } from "../theme.ts";
import { say, sayWith } from "../wording.ts";
import { Anchor, Line, quiet, Section, Small } from "./brief-sheet.tsx";
import { Name, Own } from "./named.tsx";
import { EachTool, slot, When } from "./slots.tsx";

interface Props {
	issue: BriefData;
	theme: Theme;
}

/** The comparisons that are only linked. */
export function More({ issue: { more, moreUnlisted, links }, theme }: Props) {
	if (more.length === 0) return null;
	return (
		<Section title={theme.wording["digest-more"]} theme={theme}>
			{more.map(({ title, url }) => (
				<Line key={url} style={{ padding: "3px 0" }}>
					<Anchor href={url} theme={theme}>
						<Name>{title}</Name>
					</Anchor>
				</Line>
			))}
			{moreUnlisted === 0 ? null : (
				<Small theme={theme}>
					{`${say(theme.wording["digest-unlisted"], { more: moreUnlisted })} `}
					<Link href={links.home} style={quiet(theme)}>
						{theme.wording["digest-site"]}
					</Link>
					.
				</Small>
			)}
		</Section>
	);
}

/** How readers voted on the tools of the last issue. */
export function Voted({ issue: { voted }, theme }: Props) {
	if (voted.length === 0) return null;
	return (
		<Section title={theme.wording["digest-voted"]} theme={theme}>
			{voted.map((tool) => (
				<Line key={tool.slug} style={{ padding: "3px 0" }}>
					<Anchor href={tool.url} theme={theme}>
						<Name>{tool.name}</Name>
					</Anchor>
					{": "}
					<Own theme={theme}>
						{say(theme.wording["digest-voted-line"], tool)}
					</Own>
				</Line>
			))}
		</Section>
	);
}

/** The bookmarks that changed; of the others only the number, with a link. */
export function Bookmarks({ theme }: Pick<Props, "theme">) {
	const news = {
		tool: <bdi key="tool">{slot("tool.name")}</bdi>,
		comparison: (
			<Anchor key="comparison" href={slot("tool.news-url")} theme={theme}>
				<bdi>{slot("tool.news")}</bdi>
			</Anchor>
		),
	};
	return (
		<When is="bookmarks">
			<Section title={theme.wording["digest-bookmarks"]} theme={theme}>
				<EachTool of="below">
					<When is="tool.changed">
						<Line style={{ padding: "3px 0" }}>
							<Anchor href={slot("tool.url")} theme={theme}>
								<bdi>{slot("tool.name")}</bdi>
							</Anchor>
							{": "}
							<bdi>{slot("tool.change")}</bdi>
						</Line>
					</When>
					<When is="tool.news">
						<Line style={{ padding: "3px 0" }}>
							{sayWith(theme.wording["digest-news-of"], {}, news)}
						</Line>
					</When>
				</EachTool>
				<When is="bookmarks-quiet">
					<Line>{theme.wording["digest-bookmarks-quiet"]}</Line>
				</When>
				<Small theme={theme}>
					<Link href={slot("bookmarks")} style={quiet(theme)}>
						{`${theme.wording["digest-bookmarks-all"]}: ${slot("bookmarks-total")}`}
					</Link>
				</Small>
			</Section>
		</When>
	);
}
