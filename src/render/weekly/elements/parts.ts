import { say } from "../../../../templates/wording.ts";
import { joinHtml, label, mailHtml, safeUrl } from "../../mail-html.ts";
import { partsOf } from "../../parts.ts";
import { readingMinutes } from "../../reading-time.ts";
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
					({ title, url }) => mailHtml`<a href="${safeUrl(url)}">${title}</a>`,
				),
			],
			" · ",
		)}</p>`;
	},
};
