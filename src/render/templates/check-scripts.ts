import { Parser } from "htmlparser2";
import type { CompiledIssue } from "../../issue/content/compiled-issue.ts";
import { TemplateError } from "../../issue/renderer.ts";
import { BRIEF, WEEKLY } from "./template-files.ts";

/**
 * Refuses what a browser would run: script elements, event attributes and
 * javascript: addresses. No mail program runs them, many take a mail with one
 * for an attack, and browsers show the issue's page on the site.
 *
 * @param file the template that made the HTML
 * @throws TemplateError that names what was found
 */
export function refuseScripts(file: string, html: string): void {
	let found: string | null = null;
	const parser = new Parser({
		onopentag(name, attributes) {
			found ??= scriptIn(name, attributes);
		},
	});
	parser.end(html);
	if (found !== null)
		throw new TemplateError(
			file,
			null,
			`${found} is a script, and a mail must have none: take it out`,
		);
}

function scriptIn(
	name: string,
	attributes: Record<string, string>,
): string | null {
	if (name === "script") return "<script>";
	for (const [attribute, value] of Object.entries(attributes)) {
		if (/^on\w/.test(attribute)) return `${attribute}="…" of <${name}>`;
		// Browsers ignore control characters and spaces in it.
		if (/^[\s\p{Cc}]*(?:java|vb)script:/iu.test(value.replace(/[\t\n\r]/g, "")))
			return `${attribute}="javascript:…" of <${name}>`;
	}
	return null;
}

/** The issue itself. @throws TemplateError for a script in any cohort */
export function withoutScripts(issue: CompiledIssue): CompiledIssue {
	for (const [key, cohort] of Object.entries(issue.cohorts)) {
		const file = key.startsWith("full") ? WEEKLY : BRIEF;
		const { body, partials } = cohort.html;
		for (const part of [body, ...Object.values(partials)])
			refuseScripts(file, part);
	}
	return issue;
}
