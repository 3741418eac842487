import type { Theme } from "../../templates/theme.ts";
import type { IssueContent } from "../issue/content/content.ts";
import { anchorOf, storiesOf } from "./stories.ts";

/** The parts of the full digest on the issue's page: title and address of each. */
export function partsOf(
	issue: IssueContent,
	{ wording }: Pick<Theme, "wording">,
): { title: string; url: string }[] {
	const { leads, briefs } = storiesOf(issue);
	const part = (anchor: string, title: string, list: readonly unknown[]) =>
		list.length === 0 ? [] : [{ title, url: `${issue.links.issue}#${anchor}` }];
	return [
		...part(anchorOf(0), wording["digest-full"], leads),
		...part("brief", wording["digest-brief"], briefs),
		...part("voted", wording["digest-voted"], issue.voted),
		...part("more", wording["digest-more"], issue.more),
	];
}
