import type { Theme } from "../../../templates/theme.ts";
import type { ComparisonContent } from "../../issue/content/content.ts";
import { subscribeUrlOf } from "../../issue/content/in-language.ts";
import { editorHtml } from "../editor-html.ts";
import {
	bdi,
	escapeHtml,
	joinHtml,
	label,
	type MailHtml,
	mailHtml,
	safeUrl,
	trusted,
} from "../mail-html.ts";
import { anchorOf, storiesOf } from "../stories.ts";
import { type Scope, type ScopeName, storyOf } from "./scope.ts";

interface Placeholder {
	needs: ScopeName;
	/** A url is checked and encoded, and may only be in an attribute that holds an address. A name is isolated between tags. */
	kind: "text" | "name" | "url";
	value: (scope: Scope) => string;
	/** How it is drawn between tags, where that is more than its value; null: the value. */
	markup?: (scope: Scope, theme: Pick<Theme, "dir">) => MailHtml | null;
}

/** A fact that the template asks for: `{issue.intro}`. */
export const PLACEHOLDER = /\{([^{}\s]*)\}/g;

/** Every fact that a template may ask for. What differs from reader to reader is a slot (merge/slots.ts) instead. */
export const placeholders: Record<string, Placeholder> = {
	"issue.number": text(({ issue }) => String(issue.number)),
	"issue.publication": name(({ issue }) => issue.publication),
	"issue.date": text(({ issue }) => issue.dateLine),
	"issue.subject": text(({ issue }) => issue.subject),
	"issue.preheader": text(({ issue }) => issue.preheader),
	"issue.intro": {
		...text(({ issue }) => issue.intro),
		markup: ({ issue }, theme) =>
			issue.editorsIntro
				? joinHtml(editorHtml(issue.editorsIntro, theme), "<br><br>")
				: null,
	},
	"issue.more-unlisted": text(({ issue }) => String(issue.moreUnlisted)),
	"issue.postal-address": name(({ issue }) => issue.postalAddress),
	"issue.url": url("issue", ({ issue }) => issue.links.issue),
	"issue.subscribe": url("issue", ({ issue }) => subscribeUrlOf(issue)),
	"issue.home": url("issue", ({ issue }) => issue.links.home),
	"story.url": url("comparison", (scope) => {
		const story = storyOf(scope);
		return story?.group?.tool.url ?? story?.comparison.url ?? "";
	}),
	"story.title": {
		needs: "comparison",
		kind: "name",
		value: (scope) => titleOf(scope).join(" "),
		markup: (scope) => {
			const [left = "", vs, right = ""] = titleOf(scope);
			return vs === undefined
				? bdi(left)
				: mailHtml`${bdi(left)} <i>${vs}</i> ${bdi(right)}`;
		},
	},
	"story.summary": {
		needs: "comparison",
		kind: "text",
		value: (scope) => {
			const story = storyOf(scope);
			return story?.group?.summary ?? story?.comparison.summary ?? "";
		},
	},
	"story.anchor": {
		needs: "comparison",
		kind: "text",
		value: anchorHere,
	},
	"comparison.title": comparison((it) => it.title, "name"),
	"comparison.summary": comparison((it) => it.summary),
	"comparison.left.name": comparison((it) => it.left.name, "name"),
	"comparison.right.name": comparison((it) => it.right.name, "name"),
	"comparison.url": url("comparison", (scope) => scope.comparison?.url ?? ""),
	"more.title": {
		needs: "more",
		kind: "name",
		value: (scope) => scope.more?.title ?? "",
	},
	"more.url": url("more", (scope) => scope.more?.url ?? ""),
};

/** The name of the pair in three pieces, or the title of a group. */
function titleOf(scope: Scope): string[] {
	const story = storyOf(scope);
	if (story === null) return [];
	const { comparison, group } = story;
	return group
		? [group.title]
		: [comparison.left.name, "vs", comparison.right.name];
}

/** "story-2", by the place among the stories in full. */
function anchorHere(scope: Scope): string {
	const { leads } = storiesOf(scope.issue);
	return anchorOf(
		leads.findIndex(({ comparison }) => comparison === scope.comparison),
	);
}

/**
 * The HTML of a template with its placeholders filled in and escaped, in one
 * pass. A name between tags is isolated; an attribute can't hold a tag. So is
 * what we compose, in a theme that is written from right to left.
 */
export function fill(
	content: string,
	scope: Scope,
	theme: Pick<Theme, "dir">,
): MailHtml {
	const tags = tagsOf(content);
	return trusted(
		content.replace(PLACEHOLDER, (whole, name: string, at: number) => {
			const known = Object.hasOwn(placeholders, name) && placeholders[name];
			if (!known) return whole;
			const value = known.value(scope);
			if (known.kind === "url") return escapeHtml(safeUrl(value));
			if (tags.some(([from, to]) => from <= at && at < to))
				return escapeHtml(value);
			const drawn = known.markup?.(scope, theme);
			if (drawn) return drawn.markup;
			return (known.kind === "name" ? bdi(value) : label(value, theme)).markup;
		}),
	);
}

/** The same where no tag can be: in the title and in the text after the subject. */
export function fillPlain(content: string, scope: Scope): string {
	return content.replace(PLACEHOLDER, (whole, name: string) => {
		const known = Object.hasOwn(placeholders, name) && placeholders[name];
		return known ? escapeHtml(known.value(scope)) : whole;
	});
}

/** A comment, or a tag with its quoted attributes. */
const TAG = /<!--[\s\S]*?-->|<(?:"[^"]*"|'[^']*'|[^'">])*>/g;

/** Where the tags and comments of a piece of HTML begin and end. */
function tagsOf(html: string): [from: number, to: number][] {
	return [...html.matchAll(TAG)].map((tag) => [
		tag.index,
		tag.index + tag[0].length,
	]);
}

function text(value: Placeholder["value"]): Placeholder {
	return { needs: "issue", kind: "text", value };
}

function name(value: Placeholder["value"]): Placeholder {
	return { needs: "issue", kind: "name", value };
}

function comparison(
	value: (it: ComparisonContent) => string,
	kind: "text" | "name" = "text",
): Placeholder {
	return {
		needs: "comparison",
		kind,
		value: (scope) => (scope.comparison ? value(scope.comparison) : ""),
	};
}

function url(needs: ScopeName, value: Placeholder["value"]): Placeholder {
	return { needs, kind: "url", value };
}
