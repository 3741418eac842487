import { joinHtml, mailHtml, trusted } from "../../mail-html.ts";
import { readerSlots } from "../../merge/slots.ts";
import type { DigestElement } from "../mjml-component.ts";
import { fill } from "../placeholders.ts";
import { isEmpty, LISTS, SECTION_LISTS, scopesOf } from "../scope.ts";

const lists = `enum(${Object.keys(LISTS).join(",")})`;

/** HTML of the editor's own, with placeholders and slots. */
export const text: DigestElement = {
	name: "vd-text",
	attributes: {},
	holds: "html",
	needs: "issue",
	draw: ({ content, scope }) =>
		fill(content().replace(/\s*\n\s*/g, " "), scope),
};

/** A heading and what stands under it; left out when its list is empty. */
export const section: DigestElement = {
	name: "vd-section",
	attributes: { title: "string", if: `enum(${SECTION_LISTS.join(",")})` },
	required: ["title"],
	holds: "parts",
	needs: "issue",
	draw: ({ attribute, children, scope }) => {
		const list = attribute("if");
		if (list && isEmpty(list, scope)) return mailHtml``;
		return mailHtml`<h2 class="section">${fill(attribute("title") ?? "", scope)}</h2>${children()}`;
	},
};

/** Its children once for each comparison, or each link, of a list. */
export const each: DigestElement = {
	name: "vd-each",
	attributes: { of: lists },
	required: ["of"],
	holds: "parts",
	needs: "issue",
	draw: ({ attribute, children, scope }) =>
		joinHtml(
			scopesOf(attribute("of") ?? "", scope).map((one) => children(one)),
		),
};

/** Its children when there are comparisons beyond the linked ones. */
export const unlisted: DigestElement = {
	name: "vd-unlisted",
	attributes: {},
	holds: "parts",
	needs: "issue",
	draw: ({ children, scope }) =>
		scope.issue.moreUnlisted > 0 ? children() : mailHtml``,
};

/** Its children for those readers only to whom it applies. */
export const reader: DigestElement = {
	name: "vd-reader",
	attributes: { when: `enum(${Object.keys(readerSlots.when).join(",")})` },
	required: ["when"],
	holds: "parts",
	needs: "issue",
	draw: ({ attribute, children, build }) =>
		slot(build.partials, `when:${attribute("when")}`, children().markup),
};

/** Keeps a partial under a name of its own and returns the mark that asks for it. */
export function slot(
	partials: Record<string, string>,
	kind: string,
	markup: string,
) {
	const name = `${kind}:${Object.keys(partials).length + 1}`;
	partials[name] = markup;
	return trusted(`%%slot:${name}%%`);
}
