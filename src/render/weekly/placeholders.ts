import type { ComparisonContent } from "../../issue/content/content.ts";
import { escapeHtml, type MailHtml, safeUrl, trusted } from "../mail-html.ts";
import type { Scope, ScopeName } from "./scope.ts";

interface Placeholder {
	needs: ScopeName;
	/** A url is checked and encoded, and may only be in an attribute that holds an address. */
	kind: "text" | "url";
	value: (scope: Scope) => string;
}

/** A fact that the template asks for: `{issue.intro}`. */
export const PLACEHOLDER = /\{([^{}\s]*)\}/g;

/** Every fact that a template may ask for. What differs from reader to reader is a slot (merge/slots.ts) instead. */
export const placeholders: Record<string, Placeholder> = {
	"issue.number": text(({ issue }) => String(issue.number)),
	"issue.publication": text(({ issue }) => issue.publication),
	"issue.date": text(({ issue }) => issue.dateLine),
	"issue.subject": text(({ issue }) => issue.subject),
	"issue.preheader": text(({ issue }) => issue.preheader),
	"issue.intro": text(({ issue }) => issue.intro),
	"issue.more-unlisted": text(({ issue }) => String(issue.moreUnlisted)),
	"issue.postal-address": text(({ issue }) => issue.postalAddress),
	"issue.url": url("issue", ({ issue }) => issue.links.issue),
	"issue.home": url("issue", ({ issue }) => issue.links.home),
	"comparison.title": comparison((it) => it.title),
	"comparison.summary": comparison((it) => it.summary),
	"comparison.left.name": comparison((it) => it.left.name),
	"comparison.right.name": comparison((it) => it.right.name),
	"comparison.url": url("comparison", (scope) => scope.comparison?.url ?? ""),
	"more.title": {
		needs: "more",
		kind: "text",
		value: (scope) => scope.more?.title ?? "",
	},
	"more.url": url("more", (scope) => scope.more?.url ?? ""),
};

/** The HTML of a template with its placeholders filled in and escaped, in one pass. */
export function fill(content: string, scope: Scope): MailHtml {
	return trusted(
		content.replace(PLACEHOLDER, (whole, name: string) => {
			const known = Object.hasOwn(placeholders, name) && placeholders[name];
			if (!known) return whole;
			const value = known.value(scope);
			return escapeHtml(known.kind === "url" ? safeUrl(value) : value);
		}),
	);
}

function text(value: Placeholder["value"]): Placeholder {
	return { needs: "issue", kind: "text", value };
}

function comparison(value: (it: ComparisonContent) => string): Placeholder {
	return {
		needs: "comparison",
		kind: "text",
		value: (scope) => (scope.comparison ? value(scope.comparison) : ""),
	};
}

function url(needs: ScopeName, value: Placeholder["value"]): Placeholder {
	return { needs, kind: "url", value };
}
