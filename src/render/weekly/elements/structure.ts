import { joinHtml, mailHtml, trusted } from "../../mail-html.ts";
import { readerSlots } from "../../merge/slots.ts";
import type { DigestElement } from "../mjml-component.ts";
import { fill } from "../placeholders.ts";
import { isEmpty, LISTS, OPTIONAL_LISTS, scopesFor } from "../scope.ts";

const lists = `enum(${Object.keys(LISTS).join(",")})`;

/** The editor's own HTML, with placeholders and slots. */
export const textElement: DigestElement = {
	name: "vd-text",
	attributes: {},
	holds: "html",
	needs: "issue",
	draw: ({ content, scope, build: { theme } }) =>
		fill(
			content().replace(/\s+/g, (gap) => (gap.includes("\n") ? " " : gap)),
			scope,
			theme,
		),
};

/** A heading and what is under it; left out when its list is empty. */
export const sectionElement: DigestElement = {
	name: "vd-section",
	attributes: {
		title: "string",
		id: "string",
		if: `enum(${OPTIONAL_LISTS.join(",")})`,
	},
	required: ["title"],
	holds: "elements",
	needs: "issue",
	draw: ({ attribute, children, scope, build: { theme } }) => {
		const list = attribute("if");
		if (list && isEmpty(list, scope)) return mailHtml``;
		const id = attribute("id");
		const anchor = id === null ? null : mailHtml` id="${id}"`;
		return mailHtml`<h2 class="section"${anchor}>${fill(attribute("title") ?? "", scope, theme)}</h2>${children()}`;
	},
};

/** What is inside it, once for each comparison or link of a list. */
export const eachElement: DigestElement = {
	name: "vd-each",
	attributes: { of: lists },
	required: ["of"],
	holds: "elements",
	needs: "issue",
	draw: ({ attribute, children, scope }) =>
		joinHtml(
			scopesFor(attribute("of") ?? "", scope).map((one) => children(one)),
		),
};

/** What is inside it, when there are more comparisons than are linked. */
export const unlistedElement: DigestElement = {
	name: "vd-unlisted",
	attributes: {},
	holds: "elements",
	needs: "issue",
	draw: ({ children, scope }) =>
		scope.issue.moreUnlisted > 0 ? children() : mailHtml``,
};

/** What is inside it, for those readers only who meet its condition. */
export const readerElement: DigestElement = {
	name: "vd-reader",
	attributes: { when: `enum(${Object.keys(readerSlots.when).join(",")})` },
	required: ["when"],
	holds: "elements",
	needs: "issue",
	draw: ({ attribute, children, build }) =>
		slot(build.partials, `when:${attribute("when")}`, children().markup),
};

/** Adds a partial under a new name and returns the mark of its slot. */
export function slot(
	partials: Record<string, string>,
	kind: string,
	markup: string,
) {
	const name = `${kind}:${Object.keys(partials).length + 1}`;
	partials[name] = markup;
	return trusted(`%%slot:${name}%%`);
}
