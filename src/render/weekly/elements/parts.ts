import type { Theme } from "../../../../templates/theme.ts";
import { say } from "../../../../templates/wording.ts";
import type { IssueContent } from "../../../issue/content/content.ts";
import { joinHtml, label, mailHtml, safeUrl } from "../../mail-html.ts";
import { readingMinutes } from "../../reading-time.ts";
import { anchorOf, storiesOf } from "../../stories.ts";
import type { DigestElement } from "../mjml-component.ts";

/** How long the issue takes to read, and a link to each of its parts on the web: many mail programs do not follow a link within a message. */
export const partsElement: DigestElement = {
	name: "vd-parts",
	attributes: {},
	holds: "nothing",
	needs: "issue",
	draw: ({ scope: { issue }, build: { theme, lens } }) => {
		const minutes = say(theme.wording["digest-minutes"], {
			minutes: readingMinutes(issue, lens),
		});
		return mailHtml`<p class="over parts">${joinHtml(
			[
				label(minutes, theme),
				...partsOf(issue, theme).map(
					({ anchor, title }) =>
						mailHtml`<a href="${safeUrl(`${issue.links.issue}#${anchor}`)}">${title}</a>`,
				),
			],
			" · ",
		)}</p>`;
	},
};

function partsOf(
	issue: IssueContent,
	{ wording }: Theme,
): { anchor: string; title: string }[] {
	const { leads, briefs } = storiesOf(issue);
	const part = (anchor: string, title: string, list: readonly unknown[]) =>
		list.length === 0 ? [] : [{ anchor, title }];
	return [
		...part(anchorOf(0), wording["digest-full"], leads),
		...part("brief", wording["digest-brief"], briefs),
		...part("voted", wording["digest-voted"], issue.voted),
		...part("more", wording["digest-more"], issue.more),
	];
}
