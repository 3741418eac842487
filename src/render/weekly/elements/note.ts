import { editorHtml } from "../../editor-html.ts";
import { joinHtml, mailHtml } from "../../mail-html.ts";
import type { DigestElement } from "../mjml-component.ts";

/** An editor's note on the comparison; nothing where there is none, or in a group, whose notes are in vd-others. */
export const noteElement: DigestElement = {
	name: "vd-note",
	attributes: {},
	holds: "nothing",
	needs: "comparison",
	draw: ({ scope: { comparison, story }, build: { theme } }) => {
		if (!comparison?.note || story?.group) return mailHtml``;
		const [first = mailHtml``, ...others] = editorHtml(comparison.note, theme);
		return mailHtml`<p class="aside"><b>${theme.wording["digest-note"]}:</b> ${first}</p>${joinHtml(
			others.map((words) => mailHtml`<p class="aside">${words}</p>`),
		)}`;
	},
};
